package render

import (
	"strconv"
	"time"
)

// fullDate writes a date of the form 2026-03-12 in words. It is "" for every other
// date, and for the last days of a month, of which package time knows whether
// they exist.
func fullDate(s string, en bool) string {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' || !digits(s[:4]) || !digits(s[5:7]) || !digits(s[8:]) {
		return ""
	}
	month, day := int(s[5]-'0')*10+int(s[6]-'0'), int(s[8]-'0')*10+int(s[9]-'0')
	if month < 1 || month > 12 || day < 1 || day > 28 {
		return ""
	}
	name := monthsNL[month-1]
	if en {
		name = time.Month(month).String()
	}
	return strconv.Itoa(day) + " " + name + " " + s[:4]
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
