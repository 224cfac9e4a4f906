package extern

import (
	"encoding/json"
	"time"
)

// How long an answer is taken for true. What is wrong is asked for again sooner:
// somebody may have mended it.
const (
	fineFor    = 7 * 24 * time.Hour
	wrongFor   = 24 * time.Hour
	refusedFor = time.Hour
)

// cacheVersion changes when the meaning of a cache file does.
const cacheVersion = 1

// A Cache is what earlier runs learned. It is safe to lose.
type Cache struct {
	Version int              `json:"version"`
	Links   map[string]Entry `json:"links"` // by address
}

// An Entry is an answer, and when it was given.
type Entry struct {
	Answer
	Checked time.Time `json:"checked"`
}

// ReadCache returns what still holds at now of a cache file; nothing of a file
// that is not understood.
func ReadCache(data []byte, now time.Time) *Cache {
	c := &Cache{}
	if json.Unmarshal(data, c) != nil || c.Version != cacheVersion {
		c = &Cache{}
	}
	c.Version = cacheVersion
	for address, e := range c.Links {
		if age := now.Sub(e.Checked); age < 0 || age >= e.State.holds() {
			delete(c.Links, address)
		}
	}
	if c.Links == nil {
		c.Links = map[string]Entry{}
	}
	return c
}

// holds returns how long an answer of a state is kept. That nobody answered says
// most about the network here and now, so it is not.
func (s State) holds() time.Duration {
	switch s {
	case Fine:
		return fineFor
	case Gone, NoHost, Certificate, Loop:
		return wrongFor
	case Refused:
		return refusedFor
	}
	return 0
}

// Add adds what was learned at now.
func (c *Cache) Add(answers map[string]Answer, now time.Time) {
	for address, a := range answers {
		if a.State.holds() > 0 {
			c.Links[address] = Entry{a, now.UTC().Truncate(time.Second)}
		}
	}
}

// Bytes returns the cache as a file.
func (c *Cache) Bytes() ([]byte, error) {
	data, err := json.MarshalIndent(c, "", "  ")
	return append(data, '\n'), err
}
