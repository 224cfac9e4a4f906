package sitetest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// houseStyles are files of design tokens as two organisations publish them.
var houseStyles = map[string]string{
	"voorbeeld": "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
	"ma":        "node_modules/@nl-design-system-community/ma-design-tokens/dist/theme.css",
}

// withHouseStyle returns a copy of the demonstration site with one file and one
// line more.
func withHouseStyle(t *testing.T, tokens []byte) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(repository, "content"))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/media/huisstijl.css"), tokens, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "content/site.yaml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString("\nhuisstijl: media/huisstijl.css\n"); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A file of tokens restyles the site as it is, by one line in site.yaml.
func TestHouseStyles(t *testing.T) {
	for name, file := range houseStyles {
		t.Run(name, func(t *testing.T) {
			tokens, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v; run npm ci in internal/sitetest", err)
			}
			s := build(t, withHouseStyle(t, tokens))
			// Someone who prefers the dark sees the light too: the file knows no other.
			docs := s.documents(t)
			each(t, s, cover(docs, sample(docs)), desktop, func(w *tab, page string, v view) []finding {
				found := axeStyle.check(w, page, v)
				w.become(phoneDark)
				return append(found, axeStyle.check(w, page, phoneDark)...)
			})
			t.Run("colours", func(t *testing.T) { seenColours(t, s, name) })
		})
	}
}

// seenColours asserts that the colours of the house style are those on the page,
// in the light and for who prefers the dark.
func seenColours(t *testing.T, s *builtSite, name string) {
	want := map[string][]string{
		"voorbeeld": {"rgb(0, 26, 64)", "rgb(255, 255, 255)", "rgb(243, 238, 255)"},
		"ma":        {"rgb(29, 31, 36)", "rgb(255, 255, 255)", "rgb(248, 228, 249)"},
	}[name]
	w, server := open(t), s.serve(t)
	for _, v := range []view{desktop, desktopDark} {
		w.visit(server+s.base, v)
		var got []string
		w.run(&got, `() => {
			const body = getComputedStyle(document.body)
			return [body.color, body.backgroundColor, getComputedStyle(document.querySelector("footer")).backgroundColor]
		}`)
		if !slices.Equal(got, want) {
			t.Errorf("%s: text, page and footer are %q, want %q", v, got, want)
		}
	}
}

// What this program calls too little contrast axe does too, and the other way
// round: the same file with one colour made paler.
func TestHouseStyleThatMustFail(t *testing.T) {
	tokens, err := os.ReadFile(houseStyles["ma"])
	if err != nil {
		t.Fatal(err)
	}
	const good, pale = "#3273ab", "#6fa8d8"
	if !bytes.Contains(tokens, []byte(good)) {
		t.Fatal("the colour of links is another one now")
	}
	weerklank, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	source := withHouseStyle(t, bytes.ReplaceAll(tokens, []byte(good), []byte(pale)))
	out, err := exec.Command(weerklank, "build", "--source", source, "--destination", filepath.Join(t.TempDir(), "public"), "--date", builtOn, "--lang", "en").CombinedOutput()
	if err == nil || !bytes.Contains(out, []byte("[contrast]")) || !bytes.Contains(out, []byte("--nl-link-color")) {
		t.Fatalf("the build did not stop for the contrast: %v\n%s", err, out)
	}
	s := build(t, withHouseStyle(t, tokens))
	file := filepath.Join(s.dir, "huisstijl.css")
	css, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.ReplaceAll(css, []byte(good), []byte(pale)), 0o644); err != nil {
		t.Fatal(err)
	}
	w := open(t)
	w.visit(s.serve(t)+s.base, desktop)
	found := axeStyle.check(w, s.base, desktop)
	if !slices.ContainsFunc(found, func(f finding) bool { return f.rule == "color-contrast" }) {
		t.Errorf("axe finds the pale links good enough: %v", found)
	}
}
