package load_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// A site that is published tells the same of its texts as one of which all problems
// are kept, hides the same personal data, and finds the same words.
func TestFirstTellsTheSame(t *testing.T) {
	fsys := source(6)
	for i := range 5 {
		text := string(trajectFile(i)) + "\nVraag het [hier](/bestaat-niet/) aan jan.verzonnen@voorbeeldpost.nl of aan BSN 111222333.\n"
		fsys[fmt.Sprintf("%s/x-%d.md", content.TrajectenDir, i)] = &fstest.MapFile{Data: []byte(text)}
	}
	fsys[content.SettingsPath].Data = append(fsys[content.SettingsPath].Data, "regels:\n  link-vaag: {ernst: fout, reden: Zo willen wij het.}\n  lange-zin: {ernst: uit, reden: Die mogen.}\n"...)
	print := func(first int) (text string, more diag.More) {
		l := loader()
		l.Options.First = first
		r, err := l.Load(context.Background(), fsys)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := diag.PrintText(&b, r.Problems, diag.Options{MaxPerRule: 2, More: r.More}); err != nil {
			t.Fatal(err)
		}
		b.WriteString(diag.SummaryWith(r.Problems, r.More, lang.NL))
		files := map[string]string{}
		for f := range r.Site.Zoek() {
			files[f.Path] = string(f.Render())
		}
		for _, name := range slices.Sorted(maps.Keys(files)) {
			b.WriteString("\n" + name + "\n" + files[name])
		}
		return b.String(), r.More
	}
	want, none := print(0)
	got, more := print(2)
	if got, want := strings.Split(got, "\n"), strings.Split(want, "\n"); !slices.Equal(got, want) {
		i := 0
		for i < min(len(got), len(want)) && got[i] == want[i] {
			i++
		}
		t.Errorf("%d lines, want %d; line %d is\n%s\nwant\n%s", len(got), len(want), i+1, strings.Join(got[i:min(i+3, len(got))], "\n"), strings.Join(want[i:min(i+3, len(want))], "\n"))
	}
	if len(none.Rules) != 0 || more.Warnings == 0 || more.Infos == 0 {
		t.Errorf("counted besides: %v and %v", none, more)
	}
	if !strings.Contains(want, "fout: ") || !strings.Contains(want, "bestaat-niet") || strings.Contains(want, "jan.verzonnen") {
		t.Error("nothing is tested")
	}
}
