package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"

	"weerklank/internal/cache"
)

// keep opens the folder in which a build keeps the pages of old versions, which
// never change, beside what check keeps there. Without it every build makes them
// anew, and the site is the same.
func (o *options) keep(source string) {
	program, err := programSum()
	dir := filepath.Join(source, cacheDir)
	if info, statErr := os.Lstat(dir); err != nil || statErr == nil && !info.IsDir() {
		return
	}
	o.cache, o.program = cache.Open(filepath.Join(dir, "versies")), program
	o.keepTexts(source)
}

// keepTexts names the file in which is kept what was made of each text.
func (o *options) keepTexts(source string) {
	dir := filepath.Join(source, cacheDir)
	if program, err := programSum(); err == nil && isFolder(dir) && isFolder(filepath.Join(dir, keptDir)) {
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
