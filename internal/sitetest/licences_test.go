package sitetest

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A licence is recognized by all of its words, with gaps for names: what else
// stands in the file may be no more than headings, names and years. Each of these
// fits in a program under EUPL-1.2, and asks no more than to be named. Is a new
// library under another licence, then somebody has to decide about it.
var fitting = map[string]*regexp.Regexp{
	"MIT": allOf(mitWords),
	"BSD": allOf(`redistribution and use in source and binary forms with or without modification are permitted provided that the following conditions are met
		1? redistributions of source code must retain the above copyright notice this list of conditions and the following disclaimer
		2? redistributions in binary form must reproduce the above copyright notice this list of conditions and the following disclaimer in the documentation
		and or other materials provided with the distribution(?: (?:3 )?neither the name of (?:\w+ ){1,8}nor the names of (?:\w+ ){1,4}may be used to endorse or promote products derived from this software without specific prior written permission)?
		this software is provided by the (?:\w+ ){1,6}as is and any express or implied warranties including but not limited to
		the implied warranties of merchantability and fitness for a particular purpose are disclaimed
		in no event shall the (?:\w+ ){1,8}be liable for any direct indirect incidental special exemplary or consequential damages
		including but not limited to procurement of substitute goods or services loss of use data or profits or business interruption
		however caused and on any theory of liability whether in contract strict liability or tort including negligence or otherwise
		arising in any way out of the use of this software even if advised of the possibility of such damage`),
	"ISC": allOf(`permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted
		provided that the above copyright notice and this permission notice appear in all copies
		the software is provided as is and the author disclaims all warranties with regard to this software
		including all implied warranties of merchantability and fitness
		in no event shall the author be liable for any special direct indirect or consequential damages or any damages whatsoever
		resulting from loss of use data or profits whether in an action of contract negligence or other tortious action
		arising out of or in connection with the use or performance of this software`),
}

const mitWords = `permission is hereby granted free of charge to any person obtaining a copy of this software and associated documentation files the software
	to deal in the software without restriction including without limitation the rights to use copy modify merge publish distribute sublicense and or sell
	copies of the software and to permit persons to whom the software is furnished to do so subject to the following conditions
	the above copyright notice and this permission notice shall be included in all copies or substantial portions of the software
	the software is provided as is without warranty of any kind express or implied including but not limited to the warranties of merchantability
	fitness for a particular purpose and noninfringement in no event shall the authors or copyright holders be liable for any claim damages or other liability
	whether in an action of contract tort or otherwise arising from out of or in connection with the software or the use or other dealings in the software`

// Apache-2.0 is long, so it is known by a hash of its words up to the appendix.
var (
	apacheWords = regexp.MustCompile(`terms and conditions for use reproduction and distribution 1 definitions .* accepting any such warranty or additional liability`)
	apacheHash  = "c876a853e3837603a39d56da29306b74786b34411bf636ce5072eb840e764cab"
	// The appendix is a form to fill in.
	apacheAppendix = regexp.MustCompile(`appendix how to apply the apache license to your work .*? same printed page as the copyright notice for easier identification within third party archives|` +
		`licensed under the apache license version 2 0 the license you may not use this file except in compliance with the license you may obtain a copy of the license at .*? limitations under the license`)
)

// rest is how many words of a licence file may be something else.
const rest = 60

