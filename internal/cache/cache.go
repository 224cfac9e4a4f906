// Package cache keeps bytes that take long to make, in a folder that may be thrown
// away at any time. It knows nothing of what is in it.
//
// A key must hold everything that the bytes depend on, so that nothing is ever
// out of date. An entry that is damaged is as if it were not there, and what
// cannot be written is not kept: a cache makes work faster, never wrong.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A Cache is a folder of entries. It may be used by several goroutines. A nil
// Cache keeps nothing.
type Cache struct {
	dir  string
	mu   sync.Mutex
	used map[string]bool // names of entries that were asked for or made
}

// Open returns the cache in the folder dir, which need not be there yet. It is nil
// when something else stands there: a link would lead out of the site.
func Open(dir string) *Cache {
	if info, err := os.Lstat(dir); err == nil && !info.IsDir() {
		return nil
	}
	return &Cache{dir: dir, used: map[string]bool{}}
}

// Get returns the bytes that were put under key.
func (c *Cache) Get(key string) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	raw, err := os.ReadFile(c.use(key))
	if err != nil || len(raw) < sha256.Size {
		return nil, false
	}
	data := raw[sha256.Size:]
	if sum := sumOf(key, data); !bytes.Equal(sum[:], raw[:sha256.Size]) {
		return nil, false
	}
	return data, true
}

// Put keeps data under key.
func (c *Cache) Put(key string, data []byte) {
	if c == nil {
		return
	}
	path := c.use(key)
	if c.prepare(filepath.Dir(path)) != nil {
		return
	}
	// Another program may read it at this moment: it is there whole, or not.
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return
	}
	sum := sumOf(key, data)
	_, err = f.Write(append(sum[:], data...))
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), path) != nil {
		_ = os.Remove(f.Name()) // it is no entry, whether or not it goes
	}
}

// prepare makes a folder, and keeps the cache out of git.
func (c *Cache) prepare(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	ignore := filepath.Join(c.dir, ".gitignore")
	if _, err := os.Stat(ignore); err == nil {
		return nil
	}
	return os.WriteFile(ignore, []byte("*\n"), 0o644)
}

// Sweep removes the entries that nobody asked for since Open: they are of
// another version of the program, the theme or the texts.
func (c *Cache) Sweep() {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	entries, err := filepath.Glob(filepath.Join(c.dir, "??", "*"))
	if err != nil {
		return
	}
	for _, path := range entries {
		if name := filepath.Base(path); isEntry(name) && !c.used[name] {
			_ = os.Remove(path) // it takes room and does no harm
		}
	}
}

// isEntry reports whether a file of that name was made by Put.
func isEntry(name string) bool {
	return strings.HasPrefix(name, "new-") || len(name) == 2*sha256.Size && strings.Trim(name, "0123456789abcdef") == ""
}

// use returns the path of the entry of key, and notes that it is in use.
func (c *Cache) use(key string) string {
	sum := sha256.Sum256([]byte(key))
	name := hex.EncodeToString(sum[:])
	c.mu.Lock()
	c.used[name] = true
	c.mu.Unlock()
	return filepath.Join(c.dir, name[:2], name)
}

// sumOf returns what tells that data is what was put under key.
func sumOf(key string, data []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write([]byte(key))
	h.Write([]byte{0})
	h.Write(data)
	return [sha256.Size]byte(h.Sum(nil))
}
