//go:build linux

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"runtime"
	"strings"
)

// The names of what is measured, as the tables have them.
const (
	nameAll          = "Weerklank, everything"
	nameLimited      = "Weerklank, only comparable pages"
	nameFloor        = "only writing: "
	nameUnchanged    = "nothing changed"
	nameCheckout     = "nothing changed, all files newly checked out"
	nameChanged      = "one traject changed"
	nameCheckFirst   = "check of one file, the first time"
	nameCheckAgain   = "check of one file"
	nameFirstPageNew = "start to first page, the first time"
	nameFirstPage    = "start to first page"
	nameEditTraject  = "saved to shown, page of the traject"
	nameEditSignaal  = "saved to shown, page of the signaal"
)

// results are the figures of every step that was ever run in a scratch folder.
type results struct {
	Steps map[string]*step `json:"steps"`
}

// A step is what one step found.
type step struct {
	Made    string               `json:"made"`
	Machine string               `json:"machine"`
	Command string               `json:"command"`
	Runs    map[string][]run     `json:"runs,omitempty"`
	Disk    map[string][]run     `json:"disk,omitempty"`
	Amounts map[string]amount    `json:"amounts,omitempty"`
	Sizes   map[string]int       `json:"sizes,omitempty"` // how many trajecten
	Seconds map[string][]float64 `json:"seconds,omitempty"`
	Peak    float64              `json:"peak,omitempty"` // MiB of the preview
	Size    int                  `json:"size,omitempty"`
	Stages  []stage              `json:"stages,omitempty"`
}

// look counts what a contender made; when whole, it has to have every text on its
// pages.
func (s *step) look(c contender, out string, whole bool) error {
	a, err := amountOf(out)
	if err == nil && whole {
		a.Comparable, err = sameContent(out, c.size)
	}
	if s.Amounts == nil {
		s.Amounts, s.Sizes = map[string]amount{}, map[string]int{}
	}
	s.Amounts[c.name], s.Sizes[c.name] = a, c.size
	return err
}

func readResults(name string) (*results, error) {
	r := &results{Steps: map[string]*step{}}
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(b, r)
	}
	return r, err
}

func (r *results) write(name string) error {
	b, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(b, '\n'), 0o644)
}

// machine says on what is measured.
func machine() string {
	model, kernel := "unknown processor", "unknown"
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if m := regexp.MustCompile(`(?m)^model name\s*: (.+)$`).FindSubmatch(b); m != nil {
			model = string(m[1])
		}
	}
	if b, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		kernel, _, _ = strings.Cut(strings.TrimSpace(string(b)), "-")
	}
	return fmt.Sprintf("%s, %d cores, Linux %s, %s", model, runtime.NumCPU(), kernel, runtime.Version())
}

// table is what stands between two marks in the page; the words around it are
// written by people.
var table = regexp.MustCompile(`(?s)(<!-- measured: ([a-z]+) -->\n).*?(<!-- /measured -->)`)

// redraw puts the figures into the page.
func (r *results) redraw(name string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var unknown error
	page := table.ReplaceAllStringFunc(string(b), func(s string) string {
		m := table.FindStringSubmatch(s)
		draw, ok := drawings[m[2]]
		if !ok {
			unknown = fmt.Errorf("%s has a mark for %q, which is no table", name, m[2])
			return s
		}
		return m[1] + draw(r) + m[3]
	})
	if unknown != nil {
		return unknown
	}
	return os.WriteFile(name, []byte(page), 0o644)
}

var drawings = map[string]func(r *results) string{
	"aims": drawAims, "cold": drawCold, "large": drawLarge, "again": drawAgain, "preview": drawPreview, "stages": drawStages, "how": drawHow,
}

// An aim is a row of what was promised.
type aim struct {
	work, must, want string
	measured         func(r *results) string
}

