package publish_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/lang"
	"weerklank/internal/publish"
)

// A tree is what a folder holds: path -> text. A path that ends in / is an empty
// folder.
type tree map[string]string

// with returns t with the paths of other added or changed.
func (t tree) with(other tree) tree {
	t = maps.Clone(t)
	maps.Copy(t, other)
	return t
}

// files returns t as the files of a site.
func (t tree) files() iter.Seq[publish.File] {
	return func(yield func(publish.File) bool) {
		for _, p := range slices.Sorted(maps.Keys(t)) {
			if !yield(file(p, t[p])) {
				return
			}
		}
	}
}

func file(path, text string) publish.File {
	return publish.File{Path: path, Render: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

// list returns the list that belongs to site t.
func (t tree) list() string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(t)) {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256([]byte(t[p])), p)
	}
	return b.String()
}

// published returns what the published folder holds when the site is t.
func (t tree) published() tree { return t.with(tree{".weerklank": t.list()}) }

// write writes t in dir.
func (t tree) write(tb testing.TB, dir string) {
	tb.Helper()
	for p, text := range t {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if strings.HasSuffix(p, "/") {
			ok(tb, os.MkdirAll(name, 0o755))
			continue
		}
		ok(tb, os.MkdirAll(filepath.Dir(name), 0o755))
		ok(tb, os.WriteFile(name, []byte(text), 0o644))
	}
}

