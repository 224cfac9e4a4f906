// Weerklank makes an accessible website of what was done with what residents
// said. See README.md, or run `weerklank help`.
package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // time zones on machines that have none
)

func main() {
	p := &program{Name: calledAs(os.Args[0]), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: time.Now,
		Terminal: newConsole(os.Stdin, os.Stderr)}
	watchMemory()
	os.Exit(p.Main(os.Args[1:]))
}

// calledAs returns how this program is called, for commands that people type
// over: "weerklank" where that is enough, else the path.
func calledAs(path string) string {
	if strings.Contains(filepath.ToSlash(path), "/go-build") {
		return "go run ./cmd/weerklank" // which built it for this one time
	}
	base := strings.TrimSuffix(filepath.Base(path), ".exe")
	if found, err := exec.LookPath(base); filepath.Base(path) == path || err == nil && sameFile(found, path) {
		return base
	}
	// Some shells make the path absolute.
	if here, err := os.Getwd(); err == nil && filepath.Dir(path) == here {
		return "./" + base
	}
	return filepath.ToSlash(path)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
