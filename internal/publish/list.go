package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"

	"weerklank/internal/lang"
)

// A hash is the SHA-256 of a file.
type hash [sha256.Size]byte

// readList reads the list in file name and calls each with what its lines say.
// It returns the hash of the whole; there is false if there is no list. The list
// decides what is deleted, so one that is not wholly understood is an error.
func readList(d disk, name string, each func(path string, h hash) error) (sum hash, there bool, err error) {
	info, err := d.lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return sum, false, nil
	}
	if err != nil {
		return sum, false, err
	}
	if !info.Mode().IsRegular() {
		return sum, false, lang.Errorf("%s is geen gewoon bestand; zet het ergens anders neer", "%s is not a regular file; move it away", name)
	}
	f, err := d.open(name)
	if err != nil {
		return sum, false, err
	}
	defer f.Close()
	whole := sha256.New()
	lines := bufio.NewScanner(io.TeeReader(f, whole))
	lines.Buffer(make([]byte, 1<<16), 2*maxPath)
	n := 0
	for lines.Scan() {
		n++
		h, path, ok := parseLine(lines.Bytes())
		if !ok || each(path, h) != nil {
			return sum, false, badLine(name, n)
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return sum, false, badLine(name, n+1)
	}
	return hash(whole.Sum(nil)), true, lines.Err()
}

func badLine(name string, n int) error {
	return lang.Errorf(
		"regel %d van %s is niet te lezen; zet dat bestand terug zoals het was, of publiceer naar een lege map",
		"line %d of %s cannot be read; put that file back as it was, or publish to an empty folder", n, name)
}

// parseLine reads a line of the list, without its end.
func parseLine(l []byte) (h hash, path string, ok bool) {
	l = bytes.TrimRight(l, "\r")
	if len(l) < hexLen+2 || string(l[hexLen:hexLen+2]) != "  " {
		return h, "", false
	}
	if _, err := hex.Decode(h[:], l[:hexLen]); err != nil {
		return h, "", false
	}
	path = string(l[hexLen+2:])
	return h, path, invalid(path).IsZero()
}

const hexLen = 2 * sha256.Size

// appendLine appends a line of the list to b.
func appendLine(b []byte, h *hash, path []byte) []byte {
	b = hex.AppendEncode(b, h[:])
	b = append(b, "  "...)
	b = append(b, path...)
	return append(b, '\n')
}
