package sitetest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

// paper is the width of the text on a sheet of A4 with margins of 20 mm.
var (
	paper     = view{643, 900, false}
	paperDark = view{643, 900, true}
)

// media shows the page as it is, on paper or on a screen.
func (w *tab) media(media string, v view) {
	w.t.Helper()
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	err := proto.EmulationSetEmulatedMedia{Media: media, Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}.Call(w)
	if err != nil {
		w.t.Fatal(err)
	}
}

// onPaper returns what is lost when the page is printed by somebody whose screen
// is as v: text that was on the screen, or in a part that was closed, and is not
// on paper; text that does not fit, that paper shows too faintly, or that
// vanishes when the printer leaves out backgrounds; and a sheet that does not
// say which page it is.
func (w *tab) onPaper(page, address string, v view) []finding {
	w.t.Helper()
	w.visit(address, v)
	// What paper may leave out: ways to get somewhere else.
	w.run(nil, `() => {
		const elsewhere = "nav:not(.wk-nota__inhoud, .wk-voet__deel), [role=search], form, .wk-skip, .wk-zoek, .wk-verder, .wk-nota__scherm, .wk-toc, .wk-voet nav"
		const framed = document.querySelector(".wk-pagina--nota") ? ", .wk-kop__rij, body > footer" : ""
		const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
		const closed = e => e.closest("details:not([open])") && !e.closest("[hidden]")
		window.printTest = [...document.body.querySelectorAll("*")].filter(e => own(e) && !e.closest(elsewhere + framed) && (e.checkVisibility() || closed(e)))
	}`)
	w.media("print", v)
	var r []struct{ Rule, Element string }
	w.run(&r, `() => {
		const found = [], name = e => e.tagName.toLowerCase() + [...e.classList].map(c => "." + c).join("") + " " + JSON.stringify(e.textContent.trim().slice(0, 40))
		const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true})
		const rgba = color => {
			context.clearRect(0, 0, 1, 1)
			context.fillStyle = color
			context.fillRect(0, 0, 1, 1)
			return context.getImageData(0, 0, 1, 1).data
		}
		const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
			.reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)
		const ratio = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => p - q); return (y + .05) / (x + .05) }
		const behind = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c } return [255, 255, 255] }
		for (const e of window.printTest) {
			if (!e.checkVisibility()) { found.push({rule: "hidden", element: name(e)}); continue }
			if (e.closest("svg")) continue // a drawing is printed with its own fills
			const color = rgba(getComputedStyle(e).color)
			if (ratio(color, [255, 255, 255]) < 7) found.push({rule: "faint", element: name(e)})
			else if (ratio(color, behind(e)) < 7) found.push({rule: "on-dark", element: name(e)})
		}
		const page = document.scrollingElement
		if (page.scrollWidth > innerWidth + 1) found.push({rule: "too-wide", element: page.scrollWidth + " px"})
		for (const e of document.body.querySelectorAll("*")) {
			const s = getComputedStyle(e)
			if (!e.checkVisibility() || e.clientWidth <= 1 || e.clientHeight <= 1 || e.closest("svg") || !e.textContent.trim()) continue
			// Nothing scrolls on paper.
			if (s.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 || s.overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1) found.push({rule: "cut-off", element: name(e)})
		}
		const canonical = document.querySelector("link[rel=canonical]"), refresh = document.querySelector("meta[http-equiv=refresh], meta[name=not-now]")
		if (canonical && !refresh && !(document.body.innerText + document.documentElement.dataset.wkAdres).includes(canonical.getAttribute("href")) && !document.querySelector(".wk-pagina--niet-gevonden"))
			found.push({rule: "address", element: canonical.getAttribute("href")})
		return found
	}`)
	var found []finding
	for _, x := range r {
		found = append(found, finding{page, "print", x.Rule, fmt.Sprintf("%s, %s", v, x.Element)})
	}
	return found
}

// Every kind of page can be taken along on paper.
func TestPrinted(t *testing.T) {
	for _, source := range []string{repository, "testdata/lastig"} {
		t.Run(filepath.Base(source), func(t *testing.T) {
			s := build(t, source)
			pages := sample(s.documents(t))
			for _, v := range []view{paper, paperDark} {
				each(t, s, pages, func(w *tab, page, address string) []finding { return w.onPaper(page, address, v) })
			}
		})
	}
}

// The page for council papers becomes a PDF that everybody can read, whatever
// the printer has as its colours.
func TestNotaAsPDF(t *testing.T) {
	s := build(t, repository)
	notas := slices.DeleteFunc(s.documents(t), func(d *document) bool { return d.kind() != "nota" })
	if len(notas) == 0 {
		t.Fatal("there is no nota")
	}
	each(t, s, addresses(notas), func(w *tab, page, address string) []finding { return w.pdf(page, address, desktopDark, true) })
}

// The same with sixty inputs of every length, one of which fills many sheets.
func TestLongNotaAsPDF(t *testing.T) {
	s := build(t, longSite(t))
	const page = "/nota/lang/"
	w, address := open(t), s.serve(t)+page
	failOn(t, w.pdf(page, address, desktop, true))
	file, sheet := w.print(address, desktop, true)
	if n := sheetsOf(t, file); n < 30 {
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
	found := open(t).pdf("/", s.serve(t)+"/", desktop, false)
	if !slices.ContainsFunc(found, func(f finding) bool { return f.rule == "untagged" }) {
		t.Errorf("it was not found; found: %v", found)
	}
}
