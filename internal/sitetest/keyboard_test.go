package sitetest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// A stop is an element that has the focus after so many times Tab.
type stop struct {
	Index      int    // in the order of the document; -1 for what is not in the list
	Name, Look string // Look is how the focus is shown, and on what
	Changed    bool   // its look differs from before
	Shown      bool   // it is on the screen
	Covered    string // "", "partly" or "all"
	Box        struct{ X, Y, Width, Height float64 }
	Scrolled   struct{ X, Y float64 }
}

// focus walks through the page with the Tab key, and back. It returns elements
// that are skipped, come out of order, do not let go, cannot be seen, or of which
// one cannot see that they have the focus; what the keyboard cannot operate; and
// a first element that is no skip link.
func focus(w *tab, page string, v view) []finding {
	w.t.Helper()
	var found []finding
	report := func(rule, format string, args ...any) {
		found = append(found, finding{page, "focus", rule, v.String() + ", " + fmt.Sprintf(format, args...)})
	}
	var names []string
	w.run(&names, `() => {`+helpers+`
		const look = e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, behind(e)].join(" ") }
		const stops = [...document.querySelectorAll("a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]")]
			.filter(e => e.tabIndex >= 0 && !e.disabled && shown.has(e))
		window.focusTest = {stops, look, name, before: stops.map(look), back: []}
		return stops.map(name)
	}`)
	if len(names) == 0 {
		report("no-stops", "nothing on the page takes the focus")
		return found
	}
	seen := map[string]bool{}
	for i, want := range names {
		w.press(input.Tab)
		now := w.stop()
		if now.Index != i {
			report("order", "after %d times Tab the focus is on %s, not on %s", i+1, now.Name, want)
			return found // the rest would be reported for the same reason
		}
		switch {
		case !now.Shown:
			report("off-screen", "%s has the focus but is not on the screen", now.Name)
		case now.Covered != "":
			report("covered-"+now.Covered, "%s has the focus, and something else lies over it", now.Name)
		case !now.Changed:
			report("invisible", "nothing shows that %s has the focus (%s)", now.Name, now.Look)
		case !seen[now.Look]:
			seen[now.Look] = true
			if rule, detail := w.indicator(now, v); rule != "" {
				report(rule, "%s: %s", now.Name, detail)
			}
		}
	}
	found = append(found, w.back(page, v, names)...)
	found = append(found, w.operate(page, v)...)
	return append(found, w.skipLink(page, v)...)
}

func (w *tab) press(keys ...input.Key) {
	w.t.Helper()
	if err := w.Keyboard.Type(keys...); err != nil {
		w.t.Fatal(err)
	}
}

// stop returns where the focus is.
func (w *tab) stop() stop {
	w.t.Helper()
	var now stop
	w.run(&now, `() => {
		const t = window.focusTest, e = document.activeElement, i = t.stops.indexOf(e)
		const r = e.getClientRects()[0] || e.getBoundingClientRect()
		const look = t.look(e), [style, width] = look.split(" ")
		const outlined = style !== "none" && parseFloat(width) > 0
		const inView = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
		const points = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].map(([x, y]) => [r.left + r.width * x, r.top + r.height * y]).filter(p => inView(...p))
		const free = points.filter(([x, y]) => { const o = document.elementFromPoint(x, y); return o && (e.contains(o) || o.contains(e)) })
		return {index: i, name: t.name(e), look, changed: i >= 0 && look !== t.before[i] && (outlined || getComputedStyle(e).boxShadow !== "none"),
			shown: r.width > 0 && r.height > 0 && points.length > 0,
			covered: free.length === points.length ? "" : free.length ? "partly" : "all",
			box: {x: r.left, y: r.top, width: r.width, height: r.height}, scrolled: {x: scrollX, y: scrollY}}
	}`)
	return now
}

