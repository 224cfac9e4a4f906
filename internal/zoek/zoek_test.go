package zoek

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

var options = Options{
	Taal: "nl", Maanden: strings.Fields("januari februari maart april mei juni juli augustus september oktober november december"),
	Synoniemen: map[string][]string{"wmo": {"wet maatschappelijke ondersteuning"}}, Kenmerken: []string{"z-2026-1"},
}

func small() *Index {
	return New([]*Entry{
		{Soort: Signaal, Titel: "Er is geen bank bij de halte.", Adres: "/bank/", Datum: "2026-03-01", Dagen: []string{"2026-03-12"}},
		{Soort: Signaal, Titel: "De brieven zijn moeilijk.", Adres: "/brieven/", Woorden: [2]string{"", "fietsen"}},
		{Soort: Signaal, Titel: "Maak een fietsenstalling bij het station.", Adres: "/stalling/"},
		{Soort: Signaal, Titel: "Waar kan ik de fietsen stallen?", Adres: "/fietsen/"},
		{Soort: Signaal, Titel: "Hulp uit de Wmo komt laat.", Adres: "/wmo/"},
		{Soort: Signaal, Titel: "De stalling is vol.", Adres: "/vol/", Besluit: "overgenomen"},
		{Soort: Bijeenkomst, Titel: "Avond in het buurthuis", Adres: "/avond/", Datum: "2026-03-12", Dagen: []string{"2026-03-12"}},
		{Soort: Pagina, Titel: "Contact", Adres: "/contact/"},
		{Soort: Signaal, Titel: "Een bank, verzonnen.", Adres: "/voorbeeld/", Voorbeeld: true},
	}, options)
}

func found(x *Index, query string) string {
	var as []string
	for _, n := range x.Search(query) {
		as = append(as, x.Entry(n).Adres)
	}
	return strings.Join(as, " ")
}

func TestSearch(t *testing.T) {
	x := small()
	for _, c := range []struct{ query, want string }{
		{"bankje", "/bank/ /voorbeeld/"},                      // examples last
		{"BANKEN!", "/bank/ /voorbeeld/"},                     // whatever the case
		{"moeilijke brief", "/brieven/"},                      // v and f
		{"fietsen", "/fietsen/ /brieven/ /stalling/"},         // the word, then elsewhere in the text, then a part
		{"stalling", "/vol/ /stalling/"},                      // a part of a compound
		{"fietsenstaling", "/stalling/"},                      // one letter too few
		{"statio", "/stalling/"},                              // the beginning of a word
		{"wet maatschappelijke ondersteuning", "/wmo/"},       // what means the same
		{"12 maart 2026", "/avond/ /bank/"},                   // the meeting first
		{"12-03-2026", "/avond/ /bank/"},                      //
		{"2026-3-12", "/avond/ /bank/"},                       //
		{"avond van 12 mrt", "/avond/"},                       // a day without a year, and a word
		{"maart 2026", "/avond/ /bank/"},                      //
		{"31 februari 2026", ""},                              // no such day
		{"contact", "/contact/"},                              //
		{"de het een", ""},                                    // words that say nothing
		{"?!", ""},                                            //
		{"", ""},                                              //
		{strings.Repeat("bank ", 5000), "/bank/ /voorbeeld/"}, // far too long
		{"xylofoon", ""},
	} {
		if got := found(x, c.query); got != c.want {
			t.Errorf("%.40q finds %q, want %q", c.query, got, c.want)
		}
	}
}

// The files hold what the index holds, each number in the place that index.json
// says, and are the same whatever the order of the entries.
func TestFiles(t *testing.T) {
	entries := invented(3000)
	x := New(entries, options)
	files := slices.Collect(x.Files())
	reversed := slices.Clone(entries)
	slices.Reverse(reversed)
	i := 0
	for f := range New(reversed, options).Files() {
		if f.Path != files[i].Path || !bytes.Equal(f.Render(), files[i].Render()) {
			t.Fatalf("%s differs when the entries come in another order", f.Path)
		}
		i++
	}
	var m manifest
	if err := json.Unmarshal(files[len(files)-1].Render(), &m); err != nil {
		t.Fatal(err)
	}
	if m.Aantal != 3000 || len(m.Begin) != len(x.shards) || len(m.Begin) < 3 {
		t.Errorf("index.json says %d entries and %d shards", m.Aantal, len(m.Begin))
	}
	for i, s := range x.shards {
		for _, k := range s {
			if x.shardAt(k.stem) != i {
				t.Fatalf("%s is looked for in shard %d, and is in %d", k.stem, x.shardAt(k.stem), i)
			}
		}
	}
}

