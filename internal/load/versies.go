package load

import (
	"fmt"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/render"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
	"weerklank/internal/weggehaald"
)

// versionOptions says what of the history is public on a day.
func (l *Loader) versionOptions(s *traject.Settings, today string, weg *weggehaald.Lijst) versies.Options {
	o := versies.Options{Settings: s, Today: today, Privacy: check.PrivacyOptions(s), Clean: func(f *content.File) { weg.Clean(f) }, Text: weg.Tekst}
	if l.Options.Cache != nil {
		o.Cache, o.Salt = l.Options.Cache, l.salt(s, weg)
	}
	return o
}

// keepPages lets a renderer keep the pages of old versions.
func (l *Loader) keepPages(o *render.Options, s *traject.Settings, weg *weggehaald.Lijst) {
	if l.Options.Cache != nil {
		o.Cache, o.Salt = l.Options.Cache, l.salt(s, weg)
	}
}

// salt holds what an old version depends on beside its own file and the theme.
func (l *Loader) salt(s *traject.Settings, weg *weggehaald.Lijst) string {
	return l.Options.Program + "\n" + s.BaseURL + "\n" + string(s.File.Source) + "\n" + weg.Key()
}

// keySalt holds what every page depends on beside the texts and the theme; "" where
// the program is not known, or where it makes another site than is published.
func (l *Loader) keySalt(s *traject.Settings, today string, weg *weggehaald.Lijst) string {
	if l.Options.Program == "" || l.Options.Preview {
		return ""
	}
	return fmt.Sprintf("%q", []string{l.salt(s, weg), today, l.Options.Theme, fmt.Sprint(l.Options.Plain)})
}
