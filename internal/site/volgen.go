package site

// VolgenView tells how to be told what is new: the feeds and the calendar.
type VolgenView struct {
	Frame
	Onderwerpen []*OnderwerpKaart // that have a feed
}

// addVolgen adds the page that explains the feeds, unless the site has its own.
func (s *Site) addVolgen() {
	if s.pagina("volgen") != nil {
		return
	}
	s.list(Volgen, "/volgen/", func() (any, error) {
		v := &VolgenView{Frame: s.frame(Volgen, "/volgen/")}
		for _, t := range s.topicList {
			if !t.kaart.Voorbeeld {
				v.Onderwerpen = append(v.Onderwerpen, t.kaart)
			}
		}
		return v, nil
	})
}
