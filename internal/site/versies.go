package site

// VersiesView lists the versions of a traject, with what changed in each.
type VersiesView struct {
	Frame
}

// VersieView is a traject as it was public from one day on.
type VersieView struct {
	Frame
}

// addVersies adds the versions of each traject.
func (s *Site) addVersies() {}
