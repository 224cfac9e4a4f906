package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Every link from one document of the repository to another leads somewhere,
// and so does its anchor.
func TestDocsLinks(t *testing.T) {
	repository := os.DirFS(filepath.Join("..", ".."))
	var docs []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md"} {
		names, err := fs.Glob(repository, pattern)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, names...)
	}
	if len(docs) < 100 {
		t.Fatalf("there are only %d documents", len(docs))
	}
	pages := map[string]string{}
	for _, name := range docs {
		src, err := fs.ReadFile(repository, name)
		if err != nil {
			t.Fatal(err)
		}
		pages[name] = string(src)
	}
	for _, name := range docs {
		for _, wrong := range deadLinks(repository, pages, name) {
			t.Errorf("%s: %s", name, wrong)
		}
	}
}

func TestDocsLinksMustFail(t *testing.T) {
	pages := map[string]string{
		"docs/een.md":  "# Een\n\n[weg](weg.md) [ook](twee.md#weg) [hier](#weg) [goed](twee.md#de-tweede) [elders](https://www.voorbeeld.example/)\n",
		"docs/twee.md": "# De *tweede*!\n\n```text\n# Weg\n[geen link](niets.md)\n```\n",
	}
	got := append(deadLinks(os.DirFS(t.TempDir()), pages, "docs/een.md"), deadLinks(os.DirFS(t.TempDir()), pages, "docs/twee.md")...)
	want := []string{"weg.md is not there", "twee.md#weg: there is no such heading", "#weg: there is no such heading"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

var (
	codeBlock = regexp.MustCompile("(?ms)^```.*?^```$|`[^`\n]*`")
	docLink   = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading   = regexp.MustCompile(`(?m)^#+ +(.*)$`)
)

// deadLinks returns the links of a page to a file or a heading that is not there.
func deadLinks(repository fs.FS, pages map[string]string, name string) (wrong []string) {
	for _, m := range docLink.FindAllStringSubmatch(codeBlock.ReplaceAllString(pages[name], ""), -1) {
		if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") || strings.HasPrefix(m[1], "/") {
			continue // not a document of ours
		}
		to, anchor, _ := strings.Cut(m[1], "#")
		target := name
		if to != "" {
			target = path.Join(path.Dir(name), to)
		}
		_, isPage := pages[target]
		if _, err := fs.Stat(repository, target); err != nil && !isPage {
			wrong = append(wrong, m[1]+" is not there")
		} else if isPage && anchor != "" && !slices.Contains(anchors(pages[target]), anchor) {
			wrong = append(wrong, m[1]+": there is no such heading")
		}
	}
	return wrong
}

// anchors returns the anchors that GitHub and GitLab give the headings of a page.
func anchors(src string) []string {
	fences := regexp.MustCompile("(?ms)^```.*?^```$")
	times := map[string]int{}
	var all []string
	for _, m := range heading.FindAllStringSubmatch(fences.ReplaceAllString(src, ""), -1) {
		a := strings.Map(func(c rune) rune {
			switch {
			case c == ' ':
				return '-'
			case unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '_':
				return unicode.ToLower(c)
			}
			return -1
		}, strings.TrimSpace(m[1]))
		times[a]++
		if n := times[a]; n > 1 {
			a = fmt.Sprintf("%s-%d", a, n-1)
		}
		all = append(all, a)
	}
	return all
}
