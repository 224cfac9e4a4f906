package slug_test

import (
	"regexp"
	"testing"

	"weerklank/internal/slug"
)

func TestSlug(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"Wonen", "wonen"},
		{"Eén café, twee foto's", "een-cafe-twee-foto-s"},
		{"  Zorg & welzijn!  ", "zorg-welzijn"},
		{"e\u0301e\u0301n", "een"},
		{"co\u00adördinatie", "coordinatie"},
		{"ĲSSELSTEIN", "ijsselstein"},
		{"STRAẞE Straße", "strasse-strasse"},
		{"Łódź Ørsted Đakovo Ðað Þór Dıyarbakır İzmir", "lodz-orsted-dakovo-dad-thor-diyarbakir-izmir"},
		{"Æsir œuvre", "aesir-oeuvre"},
		{"20 m² à ½", "20-m2-a-1-2"},
		{"-a--b-", "a-b"},
		{"日本", ""},
		{"a\x00b\xffc", "a-b-c"},
	} {
		if got := slug.Slug(test.in); got != test.want {
			t.Errorf("Slug(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

var shape = regexp.MustCompile(`\A[a-z0-9]+(-[a-z0-9]+)*\z`)

func TestValid(t *testing.T) {
	for _, s := range []string{"", "a", "0", "wmo-2026", "-", "-a", "a-", "a--b", "a-b-c", "A", "é", "a b", "a_b", "a\n"} {
		if got, want := slug.Valid(s), shape.MatchString(s); got != want {
			t.Errorf("Valid(%q) = %v, want %v", s, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"", "Eén café", "ẞ", "İ", "a\u0345", "½", "\xff", "ﬃ", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := slug.Slug(s)
		if got != "" && !slug.Valid(got) {
			t.Errorf("Slug(%q) = %q, which is no slug", s, got)
		}
		if again := slug.Slug(got); again != got {
			t.Errorf("Slug(%q) = %q, and the slug of that is %q", s, got, again)
		}
		if got, want := slug.Valid(s), shape.MatchString(s); got != want {
			t.Errorf("Valid(%q) = %v, want %v", s, got, want)
		}
	})
}

func TestCut(t *testing.T) {
	for in, want := range map[string]string{"een-twee": "een-twee", "een-twee-drie": "een-twee", "eentweedrie": "eentweed", "een-tweedrie": "een"} {
		if got := slug.Cut(in, 8); got != want {
			t.Errorf("Cut(%q) = %q, want %q", in, got, want)
		}
	}
}
