package weggehaald

import "testing"

// An address in which the passage stands says what is gone.
func TestInAdres(t *testing.T) {
	print, _, err := Vingerafdruk("Zqxwv Bramvogel", nil)
	if err != nil {
		t.Fatal(err)
	}
	l := Van(Stuk{Datum: "2026-03-12"}, print, "nl")
	if !l.InAdres("/onderwerpen/zqxwv-bramvogel/") || l.InAdres("/onderwerpen/zqxwv/bramen/") || (*Lijst)(nil).InAdres("/zqxwv-bramvogel/") {
		t.Error("the words of an address are not seen, or others are")
	}
}

// What leads to something that is gone was that thing; the key tells the two lists
// apart, for what was kept of the first is not true of the other.
func TestMetPijlen(t *testing.T) {
	l := Van(Stuk{Datum: "2026-03-12", Adres: "/trajecten/nu/bank/"}, "", "nl")
	wider := l.MetPijlen([][2]string{{"/trajecten/eerst/bank/", "/trajecten/toen/bank/"}, {"/trajecten/toen/bank/", "/trajecten/nu/bank/"}, {"/trajecten/x/y/", "/trajecten/nu/boom/"}})
	if wider.Weg("/trajecten/eerst/bank/") == nil || wider.Weg("/trajecten/x/y/") != nil || l.Weg("/trajecten/eerst/bank/") != nil {
		t.Error(wider.Adressen(), l.Adressen())
	}
	if wider.Key() == l.Key() {
		t.Error("the key does not say it")
	}
}
