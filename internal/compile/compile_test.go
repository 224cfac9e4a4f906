package compile_test

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"
	"sync"
	"testing"

	"weerklank/internal/compile"
)

// A named string, a number that prints as a word, and a word behind a pointer.
type (
	word   string
	step   int
	amount int
	stern  struct{ Words string }
)

func (s step) String() string     { return "step " + strings.Repeat("<", int(s)) }
func (s *stern) Length() int      { return len(s.Words) }
func (s *stern) Add(t string) any { return s.Words + t }
func (s stern) Twice() word       { return word(s.Words + s.Words) }

type leaf struct {
	S string
	N int
}

type inner struct{ Deep string }

type view struct {
	*inner
	S       string
	W       word
	H       template.HTML
	U       template.URL
	J       template.JS
	N       int
	A       amount
	I64     int64
	U8      uint8
	F       float64
	B       bool
	Step    step
	Leaf    leaf
	P       *leaf
	Nil     *leaf
	PS      *string
	List    []leaf
	Ptrs    []*leaf
	Words   []word
	Empty   []string
	Map     map[string]int
	WMap    map[word][]string
	Any     any
	NoAny   any
	Anys    []any
	Stern   stern
	SternP  *stern
	Err     error
	private string
}

func (v view) Method() string          { return "method " + v.S }
func (v *view) Pointer() *leaf         { return v.P }
func (v *view) Fails() (string, error) { return "", errors.New("it fails") }
func (v *view) Panics() string         { panic("it panics") }

func newView(s string) *view {
	return &view{
		inner: &inner{"deep" + s}, S: s, W: word(s), H: template.HTML("<b>" + s + "</b>"), U: template.URL(s), J: template.JS(s),
		N: 3, A: 2, I64: -4, U8: 5, F: 1.5, B: true, Step: 2, Leaf: leaf{s, 1}, P: &leaf{"p" + s, 2}, PS: &s,
		List: []leaf{{s, 0}, {"b", 2}}, Ptrs: []*leaf{{"a", 1}, {s, 2}, {"c", 3}}, Words: []word{word(s), "x"},
		Map: map[string]int{"b": 2, "a": 1}, WMap: map[word][]string{"w": {s}}, Any: word(s), Anys: []any{s, 1, nil, word(s), template.HTML("<i>")},
		Stern: stern{s}, SternP: &stern{s}, Err: errors.New("error <" + s + ">"), private: s,
	}
}

func funcs() template.FuncMap {
	return template.FuncMap{
		"up":    strings.ToUpper,
		"html2": func(s string) template.HTML { return template.HTML("<i>" + s + "</i>") },
		"url":   func(w word) template.URL { return template.URL("tel:" + string(w)) },
		"t": func(key string, args ...any) (string, error) {
			if key == "fail" {
				return "", errors.New("no such text")
			}
			return key + fmt.Sprint(args...), nil
		},
		"tn": func(key string, n int, args ...any) (string, error) { return fmt.Sprint(key, n, args), nil },
		"once": func(name string, data any) (template.HTML, error) {
			return template.HTML(fmt.Sprintf("<%T>", data)), nil
		},
		"num":  func(n int) string { return fmt.Sprint("n", n) },
		"leaf": func(l *leaf) string { return fmt.Sprint(l) },
		"list": func(v ...any) []any { return v },
		"dict": func(pairs ...any) (map[string]any, error) {
			m := map[string]any{}
			for i := 0; i < len(pairs); i += 2 {
				m[fmt.Sprint(pairs[i])] = pairs[i+1]
			}
			return m, nil
		},
		"any":   func(v any) any { return v },
		"panic": func() string { panic("oh") },
	}
}

