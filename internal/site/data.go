package site

// DataView is the page that explains the open data.
type DataView struct {
	Frame
}

// addData adds the page of the open data.
func (s *Site) addData() {}