// read returns what dir holds; nil if it does not exist.
func read(tb testing.TB, dir string) tree {
	tb.Helper()
	t := tree{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		p, _ := filepath.Rel(dir, name)
		p = filepath.ToSlash(p)
		switch {
		case d.IsDir():
			if entries, err := os.ReadDir(name); err == nil && len(entries) == 0 && p != "." {
				t[p+"/"] = ""
			}
		case d.Type() == fs.ModeSymlink:
			target, err := os.Readlink(name)
			t[p] = "-> " + target
			return err
		default:
			text, err := os.ReadFile(name)
			t[p] = string(text)
			return err
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	ok(tb, err)
	return t
}

func ok(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// equal fails if the folder dir does not hold exactly want.
func equal(tb testing.TB, dir string, want tree) {
	tb.Helper()
	got := read(tb, dir)
	if maps.Equal(got, want) && (got == nil) == (want == nil) {
		return
	}
	for _, p := range slices.Sorted(maps.Keys(want.with(got))) {
		g, inGot := got[p]
		w, inWant := want[p]
		if g != w || inGot != inWant {
			tb.Errorf("%s: got %q (%t), want %q (%t)", p, short(g), inGot, short(w), inWant)
		}
	}
	tb.Fatalf("%s holds %d paths, want %d", dir, len(got), len(want))
}

func short(s string) string { return s[:min(len(s), 60)] }

// workspace returns options for a source and a destination in a new folder.
func workspace(tb testing.TB) publish.Options {
	dir := tb.TempDir()
	source := tree{"content/site.yaml": "titel: Proef\n", "themes/eigen/site.css": ""}
	source.write(tb, dir)
	return publish.Options{Source: dir, Destination: filepath.Join(dir, "public")}
}

func mustPublish(tb testing.TB, o publish.Options, t tree) publish.Result {
	tb.Helper()
	r, err := publish.Publish(tb.Context(), o, t.files())
	if err != nil {
		tb.Fatal(err)
	}
	tidy(tb, o)
	return r
}

// tidy fails if something of ours lies beside the published folder.
func tidy(tb testing.TB, o publish.Options) {
	tb.Helper()
	for _, suffix := range []string{"lock", "new", "old", "moving"} {
		for _, name := range []string{filepath.Dir(o.Destination) + "/.public.weerklank-", o.Destination + "/.weerklank-"} {
			if _, err := os.Lstat(name + suffix); err == nil {
				tb.Errorf("left behind: %s", name+suffix)
			}
		}
	}
}

// refused fails unless err is a DestinationError that says all of words.
func refused(tb testing.TB, err error, words ...string) {
	tb.Helper()
	var d *publish.DestinationError
	if !errors.As(err, &d) {
		tb.Fatalf("got error %v, want a DestinationError", err)
	}
	says(tb, err, words...)
}

// says fails unless err has a message in both languages that holds all of words.
func says(tb testing.TB, err error, words ...string) {
	tb.Helper()
	var e *lang.Error
	if !errors.As(err, &e) {
		tb.Fatalf("got error %v, want one in two languages", err)
	}
	if e.Text.NL == e.Text.EN {
		tb.Errorf("%q is not translated", e.Text.NL)
	}
	for _, w := range words {
		if !strings.Contains(e.Text.NL, w) || !strings.Contains(e.Text.EN, w) {
			tb.Errorf("%q or %q does not name %q", e.Text.NL, e.Text.EN, w)
		}
	}
}

var (
	home  = tree{"index.html": "home"}
	small = tree{
		"index.html": "home", "css/site.css": "body{}", ".nojekyll": "",
		"trajecten/wmo/index.html": "wmo", "trajecten/wmo/s1/index.html": "s1", "trajecten/jeugd/index.html": "jeugd",
	}
	// foreign is what others may keep in a published folder.
	foreign = tree{
		"CNAME": "voorbeeld.nl", ".git/HEAD": "ref", ".git/refs/tags/": "",
		"trajecten/wmo/notitie.txt": "van iemand anders", ".weerklank-notitie": "ook",
	}
)

// everyWay runs f once for each way to publish.
func everyWay(t *testing.T, f func(t *testing.T, o publish.Options)) {
	for _, name := range slices.Sorted(maps.Keys(publish.Ways)) {
		t.Run(name, func(t *testing.T) {
			o := workspace(t)
			publish.Ways[name](&o)
			f(t, o)
		})
	}
}

func TestNewFolder(t *testing.T) {
	o := workspace(t)
	o.Destination = filepath.Join(o.Destination, "en", "dieper")
	r := mustPublish(t, o, small)
	equal(t, o.Destination, small.published())
	if want := (publish.Result{Files: 6, Bytes: 20, Written: 6}); r != want {
		t.Errorf("got %+v, want %+v", r, want)
	}
}

func TestEmptyFolder(t *testing.T) {
	everyWay(t, func(t *testing.T, o publish.Options) {
		ok(t, os.Mkdir(o.Destination, 0o755))
		mustPublish(t, o, small)
		equal(t, o.Destination, small.published())
	})
}

func TestChanges(t *testing.T) {
	for name, next := range map[string]tree{
		"changed":                 small.with(tree{"trajecten/wmo/index.html": "anders", "css/site.css": "p{}"}),
		"added":                   small.with(tree{"over/index.html": "over", "trajecten/wmo/s2/index.html": "s2"}),
		"removed":                 {"index.html": "home", "trajecten/jeugd/index.html": "jeugd"},
		"a file becomes a folder": {"index.html": "home", ".nojekyll/x.html": "x"},
		"a folder becomes a file": {"index.html": "home", "trajecten": "geen map meer"},
		"other case":              {"Index.html": "home", "trajecten/WMO/index.html": "wmo"},
		"nothing left":            {},
	} {
		t.Run(name, func(t *testing.T) {
			everyWay(t, func(t *testing.T, o publish.Options) {
				mustPublish(t, o, small)
				mustPublish(t, o, next)
				equal(t, o.Destination, next.published())
				mustPublish(t, o, small)
				equal(t, o.Destination, small.published())
			})
		})
	}
}

func TestCounts(t *testing.T) {
	o := workspace(t)
	mustPublish(t, o, small)
	next := tree{"index.html": "nieuw", "css/site.css": "body{}", "over/index.html": "over"}
	got := mustPublish(t, o, next)
	if want := (publish.Result{Files: 3, Bytes: 15, Written: 2, Unchanged: 1, Removed: 4}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestUnchangedFilesAreNotWritten(t *testing.T) {
	for name, next := range map[string]tree{
		"nothing changed": small,
		"a file changed":  small.with(tree{"css/site.css": "p{}"}),
	} {
		t.Run(name, func(t *testing.T) {
			everyWay(t, func(t *testing.T, o publish.Options) {
				mustPublish(t, o, small)
				before, err := os.Stat(filepath.Join(o.Destination, "index.html"))
				ok(t, err)
				mustPublish(t, o, next)
				after, err := os.Stat(filepath.Join(o.Destination, "index.html"))
				ok(t, err)
				if !os.SameFile(before, after) {
					t.Error("index.html is another file on disk")
				}
			})
		})
	}
}

// The number of workers, or what was published before, leaves no trace.
func TestSameBytes(t *testing.T) {
	o := workspace(t)
	big := tree{}
	for i := range 500 {
		big[fmt.Sprintf("trajecten/t%d/index.html", i)] = fmt.Sprint(i)
	}
	o.Workers = 8
	mustPublish(t, o, small)
	mustPublish(t, o, big)
	equal(t, o.Destination, big.published())
	o.Workers, o.Destination = 1, filepath.Join(o.Source, "ander", "public")
	mustPublish(t, o, big)
	equal(t, o.Destination, big.published())
}

func TestForeignFilesStay(t *testing.T) {
	everyWay(t, func(t *testing.T, o publish.Options) {
		foreign.write(t, o.Destination)
		mustPublish(t, o, small)
		equal(t, o.Destination, small.published().with(foreign))
		mustPublish(t, o, home)
		equal(t, o.Destination, home.published().with(foreign))
	})
}

func TestFileOfOursThatSomebodyChanged(t *testing.T) {
	const p = "trajecten/wmo/index.html"
	edit := func(t *testing.T, o publish.Options) {
		mustPublish(t, o, small)
		tree{p: "met de hand"}.write(t, o.Destination)
	}
	t.Run("is overwritten while the site has it", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			edit(t, o)
			mustPublish(t, o, small)
			equal(t, o.Destination, small.published())
		})
	})
	t.Run("is foreign when the site no longer has it", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			edit(t, o)
			mustPublish(t, o, home)
			mustPublish(t, o, home)
			equal(t, o.Destination, home.published().with(tree{p: "met de hand"}))
		})
	})
	t.Run("stands in the way then", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			edit(t, o)
			_, err := publish.Publish(t.Context(), o, tree{"trajecten": ""}.files())
			refused(t, err, "trajecten")
			equal(t, o.Destination, small.published().with(tree{p: "met de hand"}))
		})
	})
	t.Run("leaves no folder when it was deleted", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			mustPublish(t, o, small)
			ok(t, os.Remove(filepath.Join(o.Destination, p)))
			ok(t, os.Remove(filepath.Join(o.Destination, "trajecten/wmo/s1/index.html")))
			mustPublish(t, o, home)
			equal(t, o.Destination, home.published())
			mustPublish(t, o, small)
			ok(t, os.Remove(filepath.Join(o.Destination, "css/site.css")))
			mustPublish(t, o, tree{"css": "nu een bestand"})
			equal(t, o.Destination, tree{"css": "nu een bestand"}.published())
		})
	})
	t.Run("is made again when it was deleted", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			mustPublish(t, o, small)
			ok(t, os.Remove(filepath.Join(o.Destination, p)))
			mustPublish(t, o, small)
			equal(t, o.Destination, small.published())
		})
	})
}

