package sitetest

import (
	"bufio"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A searched is what somebody sees who searched.
type searched struct {
	Status string
	Links  []string // of the results, in order
	Marks  []string
	Answer []string // data-besluit of the results
	Filter []string // names of the filters
	Empty  string   // what is said when there is nothing
	Alerts bool     // something of the query became an element
}

const outcome = `() => new Promise(done => {
	const $ = id => document.getElementById('wk-' + id), all = q => Array.from(document.querySelectorAll('#wk-zoek-uitkomst ' + q));
	const began = Date.now();
	const wait = () => {
		const status = $('zoek-stand').textContent, busy = status == $('zoeken').dataset.bezig || $('zoek-uitkomst').hidden && status != $('zoeken').dataset.stuk;
		if (busy && Date.now() - began < 20000) return setTimeout(wait, 20);
		done({
			Status: status, Links: all('.wk-rij a').map(a => a.getAttribute('href')), Marks: all('mark').map(m => m.textContent),
			Answer: all('.wk-rij').map(r => r.dataset.besluit || ''), Empty: all('.wk-leeg').map(e => e.textContent).join(' '),
			Filter: Array.from(document.querySelectorAll('select'), s => s.name), Alerts: !!document.querySelector('main img, main script'),
		});
	};
	wait();
})`

// search searches as a visitor does who follows a link with a query.
func (w *tab) search(server string, params url.Values) searched {
	w.t.Helper()
	w.visit(server+"zoeken/?"+params.Encode(), desktop)
	var s searched
	w.run(&s, outcome)
	return s
}

func words(q string) url.Values { return url.Values{"q": {q}} }

// The questions of the demonstration site, in the page itself: what `check` says
// of them in Go holds for the script too.
func TestSearchQuestions(t *testing.T) {
	src, err := os.ReadFile(filepath.Join(repository, "content/zoekvragen.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	questions := regexp.MustCompile(`(?m)^  - zoek: (.*)\n    vind: (\S+)$`).FindAllStringSubmatch(string(src), -1)
	if len(questions) < 10 {
		t.Fatalf("only %d questions were read", len(questions))
	}
	s := build(t, demo(t), "--base-url", "https://weerklank.example/pad/")
	server, w := s.serve(t)+s.base, open(t)
	for _, q := range questions {
		got := w.search(server, words(q[1]))
		if len(got.Links) == 0 || got.Links[0] != "/pad"+q[2] {
			t.Errorf("%q finds %v first (%s), want %s", q[1], first(got.Links), got.Status, q[2])
		}
	}
}

func first(l []string) []string { return l[:min(len(l), 1)] }

func TestSearchPage(t *testing.T) {
	s := build(t, demo(t))
	server, w := s.serve(t)+s.base, open(t)
	t.Run("words are marked", func(t *testing.T) {
		if got := w.search(server, words("speelplekken")); len(got.Marks) == 0 || !strings.HasPrefix(got.Status, "1") {
			t.Errorf("%+v", got)
		}
	})
	t.Run("an answer by filter", func(t *testing.T) {
		got := w.search(server, url.Values{"q": {""}, "antwoord": {"niet-overgenomen"}})
		if len(got.Answer) == 0 || strings.Join(got.Answer, " ") != strings.TrimSpace(strings.Repeat("niet-overgenomen ", len(got.Answer))) {
			t.Errorf("answers %v", got.Answer)
		}
		if len(got.Filter) < 3 {
			t.Errorf("only the filters %v", got.Filter)
		}
	})
	t.Run("a filter leaves less", func(t *testing.T) {
		all, some := w.search(server, words("speelplek")), w.search(server, url.Values{"q": {"speelplek"}, "onderwerp": {"verkeer"}})
		if len(some.Links) == 0 || len(some.Links) >= len(all.Links) {
			t.Errorf("%d of %d", len(some.Links), len(all.Links))
		}
	})
	t.Run("more", func(t *testing.T) {
		before := w.search(server, url.Values{"jaar": {"2026"}, "q": {"voorbeeld verzonnen"}})
		var after struct {
			N     int
			Focus string
		}
		w.run(&after, `() => new Promise(done => {
			const button = document.getElementById('wk-zoek-meer');
			button.click();
			setTimeout(() => done({ N: document.querySelectorAll('#wk-zoek-rijen .wk-rij').length, Focus: document.activeElement.tagName }), 300);
		})`)
		if len(before.Links) == 20 && (after.N <= 20 || after.Focus != "A") {
			t.Errorf("after more: %+v", after)
		}
	})
	t.Run("a number is no guess", func(t *testing.T) {
		got := w.search(server, words("toilet schulden SP-2025-014"))
		if len(got.Links) != 1 || strings.Contains(got.Status, "lijkt") {
			t.Errorf("%v, %q", got.Links, got.Status)
		}
	})
	t.Run("an old link to a topic that is no more says nothing", func(t *testing.T) {
		w.visit(server+"zoeken/?q=&onderwerp=bestaat-niet", desktop)
		var got struct {
			Status string
			Hidden bool
		}
		w.run(&got, `() => new Promise(done => {
			const wait = () => document.querySelector('select') ? setTimeout(() => done({
				Status: document.getElementById('wk-zoek-stand').textContent, Hidden: document.getElementById('wk-zoek-uitkomst').hidden }), 300) : setTimeout(wait, 20);
			wait();
		})`)
		if got.Status != "" || !got.Hidden {
			t.Errorf("%+v", got)
		}
	})
	t.Run("an unknown number finds no page", func(t *testing.T) {
		if got := w.search(server, words("ZZ-9999-99999")); len(got.Links) != 0 {
			t.Errorf("%v", got.Links)
		}
	})
	t.Run("nothing found says whom to ask", func(t *testing.T) {
		if got := w.search(server, words("qqqqqq")); len(got.Links) != 0 || !strings.Contains(got.Empty, "Wij zoeken met u mee") {
			t.Errorf("%+v", got)
		}
	})
	for name, q := range map[string]string{
		"long": strings.Repeat("speelplek ", 1000), "punctuation": "!!! ... ?? ((", "HTML": `<img src=x onerror=alert(1)><script>alert(1)</script>`,
		"right to left": "שלום عربى", "an attack on the text": "{n}$&$1", "code points": "\U0001F600\u0000\u202e",
	} {
		t.Run(name, func(t *testing.T) {
			got := w.search(server, words(q))
			if got.Alerts || got.Status == "" || strings.Contains(got.Status, "nu niet") {
				t.Errorf("%+v", got)
			}
			failOn(t, w.noise("/zoeken/"))
		})
	}
	t.Run("back", func(t *testing.T) {
		one, two := w.search(server, words("toilet")), w.search(server, words("bus"))
		if err := w.NavigateBack(); err != nil {
			t.Fatal(err)
		}
		var back searched
		w.run(&back, `() => new Promise(r => setTimeout(r, 500))`)
		w.run(&back, outcome)
		if strings.Join(back.Links, " ") != strings.Join(one.Links, " ") || strings.Join(two.Links, " ") == strings.Join(one.Links, " ") {
			t.Errorf("back shows %v, not %v", back.Links, one.Links)
		}
	})
}

// noise returns errors of the console.
func (w *tab) noise(page string) []finding {
	w.mu.Lock()
	defer w.mu.Unlock()
	var found []finding
	for _, m := range w.messages {
		found = append(found, finding{page, "requests", m.rule, m.detail})
	}
	return found
}

// An index that did not arrive whole is said, and the register stays.
func TestSearchWithBrokenIndex(t *testing.T) {
	for name, spoil := range map[string]func(dir string, t *testing.T){
		"missing": func(dir string, t *testing.T) { os.RemoveAll(dir) },
		"truncated": func(dir string, t *testing.T) {
			rewrite(t, dir, "index.json", func(b []byte) []byte { return b[:len(b)/2] })
		},
		"no JSON": func(dir string, t *testing.T) {
			rewrite(t, dir, "index.json", func([]byte) []byte { return []byte("<html>") })
		},
		"other JSON": func(dir string, t *testing.T) {
			rewrite(t, dir, "index.json", func([]byte) []byte { return []byte("[]") })
		},
		"truncated part": func(dir string, t *testing.T) {
			rewrite(t, dir, "*/s*/*.json", func(b []byte) []byte { return b[:len(b)/2] })
		},
		"results missing": func(dir string, t *testing.T) {
			rewrite(t, dir, "*/d*/*.json", func([]byte) []byte { return []byte("[]") })
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := *build(t, demo(t))
			whole := s.dir // which other tests use
			s.dir = t.TempDir()
			if err := os.CopyFS(s.dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			spoil(filepath.Join(s.dir, "zoeken/index"), t)
			got := open(t).search(s.serve(t)+s.base, words("speelplek"))
			if !strings.Contains(got.Status, "Zoeken lukt nu niet") {
				t.Errorf("%+v", got)
			}
		})
	}
}

func rewrite(t *testing.T, dir, pattern string, change func([]byte) []byte) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(name, change(b), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Without a script the same address is the register, and says that searching
// does not work.
func TestSearchWithoutScript(t *testing.T) {
	s := build(t, demo(t))
	w := open(t)
	w.visit(s.serve(t)+s.base+"zoeken/?q=speelplek", noScript)
	text := w.MustElement("main").MustText()
	for _, want := range []string{"Zoeken met woorden werkt niet", "Of blader door alles", "Op letter", "Op jaar", "Buurtavond over de speelplek"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(text, "Kies wat u wilt zien") {
		t.Error("filters that do nothing")
	}
}

// Every input is in the register: by its year and by its letter.
func TestRegisterIsComplete(t *testing.T) {
	s := build(t, demo(t))
	inputs, listed := map[string]bool{}, map[string]map[string]bool{"letter": {}, "jaar": {}}
	for _, d := range s.documents(t) {
		if d.kind() == "signaal" {
			inputs[d.address] = true
		}
		m := regexp.MustCompile(`/zoeken/(letter|jaar)/`).FindStringSubmatch(d.address)
		for n := range d.root.Descendants() {
			if m != nil && n.Data == "a" {
				listed[m[1]][attrOf(n, "href")] = true
			}
		}
	}
	for adres := range inputs {
		for by, have := range listed {
			if !have[adres] {
				t.Errorf("%s is not in the register by %s", adres, by)
			}
		}
	}
	if len(inputs) < 10 {
		t.Errorf("only %d inputs", len(inputs))
	}
}

// Reference numbers of people are found, and listed nowhere. That of a traject is
// public: its pages give it as their short address.
func TestNumbersAreNotListed(t *testing.T) {
	s := build(t, demo(t))
	for _, name := range s.files(t, ".html", ".xml", ".json", "_redirects", ".txt") {
		if strings.HasPrefix(name, "k/") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(b), ".example/k/sp-2025/", "")
		for _, number := range []string{"SP-2025-014", "sp-2025-014", `"/k/`, ".example/k/"} {
			if strings.Contains(text, number) {
				t.Errorf("%s names %s", name, number)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(s.dir, "k/sp-2025-014/index.html")); err != nil {
		t.Error(err)
	}
}

// The stemmer of the script is that of package zoek.
func TestStemsOfTheScript(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(repository, "themes/default/js/zoeken.js"))
	if err != nil {
		t.Fatal(err)
	}
	body, _, ok := strings.Cut(string(script), "// ---- the page ----")
	_, body, begins := strings.Cut(body, "(() => {")
	if !ok || !begins {
		t.Fatal("the script does not have the parts that this test knows")
	}
	f, err := os.Open(filepath.Join(repository, "internal/zoek/testdata/stammen.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var words, stems, got []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		w, s, _ := strings.Cut(lines.Text(), " ")
		words, stems = append(words, w), append(stems, s)
	}
	open(t).run(&got, `words => {`+body+`; return words.map(stem); }`, words)
	if len(got) < 2000 || len(got) != len(stems) {
		t.Fatalf("%d stems of %d words", len(got), len(stems))
	}
	for i, w := range words {
		if got[i] != stems[i] {
			t.Errorf("stem(%s) is %s in the script, %s in Go", w, got[i], stems[i])
		}
	}
}
