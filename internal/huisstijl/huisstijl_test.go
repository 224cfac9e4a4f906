package huisstijl

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"weerklank/internal/diag"
)

// testTheme is the style of a small theme.
const testTheme = `:root { --ink: var(--nl-ink, #000); --ground: var(--nl-ground, var(--old-ground, #fff)); --font: var(--nl-font) }
@media (prefers-color-scheme: dark) { :root { --ink: var(--nl-ink, #fff); --ground: var(--nl-ground, var(--old-ground, #000)) } }
.x { color: var(--ink) }`

// published returns what is published of a token file, and the problems as
// "line:column severity code: message".
func published(src string) (string, []string) {
	var list []string
	show := func(ps []diag.Problem) {
		for _, p := range ps {
			list = append(list, fmt.Sprintf("%d:%d %s %s: %s", p.Range.Start.Line, p.Range.Start.Column, p.Severity, p.Code, p.Message.NL))
			if p.File != "content/media/a.css" || p.Message.EN == "" || p.Hint.NL == "" || p.Hint.EN == "" {
				list = append(list, fmt.Sprintf("incomplete problem: %+v", p))
			}
		}
	}
	sheet, ps := Read("content/media/a.css", []byte(src))
	show(ps)
	if sheet == nil {
		return "", list
	}
	css, ps := sheet.CSS(ReadTheme([]byte(testTheme)))
	show(ps)
	return string(css), list
}

func TestWhatIsPublished(t *testing.T) {
	const begin = "html:root{color-scheme:light"
	for _, c := range []struct{ name, src, want string }{
		{"a class", ".gemeente-theme { --nl-ink: #00f; }", begin + ";--nl-ink:#00f}"},
		{"what the theme does not read", ":root{--nl-ink:red;--nl-other:blue}", begin + ";--nl-ink:red}"},
		{"what that refers to, too", ":root{--a:#123;--nl-ink:var(--b);--b:var(--c, var(--a));--d:1px}", begin + ";--a:#123;--b:var(--c, var(--a));--nl-ink:var(--b)}"},
		{"a later rule adds and wins", ".a{--nl-ink:red}.a{--nl-ink:blue;--nl-ground:#fff}", begin + ";--nl-ground:#fff;--nl-ink:blue}"},
		{"no declarations", ".a{--nl-ink:red;color:green;background:url(x.png)}", begin + ";--nl-ink:red}"},
		{"comments and spaces", "/* }{ */ .a {\n --nl-ink : /* ; */ rgb( 1 2 3 ) /* x */ ;}", begin + ";--nl-ink:rgb( 1 2 3 )}"},
		{"without a last semicolon", ".a{--nl-ink:red}", begin + ";--nl-ink:red}"},
		{"important", ".a{--nl-ink:red !important}", begin + ";--nl-ink:red}"},
		{"a selector of several", ":root, .a{--nl-ink:red}.a{--nl-ground:#fff}", begin + ";--nl-ground:#fff;--nl-ink:red}"},
		{"fonts in quotes", `.a{--nl-font:'Noto Sans', "Open Sans", sans-serif}`, begin + `;--nl-font:'Noto Sans', "Open Sans", sans-serif}`},
		{"a byte order mark", "\ufeff.a{--nl-ink:red}", begin + ";--nl-ink:red}"},
		{"Windows line ends", ".a{\r\n--nl-ink:red;\r\n}\r\n", begin + ";--nl-ink:red}"},
		{"a layer", "@layer x{.a{--nl-ink:red}}", begin + ";--nl-ink:red}"},
		{"a block as value", ".a{--other:{a:b};--nl-ink:red}", begin + ";--nl-ink:red}"},
		{"data in the file itself", `.a{--other:url("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'/>");--nl-ink:red}`, begin + ";--nl-ink:red}"},
		{"the dark", ".a{--nl-ink:#111}@media (prefers-color-scheme: dark){.a{--nl-ink:#eee}}",
			"html:root{color-scheme:light dark;--nl-ink:#111}@media (prefers-color-scheme:dark){html:root{color-scheme:dark;--nl-ink:#eee}}"},
		{"the dark of what is referred to", ".a{--nl-ink:var(--b);--b:#111}@media screen and (prefers-color-scheme:dark){.a{--b:#eee}}",
			"html:root{color-scheme:light dark;--b:#111;--nl-ink:var(--b)}@media (prefers-color-scheme:dark){html:root{color-scheme:dark;--b:#eee}}"},
		{"the dark within the rule", ".a{--nl-ink:#111;@media (prefers-color-scheme:dark){--nl-ink:#eee}}",
			"html:root{color-scheme:light dark;--nl-ink:#111}@media (prefers-color-scheme:dark){html:root{color-scheme:dark;--nl-ink:#eee}}"},
	} {
		got, problems := published(c.src)
		if got != c.want || problems != nil {
			t.Errorf("%s: %s\ngot  %s\nwant %s\n%q", c.name, c.src, got, c.want, problems)
		}
	}
}

