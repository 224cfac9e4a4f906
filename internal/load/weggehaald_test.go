package load_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/load"
	"weerklank/internal/site"
	"weerklank/internal/weggehaald"
)

// parkWith is a traject in which geheim stands wherever a text can stand.
func parkWith(geheim string) string {
	return strings.ReplaceAll(`---
titel: Park en XX
samenvatting: Over XX.
phase: 4
onderwerpen: [Groen, XX]
vraag: Wat is er met XX?
kenmerk: XX
kaders: [XX, {tekst: XX, link: "https://www.x.example/?q=XX"}]
betrokkenen: [{naam: XX, rol: uitvoerder}]
besluit: overgenomen
reden: Om **XX** en [XX](/over/).
uitkomst: XX
bijeenkomsten: [{id: avond, naam: Avond met XX, datum: 2026-01-10, plaats: XX, wijk: XX}]
adviezen: [{kenmerk: A-1, titel: XX, van: XX, datum: 2026-01-12, document: /media/XX.pdf}]
mijlpalen: [{datum: 2026-01-13, phase: 1, titel: XX, tekst: XX}]
evaluatie: {gepland: 2027-01-01, wie: XX}
monitoring: [{naam: XX, eenheid: XX, metingen: [{datum: 2026-01-01, waarde: 1}, {datum: 2026-02-01, waarde: 2}]}]
documenten: [{titel: XX, link: /media/verslag.pdf}]
signalen:
  - id: hek
    signaal: Het hek van XX piepkraakt.
    citaten: [{tekst: Ik ben XX, rol: XX}]
    bron: XX
    kenmerken: [XX, Z-9]
    besluit: niet-overgenomen
    kort: Nee, XX.
    reden: |
      Wij spraken XX.
    besloten-op: 2026-02-01
    gevolg: XX
    opgehaald-bij: [avond]
    uitvoerders: [XX]
  - id: bank
    signaal: Er moet een bank komen.
    besluit: doorgegeven
    doorgegeven-aan: XX
    reden: Dat doet XX.
---
Hallo XX, [^1] en ![XX](/media/foto.jpg).

[^1]: Dag XX.
`, "XX", geheim)
}

const gone = "Zqx Wvvk"

func goneSite(list string) fstest.MapFS {
	return fstest.MapFS{
		content.SettingsPath:                 {Data: []byte("titel: Site van " + gone + "\norganisatie: Organisatie\nbase-url: https://www.site.example/\n")},
		content.WeggehaaldPath:               {Data: []byte("weggehaald:\n" + list)},
		content.TrajectenDir + "/park.md":    {Data: []byte(strings.ReplaceAll(parkWith(gone), "/media/"+gone, "/media/verslag"))},
		content.PaginasDir + "/over.md":      {Data: []byte("---\ntitel: Over " + gone + "\n---\nVan " + gone + ".\n")},
		content.OnderwerpenDir + "/groen.md": {Data: []byte("---\ntitel: Groen\nsamenvatting: " + gone + "\n---\nVan " + gone + ".\n")},
		content.MediaDir + "/verslag.pdf":    {Data: []byte("%PDF-1.4")},
		content.MediaDir + "/foto.jpg":       {Data: []byte("beeld " + gone)},
	}
}

func fingerprint(t *testing.T, passage string) string {
	t.Helper()
	p, _, err := weggehaald.Vingerafdruk(passage, nil)
	if err != nil {
		t.Fatal(err)
	}
	return "  - datum: 2026-03-12\n    grond: wissen\n    vingerafdruk: " + p + "\n"
}

func address(a string) string {
	return "  - datum: 2026-03-12\n    grond: wissen\n    adres: " + a + "\n"
}

// everything returns all files of a site.
func everything(t *testing.T, r *load.Result) map[string]string {
	t.Helper()
	all := map[string]string{}
	for f := range r.Renderer.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		all[f.Path] = b.String()
	}
	return all
}

// holds returns the files in which a text stands, however it is written.
func holds(all map[string]string, text string) (names []string) {
	folded := strings.ToLower(text)
	for name, s := range all {
		s = strings.ToLower(s)
		for _, spelling := range []string{folded, strings.ReplaceAll(folded, " ", "-"), strings.ReplaceAll(folded, " ", "%20"), strings.Fields(folded)[0]} {
			if strings.Contains(s, spelling) || strings.Contains(name, spelling) {
				names = append(names, name)
				break
			}
		}
	}
	slices.Sort(names)
	return names
}

