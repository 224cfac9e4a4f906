package weggehaald_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/traject"
	. "weerklank/internal/weggehaald"
)

const words = "(weggehaald om iemands privacy te beschermen)"

// salt is as random as a test needs.
func salt() *bytes.Reader { return bytes.NewReader([]byte("zestien bytes...")) }

// list returns the list of passages and addresses (what begins with /).
func list(t testing.TB, what ...string) *Lijst {
	t.Helper()
	src := "weggehaald:\n"
	for _, w := range what {
		src += "  - datum: 2026-03-12\n    grond: wissen\n"
		if strings.HasPrefix(w, "/") {
			src += "    adres: " + w + "\n"
			continue
		}
		p, n, err := Vingerafdruk(w, salt())
		if n == 0 || err != nil {
			t.Fatalf("no fingerprint of %q: %v", w, err)
		}
		src += "    vingerafdruk: " + p + "\n"
	}
	l, ps := read(src)
	if len(ps) > 0 {
		t.Fatalf("%s\n%v", src, ps)
	}
	return l
}

func read(src string) (*Lijst, []diag.Problem) {
	f, ps := content.Split(content.WeggehaaldPath, []byte(src), content.YAML)
	l, more := Lees(f, "nl")
	return l, append(ps, more...)
}

func file(src string) *content.File {
	f, _ := content.Split("content/trajecten/park.md", []byte(src), content.Markdown)
	return f
}

func TestBody(t *testing.T) {
	for _, c := range []struct{ passage, body, want string }{
		{"Jan de Vries", "Het hek van Jan de Vries is stuk.", "Het hek van " + words + " is stuk."},
		{"Jan de Vries", "JAN, de  vries!", words + "!"},
		{"jan DE vries", "Het hek van Jan\nde Vries.", "Het hek van " + words + "."},
		{"Jan de Vries", "Het hek van Jan de Vriesen is stuk.", "Het hek van Jan de Vriesen is stuk."},
		{"Jan de Vries", "Jan, Piet de Vries.", "Jan, Piet de Vries."},
		// Spellings of the same.
		{"oud-wethouder", "de oudwethouder, de oud‑wethouder", "de " + words + ", de " + words},
		{"café Zus", "Café Zus", words},
		{"ﬁets 12", "FIETS １２", words},
		{"Jan\u00adsen", "Jansen en Jan\u200bsen", words + " en " + words},
		{"René", "Ren&eacute; en ren&#233;", words + " en " + words},
		// Markup within, and at the edges.
		{"Jan de Vries", "Van **Jan** *de* Vries.", "Van **" + words + "**."},
		{"Jan de Vries", "Van **Jan de Vries**.", "Van **" + words + "**."},
		{"Jan de Vries", "Van Jan **de** Vries.", "Van " + words + "."},
		{"Jan de Vries", "**Van Jan** de Vries.", "**Van " + words + "**."},
		{"Jan de Vries", "Van Jan **de Vries zelf**.", "Van **" + words + " zelf**."},
		{"Jan de Vries", "Van Jan**sen** en Jan\\* de Vries", "Van Jan**sen** en " + words},
		{"Jansen", "Van Jan**sen**.", "Van " + words + "."},
		// Links: what is read, and where they lead.
		{"Jan de Vries", "Van [Jan](/over/) de Vries.", "Van [" + words + "](/over/)."},
		{"Jan de Vries", "Van Jan [de](/over/) Vries.", "Van " + words + "."},
		{"Jan de Vries", "Zie [hier](/media/jan-de-vries.pdf).", "Zie hier."},
		{"Jan de Vries", "Zie [hier](https://x.example/?q=Jan%20de%20Vries).", "Zie hier."},
		{"jan@x.example", "Mail <jan@x.example> of [mij](mailto:jan@x.example).", ""},
		{"Jan de Vries", "Van Jan <!-- let op --> de Vries.", "Van " + words + "."},
		{"Jan de Vries", "Van <!-- Jan de Vries --> hem.", "Van  hem."},
		{"Jan de Vries", "Van Jan[^1] de Vries.", "Van " + words + "."},
		{"Jan de Vries", "Van [Jan]{lang=en} de Vries.", ""},
		{"Jan de Vries", "| Jan | de Vries |", "| " + words + " |"},
	} {
		f := file("---\ntitel: Park\n---\n" + c.body)
		found := list(t, c.passage).Clean(f)
		got := string(f.Body)
		if c.want == "" {
			if again := list(t, c.passage).Vind(f); len(found) == 0 || len(again) > 0 {
				t.Errorf("%q in %q gave %q", c.passage, c.body, got)
			}
		} else if got != c.want {
			t.Errorf("%q in %q\n gave %q\n want %q", c.passage, c.body, got, c.want)
		}
		if !bytes.HasSuffix(f.Source, f.Body) || (len(found) > 0) != (got != c.body) {
			t.Errorf("%q in %q: %d found, the source is %q", c.passage, c.body, len(found), f.Source)
		}
	}
}

