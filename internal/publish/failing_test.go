package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"weerklank/internal/lang"
	"weerklank/internal/publish"
)

// keyed yields the files of t with keys; what lies in media/ is said to be large.
func keyed(t tree) iter.Seq[publish.File] {
	return func(yield func(publish.File) bool) {
		for f := range t.files() {
			f.Key = func() string { return f.Path + "=" + t[f.Path] }
			if strings.HasPrefix(f.Path, "media/") {
				f.Size = 5 << 20
			}
			if !yield(f) {
				return
			}
		}
	}
}

// Three versions of a site: what is the same, changed, new or gone between the
// first and the second, takes every way through a build.
var versions = []tree{
	{"index.html": "een", "css/site.css": "body{}", "media/film.mp4": "film", "weg/index.html": "weg", "weg/dieper/index.html": "ook"},
	{"index.html": "twee", "css/site.css": "body{}", "media/film.mp4": "film", "nieuw/index.html": "nieuw", "weg": "nu een bestand"},
	{"index.html": "drie", "css/site.css": "p{}", "media/film.mp4": "anders", "weg/index.html": "terug"},
}

var theirs = tree{"CNAME": "voorbeeld.nl", ".git/HEAD": "ref", ".git/refs/": ""}

// inMemory is workspace, in memory where the system has a folder for that: the
// test below makes some thousands of sites.
func inMemory(t *testing.T) publish.Options {
	const memory = "/dev/shm"
	if info, err := os.Stat(memory); err == nil && info.IsDir() {
		t.Setenv("TMPDIR", memory)
	}
	return workspace(t)
}

// faulty prepares a workspace with the first version, and fails operations of
// the build of the second: those numbers from n to last. It returns the options
// for the next build, how many operations the failing one did, and what it said.
func faulty(t *testing.T, way string, n, last int, fault error) (o publish.Options, ops int, err error) {
	o = inMemory(t)
	publish.Ways[way](&o)
	o.Workers, o.Kept = 1, filepath.Join(o.Source, "kept")
	theirs.write(t, o.Destination)
	if _, err := publish.Publish(t.Context(), o, keyed(versions[0])); err != nil {
		t.Fatal(err)
	}
	broken := o
	publish.Hook(&broken, func(op, name string) error {
		if ops++; n <= ops && ops <= last {
			return fault
		}
		return noFlush(op, name)
	})
	_, err = publish.Publish(t.Context(), broken, keyed(versions[1]))
	return o, ops, err
}

// Whatever operation on a file fails, once or from then on, the folder is the old
// site or the new one, the message says which, and the next build is as any other.
// WEERKLANK_LONG=1 tries each kind of failure at each operation.
func TestEveryOperationFails(t *testing.T) {
	long := os.Getenv("WEERKLANK_LONG") != ""
	faults := []error{syscall.ENOSPC, syscall.EIO, syscall.EACCES}
	for _, way := range slices.Sorted(maps.Keys(publish.Ways)) {
		for _, forGood := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, for good %t", way, forGood), func(t *testing.T) {
				_, ops, _ := faulty(t, way, 0, -1, nil)
				if ops < 40 {
					t.Fatalf("only %d operations", ops)
				}
				outcomes := map[string]int{}
				step := 1
				if forGood && !long {
					step = 5
				}
				for n := 1; n <= ops; n += step {
					for i, fault := range faults {
						if i != n/step%len(faults) && !long {
							continue
						}
						last := n
						if forGood {
							last = 1 << 30
						}
						o, _, err := faulty(t, way, n, last, fault)
						got := outcome(t, o, way, err)
						if got == "" {
							t.Fatalf("operation %d of %d failed with %v", n, ops, fault)
						}
						outcomes[got]++
						if _, err := publish.Publish(t.Context(), o, keyed(versions[2])); err != nil {
							t.Fatalf("the build after operation %d failed: %v", n, err)
						}
						equal(t, o.Destination, versions[2].published().with(theirs))
						tidy(t, o)
					}
				}
				t.Log(ops, "operations:", outcomes)
				if outcomes["old"] == 0 || outcomes["new"] == 0 {
					t.Errorf("no failure left the old site, or none the new: %v", outcomes)
				}
			})
		}
	}
}