// What has a fingerprint is in no file of the site: no page, search, feed or data.
func TestNothingHoldsWhatIsGone(t *testing.T) {
	for _, preview := range []bool{false, true} {
		l := loader()
		l.Options.Preview = preview
		load := func(list string) map[string]string {
			r, err := l.Load(context.Background(), goneSite(list))
			if err != nil {
				t.Fatal(err)
			}
			return everything(t, r)
		}
		// The very same, with a list that has something else: or this proves nothing.
		if names := holds(load(fingerprint(t, "iets anders")), gone); len(names) < 15 {
			t.Fatalf("it was only in %q", names)
		}
		all := load(fingerprint(t, gone))
		if names := slices.DeleteFunc(holds(all, gone), func(name string) bool { return name == "media/foto.jpg" }); len(names) > 0 {
			t.Errorf("it is still in %q", names)
		}
		if names := holds(all, weggehaald.Woorden("nl")); len(names) < 10 {
			t.Errorf("what is in its place is only in %q", names)
		}
		all = load(fingerprint(t, gone) + address("/media/foto.jpg"))
		if names := holds(all, gone); len(names) > 0 {
			t.Errorf("it is still in %q", names)
		}
		if _, there := all["media/foto.jpg"]; there || all["media/foto.jpg/index.html"] == "" {
			t.Error("the photo is there, or its address says nothing")
		}
	}
}

// What has an address is gone with what is said of it elsewhere; every address
// answers.
func TestAddressesThatAreGone(t *testing.T) {
	before, err := loader().Load(context.Background(), goneSite(fingerprint(t, "iets anders")))
	if err != nil {
		t.Fatal(err)
	}
	was := everything(t, before)
	park := []string{"/trajecten/park/", "/trajecten/park/hek/", "/trajecten/park/bank/", "/nota/park/", "/bijeenkomsten/park-avond/", "/adviezen/a-1/"}
	parts := []string{"/trajecten/park/hek/", "/bijeenkomsten/park-avond/", "/adviezen/a-1/", "/over/", "/onderwerpen/groen/", "/media/verslag.pdf"}
	for adres, goneToo := range map[string][]string{park[0]: park, strings.Join(parts, " "): parts} {
		var list string
		for a := range strings.FieldsSeq(adres) {
			list += address(a)
		}
		r, err := loader().Load(context.Background(), goneSite(list))
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(r.Problems, func(p diag.Problem) bool { return p.Code == weggehaald.RuleOnbekend.Code }) {
			t.Errorf("%s: the site does not know it", adres)
		}
		all := everything(t, r)
		for _, a := range goneToo {
			name := strings.Trim(a, "/") + "/index.html"
			if s := all[name]; !strings.Contains(s, "weggehaald om iemands privacy te beschermen") || strings.Contains(s, gone) && !strings.Contains(s, "Site van "+gone) || !strings.Contains(s, "noindex") {
				t.Errorf("%s: %s does not say that it is gone:\n%s", adres, name, s)
			}
		}
		for name := range was {
			list := strings.HasPrefix(name, "zoeken/") || strings.HasPrefix(name, "k/") || strings.HasPrefix(name, "onderwerpen/") || strings.HasPrefix(name, "insluiten/") || name == "adviezen/index.html"
			if strings.HasSuffix(name, "/index.html") && !list && all[name] == "" {
				t.Errorf("%s: the address of %s is dead", adres, name)
			}
		}
		if adres == park[0] {
			for name, s := range all {
				if strings.Contains(strings.ReplaceAll(strings.ReplaceAll(s, "Site van "+gone, ""), "Over "+gone, ""), gone) && !strings.HasPrefix(name, "over/") && !strings.HasPrefix(name, "onderwerpen/") && name != "media/foto.jpg" {
					t.Errorf("%s still holds something of %s", name, adres)
				}
			}
		}
		for name, s := range all {
			if strings.Contains(strings.ToLower(s), "piepkraak") {
				t.Errorf("%s still holds something of %s", name, adres)
			}
		}
	}
}

// An address that never was is most likely a typing error.
func TestAddressThatNeverWas(t *testing.T) {
	r, err := loader().Load(context.Background(), goneSite(address("/trajecten/prak/")))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Problems, func(p diag.Problem) bool { return p.Code == weggehaald.RuleOnbekend.Code })
	if i < 0 || r.Problems[i].Range.Start.Line != 4 {
		t.Errorf("%v", r.Problems)
	}
	if p, ok := r.Site.Page("/trajecten/prak/"); !ok || p.Kind != site.Weggehaald {
		t.Error("it has no page")
	}
}

// What is still in the file is said by place, and never shown.
func TestWhatIsStillThere(t *testing.T) {
	r, err := loader().Load(context.Background(), goneSite(fingerprint(t, gone)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, p := range r.Problems {
		if p.Code == weggehaald.RuleStaatErNog.Code {
			found[p.File] = true
		}
		if strings.Contains(p.Source, gone) && p.File != content.SettingsPath {
			t.Errorf("%s:%d shows it: %s", p.File, p.Range.Start.Line, p.Source)
		}
	}
	if len(found) != 4 { // site.yaml, the traject, the page and the topic
		t.Errorf("found in %v", found)
	}
}
