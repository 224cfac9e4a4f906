package diag_test

import (
	"bytes"
	"slices"
	"testing"

	. "weerklank/internal/diag"
)

func edited(edits ...Edit) Problem { return Problem{Severity: Error, Edits: edits} }

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name, want string
		problems   []Problem
	}{
		{"nothing", "0123456789", nil},
		{"replaces, inserts and removes", "0ab3x4589", []Problem{edited(Edit{1, 3, "ab"}), edited(Edit{4, 4, "x"}), edited(Edit{6, 8, ""})}},
		{"in any order", "ab2345678yz", []Problem{edited(Edit{9, 10, "yz"}), edited(Edit{0, 2, "ab"})}},
		{"the first wins", "0a56789", []Problem{edited(Edit{1, 5, "a"}), edited(Edit{4, 6, "b"})}},
		{"also within", "0a6789", []Problem{edited(Edit{1, 6, "a"}), edited(Edit{2, 3, "b"})}},
		{"also around", "01a3456789", []Problem{edited(Edit{2, 3, "a"}), edited(Edit{1, 6, "b"})}},
		{"side by side is fine", "0ab56789", []Problem{edited(Edit{1, 3, "a"}), edited(Edit{3, 5, "b"})}},
		{"two in one place are not", "0a123456789", []Problem{edited(Edit{1, 1, "a"}), edited(Edit{1, 1, "b"})}},
		{"the same twice is made once", "0a23456789", []Problem{edited(Edit{1, 2, "a"}), edited(Edit{1, 2, "a"})}},
		{"all of a problem or nothing", "a123456789", []Problem{edited(Edit{0, 1, "a"}), edited(Edit{5, 6, "b"}, Edit{0, 1, "c"})}},
		{"nothing outside the text", "0123456789", []Problem{edited(Edit{9, 11, "a"}), edited(Edit{-1, 1, "a"}), edited(Edit{3, 2, "a"})}},
	} {
		if got := Apply([]byte("0123456789"), c.problems); string(got) != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMendable(t *testing.T) {
	ps := []Problem{{Severity: Error}, edited(Edit{}), {Severity: Off, Edits: []Edit{{}}}}
	if got := Mendable(ps); len(got) != 1 || len(got[0].Edits) != 1 {
		t.Errorf("%v", got)
	}
}

func TestPrintChanges(t *testing.T) {
	long := bytes.Repeat([]byte("woorden "), 40)
	before := "een\r\ntwee\n\n\nvier\nvijf\nzes\n" + string(long) + "fuot" + string(long) + "\nlaatste"
	after := "een\ntwee\n\n\nerbij\nvier\nVIJF\nZES\n" + string(long) + "fout" + string(long) + "\n\x1b[31mlaatste"
	var got bytes.Buffer
	if err := PrintChanges(&got, "content/trajecten/a.md", Hunks([]byte(before), []byte(after)), Options{}); err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/changes.txt", got.Bytes())
}

// What the hunks say is enough to make the new text of the old one.
func FuzzHunks(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nc\nd")
	f.Add("", "a")
	f.Add("x\n\nx\n", "\nx\n\n")
	f.Fuzz(func(t *testing.T, before, after string) {
		if len(before)+len(after) > 200 {
			return
		}
		old, want := lines(before), lines(after)
		var got []string
		at := 0
		for _, h := range Hunks([]byte(before), []byte(after)) {
			got = append(got, old[at:h.Line-1]...)
			if len(got) != h.NewLine-1 {
				t.Fatalf("%q becomes line %d, not %d", h.New, len(got)+1, h.NewLine)
			}
			got = append(got, h.New...)
			at = h.Line - 1 + len(h.Old)
		}
		got = append(got, old[at:]...)
		if !slices.Equal(got, want) {
			t.Errorf("%q to %q: %q", before, after, got)
		}
	})
}

// lines returns the lines of s without their ends.
func lines(s string) []string {
	var ls []string
	for _, l := range bytes.SplitAfter([]byte(s), []byte("\n")) {
		if len(l) > 0 {
			ls = append(ls, string(bytes.TrimRight(l, "\r\n")))
		}
	}
	return ls
}
