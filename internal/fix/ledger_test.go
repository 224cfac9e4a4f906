package fix_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	. "weerklank/internal/fix"
	"weerklank/internal/load"
	"weerklank/internal/permalinks"
	"weerklank/themes"
)

// mendedLedger is what becomes of the ledger of a site with one page, over.
var mendedLedger = []struct{ code, before, after string }{
	{"adres-nieuw", "", strings.Join(permalinks.Head, "\n") + "\n/over/\n"},
	{"adres-nieuw", "# Van ons\n/media/weg.pdf -> /over/\n", "# Van ons\n/media/weg.pdf -> /over/\n/over/\n"},
	{"adreslijst-volgorde", "/over/\n/contact/ -> /over/\n/over/", "/contact/ -> /over/\n/over/\n"},
	{"adreslijst", "<<<<<<< HEAD\n/over/\n=======\n>>>>>>> tak\n", "/over/\n"},
	{"adreslijst", "\uFEFF<<<<<<< HEAD\n/over/\n>>>>>>> tak\n", "\uFEFF/over/\n"},
	{"", "/ergens/onbegrepen/\n", "/ergens/onbegrepen/\n"},               // a person has to look first
	{"", "/x/ -> /over/\n/x/ -> /y/\n", "/x/ -> /over/\n/x/ -> /y/\n"},   // which of the two?
	{"", "/contact/\n/over/\n", "/contact/\n/over/\n"},                   // it dies; nobody knows where it went
	{"", "/x/ -> /niets/\n", "/x/ -> /niets/\n"},                         // nor where this leads; with an error nothing is new yet
	{"", "/over/ -> /over/contact/\n", "/over/ -> /over/contact/\n"},     // it is there
	{"", "# Alleen dit\r\n", "# Alleen dit\r\n/over/\r\n"},               // Windows
	{"", "/over/\n\n# Slot\n", "# Slot\n/over/\n"},                       // nothing is lost
	{"", "/over/ \n<<<<<<< x\n/over/\n=======\n>>>>>>> y\n", "/over/\n"}, // all at once
}

func siteWith(ledger *string) fstest.MapFS {
	fsys := fstest.MapFS{
		content.SettingsPath:            {Data: []byte("titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n"), Mode: 0o644},
		content.PaginasDir + "/over.md": {Data: []byte("---\ntitel: Over\n---\nWie wij zijn.\n"), Mode: 0o644},
	}
	if ledger != nil {
		fsys[content.LedgerPath] = &fstest.MapFile{Data: []byte(*ledger), Mode: 0o644}
	}
	return fsys
}

func loading() Load {
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	return func(fsys fs.FS) ([]diag.Problem, error) {
		r, err := l.Load(context.Background(), fsys)
		if err != nil {
			return nil, err
		}
		return r.Problems, nil
	}
}

func TestLedger(t *testing.T) {
	for _, c := range mendedLedger {
		r, err := Run(siteWith(&c.before), loading(), all)
		if err != nil {
			t.Fatal(err)
		}
		got := c.before
		if len(r.Files) == 1 && r.Files[0].Path == content.LedgerPath {
			got = string(r.Files[0].After)
		}
		if got != c.after || len(r.Files) > 1 {
			t.Errorf("%q became %q, want %q", c.before, got, c.after)
		}
	}
}

// The ledger is the one file that is made where there is none.
func TestLedgerIsMade(t *testing.T) {
	dir := t.TempDir()
	for name, f := range siteWith(nil) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o777), os.WriteFile(full, f.Data, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r, err := Run(root.FS(), loading(), all)
	if err != nil || len(r.Files) != 1 || !r.Files[0].Created || len(r.Refused) > 0 {
		t.Fatalf("%+v %v", r, err)
	}
	ledger := filepath.Join(dir, filepath.FromSlash(content.LedgerPath))
	if _, err := os.Stat(ledger); err == nil {
		t.Fatal("Run wrote it")
	}
	if err := r.Files[0].Write(root); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(ledger); err != nil || !strings.HasSuffix(string(got), "\n/over/\n") {
		t.Errorf("%q %v", got, err)
	}
	if err := r.Files[0].Write(root); !errors.Is(err, ErrChanged) {
		t.Errorf("somebody made it meanwhile: %v", err)
	}
	again, err := Run(root.FS(), loading(), all)
	if err != nil || len(again.Files) > 0 {
		t.Errorf("the second time: %+v %v", again, err)
	}
}
