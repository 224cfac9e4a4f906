package versies_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"weerklank/internal/history"
	"weerklank/internal/privacy"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
)

// A commit is what one commit did to a file; Source "" removes it.
type commit struct{ Day, Path, Source, Message string }

const wmo = "content/trajecten/wmo.md"

// text is the file of a traject with one signaal; more are lines of front matter.
func text(reden string, more ...string) string {
	return "---\ntitel: Hulp\nsamenvatting: Hulp dichtbij.\nphase: 2\nonderwerpen: [Zorg]\n" + strings.Join(more, "") +
		"signalen:\n  - id: a\n    signaal: De brief was te moeilijk.\n    besluit: overgenomen\n    reden: " + reden + "\n---\n"
}

// store makes files of commits, with a blob for each source.
func store(files ...[]commit) ([]*history.File, func(string) ([]byte, error)) {
	blobs := map[string]string{}
	var out []*history.File
	for n, commits := range files {
		f := &history.File{}
		for i, c := range commits {
			t, err := time.Parse("2006-01-02 15:04", c.Day)
			if err != nil {
				t, err = time.Parse(time.DateOnly, c.Day)
			}
			if err != nil {
				panic(err)
			}
			r := history.Revision{Commit: fmt.Sprintf("%02d%02d", n, i), Time: t, Path: c.Path, Message: c.Message, Author: "Jan Bakker"}
			if r.Path == "" {
				r.Path = wmo
			}
			if f.Path = r.Path; c.Source != "" {
				r.Blob = fmt.Sprintf("%x", c.Source)
				blobs[r.Blob] = c.Source
			} else {
				f.Path = ""
			}
			f.Revisions = append(f.Revisions, r)
		}
		out = append(out, f)
	}
	return out, func(hash string) ([]byte, error) {
		if s, ok := blobs[hash]; ok {
			return []byte(s), nil
		}
		return nil, fmt.Errorf("no blob %s", hash)
	}
}

func settings() *traject.Settings { return &traject.Settings{Taal: "nl"} }