func TestProblemsOfATokenFile(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"import", ".a{--nl-ink:red}\n@import url(tokens.css);", "2:1 error huisstijl-van-elders: @import haalt een ander bestand op"},
		{"import from elsewhere", "@import 'https://www.a.example/x.css';.a{--nl-ink:red}", "1:1 error huisstijl-van-elders: @import"},
		{"import behind a slash", "@IMPORT \"x.css\";.a{--nl-ink:red}", "1:1 error huisstijl-van-elders: @import"},
		{"a value from elsewhere", ".a{\n  --nl-ink: url(https://www.a.example/x.svg);\n}", "2:13 error huisstijl-van-elders: url(https://www.a.example/x.svg) haalt iets op"},
		{"a value that is not used", ".a{--nl-ink:red;--b:URL( '//www.a.example/x' )}", "1:21 error huisstijl-van-elders"},
		{"with escapes", `.a{--nl-ink:red;--b:url("\68ttps:\2f/www.a.example/x")}`, "1:21 error huisstijl-van-elders"},
		{"with backslashes", `.a{--nl-ink:red;--b:url("https:\\\\www.a.example/x")}`, "1:21 error huisstijl-van-elders"},
		{"image-set", `.a{--nl-ink:red;--b:image-set("https://www.a.example/x" 1x)}`, "1:31 error huisstijl-van-elders"},
		{"a font from elsewhere", "@font-face{src:url(https://www.a.example/x.woff2)}.a{--nl-ink:red}", "1:16 error huisstijl-van-elders"},
		{"a circle", ".a{\n--nl-ink:var(--b);\n--b:var(--c);\n--c:var(--b)}", "3:5 error huisstijl-kring: --b verwijst in een kring naar zichzelf: --b → --c → --b"},
		{"a circle of one", ".a{--nl-ink:var(--nl-ink)}", "1:13 error huisstijl-kring: --nl-ink verwijst"},
		{"a circle behind a comma", ".a{--nl-ink:var(--x, var(--nl-ink))}", "1:13 error huisstijl-kring"},
		{"a circle in the dark", ".a{--nl-ink:var(--b);--b:red}@media (prefers-color-scheme:dark){.a{--b:var(--nl-ink)}}", "error huisstijl-kring"},
		{"None", ".a{\n  --nl-ink: None;\n}", "2:13 warning huisstijl-geen-waarde: bij --nl-ink staat None; dat is geen waarde"},
		{"undefined", ".a{--nl-ink:undefined}", "1:13 warning huisstijl-geen-waarde"},
		{"null", ".a{--nl-ink:NULL}", "1:13 warning huisstijl-geen-waarde"},
		{"object", ".a{--nl-ink:[object Object]}", "1:13 warning huisstijl-geen-waarde: bij --nl-ink staat [object Object]"},
		{"nothing", ".a{--nl-ink: ;}", "1:12 warning huisstijl-geen-waarde: bij --nl-ink staat niets"},
		{"None behind a reference", ".a{--nl-ink:var(--b);--b:None}", "1:26 warning huisstijl-geen-waarde: bij --b staat None"},
		{"None where nobody reads", ".a{--nl-ink:red;--b:None;--c:undefined;--d:none}", "1:21 info huisstijl-geen-waarde: bij --b staat None; dat is geen waarde (en nog 1)"},
		{"a reference to nothing", ".a{--nl-ink:var(--weg)}", "1:13 warning huisstijl-geen-waarde: --nl-ink verwijst naar --weg"},
		{"a value that fetches here", ".a{--nl-ink:url(x.png)}", "1:13 warning huisstijl-geen-waarde: de waarde van --nl-ink kan niet"},
		{"a value that is more", ".a{--nl-ink:{color:red}}", "1:13 warning huisstijl-geen-waarde: de waarde van --nl-ink kan niet"},
		{"markup", `.a{--nl-ink:"</style>"}`, "1:13 warning huisstijl-geen-waarde: de waarde van --nl-ink kan niet"},
		{"an expression", ".a{--nl-ink:expression(x)}", "1:13 warning huisstijl-geen-waarde: de waarde van --nl-ink kan niet"},
		{"two themes", ".a{--nl-ink:red}\n.b{--nl-ink:blue}", "2:4 warning huisstijl-deels: van dit bestand telt alleen .a; de design tokens van .b worden niet gebruikt"},
		{"a condition", ".a{--nl-ink:red}@media (min-width:40rem){.a{--nl-ink:blue}}", "1:45 warning huisstijl-deels: van dit bestand telt alleen .a; de design tokens van (min-width:40rem) .a"},
		{"many themes", ".a{--nl-ink:red}.b{--x:1}.c{--x:1}.d{--x:1}.e{--x:1}", "de design tokens van .b, .c, .d en nog 1 worden niet gebruikt"},
		{"a font", "@font-face{src:url(x.woff2)}.a{--nl-ink:red}", "1:1 warning huisstijl-deels: de website laadt geen lettertypen"},
		{"cut off", ".a{--nl-ink:red;\n--b:bl", "1:3 error huisstijl-bestand: bij deze { staat nergens een }"},
		{"cut off in a comment", ".a{--nl-ink:red; /* --b:blue}", "1:3 error huisstijl-bestand: bij deze { staat nergens een }"},
		{"a string without end", ".a{--nl-font:\"Noto;\n}", "error huisstijl-bestand"},
		{"too deep", strings.Repeat("a{", 5000) + "--x:1" + strings.Repeat("}", 5000), "1:42 error huisstijl-bestand: hier staan te veel {"},
		{"no tokens", "body{color:red}", "0:0 error huisstijl-bestand: in dit bestand staan geen design tokens"},
		{"nothing at all", "", "0:0 error huisstijl-bestand: in dit bestand staan geen design tokens"},
		{"outside of a rule", "--nl-ink:red;", "0:0 error huisstijl-bestand: in dit bestand staan geen design tokens"},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "0:0 error huisstijl-bestand: dit bestand is geen huisstijl"},
		{"no UTF-8", ".a{--nl-font:\"Caf\xe9\"}", "0:0 error huisstijl-bestand: dit bestand is geen huisstijl"},
		{"UTF-16", "\xff\xfe.\x00a\x00{\x00}\x00", "0:0 error huisstijl-bestand: dit bestand is geen huisstijl"},
		{"too large", ".a{--nl-ink:red}" + strings.Repeat(" ", MaxSize), "0:0 error huisstijl-bestand: dit bestand is groter dan 2 MB"},
	} {
		css, problems := published(c.src)
		if len(problems) != 1 || !strings.Contains(problems[0], c.want) {
			t.Errorf("%s: got %q, want %q", c.name, problems, c.want)
		}
		refused := strings.Contains(c.want, "error") && !strings.Contains(c.want, RuleCycle.Code)
		if refused != (css == "") {
			t.Errorf("%s: published %q", c.name, css)
		}
		for _, bad := range []string{"url(", "@import", "</", "None", "undefined", "expression", "example"} {
			if strings.Contains(css, bad) {
				t.Errorf("%s: %s is published: %s", c.name, bad, css)
			}
		}
	}
}