var aims = []aim{
	{"cold build, small site, against Hugo `--minify`", "5 times as fast", "10 times", func(r *results) string {
		cold := r.step("cold")
		return factor(walls(cold.Runs["Hugo"]), walls(cold.Runs[nameAll])) + " times; only the comparable pages " + factor(walls(cold.Runs["Hugo"]), walls(cold.Runs[nameLimited])) + " times"
	}},
	{"peak memory, large site, against Hugo's", "1/10", "1/20", func(r *results) string {
		of, hugo := memory(r.ofSize("large", nameAll, true)), memory(r.ofSize("large", "Hugo", true))
		return mib(of) + ", 1/" + factor(hugo, of) + " of Hugo's"
	}},
	{"cold build, large site, time for each traject against the small one", "within 20 %", "within 5 %", func(r *results) string {
		large, small := r.ofSize("large", nameAll, true), r.ofSize("large", nameAll, false)
		if len(large) == 0 || len(small) == 0 {
			return none
		}
		sizes := r.step("large").sizes(nameAll)
		each := walls(large).median / float64(sizes[1]) / (walls(small).median / float64(sizes[0]))
		return fmt.Sprintf("%+.0f %%", 100*(each-1))
	}},
	{"cold build, huge site", "finishes, 2 GiB", "1 GiB", func(r *results) string {
		runs := r.ofSize("huge", nameAll, true)
		return seconds(walls(runs)) + ", " + mib(memory(runs))
	}},
	{"build again, nothing changed, large site", "1 s", "0.5 s", func(r *results) string {
		again := r.step("again")
		return seconds(walls(again.Runs[nameUnchanged])) + "; newly checked out " + seconds(walls(again.Runs[nameCheckout]))
	}},
	{"build again, one traject changed, large site", "10 % of the cold build", "3 %", func(r *results) string {
		changed, whole := walls(r.step("again").Runs[nameChanged]), walls(r.ofSize("large", nameAll, true))
		return seconds(changed) + ", " + percent(changed, whole)
	}},
	{"preview, large site: saved file to changed text served", "median 150 ms", "50 ms", func(r *results) string {
		s := r.step("preview").Seconds
		return "traject " + millis(spreadOf(s[nameEditTraject])) + ", signaal " + millis(spreadOf(s[nameEditSignaal]))
	}},
	{"preview, large site: start to first page", "1/5 of a cold build", "1/10", func(r *results) string {
		first, whole := spreadOf(r.step("preview").Seconds[nameFirstPage]), walls(r.ofSize("large", nameAll, true))
		return seconds(first) + ", 1/" + factor(whole, first)
	}},
	{"`check` of one file, large site", "1 s", "300 ms", func(r *results) string { return millis(walls(r.step("check").Runs[nameCheckAgain])) }},
}

func drawAims(r *results) string {
	var b strings.Builder
	b.WriteString("\n| work | must | aim | measured |\n| --- | --- | --- | --- |\n")
	for _, a := range aims {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", a.work, a.must, a.want, a.measured(r))
	}
	return b.String() + "\n"
}

func drawCold(r *results) string {
	cold := r.step("cold")
	hugo, everything := walls(cold.Runs["Hugo"]), walls(cold.Runs[nameAll])
	out := ""
	for _, part := range []struct {
		where string
		runs  map[string][]run
	}{{"published to a folder in memory", cold.Runs}, {"published to a disk", cold.Disk}} {
		if len(part.runs) == 0 && part.where != "published to a folder in memory" {
			continue
		}
		out += "\n| " + part.where + " | wall | processor | peak memory | files | bytes | comparable pages | Hugo took |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n"
		if out != "" && len(cold.Disk) > 0 {
			hugo, everything = walls(part.runs["Hugo"]), walls(part.runs[nameAll])
		}
		for _, name := range []string{nameAll, nameLimited, "Hugo", "Eleventy", nameFloor + nameAll, nameFloor + nameLimited} {
			runs, a := part.runs[name], cold.Amounts[name]
			pages, peak := "", mib(memory(runs))
			if a.Comparable > 0 {
				pages = thousands(a.Comparable)
			}
			if strings.HasPrefix(name, nameFloor) {
				peak = "" // it holds all that it writes
			}
			out += fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s | %s times |\n", name, seconds(walls(runs)), seconds(cpus(runs)), peak,
				thousands(a.Files), megabytes(a.Bytes), pages, factor(hugo, walls(runs)))
		}
	}
	if everything.median > 0 {
		floor := walls(cold.Runs[nameFloor+nameAll])
		out += fmt.Sprintf("\nOf a build with everything, %s is what writing the same bytes takes.\n", percent(floor, everything))
	}
	return out + "\n"
}

