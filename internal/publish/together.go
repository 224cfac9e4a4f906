package publish

import (
	"crypto/sha256"
	"errors"
	hashes "hash"
	"io"
	"io/fs"
)

// A streamed is a file that is written to the staging folder while it is made.
type streamed struct {
	job // of which Path and id count
	out *diskFile
	sum hashes.Hash
}

// parts returns f and the files that are made with it.
func (f job) parts() []job {
	all := []job{f}
	for i, p := range f.With {
		all = append(all, job{File: File{Path: p}, id: f.with[i]})
	}
	return all
}

// together makes f and the files that take hardly longer when they are made with
// it, unless all of them are known to be as they were.
func (b *build) together(f job, key keySum, w *worker) error {
	if b.allKnown(f, key) {
		return nil
	}
	var files []*streamed
	var ws []io.Writer
	close := func() (err error) {
		for _, s := range files {
			err = errors.Join(err, s.out.Close())
		}
		return err
	}
	for _, p := range f.parts() {
		out, err := b.create(p.id, p.Path, w)
		if err != nil {
			close()
			return failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", p.Path)
		}
		s := &streamed{p, out, sha256.New()}
		files, ws = append(files, s), append(ws, io.MultiWriter(out, s.sum))
	}
	if err := f.Together(ws); err != nil {
		close()
		return failure(err, "%s kon niet worden gemaakt: %s", "%s could not be made: %s", f.Path)
	}
	for i, s := range files {
		if err := b.finishStreamed(s, key); err != nil {
			files = files[i+1:] // the others are closed below
			close()
			return err
		}
	}
	return nil
}

// allKnown keeps account of f and the files made with it, if none of them needs to
// be made.
func (b *build) allKnown(f job, key keySum) bool {
	var infos []fs.FileInfo
	for _, p := range f.parts() {
		info, ok := b.old.known(p.id, p.Path, key)
		if !ok {
			return false
		}
		infos = append(infos, info)
	}
	for i, p := range f.parts() {
		b.made(p, *b.old.hashes.at(int(p.id)), *b.old.kept.at(int(p.id)), infos[i].Size(), unread)
	}
	return true
}

// finishStreamed closes a file, and removes it again if the old site has the same.
func (b *build) finishStreamed(s *streamed, key keySum) error {
	size, sizeErr := s.out.Seek(0, io.SeekCurrent)
	info, err := b.finish(s.out, sizeErr)
	if err != nil {
		return failure(err, "%s kon niet worden gemaakt: %s", "%s could not be made: %s", s.Path)
	}
	h := hash(s.sum.Sum(nil))
	state := written
	if was, same := b.old.sameFile(s.id, s.Path, &h); same {
		if err := b.disk.remove(b.staged(s.Path)); err != nil {
			return failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", s.Path)
		}
		info, state = was, equal
	}
	b.made(s.job, h, b.record(key, info), size, state)
	return nil
}
