package publish_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"testing"

	"weerklank/internal/publish"
)

// pair returns two files that are made together, and in no other way.
func pair(err error) []publish.File {
	alone := func(io.Writer) error { return errors.New("made alone") }
	return []publish.File{
		{Path: "data/a", Render: alone, With: []string{"data/b"}, Together: func(ws []io.Writer) error {
			io.WriteString(ws[0], "een")
			io.WriteString(ws[1], "twee")
			return err
		}},
		file("index.html", "home"),
		{Path: "data/b", Render: alone},
	}
}

func TestTogether(t *testing.T) {
	o := workspace(t)
	for i, want := range []publish.Result{{Files: 3, Bytes: 11, Written: 3}, {Files: 3, Bytes: 11, Unchanged: 3}} {
		got, err := publish.Publish(context.Background(), o, slices.Values(pair(nil)))
		if err != nil || got != want {
			t.Errorf("build %d: %+v, %v", i, got, err)
		}
		equal(t, o.Destination, tree{"data/a": "een", "data/b": "twee", "index.html": "home"}.published())
	}
	if _, err := publish.Publish(context.Background(), o, slices.Values(pair(errors.New("kapot")))); err == nil {
		t.Error("what could not be made was published")
	}
}
