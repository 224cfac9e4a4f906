package load

import (
	"slices"
	"sync"

	"weerklank/internal/check"
	"weerklank/internal/diag"
	"weerklank/internal/traject"
	"weerklank/internal/zoek"
)

// What is wrong with the documents of a large site takes more memory than the
// documents. Who publishes a site shows only the first few problems of each rule, so
// with [Options.First] the others are let go of as soon as a document was checked.

// A found takes what was found in documents. A nil found leaves it with them.
type found struct {
	settings *traject.Settings
	grade    func([]diag.Problem) []diag.Problem

	mu      sync.Mutex
	first   *diag.First
	words   *zoek.Lexicon
	private []diag.Problem // where personal data was found, without more
}

// found returns what takes the problems of documents, when only the first are asked for.
func (l *Loader) found(settings *traject.Settings) *found {
	if l.Options.First == 0 {
		return nil
	}
	return &found{settings: settings, grade: check.Grade(settings, Rules()), first: diag.NewFirst(l.Options.First), words: zoek.NewLexicon()}
}

// take leaves d with its errors only, as they were found.
func (f *found) take(d *document) {
	if f == nil || d == nil {
		return
	}
	if d.doc != nil {
		d.doc.Number(f.words)
	}
	errors := slices.DeleteFunc(slices.Clone(d.problems), func(p diag.Problem) bool { return p.Severity != diag.Error })
	ps := check.Hide(f.settings, diag.Sort(f.grade(d.problems)))
	d.problems = slices.Clip(errors)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.first.Add(ps)
	for _, p := range ps {
		if check.HidesFor(p) {
			f.private = append(f.private, diag.Problem{File: p.File, Range: p.Range, Code: p.Code})
		}
	}
}

// lexicon returns what the words of documents were made with.
func (f *found) lexicon() *zoek.Lexicon {
	if f == nil {
		return nil
	}
	return f.words
}

// all returns what was found in the documents docs.
func (f *found) all(docs []*document) []diag.Problem {
	if f != nil {
		return nil // see with
	}
	n := 64 // others follow
	for _, d := range docs {
		n += len(d.problems)
	}
	ps := make([]diag.Problem, 0, n) // there may be very many
	for _, d := range docs {
		ps = append(ps, d.problems...)
	}
	return ps
}

// with returns the problems ps of the whole site, sorted and without personal data,
// with those that were taken.
func (f *found) with(settings *traject.Settings, ps []diag.Problem) ([]diag.Problem, diag.More) {
	ps = diag.Sort(ps)
	if f == nil {
		return diag.Sort(check.Hide(settings, ps)), diag.More{}
	}
	ps = check.Hide(settings, append(ps, f.private...))[:len(ps)]
	return diag.Sort(append(ps, f.first.Problems()...)), f.first.More()
}

// errors reports whether an error was taken.
func (f *found) errors() bool { return f != nil && diag.HasErrors(f.first.Problems()) }
