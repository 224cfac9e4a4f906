package importer

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/tabel"
	"weerklank/internal/traject"
)

func tableOf(rows ...string) *tabel.Table {
	t := &tabel.Table{}
	for i, r := range rows {
		t.Rows = append(t.Rows, tabel.Row{Number: i + 1, Cells: strings.Split(r, "|")})
	}
	return t
}

// described returns a layout in one line: the row with names, and the columns by
// their letter.
func described(l *layout) string {
	var all []string
	for _, t := range append(Targets(), name, person, withdrawn) {
		var parts []string
		for _, p := range l.columns[t] {
			var letters string
			for _, i := range p {
				letters += tabel.Column(i + 1)
			}
			parts = append(parts, letters)
		}
		if parts != nil {
			all = append(all, string(t)+"="+strings.Join(parts, "+"))
		}
	}
	return fmt.Sprintf("%d: %s", l.header, strings.Join(all, " "))
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		rows []string
		want string
	}{
		{[]string{"Nr|Datum|Categorie|Onderwerp|Betreft|Reactie/Zienswijze/Opmerking|Oplossingsrichting|Beantwoording/Terugkoppeling|Gevolg/Aanpassing|Conclusie"},
			"0: id=A signaal=F+G reden=H besluit=J onderwerp=D ontvangen=B gevolg=I"},
		{[]string{"Nota van beantwoording|Nota van beantwoording|Nota van beantwoording", "", "Index|Zienswijze|Reactie"}, "2: id=A signaal=B reden=C"},
		{[]string{"INSPRAAKREACTIE|reactie gemeente|status"}, "0: signaal=A reden=B besluit=C"},
		{[]string{"Reactie|Antwoord"}, "0: signaal=A reden=B"},
		{[]string{"Wat is de opmerking?|x", "Opmerking |Réden:|E-mail|Naam indiener"}, "1: signaal=A reden=B naam=D persoon=C"},
		{[]string{"Inspreker|Inspreker|Gemeente|Gemeente", "nummer|reactie|antwoord|besluit"}, "1: id=A signaal=B reden=C besluit=D"},
		{[]string{"Samenvatting|Gemeentelijke", "zienswijze|reactie", "tekst|tekst"}, "1: signaal=A reden=B"},
		{[]string{"id;x|title/en|title/nl|body/en|body/nl|body/machine_translations/fr|state|answer/nl|reference|published_at|answered_at|author/name|category/name/nl|endorsements/user_endorsements|withdrawn"},
			"0: signaal=CB+EDF reden=H besluit=G onderwerp=M ontvangen=J datum=K kenmerk=I naam=L persoon=N withdrawn=O"},
		{[]string{"id|title/nl|body/nl|state|answer/nl|taxonomies|votes|likes/total_count"}, "0: id=A signaal=B+C reden=E besluit=D onderwerp=F"},
		{[]string{"a|b", "1|2"}, "0: "},
		{[]string{"Nr|Zienswijze|Aanpassing ja/nee", "1|tekst|ja"}, "0: id=A signaal=B besluit=C"},
		{[]string{"Nr|Zienswijze|Aanpassing", "1|tekst|ja", "2|tekst|Nee"}, "0: id=A signaal=B besluit=C"},
		{[]string{"Nr|Zienswijze|Aanpassing", "1|tekst|ja, breder"}, "0: id=A signaal=B gevolg=C"},
		{[]string{"Nr|Zienswijze|Gevolg/Aanpassing/Conclusie", "1|tekst|breder"}, "0: id=A signaal=B gevolg=C"},
		{[]string{"Nr|Zienswijze|Anoniem ja/nee", "1|tekst|ja"}, "0: id=A signaal=B"},
	} {
		if got := described(recognise(tableOf(c.rows...), strings.ToLower)); got != c.want {
			t.Errorf("%q gives %s, want %s", c.rows, got, c.want)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	im := &importer{}
	_, err := im.layout(tableOf("Opmerking|Vraag|Antwoord", "a|b|c"), nil)
	var mapping *MappingError
	if !errors.As(err, &mapping) || !strings.Contains(err.Error(), `"Opmerking" (A), "Vraag" (B)`) || !strings.Contains(err.Error(), "--map signaal=A+B") {
		t.Errorf("it says %v", err)
	}
	if _, err = im.layout(tableOf("x|y", "a|b"), nil); !errors.As(err, &mapping) || !slices.Equal(mapping.Columns, []string{"x", "y"}) {
		t.Errorf("it says %v", err)
	}
}

func TestMapping(t *testing.T) {
	rows := tableOf("Titel", "Wat|Terug koppeling|Wat|Status", "a|b|c|d")
	for m, want := range map[string]string{
		"signaal=A,reden=terugkoppeling": "1: signaal=A reden=B besluit=D",
		"signaal=1+C,besluit=2":          "1: signaal=A+C besluit=B",
		"signaal=Status":                 "1: signaal=D reden=B",
		"signaal=Wat":                    `this table has 2 columns "Wat"; name the letter of the column, such as A`,
		"signaal=Statsu":                 `this table has no column "Statsu". Did you mean "Status"?`,
		"signaal=ZZ":                     `this table has no column "ZZ"; the columns are: Wat, Terug koppeling, Wat, Status`,
		"signal=A":                       `--map takes no "signal" on the left of =. Did you mean signaal?`,
		"signaal":                        `--map takes a name, a = and a column, such as signaal=Opmerking, not "signaal"`,
		"signaal=A,signaal=B":            `--map has signaal twice; join columns by a +: signaal=A+B`,
	} {
		parsed, err := ParseMap(m)
		var l *layout
		if err == nil {
			l, err = (&importer{}).layout(rows, parsed)
		}
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = described(l)
		}
		if got != want {
			t.Errorf("%s gives %s\nwant %s", m, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"12-3-2026": "2026-03-12", "12/03/2026": "2026-03-12", "12.03.2026": "2026-03-12", "12 maart 2026": "2026-03-12", "12 mrt. 2026": "2026-03-12",
		"donderdag 12 maart 2026": "2026-03-12", "2026-03-12T10:00Z": "2026-03-12", "2026-03-12 14:30": "2026-03-12", "12-03-2026 14:30": "2026-03-12",
		"1 oktober '26": "2026-10-01", "1 May 2026": "2026-05-01", "2026-03": "2026-03", "maart 2026": "2026-03", "3-2026": "2026-03", "2026": "2026",
		"Q1 2026": "2026-Q1", "2e kwartaal 2027": "2027-Q2", "2026-Q3": "2026-Q3",
		"12/03/26": "", "12-03-26": "", "31-2-2026": "", "46093": "", "gisteren": "", "1 mm 2026": "", "": "",
	} {
		if got, ok := parseDate(in, dayFirst); string(got) != want && (ok || want != "") || ok != (want != "") {
			t.Errorf("%q is read as %q (%v), want %q", in, got, ok, want)
		}
	}
	// One date can say how the others of its column are to be read.
	for _, c := range []struct {
		column []string
		want   string
	}{{[]string{"3/4/2026", "25/4/2026"}, "2026-04-03"}, {[]string{"3/4/2026", "4/25/2026"}, "2026-03-04"}, {[]string{"3/4/2026", "4/25/2026", "25/4/2026"}, ""}} {
		if got, ok := parseDate(c.column[0], orderOf(c.column)); ok != (c.want != "") || ok && string(got) != c.want {
			t.Errorf("in %v the first is %q", c.column, got)
		}
	}
}

func TestStates(t *testing.T) {
	own := map[string]traject.Besluit{}
	for _, pair := range []string{"Zie boven=in-behandeling", "a=b=deels", "accepted=bestaat-al"} {
		if err := ParseBesluit(pair, own); err != nil {
			t.Error(err)
		}
	}
	if want := map[string]traject.Besluit{"zie-boven": traject.InBehandeling, "a-b": traject.DeelsOvergenomen, "accepted": traject.BestaatAl}; !maps.Equal(own, want) {
		t.Errorf("own words: %v", own)
	}
	for in, want := range map[string]traject.Besluit{"Niet overgenomen": traject.NietOvergenomen, "AKKOORD!": traject.Overgenomen, "zie boven": traject.InBehandeling, "accepted": traject.BestaatAl, "not_answered": ""} {
		if o, ok := stateOf(in, own); !ok || o.besluit != want {
			t.Errorf("%q is %q, %v", in, o.besluit, ok)
		}
	}
	for _, in := range []string{"verwerkt", "n.v.t.", "zie 3"} {
		if _, ok := stateOf(in, own); ok {
			t.Errorf("%q is understood, and nobody can know what it means", in)
		}
	}
	for _, pair := range []string{"Akkoord", "=overgenomen", "x=misschien"} {
		var option *OptionError
		if err := ParseBesluit(pair, own); !errors.As(err, &option) {
			t.Errorf("%q gives %v", pair, err)
		}
	}
}
