package publish

import (
	"crypto/sha256"
	"errors"
	hashes "hash"
	"io"
	"os"
)

// A streamed is a file that is written to the staging folder while it is made.
type streamed struct {
	path string
	out  *os.File
	sum  hashes.Hash
}

func (b *build) openStreamed(p string) (*streamed, error) {
	out, err := b.create(p)
	if err != nil {
		return nil, failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", p)
	}
	return &streamed{p, out, sha256.New()}, nil
}

// together makes f and the files that take hardly longer when they are made with
// it.
func (b *build) together(f File) error {
	var files []*streamed
	var ws []io.Writer
	close := func() (err error) {
		for _, s := range files {
			err = errors.Join(err, s.out.Close())
		}
		return err
	}
	for _, p := range append([]string{f.Path}, f.With...) {
		s, err := b.openStreamed(p)
		if err != nil {
			close()
			return err
		}
		files, ws = append(files, s), append(ws, io.MultiWriter(s.out, s.sum))
	}
	if err := f.Together(ws); err != nil {
		close()
		return failure(err, "%s kon niet worden gemaakt: %s", "%s could not be made: %s", f.Path)
	}
	for i, s := range files {
		if err := b.finish(s); err != nil {
			files = files[i+1:] // the others are closed below
			close()
			return err
		}
	}
	return nil
}

// finish closes a streamed file, and removes it again if the old site has the same.
func (b *build) finish(s *streamed) error {
	err := b.chmod(s.out)
	size, sizeErr := s.out.Seek(0, io.SeekCurrent)
	for _, e := range []error{sizeErr, s.out.Close()} {
		if err == nil {
			err = e
		}
	}
	if err != nil {
		return failure(err, "%s kon niet worden gemaakt: %s", "%s could not be made: %s", s.path)
	}
	h := hash(s.sum.Sum(nil))
	same := b.old.sameFile(s.path, h)
	if same {
		if err := os.Remove(b.staged(s.path)); err != nil {
			return failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", s.path)
		}
	}
	b.made(s.path, h, size, same)
	return nil
}
