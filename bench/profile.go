//go:build linux

package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A stage is what one stage of a build takes, of the profiles.
type stage struct {
	Name      string  `json:"name"`
	CPU       float64 `json:"cpu"`       // seconds of all cores together
	Allocated float64 `json:"allocated"` // MiB, over the whole build
	Kept      float64 `json:"kept"`      // MiB in use at the end
}

// stages says to which stage a package of this module belongs. A sample counts
// for the innermost of these on its stack, so that what a stage asks of Go or of a
// library is its own.
var stages = map[string]string{
	"content": "read YAML and Markdown files", "traject": "understand front matter",
	"markdown": "Markdown", "check": "check", "privacy": "check", "taalgebruik": "check", "exif": "check", "diag": "check",
	"site": "lists, figures, links", "permalinks": "lists, figures, links", "versies": "lists, figures, links", "history": "lists, figures, links", "weggehaald": "lists, figures, links",
	"render": "pages", "compile": "pages", "huisstijl": "pages",
	"zoek": "search index", "opendata": "open data", "feed": "feeds, calendar, citations, codes", "agenda": "feeds, calendar, citations, codes",
	"citation": "feeds, calendar, citations, codes", "qr": "feeds, calendar, citations, codes",
	"publish": "publish", "load": "load", "cache": "cache",
}

// passing are packages that work for whoever calls them.
var passing = map[string]bool{"slug": true, "lang": true, "talen": true, "tabel": true}

const collecting, rest = "garbage collection", "the rest of Go"

// profiler is added to the program while it is built for a profile, and to no
// other: the program itself has no such option.
const profiler = `package main

import (
	"os"
	"runtime"
	"runtime/pprof"
)

func profiled(run func() int) int {
	cpu, err := os.Create(os.Getenv("BENCH_PROFILE") + ".cpu")
	if err != nil {
		panic(err)
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		panic(err)
	}
	status := run()
	pprof.StopCPUProfile()
	cpu.Close()
	runtime.GC()
	heap, err := os.Create(os.Getenv("BENCH_PROFILE") + ".heap")
	if err != nil {
		panic(err)
	}
	pprof.WriteHeapProfile(heap)
	heap.Close()
	return status
}
`

// mainLine is the line of cmd/weerklank/main.go that runs the program.
const mainLine = "os.Exit(p.Main(os.Args[1:]))"

// profiledProgram builds the program with a profiler around it.
func (b *bench) profiledProgram() (string, error) {
	main := filepath.Join(b.root, "cmd/weerklank/main.go")
	source, err := os.ReadFile(main)
	if err != nil {
		return "", err
	}
	wrapped := bytes.Replace(source, []byte(mainLine), []byte("os.Exit(profiled(func() int { return p.Main(os.Args[1:]) }))"), 1)
	if bytes.Equal(wrapped, source) {
		return "", fmt.Errorf("%s has no line %q to put a profiler around", main, mainLine)
	}
	dir := filepath.Join(b.scratch, "profile")
	replace := map[string]string{main: filepath.Join(dir, "main.go"), filepath.Join(b.root, "cmd/weerklank/profiled.go"): filepath.Join(dir, "profiled.go")}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for name, data := range map[string][]byte{"main.go": wrapped, "profiled.go": []byte(profiler), "overlay.json": overlay} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return "", err
		}
	}
	program := filepath.Join(dir, "weerklank")
	return program, b.command(b.root, "go", "build", "-trimpath", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, "./cmd/weerklank")
}

// profile builds a site of n trajecten once and says what each stage took.
func (b *bench) profile(n int) ([]stage, error) {
	program, err := b.profiledProgram()
	if err != nil {
		return nil, err
	}
	source, err := b.site("weerklank", n)
	if err != nil {
		return nil, err
	}
	if err := os.RemoveAll(filepath.Join(source, ".weerklank")); err != nil {
		return nil, err
	}
	out := filepath.Join(b.memory, "profile")
	defer os.RemoveAll(out)
	if err := b.waitForQuiet(); err != nil {
		return nil, err
	}
	to := filepath.Join(b.scratch, "profile/build")
	if err := b.command(b.scratch, "env", "BENCH_PROFILE="+to, program, "build", "-q", "-s", source, "-d", filepath.Join(out, "site"), "--date", today); err != nil {
		return nil, err
	}
	found := map[string]*stage{}
	for _, part := range []struct {
		file, index, unit string
		scale             float64
		field             func(s *stage) *float64
	}{
		{to + ".cpu", "cpu", "ms", 1000, func(s *stage) *float64 { return &s.CPU }},
		{to + ".heap", "alloc_space", "kB", 1024, func(s *stage) *float64 { return &s.Allocated }},
		{to + ".heap", "inuse_space", "kB", 1024, func(s *stage) *float64 { return &s.Kept }},
	} {
		traces, err := exec.Command("go", "tool", "pprof", "-traces", "-sample_index="+part.index, "-unit="+part.unit, program, part.file).Output()
		if err != nil {
			return nil, fmt.Errorf("go tool pprof %s: %w", part.file, err)
		}
		for name, value := range byStage(string(traces), part.unit) {
			if found[name] == nil {
				found[name] = &stage{Name: name}
			}
			*part.field(found[name]) += value / part.scale
		}
	}
	var all []stage
	for _, name := range slices.Sorted(maps.Keys(found)) {
		all = append(all, *found[name])
	}
	slices.SortStableFunc(all, func(a, b stage) int { return cmp.Compare(b.CPU, a.CPU) })
	return all, nil
}

// byStage adds up the samples of `go tool pprof -traces` by stage. A sample is a
// value with the innermost function, and below it the functions around that one.
func byStage(traces, unit string) map[string]float64 {
	sums := map[string]float64{}
	value, stack := 0.0, []string(nil)
	flush := func() {
		if len(stack) > 0 {
			sums[stageOf(stack)] += value
		}
		value, stack = 0, nil
	}
	lines := bufio.NewScanner(strings.NewReader(traces))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if strings.HasPrefix(lines.Text(), "-----------+") {
			flush()
			continue
		}
		if len(stack) == 0 && len(fields) >= 2 {
			if v, err := strconv.ParseFloat(strings.TrimSuffix(fields[0], unit), 64); err == nil {
				value, stack = v, []string{fields[1]}
			}
			continue
		}
		if len(stack) > 0 && len(fields) > 0 {
			stack = append(stack, fields[0])
		}
	}
	flush()
	return sums
}

// stageOf returns the stage of a stack, innermost function first.
func stageOf(stack []string) string {
	for _, f := range stack {
		if strings.HasPrefix(f, "runtime.gcBgMarkWorker") || strings.HasPrefix(f, "runtime.gcAssist") || strings.HasPrefix(f, "runtime.bgsweep") || strings.HasPrefix(f, "runtime.bgscavenge") {
			return collecting
		}
		after, ours := strings.CutPrefix(f, "weerklank/internal/")
		if !ours {
			continue
		}
		name := after[:strings.IndexAny(after+".", "./")]
		if s, ok := stages[name]; ok {
			return s
		}
		if !passing[name] {
			return "internal/" + name
		}
	}
	if strings.HasPrefix(stack[len(stack)-1], "main.") || strings.HasPrefix(stack[len(stack)-1], "runtime.main") {
		return "command line"
	}
	return rest
}
