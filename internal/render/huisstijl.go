package render

import (
	"bytes"
	"maps"
	"path"
	"slices"

	"weerklank/internal/huisstijl"
	"weerklank/internal/lang"
)

// contrastFile names the pairs of colours that the theme puts on one another.
const contrastFile = "contrast.yaml"

// loadColours reads what a house style has to fit: the styles, and the pairs of
// colours in them.
func (t *Theme) loadColours() error {
	src, err := t.layers.read(contrastFile)
	if err != nil {
		return err
	}
	if t.Pairs, err = huisstijl.ReadPairs(src); err != nil {
		return lang.Errorf("themabestand %s wordt niet begrepen: %v", "theme file %s is not understood: %v", contrastFile, err)
	}
	styles := [][]byte{t.style}
	for _, name := range slices.Sorted(maps.Keys(t.own)) {
		if path.Ext(name) == ".css" {
			styles = append(styles, t.own[name])
		}
	}
	t.Colours = huisstijl.ReadTheme(styles...)
	return nil
}

// stylesheet returns a style (or a script) of the theme as this site has it:
// without what is only for a house style when there is none, and without what is
// meant for the dark when the house style knows only light.
func (r *Renderer) stylesheet(name string, src []byte) File {
	info := r.site.Info()
	switch {
	case path.Ext(name) != ".css":
	case !info.Huisstijl:
		return rendered(name, func(b *bytes.Buffer) { b.Write(r.theme.Colours.WithoutHouse(src)) })
	case info.Licht:
		return rendered(name, func(b *bytes.Buffer) { b.Write(huisstijl.WithoutDark(src)) })
	}
	return fixed(name, src)
}
