package traject

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/lang"
)

// notADate reports a value that is no date, and proposes one when it can be told
// which was meant.
func (d *decoder) notADate(n *yaml.Node, value, name string) {
	unread := lang.F("%q bij %s is niet als datum te lezen", "%q at %s cannot be read as a date", firstLine(value), name)
	if len(value) > 60 { // no date is that long
		value = ""
	}
	form := lang.T("Schrijf jaar-maand-dag, zoals 2026-03-14. 2026-03, 2026-Q1 of 2026 kan ook.", "Write year-month-day, such as 2026-03-14. 2026-03, 2026-Q1 or 2026 will do too.")
	if dt, ok := mendDate(value); ok {
		d.problem(RuleNotADate, d.at(n), unread, lang.F("Schrijf %s.", "Write %s.", dt), d.mend(n, string(dt))...)
		return
	}
	v := monthNumbers(strings.ToLower(value))
	date := strings.Join(strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune("-/. ,", r) }), "-")
	for _, layout := range []struct{ in, out string }{
		{"2-1-2006", time.DateOnly}, {"2006-1-2", time.DateOnly}, {"1-2006", "2006-01"}, {"2006-1", "2006-01"},
	} {
		if v != strings.ToLower(value) { // with the name of a month: not one of these, see mendDate
			break
		}
		t, err := time.Parse(layout.in, date)
		if proposal, ok := ParseDatum(t.Format(layout.out)); err == nil && ok {
			d.problem(RuleNotADate, d.at(n), unread, lang.F("Schrijf %s.", "Write %s.", proposal))
			return
		}
	}
	// A day that its month does not have.
	parts := strings.Split(date, "-")
	if len(parts) == 3 {
		if len(parts[0]) == 4 {
			parts[0], parts[2] = parts[2], parts[0]
		}
		first, err := time.Parse("1-2006", parts[1]+"-"+parts[2])
		day, wrong := strconv.Atoi(parts[0])
		if days := first.AddDate(0, 1, -1).Day(); err == nil && wrong == nil && day > days && len(parts[0]) == 2 {
			d.problem(RuleNotADate, d.at(n), lang.F("%q bij %s is geen datum die bestaat", "%q at %s is not a date that exists", value, name),
				lang.F("%s %d heeft %d dagen.", "%s %d has %d days.", lang.T(months[first.Month()-1], first.Month().String()), first.Year(), days))
			return
		}
	}
	d.problem(RuleNotADate, d.at(n), unread, form)
}

var months = []string{"Januari", "Februari", "Maart", "April", "Mei", "Juni", "Juli", "Augustus", "September", "Oktober", "November", "December"}

// monthNumbers returns s with numbers for the names of months, and for the words
// that count quarters.
func monthNumbers(s string) string {
	for i, name := range months {
		s = strings.Replace(s, strings.ToLower(name), fmt.Sprintf("%02d", i+1), 1)
	}
	for i, word := range []string{"eerste", "tweede", "derde", "vierde"} {
		s = strings.Replace(s, word, fmt.Sprintf("%de", i+1), 1)
	}
	return s
}

// quarter is a quarter as people write it: 1e kwartaal 2027, Q1 2027, 2027 Q1,
// kwartaal 1 2027.
var quarter = regexp.MustCompile(`^(?:([1-4])e? ?kwartaal (?:van )?([0-9]{4})|(?:q|kwartaal )([1-4])[ /-]([0-9]{4})|([0-9]{4})[ /]?q([1-4]))$`)