func TestFileWhereAFolderOfOursWas(t *testing.T) {
	everyWay(t, func(t *testing.T, o publish.Options) {
		mustPublish(t, o, small)
		ok(t, os.RemoveAll(filepath.Join(o.Destination, "trajecten")))
		tree{"trajecten": "mijn"}.write(t, o.Destination)
		mustPublish(t, o, home)
		equal(t, o.Destination, home.published().with(tree{"trajecten": "mijn"}))
	})
}

func TestConflicts(t *testing.T) {
	for name, tt := range map[string]struct {
		there tree
		path  string // that the error names
	}{
		"file at a file":              {tree{"index.html": "mijn"}, "index.html"},
		"the same bytes":              {tree{"index.html": "home"}, "index.html"},
		"file at a folder":            {tree{"trajecten": "mijn"}, "trajecten"},
		"folder at a file":            {tree{"index.html/mijn.txt": "mijn"}, "index.html"},
		"empty folder at a file":      {tree{"index.html/": ""}, "index.html"},
		"file that differs by case":   {tree{"Index.HTML": "mijn"}, "Index.HTML"},
		"inside a folder of the site": {tree{"trajecten/wmo/index.html": "mijn"}, "trajecten/wmo/index.html"},
	} {
		t.Run(name, func(t *testing.T) {
			everyWay(t, func(t *testing.T, o publish.Options) {
				tt.there.write(t, o.Destination)
				_, err := publish.Publish(t.Context(), o, small.files())
				refused(t, err, tt.path, o.Destination)
				equal(t, o.Destination, tt.there)
				tidy(t, o)
			})
		})
	}
}

