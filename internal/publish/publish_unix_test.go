//go:build unix

package publish_test

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
	"weerklank/internal/publish"
)

// TestMain lets this program publish as a process of its own, for the tests that
// kill or restrict it.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "publish" {
		child(os.Args[2], os.Args[3], os.Args[4])
	}
	os.Exit(m.Run())
}

// child publishes the given version of the site of manyPages. It says so on
// stdout when it begins.
func child(source, version, way string) {
	signal.Ignore(syscall.SIGXFSZ) // beyond the limit of TestDiskFull, writing then fails as on a full disk
	o := publish.Options{Source: source, Destination: filepath.Join(source, "public")}
	publish.Ways[way](&o)
	fmt.Println("begins")
	_, err := publish.Publish(context.Background(), o, manyPages(version).files())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	os.Exit(0)
}

// manyPages is a site of which two versions differ in half of the pages, and
// each has pages that the other has not.
func manyPages(version string) tree {
	site := tree{"index.html": version, "alleen-" + version + "/index.html": version}
	for i := range 80 {
		text := "gelijk"
		if i%2 == 0 {
			text = version
		}
		site[fmt.Sprintf("trajecten/t%d/s%d/index.html", i/9, i%9)] = strings.Repeat(text+" ", 2000)
	}
	return site
}

// start starts child, by way of the shell command before.
func start(t *testing.T, o publish.Options, version, way, before string) (*exec.Cmd, *strings.Builder) {
	t.Helper()
	self, err := os.Executable()
	ok(t, err)
	cmd := exec.Command("sh", "-c", before+` && exec "$0" "$@"`, self, "publish", o.Source, version, way)
	stdout, err := cmd.StdoutPipe()
	ok(t, err)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	ok(t, cmd.Start())
	if _, err := bufio.NewReader(stdout).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	return cmd, &stderr
}

// killing kills builds at random moments and calls after with what was published
// before, and what would have been. It then sees whether the next build is fine.
func killing(t *testing.T, way string, kills int, after func(t *testing.T, dest string, old, next tree)) {
	o := workspace(t)
	foreign.write(t, o.Destination)
	versions := []string{"a", "b"}
	begin := time.Now()
	mustPublish(t, o, manyPages(versions[0]))
	took := time.Since(begin) * 2
	done := 0
	for range kills {
		cmd, _ := start(t, o, versions[1], way, ":")
		time.Sleep(time.Duration(rand.Int64N(int64(took))))
		cmd.Process.Kill()
		if cmd.Wait() == nil {
			done++
		}
		old := manyPages(versions[0]).published().with(foreign)
		next := manyPages(versions[1]).published().with(foreign)
		after(t, o.Destination, old, next)

		versions[0], versions[1] = versions[1], versions[0]
		mustPublish(t, o, manyPages(versions[0]))
		equal(t, o.Destination, manyPages(versions[0]).published().with(foreign))
	}
	if done == kills {
		t.Fatal("no build was killed before it was done")
	}
}

func TestKilled(t *testing.T) {
	killing(t, "all is possible", 30, func(t *testing.T, dest string, old, next tree) {
		want := old
		if read(t, dest)["index.html"] == next["index.html"] {
			want = next
		}
		equal(t, dest, want)
	})
}

// Without an exchange a killed build may leave no site, but no mixture, and the
// next build mends it.
func TestKilledWithoutExchange(t *testing.T) {
	killing(t, "no exchange of folders", 8, func(t *testing.T, dest string, old, next tree) {
		want := old
		switch got := read(t, dest); {
		case got == nil:
			return
		case got["index.html"] == next["index.html"]:
			want = next
		}
		equal(t, dest, want)
	})
}

