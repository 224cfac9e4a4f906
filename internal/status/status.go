// Package status says how a site stands: what waits for an answer and since
// when, what is late, what was promised, which evaluations are due, which rules
// are off, and where problems are.
//
//	load.Result -> New -> Report -> Print (text, json, html)
//
// A [Report] is made of what is in memory already; nothing is read or written.
// What is late is decided by the same function as on the pages and in the rules:
// traject.Verloop.Stand. What counts is what counts in the figures of the site:
// no concepts, no invented examples, nothing that was withdrawn.
package status

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/site"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// A Kind is a reason to stand in the report.
type Kind string

// The kinds, the most urgent first. Their names are part of the JSON.
const (
	AnswerLate     Kind = "antwoord-te-laat"
	AdviceLate     Kind = "advies-te-laat"
	PromisePast    Kind = "belofte-verlopen"
	EvaluationDue  Kind = "evaluatie-nu"
	AnswerUndated  Kind = "antwoord-zonder-datum"
	PromiseUndated Kind = "overgenomen-zonder-datum"
	AnswerExpected Kind = "antwoord-verwacht"
	// These stand in the report only when they are near: see Input.Until.
	AdviceExpected    Kind = "advies-verwacht"
	PromisePlanned    Kind = "belofte-gepland"
	EvaluationPlanned Kind = "evaluatie-gepland"
)

// kinds holds every kind by urgency.
var kinds = []Kind{AnswerLate, AdviceLate, PromisePast, EvaluationDue, AnswerUndated, PromiseUndated, AnswerExpected, AdviceExpected, PromisePlanned, EvaluationPlanned}

// An Item is one thing that somebody waits for.
type Item struct {
	Kind     Kind          `json:"kind"`
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Traject  string        `json:"traject"` // its title
	Address  string        `json:"address"` // of its page
	ID       string        `json:"id"`      // of the signaal, the kenmerk of the advies; "" for the whole
	Text     string        `json:"text"`    // what people said, the title of the advies, who is asked
	Topics   []string      `json:"onderwerpen"`
	Team     string        `json:"team"`     // "" when the file names none
	Since    traject.Datum `json:"since"`    // received; "" when not known
	Due      traject.Datum `json:"due"`      // expected, promised or planned for; "" when not said
	First    traject.Datum `json:"first"`    // first expected, when it was extended
	Extended int           `json:"extended"` // how often
	Late     int           `json:"daysLate"` // days since the end of Due; 0 when that is to come
	Waiting  int           `json:"daysWaiting"`
	Coming   bool          `json:"coming"` // Due is not later than Report.Until
}

// Counts says how many of each there are.
type Counts struct {
	Signalen    int `json:"signalen"`
	Answered    int `json:"answered"`
	Waiting     int `json:"waiting"` // no answer yet; with those that are late or undated
	Late        int `json:"late"`
	Undated     int `json:"undated"` // no answer, and not said when
	PromisePast int `json:"promisesPast"`
	NoPromise   int `json:"adoptedUndated"`
	Evaluations int `json:"evaluationsDue"`
	AdviceLate  int `json:"adviceLate"`
	Coming      int `json:"coming"`
}

// Behind is how many people were to be told something already.
func (c Counts) Behind() int { return c.Late + c.AdviceLate }

// urgent is how much of it cannot wait.
func (c Counts) urgent() int { return c.Behind() + c.PromisePast + c.Evaluations }

// A Group counts what is of one onderwerp or one team.
type Group struct {
	Name string `json:"name"`
	Counts
}

// A Document is a file that is not published yet.
type Document struct {
	File    string        `json:"file"`
	Traject string        `json:"traject"`
	From    traject.Datum `json:"from"` // publiceren-vanaf; "" for a concept
}

// A Rule is a rule of which site.yaml changes the severity.
type Rule struct {
	Code     string        `json:"code"`
	Title    lang.Text     `json:"-"`
	Severity traject.Ernst `json:"severity"` // "uit", "info", "waarschuwing" or "fout"
	Reason   string        `json:"reden"`
}

// An Exception is what was declared to be no personal data.
type Exception struct {
	Value  string `json:"waarde"`
	Reason string `json:"reden"`
}

// Problems counts what check finds in one file or of one group of rules.
type Problems struct {
	Name     string    `json:"name"`
	Title    lang.Text `json:"-"` // of a group
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Infos    int       `json:"infos"`
}

// A Report says how a site stands on a day.
type Report struct {
	Date       string      `json:"date"`
	Until      string      `json:"until"` // up to which day it looks ahead; "" when it does not
	Site       string      `json:"site"`
	Language   string      `json:"language"` // of the site: "nl"
	Complete   bool        `json:"complete"` // false when errors hide something
	Totals     Counts      `json:"totals"`
	Items      []Item      `json:"items"` // by urgency, then by date
	Topics     []Group     `json:"onderwerpen"`
	Teams      []Group     `json:"teams"`
	Concepts   []Document  `json:"concepts"`
	Examples   int         `json:"examples"` // trajecten that are invented and do not count
	Rules      []Rule      `json:"rules"`
	Exceptions []Exception `json:"geenPersoonsgegevens"`
	Problems   Problems    `json:"problems"`
	Groups     []Problems  `json:"problemsByGroup"`
	Files      []Problems  `json:"problemsByFile"` // the most urgent first
}

