package serve

import (
	"cmp"
	"net/url"
	"slices"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// maxFiles and maxShown are how many files, and how many findings of them all,
// the start page lists.
const maxFiles, maxShown = 200, 500

// A startView is the start page: the state of the whole site.
type startView struct {
	Lang             lang.Lang
	Version, Summary string
	Alarm            bool
	Verdict, First   string // whether the site can be published, and what to do first
	Notices          []string
	Filters          []filterView
	Severities       []string // the heads of the columns of Groups
	Groups           []groupRow
	Files            []fileView
	More             string
	Lists            []listView
}

// A filterView is a choice of what is shown.
type filterView struct {
	Title, Address string
	Current        bool
}

// A groupRow counts the findings of one group of rules, by severity.
type groupRow struct {
	Title  string
	Counts []int
}

// A fileView is the findings of one file.
type fileView struct {
	File, Address, Count string // File is "" for what is about no file
	Folded               bool
	List                 group
}

// A listView is a [List] in one language.
type listView struct {
	ID, Title, None string
	Count           int
	More            string
	Items           []itemView
}

type itemView struct{ Title, Address, Note, File string }

// overview returns the start page with the findings that filter lets through: all,
// or those of one severity.
func (s *Server) overview(st *state, filter string) startView {
	l := s.o.Lang
	v := startView{Lang: l, Version: st.version, Summary: st.counts().In(l)}
	v.Alarm = st.alarm()
	v.Verdict, v.First = st.verdict(l)
	if !st.failure.IsZero() {
		v.Notices = append(v.Notices, lang.F("De site kan niet worden gemaakt: %s.", "The site cannot be made: %s.", st.failure).In(l))
	}
	shown := counts{1, 1, 1}
	v.Filters = append(v.Filters, filterView{lang.F("alles (%d)", "everything (%d)", st.findings.total()).In(l), ownPath + "#bestanden", true})
	for i, x := range severities {
		f := filterView{amount(i, st.findings.counts[i]).In(l), ownPath + "?toon=" + x.Filter + "#bestanden", filter == x.Filter}
		if f.Current {
			v.Filters[0].Current, shown = false, counts{}
			shown[i] = 1
		}
		v.Filters = append(v.Filters, f)
		v.Severities = append(v.Severities, x.Name.In(l))
	}
	v.Groups = st.byGroup(l)
	v.Files, v.More = s.byFile(st, shown)
	if !v.Filters[0].Current { // who chooses wants to see them
		for i := range v.Files {
			v.Files[i].Folded = false
			v.Files[i].List.Name += "?" + filter
		}
	}
	if st.now != nil && st.now.Lists != nil {
		for _, list := range st.now.Lists() {
			v.Lists = append(v.Lists, listOf(list, l))
		}
	}
	return v
}

// verdict says whether the site can be published, and what to do first.
func (st *state) verdict(l lang.Lang) (verdict, first string) {
	switch {
	case !st.failure.IsZero():
		return lang.T("De site kan niet worden gemaakt.", "The site cannot be made.").In(l), ""
	case st.findings.of(diag.Error) > 0:
		return lang.F("De site kan nog niet worden gepubliceerd: %s.", "The site cannot be published yet: %s.", st.findings.only(diag.Error).text()).In(l),
			lang.T("Begin met de fouten. Ze staan hieronder bovenaan.", "Begin with the errors. They come first below.").In(l)
	case st.findings.of(diag.Warning) > 0:
		return lang.T("De site kan worden gepubliceerd.", "The site can be published.").In(l),
			lang.T("Kijk eerst nog naar de waarschuwingen.", "But look at the warnings first.").In(l)
	case st.findings.total() == 0:
		return lang.T("Alles is in orde: de site kan worden gepubliceerd.", "All is well: the site can be published.").In(l),
			lang.T("Er zijn geen meldingen.", "There are no findings.").In(l)
	}
	return lang.T("De site kan worden gepubliceerd.", "The site can be published.").In(l), ""
}

// byGroup counts the findings of each group of rules that has any.
func (st *state) byGroup(l lang.Lang) []groupRow {
	per := map[string]counts{} // by code
	for _, ff := range st.findings.files {
		for _, f := range ff.list() {
			c := per[f.Code]
			c.add(f.Severity)
			per[f.Code] = c
		}
	}
	var rows []groupRow
	for g := diag.Form; g <= diag.Links; g++ {
		var all counts
		for code, c := range per {
			r := st.rule(code)
			if r != nil && r.Group == g || r == nil && g == diag.Form {
				all = all.plus(c)
			}
		}
		if all.total() > 0 {
			rows = append(rows, groupRow{Title: g.Text().In(l), Counts: all[:]})
		}
	}
	return rows
}

// byFile lists the findings of the severities that shown has a 1 for: the files
// with the worst first.
func (s *Server) byFile(st *state, shown counts) (views []fileView, more string) {
	l := s.o.Lang
	type file struct {
		*fileFindings
		some  counts // of those that are shown
		worst int    // the first of severities that it has
	}
	var files []file
	total := 0
	for _, ff := range st.findings.files {
		f := file{ff, counts{shown[0] * ff.counts[0], shown[1] * ff.counts[1], shown[2] * ff.counts[2]}, 0}
		if n := f.some.total(); n > 0 {
			f.worst = slices.IndexFunc(f.some[:], func(n int) bool { return n > 0 })
			total += n
			files = append(files, f)
		}
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(a.worst, b.worst) })

	left := total
	const open = 20 // findings, after which files are folded: a list of all is no overview
	for _, f := range files {
		if len(views) == maxFiles || total-left >= maxShown {
			more = lang.F("Er zijn nog %d meldingen in andere bestanden. Los eerst deze op, of typ weerklank check: dat toont ze allemaal.",
				"There are %d more findings in other files. Mend these first, or type weerklank check: it shows them all.", left).In(l)
			break
		}
		var fs []finding
		for i, x := range severities {
			if shown[i] > 0 {
				fs = append(fs, of(f.list(), x.Severity)...)
			}
		}
		views = append(views, fileView{
			File: f.file, Address: st.home(f.file), Count: f.some.text().In(l),
			Folded: severities[f.worst].Severity != diag.Error || total-left >= open, List: s.group(st, f.file, lang.Text{}, fs, false),
		})
		left -= len(fs)
	}
	return views, more
}

