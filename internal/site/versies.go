package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
)

// VersiesView lists the versions of a traject, newest first, with what changed
// in each.
type VersiesView struct {
	Frame
	Naar           *Ref // the page as it is now; nil when there is none
	Versies        []*VersieRegel
	Nummer         int  // as in Lijst
	Nieuwer, Ouder *Ref // as in Lijst
	Sprongen       []Ref
}

// A VersieRegel is a version in a list, or the day from which there was nothing
// to see.
type VersieRegel struct {
	Datum           traject.Datum
	Nummer          int    // 2 for the second on that day
	Adres           string // of the version; "" for an Einde
	Eerste          bool   // the first there was
	Weer            bool   // there was nothing to see before it
	Klein           bool   // an editorial correction
	Bericht, Auteur string // where site.yaml shows them
	Groepen         []*WijzigingGroep
	Meer            int // changes that are not in Groepen: there were too many
	Einde           *versies.Einde
}

// A WijzigingGroep is what changed in one signaal, or in the traject itself.
type WijzigingGroep struct {
	Signaal     string // what people said; "" for the traject itself
	Taal        traject.Taal
	Adres       string // of the signaal; "" when it is not there any more
	Wijzigingen []*Wijziging
}

// A Wijziging is one thing that changed, as it is shown.
type Wijziging struct {
	Soort      versies.Soort
	Sleutel    string // key of the front matter, see versies.Wijziging
	Taal       traject.Taal
	Oud, Nieuw []versies.Deel // what differs is marked Weg in Oud and Erbij in Nieuw
	// Instead of Oud and Nieuw where the value is a date.
	OudDatum, NieuwDatum traject.Datum
}

// VersieView is a traject as it was public from one day on. What it holds
// depends on the file of that day and on the settings of the site, and on
// nothing that came later.
type VersieView struct {
	Frame
	Datum    traject.Datum
	Nummer   int
	Huidig   string // address of the page as it is now
	Plan     *TrajectView
	Signalen []*VersieSignaal
	Vervolg  *Ref   // the round before, by its slug
	Beelden  bool   // there were images, which are not shown
	Tekst    string // the file itself, when Plan is nil: it is not understood now
	// Weggehaald is the last day on which something was taken out of it for
	// somebody's privacy; "" when nothing was.
	Weggehaald traject.Datum
}

// A VersieSignaal is a signaal in a version.
type VersieSignaal struct {
	*SignaalView
	Elders []Ref // signalen of other trajecten on which it rests, by their names
}

// A VersiesRef is what a page says of its versions.
type VersiesRef struct {
	Adres    string         // of the list
	Laatste  traject.Datum  // of the last change; "" when there was none
	Sleutels []string       // what changed then, by its key; at most three
	Regels   []*VersieRegel // the last changes, on the page of a signaal
}

// How many versions stand on one page of the list, how many changes of one
// version are shown there, and how many on the page of a signaal.
const (
	versiesPageSize = 10
	versieMax       = 30
	signaalMax      = 3
)

// addVersies adds the versions of each traject, and a list of them under its
// last name.
func (s *Site) addVersies() {
	if s.in.Geschiedenis == nil {
		return
	}
	for _, k := range s.in.Geschiedenis.Reeksen {
		adres := "/trajecten/" + k.Slug + "/versies/"
		for part := range partsOf(adres, len(k.Versies)+len(k.Eindes), versiesPageSize) {
			s.add(&Page{Adres: part.adres, Kind: Versies, From: k.Path, View: func() (any, error) { return s.versies(k, adres, part) }})
		}
		for _, v := range k.Versies {
			s.add(&Page{Adres: v.Adres(), Kind: Versie, Key: v.Adres() + " " + v.Path + " " + v.Blob, View: func() (any, error) { return s.versie(v) }})
		}
	}
}

