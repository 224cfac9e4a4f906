package sitetest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// A state is a commit: on which day, with which message, and which passages of
// which files were different then. The last one has the files as they are.
type state struct {
	day, message string
	was          map[string][]string // file -> a passage as it is now, as it was, and so on
}

// commitAll makes dir a repository of which the files have the past that is
// given. Its dates and names are fixed, so that every run builds the same pages.
func commitAll(dir string, past []state) error {
	now := map[string]string{}
	for _, m := range past {
		for name := range m.was {
			b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return err
			}
			now[name] = string(b)
		}
	}
	if err := git(dir, "", "init", "-q", "-b", "main"); err != nil {
		return err
	}
	for _, m := range past {
		for name, text := range now {
			pairs := m.was[name]
			for i := 0; i < len(pairs); i += 2 {
				if !strings.Contains(text, pairs[i]) {
					return fmt.Errorf("%s does not have %q, which was different on %s", name, pairs[i], m.day)
				}
			}
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(strings.NewReplacer(pairs...).Replace(text)), 0o644); err != nil {
				return err
			}
		}
		if err := git(dir, m.day, "add", "-A"); err != nil {
			return err
		}
		if err := git(dir, m.day, "commit", "-q", "-m", m.message); err != nil {
			return err
		}
	}
	return nil
}

// git runs git in dir at noon of a day, whatever the settings of who runs it.
func git(dir, day string, args ...string) error {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	at := day + "T12:00:00Z"
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+at, "GIT_COMMITTER_DATE="+at, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull,
		"GIT_AUTHOR_NAME=Redactie", "GIT_COMMITTER_NAME=Redactie", "GIT_AUTHOR_EMAIL=redactie@sitetest.example", "GIT_COMMITTER_EMAIL=redactie@sitetest.example")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("git %q: %w\n%s", args, err, out)
	}
	return nil
}

// withPast returns a copy of the content of a site in a repository of its own.
// Built where it stands, it would have a page for each commit of this project:
// other pages with each commit, another number in each clone, none in a shallow
// one, and a test that takes longer every week.
func withPast(name, source string, past ...state) func() (string, error) {
	return sync.OnceValues(func() (string, error) {
		dir := filepath.Join(scratch, name)
		if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(source, "content"))); err != nil {
			return "", err
		}
		return dir, commitAll(dir, past)
	})
}

// The demonstration site, as it was published on one day.
var demoSite = withPast("demo", repository, state{day: "2026-09-01", message: "De teksten staan erop"})

func demo(t *testing.T) string { return source(t, demoSite) }

// The small site, which is read aloud: with an answer that changed, a small
// improvement, and a traject that was withdrawn.
var smallSite = withPast("boom", "testdata/boom",
	state{"2026-01-02", "Het eerste plan", map[string][]string{
		"content/trajecten/plein-ronde-2.md": {"phase: 1\n", "phase: 1\nconcept: true\n"},
		"content/trajecten/weg.md":           {"ingetrokken: {datum: 2026-02-01, reden: De regeling bestaat niet meer.}\n", ""},
		"content/trajecten/plein.md": {"phase: 4", "phase: 3", "Er staan vier banken.\nbij", "Er komen banken.\nbij",
			"    kort: Ja. Er staan vier banken.\n", "", "besluit: niet-overgenomen\n    reden: Een toilet kost meer dan er geld is.", "besluit: in-behandeling\n    reden: Wij zoeken geld voor een toilet.",
			"    besloten-op: 2026-04-14\n    gebaseerd-op", "    gebaseerd-op"},
	}},
	state{"2026-05-02", "Klein: een tikfout", map[string][]string{
		"content/trajecten/plein-ronde-2.md": {"phase: 1\n", "phase: 1\nconcept: true\n"},
		"content/trajecten/plein.md":         {"Er staan vier banken.\nbij", "Er komen banken.\nbij"},
	}},
	state{day: "2026-06-01", message: "De banken staan er"},
)

func small(t *testing.T) string { return source(t, smallSite) }

func source(t *testing.T, make func() (string, error)) string {
	t.Helper()
	dir, err := make()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// A passage that is not there must not go unnoticed: a version would have nothing
// that changed.
func TestPastThatIsNotThere(t *testing.T) {
	for passage, want := range map[string]bool{"wat er staat": true, "wat er niet staat": false} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("wat er staat"), 0o644); err != nil {
			t.Fatal(err)
		}
		err := commitAll(dir, []state{{"2026-01-01", "eerst", map[string][]string{"a.md": {passage, ""}}}})
		if (err == nil) != want {
			t.Errorf("%q: %v", passage, err)
		}
	}
}
