package traject

import "weerklank/internal/talen"

// A Taal is a language, as a BCP 47 tag: that of words which are not in the
// language of the site.
type Taal string

// Richting returns which way the language is written: ltr or rtl, for HTML.
func (t Taal) Richting() string {
	if talen.RightToLeft(string(t)) {
		return "rtl"
	}
	return "ltr"
}

// inherit gives the quotations of t the language of their signaal, unless they
// say their own.
func inherit(t *Traject) {
	for _, s := range t.Signalen {
		for _, c := range s.Citaten {
			if c.Taal == "" {
				c.Taal = s.Taal
			}
		}
	}
}
