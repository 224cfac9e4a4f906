package scaffold_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	. "weerklank/internal/scaffold"
)

// A matcher is how VS Code finds problems in what a task prints.
type matcher struct {
	Severity string
	Pattern  struct {
		Regexp                            string
		Kind                              string
		File, Line, Column, Message, Code int
	}
}

// matchers returns those of the task that checks.
func matchers(t *testing.T) []matcher {
	t.Helper()
	var tasks struct {
		Tasks []struct {
			Label, Command string
			Args           []string
			ProblemMatcher []matcher
		}
	}
	if err := json.Unmarshal(ExtraFiles(VSCode, []string{"go", "run", `./een "map"`})[".vscode/tasks.json"], &tasks); err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks.Tasks {
		if task.Command != "go" || len(task.Args) != 3 || task.Args[1] != `./een "map"` {
			t.Errorf("%s is called as %s %q", task.Label, task.Command, task.Args)
		}
		if task.Label == "Nakijken" {
			return task.ProblemMatcher
		}
	}
	t.Fatal("no task checks")
	return nil
}

// found returns what the matchers find in a line, with the part named by which.
func found(t *testing.T, ms []matcher, line string) (hits []string) {
	t.Helper()
	for _, m := range ms {
		parts := regexp.MustCompile(m.Pattern.Regexp).FindStringSubmatch(line)
		if parts == nil {
			continue
		}
		place := parts[m.Pattern.File]
		if m.Pattern.Kind != "file" {
			place += ":" + parts[m.Pattern.Line] + ":" + parts[m.Pattern.Column]
		}
		hits = append(hits, m.Severity+" "+place+" "+parts[m.Pattern.Message]+" "+parts[m.Pattern.Code])
	}
	return hits
}

// Each problem that check prints is found once, and nothing else is.
func TestProblemMatchers(t *testing.T) {
	ms := matchers(t)
	hint := lang.T("Zet er een reden bij:\nreden: [waarom]\ncontent/a.md:1:2: fout niet [x]", "Add a reason:\nreden: [why]")
	for _, severity := range []diag.Severity{diag.Info, diag.Warning, diag.Error} {
		for _, at := range []diag.Range{{}, diag.At(14, 5)} {
			p := diag.Problem{File: "content/trajecten/wmo.md", Range: at, Severity: severity, Code: "een-code", Hint: hint,
				Message: lang.T("\"[a]: b\" bij titel: fout: dit\nkan niet", "\"[a]: b\" at titel: error: this\ncannot be"), Source: "    titel: error: [a]"}
			for _, l := range []lang.Lang{lang.NL, lang.EN} {
				var b bytes.Buffer
				if err := diag.PrintText(&b, []diag.Problem{p, p}, diag.Options{Lang: l}); err != nil {
					t.Fatal(err)
				}
				want := severity.String() + " content/trajecten/wmo.md"
				if !at.IsZero() {
					want += ":14:5"
				}
				want += " " + strings.ReplaceAll(p.Message.In(l), "\n", "␊") + " een-code"
				var got []string
				for line := range strings.Lines(b.String()) {
					got = append(got, found(t, ms, strings.TrimRight(line, "\n"))...)
				}
				if !slices.Equal(got, []string{want, want}) {
					t.Errorf("%s %s: found %q, want %q twice, in:\n%s", l, severity, got, want, &b)
				}
			}
		}
	}
}

func TestExtraFiles(t *testing.T) {
	for extra, want := range map[Extra][]string{
		VSCode: {".vscode/extensions.json", ".vscode/settings.json", ".vscode/tasks.json"},
		GitHub: {".github/workflows/weerklank.yml"},
		GitLab: {".gitlab-ci.yml"},
	} {
		files := ExtraFiles(extra, []string{"./weerklank"})
		var names []string
		for name, src := range files {
			names = append(names, name)
			var v map[string]any
			if err := yaml.Load(src, &v); err != nil || len(v) == 0 { // JSON is YAML too
				t.Errorf("%s: %v", name, err)
			}
			if regexp.MustCompile(`(^|[^$])\{\{`).Match(src) {
				t.Errorf("%s is not filled in", name)
			}
		}
		if slices.Sort(names); !slices.Equal(names, want) {
			t.Errorf("%s: %q", extra, names)
		}
	}
}

// The workflow can do no more than it must, and what it runs comes from GitHub.
func TestGitHubWorkflowIsCareful(t *testing.T) {
	var w struct {
		Permissions map[string]string
		Jobs        map[string]struct {
			Permissions map[string]string
			Steps       []struct {
				Uses string
				With map[string]any
			}
		}
	}
	if err := yaml.Load(ExtraFiles(GitHub, []string{"weerklank"})[".github/workflows/weerklank.yml"], &w); err != nil {
		t.Fatal(err)
	}
	if w.Permissions == nil || len(w.Permissions) > 0 {
		t.Errorf("permissions for all jobs: %v", w.Permissions)
	}
	writes := map[string][]string{"publiceren": {"id-token", "pages"}, "code-scanning": {"security-events"}}
	for name, job := range w.Jobs {
		var may []string
		for what, how := range job.Permissions {
			if how != "read" {
				may = append(may, what)
			}
		}
		if slices.Sort(may); !slices.Equal(may, writes[name]) {
			t.Errorf("%s may write %q, want %q", name, may, writes[name])
		}
		for _, s := range job.Steps {
			if s.Uses != "" && !regexp.MustCompile(`^(actions/[a-z-]+|github/codeql-action/upload-sarif)@v[0-9]+$`).MatchString(s.Uses) {
				t.Errorf("%s uses %s", name, s.Uses)
			}
			if strings.HasPrefix(s.Uses, "actions/checkout@") && s.With["persist-credentials"] != false {
				t.Errorf("%s leaves a key of the repository behind", name)
			}
		}
	}
}

func TestWriteExtra(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{"a.txt": []byte("a"), ".b/c.txt": []byte("c")}
	if written, err := WriteExtra(dir, files); err != nil || !slices.Equal(written, []string{".b/c.txt", "a.txt"}) {
		t.Fatal(written, err)
	}
	// The same again writes only what is not there.
	files["d.txt"] = []byte("d")
	if written, err := WriteExtra(dir, files); err != nil || !slices.Equal(written, []string{"d.txt"}) {
		t.Errorf("wrote %q, %v", written, err)
	}
	// What somebody changed stays, and nothing comes beside it.
	files["a.txt"], files["e.txt"] = []byte("anders"), []byte("e")
	var taken *TakenError
	if written, err := WriteExtra(dir, files); !errors.As(err, &taken) || !strings.Contains(taken.Err.Text.NL, "a.txt") || len(written) > 0 {
		t.Errorf("wrote %q, error %v", written, err)
	}
	if got := read(t, dir); got["a.txt"] != "a" || len(got) != 3 {
		t.Errorf("%q", got)
	}
	// A folder in the place of a file.
	var le *lang.Error
	if _, err := WriteExtra(dir, map[string][]byte{".b": nil}); !errors.As(err, &le) {
		t.Errorf("error %v", err)
	}
	if _, err := WriteExtra(filepath.Join(dir, "nergens"), files); !errors.As(err, &le) {
		t.Errorf("error %v", err)
	}
}

// The name of a folder is not run.
func TestHookQuotesTheFolder(t *testing.T) {
	if got := string(Hook(`$(rm) 'de site'/`)); !strings.Contains(got, "\nsite='$(rm) '\\''de site'\\''/'\n") {
		t.Errorf("%s", got)
	}
	if got := string(Hook("")); !strings.Contains(got, "\nsite=''\n") {
		t.Errorf("%s", got)
	}
}
