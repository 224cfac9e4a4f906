package history_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"weerklank/internal/history"
	"weerklank/internal/history/historytest"
	"weerklank/internal/lang"
)

const (
	plan = "content/trajecten/plan.md"
	long = "---\ntitel: Een plan\n---\n\nEen regel.\n\nNog een regel.\n\nEn de laatste.\n"
)

// read returns the history of a folder.
func read(t *testing.T, dir string) *history.History {
	t.Helper()
	h, err := history.Read(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// story returns the revisions of the files of h, a line for each file: its path now,
// then day, path and text of each revision.
func story(t *testing.T, h *history.History) string {
	t.Helper()
	var b strings.Builder
	if h == nil {
		return ""
	}
	for _, f := range h.Files() {
		fmt.Fprintf(&b, "%s:", f.Path)
		for _, r := range f.Revisions {
			text := "(weg)"
			if r.Blob != "" {
				data, err := h.Blob(r.Blob)
				if err != nil {
					t.Fatal(err)
				}
				text = strings.TrimSpace(strings.TrimPrefix(string(data), long))
			}
			fmt.Fprintf(&b, " %s %s %s;", r.Time.Format("01-02"), strings.TrimPrefix(r.Path, "content/"), text)
		}
		b.WriteString("\n")
		if f.Path != "" && h.File(f.Path) != f {
			t.Errorf("%s is not found by its path", f.Path)
		}
	}
	return b.String()
}

func TestFiles(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(r *historytest.Repo)
		want string
	}{
		{"changes, and what is not committed", func(r *historytest.Repo) {
			r.Write(plan, "een").Write("content/site.yaml", "x").Write("README.md", "x").Commit("a")
			r.On("2026-02-01").Write(plan, "twee").Commit("b")
			r.On("2026-02-02").Write("README.md", "y").Commit("c")
			r.Write(plan, "drie").Write("content/trajecten/nieuw.md", "nieuw")
		}, "content/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-01 trajecten/plan.md twee;\n"},
		{"renamed", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Git("mv", plan, "content/trajecten/ander.md")
			r.Commit("b")
		}, "content/trajecten/ander.md: 01-01 trajecten/plan.md een; 02-01 trajecten/ander.md een;\n"},
		{"renamed and edited", func(r *historytest.Repo) {
			r.Write(plan, long+"een").Write("content/trajecten/weg.md", "heel iets anders").Commit("a")
			r.On("2026-02-01").Git("rm", "-rq", "content")
			r.Write("content/trajecten/ander.md", long+"twee").Commit("b")
		}, "content/trajecten/ander.md: 01-01 trajecten/plan.md een; 02-01 trajecten/ander.md twee;\n" +
			": 01-01 trajecten/weg.md heel iets anders; 02-01 trajecten/weg.md (weg);\n"},
		{"replaced by another text", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Git("rm", "-q", plan)
			r.Write("content/trajecten/ander.md", "ander").Commit("b")
		}, "content/trajecten/ander.md: 02-01 trajecten/ander.md ander;\n: 01-01 trajecten/plan.md een; 02-01 trajecten/plan.md (weg);\n"},
		{"a folder of its own, with another text", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Git("rm", "-q", plan)
			r.Write("content/trajecten/plan/index.md", "twee").Commit("b")
			r.On("2026-02-02").Git("rm", "-q", "content/trajecten/plan/index.md")
			r.Write(plan, "drie").Commit("c")
		}, "content/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-01 trajecten/plan/index.md twee; 02-02 trajecten/plan.md drie;\n"},
		{"only the case of its name", func(r *historytest.Repo) {
			r.Write("content/trajecten/Plan.md", "een").Commit("a")
			r.On("2026-02-01").Git("mv", "-f", "content/trajecten/Plan.md", plan)
			r.Commit("b")
		}, "content/trajecten/plan.md: 01-01 trajecten/Plan.md een; 02-01 trajecten/plan.md een;\n"},
		{"two of the same bytes keep their names", func(r *historytest.Repo) {
			r.Write("content/trajecten/a.md", "x").Write("content/trajecten/b.md", "x").Commit("a")
			r.On("2026-02-01").Git("rm", "-rq", "content")
			r.Write("content/paginas/b.md", "x").Write("content/paginas/c.md", "x").Commit("b")
		}, "content/paginas/b.md: 01-01 trajecten/b.md x; 02-01 paginas/b.md x;\ncontent/paginas/c.md: 01-01 trajecten/a.md x; 02-01 paginas/c.md x;\n"},
		{"removed and back", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Git("rm", "-q", plan)
			r.Commit("b")
			r.On("2026-02-02").Write(plan, "twee").Commit("c")
		}, "content/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-01 trajecten/plan.md (weg); 02-02 trajecten/plan.md twee;\n"},
		{"reverted", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Write(plan, "twee").Commit("b")
			r.On("2026-02-02").Git("revert", "--no-edit", "HEAD")
		}, "content/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-01 trajecten/plan.md twee; 02-02 trajecten/plan.md een;\n"},
		{"another at the path of one that was renamed", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Git("mv", plan, "content/trajecten/ander.md")
			r.Commit("b")
			r.On("2026-02-02").Write(plan, "nieuw").Commit("c")
		}, "content/trajecten/ander.md: 01-01 trajecten/plan.md een; 02-01 trajecten/ander.md een;\ncontent/trajecten/plan.md: 02-02 trajecten/plan.md nieuw;\n"},
		{"a branch counts from its merge on", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.Git("checkout", "-qb", "tak")
			r.On("2026-02-01").Write(plan, "concept").Commit("b")
			r.On("2026-02-02").Write(plan, "twee").Write("content/trajecten/nieuw.md", "nieuw").Commit("c")
			r.Git("checkout", "-q", "main")
			r.On("2026-02-03").Write("README.md", "x").Commit("d")
			r.On("2026-02-04").Git("merge", "-q", "--no-ff", "-m", "samen", "tak")
		}, "content/trajecten/nieuw.md: 02-04 trajecten/nieuw.md nieuw;\ncontent/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-04 trajecten/plan.md twee;\n"},
		{"rewritten", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Write(plan, "geheim").Commit("b")
			r.Git("reset", "-q", "--hard", "HEAD^")
			r.On("2026-02-02").Write(plan, "twee").Commit("c")
		}, "content/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-02 trajecten/plan.md twee;\n"},
		{"odd names and bytes", func(r *historytest.Repo) {
			r.Write("content/trajecten/één plan\t\"x\".md", "\x00\xff").Write("content/trajecten/:(top)a.md", "a").Write("content/trajecten/-x\ny.md", "b").Commit("a")
		}, "content/trajecten/-x\ny.md: 01-01 trajecten/-x\ny.md b;\ncontent/trajecten/:(top)a.md: 01-01 trajecten/:(top)a.md a;\n" +
			"content/trajecten/één plan\t\"x\".md: 01-01 trajecten/één plan\t\"x\".md \x00\xff;\n"},
		{"links, permissions, and a folder that became a file", func(r *historytest.Repo) {
			r.Write(plan, "een").Commit("a")
			r.On("2026-02-01").Git("update-index", "--chmod=+x", plan)
			r.Git("commit", "-qm", "b")
			r.On("2026-02-02").Git("rm", "-qf", plan)
			if err := os.MkdirAll(filepath.Join(r.Dir, "content/trajecten"), 0o777); err != nil {
				panic(err)
			}
			if err := os.Symlink("/etc/passwd", filepath.Join(r.Dir, plan)); err != nil {
				panic(err)
			}
			r.Commit("c")
		}, ": 01-01 trajecten/plan.md een; 02-02 trajecten/plan.md (weg);\n"},
		{"nothing below content", func(r *historytest.Repo) {
			r.Write("content/site.yaml", "x").Commit("a")
			r.Write(plan, "een")
		}, ""},
		{"no commit", func(r *historytest.Repo) { r.Write(plan, "een") }, ""},
		{"content once was a file", func(r *historytest.Repo) {
			r.Write("content", "x").Commit("a")
			r.Git("rm", "-q", "content")
			r.On("2026-02-01").Write(plan, "een").Commit("b")
		}, "content/trajecten/plan.md: 02-01 trajecten/plan.md een;\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.HasPrefix(c.name, "odd") {
				t.Log("such names cannot be there")
				return
			}
			r := historytest.New(t)
			c.make(r)
			if got := story(t, read(t, r.Dir)); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestWhereTheSiteStands(t *testing.T) {
	const want = "content/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-01 trajecten/plan.md twee;\n"
	two := func(r *historytest.Repo, below string) {
		r.Write(below+plan, "een").Commit("a")
		r.On("2026-02-01").Write(below+plan, "twee").Commit("b")
	}
	t.Run("in a folder of the repository", func(t *testing.T) {
		r := historytest.New(t)
		r.Write(plan, "van een ander").Commit("z")
		two(r, "de site/")
		if got := story(t, read(t, filepath.Join(r.Dir, "de site"))); got != want {
			t.Error(got)
		}
	})
	t.Run("through a link", func(t *testing.T) {
		r := historytest.New(t)
		two(r, "site/")
		link := filepath.Join(t.TempDir(), "link")
		if err := os.Symlink(filepath.Join(r.Dir, "site"), link); err != nil {
			t.Fatal(err)
		}
		if got := story(t, read(t, link)); got != want {
			t.Error(got)
		}
	})
	t.Run("moved within the repository", func(t *testing.T) {
		r := historytest.New(t)
		r.Write(plan, "een").Write("content/trajecten/weg.md", "weg").Write("content/media/a.png", "a").Commit("a")
		if err := os.Mkdir(filepath.Join(r.Dir, "site"), 0o777); err != nil {
			t.Fatal(err)
		}
		r.On("2026-02-01").Git("mv", "content", "site/content")
		r.Git("rm", "-q", "-f", "site/content/trajecten/weg.md")
		move := r.Write("site/content/trajecten/nieuw.md", "nieuw").Commit("b")
		r.On("2026-02-02").Write("site/"+plan, "twee").Commit("c")
		h := read(t, filepath.Join(r.Dir, "site"))
		const want = "content/media/a.png: 01-01 media/a.png a;\ncontent/trajecten/nieuw.md: 02-01 trajecten/nieuw.md nieuw;\n" +
			"content/trajecten/plan.md: 01-01 trajecten/plan.md een; 02-02 trajecten/plan.md twee;\n" +
			": 01-01 trajecten/weg.md weg; 02-01 trajecten/weg.md (weg);\n"
		if got := story(t, h); got != want {
			t.Error(got)
		}
		if h.At("content/media/a.png", move) == "" {
			t.Error("the image is lost")
		}
	})
	t.Run("a submodule", func(t *testing.T) {
		texts := historytest.New(t)
		texts.Write("trajecten/plan.md", "een").Commit("a")
		texts.On("2026-02-01").Write("trajecten/plan.md", "twee").Commit("b")
		r := historytest.New(t)
		r.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", texts.Dir, "content")
		r.Commit("c")
		if got := story(t, read(t, r.Dir)); got != want {
			t.Error(got)
		}
	})
	t.Run("a submodule below content", func(t *testing.T) {
		other := historytest.New(t)
		other.Write("x.md", "x").Commit("a")
		r := historytest.New(t)
		two(r, "")
		r.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.Dir, "content/trajecten/ander")
		r.Commit("c")
		if got := story(t, read(t, r.Dir)); got != want {
			t.Error(got)
		}
	})
	t.Run("the copy that the hook checks", func(t *testing.T) {
		r := historytest.New(t)
		two(r, "site/")
		r.Write(".git/weerklank.abc/site/"+plan, "drie")
		if got := story(t, read(t, filepath.Join(r.Dir, ".git/weerklank.abc/site"))); got != want {
			t.Error(got)
		}
	})
	t.Run("during a hook of another repository", func(t *testing.T) {
		r := historytest.New(t)
		two(r, "")
		t.Setenv("GIT_DIR", filepath.Join(t.TempDir(), "nergens"))
		t.Setenv("GIT_INDEX_FILE", "nergens")
		if got := story(t, read(t, r.Dir)); got != want {
			t.Error(got)
		}
	})
	t.Run("with settings of somebody", func(t *testing.T) {
		r := historytest.New(t)
		two(r, "")
		home := t.TempDir()
		config := "[core]\n\tquotePath = true\n\tpager = false\n\tfsmonitor = /bin/false\n[diff]\n\trenames = copies\n\torderFile = /nergens\n\trelative = true\n\texternal = /bin/false\n" +
			"[log]\n\tshowSignature = true\n\tdiffMerges = off\n\tdate = relative\n[color]\n\tui = always\n[format]\n\tpretty = oneline\n[i18n]\n\tlogOutputEncoding = UTF-16\n"
		if err := os.WriteFile(filepath.Join(home, ".gitconfig"), []byte(config), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, ".gitconfig"))
		if got := story(t, read(t, r.Dir)); got != want {
			t.Error(got)
		}
	})
}

