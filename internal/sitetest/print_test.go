package sitetest

// printed returns what is lost on paper: text that was on the screen, or in a part
// that was closed, and is not there; text that does not fit, that paper shows too
// faintly, or that vanishes when the printer leaves out backgrounds; and a sheet
// that does not say which page it is.
func printed(w *tab, page string, v view) []finding {
	w.t.Helper()
	w.paper(v, false)
	// What paper may leave out: ways to get somewhere else, and what opens a part.
	w.run(nil, `() => {
		const elsewhere = "nav:not(.wk-nota__inhoud, .wk-voet__deel), [role=search], form, .wk-skip, .wk-zoek, .wk-verder, .wk-nota__scherm, .wk-toc, .wk-voet nav, .wk-citeer-meer, summary"
		const framed = document.querySelector(".wk-pagina--nota, .wk-pagina--poster") ? ", .wk-kop__rij, .wk-pagina--poster .wk-kop, body > footer" : ""
		const own = e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim())
		const closed = e => e.closest("details:not([open])") && !e.closest("[hidden]")
		window.onScreen = [...document.body.querySelectorAll("*")].filter(e => own(e) && !e.closest(elsewhere + framed) && (e.checkVisibility() || closed(e)))
	}`)
	w.paper(v, true)
	return w.examine("print", page, v, `
		const white = [255, 255, 255, 255]
		for (const e of window.onScreen) {
			if (!e.checkVisibility()) { report("hidden", e); continue }
			if (e.closest("svg")) continue // a drawing is printed with its own fills
			const color = rgba(getComputedStyle(e).color)
			if (contrast(color, white) < 7) report("faint", e, contrast(color, white).toFixed(1) + " to 1 on white")
			else if (contrast(color, behind(e)) < 7) report("on-dark", e)
		}
		const whole = document.scrollingElement
		if (whole.scrollWidth > innerWidth + 1) report("too-wide", whole, whole.scrollWidth + " px")
		for (const e of visible) {
			const s = getComputedStyle(e)
			if (e.clientWidth <= 1 || e.clientHeight <= 1 || e.closest("svg") || !e.textContent.trim()) continue
			// Nothing scrolls on paper.
			if (s.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 || s.overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1) report("cut-off", e)
		}
		const canonical = document.querySelector("link[rel=canonical]"), refresh = document.querySelector("meta[http-equiv=refresh], meta[name=not-now]")
		if (canonical && !refresh && !(document.body.innerText + document.documentElement.dataset.wkAdres).includes(canonical.getAttribute("href")) && !document.querySelector(".wk-pagina--niet-gevonden"))
			report("address", canonical, canonical.getAttribute("href"))`)
}

// paper shows the page as v on paper, or as it was on the screen before.
func (w *tab) paper(v view, is bool) {
	w.t.Helper()
	v.paper = is
	if err := v.media().Call(w); err != nil {
		w.t.Fatal(err)
	}
}
