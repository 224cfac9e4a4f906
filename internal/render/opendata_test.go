package render_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/opendata"
	"weerklank/themes"
)

func published(more string) string {
	return "---\ntitel: Titel\nsamenvatting: Kort.\nphase: 4\nonderwerpen: [Wonen]\n" + more + "---\n"
}

// onlyPublic is a site of which one traject is public.
var onlyPublic = map[string]string{
	"content/trajecten/a.md": published("signalen:\n  - id: een\n    signaal: Wat mensen zeiden\n    besluit: overgenomen\n    reden: Omdat het **kan**.\n    gepland: 2027\n"),
	"content/trajecten/b.md": published("concept: true\nvraag: geheim\n"),
	"content/trajecten/c.md": published("publiceren-vanaf: 2027-01-01\nvraag: geheim\n"),
	"content/trajecten/d.md": published("voorbeeld: true\nvraag: geheim\n"),
	"content/trajecten/e.md": published("ingetrokken: {datum: 2026-02-01, reden: Het klopte niet.}\nvraag: geheim\n"),
}

func TestDataFiles(t *testing.T) {
	out := mustBuild(t, onlyPublic)
	for name, data := range out {
		if strings.HasPrefix(name, "data/") && strings.Contains(data, "geheim") {
			t.Errorf("%s holds what is not public", name)
		}
	}
	var all struct {
		Trajecten []struct {
			Adres string
		}
		Ingetrokken []struct{ Adres, Reden string }
	}
	if err := json.Unmarshal([]byte(out["data/trajecten.json"]), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Trajecten) != 2 || all.Trajecten[0].Adres != "https://www.site.nl/pad/trajecten/a/" || len(all.Ingetrokken) != 1 ||
		all.Ingetrokken[0].Adres != "https://www.site.nl/pad/trajecten/e/" || all.Ingetrokken[0].Reden != "Het klopte niet." {
		t.Errorf("%+v", all)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out["data/signalen.csv"], "\uFEFF"))).ReadAll()
	if err != nil || len(rows) < 2 || rows[1][0] != "https://www.site.nl/pad/trajecten/a/een/" {
		t.Errorf("%v %v", rows, err)
	}
	files := 0
	for line := range strings.Lines(out["data/SHA256SUMS"]) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		data, ok := out["data/"+name]
		if !ok || fmt.Sprintf("%x", sha256.Sum256([]byte(data))) != sum {
			t.Errorf("the checksum of %s is wrong", name)
		}
		files++
	}
	if files != 9 {
		t.Errorf("%d checksums", files)
	}
	if !strings.Contains(out["_headers"], "/pad/data/signalen.csv\n  Access-Control-Allow-Origin: *\n  Content-Type: text/csv; charset=utf-8") {
		t.Error(out["_headers"])
	}
}

// A file is the same whichever is asked for first, as a preview does.
func TestDataFilesInAnyOrder(t *testing.T) {
	want := mustBuild(t, onlyPublic)
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	r, err := l.Load(context.Background(), source(onlyPublic))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"SHA256SUMS", "signalen-excel.csv", "trajecten.json", "signalen-excel.csv", "schema.json", "SHA256SUMS"} {
		f, ok := r.Renderer.Find("data/" + name)
		var b bytes.Buffer
		if !ok || f.Render(&b) != nil || b.String() != want["data/"+name] {
			t.Errorf("%s differs", name)
		}
	}
}

// The page explains every column of every table, and every key of the data, in
// both languages.
func TestDataPageExplainsEverything(t *testing.T) {
	for _, l := range []lang.Lang{lang.NL, lang.EN} {
		page := mustBuild(t, map[string]string{"content/site.yaml": strings.Replace(settings, "taal: nl", "", 1) + "\ntaal: " + string(l) + "\n"})["data/index.html"]
		for _, table := range []opendata.Table{opendata.Signalen, opendata.Trajecten} {
			for _, c := range opendata.Columns(table) {
				if c.Text.NL == "" || c.Text.EN == "" || !strings.Contains(page, "<code>"+c.Name+"</code>") || !strings.Contains(page, c.Text.In(l)) {
					t.Errorf("%s: %s of %s is not explained", l, c.Name, table)
				}
			}
		}
		for _, name := range append(opendata.Names(), "schema.json", "SHA256SUMS", "signalen.csv-metadata.json") {
			if !strings.Contains(page, `href="/pad/data/`+name+`"`) {
				t.Errorf("%s: no link to %s", l, name)
			}
		}
		if licence := strings.Contains(page, "CC0-1.0"); licence != strings.Contains(settings, "licentie-data") {
			t.Errorf("%s: the licence of the page is not that of the settings", l)
		}
	}
	with := mustBuild(t, map[string]string{"content/site.yaml": settings + "\nlicentie-data: CC0-1.0\n"})["data/index.html"]
	if !strings.Contains(with, `<a href="https://creativecommons.org/publicdomain/zero/1.0/deed.nl">CC0-1.0</a>`) {
		t.Error("the licence is not shown")
	}
}

