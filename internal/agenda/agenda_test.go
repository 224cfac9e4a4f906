package agenda_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"weerklank/internal/agenda"
)

func write(events ...agenda.Event) string {
	var b bytes.Buffer
	(&agenda.Calendar{Name: "Agenda", Language: "nl", URL: "https://a.nl/agenda.ics", Events: events}).Write(&b)
	return b.String()
}

// lines returns the lines of a calendar, unfolded.
func lines(t testing.TB, ics string) []string {
	t.Helper()
	if !strings.HasSuffix(ics, "\r\n") || strings.Count(ics, "\n") != strings.Count(ics, "\r\n") || strings.Count(ics, "\r") != strings.Count(ics, "\r\n") {
		t.Fatalf("not every line ends with CRLF: %q", ics)
	}
	for _, l := range strings.Split(ics, "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) {
			t.Errorf("a line of %d bytes: %q", len(l), l)
		}
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(ics, "\r\n ", ""), "\r\n"), "\r\n")
}

func TestWholeDays(t *testing.T) {
	got := lines(t, write(agenda.Event{UID: "a@a.nl", First: "2026-12-01", Last: "2026-12-31", Stamp: "2026-11-02", Sequence: 2, Summary: "Dag", Categories: []string{"Wonen, zorg", "Werk"}}))
	for _, want := range []string{"UID:a@a.nl", "DTSTAMP:20261102T120000Z", "SEQUENCE:2", "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20270101",
		"SUMMARY:Dag", `CATEGORIES:Wonen\, zorg,Werk`} {
		if !slices.Contains(got, want) {
			t.Errorf("there is no line %q in %q", want, got)
		}
	}
}

func TestTextIsEscaped(t *testing.T) {
	for in, want := range map[string]string{
		"a,b;c\\d": `a\,b\;c\\d`, "een\ntwee": `een\ntwee`, "een\r\ntwee\rdrie": `een\ntwee\ndrie`, "a\x00\x1b\x7fb": "ab", "\xed\xa0\x80": "",
		"x\r\nBEGIN:VALARM": `x\nBEGIN:VALARM`, "x\u2028BEGIN:VALARM": `x\nBEGIN:VALARM`, "\u202eabc": "\u202eabc",
	} {
		got := lines(t, write(agenda.Event{UID: "a", First: "2026-12-01", Last: "2026-12-01", Description: in}))
		i := slices.IndexFunc(got, func(l string) bool { return strings.HasPrefix(l, "DESCRIPTION:") })
		if want == "" && i < 0 {
			continue
		}
		if i < 0 || got[i] != "DESCRIPTION:"+want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestLongLinesAreFoldedBetweenCharacters(t *testing.T) {
	for _, text := range []string{strings.Repeat("é", 200), strings.Repeat("🚲", 80), "x" + strings.Repeat("漢", 120), strings.Repeat("a", 67), strings.Repeat("a", 68)} {
		if got := lines(t, write(agenda.Event{UID: "a", First: "2026-12-01", Last: "2026-12-01", Summary: text})); !slices.Contains(got, "SUMMARY:"+text) {
			t.Errorf("%s is not there whole", text)
		}
	}
}

func TestAddressHasNoSecondLine(t *testing.T) {
	got := lines(t, write(agenda.Event{UID: "a", First: "2026-12-01", Last: "2026-12-01", URL: "https://a.nl/\r\nBEGIN:VALARM"}))
	if !slices.Contains(got, "URL:https://a.nl/BEGIN:VALARM") {
		t.Errorf("%q", got)
	}
}

// RFC 5545 knows no calendar without a component.
func TestEmptyCalendarHasAComponent(t *testing.T) {
	if got := lines(t, write()); !slices.Contains(got, "BEGIN:VTIMEZONE") || slices.Contains(got, "BEGIN:VEVENT") {
		t.Errorf("%q", got)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"a,b;c\\", "\r\nEND:VEVENT", "\x00\u2028\u0085", strings.Repeat("é", 80), "\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ls := lines(t, write(agenda.Event{UID: s, First: "2026-12-01", Last: "2026-12-01", Summary: s, Description: s, Location: s, URL: s, Categories: []string{s}}))
		begins := 0
		for _, l := range ls {
			name, _, ok := strings.Cut(l, ":")
			if !ok || !slices.Contains(names, name) {
				t.Fatalf("%q gives the line %q", s, l)
			}
			if name == "BEGIN" {
				begins++
			}
		}
		if begins != 2 {
			t.Fatalf("%q begins %d things", s, begins)
		}
	})
}

var names = []string{"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "SOURCE;VALUE=URI", "REFRESH-INTERVAL;VALUE=DURATION",
	"UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "TRANSP"}
