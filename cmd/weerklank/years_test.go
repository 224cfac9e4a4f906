package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// A town is a site in a git repository through the years. After each change it
// is built as a municipality would, and every address that was ever published
// must still answer.
type town struct {
	*testing.T
	dir, out string
	base     string // the path of its base URL, without a slash at the end
	day      time.Time
	hour     int
	ever     map[string]bool   // addresses that were published
	versions map[string]string // dated versions: path -> bytes
	leads    map[string]string // old address -> where it must end
}

const townSettings = "titel: Proefdorp\norganisatie: Gemeente Proefdorp (verzonnen)\nbase-url: https://www.proefdorp.example%s/\ncontact:\n  e-mail: info@proefdorp.example\n"

func newTown(t *testing.T, base string) *town {
	root := t.TempDir()
	w := &town{T: t, dir: filepath.Join(root, "dorp"), out: filepath.Join(root, "uit"), base: base,
		day: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), ever: map[string]bool{}, versions: map[string]string{}, leads: map[string]string{}}
	w.write("content/site.yaml", fmt.Sprintf(townSettings, base))
	w.git("init", "-q", "-b", "main")
	return w
}

func (w *town) git(args ...string) string {
	w.Helper()
	at := w.day.Add(time.Duration(9+w.hour) * time.Hour).Format(time.RFC3339)
	cmd := exec.Command("git", args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+at, "GIT_COMMITTER_DATE="+at, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=Redactie", "GIT_COMMITTER_NAME=Redactie", "GIT_AUTHOR_EMAIL=redactie@proefdorp.example", "GIT_COMMITTER_EMAIL=redactie@proefdorp.example")
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return string(out)
}

func (w *town) write(name, text string) {
	w.Helper()
	name = filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		w.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		w.Fatal(err)
	}
}

// edit changes one thing in a file, which must be there once.
func (w *town) edit(name, from, to string) {
	w.Helper()
	b, err := os.ReadFile(filepath.Join(w.dir, filepath.FromSlash(name)))
	if err != nil {
		w.Fatal(err)
	}
	if strings.Count(string(b), from) != 1 {
		w.Fatalf("%s has %q %d times:\n%s", name, from, strings.Count(string(b), from), b)
	}
	w.write(name, strings.Replace(string(b), from, to, 1))
}

// arrow says in the ledger where an address went.
func (w *town) arrow(from, to string) {
	w.Helper()
	w.edit("content/permalinks.txt", "\n"+from+"\n", "\n"+from+" -> "+to+"\n")
	w.leads[from] = to
}

// run runs the program on the day of the town.
func (w *town) run(args ...string) (status int, said string) {
	w.Helper()
	var out bytes.Buffer
	p := &program{Name: "weerklank", Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }, Now: func() time.Time { return w.day.Add(20 * time.Hour) }}
	status = p.Main(append(args, "-s", w.dir, "--date", w.day.Format(time.DateOnly)))
	return status, out.String()
}

// publish commits what changed and builds the site, and asserts that nothing
// that was there before is lost.
func (w *town) publish(message string) {
	w.Helper()
	if status, said := w.run("check", "--fix", "-q"); status != statusOK {
		w.Fatalf("%s: check --fix: %d\n%s", message, status, said)
	}
	w.git("add", "-A")
	w.git("commit", "-q", "--allow-empty", "-m", message)
	w.build(message)
}

func (w *town) build(message string) {
	w.Helper()
	if w.base != "" { // as on a host, which begins with nothing: every version is made again
		if err := os.RemoveAll(filepath.Join(w.dir, cacheDir)); err != nil {
			w.Fatal(err)
		}
	}
	if status, said := w.run("build", "-q", "-d", w.out); status != statusOK {
		w.Fatalf("%s: build: %d\n%s", message, status, said)
	}
	w.remember(message)
	w.answers(message)
	w.day, w.hour = w.day.AddDate(0, 1, 3), 0
}

// sameDay makes the next change on the day of the last one.
func (w *town) sameDay() { w.day, w.hour = w.day.AddDate(0, -1, -3), w.hour+1 }

