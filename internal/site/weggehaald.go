package site

// WeggehaaldView says that what stood here was taken away for somebody's privacy.
type WeggehaaldView struct {
	Frame
}

// addWeggehaald adds a page where something was taken away.
func (s *Site) addWeggehaald() {}