func TestConflictsAreNamedTogether(t *testing.T) {
	o := workspace(t)
	many := tree{}
	for i := range 8 {
		many[fmt.Sprintf("p%d.html", i)] = "mijn"
	}
	many.write(t, o.Destination)
	_, err := publish.Publish(t.Context(), o, many.files())
	refused(t, err, "p0.html", "p4.html", "8", "3")
	if strings.Contains(err.Error(), "p5.html") {
		t.Errorf("%q names more than five", err)
	}
}

func TestPaths(t *testing.T) {
	for _, paths := range [][]string{
		{""}, {"."}, {"/index.html"}, {"../index.html"}, {"a/../index.html"}, {"a//b"}, {"a/"}, {`a\b`}, {"a\x00b"}, {"a\nb"}, {"a\xffb"},
		{".weerklank"}, {".weerklank-new/x"}, {".Weerklank"},
		{"a.html", "a.html"}, {"a/index.html", "A/index.html"}, {"a/x.html", "A/y.html"}, {"a", "a/b"}, {"a/b", "a"}, {"A", "a/b/c"}, {"a/b/c", "a/B"},
	} {
		t.Run(fmt.Sprintf("%q", paths), func(t *testing.T) {
			o := workspace(t)
			_, err := publish.Publish(t.Context(), o, func(yield func(publish.File) bool) {
				for _, p := range paths {
					if !yield(file(p, "")) {
						return
					}
				}
			})
			last := paths[len(paths)-1]
			says(t, err, strings.Trim(fmt.Sprintf("%q", last), `"`))
			equal(t, o.Destination, nil)
			tidy(t, o)
		})
	}
}

// failing yields the files of t, and fails or calls stop at one of them.
func failing(t tree, at string, stop func() error) iter.Seq[publish.File] {
	return func(yield func(publish.File) bool) {
		for f := range t.files() {
			if f.Path == at {
				f.Render = func(w io.Writer) error {
					io.WriteString(w, "een half")
					return stop()
				}
			}
			if !yield(f) {
				return
			}
		}
	}
}

