package versies

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"sync"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/history"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/privacy"
	"weerklank/internal/traject"
)

// An Inhoud is what a version held.
type Inhoud struct {
	Traject *traject.Traject // nil when what stood above the text is not understood now
	Tekst   string           // then: the file as it was
	// Weggehaald are the days on which something was taken out of it, sorted.
	Weggehaald []string
}

// Open reads what a version held. It is read from git again: nothing of it is
// kept in memory.
func (g *Geschiedenis) Open(v *Versie) (*Inhoud, error) {
	before := g.reader.recent.of(v.Path)
	seen := &masked{before.values, map[string]string{}, before.parts}
	st, err := g.reader.read(v.Blob, v.Path, seen)
	if err != nil {
		return nil, err
	}
	g.reader.recent.keep(v.Path, opened{seen.before, seen.parts, before.share(st.Traject)})
	return &st.Inhoud, nil
}

// A state is what a file held after one commit.
type state struct {
	Inhoud
	blob, path  string
	concept     bool
	vanaf       traject.Datum
	ingetrokken *traject.Ingetrokken
	fields      *document // of Traject, to compare
}

// A reader reads files of the past.
type reader struct {
	Options
	blob     func(hash string) ([]byte, error)
	language string
	recent   recent
}

// read reads a file; the state is nil when it cannot have been published as it is:
// its bytes are no text, say, or it is too large. seen holds what
// the values of the version before became, so that nothing is searched twice;
// it may be nil.
func (r *reader) read(blob, path string, seen *masked) (*state, error) {
	src, err := r.blob(blob)
	if errors.Is(err, history.ErrTooLarge) {
		return nil, nil
	}
	if err != nil {
		return nil, lang.Errorf("de versie van %s uit git kan niet worden gelezen: %v", "the version of %s in git cannot be read: %v", path, err)
	}
	if seen == nil {
		seen = newMasked()
	}
	f, parts, problems := content.ParseLike(path, src, content.Markdown, seen.parts)
	seen.parts = parts
	if f == nil {
		return nil, nil
	}
	st := &state{blob: blob, path: path}
	if f.Front != nil {
		r.clean(f)
		st.Weggehaald = f.Removed
		r.maskFile(f, seen)
		t, found := traject.Parse(f)
		if !failed(problems) && !failed(found) {
			st.Traject, st.concept, st.vanaf, st.ingetrokken = t, t.Concept, t.PublicerenVanaf, t.Ingetrokken
			return st, nil
		}
	}
	if never(string(f.Source)) {
		return nil, nil
	}
	text := unescaped(f.Source)
	raw := &content.File{Path: path, Source: text, Body: text}
	r.clean(raw)
	st.Weggehaald = raw.Removed
	st.Tekst = r.mask(shownAsText(string(raw.Body)), "", r.Privacy)
	st.hidden(string(f.Source))
	return st, nil
}

func (r *reader) clean(f *content.File) {
	if r.Clean != nil {
		r.Clean(f)
	}
}

// failed reports whether a file with these problems could not have been published.
func failed(ps []diag.Problem) bool {
	for _, p := range ps {
		if p.Severity == diag.Error {
			return true
		}
	}
	return false
}

// A key of a file that is not understood, at the beginning of a line or between
// braces.
const (
	keyBegins = `(?mi)^(?:[ \t]*\{(?:[^\n]*,)?)?[ \t"'?]*`
	keyEnds   = `[ \t"']*(?:\n[ \t]*)?:[ \t]*(?:\n[ \t]+)?`
)

var (
	conceptLine     = regexp.MustCompile(keyBegins + `concept` + keyEnds + `([^ \t\n#,}]*)`)
	vanafLine       = regexp.MustCompile(keyBegins + `publiceren[-_ ]vanaf` + keyEnds + `["']?([0-9Qq-]*)`)
	ingetrokkenLine = regexp.MustCompile(keyBegins + `ingetrokken` + keyEnds)

	conflictLine = regexp.MustCompile(`(?m)^<{7} [^\n]*\n(?s:.*\n)?>{7}( |\r?$)`)
)

// never reports whether no file like this ever was a traject: nothing stands
// above its text, or a merge was not finished.
func never(src string) bool {
	return !strings.HasPrefix(strings.TrimLeft(src, "\ufeff \t\r\n"), "---") || conflictLine.MatchString(src)
}

