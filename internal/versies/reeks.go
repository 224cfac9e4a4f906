package versies

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"weerklank/internal/content"
	"weerklank/internal/history"
	"weerklank/internal/privacy"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// Of makes the versions of every traject among files; blob returns the bytes of
// a revision, and may be called by several goroutines.
func Of(files []*history.File, blob func(hash string) ([]byte, error), o Options) (*Geschiedenis, error) {
	g := &Geschiedenis{byPath: map[string]*Reeks{}, reader: &reader{Options: o, blob: blob, language: cmp.Or(o.Settings.Taal, "nl")}}
	var trajecten []*history.File
	for _, f := range files {
		if isTraject(f) {
			trajecten = append(trajecten, f)
		}
	}
	rows, err := g.reader.rows(trajecten)
	if err != nil {
		return nil, err
	}
	number(rows)
	g.join(slices.DeleteFunc(rows, (*row).discarded))
	return g, nil
}

// isTraject reports whether f ever was the file of a traject.
func isTraject(f *history.File) bool {
	return slices.ContainsFunc(f.Revisions, func(r history.Revision) bool { return trajectPath(r.Path) })
}

// trajectPath reports whether the file of a traject stands at a path.
func trajectPath(path string) bool {
	rest, ok := strings.CutPrefix(path, content.TrajectenDir+"/")
	if !ok || !strings.HasSuffix(rest, ".md") || !slug.Valid(content.Base(path)) {
		return false
	}
	return !strings.Contains(rest, "/") || strings.Count(rest, "/") == 1 && strings.HasSuffix(rest, "/index.md")
}

// A row is the versions of one file while they are made.
type row struct {
	Reeks
	times []time.Time // of each version, never earlier than that of the one before
	begin string      // commit and path with which the file began: no later commit changes them
}

// discarded reports whether w is an invented example whose file is gone: those are
// there to be thrown away, and nobody ever said or decided what is in them.
func (w *row) discarded() bool {
	n := len(w.Versies)
	return w.Path == "" && n > 0 && w.Versies[n-1].Voorbeeld
}

// rows makes the versions of each file, in parallel.
func (r *reader) rows(files []*history.File) ([]*row, error) {
	out, errs := make([]*row, len(files)), make([]error, len(files))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = r.row(files[i])
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(out, func(w *row) bool { return len(w.Versies) == 0 }), nil
}

// A stretch is a revision, from its first day to the first of the next one.
type stretch struct {
	history.Revision
	day   string
	until string // "" when it is the last
	time  time.Time
}

// stretches says how long each revision stood. Days never go back: a commit
// that says to be older than the one before it was not public before that one.
// What is dated later than today is left out, unless something follows that is
// not: then its clock was wrong.
func (r *reader) stretches(revisions []history.Revision) []stretch {
	zone := r.zone()
	out := make([]stretch, len(revisions))
	for i, rev := range revisions {
		t := rev.Time.In(zone)
		out[i] = stretch{Revision: rev, day: t.Format(time.DateOnly), time: t}
	}
	for i := len(out) - 2; i >= 0; i-- {
		if next := out[i+1]; out[i].day > r.Today && next.day <= r.Today {
			out[i].day, out[i].time = next.day, next.time
		}
	}
	for i := range out {
		if i > 0 && out[i].time.Before(out[i-1].time) {
			out[i].day, out[i].time = out[i-1].day, out[i-1].time
		}
		if out[i].day > r.Today {
			out = out[:i]
			break
		}
	}
	for i := range len(out) - 1 {
		out[i].until = out[i+1].day
	}
	return out
}

func (r *reader) zone() *time.Location {
	loc, err := time.LoadLocation(cmp.Or(r.Settings.Tijdzone, "Europe/Amsterdam"))
	if err != nil {
		return time.UTC // an unknown zone is a problem already
	}
	return loc
}

// row returns the versions of one file: those that were kept, or else it makes them.
func (r *reader) row(f *history.File) (*row, error) {
	stretches := r.stretches(f.Revisions)
	w := &row{}
	key, kept := r.kept(stretches, w)
	if !kept {
		later, err := r.make(w, stretches)
		if err != nil {
			return nil, err
		}
		if !later { // else another day gives other versions
			r.keep(key, w)
		}
	}
	w.Path = f.Path
	w.begin = f.Revisions[0].Commit + " " + f.Revisions[0].Path
	if !trajectPath(f.Path) {
		w.Path = ""
	}
	return w, nil
}

// make makes the versions of one file. later says that some of it is for a day to
// come.
func (r *reader) make(w *row, stretches []stretch) (later bool, err error) {
	seen := newMasked()
	var last, shown *state // as read, as published
	running := false
	for _, s := range stretches {
		now, err := r.next(last, s, seen)
		if err != nil {
			return false, err
		}
		if now == nil && s.Blob != "" && trajectPath(s.Path) {
			continue // no text: the site that was there stayed
		}
		start, public := r.public(now, s)
		later = later || start > r.Today
		if running && (!public || start > s.day) {
			w.end(now, s)
			running = false
		}
		if now != nil {
			last = now
		}
		if !public {
			continue
		}
		w.Slug = content.Base(s.Path)
		changes, changed := compare(shown, now)
		if changed || !running {
			v := r.version(s, start, changes)
			v.Voorbeeld = now.Traject != nil && now.Traject.Voorbeeld
			w.add(v, s)
			shown = now
		}
		running = true
	}
	return later, nil
}

