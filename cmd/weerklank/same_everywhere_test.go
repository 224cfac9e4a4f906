//go:build unix

package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A machine is all that may differ between two places where the same site is
// built, and must not be seen in it.
type machine struct {
	name     string
	env      []string
	umask    string
	folder   string // in which the source lies
	reversed bool   // its files were made in the order of Z to A
	then     string // what is done after a first build
}

const (
	first       = "for the first time"
	onceMore    = "once more"
	toOther     = "to another folder, with what was kept"
	withoutKept = "once more, without what was kept"
)

var machines = []machine{
	{"plain", []string{"TZ=UTC", "LC_ALL=C", "GOMAXPROCS=2"}, "022", "bron", false, onceMore},
	{"one core, ahead of UTC, Turkish", []string{"TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "GOMAXPROCS=1"}, "077", "een map/met spaties/bron", true, toOther},
	{"eight cores, behind UTC, Arabic", []string{"TZ=America/Adak", "LC_ALL=ar_EG.UTF-8", "LANG=ar_EG.UTF-8", "GOMAXPROCS=8"}, "000", "elders", true, withoutKept},
}

// The same site is made everywhere: whatever the time zone, the language, the
// umask, the order of the files on disk, the number of cores and the folder, with
// what an earlier build kept and without, for the first time and once more.
func TestTheSameEverywhere(t *testing.T) {
	for _, m := range machines {
		if _, err := time.LoadLocation(strings.TrimPrefix(m.env[0], "TZ=")); err != nil {
			t.Fatal(err) // it would be UTC, and prove nothing
		}
	}
	program := filepath.Join(t.TempDir(), "weerklank")
	self, err := os.Executable()
	must(t, err)
	must(t, os.Symlink(self, program))
	root := t.TempDir()
	var want map[string]string
	for _, m := range machines {
		source := filepath.Join(root, m.folder)
		copySite(t, source, m.reversed)
		for _, round := range []string{first, m.then} {
			dest := filepath.Join(source, "public")
			switch round {
			case toOther:
				dest = filepath.Join(source, "tweede", "public")
			case withoutKept:
				must(t, os.RemoveAll(filepath.Join(source, ".weerklank")))
			}
			m.build(t, program, source, dest)
			got := treeOf(t, dest)
			if want == nil {
				if len(got) < 200 {
					t.Fatalf("the site has only %d files and folders", len(got))
				}
				want = got
			}
			if diff := differences(want, got); len(diff) > 0 {
				t.Errorf("on the machine %q (%s, umask %s), %s, %d things differ:\n%s", m.name, strings.Join(m.env, " "), m.umask,
					round, len(diff), strings.Join(diff[:min(len(diff), 20)], "\n"))
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// build publishes source to dest as m would.
func (m machine) build(t *testing.T, program, source, dest string) {
	t.Helper()
	cmd := exec.Command("sh", "-c", "umask "+m.umask+` && exec "$0" "$@"`, program, "build", "-q", "--date", "2026-11-22", "-s", source, "-d", dest)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}, m.env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", m.name, err, out)
	}
}

// copySite copies the demonstration site, its files in order of name or reversed.
func copySite(t *testing.T, to string, reversed bool) {
	t.Helper()
	const from = "../.."
	var files []string
	must(t, filepath.WalkDir(filepath.Join(from, "content"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, name)
		}
		return err
	}))
	if reversed {
		slices.Reverse(files)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		must(t, err)
		rel, err := filepath.Rel(from, name)
		must(t, err)
		must(t, os.MkdirAll(filepath.Join(to, filepath.Dir(rel)), 0o755))
		must(t, os.WriteFile(filepath.Join(to, rel), data, 0o644))
	}
}

// treeOf returns of each file and folder in dir its mode, and the hash of what
// a file holds.
func treeOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var data []byte
		if info.Mode().IsRegular() {
			if data, err = os.ReadFile(name); err != nil {
				return err
			}
		}
		rel, err := filepath.Rel(dir, name)
		all[rel] = fmt.Sprintf("%v %x", info.Mode(), sha256.Sum256(data))
		return err
	}))
	return all
}

// differences names what is not the same in a and b, and how.
func differences(a, b map[string]string) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	var diff []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		was, inA := a[name]
		is, inB := b[name]
		switch {
		case !inB:
			diff = append(diff, name+" is missing")
		case !inA:
			diff = append(diff, name+" is too much")
		case was != is:
			diff = append(diff, fmt.Sprintf("%s: %.16s… is %.16s…", name, was, is))
		}
	}
	return diff
}

// What the test above compares by, sees each difference that matters.
func TestDifferencesAreSeen(t *testing.T) {
	for name, change := range map[string]func(dir string) error{
		"a byte": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "map/index.html"), []byte("eeN"), 0o644)
		},
		"a mode":          func(dir string) error { return os.Chmod(filepath.Join(dir, "map/index.html"), 0o600) },
		"mode of folder":  func(dir string) error { return os.Chmod(filepath.Join(dir, "map"), 0o700) },
		"a missing file":  func(dir string) error { return os.Remove(filepath.Join(dir, "map/index.html")) },
		"one too many":    func(dir string) error { return os.WriteFile(filepath.Join(dir, "map/twee.html"), nil, 0o644) },
		"an empty folder": func(dir string) error { return os.Mkdir(filepath.Join(dir, "leeg"), 0o755) },
	} {
		dir := t.TempDir()
		must(t, os.Mkdir(filepath.Join(dir, "map"), 0o755))
		must(t, os.WriteFile(filepath.Join(dir, "map/index.html"), []byte("een"), 0o644))
		before := treeOf(t, dir)
		if diff := differences(before, treeOf(t, dir)); len(diff) > 0 {
			t.Errorf("nothing changed, and yet: %v", diff)
		}
		must(t, change(dir))
		if diff := differences(before, treeOf(t, dir)); len(diff) != 1 {
			t.Errorf("%s: got %v, want one difference", name, diff)
		}
	}
}
