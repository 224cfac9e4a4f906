package sitetest

// reflow returns what does not fit in v, as it is and with the text spacing of
// WCAG 1.4.12: the page that scrolls sideways, text that is cut off or lies over
// other text, and a part that scrolls but cannot be reached or has no name.
func reflow(w *tab, page string, v view) []finding {
	w.t.Helper()
	const fits = `
		if (document.documentElement.scrollWidth > innerWidth) {
			const wide = visible.filter(e => e.getBoundingClientRect().right > innerWidth + .5 && !inScroller(e))
			const inner = wide.filter(e => !wide.some(o => o !== e && e.contains(o)))
			report("overflow", document.documentElement, document.documentElement.scrollWidth + " px wide because of " + inner.slice(0, 3).map(name).join(", "))
		}
		for (const e of visible) {
			if (e.closest("svg")) continue
			const style = getComputedStyle(e)
			if (scrolls(e) && e.scrollWidth > e.clientWidth + 1) {
				const labelled = e.getAttribute("aria-label") || e.getAttribute("aria-labelledby")
				if (e.tabIndex < 0 || !labelled || !["region", "group"].includes(e.getAttribute("role"))) report("scroll-region", e)
			}
			const hides = ["hidden", "clip"]
			const cutX = hides.includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1
			const cutY = hides.includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1
			if ((cutX || cutY) && e.textContent.trim() && !forEars(e)) report("cut-off", e)
		}
		const lines = []
		for (const e of texts) {
			if (inScroller(e)) continue
			for (const n of e.childNodes) {
				if (n.nodeType !== Node.TEXT_NODE || !n.data.trim()) continue
				const range = document.createRange()
				range.selectNodeContents(n)
				for (const box of range.getClientRects()) if (box.width > 2) lines.push({e, box})
			}
		}
		lines.sort((a, b) => a.box.top - b.box.top)
		lines.forEach((a, i) => {
			for (let j = i + 1; j < lines.length && lines[j].box.top < a.box.bottom; j++) {
				const b = lines[j]
				const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
				const high = Math.min(a.box.bottom, b.box.bottom) - b.box.top
				// The boxes of letters are higher than the letters.
				if (wide > 2 && high > .4 * Math.min(a.box.height, b.box.height)) report("overlap", b.e, "lies over " + name(a.e))
			}
		})`
	found := w.examine("reflow", page, v, fits)
	w.run(nil, `() => {
		const sheet = new CSSStyleSheet()
		sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }")
		window.spacing = sheet
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
	}`)
	defer w.run(nil, `() => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(s => s !== window.spacing) }`)
	for _, f := range w.examine("reflow", page, v, fits) {
		f.detail = "with text spacing, " + f.detail
		found = append(found, f)
	}
	return found
}

// order returns parts that stand in another order than they are read aloud: a
// part above the part before it, or before it in the same row. Columns beside
// each other are each in order.
func order(w *tab, page string, v view) []finding {
	w.t.Helper()
	return w.examine("order", page, v, `
		for (const e of visible) {
			if (e.closest("svg")) continue
			const style = getComputedStyle(e)
			const parts = [...e.children].filter(c => shown.has(c) && c.textContent.trim() && !c.closest("svg")
				&& !["absolute", "fixed"].includes(getComputedStyle(c).position))
			for (let i = 1; i < parts.length; i++) {
				const [a, b] = [parts[i - 1].getBoundingClientRect(), parts[i].getBoundingClientRect()]
				if (!a.width || !b.width) continue
				const above = b.bottom <= a.top + 1 && b.left < a.right - 1
				const row = Math.abs(a.top - b.top) < 12 // what begins lower is in a column of its own
				const before = row && (style.direction === "rtl" ? b.left >= a.right - 1 : b.right <= a.left + 1)
				if (above || before) report("visual", parts[i], "comes after " + name(parts[i - 1]) + " and stands before it")
			}
		}`)
}