func TestSeveral(t *testing.T) {
	f := file("---\ntitel: Park\n---\nMet een twee drie vier vijf en twee drie.\n")
	list(t, "een twee drie", "drie vier", "twee drie").Clean(f)
	if want := "Met " + words + " vijf en " + words + ".\n"; string(f.Body) != want {
		t.Errorf("%q, want %q", f.Body, want)
	}
}

// However YAML writes a value, it is found, and its place is the one in the file.
func TestValues(t *testing.T) {
	for _, value := range []string{
		`Het hek van Jan de Vries.`, `"Het hek van J\u0061n \x64e Vries."`, `'Het hek van Jan de Vries.'`,
		"|\n      Het hek van Jan\n      de Vries.", ">\n      Het hek\n      van Jan\n\n      de Vries.", "Het hek van Jan\n      de Vries.",
	} {
		f := file("---\ntitel: Park\nsignalen:\n  - id: jan-de-vries\n    signaal: " + value + "\n    besluit: bestaat-al\n    onbekend: [Jan de Vries]\n---\nTekst.\n")
		l := list(t, "Jan de Vries")
		if at := l.Vind(f)[0].At.Start.Line; at < 5 || at > 7 {
			t.Errorf("%s: found on line %d", value, at)
		}
		if !strings.Contains(string(f.Source), value) {
			t.Fatal("looking changes the file")
		}
		l.Clean(f)
		var got []string
		f.Scalars(func(s content.Scalar) { got = append(got, s.Value) })
		if want := []string{"Park", "jan-de-vries", "Het hek van " + words + ".", "bestaat-al", words}; !slices.EqualFunc(got, want, func(a, b string) bool { return strings.TrimSpace(a) == b }) {
			t.Errorf("%s: %q", value, got)
		}
		if strings.Contains(string(f.Source), "Vries") || string(f.Body) != "Tekst.\n" || !bytes.HasSuffix(f.Source, []byte("---\nTekst.\n")) {
			t.Errorf("%s: the source is\n%s", value, f.Source)
		}
		if !slices.Equal(f.Removed, []string{"2026-03-12"}) {
			t.Errorf("removed on %v", f.Removed)
		}
	}
}

// What is no text is not made one.
func TestOtherValues(t *testing.T) {
	f := file("---\ntitel: Park\nphase: terugkoppelen\ndatum: 2026-03-12\nkenmerk: Z 12\ndocumenten:\n  - titel: Een\n    link: /media/jan-de-vries.pdf\n  - titel: Twee\n    link: /media/twee.pdf\n" +
		"signalen:\n  - id: een\n    signaal: In maart.\n    kenmerken: [Z 12, Z 13]\n---\n")
	list(t, "terugkoppelen", "2026 03 12", "Z 12", "Jan de Vries").Clean(f)
	p, ps := traject.Parse(f)
	for _, x := range ps {
		if x.Code != traject.RuleMissingKey.Code {
			t.Error(x.Message.NL)
		}
	}
	if p.Phase != traject.Terugkoppelen || p.Datum != "2026-03-12" || p.Kenmerk != "" || len(p.Documenten) != 1 || p.Documenten[0].Titel != "Twee" ||
		!slices.Equal(p.Signalen[0].Kenmerken, []string{"Z 13"}) {
		t.Errorf("%+v %+v", p, p.Signalen[0])
	}
}

