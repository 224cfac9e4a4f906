package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

var moment = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// An archive holds the same bytes whenever it is made.
func TestPack(t *testing.T) {
	for _, goos := range []string{"linux", "windows"} {
		name, first, err := pack("weerklank_1", goos, moment, []byte("program"), []byte("licence"))
		if err != nil {
			t.Fatal(err)
		}
		_, second, err := pack("weerklank_1", goos, moment, []byte("program"), []byte("licence"))
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s differs, %v", name, err)
		}
	}
	_, packed, err := pack("weerklank_1", "linux", moment, []byte("program"), []byte("licence"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if !h.ModTime.Equal(moment) || h.Uid != 0 || h.Uname != "" {
			t.Errorf("%s is of %v, %d %q", h.Name, h.ModTime, h.Uid, h.Uname)
		}
		names = append(names, h.Name)
	}
	if got := strings.Join(names, " "); got != "weerklank_1/LICENSE weerklank_1/weerklank" {
		t.Errorf("it holds %s", got)
	}
}

func TestOtherVersion(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "cmd", "weerklank"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "cmd", "weerklank", "version.go"), []byte("package main\n\nconst Version = \"1.2.3\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for version, ok := range map[string]bool{"1.2.3": true, "1.2.4": false, "v1.2.3": false, "": false, "../1.2.3": false} {
		if err := sameVersion(dir, version); (err == nil) != ok {
			t.Errorf("%q: %v", version, err)
		}
	}
}

func TestBOM(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "vcs.time", Value: "x"}},
		Deps: []*debug.Module{{Path: "example.org/a/v2", Version: "v2.1.0", Sum: "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}}
	b, err := bom(info, strings.Repeat("0", 64), "1.2.3", moment)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"specVersion": "1.5"`, `"timestamp": "2026-03-01T12:00:00Z"`, `"purl": "pkg:golang/example.org/a/v2@v2.1.0"`, `"purl": "pkg:golang/std@1.26.8"`, `"id": "EUPL-1.2"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is not in %s", want, b)
		}
	}
	if strings.Contains(string(b), "vcs.time") {
		t.Error("it tells of the moment")
	}
	info.Deps[0].Replace = &debug.Module{Path: "../a"}
	if _, err := bom(info, "", "1.2.3", moment); err == nil {
		t.Error("a library that was replaced is let through")
	}
}

// The program for this computer is the same from two folders; release itself stops
// when it is not.
func TestSameBytes(t *testing.T) {
	program, err := buildTwice("../../..", "linux", "amd64")
	if err != nil {
		t.Fatal(err)
	}
	if place := regexp.MustCompile(`/release\d+/(a|another-place)/`).Find(program); place != nil {
		t.Errorf("it says where it was built: %s", place)
	}
}
