package sitetest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"
)

// Feeds are read by programs that we do not know. Atom is judged by a schema of
// RFC 4287 (with jing) and read by gofeed, JSON Feed is read by gofeed, and the
// calendar by ical.js, which is what Thunderbird has.
func TestFeeds(t *testing.T) {
	for _, source := range []string{demo(t), difficult(t)} {
		s := build(t, source)
		found := feeds(t, s)
		failOn(t, found)
		if len(s.files(t, "feed.xml")) < 3 {
			t.Errorf("only %q were judged", s.files(t, "feed.xml"))
		}
	}
}

// feeds judges every feed of a site and its calendar.
func feeds(t *testing.T, s *builtSite) []finding {
	t.Helper()
	var atoms, calendars []string
	for _, name := range s.files(t, "feed.xml") {
		atoms = append(atoms, filepath.Join(s.dir, name))
	}
	for _, name := range s.files(t, ".ics") {
		calendars = append(calendars, filepath.Join(s.dir, name))
	}
	wrong := append(jing(t, atoms), icalendar(t, calendars)...)
	for _, file := range atoms {
		feed, w := readAtom(file)
		same, w2 := readJSON(strings.TrimSuffix(file, "xml") + "json")
		wrong = append(wrong, append(w, w2...)...)
		var ids, others []string
		for _, e := range feed.Items {
			ids = append(ids, e.GUID)
			if !s.has(e.Link) {
				wrong = append(wrong, fmt.Sprintf("%s: there is no page %s", file, e.Link))
			}
		}
		for _, e := range same.Items {
			others = append(others, e.ID)
		}
		if !slices.Equal(ids, others) {
			wrong = append(wrong, fmt.Sprintf("%s has other entries as JSON: %q, %q", file, ids, others))
		}
	}
	var found []finding
	for _, w := range wrong {
		found = append(found, finding{page: s.base, check: "feeds", rule: "wrong", detail: w})
	}
	return found
}

// has reports whether the site has the page of an absolute address.
func (s *builtSite) has(address string) bool {
	address, _, _ = strings.Cut(strings.TrimPrefix(address, s.host+s.base), "#")
	_, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(address), "index.html"))
	return err == nil
}

// jing judges Atom feeds by the schema.
func jing(t *testing.T, files []string) []string {
	t.Helper()
	cmd := exec.Command("java", append([]string{"-cp", validatorJar, "nu.validator.vendor.thaiopensource.relaxng.util.Driver", "-c", "testdata/feeds/atom.rnc"}, files...)...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || err == nil && len(bytes.TrimSpace(out)) > 0 {
		t.Fatalf("jing: %v\n%s", err, out)
	}
	if err == nil {
		return nil
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func readAtom(file string) (*gofeed.Feed, []string) {
	f, err := os.Open(file)
	if err != nil {
		return &gofeed.Feed{}, []string{err.Error()}
	}
	defer f.Close()
	feed, err := gofeed.NewParser().Parse(f)
	if err != nil {
		return &gofeed.Feed{}, []string{fmt.Sprintf("%s: %v", file, err)}
	}
	var wrong []string
	if feed.FeedLink == "" || feed.Link == "" {
		wrong = append(wrong, file+": it does not say where it is, and of which page it is")
	}
	seen := map[string]bool{}
	for i, e := range feed.Items {
		switch {
		case seen[e.GUID]:
			wrong = append(wrong, fmt.Sprintf("%s: %s is there twice", file, e.GUID))
		case e.UpdatedParsed == nil || e.PublishedParsed == nil || e.Content == "" || len(e.Authors) == 0:
			wrong = append(wrong, fmt.Sprintf("%s: %s is not whole", file, e.GUID))
		case i > 0 && feed.Items[i-1].UpdatedParsed.Before(*e.UpdatedParsed):
			wrong = append(wrong, fmt.Sprintf("%s: %s is not in its place", file, e.GUID))
		}
		seen[e.GUID] = true
	}
	return feed, wrong
}

// moment is a time as RFC 3339 writes it.
var moment = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$`)

func readJSON(file string) (*jsonfeed.Feed, []string) {
	f, err := os.Open(file)
	if err != nil {
		return &jsonfeed.Feed{}, []string{err.Error()}
	}
	defer f.Close()
	feed, err := (&jsonfeed.Parser{}).Parse(f)
	if err != nil {
		return &jsonfeed.Feed{}, []string{fmt.Sprintf("%s: %v", file, err)}
	}
	var wrong []string
	if feed.Version != "https://jsonfeed.org/version/1.1" || feed.Title == "" || feed.Items == nil {
		wrong = append(wrong, file+": not a whole JSON Feed")
	}
	for _, e := range feed.Items {
		if e.ID == "" || e.ContentHTML == "" || !strings.HasPrefix(e.URL, "http") || !moment.MatchString(e.DatePublished) {
			wrong = append(wrong, fmt.Sprintf("%s: %q is not whole", file, e.ID))
		}
	}
	return feed, wrong
}

// icalendar reads calendars with ical.js, and looks at what it does not: the
// lines, and whether each event has what RFC 5545 wants.
func icalendar(t *testing.T, files []string) []string {
	t.Helper()
	out, err := exec.Command("node", append([]string{"testdata/feeds/ics.mjs"}, files...)...).Output()
	var calendars []struct {
		Error, Version, Prodid string
		Components             int
		Events                 []struct {
			UID, Stamp, First, End, URL, Summary string
			Days                                 bool
		}
	}
	if err == nil {
		err = json.Unmarshal(out, &calendars)
	}
	if err != nil {
		t.Fatalf("ical.js (npm ci in internal/sitetest installs it): %v\n%s", err, out)
	}
	var wrong []string
	for i, c := range calendars {
		say := func(format string, args ...any) { wrong = append(wrong, files[i]+": "+fmt.Sprintf(format, args...)) }
		src, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(string(src), "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				say("a line of %d bytes: %.40q", len(line), line)
			}
		}
		if c.Error != "" || c.Version != "2.0" || c.Prodid == "" || c.Components == 0 {
			say("version %q, %d components: %s", c.Version, c.Components, c.Error)
		}
		seen := map[string]bool{}
		for _, e := range c.Events {
			if e.UID == "" || seen[e.UID] || e.Stamp == "" || !e.Days || e.First >= e.End || e.Summary == "" {
				say("%+v", e)
			}
			seen[e.UID] = true
		}
	}
	return wrong
}

// Each file of testdata/feeds/must-fail has one fault, those beside it have none.
func TestFeedsThatMustFail(t *testing.T) {
	files, err := filepath.Glob("testdata/feeds/must-fail/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	good := []string{"testdata/feeds/goed.xml", "testdata/feeds/goed.json", "testdata/feeds/goed.ics"}
	with := map[string][]string{}
	for _, file := range append(good, files...) {
		with[filepath.Ext(file)] = append(with[filepath.Ext(file)], file)
	}
	wrong := append(jing(t, with[".xml"]), icalendar(t, with[".ics"])...)
	for _, file := range with[".xml"] {
		_, w := readAtom(file)
		wrong = append(wrong, w...)
	}
	for _, file := range with[".json"] {
		_, w := readJSON(file)
		wrong = append(wrong, w...)
	}
	for _, file := range append(good, files...) {
		found := slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, file) })
		if found == slices.Contains(good, file) {
			t.Errorf("%s: found %q", file, wrong)
		}
	}
}