const park = `---
titel: Park
samenvatting: Geheim.
phase: 4
onderwerpen: [Geheim]
aliassen: [oud-park]
bijeenkomsten:
  - id: avond
    naam: Geheim
    plaats: Geheim
adviezen:
  - kenmerk: A-1
    titel: Geheim
signalen:
  - id: hek
    aliassen: [poort]
    signaal: Geheim
    besluit: niet-overgenomen
    reden: Geheim
  - id: bank
    signaal: Een bank
    reden: Openbaar
---
Geheim
`

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ adres, kept, gone string }{
		{"/trajecten/park/hek/", "Openbaar bank Geheim avond A-1", "niet-overgenomen poort"},
		{"/trajecten/oud-park/poort/", "Openbaar bank", "niet-overgenomen"},
		{"/bijeenkomsten/park-avond/", "Openbaar bank avond niet-overgenomen " + words, "plaats"},
		{"/adviezen/a-1/", "Openbaar A-1 " + words, ""},
		{"/trajecten/park/", "bank hek poort avond A-1 2026-03-12 " + words, "Geheim Openbaar Park"},
		{"/trajecten/oud-park/", "bank " + words, "Geheim Openbaar"},
		{"/trajecten/ander/", "Geheim Openbaar bank", ""},
	} {
		f := file(park)
		list(t, c.adres).Clean(f)
		var all string
		f.Scalars(func(s content.Scalar) { all += s.Key + " " + s.Value + "\n" })
		all += string(f.Body)
		for _, w := range strings.Fields(c.kept) {
			if !strings.Contains(all, w) {
				t.Errorf("%s: no %q in\n%s", c.adres, w, all)
			}
		}
		for _, w := range strings.Fields(c.gone) {
			if strings.Contains(all, w) || strings.Contains(string(f.Source), ": "+w) {
				t.Errorf("%s: still %q in\n%s\n%s", c.adres, w, all, f.Source)
			}
		}
	}
	f := file(park)
	list(t, "/trajecten/park/").Clean(f)
	if p, _ := traject.Parse(f); p.Ingetrokken == nil || len(p.Signalen) != 2 || p.Phase != 4 {
		t.Errorf("what is gone is not withdrawn: %+v", p)
	}
}

// A name that was given later, or earlier, is another address of the same thing.
func TestOtherNames(t *testing.T) {
	p, _ := traject.Parse(file(park))
	names := []Namen{NamenVan(p)}
	for _, c := range []struct{ adres, also, not string }{
		{"/trajecten/park/hek/", "/trajecten/oud-park/poort/", "/trajecten/park/bank/"},
		{"/trajecten/oud-park/poort/", "/trajecten/park/hek/", "/trajecten/park/"},
		{"/trajecten/oud-park/", "/trajecten/park/bank/", "/trajecten/ander/"},
		{"/trajecten/park/", "/trajecten/park/versies/2026-01-01/", "/trajecten/"},
		{"/trajecten/park/", "/nota/oud-park/", "/nota/"},
		{"/trajecten/park/", "/bijeenkomsten/oud-park-avond/", "/bijeenkomsten/"},
		{"/trajecten/park/", "/adviezen/a-1/", "/adviezen/a-2/"},
		{"/onderwerpen/groen/", "/onderwerpen/groen/pagina/1/", "/onderwerpen/"},
		{"/media/foto.jpg", "/media/foto.jpg/", "/media/foto.jpg2"},
	} {
		l := list(t, c.adres).Met(names)
		if l.Weg(c.also) == nil || l.Weg(c.not) != nil {
			t.Errorf("%s: %s %v, %s %v", c.adres, c.also, l.Weg(c.also), c.not, l.Weg(c.not))
		}
	}
	if got := list(t, "/trajecten/park/hek/").Met(names).Adressen(); len(got) != 4 {
		t.Errorf("%q", got)
	}
}

// The past knows a traject and its signalen by their names of then.
func TestNamesOfThen(t *testing.T) {
	p, _ := traject.Parse(file(park))
	l := list(t, "/trajecten/park/hek/").Met([]Namen{NamenVan(p)})
	then, _ := content.Split("content/trajecten/oud-park.md", []byte("---\ntitel: Park\nsignalen:\n  - id: poort\n    signaal: Geheim\n  - id: bank\n    signaal: Een bank\n---\n"), content.Markdown)
	if got := l.Clean(then); len(got) != 1 || strings.Contains(string(then.Source), "Geheim") {
		t.Errorf("%v\n%s", got, then.Source)
	}
	if old, _ := traject.Parse(then); len(old.Signalen) != 1 || old.Signalen[0].ID != "bank" {
		t.Errorf("%+v", old.Signalen)
	}
	other, _ := content.Split("content/trajecten/ander.md", then.Source, content.Markdown)
	if l.Raakt(other) {
		t.Error("another traject is touched")
	}
}

