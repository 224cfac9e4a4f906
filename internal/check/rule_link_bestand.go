package check

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var linkFile = rule[*text]{
	Rule: &diag.Rule{
		Code: "link-bestand", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 2.4.4 (A), techniek G197; ATAG 2.0, B.2.5",
		Title: lang.T("Een link naar een bestand, zonder soort en grootte", "A link to a file, without its type and size"),
		Why: lang.T("Wie op een telefoon leest of weinig data heeft, wil weten dat een link een bestand ophaalt. En niet iedereen kan elk soort bestand openen.",
			"Who reads on a telephone or has little data wants to know that a link fetches a file. And not everyone can open every type of file."),
		Wrong: "Lees het [verslag van de avond](/media/verslag.pdf).",
		Right: "Lees het [verslag van de avond (PDF, 120 kB)](/media/verslag.pdf).",
	},
	check: func(t *text, report report) {
		for _, l := range t.doc.Links() {
			kind := fileKind(l.Dest)
			if kind == "" || l.Auto || isAddress(l.Text) || strings.TrimSpace(l.Text) == "" {
				continue
			}
			// What stands in brackets right behind the link is read with it.
			said := l.Text + " " + behindLink.FindString(t.src.Text[l.End:])
			hasType, hasSize := saysKind(said, kind), saidSize.MatchString(said)
			if hasType && hasSize {
				continue
			}
			hint, edits := t.fileHint(l, kind, hasType)
			message := lang.F("deze link haalt een bestand op (%s), maar zegt dat niet", "this link fetches a file (%s), but does not say so", kind)
			if hasType {
				message = lang.F("deze link haalt een bestand op (%s), maar zegt niet hoe groot het is", "this link fetches a file (%s), but does not say how large it is", kind)
			}
			report(t.place(l.Offset, l.End), message, hint, edits...)
		}
	},
}

var (
	behindLink = regexp.MustCompile(`^\s?\([^()\n]{1,40}\)`)
	saidSize   = regexp.MustCompile(`(?i)\d\s?(?:bytes?|[kmg]i?b|kilobyte|megabyte)\b`)
)

// fileKinds are the types of files that a browser does not show as a page, by
// the ending of their names.
var fileKinds = map[string]string{
	".pdf": "PDF", ".doc": "Word", ".docx": "Word", ".docm": "Word", ".dotx": "Word", ".odt": "ODT", ".rtf": "RTF",
	".xls": "Excel", ".xlsx": "Excel", ".xlsm": "Excel", ".ods": "ODS", ".csv": "CSV",
	".ppt": "PowerPoint", ".pptx": "PowerPoint", ".pps": "PowerPoint", ".ppsx": "PowerPoint", ".odp": "ODP",
	".zip": "ZIP", ".7z": "7z", ".rar": "RAR", ".epub": "EPUB",
}

// fileKind returns the type of the file to which dest leads, "" when it is a page.
func fileKind(dest string) string {
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if !internal(dest) && !markdown.External(dest) {
		return ""
	}
	return fileKinds[strings.ToLower(path.Ext(dest))]
}

// saysKind reports whether a text names a type of file.
func saysKind(s, kind string) bool {
	s = strings.ToLower(s)
	for _, w := range wordsOf(s) {
		if w == strings.ToLower(kind) || strings.HasPrefix(w, strings.ToLower(kind)+"-") || fileKinds["."+w] == kind {
			return true
		}
	}
	return false
}

// fileHint says what to write behind the text of a link to a file, with the edit
// when the file is here, so that its size is known.
func (t *text) fileHint(l markdown.Link, kind string, hasType bool) (hint lang.Text, edits []diag.Edit) {
	size, ok := int64(0), false
	if internal(l.Dest) {
		size, ok = t.size(t.src.Path(), l.Dest)
	}
	if !ok {
		return lang.F("Zet soort en grootte achter de tekst van de link: (%s, 1,2 MB).", "Put type and size behind the text of the link: (%s, 1.2 MB).", kind), nil
	}
	comma := t.Settings == nil || t.Settings.Taal != "en"
	want := "(" + kind + ", " + fileSize(size, comma) + ")"
	if hasType {
		want = "(" + fileSize(size, comma) + ")"
	}
	hint = lang.F("Zet achter de tekst van de link: %s.", "Put behind the text of the link: %s.", want)
	raw := t.src.Text[l.Offset:l.End]
	if i := strings.LastIndex(raw, "]("); i > 0 {
		if at := t.src.Place(l.Offset+i, "]("); at.End.Column == at.Start.Column+len("](") {
			offset := t.file.Offset(at.Start)
			edits = []diag.Edit{{Start: offset, End: offset, New: " " + want}}
		}
	}
	return hint, edits
}

// size returns the size of the file of this site to which a link in the file
// from leads.
func (g Given) size(from, dest string) (int64, bool) {
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	names := []string{path.Join(path.Dir(from), dest)}
	if strings.HasPrefix(dest, "/") {
		names = []string{content.Dir + dest, content.PaginasDir + dest}
	} else if strings.HasPrefix(dest, content.Dir+"/") {
		names = []string{dest}
	}
	for _, name := range names {
		if n, ok := g.Files[name]; ok {
			return n, true
		}
	}
	return 0, false
}

// fileSize writes a number of bytes as people do: 640 kB, 1,2 MB.
func fileSize(n int64, comma bool) string {
	if n < 999_500 {
		return fmt.Sprintf("%d kB", max(1, (n+500)/1000))
	}
	tenths := (n + 50_000) / 100_000
	s := fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
	if comma {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// IsOffice reports whether the file with this name is of a type that links to it
// must name.
func IsOffice(name string) bool { return fileKinds[strings.ToLower(path.Ext(name))] != "" }
