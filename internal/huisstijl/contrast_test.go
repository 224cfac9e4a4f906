package huisstijl

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/diag"
)

func fileOf(src []byte) *content.File { return &content.File{Path: "a.css", Source: src} }

func TestParseColour(t *testing.T) {
	for v, want := range map[string]string{
		"#123": "#112233", "#1234": "#11223344", "#aBcDeF": "#abcdef", "#abcdef80": "#abcdef80",
		"red": "#ff0000", "RebeccaPurple": "#663399", "transparent": "#00000000",
		"rgb(0, 86, 139)": "#00568b", "rgb(0 86 139)": "#00568b", "rgba(0,0,0,.5)": "#00000080", "rgb(0 0 0 / 50%)": "#00000080", "rgb(100%, 0%, 50%)": "#ff0080",
		"rgb(300 -5 0)": "#ff0000", "hsl(240, 100%, 50%)": "#0000ff", "hsl(120deg 100% 25%)": "#008000", "hsla(0.5turn, 100%, 50%, 1)": "#00ffff", "hsl(-120 100% 50%)": "#0000ff",
		"hsl(200grad 100% 50%)": "#00ffff", "hsl(0 0% 100% / .2)": "#ffffff33", " #fff ": "#ffffff",
		"#12": "", "#12345": "", "#ggg": "", "blauw": "", "currentcolor": "", "12px": "", "": "", "rgb(1 2)": "", "rgb(1 2 3 4 5)": "", "rgb(from red r g b)": "",
		"oklch(40% 0.1 250)": "", "color-mix(in srgb, red, blue)": "", "rgb(1px 2 3)": "", "rgb(calc(1) 2 3)": "", "red blue": "", "hsl(1px 2% 3%)": "",
	} {
		got := ""
		if c, ok := parseColour(v); ok {
			got = c.String()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", v, got, want)
		}
	}
}

