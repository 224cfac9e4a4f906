package sitetest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/launcher"
	"github.com/go-rod/rod/lib/launcher/flags"
	"github.com/go-rod/rod/lib/proto"
)

const axeScript = "node_modules/axe-core/axe.min.js"

// chromium is the browser of this run, and how to stop it. It starts when the
// first check needs it.
var chromium struct {
	once    sync.Once
	browser *rod.Browser
	process *launcher.Launcher
	axe     string
	err     error
}

func browser(t *testing.T) *rod.Browser {
	t.Helper()
	chromium.once.Do(func() { chromium.err = startBrowser() })
	if chromium.err != nil {
		t.Fatalf("no browser (internal/tools/test.sh installs it): %v", chromium.err)
	}
	return chromium.browser
}

func startBrowser() error {
	axe, err := os.ReadFile(axeScript)
	if err != nil {
		return fmt.Errorf("%w; run npm ci in internal/sitetest", err)
	}
	chromium.axe = string(axe)
	bin, err := exec.LookPath("chromium")
	if err != nil {
		return err
	}
	l := launcher.New().Bin(bin).Leakless(false).UserDataDir(scratch + "/chromium")
	for _, f := range []flags.Flag{"disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
		"disable-component-update", "disable-sync", "disable-extensions", "disable-default-apps"} {
		l.Set(f)
	}
	// Only this machine: a page that asks for anything else does not get it.
	l.Set("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
	if os.Geteuid() == 0 {
		l.NoSandbox(true)
	}
	address, err := l.Launch()
	if err != nil {
		return err
	}
	chromium.process = l
	b := rod.New().ControlURL(address).NoDefaultDevice()
	if err := b.Connect(); err != nil {
		return err
	}
	chromium.browser = b
	return nil
}

// stopBrowser ends the browser that this run started.
func stopBrowser() {
	if chromium.browser != nil {
		chromium.browser.Close() // its process ends; whatever it answers
	}
	if chromium.process != nil {
		chromium.process.Kill()
		chromium.process.Cleanup()
	}
}

// A view is how a visitor looks at a page.
type view struct {
	width, height int
	dark          bool
}

func (v view) String() string {
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	return fmt.Sprintf("%d px %s", v.width, scheme)
}

var (
	desktop     = view{1280, 900, false}
	desktopDark = view{1280, 900, true}
	phone       = view{320, 640, false}
	phoneDark   = view{320, 640, true}
)

// A tab is one tab of the browser. What goes wrong between it and the outside
// is in its messages.
type tab struct {
	*rod.Page
	t *testing.T

	mu       sync.Mutex
	messages []message
}

type message struct{ rule, detail string }

// open opens a tab, which closes when the test ends.
func open(t *testing.T) *tab {
	t.Helper()
	page, err := browser(t).Page(proto.TargetCreateTarget{URL: "about:blank"})
	if err != nil {
		t.Fatal(err)
	}
	w := &tab{Page: page, t: t}
	t.Cleanup(func() { page.Close() })
	// Two tabs work side by side; each has to think that it has the focus.
	if err := (proto.EmulationSetFocusEmulationEnabled{Enabled: true}).Call(page); err != nil {
		t.Fatal(err)
	}
	note := func(rule, format string, args ...any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.messages = append(w.messages, message{rule, fmt.Sprintf(format, args...)})
	}
	go page.EachEvent(
		func(e *proto.LogEntryAdded) {
			note("console", "%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL)
		},
		func(e *proto.RuntimeExceptionThrown) { note("console", "exception: %s", e.ExceptionDetails.Text) },
		func(e *proto.NetworkRequestWillBeSent) {
			if u, err := url.Parse(e.Request.URL); err != nil || u.Hostname() != "127.0.0.1" && u.Scheme != "data" && u.Scheme != "about" {
				note("external", "asks for %s", e.Request.URL)
			}
		},
		func(e *proto.NetworkResponseReceived) {
			if e.Response.Status >= 400 {
				note("missing", "%s gives status %d", e.Response.URL, e.Response.Status)
			}
		},
	)()
	return w
}

// visit opens a page as v.
func (w *tab) visit(address string, v view) {
	w.t.Helper()
	w.mu.Lock()
	w.messages = nil
	w.mu.Unlock()
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	err := w.SetViewport(&proto.EmulationSetDeviceMetricsOverride{Width: v.width, Height: v.height, DeviceScaleFactor: 1})
	if err == nil {
		err = proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}.Call(w)
	}
	if err == nil {
		err = w.Timeout(30 * time.Second).Navigate(address)
	}
	if err == nil {
		err = w.Timeout(30 * time.Second).WaitLoad()
	}
	if err != nil {
		w.t.Fatalf("%s: %v", address, err)
	}
}

// run runs a function in the page and decodes what it returns.
func (w *tab) run(into any, js string, args ...any) {
	w.t.Helper()
	r, err := w.Timeout(60*time.Second).Eval(js, args...)
	if err != nil {
		w.t.Fatalf("in the browser: %v", err)
	}
	if into == nil {
		return
	}
	b, err := r.Value.MarshalJSON()
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		w.t.Fatalf("in the browser: %v", err)
	}
}

