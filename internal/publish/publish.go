// Package publish writes a site to a folder, whole or not at all. It is the only
// package that deletes files.
//
// # What it promises
//
// The published folder is at every moment the whole old site or the whole new
// one, whatever kills the process. Until everything is made, nothing in it
// changes; a page that cannot be made, a full disk or Ctrl-C leave it as it was.
//
// It removes and overwrites only what it wrote itself. What that is stands in
// the file .weerklank in the published folder: a line a file in the format of
// sha256sum, sorted by path, without times, so that "sha256sum -c .weerklank"
// says whether a copy is complete. All else (.git, CNAME) is foreign and stays.
//
//   - A foreign file or folder where the site needs one, is an error.
//   - A file of ours that somebody changed is overwritten while the site has it,
//     and is foreign from the moment that the site no longer has it.
//   - An empty folder is foreign, unless it held a page of the old site.
//   - Foreign symbolic links stay, and are never followed.
//
// The same files give the same bytes and the same modes (0644, folders 0755) on
// every machine. Only the published folder itself keeps the mode it had.
//
// # How
//
// Files that differ from the old site are written to a new folder beside the old
// one (.public.weerklank-new beside public). If nothing differs, that is all.
// Otherwise the new folder is completed with hard links to the unchanged and the
// foreign files of the old one, so that those take no time and no space, and
// takes its place:
//
//  1. [exchange]: both change names in one step of the kernel (Linux, macOS).
//     Then the old folder is deleted, except what others added to it in the
//     meantime: that is moved to the new one.
//  2. [swap], where the system or the file system cannot do that: the old folder
//     is renamed to .public.weerklank-old, the new one to public. A process that
//     is killed between those two leaves no site; the next build first puts the
//     old one back.
//  3. [move], where the folder cannot be renamed either, because it is a mount
//     point, or its parent is not ours to write to: the files are renamed into
//     it one by one; first what pages refer to, then the pages, then what is no
//     longer part of the site is removed, and at last the list is replaced.
//     Each file is whole at every moment, the site as a whole is not. The new
//     files wait in .public.weerklank-moving, or in .weerklank-moving inside the
//     published folder, from which the next build finishes what was killed.
//
// Of a site with a thousand folders or more, the folders of the old one stay
// behind as .public.weerklank-new, with in them second names (hard links) of the
// files that did not change. The next build uses them: to make and remove so many
// names takes longer than all else together, and up to ten times as long on ext4
// without a journal, which is slow to give out again what was removed in the last
// minutes. It takes no space but for those names; nothing is left in it that is no
// longer published, and a name in it that no longer belongs to the published file
// is not used. It may be deleted.
//
// # After a power cut
//
// On Linux, all that was written is on disk before the folders change names, and
// that change is before the old one is deleted; so a power cut leaves what a kill
// leaves, as far as the disk keeps its word. With [move] the list is written last.
// On other Unix systems the same is asked of the system, of which some only begin
// with it; on Windows nothing is. There, build again: each file is read, and made
// again if it is not whole.
//
// # What is kept between builds
//
// With Options.Kept, a file is neither made nor read if it was published with the
// same Key, and has the size and the time of writing that it had then. What is kept
// belongs to one list of one folder. If that has changed, or a byte of what is kept
// is damaged, every file is made and read, as it is without.
//
// A lock file beside the folder keeps two builds apart. It disappears with the
// process, and what a killed build left is cleaned up by the next.
package publish

import (
	"context"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
)

// A File is one file of the site.
type File struct {
	Path   string                  // in the destination, with slashes: "trajecten/wmo/index.html"
	Render func(w io.Writer) error // writes the file; called at most once, from any goroutine
	Size   int64                   // how many bytes it will have, where that is known; a large one is not kept in memory
	Key    func() string           // names everything that its bytes depend on; nil or "" where that is not known. Called from any goroutine

	// Together, where it is there, makes this file and those with the paths With,
	// in their order; Key is for all of them. Those come later as well, and are not
	// asked for again.
	With     []string
	Together func(ws []io.Writer) error
}

// Options say where to publish, and how. Destination and Source are required.
type Options struct {
	Destination string         // the folder to publish to; made if it does not exist
	Source      string         // the folder that holds content/ and themes/, to which is never written
	Kept        string         // file for what the publisher keeps of what it published, to be faster next time; "" for none; its folder must exist
	Key         string         // names everything that the whole site depends on, for [Unchanged]; "" where that is not known
	Workers     int            // how many files are made at the same time; 0 means GOMAXPROCS
	Progress    func(done int) // told now and then how many files are made, by one goroutine at a time; may be nil

	disk   disk
	first  method // the first way to try; later ones follow
	inside bool   // work inside the destination, as if its parent could not be written to
	large  bool   // keep what can be used again, as of a large site
}