// Where files are moved one by one, each is the old or the new one, and what
// both sites have is there.
func TestKilledWhileMoving(t *testing.T) {
	for _, way := range []string{"folder in use", "parent not ours"} {
		t.Run(way, func(t *testing.T) {
			killing(t, way, 8, func(t *testing.T, dest string, old, next tree) {
				got := read(t, dest)
				for p, text := range got {
					if text != old[p] && text != next[p] && !strings.HasPrefix(p, ".weerklank-") {
						t.Errorf("%s is neither old nor new: %q", p, short(text))
					}
				}
				for p := range old {
					_, there := got[p]
					if _, stays := next[p]; stays && !there {
						t.Errorf("%s is gone", p)
					}
				}
			})
		})
	}
}

func TestDiskFull(t *testing.T) {
	o := workspace(t)
	foreign.write(t, o.Destination)
	mustPublish(t, o, manyPages("a"))
	cmd, stderr := start(t, o, "b", "all is possible", "ulimit -f 1")
	if cmd.Wait() == nil {
		t.Fatal("no error")
	}
	for _, words := range []string{"/index.html could not be written: the file is larger", o.Destination + " has not changed"} {
		if !strings.Contains(stderr.String(), words) {
			t.Errorf("%q does not say %q", stderr, words)
		}
	}
	equal(t, o.Destination, manyPages("a").published().with(foreign))
	tidy(t, o)
}

func TestModes(t *testing.T) {
	old := unix.Umask(0o077)
	defer unix.Umask(old)
	everyWay(t, func(t *testing.T, o publish.Options) {
		ok(t, os.MkdirAll(filepath.Join(o.Destination, ".git", "hooks"), 0o700))
		ok(t, os.Chmod(o.Destination, 0o750))
		ok(t, os.WriteFile(filepath.Join(o.Destination, ".git", "hooks", "x"), nil, 0o700))
		ok(t, os.Chmod(filepath.Join(o.Destination, ".git", "hooks"), 0o555))
		mustPublish(t, o, home)
		mustPublish(t, o, small)
		for p, want := range map[string]fs.FileMode{
			".": 0o750, "index.html": 0o644, ".weerklank": 0o644, "trajecten": 0o755, "trajecten/wmo/s1": 0o755, "trajecten/wmo/s1/index.html": 0o644,
			".git": 0o700, ".git/hooks": 0o555, ".git/hooks/x": 0o700,
		} {
			info, err := os.Stat(filepath.Join(o.Destination, p))
			ok(t, err)
			if got := info.Mode().Perm(); got != want {
				t.Errorf("%s has mode %o, want %o", p, got, want)
			}
		}
		ok(t, os.Chmod(filepath.Join(o.Destination, "index.html"), 0o600))
		mustPublish(t, o, small)
		if info, err := os.Stat(filepath.Join(o.Destination, "index.html")); err != nil || info.Mode().Perm() != 0o644 {
			t.Errorf("index.html has not got its mode again: %v, %v", info.Mode(), err)
		}
		ok(t, os.Chmod(filepath.Join(o.Destination, ".git", "hooks"), 0o700)) // so that it can be cleaned up
	})
	o := workspace(t)
	mustPublish(t, o, small)
	if info, err := os.Stat(o.Destination); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("a new folder has mode %v, %v", info.Mode(), err)
	}
}