func drawLarge(r *results) string {
	out := "\n| | wall | processor | peak memory | files | bytes |\n| --- | --- | --- | --- | --- | --- |\n"
	for _, name := range []string{"large", "huge"} {
		s := r.step(name)
		for _, prefix := range []string{nameAll, "Hugo"} {
			for _, size := range s.sizes(prefix) {
				label := fmt.Sprintf("%s, %s", prefix, thousands(size))
				runs, a := s.Runs[label], s.Amounts[label]
				out += fmt.Sprintf("| %s | %s | %s | %s | %s | %s |\n", label, seconds(walls(runs)), seconds(cpus(runs)), mib(memory(runs)), thousands(a.Files), megabytes(a.Bytes))
			}
		}
	}
	return out + "\n"
}

func drawAgain(r *results) string {
	whole := walls(r.ofSize("large", nameAll, true))
	out := "\n| | wall | processor | peak memory | of a cold build |\n| --- | --- | --- | --- | --- |\n"
	row := func(name string, runs []run) {
		out += fmt.Sprintf("| %s | %s | %s | %s | %s |\n", name, seconds(walls(runs)), seconds(cpus(runs)), mib(memory(runs)), percent(walls(runs), whole))
	}
	for _, name := range []string{nameUnchanged, nameCheckout, nameChanged} {
		row("build, "+name, r.step("again").Runs[name])
	}
	for _, name := range []string{nameCheckFirst, nameCheckAgain} {
		row(name, r.step("check").Runs[name])
	}
	return out + "\n"
}

func drawPreview(r *results) string {
	s := r.step("preview")
	out := "\n| | median | times |\n| --- | --- | --- |\n"
	for _, name := range []string{nameFirstPageNew, nameFirstPage, nameEditTraject, nameEditSignaal} {
		out += fmt.Sprintf("| %s | %s | %d |\n", name, millis(spreadOf(s.Seconds[name])), len(s.Seconds[name]))
	}
	if s.Peak > 0 {
		out += fmt.Sprintf("\nThe preview took %.0f MiB at its peak.\n", s.Peak)
	}
	return out + "\n"
}

func drawStages(r *results) string {
	s := r.step("stages")
	var sum stage
	for _, x := range s.Stages {
		sum.CPU += x.CPU
		sum.Allocated += x.Allocated
	}
	out := "\n| stage | processor | share | µs a traject | allocated | share | in use at the end |\n| --- | --- | --- | --- | --- | --- | --- |\n"
	for _, x := range s.Stages {
		if x.CPU*100 < sum.CPU && x.Allocated*100 < sum.Allocated {
			continue // less than a hundredth of both
		}
		out += fmt.Sprintf("| %s | %.2f s | %.0f %% | %.0f | %.0f MiB | %.0f %% | %.1f MiB |\n", x.Name, x.CPU, 100*x.CPU/sum.CPU, 1e6*x.CPU/float64(max(1, s.Size)),
			x.Allocated, 100*x.Allocated/sum.Allocated, x.Kept)
	}
	return out + "\n"
}

// drawHow says on which day, on which machine and with which command.
func drawHow(r *results) string {
	out := "\n| step | day | machine | command |\n| --- | --- | --- | --- |\n"
	for _, s := range steps {
		if x, ok := r.Steps[s.name]; ok {
			out += fmt.Sprintf("| %s | %s | %s | `%s` |\n", s.name, x.Made, x.Machine, strings.TrimSpace(x.Command))
		}
	}
	return out + "\n"
}
