package taalgebruik

import (
	"slices"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Dit is een zin. Dit ook.", []string{"Dit is een zin.", "Dit ook."}},
		{"Zonder punt", []string{"Zonder punt"}},
		{"Meer, bijv. bankjes, ca. 12 stuks.", []string{"Meer, bijv. bankjes, ca. 12 stuks."}},
		{"Volgens art. 3 en nr. 12 mag het.", []string{"Volgens art. 3 en nr. 12 mag het."}},
		{"Zij vroegen m.b.t. Verkeer niets.", []string{"Zij vroegen m.b.t. Verkeer niets."}},
		{"Bankjes, bomen, enz. Daarna stopten wij.", []string{"Bankjes, bomen, enz.", "Daarna stopten wij."}},
		{"Dhr. J. P. Voorbeeld belde. Wij ook.", []string{"Dhr. J. P. Voorbeeld belde.", "Wij ook."}},
		{"Het kost 1.250,00 euro. Dat is veel.", []string{"Het kost 1.250,00 euro.", "Dat is veel."}},
		{"In 2026. Op 12. mei niet.", []string{"In 2026.", "Op 12. mei niet."}},
		{"1. Eerst dit. 2. Dan dat.", []string{"1. Eerst dit.", "2. Dan dat."}},
		{"Nou... Misschien. Of … niet.", []string{"Nou...", "Misschien.", "Of … niet."}},
		{"“Waarom?” vroeg zij. “Daarom!” Zo ging het.", []string{"“Waarom?” vroeg zij.", "“Daarom!”", "Zo ging het."}},
		{"Ja (dat kan. Echt.) Goed.", []string{"Ja (dat kan.", "Echt.)", "Goed."}},
		{"Kan het? Ja! Mooi.", []string{"Kan het?", "Ja!", "Mooi."}},
		{"Kijk op www.voorbeeld.example/een.pagina. Of bel.", []string{"Kijk op www.voorbeeld.example/een.pagina.", "Of bel."}},
		{"Straat 1\nHet dorp", []string{"Straat 1", "Het dorp"}},
		{"", nil},
		{"...", nil},
	} {
		var got []string
		for _, s := range Sentences(test.text) {
			got = append(got, test.text[s.Start:s.End])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q:\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestWords(t *testing.T) {
	text := "Zo'n 1.250,00 euro m.b.t. e-mail, en/of (Wmo-loket) 's avonds https://a.example/b?c=d&e om 10:30 – x@y.example"
	want := "Zo'n|1.250,00|euro|m.b.t|e-mail|en|of|Wmo-loket|s|avonds|https://a.example/b?c=d&e|om|10:30|x@y.example"
	var got []string
	for _, w := range wordsOf(text) {
		got = append(got, w.In(text))
	}
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func TestSyllables(t *testing.T) {
	for _, hyphenated := range strings.Fields(`de straat ge-meen-te be-oor-de-len co-ör-di-na-tie re-ëel fi-nan-ci-ën fi-nan-ci-eel i-dee-ën
		mooi-e nieu-we groei-en leeuw bij-een-komst mu-se-um bu-reau ge-au-to-ma-ti-seerd par-ti-ci-pa-tie ge-ë-va-lu-eerd vrouw
		toe-gan-ke-lijk-heid ra-di-o hob-by roy-aal kwa-li-teit team web-site ge-ïn-for-meerd be-ant-woor-den si-tu-a-tie the-a-ter
		re-ac-tie ruim-te ui-en zo-als een-en-twin-tig au-to IJs-land maïs-veld-jes quiz`) {
		word := strings.ReplaceAll(hyphenated, "-", "")
		want := strings.Count(hyphenated, "-") + 1
		if word == "maïsveldjes" {
			want++ // ma-ïs
		}
		if got := Syllables(word); got != want {
			t.Errorf("%s has %d syllables, not %d", hyphenated, want, got)
		}
	}
	for word, want := range map[string]int{"WMO": 3, "Wmo": 1, "2026": 1, "1.250,00": 1, "https://a.example/": 1, "x": 1, "m.b.t": 1} {
		if got := Syllables(word); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
}

// The score is that of the formula, by hand.
func TestFleschDouma(t *testing.T) {
	text := "Wij maken een hek. De straat is druk." // 8 words, 2 sentences, 9 syllables: 206.84 - 0.77×112.5 - 0.93×4 = 116.5
	var c Tally
	c.Add(text, Sentences(text))
	if c != (Tally{Sentences: 2, Words: 8, Syllables: 9}) || c.FleschDouma() != 116 && c.FleschDouma() != 117 {
		t.Errorf("%+v gives %d", c, c.FleschDouma())
	}
	if got := (Tally{Sentences: 1, Words: 40, Syllables: 100}).FleschDouma(); got != -23 { // 206.84 - 192.5 - 37.2 = -22.86
		t.Errorf("got %d", got)
	}
	if got := (Tally{}).FleschDouma(); got != 100 {
		t.Errorf("nothing gives %d", got)
	}
}

func TestPassive(t *testing.T) {
	for text, want := range map[string]bool{
		"De weg wordt aangelegd.":                     true,
		"Er werden honderd bomen geplant.":            true,
		"Het plan is door het college vastgesteld.":   true,
		"Dit moet nog worden onderzocht.":             true,
		"De brieven worden verzonden.":                true,
		"De weg is aangelegd.":                        false,
		"Het wordt drukker in de straat.":             false,
		"Wij hebben bomen geplant.":                   false,
		"Het werd een goed gesprek met de gemeenten.": false,
		"Dat wordt bekend als het besluit er is.":     false,
		"Kinderen worden groot en de buurt verandert": false,
	} {
		s := Sentences(text)
		if got := len(s) == 1 && Passive(text, s[0]) == 1; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func hits(l *Woordenlijst, text string) string {
	var out []string
	for _, s := range Sentences(text) {
		l.Find(text, s, func(h Hit) { out = append(out, text[h.Start:h.End]+" = "+h.Plain) })
	}
	return strings.Join(out, "; ")
}

func TestWoordenlijst(t *testing.T) {
	none := NewWoordenlijst(nil)
	own := NewWoordenlijst(map[string]string{"Participatie": "", "beleidskeuze": "keuze", "in den brede": "overal", "echter": "toch"})
	for _, test := range []struct {
		list       *Woordenlijst
		text, want string
	}{
		{none, "Derhalve doen wij dit.", "Derhalve = daarom"},
		{none, "U dient te bellen. Zij dienen te schrijven.", "dient te = moet; dienen te = moeten"},
		{none, "Alles m.b.t. verkeer.", "m.b.t = over"},
		{none, "Wij doen dit in het kader van de wet.", "in het kader van = voor"},
		{none, "Dat staat ter beschikking, met een beschikking.", "beschikking = besluit"},
		{none, "Zij zei: “Ik wil echter niet.” Echter, dat mag.", "Echter = maar"},
		{none, "De stichting Monitoring helpt.", ""},
		{none, "Wij dienen een voorstel in.", ""},
		{none, "U dient zich voor 1 mei aan te melden. Dit dient nog te gebeuren.", "dient = moet; dient = moet"},
		{none, "De zaal dient als opvang, om mensen te helpen. Zij dient een plan in om te bouwen.", ""},
		{none, "De verzoeken om een hek zijn geteld. Er is goed gelet op de kosten; de bedragen staan hier.", ""},
		{none, "Wij zullen hiervoor zorgdragen.", "zorgdragen = zorgen"},
		{none, "Wie gaat er dan wel over? Het staat dan wel in git.", ""},
		{none, "Zij participeerden graag.", "participeerden = meedoen"},
		{none, "Participatie is leuk.", "Participatie = meedoen"},
		{own, "Participatie en participeren zijn leuk.", ""},
		{own, "De beleidskeuze geldt in den brede, echter niet hier.", "beleidskeuze = keuze; in den brede = overal; echter = toch"},
	} {
		if got := hits(test.list, test.text); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	for text, want := range map[string]bool{
		"Zij zei: “*":               true,
		"Zij zei: “ja”, *":          false,
		"Het boek „Meedoen“ *":      false,
		`Zij zei: "ja *`:            true,
		"Zij zei: 'ja, dat *":       true,
		"Zij zei: 'ja,' en *":       false,
		"'s Avonds zo'n auto's *":   false,
		"Zij zei: ‘kom ’s avonds *": true,
		"Zij zei: ‘kom.’ Toen *":    false,
	} {
		before, _, _ := strings.Cut(text, "*")
		if got := Quoted(before+"woord", len(before)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// The lists are as their first lines say.
func TestListsAreSound(t *testing.T) {
	forms, seen := 0, map[string]bool{}
	lines(woordenText, func(left, right string) {
		l, r := strings.Split(left, " | "), strings.Split(right, " | ")
		if len(r) != 1 && len(r) != len(l) {
			t.Errorf("%s: %d forms, %d plainer words", left, len(l), len(r))
		}
		for _, f := range l {
			if key := strings.Join(splitWords(f), " "); key == "" || seen[key] {
				t.Errorf("%q is there twice, or is no word", f)
			} else {
				seen[key] = true
			}
		}
		if right != "" {
			forms++
		}
	})
	if forms < 150 {
		t.Errorf("only %d words have a plainer one", forms)
	}
	for _, e := range builtIn() {
		for _, e := range e {
			if got := hits(NewWoordenlijst(nil), e.plain); got != "" && e.plain != "" {
				t.Errorf("the plainer word for %q is itself found: %s", e.words, got)
			}
		}
	}
	lines(afkortingenText, func(short, full string) {
		if seen["#"+strings.ToUpper(short)] {
			t.Errorf("%s is there twice", short)
		}
		seen["#"+strings.ToUpper(short)] = true
	})
}

func TestAfkortingen(t *testing.T) {
	for text, want := range map[string]string{
		"De WMO helpt, en de Wmo ook.":           "WMO,Wmo",
		"Het Wmo-loket en ASD's doen mee.":       "Wmo,ASD",
		"Op A4, in pdf en met de NS en de OZB.":  "OZB",
		"Postbus 100, 1234 AB Someren":           "",
		"De nota (pdf, 1,2 MB)":                  "",
		"Dit mag NIET. LET OP.":                  "",
		"GEEN HOND IN HET PARK":                  "",
		"Kenmerk ASD-2026-07, ASD/2026/7 en IV.": "",
		"Vraag een pgb aan bij de QZX.":          "pgb,QZX",
		"Wij zijn er. Zij is mo. De zin is goed": "",
	} {
		var got []string
		for _, s := range Sentences(text) {
			Afkortingen(text, s, func(a Afkorting) { got = append(got, text[a.Start:a.End]) })
		}
		if g := strings.Join(got, ","); g != want {
			t.Errorf("%s: got %s, want %s", text, g, want)
		}
	}
}

func TestExplained(t *testing.T) {
	for _, test := range []struct {
		text, short, full string
		want              bool
	}{
		{"De Wet maatschappelijke ondersteuning (Wmo) helpt.", "Wmo", "", true},
		{"De Wmo (de wet voor hulp) helpt.", "Wmo", "", false},
		{"De QZX (Quasi Zeer Xenofiel) doet mee.", "QZX", "", true},
		{"Uw BSN (burgerservicenummer) staat erop.", "BSN", "", true},
		{"De Adviesraad voor het Sociaal Domein schreef. De ASD wil meer.", "ASD", "", true},
		{"De wet Langdurige Zorg. Wlz.", "WLZ", "Wet langdurige zorg", true},
		{"De Wmo helpt.", "Wmo", "Wet maatschappelijke ondersteuning", false},
		{"Zij komen met een en ander. Het MEE helpt.", "MEE", "", false},
		{"Dit bestaat wel. BW is nodig.", "BW", "", false},
	} {
		if got := Explained(test.text, Afkorting{Short: test.short, Full: test.full}); got != test.want {
			t.Errorf("%s in %q: %v", test.short, test.text, got)
		}
	}
}

// Whatever stands in a text, its sentences and words lie in it, in order.
func FuzzSentences(f *testing.F) {
	for _, s := range []string{"Een. Twee", "m.b.t. “x”…", "’s 1.a:/://", "\xff. A", "é. É"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, s := range Sentences(text) {
			if s.Start < at || s.End > len(text) || len(s.Words) == 0 {
				t.Fatalf("sentence %v behind %d in %q", s, at, text)
			}
			at = s.Start
			for _, w := range s.Words {
				if w.Start < at || w.End <= w.Start || w.End > s.End {
					t.Fatalf("word %v behind %d in %q", w, at, text)
				}
				at = w.End
				Syllables(w.In(text))
			}
			at = s.End
			Passive(text, s)
			Afkortingen(text, s, func(a Afkorting) { Explained(text, a) })
			NewWoordenlijst(nil).Find(text, s, func(h Hit) { _ = h.Word() })
		}
	})
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat("Wij maken een hek om de speelplek, want de straat is druk. Het hek komt er in 2027. ", 30)
	l := NewWoordenlijst(nil)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		sentences := Sentences(text)
		var c Tally
		c.Add(text, sentences)
		for _, s := range sentences {
			Passive(text, s)
			Afkortingen(text, s, func(Afkorting) {})
			l.Find(text, s, func(Hit) {})
		}
	}
}