// outcome returns whether the published folder is the old site or the new one; ""
// with an error of the test if it may not be what it is after err.
func outcome(t *testing.T, o publish.Options, way string, err error) string {
	t.Helper()
	old, next := versions[0].published().with(theirs), versions[1].published().with(theirs)
	got := read(t, o.Destination)
	if way == "parent not ours" { // what could not be removed from it, the next build removes
		maps.DeleteFunc(got, func(p, _ string) bool { return strings.HasPrefix(p, ".weerklank-") })
	}
	if err == nil {
		if !maps.Equal(got, next) {
			t.Errorf("no error, and not the new site: %v", got)
			return ""
		}
		return "new"
	}
	var said *lang.Error
	if !errors.As(err, &said) || said.Text.NL == said.Text.EN || strings.ContainsAny(said.Text.NL, "\n.") && strings.Contains(said.Text.NL, ". ") {
		t.Errorf("not one sentence in two languages: %v", err)
		return ""
	}
	says := func(words string) bool { return strings.Contains(err.Error(), words) }
	switch {
	case maps.Equal(got, old) && (says("has not changed") || says("cannot publish to") || says("could not be removed")):
		return "old"
	case maps.Equal(got, old) && (way == "folder in use" || way == "parent not ours") && says("renewed only in part"):
		return "old"
	case maps.Equal(got, next) && says("the new site is in"):
		return "new"
	case got == nil && way == "no exchange of folders" && says("the site is now in"):
		return "beside"
	case says("renewed only in part") && (way == "folder in use" || way == "parent not ours") && mixed(got, old, next):
		return "in part"
	}
	t.Errorf("after %q the folder holds %v", err, got)
	return ""
}

// mixed reports whether each file of got is as in old or in next, and none that is
// in both is missing.
func mixed(got, old, next tree) bool {
	for p, text := range got {
		if strings.HasSuffix(p, "/") {
			continue
		}
		a, inOld := old[p]
		b, inNext := next[p]
		if !(inOld && a == text || inNext && b == text) {
			return false
		}
	}
	for p := range old {
		if _, both := next[p]; both {
			if _, there := got[p]; !there {
				return false
			}
		}
	}
	return true
}

// Nothing changes in the published folder before all is on disk, and nothing of
// the old site is deleted before that change is.
func TestOrderOnDisk(t *testing.T) {
	for way, want := range map[string][]string{
		"all is possible":        {"write", "flush", "exchange", "flushdir", "remove"},
		"large site":             {"write", "flush", "exchange", "flushdir", "remove"},
		"no exchange of folders": {"write", "flush", "rename", "rename", "flushdir", "remove"},
		"folder in use":          {"write", "flush", "remove", "rename", "remove", "rename", "flush", "rename", "removeall"},
	} {
		t.Run(way, func(t *testing.T) {
			o := workspace(t)
			publish.Ways[way](&o)
			mustPublish(t, o, versions[0])
			var order []string
			publish.Hook(&o, func(op, name string) error {
				switch op {
				case "write", "flush", "exchange", "flushdir", "rename", "remove", "removeall", "link", "create":
					if op == "create" || op == "link" {
						op = "write"
					}
					early := strings.HasPrefix(op, "remove") && !slices.Contains(order, "flush") // in the staging folder
					if !early && (len(order) == 0 || order[len(order)-1] != op || way == "no exchange of folders" && op == "rename") {
						order = append(order, op)
					}
				}
				return noFlush(op, name)
			})
			mustPublish(t, o, versions[1])
			if !slices.Equal(order, want) {
				t.Errorf("got %v, want %v", order, want)
			}
		})
	}
}

// A new folder has its name on disk when the build says that it is done.
func TestNewFolderIsOnDisk(t *testing.T) {
	o := workspace(t)
	var order []string
	publish.Hook(&o, func(op, name string) error {
		if op == "flush" || op == "rename" || op == "flushdir" {
			order = append(order, op)
		}
		return noFlush(op, name)
	})
	mustPublish(t, o, small)
	if want := []string{"flush", "rename", "flushdir"}; !slices.Equal(order, want) {
		t.Errorf("got %v, want %v", order, want)
	}
}

// untouched yields the files of t with keys, and fails if one is made that is not
// in allowed.
func untouched(tb testing.TB, t tree, made *[]string) iter.Seq[publish.File] {
	return func(yield func(publish.File) bool) {
		for f := range keyed(t) {
			render := f.Render
			f.Render = func(w io.Writer) error {
				*made = append(*made, f.Path)
				return render(w)
			}
			if !yield(f) {
				return
			}
		}
	}
}

// build publishes t with keys and returns which files were made.
func build(t *testing.T, o publish.Options, site tree) []string {
	t.Helper()
	var made []string
	o.Workers = 1
	r, err := publish.Publish(context.Background(), o, untouched(t, site, &made))
	ok(t, err)
	if r.Files != len(site) || r.Written+r.Unchanged != r.Files {
		t.Errorf("got %+v", r)
	}
	equal(t, o.Destination, site.published())
	return made
}

