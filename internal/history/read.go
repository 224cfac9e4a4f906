package history

import (
	"context"
	"errors"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"weerklank/internal/lang"
)

// folders are those whose history counts: the texts, and the images beside them.
var folders = []string{"trajecten", "onderwerpen", "paginas", "media"}

// A commit is what git says of one, and what it changed in the content folder.
type commit struct {
	hash, author, message string
	root                  bool // it has no parent here
	moved                 bool // it moved the whole content folder, and entries are all files that are there now
	authored, committed   time.Time
	entries               []entry
}

// An entry is a file that a commit changed.
type entry struct {
	path string // relative to the source folder
	blob string // "" when it is no file any more
}

// Read reads the history of the content folder in source, which is the source
// folder. It is nil when source is in no git repository, or nothing of it was
// committed, or git is not installed.
func Read(ctx context.Context, source string) (*History, error) {
	r, err := open(ctx, source)
	if r == nil {
		return nil, err
	}
	r.partial = r.isPartial(ctx)
	commits, err := r.log(ctx)
	if err != nil {
		return nil, r.sentence(err)
	}
	if len(commits) == 0 {
		return nil, nil
	}
	h := &History{Head: r.head, Shallow: r.shallow, byPath: map[string]*File{}, at: map[string][]place{}, order: make(map[string]int, len(commits))}
	h.blobs.repository = r
	if err := h.follow(ctx, commits); err != nil {
		h.Close()
		return nil, err
	}
	if r.partial {
		if err := h.complete(ctx); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// log returns the commits that changed something, oldest first.
func (r *repository) log(ctx context.Context) ([]commit, error) {
	var all []commit
	prefix, from := r.prefix, r.head
	for {
		commits, err := r.logOf(ctx, prefix, from)
		if err != nil {
			return nil, err
		}
		if len(commits) == 0 {
			break
		}
		first := &commits[len(commits)-1]
		if prefix, err = r.cameFrom(ctx, prefix, first); err != nil {
			return nil, err
		}
		first.moved = prefix != ""
		all = append(all, commits...)
		if !first.moved {
			break
		}
		from = first.hash + "^"
	}
	slices.Reverse(all)
	return all, nil
}

// logOf returns the commits up to from that changed something in a content folder,
// newest first. First git says which commits there are, and then, in as many parts
// as there are cores, what each of them changed against its first parent: reading
// the folders of thousands of commits is most of the work.
func (r *repository) logOf(ctx context.Context, prefix, from string) ([]commit, error) {
	out, err := run(ctx, r.top, nil, "rev-list", "--first-parent", "--parents", from, "--")
	if err != nil {
		return nil, err
	}
	lines := slices.Collect(strings.Lines(string(out)))
	parts := slices.Collect(slices.Chunk(lines, max(minPart, (len(lines)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))))
	commits, errs := make([][]commit, len(parts)), make([]error, len(parts))
	var wg sync.WaitGroup
	for i, part := range parts {
		wg.Go(func() { commits[i], errs[i] = r.changes(ctx, prefix, part) })
	}
	wg.Wait()
	return slices.Concat(commits...), errors.Join(errs...)
}

// minPart is how many commits are worth a process of their own.
const minPart = 500

// changes returns those commits of lines, each a commit and its parents, that
// changed something in a content folder.
func (r *repository) changes(ctx context.Context, prefix string, lines []string) ([]commit, error) {
	var in strings.Builder
	roots := map[string]bool{}
	for _, l := range lines {
		ids := strings.Fields(l)
		if len(ids) == 1 {
			roots[ids[0]] = true
		}
		in.WriteString(strings.Join(ids[:min(len(ids), 2)], " ") + "\n") // with these parents, whatever others it has
	}
	args := []string{
		"diff-tree", "--stdin", "--root", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-color", "--encoding=UTF-8",
		"--format=%H%x00%at%x00%ct%x00%aN%x00%B",
	}
	if prefix != "" {
		args = append(args, "--", prefix)
	}
	out, err := run(ctx, r.top, strings.NewReader(in.String()), args...)
	if err != nil {
		return nil, err
	}
	commits, err := parse(string(out), prefix)
	for i := range commits {
		commits[i].root = roots[commits[i].hash]
	}
	return slices.DeleteFunc(commits, func(c commit) bool { return len(c.entries) == 0 }), err
}

// parse reads what git diff-tree prints.
func parse(out, prefix string) ([]commit, error) {
	var commits []commit
	next := func() string {
		var token string
		token, out, _ = strings.Cut(out, "\x00")
		return token
	}
	for out != "" {
		if out[0] == '\x00' || out[0] == '\n' { // between a commit and its files
			out = out[1:]
			continue
		}
		if out[0] != ':' {
			c := commit{hash: next(), authored: seconds(next()), committed: seconds(next()), author: clean(next()), message: subject(next())}
			commits = append(commits, c)
			continue
		}
		fields, path := strings.Fields(next()), next()
		if len(fields) != 5 || len(commits) == 0 {
			return nil, lang.Errorf("git zegt iets dat Weerklank niet begrijpt: %q", "git says something that Weerklank does not understand: %q", strings.Join(fields, " "))
		}
		e := entry{blob: fields[3]}
		if !strings.HasPrefix(fields[1], "100") { // removed, a link, or a submodule
			e.blob = ""
		}
		inside, ok := strings.CutPrefix(path, prefix)
		if folder, _, below := strings.Cut(inside, "/"); !ok || !below || !slices.Contains(folders, folder) {
			continue
		}
		e.path = "content/" + inside
		c := &commits[len(commits)-1]
		c.entries = append(c.entries, e)
	}
	return commits, nil
}

// seconds returns the time that git gives as a number; what is none is no plausible
// date.
func seconds(s string) time.Time {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > 1<<40 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

// subject returns the first line of a message.
func subject(message string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	return clean(line)
}

// clean returns a text of git as letters that can be shown.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}

// cameFrom returns where the content folder was before commit c, the first that
// is known of it, when c moved the whole folder within the repository; "" when it
// did not.
func (r *repository) cameFrom(ctx context.Context, prefix string, c *commit) (string, error) {
	if c.root {
		return "", nil
	}
	out, err := run(ctx, r.top, nil, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--format=", c.hash+"^", c.hash)
	if err != nil {
		return "", err
	}
	now := map[string]bool{} // "trajecten/x.md <hash>"
	for _, e := range c.entries {
		now[strings.TrimPrefix(e.path, "content/")+" "+e.blob] = true
	}
	moved := map[string]int{}
	tokens := strings.Split(string(out), "\x00")
	for i := 0; i+1 < len(tokens); i += 2 {
		fields, path := strings.Fields(tokens[i]), tokens[i+1]
		if len(fields) != 5 || fields[4] != "D" || strings.HasPrefix(path, prefix) {
			continue
		}
		for _, f := range folders {
			if at := strings.LastIndex("/"+path, "/"+f+"/"); at >= 0 && now[path[at:]+" "+fields[2]] {
				moved[path[:at]]++
			}
		}
	}
	for from, n := range moved {
		if 2*n > len(now) { // most of them; there is one at most
			return from, nil
		}
	}
	return "", nil
}

// removeRest adds to a commit that moved the whole folder what did not come along.
func (c *commit) removeRest(live map[string]*File) {
	there := make(map[string]bool, len(c.entries))
	for _, e := range c.entries {
		there[e.path] = true
	}
	for _, path := range slices.Sorted(maps.Keys(live)) {
		if !there[path] {
			c.entries = append(c.entries, entry{path: path})
		}
	}
}
