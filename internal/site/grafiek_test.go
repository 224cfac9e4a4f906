package site_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weerklank/internal/site"
)

// chart returns the chart of measurements "date value".
func chart(t *testing.T, metingen ...string) *site.Grafiek {
	t.Helper()
	front := "a\ntitel: T\nphase: 3\nmonitoring:\n  - naam: N\n    metingen:\n"
	for _, m := range metingen {
		datum, waarde, _ := strings.Cut(m, " ")
		front += fmt.Sprintf("      - {datum: %s, waarde: %s}\n", datum, waarde)
	}
	gs := view[site.TrajectView](t, newSite(t, "", front), "/trajecten/a/").Grafieken
	if len(gs) != 1 {
		t.Fatalf("%d charts", len(gs))
	}
	return gs[0]
}

func TestScaleHoldsZeroAndRoundNumbers(t *testing.T) {
	for metingen, want := range map[string]string{
		"6 4 27 31":          "40 20 0",
		"2.5 3.1":            "4 2 0",
		"0.02 0.05":          "0.06 0.04 0.02 0",
		"-4.5 9 21.25":       "30 20 10 0 -10",
		"-12 -40":            "0 -20 -40",
		"0 0":                "1 0.5 0",
		"100 100":            "100 50 0",
		"2500000 1250000.50": "3000000 2000000 1000000 0",
		"123456789012345 2":  "- - - 0",
		"0.00001 0.000005":   "0.00001 0.000005 0",
		"0.0000000012 0":     "- - - 0",
	} {
		var ms []string
		for i, v := range strings.Fields(metingen) {
			ms = append(ms, fmt.Sprintf("%d %s", 2020+i, v))
		}
		var got []string
		for _, l := range chart(t, ms...).Schaal {
			switch {
			case l.Waarde == nil && !l.Nul:
				got = append(got, "-")
			case l.Nul:
				got = append(got, "0")
			default:
				got = append(got, l.Waarde.Text)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: the scale is %s, want %s", metingen, s, want)
		}
	}
}

// One measurement is no line, and several of one day are none either.
func TestNoLineThroughOneMoment(t *testing.T) {
	for _, ms := range [][]string{{"2026 5"}, {"2026-01-01 5", "2026-01-01 7"}} {
		if g := chart(t, ms...); g.Lijn != "" || len(g.Punten) > 0 || len(g.Metingen) != len(ms) {
			t.Errorf("%v: %+v", ms, g)
		}
	}
}

func TestMeasurementsStandInOrderOfTime(t *testing.T) {
	g := chart(t, "2026-06 3", "2024 1", "2025-Q2 2")
	if g.Van.Waarde.Text != "1" || g.Tot.Waarde.Text != "3" {
		t.Errorf("from %s to %s", g.Van.Waarde.Text, g.Tot.Waarde.Text)
	}
	last := -1.0
	for _, p := range g.Punten {
		x, err := strconv.ParseFloat(p.X, 64)
		if err != nil || x <= last || x > 100 {
			t.Errorf("%s stands at %s, after %g", p.Meting.Waarde.Text, p.X, last)
		}
		last = x
	}
}

func TestPlacesAreInsideTheDrawing(t *testing.T) {
	huge := strings.Repeat("9", 308)
	for _, ms := range [][]string{{"2024 1", "2025 2"}, {"2024 -1", "2025 -900000"}, {"2024 " + huge, "2025 1"}, {"2024 -" + huge, "2025 " + huge},
		{"2024 0." + strings.Repeat("0", 320) + "1", "2025 0"}} {
		for _, p := range chart(t, ms...).Punten {
			for _, at := range []string{p.X, p.Y} {
				if f, err := strconv.ParseFloat(at, 64); err != nil || !(f >= 0 && f <= 100) {
					t.Errorf("%.40v: a point at %s", ms, at)
				}
			}
		}
	}
}

func TestLabelsDoNotRunIntoEachOther(t *testing.T) {
	var ms []string
	for i := range 60 {
		ms = append(ms, fmt.Sprintf("%d-%02d %d", 2020+i/12, i%12+1, 1000+(i*37)%50))
	}
	for name, c := range map[string]struct {
		metingen []string
		want     string
	}{
		"few":          {[]string{"2020 6", "2021 4", "2022 27", "2023 31"}, "altijd altijd ruim altijd"},
		"close":        {[]string{"2020-01 100", "2020-02 200", "2026-01 300"}, "altijd  altijd"},
		"long":         {[]string{"2020 123456789", "2021 223456789", "2022 323456789"}, "ruim ruim altijd"},
		"far too long": {[]string{"2020 " + strings.Repeat("1", 90), "2021 5"}, " altijd"},
	} {
		var got []string
		for _, p := range chart(t, c.metingen...).Punten {
			got = append(got, p.Label)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
	}
	labels := 0
	g := chart(t, ms...)
	for _, p := range g.Punten {
		if p.Label != "" {
			labels++
		}
	}
	if labels < 2 || labels > 4 || g.Punten[59].Label != site.LabelAltijd || slices.ContainsFunc(g.Punten, func(p site.Punt) bool { return p.Stip }) {
		t.Errorf("60 measurements: %d labels", labels)
	}
}

// A label stands where the line does not go.
func TestLabelStandsBelowAValley(t *testing.T) {
	var got []bool
	for _, p := range chart(t, "2020 20", "2021 10", "2022 30", "2023 15").Punten {
		got = append(got, p.Onder)
	}
	if want := []bool{false, true, false, true}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if g := chart(t, "2020 20", "2021 0"); g.Punten[1].Onder {
		t.Error("below zero there is no room")
	}
}
