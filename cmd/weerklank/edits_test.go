//go:build unix

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// After any sequence of edits, a build that uses what the builds before it kept
// gives byte for byte what a build from nothing gives. The edits are random; a
// longer run, with another seed for each site:
//
//	WEERKLANK_EDITS=100 go test -run TestEditsAndBuildsAgain -timeout 2h -v ./cmd/weerklank
func TestEditsAndBuildsAgain(t *testing.T) {
	sites, rounds := 1, 8
	if n, err := strconv.Atoi(os.Getenv("WEERKLANK_EDITS")); err == nil {
		sites, rounds = n, 25
	}
	for seed := range sites {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			e := newEdited(t, uint64(seed))
			published := 0
			for round := range rounds {
				if e.buildBoth(e.round(round)) {
					published++
				}
			}
			if published < rounds/2 {
				t.Errorf("only %d of %d sites were published: the edits make too many mistakes", published, rounds)
			}
		})
	}
}

// An edited is a small site that is edited at random.
type edited struct {
	*testing.T
	*rand.Rand
	dir, fresh string // where it is built again and again, and from nothing
	day        time.Time
	git        bool

	docs        []*editedDoc
	title       string // of the site
	css         string
	intro, over string
	width       int // of the image
	made        int // how many names were given
	history     []string
}

// An editedDoc is a traject of it.
type editedDoc struct {
	slug, title, topic, text, kenmerk, date string
	aliases                                 []string
	concept, invented                       bool
	meeting                                 string // its name; "" without one
	follows, links                          *editedDoc
	image                                   bool
	inputs                                  []*editedInput
}

type editedInput struct {
	id, said, topic, answer, reason string
	rests                           [2]int // on an input of a traject, by number; none if the first is negative
}

func newEdited(t *testing.T, seed uint64) *edited {
	e := &edited{
		T: t, Rand: rand.New(rand.NewPCG(seed, 6)), dir: t.TempDir(), fresh: filepath.Join(t.TempDir(), "b"), day: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC),
		title: "Wat deed u ermee", css: "/* leeg */", intro: "Over groen.", over: "Wie wij zijn.", width: 3, git: seed%2 == 1,
	}
	for range 4 {
		e.addDoc()
	}
	if e.git {
		e.run("init", "-q")
	}
	return e
}

func (e *edited) word() string {
	e.made++
	return fmt.Sprintf("%s %d", pick(e, "Bankje", "Heg", "Lamp", "Stoep", "Boom", "Halte"), e.made)
}

func pick[T any](e *edited, of ...T) T { return of[e.IntN(len(of))] }

func (e *edited) topic() string { return pick(e, "Groen", "Verkeer", "Wonen") }

func (e *edited) addDoc() {
	e.made++
	d := &editedDoc{slug: fmt.Sprintf("plan-%d", e.made), title: e.word(), topic: e.topic(), text: e.word(), date: fmt.Sprintf("2026-01-%02d", 1+e.IntN(28))}
	e.docs = append(e.docs, d)
	for range 1 + e.IntN(3) {
		e.addInput(d)
	}
}

func (e *edited) addInput(d *editedDoc) {
	e.made++
	d.inputs = append(d.inputs, &editedInput{id: fmt.Sprintf("punt-%d", e.made), said: e.word() + " is nodig.", answer: pick(e, "overgenomen", "niet-overgenomen", "in-behandeling"), reason: e.word() + " past hier.", rests: [2]int{-1, 0}})
}

// round makes the edits of a round. The first change what is shown at another
// traject, and no address: only a key that knows of it lets that be made anew.
func (e *edited) round(n int) string {
	first, second := e.docs[0], e.docs[1]
	switch n {
	case 0:
		second.inputs[0].rests, second.follows = [2]int{0, 0}, first
		return "a traject that rests on another"
	case 1:
		second.inputs[0].said = e.word() + " hoort erbij."
		return "what was said there"
	case 2:
		first.inputs[0].said, second.title = e.word()+" hoort hier.", e.word()
		return "what it rests on, and its title"
	}
	return e.edit()
}

