package serve

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"weerklank/internal/lang"
)

// A watch tells when something below content/ or themes/ changes.
//
// The operating system is asked to tell about folders, never about files:
// editors save by putting a new file in the place of the old one, and a watch
// on the old one would be gone. The source folder itself is watched to see
// content/ as a whole being replaced. Links to folders are not followed.
//
// If the system cannot tell (every system has a limit, and network disks know
// nothing), a watch looks for itself every second.
type watch struct {
	source  string // absolute
	quiet   time.Duration
	poll    time.Duration
	changed chan []string // holds one: the names of files, relative to source and with slashes; nil when they are not known
	log     func(lang.Text)

	notify *fsnotify.Watcher // nil when we look for ourselves
	seen   uint64            // the fingerprint, when we do
}

// mostQuiet is how long changes that keep coming may put off a load.
const mostQuiet = 250 * time.Millisecond

// roots are the folders of the source that the site is made from.
var roots = [...]string{"content", "themes"}

// newWatch starts a watch: what changes from now on will be told by run.
func newWatch(o Options, changed chan []string) *watch {
	w := &watch{source: o.Source, quiet: o.Debounce, poll: o.poll, changed: changed, log: o.log}
	if abs, err := filepath.Abs(o.Source); err == nil {
		w.source = abs
	}
	notify, err := o.newNotify()
	if err == nil {
		w.notify = notify
		err = w.addRoots()
	}
	if err != nil {
		w.fallBack(err)
	}
	return w
}

// run tells of changes until ctx ends.
func (w *watch) run(ctx context.Context) {
	if w.notify != nil {
		if err := w.listen(ctx); err != nil {
			w.fallBack(err)
			w.tell(nil) // for what was missed
		}
	}
	if w.notify == nil {
		w.look(ctx)
	}
}

// tell says what changed, together with what is still to be heard. Nil says that
// it is not known what.
func (w *watch) tell(names []string) {
	select {
	case before := <-w.changed:
		if before == nil || names == nil {
			names = nil
		} else {
			names = append(before, names...)
		}
	default:
	}
	slices.Sort(names)
	w.changed <- slices.Compact(names)
}

// fallBack goes over to looking for ourselves, because of err.
func (w *watch) fallBack(err error) {
	w.log(lang.F("wijzigingen komen niet vanzelf door (%v); er wordt nu elke seconde gekeken",
		"the system does not tell about changes (%v); looking every second instead", err))
	if w.notify != nil {
		w.notify.Close()
		w.notify = nil
	}
	w.seen = w.fingerprint()
}

// listen tells of changes that the system tells us of, until ctx ends. The
// error means that the system no longer does.
func (w *watch) listen(ctx context.Context) error {
	var quiet, most <-chan time.Time
	var names []string
	unknown := false
	heard := func() {
		quiet = time.After(w.quiet)
		if most == nil {
			most = time.After(max(mostQuiet, w.quiet))
		}
	}
	tell := func() {
		if unknown {
			names = nil
		}
		w.tell(names)
		quiet, most, names, unknown = nil, nil, nil, false
	}
	for {
		select {
		case <-ctx.Done():
			w.notify.Close()
			return nil
		case e, ok := <-w.notify.Events:
			if !ok {
				return fsnotify.ErrClosed
			}
			if !w.concerns(e) {
				continue
			}
			if err := w.follow(e); err != nil {
				return err
			}
			names = append(names, w.relative(e.Name))
			heard()
		case err := <-w.notify.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			if err := w.addRoots(); err != nil { // new folders may be among what was missed
				return err
			}
			unknown = true
			heard()
		case <-quiet:
			tell()
		case <-most:
			tell()
		}
	}
}

// relative returns a name relative to the source, with slashes.
func (w *watch) relative(name string) string {
	rel, err := filepath.Rel(w.source, name)
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}

// concerns reports whether e can change the site. A change of attributes only
// cannot, and comes often: from virus scanners, backups and indexers.
func (w *watch) concerns(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || hidden(filepath.Base(e.Name)) {
		return false
	}
	for _, root := range roots {
		if within(filepath.Join(w.source, root), e.Name) {
			return true
		}
	}
	return false
}

// hidden reports whether a file of this name is no part of the site: of the
// system, of git, or what an editor keeps beside the file that is edited.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~")
}

// within reports whether name is dir or below it.
func within(dir, name string) bool {
	rest, ok := strings.CutPrefix(name, dir)
	return ok && (rest == "" || rest[0] == filepath.Separator)
}

// follow watches folders that come, and forgets those that go. A folder that
// was renamed would otherwise go on being watched by its old name.
func (w *watch) follow(e fsnotify.Event) error {
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		for _, dir := range w.notify.WatchList() {
			if within(e.Name, dir) {
				w.notify.Remove(dir) // it fails if the system forgot it already
			}
		}
	}
	if e.Has(fsnotify.Create) {
		return w.addFolder(e.Name)
	}
	return nil
}

func (w *watch) addRoots() error {
	if err := w.add(w.source); err != nil {
		return err
	}
	for _, root := range roots {
		if err := w.addFolder(filepath.Join(w.source, root)); err != nil {
			return err
		}
	}
	return nil
}

// addFolder watches dir and every folder in it; nothing if it is no folder.
// Each folder is first watched and then listed, so that one that is made
// meanwhile is either in the list or told of.
func (w *watch) addFolder(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return nil // if it is gone, that will be told too
	}
	if err := w.add(dir); err != nil {
		return err
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, d := range list {
		if d.IsDir() && !hidden(d.Name()) {
			if err := w.addFolder(filepath.Join(dir, d.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// add watches one folder. One that is gone or may not be read is for Load to
// report.
func (w *watch) add(dir string) error {
	err := w.notify.Add(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}

// look tells of changes that we see for ourselves, until ctx ends.
func (w *watch) look(ctx context.Context) {
	tick := time.NewTicker(w.poll)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if now := w.fingerprint(); now != w.seen {
				w.seen = now
				w.tell(nil)
			}
		}
	}
}

// fingerprint returns a number that changes when a file is added, removed or
// written to.
func (w *watch) fingerprint() uint64 {
	h := fnv.New64a()
	for _, root := range roots {
		filepath.WalkDir(filepath.Join(w.source, root), func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // what cannot be read is as good as absent
			}
			if hidden(d.Name()) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() { // its time also tells of files that do not count
				fmt.Fprintln(h, name)
			} else if info, err := d.Info(); err == nil {
				fmt.Fprintln(h, name, info.Mode().Type(), info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return h.Sum64()
}
