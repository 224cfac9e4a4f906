package importer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"weerklank/internal/traject"
)

var (
	isoDay    = regexp.MustCompile(`^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[t ].*)?$`)
	threeNums = regexp.MustCompile(`^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})(?:[ T,]+[0-9]{1,2}[:.][0-9]{2}.*)?$`)
	monthYear = regexp.MustCompile(`^([0-9]{1,2})[-/.]([0-9]{4})$`)
	wordDay   = regexp.MustCompile(`^(?:\p{L}+,? +)?([0-9]{1,2})(?:e|ste|de|\.)?[ -]+(\p{L}+)\.?,?[ -]+(?:'|’)?([0-9]{4}|[0-9]{2})(?:[ ,].*)?$`)
	wordMonth = regexp.MustCompile(`^(\p{L}+)\.?[ -]+(?:'|’)?([0-9]{4})$`)
	quarter   = regexp.MustCompile(`^(?:q([1-4])|([1-4])e? ?kwartaal|kwartaal ([1-4]))[ -]([0-9]{4})$|^([0-9]{4})[ -]?q([1-4])$`)
)

// monthOf returns the number of a month by its Dutch or English name, whole or
// short; 0 for another word.
func monthOf(word string) int {
	word = strings.ToLower(word)
	switch {
	case word == "mrt" || strings.HasPrefix("march", word) && len(word) >= 3:
		return 3
	case word == "may":
		return 5
	case strings.HasPrefix("october", word) && len(word) >= 3:
		return 10
	case len(word) < 3:
		return 0
	}
	for i, full := range []string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"} {
		if strings.HasPrefix(full, word) {
			return i + 1
		}
	}
	for i := time.January; i <= time.December; i++ {
		if strings.ToLower(i.String()) == word {
			return int(i)
		}
	}
	return 0
}

// An order says which of the first two numbers of 3/4/2026 is the day.
type order int

const (
	dayFirst   order = iota // as people in the Netherlands write it
	monthFirst              // as some programs do
	unclear                 // a column has both
)

// orderOf looks at all dates of a column: one that has a 25 in the middle says
// how the others are to be read.
func orderOf(values []string) order {
	var day, month bool
	for _, v := range values {
		if m := threeNums.FindStringSubmatch(strings.TrimSpace(v)); m != nil {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			day, month = day || a > 12, month || b > 12
		}
	}
	switch {
	case day && month:
		return unclear
	case month:
		return monthFirst
	}
	return dayFirst
}

// parseDate reads a date as people type it. What can be read in two ways (a
// year of two digits) is not read at all.
func parseDate(s string, o order) (traject.Datum, bool) {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	if len(s) > 60 {
		return "", false
	}
	day := func(year, month, day string) (traject.Datum, bool) {
		y, err1 := strconv.Atoi(year)
		m, err2 := strconv.Atoi(month)
		d, err3 := strconv.Atoi(day)
		if err1 != nil || err2 != nil || err3 != nil {
			return "", false
		}
		return traject.ParseDatum(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
	}
	if d, ok := traject.ParseDatum(s); ok {
		return d, true
	}
	if m := isoDay.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3])
	}
	if m := threeNums.FindStringSubmatch(s); m != nil {
		if len(m[3]) == 2 || o == unclear {
			return "", false
		}
		if o == monthFirst {
			m[1], m[2] = m[2], m[1]
		}
		return day(m[3], m[2], m[1])
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		return traject.ParseDatum(fmt.Sprintf("%s-%02d", m[2], n))
	}
	if m := wordDay.FindStringSubmatch(s); m != nil && monthOf(m[2]) > 0 {
		if len(m[3]) == 2 {
			m[3] = "20" + m[3] // the month is a word, so this is the year
		}
		return day(m[3], strconv.Itoa(monthOf(m[2])), m[1])
	}
	if m := wordMonth.FindStringSubmatch(s); m != nil && monthOf(m[1]) > 0 {
		return traject.ParseDatum(fmt.Sprintf("%s-%02d", m[2], monthOf(m[1])))
	}
	if m := quarter.FindStringSubmatch(s); m != nil {
		return traject.ParseDatum(m[4] + m[5] + "-Q" + m[1] + m[2] + m[3] + m[6])
	}
	return "", false
}
