package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"

	"weerklank/internal/cache"
	"weerklank/internal/history"
	"weerklank/internal/lang"
)

// keep opens the folder in which a build keeps the pages of old versions, which
// never change, beside what check keeps there. Without it every build makes them
// anew, and the site is the same.
func (p *program) keep(ctx context.Context, o *options, source string) {
	if p.keepTexts(ctx, o, source); o.kept != "" {
		o.cache = cache.Open(filepath.Join(source, cacheDir, "versies"))
	}
}

// keepTexts names the file in which is kept what was made of each text. What is kept
// is believed, so none is used that came in with a commit of somebody else.
func (p *program) keepTexts(ctx context.Context, o *options, source string) {
	dir := filepath.Join(source, cacheDir)
	if !isFolder(dir) || !isFolder(filepath.Join(dir, keptDir)) {
		return
	}
	if _, err := os.Lstat(dir); err == nil && history.Tracks(ctx, source, cacheDir) {
		p.say(lang.F("de map %s staat in git, en wordt daarom niet gebruikt; haal haar eruit met: %s", "the folder %s is in git, and is therefore not used; take it out with: %s", cacheDir, "git rm -r --cached "+cacheDir))
		return
	}
	if program, err := programSum(); err == nil {
		o.kept, o.program = filepath.Join(dir, keptDir, "teksten"), program
	}
}

// keptDir is the folder in cacheDir with what was made of the texts of today.
const keptDir = "bewaard"

// isFolder reports whether dir is a folder, or can become one. A link would lead out
// of the site.
func isFolder(dir string) bool {
	info, err := os.Lstat(dir)
	return err != nil || info.IsDir()
}

// programSum returns the fingerprint of this program: another one may make other
// pages.
func programSum() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
