package render

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"weerklank/internal/agenda"
	"weerklank/internal/feed"
	"weerklank/internal/markdown"
	"weerklank/internal/site"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// stroomFiles returns the two files of a feed.
func (r *Renderer) stroomFiles(s site.Stroom) []File {
	made := sync.OnceValues(func() (*feed.Feed, error) { return r.feed(s) }) // they follow each other
	return []File{feedFile(s.Adres+"feed.xml", made, (*feed.Feed).WriteAtom), feedFile(s.Adres+"feed.json", made, (*feed.Feed).WriteJSON)}
}

// feedHeaders says what kinds of files the feeds and the calendar are, which hosts
// cannot tell from their names.
func (r *Renderer) feedHeaders(b *bytes.Buffer) {
	for _, x := range []struct{ name, media string }{{"feed.xml", feed.AtomType}, {"feed.json", feed.JSONType}} {
		for _, dir := range []string{"/", "/trajecten/:slug/", "/onderwerpen/:slug/"} {
			fmt.Fprintf(b, "%s\n  Content-Type: %s; charset=utf-8\n", r.href(dir+x.name), x.media)
		}
	}
	fmt.Fprintf(b, "%s\n  Content-Type: text/calendar; charset=utf-8\n", r.href("/agenda.ics"))
}

func feedFile(at string, made func() (*feed.Feed, error), write func(*feed.Feed, *bytes.Buffer)) File {
	return File{Path: at[1:], Render: func(w io.Writer) error {
		f, err := made()
		if err != nil {
			return err
		}
		return buffered(w, func(b *bytes.Buffer) error { write(f, b); return nil })
	}}
}

// tag returns the permanent name of something (RFC 4151). The year is that in
// which these names were thought out; it must never change.
func (r *Renderer) tag(vast string) string {
	return "tag:" + r.host() + ",2026:" + r.href(vast)
}

// host returns the name of the host of the site, as it may stand in a tag.
func (r *Renderer) host() string {
	u, err := url.Parse(r.site.Info().BaseURL)
	if err != nil {
		return "localhost"
	}
	return strings.ReplaceAll(strings.ToLower(u.Hostname()), ":", "-") // an IPv6 address
}

// zoneOf returns the time zone of a site. One that does not exist is an error of
// site.yaml already.
func zoneOf(name string) *time.Location {
	zone, err := time.LoadLocation(cmp.Or(name, "Europe/Amsterdam"))
	if err != nil {
		return time.UTC
	}
	return zone
}

// begin is when a feed was last updated in which nothing stands and of which
// nothing is known.
const begin = "2026-01-01"

// noon returns the middle of a day in the time zone of the site. Only the day is
// known, and so it is the same day for readers to the east and the west.
func (r *Renderer) noon(day string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day, r.zone)
	if err != nil {
		t, _ = time.ParseInLocation(time.DateOnly, begin, r.zone)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, r.zone)
}

func (r *Renderer) feed(s site.Stroom) (*feed.Feed, error) {
	f := &feed.Feed{
		ID: r.tag(s.Vast), Title: s.Titel, Description: s.Omschrijving, Language: r.site.Info().Taal, Author: s.Organisatie,
		Page: r.abs(s.Adres), Atom: r.abs(s.Adres + "feed.xml"), JSON: r.abs(s.Adres + "feed.json"), Updated: r.noon(cmp.Or(s.Bijgewerkt, begin)),
	}
	news, err := r.site.Nieuws(s)
	if err != nil {
		return nil, err
	}
	for _, n := range news {
		f.Entries = append(f.Entries, r.feedEntry(n))
	}
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return f, nil
}

