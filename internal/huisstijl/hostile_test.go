package huisstijl

import (
	"fmt"
	"strings"
	"testing"
)

// repeat joins n texts made of a number.
func repeat(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, strings.ReplaceAll(format, "#", "%[1]d"), i)
	}
	return b.String()
}

// A value that cannot be published is there, and so one problem and not two.
func TestUnfitValueIsToldOnce(t *testing.T) {
	_, ps := published(":root{--nl-ink:var(--t);--t:url(x)}")
	if len(ps) != 1 || !strings.Contains(ps[0], "de waarde van --t kan niet op de website") {
		t.Errorf("problems: %q", ps)
	}
}

// What a generated file has many of is told once, and never makes the work grow
// with its square: each of these took minutes.
func TestManyMistakesAreFewProblems(t *testing.T) {
	for name, src := range map[string]string{
		"references to nothing": ":root{--nl-ink:" + repeat(20, "var(--t#) ") + ";" + repeat(20_000, "--t#:"+repeat(2, "var(--t#1) ")+" var(--x#);") + repeat(20_000, "--n#:None;") + "}",
		"no value, and used":    ":root{--nl-ink:" + repeat(40, "var(--t#) ") + ";" + repeat(40, "--t#:None;") + "}",
		"not publishable":       ":root{--nl-ink:" + repeat(40, "var(--t#) ") + ";" + repeat(40, "--t#:url(x);") + "}",
		"circles":               ":root{--nl-ink:" + repeat(40, "var(--t#) ") + ";" + repeat(40, "--t#:var(--t#);") + "}",
		"selectors":             repeat(60_000, ".a#,") + ".x{--nl-ink:red}" + repeat(60_000, ".b#,") + ".y{--p:1;--q:1;--r:1}",
		"rules":                 ".x{--nl-ink:red}" + repeat(60_000, ".b#{--p:1}"),
	} {
		if _, ps := published(src); len(ps) == 0 || len(ps) > maxFaults+2 {
			t.Errorf("%s: %d problems", name, len(ps))
		}
	}
}

// A file that has only values for the dark has design tokens: saying that there
// are none would send an editor looking for another file.
func TestOnlyTheDarkIsNamed(t *testing.T) {
	css, ps := published("@media (prefers-color-scheme:dark){:root{--nl-ink:#eee}}")
	want := "1:42 error huisstijl-bestand: de design tokens in dit bestand gelden nooit gewoon, alleen bij (prefers-color-scheme:dark)"
	if css != "" || len(ps) != 1 || ps[0] != want {
		t.Errorf("published %q with %q, want nothing with %q", css, ps, want)
	}
}
