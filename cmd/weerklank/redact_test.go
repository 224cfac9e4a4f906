package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Somebody at the terminal is asked, and nothing of the answer is said or written.
func TestRedactAsks(t *testing.T) {
	dir := newSite(t)
	status, said := typed(dir, &typist{lines: []string{"", "verkeer IN de wijk"}}, "redact")
	list, err := os.ReadFile(filepath.Join(dir, "content", "weggehaald.yaml"))
	if status != statusOK || err != nil || !strings.Contains(string(list), "datum: 2026-11-21\n") || !strings.Contains(string(list), "vingerafdruk: 4-") {
		t.Fatalf("status %d, %v\n%s\n%s", status, err, said, list)
	}
	if !strings.Contains(said, "Hier moet u iets typen") || strings.Contains(strings.ToLower(said+string(list)), "verkeer") {
		t.Errorf("%s\n%s", said, list)
	}
	// Who leaves changes nothing.
	if status, said := typed(dir, &typist{}, "redact"); status != statusFailed || !strings.Contains(said, "Afgebroken") {
		t.Errorf("status %d: %s", status, said)
	}
	if again, _ := os.ReadFile(filepath.Join(dir, "content", "weggehaald.yaml")); string(again) != string(list) {
		t.Errorf("%s", again)
	}
}
