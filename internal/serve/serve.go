// Package serve shows the site while somebody works on it. It reads, renders
// and answers from memory and writes nothing to disk.
//
// # From file to page
//
// A [Server] gets the site from [Options].Load, as a [Snapshot]. Load is called
// again when a file changes; one load at a time, and what changes meanwhile
// leads to one more. A page is rendered when it is asked for, whole, before the
// first byte is sent. Open pages are told over Server-Sent Events that there is
// a new version, and reload themselves.
//
// # A broken file never ends the preview
//
// Somebody who is typing has a broken file most of the time. So:
//
//   - When the content has errors, Load is called a second time, with each
//     broken text file as it was when it last had none (see [view]). A file that
//     never was without errors is shown as it is, or as it last could be. Pages come from the second load,
//     problems from the first.
//   - When Load cannot do its work (a template that does not parse), the last
//     site that it did make stays.
//   - The problems of a page stand beside it, also when there is nothing of the
//     page yet; those of the whole site on the start page of the preview.
//
// # What is added to a page
//
// A style sheet and a script right after <body>, and the problems (panel.go) at
// the end of it, in the answer only: what [Snapshot].File renders is what build publishes. All of
// it comes from addresses below /-/weerklank/, so that the
// Content-Security-Policy here can be as strict as that of the published site.
// There are also the start page (start.go) and the explanation of each rule.
//
// # Who may look
//
// Concepts are not public. The server listens on this computer only, unless
// told otherwise, and answers only to names of this computer, so that a website
// that makes its own name point here (DNS rebinding) gets nothing.
package serve

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// A Snapshot is the site as it is at one moment.
type Snapshot struct {
	// Problems is what was found in the content.
	Problems []diag.Problem
	// File returns how to render the file at a path of the site
	// ("trajecten/wmo/index.html", "theme.css"); ok is false when there is
	// none. It is called from several goroutines, and so is render.
	File func(path string) (render func(w io.Writer) error, ok bool)
	// Address returns the address of the page of a content file
	// ("content/trajecten/wmo.md" gives "/trajecten/wmo/"), or where it will be
	// once the file is understood; "" if it has none.
	// It may be nil, and so may all that follows.
	Address func(file string) string
	// Page tells about the page at an address.
	Page func(address string) Page
	// Parts returns the stretches of a content file that have a page of their own.
	Parts func(file string) []Part
	// Rules explain the problems.
	Rules []*diag.Rule
	// Lists returns what the start page of the preview tells beside the problems.
	Lists func() []List
	// With returns the snapshot with one content file as fsys has it now: at once, so
	// only the pages of that file are new, and Problems are those of that file. It
	// may read from fsys for as long as the new Snapshot is in use. ok is false when
	// that cannot be done without a whole Load.
	With func(fsys fs.FS, file string) (next Snapshot, ok bool)
}

// A Page is what the preview must know of a page that it shows.
type Page struct {
	File   string    // the content file that it is made from; "" for a list
	Banner lang.Text // that it is not published yet, and when it will be; may be empty
}

// A Part is a stretch of a file, from line From up to line To, that has a page
// of its own at Address. On the page of the whole file it has the id ID.
type Part struct {
	ID, Address string
	From, To    int
}

// A List is a part of the start page. Without items it is shown when None says
// that there are none.
type List struct {
	ID          string // its anchor
	Title, None lang.Text
	Items       []Item
	More        int // how many there are that are not among Items
}

// An Item is one line of a List: a link, with something said of it.
type Item struct {
	Title   lang.Text
	Address string    // of a page, or "" for no link
	Note    lang.Text // may be empty
	File    string    // where it stands in the content; may be empty
}

// Options say what to show, and where. Addr, Source and Load are required.
type Options struct {
	// Addr is the host and port to listen on. With host 127.0.0.1, the server
	// listens on ::1 as well, because localhost may mean either. Port 0 takes
	// any that is free.
	Addr string
	// Source is the folder that holds content/ and themes/, which are watched.
	Source string
	// Lang is the language of problems and messages; "" means Dutch.
	Lang lang.Lang
	// Load makes the site from the files in fsys, which is rooted in Source and
	// refuses links that lead out of it. It is fast when little changed, because
	// it keeps what it made of files whose size and time are the same. It may
	// read from fsys for as long as the Snapshot is in use. The error means that
	// no site could be made; Problems are shown beside it.
	Load func(ctx context.Context, fsys fs.FS) (Snapshot, error)
	// Policy is the Content-Security-Policy of the published site. The preview
	// sends it too, so that a breach shows while somebody develops. It must allow
	// scripts, styles and connections of the site itself.
	Policy string
	// Log is told one line at a time for the person at the terminal; may be nil.
	Log func(lang.Text)
	// Debounce is how long it must be quiet after a change before the site is
	// loaded again, because saving a file is several changes; 0 means 40 ms.
	Debounce time.Duration

	// For tests: how long nothing may change before the whole site is loaded again,
	// when the page that somebody works on is shown already; how to be told of
	// changes, and how often to look for them when that fails.
	settle    time.Duration
	newNotify func() (*fsnotify.Watcher, error)
	poll      time.Duration
	// How long an answer may take to be read.
	patience time.Duration
}

// maxHeaders is how many bytes the headers of a request may have. Browsers send
// less than a tenth of it.
const maxHeaders = 64 << 10

func (o Options) log(t lang.Text) {
	if o.Log != nil {
		o.Log(t)
	}
}

// A PortInUseError says that another program listens on the port.
type PortInUseError struct {
	Port string
	Err  *lang.Error // the message
}

// Error returns the English message.
func (e *PortInUseError) Error() string { return e.Err.Error() }

// Unwrap returns the message, as a *lang.Error.
func (e *PortInUseError) Unwrap() error { return e.Err }

