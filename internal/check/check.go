// Package check holds the rules that content must follow once it is understood:
// what values mean together, what the texts hold, and what documents say of one
// another. (What a single value may be is for package traject, what a file may
// be for package content.)
//
// A rule is one file, rule_<code>.go, with its documentation ([diag.Rule]) and
// the function that looks for it. There are seven kinds:
//
//	text      a Markdown text, in a body or in a value    textRules
//	value     a body, or one value of the front matter    valueRules
//	prose     all that residents read of one file          proseRules
//	document  one traject, page or settings               trajectRules, pageRules, settingsRules, statementRules
//	site      everything together                         siteRules
//	web       what other websites say, only on request     [Web]
//	setting   what site.yaml says about the rules         [Apply]
//
// To add one, write the file and name it in the list of its kind: below, or in
// group_<group>.go. A test
// runs every rule on its own examples: Wrong must be found, Right must not.
//
// [Traject], [Page] and [Settings] check one document each and return its
// [Facts]: the little that the rules about the whole site need. So documents can
// be checked one by one, in parallel and in any order, without keeping them;
// [Site] then runs the rules about the whole.
//
// Whatever is found comes out as [diag.Problem], never as a Go error: nothing
// here reads or writes.
package check

import (
	"cmp"
	"slices"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/privacy"
	"weerklank/internal/traject"
)

var (
	textRules = slices.Concat([]rule[*text]{
		rawHTML, linkScheme, headingInValue, headingLevels, headingByDashes, anchorNames, imageAlt, imageElsewhere,
		spaceInLink, linkText, fillIn, invisible, tooComplex,
	}, accessibleText)
	valueRules   = slices.Concat(accessibleValues, privacyValues)
	proseRules   = plainProse
	trajectRules = slices.Concat([]rule[*document]{
		answerWithoutReason, passedOnToNobody, duplicateID, noAddress, reservedName, duplicateKenmerk,
		unknownBijeenkomst, unknownAdvies, ownUnknownSignaal,
		phaseAgainstAnswers, dateOrder, dateWithoutAnswer, doneInFuture, dateInFuture, exampleName, replaceThis,
	}, accessibleTraject, privacyTraject, honestTraject)
	pageRules     = []rule[*traject.Page]{pageNoAddress, pageReservedName, pageReplaceThis}
	settingsRules = []rule[*traject.Settings]{baseURL, baseURLPlaceholder, language, timeZone, settingsReplaceThis, settingsFillIn}
	siteRules     = slices.Concat([]siteRule{
		addressTaken, deadLink, missingImage, deadAnchor, linkToConcept,
		unknownTraject, roundsInCircle, unknownSignaal, topicSpelling, topicUnused, searchQuestion,
		statementPage,
	}, privacySite, honestSite)
	statementRules = []rule[*statement]{
		statementRegister, statementResearch, statementStatus, statementStatusC, statementPlanning, statementCriterion,
	}
	settingRules = []*diag.Rule{ruleSetting, ruleOff}
	webRules     = []*diag.Rule{ruleExtern} // see Web
)

// Rules returns the rules of this package and of the packages that it builds
// on, by code.
func Rules() []*diag.Rule {
	rules := slices.Concat(content.Rules(), traject.Rules(), settingRules, webRules,
		described(textRules), described(valueRules), described(proseRules), described(trajectRules), described(pageRules), described(settingsRules), described(statementRules))
	for _, r := range siteRules {
		rules = append(rules, r.Rule)
	}
	// Some rules look in more than one kind of place.
	slices.SortStableFunc(rules, func(a, b *diag.Rule) int { return cmp.Compare(a.Code, b.Code) })
	return slices.Compact(rules)
}

func described[T any](rules []rule[T]) []*diag.Rule {
	var ds []*diag.Rule
	for _, r := range rules {
		ds = append(ds, r.Rule)
	}
	return ds
}

// A rule looks for one kind of problem in a T.
type rule[T any] struct {
	*diag.Rule
	// answer: it asks for (part of) an answer, which a concept need not have
	// yet: there it is a warning.
	answer bool
	check  func(v T, report report)
}

// A report takes what a rule found in the document that it looks at, and the
// edits that mend it when there is one way to do so.
type report func(at diag.Range, message, hint lang.Text, edits ...diag.Edit)

// Given is what must be known of the world to check one document.
type Given struct {
	Today    string            // 2006-01-02
	Settings *traject.Settings // of the site; nil when there are none
	Files    map[string]int64  // the size of each file of a type that [IsOffice] knows, by its path
}

// A finder collects what is found in one file.
type finder struct {
	diag.Collector
	Given
	file    *content.File
	concept bool
	rule    *diag.Rule         // that runs
	answer  bool               // it asks for (part of) an answer, see rule
	private private            // what is no personal data here
	linked  map[string]*linked // by the text of a link, see linkAmbiguous
	lines   map[int]string     // by their number, see line
	take    report             // what the rule found that runs, see run
}

// report takes what the rule found that runs.
func (f *finder) report(at diag.Range, message, hint lang.Text, edits ...diag.Edit) {
	f.Add(f.rule, func() diag.Problem {
		p := f.rule.New(at, message, hint)
		p.File, p.Source = f.file.Path, f.line(at.Start.Line)
		p.Edits = edits
		if f.concept && f.answer && p.Severity == diag.Error {
			p.Severity = diag.Warning
		}
		return p
	})
}

