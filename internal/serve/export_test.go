package serve

import (
	"errors"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Polling returns o for a system that does not tell of changes.
func (o Options) Polling() Options {
	o.newNotify = func() (*fsnotify.Watcher, error) { return nil, errors.New("too many watches") }
	o.poll = 20 * time.Millisecond
	return o
}

// There is which of the files that changed count.
func (s *Server) There(names []string) []string { return s.there(names) }

// Settling returns o for a server that loads the whole site again after d.
func (o Options) Settling(d time.Duration) Options {
	o.settle = d
	return o
}

// Impatient returns o for a server that waits hardly at all for who reads slowly.
func (o Options) Impatient() Options {
	o.patience = 50 * time.Millisecond
	return o
}

// MaxHeaders is how many bytes the headers of a request may have.
const MaxHeaders = maxHeaders
