package site_test

import (
	"strings"
	"testing"

	"weerklank/internal/site"
)

// TestRefusalInAListSaysWhy: whoever looks through a list sees the reason of
// what is not, or not wholly, done. Of the others the answer says enough there.
func TestRefusalInAListSaysWhy(t *testing.T) {
	for _, c := range []struct{ besluit, rest, want string }{
		{"niet-overgenomen", "kort: Dit komt er niet.\n    reden: Het is *te duur*.", "Het is te duur."},
		{"deels-overgenomen", "kort: Een deel.\n    reden: Het is te duur.", "Het is te duur."},
		{"niet-overgenomen", "kort: Dit komt er niet.\n    reden: " + strings.Repeat("Het is te duur. ", 20), strings.Repeat("Het is te duur. ", 7) + "Het is te duur."},
		{"overgenomen", "kort: Dit komt er.\n    reden: Het kan.", ""},
		{"niet-overgenomen", "reden: Het is te duur.", ""}, // then the reden stands in the place of Kort
	} {
		s := newSite(t, "", "plan\ntitel: Plan\nphase: 4\nsignalen:\n  - id: a\n    signaal: Gezegd\n    besluit: "+c.besluit+"\n    "+c.rest)
		items := view[site.OnderwerpView](t, s, "/onderwerpen/wonen/").Lijst.Items
		if len(items) != 1 || items[0].Waarom != c.want {
			t.Errorf("%s, %q: %d items, Waarom %q, want %q", c.besluit, c.rest, len(items), items[0].Waarom, c.want)
		}
	}
}
