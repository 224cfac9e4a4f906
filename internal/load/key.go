package load

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"

	"weerklank/internal/content"
	"weerklank/internal/history"
)

// Key names everything that the site in fsys depends on: the bytes of all files
// below content/ and themes/, the day, the options, the program, and the commit
// that git is at. Two loads with the same key give the same site and the same
// problems. It is "" where that cannot be said: a link may lead to a file that is
// not looked at here, and a git with a part of the commits may get more of them.
func (l *Loader) Key(ctx context.Context, fsys fs.FS) (string, error) {
	if l.Options.Program == "" {
		return "", nil
	}
	tree := &content.Tree{HasSettings: true}
	if _, err := fs.Stat(fsys, content.SettingsPath); err != nil {
		return "", nil // Load says so
	}
	settings, _, _, err := l.settings(fsys, tree)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", []string{l.Options.Program, l.today(settings), l.Options.BaseURL, l.Options.Theme, fmt.Sprint(l.Options.Preview, l.Options.Plain)})
	if l.Options.Dir != "" {
		state, err := history.Look(ctx, l.Options.Dir)
		if err != nil || state.Shallow {
			return "", ctx.Err()
		}
		fmt.Fprintln(h, state.Head)
	}
	for _, dir := range []string{content.Dir, "themes"} {
		plain, err := sumFiles(ctx, fsys, dir, h)
		if err != nil || !plain {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// sumFiles adds the names and the bytes of all files below dir to h. It is not plain
// when there is something else than files and folders.
func sumFiles(ctx context.Context, fsys fs.FS, dir string, h hash.Hash) (plain bool, err error) {
	var names []string
	err = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			names = append(names, name+"/")
		case d.Type().IsRegular():
			names = append(names, name)
		default:
			return errNotPlain
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) && len(names) == 0 {
		return true, nil // no folder themes/
	}
	if err != nil {
		return false, nil // Load says what it is, if it matters
	}
	sums := make([][sha256.Size]byte, len(names))
	errs := make([]error, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			buf := make([]byte, 64<<10)
			for i := w; i < len(names) && errs[w] == nil; i += len(errs) {
				if errs[w] = ctx.Err(); errs[w] == nil && !strings.HasSuffix(names[i], "/") {
					sums[i], errs[w] = sumFile(fsys, names[i], buf)
				}
			}
		})
	}
	wg.Wait()
	if slices.ContainsFunc(errs, func(err error) bool { return err != nil }) {
		return false, ctx.Err()
	}
	for i, name := range names {
		fmt.Fprintf(h, "%q %x\n", name, sums[i])
	}
	return true, nil
}

var errNotPlain = errors.New("no file and no folder")

func sumFile(fsys fs.FS, name string, buf []byte) (sum [sha256.Size]byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	// Not what f offers itself: that would use a buffer of its own.
	if _, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, buf); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