// refuses asserts that the site is not built, and that the message offers help.
func (w *town) refuses(what string, help ...string) {
	w.Helper()
	before := w.site()
	status, said := w.run("build", "-q", "-d", w.out)
	if status != statusContent {
		w.Fatalf("%s: build: %d\n%s", what, status, said)
	}
	for _, h := range help {
		if !strings.Contains(said, h) {
			w.Errorf("%s: nothing is said of %q\n%s", what, h, said)
		}
	}
	if !maps.Equal(before, w.site()) {
		w.Errorf("%s: the site that was there changed", what)
	}
}

// site returns the files of the published site.
func (w *town) site() map[string]string {
	w.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(w.out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(w.out, filepath.FromSlash(name)))
		files[name] = string(b)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		w.Fatal(err)
	}
	return files
}

var dated = regexp.MustCompile(`/versies/\d{4}-\d\d-\d\d(-\d+)?/index\.html$`)

// remember notes every address of the site that people can cite: pages, feeds,
// documents. Parts of the search, the list of pages and of a theme are no
// addresses that somebody cites.
func (w *town) remember(message string) {
	w.Helper()
	now := w.site()
	for name, text := range now {
		switch {
		case strings.HasPrefix(name, "zoeken/") && name != "zoeken/index.html", strings.HasPrefix(name, "_"), strings.HasPrefix(name, "."),
			strings.HasPrefix(name, "theme"), path.Ext(name) == ".css", path.Ext(name) == ".js", name == "404.html":
			continue
		}
		w.ever["/"+strings.TrimSuffix(name, "index.html")] = true
		if dated.MatchString(name) && w.versions[name] == "" {
			w.versions[name] = text
		}
	}
	for name, text := range w.versions {
		if now[name] != text {
			w.Errorf("%s: the version %s is not what it was: %s", message, name, differs(text, now[name]))
		}
	}
}