// The ratios are those of other programs that measure contrast.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#fff", "#fff", 1}, {"#767676", "#fff", 4.54}, {"#777", "#fff", 4.47}, {"#0000ff", "#fff", 8.59}, {"#ff0000", "#fff", 3.99}} {
		a, _ := parseColour(c.a)
		b, _ := parseColour(c.b)
		if got := ratio(a, b); math.Floor(got*100)/100 != c.want || got != ratio(b, a) {
			t.Errorf("%s on %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestShownRatio(t *testing.T) {
	for r, want := range map[float64]string{4.1239: "4,12:1", 4.4999: "4,49:1", 4.5: "4,5:1", 3: "3:1", 21: "21:1", 10: "10:1", 1.004: "1:1"} {
		if got := shown(r); got.NL != want || got.EN != strings.Replace(want, ",", ".", 1) {
			t.Errorf("%v: %v, want %s", r, got, want)
		}
	}
}

// contrast returns the problems of a token file with the test theme.
func contrast(t *testing.T, src string) []string {
	t.Helper()
	sheet, ps := Read("a.css", []byte(src))
	if sheet == nil {
		t.Fatal(ps)
	}
	theme := ReadTheme([]byte(testTheme))
	sheet.CSS(theme)
	pairs := &Pairs{Onder: "--ground", Tekst: Grounds{{"--ink", []string{"--ground"}}}, Namen: map[string]map[string]string{"--ink": {"nl": "tekst", "en": "text"}, "--ground": {"nl": "de bladzijde", "en": "the page"}}}
	var list []string
	for _, p := range Contrast(sheet, theme, pairs) {
		list = append(list, fmt.Sprintf("%d:%d %s %s: %s = %s", p.Range.Start.Line, p.Range.Start.Column, p.Severity, p.Code, p.Message.NL, p.Hint.NL))
	}
	return list
}

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string // in the one problem; nil for none
	}{
		{"enough", ".a{--nl-ink:#767676;--nl-ground:#fff}", nil},
		{"one of the theme", ".a{--nl-other:1px}", nil},
		{"too little, with the ground of the theme", ".a{\n--nl-ink:#777}", []string{"2:1 error contrast: tekst op de bladzijde", "het contrast is 4,47:1 en moet minstens 4,5:1 zijn",
			"De kleur #777777 komt van --nl-ink, de achtergrond #ffffff van het thema (--ground)", "Kies voor --nl-ink een andere kleur, bijvoorbeeld #73"}},
		{"too little, with the ink of the theme", ".a{--nl-ground:#444}", []string{"1:4 error contrast:", "De kleur #000000 komt van het thema (--ink), de achtergrond #444444 van --nl-ground", "Kies voor --nl-ground een andere kleur, bijvoorbeeld #"}},
		{"the first name on the way", ".a{--nl-ink:var(--b);--b:var(--c);--c:#fffffe}", []string{"--nl-ink, de achtergrond", "contrast is 1:1"}},
		{"the older generation", ".a{--old-ground:#000}", []string{"#000000 van --old-ground"}},
		{"a name without a value makes way", ".a{--nl-ground:None;--old-ground:#000}", []string{"#000000 van --old-ground"}},
		{"a reference to nothing makes way", ".a{--nl-ground:var(--weg);--old-ground:#000}", []string{"#000000 van --old-ground"}},
		{"light ink through", ".a{--nl-ink:rgb(0 0 0 / 20%)}", []string{"#cccccc"}},
		{"a transparent ground", ".a{--nl-ground:transparent}", nil},
		{"in the dark only", ".a{--nl-ink:#000;--nl-ground:#fff}@media (prefers-color-scheme:dark){.a{--nl-ground:#111}}", []string{"in het donker: tekst op de bladzijde", "#111111 van --nl-ground"}},
		{"in the light only", ".a{--nl-ink:#eee;--nl-ground:#fff}@media (prefers-color-scheme:dark){.a{--nl-ground:#111}}", []string{"error contrast: tekst op de bladzijde"}},
		{"cannot be computed", ".a{--nl-ink:oklch(40% .1 250)}", []string{"1:4 warning contrast-onbekend: tekst (--nl-ink): de kleur oklch(40% .1 250) is niet te berekenen"}},
		{"no colour", ".a{--nl-ink:12px}", []string{"warning contrast-onbekend", "12px"}},
	} {
		got := contrast(t, c.src)
		if len(c.want) == 0 && len(got) != 0 || len(c.want) > 0 && len(got) != 1 {
			t.Errorf("%s: %q", c.name, got)
			continue
		}
		for _, w := range c.want {
			if !strings.Contains(got[0], w) {
				t.Errorf("%s: %q does not say %q", c.name, got[0], w)
			}
		}
	}
}

// What is proposed is enough, and no other token is to be changed for it.
func TestProposedColourIsEnough(t *testing.T) {
	for _, ink := range []string{"#777", "#8aa", "#ff0", "#fff", "#5a9", "#e60000"} {
		got := contrast(t, ".a{--nl-ink:"+ink+"}")
		if len(got) == 0 {
			continue
		}
		_, hint, _ := strings.Cut(got[0], "bijvoorbeeld ")
		if len(hint) < 7 {
			t.Errorf("%s: no proposal in %q", ink, got[0])
			continue
		}
		if again := contrast(t, ".a{--nl-ink:"+hint[:7]+"}"); len(again) != 0 {
			t.Errorf("%s: the proposal %s gives %q", ink, hint[:7], again)
		}
	}
}

// One wrong token is one problem, however many pairs it spoils.
func TestOneTokenIsOneProblem(t *testing.T) {
	sheet, _ := Read("a.css", []byte(".a{--nl-link-color:#999}"))
	theme := ReadTheme(themeStyles(t))
	ps := Contrast(sheet, theme, themePairs(t))
	errors, _, _ := diag.Count(ps)
	if errors != 1 {
		t.Fatalf("%d errors: %v", errors, ps)
	}
	for _, want := range []string{"een gekleurd vlak", "de bladzijde", "een kaart", "--nl-link-color"} {
		if !strings.Contains(ps[0].Message.NL+ps[0].Hint.NL, want) {
			t.Errorf("%q is not in %s = %s", want, ps[0].Message.NL, ps[0].Hint.NL)
		}
	}
}

func TestReadPairsRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, src := range []string{"teksst: {--a: [--b]}", "tekst: [a]", "- a", "tekst: {--a: --b}"} {
		if _, err := ReadPairs([]byte(src)); err == nil {
			t.Errorf("%s was taken", src)
		}
	}
}
