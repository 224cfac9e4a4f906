//go:build linux

package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed all:hugo all:eleventy
var skeletons embed.FS

// today is the day of every build, so that all make the same.
const today = "2026-01-15"

// hugoVersion is the newest that builds with the Go of this project.
const hugoVersion = "v0.165.0"

// site returns the folder of a site of n trajecten for a program: weerklank, hugo
// or eleventy. It is made once for each, from the same content.
func (b *bench) site(kind string, n int) (string, error) {
	dir := filepath.Join(b.scratch, fmt.Sprintf("%s-%d", kind, n))
	done := filepath.Join(dir, ".made")
	if _, err := os.Stat(done); err == nil {
		return dir, nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	b.say("  making %s", dir)
	trajecten := map[string]string{"weerklank": "content/trajecten", "hugo": "content/trajecten", "eleventy": "src/trajecten"}[kind]
	err := writeContent(filepath.Join(dir, trajecten), n)
	if err == nil {
		err = b.skeleton(kind, dir)
	}
	if err == nil {
		err = os.WriteFile(done, nil, 0o644)
	}
	return dir, err
}

// skeleton adds what a site has besides its trajecten.
func (b *bench) skeleton(kind, dir string) error {
	if kind == "weerklank" {
		return os.WriteFile(filepath.Join(dir, "content/site.yaml"),
			[]byte("titel: Verzonnen trajecten om mee te meten\norganisatie: Gemeente Voorbeeld\nbase-url: https://www.voorbeeld.example/\n"), 0o644)
	}
	sub, err := fs.Sub(skeletons, kind)
	if err == nil {
		err = os.CopyFS(dir, sub)
	}
	if kind == "hugo" || err != nil {
		return err
	}
	style, err := skeletons.ReadFile("hugo/static/style.css")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "style.css"), style, 0o644)
	}
	if err != nil {
		return err
	}
	return os.Symlink(filepath.Join(b.scratch, "npm/node_modules"), filepath.Join(dir, "node_modules"))
}

// programs gets the programs ready that are measured.
func (b *bench) programs() error {
	b.weerklank = filepath.Join(b.scratch, "bin/weerklank")
	if err := b.command(b.root, "go", "build", "-trimpath", "-o", b.weerklank, "./cmd/weerklank"); err != nil {
		return err
	}
	if b.hugo == "" {
		if err := b.findHugo(); err != nil {
			return err
		}
	}
	if b.hugo != "none" {
		out, err := exec.Command(b.hugo, "version").CombinedOutput()
		if err != nil || !strings.Contains(string(out), strings.TrimPrefix(hugoVersion, "v")) {
			return fmt.Errorf("%s is not Hugo %s: %s", b.hugo, hugoVersion, out)
		}
	}
	if !b.eleventy {
		return nil
	}
	npm := filepath.Join(b.scratch, "npm")
	if _, err := os.Stat(filepath.Join(npm, "node_modules/@11ty/eleventy")); err == nil {
		return nil
	}
	if err := os.MkdirAll(npm, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"package.json", "package-lock.json"} {
		data, err := skeletons.ReadFile("eleventy/" + name)
		if err == nil {
			err = os.WriteFile(filepath.Join(npm, name), data, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return b.command(npm, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
}

// findHugo takes the Hugo of the machine when it is the right one, or builds it.
func (b *bench) findHugo() error {
	b.hugo = filepath.Join(b.scratch, "bin/hugo")
	if found, err := exec.LookPath("hugo"); err == nil {
		if out, err := exec.Command(found, "version").Output(); err == nil && strings.Contains(string(out), strings.TrimPrefix(hugoVersion, "v")) {
			b.hugo = found
			return nil
		}
	}
	if _, err := os.Stat(b.hugo); err == nil {
		return nil
	}
	b.say("building Hugo %s (some minutes)", hugoVersion)
	return b.command(b.scratch, "env", "GOBIN="+filepath.Dir(b.hugo), "go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
}

func (b *bench) command(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

// The contenders.

func (b *bench) weerklankBuild(name, source string, n int) contender {
	return contender{name: name, size: n, dir: b.scratch, args: func(out string) []string {
		return []string{b.weerklank, "build", "-q", "-s", source, "-d", out, "--date", today}
	}}
}

// cold makes a build one of a site that was never built.
func cold(c contender, source string) contender {
	c.before = func() error { return os.RemoveAll(filepath.Join(source, ".weerklank")) }
	return c
}

func (b *bench) hugoBuild(n int) (contender, error) {
	dir, err := b.site("hugo", n)
	return contender{name: "Hugo", size: n, dir: dir, env: []string{"HUGO_CACHEDIR=" + filepath.Join(b.scratch, "hugo-cache")},
		args: func(out string) []string { return []string{b.hugo, "--minify", "--quiet", "-d", out} }}, err
}

func (b *bench) eleventyBuild(n int) (contender, error) {
	dir, err := b.site("eleventy", n)
	return contender{name: "Eleventy", size: n, dir: dir, args: func(out string) []string {
		rel, err := filepath.Rel(dir, out)
		if err != nil {
			rel = out
		}
		return []string{"env", "OUT=" + rel, "node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"}
	}}, err
}
