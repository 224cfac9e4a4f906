package versies

import (
	"encoding/json"
	"fmt"
	"time"
)

// A keptRow is a row as it is kept in the cache.
type keptRow struct {
	Reeks Reeks
	Times []time.Time
}

// kept fills w with the versions that were kept of these stretches, and returns
// the key under which they are kept.
func (r *reader) kept(stretches []stretch, w *row) (key string, ok bool) {
	if r.Cache == nil {
		return "", false
	}
	type part struct{ Day, Until, Path, Blob, Commit, Message, Author, Time string }
	parts := make([]part, len(stretches))
	for i, s := range stretches {
		parts[i] = part{s.day, s.until, s.Path, s.Blob, s.Commit, s.Message, s.Author, s.time.UTC().Format(time.RFC3339Nano)}
	}
	key = fmt.Sprintf("versies %q %q", r.Salt, parts)
	data, ok := r.Cache.Get(key)
	var k keptRow
	if !ok || json.Unmarshal(data, &k) != nil || len(k.Times) != len(k.Reeks.Versies) {
		return key, false
	}
	w.Reeks, w.times = k.Reeks, k.Times
	return key, true
}

// keep keeps the versions in w.
func (r *reader) keep(key string, w *row) {
	if r.Cache == nil {
		return
	}
	if data, err := json.Marshal(keptRow{w.Reeks, w.times}); err == nil {
		r.Cache.Put(key, data)
	}
}