// versies makes a page of the list.
func (s *Site) versies(k *versies.Reeks, adres string, p part) (any, error) {
	d := s.docOf(k)
	titel, err := s.reeksTitel(k, d)
	if err != nil {
		return nil, err
	}
	f := Frame{
		Site: s.info, Kind: Versies, Adres: p.adres, Titel: s.text("pagina.versies.titel", "titel", titel), Omschrijving: s.text("pagina.versies.omschrijving", "titel", titel),
		Deel: string(Trajecten), Kruimels: []Ref{s.crumb(Home, "/"), s.crumb(Trajecten, "/trajecten/")}, NoIndex: true, Voorbeeld: d != nil && d.Voorbeeld,
	}
	v := &VersiesView{Frame: f, Nummer: p.number, Nieuwer: p.newer, Ouder: p.older, Sprongen: s.sprongen(p, func(int) string { return "" })}
	now := "/trajecten/" + k.Slug + "/"
	if _, ok := s.byAddress[now]; ok {
		v.Naar = &Ref{titel, now}
		v.Kruimels = append(v.Kruimels, *v.Naar)
	}
	if p.number > 0 {
		v.Kruimels = append(v.Kruimels, Ref{v.Titel, adres})
		v.Titel = s.text("pagina.ouder", "titel", v.Titel, "nummer", p.number)
	}
	names := s.namesOf(k, d)
	lines := reeksRegels(k)
	for _, l := range lines[p.from:p.to] {
		if l.version != nil {
			l.Groepen, l.Meer = s.groups(l.version.Wijzigingen, names)
		}
		v.Versies = append(v.Versies, l.VersieRegel)
	}
	return v, nil
}

// docOf returns the traject that k is the history of, when it is published.
func (s *Site) docOf(k *versies.Reeks) *Doc {
	if d := s.bySlug[k.Slug]; d != nil && d.Path == k.Path {
		return d
	}
	return nil
}

// reeksTitel returns the title of a traject, also of one that is gone.
func (s *Site) reeksTitel(k *versies.Reeks, d *Doc) (string, error) {
	if d != nil {
		return d.Titel, nil
	}
	in, err := s.in.Geschiedenis.Open(k.Versies[len(k.Versies)-1])
	if err != nil || in.Traject == nil {
		return k.Slug, err
	}
	return in.Traject.Titel, nil
}

// A line is a line of the list with the version that it is about; nil for an Einde.
type line struct {
	*VersieRegel
	version *versies.Versie
}

// reeksRegels returns the lines of k, newest first, without what changed.
func reeksRegels(k *versies.Reeks) []line {
	var out []line
	ends := k.Eindes
	for i, v := range k.Versies {
		l := &VersieRegel{Datum: v.Datum, Nummer: v.Nummer, Adres: v.Adres(), Eerste: i == 0, Klein: v.Klein, Bericht: v.Bericht, Auteur: v.Auteur}
		l.Weer = len(out) > 0 && out[len(out)-1].Einde != nil
		out = append(out, line{l, v})
		for len(ends) > 0 && ends[0].Na == i+1 {
			out = append(out, line{&VersieRegel{Datum: ends[0].Datum, Einde: &ends[0]}, nil})
			ends = ends[1:]
		}
	}
	slices.Reverse(out)
	return out
}

// A name is what a signaal is called in a list of changes.
type name struct {
	text, adres string
	taal        traject.Taal
}

// namesOf returns what every signaal of k is called: what people said, in its
// last words.
func (s *Site) namesOf(k *versies.Reeks, d *Doc) map[string]name {
	names := map[string]name{}
	for _, v := range k.Versies {
		for _, w := range v.Wijzigingen {
			if text := cmp.Or(w.Nieuw, w.Oud); w.Signaal != "" && (w.Sleutel == "" || w.Sleutel == "signaal") {
				names[w.Signaal] = name{text: text, taal: w.Taal}
			}
		}
	}
	if d == nil {
		return names
	}
	for _, sg := range d.Signalen {
		n := name{sg.Tekst, d.adres() + sg.ID + "/", sg.Taal}
		for _, id := range append([]string{sg.ID}, sg.Aliassen...) {
			names[id] = n
		}
	}
	return names
}

// groups makes what is shown of changes: those of one signaal together. The
// number is that of the changes which are left out.
func (s *Site) groups(ws []versies.Wijziging, names map[string]name) ([]*WijzigingGroep, int) {
	var out []*WijzigingGroep
	at := ""
	for i, w := range ws {
		if i == versieMax {
			return out, len(ws) - i
		}
		if len(out) == 0 || w.Signaal != at {
			at = w.Signaal
			g := &WijzigingGroep{}
			if at != "" {
				n := names[at]
				g.Signaal, g.Adres, g.Taal = shorten(cmp.Or(n.text, at), 140), n.adres, n.taal
			}
			out = append(out, g)
		}
		g := out[len(out)-1]
		g.Wijzigingen = append(g.Wijzigingen, s.wijziging(w))
	}
	return out, 0
}

// datums are the keys whose value is a date.
var datums = map[string]bool{"besloten-op": true, "ontvangen": true, "gepland": true, "uitgevoerd": true, "verwacht": true, "datum": true, "start": true, "bijgewerkt": true}

