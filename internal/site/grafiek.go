package site

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"weerklank/internal/traject"
)

// A Grafiek is a line chart of an indicator. Everything in it stands in its
// table too. Places are percentages of the drawing, because its letters must not
// shrink with it on a small screen.
type Grafiek struct {
	Indicator *traject.Indicator
	Metingen  []*traject.Meting // oldest first
	Van, Tot  *traject.Meting   // the first and the last
	// Below: nothing when there is no line to draw, as with one measurement.
	Lijn   string // for <polyline points> in 100 by 100 units
	Punten []Punt
	Schaal []Streep
	Marge  string // the width that the labels of the scale need; "" without
}

// A Punt is one measurement in a Grafiek.
type Punt struct {
	X, Y    string
	Meting  *traject.Meting
	Label   string // LabelAltijd, LabelRuim or ""
	Kant    string // where the letters are: SVG's start, middle or end
	Onder   bool   // they are below the point, because the line is above it
	Stip    bool   // it has a dot, also without a label
	Laatste bool
}

// When the value of a Punt stands beside it.
const (
	LabelAltijd = "altijd"
	LabelRuim   = "ruim" // only where the screen is wide
)

// A Streep is a line of the vertical scale.
type Streep struct {
	Y      string
	Waarde *traject.Number // nil when it has too many digits to stand there
	Nul    bool
}

// The room in a chart, in percent.
const (
	chartLeft, chartRight = 2, 98
	chartTop, chartBottom = 14, 97
	chartBelow            = 85 // the lowest point with room for letters below it
)

const (
	maxStippen    = 24 // measurements of which each has a dot
	maxScale      = 11 // letters of a label of the scale
	scaleSteps    = 3  // about how many lines are above zero
	letterWidth   = 9.5
	narrowDrawing = 220 // pixels on a screen of 320
	wideDrawing   = 520
)

// grafiek places the measurements of an indicator. The horizontal axis is time,
// so that unequal intervals look unequal; the vertical axis holds zero, so that
// a small change does not look like a large one.
func grafiek(ind *traject.Indicator) *Grafiek {
	g := &Grafiek{Indicator: ind, Metingen: slices.Clone(ind.Metingen)}
	slices.SortStableFunc(g.Metingen, func(a, b *traject.Meting) int { return a.Datum.Compare(b.Datum) })
	n := len(g.Metingen)
	if n == 0 {
		return g
	}
	g.Van, g.Tot = g.Metingen[0], g.Metingen[n-1]
	from, to := days(g.Van), days(g.Tot)
	low, high := 0.0, 0.0
	for _, m := range g.Metingen {
		low, high = min(low, value(m)), max(high, value(m))
	}
	sc, ok := scaleOf(low, high)
	if !ok || from == to {
		return g
	}
	var line []string
	xs := make([]float64, n)
	for i, m := range g.Metingen {
		y := sc.at(value(m))
		xs[i] = chartLeft + float64((days(m)-from)/(to-from)*(chartRight-chartLeft))
		p := Punt{X: place(xs[i]), Y: place(y), Meting: m, Kant: "middle", Onder: y <= chartBelow && valley(g.Metingen, i), Stip: n <= maxStippen, Laatste: i == n-1}
		switch {
		case xs[i] < 15:
			p.Kant = "start"
		case xs[i] > 85:
			p.Kant = "end"
		}
		g.Punten = append(g.Punten, p)
		line = append(line, p.X+","+p.Y)
	}
	g.Lijn = strings.Join(line, " ")
	g.label(xs)
	g.Schaal, g.Marge = sc.lines()
	return g
}

// label chooses the measurements whose value stands in the drawing: the last,
// the first, the highest and the lowest, and on a wide screen the others, as far
// as they do not run into each other.
func (g *Grafiek) label(xs []float64) {
	highest, lowest := 0, 0
	for i, m := range g.Metingen {
		if value(m) > value(g.Metingen[highest]) {
			highest = i
		}
		if value(m) < value(g.Metingen[lowest]) {
			lowest = i
		}
	}
	last := len(xs) - 1
	chosen := []int{}
	try := func(i int, width float64, label string) {
		from, to := g.span(i, xs[i], width)
		for _, c := range chosen {
			if a, b := g.span(c, xs[c], width); c == i || from < b && a < to {
				return
			}
		}
		if from < 0 || to > width {
			return
		}
		g.Punten[i].Label = label
		chosen = append(chosen, i)
	}
	for _, i := range []int{last, 0, highest, lowest} {
		try(i, narrowDrawing, LabelAltijd)
	}
	for _, i := range []int{last, 0, highest, lowest} {
		try(i, wideDrawing, LabelRuim)
	}
	if len(xs) > maxStippen {
		return // which of so many have room says nothing
	}
	for i := range xs {
		try(i, wideDrawing, LabelRuim)
	}
}

