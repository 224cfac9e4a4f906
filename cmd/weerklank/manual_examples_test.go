package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/permalinks"
	"weerklank/internal/traject"
)

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
		case p.lang == "text" && strings.HasPrefix(p.text, "/"): // lines of the ledger
			if _, problems := permalinks.Parse([]byte(p.text)); len(problems) > 0 {
				r.fail("%s", problems[0].Message.NL)
			}
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
	r.check(os.Mkdir("voorbeelden", 0o777))
	r.check(os.Chdir("voorbeelden"))
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
