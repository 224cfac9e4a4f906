package site

import (
	"fmt"
	"strings"
	"time"

	"weerklank/internal/traject"
)

// The size of a chart in the units of its SVG, and the room around the line.
const (
	chartWidth  = 600
	chartHeight = 200
	chartRoom   = 16
)

// grafiek places the measurements of an indicator. The horizontal axis is time,
// so that unequal intervals look unequal; the vertical axis begins at zero, so
// that a small change does not look like a large one.
func grafiek(ind *traject.Indicator) *Grafiek {
	g := &Grafiek{Indicator: ind, Breedte: chartWidth, Hoogte: chartHeight}
	n := len(ind.Metingen)
	if n == 0 {
		return g
	}
	g.Van, g.Tot = ind.Metingen[0], ind.Metingen[n-1]
	lo, hi := 0.0, 0.0
	for _, m := range ind.Metingen {
		lo, hi = min(lo, value(m)), max(hi, value(m))
	}
	if hi == lo {
		hi = lo + 1
	}
	from, to := days(g.Van), days(g.Tot)
	var line []string
	for i, m := range ind.Metingen {
		x := float64(chartWidth) / 2
		if to > from {
			x = chartRoom + (days(m)-from)/(to-from)*(chartWidth-2*chartRoom)
		}
		y := chartHeight - chartRoom - (value(m)-lo)/(hi-lo)*(chartHeight-2*chartRoom)
		g.Punten = append(g.Punten, Punt{X: round(x), Y: round(y), Meting: m, Laatste: i == n-1})
		line = append(line, fmt.Sprintf("%g,%g", round(x), round(y)))
	}
	g.Lijn = strings.Join(line, " ")
	return g
}

func value(m *traject.Meting) float64 {
	if m.Waarde == nil {
		return 0
	}
	return m.Waarde.Value
}

func days(m *traject.Meting) float64 {
	t, err := time.Parse(time.DateOnly, m.Datum.Start())
	if err != nil {
		return 0
	}
	return float64(t.Unix()) / (24 * 60 * 60)
}

// round keeps one decimal, so that the same input gives the same bytes on every machine.
func round(f float64) float64 { return float64(int(f*10+0.5)) / 10 }