// valley reports whether the line goes up from measurement i to both sides.
func valley(ms []*traject.Meting, i int) bool {
	return (i == 0 || value(ms[i-1]) > value(ms[i])) && (i == len(ms)-1 || value(ms[i+1]) > value(ms[i]))
}

// span returns from where to where the value of a measurement at x percent
// would stand in a drawing of that width.
func (g *Grafiek) span(i int, x, width float64) (from, to float64) {
	room := letterWidth * float64(letters(g.Metingen[i].Waarde.Text)+1)
	at := float64(x * width / 100)
	switch g.Punten[i].Kant {
	case "start":
		return at, at + room
	case "end":
		return at - room, at
	}
	return at - room/2, at + room/2
}

// letters returns how long a number is once it is written with points between
// the thousands.
func letters(number string) int {
	whole, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimPrefix(number, "-"), ".", ","), ",")
	return utf8.RuneCountInString(number) + max(0, len(whole)-1)/3
}

// A scale is the vertical axis: lines at from*step to to*step, where step is
// one, two or five times a power of ten.
type scale struct {
	from, to  int
	digit, ex int // step is digit times ten to the power ex
	step      float64
	bottom    float64
}

// scaleOf returns the scale that holds low, high and zero. ok is false for
// numbers too large or too small to draw.
func scaleOf(low, high float64) (sc scale, ok bool) {
	if high == low {
		high = low + 1
	}
	raw := (high - low) / scaleSteps
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(raw, 'e', -1, 64), "e")
	ex, err := strconv.Atoi(exponent)
	if err != nil || ex > 300 || ex < -300 {
		return sc, false
	}
	m, _ := strconv.ParseFloat(mantissa, 64)
	sc.ex = ex
	switch {
	case m <= 1:
		sc.digit = 1
	case m <= 2:
		sc.digit = 2
	case m <= 5:
		sc.digit = 5
	default:
		sc.digit, sc.ex = 1, ex+1
	}
	sc.step, _ = strconv.ParseFloat(strconv.Itoa(sc.digit)+"e"+strconv.Itoa(sc.ex), 64)
	sc.bottom = chartBottom
	if low < 0 {
		sc.bottom = chartBelow // no zero line is below the lowest point
	}
	sc.from, sc.to = int(math.Floor(low/sc.step)), int(math.Ceil(high/sc.step))
	return sc, true
}

// at returns the place of a value, in percent from above.
func (sc scale) at(v float64) float64 {
	part := (float64(sc.to) - v/sc.step) / float64(sc.to-sc.from)
	return chartTop + float64(part*(sc.bottom-chartTop))
}

// lines returns the lines of the scale, the highest first, and the width that
// their labels need.
func (sc scale) lines() (lines []Streep, width string) {
	widest := 0
	for k := sc.to; k >= sc.from; k-- {
		text := shift(k*sc.digit, sc.ex)
		widest = max(widest, letters(text))
		lines = append(lines, Streep{Y: place(sc.at(float64(k) * sc.step)), Waarde: &traject.Number{Value: float64(k) * sc.step, Text: text}, Nul: k == 0})
	}
	if widest <= maxScale {
		return lines, place(float64(widest)*0.68) + "em"
	}
	for i := range lines {
		lines[i].Waarde = nil
	}
	return lines, ""
}

// shift writes n times ten to the power ex.
func shift(n, ex int) string {
	s := strconv.Itoa(n)
	if n == 0 || ex == 0 {
		return s
	}
	if ex > 0 {
		return s + strings.Repeat("0", ex)
	}
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	if len(s) <= -ex {
		s = strings.Repeat("0", 1-ex-len(s)) + s
	}
	point := len(s) + ex
	return strings.TrimSuffix(sign+s[:point]+"."+strings.TrimRight(s[point:], "0"), ".")
}

func value(m *traject.Meting) float64 {
	if m.Waarde == nil {
		return 0
	}
	return m.Waarde.Value
}

func days(m *traject.Meting) float64 {
	t, err := time.Parse(time.DateOnly, cmp.Or(m.Datum.Start(), "1970-01-01"))
	if err != nil {
		return 0
	}
	return float64(t.Unix()) / (24 * 60 * 60)
}

// place writes a place with one decimal, so that the same input gives the same
// bytes on every machine.
func place(f float64) string {
	return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64)
}
