package traject_test

import (
	"testing"

	"weerklank/internal/traject"
)

func TestStatusLetter(t *testing.T) {
	for status, want := range map[string]string{
		"": "", "A": "A", " e ": "E", "status C": "C", "B - voldoet gedeeltelijk": "B", "B: voldoet gedeeltelijk": "B",
		"F": "", "voldoet": "", "Aan gewerkt": "", "D2": "", "é": "", "Dé": "",
	} {
		if got := (&traject.Statement{Status: status}).Letter(); got != want {
			t.Errorf("%q: got %q, want %q", status, got, want)
		}
	}
}

func TestNormNamesWCAG(t *testing.T) {
	for norm, want := range map[string]string{
		"": "", "EN 301 549 v3.2.1": "2.1", "EN 301549 V4.1.1": "2.2", "EN 301 549": "", "4.1.1": "",
		"EN 301 549 v4.1.1 (WCAG 2.2)": "", "wcag 2.1": "",
	} {
		if got := (&traject.Statement{Norm: norm}).WCAG(); got != want {
			t.Errorf("%q: got %q, want %q", norm, got, want)
		}
	}
}