// onlyTests are licences that a package of the tests may have too: it is not shipped.
var onlyTests = []string{"MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "CC0-1.0", "EUPL-1.2", "CPAL-1.0"}

// allOf makes an expression of a text, for files of which [plain] is taken.
func allOf(s string) *regexp.Regexp {
	return regexp.MustCompile(regexp.MustCompile(` (\d)\? `).ReplaceAllString(strings.Join(strings.Fields(s), " "), ` (?:$1 )?`))
}

// plain returns the words of a text, in lower case, with one space between.
func plain(s string) string {
	return strings.Join(regexp.MustCompile(`[a-z0-9]+`).FindAllString(strings.ToLower(s), -1), " ")
}

// Every library has a licence that fits, in the program on every system that it
// is released for, and in these tests.
func TestLicences(t *testing.T) {
	shipped := map[string]string{}
	for _, goos := range []string{"linux", "darwin", "windows"} {
		for _, goarch := range []string{"amd64", "arm64"} {
			modulesOf(t, shipped, repository, []string{"GOOS=" + goos, "GOARCH=" + goarch}, "./cmd/weerklank")
		}
	}
	tests := map[string]string{}
	modulesOf(t, tests, repository, nil, "-test", "./...")
	modulesOf(t, tests, ".", nil, "-test", "./...", "honnef.co/go/tools/cmd/staticcheck")
	if len(shipped) < 10 || len(tests) <= len(shipped) {
		t.Fatalf("only %d and %d modules", len(shipped), len(tests))
	}
	for module, dir := range shipped {
		if why := misfit(dir); why != "" {
			t.Errorf("%s, in the program: %s", module, why)
		}
	}
	for module, dir := range tests {
		if why := misfit(dir); why != "" {
			t.Errorf("%s, in the tests: %s", module, why)
		}
	}
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, why := range misfitsOfNPM(t, lock) {
		t.Error(why)
	}
}

// modulesOf adds the modules of which packages are used, and where they are.
func modulesOf(t *testing.T, into map[string]string, dir string, env []string, packages ...string) {
	t.Helper()
	const format = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}"
	cmd := exec.Command("go", append([]string{"list", "-deps", "-f", format}, packages...)...)
	cmd.Dir, cmd.Env, cmd.Stderr = dir, append(os.Environ(), env...), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if name, where, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			into[name] = where
		}
	}
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[sc]e|copying|unlicense)([.-].*)?$`)

// misfit says why what lies in a folder may not be used; "" if it may.
func misfit(dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err.Error()
	}
	seen := false
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) || strings.HasSuffix(e.Name(), "-THIRD-PARTY") { // what a tool of the tests has of others
			continue
		}
		seen = true
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err.Error()
		}
		if n := unknownWords(string(b)); n > rest {
			return fmt.Sprintf("%s has %d words that are of no licence that fits", e.Name(), n)
		}
	}
	if !seen {
		return "there is no licence"
	}
	return ""
}

// unknownWords counts the words of a licence file that are not of a licence that
// fits. A file in which there is none of these licences is unknown, however short.
func unknownWords(text string) int {
	text = plain(text)
	left := apacheWords.ReplaceAllStringFunc(text, func(s string) string {
		if fmt.Sprintf("%x", sha256.Sum256([]byte(s))) != apacheHash {
			return s
		}
		return ""
	})
	if left != text {
		left = apacheAppendix.ReplaceAllString(left, "")
	}
	for _, words := range fitting {
		left = words.ReplaceAllString(left, "")
	}
	if n := len(strings.Fields(left)); left != text {
		return n
	}
	return rest + 1 + len(strings.Fields(text))
}

// misfitsOfNPM looks at what a lock file says of each package.
func misfitsOfNPM(t *testing.T, lock []byte) []string {
	t.Helper()
	var l struct {
		Packages map[string]struct{ License string }
	}
	if err := json.Unmarshal(lock, &l); err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for name, p := range l.Packages {
		if name == "" {
			continue // these tests
		}
		if names := strings.FieldsFunc(p.License, func(r rune) bool { return strings.ContainsRune("() ", r) }); !slices.ContainsFunc(names, func(id string) bool { return slices.Contains(onlyTests, id) }) ||
			slices.Contains(names, "AND") && slices.ContainsFunc(names, func(id string) bool { return id != "AND" && !slices.Contains(onlyTests, id) }) {
			wrong = append(wrong, fmt.Sprintf("%s: %q", name, p.License))
		}
	}
	return wrong
}

func TestLicencesThatMustFail(t *testing.T) {
	mit, err := os.ReadFile(filepath.Join(goldmark(t), "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	eupl, err := os.ReadFile(filepath.Join(repository, "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"own words":       "All rights reserved. You may not use this without a letter from us.",
		"empty":           "",
		"copyleft":        string(eupl),
		"with a proviso":  string(mit) + "\nCommons Clause. " + strings.Repeat("The right to sell the software is not granted under this licence, whatever stands above. ", 5),
		"two, one is not": string(mit) + string(eupl),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "LICENSE"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if misfit(dir) == "" {
			t.Errorf("%s is let through", name)
		}
	}
	if misfit(t.TempDir()) == "" {
		t.Error("a library without a licence is let through")
	}
	lock := `{"packages":{"":{},"a":{"license":"MIT"},"b":{"license":"GPL-3.0"},"c":{},"d":{"license":"(MIT AND GPL-3.0)"},"e":{"license":"(MIT OR GPL-3.0)"}}}`
	if wrong := misfitsOfNPM(t, []byte(lock)); len(wrong) != 3 {
		t.Errorf("of the lock file %q is wrong, and not b, c and d", wrong)
	}
}

// goldmark is where a library with the plain text of MIT lies.
func goldmark(t *testing.T) string {
	t.Helper()
	modules := map[string]string{}
	modulesOf(t, modules, repository, nil, "./cmd/weerklank")
	for name, dir := range modules {
		if strings.HasPrefix(name, "github.com/yuin/goldmark ") {
			return dir
		}
	}
	t.Fatal("there is no goldmark")
	return ""
}