// Without git a site is made all the same.
func TestNoHistory(t *testing.T) {
	r := historytest.New(t)
	r.Write(plan, "een").Commit("a")
	t.Run("no repository", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.MkdirAll(filepath.Join(dir, "content"), 0o777); err != nil {
			t.Fatal(err)
		}
		if h := read(t, dir); h != nil {
			t.Errorf("%+v", h)
		}
	})
	t.Run("no content", func(t *testing.T) {
		if h := read(t, filepath.Join(r.Dir, ".git")); h != nil {
			t.Errorf("%+v", h)
		}
	})
	t.Run("no git", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		if h := read(t, r.Dir); h != nil {
			t.Errorf("%+v", h)
		}
		if s, err := history.Look(context.Background(), r.Dir); err != nil || s != (history.State{}) {
			t.Error(s, err)
		}
	})
}

func TestShallow(t *testing.T) {
	r := historytest.New(t)
	r.Write(plan, "een").Write("content/trajecten/oud.md", "oud").Write("content/media/a.png", "a").Commit("a")
	r.On("2026-02-01").Write(plan, "twee").Commit("b")
	last := r.On("2026-02-02").Write(plan, "drie").Commit("c")
	clone := filepath.Join(t.TempDir(), "kopie")
	r.Git("clone", "-q", "--depth=2", "file://"+filepath.ToSlash(r.Dir), clone)
	h := read(t, clone)
	// What the first commit here holds may be older than it.
	if got, want := story(t, h), "content/trajecten/plan.md: 02-02 trajecten/plan.md drie;\n"; got != want || !h.Shallow {
		t.Errorf("shallow: %t\n%s", h.Shallow, got)
	}
	if h.At("content/media/a.png", last) == "" {
		t.Error("the image is lost")
	}
	if s, err := history.Look(context.Background(), clone); err != nil || !s.Shallow || s.Head != last {
		t.Error(s, err)
	}
	if h := read(t, r.Dir); h.Shallow || len(h.Files()) != 3 {
		t.Errorf("the whole: %+v", h)
	}
}

