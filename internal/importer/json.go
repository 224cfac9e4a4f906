package importer

import (
	"encoding/json"

	"weerklank/internal/lang"
)

type jsonReport struct {
	Source   string         `json:"source"`
	Sheet    string         `json:"sheet,omitempty"`
	Header   int            `json:"header,omitempty"`
	Columns  []jsonColumn   `json:"columns"`
	Unused   []string       `json:"unused"`
	Persons  []string       `json:"persons"`
	Created  []string       `json:"created"`
	Changed  []string       `json:"changed"`
	DryRun   bool           `json:"dryRun"`
	Total    int            `json:"total"`
	Outcomes map[string]int `json:"outcomes"`
	Unknown  []jsonUnknown  `json:"unknown"`
	Faults   []jsonFault    `json:"faults"`
	Gone     []jsonPlace    `json:"gone"`
	Notes    []string       `json:"notes"`
	Rows     []jsonRow      `json:"rows"`
}

type jsonColumn struct {
	Key     string   `json:"key"`
	Columns []string `json:"columns"`
	Names   []string `json:"names"`
}

type jsonUnknown struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Rows  []int  `json:"rows"`
}

type jsonFault struct {
	Row     int    `json:"row"`
	Column  string `json:"column"`
	Message string `json:"message"`
}

type jsonPlace struct {
	File string `json:"file"`
	ID   string `json:"id"`
}

type jsonRow struct {
	Row       int            `json:"row"`
	Outcome   string         `json:"outcome"`
	Reason    string         `json:"reason,omitempty"`
	With      int            `json:"with,omitempty"`
	File      string         `json:"file,omitempty"`
	ID        string         `json:"id,omitempty"`
	Changed   []string       `json:"changed,omitempty"`
	Conflicts []jsonConflict `json:"conflicts,omitempty"`
	Masked    []jsonMasked   `json:"masked,omitempty"`
	Notes     []string       `json:"notes,omitempty"`
}

type jsonConflict struct {
	Key   string `json:"key"`
	Table string `json:"table"`
	File  string `json:"file"`
}

type jsonMasked struct {
	Key  string `json:"key"`
	Kind string `json:"kind"`
}

// JSON returns the whole report for programs. The names and outcomes are those
// of the types of this package; messages are in language l.
func (r *Report) JSON(l lang.Lang, dryRun bool) ([]byte, error) {
	j := jsonReport{Source: r.Source, Sheet: r.Sheet, Header: r.Header, Columns: []jsonColumn{}, Unused: list(r.Unused), Persons: list(r.Persons),
		Created: list(r.Created), Changed: list(r.Changed), DryRun: dryRun, Total: len(r.Rows), Outcomes: map[string]int{},
		Unknown: []jsonUnknown{}, Faults: []jsonFault{}, Gone: []jsonPlace{}, Notes: in(l, r.Notes), Rows: []jsonRow{}}
	for _, c := range r.Columns {
		j.Columns = append(j.Columns, jsonColumn{string(c.Target), c.Letters, c.Names})
	}
	for _, o := range outcomes() {
		j.Outcomes[string(o)] = r.Count(o)
	}
	for _, u := range r.Unknowns {
		j.Unknown = append(j.Unknown, jsonUnknown{string(u.Target), u.Value, u.Rows})
	}
	for _, f := range r.Faults {
		j.Faults = append(j.Faults, jsonFault{f.Row, f.Column, f.Message.In(l)})
	}
	for _, g := range r.Gone {
		j.Gone = append(j.Gone, jsonPlace(g))
	}
	for _, row := range r.Rows {
		o := jsonRow{Row: row.Row, Outcome: string(row.Outcome), Reason: string(row.Reason), With: row.With, File: row.File, ID: row.ID, Changed: row.Changed, Notes: in(l, row.Notes)}
		for _, d := range row.Differences {
			o.Conflicts = append(o.Conflicts, jsonConflict(d))
		}
		for _, m := range row.Masked {
			o.Masked = append(o.Masked, jsonMasked{m.Key, m.Kind.In(l)})
		}
		j.Rows = append(j.Rows, o)
	}
	out, err := json.MarshalIndent(j, "", "  ")
	return append(out, '\n'), err
}

// list returns an empty list for none, so that JSON has [] and not null.
func list(s []string) []string { return append([]string{}, s...) }

func in(l lang.Lang, texts []lang.Text) []string {
	out := []string{}
	for _, t := range texts {
		out = append(out, t.In(l))
	}
	return out
}
