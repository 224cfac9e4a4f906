package load

import (
	"weerklank/internal/check"
	"weerklank/internal/render"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
)

// versionOptions says what of the history is public on a day.
func (l *Loader) versionOptions(s *traject.Settings, today string) versies.Options {
	o := versies.Options{Settings: s, Today: today, Privacy: check.PrivacyOptions(s)}
	if l.Options.Cache != nil {
		o.Cache, o.Salt = l.Options.Cache, l.salt(s)
	}
	return o
}

// keepPages lets a renderer keep the pages of old versions.
func (l *Loader) keepPages(o *render.Options, s *traject.Settings) {
	if l.Options.Cache != nil {
		o.Cache, o.Salt = l.Options.Cache, l.salt(s)
	}
}

// salt holds what an old version depends on beside its own file and the theme.
func (l *Loader) salt(s *traject.Settings) string {
	return l.Options.Program + "\n" + s.BaseURL + "\n" + string(s.File.Source)
}
