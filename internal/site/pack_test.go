package site

import (
	"reflect"
	"runtime"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/traject"
)

const packSource = "---\ntitel: De bank bij de halte\nsamenvatting: Mensen willen zitten.\nphase: 3\nonderwerpen: [wonen, zorg]\ndatum: 2026-01-02\nbesloten-op: 2026-01-03\nbijgewerkt: 2026-01-04\n" +
	"bijeenkomsten:\n  - id: b1\n    naam: Avond\n    plaats: Buurthuis\nadviezen:\n  - kenmerk: A-1\n    titel: Advies\n    reactie:\n      van: college\n" +
	"signalen:\n  - id: s1\n    signaal: Er is geen bank.\n    besluit: overgenomen\n    reden: Er komt een bank.\n    kenmerken: [K1, K2]\n    uitgesteld:\n      - tot: 2026-05-01\n        reden: Druk.\n"

func packTraject(t *testing.T, src string) *traject.Traject {
	f, problems := content.Split("content/trajecten/bank.md", []byte(src), content.Markdown)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	tr, _ := traject.Parse(f)
	return tr
}

// Packing changes no string.
func TestPackKeepsWhatIsSaid(t *testing.T) {
	tr := packTraject(t, packSource+"---\n\nTekst.\n")
	plain, packed := describe(tr), describe(tr)
	packed.pack()
	if !reflect.DeepEqual(plain, packed) {
		t.Errorf("%+v, not %+v", packed, plain)
	}
}

// What is kept of a document must not keep the text of its file.
func TestSummarizeKeepsNothingOfTheFile(t *testing.T) {
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	const large = 2 << 20
	before := inUse()
	d := Summarize(packTraject(t, packSource+"# "+strings.Repeat("Een opmerking. ", large/15)+"\n---\n\nTekst.\n"))
	if after := inUse(); after > before+large/2 {
		t.Errorf("%d bytes are kept of a file", after-before)
	}
	if d.Titel != "De bank bij de halte" {
		t.Error(d.Titel)
	}
}
