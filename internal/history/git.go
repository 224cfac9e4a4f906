package history

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"weerklank/internal/lang"
)

// settings are put before each command. What somebody set for himself or for
// this repository must not change what git prints, run a program or ask for
// something. The settings themselves are read, because they say which folders of
// others git may trust (safe.directory).
var settings = []string{
	"--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks",
	"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.quotePath=false",
	"-c", "log.showSignature=false", "-c", "core.deltaBaseCacheLimit=256m",
	"-c", "diff.orderFile=" + os.DevNull, "-c", "diff.relative=false", "-c", "diff.ignoreSubmodules=none",
	"-c", "color.ui=false", "-c", "protocol.allow=never",
}

// kept are the variables of git that are passed on: who sets them says which
// settings count and which folders git may trust. The others tell git about
// another repository: within a hook, the one that is being committed to.
var kept = []string{
	"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
	"GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH", "GIT_TEST_ASSUME_DIFFERENT_OWNER",
}

// environment returns the environment for git: no language but that of the
// program itself, no questions, and nothing that is fetched.
func environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		name = strings.ToUpper(name)
		return strings.HasPrefix(name, "GIT_") && !slices.Contains(kept, name) &&
			!strings.HasPrefix(name, "GIT_CONFIG_KEY_") && !strings.HasPrefix(name, "GIT_CONFIG_VALUE_")
	})
	return append(env, "LC_ALL=C", "LANGUAGE=C", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none")
}

// command returns a command of git that works in dir.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "git", append(slices.Clone(settings), args...)...)
	c.Dir, c.Env = dir, environment()
	return c
}

// run returns what git prints.
func run(ctx context.Context, dir string, in io.Reader, args ...string) ([]byte, error) {
	c := command(ctx, dir, args...)
	c.Stdin = in
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, &failure{said: said.String(), err: err}
	}
	return out.Bytes(), nil
}

// A failure is a command of git that did not do its work.
type failure struct {
	said string // by git, in English
	err  error
}

func (f *failure) Error() string {
	line, _, _ := strings.Cut(strings.TrimSpace(f.said), "\n")
	if line = strings.TrimPrefix(line, "fatal: "); line == "" {
		return f.err.Error()
	}
	return line
}

func (f *failure) Unwrap() error { return f.err }

// sentence makes of an error of git one that a reader can do something with.
func (r *repository) sentence(err error) error {
	var f *failure
	var ready *lang.Error
	switch {
	case errors.As(err, &ready), !errors.As(err, &f):
		return err
	case strings.Contains(f.said, "dubious ownership"), strings.Contains(f.said, "unsafe repository"):
		dir := r.dir
		if _, rest, ok := strings.Cut(f.said, "safe.directory "); ok { // git's own advice names the folder
			dir, _, _ = strings.Cut(rest, "\n")
		}
		return lang.Errorf("git vertrouwt deze map niet, omdat ze van een andere gebruiker is; vertrouwt u haar wel, typ dan: %s",
			"git does not trust this folder, because it belongs to another user; if you do, type: %s", "git config --global --add safe.directory "+strings.TrimSpace(dir))
	case r.partial:
		return errPartial()
	}
	return lang.Errorf("git kan de geschiedenis niet lezen: %v", "git cannot read the history: %v", f)
}

// errPartial is the error for a repository that has only part of the files.
func errPartial() error {
	return lang.Errorf("git heeft hier niet alle oude teksten, omdat ze nog niet zijn opgehaald; haal de rest op met: %s",
		"git does not have all old texts here, because they were not fetched yet; fetch the rest with: %s", "git fetch --refetch --no-filter")
}

// A repository is where the content folder stands in git.
type repository struct {
	dir     string // the content folder
	top     string // of the repository
	prefix  string // of the content folder in the repository: "content/"
	head    string
	shallow bool
	partial bool // git fetches objects when it needs them
}

