package bagit_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	. "weerklank/internal/bagit"
)

var options = Options{Name: "site-2026-11-22", Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Info: []Info{{"External-Description", "Een\nsite"}}}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func files() []File {
	return []File{
		{Path: "index.html", Render: text("<p>é</p>")},
		{Path: "media/50%\nkorting.pdf", Render: text(strings.Repeat("x", 100_000)), Large: true},
		{Path: "leeg.txt", Render: text("")},
		{Path: "een/" + strings.Repeat("lang/", 60) + "naam.html", Render: text("y")},
	}
}

func pack(t *testing.T, tarGz bool) []byte {
	t.Helper()
	o := options
	o.TarGz = tarGz
	var b bytes.Buffer
	r, err := Write(&b, o, slices.Values(files()))
	if err != nil || r.Files != 4 || r.Bytes != int64(len("<p>é</p>"))+100_001 {
		t.Fatal(r, err)
	}
	return b.Bytes()
}

// unpack reads an archive with the standard library, and checks that all entries
// have the same time and mode.
func unpack(t *testing.T, data []byte, tarGz bool) map[string]string {
	t.Helper()
	out := map[string]string{}
	add := func(name string, r io.Reader, when time.Time, mode uint32) {
		b, err := io.ReadAll(r)
		if err != nil || !when.Equal(options.Date) || mode != 0o644 {
			t.Errorf("%s: %v, %v, %o", name, err, when, mode)
		}
		out[strings.TrimPrefix(name, options.Name+"/")] = string(b)
	}
	if tarGz {
		gz, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for r := tar.NewReader(gz); ; {
			h, err := r.Next()
			if err == io.EOF {
				return out
			}
			if err != nil || h.Uid != 0 || h.Uname != "" {
				t.Fatal(h, err)
			}
			add(h.Name, r, h.ModTime, uint32(h.Mode))
		}
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		body, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		add(f.Name, body, f.Modified, uint32(f.Mode()))
	}
	return out
}

// The bag is what RFC 8493 says, for both ways to pack it.
func TestBag(t *testing.T) {
	for _, tarGz := range []bool{false, true} {
		data := pack(t, tarGz)
		if !bytes.Equal(data, pack(t, tarGz)) {
			t.Error("the same files give other bytes")
		}
		got := unpack(t, data, tarGz)
		if got["bagit.txt"] != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" {
			t.Errorf("%q", got["bagit.txt"])
		}
		if want := "External-Description: Een site\nBagging-Date: 2026-11-22\nPayload-Oxum: 100010.4\n"; got["bag-info.txt"] != want {
			t.Errorf("%q, want %q", got["bag-info.txt"], want)
		}
		sums := map[string]string{}
		for _, list := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
			for line := range strings.Lines(got[list]) {
				sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
				sums[strings.NewReplacer("%0A", "\n", "%25", "%").Replace(name)] = sum
			}
		}
		for name, data := range got {
			if name != "tagmanifest-sha256.txt" && sums[name] != fmt.Sprintf("%x", sha256.Sum256([]byte(data))) {
				t.Errorf("the checksum of %q is %q", name, sums[name])
			}
		}
		if len(sums) != len(got)-1 || len(got) != 8 {
			t.Errorf("%d sums of %q", len(sums), slices.Sorted(maps.Keys(got)))
		}
	}
}

// A file that cannot be made stops the work, and is named.
func TestFileThatFails(t *testing.T) {
	broken := append(files()[:1], File{Path: "stuk.html", Render: func(io.Writer) error { return errors.New("kapot") }})
	for _, tarGz := range []bool{false, true} {
		o := options
		o.TarGz = tarGz
		if _, err := Write(io.Discard, o, slices.Values(broken)); err == nil || !strings.Contains(err.Error(), "stuk.html") {
			t.Errorf("error %v", err)
		}
	}
}
