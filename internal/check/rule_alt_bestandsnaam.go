package check

import (
	"path"
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var altFileName = rule[*text]{
	Rule: &diag.Rule{
		Code: "alt-bestandsnaam", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.1.1 (A); ATAG 2.0, B.2.3.1",
		Title: lang.T("Een beschrijving die de naam van een bestand is", "A description that is the name of a file"),
		Why: lang.T("Wie niet ziet, hoort dan “img underscore 2043 punt jpg”, en weet nog niets.",
			"Who does not see then hears “img underscore 2043 dot jpg”, and still knows nothing."),
		Wrong: "![IMG_2043.jpg](/media/tekening.jpg)",
		Right: "![Van boven gezien: een klimrek, een schommel en een zandbak.](/media/tekening.jpg)",
	},
	check: func(t *text, report report) {
		for _, i := range t.doc.Images() {
			if isFileName(i.Alt, i.Dest) {
				report(t.place(i.Offset, i.End), lang.F("de beschrijving van dit beeld is de naam van een bestand: %s", "the description of this image is the name of a file: %s", short(i.Alt)), hintAlt)
			}
		}
	},
}

var hintAlt = lang.T("Schrijf tussen [ en ] wat er te zien is, in een of twee zinnen.", "Write between [ and ] what is to be seen, in one or two sentences.")

var (
	fileEnding = regexp.MustCompile(`(?i)\.(?:jpe?g|png|gif|svg|webp|avif|tiff?|bmp|heic|heif|eps|psd|pdf)\)?$`)
	cameraName = regexp.MustCompile(`(?i)^(?:img|imgp?|dsc[nf]?|dcim|pxl|mvimg|p|scan|screenshot|screen ?shot|schermafbeelding|schermafdruk|schermopname|whatsapp image|image|afbeelding|foto|photo|picture|beeld|untitled|naamloos|unnamed|download|kopie van)[ _-]*(?:op )?\(?\d[\d ._:()-]*(?:(?:at|om) [\d.]+)?[a-z]?(?: ?\(\d+\))?$`)
	joined     = regexp.MustCompile(`^[\pL\d.()]+(?:_[\pL\d.()-]*)+$|^[\pL\d]+(?:-[\pL\d]+){2,}$`)
	longCode   = regexp.MustCompile(`(?i)^[0-9a-f-]{12,}$`)
)

// isFileName reports whether the description of the image at dest is the name of
// a file, of this image or of any.
func isFileName(alt, dest string) bool {
	alt = strings.TrimSpace(alt)
	if alt == "" {
		return false
	}
	base := path.Base(dest)
	stem := strings.TrimSuffix(base, path.Ext(base))
	named := strings.EqualFold(alt, base) || strings.EqualFold(alt, stem) && strings.ContainsAny(stem, "-_0123456789")
	return named || fileEnding.MatchString(alt) || cameraName.MatchString(alt) || joined.MatchString(alt) || longCode.MatchString(alt)
}
