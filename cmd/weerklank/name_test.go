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
		{"./weerklank", "help build", "Bestanden die Weerklank niet zelf schreef"},
		{"./weerklank", "help build", "\n  ./weerklank build --destination "},
	} {
		if got := run(c.name, strings.Fields(c.args)...); !strings.Contains(got, c.want) {
			t.Errorf("%s %s: no %q in\n%s", c.name, c.args, c.want, got)
		}
	}
}

// A mistake in the program is one sentence and a status of its own; whoever
// looks for it can ask for more.
func TestCrash(t *testing.T) {
	for _, debug := range []string{"", "1"} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		p := &program{Name: "weerklank", Stdout: &out, Stderr: &out, Now: func() time.Time { panic("het is geen tijd") },
			Getenv: func(name string) string { return map[string]string{"WEERKLANK_DEBUG": debug}[name] }}
		if got := p.Main([]string{"new", "traject", "Een titel", "-s", dir}); got != statusFailed {
			t.Errorf("status %d", got)
		}
		if !strings.HasPrefix(out.String(), "weerklank: dit is een fout in Weerklank zelf, niet van u (het is geen tijd)") || !strings.Contains(out.String(), "weerklank version") {
			t.Errorf("it says %s", &out)
		}
		if got := strings.Count(out.String(), "\n") > 1; got != (debug != "") {
			t.Errorf("WEERKLANK_DEBUG=%s gives %s", debug, &out)
		}
	}
}