// line returns a line of the file as a problem shows it. What is found on one
// line shares it: a paragraph is a line, and much can be wrong with it.
func (f *finder) line(n int) string {
	line, ok := f.lines[n]
	if !ok {
		if f.lines == nil {
			f.lines = map[int]string{}
		}
		line = f.file.Shown(n)
		f.lines[n] = line
	}
	return line
}

// enough reports whether what more the rule finds in this file is only counted:
// then it need not look for the words.
func (f *finder) enough() bool { return f.Full(f.rule) }

func run[T any](f *finder, rules []rule[T], v T) {
	if f.take == nil {
		f.take = f.report // one for all: there are many rules, and many texts
	}
	for _, r := range rules {
		f.rule, f.answer = r.Rule, r.answer
		r.check(v, f.take)
	}
}

// A document is a traject while it is checked.
type document struct {
	*traject.Traject
	*finder
	texts map[*traject.Markdown]*markdown.Doc // all its texts, parsed

	reasons []reason // see redens
}

// A text is one Markdown text while it is checked.
type text struct {
	*finder
	src *traject.Markdown
	doc *markdown.Doc
	key string         // the key whose value it is; "" for a body
	ids map[string]int // anchors on the same page that are not headings -> line
}

// A value is a stretch of a file that people read, as it was written: a body, or
// one plain value of the front matter.
type value struct {
	*finder
	Key   string // the key whose value it is; "" for a body
	Text  string
	place func(offset int, snippet string) diag.Range
	found []privacy.Match // the personal data in it, once looked for
	known bool            // found is
}

// Place returns the place of the stretch of the value from offset to end, as far
// as it stands on one line.
func (v *value) Place(offset, end int) diag.Range {
	return v.place(offset, firstLine(v.Text[offset:end]))
}

// checkValues runs the rules about values on the front matter of f's file and on
// its body, which may be nil.
func checkValues(f *finder, body *traject.Markdown) {
	v := new(value) // one for all: no rule keeps it
	f.file.Scalars(func(s content.Scalar) {
		*v = value{finder: f, Key: s.Key, Text: s.Value, place: s.Place}
		run(f, valueRules, v)
	})
	if body != nil {
		run(f, valueRules, &value{finder: f, Text: body.Text, place: body.Place})
	}
}

// place returns the place of the first line of a stretch of the text.
func (t *text) place(offset, end int) diag.Range {
	return t.src.Place(offset, firstLine(t.src.Text[offset:end]))
}

// Traject checks one trajectory. When its front matter was not understood there
// is nothing to check; that is a problem already.
func Traject(t *traject.Traject, given Given) ([]diag.Problem, *Facts) {
	if t.File.Front == nil {
		return nil, &Facts{Path: t.File.Path, Address: trajectAddress(t.Slug), Broken: true}
	}
	f := &finder{Given: given, file: t.File, concept: t.Concept, private: private{contact: t.Contact}}
	texts := textsOf(f, t, t.Body)
	d := &document{Traject: t, finder: f, texts: map[*traject.Markdown]*markdown.Doc{}}
	for _, x := range texts {
		d.texts[x.src] = x.doc
		if !x.src.InValue() {
			x.ids = idLines(t)
		}
		run(f, textRules, x)
	}
	checkValues(f, t.Body)
	if t.Ingetrokken == nil { // else nobody reads it
		checkProse(f, texts)
	}
	run(f, trajectRules, d)
	facts := trajectFacts(d, texts)
	facts.Allowed = f.private.used
	return f.Problems(), facts
}

// Page checks the introduction of a topic or another page.
func Page(p *traject.Page, given Given) ([]diag.Problem, *Facts) {
	if p.File.Front == nil {
		return nil, &Facts{Path: p.File.Path, Address: pageAddress(p, p.Slug), Broken: true}
	}
	f := &finder{Given: given, file: p.File, concept: p.Concept}
	texts := textsOf(f, p, p.Body)
	for _, x := range texts {
		run(f, textRules, x)
	}
	checkValues(f, p.Body)
	checkProse(f, texts)
	run(f, pageRules, p)
	facts := pageFacts(p, texts)
	facts.Allowed = f.private.used
	return f.Problems(), facts
}

// A statement is the accessibility statement while it is checked.
type statement struct {
	*traject.Statement
	*finder
}

// Settings checks site.yaml on the day today.
func Settings(s *traject.Settings, today string) ([]diag.Problem, *Facts) {
	if s.File.Front == nil {
		return nil, &Facts{Path: s.File.Path, Broken: true}
	}
	f := &finder{Given: Given{Today: today, Settings: s}, file: s.File}
	checkValues(f, nil)
	run(f, settingsRules, s)
	facts := &Facts{Path: s.File.Path, Allowed: f.private.used, AllowList: allowList(s)}
	facts.Uses, facts.Extern = usesOf(s, s.File, f.place, nil)
	if s.Toegankelijkheid != nil {
		run(f, statementRules, &statement{s.Toegankelijkheid, f})
		at := f.place(s.At("toegankelijkheid"))
		facts.Statement = &at
	}
	return f.Problems(), facts
}

// Zoekvragen returns the facts of the search questions. What they find is known
// when the site is: see searchQuestion.
func Zoekvragen(z *traject.Zoekvragen) *Facts {
	f := &Facts{Path: z.File.Path, Broken: z.File.Front == nil}
	if f.Broken {
		return f
	}
	at := placer(z.File)
	f.Uses, _ = usesOf(z, z.File, at, nil)
	for _, v := range z.Vragen {
		f.Vragen = append(f.Vragen, Vraag{v.Zoek, string(v.Vind), at(v.At("zoek"))})
	}
	return f
}
