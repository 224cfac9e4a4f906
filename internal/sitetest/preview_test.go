package sitetest

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/input"
)

// The content that the preview shows here. What is wrong with it is on lines of
// which the tests know what the page makes of them; other rules may find more.
var previewed = map[string]string{
	"content/site.yaml": "titel: Proef\norganisatie: Gemeente Proef\nbase-url: https://www.proef.example/\nvoorbeeldsite: true\n" +
		"regels:\n  onderwerp-ongebruikt:\n    ernst: uit\n    reden: Wij schrijven de inleidingen vooruit.\n",
	"content/trajecten/paden.md": `---
titel: Paden in het park
samenvatting: Hoe de paden beter worden.
onderwerpen: [Groen]
publiceren-vanaf: 2026-12-01
phase: aanpassen
signalen:
  - id: bankjes
    signaal: Er staan te weinig bankjes langs het pad
    besluit: overgenomen
    besloten-op: 2026-11-01
    uitgevoerd: 2027-03-01
    reden: Wij zetten drie bankjes langs het pad, want mensen willen onderweg kunnen rusten.
  - id: licht
    signaal: Het is donker bij de brug
    ontvangen: 2026-12-31
    besluit: in-behandeling
---

## Wat er gebeurde

#### Een kop die een niveau overslaat

Zie ![De vier stappen, van luisteren tot terugvertellen.](../media/beeld.svg) hier.
`,
	"content/paginas/opbouw.md": "---\ntitel: In opbouw\nconcept: true\n---\n\nNog niets te zien.\n",
	"content/media/beeld.svg":   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9" height="9"/></svg>`,
}

// A preview is `weerklank serve` at work.
type preview struct {
	address string // without a slash at the end
	dir     string
}

func startPreview(t *testing.T) *preview {
	t.Helper()
	weerklank, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	p := &preview{dir: t.TempDir()}
	for name, text := range previewed {
		p.write(t, name, text)
	}
	cmd := exec.Command(weerklank, "serve", "--source", p.dir, "--port", "0", "--date", builtOn, "--lang", "nl")
	said, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	port := regexp.MustCompile(`http://[^/]+:(\d+)/`)
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if m := port.FindStringSubmatch(lines.Text()); m != nil {
			p.address = "http://127.0.0.1:" + m[1]
			go func() { // it stops when nobody reads
				for lines.Scan() {
				}
			}()
			return p
		}
	}
	t.Fatal("the preview does not start")
	return nil
}

func (p *preview) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// ofRule is a function for scripts in the page: it returns the finding of a rule.
const ofRule = `const of = code => [...document.querySelectorAll(".weerklank-preview__findings > li")].find(li => li.querySelector("a[href='/-/weerklank/regels/" + code + "/']"));`

// expectIn asserts that an expression in the page is true, soon.
func (w *tab) expectIn(what, js string) {
	w.t.Helper()
	ok := false
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// A page that is being replaced answers nothing.
		if r, err := w.Timeout(10 * time.Second).Eval("() => {" + ofRule + "const active = document.activeElement; return Boolean(" + js + ")}"); err == nil && r.Value.Bool() {
			ok = true
			break
		}
	}
	if !ok {
		var at string
		w.run(&at, `() => document.activeElement.outerHTML.slice(0, 200)`)
		w.t.Fatalf("%s; the focus is on %s", what, at)
	}
}

// What does not change the content is looked at in one preview.
func TestPreview(t *testing.T) {
	p := startPreview(t)
	t.Run("accessible", func(t *testing.T) { previewIsAccessible(t, p) })
	t.Run("must fail", func(t *testing.T) { previewThatMustFail(t, p) })
	t.Run("without script", func(t *testing.T) { previewWithoutScript(t, p) })
	t.Run("passages", func(t *testing.T) { previewLeadsToThePassage(t, p) })
}