// A file of a long chain, and one that doubles at each step, take no time.
func TestHostileTokenFiles(t *testing.T) {
	var chain, bomb strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&chain, "--c%d:var(--c%d);", i, i+1)
	}
	for i := range 200 {
		fmt.Fprintf(&bomb, "--b%d:var(--b%d) var(--b%d, var(--b%d));", i, i+1, i+1, i+1)
	}
	for _, src := range []string{
		".a{--nl-ink:var(--c0);" + chain.String() + "--c20000:#000}",
		".a{--nl-ink:var(--c0);" + chain.String() + "--c20000:var(--c0)}",
		".a{--nl-ink:var(--b0);" + bomb.String() + "--b200:#000}",
		".a{--nl-ink:" + strings.Repeat("var(--x,", 10_000) + strings.Repeat(")", 10_000) + "}",
		strings.Repeat(".a{--nl-ink:red}", 50_000),
		strings.Repeat("}", 100_000) + ".a{--nl-ink:red}",
	} {
		sheet, ps := Read("a.css", []byte(src))
		if sheet == nil {
			t.Errorf("%.60s was refused: %v", src, ps)
			continue
		}
		theme := ReadTheme([]byte(testTheme))
		sheet.CSS(theme)
		Contrast(sheet, theme, &Pairs{Onder: "--ground", Tekst: Grounds{{"--ink", []string{"--ground"}}}})
	}
}

func TestWithoutDark(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a{b:c}@media (prefers-color-scheme: dark){a{b:d}}x{y:z}", "a{b:c}x{y:z}"},
		{"@media(prefers-color-scheme:dark){a{b:d}@media (prefers-color-scheme:dark){a{b:e}}c{d:e}}x{y:z}", "x{y:z}"},
		{"@media (prefers-contrast:more){a{b:c}}", "@media (prefers-contrast:more){a{b:c}}"},
		{"a{content:\"@media (prefers-color-scheme:dark){\"}", "a{content:\"@media (prefers-color-scheme:dark){\"}"},
	} {
		if got := string(WithoutDark([]byte(c.src))); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.src, got, c.want)
		}
	}
	if got := WithoutDark(themeStyles(t)); bytes.Contains(cssComment.ReplaceAll(got, nil), []byte("prefers-color-scheme")) || len(got) < 10_000 {
		t.Errorf("the theme still knows the dark, or lost more: %d bytes", len(got))
	}
}