// A method is a way to put the new site in the place of the old one. Each
// promises less than the one before it, and works in more places.
type method int

const (
	exchange method = iota // both folders change names in one step
	swap                   // the old folder is renamed, then the new one
	move                   // file by file into the old folder
)

// A Result says what was published.
type Result struct {
	Files     int   // in the new site
	Bytes     int64 // of these files
	Written   int   // that are new, or differ from the old site
	Unchanged int   // that were in the old site with the same bytes
	Removed   int   // that were in the old site only
}

// Check says, before any work is done, whether o.Destination may be published
// to. The error is a *[DestinationError]. Nothing is changed.
func Check(o Options) error {
	p, err := locate(o)
	if err != nil {
		return err
	}
	if !p.exists {
		return nil
	}
	fine := func(string, hash) error { return nil }
	if _, _, err := readList(p.disk, filepath.Join(p.dest, listName), fine); err != nil {
		return badDestination(o.Destination, err)
	}
	return nil
}

// Publish makes files and publishes them as the whole site. If it returns an
// error, the message says whether the published folder has changed; it never has
// when the error is about a file of the site, the destination, or ctx.
//
// Files are handed out in order to several goroutines. Only those being made
// are in memory.
func Publish(ctx context.Context, o Options, files iter.Seq[File]) (Result, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	p, err := locate(o)
	if err != nil {
		return Result{}, err
	}
	undo, err := p.disk.makeParents(filepath.Dir(p.dest))
	if err != nil {
		return Result{}, unchanged(o.Destination, err)
	}
	defer undo() // removes only what is empty: what it made for a site that did not come
	p, unlock, err := p.lock()
	if err != nil {
		return Result{}, unchanged(o.Destination, err)
	}
	defer unlock()
	if err := p.recover(); err != nil {
		return Result{}, err
	}

	b := &build{opts: o, place: p, first: o.first}
	if err := b.prepare(ctx, files); err != nil {
		b.disk.removeAll(p.staging()) // otherwise the next build does it
		return Result{}, unchanged(o.Destination, err)
	}
	if b.same() {
		if !b.large || b.prune() != nil {
			b.disk.removeAll(p.staging())
		}
		b.keep()
		return b.result, nil
	}
	if err := b.commit(); err != nil {
		return b.result, err
	}
	b.keep()
	return b.result, nil
}

// prepare does all the work that leaves the published folder alone.
func (b *build) prepare(ctx context.Context, files iter.Seq[File]) (err error) {
	if b.old, err = readFolder(b.disk, b.dest, b.exists); err != nil {
		return err
	}
	b.old.remember(b.opts.Kept)
	b.site = newSite(b.old.files, b.old.dirs)
	if err := b.open(); err != nil {
		return err
	}
	if b.inside || len(b.old.mounts) > 0 {
		b.first = move
	}
	if err := b.render(ctx, files); err != nil {
		return err
	}
	b.large = b.opts.large || b.site.dirCount >= manyFolders
	if b.gone, err = b.old.retire(b.site); err != nil {
		return err
	}
	if err := conflictError(b.opts.Destination, b.old.conflicts(b.site)); err != nil {
		return err
	}
	b.result.Removed = len(b.gone)
	if b.list, err = b.writeList(io.Discard); err != nil || b.same() {
		return err
	}
	if err := b.createList(); err != nil {
		return err
	}
	if err := b.prune(); err != nil {
		return err
	}
	if b.first != move {
		if err := b.complete(ctx); err != nil {
			return err
		}
	}
	if err := b.disk.flush(b.staging()); err != nil {
		return failure(err, "de nieuwe bestanden konden niet naar de schijf worden geschreven: %s", "the new files could not be written to disk: %s")
	}
	return cancelled(ctx)
}

// makeParents makes dir and the folders above it. undo removes those that were
// made and are still empty.
func (d disk) makeParents(dir string) (undo func(), err error) {
	var made []string
	for name := dir; ; name = filepath.Dir(name) {
		if _, err := os.Lstat(name); err == nil || filepath.Dir(name) == name {
			break
		}
		made = append(made, name)
	}
	undo = func() {
		for _, name := range made {
			os.Remove(name)
		}
	}
	err = d.may("mkdirall", dir)
	if err == nil {
		err = os.MkdirAll(dir, dirMode)
	}
	if err != nil {
		undo()
		return nil, failure(err, "map %s kon niet worden gemaakt: %s", "folder %s could not be made: %s", dir)
	}
	return undo, nil
}

// removeAll removes name and all that is in it, also folders that their owner
// made read-only. Links are removed, never followed.
func removeAll(name string) error {
	err := os.RemoveAll(name)
	if err == nil {
		return nil
	}
	filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			os.Chmod(p, 0o700)
		}
		return nil
	})
	return os.RemoveAll(name)
}
