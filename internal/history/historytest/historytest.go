// Package historytest makes git repositories for tests: small ones, commit by
// commit with dates that are given, and large ones at once. Only tests import it.
package historytest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A Repo is a git repository in a folder of a test.
type Repo struct {
	Dir string
	t   testing.TB
	// Author and Committer are dates that git understands: "2026-03-12T10:00:00Z" or
	// "@0 +0000". They count for the commits that follow.
	Author, Committer string
}

// New makes an empty repository with a branch main.
func New(t testing.TB) *Repo {
	t.Helper()
	r := &Repo{Dir: t.TempDir(), t: t}
	r.On("2026-01-01")
	r.Git("init", "--quiet", "--initial-branch=main", "--template=")
	return r
}

// On sets the day of the commits that follow, at noon.
func (r *Repo) On(day string) *Repo {
	r.Author, r.Committer = day+"T12:00:00+0100", day+"T12:00:00+0100"
	return r
}

// Command returns a command of git that does not look at what is set on this machine.
func (r *Repo) Command(args ...string) *exec.Cmd {
	c := exec.Command("git", args...)
	c.Dir = r.Dir
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	c.Env = append(env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C",
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=maintenance.auto", "GIT_CONFIG_VALUE_0=false", // a commit starts no other process
		"GIT_AUTHOR_NAME=Voorbeeld", "GIT_AUTHOR_EMAIL=voorbeeld@voorbeeld.example", "GIT_AUTHOR_DATE="+r.Author,
		"GIT_COMMITTER_NAME=Voorbeeld", "GIT_COMMITTER_EMAIL=voorbeeld@voorbeeld.example", "GIT_COMMITTER_DATE="+r.Committer)
	return c
}

// Git runs git and returns what it prints.
func (r *Repo) Git(args ...string) string {
	r.t.Helper()
	out, err := r.Command(args...).CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// Write writes a file, without committing it.
func (r *Repo) Write(path, text string) *Repo {
	r.t.Helper()
	full := filepath.Join(r.Dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
		r.t.Fatal(err)
	}
	return r
}

// Commit commits all there is, and returns the hash.
func (r *Repo) Commit(message string) string {
	r.t.Helper()
	r.Git("add", "--all")
	r.Git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message", message)
	return r.Git("rev-parse", "HEAD")
}

// Large makes a repository with so many trajecten, which so many commits wrote and
// changed, one or two in each, and returns its folder. What text says stands in a
// file from its n-th change on.
func Large(t testing.TB, trajecten, commits int, text func(traject, n int) []byte) string {
	t.Helper()
	r := New(t)
	in, w := io.Pipe()
	go func() {
		b := bufio.NewWriter(w)
		writeLarge(b, trajecten, commits, text)
		w.CloseWithError(b.Flush())
	}()
	c := r.Command("fast-import", "--quiet")
	c.Stdin = in
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git fast-import: %v\n%s", err, out)
	}
	r.Git("reset", "--quiet", "--hard")
	return r.Dir
}

// writeLarge writes what git fast-import reads. Half of the trajecten are there from
// the first commit; each later commit changes one, or writes a new one.
func writeLarge(b *bufio.Writer, trajecten, commits int, text func(traject, n int) []byte) {
	at := time.Date(2015, 1, 1, 9, 0, 0, 0, time.UTC)
	changes := make([]int, trajecten)
	file := func(i int) {
		data := text(i, changes[i])
		changes[i]++
		fmt.Fprintf(b, "M 100644 inline content/trajecten/t-%05d.md\ndata %d\n%s\n", i, len(data), data)
	}
	there := (trajecten + 1) / 2
	for n := range commits {
		at = at.Add(17 * time.Hour)
		message := fmt.Sprintf("Wijziging %d", n)
		fmt.Fprintf(b, "commit refs/heads/main\ncommitter Voorbeeld <voorbeeld@voorbeeld.example> %d +0100\ndata %d\n%s\n", at.Unix(), len(message), message)
		switch {
		case n == 0:
			for i := range there {
				file(i)
			}
		case n%2 == 0 && there < trajecten:
			file(there)
			there++
		default:
			file(n * 7919 % there)
		}
	}
}
