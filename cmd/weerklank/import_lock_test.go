package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Two imports into one site would take each other's files.
func TestOneImportAtATime(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	unlock, err := lockImport(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lockImport(dir); err == nil {
		t.Error("a second import begins")
	}
	unlock()
	if unlock, err = lockImport(dir); err != nil {
		t.Fatalf("after the first: %v", err)
	}
	unlock()
	if left, _ := os.ReadDir(filepath.Join(dir, "content")); len(left) != 0 {
		t.Errorf("it leaves %v", left)
	}
}
