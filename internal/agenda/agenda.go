// Package agenda writes a calendar of whole days (iCalendar, RFC 5545), to which
// people subscribe in a program of their own choice. It knows nothing of what
// the days are about.
//
// There is no library: what is needed is escaping and folding, and the known
// ones (golang-ical, ical-go) also do times, repetition and invitations, and stamp an
// event with the clock of the machine.
package agenda

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A Calendar is a list of events.
type Calendar struct {
	Name        string
	Description string
	Language    string // BCP 47 tag
	URL         string // the calendar itself
	Events      []Event
}

// An Event takes one or more whole days.
type Event struct {
	UID         string // permanent, and of no other event
	First, Last string // 2006-01-02; both included
	Stamp       string // 2006-01-02: when it last changed
	Sequence    int    // how often its days changed
	Summary     string
	Description string
	Location    string
	URL         string
	Categories  []string
}

// Write writes c.
func (c *Calendar) Write(b *bytes.Buffer) {
	w := writer{b}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Weerklank//Agenda//"+value(strings.ToUpper(c.Language)))
	w.line("CALSCALE", "GREGORIAN")
	w.text("NAME", c.Name)
	w.text("X-WR-CALNAME", c.Name) // what programs read that do not know RFC 7986
	w.text("DESCRIPTION", c.Description)
	w.uri("SOURCE;VALUE=URI", c.URL)
	w.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	if len(c.Events) == 0 {
		w.nothing()
	}
	for _, e := range c.Events {
		w.event(e)
	}
	w.line("END", "VCALENDAR")
}

type writer struct{ *bytes.Buffer }

// nothing writes the least that a calendar without events may hold: RFC 5545
// wants one component.
func (w writer) nothing() {
	w.line("BEGIN", "VTIMEZONE")
	w.line("TZID", "Etc/UTC")
	w.line("BEGIN", "STANDARD")
	w.line("DTSTART", "19700101T000000")
	w.line("TZOFFSETFROM", "+0000")
	w.line("TZOFFSETTO", "+0000")
	w.line("END", "STANDARD")
	w.line("END", "VTIMEZONE")
}

func (w writer) event(e Event) {
	w.line("BEGIN", "VEVENT")
	w.text("UID", e.UID)
	w.line("DTSTAMP", digits(e.Stamp)+"T120000Z")
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	w.line("DTSTART;VALUE=DATE", digits(e.First))
	w.line("DTEND;VALUE=DATE", digits(nextDay(e.Last))) // the first day that is not in it
	w.text("SUMMARY", e.Summary)
	w.text("DESCRIPTION", e.Description)
	w.text("LOCATION", e.Location)
	w.uri("URL", e.URL)
	if len(e.Categories) > 0 {
		var cs []string
		for _, c := range e.Categories {
			cs = append(cs, value(c))
		}
		w.line("CATEGORIES", strings.Join(cs, ","))
	}
	w.line("TRANSP", "TRANSPARENT") // nobody is busy because of it
	w.line("END", "VEVENT")
}

// text writes a property that holds text, if there is any.
func (w writer) text(name, s string) {
	if v := value(s); v != "" {
		w.line(name, v)
	}
}

// uri writes a property that holds an address. Addresses are not escaped, so
// whatever would end the line goes.
func (w writer) uri(name, s string) {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' || '\x7f' <= r && r < '\u00a0' || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	if s != "" {
		w.line(name, s)
	}
}

var escape = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\u2028", `\n`, "\u2029", `\n`)

// value escapes text. A carriage return is a line break, so that nobody's text
// begins a line of its own; other control characters cannot be there.
func value(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || '\x7f' <= r && r < '\u00a0' || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	return escape.Replace(s)
}

// maxLine is how many bytes a line may have without its end.
const maxLine = 75

// line writes a property, folded between characters.
func (w writer) line(name, value string) {
	s, room := name+":"+value, maxLine
	for len(s) > room {
		n := room
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		w.WriteString(s[:n] + "\r\n ")
		s, room = s[n:], maxLine-1 // the space counts
	}
	w.WriteString(s + "\r\n")
}

// digits returns the day 2006-01-02 as iCalendar writes it.
func digits(day string) string { return strings.ReplaceAll(day, "-", "") }

// nextDay returns the day after day.
func nextDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