func TestWithoutHouse(t *testing.T) {
	style := ":root{--wk-a:var(--nl-a,var(--utrecht-a,var(--wk-own)));--wk-own:#fff}"
	theme := ReadTheme([]byte(style))
	for _, c := range []struct{ src, want string }{
		{style, ":root{--wk-a:var(--wk-own);--wk-own:#fff}"},
		{"a{b:min(var(--nl-a,var(--utrecht-a, .75rem)),1rem)}", "a{b:min(.75rem,1rem)}"},
		{"a{b:var(--wk-own,var(--nl-a,red))}", "a{b:var(--wk-own,red)}"},
		{"a{b:var(--nl-a)}", "a{b:var(--nl-a)}"}, // without a value, with or without us
		{"a{b:c}.wk-huisstijl{--wk-own:#000}x{y:z}", "a{b:c}x{y:z}"},
		{"@media print{.wk-huisstijl{a:b}x{y:z}}", "@media print{x{y:z}}"},
		{".wk-huisstijl a{b:c}", ".wk-huisstijl a{b:c}"},
		{"a .wk-huisstijl{b:c}", "a .wk-huisstijl{b:c}"},
		{"a{content:\"var(--nl-a,b)\"}", "a{content:\"var(--nl-a,b)\"}"},
	} {
		if got := string(theme.WithoutHouse([]byte(c.src))); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.src, got, c.want)
		}
	}
	// What only one token reads is that token, where the theme calls it so.
	own := ":root{--wk-a:var(--nl-a,var(--wk-eigen-a));--wk-eigen-a:#fff;--wk-b : var( --wk-eigen-b );--wk-eigen-b:0;--wk-c:var(--wk-eigen-c)}@media(x){:root{--wk-eigen-a:#000}}@media print{:root{--wk-a:red}}p{a:var(--wk-a);--wk-eigen-c:1;b:var(--wk-eigen-c)}"
	if got, want := string(ReadTheme([]byte(own)).WithoutHouse([]byte(own))), ":root{--wk-a:#fff;--wk-b:0;--wk-c:var(--wk-eigen-c)}@media(x){:root{--wk-a:#000}}@media print{:root{--wk-a:red}}p{a:var(--wk-a);--wk-eigen-c:1;b:var(--wk-eigen-c)}"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	whole := themeStyles(t)
	if got := ReadTheme(whole).WithoutHouse(whole); bytes.Contains(cssComment.ReplaceAll(got, nil), []byte("--utrecht")) || len(got) < 10_000 {
		t.Errorf("the theme still asks for tokens, or lost more: %d bytes", len(got))
	}
}

// Whatever stands in the file: what is published sets properties and does
// nothing else, and reading it again gives the same.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		".a{--nl-ink:var(--b);--b:#00f}@media (prefers-color-scheme:dark){.a{--b:red}}",
		"@import 'x';:root{--nl-ink:url(//a)}", ".a{--nl-ink:[object Object];--nl-font:'a', b}", "{{{}}}--nl-ink:;", ".a{--nl-ink:\"}\\", "/*", "\x00\xff",
		".a{--nl-ink:rgb(1 2 3 / 40%);--nl-ground:hsl(200deg 10% 10%)}", ".a{--nl-ink:a)};b{--nl-ground:(}",
	} {
		f.Add(seed)
	}
	theme := ReadTheme([]byte(testTheme))
	pairs := &Pairs{Onder: "--ground", Tekst: Grounds{{"--ink", []string{"--ground"}}}}
	f.Fuzz(func(t *testing.T, src string) {
		sheet, ps := Read("a.css", []byte(src))
		if sheet == nil {
			if !diag.HasErrors(ps) {
				t.Fatal("refused without an error")
			}
			return
		}
		css, _ := sheet.CSS(theme)
		Contrast(sheet, theme, pairs)
		again := newReader(fileOf(css))
		again.rules(context{})
		if len(again.faults) > 0 {
			t.Fatalf("%q gives %s: %v", src, css, again.faults)
		}
		for _, x := range again.found {
			if len(x.selectors) != 1 || x.selectors[0] != "html:root" || x.depth > 2 {
				t.Fatalf("%q gives %s", src, css)
			}
		}
		if low := strings.ToLower(string(css)); strings.Contains(low, "url(") || strings.Contains(low, "@import") || strings.ContainsAny(low, "<\\") {
			t.Fatalf("%q gives %s", src, css)
		}
	})
}
