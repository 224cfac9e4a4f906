package publish

import (
	"fmt"
	"testing"
)

// A set of paths holds what was added, under the number that it got then, however
// much is added after that.
func TestPathsAreFound(t *testing.T) {
	s := newPaths()
	name := func(i int) string { return fmt.Sprintf("Trajecten/é%d/index.html", i) }
	for i := range 5000 {
		if id, fresh := s.add(name(i)); !fresh || int(id) != i {
			t.Fatalf("path %d got number %d, %t", i, id, fresh)
		}
	}
	all := func(uint32) bool { return true }
	for i := range 5000 {
		id, found := s.find(name(i))
		again, fresh := s.add(name(i))
		folded, like := s.findFolded(fmt.Sprintf("trajecten/É%d/INDEX.html", i), all)
		if !found || fresh || !like || int(id) != i || again != id || folded != id || s.get(id) != name(i) {
			t.Fatalf("path %d: %d %t, %d %t, %d %t", i, id, found, again, fresh, folded, like)
		}
	}
	if _, found := s.find("trajecten/é1/index.html"); found {
		t.Error("find does not see case")
	}
	if _, found := s.findFolded("trajecten/é5000/index.html", all); found {
		t.Error("something was found that is not there")
	}
}

// BenchmarkSite adds the paths of a large site.
func BenchmarkSite(b *testing.B) {
	for b.Loop() {
		s := newSite(newPaths(), newPaths())
		for i := range 10000 {
			for j := range 9 {
				if _, err := s.add(fmt.Sprintf("trajecten/t%06d-over-iets/s%d-een-signaal/index.html", i, j)); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}