// direction returns texts in a script that is written from right to left, such
// as Arabic, that are set from left to right, and those in a sentence of the
// other direction that are not kept apart from it.
func direction(w *tab, page string, v view) []finding {
	w.t.Helper()
	return w.examine("direction", page, v, `
		const first = text => (text.match(/\p{L}/u) || [""])[0]
		const rtl = e => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(first(e.textContent))
		const inline = e => getComputedStyle(e).display === "inline"
		const blocks = new Set()
		for (const e of texts) {
			let block = e
			while (inline(block)) block = block.parentElement
			blocks.add(block)
			const apart = getComputedStyle(e).unicodeBidi !== "normal"
			if (e !== block && rtl(e) && !apart && block.textContent.trim() !== e.textContent.trim()) report("not-apart", e)
		}
		for (const e of blocks) {
			const style = getComputedStyle(e)
			if (rtl(e) && style.direction !== "rtl" && style.unicodeBidi !== "plaintext") report("left-to-right", e)
		}`)
}

// motion returns what never stops moving, and in a view without motion what
// moves at all.
func motion(w *tab, page string, v view) []finding {
	w.t.Helper()
	return w.examine("motion", page, v, `
		const still = matchMedia("(prefers-reduced-motion: reduce)").matches
		const takesTime = list => list.split(",").some(t => parseFloat(t) > 0)
		for (const e of [document.documentElement, document.body, ...visible]) {
			for (const part of [undefined, "::before", "::after"]) {
				const s = getComputedStyle(e, part)
				if (part && s.content === "none") continue
				if (s.animationName !== "none" && s.animationIterationCount.includes("infinite")) report("endless", e)
				const moves = s.animationName !== "none" && takesTime(s.animationDuration) || s.transitionProperty !== "none" && takesTime(s.transitionDuration)
				if (still && (moves || s.scrollBehavior === "smooth")) report("moves", e)
			}
			if (e.matches("marquee, blink, [autoplay]")) report("endless", e)
		}`)
}

// shapes returns drawings of which nothing stands out from what is behind them,
// and fields and buttons of which the edge does not: 3 to 1, WCAG 1.4.11.
func shapes(w *tab, page string, v view) []finding {
	w.t.Helper()
	return w.examine("shapes", page, v, `
		const stands = (color, on) => { const c = rgba(color); return c[3] > 128 && contrast(c, on) >= 3 }
		for (const svg of document.querySelectorAll("svg")) {
			if (!shown.has(svg)) continue
			const on = behind(svg)
			const drawn = [...svg.querySelectorAll("*")].filter(e => e instanceof SVGGeometryElement && e.checkVisibility())
			const seen = e => { const s = getComputedStyle(e); return [s.fill, s.stroke].some(c => c !== "none" && stands(c, on)) }
			if (drawn.length && !drawn.some(seen)) report("faint", svg, svg.parentElement ? "in " + name(svg.parentElement) : "")
		}
		for (const e of document.querySelectorAll("input, select, textarea, button")) {
			if (!shown.has(e) || forEars(e)) continue
			const s = getComputedStyle(e), on = behind(e.parentElement)
			const edge = ["Top", "Right", "Bottom", "Left"].some(side => s["border" + side + "Style"] !== "none" && parseFloat(s["border" + side + "Width"]) > 0 && stands(s["border" + side + "Color"], on))
			if (!edge && !stands(s.backgroundColor, on)) report("edge", e)
		}`)
}

