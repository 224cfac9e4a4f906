package sitetest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"
	"github.com/ledongthuc/pdf"
)

// A heading is a heading as the browser has it.
type heading struct {
	Text   string
	Points float64 // its letters
}

// A sheet is what a page says, as it would be printed.
type sheet struct {
	Title, Lang string
	Headings    []heading
	Text        string // all that can be seen
}

// print prints the page to a PDF, as the browser does with "save as PDF".
func (w *tab) print(v view, tagged bool) (*pdf.Reader, sheet) {
	w.t.Helper()
	w.paper(v, true) // what was set for the screen holds for a PDF too
	// Through Call, because in the type of rod a false is the default, which is true.
	var opened struct{ Stream proto.IOStreamHandle }
	b, err := w.Call(w.GetContext(), string(w.SessionID), "Page.printToPDF", map[string]any{
		"preferCSSPageSize": true, "generateTaggedPDF": tagged, "generateDocumentOutline": true, "transferMode": "ReturnAsStream",
	})
	if err == nil {
		err = json.Unmarshal(b, &opened)
	}
	if err != nil {
		w.t.Fatalf("%s: %v", w.address, err)
	}
	file, err := io.ReadAll(rod.NewStreamReader(w, opened.Stream))
	if err != nil {
		w.t.Fatalf("%s: %v", w.address, err)
	}
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		w.t.Fatalf("%s: %v", w.address, err)
	}
	var s sheet
	w.run(&s, `() => {
		const seen = e => e.checkVisibility() && e.getBoundingClientRect().width > 1
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
		const words = []
		while (walk.nextNode()) if (seen(walk.currentNode.parentElement)) words.push(walk.currentNode.data)
		return {
			title: document.title, lang: document.documentElement.lang, text: words.join(" "),
			headings: [...document.querySelectorAll("h1, h2, h3, h4")].filter(seen)
				.map(h => ({text: h.textContent, points: parseFloat(getComputedStyle(h).fontSize) * .75})),
		}
	}`)
	return r, s
}

// asPDF returns what is wrong with a page when it is printed to a PDF: for who
// reads it with a screen reader, and for who holds loose sheets of it.
func asPDF(w *tab, page string, v view) []finding {
	w.t.Helper()
	r, s := w.print(v, true)
	return append(forReaders(page, r, s), sheets(page, r, s)...)
}

// forReaders returns what a screen reader misses in a PDF: tags, the language,
// the title, and the headings as bookmarks.
func forReaders(page string, r *pdf.Reader, s sheet) []finding {
	var found []finding
	report := func(rule, format string, args ...any) {
		found = append(found, finding{page, "pdf", rule, fmt.Sprintf(format, args...)})
	}
	root := r.Trailer().Key("Root")
	if !root.Key("MarkInfo").Key("Marked").Bool() || len(s.Headings) > 0 && roles(root.Key("StructTreeRoot"))["H1"] == 0 {
		report("untagged", "a screen reader finds no headings in it")
	}
	if got := root.Key("Lang").RawString(); got == "" || got != s.Lang {
		report("lang", "its language is %q", got)
	}
	if got := r.Trailer().Key("Info").Key("Title").Text(); got == "" || got != s.Title {
		report("title", "its title is %q", got)
	} else if !root.Key("ViewerPreferences").Key("DisplayDocTitle").Bool() {
		report("title", "a viewer shows the name of the file instead of its title")
	}
	marks := map[string]bool{}
	bookmarks(r.Outline(), marks)
	for _, h := range s.Headings {
		if !marks[squash(h.Text)] {
			report("outline", "no bookmark for %q", h.Text)
			break
		}
	}
	if len(s.Headings) == 0 {
		report("outline", "there are no headings")
	}
	return found
}

// sheets looks at each sheet: its number, what hangs over its edges, and a
// heading of which the text begins on the next.
func sheets(page string, r *pdf.Reader, s sheet) []finding {
	var found []finding
	report := func(rule, format string, args ...any) {
		found = append(found, finding{page, "pdf", rule, fmt.Sprintf(format, args...)})
	}
	printed := map[rune]int{}
	for n := 1; n <= r.NumPage(); n++ {
		p := r.Page(n)
		lines := linesOf(p.Content().Text)
		box := p.V.Key("MediaBox")
		if box.IsNull() {
			box = p.V.Key("Parent").Key("MediaBox")
		}
		width, height := box.Index(2).Float64(), box.Index(3).Float64()
		numbered := math.Inf(-1)
		for _, l := range lines {
			if strings.HasSuffix(squash(l.text), fmt.Sprintf("%d/%d", n, r.NumPage())) {
				numbered = l.y
			}
			if l.left < 0 || l.right > width || l.y < 0 || l.y > height {
				report("cut-off", "sheet %d: %q is not on it", n, l.text)
			}
			for _, c := range l.text {
				printed[c]++
			}
		}
		if math.IsInf(numbered, -1) {
			report("page-number", "sheet %d does not say that it is %d / %d", n, n, r.NumPage())
		}
		// The last line above what stands in the margin.
		i := slices.IndexFunc(lines, func(l line) bool { return l.y > numbered+30 })
		if i >= 0 && n < r.NumPage() && isHeading(lines[i], s.Headings) {
			report("heading-last", "sheet %d ends with the heading %q", n, lines[i].text)
		}
	}
	missing := 0
	for c, n := range runes(s.Text) {
		missing += max(0, n-printed[c])
	}
	if missing > 0 {
		report("cut-off", "%d letters of the page are on no sheet", missing)
	}
	return found
}

