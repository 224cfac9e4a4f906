//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// A server is a preview that runs.
type server struct {
	cmd   *exec.Cmd
	url   string
	first float64 // seconds from the start to the first page
}

// startPreview starts the preview of a site and waits for the page at path.
func (b *bench) startPreview(source, path string) (*server, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := free.Addr().(*net.TCPAddr).Port
	if err := free.Close(); err != nil {
		return nil, err
	}
	s := &server{url: fmt.Sprintf("http://127.0.0.1:%d", port)}
	s.cmd = exec.Command(b.weerklank, "serve", "-q", "-s", source, "-p", fmt.Sprint(port), "--date", today)
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	if _, err := s.shows(path, "</html>", 30*time.Minute); err != nil {
		s.stop()
		return nil, err
	}
	s.first = time.Since(began).Seconds()
	return s, nil
}

// stop ends the preview, and returns the MiB that it had at its peak.
func (s *server) stop() float64 {
	peak := 0.0
	if b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid)); err == nil {
		if _, after, ok := strings.Cut(string(b), "VmHWM:"); ok {
			fmt.Sscan(after, &peak)
		}
	}
	s.cmd.Process.Signal(syscall.SIGTERM) // it may be gone, which is what is wanted
	s.cmd.Wait()
	return peak / 1024
}

// shows asks for a page until it has a text, and returns the seconds that took.
func (s *server) shows(path, text string, most time.Duration) (float64, error) {
	ctx, stop := context.WithTimeout(context.Background(), most)
	defer stop()
	began := time.Now()
	for {
		req, err := http.NewRequestWithContext(ctx, "GET", s.url+path, nil)
		if err != nil {
			return 0, err
		}
		if answer, err := http.DefaultClient.Do(req); err == nil {
			body, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if err == nil && answer.StatusCode == http.StatusOK && bytes.Contains(body, []byte(text)) {
				return time.Since(began).Seconds(), nil
			}
		}
		if ctx.Err() != nil {
			return 0, fmt.Errorf("%s did not show %q in %v", path, text, most)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// edits changes a file, waits until the page shows it, and returns the seconds of
// each time: every time another traject, after a rest in which the preview may do
// what it had left.
func (b *bench) edits(s *server, source string, n int, address, after string) ([]float64, error) {
	var took []float64
	for i := range b.edit {
		slug := slugOf(1 + (7+i*37)%n)
		name := filepath.Join(source, "content/trajecten", slug+".md")
		old, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		mark := fmt.Sprintf("Aangepaste zin %d.", i)
		edited := bytes.Replace(old, []byte(after), []byte(after+mark+" "), 1)
		if bytes.Equal(edited, old) {
			return nil, fmt.Errorf("%s has no %q", name, after)
		}
		path := fmt.Sprintf(address, slug)
		if _, err := s.shows(path, "</html>", time.Minute); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, edited, 0o644); err != nil {
			return nil, err
		}
		seconds, err := s.shows(path, mark, 2*time.Minute)
		if restored := os.WriteFile(name, old, 0o644); err == nil {
			err = restored
		}
		if err != nil {
			return nil, err
		}
		took = append(took, seconds)
		time.Sleep(time.Second)
	}
	return took, nil
}
