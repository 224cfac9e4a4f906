package render

import (
	"strings"
	"time"

	"weerklank/internal/traject"
)

var shortMonthsNL = [...]string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}

// shortDate writes a date in as few letters as a drawing has room for: the month
// and the year, of a quarter only the year. In full it stands in the words
// beside the drawing.
func (r *Renderer) shortDate(d traject.Datum) string {
	year, rest, _ := strings.Cut(string(d), "-")
	t, err := time.Parse("01", rest[:min(2, len(rest))])
	if err != nil {
		return year
	}
	month := shortMonthsNL[t.Month()-1]
	if r.theme.Texts.Taal == "en" {
		month = t.Format("Jan")
	}
	return month + " " + year
}