// The panel, the start page and an explanation, looked at as the pages of a site
// are.
func previewIsAccessible(t *testing.T, p *preview) {
	const panel, start, rule = "/trajecten/paden/", "/-/weerklank/", "/-/weerklank/regels/koppen/"
	w := open(t)
	for _, l := range []struct {
		look
		pages []string
	}{
		{look{desktop, []string{"requests", "axe", "order"}}, []string{panel, start, rule}},
		{look{desktopDark, []string{"contrast"}}, []string{panel, start}},
		{look{forced, []string{"forced"}}, []string{panel}},
		{look{phone, []string{"axe"}}, []string{panel}},
		{look{desktop, []string{"focus"}}, []string{panel}},
	} {
		for _, page := range l.pages {
			w.visit(p.address+page, l.view)
			for _, check := range l.checks {
				failOn(t, slices.DeleteFunc(pageChecks[check].run(w, page, l.view), ofContent))
			}
		}
	}
	for page, views := range map[string][]view{panel: {phone, bigTextPhone, zoomed}, start: {phone}} {
		for _, v := range views {
			w.visit(p.address+page, v)
			var share float64
			// The bar lies over the page, and so it should; but not over all of it.
			w.run(&share, `() => {
				const bar = [...document.querySelectorAll(".weerklank-preview__bar, .weerklank-preview__bar > p")].find(e => getComputedStyle(e).position === "fixed")
				if (!bar) return 0
				const share = bar.offsetHeight / innerHeight
				bar.style.position = "static"
				return share
			}`)
			if share > .4 {
				t.Errorf("%s, %s: the bar takes %.0f %% of the window", page, v, 100*share)
			}
			failOn(t, reflow(w, page, v))
		}
	}
}

// ofContent reports whether a finding is about what the content says: axe sees
// the heading too.
func ofContent(f finding) bool {
	return f.rule == "heading-order" && strings.Contains(f.detail, "#k-een-kop")
}

// Without a script the panel is there, and every link of it leads somewhere.
func previewWithoutScript(t *testing.T, p *preview) {
	w := open(t)
	w.visit(p.address+"/trajecten/paden/", noScript)
	var dead []string
	w.run(&dead, `() => {
		const panel = document.getElementById("weerklank-paneel")
		if (!panel.checkVisibility()) return ["the panel"]
		const links = [...panel.querySelectorAll("a[href^='#']")]
		return [...links.filter(a => !document.getElementById(a.hash.slice(1))), ...document.querySelectorAll(".weerklank-preview button")]
			.filter(e => e.checkVisibility() || e.closest("details")).map(e => e.outerHTML).concat(links.length > 2 ? [] : ["few links"])
	}`)
	if len(dead) > 0 {
		t.Errorf("without a script these do nothing: %q", dead)
	}
}

// What the checks would say of a panel that is not right.
func previewThatMustFail(t *testing.T, p *preview) {
	w := open(t)
	w.visit(p.address+"/trajecten/paden/", desktop)
	w.run(nil, `() => {
		document.getElementById("weerklank-sluit").textContent = ""
		document.querySelector(".weerklank-preview__links a").style.color = "#ccc"
	}`)
	found := axeAll.check(w, "/", desktop)
	for _, rule := range []string{"button-name", "color-contrast"} {
		if !slices.ContainsFunc(found, func(f finding) bool { return f.rule == rule }) {
			t.Errorf("axe does not find %s in the panel: %v", rule, found)
		}
	}
	w.visit(p.address+"/trajecten/paden/", phone)
	w.run(nil, `() => { document.querySelector(".weerklank-preview__panel").style.inlineSize = "30rem" }`)
	if found := reflow(w, "/", phone); !slices.ContainsFunc(found, func(f finding) bool { return f.rule == "overflow" }) {
		t.Errorf("a panel that is too wide is not found: %v", found)
	}
}

// From a finding to its passage and back, by mouse and by keyboard.
func previewLeadsToThePassage(t *testing.T, p *preview) {
	w := open(t)
	w.visit(p.address+"/trajecten/paden/", desktop)
	click := func(code string) {
		w.run(nil, `code => {`+ofRule+`of(code).querySelector(".weerklank-preview__jump a").click()}`, code)
	}

	w.expectIn("the banner does not say when the page is published",
		`document.querySelector(".weerklank-preview__banner").textContent.includes("vanaf 1 december 2026")`)
	click("koppen")
	w.expectIn("a heading is not found", `active.matches("main :is(h3, h4, h5)") && active.textContent.includes("niveau overslaat") && active.classList.contains("weerklank-passage")`)
	w.expectIn("the words are not marked", `CSS.highlights.get("weerklank")?.size === 1`)
	w.expectIn("who listens does not hear what the passage is about", `document.getElementById(active.getAttribute("aria-describedby")).textContent.includes("niveau")`)
	w.press(input.Escape)
	w.expectIn("Esc does not lead back", `of("koppen").contains(active) && !document.querySelector(".weerklank-passage")`)
	click("datum-in-de-toekomst")
	w.expectIn("a date in a signaal does not lead to the signaal", `active.closest("#bankjes, #licht") && active.getBoundingClientRect().top < innerHeight`)

	w.run(nil, `() => document.querySelector("main").focus()`)
	w.press(input.F8)
	w.expectIn("F8 does not go to a finding", `document.querySelectorAll(".weerklank-preview__findings > [aria-current]").length === 1`)
	var first, second string
	const current = `() => document.querySelector(".weerklank-preview__findings > [aria-current]")?.id ?? document.activeElement.id`
	w.run(&first, current)
	w.press(input.F8)
	w.run(&second, current)
	if first == second {
		t.Error("F8 does not go on to the next finding")
	}

	w.run(nil, `() => document.getElementById("weerklank-volgende").focus()`)
	w.press(input.Escape)
	w.expectIn("Esc does not close the panel", `active.id === "weerklank-toon" && !document.getElementById("weerklank-paneel").checkVisibility()`)
	w.visit(p.address+"/trajecten/paden/", desktop)
	w.expectIn("the panel does not stay closed", `document.readyState === "complete" && !document.getElementById("weerklank-paneel").checkVisibility()`)
	w.run(nil, `() => document.getElementById("weerklank-toon").click()`)
	w.expectIn("the panel does not open", `active.id === "weerklank-kop" && document.getElementById("weerklank-paneel").checkVisibility()`)

	// From the start page to the passage.
	w.visit(p.address+"/-/weerklank/", desktop)
	w.run(nil, `() => {`+ofRule+`of("koppen").querySelector("a[href^='/trajecten/']").click()}`)
	w.expectIn("the start page does not lead to the passage", `location.pathname === "/trajecten/paden/" && active.classList.contains("weerklank-passage")`)
}