func TestLinks(t *testing.T) {
	link := func(t *testing.T, o publish.Options, to, p string) {
		t.Helper()
		ok(t, os.Symlink(to, filepath.Join(o.Destination, filepath.FromSlash(p))))
	}
	outside := tree{"index.html": "van iemand anders", "wmo/index.html": "wmo", "s1/": ""}
	// setup publishes small, with a folder outside to which links may lead.
	setup := func(t *testing.T, o publish.Options) string {
		mustPublish(t, o, small)
		dir := t.TempDir()
		outside.write(t, dir)
		return dir
	}
	t.Run("stay", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			dir := setup(t, o)
			link(t, o, dir, "buiten")
			link(t, o, "nergens", "trajecten/wmo/los")
			mustPublish(t, o, home)
			equal(t, o.Destination, home.published().with(tree{"buiten": "-> " + dir, "trajecten/wmo/los": "-> nergens"}))
			equal(t, dir, outside)
		})
	})
	t.Run("are not written through", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			dir := setup(t, o)
			ok(t, os.RemoveAll(filepath.Join(o.Destination, "trajecten")))
			link(t, o, dir, "trajecten") // with wmo/index.html, as the list says
			before := read(t, o.Destination)
			_, err := publish.Publish(t.Context(), o, small.files())
			refused(t, err, "trajecten")
			equal(t, o.Destination, before)

			mustPublish(t, o, home) // nor is what they lead to removed
			equal(t, o.Destination, home.published().with(tree{"trajecten": "-> " + dir}))
			equal(t, dir, outside)
		})
	})
	t.Run("are not overwritten", func(t *testing.T) {
		everyWay(t, func(t *testing.T, o publish.Options) {
			dir := setup(t, o)
			ok(t, os.Remove(filepath.Join(o.Destination, "index.html")))
			link(t, o, filepath.Join(dir, "index.html"), "index.html")
			_, err := publish.Publish(t.Context(), o, small.files())
			refused(t, err, "index.html")
			equal(t, dir, outside)
		})
	})
	t.Run("in the place of our own files are an error", func(t *testing.T) {
		for _, name := range []string{".public.weerklank-new", ".public.weerklank-old", ".public.weerklank-moving", ".public.weerklank-lock", "public/.weerklank-moving", "public/.weerklank"} {
			o := workspace(t)
			dir := setup(t, o)
			os.Remove(filepath.Join(o.Source, name))
			ok(t, os.Symlink(dir, filepath.Join(o.Source, name)))
			before := read(t, o.Destination)
			_, err := publish.Publish(t.Context(), o, home.files())
			if err == nil {
				t.Errorf("%s: no error", name)
			}
			equal(t, o.Destination, before)
			equal(t, dir, outside)
		}
	})
	t.Run("may lead to the folder", func(t *testing.T) {
		o := workspace(t)
		dir := filepath.Join(t.TempDir(), "www")
		ok(t, os.Mkdir(dir, 0o755))
		ok(t, os.Symlink(dir, o.Destination))
		mustPublish(t, o, small)
		mustPublish(t, o, home)
		equal(t, dir, home.published())
		if info, err := os.Lstat(o.Destination); err != nil || info.Mode().Type() != fs.ModeSymlink {
			t.Errorf("the link was replaced: %v, %v", info, err)
		}
	})
	t.Run("do not get round the guards", func(t *testing.T) {
		o := workspace(t)
		ok(t, os.Symlink(filepath.Join(o.Source, "content"), o.Destination))
		refused(t, publish.Check(o), "content")
		o = workspace(t)
		ok(t, os.Symlink("nergens", o.Destination))
		refused(t, publish.Check(o))
		o = workspace(t) // content itself lies elsewhere
		dir := t.TempDir()
		ok(t, os.Rename(filepath.Join(o.Source, "content"), filepath.Join(dir, "content")))
		ok(t, os.Symlink(filepath.Join(dir, "content"), filepath.Join(o.Source, "content")))
		o.Destination = dir
		refused(t, publish.Check(o), "content")
	})
}

// A folder where the lock must come cannot be opened, not even by root.
func TestCannotWriteBesideTheFolder(t *testing.T) {
	o := workspace(t)
	mustPublish(t, o, small)
	ok(t, os.Mkdir(filepath.Join(o.Source, ".public.weerklank-lock"), 0o755))
	_, err := publish.Publish(t.Context(), o, home.files())
	says(t, err, o.Source)
	equal(t, o.Destination, small.published())
}

// A named pipe is neither file nor folder; reading it would wait for ever.
func TestPipeStays(t *testing.T) {
	everyWay(t, func(t *testing.T, o publish.Options) {
		mustPublish(t, o, small)
		pipe := filepath.Join(o.Destination, "pijp")
		ok(t, unix.Mkfifo(pipe, 0o644))
		mustPublish(t, o, home)
		if info, err := os.Lstat(pipe); err != nil || info.Mode().Type() != fs.ModeNamedPipe {
			t.Errorf("the pipe is gone: %v, %v", info, err)
		}
	})
}