// next reads the revision of s; last is the one before it. It is nil when there
// is no file of a traject, or no text in it.
func (r *reader) next(last *state, s stretch, seen *masked) (*state, error) {
	switch {
	case s.Blob == "" || !trajectPath(s.Path):
		return nil, nil
	case last != nil && last.blob == s.Blob && last.path == s.Path:
		return last, nil
	}
	return r.read(s.Blob, s.Path, seen)
}

// public returns the day from which on st was public, and whether it was at all
// before the next revision took its place.
func (r *reader) public(st *state, s stretch) (day string, ok bool) {
	if st == nil || st.concept || st.ingetrokken != nil {
		return "", false
	}
	day = max(s.day, st.vanaf.Start())
	if o := r.Settings.Geschiedenis; o != nil && o.Vanaf.Start() > s.day {
		// The site began with what stood there at the end of its first day.
		if day = max(day, o.Vanaf.Start()); s.until != "" && s.until <= o.Vanaf.Start() {
			return "", false
		}
	}
	return day, day <= r.Today && (s.until == "" || day <= s.until)
}

// version makes the version that s is from a day on.
func (r *reader) version(s stretch, day string, changes []Wijziging) *Versie {
	v := &Versie{
		Datum: traject.Datum(day), Path: s.Path, Slug: content.Base(s.Path), Blob: s.Blob, Commit: s.Commit, Wijzigingen: changes,
	}
	message, small := cutKlein(s.Message)
	v.Klein = small
	if o := r.Settings.Geschiedenis; o != nil {
		if o.Berichten {
			if r.Text != nil {
				message = r.Text(message)
			}
			v.Bericht = r.mask(message, "", r.Privacy)
		}
		if o.Auteurs {
			author := s.Author
			if r.Text != nil {
				author = r.Text(author)
			}
			v.Auteur = privacy.Mask(author, slices.DeleteFunc(privacy.Find(author, r.Privacy), func(m privacy.Match) bool { return m.Kind == privacy.Naam }), r.language)
		}
	}
	return v
}

// cutKlein returns a message without the mark of an editorial correction.
func cutKlein(message string) (rest string, small bool) {
	const mark = "klein:"
	if len(message) < len(mark) || !strings.EqualFold(message[:len(mark)], mark) {
		return message, false
	}
	return strings.TrimSpace(message[len(mark):]), true
}

func (w *row) add(v *Versie, s stretch) {
	w.Versies = append(w.Versies, v)
	w.times = append(w.times, s.time)
}

// end notes that from s on there was nothing to see.
func (w *row) end(st *state, s stretch) {
	e := Einde{Datum: traject.Datum(s.day), Na: len(w.Versies)}
	if st != nil && st.ingetrokken != nil {
		e.Ingetrokken, e.Reden = true, st.ingetrokken.Reden
		if d := st.ingetrokken.Datum; len(d) == len(time.DateOnly) && d.End() <= s.day && w.Versies[e.Na-1].Datum.Compare(d) <= 0 {
			e.Datum = d
		}
	}
	w.Eindes = append(w.Eindes, e)
}

// number gives versions with the same slug and day their numbers, in the order
// in which they were there. A version that comes later gets a higher number, so
// those that are there keep theirs.
func number(rows []*row) {
	type place struct {
		*Versie
		time  time.Time
		begin string
		index int
	}
	var all []place
	for _, w := range rows {
		for j, v := range w.Versies {
			all = append(all, place{v, w.times[j], w.begin, j})
		}
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.Slug, b.Slug), a.Datum.Compare(b.Datum), a.time.Compare(b.time),
			cmp.Compare(a.begin, b.begin), cmp.Compare(a.index, b.index))
	})
	for i, p := range all {
		p.Nummer = 1
		if i > 0 && all[i-1].Slug == p.Slug && all[i-1].Datum == p.Datum {
			p.Nummer = all[i-1].Nummer + 1
		}
	}
}

// join makes one Reeks of files that ended with the same slug, and puts them in
// order.
func (g *Geschiedenis) join(rows []*row) {
	slices.SortStableFunc(rows, func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.Slug, b.Slug), a.times[0].Compare(b.times[0]), cmp.Compare(a.begin, b.begin))
	})
	for _, w := range rows {
		var last *Reeks
		if n := len(g.Reeksen); n > 0 && g.Reeksen[n-1].Slug == w.Slug {
			last = g.Reeksen[n-1]
			last.append(&w.Reeks)
		} else {
			last = &w.Reeks
			g.Reeksen = append(g.Reeksen, last)
		}
		if w.Path != "" {
			g.byPath[w.Path] = last
		}
	}
	slices.SortStableFunc(g.Reeksen, func(a, b *Reeks) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Slug, b.Slug)) })
}

// append adds the versions of a file that had the same name.
func (k *Reeks) append(other *Reeks) {
	for _, e := range other.Eindes {
		e.Na += len(k.Versies)
		k.Eindes = append(k.Eindes, e)
	}
	k.Versies = append(k.Versies, other.Versies...)
	k.Path = cmp.Or(other.Path, k.Path)
}