func (r *Renderer) feedEntry(n *site.Nieuws) feed.Entry {
	t := r.theme.Texts.Text
	e := feed.Entry{
		ID: r.tag(n.Vast), URL: r.abs(n.Adres), Author: n.Organisatie, Published: r.noon(n.Datum), Updated: r.noon(n.Datum), HTML: r.feedHTML(n),
	}
	for _, o := range n.Onderwerpen {
		e.Categories = append(e.Categories, o.Titel)
	}
	about, answer := n.Over, r.besluit(n)
	switch n.Soort {
	case site.NieuwsAntwoord:
		e.Title = t("feed.antwoord", "antwoord", answer, "gezegd", about)
	case site.NieuwsGewijzigd:
		e.Title = t("feed.gewijzigd", "gezegd", about)
	case site.NieuwsEvaluatie:
		e.Title = t("feed.evaluatie", "gezegd", about)
	case site.NieuwsFase:
		e.Title = t("feed.fase", "titel", about, "nummer", int(n.Phase), "naam", t(fmt.Sprintf("fase.%d.naam", n.Phase)))
	}
	if n.S != nil && n.S.Taal != "" {
		// A title in one language: that of who said it. Its text says the language of each part.
		e.Title, e.Language = about, string(n.S.Taal)
	}
	if n.Soort == site.NieuwsAntwoord || n.Soort == site.NieuwsGewijzigd {
		e.Summary = answer
		if n.S != nil && n.S.Kort != "" {
			e.Summary += ". " + n.S.Kort
		}
	}
	return e
}

// besluit returns the name of the answer in an event.
func (r *Renderer) besluit(n *site.Nieuws) string {
	to := ""
	if n.S != nil {
		to = n.S.DoorgegevenAan
	}
	return r.besluitNaam(n.Besluit, to)
}

func (r *Renderer) besluitNaam(b traject.Besluit, to string) string {
	switch {
	case b == "":
		b = traject.InBehandeling
	case b == traject.Doorgegeven && to == "":
		return r.theme.Texts.Text("besluit.doorgegeven.kaal")
	}
	return r.theme.Texts.Text("besluit."+string(b)+".naam", "aan", to)
}

// feedHTML is the whole of an event, as HTML that needs no style.
func (r *Renderer) feedHTML(n *site.Nieuws) string {
	h := &feedHTML{r: r, n: n}
	h.Grow(2 << 10) // more than most take
	taal := r.site.Info().Taal
	h.puts(`<div lang="`, taal, `">`)
	if s := n.S; s != nil {
		h.label("feed.gezegd")
		lang := cmp.Or(s.Taal, traject.Taal(taal))
		h.puts(`<blockquote lang="`, string(lang), `" dir="`, lang.Richting(), `"><p>`)
		h.text(s.Signaal)
		h.puts("</p></blockquote>")
	}
	switch n.Soort {
	case site.NieuwsFase:
		if n.Mijlpaal != nil {
			h.paragraph(n.Mijlpaal.Titel)
			h.markdown(n.Mijlpaal.Tekst)
		}
	case site.NieuwsEvaluatie:
		h.label("feed.uitkomst")
		h.markdown(n.Evaluatie.Uitkomst)
	default:
		h.answer()
	}
	h.links()
	h.puts("</div>")
	return h.String()
}

type feedHTML struct {
	bytes.Buffer
	r *Renderer
	n *site.Nieuws
}

func (h *feedHTML) puts(parts ...string) {
	for _, p := range parts {
		h.WriteString(p)
	}
}

func (h *feedHTML) text(s string) { h.WriteString(template.HTMLEscapeString(s)) }

func (h *feedHTML) paragraph(s string) {
	if s != "" {
		h.puts("<p>")
		h.text(s)
		h.puts("</p>")
	}
}

func (h *feedHTML) label(key string, args ...any) {
	h.puts("<p><strong>")
	h.text(h.r.theme.Texts.Text(key, args...))
	h.puts("</strong></p>")
}

// markdown writes a text with absolute links. The ids of its footnotes are those of
// no other entry.
func (h *feedHTML) markdown(m *traject.Markdown) {
	if m == nil {
		return
	}
	h.WriteString(m.Doc().HTML(markdown.HTMLOptions{
		Href:         func(dest string) string { return h.r.absolute(h.r.resolve(m.Path(), dest)) },
		HeadingShift: 2, IDPrefix: slug.Slug(h.n.Vast) + "-" + m.IDPrefix(), Labels: h.r.labels,
	}))
}

