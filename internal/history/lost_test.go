package history_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weerklank/internal/history"
)

// repository makes a repository with a site in a folder of it.
func repository(t *testing.T) (dir string, git func(args ...string)) {
	t.Helper()
	top := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+who+"_NAME", "Proef")
		t.Setenv("GIT_"+who+"_EMAIL", "proef@voorbeeld.example")
		t.Setenv("GIT_"+who+"_DATE", "2026-03-12T12:00:00+01:00")
	}
	git = func(args ...string) {
		t.Helper()
		if out, err := exec.Command("git", append([]string{"-C", top}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %s", args, out)
		}
	}
	git("init", "-q")
	dir = filepath.Join(top, "site")
	write(t, dir, "content/trajecten/wmo.md", strings.Repeat("Een regel over de Wmo.\n", 20)+"id: hek\n")
	git("add", ".")
	git("commit", "-qm", "Begin")
	return dir, git
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestFind(t *testing.T) {
	const wmo, beleid = "content/trajecten/wmo.md", "content/trajecten/wmo-beleid.md"
	dir, git := repository(t)
	find := func(path, text string) history.Lost {
		t.Helper()
		l, ok := history.Find(context.Background(), dir, path, text)
		if !ok {
			t.Fatal("git knows nothing")
		}
		return l
	}
	git("mv", "site/"+wmo, "site/"+beleid)
	if l := find(wmo, ""); l.Commit != "" || l.Moved != beleid || !strings.Contains(string(l.Before), "id: hek") {
		t.Errorf("renamed, not committed: %+v", l)
	}
	git("commit", "-qm", "Andere naam")
	if l := find(wmo, ""); l.Commit == "" || l.Date != "2026-03-12" || l.Moved != beleid || len(l.Before) == 0 {
		t.Errorf("renamed in a commit: %+v", l)
	}
	write(t, dir, beleid, "id: hekwerk\n")
	if l := find(beleid, "id: hek\n"); l.Commit != "" || len(l.Before) == 0 {
		t.Errorf("a text, not committed: %+v", l)
	}
	git("commit", "-qam", "Ander id")
	write(t, dir, "content/trajecten/los.md", "Los.\n")
	git("add", ".")
	git("commit", "-qm", "Iets anders")
	if l := find(beleid, "id: hek\n"); l.Commit == "" || !strings.Contains(string(l.Before), "id: hek\n") {
		t.Errorf("a text that a commit took away: %+v", l)
	}
	git("rm", "-q", "site/"+beleid)
	git("commit", "-qm", "Weg")
	if l := find(beleid, ""); l.Commit == "" || l.Moved != "" {
		t.Errorf("removed: %+v", l)
	}
}

// What git does not know is left out, and nothing is asked of another repository.
func TestFindNothing(t *testing.T) {
	dir, _ := repository(t)
	t.Setenv("GIT_DIR", filepath.Join(filepath.Dir(dir), ".git")) // as in a hook
	inside := filepath.Join(filepath.Dir(dir), ".git", "kopie")
	write(t, inside, "content/trajecten/wmo.md", "x")
	for name, at := range map[string]string{"no file of that name": dir, "inside .git": inside, "no repository": t.TempDir()} {
		if l, ok := history.Find(context.Background(), at, "content/trajecten/nooit.md", ""); ok {
			t.Errorf("%s: %+v", name, l)
		}
	}
	if _, ok := history.Find(context.Background(), dir, "--output=x", ""); ok {
		t.Error("an option")
	}
}

// Looking for a cause starts no program that a repository names.
func TestFindRunsNothing(t *testing.T) {
	dir, git := repository(t)
	ran := filepath.Join(t.TempDir(), "ran")
	git("config", "core.fsmonitor", "touch '"+filepath.ToSlash(ran)+"'; false")
	git("mv", "site/content/trajecten/wmo.md", "site/content/trajecten/hulp.md")
	os.Remove(ran)
	if l, ok := history.Find(context.Background(), dir, "content/trajecten/wmo.md", ""); !ok || l.Moved == "" {
		t.Errorf("%+v", l)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("a program was started")
	}
}