// wijziging makes what is shown of one change.
func (s *Site) wijziging(w versies.Wijziging) *Wijziging {
	out := &Wijziging{Soort: w.Soort, Sleutel: w.Sleutel, Taal: w.Taal}
	old, now := s.words(w.Sleutel, w.Oud), s.words(w.Sleutel, w.Nieuw)
	switch {
	case datums[w.Sleutel]:
		out.OudDatum, out.NieuwDatum = traject.Datum(w.Oud), traject.Datum(w.Nieuw)
	case old != w.Oud || now != w.Nieuw: // a word of a list: all of it is another
		out.Oud, out.Nieuw = one(versies.Weg, old), one(versies.Erbij, now)
	case w.Soort == versies.Gewijzigd:
		for _, deel := range versies.Woorden(old, now) {
			if deel.Soort == "" {
				out.Oud = appendDeel(out.Oud, versies.Deel{Tekst: deel.Eerst})
			} else if deel.Soort == versies.Weg {
				out.Oud = appendDeel(out.Oud, deel)
			}
			if deel.Soort != versies.Weg {
				out.Nieuw = appendDeel(out.Nieuw, deel)
			}
		}
	default: // that it came or went is said above it
		out.Oud, out.Nieuw = one("", old), one("", now)
	}
	return out
}

func one(soort versies.Soort, text string) []versies.Deel {
	if text == "" {
		return nil
	}
	return []versies.Deel{{Soort: soort, Tekst: text}}
}

// appendDeel appends a stretch: without its middle when it is long and did not
// change, and with a line under or through words only, not the space behind them.
func appendDeel(delen []versies.Deel, d versies.Deel) []versies.Deel {
	if d.Soort == "" {
		return append(delen, cutDeel(d))
	}
	bare := strings.TrimRight(d.Tekst, " \n\t")
	delen = append(delen, versies.Deel{Soort: d.Soort, Tekst: bare})
	if space := d.Tekst[len(bare):]; space != "" {
		delen = append(delen, versies.Deel{Tekst: space})
	}
	return delen
}

// around is how many letters of a text that did not change stand before and
// behind what did.
const around = 160

// cutDeel leaves out the middle of a long stretch that did not change: all of it
// stands on the page of the version.
func cutDeel(d versies.Deel) versies.Deel {
	if d.Soort != "" || utf8.RuneCountInString(d.Tekst) <= 3*around {
		return d
	}
	r := []rune(d.Tekst)
	head, tail := string(r[:around]), string(r[len(r)-around:])
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	if i := strings.IndexByte(tail, ' '); i >= 0 {
		tail = tail[i+1:]
	}
	return versies.Deel{Tekst: head + " […] " + tail}
}

// words returns a value as residents read it, where it is a word of a list.
func (s *Site) words(key, value string) string {
	if value == "" {
		return ""
	}
	switch key {
	case "besluit":
		if slices.Contains(traject.Besluiten(), traject.Besluit(value)) {
			return s.besluitNaam(traject.Besluit(value))
		}
	case "phase":
		for i, p := range traject.Phases() {
			if p.String() == value {
				return s.text("fase." + string(rune('1'+i)) + ".naam")
			}
		}
	case "soort", "participatieniveau":
		return s.text(key + "." + value)
	case "verandert-in":
		var lines []string
		for l := range strings.SplitSeq(value, "\n") {
			lines = append(lines, s.text(key+"."+l))
		}
		return strings.Join(lines, "\n")
	}
	return value
}

// versiesRef returns what the page of a traject says of its versions; nil when
// there are none.
func (s *Site) versiesRef(d *Doc) *VersiesRef {
	k := s.in.Geschiedenis.Reeks(d.Path)
	if k == nil {
		return nil
	}
	ref := &VersiesRef{Adres: "/trajecten/" + k.Slug + "/versies/"}
	last := k.Versies[len(k.Versies)-1]
	for _, w := range last.Wijzigingen {
		ref.Laatste = last.Datum
		if key := cmp.Or(w.Sleutel, "signaal"); len(ref.Sleutels) < 3 && !slices.Contains(ref.Sleutels, key) {
			ref.Sleutels = append(ref.Sleutels, key)
		}
	}
	return ref
}