// ownColours returns what is lost when the visitor chose the colours: text that
// does not stand out, links in a text that look like it, and the present part
// of a menu or a list when it looks like the others.
func ownColours(w *tab, page string, v view) []finding {
	w.t.Helper()
	return w.examine("forced", page, v, `
		if (!matchMedia("(forced-colors: active)").matches) report("not-forced", document.documentElement)
		const look = e => { const s = getComputedStyle(e); return [s.color, s.fontWeight, s.textDecorationLine, s.borderBlockEnd, s.borderInlineStart, s.outline].join() }
		for (const e of texts) {
			const c = contrast(rgba(getComputedStyle(e).color), behind(e))
			if (c < 4.5) report("text", e, c.toFixed(1) + " to 1")
		}
		for (const e of visible.filter(e => e.matches("p a[href], li a[href], dd a[href]"))) {
			const s = getComputedStyle(e), around = getComputedStyle(e.parentElement)
			if (e.closest("nav") || s.textDecorationLine.includes("underline") || s.color !== around.color) continue
			if (parseFloat(s.borderBlockEndWidth) === 0) report("link", e)
		}
		for (const e of visible.filter(e => e.matches("[aria-current]"))) {
			const item = e.closest("li")
			const others = item ? [...item.parentElement.children].flatMap(li => e === item ? [li] : [...li.querySelectorAll(e.tagName)]).filter(o => !o.hasAttribute("aria-current")) : []
			if (others.length && others.every(o => look(o) === look(e))) report("current", e)
		}`)
}

// bare returns what is wrong without style sheets: words that only a style
// sheet has, words that are gone, drawings without a size of their own, and a
// first heading that is not the title.
func bare(w *tab, page string, v view) []finding {
	w.t.Helper()
	return w.examine("bare", page, v, `
		for (const e of visible) {
			for (const part of ["::before", "::after"]) {
				const words = getComputedStyle(e, part).content.replace(/\/.*/, "").match(/"[^"]*\p{L}[^"]*"/gu) || []
				if (!words.every(s => (e.textContent + e.ariaLabel).includes(s.slice(1, -1).trim()))) report("generated", e, words.join())
			}
		}
		for (const s of document.styleSheets) s.disabled = true
		for (const e of texts) {
			const details = e.closest("details:not([open])")
			if (!e.checkVisibility() && !(details && details.checkVisibility())) report("lost", e)
		}
		for (const svg of document.querySelectorAll("svg")) {
			if (svg.parentElement.closest("svg")) continue
			const box = svg.getBoundingClientRect() // a chart is as wide as the page, and low
			if (!svg.getAttribute("width") || box.width > innerWidth / 2 && box.height > innerHeight / 4) report("huge", svg)
		}
		const main = document.querySelector("main")
		const heading = main && main.querySelector("h1, h2, h3, h4, h5, h6")
		if (!heading || heading.tagName !== "H1") report("first-heading", heading || document.body)`)
}

// scripts returns what differs with and without the scripts of the page: what
// goes when they run, what comes outside of the parts that are about searching,
// and without them a control that does nothing.
func scripts(w *tab, page string, v view) []finding {
	w.t.Helper()
	const content = `() => {` + helpers + `
		const about = "form, search, [role=search], [role=status], output"
		return [...document.body.querySelectorAll("a[href], h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, caption, summary")]
			.filter(e => shown.has(e) && !e.closest(about) && e.textContent.trim())
			.map(e => e.tagName + " " + (e.getAttribute("href") || "") + " " + e.textContent.trim().replace(/\s+/g, " "))
	}`
	found := w.examine("script", page, v, `
		for (const e of visible.filter(e => e.matches("button, input, select, textarea"))) {
			const form = e.form
			if (!form || !form.querySelector("button:not([type=button]), input[type=submit]")) report("dead", e)
		}`)
	var has bool
	if w.run(&has, `() => [...document.scripts].some(s => s.src)`); !has {
		return found
	}
	var without, with []string
	w.run(&without, content)
	v.noScript = false
	w.visit(w.address, v)
	w.run(&with, content)
	for _, line := range missing(without, with) {
		found = append(found, finding{page, "script", "removes", line})
	}
	for _, line := range missing(with, without) {
		found = append(found, finding{page, "script", "adds", line})
	}
	return found
}

// missing returns the lines that are in one list and not in another.
func missing(in, from []string) []string {
	have := map[string]bool{}
	for _, line := range from {
		have[line] = true
	}
	var lines []string
	for _, line := range in {
		if !have[line] {
			lines = append(lines, line)
		}
	}
	return lines
}