// hidden looks in a file that is not understood for what kept it from being
// public. In doubt it was not.
func (st *state) hidden(src string) {
	src = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(src)
	for _, m := range conceptLine.FindAllStringSubmatch(src, -1) {
		switch m[1] {
		case "false", "nee", "no", "":
		default:
			st.concept = true
		}
	}
	if m := vanafLine.FindStringSubmatch(src); m != nil {
		d, ok := traject.ParseDatum(m[1])
		st.vanaf, st.concept = d, st.concept || !ok
	}
	if ingetrokkenLine.MatchString(src) {
		st.concept = true
	}
}

// masked is what values became. Versions of one file share most of them. What is
// in before does not change any more.
type masked struct {
	before, now map[string]string
	parts       *content.Parts // of the version before
}

func newMasked() *masked { return &masked{now: map[string]string{}} }

// next goes on to the version after.
func (m *masked) next() {
	m.before, m.now = m.now, make(map[string]string, len(m.now))
}

// opened is what one version holds that the next one may hold too: what values
// became, and the texts as they were parsed. It does not change any more.
type opened struct {
	values map[string]string
	parts  *content.Parts
	docs   map[string]*markdown.Doc
}

// share gives t the texts that were parsed before, and returns those of t.
func (o opened) share(t *traject.Traject) map[string]*markdown.Doc {
	docs := map[string]*markdown.Doc{}
	share := func(m *traject.Markdown) {
		if d := o.docs[m.Text]; d != nil {
			m.Adopt(d)
		}
		docs[m.Text] = m.Doc()
	}
	if t == nil {
		return nil
	}
	if t.Body != nil {
		share(t.Body)
	}
	texts(reflect.ValueOf(t), share)
	return docs
}

// recent holds the last files that were opened: the pages of one traject are made
// after each other.
type recent struct {
	mu     sync.Mutex
	byPath map[string]opened
}

// mostRecent is of how many files that is kept: more than there are cores.
const mostRecent = 64

func (r *recent) of(path string) opened {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.byPath[path]
}

func (r *recent) keep(path string, o opened) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byPath == nil || len(r.byPath) >= mostRecent {
		r.byPath = map[string]opened{}
	}
	r.byPath[path] = o
}

// maskFile masks personal data in the values and the text of f.
func (r *reader) maskFile(f *content.File, seen *masked) {
	options := r.Privacy
	f.Scalars(func(s content.Scalar) { // how to reach the team is there to be read
		if s.Above == "contact" && (s.Key == "e-mail" || s.Key == "email" || s.Key == "telefoon") {
			options.Allowed = append(options.Allowed[:len(options.Allowed):len(options.Allowed)], s.Value)
		}
	})
	seen.allowed(options.Allowed[len(r.Privacy.Allowed):])
	f.Change(func(key, _, value string) string {
		if len(value) < shortest {
			return value
		}
		at := value
		if special[key] {
			at = key + "\x00" + value
		}
		out, ok := seen.before[at]
		if !ok {
			out = r.mask(value, key, options)
		}
		seen.now[at] = out
		return out
	})
	seen.next()
}

// allowed forgets what was masked when other values are allowed than before.
func (m *masked) allowed(values []string) {
	key := "\x00" + fmt.Sprintf("%q", values)
	if _, ok := m.before[key]; !ok {
		m.before = nil
	}
	m.now[key] = ""
}

// shortest is the length in bytes of the shortest personal data: a licence plate.
const shortest = 6

// special are the keys that privacy.Meant knows.
var special = map[string]bool{"e-mail": true, "email": true, "telefoon": true, "plaats": true, "kenmerk": true, "kenmerken": true}

// mask returns the value of a key without personal data. What only looks like
// it stays when the site switched off the rule about it.
func (r *reader) mask(value, key string, o privacy.Options) string {
	found := privacy.Find(value, o)
	keep := found[:0]
	for _, m := range found {
		if privacy.Meant(key, m) || !m.Certain && r.off(string(m.Kind)) {
			continue
		}
		keep = append(keep, m)
	}
	if len(keep) == 0 {
		return value
	}
	return privacy.Mask(value, keep, r.language)
}

func (r *reader) off(code string) bool {
	set := r.Settings.Regels[code]
	return set != nil && set.Ernst == "uit"
}