// edit changes some things, and says what.
func (e *edited) edit() string {
	d := pick(e, e.docs...)
	in := pick(e, d.inputs...)
	edits := []struct {
		name string
		do   func()
	}{
		{"text", func() { d.text = e.word() }},
		{"title", func() { d.title = e.word() }},
		{"topic", func() { d.topic = e.topic() }},
		{"topic of an input", func() { in.topic = pick(e, "", e.topic()) }},
		{"what was said", func() { in.said = e.word() + " moet." }},
		{"reason", func() { in.reason = e.word() + " past daar." }},
		{"answer", func() { in.answer = pick(e, "overgenomen", "niet-overgenomen", "in-behandeling", "bestaat-al") }},
		{"input", func() { e.addInput(d) }},
		{"traject", e.addDoc},
		{"traject gone", func() {
			if len(e.docs) > 3 {
				e.docs = slices.DeleteFunc(e.docs, func(o *editedDoc) bool { return o == d })
			}
		}},
		{"rename", func() { e.made++; d.aliases = append(d.aliases, d.slug); d.slug = fmt.Sprintf("ander-%d", e.made) }},
		{"date", func() { d.date = fmt.Sprintf("2026-02-%02d", 1+e.IntN(28)) }},
		{"the day", func() { e.day = e.day.AddDate(0, 0, 1+e.IntN(20)) }},
		{"settings", func() { e.title = e.word() }},
		{"theme", func() { e.css = "/* " + e.word() + " */" }},
		{"meeting", func() { d.meeting = pick(e, "", e.word()) }},
		{"link", func() { d.links = pick(e, e.docs...) }},
		{"follows", func() { d.follows = pick(e, e.docs...) }},
		{"rests on", func() { in.rests = [2]int{e.IntN(len(e.docs)), e.IntN(3)} }},
		{"image on the page", func() { d.image = !d.image }},
		{"image", func() { e.width++ }},
		{"concept", func() { d.concept = !d.concept }},
		{"example", func() { d.invented = !d.invented }},
		{"number", func() { d.kenmerk = pick(e, "", "Z-1", "Z-2") }},
		{"introduction of a topic", func() { e.intro = e.word() }},
		{"page", func() { e.over = e.word() }},
	}
	var names []string
	for range 1 + e.IntN(3) {
		x := pick(e, edits...)
		x.do()
		names = append(names, x.name)
	}
	return strings.Join(names, ", ")
}

// buildBoth writes the site and builds it both ways. It reports whether it was
// published: a site with a mistake is not, either way.
func (e *edited) buildBoth(what string) bool {
	e.Helper()
	e.history = append(e.history, what)
	e.write()
	if e.git && e.IntN(2) == 0 {
		e.run("add", "-A", "content")
		e.run("commit", "-q", "--allow-empty", "-m", "verder")
	}
	must(e.T, os.RemoveAll(e.fresh))
	for _, name := range []string{"content", "themes", ".git"} {
		if _, err := os.Stat(filepath.Join(e.dir, name)); err == nil {
			must(e.T, os.CopyFS(filepath.Join(e.fresh, name), os.DirFS(filepath.Join(e.dir, name))))
		}
	}
	statusAgain, said := e.build(e.dir)
	statusFresh, saidFresh := e.build(e.fresh)
	if statusAgain != statusFresh {
		e.Fatalf("after %q: a build again gives %d, from nothing %d\n%s\n%s", e.history, statusAgain, statusFresh, said, saidFresh)
	}
	if statusFresh == statusContent {
		e.Logf("%s: %s", what, saidFresh)
		return false
	}
	if statusFresh != statusOK {
		e.Fatalf("after %q: %s", e.history, saidFresh)
	}
	if diff := differences(treeOf(e.T, filepath.Join(e.fresh, "public")), treeOf(e.T, filepath.Join(e.dir, "public"))); len(diff) > 0 {
		e.Fatalf("after %q %d things differ:\n%s", e.history, len(diff), strings.Join(diff[:min(len(diff), 20)], "\n"))
	}
	return true
}

