package site

import (
	"slices"
	"strings"
	"unicode/utf8"

	"weerklank/internal/traject"
)

// BriefView is a text for a letter or an e-mail to those who took part. It is a
// page only, no text file beside it: a second address of the same text would
// have to be kept alive as long, and what is copied from the page is plain text
// with a white line between its paragraphs.
type BriefView struct {
	TrajectView
	Gehouden []*BijeenkomstKaart // the bijeenkomsten that were held, oldest first
	Geheel   string              // why, of the answer on the whole; may be ""
	Items    []*Item
	Wachten  int      // of Items have no answer yet
	Straks   []Moment // what is still to come, the first first
	Kort     string   // the short address
	Bericht  string   // the same in one message for a phone
}

func briefAdres(slug string) string { return "/brief/" + slug + "/" }

// berichtMax is how long a text message is before it becomes two; berichtTitel is
// how short the title may get for it.
const berichtMax, berichtTitel = 160, 25

func (s *Site) brief(d *Doc) (any, error) {
	view, err := s.traject(d)
	if err != nil {
		return nil, err
	}
	v := &BriefView{TrajectView: *view.(*TrajectView), Items: s.itemsFor(entriesOf(d)), Kort: s.kortAdres(d)}
	v.Frame = s.papierFrame(Brief, briefAdres(d.Slug), d, d.Titel)
	v.Kruimels = append(v.Kruimels, Ref{d.Titel, d.adres()})
	v.Geheel = shorten(plain(v.T.Reden), maxKort)
	for _, it := range v.Items {
		if it.Besluit == traject.InBehandeling {
			v.Wachten++
		}
	}
	for _, k := range v.Bijeenkomsten {
		if !k.Toekomst {
			v.Gehouden = append(v.Gehouden, k)
		}
	}
	slices.SortStableFunc(v.Gehouden, func(a, b *BijeenkomstKaart) int { return a.Datum.Compare(b.Datum) })
	for _, m := range v.Tijdlijn {
		if m.Toekomst {
			v.Straks = append(v.Straks, m)
		}
	}
	v.Bericht = s.bericht(d, v.Kort)
	return v, nil
}

// bericht returns a text for a phone. Three points rather than the sign for them,
// which would make a text message cost three.
func (s *Site) bericht(d *Doc, kort string) string {
	adres := strings.TrimSuffix(s.info.BaseURL, "/") + kort
	room := berichtMax - utf8.RuneCountInString(s.text("brief.bericht", "titel", "", "adres", adres))
	titel := shorten(d.Titel, max(berichtTitel, room-2))
	// A title that was cut ends a sentence too.
	return strings.Replace(s.text("brief.bericht", "titel", strings.ReplaceAll(titel, " …", "..."), "adres", adres), "....", "...", 1)
}