func TestKeys(t *testing.T) {
	site := versions[0]
	all := slices.Sorted(maps.Keys(site))
	for name, tt := range map[string]struct {
		change func(t *testing.T, o *publish.Options, next tree)
		want   []string // the files that are made again
	}{
		"nothing":   {func(*testing.T, *publish.Options, tree) {}, nil},
		"other key": {func(t *testing.T, o *publish.Options, next tree) { next["index.html"] = "anders" }, []string{"index.html"}},
		"new file":  {func(t *testing.T, o *publish.Options, next tree) { next["x.html"] = "x" }, []string{"x.html"}},
		"file gone": {func(t *testing.T, o *publish.Options, next tree) { delete(next, "index.html") }, nil},
		"other size": {func(t *testing.T, o *publish.Options, next tree) {
			tree{"index.html": "langer"}.write(t, o.Destination)
		}, []string{"index.html"}},
		"other time": {func(t *testing.T, o *publish.Options, next tree) {
			name := filepath.Join(o.Destination, "index.html")
			info, err := os.Stat(name)
			ok(t, err)
			ok(t, os.WriteFile(name, []byte("EEN"), 0o644))
			ok(t, os.Chtimes(name, info.ModTime().Add(1e6), info.ModTime().Add(1e6)))
		}, []string{"index.html"}},
		"deleted": {func(t *testing.T, o *publish.Options, next tree) {
			ok(t, os.Remove(filepath.Join(o.Destination, "index.html")))
		}, []string{"index.html"}},
		"nothing kept": {func(t *testing.T, o *publish.Options, next tree) { ok(t, os.Remove(o.Kept)) }, all},
		"not to be kept": {func(t *testing.T, o *publish.Options, next tree) {
			o.Kept = ""
		}, all},
		"damaged": {func(t *testing.T, o *publish.Options, next tree) {
			data, err := os.ReadFile(o.Kept)
			ok(t, err)
			data[len(data)-40] ^= 1
			ok(t, os.WriteFile(o.Kept, data, 0o644))
		}, all},
		"cut off": {func(t *testing.T, o *publish.Options, next tree) {
			info, err := os.Stat(o.Kept)
			ok(t, err)
			ok(t, os.Truncate(o.Kept, info.Size()-1))
		}, all},
		"longer": {func(t *testing.T, o *publish.Options, next tree) {
			data, err := os.ReadFile(o.Kept)
			ok(t, err)
			ok(t, os.WriteFile(o.Kept, append(data, 0), 0o644))
		}, all},
		"other list": {func(t *testing.T, o *publish.Options, next tree) {
			name := filepath.Join(o.Destination, ".weerklank")
			data, err := os.ReadFile(name)
			ok(t, err)
			ok(t, os.WriteFile(name, []byte(strings.ReplaceAll(string(data), "\n", "\r\n")), 0o644))
		}, all},
		"other folder": {func(t *testing.T, o *publish.Options, next tree) {
			to := filepath.Join(o.Source, "ander")
			ok(t, os.Rename(o.Destination, to))
			o.Destination = to
		}, all},
	} {
		t.Run(name, func(t *testing.T) {
			o := workspace(t)
			o.Kept, o.Key = filepath.Join(o.Source, "kept"), "een"
			if made := build(t, o, site); !slices.Equal(made, all) {
				t.Fatalf("at first %v were made", made)
			}
			if r, same := publish.Unchanged(o); !same || r != (publish.Result{Files: 5, Bytes: 19, Unchanged: 5}) {
				t.Fatalf("what was just published is not unchanged: %+v %t", r, same)
			}
			next, changed := maps.Clone(site), o
			tt.change(t, &changed, next)
			if _, same := publish.Unchanged(changed); same != (name == "nothing" || maps.Equal(next, site) == false) {
				t.Errorf("unchanged: %t", same)
			}
			if made := build(t, changed, next); !slices.Equal(made, tt.want) {
				t.Errorf("%v were made, want %v", made, tt.want)
			}
			if changed.Kept == "" {
				return
			}
			if made := build(t, changed, next); len(made) > 0 {
				t.Errorf("once more %v were made", made)
			}
		})
	}
}

// Unchanged does not say so of another site, nor while a build was interrupted.
func TestUnchanged(t *testing.T) {
	o := workspace(t)
	o.Kept, o.Key = filepath.Join(o.Source, "kept"), "een"
	build(t, o, small)
	foreign.write(t, o.Destination)
	if _, same := publish.Unchanged(o); !same {
		t.Error("the files of others make a difference")
	}
	for name, change := range map[string]func(o *publish.Options){
		"another key":      func(o *publish.Options) { o.Key = "twee" },
		"no key":           func(o *publish.Options) { o.Key = "" },
		"nothing kept":     func(o *publish.Options) { o.Kept = "" },
		"another folder":   func(o *publish.Options) { o.Destination += "2" },
		"a bad folder":     func(o *publish.Options) { o.Destination = o.Source },
		"killed in a swap": func(o *publish.Options) { tree{".public.weerklank-old/x": ""}.write(t, o.Source) },
	} {
		o := o
		change(&o)
		if _, same := publish.Unchanged(o); same {
			t.Errorf("%s: unchanged", name)
		}
	}
}
