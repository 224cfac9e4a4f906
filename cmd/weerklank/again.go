package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"time"

	"weerklank/internal/cache"
	"weerklank/internal/pack"
	"weerklank/internal/publish"
)

// A said is what a build told, so that the same build can tell it again without
// being made.
type said struct {
	Problems string   // as they were shown
	Pages    int      // of the site
	Lines    []string // of the summary, behind the first
}

// A repeat is what tells whether a build would give what is published already. A
// nil repeat never does.
type repeat struct {
	path  string // of what was said
	key   string // of the site
	words string // what decides how it is said
}

// saidCodec packs what was said.
func saidCodec() *pack.Codec[said] {
	c, err := pack.New[said]()
	if err != nil {
		panic(err) // a field that cannot be packed: no test passes
	}
	return c
}

// repeat returns what the site of o depends on, and lets the publisher keep what it
// must know the next time. It is nil where nothing is kept.
func (p *program) repeat(ctx context.Context, o *options, to *publish.Options) (*repeat, error) {
	if o.kept == "" {
		return nil, nil
	}
	root, _, err := o.openSource()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	key, err := p.loader(o, false).Key(ctx, root.FS())
	if err != nil || key == "" {
		return nil, err
	}
	dir := filepath.Dir(o.kept)
	to.Kept, to.Key = filepath.Join(dir, "website"), key
	return &repeat{filepath.Join(dir, "gezegd"), key, fmt.Sprintf("%q", []string{key, fmt.Sprint(p.lang, o.strict, o.quiet, p.color(p.Stderr)), p.Name, to.Destination})}, nil
}

// again says what the last build said, if nothing of the site has changed since, nor
// of what was published.
func (p *program) again(r *repeat, o *options, to publish.Options, started time.Time) bool {
	if r == nil {
		return false
	}
	var s said
	data, ok := cache.OpenRecords(r.path, r.words).Get("", sha256.Sum256(nil))
	if !ok || saidCodec().Read(data, &s) != nil {
		return false
	}
	result, ok := publish.Unchanged(to)
	if !ok {
		return false
	}
	fmt.Fprint(p.Stderr, s.Problems)
	if !o.quiet {
		p.counted(s.Pages, result, time.Since(started))
		for _, line := range s.Lines {
			fmt.Fprintln(p.Stderr, line)
		}
	}
	return true
}

// same reports whether the site still depends on what it did: a file that was
// changed while it was read would be published under another key.
func (r *repeat) same(p *program, ctx context.Context, o *options) (bool, error) {
	if r == nil {
		return false, nil
	}
	var to publish.Options
	now, err := p.repeat(ctx, o, &to)
	return now != nil && now.key == r.key, err
}

// remember keeps what was said.
func (r *repeat) remember(s said) {
	if r == nil {
		return
	}
	data, err := saidCodec().Append(nil, &s)
	if err != nil {
		return
	}
	w := cache.NewRecords(r.path)
	w.Add("", sha256.Sum256(nil), string(data))
	w.Close(r.words)
}
