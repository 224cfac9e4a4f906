package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"weerklank/internal/lang"
)

// A piece is a paragraph, a heading or a block of code.
type piece struct {
	line   int    // of the page
	fenced bool   // a block of code
	lang   string // what kind of block
	text   string
}

// pieces takes a page apart.
func pieces(src string) []piece {
	var ps []piece
	var open *piece
	for i, line := range strings.Split(src, "\n") {
		kind, fence := strings.CutPrefix(line, "```")
		switch {
		case open != nil && open.fenced && fence:
			open = nil
		case fence:
			ps = append(ps, piece{line: i + 1, fenced: true, lang: kind})
			open = &ps[len(ps)-1]
		case open != nil && open.fenced:
			open.text += line + "\n"
		case strings.TrimSpace(line) == "":
			open = nil
		default:
			if open == nil {
				ps = append(ps, piece{line: i + 1})
				open = &ps[len(ps)-1]
			}
			open.text = strings.TrimSpace(open.text + " " + strings.TrimPrefix(line, "> "))
		}
	}
	return ps
}

// numbered divides a page into its numbered chapters and the rest.
func numbered(ps []piece) (chapters, rest []piece) {
	chapter := regexp.MustCompile(`^## \d`)
	in := false
	for _, p := range ps {
		if !p.fenced && strings.HasPrefix(p.text, "## ") {
			in = chapter.MatchString(p.text)
		}
		if in {
			chapters = append(chapters, p)
		} else {
			rest = append(rest, p)
		}
	}
	return chapters, rest
}

// A reader does what a page says, in the working directory.
type reader struct {
	repository string
	piece      piece    // that is being read
	intro      string   // the paragraph before it
	file       string   // that is open
	output     string   // of the last command
	wrong      []string // what is not as the page says
}

func (r *reader) fail(format string, args ...any) {
	r.wrong = append(r.wrong, fmt.Sprintf("%d: ", r.piece.line)+fmt.Sprintf(format, args...))
}

func (r *reader) check(err error) {
	if err != nil {
		r.fail("%v", err)
	}
}

// walk does everything that numbered chapters tell to do.
func (r *reader) walk(ps []piece) {
	for _, p := range ps {
		r.piece = p
		switch {
		case !p.fenced:
			r.obey()
			r.visit()
			r.spans()
			r.intro = p.text
		case p.lang == "sh":
			// Who is asked for something only presses Enter, as often as the page says.
			enter := &typist{lines: []string{"", "", ""}}
			r.commands(enter)
			if strings.Contains(p.text, " new ") && len(enter.lines) > 0 {
				r.fail("the program asks %d questions less", len(enter.lines))
			}
		case p.lang == "text":
			r.compare()
		case p.lang == "yaml":
			r.edit()
		default:
			r.fail("it is not known how to treat a block of %q", p.lang)
		}
	}
}

// steps are the sentences that tell to do something else than to type a command.
var steps = []struct {
	says *regexp.Regexp
	do   func(r *reader, m []string) error
}{
	{regexp.MustCompile("Zet het programma in die map"), func(*reader, []string) error { return os.WriteFile("weerklank", nil, 0o777) }},
	{regexp.MustCompile("Open `([^`]+)`"), func(r *reader, m []string) error { r.file = m[1]; return r.change(same) }},
	{regexp.MustCompile("Open dat bestand"), func(r *reader, _ []string) error {
		_, made, _ := strings.Cut(r.output, "gemaakt: ")
		r.file, _, _ = strings.Cut(made, " ")
		return r.change(same)
	}},
	{regexp.MustCompile(`Schrijf op elke plek met \*\*Vul in\*\*`), func(r *reader, _ []string) error {
		names, err := filepath.Glob("content/paginas/*")
		for _, r.file = range names {
			err = errors.Join(err, r.change(func(s string) string { return fillIn.ReplaceAllString(s, "Dit hebben wij ingevuld.\n") }))
		}
		return err
	}},
	{regexp.MustCompile("Haal de regel `([^`]+)` weg"), func(r *reader, m []string) error { return r.replace("\n"+m[1]+"\n", "\n") }},
	{regexp.MustCompile("Gooi `([^`]+)` weg"), func(_ *reader, m []string) error { return os.Remove(m[1]) }},
	{regexp.MustCompile("Verander[^`.]*`([^`]+)` in `([^`]+)`"), func(r *reader, m []string) error { return r.replace(m[1]+"\n", m[2]+"\n") }},
}

var localPage = regexp.MustCompile("<http://localhost:1313(/[^>]*)>")

// visit looks at the pages of the preview that a paragraph names.
func (r *reader) visit() {
	for _, m := range localPage.FindAllStringSubmatch(r.piece.text, -1) {
		_, err := r.serve(nil, m[1])
		r.check(err)
	}
}

// fillIn is what an editor must fill in, up to the end of the paragraph.
var fillIn = regexp.MustCompile(`(?s)\*\*Vul in:\*\*.*?(\n\n|\n$)`)

// obey does what a paragraph tells to do.
func (r *reader) obey() {
	for _, s := range steps {
		for _, m := range s.says.FindAllStringSubmatch(r.piece.text, -1) {
			r.check(s.do(r, m))
		}
	}
}

func same(s string) string { return s }

// change writes the file that is open anew.
func (r *reader) change(f func(string) string) error {
	src, err := os.ReadFile(r.file)
	if err != nil {
		return err
	}
	return os.WriteFile(r.file, []byte(f(string(src))), 0o666)
}

// replace puts something else in the place of what stands in the open file.
func (r *reader) replace(from, to string) error {
	found := false
	err := r.change(func(s string) string {
		found = strings.Contains(s, from)
		return strings.Replace(s, from, to, 1)
	})
	if err == nil && !found {
		err = fmt.Errorf("%s has no line %q", r.file, strings.TrimSpace(from))
	}
	return err
}