func TestFailureChangesNothing(t *testing.T) {
	broken := errors.New("sjabloon stuk")
	next := small.with(tree{"index.html": "nieuw", "over/index.html": "over"})
	const at = "trajecten/wmo/index.html"
	for name, publishIt := range map[string]func(o publish.Options) error{
		"a page cannot be made": func(o publish.Options) error {
			_, err := publish.Publish(t.Context(), o, failing(next, at, func() error { return broken }))
			says(t, err, at, "sjabloon stuk", o.Destination)
			if !errors.Is(err, broken) {
				t.Errorf("%v does not wrap its cause", err)
			}
			return err
		},
		"cancelled while a page is made": func(o publish.Options) error {
			ctx, cancel := context.WithCancel(t.Context())
			_, err := publish.Publish(ctx, o, failing(next, at, func() error { cancel(); return nil }))
			says(t, err, o.Destination)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v does not wrap context.Canceled", err)
			}
			return err
		},
		"cancelled before": func(o publish.Options) error {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			_, err := publish.Publish(ctx, o, next.files())
			return err
		},
		"a bad path": func(o publish.Options) error {
			_, err := publish.Publish(t.Context(), o, next.with(tree{"../x": ""}).files())
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			everyWay(t, func(t *testing.T, o publish.Options) {
				foreign.write(t, o.Destination)
				mustPublish(t, o, small)
				if publishIt(o) == nil {
					t.Fatal("no error")
				}
				equal(t, o.Destination, small.published().with(foreign))
				tidy(t, o)

				o.Destination = filepath.Join(o.Source, "nieuw", "diep")
				if publishIt(o) == nil {
					t.Fatal("no error")
				}
				equal(t, filepath.Join(o.Source, "nieuw"), nil)
			})
		})
	}
}

func TestMessageOfAPageInTwoLanguages(t *testing.T) {
	o := workspace(t)
	_, err := publish.Publish(t.Context(), o, failing(small, "index.html", func() error {
		return lang.Errorf("kapot", "broken")
	}))
	var e *lang.Error
	if !errors.As(err, &e) || !strings.Contains(e.Text.NL, "kapot") || !strings.Contains(e.Text.EN, "broken") {
		t.Errorf("got %+v, want the message of the page in both languages", err)
	}
}

func TestGuards(t *testing.T) {
	o := workspace(t)
	tree{"bestand": "x", "content/media/": ""}.write(t, o.Source)
	userHome := filepath.Join(t.TempDir(), "gebruikers", "iemand")
	ok(t, os.MkdirAll(userHome, 0o755))
	t.Setenv("HOME", userHome)
	t.Setenv("USERPROFILE", userHome)

	for name, dest := range map[string]string{
		"none named":        "",
		"the source":        o.Source,
		"above the source":  filepath.Dir(o.Source),
		"content":           filepath.Join(o.Source, "content"),
		"in content":        filepath.Join(o.Source, "content", "media"),
		"new in content":    filepath.Join(o.Source, "content", "nieuw", "public"),
		"in themes":         filepath.Join(o.Source, "themes", "public"),
		"by way of ..":      filepath.Join(o.Source, "public") + "/../content",
		"the disk":          filepath.VolumeName(o.Source) + string(filepath.Separator),
		"home":              userHome,
		"above home":        filepath.Dir(userHome),
		"a file":            filepath.Join(o.Source, "bestand"),
		"a file on the way": filepath.Join(o.Source, "bestand", "public"),
	} {
		t.Run(name, func(t *testing.T) {
			o := o
			o.Destination = dest
			before := read(t, o.Source)
			refused(t, publish.Check(o))
			_, err := publish.Publish(t.Context(), o, small.files())
			refused(t, err)
			equal(t, o.Source, before)
		})
	}
	for _, dest := range []string{"public", "site/antwoorden", "contents", "../public"} {
		o := o
		o.Destination = filepath.Join(o.Source, dest)
		if err := publish.Check(o); err != nil {
			t.Errorf("%s: %v", dest, err)
		}
	}
}

func TestRelativeNames(t *testing.T) {
	o := workspace(t)
	t.Chdir(o.Source)
	mustPublish(t, publish.Options{Source: ".", Destination: "public"}, small)
	equal(t, o.Destination, small.published())
	refused(t, publish.Check(publish.Options{Source: ".", Destination: "."}), ".")
}

