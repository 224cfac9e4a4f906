package main

import (
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/serve"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// snapshot returns what the preview shows of a site.
func snapshot(r *load.Result) serve.Snapshot {
	unpublished := r.Site.Unpublished()
	return serve.Snapshot{
		Problems: r.Problems,
		Address:  r.Site.AddressOf,
		Rules:    load.Rules(),
		Lists:    []serve.List{waiting(r.Site), later(unpublished), off(r.Settings)},
		File: func(path string) (func(io.Writer) error, bool) {
			f, ok := r.Renderer.Find(path)
			return f.Render, ok
		},
		Page: func(address string) serve.Page {
			p, ok := r.Site.Page(address)
			if !ok {
				return serve.Page{}
			}
			page := serve.Page{File: p.From}
			i := slices.IndexFunc(unpublished, func(u site.Unpublished) bool { return u.File == p.From })
			switch {
			case i < 0:
			case p.Kind == site.Onderwerp:
				page.Banner = lang.F("Concept: alleen u ziet de inleiding op deze pagina. Publiceren? Haal concept: true weg uit %s.",
					"Draft: only you see the introduction on this page. To publish it, remove concept: true from %s.", p.From)
			default:
				page.Banner = banner(unpublished[i])
			}
			return page
		},
		Parts: func(file string) []serve.Part {
			var parts []serve.Part
			for _, p := range r.Site.PartsOf(file) {
				parts = append(parts, serve.Part{ID: p.ID, Address: p.Adres, From: p.Van, To: p.Tot})
			}
			return parts
		},
	}
}

// banner says of a page that nobody else sees it, and until when.
func banner(u site.Unpublished) lang.Text {
	if u.Concept {
		return lang.F("Concept: alleen u ziet deze pagina. Publiceren? Haal concept: true weg uit %s.",
			"Draft: only you see this page. To publish it, remove concept: true from %s.", u.File)
	}
	return lang.F("Nog niet gepubliceerd: alleen u ziet deze pagina. Ze komt online bij de eerste keer publiceren vanaf %s (publiceren-vanaf in %s).",
		"Not published yet: only you see this page. It goes online the first time the site is published from %s (publiceren-vanaf in %s).", inWords(u.Vanaf), u.File)
}

// later lists what is not published yet.
func later(us []site.Unpublished) serve.List {
	list := serve.List{
		ID: "nog-niet", Title: lang.T("Nog niet gepubliceerd", "Not published yet"),
		None: lang.T("Alles wat er staat, wordt gepubliceerd.", "All there is gets published."),
	}
	for _, u := range us {
		note := lang.T("concept, tot u concept: true weghaalt", "draft, until you remove concept: true")
		if !u.Concept {
			note = lang.F("vanaf %s", "from %s", inWords(u.Vanaf))
		}
		list.Items = append(list.Items, serve.Item{Title: lang.T(u.Titel, u.Titel), Address: u.Adres, Note: note, File: u.File})
	}
	return list
}

// mostWaits is how many signalen without an answer are listed.
const mostWaits = 50

// waiting lists the signalen without an answer.
func waiting(s *site.Site) serve.List {
	list := serve.List{
		ID: "wacht", Title: lang.T("Wacht op antwoord", "Waits for an answer"),
		None: lang.T("Alles is beantwoord.", "Everything is answered."),
	}
	all := s.Waits()
	for _, w := range all[:min(len(all), mostWaits)] {
		note := lang.T("niet gezegd wanneer het antwoord komt", "not said when the answer comes")
		switch date := inWords(w.Stand.Datum); {
		case w.Stand.Soort == site.StandTeLaat:
			note = lang.F("te laat, beloofd voor %s", "late, promised for %s", date)
		case w.Stand.Datum != "":
			note = lang.F("verwacht %s", "expected %s", date)
		}
		list.Items = append(list.Items, serve.Item{Title: lang.T(w.Tekst, w.Tekst), Address: w.Adres, Note: note})
	}
	if more := len(all) - mostWaits; more > 0 {
		list.Items = append(list.Items, serve.Item{Title: lang.F("En nog %d", "And %d more", more), Address: "/besluiten/in-behandeling/"})
	}
	return list
}

// off lists the rules that the site switched off.
func off(s *traject.Settings) serve.List {
	list := serve.List{
		ID: "uit", Title: lang.T("Regels die uit staan", "Rules that are off"),
		None: lang.T("Er staan geen regels uit.", "No rules are off."),
	}
	if s == nil {
		return list
	}
	for _, code := range slices.Sorted(maps.Keys(s.Regels)) {
		if set := s.Regels[code]; set != nil && set.Ernst == "uit" {
			list.Items = append(list.Items, serve.Item{Title: lang.T(code, code), Address: serve.RuleAddress(code), Note: lang.T(set.Reden, set.Reden)})
		}
	}
	return list
}

var maanden = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

// inWords writes a date as people do; one that is no day stays as it is written.
func inWords(d traject.Datum) lang.Text {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return lang.T(string(d), string(d))
	}
	en := t.Format("2 January 2006")
	return lang.T(strings.Replace(en, t.Month().String(), maanden[t.Month()-1], 1), en)
}
