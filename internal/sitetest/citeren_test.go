package sitetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A record is what a reference manager knows of a page.
type record map[string]any

// understood is what citeren.mjs makes of a pair of files.
type understood struct {
	CSL, RIS []record
	Cited    []string // by a citation processor, as APA has it
}

// understand reads pairs of files, .json and .ris.
func understand(names ...string) ([]understood, error) {
	out, err := exec.Command("node", append([]string{"citeren.mjs"}, names...)...).Output()
	if err != nil {
		return nil, fmt.Errorf("node citeren.mjs (run npm ci in internal/sitetest): %w", err)
	}
	var us []understood
	return us, json.Unmarshal(out, &us)
}

// misread returns what the reader left out or understood in another way: of CSL
// it drops what the format does not know, and RIS has to say the same.
func misread(written []record, u understood) []string {
	var wrong []string
	if !reflect.DeepEqual(written, u.CSL) {
		wrong = append(wrong, fmt.Sprintf("CSL: of %v it understands %v", written, u.CSL))
	}
	if len(u.RIS) != len(written) || len(u.Cited) != len(written) {
		return append(wrong, fmt.Sprintf("%d records, of which RIS has %d, and %d are cited", len(written), len(u.RIS), len(u.Cited)))
	}
	for i, w := range written {
		for _, key := range []string{"id", "type", "title", "issued", "URL", "language"} {
			if !reflect.DeepEqual(w[key], u.RIS[i][key]) {
				wrong = append(wrong, fmt.Sprintf("%s: CSL says %v, RIS %v", key, w[key], u.RIS[i][key]))
			}
		}
		title, _ := w["title"].(string)
		title = strings.ReplaceAll(title, "'", "’") // as it is printed
		address, _ := w["URL"].(string)
		if !slices.ContainsFunc(u.Cited, func(c string) bool {
			return strings.Contains(c, strings.TrimSuffix(title, "’")) && strings.Contains(c, address)
		}) {
			wrong = append(wrong, fmt.Sprintf("no citation has %q and %s: %q", title, address, u.Cited))
		}
	}
	return wrong
}

// records reads the CSL-JSON as it is written.
func records(t *testing.T, name string) []record {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var rs []record
	if err := json.Unmarshal(b, &rs); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rs
}

// What reference managers get is understood, and what is cited is there: on a
// site whose base URL has a path, the address is the place of a file, so any
// host has it. The page says the same to who copies it and to machines.
func TestCitations(t *testing.T) {
	s := build(t, demo(t), "--base-url", "https://www.voorbeeld.example/pad/")
	var names []string
	for _, name := range s.files(t, "citeer.json") {
		names = append(names, filepath.Join(s.dir, name), filepath.Join(s.dir, strings.TrimSuffix(name, "json")+"ris"))
	}
	if len(names) < 10 {
		t.Fatalf("only %d files", len(names))
	}
	us, err := understand(names...)
	if err != nil {
		t.Fatal(err)
	}
	cited, ids := map[string]bool{}, map[string][]string{}
	docs := s.documents(t)
	for _, d := range docs {
		ids[d.address] = d.ids
	}
	for i, u := range us {
		name := names[2*i]
		written := records(t, name)
		for _, wrong := range misread(written, u) {
			t.Errorf("%s: %s", name, wrong)
		}
		for _, r := range written {
			address, _ := r["URL"].(string)
			page := address
			if m := ofADay.FindStringSubmatch(address); m != nil { // what it says today, the dated version says for ever
				page = m[1] + m[2]
				if m[2] != "" {
					page += "/"
				}
			}
			cited[page] = true
			if rule, wrong := s.follow(&url.URL{}, address, ids); rule != "" {
				t.Errorf("%s: %s: %s", name, address, wrong)
			}
			if wrong := notThere(s, r, page, address); wrong != "" {
				t.Errorf("%s: %s", name, wrong)
			}
		}
	}
	for _, d := range docs { // and nothing is forgotten
		if kind := kindClass.FindSubmatch(d.source); kind != nil && (string(kind[1]) == "traject" || string(kind[1]) == "signaal") && !cited[s.host+d.address] {
			t.Errorf("%s is in no file", d.address)
		}
	}
}

// ofADay is the address of a dated version, or of a signaal in one.
var ofADay = regexp.MustCompile(`^(.*/)versies/[^/]+/(?:#(.+))?$`)