// requests returns what the page asked for outside of the site, what did not
// come, and what the browser complained of: the policy of _headers included.
func (w *tab) requests(page, address string) []finding {
	w.t.Helper()
	w.visit(address, desktop)
	time.Sleep(50 * time.Millisecond) // events come after the answer to a call
	w.mu.Lock()
	defer w.mu.Unlock()
	var found []finding
	for _, m := range w.messages {
		found = append(found, finding{page, "requests", m.rule, m.detail})
	}
	return found
}

// axeMustRun are rules without which a run of axe says nothing: every page has
// something to apply them to.
var axeMustRun = []string{"color-contrast", "color-contrast-enhanced", "document-title", "html-has-lang", "link-name",
	"landmark-one-main", "page-has-heading-one", "region", "target-size", "bypass"}

// axeFewest is how many rules have something to look at in the smallest page.
const axeFewest = 18

// axe returns what axe-core finds in the page as v: WCAG 2.2 A and AA, its best
// practices, and contrast as AAA has it.
func (w *tab) axe(page, address string, v view) []finding {
	w.t.Helper()
	w.visit(address, v)
	if _, err := (proto.RuntimeEvaluate{Expression: chromium.axe}).Call(w); err != nil {
		w.t.Fatal(err)
	}
	type result struct {
		ID    string
		Nodes []struct{ Target, Summary string }
	}
	var r struct {
		Violations, Incomplete []result
		Passes                 []string
	}
	// Contrast is computed for single characters too, and beside drawings made
	// with ::before; by default axe leaves both undecided.
	w.run(&r, `async () => {
		const contrast = {options: {ignoreUnicode: false, ignoreLength: true, ignorePseudo: true}}
		const r = await axe.run(document, {
			runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
			rules: {"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}},
			checks: {"color-contrast": contrast, "color-contrast-enhanced": contrast},
		})
		const short = results => results.map(v => ({
			id: v.id, nodes: v.nodes.map(n => ({target: n.target.join(" "), summary: n.failureSummary || v.help})),
		}))
		const incomplete = short(r.incomplete)
		for (const v of incomplete) v.nodes = v.nodes.filter(n => {
			const e = document.querySelector(n.target)
			// Axe leaves text undecided on a shape in a drawing, and in a part of
			// a table that is scrolled away.
			if (v.id.startsWith("color-contrast")) return !readable(e, v.id === "color-contrast" ? 4.5 : 7)
			// A sign such as ↩ is no word that a name has to hold.
			if (v.id === "label-content-name-mismatch") return /[\p{L}\p{N}]/u.test(e.textContent)
			return true
		})
		return {violations: short(r.violations), incomplete, passes: r.passes.map(p => p.id)}
		`+readable+`
	}`)
	var found []finding
	ran := map[string]bool{}
	for _, id := range r.Passes {
		ran[id] = true
	}
	add := func(rs []result, suffix string) {
		for _, x := range rs {
			ran[x.ID] = true
			for _, n := range x.Nodes {
				found = append(found, finding{page, "axe", x.ID + suffix, fmt.Sprintf("%s, %s: %s", v, n.Target, strings.Join(strings.Fields(n.Summary), " "))})
			}
		}
	}
	add(r.Violations, "")
	add(r.Incomplete, "-unsure")
	// A rule that was silently not run finds nothing either.
	for _, id := range axeMustRun {
		if !ran[id] {
			found = append(found, finding{page, "axe", "not-run", id})
		}
	}
	if len(ran) < axeFewest {
		found = append(found, finding{page, "axe", "not-run", fmt.Sprintf("only %d rules had something to look at", len(ran))})
	}
	return found
}