// differs shows the beginning of a difference.
func differs(a, b string) string {
	if b == "" {
		return "it is gone"
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("%q is now %q", a[from:min(len(a), i+60)], b[from:min(len(b), i+60)])
}

var refresh = regexp.MustCompile(`<meta http-equiv="?refresh"? content="0; url=([^"]+)">`)

// A host answers a path below the base URL with a status, where it leads, and a page.
type host func(adres string) (status int, to, page string)

// plain is a file server that knows nothing, as GitHub Pages is: a folder has an
// index.html, and an address without its slash leads to the one with it.
func (w *town) plain() host {
	server := http.StripPrefix(w.base, http.FileServer(http.Dir(w.out)))
	return func(adres string) (int, string, string) {
		r := httptest.NewRecorder()
		server.ServeHTTP(r, httptest.NewRequest(http.MethodGet, w.base+adres, nil))
		to := r.Header().Get("Location")
		if to != "" && !strings.HasPrefix(to, "/") { // relative to the folder
			to = path.Join(w.base+path.Dir(strings.TrimSuffix(adres, "/")), to) + "/"
		}
		return r.Code, to, r.Body.String()
	}
}

// netlify reads _redirects first: a forced rule goes before the files, and a
// slash at the end makes no difference to it.
func (w *town) netlify() host {
	rules := map[string]string{}
	for line := range strings.Lines(w.site()["_redirects"]) {
		if f := strings.Fields(line); len(f) == 3 && f[2] == "301!" {
			rules[strings.TrimSuffix(f[0], "/")] = f[1]
		}
	}
	files := w.plain()
	return func(adres string) (int, string, string) {
		if to, ok := rules[strings.TrimSuffix(w.base+adres, "/")]; ok && strings.TrimSuffix(to, "/") != strings.TrimSuffix(w.base+adres, "/") {
			return http.StatusMovedPermanently, to, ""
		}
		return files(adres)
	}
}

// follow returns where a visitor of an address ends.
func (w *town) follow(h host, adres string) (end string, err error) {
	seen := map[string]bool{}
	for !seen[adres] {
		seen[adres] = true
		status, to, page := h(adres)
		if m := refresh.FindStringSubmatch(page); m != nil && status == http.StatusOK {
			to = m[1]
		}
		switch {
		case to != "":
			next, ok := strings.CutPrefix(to, w.base)
			if !ok || !strings.HasPrefix(next, "/") {
				return to, fmt.Errorf("leads out of the site, to %s", to)
			}
			adres, _, _ = strings.Cut(next, "#")
		case status == http.StatusOK:
			return adres, nil
		default:
			return adres, fmt.Errorf("status %d at %s", status, adres)
		}
	}
	return adres, fmt.Errorf("goes in circles at %s", adres)
}

// answers asserts that every address ever published leads to a page, on each
// kind of host, and the old ones to the right page.
func (w *town) answers(message string) {
	w.Helper()
	for name, h := range map[string]host{"plain": w.plain(), "netlify": w.netlify()} {
		for _, adres := range slices.Sorted(maps.Keys(w.ever)) {
			if _, err := w.follow(h, adres); err != nil {
				w.Errorf("%s, %s: %s: %v", message, name, adres, err)
			}
		}
		for from, to := range w.leads {
			if end, err := w.follow(h, from); err != nil || end != to {
				w.Errorf("%s, %s: %s leads to %s, not to %s (%v)", message, name, from, end, to, err)
			}
		}
	}
}

const plekFile = `---
titel: Een plek om te spelen
samenvatting: Kinderen willen dichtbij spelen. Wij vroegen wat daarvoor nodig is.
phase: 2
onderwerpen: [Spelen]
kenmerk: Z/2026 01
bijeenkomsten:
  - {id: avond, naam: Avond in de school, datum: 2026-01-04, plaats: De school}
adviezen:
  - {kenmerk: A/1, titel: Advies over spelen, van: Adviesraad, datum: 2026-01-02}
signalen:
  - id: hek
    signaal: Er moet een hek om de speelplek, want er komen auto's langs.
    opgehaald-bij: [avond]
  - id: bank
    signaal: Wij willen een bank om op te zitten.
    advies: A/1
    aanbeveling: "1"
    besluit: overgenomen
    besloten-op: 2026-01-05
    besloten-door: Het college
    kort: Er komt een bank.
    reden: |
      Een bank kost weinig. Zie [het plan](/media/plan.pdf).
---

Wij spraken met ouders en kinderen uit de buurt.
`

// What was promised for March was on time in January, and is late in every later
// year: a version that knew of today would change.
const kleinFile = `---
titel: %s
samenvatting: Een ander onderwerp, waarover ook iets is gezegd door bewoners.
phase: 2
onderwerpen: [Groen]
signalen:
  - id: %s
    verwacht: 2026-03-01
    signaal: %s
---
`

// Twenty changes that a municipality makes in the course of the years. Each is
// published; what would break a link is refused until the editor says where it
// went. One town keeps the versions it made, the other makes them again each time.
func TestNothingIsLostThroughTheYears(t *testing.T) {
	for name, base := range map[string]string{"at the top of a host": "", "at an address with a path": "/meepraten"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // half of the time it waits for git and the disk
			throughTheYears(newTown(t, base))
		})
	}
}

