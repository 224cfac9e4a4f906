package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var tooComplex = rule[*text]{
	Rule: &diag.Rule{
		Code: "te-ingewikkeld", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een tekst die te ingewikkeld is om op te maken", "A text too complex to format"),
		Why: lang.T("Over sommige teksten doet het programma minuten, of het geheugen loopt vol: duizenden sterretjes in één alinea, lijsten in lijsten in lijsten. Zo'n tekst is voor lezers ook niet te volgen. Vaak is er iets misgegaan bij het plakken.",
			"Some texts take the program minutes or all memory: thousands of asterisks in one paragraph, lists in lists in lists. Readers cannot follow such a text either. Often something went wrong while pasting."),
		Wrong: strings.Repeat("> ", 21) + "Wij willen een hek.",
		Right: "> Wij willen een hek.",
	},
	check: func(t *text, report report) {
		offset, reason, ok := t.doc.Refused()
		if !ok {
			return
		}
		message, hint := explainRefusal(reason)
		start := short(firstLine(t.src.Text[offset:]))
		report(t.src.Place(offset, strings.TrimSuffix(start, "…")), message, hint)
	},
}

func explainRefusal(r markdown.Reason) (message, hint lang.Text) {
	switch r {
	case markdown.TooLong:
		return lang.T("deze tekst heeft veel te veel regels", "this text has far too many lines"),
			lang.T("Verdeel de tekst over meer bestanden, of zet de bijlage als document in content/media/.", "Divide the text over more files, or put the annex in content/media/ as a document.")
	case markdown.TooDeep:
		return lang.T("hier staan te veel lijsten of citaten in elkaar", "here too many lists or quotations stand in one another"),
			lang.T("Haal de tekens > of - aan het begin van de regel weg, of de spaties ervoor.", "Remove the characters > or - at the beginning of the line, or the spaces before them.")
	case markdown.TooManyCells:
		return lang.T("deze tabel heeft te veel kolommen of cellen", "this table has too many columns or cells"),
			lang.T("Maak er kleinere tabellen van, of zet de gegevens als CSV in content/media/.", "Make smaller tables of it, or put the data in content/media/ as CSV.")
	case markdown.TooManyNotes:
		return lang.T("deze tekst heeft te veel voetnoten of adressen van links: [naam]:", "this text has too many footnotes or addresses of links: [name]:"),
			lang.T("Verdeel de tekst over meer bestanden. Schrijf een link als [tekst](adres).", "Divide the text over more files. Write a link as [text](address).")
	case markdown.TooMuchCopied:
		return lang.T("een heel lang adres wordt heel vaak gebruikt", "a very long address is used very often"),
			lang.T("Maak het adres achter [naam]: korter.", "Make the address after [name]: shorter.")
	default:
		return lang.T("hier staan te veel tekens als * _ [ ] ` < ! bij elkaar", "here too many characters such as * _ [ ] ` < ! stand together"),
			lang.T("Zet een lege regel tussen de alinea's, of haal tekens weg die niets betekenen.", "Leave a line empty between the paragraphs, or remove characters that mean nothing.")
	}
}
