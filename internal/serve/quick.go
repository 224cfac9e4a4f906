package serve

import (
	"bytes"
	"context"
	"io"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// A follower brings what is shown up to date after each change: at once as far as
// that can be, and whole when it has been quiet for a moment. A load that is under
// way when something changes is given up, for what it would show is old.
type follower struct {
	s   *Server
	due chan struct{} // holds one: a load is to begin

	mu   sync.Mutex
	look bool               // see Server.reload; of what was not loaded yet
	wait time.Duration      // before the next load
	stop context.CancelFunc // of the load that is under way
}

func newFollower(s *Server) *follower {
	return &follower{s: s, due: make(chan struct{}, 1), stop: func() {}}
}

// changed is told the names of the files that changed, relative to the source and
// with slashes; nil when they are not known.
func (f *follower) changed(names []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stop()
	f.wait = 0
	names = f.s.there(names)
	if len(names) == 1 && f.s.quick(names[0]) {
		f.wait = f.s.o.settle
	}
	f.look = f.look || len(names) == 0
	for _, name := range names {
		f.look = f.look || path.Ext(name) != ".md"
	}
	select {
	case f.due <- struct{}{}:
	default:
	}
}

// there leaves out what came and went: the files beside the one that is saved, in
// which many programs write first. It is nil when names is.
func (s *Server) there(names []string) []string {
	v := s.state.Load().view
	return slices.DeleteFunc(names, func(name string) bool {
		if v != nil && v.knows(name) {
			return false
		}
		_, err := s.root.Lstat(filepath.FromSlash(name))
		return err != nil
	})
}

// run loads the site when that is due, until ctx ends.
func (f *follower) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.due:
		}
		f.mu.Lock()
		wait, look := f.wait, f.look
		loading, stop := context.WithCancel(ctx)
		f.stop = stop
		f.mu.Unlock()
		select {
		case <-loading.Done():
		case <-time.After(wait):
			f.s.reload(loading, look)
		}
		f.mu.Lock()
		if loading.Err() == nil {
			f.look = false
		}
		stop()
		f.mu.Unlock()
	}
}

// quick shows the pages of one file as it is now. It reports false when that needs
// the whole site to be loaded.
func (s *Server) quick(name string) bool {
	began := time.Now()
	old := s.state.Load()
	if old.site == nil || old.site.With == nil || !old.failure.IsZero() || len(old.instead) > 0 {
		return false
	}
	v, ok := old.view.with(name)
	if !ok {
		return false
	}
	site, ok := s.with(old.site, v, name)
	if !ok {
		return false
	}
	next := &state{
		site: &site, now: &site, findings: old.findings.with(name, shown(site.Problems)), vscode: old.vscode,
		look: old.look, view: v, hasty: true, replaced: make(chan struct{}),
	}
	if !s.replace(old, next) {
		return false
	}
	s.o.log(next.summary(time.Since(began)))
	return true
}

// with calls With. For panics see load.
func (s *Server) with(site *Snapshot, v *view, name string) (next Snapshot, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return site.With(v, name)
}

// knows reports whether a file was read for v.
func (v *view) knows(name string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.read[name] != nil
}

// with returns a sealed view that has one text file as it is on disk now. ok is
// false when it is not there, did not change, or is no text.
func (v *view) with(name string) (next *view, ok bool) {
	before := v.read[name]
	if !isText(name) || before == nil {
		return nil, false
	}
	f, err := v.disk.Open(name)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxText {
		return nil, false
	}
	data, err := io.ReadAll(f)
	if err != nil || bytes.Equal(data, before.data) {
		return nil, false
	}
	next = &view{disk: v.disk, read: maps.Clone(v.read), sealed: true}
	next.read[name] = &version{path.Base(name), info.Mode(), info.ModTime(), data}
	return next, true
}
