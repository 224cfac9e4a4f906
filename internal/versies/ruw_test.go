package versies_test

import (
	"strings"
	"testing"

	"weerklank/internal/versies"
)

// A file that is not understood is shown as text, but not what no page would
// have shown of it.
func TestAsTextWithoutWhatNoPageShows(t *testing.T) {
	const file = `---
titel: [
# bel GEHEIM
signalen:
  - id: hek
    signaal: "Een hek, ook #1" # van GEHEIM
    kenmerken: [GEHEIM, Z-9]
    kort: Een
  - kenmerken:
    - GEHEIM

    - Z-9
    kort: Twee
  - "Kenmerken" : >
      GEHEIM
      en nog een
    kort: Drie
  - {id: bank, kenmerken: [GEHEIM,
     GEHEIM], kort: Vier}
  - {id: boom, kenmerken: GEHEIM, kort: Vijf}
---
# Een kop

Een tekst.<!-- niet voor
GEHEIM --> Het slot.
<!-- GEHEIM`
	g := past(t, versies.Options{}, []commit{{Day: "2026-03-12", Source: file}})
	in, err := g.Open(g.Reeksen[0].Versies[0])
	if err != nil || in.Traject != nil {
		t.Fatal(err, in)
	}
	for _, gone := range []string{"GEHEIM", "Z-9", "nog een"} {
		if strings.Contains(in.Tekst, gone) {
			t.Errorf("%q is shown:\n%s", gone, in.Tekst)
		}
	}
	for _, there := range []string{"Een hek", "kort: Een", "kort: Twee", "kort: Drie", "kort: Vier", "kort: Vijf", "# Een kop", "Een tekst. Het slot."} {
		if !strings.Contains(in.Tekst, there) {
			t.Errorf("%q is not shown:\n%s", there, in.Tekst)
		}
	}
}
