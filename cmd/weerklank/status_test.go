package main

import (
	"bytes"
	"strings"
	"testing"
)

// The commands in the report are those that the reader can type.
func TestStatusNamesTheProgramAsItWasCalled(t *testing.T) {
	t.Chdir(t.TempDir())
	var out, said bytes.Buffer
	p := manualProgram(&out, &said)
	for _, args := range [][]string{{"init"}, {"status"}} {
		out.Reset()
		if err := p.dispatch(t.Context(), args); err != nil {
			t.Fatal(err, said.String())
		}
	}
	if got := out.String(); !strings.Contains(got, ": ./weerklank status --due 30d") {
		t.Errorf("it says\n%s", got)
	}
}
