package render

import (
	"strings"
	"testing"
	"time"
)

// FuzzFullDate: what is written without package time is what it would write.
func FuzzFullDate(f *testing.F) {
	for _, s := range []string{"2026-03-12", "2026-02-28", "2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-011", "20x6-03-12", "2026/03/12", "2026-03-1２", "0000-12-09", "2026-Q1", "2026-03"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, en := range []bool{false, true} {
			got := fullDate(s, en)
			if got == "" {
				continue
			}
			day, err := time.Parse(time.DateOnly, s)
			if err != nil {
				t.Fatalf("%q is no date, and became %q", s, got)
			}
			want := day.Format("2 January 2006")
			if !en {
				want = strings.Replace(want, day.Month().String(), monthsNL[day.Month()-1], 1)
			}
			if got != want {
				t.Errorf("%q: got %q, want %q", s, got, want)
			}
		}
	})
}
