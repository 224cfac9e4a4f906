package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// Reload loads the site again and shows the result. It returns without having
// changed anything when ctx ends first.
func (s *Server) Reload(ctx context.Context) { s.reload(ctx, true) }

// reload is Reload. look says whether pages may look different without having
// changed themselves.
func (s *Server) reload(ctx context.Context, look bool) {
	s.loading.Lock()
	defer s.loading.Unlock()
	began := time.Now()
	old := s.state.Load()

	now := newView(s.root.FS(), s.read, nil)
	site, err := s.load(ctx, now)
	s.read = now.seal()
	next := &state{
		findings: findingsOf(shown(site.Problems)),
		vscode:   s.hasFolder(".vscode"),
		look:     old.look,
		view:     now,
		replaced: make(chan struct{}),
	}
	if look {
		next.look++
	}
	if err != nil {
		next.failure = reason(err)
		next.site, next.instead, next.now, next.view = old.site, old.instead, old.now, old.view
	} else {
		next.site, next.now = &site, &site
		next.instead = s.judge(next.findings, &site)
	}
	if err == nil && len(next.instead) > 0 {
		kept := newView(s.root.FS(), s.read, next.instead)
		whole, err := s.load(ctx, kept)
		s.read = kept.seal()
		switch {
		case err == nil:
			next.site = &whole
		case old.site != nil:
			next.site = old.site
		}
	}
	if ctx.Err() != nil {
		return
	}

	if s.replace(old, next) && !(old.hasty && next.failure.IsZero() && next.counts() == old.counts()) { // said already
		s.o.log(next.summary(time.Since(began)))
	}
}

// replace shows next in the place of old. It reports false when that is not what is
// shown any more.
func (s *Server) replace(old, next *state) bool {
	next.version = fmt.Sprintf("%s-%d", s.start, s.loads.Add(1))
	if !s.state.CompareAndSwap(old, next) {
		return false
	}
	close(old.replaced)
	return true
}

// load calls Load. That may panic on what somebody is halfway through typing;
// it is our fault, but no reason to take the preview away.
func (s *Server) load(ctx context.Context, v *view) (site Snapshot, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault(p)
		}
	}()
	return s.o.Load(ctx, v)
}

// fault returns the error for a panic.
func fault(p any) error {
	return lang.Errorf("dit is een fout in Weerklank zelf, niet van u (%v); meld dit, met wat weerklank version zegt",
		"this is a mistake in Weerklank itself, not yours (%v); please report it, with what weerklank version says", p)
}

// judge remembers which files are good, and returns what to use instead of
// those that are not. A file whose error is elsewhere (a page to which it links
// is gone) may be the same as when it was good: that needs no replacement. One
// that is missing does. One that never was good is shown as it is, when site has
// a page of it: whoever opens the preview to mend a text wants to see the text.
func (s *Server) judge(fs findings, site *Snapshot) map[string]*version {
	broken := map[string]bool{}
	for _, f := range fs.files {
		if f.of(diag.Error) > 0 && isText(f.file) {
			broken[f.file] = true
		}
	}
	for name, v := range s.read {
		if !broken[name] {
			s.good[name] = v
		}
	}
	instead := map[string]*version{}
	for name := range broken {
		good, now := s.good[name], s.read[name]
		_, err := s.root.Stat(name)
		if err == nil && good == nil && now != nil && site.has(name) {
			s.usable[name] = now
			continue
		}
		if good == nil {
			good = s.usable[name]
		}
		if err != nil || good == nil || now == nil || !bytes.Equal(good.data, now.data) {
			instead[name] = good
		}
	}
	return instead
}

// shown returns the problems to show, in order.
func shown(ps []diag.Problem) []diag.Problem {
	off := func(p diag.Problem) bool { return p.Severity == diag.Off }
	return diag.Sort(slices.DeleteFunc(slices.Clone(ps), off))
}

// hasFolder reports whether the source folder has a folder of this name.
func (s *Server) hasFolder(name string) bool {
	info, err := s.root.Stat(name)
	return err == nil && info.IsDir()
}

// rule returns the rule with a code, nil if it is not known.
func (st *state) rule(code string) *diag.Rule {
	if st.now != nil {
		for _, r := range st.now.Rules {
			if r.Code == code {
				return r
			}
		}
	}
	return nil
}

func (site *Snapshot) address(file string) string {
	if site.Address == nil || file == "" {
		return ""
	}
	return site.Address(file)
}

// has reports whether the site has a page that is made from a file.
func (site *Snapshot) has(file string) bool {
	address := site.address(file)
	return address != "" && site.Page != nil && site.Page(address).File == file
}

// summary returns the line for the terminal about a load that took d.
func (st *state) summary(d time.Duration) lang.Text {
	if !st.failure.IsZero() {
		return lang.F("de site kan niet worden gemaakt: %s", "the site cannot be made: %s", st.failure)
	}
	return lang.F("gelezen in %[2]d ms: %[1]s", "read in %[2]d ms: %[1]s", st.counts(), d.Milliseconds())
}

// counts says how many problems there are.
func (st *state) counts() lang.Text {
	c, files := st.findings.counts, 0
	for _, f := range st.findings.files {
		if f.file != "" {
			files++
		}
	}
	in := func(l lang.Lang) string { return diag.SummaryOf(c[0], c[1], c[2], files, l) }
	return lang.T(in(lang.NL), in(lang.EN))
}

// reason returns the message of err in every language that it has.
func reason(err error) lang.Text {
	if e, ok := errors.AsType[*lang.Error](err); ok {
		return e.Text
	}
	return lang.T(err.Error(), err.Error())
}