// What is written directly is what encoding/json makes of the same rows.
func TestFilesAsEncodingJSON(t *testing.T) {
	entries := invented(3000) // so many that lists have a backslash
	entries[7].Titel, entries[8].Taal, entries[9].Kort = `a "b" <c> \ & é `+"\u2028\n", "ar", "\xff"
	x := New(entries, options)
	backslash := false
	for i, s := range x.shards {
		rows := [][]string{}
		for _, k := range s {
			row := []string{k.stem}
			for _, f := range k.forms {
				w := f.word
				if w == k.stem {
					w = ""
				}
				row = append(row, strings.TrimRight(w+" "+string(f.strong)+" "+string(f.weak), " "))
				backslash = backslash || bytes.Contains(f.weak, []byte(`\`))
			}
			rows = append(rows, row)
		}
		if got := shardRows(s); !bytes.Equal(got, encode(rows)) {
			t.Fatalf("shard %d is %.200s", i, got)
		}
	}
	if !backslash {
		t.Error("no list has a backslash")
	}
	for from := 0; from < 3000; from += 1000 {
		rows := [][]any{}
		for n := range 1000 {
			e := x.Entry(from + n)
			topics := []int{}
			for _, topic := range e.Onderwerpen {
				topics = append(topics, slices.Index(x.topics, topic))
			}
			row := []any{e.Soort, e.Titel, e.Adres, slices.Index(x.besluiten, e.Besluit), e.DoorgegevenAan, e.Kort, e.Bij, e.Datum, topics}
			if e.Taal != "" {
				row = append(row, e.Taal)
			}
			rows = append(rows, row)
		}
		if got := x.chunk(from, from+1000); !bytes.Equal(got, encode(rows)) {
			t.Fatalf("the results from %d differ", from)
		}
	}
}

// No folder has more than some thousands of files, however many there are.
func TestPlace(t *testing.T) {
	for i, want := range map[int]string{0: "d0/0.json", 999: "d0/999.json", 1000: "d1/0.json", 98_765: "d98/765.json"} {
		if got := place("d", i); got != want {
			t.Errorf("file %d is at %s, want %s", i, got, want)
		}
	}
}

func TestList(t *testing.T) {
	want := []int32{0, 1, 2, 31, 32, 33, 64, 1000, 1_000_000}
	var l list
	for _, n := range append(slices.Clone(want), 1_000_000) { // twice the same counts once
		l.add(n)
	}
	var got []int32
	numbers(l.text, func(n int32) { got = append(got, n) })
	if !slices.Equal(got, want) {
		t.Errorf("%v became %v", want, got)
	}
}

// Words that nearly every text has are left out when together they are too much.
func TestAffordable(t *testing.T) {
	x := New(invented(300), options)
	for i := range x.sizes {
		x.sizes[i] = 100
	}
	if got := x.affordable([]term{{{"bank"}}, {{"straat"}}, {{"school"}}}); len(got) != 1 {
		t.Errorf("%d terms of 100 kB each are loaded", len(got))
	}
}

func TestNumbers(t *testing.T) {
	if got := strings.Join(Numbers("brief SP 2026/14"), ","); got != "brief-sp-2026-14,sp-2026-14,2026-14" {
		t.Errorf("%s", got)
	}
	if got := Numbers("geen nummer"); got != nil {
		t.Errorf("%v", got)
	}
}

// The index tells whether a number may be known, and none of them.
func TestKenmerkIsNotInTheFiles(t *testing.T) {
	for f := range small().Files() {
		if bytes.Contains(f.Render(), []byte("z-2026-1")) {
			t.Errorf("%s holds the number", f.Path)
		}
	}
	want := "#" + Hash("z-2026-1")
	if !slices.ContainsFunc(small().shardOf(want), func(k key) bool { return k.stem == want }) {
		t.Error("the number is not known")
	}
}

func FuzzSearch(f *testing.F) {
	x := small()
	for _, s := range []string{"bank", "12-3-2026", "é", "2026-99-99", "\u0301", "-", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaen", "ŋß", "yyiyi", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		x.Search(query)
		Numbers(query)
		words(query, func(w string) {
			if len(w) < 2 || len(w) > maxWord || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
				t.Errorf("%q has the word %q", query, w)
			}
			stem(w)
		})
	})
}