// Each page stands in one sitemap, with the date that is known of it.
func TestSitemaps(t *testing.T) {
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	r, err := l.Load(context.Background(), source(map[string]string{
		"content/trajecten/a.md": published("bijgewerkt: 2026-03-12\n"), "content/trajecten/b.md": published("bijgewerkt: 2026-03\n"),
		"content/trajecten/c.md": published("bijgewerkt: 2026-Q1\n"), "content/trajecten/d.md": published("bijgewerkt: 2025\n"),
	}))
	if err != nil {
		t.Fatal(err)
	}
	pages := func() (found map[string]string, files int) {
		found = map[string]string{}
		for f := range r.Renderer.Files() {
			if !strings.HasPrefix(f.Path, "sitemap") {
				continue
			}
			files++
			var b bytes.Buffer
			if err := f.Render(&b); err != nil {
				t.Fatal(err)
			}
			var set struct {
				XMLName xml.Name
				URL     []struct {
					Loc     string `xml:"loc"`
					Lastmod string `xml:"lastmod"`
				} `xml:"url"`
				Sitemap []struct {
					Loc string `xml:"loc"`
				} `xml:"sitemap"`
			}
			if err := xml.Unmarshal(b.Bytes(), &set); err != nil {
				t.Fatal(err)
			}
			for _, u := range set.URL {
				if _, twice := found[u.Loc]; twice {
					t.Errorf("%s is there twice", u.Loc)
				}
				found[u.Loc] = u.Lastmod
			}
			for _, s := range set.Sitemap {
				if _, ok := r.Renderer.Find(strings.TrimPrefix(s.Loc, "https://www.site.nl/pad/")); !ok {
					t.Errorf("there is no %s", s.Loc)
				}
			}
		}
		return found, files
	}
	one, files := pages()
	if files != 1 {
		t.Errorf("%d sitemaps", files)
	}
	for name, want := range map[string]string{"a": "2026-03-12", "b": "2026-03", "c": "", "d": "2025"} {
		if got, ok := one["https://www.site.nl/pad/trajecten/"+name+"/"]; !ok || got != want {
			t.Errorf("%s was changed at %q, want %q", name, got, want)
		}
	}
	r.Renderer.SitemapMax(4)
	many, files := pages()
	if want := 1 + (len(one)+3)/4; files != want || fmt.Sprint(many) != fmt.Sprint(one) {
		t.Errorf("%d sitemaps, want %d; %d addresses, want %d", files, want, len(many), len(one))
	}
}

func BenchmarkData(b *testing.B) {
	more := map[string]string{}
	for i := range 200 {
		src := "signalen:\n"
		for j := range 8 {
			src += fmt.Sprintf("  - id: s%d\n    signaal: Wat mensen zeiden over de straat\n    besluit: overgenomen\n    reden: |\n      Omdat het **kan**, en omdat er geld voor is.\n    gepland: 2027\n", j)
		}
		more[fmt.Sprintf("content/trajecten/t%d.md", i)] = published(src)
	}
	fsys := source(more)
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		r, err := l.Load(context.Background(), fsys) // a new dataset
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for f := range r.Renderer.Files() {
			if strings.HasPrefix(f.Path, "data/") && !strings.HasSuffix(f.Path, ".html") {
				if err := f.Render(new(bytes.Buffer)); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

// security.txt names full addresses (RFC 9116), and is valid for less than a year.
func TestSecurityTxt(t *testing.T) {
	for contact, want := range map[string]string{
		"mailto:a@b.example": "mailto:a@b.example", "https://www.b.example/meld": "https://www.b.example/meld", "/toegankelijkheid/": "https://www.site.nl/pad/toegankelijkheid/",
	} {
		got := mustBuild(t, map[string]string{"content/site.yaml": settings + "security-contact: " + contact + "\n"})[".well-known/security.txt"]
		if want := "Contact: " + want + "\nExpires: 2027-10-21T00:00:00Z\nPreferred-Languages: nl\nCanonical: https://www.site.nl/pad/.well-known/security.txt\n"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if _, ok := mustBuild(t, nil)[".well-known/security.txt"]; ok {
		t.Error("security.txt without a contact")
	}
}