// notThere says what is wrong with the page for which a record gives an address:
// its own, or that of its version of the day.
func notThere(s *builtSite, r record, page, address string) string {
	rest, ok := strings.CutPrefix(page, s.host+s.base)
	source, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(path.Clean(rest)), "index.html"))
	if !ok || err != nil {
		return fmt.Sprintf("%s is no page: %v", page, err)
	}
	root, err := html.Parse(strings.NewReader(string(source)))
	if err != nil {
		return err.Error()
	}
	said := map[string]string{}
	for n := range root.Descendants() {
		switch {
		case n.Data == "link":
			said[attrOf(n, "rel")] = attrOf(n, "href")
		case n.Data == "meta":
			said[attrOf(n, "name")] = attrOf(n, "content")
		case n.Data == "p" && attrOf(n, "class") == "wk-citeer":
			for text := range n.Descendants() {
				if text.Type == html.TextNode {
					said["text"] += text.Data
				}
			}
		}
	}
	example := strings.HasPrefix(rest, "trajecten/voorbeeld-")
	switch {
	case bytes.Contains(source, []byte("wk-pagina--ingetrokken")): // nothing of it is left to cite; who did finds when and why
		return ""
	case !strings.Contains(said["text"], address):
		return fmt.Sprintf("%s does not show its address to who copies it: %q", address, said["text"])
	case example && said["cite-as"]+said["DC.title"] != "":
		return fmt.Sprintf("%s is invented, and does not say so to machines", address)
	case !example && (said["cite-as"] != address || said["DC.identifier"] != address || said["DC.title"] != r["title"] || said["DC.language"] != r["language"]):
		return fmt.Sprintf("%s says something else to machines: %v", address, said)
	}
	return ""
}

// TestCitationsThatMustFail: the reader sees what is wrong.
func TestCitationsThatMustFail(t *testing.T) {
	const json, ris = `[{"id":"a","type":"webpage","title":"Een","URL":"https://a.example/","language":"nl"}]`, "TY  - ELEC\r\nID  - a\r\nTI  - Een\r\nUR  - https://a.example/\r\nLA  - nl\r\nER  - \r\n\r\n"
	cases := map[string][2]string{
		"right":                   {json, ris},
		"no JSON":                 {`[{"id":}]`, ris},
		"another type":            {strings.Replace(json, "webpage", "pagina", 1), ris},
		"an author that is text":  {strings.Replace(json, `"title"`, `"author":"Gemeente","title"`, 1), ris},
		"a date that is text":     {strings.Replace(json, `"title"`, `"issued":{"date-parts":[["maart"]]},"title"`, 1), ris},
		"two records in RIS":      {json, ris + ris},
		"no beginning":            {json, strings.TrimPrefix(ris, "TY  - ELEC\r\n")},
		"a line that is no field": {json, strings.Replace(ris, "Een\r\n", "Een\r\ntwee\r\n", 1)},
		"one space":               {json, strings.Replace(ris, "TI  -", "TI -", 1)},
		"another address":         {json, strings.Replace(ris, "a.example", "b.example", 1)},
	}
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		dir := t.TempDir()
		j, r := filepath.Join(dir, "a.json"), filepath.Join(dir, "a.ris")
		for file, text := range map[string]string{j: cases[name][0], r: cases[name][1]} {
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		us, err := understand(j, r)
		wrong := err != nil || len(us) != 1 || misread(records(t, j), us[0]) != nil
		if wrong == (name == "right") {
			t.Errorf("%s: %v, %v", name, us, err)
		}
	}
}

// On a host that sends no headers the page itself keeps what does not belong
// there from running, and the block of data is data.
func TestPolicyWithoutHeaders(t *testing.T) {
	s := build(t, demo(t), "--base-url", "https://www.voorbeeld.example/pad/")
	server := httptest.NewServer(http.StripPrefix("/pad", http.FileServer(http.Dir(s.dir))))
	t.Cleanup(server.Close)
	w := open(t)
	w.visit(server.URL+"/pad/trajecten/almere-clientondersteuning/", desktop)
	if found := requests(w, "/", desktop); len(found) > 0 {
		t.Errorf("the page as it is: %v", found)
	}
	var name string
	w.run(&name, `() => JSON.parse(document.querySelector("script[type='application/ld+json']").textContent).name`)
	if name != "Onafhankelijke cliëntondersteuning in Almere" {
		t.Errorf("the data is about %q", name)
	}
	var seen struct {
		Directive string
		Ran       bool
	}
	w.run(&seen, `() => new Promise(done => {
		document.addEventListener("securitypolicyviolation", e => done({directive: e.effectiveDirective, ran: !!window.ran}))
		const s = document.createElement("script")
		s.textContent = "window.ran = true"
		document.body.append(s)
		setTimeout(() => done({directive: "", ran: !!window.ran}), 2000)
	})`)
	if seen.Ran || seen.Directive != "script-src-elem" {
		t.Errorf("a script in the page: %+v", seen)
	}
}

// On paper stands where the page is, in full and short, and not what only a
// program reads.
func TestAddressesOnPaper(t *testing.T) {
	s := build(t, demo(t), "--base-url", "https://www.voorbeeld.example/pad/")
	server := s.serve(t)
	w := open(t)
	for page, addresses := range map[string][]string{
		"trajecten/voorbeeld-speelplek/":                     {"trajecten/voorbeeld-speelplek/", "k/sp-2025/"},
		"trajecten/voorbeeld-speelplek/hek-langs-de-straat/": {"trajecten/voorbeeld-speelplek/hek-langs-de-straat/"},
	} {
		w.visit(server+s.base+page, desktop)
		_, paper := w.print(desktop, false)
		for _, a := range addresses {
			if !strings.Contains(paper.Text, s.host+s.base+a) {
				t.Errorf("%s: %s is not on paper", page, a)
			}
		}
		if strings.Contains(paper.Text, "TY  - ") || strings.Contains(paper.Text, "CSL-JSON") {
			t.Errorf("%s: the record for programs is on paper", page)
		}
	}
}