// A file of the past may be one that nobody understands any more.
func TestNotUnderstood(t *testing.T) {
	src := "---\ntitel: Van: Jan de Vries\nsignalen: [\n---\nEn Jan de Vries.\n"
	f := file(src)
	if f.Front != nil {
		t.Fatal("it is understood")
	}
	list(t, "Jan de Vries").Clean(f)
	if strings.Contains(string(f.Source), "Vries") || strings.Contains(string(f.Body), "Vries") || strings.Count(string(f.Source), words) != 2 {
		t.Errorf("%s", f.Source)
	}
	f = file(src)
	list(t, "/trajecten/park/").Clean(f)
	if len(f.Source) > 0 || len(f.Body) > 0 {
		t.Errorf("%s", f.Source)
	}
	f = file(src)
	list(t, "/trajecten/park/hek/").Clean(f)
	if string(f.Source) != words+"\n" {
		t.Errorf("%s", f.Source)
	}
}

func TestImages(t *testing.T) {
	f := file("---\ntitel: Park\n---\n![Een man](../media/man.jpg \"Hij\") en ![bank](/media/bank.jpg) en [man](../media/man.jpg)\n")
	list(t, "/media/man.jpg").Clean(f)
	if want := words + " en ![bank](/media/bank.jpg) en [man](../media/man.jpg)\n"; string(f.Body) != want {
		t.Errorf("%q", f.Body)
	}
}

func TestTekst(t *testing.T) {
	l := list(t, "Jan de Vries")
	if got := l.Tekst("Naam van Jan de Vries weg"); got != "Naam van "+words+" weg" {
		t.Errorf("%q", got)
	}
	if got := (*Lijst)(nil).Tekst("Jan de Vries"); got != "Jan de Vries" {
		t.Errorf("%q", got)
	}
	if !l.Heeft("jan de VRIES") || l.Heeft("van Jan de Vries") || l.Heeft("Jan") {
		t.Error("what the list has")
	}
}

func TestWhatIsNotUnderstood(t *testing.T) {
	good, _, _ := Vingerafdruk("een twee", salt())
	for _, c := range []struct{ item, want string }{
		{"datum: 2026-03-12\n    grond: wissen", "2:5 weggehaald hier staat niet wat er weg moet"},
		{"datum: 2026-03\n    grond: wissen\n    adres: /over/", "2:12 weggehaald hier moet een hele dag staan"},
		{"datum: 2026-03-12\n    grond: anders\n    adres: /over/", "3:12 weggehaald bij anders moet een toelichting"},
		{"datum: 2026-03-12\n    grond: zomaar\n    adres: /over/", "3:12 onbekende-waarde"},
		{"datum: 2026-03-12\n    grond: wissen\n    adres: /over/\n    vingerafdruk: " + good, "5:19 weggehaald hier staan een adres en een vingerafdruk"},
		{"datum: 2026-03-12\n    grond: wissen\n    vingerafdruk: " + good[1:], "4:19 weggehaald dit is geen vingerafdruk"},
		{"datum: 2026-03-12\n    grond: wissen\n    adress: /over/", "4:5 onbekende-sleutel"},
		{"datum: 2026-03-12\n    grond: wissen\n    adres: /over/\n  - datum: 2026-03-12\n    grond: wissen\n    adres: /over", "5:5 weggehaald dit staat er ook op regel 2"},
	} {
		_, ps := read("weggehaald:\n  - " + c.item + "\n")
		var got []string
		for _, p := range ps {
			got = append(got, fmt.Sprintf("%d:%d %s %s", p.Range.Start.Line, p.Range.Start.Column, p.Code, p.Message.NL))
			if p.Hint.IsZero() {
				t.Errorf("%s: no hint", p.Message.NL)
			}
		}
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("%s\n gave %q\n want %q", c.item, got, c.want)
		}
	}
	for _, adres := range []string{"/", "/trajecten/", "/trajecten/a/b/c/", "/k/12/", "/nota/a/", "/zoeken/", "/trajecten/a/versies/", "over", "https://x.example/over/", "/../x/", "//x/", "/over/?a", "/onderwerpen/a/pagina/2/"} {
		if got, message := Adres(adres); message.IsZero() {
			t.Errorf("%s is taken for %s", adres, got)
		}
	}
	for adres, want := range map[string]string{"/over": "/over/", "/trajecten/a/b": "/trajecten/a/b/", "/media/a.pdf": "/media/a.pdf", "/trajecten/a/foto.jpg": "/trajecten/a/foto.jpg"} {
		if got, message := Adres(adres); got != want {
			t.Errorf("%s is taken for %q (%s)", adres, got, message.NL)
		}
	}
}