func (e *edited) build(dir string) (int, string) {
	var out strings.Builder
	p := &program{Name: "weerklank", Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }, Now: func() time.Time { return e.day }}
	return p.Main([]string{"build", "-q", "-s", dir}), out.String()
}

func (e *edited) run(args ...string) {
	e.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@voorbeeld.example"}, args...)...)
	day := e.day.Format(time.RFC3339)
	c.Dir, c.Env = e.dir, append(os.Environ(), "GIT_AUTHOR_DATE="+day, "GIT_COMMITTER_DATE="+day)
	if out, err := c.CombinedOutput(); err != nil {
		e.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

func (e *edited) write() {
	must(e.T, os.RemoveAll(filepath.Join(e.dir, "content")))
	file := func(name, text string) {
		name = filepath.Join(e.dir, filepath.FromSlash(name))
		must(e.T, os.MkdirAll(filepath.Dir(name), 0o755))
		must(e.T, os.WriteFile(name, []byte(text), 0o644))
	}
	file("content/site.yaml", "titel: "+e.title+"\norganisatie: Gemeente Voorbeeld\nbase-url: https://www.voorbeeld.example/\ntheme: eigen\nvoorbeeldsite: true\n")
	file("themes/eigen/css/eigen.css", e.css)
	file("content/onderwerpen/groen.md", "---\ntitel: Groen\n---\n\n"+e.intro+"\n")
	file("content/paginas/over.md", "---\ntitel: Over ons\n---\n\n"+e.over+"\n")
	var picture bytes.Buffer
	must(e.T, png.Encode(&picture, image.NewGray(image.Rect(0, 0, e.width, 2))))
	file("content/media/plein.png", picture.String())
	for _, d := range e.docs {
		file("content/trajecten/"+d.slug+".md", e.text(d))
	}
}

// reaches reports whether d can name o: both are there, and o is no concept, unless
// d is.
func (e *edited) reaches(d, o *editedDoc) bool {
	return o != nil && o != d && slices.Contains(e.docs, o) && !o.concept
}

func (e *edited) text(d *editedDoc) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("---\ntitel: %s\nsamenvatting: Wij vroegen wat u vindt van %s.\nphase: 3\nonderwerpen: [%s]\ndatum: %s\nbesloten-door: college", d.title, d.title, d.topic, d.date)
	if len(d.aliases) > 0 {
		line("aliassen: [%s]", strings.Join(d.aliases, ", "))
	}
	if d.concept {
		line("concept: true")
	}
	if d.invented {
		line("voorbeeld: true")
	}
	if d.kenmerk != "" {
		line("kenmerk: %s", d.kenmerk)
	}
	// No circles: a traject follows an earlier one.
	if e.reaches(d, d.follows) && slices.Index(e.docs, d.follows) < slices.Index(e.docs, d) {
		line("vervolg-op: %s", d.follows.slug)
	}
	if d.meeting != "" {
		line("bijeenkomsten:\n  - id: avond\n    naam: %s\n    datum: 2026-03-20", d.meeting)
	}
	line("signalen:")
	for i, in := range d.inputs {
		line("  - id: %s\n    signaal: %s\n    besluit: %s", in.id, in.said, in.answer)
		if in.answer != "in-behandeling" {
			line("    besloten-op: 2026-02-01\n    reden: %s", in.reason)
		}
		if in.answer == "overgenomen" {
			line("    gepland: 2026-04")
		}
		if in.topic != "" {
			line("    onderwerpen: [%s]", in.topic)
		}
		if d.meeting != "" && i == 0 {
			line("    opgehaald-bij: [avond]")
		}
		if n := in.rests[0]; n >= 0 && n < len(e.docs) && e.reaches(d, e.docs[n]) {
			base := e.docs[n]
			line("    gebaseerd-op: [%s/%s]", base.slug, base.inputs[in.rests[1]%len(base.inputs)].id)
		}
	}
	line("---\n\n%s.", d.text)
	if e.reaches(d, d.links) {
		line("\nLees ook [het plan voor de buurt](/trajecten/%s/).", d.links.slug)
	}
	if d.image {
		line("\n![Het plein van boven gezien](../media/plein.png)")
	}
	return b.String()
}