// A Server is an [http.Handler] that answers with the pages of a site. It
// answers the first request when [Server.Reload] has been called once.
type Server struct {
	o     Options
	root  *os.Root
	start string // differs for each Server, so that pages also reload when the program was restarted

	loading sync.Mutex          // held by Reload; guards what follows up to loads
	read    map[string]*version // text files of the content as Load last read them
	good    map[string]*version // the same, as they last were without errors
	usable  map[string]*version // those that never were, as they last were when there was a page of them

	loads atomic.Int64          // how many states there were
	state atomic.Pointer[state] // what is shown now
}

// A state is what is shown between two loads.
type state struct {
	version  string   // "" before the first load
	look     int      // differs when pages may look different without having changed themselves
	view     *view    // the files of which site is made
	hasty    bool     // only the pages of the file that changed are new, see quick
	versions sync.Map // address -> version of its page, as far as it was asked for
	site     *Snapshot
	now      *Snapshot           // the site as it is on disk, which may lack what is broken
	findings findings            // of the content as it is on disk
	failure  lang.Text           // why site is older than that, if Load could not do its work
	instead  map[string]*version // what site was made with instead of broken files; nil for left out
	vscode   bool                // the source folder has settings of VS Code
	replaced chan struct{}       // closed when there is a newer state
}

// New returns a Server that has not loaded anything yet.
func New(o Options) (*Server, error) {
	o.Lang = cmp.Or(o.Lang, lang.NL)
	o.Debounce = cmp.Or(o.Debounce, 40*time.Millisecond)
	o.settle = cmp.Or(o.settle, time.Second)
	o.poll = cmp.Or(o.poll, time.Second)
	o.patience = cmp.Or(o.patience, 2*time.Minute)
	if o.newNotify == nil {
		o.newNotify = fsnotify.NewWatcher
	}
	root, err := os.OpenRoot(o.Source)
	if err != nil {
		return nil, lang.Errorf("de map %s kan niet worden gelezen: %v", "cannot read the folder %s: %v", o.Source, err)
	}
	s := &Server{o: o, root: root, start: rand.Text(), good: map[string]*version{}, usable: map[string]*version{}}
	s.state.Store(&state{replaced: make(chan struct{})})
	return s, nil
}

// Close releases the folder. Requests after it may fail.
func (s *Server) Close() error { return s.root.Close() }

// Run shows the site until ctx ends, which is no error. The error is a
// [*PortInUseError] when another program is in the way.
func Run(ctx context.Context, o Options) error {
	s, err := New(o)
	if err != nil {
		return err
	}
	defer s.Close()
	listeners, open, err := listen(o.Addr)
	if err != nil {
		return err
	}

	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()

	// Requests end with ctx: those for events would never end by themselves.
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		MaxHeaderBytes:    maxHeaders,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, len(listeners))
	for _, l := range listeners {
		wg.Go(func() { failed <- srv.Serve(l) })
	}
	defer shutdown(ctx, srv)
	defer cancel()

	changed := make(chan []string, 1)
	w := newWatch(s.o, changed) // before the first load, so that it misses nothing
	wg.Go(func() { w.run(ctx) })

	s.Reload(ctx)
	if ctx.Err() == nil {
		s.o.log(lang.F("voorbeeld op %s (stoppen: Ctrl+C)", "preview at %s (to stop: Ctrl+C)", open))
		if !isLoopback(listeners[0].Addr().String()) {
			s.o.log(lang.T("let op: iedereen in dit netwerk kan het voorbeeld zien, ook wat nog niet is gepubliceerd",
				"note: everyone in this network can see the preview, including what is not published yet"))
		}
	}
	f := newFollower(s)
	wg.Go(func() { f.run(ctx) })
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return lang.Errorf("het voorbeeld is gestopt: %v", "the preview has stopped: %v", err)
		case names := <-changed:
			f.changed(names)
		}
	}
}

// shutdown ends srv after the requests that it is answering. Browsers open
// connections in advance that would make that take long.
func shutdown(ctx context.Context, srv *http.Server) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if srv.Shutdown(ctx) != nil {
		srv.Close()
	}
}

// listen opens addr and, if that is 127.0.0.1, the same port of ::1 too, if
// there is such a thing. open is the address for a browser: that is localhost
// only if no other program can answer to that name.
func listen(addr string) (listeners []net.Listener, open string, err error) {
	first, err := net.Listen("tcp", addr)
	if inUse(err) {
		_, port, _ := net.SplitHostPort(addr) // Listen could split it
		return nil, "", &PortInUseError{port, lang.Errorf("poort %[1]s is in gebruik, misschien door een ander voorbeeld; sluit dat, of kies een andere poort met --port",
			"port %[1]s is in use, perhaps by another preview; close that, or choose another port with --port", port)}
	}
	if err != nil {
		return nil, "", lang.Errorf("het voorbeeld kan niet starten op %s: %v; kies een andere poort met --port", "the preview cannot start at %s: %v; choose another port with --port", addr, err)
	}
	host, port, err := net.SplitHostPort(first.Addr().String())
	if err != nil {
		return nil, "", err
	}
	listeners = []net.Listener{first}
	switch host {
	case "127.0.0.1":
		second, err := net.Listen("tcp6", net.JoinHostPort("::1", port))
		if err == nil {
			listeners = append(listeners, second)
		}
		if !inUse(err) {
			host = "localhost"
		}
	case "0.0.0.0", "::":
		host = "localhost"
	}
	return listeners, "http://" + net.JoinHostPort(host, port) + "/", nil
}

// inUse reports whether err says that another program listens there.
func inUse(err error) bool {
	const wsaeaddrinuse = syscall.Errno(10048) // what Windows calls EADDRINUSE
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaeaddrinuse)
}