// A line is a line of text on a sheet, in points from the bottom left.
type line struct {
	text           string
	y, left, right float64 // left and right are where its first and last piece begin
	points         float64 // of its last letter
}

// linesOf puts letters together to lines, the lowest first. The letters of one
// piece have the same place.
func linesOf(letters []pdf.Text) []line {
	letters = slices.Clone(letters)
	slices.SortStableFunc(letters, func(a, b pdf.Text) int { return cmp.Compare(a.X, b.X) })
	var lines []line
	for _, c := range letters {
		i := slices.IndexFunc(lines, func(l line) bool { return math.Abs(l.y-c.Y) < 1 })
		if i < 0 {
			i, lines = len(lines), append(lines, line{y: c.Y, left: c.X})
		}
		l := &lines[i]
		l.text += unligated.Replace(c.S)
		l.right, l.points = c.X, c.FontSize
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.y, b.y) })
	return lines
}

// isHeading reports whether a line is the end of a heading. The table of
// contents says the same in smaller letters.
func isHeading(l line, hs []heading) bool {
	text := squash(l.text)
	return text != "" && slices.ContainsFunc(hs, func(h heading) bool {
		return math.Abs(h.Points-l.points) < .2 && strings.HasSuffix(squash(h.Text), text)
	})
}

// roles counts the elements of the tag tree by their role.
func roles(root pdf.Value) map[string]int {
	counts := map[string]int{}
	var walk func(v pdf.Value, depth int)
	walk = func(v pdf.Value, depth int) {
		switch {
		case depth > 100:
		case v.Kind() == pdf.Array:
			for i := range v.Len() {
				walk(v.Index(i), depth+1)
			}
		case v.Kind() == pdf.Dict:
			counts[v.Key("S").Name()]++
			walk(v.Key("K"), depth+1)
		}
	}
	walk(root, 0)
	return counts
}

func bookmarks(o pdf.Outline, into map[string]bool) {
	into[squash(o.Title)] = true
	for _, c := range o.Child {
		bookmarks(c, into)
	}
}

var unligated = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl")

// squash takes the white space out of s: where a PDF breaks a line or moves on
// to the next letter, it has none, or too much.
func squash(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, unligated.Replace(s))
}

// runes counts the letters and digits of s.
func runes(s string) map[rune]int {
	n := map[rune]int{}
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n[c]++
		}
	}
	return n
}

// Each kind of page as a PDF has tags, a title and a language, so that it can be
// read aloud as the page can.
func TestPrintedPagesAreTagged(t *testing.T) {
	s := build(t, small(t))
	each(t, s, sample(s.documents(t)), desktop, func(w *tab, page string, v view) []finding {
		r, sheet := w.print(v, true)
		return forReaders(page, r, sheet)
	})
}

// The page for council papers becomes a PDF that everybody can read, whatever
// the printer has as its colours.
func TestNotaAsPDF(t *testing.T) {
	s := build(t, demo(t))
	notas := slices.DeleteFunc(s.documents(t), func(d *document) bool { return d.kind() != "nota" })
	if len(notas) == 0 {
		t.Fatal("there is no nota")
	}
	inBrowser(t, s, addresses(notas), look{desktopDark, []string{"pdf"}})
}

// The same with sixty inputs of every length, one of which fills many sheets.
func TestLongNotaAsPDF(t *testing.T) {
	s := build(t, longSite(t))
	const page = "/nota/lang/"
	w := open(t)
	w.visit(s.serve(t)+page, desktop)
	failOn(t, asPDF(w, page, desktop))
	r, sheet := w.print(desktop, true)
	if n := r.NumPage(); n < 30 {
		t.Errorf("%d sheets for 60 inputs and a reason of 10,000 words", n)
	}
	if n := strings.Count(sheet.Text, "woordje"); n != 10_000 {
		t.Errorf("%d of the 10,000 words of the reason are on the page", n)
	}
}

// longSite writes a site with one traject of 60 signalen.
func longSite(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\ntitel: Een lang plan\nsamenvatting: Hier stonden veel mensen op de lijst.\nphase: 4\nonderwerpen: [Wonen]\nbijgewerkt: 2026-10-01\nsignalen:\n")
	paragraph := strings.Repeat("Een bankje past bij het plein en de bomen. ", 12)
	for i := range 60 {
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: Mensen noemden punt %d, dat over het plein en de straat ernaast gaat.\n", i, i)
		switch {
		case i%9 == 8: // no answer yet
		case i == 30:
			fmt.Fprintf(&b, "    besluit: overgenomen\n    reden: |\n%s", strings.Repeat("      "+strings.Repeat("woordje ", 100)+"\n\n", 100))
		default:
			fmt.Fprintf(&b, "    besluit: niet-overgenomen\n    besloten-op: 2026-05-01\n    reden: |\n%s", strings.Repeat("      "+paragraph+"\n\n", i*7%11/2+1))
		}
	}
	b.WriteString("---\n")
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml":         "titel: Site\norganisatie: Een organisatie\nbase-url: https://www.voorbeeld.example/\n",
		"content/trajecten/lang.md": b.String(),
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A PDF without tags is found: the browser makes one when it is told to.
func TestUntaggedPDFMustFail(t *testing.T) {
	s := &builtSite{dir: "testdata/must-pass", base: "/", host: "https://goed.example"}
	w := open(t)
	w.visit(s.serve(t)+"/", desktop)
	r, sheet := w.print(desktop, false)
	found := forReaders("/", r, sheet)
	if !slices.ContainsFunc(found, func(f finding) bool { return f.rule == "untagged" }) {
		t.Errorf("it was not found; found: %v", found)
	}
}