func throughTheYears(w *town) {
	const plek, nieuw, bomen, perk, licht = "content/trajecten/plek.md", "content/trajecten/spelen.md", "content/trajecten/bomen.md", "content/trajecten/perk.md", "content/trajecten/licht.md"
	w.write(plek, plekFile)
	w.write(bomen, fmt.Sprintf(kleinFile, "Bomen in de straat", "boom", "Plant meer bomen in de straat."))
	w.write(perk, fmt.Sprintf(kleinFile, "Het perk bij de kerk", "bloem", "Zet bloemen in het perk bij de kerk."))
	w.write(licht, fmt.Sprintf(kleinFile, "Licht op het pad", "lamp", "Het is 's avonds te donker op het pad."))
	w.write("content/paginas/meedoen.md", "---\ntitel: Meedoen\n---\n\nZo doet u mee.\n")
	w.write("content/media/plan.pdf", "%PDF-1.4 verzonnen")
	w.publish("1 The site begins")

	w.edit(plek, "    opgehaald-bij: [avond]\n", "    opgehaald-bij: [avond]\n    besluit: niet-overgenomen\n    kort: Er komt geen hek.\n    reden: Een hek kost te veel.\n    besloten-op: 2026-02-01\n    besloten-door: Het college\n")
	w.publish("2 An answer")

	w.sameDay()
	w.edit(plek, "Een hek kost te veel.", "Een hek kost meer dan er is, en de auto's rijden er langzaam.")
	w.publish("3 Another reason on the same day")

	w.sameDay()
	w.edit(plek, "Er komt een bank.", "Er komt een bank bij.")
	w.publish("Klein: 4 a better sentence")

	w.git("mv", plek, nieuw)
	w.refuses("a renamed file", "/trajecten/plek/", "aliassen")
	w.edit(nieuw, "kenmerk: Z/2026 01", "kenmerk: Z/2026 01\naliassen: [plek]")
	w.leads["/trajecten/plek/"], w.leads["/trajecten/plek/hek/"], w.leads["/nota/plek/"] = "/trajecten/spelen/", "/trajecten/spelen/hek/", "/nota/spelen/"
	w.leads["/poster/plek/"], w.leads["/brief/plek/"], w.leads["/trajecten/plek/versies/"] = "/poster/spelen/", "/brief/spelen/", "/trajecten/spelen/versies/"
	w.leads["/bijeenkomsten/plek-avond/"] = "/bijeenkomsten/spelen-avond/"
	w.publish("5 A file gets another name")

	w.edit(nieuw, "titel: Een plek om te spelen", "titel: Veilig spelen in de buurt")
	w.publish("6 Another title")

	w.edit(nieuw, "  - id: hek\n", "  - id: hek-om-de-plek\n")
	w.refuses("another id", "/trajecten/spelen/hek/")
	w.edit(nieuw, "  - id: hek-om-de-plek\n", "  - id: hek-om-de-plek\n    aliassen: [hek]\n")
	w.leads["/trajecten/spelen/hek/"], w.leads["/trajecten/plek/hek/"] = "/trajecten/spelen/hek-om-de-plek/", "/trajecten/spelen/hek-om-de-plek/"
	w.publish("7 Another id")

	w.edit(nieuw, "onderwerpen: [Spelen]", "onderwerpen: [Spelen en bewegen]")
	w.refuses("another topic", "/onderwerpen/spelen/", "->")
	w.arrow("/onderwerpen/spelen/", "/onderwerpen/spelen-en-bewegen/")
	w.publish("8 Another topic")

	w.edit(nieuw, "id: avond,", "id: avond-school,")
	w.edit(nieuw, "opgehaald-bij: [avond]", "opgehaald-bij: [avond-school]")
	w.refuses("another id of a bijeenkomst", "/bijeenkomsten/spelen-avond/")
	w.arrow("/bijeenkomsten/spelen-avond/", "/bijeenkomsten/spelen-avond-school/")
	w.leads["/bijeenkomsten/plek-avond/"] = "/bijeenkomsten/spelen-avond-school/"
	w.publish("9 Another id of a bijeenkomst")

	w.edit(nieuw, "kenmerk: Z/2026 01", "kenmerk: Z/2026/../7")
	w.refuses("another kenmerk", "/k/z-2026-01/")
	w.arrow("/k/z-2026-01/", "/k/z-2026-7/")
	w.leads["/k/z-2026-01/"] = "/trajecten/spelen/" // by way of the page of the number
	w.publish("10 Another kenmerk")

	w.edit(nieuw, "kenmerk: A/1,", "kenmerk: A/2026-1,")
	w.edit(nieuw, "advies: A/1", "advies: A/2026-1")
	w.refuses("another kenmerk of an advice", "/adviezen/a-1/")
	w.arrow("/adviezen/a-1/", "/adviezen/a-2026-1/")
	w.publish("11 Another kenmerk of an advice")

	w.git("mv", "content/media/plan.pdf", "content/media/plan-spelen.pdf")
	w.edit(nieuw, "/media/plan.pdf", "/media/plan-spelen.pdf")
	w.refuses("another name of a document", "/media/plan.pdf")
	w.arrow("/media/plan.pdf", "/media/plan-spelen.pdf")
	w.publish("12 Another name of a document")

	w.git("mv", "content/paginas/meedoen.md", "content/paginas/zo-doet-u-mee.md")
	w.refuses("another name of a page", "/meedoen/")
	w.edit("content/paginas/zo-doet-u-mee.md", "titel: Meedoen", "titel: Meedoen\naliassen: [meedoen]")
	w.leads["/meedoen/"] = "/zo-doet-u-mee/"
	w.publish("13 Another name of a page")

	// The bank goes to a traject of its own.
	b, _ := os.ReadFile(filepath.Join(w.dir, nieuw))
	head, bank, _ := strings.Cut(string(b), "  - id: bank\n")
	w.write(nieuw, head+"---\n\nWij spraken met ouders en kinderen uit de buurt.\n")
	w.write("content/trajecten/zitten.md", "---\ntitel: Zitten in de buurt\nsamenvatting: Over banken om op te zitten.\nphase: 3\nonderwerpen: [Zitten]\nsignalen:\n  - id: bank\n"+
		strings.ReplaceAll(bank, "    advies: A/2026-1\n    aanbeveling: \"1\"\n", ""))
	w.refuses("a signaal that went elsewhere", "/trajecten/spelen/bank/")
	w.arrow("/trajecten/spelen/bank/", "/trajecten/zitten/bank/")
	w.leads["/trajecten/plek/bank/"] = "/trajecten/zitten/bank/"
	w.publish("14 One traject becomes two")

	// The flowers join the trees.
	w.git("rm", "-q", perk)
	w.edit(bomen, "phase: 2\n", "phase: 2\naliassen: [perk]\n")
	w.edit(bomen, "straat.\n---", "straat.\n  - id: bloem\n    signaal: Zet bloemen in het perk bij de kerk.\n---")
	w.leads["/trajecten/perk/"], w.leads["/trajecten/perk/bloem/"] = "/trajecten/bomen/", "/trajecten/bomen/bloem/"
	w.publish("15 Two trajecten become one")

	w.edit(licht, "phase: 2\n", "phase: 2\nconcept: true\n")
	w.refuses("a traject that becomes a concept again", "/trajecten/licht/")
	w.edit(licht, "concept: true\n", "ingetrokken: {datum: 2027-05-01, reden: Dit stond er te vroeg.}\n")
	w.leads["/trajecten/licht/lamp/"] = "/trajecten/licht/lamp/"
	w.publish("16 A traject is withdrawn")

	w.git("revert", "--no-edit", "HEAD")
	w.build("17 That is taken back")

	w.git("mv", nieuw, "content/trajecten/tussen.md")
	if err := os.MkdirAll(filepath.Join(w.dir, "content/trajecten/spelen"), 0o755); err != nil {
		w.Fatal(err)
	}
	w.git("mv", "content/trajecten/tussen.md", "content/trajecten/spelen/index.md")
	w.publish("18 A file goes into a folder of its own")

	w.git("checkout", "-q", "-b", "voorstel")
	w.edit(licht, "phase: 2\n", "phase: 3\n")
	w.git("commit", "-qam", "half a proposal")
	w.edit(licht, "phase: 3\n", "phase: 4\n")
	w.git("commit", "-qam", "the other half")
	w.git("checkout", "-q", "main")
	w.git("merge", "-q", "--no-ff", "-m", "19 A proposal is merged", "voorstel")
	w.build("19 A proposal is merged")

	w.git("rm", "-q", licht)
	w.refuses("a file that is deleted", "/trajecten/licht/", "ingetrokken")
	w.arrow("/trajecten/licht/", "/trajecten/bomen/")
	w.arrow("/trajecten/licht/lamp/", "/trajecten/bomen/boom/")
	w.publish("20 A file is deleted, and its addresses lead elsewhere")

	if len(w.versions) < 15 {
		w.Errorf("only %d dated versions were ever published: %q", len(w.versions), slices.Sorted(maps.Keys(w.versions)))
	}
	for _, name := range []string{"trajecten/plek/versies/2026-01-05/index.html", "trajecten/plek/versies/2026-02-08-2/index.html"} {
		if w.versions[name] == "" {
			w.Errorf("there is no %s among %q", name, slices.Sorted(maps.Keys(w.versions)))
		}
	}
	if half := "trajecten/licht/versies/"; strings.Contains(strings.Join(slices.Collect(maps.Values(w.versions)), ""), "half a proposal") {
		w.Errorf("%s shows what was never public", half)
	}
}
