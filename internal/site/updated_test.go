package site_test

import (
	"testing"

	"weerklank/internal/site"
)

// A date that is still to come, mostly a wrong year, is not when a text was
// updated.
func TestUpdated(t *testing.T) {
	const signalen = "\nsignalen:\n  - {id: a, signaal: A, besluit: overgenomen, reden: R, besloten-op: 2026-03-01}\n" +
		"  - {id: b, signaal: B, besluit: overgenomen, reden: R, besloten-op: 2199-07-07}"
	s := newSite(t, "", "p\ntitel: P\nphase: 1"+signalen, "q\ntitel: Q\nphase: 1\nbijgewerkt: 2199"+signalen, "r\ntitel: R\nphase: 1\nbesloten-op: 2199")
	for adres, want := range map[string]string{"/trajecten/p/": "2026-03-01", "/trajecten/q/": "2026-03-01", "/trajecten/r/": ""} {
		p, ok := s.Page(adres)
		if !ok {
			t.Fatalf("there is no page %s", adres)
		}
		if got := string(view[site.TrajectView](t, s, adres).Kaart.Bijgewerkt); got != want || string(p.Bijgewerkt) != want {
			t.Errorf("%s was updated on %q and %q, want %q", adres, got, p.Bijgewerkt, want)
		}
	}
}
