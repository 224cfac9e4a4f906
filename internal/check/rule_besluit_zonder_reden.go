package check

import (
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var answerWithoutReason = rule[*document]{
	Rule: &diag.Rule{
		Code: "besluit-zonder-reden", Group: diag.Honest, Severity: diag.Error, Source: "Weerklank: een antwoord zegt waarom; vergelijk artikel 3:46 Awb", Fixed: true,
		Title: lang.T("Een besluit zonder reden", "A besluit without a reden"),
		Why: lang.T("Een antwoord zonder uitleg is geen antwoord. Mensen accepteren een nee als zij begrijpen waarom. De reden van het geheel telt niet voor elk signaal: wie iets zei, wil weten waarom er met dat ene iets wel of niet is gedaan.",
			"An answer without explanation is no answer. People accept a no when they understand why. The reason for the whole does not count for each signaal: who said something wants to know why something was or was not done with that."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek om de speelplek.\n    besluit: niet-overgenomen",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek om de speelplek.\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg. Zo blijft er geld over voor een schommel.",
	},
	answer: true,
	check: func(d *document, report report) {
		look := func(n content.Node, b traject.Besluit, reden *traject.Markdown, of lang.Text) {
			// A reason of only a comment is none: comments are not published.
			if b == "" || b == traject.InBehandeling || reden != nil && d.texts[reden].Text() != "" {
				return
			}
			if reden == nil && misread(n, "reden") {
				return
			}
			at := n.At("besluit")
			if has(n, "reden") {
				at = n.KeyAt("reden")
			}
			report(at, lang.F("bij %s staat geen reden%s", "there is no reden for %s%s", b, of),
				lang.T("Schrijf bij reden: waarom dit het antwoord is. Is er nog geen antwoord? Maak er besluit: in-behandeling van.",
					"Write at reden: why this is the answer. Is there no answer yet? Then make it besluit: in-behandeling."))
		}
		look(d.Node, d.Besluit, d.Reden, lang.T(" (het antwoord op het geheel)", " (the answer on the whole)"))
		for _, s := range d.Signalen {
			look(s.Node, s.Besluit, s.Reden, lang.Text{})
		}
	},
}

// has reports whether n has the key name, be it with an empty value.
func has(n content.Node, name string) bool {
	// For a key that is not there both give the place of the first key; for the
	// first key itself only KeyAt does.
	return n.KeyAt(name) != n.Start() || n.At(name) != n.Start()
}
