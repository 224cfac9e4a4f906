package content_test

import (
	"testing"
	"testing/fstest"

	"weerklank/internal/content"
)

// A site is made on Windows too, or checked out there by a colleague.
func TestNamesThatWindowsCannotHave(t *testing.T) {
	for name, ok := range map[string]bool{
		"nul.pdf": false, "CON.jpg": false, "com1.png": false, "aux/foto.jpg": false, "map./foto.jpg": false, "foto .jpg": false, "c:foto.jpg": false, `map\foto.jpg`: false, "foto.jpg ": false,
		"nulmeting.pdf": true, "console/foto.jpg": true, "com10.png": true,
	} {
		fsys := fstest.MapFS{"content/site.yaml": {}, "content/media/" + name: {Data: []byte("x")}}
		tree, problems, err := content.List(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if (len(tree.Media) == 1) != ok || (len(problems) == 0) != ok {
			t.Errorf("%q: %d files, %v", name, len(tree.Media), problems)
		}
	}
	both := fstest.MapFS{"content/site.yaml": {}, "content/media/Foto.jpg": {Data: []byte("x")}, "content/media/foto.jpg": {Data: []byte("y")}}
	if tree, problems, err := content.List(both); err != nil || len(tree.Media) != 1 || len(problems) != 1 {
		t.Errorf("names that differ in case: %v, %v, %v", tree, problems, err)
	}
}

// What could run something is not given by the preview either.
func TestRefusedMedia(t *testing.T) {
	fsys := fstest.MapFS{
		"content/site.yaml": {}, "content/media/a.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)},
		"content/media/b.html": {Data: []byte("<script>")}, "content/media/c.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
	}
	tree, _, err := content.List(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range tree.Media {
		if want := m.Path != "content/media/c.svg"; m.Refused != want {
			t.Errorf("%s: refused is %v", m.Path, m.Refused)
		}
	}
}