func listOf(list List, l lang.Lang) listView {
	v := listView{ID: list.ID, Title: list.Title.In(l), None: list.None.In(l), Count: len(list.Items) + list.More}
	if list.More > 0 {
		v.More = lang.F("En nog %d; weerklank status toont ze allemaal.", "And %d more; weerklank status shows them all.", list.More).In(l)
	}
	for _, i := range list.Items {
		v.Items = append(v.Items, itemView{i.Title.In(l), i.Address, i.Note.In(l), i.File})
	}
	return v
}

// RuleAddress returns where the preview explains the rule with this code.
func RuleAddress(code string) string { return rulesPath + url.PathEscape(code) + "/" }

// A ruleView explains a rule.
type ruleView struct {
	Lang                                  lang.Lang
	Version, Summary                      string
	Alarm                                 bool
	Code, Title, Severity, Group, Meaning string
	Why, Wrong, Right, Source             string
	Fixed                                 bool
}

// explain returns the page about a rule.
func (s *Server) explain(st *state, r *diag.Rule) ruleView {
	l := s.o.Lang
	v := ruleView{
		Lang: l, Version: st.version, Summary: st.counts().In(l), Alarm: st.alarm(), Code: r.Code, Title: r.Title.In(l), Group: r.Group.Text().In(l),
		Why: r.Why.In(l), Wrong: r.Wrong, Right: r.Right, Source: r.Source, Fixed: r.Fixed,
	}
	severity := r.Severity // unless the site says otherwise
	for _, ff := range st.findings.files {
		if i := slices.IndexFunc(ff.list(), func(f finding) bool { return f.Code == r.Code }); i >= 0 {
			severity = ff.list()[i].Severity
			break
		}
	}
	for _, x := range severities {
		if x.Severity == severity {
			v.Severity, v.Meaning = x.Name.In(l), x.Meaning.In(l)
		}
	}
	return v
}
