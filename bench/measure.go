//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A run is what one run of a program took.
type run struct {
	Wall    float64 `json:"wall"`    // seconds
	CPU     float64 `json:"cpu"`     // seconds, of all cores together
	Memory  float64 `json:"memory"`  // MiB at its peak
	Foreign float64 `json:"foreign"` // the share of the cores that other programs took meanwhile
}

// A contender is a program that is measured.
type contender struct {
	name string
	size int    // how many trajecten
	dir  string // where it runs
	env  []string
	// args is the command line that makes the site in out.
	args func(out string) []string
	// before gets things ready, outside of the measurement; may be nil.
	before func() error
	// own: the program measures the part that counts itself, and prints it.
	own bool
	// kept: out is the same for every run, and stays.
	kept string
}

// tooBusy is the share of the cores that others may take before or during a run.
const tooBusy = 0.10

// alternate runs the contenders in turn, n times each, each into a new folder
// below where. look sees what a contender made the first time.
func (b *bench) alternate(n int, where string, contenders []contender, look func(c contender, out string) error) (map[string][]run, error) {
	runs := map[string][]run{}
	for round := range n {
		for _, c := range contenders {
			out := c.kept
			if out == "" {
				b.outputs++
				out = filepath.Join(where, fmt.Sprint("run-", b.outputs), "site")
			}
			r, err := b.quietRun(c, out)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
			b.say("  %s: %.2f s, %.2f s of processor, %.0f MiB (others took %.0f %%)", c.name, r.Wall, r.CPU, r.Memory, 100*r.Foreign)
			runs[c.name] = append(runs[c.name], r)
			if round == 0 && look != nil {
				if err := look(c, out); err != nil {
					return nil, fmt.Errorf("%s: %w", c.name, err)
				}
			}
			// On a disk everything stays until the end: to make files where many were
			// just deleted takes many times as long.
			if c.kept == "" && where == b.memory {
				if err := os.RemoveAll(filepath.Dir(out)); err != nil {
					return nil, err
				}
			}
		}
	}
	return runs, nil
}

// quietRun runs a program when nothing else runs, and again when it was disturbed.
func (b *bench) quietRun(c contender, out string) (run, error) {
	var best run
	for try := range 3 {
		if try > 0 && c.kept == "" {
			if err := os.RemoveAll(out); err != nil {
				return run{}, err
			}
		}
		if c.before != nil {
			if err := c.before(); err != nil {
				return run{}, err
			}
		}
		if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
			return run{}, err
		}
		if err := b.waitForQuiet(); err != nil {
			return run{}, err
		}
		r, err := once(c, out)
		if err != nil {
			return run{}, err
		}
		if try == 0 || r.Foreign < best.Foreign {
			best = r
		}
		if best.Foreign <= tooBusy || b.busy {
			break
		}
		b.say("  %s was disturbed (%.0f %%), once more", c.name, 100*r.Foreign)
	}
	return best, nil
}

// once runs a program and says what it took.
func once(c contender, out string) (run, error) {
	args := c.args(out)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = c.dir, append(os.Environ(), c.env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	before, err := busySeconds()
	if err != nil {
		return run{}, err
	}
	began := time.Now()
	if err := cmd.Run(); err != nil {
		said := stderr.String()
		return run{}, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, said[max(0, len(said)-1000):])
	}
	r := run{Wall: time.Since(began).Seconds(), CPU: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	after, err := busySeconds()
	if err != nil {
		return run{}, err
	}
	r.Foreign = max(0, after-before-r.CPU) / (r.Wall * float64(runtime.NumCPU()))
	if use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.Memory = float64(use.Maxrss) / 1024
	}
	if c.own {
		err = json.Unmarshal(stdout.Bytes(), &r)
	}
	return r, err
}

// busySeconds returns how long all cores together have worked since the start of
// the machine.
func busySeconds() (float64, error) {
	b, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(b), "\n")
	var sum float64
	for i, field := range strings.Fields(line)[1:9] {
		ticks, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return 0, err
		}
		if i != 3 && i != 4 { // idle, and waiting for a disk
			sum += ticks
		}
	}
	return sum / 100, nil // a tick is a hundredth of a second for every program
}

// waitForQuiet waits until other programs leave the machine alone.
func (b *bench) waitForQuiet() error {
	if b.busy {
		return nil
	}
	syscall.Sync()
	for began, said := time.Now(), false; ; {
		before, err := busySeconds()
		if err != nil {
			return err
		}
		time.Sleep(time.Second)
		after, err := busySeconds()
		if err != nil {
			return err
		}
		if after-before < tooBusy*float64(runtime.NumCPU()) {
			return nil
		}
		if !said && time.Since(began) > 10*time.Second {
			b.say("  waiting until other programs are quiet (-busy does not wait)")
			said = true
		}
		if time.Since(began) > 30*time.Minute {
			return fmt.Errorf("other programs kept the machine busy for half an hour; -busy measures all the same")
		}
	}
}

// A spread is the middle of some values, and how far they lie apart.
type spread struct{ median, least, most float64 }

func spreadOf(values []float64) spread {
	s := slices.Sorted(slices.Values(values))
	if len(s) == 0 {
		return spread{}
	}
	return spread{(s[(len(s)-1)/2] + s[len(s)/2]) / 2, s[0], s[len(s)-1]}
}

func walls(runs []run) spread  { return over(runs, func(r run) float64 { return r.Wall }) }
func cpus(runs []run) spread   { return over(runs, func(r run) float64 { return r.CPU }) }
func memory(runs []run) spread { return over(runs, func(r run) float64 { return r.Memory }) }

func over(runs []run, of func(run) float64) spread {
	var values []float64
	for _, r := range runs {
		values = append(values, of(r))
	}
	return spreadOf(values)
}