// readable is a function that says whether the middle of an element has the
// least contrast between its text and the shape, or else the background, that
// is painted behind it.
const readable = `
	function readable(e, least) {
		e.scrollIntoView({block: "center", inline: "center", behavior: "instant"})
		const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true})
		const rgba = color => {
			context.clearRect(0, 0, 1, 1)
			context.fillStyle = color
			context.fillRect(0, 0, 1, 1)
			return context.getImageData(0, 0, 1, 1).data
		}
		const luminance = ([r, g, b]) => [r, g, b]
			.map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
			.reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)
		const paint = x => {
			const s = getComputedStyle(x)
			if (!(x instanceof SVGGeometryElement)) return s.backgroundColor
			return s.fill === "none" ? s.stroke : s.fill
		}
		const box = e.getBoundingClientRect()
		const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
		const own = stack.findIndex(x => e.contains(x))
		if (own < 0) return false // something else is painted over it
		const behind = stack.slice(own).filter(x => x instanceof HTMLElement || !e.contains(x)).map(paint).map(rgba).find(c => c[3] === 255)
		if (!behind) return false
		const text = getComputedStyle(e)[e instanceof SVGElement ? "fill" : "color"]
		const [dark, light] = [luminance(rgba(text)), luminance(behind)].sort((a, b) => a - b)
		return (light + .05) / (dark + .05) >= least
	}`

// reflow returns what does not fit in v, as it is and with the text spacing of
// WCAG 1.4.12: the page that scrolls sideways, text that is cut off, and a part
// that scrolls but cannot be reached or has no name.
func (w *tab) reflow(page, address string, v view) []finding {
	w.t.Helper()
	w.visit(address, v)
	var found []finding
	for _, spacing := range []string{"", "with text spacing, "} {
		if spacing != "" {
			w.run(nil, `() => {
				const sheet = new CSSStyleSheet()
				sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }")
				document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
			}`)
		}
		var r []struct{ Rule, Element string }
		w.run(&r, `() => {
			const found = []
			const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + [...e.classList].map(c => "." + c).join("") + " " + JSON.stringify(e.textContent.trim().slice(0, 40))
			const scrolls = e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX)
			const inScroller = e => { for (let p = e.parentElement; p; p = p.parentElement) if (scrolls(p) && p !== document.documentElement) return true; return false }
			if (document.documentElement.scrollWidth > innerWidth) {
				const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + .5 && !inScroller(e))
				const inner = wide.filter(e => !wide.some(o => o !== e && e.contains(o)))
				found.push({rule: "overflow", element: document.documentElement.scrollWidth + " px wide because of " + inner.slice(0, 3).map(name).join(", ")})
			}
			for (const e of document.body.querySelectorAll("*")) {
				if (!e.checkVisibility() || e.closest("svg")) continue
				const style = getComputedStyle(e)
				if (scrolls(e) && e.scrollWidth > e.clientWidth + 1) {
					const labelled = e.getAttribute("aria-label") || e.getAttribute("aria-labelledby")
					if (e.tabIndex < 0 || !labelled || !["region", "group"].includes(e.getAttribute("role"))) found.push({rule: "scroll-region", element: name(e)})
				}
				const hides = ["hidden", "clip"]
				const cutX = hides.includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1
				const cutY = hides.includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1
				const forScreenReaders = e.clientWidth <= 1 || e.clientHeight <= 1
				if ((cutX || cutY) && e.textContent.trim() && !forScreenReaders) found.push({rule: "cut-off", element: name(e)})
			}
			return found
		}`)
		for _, x := range r {
			found = append(found, finding{page, "reflow", x.Rule, fmt.Sprintf("%s, %s%s", v, spacing, x.Element)})
		}
	}
	return found
}

