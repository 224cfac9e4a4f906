package sitetest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
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
	zoom          float64 // device pixels for a CSS pixel; 0 is 1. A window of 1280 at 400 % is 320 px wide with 4
	text          int     // the size of text that the visitor chose in the browser; 0 is the usual 16 px
	dark          bool
	more          bool // prefers more contrast
	forced        bool // the visitor's own colours
	still         bool // prefers reduced motion
	noScript      bool
	paper         bool
}

func (v view) String() string {
	words := []string{fmt.Sprintf("%d px", v.width), "light"}
	if v.dark {
		words[1] = "dark"
	}
	if v.zoom != 0 {
		words = append(words, fmt.Sprintf("at %.0f %%", 100*v.zoom))
	}
	if v.text != 0 {
		words = append(words, fmt.Sprintf("text at %d %%", 100*v.text/usualText))
	}
	for word, is := range map[string]bool{"more contrast": v.more, "forced colours": v.forced, "reduced motion": v.still, "no script": v.noScript, "paper": v.paper} {
		if is {
			words = append(words, word)
		}
	}
	slices.Sort(words[2:])
	return strings.Join(words, " ")
}

// usualText is the size of text in a browser in which nobody chose another.
const usualText = 16

// media returns what the style sheets are told.
func (v view) media() proto.EmulationSetEmulatedMedia {
	either := func(name string, is bool, yes, no string) *proto.EmulationMediaFeature {
		if is {
			no = yes
		}
		return &proto.EmulationMediaFeature{Name: name, Value: no}
	}
	m := proto.EmulationSetEmulatedMedia{Media: "screen", Features: []*proto.EmulationMediaFeature{
		either("prefers-color-scheme", v.dark, "dark", "light"),
		either("prefers-contrast", v.more, "more", "no-preference"),
		either("forced-colors", v.forced, "active", "none"),
		either("prefers-reduced-motion", v.still, "reduce", "no-preference"),
	}}
	if v.paper {
		m.Media = "print"
	}
	return m
}

var (
	desktop     = view{width: 1280, height: 900}
	desktopDark = view{width: 1280, height: 900, dark: true}
	phone       = view{width: 320, height: 640}
	phoneDark   = view{width: 320, height: 640, dark: true}
	// A window of 1280 by 1024 at 400 %.
	zoomed       = view{width: 320, height: 256, zoom: 4}
	zoomedDark   = view{width: 320, height: 256, zoom: 4, dark: true}
	bigTextPhone = view{width: 320, height: 640, text: 2 * usualText}
	bigText      = view{width: 1280, height: 900, text: 2 * usualText}
	forced       = view{width: 1280, height: 900, forced: true}
	forcedDark   = view{width: 320, height: 640, forced: true, dark: true}
	contrast     = view{width: 1280, height: 900, more: true}
	contrastDark = view{width: 320, height: 640, more: true, dark: true}
	still        = view{width: 1280, height: 900, still: true}
	noScript     = view{width: 1280, height: 900, noScript: true}
	// What is left of the width of A4 between margins of 20 mm.
	paper     = view{width: 643, height: 900, paper: true}
	paperDark = view{width: 643, height: 900, paper: true, dark: true}
)

// A tab is one tab of the browser. What goes wrong between it and the outside
// is in its messages.
type tab struct {
	*rod.Page
	t       *testing.T
	address string // of the last visit

	mu       sync.Mutex
	messages []message
}

type message struct{ rule, detail string }

