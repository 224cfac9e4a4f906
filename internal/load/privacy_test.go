package load_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/load"
)

const plainSettings = "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n"

// problemsOf loads a site of these files and returns what was found.
func problemsOf(t *testing.T, files map[string]string) []diag.Problem {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, source := range files {
		fsys[content.Dir+"/"+name] = &fstest.MapFile{Data: []byte(source), ModTime: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	}
	if files["site.yaml"] == "" {
		fsys[content.SettingsPath] = &fstest.MapFile{Data: []byte(plainSettings)}
	}
	r, err := loader().Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	return r.Problems
}

// found returns the problems with this code as "severity file".
func found(ps []diag.Problem, code string) []string {
	var out []string
	for _, p := range ps {
		if p.Code == code {
			out = append(out, p.Severity.String()+" "+p.File)
		}
	}
	return out
}

func plan(front, body string) string {
	return "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [Wonen]\n" + front + "---\n" + body + "\n"
}

// Whatever speaks about a line, and in whatever format: nothing of the personal
// data on it is printed.
func TestPersonalDataIsNotPrinted(t *testing.T) {
	ps := problemsOf(t, map[string]string{
		"site.yaml":       plainSettings + "besloten-door: bel 06-12345678\n",
		"zoekvragen.yaml": "vragen:\n  - zoek: bel 06-12345678\n    vind: /nergens/\n",
		"paginas/over.md": "---\ntitel: Over\nsamenvatting: bel 06-12345678\n---\nEen ![](x.png) van jan.jansen@voorbeeld.example\n",
		"trajecten/plan.md": plan("besluit: bel 06-12345678\nkleur: 06-12345678\nsignalen:\n  - id: hek\n    signaal: Ik ben 06-12345678\n    besluit: nee\n    reden: \"# Kop met 06-12345678\"\n",
			"Lees [bel 06-12345678](/nergens/) en [dit](/bel-06-12345678/).\n\n"+
				"![](nee.png) NL91 ABNA 0417 1643 00 met <b>BSN</b> 111222333\n\nGeboren:\n12-03-1961 met <i>x</i> en kenteken\nXX-123-X <b>\n\nDorpsstraat 12 <b> mevrouw Janssens\n\n"+
				"Bel 06-\n12345678 <b> en [x](/x/06-12345678/)\n"),
		"trajecten/lijst.md": plan("vraag: >-\n  Bel 06-\n  12345678 nu\nreden: |\n  Bel 06-\n  12345678 <b>\nkaders: [\"bel 06-12345678\", {x: 06-12345678}]\n", ""),
	})
	if len(ps) < 15 {
		t.Fatalf("only %d problems", len(ps))
	}
	for _, format := range diag.Formats() {
		for _, l := range []lang.Lang{lang.NL, lang.EN} {
			var out bytes.Buffer
			if err := diag.Print(&out, format, ps, diag.Options{Lang: l, Rules: load.Rules()}); err != nil {
				t.Fatal(err)
			}
			text, _, _ := strings.Cut(out.String(), `"rules"`) // of sarif: their own examples
			if format == "sarif" {
				_, text, _ = strings.Cut(out.String(), `"results"`)
			}
			for _, secret := range []string{"12345678", "1643", "0417", "111222333", "jan.jansen", "12-03-1961", "XX-123-X", "straat 12", "Janssens"} {
				if i := strings.Index(text, secret); i >= 0 {
					t.Errorf("%s prints %q: %s", format, secret, text[max(0, i-200):i+20])
				}
			}
		}
	}
}

// Every file of the content is looked at, and the names of all.
func TestPersonalDataIsFoundEverywhere(t *testing.T) {
	const value = "bel 06-12345678"
	for name, source := range map[string]string{
		"site.yaml":                       plainSettings + "besloten-door: " + value + "\n",
		"zoekvragen.yaml":                 "vragen:\n  - zoek: " + value + "\n    vind: /over/\n",
		"paginas/over.md":                 "---\ntitel: Over\n---\n" + value + "\n",
		"paginas/contact.md":              "---\ntitel: Over\nsamenvatting: " + value + "\n---\n",
		"onderwerpen/wonen.md":            "---\ntitel: Wonen\n---\n" + value + "\n",
		"trajecten/plan.md":               plan("", "["+"mail](tel:+31612345678)"),
		"trajecten/lijst.md":              plan("bijeenkomsten:\n  - id: avond\n    naam: Avond\n    plaats: "+value+"\n", ""),
		"trajecten/concept.md":            plan("concept: true\nsignalen:\n  - id: hek\n    signaal: "+value+"\n", ""),
		"trajecten/bel-06-12345678.md":    plan("", ""),
		"trajecten/a-0612345678/index.md": plan("", ""),
		"media/bel-06-12345678.pdf":       "%PDF",
		"media/06-12345678/plan.pdf":      "%PDF",
		"media/Bel 06-12345678.pdf":       "%PDF", // a name that cannot be an address stands in git as well
	} {
		if got := found(problemsOf(t, map[string]string{name: source}), "telefoonnummer"); len(got) != 1 || got[0] != "error content/"+name {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Where the organisation can be reached is there to be read.
func TestContactIsNoPersonalData(t *testing.T) {
	ps := problemsOf(t, map[string]string{
		"site.yaml": plainSettings + "contact: {e-mail: jan@gemeente.example, telefoon: 020-1234567}\n" +
			"geen-persoonsgegevens:\n  - {waarde: \"+31 6 12345678\", reden: Het nummer van de buurtapp.}\n  - {waarde: mevrouw Janssens, reden: Zij vraagt erom.}\n  - {waarde: IBAN, reden: Nergens.}\n",
		"paginas/over.md":                  "---\ntitel: Over\n---\nBel (020) 123 45 67 of 0612345678, of mail piet@gemeente.example.\n",
		"trajecten/plan.md":                plan("contact: {e-mail: els@welzijn.example, telefoon: 06-87654321}\n", "Mail els@welzijn.example."),
		"media/brief-mevrouw-janssens.pdf": "%PDF",
	})
	for _, code := range []string{"telefoonnummer", "e-mailadres", "naam-van-persoon"} {
		if got := found(ps, code); len(got) > 0 {
			t.Errorf("%s: %q", code, got)
		}
	}
	if got := found(ps, "persoonsgegeven-ongebruikt"); len(got) != 1 {
		t.Errorf("unused exceptions: %q", got)
	}
}

// A file is read again only when it changed; what was found stays.
func TestPhotoWithPlace(t *testing.T) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	xmp := "http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude='52,22.2N'/>"
	photo := "\xff\xd8\xff\xe1\x00" + string(rune(len(xmp)+2)) + xmp + "\xff\xda"
	fsys := fstest.MapFS{
		content.SettingsPath:        {Data: []byte(plainSettings)},
		"content/media/hek.jpg":     {Data: []byte(photo), ModTime: at},
		"content/media/kaal.jpg":    {Data: []byte("\xff\xd8\xff\xda"), ModTime: at},
		"content/media/verslag.pdf": {Data: []byte(photo), ModTime: at},
	}
	l := loader()
	look := func(want ...string) {
		t.Helper()
		r, err := l.Load(context.Background(), fsys)
		if err != nil {
			t.Fatal(err)
		}
		if got := found(r.Problems, "beeld-met-locatie"); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	look("error content/media/hek.jpg")
	look("error content/media/hek.jpg")
	fsys["content/media/hek.jpg"] = &fstest.MapFile{Data: []byte("\xff\xd8\xff\xda"), ModTime: at.Add(time.Second)}
	look()
}
