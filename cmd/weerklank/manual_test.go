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
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// The manual is held to the truth here: its numbered chapters are walked from an
// empty folder to a site (walk), and on its other pages each command runs and
// each example is accepted (examples). Nothing on a page is passed over: a block
// that is not known is a mistake too. TestManualMustFail shows what is refused.

// manualPages are the pages for editors in docs/.
var manualPages = []string{
	"handleiding.md", "antwoorden.md", "bestanden.md", "beelden-links-taal.md", "cijfers.md", "huisstijl.md", "nakijken.md",
	"privacy.md", "publiceren.md", "status.md", "verklaring.md", "vscode.md", "zoeken.md",
}

// otherPages says of the other pages in docs/ why they are not run here.
var otherPages = map[string]string{
	"front-matter.md":     "TestKeysAreDocumented makes it",
	"importeren.md":       "TestImportManual runs it",
	"toegankelijkheid.md": "TestCriteria of internal/sitetest judges it",
	"architecture.md":     "for developers",
	"bibliotheken.md":     "for developers",
	"thema.md":            "for designers",
	"vormgeving.md":       "for designers",
}

// spanPages are pages of which only the commands within sentences are judged
// here; the rest is run elsewhere.
var spanPages = []string{"importeren.md", "regels/README.md", "../internal/scaffold/files/site/README.md"}

