package publish

import (
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"weerklank/internal/lang"
)

// Our own names in the published folder. Only the list stays there; the others
// exist during a build that works inside it.
const (
	listName = ".weerklank"
	toLock   = "-lock"
	toNew    = "-new"
	toOld    = "-old"
	toMoving = "-moving"
)

// maxPath is the length, in bytes, that no system can pass.
const maxPath = 4096

// ours reports whether name, in the published folder, belongs to this package.
func ours(name string) bool {
	switch name {
	case listName, listName + toLock, listName + toNew, listName + toOld, listName + toMoving:
		return true
	}
	return false
}

// A site is the set of paths of the new site. Paths are compared without regard
// to case: a site may be copied to a file system that does not see it.
type site struct {
	files, dirs     *paths     // those of the old site too, of which most are the same
	hasFile, hasDir rows[bool] // by number: whether it is in the new site
	dirCount        int
}

// newSite returns an empty site, the paths of which come into files and dirs.
func newSite(files, dirs *paths) *site { return &site{files: files, dirs: dirs} }

func in(set *rows[bool], id uint32) bool { return int(id) < set.len() && *set.at(int(id)) }

func put(set *rows[bool], id uint32) {
	set.reach(int(id) + 1)
	*set.at(int(id)) = true
}

func (s *site) takenFile(p string) (id uint32, ok bool) {
	return s.files.findFolded(p, func(id uint32) bool { return in(&s.hasFile, id) })
}

func (s *site) takenDir(p string) (id uint32, ok bool) {
	return s.dirs.findFolded(p, func(id uint32) bool { return in(&s.hasDir, id) })
}

// isFile and isDir report whether p, in any case, is taken.
func (s *site) isFile(p string) bool { _, ok := s.takenFile(p); return ok }
func (s *site) isDir(p string) bool  { _, ok := s.takenDir(p); return ok }

// exactDir reports whether the site has exactly the folder p.
func (s *site) exactDir(p string) bool {
	id, ok := s.dirs.find(p)
	return ok && in(&s.hasDir, id)
}

// exactFile reports whether the site has exactly the file p.
func (s *site) exactFile(p string) bool {
	id, ok := s.files.find(p)
	return ok && in(&s.hasFile, id)
}

// add adds p and returns its number. It is an error if p is not a path that
// every file system and web server takes, or cannot exist beside a path that was
// added before.
func (s *site) add(p string) (id uint32, err error) {
	if why := invalid(p); !why.IsZero() {
		return 0, lang.Errorf("%q kan geen adres van een bestand zijn: %s", "%q cannot be the path of a file: %s", p, why)
	}
	if other, ok := s.takenFile(p); ok {
		return 0, clash(s.files.get(other), p)
	}
	if other, ok := s.takenDir(p); ok {
		return 0, clash(s.dirs.get(other)+"/", p)
	}
	id, _ = s.files.add(p)
	put(&s.hasFile, id)
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		if s.exactDir(d) {
			return id, nil
		}
		if other, ok := s.takenFile(d); ok {
			return 0, clash(s.files.get(other), p)
		}
		if other, ok := s.takenDir(d); ok {
			return 0, clash(s.dirs.get(other)+"/", p)
		}
		dir, _ := s.dirs.add(d)
		put(&s.hasDir, dir)
		s.dirCount++
	}
	return id, nil
}

// clash says that the paths a and b cannot both be.
func clash(a, b string) error {
	if a == b {
		return lang.Errorf("twee bestanden van de site hebben hetzelfde adres: %s", "two files of the site have the same path: %s", a)
	}
	return lang.Errorf(
		"twee bestanden van de site kunnen niet naast elkaar bestaan, omdat ze alleen in hoofdletters verschillen of het ene in het andere ligt: %s en %s",
		"two files of the site cannot both exist, since they differ only in case or one lies in the other: %s and %s", a, b)
}

// invalid says why p cannot be the path of a file; the zero Text if it can.
func invalid(p string) lang.Text {
	switch top, _, _ := strings.Cut(p, "/"); {
	case len(p) > maxPath:
		return lang.T("het is te lang", "it is too long")
	case !utf8.ValidString(p):
		return lang.T("er staan tekens in die niet te lezen zijn", "it holds characters that cannot be read")
	case strings.ContainsFunc(p, unicode.IsControl):
		return lang.T("er staat een onzichtbaar teken in", "it holds an invisible character")
	case strings.Contains(p, `\`):
		return lang.T("er staat een \\ in", "it holds a \\")
	case !filepath.IsLocal(filepath.FromSlash(p)) || path.Clean(p) != p || p == ".":
		return lang.T("het ligt buiten de website", "it lies outside the site")
	case ours(fold(top)):
		return lang.F("%s is van Weerklank zelf", "%s belongs to Weerklank itself", top)
	}
	return lang.Text{}
}
