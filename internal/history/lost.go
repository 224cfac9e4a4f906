package history

import (
	"context"
	"slices"
	"strings"
)

// A Lost says why something is no longer where it was.
type Lost struct {
	Commit string // that took it away, shortened; "" when that is not committed yet
	Date   string // of the commit, 2006-01-02
	Path   string // the file in which it stood, relative to the source folder
	Moved  string // where that file is now; "" when it was removed, or is still there
	Before []byte // the text as it last was
}

// Find says what became of a file below dir, the source folder, or, when text is
// not "", of a text in it. ok is false when git does not know. It runs git a few
// times, so it is for what is wrong only.
func Find(ctx context.Context, dir, path, text string) (l Lost, ok bool) {
	git := func(args ...string) (string, bool) {
		out, err := command(ctx, dir, args...).Output()
		return string(out), err == nil
	}
	// A copy of the content inside .git is in no work tree.
	if inside, ok := git("rev-parse", "--is-inside-work-tree"); !ok || strings.TrimSpace(inside) != "true" {
		return Lost{}, false
	}
	renamed := func(commits ...string) string {
		out, _ := git(slices.Concat([]string{"diff", "-M", "--no-ext-diff", "--no-textconv", "--relative", "--name-status", "-z"}, commits, []string{"--", "content"})...)
		fields := strings.Split(out, "\x00")
		for i := 0; i+2 < len(fields); i++ {
			if strings.HasPrefix(fields[i], "R") && fields[i+1] == path {
				return fields[i+2]
			}
		}
		return ""
	}
	l.Path = path
	show := "show"
	if !strings.HasSuffix(path, ".md") {
		show = "rev-parse" // nobody reads the bytes of an image
	}
	if before, there := git(show, "HEAD:./"+path); there && strings.Contains(before, text) {
		l.Before = []byte(before)
		if text == "" {
			l.Moved = renamed("HEAD")
		}
		return l, true
	}
	args := []string{"log", "-1", "--first-parent", "-m", "--no-renames", "--no-textconv", "--format=%H %h %as", "--no-patch", "--diff-filter=D"}
	if text != "" {
		args = append(args[:len(args)-1], "-S"+text)
	}
	out, found := git(append(args, "--", path)...)
	fields := strings.Fields(out)
	if !found || len(fields) != 3 {
		return Lost{}, false
	}
	l.Commit, l.Date = fields[1], fields[2]
	if before, ok := git(show, fields[0]+"^:./"+path); ok {
		l.Before = []byte(before)
	}
	if text == "" {
		l.Moved = renamed(fields[0]+"^", fields[0])
	}
	return l, true
}
