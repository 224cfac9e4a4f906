package weggehaald

import (
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// The rules about content/weggehaald.yaml.
var (
	RuleStuk = &diag.Rule{
		Code: "weggehaald", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 16 en 17", Fixed: true,
		Title: lang.T("Iets in weggehaald.yaml dat niet wordt begrepen", "Something in weggehaald.yaml that is not understood"),
		Why: lang.T("Wat hier staat, moet weg voor iemands privacy. Begrijpt Weerklank het niet, dan zou het op de website blijven staan.",
			"What stands here must go for somebody's privacy. If Weerklank does not understand it, it would stay on the site."),
		Wrong: "weggehaald:\n  - datum: 2026-03-12\n    grond: wissen",
		Right: "weggehaald:\n  - datum: 2026-03-12\n    grond: wissen\n    adres: /trajecten/speelplek/bankje/",
	}
	RuleStaatErNog = &diag.Rule{
		Code: "weggehaald-staat-er-nog", Group: diag.Privacy, Severity: diag.Warning, Source: "AVG, art. 17",
		Title: lang.T("Iets dat is weggehaald en nog in het bestand staat", "Something that was taken away and is still in the file"),
		Why: lang.T("De website laat het niet meer zien, maar ieder die bij de bestanden kan, leest het nog.",
			"The site no longer shows it, but whoever can see the files still reads it."),
		Wrong: "weggehaald.yaml heeft een vingerafdruk van een zin, en de zin staat nog in content/trajecten/speelplek.md",
		Right: "weggehaald.yaml heeft de vingerafdruk, en de zin staat niet meer in het bestand",
	}
	RuleOnbekend = &diag.Rule{
		Code: "weggehaald-onbekend-adres", Group: diag.Privacy, Severity: diag.Warning, Source: "AVG, art. 17",
		Title: lang.T("Een adres in weggehaald.yaml dat de website niet kent", "An address in weggehaald.yaml that the site does not know"),
		Why: lang.T("Een tikfout in het adres betekent dat niet wordt weggehaald wat u bedoelt.",
			"A typing error in the address means that what you mean is not taken away."),
		Wrong: "adres: /trajecten/speelplk/",
		Right: "adres: /trajecten/speelplek/",
	}
)

// Rules returns the rules of this package.
func Rules() []*diag.Rule { return []*diag.Rule{RuleStuk, RuleStaatErNog, RuleOnbekend} }

// Lees returns what content/weggehaald.yaml says. taal is the language of the site.
// What is not understood is in the problems, and not in the list.
func Lees(f *content.File, taal string) (*Lijst, []diag.Problem) {
	w, ps := traject.ParseWeggehaald(f)
	l := &Lijst{words: Woorden(taal), adressen: adressen{}, source: Woorden(taal) + "\n" + string(f.Source)}
	l.key = l.source
	var found diag.Collector
	first := map[string]int{} // address or fingerprint -> line
	for _, item := range w.Stukken {
		report := func(key string, message, hint lang.Text) {
			at := item.Start()
			if key != "" {
				at = item.At(key)
			}
			found.Add(RuleStuk, func() diag.Problem { return f.Problem(RuleStuk, at, message, hint) })
		}
		s := read(item, report)
		if s == nil {
			continue
		}
		what := s.Adres
		if s.print != nil {
			what = s.print.String()
		}
		if line, there := first[what]; there {
			report("", lang.F("dit staat er ook op regel %d", "this is on line %d as well", line), lang.T("Haal een van de twee weg.", "Remove one of the two."))
			continue
		}
		first[what] = s.Regel
		l.stukken = append(l.stukken, s)
		if s.Adres != "" {
			l.adressen[s.Adres] = s
		}
	}
	l.prints = newFinder(l.stukken)
	return l, append(ps, found.Problems()...)
}

// read returns what one item says, nil when that is not understood; then it was
// reported here or by package traject.
func read(item *traject.WeggehaaldStuk, report func(key string, message, hint lang.Text)) *Stuk {
	s := &Stuk{Datum: string(item.Datum), Grond: item.Grond, Toelichting: item.Toelichting, Regel: item.Start().Start.Line, node: item}
	switch {
	case item.Datum == "" || item.Grond == "":
		return nil
	case len(item.Datum) != len("2006-01-02"):
		report("datum", lang.T("hier moet een hele dag staan", "this must be a whole day"), lang.T("Schrijf de dag, zoals 2026-03-12.", "Write the day, such as 2026-03-12."))
		return nil
	case item.Grond == traject.Anders && item.Toelichting == "":
		report("grond", lang.T("bij anders moet een toelichting", "anders needs a toelichting"), lang.T("Voeg toe: toelichting: en dan in een zin waarom het weg moest.", "Add: toelichting: and why it had to go, in one sentence."))
		return nil
	case item.Adres == "" && item.Vingerafdruk == "":
		report("", lang.T("hier staat niet wat er weg moet", "this does not say what must go"), lang.T("Voeg toe: adres: met het adres van de pagina. Of typ weerklank redact.", "Add: adres: with the address of the page. Or type weerklank redact."))
		return nil
	case item.Adres != "" && item.Vingerafdruk != "":
		report("vingerafdruk", lang.T("hier staan een adres en een vingerafdruk", "this has an address and a fingerprint"), lang.T("Maak er twee delen van de lijst van.", "Make it two items of the list."))
		return nil
	case item.Adres != "":
		adres, message := Adres(string(item.Adres))
		if !message.IsZero() {
			report("adres", message, hintAdres)
			return nil
		}
		s.Adres = adres
	default:
		if s.print = readPrint(strings.TrimSpace(item.Vingerafdruk)); s.print == nil {
			report("vingerafdruk", lang.T("dit is geen vingerafdruk van Weerklank", "this is no fingerprint of Weerklank"), lang.T("Maak hem opnieuw met weerklank redact.", "Make it again with weerklank redact."))
			return nil
		}
	}
	return s
}

var hintAdres = lang.T("Schrijf het adres van een traject, een signaal, een bijeenkomst, een advies, een onderwerp, een pagina of een bestand, zoals /trajecten/speelplek/. Moet er tekst weg uit iets anders? Typ dan weerklank redact.",
	"Write the address of a traject, a signaal, a meeting, an advice, a topic, a page or a file, such as /trajecten/speelplek/. Must a text go from something else? Then type weerklank redact.")

// generated are the parts of the site that are made of everything, or of another
// page.
var generated = []string{"besluiten", "zoeken", "cijfers", "data", "k", "nota", "poster", "brief", "404"}

// Adres returns an address as the list has it: with a slash at the end, but not
// that of a file. The message says why it cannot be taken away.
func Adres(s string) (string, lang.Text) {
	s = strings.TrimSpace(s)
	no := func(nl, en string) (string, lang.Text) { return "", lang.T(nl, en) }
	if !strings.HasPrefix(s, "/") || strings.ContainsAny(s, "?#%\\ ") || strings.Contains(s, "//") {
		return no("dit is geen adres op deze website", "this is no address on this site")
	}
	parts := strings.Split(strings.Trim(s, "/"), "/")
	last := parts[len(parts)-1]
	if slices.ContainsFunc(parts, func(p string) bool { return p == "" || p == "." || p == ".." }) {
		return no("dit is geen adres op deze website", "this is no address on this site")
	}
	if content.IsMedia(last) && !strings.HasSuffix(s, "/") && len(parts) > 1 {
		return "/" + strings.Join(parts, "/"), lang.Text{}
	}
	if slices.ContainsFunc(parts, func(p string) bool { return !slug.Valid(p) || slug.Reserved(p) }) {
		return no("dit adres kan niet als geheel weg", "this address cannot go as a whole")
	}
	ok := false
	switch parts[0] {
	case "trajecten":
		ok = len(parts) == 2 || len(parts) == 3
	case "bijeenkomsten", "adviezen", "onderwerpen":
		ok = len(parts) == 2
	default:
		ok = len(parts) == 1 && !slices.Contains(generated, parts[0])
	}
	if !ok {
		return no("dit adres kan niet als geheel weg: de pagina wordt gemaakt van andere", "this address cannot go as a whole: the page is made of others")
	}
	return "/" + strings.Join(parts, "/") + "/", lang.Text{}
}

// Heeft reports whether the list has the words of a passage already.
func (l *Lijst) Heeft(passage string) bool {
	if l.Leeg() {
		return false
	}
	c := &cleaner{finder: l.prints}
	skip := unread(passage)
	tokens := scan(nil, passage, skip)
	return slices.ContainsFunc(c.finder.find(passage, tokens, skip), func(m match) bool {
		return m.stuk.print.words == len(tokens)
	})
}

// StaatErNog returns the problems of a file that still holds what was taken away.
// They show nothing of it.
func StaatErNog(f *content.File, found []Vondst) []diag.Problem {
	var ps diag.Collector
	for _, v := range found {
		ps.Add(RuleStaatErNog, func() diag.Problem {
			p := f.Problem(RuleStaatErNog, v.At,
				lang.F("hier staat nog wat op %s is weggehaald (regel %d van %s)", "what was taken away on %s still stands here (line %d of %s)", v.Stuk.Datum, v.Stuk.Regel, content.WeggehaaldPath),
				lang.T("Haal het ook uit dit bestand. De website laat het al niet meer zien, git bewaart het nog.", "Take it out of this file too. The site shows it no longer, git still keeps it."))
			p.Source = "" // which would show it
			return p
		})
	}
	return ps.Problems()
}

// Onbekend returns the problem of an address that the site does not know.
func (s *Stuk) Onbekend() diag.Problem {
	return s.node.Problem(RuleOnbekend, s.node.At("adres"),
		lang.F("het adres %s kent de website niet", "the site does not know the address %s", s.Adres),
		lang.T("Kijk of het adres goed is. Is de pagina al lang weg en klopt het? Dan hoeft u niets te doen.", "See whether the address is right. Is the page long gone, and is it correct? Then there is nothing to do."))
}