func parse(t testing.TB, src string) *template.Template {
	t.Helper()
	set, err := template.New("main").Option("missingkey=error").Funcs(funcs()).Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// facts are what can be said of the functions, methods and values of these tests.
func facts(data any) []compile.Fact {
	all := []compile.Fact{
		compile.Pure("up", "html2", "url", "t", "tn", "num", "panic"),
		compile.Calls[word, template.URL](), compile.Calls[stern, word](), compile.Calls[view, string](), compile.Calls[*view, string](),
		compile.Calls[*leaf, string](), compile.Calls2[word, int, string](), compile.Tries[*view, string](), compile.Tries2[string, any, template.HTML](),
	}
	if rt := reflect.TypeOf(data); rt != nil && rt.Kind() == reflect.Pointer {
		all = append(all, compile.Known(data))
	}
	return all
}

// same executes src by html/template and compiled, without facts and with them,
// and compares.
func same(t *testing.T, src string, data any) {
	t.Helper()
	sameWith(t, src, data, nil)
	all := facts(data)
	sameWith(t, src, data, all[:9]) // nothing is known of the values
	sameWith(t, src, data, all)
}

func sameWith(t *testing.T, src string, data any, facts []compile.Fact) {
	t.Helper()
	var want, got bytes.Buffer
	wantErr := parse(t, src).Execute(&want, data)
	p, err := compile.New(parse(t, src), funcs(), facts...).Program("main", reflect.TypeOf(data))
	if errors.Is(err, compile.ErrUnsupported) && wantErr != nil {
		return // html/template will say it
	}
	if err != nil {
		t.Errorf("%s\nis not compiled: %v", src, err)
		return
	}
	gotErr := p.Execute(&got, data)
	if (gotErr != nil) != (wantErr != nil) {
		t.Errorf("%s\nwith %d facts fails with %v\nwant         %v", src, len(facts), gotErr, wantErr)
	}
	if wantErr == nil && gotErr == nil && got.String() != want.String() {
		t.Errorf("%s\nwith %d facts gives %q\nwant  %q", src, len(facts), got.String(), want.String())
	}
}

// Values that escaping is for.
var nasty = []string{
	"", "plain", `<>&"'+` + "`", "a\x00b", "\xff\xfe broken", "&amp; & &lt;", "javascript:alert(1)", "JaVaScRiPt:x", "https://x.nl/?a=1&b=ü#f g",
	"mailto:a@b", "http\u017f:x", "a/b:c", "%41%zz%", "/pad met spaties/\"x\"", "</title><script>", "<b onclick='x'>vet</b> <i", "\u2028\ufdd0😀é",
}

func TestContexts(t *testing.T) {
	for _, context := range []string{
		"<p>%s</p>", `<p title="%s">x</p>`, `<p title='%s'>x</p>`, `<a href="%s">x</a>`, `<a href="/a/%s">x</a>`, `<a href="/a?q=%s">x</a>`,
		`<a href="#%s">x</a>`, `<a href="mailto:%s">x</a>`, `<img src="%s" alt="">`, `<title>%s</title>`, `<textarea>%s</textarea>`,
		`<p class="a {{if .B}}b-%s{{end}}">x</p>`, `<meta http-equiv="refresh" content="0; url=%s">`, `<svg viewBox="0 0 %s 1"></svg>`,
		`<!-- %s --><p>x</p>`, `<p data-x="%s" aria-label="%[1]s">x</p>`,
	} {
		for _, value := range []string{".S", ".W", ".H", ".U", ".J", ".N", ".A", ".I64", ".U8", ".F", ".B", ".Step", ".P", ".Nil", ".PS", ".Leaf", ".Words",
			".Any", ".NoAny", ".Err", ".Map", "up .S", "html2 .S", "url .W", "any .H", ".S | up", "print .S .N"} {
			src := fmt.Sprintf(context, "{{"+value+"}}")
			for _, s := range nasty {
				same(t, src, newView(s))
			}
		}
	}
}

func TestConstructs(t *testing.T) {
	for _, src := range []string{
		// Fields, methods and what is behind them.
		`{{.Leaf.S}} {{.P.S}} {{.Deep}} {{$.S}} {{.Method}} {{.Pointer.S}} {{(.Pointer).N}} {{.Stern.Length}} {{.Stern.Twice}} {{.SternP.Length}} {{.SternP.Twice}}`,
		`{{.Stern.Add "x"}} {{.SternP.Add .S}} {{"y" | .Stern.Add}}`,
		`{{.Nil.S}}`, `{{.Missing}}`, `{{.private}}`, `{{.S.T}}`, `{{.Leaf.S "x"}}`, `{{.Fails}}`, `{{.Panics}}`, `{{panic}}`, `{{t "fail"}}`, `{{.NoAny.X}}`, `{{.Map.zz}}`,
		`{{.Map.a}} {{.Map.b}}`, `{{.Any}} {{.Any.X}}`, `{{if false}}{{.Missing}}{{end}}x`, `{{with .Nil}}{{.Missing}}{{end}}x`,
		// Truth.
		`{{if .S}}a{{else if .N}}b{{else}}c{{end}}`, `{{if .Nil}}a{{else}}b{{end}}`, `{{if .Empty}}a{{else}}b{{end}}{{if .Map}}c{{end}}{{if .Leaf}}d{{end}}{{if .F}}e{{end}}{{if .NoAny}}f{{end}}{{if .Any}}g{{end}}{{if .Err}}h{{end}}`,
		`{{with .S}}{{.}}{{$.N}}{{else}}none{{end}}`, `{{with $x := .P}}{{$x.S}}{{.N}}{{end}}`, `{{with .Nil}}{{.S}}{{else with .P}}{{.S}}{{end}}`, `{{if $x := .N}}{{$x}}{{else}}{{$x}}{{end}}`,
		`{{and .S .N}} {{or .S .N}} {{or .Nil .P}} {{and .B .Nil}} {{not .S}} {{if and .B (or .Nil .S)}}x{{end}} {{with or .Nil .P}}{{.S}}{{end}} {{or .Empty .Words}}`,
		`{{and .B (panic)}}`, `{{or .B (panic)}} {{and false (panic)}}`, `{{if not (and .Nil .Nil.S)}}x{{end}}`,
		// Range.
		`{{range .List}}{{.S}}-{{.N}},{{else}}none{{end}}`, `{{range $i, $e := .Ptrs}}{{$i}}:{{$e.S}}:{{.N}} {{end}}`, `{{range $e := .Words}}{{$e}}{{end}}`, `{{range .Empty}}x{{else}}none{{end}}`,
		`{{range .N}}{{.}}{{end}} {{range $i := .A}}{{$i}}{{end}} {{range 2}}x{{end}} {{range .Leaf.N}}{{.}}{{end}}`, `{{range $k, $v := .Map}}{{$k}}={{$v}} {{end}}`, `{{range .Anys}}[{{.}}]{{end}}`,
		`{{range .Ptrs}}{{if eq .N 2}}{{continue}}{{end}}{{.S}}{{end}}`, `{{range .Ptrs}}{{if eq .N 2}}{{break}}{{end}}{{.S}}{{end}}{{.S}}`, `{{range .S}}x{{end}}`, `{{range .Nil}}x{{end}}`, `{{range .Leaf}}x{{end}}`,
		`{{range .List}}{{range $.Ptrs}}{{.S}}{{end}}{{.S}}{{end}}`, `{{range list 1 .S .H nil}}{{.}},{{end}}`, `{{range (dict "b" 1 "a" .S)}}{{.}},{{end}}`, `{{range .NoAny}}x{{else}}y{{end}}`,
		// Variables.
		`{{$x := .S}}{{$x}}{{$x = "new"}}{{$x}}`, `{{$x := ""}}{{range .Ptrs}}{{if not $x}}{{$x = .N}}{{end}}{{end}}{{$x}}`, `{{$x := 1}}{{if .B}}{{$x := 2}}{{$x}}{{end}}{{$x}}`,
		`{{$d := dict "a" .S}}{{$d.a}}`, `{{$d := dict "a" .S}}{{$d = dict "a" .N "b" 1}}{{$d.a}}{{$d.b}}`, `{{$x := .P}}{{with .Leaf}}{{$x.S}}{{.S}}{{end}}`,
		// Functions.
		`{{up .S}} {{up "a"}} {{.S | up | up}} {{"lit" | up}} {{up .W}}`, `{{up .N}}`, `{{up}}`, `{{up .S .S}}`, `{{url .W}} {{url "x"}}`, `{{url .S}}`, `{{num .N}} {{num 3}}`, `{{num .A}}`, `{{num "x"}}`, `{{up nil}}`,
		`{{t "k"}} {{t "k" .S}} {{t "k" .N .W .H nil 1.5 true .NoAny}} {{t (print "a" .W) "b"}} {{tn "k" .N}} {{tn "k" 1 .S .P.N}} {{.S | t "k"}}`, `{{t .W}}`, `{{t 1}}`, `{{tn "k" .S}}`,
		`{{once "x" .P}} {{once "x" .W}} {{once "x" .Step}} {{once "x" nil}} {{once "x" (dict "a" 1)}}`, `{{leaf .P}} {{leaf .Nil}} {{leaf nil}}`, `{{leaf .Leaf}}`, `{{leaf .S}}`, `{{leaf (index .List 0)}}`, `{{any nil}}|{{any .Nil}}|{{any .P}}|{{any 1}}`,
		`{{print .S .W}} {{print .N .A}} {{print .S .N .A}} {{print "a" 1 2 "b" 3}} {{print .Step}} {{print .P}} {{print nil}} {{print}} {{print .F true}} {{println .S 1}}`,
		`{{printf "%d %s %v %q" .Step .W .N .S}} {{printf "%d" .A}} {{printf "x"}} {{printf .S}}`, `{{printf .N}}`,
		`{{len .S}} {{len .W}} {{len .List}} {{len .Map}} {{len "abc"}} {{len .Anys}} {{len .Empty}} {{print (len .S)}}`, `{{len .N}}`, `{{len nil}}`, `{{len .NoAny}}`, `{{len .Any}}`, `{{len .Nil}}`,
		`{{index .Words 0}} {{index .Map "a"}} {{index .Map "zz"}} {{index .WMap .W}} {{index .WMap .W | len}} {{index .Anys 1}} {{index .List 1}} {{(index .List 0).S}} {{index .Words .Leaf.N}} {{with index .WMap .W}}x{{end}}`,
		`{{index .Words 2}}`, `{{index .Words "a"}}`, `{{index .Map 1}}`, `{{index .WMap .S}}`, `{{index .N 1}}`, `{{index .NoAny 1}}`, `{{index .Words nil}}`, `{{index (dict "a" .S) "a"}}`,
		`{{1}} {{1.5}} {{0x10}} {{'a'}} {{"s"}} {{true}} {{1e3}} {{-2}} {{printf "%T %T %T" 1 1.0 'a'}}`, `{{18446744073709551615}}`, `{{nil}}`, `{{"a" "b"}}`, `{{1 | .S}}`,
		// Comparison.
		`{{eq .S "plain"}} {{eq .W "plain"}} {{eq .S .W}} {{eq .W "a" "plain"}} {{ne .W "x"}} {{eq .N 3}} {{eq .N .A}} {{eq .Step 2}} {{eq .I64 .N}} {{eq .B true}} {{eq .F 1.5}} {{eq .U8 5}} {{eq .U8 .N}} {{lt .I64 .U8}}`,
		`{{eq .Nil nil}} {{eq .P .P}} {{eq .P nil}} {{eq .NoAny nil}} {{eq .Leaf .Leaf}} {{ne .P .Nil}} {{eq .Any .W}} {{eq .Any .S}} {{eq .NoAny .S}}`,
		`{{lt .N 4}} {{le .N 3}} {{gt .N 3}} {{ge .N 3}} {{lt .S "q"}} {{le .W "plain"}} {{gt .F 1.0}} {{ge .Any .W}} {{lt 1 2}} {{le .I64 .A}}`,
		`{{eq .S 1}}`, `{{eq .S}}`, `{{eq .List .List}}`, `{{lt .B true}}`, `{{lt .S 1}}`, `{{lt .Nil .P}}`, `{{eq .N 1.0}}`, `{{ne .S .N}}`, `{{eq .Map .Map}}`, `{{eq .Leaf .P}}`, `{{le .B .B}}`,
		// Templates, also with data whose type is known late, and of themselves.
		`{{define "a"}}<b>{{.}}</b>{{end}}{{template "a" .S}}{{template "a" .N}}{{template "a" .H}}{{template "a" .Any}}{{template "a"}}{{template "a" nil}}{{range .Anys}}{{template "a" .}}{{end}}<title>{{template "a" .S}}</title>`,
		`{{define "a"}}{{.x}}{{.y.S}}{{with .z}}{{.S}}{{else}}nil{{end}}{{end}}{{template "a" (dict "x" .S "y" .P "z" .Nil)}}{{template "a" (dict "x" .N "y" .Leaf "z" nil)}}`, `{{define "a"}}{{.x}}{{.y}}{{end}}{{template "a" (dict "x" .S)}}`,
		`{{define "a"}}{{.x}}{{template "b" .}}{{template "b" .y}}{{end}}{{define "b"}}[{{.x}}]{{end}}{{template "a" (dict "x" .S "y" (dict "x" 1))}}`, `{{template "a" (dict .S 1)}}{{define "a"}}{{len .}}{{end}}`,
		`{{define "a"}}{{.}}{{if gt . 0}}{{template "a" (index (list 0 0 1 2) .)}}{{end}}{{end}}{{template "a" .N}}`, `{{define "a"}}{{if .more}}x{{template "a" (dict "more" .more.more "deep" .)}}{{end}}{{end}}{{template "a" (dict "more" (dict "more" (dict "more" nil)))}}`,
		`{{define "a"}}{{.S}}{{$.N}}{{end}}{{with .P}}{{template "a" .}}{{end}}{{template "a" .Leaf}}{{template "a" .}}`, `{{printf "%v" (dict "a" .S "b" 1)}}{{dict "a" .S}}`, `{{len (dict "a" 1)}}{{if (dict)}}x{{end}}`, `{{block "c" .Leaf}}{{.S}}{{end}}`,
		`{{or (dict "a" 1) .S}}`, `{{with or .Nil (dict "a" .S)}}{{.a}}{{end}}`, `{{/* comment */}}a {{- "b" -}} c`, `{{with $x := dict "a" .S}}{{$x.a}}{{.a}}{{end}}`,
	} {
		for _, s := range []string{"", "plain", `<a href="x">&`} {
			same(t, src, newView(s))
		}
	}
	same(t, `{{.S}}{{.Leaf.S}}{{range .List}}{{.S}}{{end}}{{.Method}}`, *newView("no pointer"))
	same(t, `{{.Pointer}}`, *newView("no pointer"))
	same(t, `{{.Stern.Length}}`, *newView("no pointer"))
	same(t, `{{.S}}`, (*view)(nil))
	same(t, `{{.Deep}}`, &view{})
	same(t, `{{.a}}{{.b.S}}`, map[string]any{"a": "<", "b": &leaf{S: "&"}})
	same(t, `{{range .}}{{.}}{{end}}`, []string{"a", "<"})
	same(t, `{{.}}`, "text")
}

// What is not compiled is left to html/template, with the same result.
func TestUnsupported(t *testing.T) {
	for _, src := range []string{
		`<p {{.S}}>x</p>`, `<p title={{.S}}>x</p>`, `<img srcset="{{.S}}">`, `<script>var x = {{.S}};</script>`, `<p style="color: {{.S}}">x</p>`,
		`{{slice .S 1}}`, `{{html .S}}`, `{{.S | html}}`, `{{js .S}}`, `<a href="/?q={{urlquery .S}}">x</a>`, `{{$a := 1}}{{range $a = .Words}}{{$a}}{{end}}`, `{{range .U8}}{{.}}{{end}}`, `{{range any .U8}}{{.}}{{end}}`,
		`{{define "a"}}{{slice . 1}}{{end}}<p>{{.N}}</p>{{template "a" (any .S)}}`,
	} {
		var want, got bytes.Buffer
		if err := parse(t, src).Execute(&want, newView("plain")); err != nil {
			t.Fatal(err)
		}
		got.WriteString("before ")
		if err := compile.New(parse(t, src), funcs()).ExecuteTemplate(&got, "main", newView("plain")); err != nil {
			t.Errorf("%s: %v", src, err)
		}
		if got.String() != "before "+want.String() {
			t.Errorf("%s\ngives %q\nwant  %q", src, got.String(), want.String())
		}
	}
}

// A template that html/template refuses to escape is refused.
func TestRefused(t *testing.T) {
	err := compile.New(parse(t, `{{if .B}}<a href="{{end}}{{.S}}`), funcs()).ExecuteTemplate(io.Discard, "main", newView("x"))
	if refused := (*template.Error)(nil); !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
	if err := compile.New(parse(t, `x`), funcs()).ExecuteTemplate(io.Discard, "other", nil); err == nil {
		t.Error("a template that does not exist was executed")
	}
}

func TestErrorsSayWhere(t *testing.T) {
	src := "<p>\n{{with .P}}{{$.Nil.S}}{{end}}"
	err := compile.New(parse(t, src), funcs()).ExecuteTemplate(io.Discard, "main", newView("x"))
	want := parse(t, src).Execute(io.Discard, newView("x"))
	if err == nil || err.Error() != want.Error() {
		t.Errorf("got  %v\nwant %v", err, want)
	}
	err = compile.New(parse(t, `{{t "fail"}}`), funcs()).ExecuteTemplate(io.Discard, "main", newView("x"))
	if err == nil || !strings.Contains(err.Error(), "no such text") || !strings.Contains(err.Error(), "main:1") {
		t.Errorf("got %v", err)
	}
}

// What is the same on every page is worked out once: the function is not called
// again. It is also for what stands in with, and what fails does so on the page.
func TestConstants(t *testing.T) {
	data, calls := newView("<"), 0
	fns := funcs()
	fns["up"] = func(s string) string { calls++; return strings.ToUpper(s) }
	const src = `{{define "a"}}<i>{{up .S}}</i>{{end}}{{with .P}}{{up .S}}{{range $.List}}{{.N}}{{end}}{{up .S}}{{else}}{{.S}}{{end}}{{with .Nil}}a{{else}}{{up .S}}{{end}}` +
		`{{if .B}}{{range .List}}{{.S}}{{else}}{{.S}}{{end}}{{up $.W}}{{end}}{{$x := .P}}{{with $x}}{{.S}}{{up "b"}}{{end}}{{template "a" .}}`
	fails := strings.ReplaceAll(src, "{{up $.W}}", "{{with .Nil}}{{up .S}}{{end}}")
	set := compile.New(parse(t, fails).Funcs(fns), fns, facts(data)...)
	var first, second, want bytes.Buffer
	if err := set.ExecuteTemplate(&first, "main", data); err != nil {
		t.Fatal(err)
	}
	before := calls
	if err := set.ExecuteTemplate(&second, "main", data); err != nil || calls != before {
		t.Errorf("the function was called %d times more: %v", calls-before, err)
	}
	if err := parse(t, fails).Execute(&want, data); err != nil || want.String() != first.String() || want.String() != second.String() {
		t.Errorf("got %q and %q, want %q (%v)", first.String(), second.String(), want.String(), err)
	}
	for _, src := range []string{src, `{{if .N}}{{panic}}{{end}}`, `{{if not .N}}{{panic}}{{end}}`, `{{t "fail"}}`, `{{.Nil.S}}`, `{{with .Nil}}{{else}}{{.Nil.S}}{{end}}`,
		`{{with .Leaf}}{{.S}}{{with $.P}}{{.N}}{{end}}{{.S}}{{end}}{{.S}}`, `{{range .Ptrs}}{{if $.B}}{{.S}}{{end}}{{if eq .N 2}}{{break}}{{end}}{{end}}`, `{{if .B}}{{range .Words}}{{.}}{{end}}{{.S}}{{end}}`} {
		same(t, src, newView("<"))
	}
}

func TestConcurrent(t *testing.T) {
	src := `{{define "a"}}<b>{{.}}</b>{{end}}{{range .Anys}}{{template "a" .}}{{end}}<title>{{template "a" .S}}</title>{{once "a" .P}}`
	var want bytes.Buffer
	if err := parse(t, src).Execute(&want, newView("<")); err != nil {
		t.Fatal(err)
	}
	set := compile.New(parse(t, src), funcs())
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			name := []string{"main", "a"}[i%2]
			var b bytes.Buffer
			if err := set.ExecuteTemplate(&b, name, newView("<")); err != nil && name == "main" {
				t.Error(err)
			}
			if name == "main" && b.String() != want.String() {
				t.Errorf("got %q", b.String())
			}
		})
	}
	wg.Wait()
}

