package qr

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"rsc.io/qr"
)

const address = "https://www.voorbeeld.example/k/2026-12/"

// drawn returns which modules the line of an SVG makes dark, by a reader of its
// own: moves and lines to the side are all there is.
func drawn(t *testing.T, svg string) map[[2]int]bool {
	t.Helper()
	_, rest, _ := strings.Cut(svg, `stroke="#000" d="`)
	line, _, ok := strings.Cut(rest, `"`)
	if !ok {
		t.Fatalf("no line in %s", svg)
	}
	dark := map[[2]int]bool{}
	var x, y int
	for line != "" {
		command := line[0]
		end := strings.IndexFunc(line[1:], unicode.IsLetter)
		args := line[1:]
		if end >= 0 {
			args = line[1 : end+1]
		}
		line = line[1+len(args):]
		fields := strings.Fields(strings.ReplaceAll(args, ".5", ""))
		n := make([]int, len(fields))
		for i, f := range fields {
			var err error
			if n[i], err = strconv.Atoi(f); err != nil {
				t.Fatal(err)
			}
		}
		switch command {
		case 'M':
			x, y = n[0], n[1]
		case 'm':
			x += n[0]
		case 'h':
			for range n[0] {
				dark[[2]int{x, y}] = true
				x++
			}
		default:
			t.Fatalf("%c in the line", command)
		}
	}
	return dark
}

func TestEveryModuleIsDrawn(t *testing.T) {
	svg, err := SVG(address, "naam")
	if err != nil {
		t.Fatal(err)
	}
	code, err := encode(address)
	if err != nil {
		t.Fatal(err)
	}
	dark := drawn(t, svg)
	for y := -quiet; y < code.Size+quiet; y++ {
		for x := -quiet; x < code.Size+quiet; x++ {
			if dark[[2]int{x + quiet, y + quiet}] != code.Black(x, y) {
				t.Fatalf("module %d,%d is drawn %v", x, y, !code.Black(x, y))
			}
		}
	}
}

// ISO/IEC 18004: a reader needs four light modules on every side.
func TestQuietZone(t *testing.T) {
	svg, err := SVG(address, "QR")
	if err != nil {
		t.Fatal(err)
	}
	least, most := 1<<30, 0
	for at := range drawn(t, svg) {
		least, most = min(least, at[0], at[1]), max(most, at[0], at[1])
	}
	_, box, _ := strings.Cut(svg, `viewBox="0 0 `)
	side, err := strconv.Atoi(box[:strings.IndexByte(box, ' ')])
	if err != nil || least != 4 || side-1-most != 4 {
		t.Errorf("dark from %d to %d in a square of %d (%v)", least, most, side, err)
	}
}

func TestSVGIsSafe(t *testing.T) {
	svg, err := SVG(address, `een "naam" <b>&`)
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(strings.NewReader(svg))
	attrs := map[string]string{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			for _, a := range e.Attr {
				attrs[a.Name.Local] = a.Value
			}
		}
	}
	if _, styled := attrs["style"]; styled {
		t.Error("a style attribute, which the Content-Security-Policy refuses")
	}
	if attrs["role"] != "img" || attrs["aria-label"] != `een "naam" <b>&` {
		t.Errorf("who does not see it is told %q as %q", attrs["aria-label"], attrs["role"])
	}
}

// step is how many modules one version of a code is larger than the one before.
const step = 4

// The code is one that package qr makes, whatever the text is made of.
func TestCodeIsThatOfTheLibrary(t *testing.T) {
	for _, text := range []string{"", "0123456789", "HTTPS://A.NL/K/1", address, strings.Repeat("7", 900), strings.Repeat("A1 ", 300), strings.Repeat("é", 500)} {
		got, err := encode(text)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := qr.Encode(text, qr.Q)
		if better, err := qr.Encode(text, qr.H); err == nil && better.Size <= want.Size+step {
			want = better
		}
		if got.Size != want.Size || string(got.Bitmap) != string(want.Bitmap) {
			t.Errorf("%.20q: another code of %d modules, want %d", text, got.Size, want.Size)
		}
	}
	if _, err := encode(strings.Repeat("a", 2000)); err == nil {
		t.Error("no error for what does not fit")
	}
}

func TestBetterCorrectionWhereItCostsLittle(t *testing.T) {
	levels := map[qr.Level]int{}
	for n := 1; n < 300; n += 7 {
		text := strings.Repeat("a", n)
		code, err := encode(text)
		if err != nil {
			t.Fatal(err)
		}
		q, _ := qr.Encode(text, qr.Q)
		if code.Size > q.Size+step {
			t.Fatalf("%d letters: %d modules, and %d would do", n, code.Size, q.Size)
		}
		for _, level := range []qr.Level{qr.L, qr.M, qr.Q, qr.H} {
			if c, _ := qr.Encode(text, level); string(c.Bitmap) == string(code.Bitmap) {
				levels[level]++
			}
		}
	}
	if levels[qr.L]+levels[qr.M] > 0 || levels[qr.Q] == 0 || levels[qr.H] == 0 {
		t.Errorf("how often each level: %v", levels)
	}
}

func TestTooLong(t *testing.T) {
	if _, err := SVG("https://www.voorbeeld.example/"+strings.Repeat("a", 3000), "naam"); err == nil {
		t.Error("an address that no QR code can hold is drawn")
	}
}