// indicator compares what the screen shows with and without the focus. WCAG
// 2.4.13 asks that the pixels that change by 3 to 1 or more are as many as a
// line of 2 px around the element has; without any such pixel nobody sees it.
func (w *tab) indicator(s stop, v view) (rule, detail string) {
	w.t.Helper()
	const around = 10
	left, top := math.Max(0, s.Box.X-around), math.Max(0, s.Box.Y-around)
	right, bottom := math.Min(float64(v.width), s.Box.X+s.Box.Width+around), math.Min(float64(v.height), s.Box.Y+s.Box.Height+around)
	clip := &proto.PageViewport{X: left + s.Scrolled.X, Y: top + s.Scrolled.Y, Width: right - left, Height: bottom - top, Scale: 1}
	with := w.picture(clip)
	w.run(nil, `() => { window.focusTest.at = document.activeElement; window.focusTest.at.blur() }`)
	without := w.picture(clip)
	w.run(nil, `() => window.focusTest.at.focus({preventScroll: true})`)
	if with.Bounds() != without.Bounds() {
		w.t.Fatalf("the pictures with and without focus are %v and %v", with.Bounds(), without.Bounds())
	}
	changed := 0
	for y := with.Bounds().Min.Y; y < with.Bounds().Max.Y; y++ {
		for x := with.Bounds().Min.X; x < with.Bounds().Max.X; x++ {
			if ratio(with.At(x, y), without.At(x, y)) >= 3 {
				changed++
			}
		}
	}
	// Only the part that is on the screen can be counted.
	wide, high := math.Min(s.Box.Width, right-left), math.Min(s.Box.Height, bottom-top)
	zoom := math.Max(v.zoom, 1)
	need := int(2 * 2 * (wide + high) * zoom * zoom)
	switch {
	case changed == 0:
		return "faint", "no pixel changes by 3 to 1"
	case changed < need:
		return "thin", fmt.Sprintf("%d pixels change by 3 to 1, a line of 2 px around it has %d", changed, need)
	}
	return "", ""
}

func (w *tab) picture(clip *proto.PageViewport) image.Image {
	w.t.Helper()
	shot, err := proto.PageCaptureScreenshot{Format: proto.PageCaptureScreenshotFormatPng, Clip: clip, OptimizeForSpeed: true}.Call(w)
	if err != nil {
		w.t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		w.t.Fatal(err)
	}
	return picture
}

// ratio is the contrast between two colours, as WCAG computes it.
func ratio(a, b color.Color) float64 {
	luminance := func(c color.Color) float64 {
		linear := func(v uint32) float64 {
			f := float64(v) / 0xffff
			if f <= .04045 {
				return f / 12.92
			}
			return math.Pow((f+.055)/1.055, 2.4)
		}
		r, g, b, _ := c.RGBA()
		return .2126*linear(r) + .7152*linear(g) + .0722*linear(b)
	}
	if a == b {
		return 1
	}
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + .05) / (math.Min(la, lb) + .05)
}

// back walks from the last element to the first with Shift and Tab, and out of
// the page at both ends.
func (w *tab) back(page string, v view, names []string) []finding {
	w.t.Helper()
	w.run(nil, `() => document.addEventListener("focusin", e => window.focusTest.back.push(window.focusTest.stops.indexOf(e.target)))`)
	if err := w.Keyboard.Press(input.ShiftLeft); err != nil {
		w.t.Fatal(err)
	}
	for range names {
		w.press(input.Tab)
	}
	if err := w.Keyboard.Release(input.ShiftLeft); err != nil {
		w.t.Fatal(err)
	}
	var order []int
	w.run(&order, `() => window.focusTest.back`)
	for i := range len(names) - 1 {
		want := len(names) - 2 - i
		if i >= len(order) || order[i] != want {
			return []finding{{page, "focus", "trap", fmt.Sprintf("%s, Shift+Tab does not come back to %s", v, names[want])}}
		}
	}
	var out bool
	w.run(&out, `() => { window.focusTest.stops.at(-1).focus(); return true }`)
	w.press(input.Tab)
	w.run(&out, `() => window.focusTest.stops.length < 2 || document.activeElement !== window.focusTest.stops.at(-1)`)
	if !out {
		return []finding{{page, "focus", "trap", fmt.Sprintf("%s, Tab does not leave %s, the last of the page", v, names[len(names)-1])}}
	}
	return nil
}

