package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weerklank/internal/lang"
)

// A typist answers each question with the next of their lines, and then closes
// the terminal, or goes away.
type typist struct {
	lines  []string
	leaves bool // does not answer any more, and presses Ctrl+C
	absent bool
}

func (t *typist) Present() bool { return !t.absent }

func (t *typist) ReadLine() (string, error) {
	if len(t.lines) == 0 {
		if t.leaves {
			select {} // reading cannot be broken off
		}
		return "", io.EOF
	}
	line := t.lines[0]
	t.lines = t.lines[1:]
	return line + "\n", nil
}

// newSite returns the folder of a small site.
func newSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, src := range map[string]string{
		"content/site.yaml":              "titel: Proef\norganisatie: Gemeente Proef\nbase-url: https://www.proef.example/\nvoorbeeldsite: true\n",
		"content/trajecten/een.md":       "---\ntitel: Een\nsamenvatting: Over de wijk.\nphase: 1\nonderwerpen: [Wonen, Verkeer]\n---\n",
		"content/trajecten/twee.md":      "---\ntitel: Twee\nsamenvatting: Over de straat.\nphase: 1\nonderwerpen: [Verkeer]\n---\n",
		"content/onderwerpen/verkeer.md": "---\ntitel: Verkeer\n---\n\nOver verkeer in de wijk.\n",
	} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(src), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// typed runs the program in dir with somebody at the terminal.
func typed(dir string, who *typist, args ...string) (status int, said string) {
	var out, err bytes.Buffer
	p := &program{Name: "weerklank", Stdout: &out, Stderr: &err, Getenv: func(string) string { return "" }, Terminal: who,
		Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }}
	status = p.Main(append(args, "--source", dir))
	return status, err.String()
}

// textFiles returns the files of trajecten, topics and pages in dir.
func textFiles(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "content", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestNewAsks(t *testing.T) {
	for name, c := range map[string]struct {
		args, answers []string
		file          string
		holds         []string // of the file
		says          []string // at the terminal
	}{
		"everything": {
			[]string{"new", "traject"}, []string{"Een veilige oversteek", "2, Spelen, 2", "Wat ouders zeiden.", "vertalen"},
			"trajecten/een-veilige-oversteek.md",
			[]string{"titel: \"Een veilige oversteek\"\n", "onderwerpen: [Wonen, Spelen]\n", "samenvatting: \"Wat ouders zeiden.\"\n", "phase: vertalen ", "concept: true"},
			[]string{"   1  Verkeer\n   2  Wonen\n", "localhost:1313/trajecten/een-veilige-oversteek/"},
		},
		"later": {
			[]string{"new", "traject", "Buiten"}, []string{"", "", ""},
			"trajecten/buiten.md", []string{"onderwerpen: [Vervang dit]\n", "Vervang dit: waar het over gaat", "phase: 1 "}, nil,
		},
		"again after a mistake": {
			[]string{"new", "traject"}, []string{"", "!!!", "Een", "<b>", "Goed", "<i>", "verkeer", "<u>", "Kort.", "9", "3"},
			"trajecten/goed.md", []string{"onderwerpen: [Verkeer]\n", "samenvatting: \"Kort.\"\n", "phase: 3 "},
			[]string{"Hier moet u iets typen", "kan geen adres worden gemaakt", "een.md bestaat al", "HTML", "\"9\" bij phase wordt niet begrepen"},
		},
		"only what is missing": {
			[]string{"new", "traject", "Buiten", "--onderwerp", "Wonen", "--phase", "4"}, []string{"Kort."},
			"trajecten/buiten.md", []string{"samenvatting: \"Kort.\"\n", "phase: 4 "}, nil,
		},
		"a topic without a text": {
			[]string{"new", "onderwerp"}, []string{"1", ""},
			"onderwerpen/wonen.md", []string{"titel: \"Wonen\"\n", "concept: true"}, []string{"   1  Wonen\n"},
		},
		"a page": {
			[]string{"new", "pagina"}, []string{"Zoeken", "Veelgestelde vragen", "Antwoord op vragen."},
			"paginas/veelgestelde-vragen.md", []string{"samenvatting: \"Antwoord op vragen.\"\n"}, []string{"gebruikt de website zelf"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, who := newSite(t), &typist{lines: c.answers}
			status, said := typed(dir, who, c.args...)
			src, err := os.ReadFile(filepath.Join(dir, "content", filepath.FromSlash(c.file)))
			if status != statusOK || err != nil || len(who.lines) > 0 {
				t.Fatalf("status %d, %v, not asked for %q:\n%s", status, err, who.lines, said)
			}
			for _, want := range c.holds {
				if !strings.Contains(string(src), want) {
					t.Errorf("the file has no %q:\n%s", want, src)
				}
			}
			for _, want := range c.says {
				if !strings.Contains(said, want) {
					t.Errorf("%q was not said:\n%s", want, said)
				}
			}
			if status, said := typed(dir, who, "check", "--strict"); status != statusOK || strings.Contains(said, "waarschuwing") {
				t.Errorf("check finds something: %s", said)
			}
		})
	}
}

// Whoever breaks off, at whatever question, has written nothing.
func TestNewBrokenOff(t *testing.T) {
	answers := []string{"Een veilige oversteek", "1", "Kort."}
	for n := range len(answers) + 1 {
		dir := newSite(t)
		before := textFiles(t, dir)
		status, said := typed(dir, &typist{lines: answers[:n]}, "new", "traject", "--lang", "en")
		if status != statusFailed || !strings.Contains(said, "nothing was changed") {
			t.Errorf("after %d answers: status %d: %s", n, status, said)
		}
		if after := textFiles(t, dir); !slices.Equal(before, after) {
			t.Errorf("after %d answers: %q", n, after)
		}
	}
}

// Ctrl+C while nothing is typed.
func TestNewInterrupted(t *testing.T) {
	p := &program{Stderr: io.Discard, Terminal: &typist{leaves: true}}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := p.ask(ctx, lang.T("Titel", "Title"), func(string) error { return nil }); err != ctx.Err() {
		t.Errorf("error %v", err)
	}
}

// Where nobody is, nobody is asked; what was given wrongly is said at once.
func TestNewDoesNotAsk(t *testing.T) {
	for name, c := range map[string]struct {
		who  *typist
		args []string
		want int
	}{
		"nobody":        {&typist{absent: true}, []string{"new", "traject"}, statusUsage},
		"quiet":         {&typist{}, []string{"new", "traject", "-q"}, statusUsage},
		"quiet, given":  {&typist{}, []string{"new", "traject", "Buiten", "-q"}, statusOK},
		"a wrong title": {&typist{}, []string{"new", "traject", "!!!"}, statusUsage},
		"it is there":   {&typist{}, []string{"new", "traject", "Een"}, statusUsage},
		"a wrong step":  {&typist{}, []string{"new", "traject", "--phase", "9"}, statusUsage},
	} {
		dir := newSite(t)
		status, said := typed(dir, c.who, c.args...)
		if status != c.want || strings.Contains(said, "Titel:") {
			t.Errorf("%s: status %d, want %d: %s", name, status, c.want, said)
		}
	}
}