// The fingerprint is a promise: one that was made stays good.
func TestFingerprintStays(t *testing.T) {
	got, n, err := Vingerafdruk("Het hek van Jan de Vries", salt())
	if n != 6 || err != nil || !strings.HasPrefix(got, "6-") || len(got) != len("6-0000-")+32+1+64 {
		t.Fatalf("%s %d %v", got, n, err)
	}
	again, _, _ := Vingerafdruk("**het** hek van jan-de vries", salt())
	if other, _, _ := Vingerafdruk("Het hek van Jan de Vries", nil); other == got {
		t.Error("without salt")
	}
	if again == got {
		t.Error("jan-de is one word")
	}
	if _, n, _ := Vingerafdruk(" .., ", nil); n != 0 {
		t.Errorf("%d words", n)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("een twee", "---\ntitel: een\nsignalen:\n  - id: een\n    signaal: >\n      een\n      twee\n---\nZie **een** [twee](een-twee).\n")
	f.Add("Jan", "---\ntitel: x\nreden: |\n  a &Jan; <!-- Jan\n---\n`Jan` Ja*n* &#74;an\n")
	f.Add("a b", "---\nx: [a b, {link: a}]\n---\na\u0301 b ![a](b) b")
	f.Fuzz(func(t *testing.T, passage, src string) {
		if len(passage) > 200 || len(src) > 5000 {
			return
		}
		p, n, err := Vingerafdruk(passage, salt())
		if n == 0 || n > MaxWoorden || err != nil {
			return
		}
		l, ps := read("weggehaald:\n  - datum: 2026-03-12\n    grond: wissen\n    vingerafdruk: " + p + "\n")
		if len(ps) > 0 {
			t.Fatalf("%s: %v", p, ps)
		}
		if !l.Heeft(passage) {
			t.Fatalf("%q is not in its own list", passage)
		}
		if l.Heeft(words) || len(l.Vind(file("---\ntitel: "+words+"\n---\n"))) > 0 {
			return // its words stand for what is gone
		}
		was := file(src)
		before := len(l.Vind(was))
		if string(was.Source) != string(file(src).Source) {
			t.Fatal("looking changes the file")
		}
		front := was.Front != nil
		if got := len(l.Clean(was)); got < before {
			t.Fatalf("%d found, %d cleaned", before, got)
		}
		if before == 0 && string(was.Source) != string(file(src).Source) {
			t.Fatalf("changed without a reason: %q", was.Source)
		}
		if again := l.Vind(was); len(again) > 0 {
			t.Fatalf("%q is still in %q", passage, was.Source)
		}
		if !bytes.HasSuffix(was.Source, was.Body) || front != (was.Front != nil) {
			t.Fatalf("%q with %q", was.Source, was.Body)
		}
		traject.Parse(was)
	})
}

func FuzzLees(f *testing.F) {
	f.Add("weggehaald:\n  - datum: 2026-03-12\n    grond: wissen\n    adres: /trajecten/park/hek/\n")
	f.Add("weggehaald:\n  - datum: 2026-03-12\n    grond: anders\n    toelichting: x\n    adres: /media/x.jpg\n")
	f.Fuzz(func(t *testing.T, src string) {
		l, _ := read(src)
		p, _ := traject.Parse(file(park))
		l = l.Met([]Namen{NamenVan(p)})
		for _, a := range l.Adressen() {
			if l.Weg(a) == nil || !strings.HasPrefix(a, "/") || strings.Contains(a, "..") || strings.Contains(a, "//") {
				t.Errorf("%q", a)
			}
		}
		l.Clean(file(park))
	})
}

// Ten thousand files with twenty fingerprints: what one file costs.
func BenchmarkVind(b *testing.B) {
	var passages []string
	for i := range 20 {
		passages = append(passages, strings.Repeat("woord ", 3+i%5)+fmt.Sprint("nummer", i))
	}
	l := list(b, passages...)
	f := file("---\ntitel: Park\nsignalen:\n" + strings.Repeat("  - signaal: Wij willen dat het hek op de speelplek wordt gemaakt, want dat is al jaren stuk.\n    reden: |\n      Het hek is in maart gemaakt. De **buurt** heeft meegedacht over de [plek](/over/) en de kleur.\n", 30) + "---\n" + strings.Repeat("Een gewone zin met enkele woorden, zoals die in een tekst staat. ", 50))
	b.SetBytes(int64(len(f.Source)))
	for b.Loop() {
		if len(l.Vind(f)) > 0 {
			b.Fatal("found")
		}
	}
}
