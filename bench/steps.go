//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// steps are what can be measured, in the order in which it is.
var steps = []struct {
	name, what string
	run        func(b *bench, s *step) error
}{
	{"cold", "the small site, never built before, of every program in turn", (*bench).stepCold},
	{"large", "the large site beside the small one: memory, and whether time grows with it", (*bench).stepLarge},
	{"again", "the large site once more: unchanged, a fresh checkout, one traject changed", (*bench).stepAgain},
	{"check", "one file of the large site", (*bench).stepCheck},
	{"preview", "the large site: from the start to the first page, from a saved file to the page", (*bench).stepPreview},
	{"stages", "what each stage takes of a build of the small site", (*bench).stepStages},
	{"huge", "the huge site, once, on disk", (*bench).stepHuge},
}

func (b *bench) stepCold(s *step) error {
	source, err := b.site("weerklank", b.small)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	weerklank := cold(b.weerklankBuild(nameAll, source, b.small), source)
	onlyPages := contender{name: nameLimited, size: b.small, dir: b.scratch, args: func(out string) []string { return []string{self, "limited", source, out} }}
	contenders := []contender{weerklank, onlyPages}
	if b.hugo != "none" {
		c, err := b.hugoBuild(b.small)
		if err != nil {
			return err
		}
		contenders = append(contenders, c)
	}
	if b.eleventy {
		c, err := b.eleventyBuild(b.small)
		if err != nil {
			return err
		}
		contenders = append(contenders, c)
	}
	// What only is written, was built before by the others.
	for _, c := range []contender{weerklank, onlyPages} {
		made := filepath.Join(b.memory, "made", c.name)
		if _, err := once(c, made); err != nil {
			return err
		}
		contenders = append(contenders, contender{name: nameFloor + c.name, size: b.small, dir: b.scratch, own: true,
			args: func(out string) []string { return []string{self, "floor", made, out} }})
	}
	look := func(c contender, out string) error { return s.look(c, out, !c.own) }
	if s.Runs, err = b.alternate(b.runs, b.memory, contenders, look); err != nil || !b.disk {
		return err
	}
	disk := filepath.Join(b.scratch, "disk")
	defer os.RemoveAll(disk)
	s.Disk, err = b.alternate(b.runs, disk, contenders, nil)
	return err
}

func (b *bench) stepLarge(s *step) error {
	var contenders []contender
	for _, n := range []int{b.small, b.large} {
		source, err := b.site("weerklank", n)
		if err != nil {
			return err
		}
		contenders = append(contenders, cold(b.weerklankBuild(fmt.Sprintf("%s, %s", nameAll, thousands(n)), source, n), source))
	}
	if b.hugo != "none" {
		c, err := b.hugoBuild(b.large)
		if err != nil {
			return err
		}
		c.name = fmt.Sprintf("Hugo, %s", thousands(b.large))
		contenders = append(contenders, c)
	}
	var err error
	s.Runs, err = b.alternate(min(b.runs, 3), b.memory, contenders, func(c contender, out string) error { return s.look(c, out, false) })
	return err
}

// stepAgain builds the same site into the same folder.
func (b *bench) stepAgain(s *step) error {
	source, err := b.site("weerklank", b.large)
	if err != nil {
		return err
	}
	out := filepath.Join(b.memory, "again/site")
	defer os.RemoveAll(filepath.Dir(out))
	build := func(name string, before func(round int) error) contender {
		c, round := b.weerklankBuild(name, source, b.large), 0
		c.kept = out
		c.before = func() error {
			round++
			return before(round)
		}
		return c
	}
	// A build of a new site and the one behind it are not measured: they fill what
	// is kept, and make the folders that take turns.
	first := cold(b.weerklankBuild("first", source, b.large), source)
	first.kept = out
	if _, err := b.alternate(1, "", []contender{first}, nil); err != nil {
		return err
	}
	edited := func(round int) error { return b.change(source, 1+(11+round*37)%b.large, round) }
	second := build("second", edited)
	if _, err := b.alternate(1, "", []contender{second}, nil); err != nil {
		return err
	}
	s.Runs, err = b.alternate(b.runs, "", []contender{
		build(nameChanged, func(round int) error { return edited(round + 1) }),
		build(nameUnchanged, func(int) error { return nil }),
		build(nameCheckout, func(int) error { return touch(source) }),
	}, nil)
	return err
}