// Input is what a report is made of.
type Input struct {
	Docs     []*site.Doc
	Settings *traject.Settings
	Today    string // 2006-01-02
	Until    string // the last day to look ahead to; "" for not
	Problems []diag.Problem
	Rules    []*diag.Rule
	Hide     func(string) string // takes personal data out of a text, because a report is passed on; nil to leave it there
}

// New makes a report.
func New(in Input) *Report {
	if in.Hide == nil {
		in.Hide = func(s string) string { return s }
	}
	b := &builder{Input: in, r: &Report{
		Date: in.Today, Until: in.Until, Site: in.Settings.Titel, Language: cmp.Or(in.Settings.Taal, "nl"), Complete: !diag.HasErrors(in.Problems),
		Items: []Item{}, Concepts: []Document{}, Rules: []Rule{}, Exceptions: []Exception{},
	}, topics: map[string]*Group{}, teams: map[string]*Group{}}
	for _, d := range in.Docs {
		switch {
		case d.Ingetrokken != nil:
		case d.Voorbeeld:
			b.r.Examples++
		case d.Waits(in.Today):
			from := d.PublicerenVanaf
			if d.Concept {
				from = ""
			}
			b.r.Concepts = append(b.r.Concepts, Document{d.Path, in.Hide(d.Titel), from})
		default:
			b.add(d)
		}
	}
	slices.SortStableFunc(b.r.Items, func(x, y Item) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)),
			unknownLast(x.when(), y.when()), cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line))
	})
	b.r.Topics, b.r.Teams = sorted(b.topics), sorted(b.teams)
	b.settings()
	b.problems()
	return b.r
}

// when is the date by which items of one kind are ordered.
func (i *Item) when() traject.Datum { return cmp.Or(i.Due, i.Since) }

// unknownLast compares dates; what has none comes last.
func unknownLast(x, y traject.Datum) int {
	switch {
	case (x == "") != (y == ""):
		if x == "" {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(x.End(), y.End()), cmp.Compare(x.Start(), y.Start()))
}

type builder struct {
	Input
	r             *Report
	topics, teams map[string]*Group // by slug
}

// add adds a traject that counts.
func (b *builder) add(d *site.Doc) {
	for _, s := range d.Signalen {
		of := b.groups(d, s)
		st := s.Stand(b.Today, b.Settings.Reactietermijn)
		for _, c := range of {
			c.Signalen++
			if st.Wacht() {
				c.Waiting++
			} else {
				c.Answered++
			}
		}
		item := Item{Line: s.Regel, ID: s.ID, Address: address(d) + s.ID + "/", Text: s.Tekst, Since: s.Ontvangen, Due: st.Datum, First: st.Eerst, Extended: st.Keer}
		item.Topics = topicsOf(d, s)
		if kind := kindOf(st); kind != "" {
			b.item(d, kind, item, of)
		}
	}
	for i, a := range d.Adviezen {
		kind := map[traject.AdviesStand]Kind{traject.AdviesTeLaat: AdviceLate, traject.AdviesWacht: AdviceExpected}[a.Stand(b.Today)]
		if kind != "" {
			b.item(d, kind, Item{Line: d.AdviesRegels[i], ID: a.Kenmerk, Address: "/adviezen/" + slug.Slug(a.Kenmerk) + "/", Text: a.Titel, Since: a.Datum, Due: a.Termijn, Topics: d.Onderwerpen}, b.groups(d, nil))
		}
	}
	for _, e := range d.Evaluaties {
		item := Item{Line: e.Regel, Address: address(d), Text: e.Wie, Due: e.Op, Topics: topicsOf(d, e.Signaal)}
		if e.Signaal != nil {
			item.ID, item.Address = e.Signaal.ID, item.Address+e.Signaal.ID+"/"
		}
		kind := EvaluationDue
		if e.Op.Start() > b.Today {
			kind = EvaluationPlanned
		}
		b.item(d, kind, item, b.groups(d, e.Signaal))
	}
}

func kindOf(st traject.Stand) Kind {
	return map[traject.StandSoort]Kind{
		traject.StandTeLaat: AnswerLate, traject.StandZonderDatum: AnswerUndated, traject.StandVerwacht: AnswerExpected, traject.StandVerschoven: AnswerExpected,
		traject.StandOverTijd: PromisePast, traject.StandOnbekend: PromiseUndated, traject.StandGepland: PromisePlanned,
	}[st.Soort]
}

func address(d *site.Doc) string { return "/trajecten/" + d.Slug + "/" }

// item adds i of a kind, unless that is only said when it is near.
func (b *builder) item(d *site.Doc, kind Kind, i Item, of []*Counts) {
	i.Kind, i.File, i.Traject, i.Team = kind, d.Path, b.Hide(d.Titel), d.Team
	i.Text = b.Hide(i.Text)
	i.Topics = append([]string{}, i.Topics...)
	i.Late, i.Waiting = days(i.Due, b.Today), days(i.Since, b.Today)
	ahead := kind == AnswerExpected || slices.Index(kinds, kind) > slices.Index(kinds, AnswerExpected)
	i.Coming = ahead && b.Until != "" && i.Due.End() <= b.Until
	if ahead && kind != AnswerExpected && !i.Coming {
		return
	}
	for _, c := range of {
		c.count(kind)
		if i.Coming {
			c.Coming++
		}
	}
	b.r.Items = append(b.r.Items, i)
}

func (c *Counts) count(k Kind) {
	switch k {
	case AnswerLate:
		c.Late++
	case AnswerUndated:
		c.Undated++
	case PromisePast:
		c.PromisePast++
	case PromiseUndated:
		c.NoPromise++
	case EvaluationDue:
		c.Evaluations++
	case AdviceLate:
		c.AdviceLate++
	}
}

// days returns how many days lie between the last day of d and today; 0 when
// that is not past.
func days(d traject.Datum, today string) int {
	from, err := time.Parse(time.DateOnly, d.End())
	if err != nil {
		return 0
	}
	to, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return 0
	}
	return max(0, int(to.Sub(from).Hours())/24)
}

