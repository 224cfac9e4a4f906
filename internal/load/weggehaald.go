package load

import (
	"io/fs"
	"slices"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/site"
	"weerklank/internal/traject"
	"weerklank/internal/weggehaald"
)

// lijst reads the list of what was taken away, nil when there is none.
func lijst(fsys fs.FS, tree *content.Tree, given check.Given) (*weggehaald.Lijst, []diag.Problem, error) {
	if !tree.HasWeg {
		return nil, nil, nil
	}
	f, problems, err := content.Read(fsys, content.WeggehaaldPath, content.YAML)
	if f == nil || err != nil {
		return nil, problems, err
	}
	l, found := weggehaald.Lees(f, given.Settings.Taal)
	private, _ := check.Values(f, given)
	return l, append(append(problems, found...), private...), nil
}

// namen returns the names of every traject.
func namen(docs []*document) []weggehaald.Namen {
	var all []weggehaald.Namen
	for _, d := range docs {
		if len(d.namen.Slugs) > 0 {
			all = append(all, d.namen)
		}
	}
	return all
}

// cleaned returns a copy of f without what was taken away.
func cleaned(f *content.File, k content.Kind, weg *weggehaald.Lijst) *content.File {
	c, _ := content.Split(f.Path, f.Source, k)
	weg.Clean(c)
	return c
}

// cleanSettings returns the settings without what was taken away.
func (l *Loader) cleanSettings(s *traject.Settings, weg *weggehaald.Lijst) (*traject.Settings, []diag.Problem) {
	gone := weg.Vind(s.File)
	if len(gone) == 0 {
		return s, nil
	}
	c, _ := traject.ParseSettings(cleaned(s.File, content.YAML, weg))
	return l.overridden(c), weggehaald.StaatErNog(s.File, gone)
}

// hideGone takes the lines in which something stands that was taken away out of the
// problems of a file.
func hideGone(ps []diag.Problem, gone []weggehaald.Vondst) []diag.Problem {
	for i := range ps {
		line := ps[i].Range.Start.Line
		if slices.ContainsFunc(gone, func(v weggehaald.Vondst) bool {
			return v.At.IsZero() || v.At.Start.Line <= line && line <= v.At.End.Line
		}) {
			ps[i].Source = ""
		}
	}
	return ps
}

// onbekend returns the problems of addresses that were taken away and never were
// there, as far as is known.
func onbekend(s *site.Site, docs []*document, weg *weggehaald.Lijst) (ps []diag.Problem) {
	found := map[string]bool{}
	for _, d := range docs {
		for _, a := range d.gone {
			found[a] = true
		}
	}
	for _, stuk := range weg.Stukken() {
		if stuk.Adres != "" && !found[stuk.Adres] && !s.Kende(stuk) {
			ps = append(ps, stuk.Onbekend())
		}
	}
	return ps
}
