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
