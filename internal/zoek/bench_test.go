package zoek

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// invented returns n invented inputs. The words are made of syllables, and are as
// unequally frequent as those of a language (Zipf), so that lists of all lengths
// occur; quotes and reasons are as long as real ones.
func invented(n int) []*Entry {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba be bo da de do fa ge go ha ho ka ke ko la le lo ma me mo na ne no pa pe ra re ro sa se so ta te to va ve wa we zo ze straat plein bank boom fiets licht weg school")
	vocabulary := make([]string, 40_000)
	for i := range vocabulary {
		for range 2 + r.IntN(4) {
			vocabulary[i] += syllables[r.IntN(len(syllables))]
		}
	}
	zipf := rand.NewZipf(r, 1.07, 8, uint64(len(vocabulary)-1))
	text := func(words int) string {
		var b strings.Builder
		for range words {
			b.WriteString(vocabulary[zipf.Uint64()] + " ")
		}
		return b.String()
	}
	besluiten := strings.Fields("overgenomen deels-overgenomen niet-overgenomen bestaat-al beantwoord doorgegeven in-behandeling")
	var es []*Entry
	for i := range n {
		d := fmt.Sprintf("20%02d-%02d-%02d", 16+r.IntN(11), 1+r.IntN(12), 1+r.IntN(28))
		e := &Entry{
			Soort: Signaal, Titel: text(20), Adres: fmt.Sprintf("/trajecten/%s-%d/%s/", vocabulary[i/8%40_000], i/8, vocabulary[r.IntN(40_000)]),
			Besluit: besluiten[r.IntN(7)], Kort: text(15), Bij: text(6), Datum: d, Dagen: []string{d}, Jaar: d[:4],
			Onderwerpen: []string{vocabulary[r.IntN(30)], vocabulary[30+r.IntN(30)]}, Wijken: []string{vocabulary[100+r.IntN(40)]},
		}
		e.Woorden = [2]string{Fold(e.Titel, text(20)), Fold(e.Titel, text(60))}
		es = append(es, e)
	}
	return es
}

// BenchmarkIndex makes the index of 100,000 inputs and its files, and says how
// large they are, compressed. With ZOEK_MAP=folder it writes them there, as the
// site would have them; docs/zoeken.md says how a browser is measured on that.
func BenchmarkIndex(b *testing.B) {
	const n = 100_000
	entries := invented(n)
	kenmerken := make([]string, n/2)
	for i := range kenmerken {
		kenmerken[i] = fmt.Sprintf("z-2026-%06d", i)
	}
	var files []File
	for b.Loop() {
		files = slices.Collect(New(entries, Options{Kenmerken: kenmerken}).Files())
	}
	total, largest := 0, 0
	for _, f := range files {
		data := f.Render()
		var z bytes.Buffer
		w := gzip.NewWriter(&z)
		w.Write(data)
		w.Close()
		total += z.Len()
		largest = max(largest, z.Len())
		if dir := os.Getenv("ZOEK_MAP"); dir != "" {
			name := filepath.Join(dir, filepath.FromSlash(f.Path))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(name, data, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(total)/1e6, "MB-gz")
	b.ReportMetric(float64(largest)/1e3, "kB-gz-largest")
	b.ReportMetric(float64(len(files)), "files")
}
