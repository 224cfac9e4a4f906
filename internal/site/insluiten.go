package site

import (
	"weerklank/internal/traject"
)

// InsluitenView is the latest answers of a topic, or of the whole site, for a
// frame in the municipality's own website.
type InsluitenView struct {
	Frame
	Onderwerp Ref // to everything: the topic, or the home page
	Alles     bool
	Items     []*Item
}

// insluitenSize is how many answers there are in a frame.
const insluitenSize = 5

func insluitenAdres(slug string) string { return "/insluiten/" + slug + "/" }

// addInsluiten adds the pages for a frame in another website. These addresses
// are the only ones that may be shown in a frame, see the headers of package
// render.
func (s *Site) addInsluiten() {
	add := func(adres string, naar Ref, alles bool, es func() []entry) {
		s.add(&Page{Adres: adres, Kind: Insluiten, View: func() (any, error) {
			v := &InsluitenView{Onderwerp: naar, Alles: alles, Items: s.itemsFor(latest(es()))}
			v.Frame = Frame{Site: s.info, Kind: Insluiten, Adres: adres, Titel: naar.Titel, NoIndex: true}
			if !alles {
				v.Titel = s.text("insluiten.titel", "onderwerp", naar.Titel)
			}
			return v, nil
		}})
	}
	add("/insluiten/", Ref{s.text("insluiten.alles"), "/"}, true, s.everything)
	for _, t := range s.topicList {
		add(insluitenAdres(t.slug), Ref{t.name, topicAdres(t.slug)}, false, func() []entry { return t.entries })
	}
}

// everything returns the latest answers of each kind, newest first.
func (s *Site) everything() []entry {
	var es []entry
	for _, b := range traject.Besluiten() {
		es = append(es, latest(s.answers[b])...)
	}
	sortNewest(es)
	return es
}

// latest returns the first answers of entries that are newest first: what waits
// has none. Invented examples stand there only when there is nothing else.
func latest(entries []entry) []entry {
	var real, examples []entry
	for _, e := range entries {
		switch {
		case e.s.Besluit == traject.InBehandeling:
		case !isExample(e):
			real = append(real, e)
		case len(examples) < insluitenSize:
			examples = append(examples, e)
		}
		if len(real) == insluitenSize {
			return real
		}
	}
	if len(real) > 0 {
		return real
	}
	return examples
}
