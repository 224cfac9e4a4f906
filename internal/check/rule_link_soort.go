package check

import (
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/traject"
)

// The same rule holds for links in keys, where package traject looks for it.
var linkScheme = rule[*text]{Rule: traject.RuleLinkScheme, check: checkLinkScheme}

func checkLinkScheme(t *text, report report) {
	look := func(dest string, offset, end int) {
		if markdown.SafeDest(dest) && !strings.HasPrefix(dest, "//") {
			return
		}
		at := t.destPlace(offset, end, dest)
		switch scheme, _, _ := strings.Cut(dest, ":"); {
		case strings.HasPrefix(dest, "//"):
			report(at, lang.T("een link die met // begint, is niet duidelijk", "a link that begins with // is not clear"),
				lang.T("Zet er https: voor.", "Put https: before it."))
		case strings.EqualFold(scheme, "file") || len(scheme) == 1:
			report(at, lang.F("%q is een bestand op een computer, dat anderen niet kunnen openen", "%q is a file on a computer, which others cannot open", short(dest)),
				lang.T("Zet het bestand in content/media/ en link naar /media/naam-van-het-bestand.pdf.", "Put the file in content/media/ and link to /media/name-of-the-file.pdf."))
		default:
			report(at, lang.F("een link met %s: wordt niet gepubliceerd", "a link with %s: is not published", short(scheme)),
				lang.T("Een link begint met https://, http://, mailto: of tel:, of met / voor een plek op deze website.",
					"A link begins with https://, http://, mailto: or tel:, or with / for a place on this site."))
		}
	}
	for _, l := range t.doc.Links() {
		look(l.Dest, l.Offset, l.End)
	}
	for _, i := range t.doc.Images() {
		look(i.Dest, i.Offset, i.End)
	}
}
