package talen_test

import (
	"testing"

	"weerklank/internal/talen"
)

func TestTag(t *testing.T) {
	for in, want := range map[string]string{
		"de": "de", "DE": "de", "Duits": "de", " duits ": "de", "Duitstalig": "de", "het Engels": "en", "en-GB": "en-GB", "en_gb": "en-GB",
		"zh-hant": "zh-Hant", "Oekraïens": "uk", "marokkaans  arabisch": "ary", "ARABISCH": "ar", "nl": "nl", "pap": "pap", "ckb": "ckb", "Moluks": "ms",
	} {
		if got, ok := talen.Tag(in); got != want || !ok {
			t.Errorf("Tag(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "duitsch", "xx", "klingons", "x-eigen", "de-u-co-phonebk", "und", `de" onclick="x`, "<b>", "12", "a", "und-Arab", "een heel lange naam van een taal"} {
		if got, ok := talen.Tag(in); ok {
			t.Errorf("Tag(%q) = %q, want none", in, got)
		}
	}
}

// Every name leads to a code that is one.
func TestNames(t *testing.T) {
	for _, name := range talen.Names() {
		tag, ok := talen.Tag(name)
		if again, valid := talen.Tag(tag); !ok || !valid || again == "" {
			t.Errorf("%s: %q is no code", name, tag)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	for tag, want := range map[string]bool{
		"ar": true, "he": true, "fa": true, "ur": true, "ps": true, "prs": true, "ckb": true, "ary": true, "yi": true, "ar-SY": true, "dv": true,
		"ar-Latn": false, "ary-Latn": false, "de": false, "tr": false, "ku": false, "ti": false, "": false,
	} {
		if got := talen.RightToLeft(tag); got != want {
			t.Errorf("RightToLeft(%q) = %v", tag, got)
		}
	}
}

func TestDutch(t *testing.T) {
	for tag, want := range map[string]bool{"nl": true, "nl-BE": true, "NL": true, "nds": false, "de": false, "": false} {
		if got := talen.Dutch(tag); got != want {
			t.Errorf("Dutch(%q) = %v", tag, got)
		}
	}
}
