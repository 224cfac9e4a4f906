package main

import (
	"errors"
	"io"
	"testing"
)

func TestGuardedMakesAnErrorOfAMistake(t *testing.T) {
	if err := guarded(func(io.Writer) error { panic("stuk") })(io.Discard); err == nil {
		t.Error("a panic was taken for success")
	}
	want := errors.New("schijf vol")
	if err := guarded(func(io.Writer) error { return want })(io.Discard); err != want {
		t.Errorf("an ordinary error became %v", err)
	}
}