func TestDamagedList(t *testing.T) {
	sum := strings.Repeat("ab", sha256.Size)
	for name, text := range map[string]string{
		"a merge conflict": "<<<<<<< HEAD\n" + small.list(),
		"cut off":          sum + "  index.html\n" + sum[:20],
		"a path outside":   sum + "  ../../content/site.yaml\n",
		"another format":   "index.html\n",
	} {
		t.Run(name, func(t *testing.T) {
			o := workspace(t)
			there := tree{".weerklank": text, "index.html": "x"}
			there.write(t, o.Destination)
			refused(t, publish.Check(o), ".weerklank")
			_, err := publish.Publish(t.Context(), o, small.files())
			refused(t, err, ".weerklank")
			equal(t, o.Destination, there)
			tidy(t, o)
		})
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	everyWay(t, func(t *testing.T, o publish.Options) {
		ok(t, os.Mkdir(o.Destination, 0o755))
		_, err := publish.Publish(t.Context(), o, failing(small, "index.html", func() error {
			_, err := publish.Publish(t.Context(), o, small.files())
			says(t, err, o.Destination)
			return err
		}))
		if err == nil {
			t.Fatal("the second build was not kept out")
		}
		mustPublish(t, o, small)
		equal(t, o.Destination, small.published())
	})
}

func TestWhatOthersDoDuringTheBuildStays(t *testing.T) {
	everyWay(t, func(t *testing.T, o publish.Options) {
		foreign.write(t, o.Destination)
		mustPublish(t, o, small)
		during := tree{"CNAME": "nieuw.nl", ".git/index": "nieuw", "trajecten/wmo/s1/notitie.txt": "nieuw"}
		_, err := publish.Publish(t.Context(), o, failing(small, "index.html", func() error {
			// As editors and git do: write beside it, then rename.
			during.with(tree{"CNAME~": "nieuw.nl"}).write(t, o.Destination)
			return os.Rename(filepath.Join(o.Destination, "CNAME~"), filepath.Join(o.Destination, "CNAME"))
		}))
		ok(t, err)
		site := small.with(tree{"index.html": "een half"})
		equal(t, o.Destination, site.published().with(foreign).with(during))
	})
}

func TestLeftoversOfAKilledBuild(t *testing.T) {
	o := workspace(t)
	mustPublish(t, o, small)
	tree{".public.weerklank-new/half/index.html": "half", ".public.weerklank-lock": ""}.write(t, o.Source)
	next := small.with(tree{"index.html": "nieuw"})
	mustPublish(t, o, next)
	equal(t, o.Destination, next.published())
}

func TestKilledBetweenTwoRenames(t *testing.T) {
	o := workspace(t)
	foreign.write(t, o.Destination)
	mustPublish(t, o, small)
	ok(t, os.Rename(o.Destination, filepath.Join(o.Source, ".public.weerklank-old")))
	if _, err := publish.Publish(t.Context(), o, failing(small, "index.html", func() error { return io.ErrUnexpectedEOF })); err == nil {
		t.Fatal("no error")
	}
	equal(t, o.Destination, small.published().with(foreign))
	tidy(t, o)
}

// However far a build came that moved files one by one, the next finishes it.
func TestKilledBetweenTwoMoves(t *testing.T) {
	next := tree{"index.html": "nieuw", "css/site.css": "body{}", "over/index.html": "over", "trajecten/wmo/index.html": "nieuw"}
	for way, moving := range map[string]string{"folder in use": ".public.weerklank-moving", "parent not ours": "public/.weerklank-moving"} {
		for moved := range len(next) + 1 {
			t.Run(fmt.Sprintf("%s, %d moved", way, moved), func(t *testing.T) {
				o := workspace(t)
				mustPublish(t, o, small)
				foreign.write(t, o.Destination)
				waiting := next.published()
				for _, p := range slices.Sorted(maps.Keys(next))[:moved] {
					tree{p: next[p]}.write(t, o.Destination)
					delete(waiting, p)
				}
				waiting.write(t, filepath.Join(o.Source, moving))

				publish.Ways[way](&o)
				broken := failing(small, "index.html", func() error { return io.ErrUnexpectedEOF })
				if _, err := publish.Publish(t.Context(), o, broken); err == nil {
					t.Fatal("no error")
				}
				equal(t, o.Destination, next.published().with(foreign))
				tidy(t, o)
			})
		}
	}
}

// The folders of a large site, and second names of the files that did not change,
// are kept for the next build: without a trace of what is no longer published.
func TestManyFolders(t *testing.T) {
	o := workspace(t)
	spare := filepath.Join(o.Source, ".public.weerklank-new")
	site := tree{}
	for i := range 1100 {
		site[fmt.Sprintf("trajecten/t%d/index.html", i)] = fmt.Sprint(i)
	}
	for i, change := range []func(){
		func() { site["trajecten/t0/index.html"] = "anders" },
		func() { delete(site, "trajecten/t1/index.html") },
		func() { site["trajecten/t1"] = "nu een bestand" },
		func() {},
		func() { site = small },
	} {
		change()
		_, err := publish.Publish(t.Context(), o, site.files())
		ok(t, err)
		equal(t, o.Destination, site.published())
		for p := range read(t, spare) {
			if !strings.HasSuffix(p, "/") {
				left, err := os.Stat(filepath.Join(spare, p))
				ok(t, err)
				if now, err := os.Stat(filepath.Join(o.Destination, p)); err != nil || !os.SameFile(left, now) {
					t.Errorf("build %d left file %s", i, p)
				}
			} else if _, ok := site[p+"index.html"]; !ok {
				t.Errorf("build %d left folder %s", i, p)
			}
		}
	}
	tidy(t, o)
}

func TestProgress(t *testing.T) {
	o := workspace(t)
	site := tree{}
	for i := range 300 {
		site[fmt.Sprintf("p%d.html", i)] = ""
	}
	var told []int // without a lock: the race detector sees to "one at a time"
	o.Progress = func(done int) { told = append(told, done) }
	o.Workers = 8
	mustPublish(t, o, site)
	if len(told) < 2 || !slices.IsSorted(told) || told[len(told)-1] != len(site) {
		t.Errorf("told %v of %d files", told, len(site))
	}
}

// A large file is written while it is made; otherwise all is as for a small one.
func TestLargeFile(t *testing.T) {
	dir := t.TempDir()
	o := publish.Options{Destination: filepath.Join(dir, "public"), Source: filepath.Join(dir, "bron")}
	film := bytes.Repeat([]byte("0123456789abcdef"), 320<<10) // 5 MiB
	file := func(data []byte, fail error) iter.Seq[publish.File] {
		return slices.Values([]publish.File{
			{Path: "index.html", Render: func(w io.Writer) error { _, err := io.WriteString(w, "begin"); return err }},
			{Path: "media/film.mp4", Size: int64(len(data)), Render: func(w io.Writer) error {
				if _, err := w.Write(data[:len(data)/2]); err != nil {
					return err
				}
				if fail != nil {
					return fail
				}
				_, err := w.Write(data[len(data)/2:])
				return err
			}},
		})
	}
	first, err := publish.Publish(context.Background(), o, file(film, nil))
	if err != nil || first.Written != 2 || first.Bytes != int64(len(film)+len("begin")) {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := publish.Publish(context.Background(), o, file(film, nil))
	if err != nil || again.Unchanged != 2 {
		t.Errorf("again: %+v, %v", again, err)
	}
	if _, err := publish.Publish(context.Background(), o, file(bytes.ToUpper(film), errors.New("stuk"))); err == nil {
		t.Error("a file that could not be made was published")
	}
	got, err := os.ReadFile(filepath.Join(o.Destination, "media", "film.mp4"))
	if err != nil || !bytes.Equal(got, film) {
		t.Errorf("the film is not as it was: %d bytes, %v", len(got), err)
	}
	changed, err := publish.Publish(context.Background(), o, file(bytes.ToUpper(film), nil))
	if err != nil || changed.Written != 1 {
		t.Errorf("changed: %+v, %v", changed, err)
	}
}
