package status

import (
	_ "embed"
	"html/template"
	"io"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

//go:embed status.html
var page string

// printHTML writes one page that needs nothing else: no style sheet, no script,
// no font. Editors put it on an internal site or send it to their team.
func printHTML(w io.Writer, r *Report, l lang.Lang) error {
	funcs := template.FuncMap{
		"t":     func(nl, en string) string { return lang.T(nl, en).In(l) },
		"in":    func(t lang.Text) string { return t.In(l) },
		"date":  func(d string) string { return Date(traject.Datum(d)).In(l) },
		"name":  func(g Group) string { return nameOf(g).In(l) },
		"why":   func(d Document) string { return d.why().In(l) },
		"ernst": func(e traject.Ernst) string { return severity(e).In(l) },
	}
	t, err := template.New("status").Funcs(funcs).Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, struct {
		*Report
		Lang       lang.Lang
		Sections   []section
		Incomplete lang.Text
		Named      bool // there are teams
	}{r, l, r.sections(), incomplete(r), len(r.Teams) > 1 || len(r.Teams) == 1 && r.Teams[0].Name != ""})
}