// signaalVersies returns the last changes of one signaal; nil when there were none.
func (s *Site) signaalVersies(d *Doc, sg *DocSignaal) *VersiesRef {
	k := s.in.Geschiedenis.Reeks(d.Path)
	if k == nil {
		return nil
	}
	ref := &VersiesRef{Adres: "/trajecten/" + k.Slug + "/versies/"}
	for _, l := range reeksRegels(k) {
		if l.version == nil || len(ref.Regels) == signaalMax {
			continue
		}
		g := &WijzigingGroep{}
		for _, w := range l.version.Wijzigingen {
			mine := w.Signaal == sg.ID || slices.Contains(sg.Aliassen, w.Signaal)
			if mine && w.Sleutel != "" && (w.Soort == versies.Gewijzigd || w.Sleutel == "besluit" || w.Sleutel == "reden") {
				g.Wijzigingen = append(g.Wijzigingen, s.wijziging(w))
			}
		}
		// The first words of a signaal are no change of it.
		if came := slices.ContainsFunc(l.version.Wijzigingen, func(w versies.Wijziging) bool { return w.Signaal == sg.ID && w.Sleutel == "" }); len(g.Wijzigingen) > 0 && !came {
			l.Groepen = []*WijzigingGroep{g}
			ref.Regels = append(ref.Regels, l.VersieRegel)
		}
	}
	if len(ref.Regels) == 0 {
		return nil
	}
	return ref
}

// versie makes the page of one version. It makes a site of that one traject on
// the day of the version, so nothing that came later, nor another file, can be
// on it.
func (s *Site) versie(v *versies.Versie) (any, error) {
	in, err := s.in.Geschiedenis.Open(v)
	if err != nil {
		return nil, err
	}
	out := &VersieView{Datum: v.Datum, Nummer: v.Nummer, Huidig: "/trajecten/" + v.Slug + "/", Tekst: in.Tekst}
	out.Frame = Frame{Site: s.info, Kind: Versie, Adres: v.Adres(), Titel: v.Slug, Deel: string(Trajecten), NoIndex: true}
	if n := len(in.Weggehaald); n > 0 {
		out.Weggehaald = traject.Datum(in.Weggehaald[n-1])
	}
	t := in.Traject
	if t == nil {
		return out, nil
	}
	plan, err := s.onItsDay(t, v)
	if err != nil {
		return nil, err
	}
	out.Plan, out.Titel, out.Omschrijving, out.Voorbeeld = plan, t.Titel, t.Samenvatting, t.Voorbeeld
	for _, sv := range plan.Signalen {
		out.Signalen = append(out.Signalen, &VersieSignaal{sv, elders(t, sv)})
		out.Beelden = out.Beelden || hasImages(sv.S.Reden, sv.S.Gevolg, sv.S.AntwoordOntvanger)
	}
	out.Beelden = out.Beelden || hasImages(t.Body, t.Reden, t.Uitkomst, t.Geleerd)
	if t.VervolgOp != "" {
		out.Vervolg = &Ref{t.VervolgOp, "/trajecten/" + t.VervolgOp + "/"}
	}
	return out, nil
}

// onItsDay returns what the page of t showed on the first day of v.
func (s *Site) onItsDay(t *traject.Traject, v *versies.Versie) (*TrajectView, error) {
	settings := *s.in.Settings
	settings.Contact, settings.Menu = nil, nil // where to ask today stands on the page of today
	d := describe(t)
	day := connect(Input{Settings: &settings, Docs: []*Doc{d}, Texts: s.in.Texts, Today: string(v.Datum),
		Open: func(*Doc) (*traject.Traject, error) { return t, nil }})
	day.makeInfo()
	view, err := day.traject(d)
	if err != nil {
		return nil, err
	}
	plan := view.(*TrajectView)
	plan.Rondes = nil // earlier and later ones are other files
	return plan, nil
}

// elders returns the signalen of other trajecten on which one of t rests.
func elders(t *traject.Traject, sv *SignaalView) []Ref {
	var refs []Ref
	for _, n := range sv.S.GebaseerdOp {
		if sl, id, ok := strings.Cut(n, "/"); ok && sl != t.Slug {
			refs = append(refs, Ref{n, "/trajecten/" + sl + "/" + id + "/"})
		}
	}
	return refs
}

func hasImages(texts ...*traject.Markdown) bool {
	return slices.ContainsFunc(texts, func(m *traject.Markdown) bool { return m != nil && len(m.Doc().Images()) > 0 })
}

// AddressByRule returns the address that a file of the content has by its path,
// whether or not it is there; "" for what is no file of the content.
func AddressByRule(file string) string {
	rest, ok := strings.CutPrefix(file, content.Dir+"/")
	switch {
	case !ok:
		return ""
	case !strings.HasSuffix(rest, ".md"):
		return "/" + strings.TrimPrefix(rest, "paginas/")
	case strings.HasPrefix(rest, "paginas/"):
		return "/" + content.Base(rest) + "/"
	}
	dir, _, _ := strings.Cut(rest, "/")
	return path.Join("/", dir, content.Base(rest)) + "/"
}
