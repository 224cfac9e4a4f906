package privacy_test

import (
	"os"
	"testing"

	. "weerklank/internal/privacy"
)

// A long traject of the demonstration, as one text.
func BenchmarkFind(b *testing.B) {
	source, err := os.ReadFile("../../content/trajecten/voorbeeld-speelplek.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		if len(Find(string(source), Options{})) > 0 {
			b.Fatal("there is personal data in the demonstration")
		}
	}
}
