package render

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strings"
	"sync"

	"weerklank/internal/citation"
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
	var out []citation.Citation
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
func (r *Renderer) linkedData(c *site.Citaat) (template.HTML, error) {
	type organisation struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	data, err := json.Marshal(struct { // escapes < and &, so no text can end the element
		Context   string       `json:"@context"`
		Type      string       `json:"@type"`
		Name      string       `json:"name"`
		Publisher organisation `json:"publisher"`
		Modified  string       `json:"dateModified,omitempty"`
		Number    string       `json:"reportNumber,omitempty"`
		URL       string       `json:"url"`
		Language  string       `json:"inLanguage"`
	}{"https://schema.org", "Report", r.citedTitle(c), organisation{"Organization", c.Organisatie}, isoDate(c), c.Kenmerk, r.abs(c.Adres), c.Site.Taal})
	return template.HTML(`<script type="application/ld+json">` + string(data) + `</script>`), err
}

// isoDate returns the date of c as ISO 8601 has it, which knows no quarters.
func isoDate(c *site.Citaat) string {
	year, _, _ := strings.Cut(string(c.Datum), "-Q")
	return year
}
