package site

// BriefView is a text for a letter or an e-mail to those who took part.
type BriefView struct {
	Frame
}

// addBrieven adds the letters.
func (s *Site) addBrieven() {}
