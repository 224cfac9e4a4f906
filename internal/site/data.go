package site

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/opendata"
	"weerklank/internal/traject"
)

// DataAdres is where the open data stands.
const DataAdres = "/data/"

// DataView is the page that explains the open data: every column of every file.
type DataView struct {
	Frame
	Versie    string // of the format
	Datum     traject.Datum
	Licentie  string // as site.yaml has it; "" when none was given
	Vrij      string // address of the text of a well-known licence; "" when it is not known
	Trajecten int
	Signalen  int
	Tabellen  []DataTabel
	Delen     []DataDeel
	Scheiding string // between the values of a cell
}

// A DataTabel is one of the tables: the same as CSV, as CSV for Excel and,
// perhaps, as JSON.
type DataTabel struct {
	Naam     string // signalen, trajecten
	JSON     bool
	Kolommen []DataKolom
}

// A DataKolom is a column of a table, or a key of trajecten.json.
type DataKolom struct {
	Naam    string
	Soort   string // of what stands in it: the theme's text data.soort.<Soort>; "" for a key
	Lijst   bool   // several values
	Altijd  bool   // never empty
	Uitleg  string
	Waarden []string // what can be chosen
	Deel    string   // the Naam of the DataDeel that explains the keys below it
}

// A DataDeel is what trajecten.json holds of one kind: a traject, a signaal, a
// bijeenkomst.
type DataDeel struct {
	Naam     string
	Sleutels []DataKolom
}

// licences are the addresses of well-known licences for data.
var licences = map[string]string{
	"cc0-1.0":      "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
	"cc-by-4.0":    "https://creativecommons.org/licenses/by/4.0/deed.nl",
	"cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/deed.nl",
	"pddl-1.0":     "https://opendatacommons.org/licenses/pddl/1-0/",
	"odc-by-1.0":   "https://opendatacommons.org/licenses/by/1-0/",
	"odbl-1.0":     "https://opendatacommons.org/licenses/odbl/1-0/",
}

// addData adds the page of the open data.
func (s *Site) addData() {
	s.list(Data, DataAdres, func() (any, error) {
		v := &DataView{
			Frame: s.frame(Data, DataAdres), Versie: opendata.Version, Datum: traject.Datum(s.in.Today), Scheiding: opendata.Separator,
			Licentie: s.in.Settings.LicentieData, Vrij: licences[strings.ToLower(strings.ReplaceAll(s.in.Settings.LicentieData, " ", "-"))],
		}
		for _, d := range s.dataDocs() {
			v.Trajecten++
			v.Signalen += len(d.Signalen)
		}
		l, _ := lang.Parse(s.taal())
		for _, t := range []opendata.Table{opendata.Signalen, opendata.Trajecten} {
			v.Tabellen = append(v.Tabellen, dataTabel(t, l))
		}
		v.Delen = dataDelen(l)
		return v, nil
	})
}

func dataTabel(t opendata.Table, l lang.Lang) DataTabel {
	d := DataTabel{Naam: string(t), JSON: t == opendata.Signalen}
	for _, c := range opendata.Columns(t) {
		d.Kolommen = append(d.Kolommen, DataKolom{Naam: c.Name, Soort: string(c.Kind), Lijst: c.List, Altijd: c.Required, Uitleg: c.Text.In(l), Waarden: c.Values})
	}
	return d
}

// dataDelen explains the keys of trajecten.json: those of a traject, then of all
// that stands in it.
func dataDelen(l lang.Lang) (delen []DataDeel) {
	types := []string{"Traject"}
	for i := 0; i < len(types); i++ {
		deel := DataDeel{Naam: types[i]}
		names, texts := opendata.OwnKeys(types[i])
		for j, name := range names {
			deel.Sleutels = append(deel.Sleutels, DataKolom{Naam: name, Uitleg: texts[j].In(l)})
		}
		for _, k := range traject.Keys(types[i]) {
			if opendata.Private(types[i], k.Name) {
				continue
			}
			text, _ := traject.KeyText(types[i], k.Name)
			deel.Sleutels = append(deel.Sleutels, DataKolom{Naam: k.Name, Lijst: k.List, Altijd: k.Required, Uitleg: text.In(l), Deel: k.Type})
			if k.Type != "" && !slices.Contains(types, k.Type) {
				types = append(types, k.Type)
			}
		}
		delen = append(delen, deel)
	}
	return delen
}

// dataDocs returns what the open data holds, by slug: what counts in figures.
func (s *Site) dataDocs() []*Doc {
	var docs []*Doc
	for _, d := range s.docs {
		if s.counted(d) {
			docs = append(docs, d)
		}
	}
	slices.SortFunc(docs, func(a, b *Doc) int { return cmp.Compare(a.Slug, b.Slug) })
	return docs
}

// OpenData returns what the files of the open data are made of. Walking over it
// reads each document again.
func (s *Site) OpenData() opendata.Set {
	set := opendata.Set{
		Titel: s.info.Titel, Organisatie: s.info.Organisatie, Taal: s.taal(), Licentie: s.info.LicentieData,
		Bron: s.info.BaseURL, Datum: s.in.Today, Trajecten: s.dataTrajecten(),
	}
	for _, d := range s.docs {
		if !shown(d) && !d.Voorbeeld && !s.concept(d) {
			set.Ingetrokken = append(set.Ingetrokken, opendata.Ingetrokken{Adres: s.full(d.adres()), Titel: d.Titel, Datum: d.Ingetrokken.Datum, Reden: d.Ingetrokken.Reden})
		}
	}
	slices.SortFunc(set.Ingetrokken, func(a, b opendata.Ingetrokken) int { return cmp.Compare(a.Adres, b.Adres) })
	return set
}

// full returns an address with that of the site before it.
func (s *Site) full(adres string) string { return strings.TrimSuffix(s.info.BaseURL, "/") + adres }

func (s *Site) dataTrajecten() iter.Seq2[*opendata.Traject, error] {
	return func(yield func(*opendata.Traject, error) bool) {
		for _, d := range s.dataDocs() {
			t, err := s.again(d)
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(s.dataTraject(d, t), nil) {
				return
			}
		}
	}
}

func (s *Site) dataTraject(d *Doc, t *traject.Traject) *opendata.Traject {
	o := &opendata.Traject{Traject: t, Adres: s.full(d.adres()), Organisatie: cmp.Or(d.Organisatie, s.info.Organisatie), Bijgewerkt: s.Bijgewerkt(d)}
	if r := s.in.Geschiedenis.Reeks(d.Path); r != nil {
		for _, v := range r.Versies {
			o.Versies = append(o.Versies, opendata.Versie{Datum: v.Datum, Adres: s.full(v.Adres()), Klein: v.Klein})
		}
	}
	for _, sg := range t.Signalen {
		x := opendata.Signaal{Signaal: sg, Adres: s.full(d.adres() + sg.ID + "/"), Door: s.door(d, sg.BeslotenDoor)}
		topics := d.Onderwerpen
		if len(sg.Onderwerpen) > 0 {
			topics = sg.Onderwerpen
		}
		for _, topic := range s.topicsOf(topics) {
			x.Onderwerpen = append(x.Onderwerpen, topic.name)
		}
		for _, b := range sg.GebaseerdOp {
			if e, ok := s.find(d, b); ok && s.counted(e.d) {
				x.GebaseerdOp = append(x.GebaseerdOp, s.full(e.adres()))
			}
		}
		o.Signalen = append(o.Signalen, x)
	}
	return o
}
