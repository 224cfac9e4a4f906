package sitetest

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// decoded returns what a reader finds in a picture of a QR code. Like a phone,
// which looks again when it is held a little further off, it tries more than once.
func decoded(t *testing.T, img image.Image) string {
	t.Helper()
	var failed error
	for _, scale := range []float64{1, .9, .8, .7} {
		size := img.Bounds().Size()
		seen := image.NewGray(image.Rect(0, 0, int(float64(size.X)*scale), int(float64(size.Y)*scale)))
		for y := range seen.Rect.Dy() {
			for x := range seen.Rect.Dx() {
				seen.Set(x, y, img.At(img.Bounds().Min.X+int(float64(x)/scale), img.Bounds().Min.Y+int(float64(y)/scale)))
			}
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(seen)
		if err != nil {
			t.Fatal(err)
		}
		result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
		if err == nil {
			return result.GetText()
		}
		failed = err
	}
	return "nothing: " + failed.Error()
}

// code returns the QR code as the page shows it, or as a printer would, which has
// more dots than a screen.
func (w *tab) code(v view) *image.RGBA {
	w.t.Helper()
	var box proto.PageViewport
	w.run(&box, `() => { const r = document.querySelector(".wk-qr").getBoundingClientRect(); return {x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height} }`)
	box.Scale = 1
	if v.paper {
		box.Scale = 3
	}
	img := w.picture(&box)
	copied := image.NewRGBA(img.Bounds())
	draw.Draw(copied, img.Bounds(), img, image.Point{}, draw.Src)
	return copied
}

// The code on a poster leads to the page, whatever the colours of the screen, on
// paper, and with a stain on it.
func TestPosterCodeIsRead(t *testing.T) {
	s := build(t, demo(t), "--base-url", "https://www.voorbeeld.example/wat-is-ermee-gedaan/")
	w := open(t)
	server := s.serve(t)
	tall := func(v view) view { v.height = 3000; return v } // all of it is on the screen
	print := view{width: 688, paper: true}
	for _, c := range []struct {
		page, want string
		views      []view
	}{
		{"poster/voorbeeld-speelplek/", "k/sp-2025/", []view{print}}, // it has a number
		{"poster/almere-clientondersteuning/", "trajecten/almere-clientondersteuning/", []view{print}},
		{"poster/bijeenkomst/voorbeeld-speelplek-schetsavond/", "bijeenkomsten/voorbeeld-speelplek-schetsavond/", []view{desktop, phoneDark, forcedDark, print}},
	} {
		want := "https://www.voorbeeld.example/wat-is-ermee-gedaan/" + c.want
		for _, v := range c.views {
			w.visit(server+s.base+c.page, tall(v))
			img := w.code(v)
			if got := decoded(t, img); got != want {
				t.Errorf("%s, %s: the code says %q, want %q", c.page, v, got, want)
			}
			// A stain of a twentieth of it, apart from the three eyes.
			size := img.Bounds().Size()
			draw.Draw(img, image.Rect(size.X*45/100, size.Y*45/100, size.X*67/100, size.Y*67/100), image.NewUniform(color.Gray{90}), image.Point{}, draw.Src)
			if got := decoded(t, img); got != want {
				t.Errorf("%s, %s: with a stain the code says %q, want %q", c.page, v, got, want)
			}
		}
	}
	// What the test must see.
	w.visit(server+s.base+"poster/voorbeeld-speelplek/", tall(desktop))
	img := w.code(desktop)
	draw.Draw(img, image.Rect(0, 0, img.Bounds().Dx()/2, img.Bounds().Dy()), image.White, image.Point{}, draw.Src)
	if got := decoded(t, img); !strings.HasPrefix(got, "nothing") {
		t.Errorf("half a code says %q", got)
	}
}

// posterSite is a site with posters that are as empty and as full as they get.
func posterSite(t *testing.T) string {
	t.Helper()
	long := strings.Repeat("Verantwoordelijkheidsverdelingen en bestemmingsplannen ", 12)
	answer := func(i int, besluit, said string) string {
		return fmt.Sprintf("  - {id: s%d, signaal: %q, besluit: %s, kort: %q, reden: %q, besloten-door: %q, besloten-op: 2026-05-01, doorgegeven-aan: %q, gepland: 2027-Q3}\n",
			i, said, besluit, long, long, long, long)
	}
	full := fmt.Sprintf("titel: %q\nsamenvatting: %q\nvraag: %q\nphase: 4\nonderwerpen: [Wonen]\nkenmerk: %s\nbesluit: niet-overgenomen\nreden: %q\nbesloten-door: %q\norganisatie: %q\nbijeenkomsten: [{id: avond, naam: %q, datum: 2026-03-01, plaats: %q}]\nsignalen:\n",
		long, long, long, strings.Repeat("nummer-", 13)+"1", long, long, long, long, long)
	said := []string{long, strings.Repeat("上海市民希望有更多的绿地和座椅", 20), strings.Repeat("W", 400), "Kort."}
	for i, besluit := range []string{"overgenomen", "niet-overgenomen", "deels-overgenomen", "doorgegeven", "beantwoord", "bestaat-al", "overgenomen", "niet-overgenomen"} {
		full += answer(i, besluit, said[i%len(said)])
	}
	full += "  - {id: w, signaal: Wij wachten., opgehaald-bij: [avond], ontvangen: 2024-01-01, verwacht: 2026-01-01}\n"
	short := "titel: T\nsamenvatting: S.\nphase: 1\nonderwerpen: [Wonen]\nsignalen: [{id: a, signaal: Ja?, besluit: beantwoord, reden: Ja., besloten-op: 2026-01-01}]\n"
	empty := "titel: T\nsamenvatting: S.\nphase: 1\nonderwerpen: [Wonen]\n"
	contact := "contact: {e-mail: een.heel.lang.adres.van.de.afdeling.die.hierover.gaat@een-lang-domein-van-een-gemeente.example, telefoon: 0000 000 000 000}\n"
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml": "titel: Site\norganisatie: Een organisatie\nbase-url: https://www.een-gemeente-met-een-lange-naam.voorbeeld.example/wat-is-er-gedaan/\n" + contact,
		"content/trajecten/" + strings.Repeat("vol-", 20) + "x.md": "---\n" + full + "---\n",
		"content/trajecten/kort.md":                                "---\n" + short + "---\n",
		"content/trajecten/leeg.md":                                "---\n" + empty + "---\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// oneSheet says what of a poster is not on its one sheet.
func oneSheet(w *tab) []string {
	w.t.Helper()
	var wrong []string
	r, s := w.print(desktop, true)
	if n := r.NumPage(); n != 1 {
		wrong = append(wrong, fmt.Sprintf("%d sheets", n))
	}
	box := r.Page(1).V.Key("MediaBox")
	if box.IsNull() {
		box = r.Page(1).V.Key("Parent").Key("MediaBox")
	}
	if w, h := box.Index(2).Float64(), box.Index(3).Float64(); math.Round(w) != 595 || math.Round(h) != 842 {
		wrong = append(wrong, fmt.Sprintf("a sheet of %.0f by %.0f points", w, h))
	}
	printed := map[rune]int{}
	for _, l := range linesOf(r.Page(1).Content().Text) {
		if l.left < 0 || l.right > 595 || l.y < 0 || l.y > 842 {
			wrong = append(wrong, fmt.Sprintf("%q hangs over the edge", l.text))
		}
		for c, n := range runes(l.text) {
			printed[c] += n
		}
	}
	missing := 0
	for c, n := range runes(s.Text) {
		missing += max(0, n-printed[c])
	}
	if missing > 0 {
		wrong = append(wrong, fmt.Sprintf("%d letters are not on it", missing))
	}
	return wrong
}

// A poster is one A4, however much there is to say.
func TestPosterIsOneSheet(t *testing.T) {
	w := open(t)
	for _, source := range []string{demo(t), posterSite(t)} {
		s := build(t, source)
		posters := slices.DeleteFunc(s.documents(t), func(d *document) bool { return d.kind() != "poster" })
		if len(posters) < 4 {
			t.Fatalf("only %d posters", len(posters))
		}
		server := s.serve(t)
		for _, d := range posters {
			w.visit(server+d.address, desktop)
			for _, f := range oneSheet(w) {
				t.Errorf("%s: %s", d.address, f)
			}
			var small []string
			w.paper(desktop, true)
			w.run(&small, `() => [...document.querySelectorAll(".wk-poster *")].filter(e => !e.closest("svg") && e.checkVisibility() && e.textContent.trim())
				.filter(e => parseFloat(getComputedStyle(e).fontSize) < 14 / .75 - .01 || e.tagName === "H1" && parseFloat(getComputedStyle(e).fontSize) < 30 / .75 - .01).map(e => e.className || e.tagName)`)
			if len(small) > 0 {
				t.Errorf("%s: letters smaller than 14 points: %q", d.address, small)
			}
		}
	}
	// What the test must see.
	w.run(nil, `() => { document.querySelector(".wk-poster").append(...[..."aaaaaaaaaaaaaaaaaaaa"].map(c => Object.assign(document.createElement("h1"), {textContent: c}))) }`)
	if len(oneSheet(w)) == 0 {
		t.Error("a poster of two sheets is not seen")
	}
}

// Another website may show what is made for that, and nothing else.
func TestInsluitenInAFrame(t *testing.T) {
	s := build(t, demo(t))
	server := s.serve(t)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="nl"><title>Elders</title><iframe title="Laatste antwoorden" src="%s%s" width="100%%" height="640"></iframe>`, server, r.URL.Path)
	}))
	t.Cleanup(other.Close)
	w := open(t)
	for page, want := range map[string]bool{
		"/insluiten/": true, "/insluiten/verkeer/": true, "/": false, "/onderwerpen/verkeer/": false, "/poster/voorbeeld-speelplek/": false, "/over/": false,
	} {
		w.visit(other.URL+page, desktop)
		frame, err := w.Element("iframe")
		if err != nil {
			t.Fatal(err)
		}
		inside, err := frame.Frame()
		if err != nil {
			t.Fatal(err)
		}
		shown, err := inside.Eval(`() => !!document.querySelector("main h1") && getComputedStyle(document.querySelector("main")).paddingBlockStart === "16px"`)
		if got := err == nil && shown.Value.Bool(); got != want {
			t.Errorf("%s in a frame: shown with its style %v, want %v (%v)", page, got, want, err)
		}
	}
	// A link leaves the frame.
	w.visit(other.URL+"/insluiten/verkeer/", desktop)
	frame, err := w.Element("iframe")
	if err != nil {
		t.Fatal(err)
	}
	inside, err := frame.Frame()
	if err != nil {
		t.Fatal(err)
	}
	targets, err := inside.Eval(`() => [...document.links].filter(a => a.target !== "_top").length + (document.links.length ? 0 : 1)`)
	if err != nil || targets.Value.Int() != 0 {
		t.Errorf("links that stay in the frame: %v %v", targets, err)
	}
}
