package history_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"weerklank/internal/history"
	"weerklank/internal/history/historytest"
)

// text returns an invented traject of about 5 kB, of which one answer changes.
func text(i, n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitel: \"Verzonnen traject %d\"\nsamenvatting: Mensen vertelden wat zij merken.\nphase: %d\nonderwerpen: [Wonen]\nsignalen:\n", i, 1+n%4)
	for s := range 8 {
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: Bij de Verzonnen Straat %d ontbreken banken.\n    besluit: overgenomen\n    reden: Wij hebben gekeken waar mensen uitrusten, en kwamen %d keer terug.\n", s, i, n*8/(s+1))
	}
	b.WriteString("---\n\n")
	for p := range 12 {
		fmt.Fprintf(&b, "Er waren veel mensen die iets vertelden over straat %d. Zij willen zitten, oversteken en spelen. Dat is stuk %d van het verhaal, dat nog even doorgaat met wat er gezegd is.\n\n", i, p)
	}
	return []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	dir := historytest.Large(b, 1000, 5000, text)
	for b.Loop() {
		if _, err := history.Read(context.Background(), dir); err != nil {
			b.Fatal(err)
		}
	}
}

// hashes returns those of every revision.
func hashes(h *history.History) (all []string) {
	for _, f := range h.Files() {
		for _, r := range f.Revisions {
			if r.Blob != "" {
				all = append(all, r.Blob)
			}
		}
	}
	return all
}

func BenchmarkBlobs(b *testing.B) {
	h, err := history.Read(context.Background(), historytest.Large(b, 1000, 5000, text))
	if err != nil {
		b.Fatal(err)
	}
	all := hashes(h)
	b.Run("bulk", func(b *testing.B) {
		for b.Loop() {
			if err := h.Blobs(all, func(_ int, _ []byte, err error) bool { return err == nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("each", func(b *testing.B) {
		for b.Loop() {
			for _, hash := range all {
				if _, err := h.Blob(hash); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
