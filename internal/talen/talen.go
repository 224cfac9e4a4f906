// Package talen knows languages as editors name them: by a BCP 47 code (de,
// zh-Hant) or by their Dutch name (Duits, Turks). It says which code stands for
// a name, and which languages are written from right to left.
package talen

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// names holds the Dutch names of languages that are spoken in the Netherlands,
// in lower case, with other spellings of them.
var names = map[string]string{
	"nederlands": "nl", "fries": "fy", "vlaams": "nl-BE", "papiaments": "pap", "papiamento": "pap", "papiamentu": "pap",
	"sranan": "srn", "sranantongo": "srn", "surinaams": "srn", "nedersaksisch": "nds-NL", "limburgs": "li",
	"engels": "en", "duits": "de", "frans": "fr", "spaans": "es", "portugees": "pt", "italiaans": "it",
	"turks": "tr", "arabisch": "ar", "marokkaans": "ary", "marokkaans arabisch": "ary", "darija": "ary", "syrisch arabisch": "apc",
	"berbers": "ber", "tamazight": "zgh", "tarifit": "rif", "riffijns": "rif", "koerdisch": "ku", "koermandji": "kmr", "kurmanci": "kmr", "sorani": "ckb",
	"perzisch": "fa", "farsi": "fa", "dari": "prs", "pasjtoe": "ps", "pashto": "ps", "urdu": "ur", "hebreeuws": "he", "jiddisch": "yi", "aramees": "arc",
	"pools": "pl", "oekraïens": "uk", "oekraiens": "uk", "russisch": "ru", "roemeens": "ro", "bulgaars": "bg", "hongaars": "hu", "tsjechisch": "cs",
	"slowaaks": "sk", "sloveens": "sl", "servisch": "sr", "kroatisch": "hr", "bosnisch": "bs", "albanees": "sq", "macedonisch": "mk", "grieks": "el",
	"litouws": "lt", "lets": "lv", "ests": "et", "fins": "fi", "zweeds": "sv", "noors": "no", "deens": "da", "ijslands": "is", "iers": "ga",
	"armeens": "hy", "georgisch": "ka", "azerbeidzjaans": "az", "oezbeeks": "uz", "kazachs": "kk", "mongools": "mn",
	"tigrinya": "ti", "amhaars": "am", "oromo": "om", "somalisch": "so", "swahili": "sw", "hausa": "ha", "yoruba": "yo", "igbo": "ig", "twi": "tw", "lingala": "ln",
	"chinees": "zh", "mandarijn": "cmn", "kantonees": "yue", "japans": "ja", "koreaans": "ko", "vietnamees": "vi", "thais": "th", "thai": "th",
	"indonesisch": "id", "maleis": "ms", "moluks": "ms", "javaans": "jv", "tagalog": "tl", "filipijns": "fil",
	"hindi": "hi", "hindoestaans": "hns", "sarnami": "hns", "bengaals": "bn", "bengali": "bn", "punjabi": "pa", "tamil": "ta", "nepalees": "ne", "dhivehi": "dv",
	"catalaans": "ca", "baskisch": "eu", "latijn": "la", "esperanto": "eo", "romani": "rom",
}

// Tag returns the BCP 47 tag of the language that s names: a code or a Dutch
// name, in any case, also with -talig or behind "het".
func Tag(s string) (tag string, ok bool) {
	name := strings.Join(strings.Fields(strings.ToLower(s)), " ")
	name = strings.TrimSuffix(strings.TrimPrefix(name, "het "), "talig")
	if tag, ok := names[name]; ok {
		return tag, true
	}
	if len(s) > longest {
		return "", false
	}
	t, err := language.Parse(strings.TrimSpace(s))
	if err != nil || t == language.Und || len(t.Extensions()) > 0 || strings.HasPrefix(strings.ToLower(s), "x-") || strings.HasPrefix(t.String(), "und") {
		return "", false
	}
	return t.String(), true
}

// longest is more than any code of a language with its script and region.
const longest = 20

// rtl holds the scripts that are written from right to left.
var rtl = []string{"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}

// RightToLeft reports whether the language of a tag is written from right to left.
func RightToLeft(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	switch base {
	case "ary", "apc", "prs", "ckb", "arc": // of which the library does not know the script
		return !strings.Contains(tag, "-Latn")
	}
	t, err := language.Parse(tag)
	if err != nil {
		return false
	}
	script, _ := t.Script()
	return slices.Contains(rtl, script.String())
}

// Dutch reports whether tag is Dutch, in whatever country.
func Dutch(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	return strings.EqualFold(base, "nl")
}

// Names returns the Dutch names that [Tag] knows, sorted, for a proposal.
func Names() []string {
	all := make([]string, 0, len(names))
	for n := range names {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}