// Saving a file changes the page, and leaves the reader where he was.
func TestPreviewKeepsItsPlace(t *testing.T) {
	p, w := startPreview(t), open(t)
	w.visit(p.address+"/trajecten/paden/", desktop)
	w.run(nil, `() => {`+ofRule+`of("koppen").querySelector(".weerklank-preview__jump a").click()}`)
	w.expectIn("the passage is not marked", `active.classList.contains("weerklank-passage")`)
	var before float64
	w.run(&before, `() => { window.old = true; return scrollY }`)
	if before == 0 {
		t.Fatal("the page is too short to be scrolled")
	}
	text := previewed["content/trajecten/paden.md"]
	p.write(t, "content/trajecten/paden.md", strings.Replace(text, "titel: Paden", "# een opmerking\ntitel: Paden", 1))
	w.expectIn("the passage is not marked after a reload", `!window.old && active.classList.contains("weerklank-passage") && active.textContent.includes("niveau overslaat")`)
	w.expectIn("the page jumps", `scrollY > 0`)
	var said bool
	w.run(&said, `() => Boolean(document.querySelector("[role=status].weerklank-preview__status"))`)
	if said {
		t.Error("the counts did not change, and yet they are said")
	}
	w.run(nil, `() => { window.old = true }`)
	p.write(t, "content/trajecten/paden.md", strings.Replace(text, "#### Een kop", "### Een kop", 1))
	w.expectIn("what was mended stays", `!window.old && document.readyState === "complete" && !of("koppen")`)
	w.expectIn("new counts are not said", `document.querySelector("[role=status].weerklank-preview__status")?.textContent.includes("Op deze pagina")`)
	w.expectIn("the focus is lost", `active.id === "weerklank-kop"`)

	// A finding that the page does not show says so; it does not lead to something
	// that looks like it.
	p.write(t, "content/trajecten/paden.md", strings.Replace(text, "phase:", "bijgewerkt: 2027-01-01\nphase:", 1))
	w.expectIn("the finding is not there, or leads somewhere", `of("datum-in-de-toekomst")?.textContent.includes("Kijk in het bestand, op regel 6.") && !of("datum-in-de-toekomst").querySelector(".weerklank-preview__jump")`)
}

// Nothing of the preview is published.
func TestNothingOfThePreviewIsPublished(t *testing.T) {
	traces := [][]byte{[]byte("weerklank-preview"), []byte("/-/weerklank"), []byte("Overzicht van de hele site"), []byte("vscode://")}
	p := startPreview(t)
	p.write(t, ".vscode/settings.json", "{}")
	p.write(t, "content/paginas/nieuw.md", "---\ntitel: Nieuw\n---\n\n#### Te diep\n")
	w := open(t)
	w.visit(p.address+"/nieuw/", desktop)
	w.expectIn("the new page has no finding", `of("koppen")`)
	shown := w.MustHTML()
	for _, trace := range traces {
		if !strings.Contains(shown, string(trace)) {
			t.Errorf("the preview does not have %s itself, so that it says nothing when it is not published", trace)
		}
	}
	s := build(t, demo(t))
	names := s.files(t, "")
	if len(names) < 50 {
		t.Fatalf("only %d files", len(names))
	}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, trace := range traces {
			if bytes.Contains(b, trace) {
				t.Errorf("%s contains %s", name, trace)
			}
		}
	}
}
