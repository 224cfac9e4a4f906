// Release builds what is put online for a version: the program for each system,
// packed with its licence, with a list of what is in it and with checksums.
//
//	go run ./internal/tools/release -version 0.2.0 -o dist
//
// Everything is built twice, in two folders of different names, and compared:
// who has the same source and the same Go gets the same bytes. So nothing in it
// is of the moment or of the machine: files are dated by the commit.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"debug/buildinfo"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// platforms are the systems that the program is released for.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

func main() {
	version := flag.String("version", "", "the version, as in cmd/weerklank/version.go")
	out := flag.String("o", "dist", "the folder for the files; it must not be there yet")
	only := flag.String("platforms", strings.Join(platforms, ","), "which systems")
	source := flag.String("source", ".", "the repository")
	flag.Parse()
	if err := release(*source, *out, *version, strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release writes the files of a version to the folder out.
func release(source, out, version string, platforms []string) error {
	if err := sameVersion(source, version); err != nil {
		return err
	}
	at, err := commitTime(source)
	if err != nil {
		return err
	}
	if err := os.Mkdir(out, 0o755); err != nil {
		return err
	}
	var sums []string
	for _, p := range platforms {
		goos, goarch, _ := strings.Cut(p, "/")
		program, err := buildTwice(source, goos, goarch)
		if err != nil {
			return err
		}
		base := fmt.Sprintf("weerklank_%s_%s_%s", version, goos, goarch)
		bom, err := describe(program, version, at)
		if err != nil {
			return err
		}
		licence, err := os.ReadFile(filepath.Join(source, "LICENSE"))
		if err != nil {
			return err
		}
		name, packed, err := pack(base, goos, at, program, licence)
		if err != nil {
			return err
		}
		for file, data := range map[string][]byte{name: packed, base + ".cdx.json": bom} {
			if err := os.WriteFile(filepath.Join(out, file), data, 0o644); err != nil {
				return err
			}
			sums = append(sums, fmt.Sprintf("%x  %s\n", sha256.Sum256(data), file))
		}
		fmt.Fprintln(os.Stderr, name)
	}
	slices.SortFunc(sums, func(a, b string) int { return strings.Compare(a[64:], b[64:]) })
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(strings.Join(sums, "")), 0o644)
}

var (
	constant = regexp.MustCompile(`(?m)^const Version = "([^"]*)"$`)
	number   = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9a-z.]+)?$`)
)

// sameVersion reports as an error that the program would say that it is another
// version: it is written down in one place, the source.
func sameVersion(source, version string) error {
	b, err := os.ReadFile(filepath.Join(source, "cmd", "weerklank", "version.go"))
	if err != nil {
		return err
	}
	m := constant.FindSubmatch(b)
	if m == nil || !number.MatchString(version) || string(m[1]) != version {
		return fmt.Errorf("the version is %q, and cmd/weerklank/version.go says otherwise", version)
	}
	return nil
}

// commitTime is the time of everything that is released.
func commitTime(source string) (time.Time, error) {
	out, err := run(source, nil, "git", "log", "-1", "--format=%ct")
	if err != nil {
		return time.Time{}, err
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return time.Unix(seconds, 0).UTC(), err
}

// buildTwice returns the program for a system, built in two folders.
func buildTwice(source, goos, goarch string) ([]byte, error) {
	var first []byte
	for _, folder := range []string{"a", "another-place"} {
		top, err := os.MkdirTemp("", "release")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(top)
		dir := filepath.Join(top, folder)
		// What is committed, and nothing else.
		if _, err := run(source, nil, "git", "worktree", "prune"); err != nil {
			return nil, err
		}
		if err := copyCommitted(source, dir); err != nil {
			return nil, err
		}
		name := filepath.Join(top, "program")
		env := []string{"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GODEBUG="}
		// The commit is in the name of the version, not in the program: a copy
		// without git must give the same bytes.
		if _, err := run(dir, env, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", name, "./cmd/weerklank"); err != nil {
			return nil, err
		}
		program, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if first != nil && !bytes.Equal(first, program) {
			return nil, fmt.Errorf("%s/%s: two builds are not the same", goos, goarch)
		}
		first = program
	}
	return first, nil
}

// copyCommitted puts the files of the last commit in a new folder.
func copyCommitted(source, dir string) error {
	archive, err := run(source, nil, "git", "archive", "--format=tar", "HEAD")
	if err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch h.Typeflag {
		case tar.TypeDir:
			err = root.MkdirAll(strings.TrimSuffix(h.Name, "/"), 0o755)
		case tar.TypeReg:
			var b []byte
			if b, err = io.ReadAll(r); err == nil {
				err = root.WriteFile(h.Name, b, 0o644)
			}
		}
		if err != nil {
			return err
		}
	}
}

// run runs a program in a folder and returns what it says.
func run(dir string, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	var said bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stderr = dir, append(os.Environ(), env...), &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, said.Bytes())
	}
	return out, nil
}

// A packed is one file in an archive.
type packed struct {
	name string
	mode int64
	data []byte
}

// pack returns the archive for a system: what is usual there.
func pack(base, goos string, at time.Time, program, licence []byte) (name string, archive []byte, err error) {
	files := []packed{{base + "/LICENSE", 0o644, licence}, {base + "/weerklank", 0o755, program}}
	var b bytes.Buffer
	if goos == "windows" {
		files[1].name += ".exe"
		err = zipped(&b, at, files)
		return base + ".zip", b.Bytes(), err
	}
	err = tarred(&b, at, files)
	return base + ".tar.gz", b.Bytes(), err
}

func zipped(w io.Writer, at time.Time, files []packed) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: at}
		h.SetMode(os.FileMode(f.mode))
		into, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := into.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}

func tarred(w io.Writer, at time.Time, files []packed) error {
	g := gzip.NewWriter(w)
	t := tar.NewWriter(g)
	for _, f := range files {
		if err := t.WriteHeader(&tar.Header{Name: f.name, Mode: f.mode, Size: int64(len(f.data)), ModTime: at, Format: tar.FormatUSTAR}); err != nil {
			return err
		}
		if _, err := t.Write(f.data); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return g.Close()
}

// describe returns what is in the program, as the program itself tells.
func describe(program []byte, version string, at time.Time) ([]byte, error) {
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		return nil, err
	}
	return bom(info, fmt.Sprintf("%x", sha256.Sum256(program)), version, at)
}