// What git says no to is told in a sentence, with what to do.
func TestErrors(t *testing.T) {
	make := func(t *testing.T) *historytest.Repo {
		r := historytest.New(t)
		r.Write(plan, "een").Commit("a")
		r.Write(plan, "twee").Commit("b")
		return r
	}
	fails := func(t *testing.T, dir, want string) {
		t.Helper()
		h, err := history.Read(context.Background(), dir)
		var e *lang.Error
		if !errors.As(err, &e) || h != nil || !strings.Contains(e.Text.NL, want) {
			t.Errorf("%v, %v; want %s", h, err, want)
		}
	}
	t.Run("of another user", func(t *testing.T) {
		r := make(t)
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
		t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
		fails(t, r.Dir, "git config --global --add safe.directory "+r.Dir)
		config := filepath.Join(t.TempDir(), "config")
		if err := os.WriteFile(config, []byte("[safe]\n\tdirectory = *\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Setenv("GIT_CONFIG_GLOBAL", config)
		if h := read(t, r.Dir); h == nil {
			t.Error("git trusts it, and there is no history")
		}
	})
	t.Run("partial", func(t *testing.T) {
		r := make(t)
		r.Git("config", "uploadpack.allowFilter", "true")
		clone := filepath.Join(t.TempDir(), "kopie")
		r.Git("clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(r.Dir), clone)
		fails(t, clone, "git fetch --refetch --no-filter")
		copied := &historytest.Repo{Dir: clone}
		if out, err := copied.Command("fetch", "-q", "--refetch", "--no-filter").CombinedOutput(); err != nil {
			t.Fatal(err, string(out))
		}
		if h := read(t, clone); len(h.Files()) != 1 {
			t.Errorf("%+v", h)
		}
	})
	t.Run("broken", func(t *testing.T) {
		r := make(t)
		head := r.Git("rev-parse", "HEAD^")
		if err := os.Remove(filepath.Join(r.Dir, ".git", "objects", head[:2], head[2:])); err != nil {
			t.Fatal(err)
		}
		fails(t, r.Dir, "git kan de geschiedenis niet lezen")
	})
	t.Run("HEAD is broken", func(t *testing.T) {
		r := make(t)
		r.Write(".git/refs/heads/main", "0123456789012345678901234567890123456789\n")
		fails(t, r.Dir, "git kan de geschiedenis niet lezen")
	})
	t.Run("stopped", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := history.Read(ctx, make(t).Dir); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

func TestMessageAndAuthor(t *testing.T) {
	r := historytest.New(t)
	r.Write(plan, "een").Commit("\nKlein: een \x1b[31mtikfout\u202e\nop verzoek van iemand\n\nmeer")
	r.Write(plan, "twee").Commit("")
	rev := read(t, r.Dir).File(plan).Revisions
	if rev[0].Message != "Klein: een  [31mtikfout" || rev[0].Author != "Voorbeeld" || rev[1].Message != "" {
		t.Errorf("%+v", rev)
	}
}

func TestAt(t *testing.T) {
	const image = "content/media/foto.jpg"
	r := historytest.New(t)
	a := r.Write(plan, "een").Commit("a")
	b := r.Write(image, "eerste").Commit("b")
	c := r.Write(plan, "twee").Commit("c")
	r.Git("rm", "-q", image)
	d := r.Commit("d")
	h := read(t, r.Dir)
	for commit, want := range map[string]bool{a: false, b: true, c: true, d: false, "": false} {
		if got := h.At(image, commit); (got != "") != want {
			t.Errorf("at %s: %q", commit, got)
		}
	}
	if h.At("content/media/niets.jpg", b) != "" {
		t.Error("found what never was")
	}
}

// A text that is too large to read keeps no other from being followed.
func TestTooLargeToCompare(t *testing.T) {
	r := historytest.New(t)
	r.Write(plan, long).Commit("a")
	r.Git("rm", "-q", plan)
	r.Write("content/trajecten/groot.md", strings.Repeat("x", history.MaxBlob+1)).Write("content/trajecten/nieuw.md", long+"Erbij.\n").Commit("b")
	h := read(t, r.Dir)
	if f := h.File("content/trajecten/nieuw.md"); f == nil || len(f.Revisions) != 2 {
		t.Errorf("%+v", f)
	}
}

func TestBlob(t *testing.T) {
	r := historytest.New(t)
	r.Write(plan, "een").Write("content/media/leeg.png", "").Write("content/media/groot.png", strings.Repeat("x", history.MaxBlob+1)).
		Write("content/media/past.png", strings.Repeat("y", history.MaxBlob)).Commit("a")
	h := read(t, r.Dir)
	hash := func(path string) string { return h.File(path).Revisions[0].Blob }
	none := strings.Repeat("0123456789", 4)
	all := []string{hash(plan), hash("content/media/leeg.png"), hash("content/media/groot.png"), none, hash("content/media/past.png"), r.Git("rev-parse", "HEAD:content"), hash(plan)}
	sizes := []int{3, 0, -1, -1, history.MaxBlob, -1, 3}
	look := func(i int, data []byte, err error) {
		if got := len(data); sizes[i] >= 0 && (got != sizes[i] || err != nil) || sizes[i] < 0 && err == nil {
			t.Errorf("%d: %d bytes, %v", i, got, err)
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, hash := range all {
				data, err := h.Blob(hash)
				look(i, data, err)
			}
		})
	}
	wg.Wait()
	n := 0
	without := slices.Delete(slices.Clone(all), 5, 6) // of what is no file, git cannot be asked more
	sizes = slices.Delete(sizes, 5, 6)
	if err := h.Blobs(without, func(i int, data []byte, err error) bool { n++; look(i, data, err); return true }); err != nil || n != len(without) {
		t.Error(n, err)
	}
	n = 0
	if err := h.Blobs(all, func(int, []byte, error) bool { n++; return n < 2 }); err != nil || n != 2 {
		t.Errorf("did not stop: %d, %v", n, err)
	}
	// A page of an older state of the site may still ask.
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if data, err := h.Blob(hash(plan)); string(data) != "een" || err != nil {
		t.Errorf("after Close: %q, %v", data, err)
	}
	var nothing *history.History
	if err := nothing.Close(); err != nil {
		t.Error(err)
	}
}
