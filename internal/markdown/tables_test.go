package markdown_test

import (
	"fmt"
	"testing"
)

func TestTables(t *testing.T) {
	src := "Tekst.\n\n| a | *b* |\n| - | - |\n| 1 | [x](y) |\n| 2 | |\n\n> | c |\n> | - |\n> | d |\n"
	got := ""
	for _, table := range parse(src).Tables() {
		got += fmt.Sprintf("%q %q %q\n", table.Header, table.Rows, src[table.Offset:table.End])
	}
	want := `["a" "b"] [["1" "x"] ["2" ""]] "| a | *b* |"` + "\n" + `["c"] [["d"]] "| c |"` + "\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEmphasisOfBlocks(t *testing.T) {
	for src, want := range map[string]string{
		"**Kop**":                  "true true 0",
		"*Kop*":                    "false true 0",
		"**Kop** en *meer*":        "false false 0",
		"**Kop**\ntekst":           "false false 3",
		"**Kop**  \ntekst":         "false false 3",
		"**Kop\nen kop**\ntekst":   "false false 3",
		"**Kop**\n**nog een kop**": "true true 0",
		"Gewoon\n**vet**":          "false false 0",
	} {
		b := parse(src).Blocks()[0]
		if got := fmt.Sprint(b.Strong, b.Emphasized, b.Lead); got != want {
			t.Errorf("%q: got %s, want %s", src, got, want)
		}
	}
}
