package site

import (
	"crypto/sha256"
	"runtime"
	"slices"
	"sync"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// recentSize returns how many documents are kept for the next page. What is made
// of one document is made after each other, by as many workers as there are
// cores; each is busy with the end of one document or the beginning of the next.
func recentSize() int { return max(4, 2*runtime.GOMAXPROCS(0)) }

// A document is a traject that was read again, with what its pages share.
type document struct {
	*traject.Traject
	signalen []*SignaalView
}

// recent keeps the last few documents.
type recent struct {
	mu      sync.Mutex
	entries []recentEntry
}

type recentEntry struct {
	of   *Doc
	read func() (*document, error)
}

// open returns the document of d, read again unless that was just done.
func (s *Site) open(d *Doc) (*document, error) {
	s.recent.mu.Lock()
	i := slices.IndexFunc(s.recent.entries, func(e recentEntry) bool { return e.of == d })
	if i < 0 {
		if len(s.recent.entries) >= recentSize() {
			s.recent.entries = slices.Delete(s.recent.entries, 0, 1)
		}
		s.recent.entries = append(s.recent.entries, recentEntry{d, sync.OnceValues(func() (*document, error) { return s.read(d) })})
		i = len(s.recent.entries) - 1
	}
	read := s.recent.entries[i].read
	s.recent.mu.Unlock()
	return read()
}

func (s *Site) read(d *Doc) (*document, error) {
	t, err := s.again(d)
	if err != nil {
		return nil, err
	}
	return &document{t, s.signaalViews(d, t)}, nil
}

// again reads the file of d again.
func (s *Site) again(d *Doc) (*traject.Traject, error) {
	t, err := s.in.Open(d)
	if err != nil {
		return nil, err
	}
	// Between the two readings an editor may have saved the file again, and
	// nothing of it was checked.
	if sha256.Sum256(t.File.Source) != d.Sum {
		return nil, lang.Errorf("%s is veranderd terwijl de website werd gemaakt; probeer het opnieuw", "%s changed while the site was made; try again", d.Path)
	}
	return t, nil
}