var (
	under  = regexp.MustCompile("Zet onder de regel `([^`]+)` deze regels")
	topKey = regexp.MustCompile(`(?m)^(?:- )?([a-zë][a-zë0-9-]*):`)
)

// edit does with a block of YAML what the paragraph before it says.
func (r *reader) edit() {
	block := r.piece.text
	switch m := under.FindStringSubmatch(r.intro); {
	case m != nil:
		r.check(r.replace(m[1]+"\n", m[1]+"\n"+block))
	case strings.HasSuffix(r.intro, "zet dit voorbeeld ervoor in de plaats:"):
		r.check(r.change(func(string) string { return block }))
	case strings.HasSuffix(r.intro, "wordt het zo:"):
		r.check(r.change(func(s string) string { return without(s, block) + block }))
	case strings.HasSuffix(r.intro, "U ziet onder meer:"):
		for line := range strings.Lines(block) {
			r.check(r.replace("\n"+line, "\n"+line))
		}
	default:
		r.fail("it is not known what to do with it: %q", r.intro)
	}
}

// without returns YAML without the keys that block has.
func without(src, block string) string {
	var kept strings.Builder
	drop := false
	for line := range strings.Lines(src) {
		if m := topKey.FindStringSubmatch(line); m != nil {
			drop = regexp.MustCompile("(?m)^" + m[1] + ":").MatchString(block)
		}
		if !drop {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// varies is what another computer, or another day, says in another way.
var varies = regexp.MustCompile(`\d+(,\d+)? (ms|seconden|pagina's|bestanden|nieuw)|localhost:\d+`)

// compare compares a block with what the last command said.
func (r *reader) compare() {
	shown := varies.ReplaceAllString(r.piece.text, "#")
	if said := varies.ReplaceAllString(r.output, "#"); !strings.Contains(said, shown) {
		r.fail("the program does not say\n%s\nbut\n%s", shown, said)
	}
}

// commands runs the lines of a block of sh.
func (r *reader) commands(who terminal) {
	for line := range strings.Lines(r.piece.text) {
		r.check(r.run(strings.TrimSpace(line), who))
	}
}

var word = regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`)

// words divides a line as a shell does.
func words(line string) []string {
	var ws []string
	for _, m := range word.FindAllStringSubmatch(line, -1) {
		ws = append(ws, m[1]+m[2]+m[3])
	}
	return ws
}

func (r *reader) run(line string, who terminal) error {
	line, into, _ := strings.Cut(line, " > ")
	ws := words(line)
	switch {
	case strings.Contains(line, "go test ") || ws[0] == "go":
		return r.goPaths(ws) // a test that runs tests would be slow
	case ws[0] == "rsync":
		return nil // there is no server
	case ws[0] == "mkdir":
		return os.Mkdir(ws[1], 0o777)
	case ws[0] == "cd":
		return os.Chdir(ws[1])
	case ws[0] == "git":
		out, err := exec.Command("git", ws[1:]...).CombinedOutput()
		r.output = string(out)
		if err != nil {
			return fmt.Errorf("%s: %w: %s", line, err, out)
		}
		return nil
	case !strings.HasSuffix(ws[0], "weerklank"):
		return fmt.Errorf("it is not known how to run %q", line)
	case ws[1] == "serve":
		var err error
		r.output, err = r.serve(ws[2:])
		return err
	}
	var stdout, all bytes.Buffer
	p := manualProgram(io.MultiWriter(&stdout, &all), &all)
	p.Terminal = who
	status := p.Main(ws[1:])
	r.output = all.String()
	if into != "" {
		return os.WriteFile(into, stdout.Bytes(), 0o666)
	}
	if status != statusOK && status != statusContent {
		return fmt.Errorf("%s: status %d: %s", line, status, r.output)
	}
	return nil
}

// manualProgram is the program on the day after which nothing in the manual is past.
func manualProgram(stdout, stderr io.Writer) *program {
	return &program{Name: "./weerklank", Stdout: stdout, Stderr: stderr, lang: lang.NL, Getenv: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }}
}

// goPaths says which folders that a command of Go names are not there.
func (r *reader) goPaths(ws []string) error {
	for _, w := range ws {
		if strings.HasPrefix(w, "./") || strings.HasPrefix(w, "internal/") {
			if _, err := os.Stat(filepath.Join(r.repository, w)); err != nil {
				return err
			}
		}
	}
	return nil
}

// A preview is what the preview says; it tells the address as soon as that is there.
type preview struct {
	mu      sync.Mutex
	said    bytes.Buffer
	address chan string
}

var previewAddress = regexp.MustCompile(`http://localhost:\d+`)

func (s *preview) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := previewAddress.Find(b); a != nil {
		s.address <- string(a)
	}
	return s.said.Write(b)
}

// serve starts the preview on a free port, looks at paths, and stops it. It
// returns what the preview said.
func (r *reader) serve(args []string, paths ...string) (string, error) {
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
	defer stop()
	said := &preview{address: make(chan string, 1)}
	ended := make(chan error, 1)
	go func() {
		ended <- manualProgram(said, said).dispatch(ctx, append([]string{"serve", "--port", "0"}, args...))
	}()
	var wrong error
	select {
	case err := <-ended:
		return "", fmt.Errorf("the preview stopped: %w", err)
	case address := <-said.address:
		for _, path := range paths {
			wrong = errors.Join(wrong, there(ctx, address+path))
		}
	}
	stop()
	err := <-ended // from here on it says no more
	return said.said.String(), errors.Join(wrong, err)
}

// there looks at a page.
func there(ctx context.Context, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, answer.Status)
	}
	return nil
}
