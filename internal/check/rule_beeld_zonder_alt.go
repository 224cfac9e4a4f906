package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var imageAlt = rule[*text]{
	Rule: &diag.Rule{
		Code: "beeld-zonder-alt", Group: diag.Accessible, Severity: diag.Error, Source: "WCAG 2.2, 1.1.1 (A); ATAG 2.0, B.2.3", Fixed: true,
		Title: lang.T("Een beeld zonder beschrijving", "An image without a description"),
		Why: lang.T("Wie niet of slecht ziet, hoort de beschrijving in plaats van het beeld. Zonder beschrijving mist die lezer wat u laat zien. Het is ook verplicht.",
			"Who does not see, or badly, hears the description instead of the image. Without it that reader misses what you show. It is required by law, too."),
		Wrong: "![](/media/tekening.jpg)",
		Right: "![De nieuwe speelplek van boven: een klimrek, een schommel en een zandbak.](/media/tekening.jpg)",
	},
	check: func(t *text, report report) {
		for _, i := range t.doc.Images() {
			if i.Alt == "" && !i.Decorative {
				report(t.place(i.Offset, i.End), lang.F("het beeld %s heeft geen beschrijving", "the image %s has no description", short(i.Dest)),
					lang.T("Schrijf tussen [ en ] wat er te zien is, in een of twee zinnen. Is het beeld alleen versiering? Zet er dan {decoratief} direct achter.",
						"Write between [ and ] what is to be seen, in one or two sentences. Is the image only decoration? Then put {decoratief} directly behind it."))
			}
		}
	},
}
