package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/diag"
)

// framesPlain says in which frame the examples of the group diag.Plain stand.
var framesPlain = map[string]frame{
	"lange-zin": asBody, "leesniveau": asBody, "ambtelijk-woord": asBody, "lijdende-vorm": asBody, "afkorting": asBody,
}

// plain returns what the rules about plain language find in a traject, as
// "line:column code".
func plain(t *testing.T, settings, front, body string) []string {
	t.Helper()
	fs := files{"trajecten/speelplek.md": inTraject(front, body), "site.yaml": asSettings.make(settings)}
	var out []string
	for _, p := range fs.check(t) {
		if p.File == "content/trajecten/speelplek.md" && slices.Contains([]string{"lange-zin", "leesniveau", "ambtelijk-woord", "lijdende-vorm", "afkorting"}, p.Code) {
			if p.Severity != diag.Info {
				t.Errorf("%s is no hint: %s", p.Code, p.Severity)
			}
			out = append(out, fmt.Sprintf("%d:%d %s", p.Range.Start.Line, p.Range.Start.Column, p.Code))
		}
	}
	return out
}

// What the organisation wrote is judged, wherever residents read it; what people
// said, names, quotations and code are not.
func TestPlainLooksAtOwnWords(t *testing.T) {
	for _, test := range []struct{ front, body, want string }{
		{"kaders: [Er is reeds geld.]", "", "ambtelijk-woord"},
		{"kaders:\n  - tekst: Er is reeds geld.", "", "ambtelijk-woord"},
		{"vraag: Wat is reeds nodig?", "", "ambtelijk-woord"},
		{"uitkomst: Er is reeds een hek.", "", "ambtelijk-woord"},
		{"signalen:\n  - id: hek\n    signaal: Er is reeds een hek.\n    citaten: [Er is reeds een hek.]", "", ""},
		{"signalen:\n  - id: hek\n    signaal: Een hek.\n    citaten:\n      - tekst: Er is reeds een hek.", "", ""},
		{"signalen:\n  - id: hek\n    signaal: Een hek.\n    kort: Er is reeds een hek.", "", "ambtelijk-woord"},
		{"betrokkenen:\n  - naam: stichting reeds", "", ""},
		{"ingetrokken: {datum: 2026-01-01, reden: Dit is reeds oud.}", "Dat is reeds zo.", ""},
		{"", "Er is **reeds** een hek.", "ambtelijk-woord"},
		{"", "> Er is reeds een hek.", ""},
		{"", "Schrijf `reeds` niet op.", ""},
		{"", "    reeds", ""},
		{"", "Zij zei: \"Er is reeds een hek.\" Dat klopt.", ""},
		{"", "## Wat is er reeds?", "ambtelijk-woord"},
		{"", "- reeds klaar", "ambtelijk-woord"},
	} {
		var codes []string
		for _, at := range plain(t, "", test.front, test.body) {
			_, code, _ := strings.Cut(at, " ")
			codes = append(codes, code)
		}
		if got := strings.Join(codes, " "); got != test.want {
			t.Errorf("%s\n%s\ngot %q, want %q", test.front, test.body, got, test.want)
		}
	}
}

func TestPlainPlaces(t *testing.T) {
	got := plain(t, "", "", "Eerst dit.\nEn **dan** [derhalve](/speelplek/) dat.")
	if want := []string{"10:13 ambtelijk-woord"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The words of a site are its own to choose, and other languages are not judged.
func TestPlainSettings(t *testing.T) {
	const body = "Participatie is derhalve goed voor de WMO en het afwegingskader."
	for settings, want := range map[string]string{
		"":         "Participatie derhalve WMO afwegingskader",
		"taal: en": "",
		"woorden: {participatie: \"\", Wmo: \"\", derhalve: ''}": "afwegingskader",
		"woorden:\n  participatie:\n  afwegingskader: lijst":     "derhalve WMO afwegingskader",
	} {
		var words []string
		for _, at := range plain(t, settings, "", body) {
			var line, column int
			if _, err := fmt.Sscanf(at, "%d:%d", &line, &column); err != nil {
				t.Fatal(err)
			}
			words = append(words, strings.TrimSuffix(strings.Fields(body[column-1:])[0], "."))
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%s: got %s, want %s", settings, got, want)
		}
	}
}

// A first text is no reason for forty hints: a few are shown, the rest is counted.
func TestPlainDoesNotFlood(t *testing.T) {
	long := "Een " + strings.Repeat("woord ", 25) + "meer. "
	fs := files{"trajecten/speelplek.md": inTraject("", strings.Repeat(long, 40))}
	var hints []string
	for _, p := range fs.check(t) {
		if p.Code == "lange-zin" {
			hints = append(hints, p.Hint.NL)
		}
	}
	if len(hints) != 3 || !strings.Contains(hints[2], "(Nog 37 in dit bestand.)") || strings.Contains(hints[1], "Nog") {
		t.Errorf("%q", hints)
	}
}

// The rules about language are a small part of checking a file.
func BenchmarkPlain(b *testing.B) {
	body := strings.Repeat("Wij maken een hek om de speelplek, want de straat is druk. Het hek komt er in 2027. Daarna vragen wij ouders wat zij ervan vinden.\n\n", 20)
	for _, settings := range []string{"taal: nl", "taal: en"} { // with and without
		b.Run(settings, func(b *testing.B) {
			fs := files{"trajecten/speelplek.md": inTraject("", body), "site.yaml": asSettings.make(settings)}
			for b.Loop() {
				fs.check(b)
			}
		})
	}
}
