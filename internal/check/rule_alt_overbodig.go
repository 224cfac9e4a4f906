package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var altRedundant = rule[*text]{
	Rule: &diag.Rule{
		Code: "alt-overbodig", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.1.1 (A); ATAG 2.0, B.2.3.1",
		Title: lang.T("Een beschrijving die zegt dat het een beeld is", "A description that says it is an image"),
		Why: lang.T("Een schermlezer zegt zelf al dat er een afbeelding staat. Wie luistert, wil weten wat erop te zien is.",
			"A screen reader says itself that there is an image. Who listens wants to know what is to be seen in it."),
		Wrong: "![Foto van de nieuwe speelplek](/media/tekening.jpg)",
		Right: "![De nieuwe speelplek, met een hek en een toegang van een meter breed.](/media/tekening.jpg)",
	},
	check: func(t *text, report report) {
		for _, i := range t.doc.Images() {
			alt := folded(i.Alt)
			switch {
			case strings.TrimSpace(i.Alt) == "" || isFileName(i.Alt, i.Dest) || !markdown.SafeDest(i.Dest):
			case alt == "" || onlyImage.MatchString(alt):
				report(t.place(i.Offset, i.End), lang.F("de beschrijving %q zegt niet wat er te zien is", "the description %q does not say what is to be seen", short(i.Alt)), hintAlt)
			case imageOf.MatchString(alt):
				report(t.place(i.Offset, i.End), lang.F("de beschrijving begint met %q", "the description begins with %q", imageOf.FindString(alt)),
					lang.T("Laat die woorden weg, en begin met wat er te zien is.", "Leave out those words, and begin with what is to be seen."))
			}
		}
	},
}

var (
	imageOf = regexp.MustCompile(`^(?:(?:dit is|hier (?:ziet u|zie je|staat)|we zien|u ziet|je ziet)(?: hier)? )?(?:(?:een|de|het|deze|dit|bijgaande|onderstaande|mooie|kleuren|an?|the|this) )*(?:kleuren|sfeer)?(?:foto|foto['’]?s|fotootje|afbeelding(?:en)?|plaatje|prent|sfeerbeeld|illustratie|image|picture|photo(?:graph)?|pic|illustration)(?: \pL|:)|^(?:op|in) (?:de|deze|het|dit|bijgaande) (?:foto|afbeelding|plaatje|beeld|illustratie)\b`)
	// onlyImage is a description that only names the kind of thing it stands for.
	onlyImage = regexp.MustCompile(`^(?:(?:een|de|het|deze|dit is een|onze|ons|an?|the) )?(?:foto|foto['’]?s|fotootje|sfeerfoto|sfeerbeeld|luchtfoto|afbeelding|plaatje|beeld|illustratie|logo|logootje|icoon|icoontje|icon|pictogram|tekening|schets|grafiek|diagram|kaart|kaartje|plattegrond|infographic|schema|tabel|banner|screenshot|schermafbeelding|image|picture|photo|graphic|chart|map|drawing|alt|alt-?tekst|alttekst|beschrijving|omschrijving|header|headerfoto|placeholder|decoratie|decoratief|decoratieve afbeelding|sier|geen|leeg|n\.?v\.?t|nvt|x|test|todo|foto \d+|afbeelding \d+|figuur \d+|figuur|bijlage)$`)
)
