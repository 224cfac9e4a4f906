// Package scaffold writes what somebody begins with: a new trajectory
// (`weerklank new traject`) and a new site (`weerklank init`).
//
// What it writes stands in files/, as it will look, with {{titel}} and the like
// where values are filled in. Only the file that explains every key is made from
// the schema, so that it cannot lag behind.
//
// Two things hold for all of it: it passes check without errors, and what must
// be replaced says so.
package scaffold

import (
	"embed"
	"strings"
	"unicode"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

//go:embed files
var files embed.FS

// file returns a file of files/ with its values filled in.
func file(name string, values ...string) []byte {
	src, err := files.ReadFile("files/" + name)
	if err != nil {
		panic("scaffold: internal error: " + err.Error())
	}
	return []byte(strings.NewReplacer(values...).Replace(string(src)))
}

// maxSlug is the length that a slug made from a title may have: addresses are
// also read out and typed over.
const maxSlug = 60

// Traject returns a new trajectory with the given title and the slug that names
// its file: a short one or, with all, one in which every key is explained in a
// comment. today is the day on which it is made, as 2006-01-02; l is the
// language of comments and of the texts to replace.
func Traject(title string, all bool, today string, l lang.Lang) (name string, src []byte, err error) {
	title = oneLine(title)
	name = slug.Cut(slug.Slug(title), maxSlug)
	if name == "" {
		return "", nil, lang.Errorf("van de titel %q kan geen adres worden gemaakt; gebruik ook letters van a tot z, of cijfers",
			"no address can be made of the title %q; use letters a to z or digits too", title)
	}
	if slug.Reserved(name) {
		return "", nil, lang.Errorf("het adres %q gebruikt de website zelf; kies een langere titel", "the address %q is used by the site itself; choose a longer title", name)
	}
	if all {
		src = everyKey(title, today, l)
	} else {
		src = file(lang.T("traject.nl.md", "traject.en.md").In(l), "{{titel}}", quote(title), "{{vandaag}}", today)
	}
	// A title can hold what no title may, such as HTML.
	f, problems := content.Split(content.TrajectenDir+"/"+name+".md", src, content.Markdown)
	_, more := traject.Parse(f)
	if problems = append(problems, more...); len(problems) > 0 {
		return "", nil, &lang.Error{Text: lang.F("met deze titel kan het niet: %s", "this title is not possible: %s", problems[0].Message)}
	}
	return name, src, nil
}

// oneLine returns s as one line of text.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// quote returns one line of text as a YAML value.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
