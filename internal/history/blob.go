package history

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"

	"weerklank/internal/lang"
)

// MaxBlob is the most that Blob reads: no text of a page is larger.
const MaxBlob = 5 << 20

// ErrTooLarge is the error for a revision of more than MaxBlob bytes.
var ErrTooLarge = lang.Errorf("een oude versie is groter dan 5 MB en wordt niet gelezen", "an old version is larger than 5 MB and is not read")

// blobs is one `git cat-file --batch`, which is started when it is first needed.
type blobs struct {
	mu         sync.Mutex
	repository *repository
	cmd        *exec.Cmd
	in         io.WriteCloser
	out        *bufio.Reader
}

// Blob returns the bytes of a revision. It may be called by several goroutines.
func (h *History) Blob(hash string) ([]byte, error) {
	b := &h.blobs
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.start("--batch"); err != nil {
		return nil, err
	}
	if _, err := io.WriteString(b.in, hash+"\n"); err != nil {
		return nil, b.failed(err)
	}
	data, err := readBlob(b.out)
	if err != nil && !errors.Is(err, errMissing) {
		return nil, b.failed(err)
	}
	return data, b.said(err)
}

// Blobs calls use with the bytes of each of the revisions, in their order, until it
// returns false. It is faster than Blob for each, because git need not wait.
func (h *History) Blobs(hashes []string, use func(i int, data []byte, err error) bool) error {
	b := &blobs{repository: h.blobs.repository}
	defer b.close()
	for at := 0; at < len(hashes); {
		n, err := b.bulk(hashes[at:], func(i int, data []byte, err error) bool { return use(at+i, data, err) })
		if err != nil || n < 0 {
			return err
		}
		at += n
	}
	return nil
}

// bulk is Blobs up to the first revision that is too large, which ends git. It
// returns how many were used, or -1 when use returned false.
func (b *blobs) bulk(hashes []string, use func(int, []byte, error) bool) (int, error) {
	if err := b.start("--batch", "--buffer"); err != nil {
		return 0, err
	}
	go func(in io.WriteCloser) {
		w := bufio.NewWriter(in)
		for _, h := range hashes {
			if _, err := w.WriteString(h + "\n"); err != nil {
				return // git ended, which the reader sees
			}
		}
		w.Flush()
		in.Close()
	}(b.in)
	for i := range hashes {
		data, err := readBlob(b.out)
		large := errors.Is(err, ErrTooLarge)
		if err != nil && !large && !errors.Is(err, errMissing) {
			return 0, b.failed(err)
		}
		if large {
			b.close()
		}
		if !use(i, data, b.said(err)) {
			return -1, nil
		}
		if large {
			return i + 1, nil
		}
	}
	b.close()
	return len(hashes), nil
}

var errMissing = errors.New("no such object")

// readBlob reads one answer of git.
func readBlob(out *bufio.Reader) ([]byte, error) {
	line, err := out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return nil, errMissing
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || fields[1] != "blob" {
		return nil, fmt.Errorf("%q", line)
	}
	if size > MaxBlob {
		return nil, ErrTooLarge
	}
	data := make([]byte, size+1) // and a line break
	if _, err := io.ReadFull(out, data); err != nil {
		return nil, err
	}
	return data[:size:size], nil
}

func (b *blobs) start(how ...string) error {
	if b.cmd != nil {
		return nil
	}
	c := command(context.Background(), b.repository.top, append([]string{"cat-file"}, how...)...)
	in, err := c.StdinPipe()
	if err != nil {
		return err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return b.repository.sentence(&failure{err: err})
	}
	b.cmd, b.in, b.out = c, in, bufio.NewReaderSize(out, 1<<16)
	return nil
}

// failed ends git, whose answers cannot be read any more, and says why.
func (b *blobs) failed(err error) error {
	b.close()
	if errors.Is(err, ErrTooLarge) {
		return err
	}
	return b.repository.sentence(&failure{err: err})
}

// said returns the error of one revision.
func (b *blobs) said(err error) error {
	switch {
	case !errors.Is(err, errMissing):
		return err
	case b.repository.partial:
		return errPartial()
	}
	return lang.Errorf("git mist een oude versie; kijk wat er is met: git fsck", "git lacks an old version; see what is wrong with: git fsck")
}

func (b *blobs) close() {
	if b.cmd == nil {
		return
	}
	b.in.Close()
	b.cmd.Process.Kill() // it may be in the middle of a large answer
	b.cmd.Wait()         // what it says of having been killed is no news
	b.cmd = nil
}

// Close ends the git process that Blob uses. Blob starts another when it is called
// after it.
func (h *History) Close() error {
	if h == nil {
		return nil
	}
	h.blobs.mu.Lock()
	defer h.blobs.mu.Unlock()
	h.blobs.close()
	return nil
}

// complete returns an error when git lacks the text of a revision, and would fetch it.
func (h *History) complete(ctx context.Context) error {
	var want strings.Builder
	for _, f := range h.files {
		for _, r := range f.Revisions {
			if r.Blob != "" && strings.HasSuffix(r.Path, ".md") {
				want.WriteString(r.Blob + "\n")
			}
		}
	}
	c := command(ctx, h.blobs.repository.top, "cat-file", "--batch-check")
	c.Stdin = strings.NewReader(want.String())
	out, err := c.Output()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil || strings.Contains(string(out), " missing\n") {
		return errPartial()
	}
	return nil
}
