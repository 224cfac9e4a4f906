package site

// PosterView is one A4 about a traject or a bijeenkomst, for the counter.
type PosterView struct {
	Frame
}

// addPosters adds the posters.
func (s *Site) addPosters() {}