// FuzzValues holds the escapers equal to those of html/template, for any text.
func FuzzValues(f *testing.F) {
	const src = `<p title="{{.S}}" class='{{.W}}'>{{.S}}{{.H}}{{.W}}{{.Err}}</p><title>{{.S}}{{.H}}</title><textarea>{{.U}}</textarea>` +
		`<a href="{{.S}}">{{.U}}</a><a href="{{.U}}"></a><a href='{{.H}}'></a><a href="/x/{{.W}}?q={{.S}}&amp;u={{.U}}#{{.W}}"></a><a href="mailto:{{.S}}" title="{{.H}}"></a>` +
		`<meta http-equiv="refresh" content="0; url={{.S}}">{{with .S}}{{print . 1 $.W}}{{up .}}{{len .}}{{end}}{{if eq .S .W "x"}}{{lt .S "m"}}{{end}}` +
		`{{range .Anys}}<i id="{{.}}">{{.}}</i>{{end}}`
	for _, s := range nasty {
		f.Add(s)
	}
	plain, compiled := parse(f, src), compile.New(parse(f, src), funcs())
	f.Fuzz(func(t *testing.T, s string) {
		data := newView(s)
		sameWith(t, src, data, facts(data)) // all of it worked out before
		var want, got bytes.Buffer
		if err := plain.Execute(&want, newView(s)); err != nil {
			t.Fatal(err)
		}
		p, err := compiled.Program("main", reflect.TypeFor[*view]())
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Execute(&got, newView(s)); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%q gives\n%q, want\n%q", s, got.String(), want.String())
		}
	})
}