// open opens a tab, which closes when the test ends. It has a window of its own:
// nothing is painted in a tab behind another one.
func open(t *testing.T) *tab {
	t.Helper()
	page, err := browser(t).Page(proto.TargetCreateTarget{URL: "about:blank", NewWindow: true})
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
			if !strings.Contains(e.Entry.Text, "the server responded with a status of") { // that is "missing"
				note("console", "%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL)
			}
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
	w.address = address
	err := w.emulate(v)
	if err == nil {
		err = w.Timeout(30 * time.Second).Navigate(address)
	}
	if err == nil {
		err = w.loaded()
	}
	if err != nil {
		w.t.Fatalf("%s: %v", address, err)
	}
}

// become shows the page that is there as v, as when somebody turns the phone or
// chooses other colours. Whether scripts run is decided when a page is loaded.
func (w *tab) become(v view) {
	w.t.Helper()
	if err := w.emulate(v); err != nil {
		w.t.Fatalf("%s: %v", w.address, err)
	}
	var is bool
	w.run(&is, `async (width, size) => {
		const p = document.body.appendChild(document.createElement("p"))
		p.style.fontSize = "medium"
		const ready = () => innerWidth === width && getComputedStyle(p).fontSize === size
		for (let i = 0; i < 500 && !ready(); i++) await new Promise(r => setTimeout(r, 10))
		const is = ready()
		p.remove()
		scrollTo({top: 0, left: 0, behavior: "instant"})
		for (const a of document.getAnimations()) try { a.finish() } catch { a.cancel() }
		return is
	}`, v.width, fmt.Sprintf("%dpx", v.textSize()))
	if !is {
		w.t.Fatalf("%s did not become %s", w.address, v)
	}
}

func (v view) textSize() int {
	if v.text != 0 {
		return v.text
	}
	return usualText
}

func (w *tab) emulate(v view) error {
	size := v.textSize()
	fixed := 13 * size / usualText
	err := w.SetViewport(&proto.EmulationSetDeviceMetricsOverride{Width: v.width, Height: v.height, DeviceScaleFactor: max(v.zoom, 1)})
	if err == nil {
		err = proto.PageSetFontSizes{FontSizes: &proto.PageFontSizes{Standard: &size, Fixed: &fixed}}.Call(w)
	}
	if err == nil {
		err = proto.EmulationSetScriptExecutionDisabled{Value: v.noScript}.Call(w)
	}
	if err == nil {
		err = v.media().Call(w)
	}
	return err
}

// loaded waits until the page is there. It asks, because a page without scripts
// does not tell.
func (w *tab) loaded() error {
	p := w.Timeout(30 * time.Second)
	for {
		state, err := p.Eval(`() => document.readyState`)
		if err != nil || state.Value.Str() == "complete" {
			return err
		}
		time.Sleep(5 * time.Millisecond)
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

// examine runs a script in the page, in which report(rule, element, detail)
// makes a finding. It has the functions of helpers.
func (w *tab) examine(check, page string, v view, script string) []finding {
	w.t.Helper()
	var r []struct{ Rule, Detail string }
	w.run(&r, "async () => {"+helpers+script+"\nreturn found }")
	var found []finding
	for _, x := range r {
		found = append(found, finding{page, check, x.Rule, v.String() + ", " + x.Detail})
	}
	return found
}

// helpers are what scripts in the page share. texts are the elements with words
// of their own; behind is the colour on which an element stands.
const helpers = `
	const found = []
	const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + [...e.classList].map(c => "." + c).join("") + " " + JSON.stringify((e.textContent || e.ariaLabel || "").trim().replace(/\s+/g, " ").slice(0, 40))
	const report = (rule, e, detail) => found.push({rule, detail: name(e) + (detail ? ": " + detail : "")})
	const visible = [...document.body.querySelectorAll("*")].filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
	const shown = new Set(visible)
	const unseen = e => { const p = e.closest("*"), s = getComputedStyle(p); return s.position === "absolute" && p.clientWidth <= 1 && p.clientHeight <= 1 }
	const forEars = e => { for (let p = e; p && p !== document.body; p = p.parentElement) if (unseen(p)) return true; return false }
	const texts = visible.filter(e => !e.closest("svg") && [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()) && !forEars(e))
	const scrolls = e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX)
	const inScroller = e => { for (let p = e.parentElement; p; p = p.parentElement) if (scrolls(p) && p !== document.documentElement) return true; return false }
	const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true})
	const known = new Map()
	const rgba = color => {
		if (known.has(color)) return known.get(color)
		context.clearRect(0, 0, 1, 1)
		context.fillStyle = color
		context.fillRect(0, 0, 1, 1)
		known.set(color, [...context.getImageData(0, 0, 1, 1).data])
		return known.get(color)
	}
	const luminance = ([r, g, b]) => [r, g, b]
		.map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
		.reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)
	const contrast = (a, b) => {
		const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
		return (light + .05) / (dark + .05)
	}
	const behind = e => {
		for (let p = e; p; p = p.parentElement) {
			const c = rgba(getComputedStyle(p).backgroundColor)
			if (c[3] === 255) return c
		}
		return rgba("Canvas")
	}
`

// requests returns what the page asked for outside of the site, what did not
// come, and what the browser complained of: the policy of _headers included.
func requests(w *tab, page string, _ view) []finding {
	time.Sleep(50 * time.Millisecond) // events come after the answer to a call
	w.mu.Lock()
	defer w.mu.Unlock()
	var found []finding
	for _, m := range w.messages {
		found = append(found, finding{page, "requests", m.rule, m.detail})
	}
	return found
}

// An axeRun says which rules of axe-core are run: WCAG 2.2 A and AA, its best
// practices, and what is experimental but right for these pages; contrast as AAA
// has it too. Or only the rules about contrast, for views that differ in nothing
// else; or what a house style can change, colours and sizes, of which it need do
// no better than the law.
type axeRun struct {
	options string
	must    []string // without these a run says nothing: every page has something to apply them to
	fewest  int      // how many rules have something to look at in the smallest page
	// enhanced asks for the contrast of AAA. Axe has a rule of its own for what
	// lies between AA and AAA; both take most of the time of a run, so one of them
	// looks at all, and what it finds gets the name of the rule that it breaks.
	enhanced bool
}

var (
	axeStyle    = axeRun{`{runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block", "target-size"]}}`, []string{"color-contrast", "target-size"}, 2, false}
	axeAll      = axeRules(true, "target-size")
	axeContrast = axeRun{`{runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}}`, []string{"color-contrast"}, 1, true}
)

// axeRules returns a run of all rules of A and AA, with more that every page has
// something for.
func axeRules(enhanced bool, more ...string) axeRun {
	const options = `{
		runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
		rules: Object.fromEntries(["css-orientation-lock", "focus-order-semantics", "label-content-name-mismatch", "table-fake-caption",
			"td-has-header", "%s"].map(r => [r, {enabled: true}])),
	}`
	must := []string{"color-contrast", "document-title", "html-has-lang", "link-name", "landmark-one-main", "page-has-heading-one", "region", "bypass"}
	return axeRun{fmt.Sprintf(options, strings.Join(more, `", "`)), append(must, more...), 16 + len(more), enhanced}
}

// rules returns the names of the rules that are run.
func (a axeRun) rules(w *tab) []string {
	w.t.Helper()
	if _, err := (proto.RuntimeEvaluate{Expression: chromium.axe}).Call(w); err != nil {
		w.t.Fatal(err)
	}
	var names []string
	w.run(&names, `() => {
		const options = `+a.options+`
		const usual = axe.getRules(options.runOnly.values).filter(r => !r.tags.includes("experimental") && !r.tags.includes("deprecated"))
		return [...usual.map(r => r.ruleId), ...Object.keys(options.rules)]
	}`)
	return names
}

// check returns what axe-core finds in the page.
func (a axeRun) check(w *tab, page string, v view) []finding {
	w.t.Helper()
	var has bool
	if w.run(&has, `() => Boolean(window.axe)`); !has {
		if _, err := (proto.RuntimeEvaluate{Expression: chromium.axe}).Call(w); err != nil {
			w.t.Fatal(err)
		}
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
	w.run(&r, `async enhanced => {`+helpers+readable+`
		const alone = {options: {ignoreUnicode: false, ignoreLength: true, ignorePseudo: true}}
		if (enhanced) alone.options.contrastRatio = {normal: {expected: 7}, large: {expected: 4.5}}
		const r = await axe.run(document, {...`+a.options+`, checks: {"color-contrast": alone}})
		const between = n => n.any.some(c => c.id === "color-contrast" && c.data.contrastRatio >= (c.data.expectedContrastRatio === "7:1" ? 4.5 : 3))
		const faint = r.violations.find(v => v.id === "color-contrast")
		if (enhanced && faint) {
			r.violations.push({...faint, id: "color-contrast-enhanced", nodes: faint.nodes.filter(between)})
			faint.nodes = faint.nodes.filter(n => !between(n))
		}
		const short = results => results.map(v => ({
			id: v.id, nodes: v.nodes.map(n => ({target: n.target.join(" "), summary: n.failureSummary || v.help})),
		}))
		const incomplete = short(r.incomplete)
		for (const v of incomplete) v.nodes = v.nodes.filter(n => {
			const e = document.querySelector(n.target)
			// Axe leaves text undecided on a shape in a drawing, and in a part of
			// a table that is scrolled away.
			if (v.id === "color-contrast") return !readable(e, 4.5)
			// A sign such as ↩ is no word that a name has to hold.
			if (v.id === "label-content-name-mismatch") return /[\p{L}\p{N}]/u.test(e.textContent)
			return true
		})
		return {violations: short(r.violations), incomplete, passes: r.passes.map(p => p.id)}
	}`, a.enhanced)
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
	for _, id := range a.must {
		if !ran[id] {
			found = append(found, finding{page, "axe", "not-run", id})
		}
	}
	if len(ran) < a.fewest {
		found = append(found, finding{page, "axe", "not-run", fmt.Sprintf("only %d rules had something to look at", len(ran))})
	}
	return found
}

// readable is a function that says whether the middle of the first line of an
// element has the least contrast between its text and the shape, or else the background, that
// is painted behind it.
const readable = `
	const readable = (e, least) => {
		e.scrollIntoView({block: "center", inline: "center", behavior: "instant"})
		const paint = x => {
			const s = getComputedStyle(x)
			if (!(x instanceof SVGGeometryElement)) return s.backgroundColor
			return s.fill === "none" ? s.stroke : s.fill
		}
		const box = e.getClientRects()[0] || e.getBoundingClientRect()
		const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
		const own = stack.findIndex(x => e.contains(x))
		if (own < 0) return false // something else is painted over it
		const under = stack.slice(own).filter(x => x instanceof HTMLElement || !e.contains(x)).map(paint).map(rgba).find(c => c[3] === 255)
		return Boolean(under) && contrast(rgba(getComputedStyle(e)[e instanceof SVGElement ? "fill" : "color"]), under) >= least
	}
`
