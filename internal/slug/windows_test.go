package slug_test

import (
	"testing"

	"weerklank/internal/slug"
)

func TestDevice(t *testing.T) {
	for name, want := range map[string]bool{
		"con": true, "CON": true, "nul": true, "aux.txt": true, "Prn.tar.gz": true, "com1": true, "COM9.md": true, "lpt0": true, "nul .md": true,
		"console": false, "com": false, "com10": false, "com-1": false, "nulmeting": false, "x.con": false, "": false, "lpta": false, "auxiliair": false,
	} {
		if got := slug.Device(name); got != want {
			t.Errorf("Device(%q) = %v", name, got)
		}
	}
}

func TestReservedForWindows(t *testing.T) {
	if !slug.Reserved("aux") || slug.Reserved("nulmeting") {
		t.Error("aux is not reserved, or nulmeting is")
	}
}
