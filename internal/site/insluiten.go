package site

// InsluitenView is the latest answers of a topic, for a frame in the
// municipality's own website.
type InsluitenView struct {
	Frame
}

// addInsluiten adds the pages for a frame in another website.
func (s *Site) addInsluiten() {}
