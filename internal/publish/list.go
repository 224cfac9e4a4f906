package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"weerklank/internal/lang"
)

// A hash is the SHA-256 of a file.
type hash [sha256.Size]byte

// A line of the list names a file that was published.
type line struct {
	path string
	hash hash
}

// formatList returns the list of lines, which it sorts.
func formatList(lines []line) []byte {
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.path, b.path) })
	var b bytes.Buffer
	for _, l := range lines {
		fmt.Fprintf(&b, "%x  %s\n", l.hash, l.path)
	}
	return b.Bytes()
}

// readList reads the list in file name. Without that file it is empty. The list
// decides what is deleted, so one that is not wholly understood is an error.
func readList(name string) (lines []line, text []byte, err error) {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, lang.Errorf("%s is geen gewoon bestand; zet het ergens anders neer", "%s is not a regular file; move it away", name)
	}
	if text, err = os.ReadFile(name); err != nil {
		return nil, nil, err
	}
	n := 0
	for l := range strings.Lines(string(text)) {
		n++
		sum, path, ok := strings.Cut(strings.TrimRight(l, "\r\n"), "  ")
		h, err := hex.DecodeString(sum)
		if !ok || err != nil || len(h) != sha256.Size || !invalid(path).IsZero() {
			return nil, nil, lang.Errorf(
				"regel %d van %s is niet te lezen; zet dat bestand terug zoals het was, of publiceer naar een lege map",
				"line %d of %s cannot be read; put that file back as it was, or publish to an empty folder", n, name)
		}
		lines = append(lines, line{path, hash(h)})
	}
	return lines, text, nil
}