func TestManual(t *testing.T) {
	docs, err := filepath.Abs("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	quietGit(t)
	for _, name := range manualPages {
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(filepath.Join(docs, name))
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			r := &reader{repository: filepath.Dir(docs)}
			chapters, rest := numbered(pieces(string(src)))
			if name == "handleiding.md" {
				r.walk(chapters)
				t.Chdir(t.TempDir())
				r.examples(rest)
			} else {
				r.examples(append(chapters, rest...))
			}
			for _, w := range r.wrong {
				t.Errorf("docs/%s:%s", name, w)
			}
		})
	}
	for _, name := range spanPages {
		src, err := os.ReadFile(filepath.Join(docs, name))
		if err != nil {
			t.Fatal(err)
		}
		r := &reader{}
		for _, r.piece = range pieces(string(src)) {
			r.spans()
		}
		for _, w := range r.wrong {
			t.Errorf("%s:%s", name, w)
		}
	}
	there, err := filepath.Glob(filepath.Join(docs, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range there {
		if base := filepath.Base(name); !slices.Contains(manualPages, base) && otherPages[base] == "" {
			t.Errorf("nothing runs docs/%s: name it in manualPages or in otherPages", base)
		}
	}
}

func TestManualMustFail(t *testing.T) {
	quietGit(t)
	const site = "## 1. Begin\n\nZet het programma in die map.\n\n```sh\n./weerklank init\n```\n\n"
	for name, c := range map[string]struct {
		walk bool
		page string
		want string
	}{
		"unknown command":        {false, "```sh\n./weerklank bouw\n```\n", "bestaat niet"},
		"unknown flag":           {false, "```sh\n./weerklank build --snel\n```\n", "status 2"},
		"unknown flag in a line": {false, "Typ `./weerklank build --snel` of niets.\n", "has no --snel"},
		"unknown flag by itself": {false, "Met `--snel` gaat het sneller.\n", "--snel"},
		"unknown code":           {false, "```sh\n./weerklank check --explain niets-ervan\n```\n", "status 2"},
		"unknown program":        {false, "```sh\nmaak het\n```\n", "how to run"},
		"unknown block":          {false, "```toml\na = 1\n```\n", "how to treat"},
		"output of nothing":      {false, "```text\nklaar\n```\n", "does not say"},
		"command in a schedule":  {false, "```text\n3 3 * * * ./weerklank build --nacht\n```\n", "has no --nacht"},
		"unknown key":            {false, "```yaml\nkleurtje: rood\n```\n", "of no file"},
		"unknown key below":      {false, "```yaml\nterugkoppeling:\n  - kanaal: brief\n    wie: de raad\n```\n", "onbekende-sleutel"},
		"wrong value":            {false, "```yaml\n  - id: hek\n    signaal: Een hek.\n    besluit: misschien\n```\n", "onbekende-waarde"},
		"no reason":              {false, "```yaml\n    besluit: niet-overgenomen\n    reden:\n```\n", "besluit-zonder-reden"},
		"wrong setting":          {false, "```yaml\nreactietermijn: snel\n```\n", "[onbekende-waarde]"},
		"dead link in Markdown":  {false, "```markdown\nLees [het verslag](/weg/).\n```\n", "dode-link"},
		"image without words":    {false, "```markdown\n![](/media/brug.jpg)\n```\n", "beeld-zonder-alt"},
		"question finds another": {false, "```yaml\nvragen:\n  - zoek: privacy\n    vind: /contact/\n```\n", "zoekvraag"},
		"style from elsewhere":   {false, "```yaml\nhuisstijl: media/theme.css\n```\n\n```css\n@import url(https://www.voorbeeld.example/a.css);\n```\n", "huisstijl-van-elders"},
		"go test of nothing":     {false, "```sh\ngo test ./internal/nergens\n```\n", "internal/nergens"},
		"other words":            {true, site + "```text\ngeschreven: README.md\n```\n", "does not say"},
		"another number":         {true, site + "```sh\n./weerklank check\n```\n\n```text\n99 waarschuwingen in 4 bestanden\n```\n", "does not say"},
		"not in the file":        {true, site + "Open `content/site.yaml`. U ziet onder meer:\n\n```yaml\nplaats: Proefdam\n```\n", "has no line"},
		"no such file":           {true, site + "Open `content/plaats.yaml`.\n", "content/plaats.yaml"},
		"no such line":           {true, site + "Open `content/site.yaml`. Haal de regel `plaats: Proefdam` weg.\n", "has no line"},
		"no such page":           {true, site + "Ga naar <http://localhost:1313/weg/>.\n", "404"},
		"a file of nothing":      {true, site + "Dit is een bestand:\n\n```yaml\ntitel: Proef\n```\n", "what to do with it"},
	} {
		t.Run(name, func(t *testing.T) {
			repository, err := filepath.Abs("../..")
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			r := &reader{repository: repository}
			if c.walk {
				r.walk(pieces(c.page))
			} else {
				r.examples(pieces(c.page))
			}
			if len(r.wrong) != 1 || !strings.Contains(r.wrong[0], c.want) {
				t.Errorf("%q, want one with %q", r.wrong, c.want)
			}
		})
	}
}

// quietGit lets git work for nobody in particular.
func quietGit(t *testing.T) {
	t.Helper()
	for _, v := range []string{"GIT_AUTHOR_NAME=Proef", "GIT_AUTHOR_EMAIL=proef@voorbeeld.example", "GIT_COMMITTER_NAME=Proef",
		"GIT_COMMITTER_EMAIL=proef@voorbeeld.example", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull} {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
}

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
		return errors.Join(err, errorOf(err, r.output))
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

func errorOf(err error, output string) error {
	if err == nil {
		return nil
	}
	return errors.New(output)
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
	return said.said.String(), errors.Join(wrong, <-ended)
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

// span is code within a sentence.
var span = regexp.MustCompile("`([^`]+)`")

// notOurs are options of other programs, names of design tokens, and ---.
var notOurs = regexp.MustCompile(`^--(-|no-verify|delete-after|nl-.*|utrecht-.*|basis-.*)$`)

// spans looks at commands and options within a paragraph.
func (r *reader) spans() {
	for _, m := range span.FindAllStringSubmatch(r.piece.text, -1) {
		code := m[1]
		switch first, _, _ := strings.Cut(code, " "); {
		case first == "./weerklank" || first == "weerklank" && code != first:
			r.check(understood(code))
		case strings.HasPrefix(first, "--") && !notOurs.MatchString(first):
			known := func(d flagDef) bool { return "--"+d.name == first }
			if !slices.ContainsFunc(flagDefs, known) {
				r.fail("there is no option %s", first)
			}
		}
	}
}

// understood says what is wrong with a command, without running it.
func understood(code string) error {
	code, _, _ = strings.Cut(code, " > ")
	ws := words(code)[1:]
	if len(ws) > 1 && ws[0] == "help" {
		ws = ws[1:]
	}
	if len(ws) == 0 || ws[0] == "help" {
		return nil
	}
	c, err := find(ws[0])
	if err != nil {
		return err
	}
	_, _, err = manualProgram(io.Discard, io.Discard).parse(c, ws[1:])
	return err
}

// examples runs the commands of a page in a new site, and lets the program
// judge its examples in a second one.
func (r *reader) examples(ps []piece) {
	r.prepare(ps)
	for _, p := range ps {
		r.piece = p
		switch {
		case !p.fenced:
			r.visit()
			r.spans()
		case p.lang == "sh":
			r.commands(nil)
		case p.lang == "text":
			if m := regexp.MustCompile(`\./weerklank .*`).FindString(p.text); m != "" {
				r.check(understood(m))
			} else {
				r.compare()
			}
		case slices.Contains([]string{"yaml", "markdown", "css"}, p.lang): // below
		default:
			r.fail("it is not known how to treat a block of %q", p.lang)
		}
	}
	if err := os.RemoveAll("content"); err != nil {
		r.check(err)
	}
	r.judge(ps)
}

// prepare makes a site in a repository, with the media that a page speaks of.
func (r *reader) prepare(ps []piece) {
	r.check(r.run("./weerklank init --titel Proef", nil))
	r.check(r.run("git init", nil))
	r.media(ps)
	r.output = ""
}

var mediaName = regexp.MustCompile(`\bmedia/([a-z-]+\.[a-z]+)`)

// media makes the files in content/media/ that blocks name.
func (r *reader) media(ps []piece) {
	styles := ""
	for _, p := range ps {
		if p.lang == "css" {
			styles += p.text
		}
	}
	for _, p := range ps {
		if !p.fenced {
			continue
		}
		for _, m := range mediaName.FindAllStringSubmatch(p.text, -1) {
			src := strings.Repeat("x", 120_000)
			switch filepath.Ext(m[1]) {
			case ".svg":
				src = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>`
			case ".css":
				src = styles
			}
			r.check(os.WriteFile(filepath.Join("content", "media", m[1]), []byte(src), 0o666))
		}
	}
}

// judge puts each example into a file of a site where it belongs, and checks
// that site. The file of a settings example is content/site.yaml; what it says
// stands once, in whichever block.
func (r *reader) judge(ps []piece) {
	r.check(os.RemoveAll("netlify.toml"))
	r.check(os.RemoveAll("README.md"))
	r.check(os.RemoveAll(".gitignore"))
	r.prepare(ps)
	lineOf := map[string]int{}
	for _, p := range ps {
		r.piece = p
		name, src := "", ""
		switch p.lang {
		case "markdown":
			name, src = "content/paginas/blok-%d.md", "---\ntitel: Proef\n---\n\n"+p.text
		case "css": // media has made it
			lineOf["content/media/theme.css"] = p.line
		case "yaml":
			name, src = r.place()
		}
		if name == "" {
			continue
		}
		if strings.Contains(name, "%d") {
			name = fmt.Sprintf(name, p.line)
		}
		lineOf[name] = p.line
		r.check(os.WriteFile(name, []byte(src), 0o666))
	}
	if len(lineOf) == 0 {
		return
	}
	site, err := manualProgram(io.Discard, io.Discard).loadSite(context.Background(), &options{date: "2026-11-21"})
	if err != nil {
		r.fail("%v", err)
		return
	}
	for _, x := range site.Problems {
		line, ours := lineOf[x.File]
		// Only a part of a traject is shown, which lacks much. Markdown is whole.
		bad := x.Severity == diag.Error || x.Severity == diag.Warning && (strings.Contains(x.File, "/paginas/") || strings.HasSuffix(x.File, "zoekvragen.yaml"))
		if ours && bad {
			r.wrong = append(r.wrong, fmt.Sprintf("%d: %s [%s]", line, x.Message.In(lang.NL), x.Code))
		}
	}
}

const (
	exampleTraject = "titel: Proef\nsamenvatting: Dit is een proef.\nphase: 3\nonderwerpen: [Verkeer]\n"
	exampleSignaal = "besluit: overgenomen\nreden: Zo kan iedereen er straks door.\n"
)

// place returns in which file the example belongs, and that file with it in it.
// How far a block is indented says where it stands in a traject: not at all for
// its keys or those of site.yaml and zoekvragen.yaml, two for a list of
// signalen, four for keys of one signaal. Its keys must be of that place.
func (r *reader) place() (name, src string) {
	const file = "content/trajecten/blok-%d.md"
	block := r.piece.text
	if strings.HasPrefix(block, "---\n") {
		return file, block
	}
	indent := block[:len(block)-len(strings.TrimLeft(block, " "))]
	plain := strings.ReplaceAll("\n"+block, "\n"+indent, "\n")[1:]
	has := func(kind string) bool {
		for _, m := range topKey.FindAllStringSubmatch(plain, -1) {
			if !slices.ContainsFunc(traject.Keys(kind), func(k traject.Key) bool { return k.Name == m[1] || slices.Contains(k.Aliases, m[1]) }) {
				return false
			}
		}
		return true
	}
	whole := func(keys string) string {
		return "---\n" + without(exampleTraject, keys) + keys + "---\n\nEen proef.\n"
	}
	switch {
	case indent == "  " && has("Signaal"):
		return file, whole("signalen:\n" + block)
	case indent == "    " && has("Signaal"):
		base := "id: proef\nsignaal: Hier kan iedereen door.\n" + exampleSignaal
		return file, whole("signalen:\n  - soort: idee\n" + traject.Indent("\n"+strings.TrimSuffix(without(base, plain), "\n"), "    ")[1:] + "\n" + block)
	case indent == "" && has("Zoekvragen"):
		return "content/zoekvragen.yaml", block
	case indent == "" && has("Settings"):
		settings, err := os.ReadFile("content/site.yaml")
		r.check(err)
		return "content/site.yaml", without(string(settings), block) + block
	case indent == "" && has("Traject"):
		return file, whole(block)
	}
	r.fail("these keys are of no file:\n%s", block)
	return "", ""
}
