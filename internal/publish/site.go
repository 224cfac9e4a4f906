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
	files map[string]string // folded path -> path
	dirs  map[string]string // the same of the folders that hold them
}

func newSite() *site {
	return &site{map[string]string{}, map[string]string{}}
}

// fold returns the form of p by which paths are compared.
func fold(p string) string { return strings.ToLower(p) }

// isFile and isDir report whether p, in any case, is taken.
func (s *site) isFile(p string) bool { _, ok := s.files[fold(p)]; return ok }
func (s *site) isDir(p string) bool  { _, ok := s.dirs[fold(p)]; return ok }

// hasFile and hasDir report whether the site has exactly p.
func (s *site) hasFile(p string) bool { return s.files[fold(p)] == p }
func (s *site) hasDir(p string) bool  { return s.dirs[fold(p)] == p }

// add adds p. It is an error if p is not a path that every file system and web
// server takes, or cannot exist beside a path that was added before.
func (s *site) add(p string) error {
	if why := invalid(p); !why.IsZero() {
		return lang.Errorf("%q kan geen adres van een bestand zijn: %s", "%q cannot be the path of a file: %s", p, why)
	}
	key := fold(p)
	if other, ok := s.files[key]; ok {
		return clash(other, p)
	}
	if other, ok := s.dirs[key]; ok {
		return clash(other+"/", p)
	}
	s.files[key] = p
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		key := fold(d)
		if other, ok := s.files[key]; ok {
			return clash(other, p)
		}
		switch other, ok := s.dirs[key]; {
		case ok && other == d:
			return nil
		case ok:
			return clash(other+"/", p)
		}
		s.dirs[key] = d
	}
	return nil
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
