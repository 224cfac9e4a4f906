// Bench measures how fast Weerklank is, beside Hugo and Eleventy with the same
// trajecten and beside a program that only writes the same bytes, and draws the
// tables of docs/snelheid.md. See README.md in this folder.
//
//go:build linux

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A bench is one run of this program.
type bench struct {
	root, scratch, memory string // folders: the project, for sites and programs, and one that is in memory
	hugo                  string // the program, or "none"
	eleventy, busy, disk  bool
	small, large, huge    int // how many trajecten
	runs, edit            int
	steps                 []string
	startedAs             string // the command, without what is of this machine only

	weerklank string
	outputs   int
	results   *results
}

func main() {
	if err := start(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func start(args []string) error {
	// What it measures beside other programs, it is itself.
	if len(args) == 3 && args[0] == "floor" {
		return writeOnly(args[1], args[2])
	}
	if len(args) == 3 && args[0] == "limited" {
		return buildLimited(args[1], args[2])
	}
	b, docs, err := parse(args)
	if err != nil {
		return err
	}
	for _, dir := range []string{b.scratch, b.memory, filepath.Join(b.scratch, "bin")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	defer os.RemoveAll(b.memory)
	if err := b.programs(); err != nil {
		return err
	}
	file := filepath.Join(b.scratch, "results.json")
	if b.results, err = readResults(file); err != nil {
		return err
	}
	for _, s := range steps {
		if !slices.Contains(b.steps, s.name) || s.name == "huge" && b.huge == 0 {
			continue
		}
		b.say("%s: %s", s.name, s.what)
		b.results.Steps[s.name] = &step{Made: time.Now().Format(time.DateOnly), Machine: machine(), Command: b.startedAs}
		if err := s.run(b, b.results.Steps[s.name]); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := b.results.write(file); err != nil {
			return err
		}
	}
	b.say("the figures are in %s", file)
	if docs == "" {
		return nil
	}
	return b.results.redraw(docs)
}

func parse(args []string) (b *bench, docs string, err error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, "", err
	}
	if _, err := os.Stat(filepath.Join(root, "cmd/weerklank/main.go")); err != nil {
		return nil, "", fmt.Errorf("run this in the folder of the project")
	}
	var names []string
	for _, s := range steps {
		names = append(names, s.name)
	}
	b = &bench{root: root}
	var list string
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.StringVar(&list, "steps", strings.Join(names, ","), "what to measure")
	f.IntVar(&b.small, "small", 1000, "how many trajecten the small site has")
	f.IntVar(&b.large, "large", 10_000, "how many the large site has")
	f.IntVar(&b.huge, "huge", 0, "how many the huge site has; 100000 needs an hour and 30 GB of disk")
	f.IntVar(&b.runs, "n", 5, "how often each program runs")
	f.IntVar(&b.edit, "edits", 20, "how often a file is changed in the preview")
	f.StringVar(&b.hugo, "hugo", "", "Hugo "+hugoVersion+"; none leaves it out (else: the one of this machine, or it is built)")
	f.BoolVar(&b.eleventy, "eleventy", true, "measure Eleventy too; needs Node and npm")
	f.BoolVar(&b.busy, "busy", false, "do not wait until other programs are quiet: to try it, not to measure")
	f.BoolVar(&b.disk, "disk", false, "publish to a disk as well as to memory in the step cold")
	f.StringVar(&b.scratch, "scratch", filepath.Join(os.TempDir(), "weerklank-bench"), "folder for sites, programs and results")
	f.StringVar(&b.memory, "memory", "/dev/shm/weerklank-bench", "folder in memory in which sites are published")
	f.StringVar(&docs, "docs", "docs/snelheid.md", "the page of which the tables are drawn; nothing: leave it")
	if err := f.Parse(args); err != nil {
		return nil, "", err
	}
	b.startedAs = "go run ./bench"
	f.Visit(func(x *flag.Flag) {
		if !slices.Contains([]string{"scratch", "memory", "docs", "hugo"}, x.Name) {
			b.startedAs += " -" + x.Name + " " + x.Value.String()
		}
	})
	b.steps = strings.Split(list, ",")
	for _, s := range b.steps {
		if !slices.Contains(names, s) {
			return nil, "", fmt.Errorf("there is no step %q; there are %s", s, strings.Join(names, ", "))
		}
	}
	if b.scratch, err = filepath.Abs(b.scratch); err == nil {
		b.memory, err = filepath.Abs(b.memory)
	}
	return b, docs, err
}

func (b *bench) say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