// topicsOf returns the topics of a signaal, or with nil of the whole, as its
// page gives them.
func topicsOf(d *site.Doc, s *site.DocSignaal) []string {
	if s != nil && len(s.Onderwerpen) > 0 {
		return s.Onderwerpen
	}
	return d.Onderwerpen
}

// groups returns what counts a signaal, or with nil something of the whole.
func (b *builder) groups(d *site.Doc, s *site.DocSignaal) []*Counts {
	of := []*Counts{&b.r.Totals, group(b.teams, slug.Slug(d.Team), d.Team)}
	seen := map[string]bool{}
	for _, name := range topicsOf(d, s) {
		if key := slug.Slug(name); key != "" && !seen[key] {
			seen[key] = true
			of = append(of, group(b.topics, key, name))
		}
	}
	return of
}

func group(groups map[string]*Group, key, name string) *Counts {
	if groups[key] == nil {
		groups[key] = &Group{Name: name}
	}
	return &groups[key].Counts
}

// sorted returns the groups: first where most cannot wait, then where most waits.
func sorted(groups map[string]*Group) []Group {
	list := []Group{}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		list = append(list, *groups[key])
	}
	slices.SortStableFunc(list, func(x, y Group) int {
		return cmp.Or(-cmp.Compare(x.urgent(), y.urgent()), -cmp.Compare(x.Waiting, y.Waiting))
	})
	return list
}

// settings adds which rules the site changes, and what it declares.
func (b *builder) settings() {
	titles := map[string]*diag.Rule{}
	for _, r := range b.Input.Rules {
		titles[r.Code] = r
	}
	for _, code := range slices.Sorted(maps.Keys(b.Settings.Regels)) {
		set, rule := b.Settings.Regels[code], titles[code]
		if rule == nil || rule.Fixed || set.Ernst == "" {
			continue // a problem of its own
		}
		b.r.Rules = append(b.r.Rules, Rule{code, rule.Title, set.Ernst, set.Reden})
	}
	for _, a := range b.Settings.GeenPersoonsgegevens {
		b.r.Exceptions = append(b.r.Exceptions, Exception{a.Waarde, a.Reden})
	}
}

// problems counts what check finds.
func (b *builder) problems() {
	of := map[string]diag.Group{}
	for _, r := range b.Input.Rules {
		of[r.Code] = r.Group
	}
	byGroup, byFile := map[diag.Group][]diag.Problem{}, map[string][]diag.Problem{}
	for _, p := range b.Input.Problems {
		byGroup[of[p.Code]] = append(byGroup[of[p.Code]], p)
		if p.File != "" {
			byFile[p.File] = append(byFile[p.File], p)
		}
	}
	count := func(name string, title lang.Text, ps []diag.Problem) Problems {
		e, w, i := diag.Count(ps)
		return Problems{name, title, e, w, i}
	}
	b.r.Problems = count("", lang.Text{}, b.Input.Problems)
	b.r.Groups, b.r.Files = []Problems{}, []Problems{}
	for g := diag.Form; g <= diag.Links; g++ {
		b.r.Groups = append(b.r.Groups, count(slug.Slug(g.Text().NL), g.Text(), byGroup[g]))
	}
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		b.r.Files = append(b.r.Files, count(name, lang.Text{}, byFile[name]))
	}
	slices.SortStableFunc(b.r.Files, func(x, y Problems) int {
		return cmp.Or(-cmp.Compare(x.Errors, y.Errors), -cmp.Compare(x.Warnings, y.Warnings), -cmp.Compare(x.Infos, y.Infos))
	})
}