// operate returns what the keyboard cannot open and close, fields that take the
// visitor elsewhere while they are filled in, and keys that do something on
// their own (WCAG 2.1.1, 2.1.4, 3.2.1, 3.2.2).
func (w *tab) operate(page string, v view) []finding {
	w.t.Helper()
	var found []finding
	report := func(rule, detail string) {
		found = append(found, finding{page, "focus", rule, v.String() + ", " + detail})
	}
	var kinds []string
	w.run(&kinds, `() => { window.focusTest.born = performance.timeOrigin; return window.focusTest.stops.map(e => e.matches("summary") ? "summary" : e.matches("input, select, textarea") ? "field" : "") }`)
	const put = `i => { const e = window.focusTest.stops[i]; e.focus(); return window.focusTest.name(e) }`
	for i, kind := range kinds {
		var name string
		var ok bool
		switch kind {
		case "summary":
			w.run(&name, put, i)
			for _, key := range []input.Key{input.Enter, input.Space} {
				open := `i => window.focusTest.stops[i].parentElement.open`
				var before, after bool
				w.run(&before, open, i)
				w.press(key)
				w.run(&after, open, i)
				if before == after {
					report("summary", fmt.Sprintf("the key %s does not open or close %s", key.Info().Code, name))
				}
			}
		case "field":
			w.run(&name, put, i)
			w.press('a', input.ArrowDown)
			w.run(&ok, `i => performance.timeOrigin === window.focusTest?.born && window.focusTest.stops[i] === document.activeElement`, i)
			if !ok {
				report("moves", "filling in "+name+" leads elsewhere")
				return found
			}
		}
	}
	var has bool
	if w.run(&has, `() => { document.activeElement.blur(); window.focusTest.html = document.body.innerHTML; return [...document.scripts].some(s => s.src) }`); !has {
		return found // nothing listens
	}
	for key := 'a'; key <= 'z'; key++ {
		w.press(input.Key(key))
	}
	var quiet bool
	w.run(&quiet, `() => window.focusTest?.html === document.body.innerHTML && document.activeElement === document.body`)
	if !quiet {
		report("shortcut", "a letter does something while no field has the focus")
	}
	return found
}

// skipLink returns what is wrong with the first link of the page, which leads
// past the menu to the content.
func (w *tab) skipLink(page string, v view) []finding {
	w.t.Helper()
	w.visit(w.address, v)
	var past bool
	w.run(&past, `() => Boolean(document.querySelector("header, nav"))`)
	if !past { // nothing stands before the content, as in a frame
		return nil
	}
	w.press(input.Tab)
	w.press(input.Enter)
	// The browser follows the link after the key.
	w.run(nil, `async () => { for (let i = 0; i < 50 && !location.hash; i++) await new Promise(r => setTimeout(r, 10)) }`)
	w.press(input.Tab)
	var r struct {
		Inside bool
		Name   string
	}
	w.run(&r, `() => {
		const e = document.activeElement, main = document.querySelector("main")
		// A page without links in its content goes on to the footer.
		const after = main && main.compareDocumentPosition(e) & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING)
		const links = main && [...main.querySelectorAll("a[href], summary, button, input, [tabindex='0']")].some(x => x.checkVisibility())
		return {inside: Boolean(after) && (!links || main.contains(e)), name: e.tagName.toLowerCase() + " " + JSON.stringify(e.textContent.trim().slice(0, 40))}
	}`)
	if !r.Inside {
		return []finding{{page, "focus", "skip-link", fmt.Sprintf("%s, after Tab, Enter, Tab the focus is on %s, not in the content", v, r.Name)}}
	}
	return nil
}