// focus walks through the page with the Tab key. It returns elements that are
// skipped, come out of order or do not let go, and those of which one cannot
// see that they have the focus; and a first element that is no skip link.
func (w *tab) focus(page, address string, v view) []finding {
	w.t.Helper()
	w.visit(address, v)
	var found []finding
	report := func(rule, format string, args ...any) {
		found = append(found, finding{page, "focus", rule, v.String() + ", " + fmt.Sprintf(format, args...)})
	}
	var names []string
	w.run(&names, `() => {
		const look = e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow].join(" ") }
		const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + [...e.classList].map(c => "." + c).join("") + " " + JSON.stringify((e.textContent || e.ariaLabel || "").trim().slice(0, 40))
		const stops = [...document.querySelectorAll("a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]")]
			.filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
		window.focusTest = {stops, look, name, before: stops.map(look)}
		return stops.map(name)
	}`)
	if len(names) == 0 {
		report("no-stops", "nothing on the page takes the focus")
		return found
	}
	for i, want := range names {
		if err := w.Keyboard.Press(input.Tab); err != nil {
			w.t.Fatal(err)
		}
		var now struct {
			Index          int
			Name, Look     string
			Changed, Shown bool
		}
		w.run(&now, `() => {
			const t = window.focusTest, e = document.activeElement, i = t.stops.indexOf(e), r = e.getBoundingClientRect()
			const look = t.look(e), [style, width] = look.split(" ")
			const outlined = style !== "none" && parseFloat(width) > 0
			return {index: i, name: t.name(e), look, changed: i >= 0 && look !== t.before[i] && (outlined || getComputedStyle(e).boxShadow !== "none"),
				shown: r.width > 0 && r.height > 0 && r.right > 0 && r.left < innerWidth && r.bottom > 0 && r.top < innerHeight}
		}`)
		if now.Index != i {
			report("order", "after %d times Tab the focus is on %s, not on %s", i+1, now.Name, want)
			return found // the rest would be reported for the same reason
		}
		if !now.Changed {
			report("invisible", "nothing shows that %s has the focus (%s)", now.Name, now.Look)
		}
		if !now.Shown {
			report("off-screen", "%s has the focus but is not on the screen", now.Name)
		}
	}
	return append(found, w.skipLink(page, address, v)...)
}

// skipLink returns what is wrong with the first link of the page, which leads
// past the menu to the content.
func (w *tab) skipLink(page, address string, v view) []finding {
	w.t.Helper()
	w.visit(address, v)
	for _, key := range []input.Key{input.Tab, input.Enter, input.Tab} {
		if err := w.Keyboard.Press(key); err != nil {
			w.t.Fatal(err)
		}
		if key == input.Enter {
			time.Sleep(20 * time.Millisecond) // the browser follows the link after the key
		}
	}
	var r struct {
		Inside, Links bool
		Name          string
	}
	w.run(&r, `() => {
		const e = document.activeElement, main = document.querySelector("main")
		// A page without links in its content goes on to the footer.
		const after = main && main.compareDocumentPosition(e) & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING)
		const links = main && [...main.querySelectorAll("a[href], summary, button, input, [tabindex='0']")].some(x => x.checkVisibility())
		return {inside: Boolean(after) && (!links || main.contains(e)), links: Boolean(links), name: e.tagName.toLowerCase() + " " + JSON.stringify(e.textContent.trim().slice(0, 40))}
	}`)
	if !r.Inside {
		return []finding{{page, "focus", "skip-link", fmt.Sprintf("%s, after Tab, Enter, Tab the focus is on %s, not in the content", v, r.Name)}}
	}
	return nil
}
