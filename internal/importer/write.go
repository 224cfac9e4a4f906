package importer

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
)

// Several files cannot change their names in one step. So all new files are
// first written to a folder beside them, with a list of where they go; that
// folder gets its name in one step, and from then on the import counts as done.
// Whatever stops the program after that, the next import puts the rest in place
// ([Finish]). What stops it before leaves a folder that is removed.

const (
	staging = ".bezig"                      // how the name begins of what is not counted yet
	journal = content.ImportDir + "/.klaar" // counts; to be put in place
	listing = "lijst.json"
)

// A move is one file of the journal.
type move struct {
	From, To string
	Old      string // hash of what it replaces; "" when there must be none
	New      string // hash of it
}

// Write puts the files in place: all, or none.
func (r *Result) Write(root *os.Root) error {
	if len(r.Files) == 0 {
		return nil
	}
	if err := checkFolder(root); err != nil {
		return err
	}
	// A name of its own: another import at the same time must not write into it.
	dir := content.ImportDir + "/" + staging + "-" + rand.Text()
	moves, err := r.stage(root, dir)
	if err == nil {
		err = root.Rename(dir, journal)
	}
	if err != nil {
		err = errors.Join(notWritten(err), root.RemoveAll(dir))
		root.Remove(content.ImportDir) // when nothing else is in it
		return err
	}
	done, err := putInPlace(root, moves)
	if err == nil {
		return clean(root)
	}
	err = errors.Join(notWritten(err), r.undo(root, done), root.RemoveAll(journal))
	root.Remove(content.ImportDir) // when nothing else is in it
	return err
}

// checkFolder reports whether the import can keep its files where they belong.
func checkFolder(root *os.Root) error {
	info, err := root.Stat(content.ImportDir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := root.Lstat(content.ImportDir); err != nil {
			return nil
		}
	case err == nil && info.IsDir():
		return nil
	}
	return lang.Errorf("%s is geen gewone map in deze website; haal het weg of geef het een andere naam. Er is niets veranderd", "%s is no ordinary folder in this site; remove it or give it another name. Nothing was changed", content.ImportDir)
}

// removeStale removes what imports left that were stopped before they counted.
func removeStale(root *os.Root) error {
	entries, err := fs.ReadDir(root.FS(), content.ImportDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), staging) {
			err = errors.Join(err, root.RemoveAll(content.ImportDir+"/"+e.Name()))
		}
	}
	return err
}

func notWritten(err error) error {
	var changed *changedError
	if errors.As(err, &changed) {
		return lang.Errorf("%s is gewijzigd terwijl de import bezig was. Er is niets veranderd; begin opnieuw", "%s was changed during the import. Nothing was changed; begin again", changed.path)
	}
	return lang.Errorf("de bestanden kunnen niet worden geschreven (%v). Er is niets veranderd", "the files cannot be written (%v). Nothing was changed", err)
}

// stage writes all files to a folder beside where they go.
func (r *Result) stage(root *os.Root, dir string) ([]move, error) {
	if err := removeStale(root); err != nil {
		return nil, err
	}
	if err := root.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var moves []move
	for i, f := range r.Files {
		m := move{From: fmt.Sprint(i), To: f.Path, New: hash(string(f.New))}
		if f.Old != nil {
			m.Old = hash(string(f.Old))
		}
		if err := writeSynced(root, dir+"/"+m.From, f.New); err != nil {
			return nil, err
		}
		moves = append(moves, m)
	}
	list, err := json.Marshal(moves)
	if err != nil {
		return nil, err
	}
	return moves, writeSynced(root, dir+"/"+listing, list)
}

func writeSynced(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// putInPlace gives the files of the journal their names, and returns how many
// have them. A file that is not what the import saw is left alone.
func putInPlace(root *os.Root, moves []move) (done int, err error) {
	for i, m := range moves {
		if err := root.MkdirAll(path.Dir(m.To), 0o755); err != nil {
			return i, err
		}
		now, err := root.ReadFile(m.To)
		switch {
		case err == nil && hash(string(now)) == m.New:
			continue // another import found the journal, and went on with it
		case errors.Is(err, fs.ErrNotExist) && m.Old == "":
		case err != nil:
			return i, err
		case hash(string(now)) != m.Old:
			return i, &changedError{m.To}
		}
		if err := root.Rename(journal+"/"+m.From, m.To); err != nil {
			if now, err2 := root.ReadFile(m.To); err2 != nil || hash(string(now)) != m.New {
				return i, err
			}
		}
	}
	return len(moves), nil
}

// undo puts back the first done files.
func (r *Result) undo(root *os.Root, done int) error {
	var errs []error
	for i, f := range r.Files[:done] {
		if f.Old == nil {
			errs = append(errs, root.Remove(f.Path))
			continue
		}
		old := fmt.Sprintf("%s/oud-%d", journal, i)
		errs = append(errs, writeSynced(root, old, f.Old), root.Rename(old, f.Path))
	}
	return errors.Join(errs...)
}

// A changedError says that a file is not what the import saw.
type changedError struct{ path string }

func (e *changedError) Error() string { return e.path + " was changed" }

// reason returns why something failed, for a message.
func reason(err error) any {
	var changed *changedError
	if errors.As(err, &changed) {
		return lang.F("%s is intussen gewijzigd", "%s was changed meanwhile", changed.path)
	}
	return err
}

func clean(root *os.Root) error {
	if err := root.RemoveAll(journal); err != nil {
		return lang.Errorf("de import is klaar, maar %s kan niet worden weggehaald: %v", "the import is done, but %s cannot be removed: %v", journal, err)
	}
	return nil
}

// Unfinished reports whether an import was stopped after it counted.
func Unfinished(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, journal+"/"+listing)
	return err == nil
}

// Finish completes an import that was stopped after it counted, and returns the
// files that it put in place.
func Finish(root *os.Root) (finished []string, err error) {
	if err := checkFolder(root); err != nil {
		return nil, err
	}
	src, err := root.ReadFile(journal + "/" + listing)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, clean(root) // what it was stopped in was the cleaning
	}
	var moves []move
	if err == nil {
		err = json.Unmarshal(src, &moves)
	}
	if err != nil {
		return nil, lang.Errorf("een eerdere import is niet afgemaakt, en %s kan niet worden gelezen: %v", "an earlier import was not finished, and %s cannot be read: %v", journal, err)
	}
	moves = slices.DeleteFunc(moves, func(m move) bool {
		_, err := root.Stat(journal + "/" + m.From)
		return errors.Is(err, fs.ErrNotExist) // it has its name already
	})
	for _, m := range moves {
		if !strings.HasPrefix(path.Clean(m.To), content.Dir+"/") || path.Base(m.From) != m.From || m.From == ".." {
			return nil, lang.Errorf("%s/%s is beschadigd; haal de map weg", "%s/%s is damaged; remove the folder", journal, listing)
		}
		finished = append(finished, m.To)
	}
	if _, err := putInPlace(root, moves); err != nil {
		return nil, lang.Errorf("een eerdere import is niet afgemaakt (%v). Zet %s terug zoals die was, bijvoorbeeld met git, of haal de map %s weg", "an earlier import was not finished (%v). Put %s back as it was, for example by git, or remove the folder %s", reason(err), strings.Join(finished, ", "), journal)
	}
	return finished, clean(root)
}
