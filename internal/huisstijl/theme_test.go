package huisstijl

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weerklank/themes"
)

// themeStyles returns the styles of the default theme, those of single kinds of
// page included.
func themeStyles(t *testing.T) []byte {
	t.Helper()
	var b []byte
	err := fs.WalkDir(themes.Default(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".css") {
			return err
		}
		src, err := fs.ReadFile(themes.Default(), name)
		b = append(append(b, src...), '\n')
		return err
	})
	if err != nil || len(b) < 10_000 {
		t.Fatalf("the styles were not read: %d bytes, %v", len(b), err)
	}
	return b
}

func themePairs(t *testing.T) *Pairs {
	t.Helper()
	src, err := fs.ReadFile(themes.Default(), "contrast.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := ReadPairs(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// By itself the theme does better than the law: text 7:1, shapes 3:1, in the
// light, in the dark, and for who asks for more contrast.
func TestDefaultThemeContrast(t *testing.T) {
	all := measureAll(nil, ReadTheme(themeStyles(t)), themePairs(t))
	if len(all) < 4*60 {
		t.Fatalf("only %d pairs were measured", len(all))
	}
	for _, m := range all {
		want := 3.0
		if m.min == minText {
			want = 7
		}
		if m.unknown != "" || m.ratio < want {
			t.Errorf("scheme %d: %s %s on %s %s: %.3f, want %v %s", m.scheme, m.ink, m.inkIs, m.ground, m.groundIs, m.ratio, want, m.unknown)
		}
	}
}

// The same grounds with the neutral colours that stand beside a house style.
func TestContrastOfTheFloorBesideAHouseStyle(t *testing.T) {
	sheet, ps := Read("a.css", []byte(":root{--nl-anders:1px}@media (prefers-color-scheme:dark){:root{--nl-anders:2px}}"))
	if sheet == nil {
		t.Fatal(ps)
	}
	for _, m := range measureAll(sheet, ReadTheme(themeStyles(t)), themePairs(t)) {
		if m.min == minText && m.ratio < 7 || m.ratio < 3 {
			t.Errorf("scheme %d: %s %s on %s %s: %.3f", m.scheme, m.ink, m.inkIs, m.ground, m.groundIs, m.ratio)
		}
	}
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssRule    = regexp.MustCompile(`([^{};]*)\{([^{}]*)\}`)
	colourProp = regexp.MustCompile(`(?:^|;)\s*(color|fill|stroke|background|background-color|(?:border|outline|text-decoration|box-shadow|caret|accent)[a-z-]*)\s*:([^;]*)`)
	ownName    = regexp.MustCompile(`var\((--wk-[a-z-]+)`)
)

// uncovered returns the colours in css that pairs does not know, and the pairs of
// text and ground that stand in one rule and not in pairs.
func uncovered(css string, pairs *Pairs) []string {
	css = cssComment.ReplaceAllString(css, "")
	for _, media := range []string{"@media print", "@media (forced-colors: active)"} {
		for {
			from := strings.Index(css, media+" {")
			if from < 0 {
				break
			}
			depth, to := 0, from
			for to = from; to < len(css); to++ {
				if css[to] == '{' {
					depth++
				} else if css[to] == '}' {
					if depth--; depth == 0 {
						break
					}
				}
			}
			css = css[:from] + css[min(to+1, len(css)):]
		}
	}
	known := map[string]bool{"--wk-k": true, "--wk-k-vlak": true} // each answer sets them
	for _, p := range pairs.all() {
		known[p.ink], known[p.ground] = true, true
	}
	for _, name := range pairs.Sier {
		known[name] = true
	}
	var found []string
	for _, rule := range cssRule.FindAllStringSubmatch(css, -1) {
		var ink, ground string
		for _, d := range colourProp.FindAllStringSubmatch(rule[2], -1) {
			names := ownName.FindAllStringSubmatch(d[2], -1)
			for _, n := range names {
				if !known[n[1]] && !strings.HasPrefix(n[1], "--wk-hoek") {
					found = append(found, strings.TrimSpace(rule[1])+" uses "+n[1])
				}
			}
			if len(names) == 1 && d[1] == "color" {
				ink = names[0][1]
			}
			if len(names) == 1 && strings.HasPrefix(d[1], "background") {
				ground = names[0][1]
			}
		}
		if ink == "" || ground == "" || strings.HasPrefix(ink, "--wk-k") && !known[ink] {
			continue
		}
		if ground == "--wk-k-vlak" {
			ground = "--wk-ja-vlak"
		}
		if ink == "--wk-k" {
			ink = "--wk-ja"
		}
		if !slices.ContainsFunc(pairs.Tekst, func(x InkOn) bool { return x.Ink == ink && slices.Contains(x.On, ground) }) {
			found = append(found, strings.TrimSpace(rule[1])+" puts "+ink+" on "+ground)
		}
	}
	return found
}

func TestEveryColourOfTheThemeIsInThePairs(t *testing.T) {
	for _, x := range uncovered(string(themeStyles(t)), themePairs(t)) {
		t.Errorf("%s: add it to contrast.yaml", x)
	}
}

func TestUncoveredFindsColours(t *testing.T) {
	pairs := themePairs(t)
	for css, want := range map[string]int{
		".a { color: var(--wk-nieuw); }":                                      1,
		".a { border-block: 1px solid var(--wk-nieuw) }":                      1,
		".a { color: var(--wk-link); background: var(--wk-ink) }":             1,
		".a { color: var(--wk-ink); background: var(--wk-card) }":             0,
		"@media print { .a { color: var(--wk-x) } } .b { fill: var(--wk-y) }": 1,
		".a { padding: var(--wk-goot) }":                                      0,
	} {
		if got := uncovered(css, pairs); len(got) != want {
			t.Errorf("%s: %q", css, got)
		}
	}
}

// The ring of the focus is black and white, whatever the house style says.
func TestFocusStyleKnowsNoHouseStyle(t *testing.T) {
	css := cssComment.ReplaceAllString(string(themeStyles(t)), "")
	n := 0
	for _, rule := range cssRule.FindAllStringSubmatch(css, -1) {
		if !strings.HasSuffix(strings.TrimSpace(rule[1]), ":focus-visible") {
			continue
		}
		n++
		if strings.Contains(rule[2], "var(") {
			t.Errorf("%s: %s", rule[1], rule[2])
		}
	}
	if !strings.Contains(css, "outline: .1875rem solid #000") || !strings.Contains(css, "0 0 0 .125rem #fff") || n == 0 {
		t.Errorf("no ring of two colours in %d rules", n)
	}
}

// Names of the house style and no other are read from it.
func TestThemeReads(t *testing.T) {
	reads := ReadTheme(themeStyles(t)).reads
	for _, name := range []string{"--nl-link-color", "--utrecht-link-color", "--nl-heading-level-1-font-family", "--utrecht-page-header-background-color", "--basis-border-radius-md"} {
		if !slices.Contains(reads, name) {
			t.Errorf("%s is not read", name)
		}
	}
	for _, name := range reads {
		if strings.HasPrefix(name, "--wk-") {
			t.Errorf("%s is set nowhere in the theme", name)
		}
	}
}

// docs/huisstijl.md names what the theme reads, all of it and nothing else.
func TestThemeReadsWhatTheDocumentationSays(t *testing.T) {
	doc, err := os.ReadFile("../../docs/huisstijl.md")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, m := range regexp.MustCompile("`(--[a-z0-9-]+)`").FindAllStringSubmatch(string(doc), -1) {
		named = append(named, m[1])
	}
	slices.Sort(named)
	if got, want := slices.Compact(named), ReadTheme(themeStyles(t)).reads; !slices.Equal(got, want) {
		t.Errorf("the documentation names\n%q\nthe theme reads\n%q", got, want)
	}
}
