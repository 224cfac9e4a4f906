package cache_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weerklank/internal/cache"
)

// files returns the entries in dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(path, ".gitignore") {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func has(c *cache.Cache, key, want string) bool {
	got, ok := c.Get(key)
	return ok && string(got) == want
}

func TestKeepsWhatWasPut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), ".weerklank")
	c := cache.Open(dir)
	if _, ok := c.Get("a"); ok {
		t.Error("there is something before it was put")
	}
	c.Put("a", []byte("een"))
	c.Put("b", nil)
	again := cache.Open(dir)
	if !has(again, "a", "een") || !has(again, "b", "") {
		t.Error("it is not there the next time")
	}
	if ignore, err := os.ReadFile(filepath.Join(dir, ".gitignore")); err != nil || string(ignore) != "*\n" {
		t.Errorf(".gitignore: %q, %v", ignore, err)
	}
}

func TestDamagedEntriesAreIgnored(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"cut":     func(b []byte) []byte { return b[:len(b)-1] },
		"empty":   func([]byte) []byte { return nil },
		"changed": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			c := cache.Open(dir)
			c.Put("a", []byte("een"))
			entry := files(t, dir)[0]
			b, err := os.ReadFile(entry)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(entry, damage(b), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, ok := c.Get("a"); ok {
				t.Error("it is believed")
			}
			c.Put("a", []byte("een"))
			if !has(c, "a", "een") {
				t.Error("it is not mended")
			}
		})
	}
}

// An entry that was moved to the name of another is not that other.
func TestEntryOfAnotherKey(t *testing.T) {
	dir := t.TempDir()
	c := cache.Open(dir)
	c.Put("a", []byte("een"))
	a := files(t, dir)[0]
	b, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	c.Put("b", []byte("twee"))
	for _, entry := range files(t, dir) {
		if entry != a {
			if err := os.WriteFile(entry, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, ok := c.Get("b"); ok {
		t.Error("it is believed")
	}
}

func TestSweepRemovesWhatIsNotUsed(t *testing.T) {
	dir := t.TempDir()
	c := cache.Open(dir)
	c.Put("a", []byte("een"))
	c.Put("b", []byte("twee"))
	own := filepath.Join(dir, "aa", "eigen.txt")
	if err := os.MkdirAll(filepath.Dir(own), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(own, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	again := cache.Open(dir)
	again.Get("a")
	again.Sweep()
	if c := cache.Open(dir); !has(c, "a", "een") || has(c, "b", "twee") {
		t.Error("not only what was asked for stayed")
	}
	if _, err := os.Stat(own); err != nil {
		t.Error("a file of somebody else is gone")
	}
}

// A cache that cannot be written, and none at all, keep nothing and harm nothing.
func TestNowhereToKeep(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	link := file + "-link"
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*cache.Cache{nil, cache.Open(file), cache.Open(link), cache.Open(filepath.Join(file, "in"))} {
		c.Put("a", []byte("een"))
		if _, ok := c.Get("a"); ok {
			t.Error("it is kept")
		}
		c.Sweep()
	}
}
