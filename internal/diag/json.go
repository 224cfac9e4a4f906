package diag

import (
	"encoding/json"
	"io"
)

// jsonProblem is a problem for other programs. Its keys are part of the
// contract: none is ever left out, renamed or given another meaning.
type jsonProblem struct {
	File      string `json:"file"` // "" if it is in no file
	Line      int    `json:"line"` // the place is 1:1 to 1:1 for the file as a whole
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"` // exclusive
	Severity  string `json:"severity"`  // "error", "warning" or "info"
	Code      string `json:"code"`
	Message   string `json:"message"`
	Hint      string `json:"hint"` // "" if there is none
	URL       string `json:"url"`

	// Fix is what `check --fix` does about it: [] when a person must decide.
	Fix []jsonEdit `json:"fix"`
}

// jsonEdit replaces the bytes of the file from Start to End. They are counted in
// the text of the file: from behind the byte order mark, where it has one.
type jsonEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"` // exclusive
	New   string `json:"new"`
}

func jsonEdits(edits []Edit) []jsonEdit {
	list := []jsonEdit{}
	for _, e := range edits {
		list = append(list, jsonEdit(e))
	}
	return list
}

// PrintJSON writes ps as a JSON array, also if there are none.
func PrintJSON(w io.Writer, ps []Problem, o Options) error {
	list := []jsonProblem{}
	for _, p := range shown(ps) {
		at := place(p.Range)
		list = append(list, jsonProblem{
			File: p.File,
			Line: at.Start.Line, Column: at.Start.Column,
			EndLine: at.End.Line, EndColumn: at.End.Column,
			Severity: p.Severity.String(),
			Code:     p.Code,
			Message:  p.Message.In(o.Lang),
			Hint:     p.Hint.In(o.Lang),
			URL:      DocURL(p.Code),
			Fix:      jsonEdits(p.Edits),
		})
	}
	return writeJSON(w, list)
}

// writeJSON writes v indented and, because it is read by people and programs
// but never put inside HTML, with < > & as they are.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
