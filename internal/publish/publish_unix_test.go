//go:build unix

package publish_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
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
		killAt, err := strconv.ParseInt(os.Args[5], 10, 64)
		if err != nil {
			panic(err)
		}
		child(os.Args[2], os.Args[3], os.Args[4], killAt)
	}
	os.Exit(m.Run())
}

// child publishes the given version of the site of manyPages. It says on stdout
// when it begins, which stages it reaches, and at the end how many operations it
// did on files and how many microseconds it took. Before operation number killAt it kills itself.
func child(source, version, way string, killAt int64) {
	signal.Ignore(syscall.SIGXFSZ) // beyond the limit of TestDiskFull, writing then fails as on a full disk
	o := publish.Options{Source: source, Destination: filepath.Join(source, "public")}
	publish.Ways[way](&o)
	var ops atomic.Int64
	placing := false
	publish.Hook(&o, func(op, name string) error {
		if ops.Add(1) == killAt {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		switch op { // from flush on, there is one goroutine
		case "flush":
			placing = true
			fmt.Println("placing")
		case "remove", "removeall":
			if placing {
				placing = false
				fmt.Println("clearing")
			}
		}
		return nil
	})
	fmt.Println("making")
	begin := time.Now()
	_, err := publish.Publish(context.Background(), o, manyPages(version).files())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	fmt.Println("done", ops.Load(), time.Since(begin).Microseconds())
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

// A run is a child that runs.
type run struct {
	*exec.Cmd
	stdout *bufio.Reader
	stderr strings.Builder
}

// start starts child, by way of the shell command before, and returns when it
// begins to publish.
func start(t *testing.T, o publish.Options, version, way, before string, killAt int64) *run {
	t.Helper()
	self, err := os.Executable()
	ok(t, err)
	r := &run{Cmd: exec.Command("sh", "-c", before+` && exec "$0" "$@"`, self, "publish", o.Source, version, way, fmt.Sprint(killAt))}
	stdout, err := r.StdoutPipe()
	ok(t, err)
	r.stdout = bufio.NewReader(stdout)
	r.Stderr = &r.stderr
	ok(t, r.Start())
	if _, err := r.stdout.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	return r
}

// end waits until r has ended. It returns the last stage that it came to, and if
// that is "done" the number of operations and how long it took.
func (r *run) end(t *testing.T) (stage string, ops int64, took time.Duration) {
	t.Helper()
	rest, err := io.ReadAll(r.stdout)
	ok(t, err)
	r.Wait()
	words := append([]string{"making"}, strings.Fields(string(rest))...)
	if n := len(words) - 3; n > 0 && words[n] == "done" {
		ops, _ = strconv.ParseInt(words[n+1], 10, 64)
		us, _ := strconv.ParseInt(words[n+2], 10, 64)
		return "done", ops, time.Duration(us) * time.Microsecond
	}
	return words[len(words)-1], 0, 0
}

// kills is how many builds are killed in each way to publish. To kill more:
//
//	WEERKLANK_KILLS=500 go test -run TestKilled -timeout 2h -v ./internal/publish
func kills(t *testing.T) int {
	n := os.Getenv("WEERKLANK_KILLS")
	if n == "" {
		return 12
	}
	kills, err := strconv.Atoi(n)
	ok(t, err)
	return kills
}

// killing kills builds and calls after with what was published before, and what
// would have been. It then sees whether the next build is fine. One half is killed
// from outside, at a random time; the other kills itself before a random operation,
// so that every stage has its turn on a slow machine too.
func killing(t *testing.T, way string, after func(t *testing.T, dest string, old, next tree)) {
	o := workspace(t)
	publish.Ways[way](&o)
	foreign.write(t, o.Destination)
	versions := []string{"a", "b"}
	mustPublish(t, o, manyPages(versions[0]))
	stage, ops, took := start(t, o, versions[1], way, ":", 0).end(t)
	if stage != "done" || ops < 500 {
		t.Fatalf("a build that nobody killed came to %s, with %d operations", stage, ops)
	}
	stages := map[string]int{}
	n := kills(t)
	for i := range n {
		var killAt int64
		if i%2 == 0 {
			killAt = 1 + (ops*int64(i)+rand.Int64N(2*ops))/int64(n+1)
		}
		mustPublish(t, o, manyPages(versions[0]))
		equal(t, o.Destination, manyPages(versions[0]).published().with(foreign))
		r := start(t, o, versions[1], way, ":", killAt)
		if killAt == 0 {
			time.Sleep(time.Duration(rand.Int64N(int64(took))))
			r.Process.Kill()
		}
		stage, _, whole := r.end(t)
		stages[stage]++
		if whole > 0 { // the kill came too late
			took = whole
		}
		old := manyPages(versions[0]).published().with(foreign)
		next := manyPages(versions[1]).published().with(foreign)
		after(t, o.Destination, old, next)
		versions[0], versions[1] = versions[1], versions[0]
	}
	mustPublish(t, o, manyPages("c"))
	equal(t, o.Destination, manyPages("c").published().with(foreign))
	t.Logf("%d kills: %v", n, stages)
	if stages["making"] == 0 || stages["placing"]+stages["clearing"] == 0 {
		t.Errorf("of %d kills, some stages had none: %v", n, stages)
	}
}

// wholly fails if dest is not wholly the old site or the new one.
func wholly(t *testing.T, dest string, old, next tree) {
	t.Helper()
	want := old
	if read(t, dest)["index.html"] == next["index.html"] {
		want = next
	}
	equal(t, dest, want)
}

func TestKilled(t *testing.T) {
	for _, way := range []string{"all is possible", "large site"} {
		t.Run(way, func(t *testing.T) { killing(t, way, wholly) })
	}
}

// Without an exchange a killed build may leave no site, but no mixture, and the
// next build mends it.
func TestKilledWithoutExchange(t *testing.T) {
	killing(t, "no exchange of folders", func(t *testing.T, dest string, old, next tree) {
		if read(t, dest) != nil {
			wholly(t, dest, old, next)
		}
	})
}

// Where files are moved one by one, each is the old or the new one, and what
// both sites have is there.
func TestKilledWhileMoving(t *testing.T) {
	for _, way := range []string{"folder in use", "parent not ours"} {
		t.Run(way, func(t *testing.T) {
			killing(t, way, func(t *testing.T, dest string, old, next tree) {
				got := read(t, dest)
				maps.DeleteFunc(got, func(p, _ string) bool { return strings.HasPrefix(p, ".weerklank-") && p != ".weerklank-notitie" })
				if !mixed(got, old, next) {
					t.Errorf("something is neither old nor new, or is gone, of %v", slices.Sorted(maps.Keys(got)))
				}
			})
		})
	}
}

func TestDiskFull(t *testing.T) {
	o := workspace(t)
	foreign.write(t, o.Destination)
	mustPublish(t, o, manyPages("a"))
	r := start(t, o, "b", "all is possible", "ulimit -f 1", 0)
	if stage, _, _ := r.end(t); stage == "done" {
		t.Fatal("no error")
	}
	for _, words := range []string{"/index.html could not be written: the file is larger", o.Destination + " has not changed"} {
		if !strings.Contains(r.stderr.String(), words) {
			t.Errorf("%q does not say %q", r.stderr.String(), words)
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