// absolute makes a link that stands on a page one that works anywhere.
func (r *Renderer) absolute(link string) string {
	if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") {
		return strings.TrimSuffix(strings.TrimSuffix(r.site.Info().BaseURL, "/"), r.site.BasePath()) + link
	}
	return link
}

func (h *feedHTML) answer() {
	t, n := h.r.theme.Texts.Text, h.n
	h.label("antwoord.titel")
	h.paragraph(h.r.besluit(n))
	if n.Eerder != "" && slices.Contains(traject.Besluiten(), n.Eerder) {
		h.paragraph(t("feed.eerder", "antwoord", h.r.besluitNaam(n.Eerder, "")))
	}
	reason := n.T.Reden
	if n.S != nil {
		h.paragraph(n.S.Kort)
		reason = n.S.Reden
	}
	if reason != nil {
		h.label("antwoord.waarom")
		h.markdown(reason)
	}
	if n.Besluit == "" || n.Besluit == traject.InBehandeling {
		return
	}
	if n.Door != "" {
		h.paragraph(t("feed.wie", "door", n.Door))
	}
	if n.BeslotenOp != "" {
		h.paragraph(t("feed.wanneer", "datum", h.r.date(n.BeslotenOp, false)))
	}
	h.paragraph(t("geen-besluit"))
}

func (h *feedHTML) links() {
	link := func(adres, text string) {
		h.puts(`<p><a href="`)
		h.text(h.r.abs(adres))
		h.puts(`">`)
		h.text(text)
		h.puts("</a></p>")
	}
	link(h.n.Adres, h.r.theme.Texts.Text("feed.lees", "titel", h.n.T.Titel))
	if h.n.Versie != "" {
		link(h.n.Versie, h.r.theme.Texts.Text("feed.versie"))
	}
}

// agenda writes the calendar.
func (r *Renderer) agenda(w io.Writer) error {
	days, err := r.site.Agenda()
	if err != nil {
		return err
	}
	t, info := r.theme.Texts.Text, r.site.Info()
	c := &agenda.Calendar{
		Name: t("agenda.naam", "site", info.Titel), Description: t("agenda.omschrijving", "organisatie", info.Organisatie),
		Language: info.Taal, URL: r.abs("/agenda.ics"),
	}
	for _, a := range days {
		c.Events = append(c.Events, r.event(a))
	}
	var b bytes.Buffer
	c.Write(&b)
	_, err = w.Write(b.Bytes())
	return err
}

func (r *Renderer) event(a *site.Afspraak) agenda.Event {
	t := r.theme.Texts.Text
	e := agenda.Event{
		UID: r.href(a.Vast) + "@" + r.host(), First: a.Eerste, Last: a.Laatst, Stamp: cmp.Or(a.Gewijzigd, begin), Sequence: a.Keer,
		Summary: t("agenda."+string(a.Soort), "titel", a.Titel), Location: a.Plaats, URL: r.abs(a.Adres),
	}
	lines := []string{t("agenda.plan", "titel", a.Traject)}
	if len(a.Datum) < len(time.DateOnly) {
		lines = append(lines, t("agenda.periode", "datum", r.date(a.Datum, false)))
	}
	if a.Wie != "" && a.Soort == site.AfspraakEvaluatie {
		lines = append(lines, t("evaluatie.wie", "wie", a.Wie))
	}
	if a.Keer > 0 {
		moved, err := r.theme.Texts.plural("agenda.verschoven", a.Keer, nil)
		if err == nil { // the catalogue has it
			lines = append(lines, moved)
		}
		if a.Reden != "" {
			lines = append(lines, t("agenda.waarom", "reden", a.Reden))
		}
	}
	e.Description = strings.Join(append(lines, e.URL), "\n")
	for _, o := range a.Onderwerpen {
		e.Categories = append(e.Categories, o.Titel)
	}
	return e
}