// change puts one sentence into a traject.
func (b *bench) change(source string, i, round int) error {
	name := filepath.Join(source, "content/trajecten", slugOf(i)+".md")
	made := makeSample(i).file
	return os.WriteFile(name, bytes.Replace(made, []byte(bodyBegin), fmt.Appendf(nil, "%sAangepaste zin nummer %d. ", bodyBegin, round), 1), 0o644)
}

// touch gives every file of the content a new time of change, as a checkout does.
func touch(source string) error {
	now := time.Now()
	return filepath.WalkDir(filepath.Join(source, "content"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chtimes(name, now, now)
	})
}

func (b *bench) stepCheck(s *step) error {
	source, err := b.site("weerklank", b.large)
	if err != nil {
		return err
	}
	check := func(name string, before func() error) contender {
		round := 0
		return contender{name: name, size: b.large, dir: source, kept: filepath.Join(b.memory, "check"),
			before: func() error {
				round++
				if err := b.change(source, 5, round); err != nil {
					return err
				}
				return before()
			},
			args: func(string) []string {
				return []string{b.weerklank, "check", "--date", today, "content/trajecten/" + slugOf(5) + ".md"}
			}}
	}
	if s.Runs, err = b.alternate(1, "", []contender{
		check(nameCheckFirst, func() error { return os.RemoveAll(filepath.Join(source, ".weerklank")) }),
	}, nil); err != nil {
		return err
	}
	again, err := b.alternate(b.runs, "", []contender{check(nameCheckAgain, func() error { return nil })}, nil)
	s.Runs[nameCheckAgain] = again[nameCheckAgain]
	return err
}

func (b *bench) stepPreview(s *step) error {
	source, err := b.site("weerklank", b.large)
	if err != nil {
		return err
	}
	s.Seconds = map[string][]float64{}
	// Nothing kept of an earlier start; then as somebody starts it every day.
	for i, name := range []string{nameFirstPageNew, nameFirstPage, nameFirstPage, nameFirstPage} {
		if i == 0 {
			if err := os.RemoveAll(filepath.Join(source, ".weerklank")); err != nil {
				return err
			}
		}
		if err := b.waitForQuiet(); err != nil {
			return err
		}
		server, err := b.startPreview(source, "/trajecten/"+slugOf(7)+"/")
		if err != nil {
			return err
		}
		time.Sleep(time.Second)
		server.stop()
		s.Seconds[name] = append(s.Seconds[name], server.first)
		b.say("  %s: %.2f s", name, server.first)
	}
	if err := b.waitForQuiet(); err != nil {
		return err
	}
	server, err := b.startPreview(source, "/trajecten/"+slugOf(7)+"/")
	if err != nil {
		return err
	}
	for _, page := range []struct{ name, address, after string }{
		{nameEditTraject, "/trajecten/%s/", bodyBegin},
		{nameEditSignaal, "/trajecten/%s/s1/", "    reden: >-\n      "},
	} {
		took, err := b.edits(server, source, b.large, page.address, page.after)
		if err != nil {
			server.stop()
			return err
		}
		s.Seconds[page.name] = took
		b.say("  %s: %.0f ms", page.name, 1000*spreadOf(took).median)
	}
	s.Peak = server.stop()
	return nil
}

func (b *bench) stepStages(s *step) error {
	var err error
	s.Size = b.small
	s.Stages, err = b.profile(b.small)
	return err
}

func (b *bench) stepHuge(s *step) error {
	source, err := b.site("weerklank", b.huge)
	if err != nil {
		return err
	}
	c := cold(b.weerklankBuild(fmt.Sprintf("%s, %s", nameAll, thousands(b.huge)), source, b.huge), source)
	disk := filepath.Join(b.scratch, "disk")
	defer os.RemoveAll(disk)
	s.Runs, err = b.alternate(1, disk, []contender{c}, func(c contender, out string) error { return s.look(c, out, false) })
	return err
}
