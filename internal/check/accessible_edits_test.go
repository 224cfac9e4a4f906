package check_test

import (
	"slices"
	"strings"
	"testing"

	. "weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/traject"
)

// The type and size of a file of the site is written behind the text of the link,
// wherever that stands, and then there is nothing more to mend.
func TestFileSizeIsWritten(t *testing.T) {
	given := Given{Today: today, Files: map[string]int64{"content/media/plan.pdf": 1_234_567, "content/trajecten/plan/brief.docx": 40_400, "content/paginas/over/x.csv": 12}}
	for _, test := range []struct{ front, body, want string }{
		{"", "Lees [het plan](/media/plan.pdf#page=3).", "Lees [het plan (PDF, 1,2 MB)](/media/plan.pdf#page=3)."},
		{"", "Lees [het **plan**](/media/plan.pdf \"Titel\").", "Lees [het **plan** (PDF, 1,2 MB)](/media/plan.pdf \"Titel\")."},
		{"", "é [het plan (PDF)](../../media/plan.pdf)", "é [het plan (PDF) (1,2 MB)](../../media/plan.pdf)"},
		{"", "[De brief](brief.docx)", "[De brief (Word, 40 kB)](brief.docx)"},
		{"", "[De cijfers](/over/x.csv)", "[De cijfers (CSV, 1 kB)](/over/x.csv)"},
		{"uitkomst: \"Zie \\\"dit\\\": [het plan](/media/plan.pdf).\"", "", "[het plan (PDF, 1,2 MB)](/media/plan.pdf)"},
		{"uitkomst: >-\n  Zie eerst\n  [het plan](/media/plan.pdf).", "", "[het plan (PDF, 1,2 MB)](/media/plan.pdf)"},
	} {
		source := inTraject(cmpOr(test.front, "voorbeeld: false"), test.body)
		ps := checkPlan(source, given)
		if len(ps) != 1 || len(ps[0].Edits) != 1 {
			t.Errorf("%s%s: %+v", test.front, test.body, ps)
			continue
		}
		e := ps[0].Edits[0]
		mended := source[:e.Start] + e.New + source[e.End:]
		if !strings.Contains(mended, test.want) {
			t.Errorf("got\n%s\nwant\n%s", mended, test.want)
		}
		if again := checkPlan(mended, given); len(again) > 0 {
			t.Errorf("not mended: %+v", again)
		}
	}
}

// Of a file elsewhere, or one that is not there, nobody knows the size.
func TestUnknownFileSizeIsNotWritten(t *testing.T) {
	for _, body := range []string{"[het plan](https://www.voorbeeld.example/plan.pdf)", "[het plan](/media/weg.pdf)", "[het plan][p]\n\n[p]: /media/plan.pdf"} {
		ps := checkPlan(inTraject("voorbeeld: false", body), Given{Today: today, Files: map[string]int64{"content/media/plan.pdf": 10}})
		if len(ps) != 1 || len(ps[0].Edits) != 0 {
			t.Errorf("%s: %+v", body, ps)
		}
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// checkPlan returns what link-bestand finds in a traject.
func checkPlan(source string, given Given) []diag.Problem {
	f, _ := content.Split("content/trajecten/plan/index.md", []byte(source), content.Markdown)
	d, _ := traject.Parse(f)
	ps, _ := Traject(d, given)
	return slices.DeleteFunc(ps, func(p diag.Problem) bool { return p.Code != "link-bestand" })
}

// Plain values of the front matter are looked at too, and say their language by a key.
func TestPlainValues(t *testing.T) {
	for signaal, want := range map[string]string{
		"signaal: Wij willen DAT DE STRAAT DICHT GAAT.":                                                               "hoofdletters",
		"signaal: Zie https://www.voorbeeld.example/x voor mijn idee.":                                                "link-kaal",
		"signaal: \"Wij willen: ✅ een hek ✅ een bank ✅ een boom\"":                                                    "emoji-opsomming",
		"signaal: We do not understand the letters from the municipality.":                                            "taal-zonder-markering",
		"signaal: Een hek.\n    citaten:\n      - Çocuklarımız için bir park istiyoruz.":                              "taal-zonder-markering",
		"signaal: Een hek.\n    citaten:\n      - {tekst: نريد حديقة, rol: een moeder}":                               "taal-zonder-markering",
		"signaal: We do not understand the letters.\n    taal: engels":                                                "",
		"signaal: Bir park istiyoruz, lütfen.\n    taal: turks\n    citaten: [Çocuklarımız için bir park istiyoruz.]": "",
		"signaal: Een hek.\n    citaten:\n      - {tekst: نريد حديقة, taal: ar}":                                      "",
		"signaal: De VNG en het UWV willen een hek.":                                                                  "",
		"signaal: Een hek.\n    besluit: overgenomen\n    reden: \"Lees [waarom](https://a.example/).\"":              "",
		"signaal: Een hek.\n    documenten:\n      - {titel: Plan, link: https://a.example/, toegankelijk: nee}":      "document-ontoegankelijk",
	} {
		ps := files{"trajecten/speelplek.md": inTraject("signalen:\n  - id: hek\n    "+signaal, "")}.check(t)
		if got := strings.Join(judged(ps, diag.Accessible), " "); got != want {
			t.Errorf("%s: got %q, want %q", signaal, got, want)
		}
	}
}

// An English site has English words.
func TestLanguageOfTheSite(t *testing.T) {
	fs := files{"site.yaml": asSettings.make("taal: en"), "trajecten/a.md": inTraject("voorbeeld: false", "We do not understand the letters from the municipality.")}
	if got := codes(fs.check(t)); slices.Contains(got, "taal-zonder-markering") {
		t.Errorf("got %q", got)
	}
}

// An image that is called decorative needs no description; a link of it alone
// still needs a text.
func TestDecorativeImage(t *testing.T) {
	for body, want := range map[string]string{
		"![](/media/schets.jpg)":                             "beeld-zonder-alt",
		"![](/media/schets.jpg){decoratief}":                 "",
		"[![](/media/schets.jpg){decoratief}](/a/)":          "link-zonder-tekst",
		"[![](/media/schets.jpg){decoratief} De buurt](/a/)": "",
	} {
		got := strings.Join(slices.DeleteFunc(passageCodes(t, body), func(c string) bool { return c == "dode-link" || c == "beeld-ontbreekt" || c == "wanneer-antwoord" }), " ")
		if got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}
