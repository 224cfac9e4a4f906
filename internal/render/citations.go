package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"weerklank/internal/citation"
	"weerklank/internal/jsontekst"
	"weerklank/internal/site"
)

// citationFiles returns the files with which reference managers cite a traject
// and its signalen: citeer.json (CSL-JSON) and citeer.ris.
func (r *Renderer) citationFiles(adres string, records func() []*site.Citaat) []File {
	made := sync.OnceValue(func() []citation.Citation { return r.citations(records()...) })
	file := func(ext string, format func([]citation.Citation) []byte) File {
		return rendered(adres[1:]+ext, func(b *bytes.Buffer) { b.Write(format(made())) })
	}
	return []File{file(".json", citation.CSL), file(".ris", citation.RIS)}
}

// citations returns the records of pages.
func (r *Renderer) citations(cs ...*site.Citaat) []citation.Citation {
	out := make([]citation.Citation, 0, len(cs))
	for _, c := range cs {
		rec := citation.Citation{
			ID: c.Naam, Author: c.Organisatie, Title: r.citedTitle(c), Site: c.Site.Titel, Date: string(c.Datum),
			URL: r.abs(c.Vast()), Number: c.Kenmerk, Lang: c.Site.Taal,
		}
		if c.Versie != "" {
			rec.Version = r.theme.Texts.Text("citeer.versie", "datum", r.date(c.Datum, false))
		}
		if c.Vast() != c.Adres {
			rec.Latest = r.theme.Texts.Text("citeer.nieuwste") + " " + r.abs(c.Adres)
		}
		out = append(out, rec)
	}
	return out
}

// citedTitle returns the title under which a page is cited. That of an invented
// example says that it is one, wherever the record ends up.
func (r *Renderer) citedTitle(c *site.Citaat) string {
	text, title := r.theme.Texts.Text, c.Titel
	if c.Antwoord {
		answer := text("citeer.antwoord")
		if c.Besloten != "" {
			answer = text("citeer.antwoord-van", "datum", r.date(c.Besloten, false))
		}
		title = strings.ToUpper(answer[:1]) + answer[1:] + " ‘" + title + "’" // in the catalogue it stands in a sentence
	}
	if c.Voorbeeld {
		title += " (" + text("citeer.voorbeeld") + ")"
	}
	return title
}

// linkedData returns what the page is in the words of schema.org, as JSON-LD: a
// block of data, which no browser executes and for which the policy of the site
// needs no exception. A report is what it is, by an organisation, about what was
// done; the types for questions and answers are for a public that answers one
// another.
//
// It is written here, because every page has it, and a test compares it with
// encoding/json.
func (r *Renderer) linkedData(c *site.Citaat) template.HTML {
	return linkedData(r.citedTitle(c), c.Organisatie, isoDate(c), c.Kenmerk, r.abs(c.Adres), c.Site.Taal)
}

func linkedData(title, organisation, date, number, url, taal string) template.HTML {
	var room [1024]byte
	b := append(room[:0], `<script type="application/ld+json">{"@context":"https://schema.org","@type":"Report"`...)
	field := func(name, value string) { // escapes < and &, so no text can end the element
		b = jsontekst.AppendHTML(append(append(append(b, `,"`...), name...), `":`...), value)
	}
	field("name", title)
	b = jsontekst.AppendHTML(append(b, `,"publisher":{"@type":"Organization","name":`...), organisation)
	b = append(b, '}')
	if date != "" {
		field("dateModified", date)
	}
	if number != "" {
		field("reportNumber", number)
	}
	field("url", url)
	field("inLanguage", taal)
	return template.HTML(append(b, "}</script>"...))
}

// isoDate returns the date of c as ISO 8601 has it, which knows no quarters.
func isoDate(c *site.Citaat) string {
	year, _, _ := strings.Cut(string(c.Datum), "-Q")
	return year
}
