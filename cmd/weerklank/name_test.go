package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Scripts cannot test this: in them the program is always called "weerklank".
func TestCalledAs(t *testing.T) {
	installed, elsewhere, here := t.TempDir(), t.TempDir(), t.TempDir()
	for _, dir := range []string{installed, elsewhere, here} {
		if err := os.WriteFile(filepath.Join(dir, "weerklank"), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", installed)
	t.Chdir(here)
	for path, want := range map[string]string{
		"weerklank":                           "weerklank",
		filepath.Join(installed, "weerklank"): "weerklank",
		filepath.Join(elsewhere, "weerklank"): filepath.Join(elsewhere, "weerklank"),
		filepath.Join(here, "weerklank"):      "./weerklank",
		"./weerklank":                         "./weerklank",
		"../bin/weerklank":                    "../bin/weerklank",
	} {
		if got := calledAs(path); got != want {
			t.Errorf("called as %s: %s, want %s", path, got, want)
		}
	}
}

// What to type next is said as the program was called, from where it will be typed.
func TestCommandsAreSaidAsCalled(t *testing.T) {
	run := func(name string, args ...string) string {
		var out bytes.Buffer
		p := &program{Name: name, Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }, Now: time.Now}
		p.Main(args)
		return out.String()
	}
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		name, args, want string
	}{
		{"./weerklank", "init mijn-site", "\n  ../weerklank serve "},
		{"../bin/weerklank", "init een/twee", "\n  ../../../bin/weerklank serve "},
		{"weerklank", "init drie", "\n  weerklank serve "},
		{"./weerklank", "init", "\n  ./weerklank serve "},
		{"./weerklank", "build", "Bekijken: ./weerklank serve\n"},
		{"./weerklank", "build -q -d public/x/../..", "weerklank: "}, // the name of who speaks stays
		{"./weerklank", "bild", "Bedoelt u: ./weerklank build\n"},
		{"./weerklank", "help", "\n  ./weerklank init [MAP] "},
		{"./weerklank", "help build", "Bestanden die weerklank niet zelf schreef"},
		{"./weerklank", "help build", "\n  ./weerklank build --destination "},
	} {
		if got := run(c.name, strings.Fields(c.args)...); !strings.Contains(got, c.want) {
			t.Errorf("%s %s: no %q in\n%s", c.name, c.args, c.want, got)
		}
	}
}
