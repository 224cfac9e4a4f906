package main

import (
	"cmp"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/serve"
	"weerklank/internal/site"
	"weerklank/internal/slug"
	"weerklank/internal/status"
	"weerklank/internal/traject"
)

// snapshot returns what the preview shows of a site.
func snapshot(r *load.Result) serve.Snapshot {
	unpublished := sync.OnceValue(r.Site.Unpublished)
	return serve.Snapshot{
		Problems: r.Problems,
		Address:  func(file string) string { return cmp.Or(r.Site.AddressOf(file), expected(file)) },
		Rules:    load.Rules(),
		Lists: func() []serve.List {
			return []serve.List{waiting(r), later(unpublished(), check.Hider(r.Settings)), off(r.Settings)}
		},
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
			us := unpublished()
			i := slices.IndexFunc(us, func(u site.Unpublished) bool { return u.File == p.From })
			switch {
			case i < 0:
			case p.Kind == site.Onderwerp:
				page.Banner = lang.F("Concept: alleen u ziet de inleiding op deze pagina. Publiceren? Haal concept: true weg uit %s.",
					"Concept: only you see the introduction on this page. To publish it, remove concept: true from %s.", p.From)
			default:
				page.Banner = banner(us[i])
			}
			return page
		},
		With: func(fsys fs.FS, file string) (serve.Snapshot, bool) {
			next, ok := r.With(fsys, file)
			if !ok {
				return serve.Snapshot{}, false
			}
			return snapshot(next), true
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

// expected returns where the page of a file will be that is not understood yet.
// Somebody who has that page open is to see why it is gone.
func expected(file string) string {
	name, isText := strings.CutSuffix(file, ".md")
	for _, dir := range []string{content.TrajectenDir, content.OnderwerpenDir, content.PaginasDir} {
		base, ok := strings.CutPrefix(name, dir+"/")
		if !ok || !isText || !slug.Valid(base) {
			continue
		}
		if dir == content.PaginasDir {
			return "/" + base + "/"
		}
		return "/" + path.Base(dir) + "/" + base + "/"
	}
	return ""
}

// banner says of a page that nobody else sees it, and until when.
func banner(u site.Unpublished) lang.Text {
	if u.Concept {
		return lang.F("Concept: alleen u ziet deze pagina. Publiceren? Haal concept: true weg uit %s.",
			"Concept: only you see this page. To publish it, remove concept: true from %s.", u.File)
	}
	return lang.F("Nog niet gepubliceerd: alleen u ziet deze pagina. Ze komt online bij de eerste keer publiceren vanaf %s (publiceren-vanaf in %s).",
		"Not published yet: only you see this page. It goes online the first time the site is published from %s (publiceren-vanaf in %s).", status.Date(u.Vanaf), u.File)
}

// later lists what is not published yet.
func later(us []site.Unpublished, hide func(string) string) serve.List {
	list := serve.List{
		ID: "nog-niet", Title: lang.T("Nog niet gepubliceerd", "Not published yet"),
		None: lang.T("Alles wat er staat, wordt gepubliceerd.", "All there is gets published."),
	}
	for _, u := range us {
		note := lang.T("concept, tot u concept: true weghaalt", "concept, until you remove concept: true")
		if !u.Concept {
			note = lang.F("vanaf %s", "from %s", status.Date(u.Vanaf))
		}
		title := hide(u.Titel)
		list.Items = append(list.Items, serve.Item{Title: lang.T(title, title), Address: u.Adres, Note: note, File: u.File})
	}
	return list
}

// mostWaits is how much of what waits is listed.
const mostWaits = 50

// waiting lists what somebody waits for: an answer, a promise, an evaluation.
func waiting(r *load.Result) serve.List {
	list := serve.List{
		ID: "wacht", Title: lang.T("Wat wacht", "What waits"),
		None: lang.T("Niemand wacht op iets.", "Nobody waits for anything."),
	}
	report := status.New(status.Input{Docs: r.Docs, Settings: r.Settings, Today: r.Today, Hide: check.Hider(r.Settings)})
	for _, i := range report.Items[:min(len(report.Items), mostWaits)] {
		list.Items = append(list.Items, serve.Item{Title: i.What(), Address: i.Address, Note: i.When(), File: i.Place()})
	}
	list.More = max(0, len(report.Items)-mostWaits)
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