// open returns the repository of the content folder of a source folder; nil when
// there is none, or nothing was committed, or git is not installed. Git is asked
// in the content folder itself, which may be a submodule.
func open(ctx context.Context, source string) (*repository, error) {
	dir, err := filepath.EvalSymlinks(filepath.Join(source, "content")) // git counts from where it really is
	if err != nil {
		return nil, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, nil
	}
	r := &repository{dir: dir}
	out, err := run(ctx, r.dir, nil, "rev-parse", "--is-shallow-repository", "--is-inside-git-dir", "--show-cdup", "--show-prefix", "HEAD")
	var f *failure
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, nil
	case errors.As(err, &f):
		if strings.Contains(f.said, "not a git repository (or any") || strings.Contains(f.said, "must be run in a work tree") {
			return nil, nil
		}
		if strings.Contains(f.said, "ambiguous argument 'HEAD'") && r.unborn(ctx) {
			return nil, nil
		}
		return nil, r.sentence(err)
	case err != nil:
		return nil, err
	}
	if err := r.understand(ctx, strings.TrimSuffix(string(out), "\n")); err != nil {
		return nil, err
	}
	return r, nil
}

// understand reads what git says of where the content folder stands.
func (r *repository) understand(ctx context.Context, said string) error {
	lines := strings.SplitN(said, "\n", 4)
	i := strings.LastIndexByte(lines[len(lines)-1], '\n') // a folder can have a line break in its name
	switch {
	case len(lines) > 2 && lines[1] == "true":
		return r.insideGit(ctx, lines[0] == "true", said[strings.LastIndexByte(said, '\n')+1:])
	case len(lines) < 4 || i < 0:
		return lang.Errorf("git zegt iets dat Weerklank niet begrijpt: %q", "git says something that Weerklank does not understand: %q", said)
	}
	r.shallow, r.top, r.prefix, r.head = lines[0] == "true", filepath.Join(r.dir, lines[2]), lines[3][:i], lines[3][i+1:]
	return nil
}

// insideGit understands a content folder that stands in a folder within .git: the
// hook that checks what is about to be committed puts a copy there. Below that
// folder everything stands as in the repository.
func (r *repository) insideGit(ctx context.Context, shallow bool, head string) error {
	out, err := run(ctx, r.dir, nil, "rev-parse", "--absolute-git-dir")
	if err != nil {
		return r.sentence(err)
	}
	git, err := filepath.EvalSymlinks(strings.TrimSuffix(string(out), "\n"))
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(git, r.dir)
	if err != nil {
		return err
	}
	_, below, _ := strings.Cut(filepath.ToSlash(rel), "/")
	r.shallow, r.top, r.prefix, r.head = shallow, git, below+"/", head
	return nil
}

// isPartial reports whether git fetches what it does not have when it needs it.
func (r *repository) isPartial(ctx context.Context) bool {
	out, err := run(ctx, r.dir, nil, "config", "--local", "--get-regexp", `^(extensions\.partialclone|remote\..*\.promisor)$`)
	return err == nil && len(out) > 0
}

// unborn reports whether there is a branch without a commit yet.
func (r *repository) unborn(ctx context.Context) bool {
	out, err := run(ctx, r.dir, nil, "symbolic-ref", "--quiet", "HEAD")
	if err != nil {
		return false
	}
	_, err = run(ctx, r.dir, nil, "show-ref", "--verify", "--quiet", strings.TrimSpace(string(out)))
	return err != nil
}

// A State is what is quickly known of a repository.
type State struct {
	Head    string // the commit that is checked out; "" without git
	Shallow bool
}

// Look returns the state of the repository of a source folder.
func Look(ctx context.Context, source string) (State, error) {
	r, err := open(ctx, source)
	if r == nil {
		return State{}, err
	}
	return State{r.head, r.shallow}, nil
}

// Tracks reports whether something of the folder name, below source, is in git, or
// may be: when git does not want to say it.
func Tracks(ctx context.Context, source, name string) bool {
	out, err := run(ctx, source, nil, "ls-files", "-z", "--", name)
	var f *failure
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return false
	case errors.As(err, &f) && (strings.Contains(f.said, "not a git repository (or any") || strings.Contains(f.said, "must be run in a work tree")):
		return false
	}
	return err != nil || len(out) > 0
}