func past(t testing.TB, o versies.Options, files ...[]commit) *versies.Geschiedenis {
	t.Helper()
	if o.Settings == nil {
		o.Settings = settings()
	}
	if o.Today == "" {
		o.Today = "2026-06-01"
	}
	fs, blob := store(files...)
	g, err := versies.Of(fs, blob, o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// said writes the versions of a history in one line each.
func said(g *versies.Geschiedenis) string {
	var b strings.Builder
	for _, k := range g.Reeksen {
		fmt.Fprintf(&b, "%s:", k.Slug)
		for i, v := range k.Versies {
			fmt.Fprintf(&b, " %s", strings.TrimSuffix(strings.TrimPrefix(v.Adres(), "/trajecten/"), "/"))
			for _, e := range k.Eindes {
				if e.Na == i+1 {
					fmt.Fprintf(&b, " (weg %s%s)", e.Datum, e.Reden)
				}
			}
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

func TestVersions(t *testing.T) {
	vanaf := settings()
	vanaf.Geschiedenis = &traject.HistoryOptions{Vanaf: "2026-03-01"}
	for name, c := range map[string]struct {
		options versies.Options
		files   [][]commit
		want    string
	}{
		"one version a change": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Goed.")}, {Day: "2026-04-01", Source: text("Beter.")},
		}}, want: "wmo: wmo/versies/2026-03-12 wmo/versies/2026-04-01"},
		"two on a day": {files: [][]commit{{
			{Day: "2026-03-12 08:00", Source: text("Goed.")}, {Day: "2026-03-12 09:00", Source: text("Beter.")},
		}}, want: "wmo: wmo/versies/2026-03-12 wmo/versies/2026-03-12-2"},
		"the day of the time zone of the site": {files: [][]commit{{
			{Day: "2026-03-12 23:30", Source: text("Goed.")},
		}}, want: "wmo: wmo/versies/2026-03-13"},
		"a comment and white space are no version": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Goed zo.")}, {Day: "2026-03-13", Source: text("Goed  zo.", "# let op\n")},
			{Day: "2026-03-14", Source: text("'Goed zo. <!-- nog nazoeken -->'")},
		}}, want: "wmo: wmo/versies/2026-03-12"},
		"a concept is no version": {files: [][]commit{{
			{Day: "2026-03-01", Source: text("Geheim.", "concept: true\n")}, {Day: "2026-03-12", Source: text("Goed.")},
		}}, want: "wmo: wmo/versies/2026-03-12"},
		"before publiceren-vanaf": {files: [][]commit{{
			{Day: "2026-03-01", Source: text("Goed.", "publiceren-vanaf: 2026-03-12\n")},
		}}, want: "wmo: wmo/versies/2026-03-12"},
		"replaced before publiceren-vanaf": {files: [][]commit{{
			{Day: "2026-03-01", Source: text("Fout.", "publiceren-vanaf: 2026-03-12\n")}, {Day: "2026-03-05", Source: text("Goed.", "publiceren-vanaf: 2026-03-12\n")},
		}}, want: "wmo: wmo/versies/2026-03-12"},
		"publiceren-vanaf still to come": {files: [][]commit{{
			{Day: "2026-03-01", Source: text("Goed.", "publiceren-vanaf: 2027-01-01\n")},
		}}, want: ""},
		"the state on the first day of the site": {options: versies.Options{Settings: vanaf}, files: [][]commit{{
			{Day: "2026-01-01", Source: text("Een.")}, {Day: "2026-02-01", Source: text("Twee.")}, {Day: "2026-03-12", Source: text("Drie.")},
		}}, want: "wmo: wmo/versies/2026-03-01 wmo/versies/2026-03-12"},
		"replaced on the first day of the site": {options: versies.Options{Settings: vanaf}, files: [][]commit{{
			{Day: "2026-01-01", Source: text("Een.")}, {Day: "2026-03-01", Source: text("Twee.")},
		}}, want: "wmo: wmo/versies/2026-03-01"},
		"later than today": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Een.")}, {Day: "2030-01-01", Source: text("Twee.")},
		}}, want: "wmo: wmo/versies/2026-03-12"},
		"a clock that was ahead": {files: [][]commit{{
			{Day: "2030-01-01", Source: text("Een.")}, {Day: "2026-03-12", Source: text("Twee.")},
		}}, want: "wmo: wmo/versies/2026-03-12 wmo/versies/2026-03-12-2"},
		"a clock that was behind": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Een.")}, {Day: "1970-01-01", Source: text("Twee.")}, {Day: "2026-03-14", Source: text("Drie.")},
		}}, want: "wmo: wmo/versies/2026-03-12 wmo/versies/2026-03-12-2 wmo/versies/2026-03-14"},
		"withdrawn": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Goed.")}, {Day: "2026-04-01", Source: text("Goed.", "ingetrokken: {datum: 2026-03-31, reden: Vervalt}\n")},
		}}, want: "wmo: wmo/versies/2026-03-12 (weg 2026-03-31Vervalt)"},
		"withdrawn and back": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Goed.")}, {Day: "2026-04-01", Source: text("Goed.", "ingetrokken: {datum: 2026-04-01, reden: Vervalt}\n")},
			{Day: "2026-04-01", Source: text("Goed.")},
		}}, want: "wmo: wmo/versies/2026-03-12 (weg 2026-04-01Vervalt) wmo/versies/2026-04-01"},
		"removed": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Goed.")}, {Day: "2026-04-01"},
		}}, want: "wmo: wmo/versies/2026-03-12 (weg 2026-04-01)"},
		"removed and made again, as another file": {files: [][]commit{
			{{Day: "2026-03-12 08:00", Source: text("Een.")}, {Day: "2026-03-12 09:00"}}, {{Day: "2026-03-12 10:00", Source: text("Twee.")}},
		}, want: "wmo: wmo/versies/2026-03-12 (weg 2026-03-12) wmo/versies/2026-03-12-2"},
		"renamed": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Een.")}, {Day: "2026-03-13", Source: text("Een."), Path: "content/trajecten/hulp.md"},
			{Day: "2026-03-14", Source: text("Twee."), Path: "content/trajecten/hulp.md"},
		}}, want: "hulp: wmo/versies/2026-03-12 hulp/versies/2026-03-14"},
		"a name that another had before": {files: [][]commit{
			{{Day: "2026-03-12 08:00", Source: text("Een.")}, {Day: "2026-03-12 09:00", Source: text("Een."), Path: "content/trajecten/hulp.md"}},
			{{Day: "2026-03-12 10:00", Source: text("Twee.")}},
		}, want: "hulp: wmo/versies/2026-03-12\nwmo: wmo/versies/2026-03-12-2"},
		"not understood is shown": {files: [][]commit{{
			{Day: "2026-03-12", Source: "---\ntitel: [\n---\n"}, {Day: "2026-03-13", Source: text("Goed.", "afdeling: Zorg\n")}, {Day: "2026-03-14", Source: text("Goed.")},
		}}, want: "wmo: wmo/versies/2026-03-12 wmo/versies/2026-03-13 wmo/versies/2026-03-14"},
		"not understood and a concept": {files: [][]commit{{
			{Day: "2026-03-12", Source: "---\nconcept: true\ntitel: [\n---\n"}, {Day: "2026-03-13", Source: "---\nconcept: misschien\ntitel: Hulp\n---\n"},
			{Day: "2026-03-14", Source: "---\npubliceren-vanaf: 2026-12-01\ntitel: [\n---\n"}, {Day: "2026-03-15", Source: "---\ningetrokken:\n  reden: [\n---\n"},
		}}, want: ""},
		"no text": {files: [][]commit{{
			{Day: "2026-03-12", Source: text("Goed.")}, {Day: "2026-03-13", Source: "\x00\x01\x02"}, {Day: "2026-03-14", Source: text("Goed.")},
		}}, want: "wmo: wmo/versies/2026-03-12"},
		"other files are none": {files: [][]commit{
			{{Day: "2026-03-12", Path: "content/paginas/over.md", Source: text("Goed.")}}, {{Day: "2026-03-12", Path: "content/trajecten/wmo/bijlage.md", Source: text("Goed.")}},
			{{Day: "2026-03-12", Path: "content/trajecten/zorg/index.md", Source: text("Goed.")}},
		}, want: "zorg: zorg/versies/2026-03-12"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := said(past(t, c.options, c.files...)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// What is there keeps its address and what it held, whatever comes later.
func TestLaterCommitsChangeNoVersion(t *testing.T) {
	commits := []commit{
		{Day: "2026-03-12", Source: text("Een.")}, {Day: "2026-03-12", Source: text("Twee.")}, {Day: "2026-03-13", Source: text("Twee.", "concept: true\n")},
		{Day: "2026-03-14", Source: text("Drie.")}, {Day: "2026-03-14", Source: text("Drie."), Path: "content/trajecten/hulp.md"}, {Day: "2026-03-15"},
		{Day: "2026-03-15", Source: text("Vier.")}, {Day: "2026-03-15", Source: text("Vijf.", "ingetrokken: {datum: 2026-03-15, reden: Dubbel}\n")}, {Day: "2026-03-15", Source: text("Vier.")},
	}
	was := map[string]string{}
	for n := range commits {
		now := map[string]string{}
		for _, k := range past(t, versies.Options{}, commits[:n+1]).Reeksen {
			for _, v := range k.Versies {
				now[v.Adres()] = v.Blob
			}
		}
		for adres, blob := range was {
			if now[adres] != blob {
				t.Errorf("commit %d changes %s", n, adres)
			}
		}
		was = now
	}
	if len(was) != 5 {
		t.Errorf("%d versions, want 5", len(was))
	}
}

func TestMessages(t *testing.T) {
	commits := []commit{{Day: "2026-03-12", Source: text("Een."), Message: "Nieuw"}, {Day: "2026-03-13", Source: text("Twee."), Message: "Klein: bel 06-12345678"}}
	plain := past(t, versies.Options{}, commits).Reeksen[0].Versies[1]
	if plain.Bericht != "" || plain.Auteur != "" || !plain.Klein {
		t.Errorf("without being asked for: %+v", plain)
	}
	set := settings()
	set.Geschiedenis = &traject.HistoryOptions{Berichten: true, Auteurs: true}
	vs := past(t, versies.Options{Settings: set}, commits).Reeksen[0].Versies
	if vs[0].Bericht != "Nieuw" || vs[0].Klein || vs[0].Auteur != "Jan Bakker" {
		t.Errorf("asked for: %+v", vs[0])
	}
	if want := "bel [telefoonnummer weggelaten]"; vs[1].Bericht != want {
		t.Errorf("message %q, want %q", vs[1].Bericht, want)
	}
}

func TestPersonalDataIsMasked(t *testing.T) {
	open := func(o versies.Options, source string) *versies.Inhoud {
		g := past(t, o, []commit{{Day: "2026-03-12", Source: source}})
		in, err := g.Open(g.Reeksen[0].Versies[0])
		if err != nil {
			t.Fatal(err)
		}
		return in
	}
	const masked = "Bel [telefoonnummer weggelaten] of mail ons."
	source := text("'Bel 06-12345678 of mail ons.'", "contact: {telefoon: 06-87654321}\n") + "Bel 06-12345678 of mail ons."
	in := open(versies.Options{}, source)
	if got := in.Traject.Signalen[0].Reden.Text; got != masked {
		t.Errorf("reden: %q", got)
	}
	if got := strings.TrimSpace(in.Traject.Body.Text); got != masked {
		t.Errorf("text: %q", got)
	}
	if got := in.Traject.Contact.Telefoon; got != "06-87654321" {
		t.Errorf("contact: %q", got)
	}
	if in := open(versies.Options{Privacy: privacy.Options{Allowed: []string{"06-12345678"}}}, source); strings.Contains(in.Traject.Signalen[0].Reden.Text, "weggelaten") {
		t.Error("what site.yaml allows is masked")
	}
	if in := open(versies.Options{}, "---\ntitel: [\n---\nBel 06-12345678 of mail ons."); in.Traject != nil || !strings.HasSuffix(in.Tekst, masked) {
		t.Errorf("as text: %q", in.Tekst)
	}
	// A name is a guess: the site may say that it does not want it.
	named := text("Dat zei mevrouw Jansen ons.")
	if got := open(versies.Options{}, named).Traject.Signalen[0].Reden.Text; strings.Contains(got, "Jansen") {
		t.Errorf("name: %q", got)
	}
	off := settings()
	off.Regels = map[string]*traject.RuleSetting{"naam-van-persoon": {Ernst: "uit"}}
	if got := open(versies.Options{Settings: off}, named).Traject.Signalen[0].Reden.Text; !strings.Contains(got, "Jansen") {
		t.Errorf("name, rule off: %q", got)
	}
}

// The contact of one version allows nothing in the next.
func TestContactOfAnotherVersion(t *testing.T) {
	g := past(t, versies.Options{}, []commit{
		{Day: "2026-03-12", Source: text("'Bel 06-12345678.'", "contact: {telefoon: 06-12345678}\n")}, {Day: "2026-03-13", Source: text("'Bel 06-12345678.'")},
	})
	w := g.Reeksen[0].Versies[1].Wijzigingen
	i := slices.IndexFunc(w, func(w versies.Wijziging) bool { return w.Sleutel == "reden" })
	if i < 0 || !strings.Contains(w[i].Nieuw, "weggelaten") {
		t.Errorf("the number is still there: %+v", w)
	}
}

func TestVerschil(t *testing.T) {
	for name, c := range map[string]struct {
		old, now string
		want     []string
	}{
		"besluit and reden first": {
			text("Goed.", "vraag: Hoe?\n"), strings.Replace(text("Toch niet.", "vraag: Waarom?\n"), "besluit: overgenomen", "besluit: niet-overgenomen", 1),
			[]string{"gewijzigd a besluit overgenomen>niet-overgenomen", "gewijzigd a reden Goed.>Toch niet.", "gewijzigd  vraag Hoe?>Waarom?"},
		},
		"phase goes before": {
			text("Goed."), strings.Replace(text("Beter."), "phase: 2", "phase: 3", 1),
			[]string{"gewijzigd  phase vertalen>aanpassen", "gewijzigd a reden Goed.>Beter."},
		},
		"an answer comes": {
			strings.Replace(text("Goed."), "    besluit: overgenomen\n    reden: Goed.\n", "", 1), text("Goed."),
			[]string{"gewijzigd a besluit in-behandeling>overgenomen", "erbij a reden >Goed."},
		},
		"a signaal comes": {
			text("Goed."), strings.Replace(text("Goed."), "signalen:\n", "signalen:\n  - {id: b, signaal: Er is geen bus., besluit: beantwoord, reden: Wel.}\n", 1),
			[]string{"erbij b  >Er is geen bus.", "erbij b besluit >beantwoord", "erbij b reden >Wel."},
		},
		"a signaal goes": {
			strings.Replace(text("Goed."), "signalen:\n", "signalen:\n  - {id: b, signaal: Er is geen bus., besluit: beantwoord, reden: Wel.}\n", 1), text("Goed."),
			[]string{"weg b  Er is geen bus.>", "weg b besluit beantwoord>", "weg b reden Wel.>"},
		},
		"another id with an alias": {
			text("Goed."), strings.Replace(text("Beter."), "- id: a\n", "- id: brief\n    aliassen: [a]\n", 1),
			[]string{"gewijzigd brief reden Goed.>Beter."},
		},
		"another id with the same words": {
			text("Goed."), strings.Replace(text("Beter."), "- id: a\n", "- id: brief\n", 1),
			[]string{"gewijzigd brief reden Goed.>Beter."},
		},
		"the text": {
			text("Goed.") + "Eerst *dit*.\n", text("Goed.") + "Nu dat.\n",
			[]string{"gewijzigd  tekst Eerst dit.>Nu dat."},
		},
		"only where a link leads": {
			text("'[Lees](/over/)'"), text("'[Lees](/contact/)'"),
			[]string{"gewijzigd a reden Lees\n\nLees: /over/>Lees\n\nLees: /contact/ (markup)"},
		},
		"what no page shows": {text("Goed."), text("Goed.", "aliassen: [oud]\n"), nil},
		"a list of things": {
			text("Goed.", "betrokkenen: [{naam: Raad, rol: adviesraad}]\n"), text("Goed.", "betrokkenen: [{naam: Raad, rol: adviesraad}, {naam: Club}]\n"),
			[]string{"gewijzigd  betrokkenen Raad · adviesraad>Raad · adviesraad\nClub"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := past(t, versies.Options{}, []commit{{Day: "2026-03-12", Source: c.old}, {Day: "2026-03-13", Source: c.now}})
			var got []string
			if vs := g.Reeksen[0].Versies; len(vs) > 1 {
				for _, w := range vs[1].Wijzigingen {
					is := fmt.Sprintf("%s %s %s %s>%s", w.Soort, w.Signaal, w.Sleutel, w.Oud, w.Nieuw)
					if w.Opmaak {
						is += " (markup)"
					}
					got = append(got, is)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
		})
	}
}

func TestWoorden(t *testing.T) {
	for _, c := range [][3]string{
		{"Wij doen dit.", "Wij doen dit.", "Wij doen dit."},
		{"Wij doen dit nu.", "Wij doen dat nu.", "Wij doen [-dit ][+dat ]nu."},
		{"", "Nieuw.", "[+Nieuw.]"},
		{"Oud.", "", "[-Oud.]"},
		{"Een regel.", "Een\n\nregel.", "Een\n\nregel."},
		{"Wij zoeken uit of het kan.", "Wij weten nu dat het kan.", "Wij [-zoeken uit of ][+weten nu dat ]het kan."},
		{"Er komt misschien een toilet. Tot dan mag u naar het park gaan.", "Er komt geen toilet op de plek. U mag naar het park gaan.", "Er komt [-misschien een toilet. Tot dan mag u ][+geen toilet op de plek. U mag ]naar het park gaan."},
		{"Wij doen het.", "Wij nu doen het niet.", "Wij [+nu ]doen het [+niet]."},
	} {
		var b strings.Builder
		for _, d := range versies.Woorden(c[0], c[1]) {
			switch d.Soort {
			case versies.Weg:
				fmt.Fprintf(&b, "[-%s]", d.Tekst)
			case versies.Erbij:
				fmt.Fprintf(&b, "[+%s]", d.Tekst)
			default:
				b.WriteString(d.Tekst)
			}
		}
		if b.String() != c[2] {
			t.Errorf("%q and %q: %s, want %s", c[0], c[1], b.String(), c[2])
		}
	}
}

// Whatever is compared, both texts can be read from the result.
func FuzzWoorden(f *testing.F) {
	f.Add("Wij doen dit.", "Wij doen dat niet.")
	f.Add("a b c d e f", "f e d c b a")
	f.Add("é\u0301 \u00a0x", "\xff\xfe x")
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	f.Fuzz(func(t *testing.T, old, now string) {
		var a, b strings.Builder
		for _, d := range versies.Woorden(old, now) {
			if d.Soort != versies.Erbij {
				a.WriteString(d.Tekst)
			}
			if d.Soort != versies.Weg {
				b.WriteString(d.Tekst)
			}
		}
		if bare(a.String()) != bare(old) || bare(b.String()) != bare(now) {
			t.Errorf("%q and %q became %q and %q", old, now, a.String(), b.String())
		}
	})
}

func TestNoHistory(t *testing.T) {
	g, err := versies.New(nil, versies.Options{})
	if g != nil || err != nil || g.Reeks(wmo) != nil {
		t.Errorf("%v, %v", g, err)
	}
}

func TestUnreadableBlob(t *testing.T) {
	_, err := versies.Of([]*history.File{{Path: wmo, Revisions: []history.Revision{{Blob: "x", Path: wmo}}}}, func(string) ([]byte, error) { return nil, fmt.Errorf("no") },
		versies.Options{Settings: settings(), Today: "2026-06-01"})
	if err == nil {
		t.Error("no error")
	}
}

// A file that is too large was refused, so the site stayed as it was. The rest of
// the history remains.
func TestTooLarge(t *testing.T) {
	files, blob := store([]commit{{Day: "2026-03-12", Source: text("Een.")}, {Day: "2026-03-13", Source: "groot"}, {Day: "2026-03-14", Source: text("Twee.")}})
	g, err := versies.Of(files, func(hash string) ([]byte, error) {
		b, err := blob(hash)
		if string(b) == "groot" {
			return nil, history.ErrTooLarge
		}
		return b, err
	}, versies.Options{Settings: settings(), Today: "2026-06-01"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said(g), "wmo: wmo/versies/2026-03-12 wmo/versies/2026-03-14"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Nobody ever saw what only looks like the file of a traject, or was a concept in
// a file that is not understood now.
func TestNeverPublic(t *testing.T) {
	for name, source := range map[string]string{
		"no keys above it":           "# Kladblok\n\nGEHEIM\n",
		"a merge that is unfinished": "---\ntitel: [x\n<<<<<<< HEAD\nphase: 2\n=======\nphase: 3 GEHEIM\n>>>>>>> tak\n---\n",
		"between braces":             "---\n{titel: \"x, concept: true}\n---\nGEHEIM\n",
		"a key with a question mark": "---\n? concept\n: true\ntitel: [x\n---\nGEHEIM\n",
		"a value on the next line":   "---\ntitel: [x\nconcept:\n  true\n---\nGEHEIM\n",
		"line ends of an old Mac":    "---\rtitel: [x\rconcept: true\r---\rGEHEIM\r",
	} {
		t.Run(name, func(t *testing.T) {
			g := past(t, versies.Options{}, []commit{{Day: "2026-03-12", Source: source}, {Day: "2026-03-14", Source: text("Goed.")}})
			if got, want := said(g), "wmo: wmo/versies/2026-03-14"; got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

func TestCommentsOfWhatIsNotUnderstood(t *testing.T) {
	g := past(t, versies.Options{}, []commit{{Day: "2026-03-12", Source: "---\ntitel: [x\n# GEHEIM\nconcept: false\nphase: 2 # GEHEIM\nkort: Zie#3\n---\n# Kop\n<!-- GEHEIM\n -->Zichtbaar #1\n"}})
	in, err := g.Open(g.Reeksen[0].Versies[0])
	if err != nil {
		t.Fatal(err)
	}
	if want := "---\ntitel: [x\n\nconcept: false\nphase: 2 \nkort: Zie#3\n---\n# Kop\nZichtbaar #1\n"; in.Tekst != want {
		t.Errorf("%q, want %q", in.Tekst, want)
	}
}

// A memory is a cache that counts.
type memory struct {
	entries map[string][]byte
	puts    int
}

func (m *memory) Get(key string) ([]byte, bool) { b, ok := m.entries[key]; return b, ok }
func (m *memory) Put(key string, b []byte)      { m.entries[key] = b; m.puts++ }

// What was kept gives the same versions without the files; other salt, or another
// commit, does not.
func TestKeptVersions(t *testing.T) {
	commits := []commit{{Day: "2026-03-12", Source: text("Een.")}, {Day: "2026-03-12", Source: text("Twee.")}, {Day: "2026-04-01"}}
	m := &memory{entries: map[string][]byte{}}
	o := versies.Options{Settings: settings(), Today: "2026-06-01", Salt: "a", Cache: m}
	want := past(t, o, commits)
	fs, _ := store(commits)
	unread := func(string) ([]byte, error) { return nil, fmt.Errorf("the file is read") }
	got, err := versies.Of(fs, unread, o)
	if err != nil || said(got) != said(want) || !reflect.DeepEqual(got.Reeksen, want.Reeksen) {
		t.Errorf("%v: got %s, want %s", err, said(got), said(want))
	}
	o.Salt = "b"
	if _, err := versies.Of(fs, unread, o); err == nil {
		t.Error("with other settings the same is believed")
	}
	o.Salt = "a"
	fs, _ = store(append(commits[:2:2], commit{Day: "2026-04-02"}))
	if _, err := versies.Of(fs, unread, o); err == nil {
		t.Error("with another commit the same is believed")
	}
	for key := range m.entries {
		m.entries[key] = []byte("{")
	}
	if g := past(t, versies.Options{Settings: settings(), Salt: "a", Cache: m}, commits); said(g) != said(want) {
		t.Errorf("with a damaged cache: %s", said(g))
	}
}

// Of what is for a day to come nothing is kept: on that day there is more.
func TestNothingKeptOfTheFuture(t *testing.T) {
	m := &memory{entries: map[string][]byte{}}
	commits := []commit{{Day: "2026-03-12", Source: text("Een.", "publiceren-vanaf: 2026-07-01\n")}}
	past(t, versies.Options{Cache: m}, commits)
	if g := past(t, versies.Options{Cache: m, Today: "2026-07-01"}, commits); said(g) != "wmo: wmo/versies/2026-07-01" {
		t.Errorf("on its day: %q", said(g))
	}
}

// An invented example is there to be thrown away: nothing of it remains. What is
// real remains.
func TestExampleThatIsThrownAway(t *testing.T) {
	for name, c := range map[string]struct{ front, want string }{
		"real":    {"", "wmo: wmo/versies/2026-03-12 (weg 2026-03-14)"},
		"example": {"voorbeeld: true\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := past(t, versies.Options{}, []commit{{Day: "2026-03-12", Source: text("Goed.", c.front)}, {Day: "2026-03-14"}})
			if got := said(g); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
