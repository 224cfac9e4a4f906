package traject

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/slug"
)

// What `check --fix` does to front matter. An edit is given only where there is one
// thing that can have been meant: a person who reads the file would not think twice.
// Where a slip would change what is promised or published (true or false, one
// besluit or another) the person decides.

// mend returns the edit that puts text in the place of the plain value n.
func (d *decoder) mend(n *yaml.Node, text string) []diag.Edit {
	return d.file.Replace(d.at(n), n.Value, text)
}

// slip returns the name that s is a slip of the pen for: one of names, with one
// letter wrong, missing, too many or swapped with the next; two in a long word. ""
// when none of them is, or more than one. meaning says which names mean the same.
func slip(s string, most int, names []string, meaning func(name string) string) string {
	if !lettersOnly.MatchString(s) {
		return "" // a question mark is doubt
	}
	length := len(s)
	switch {
	case length < 4:
		return ""
	case length < 8:
		most = min(most, 1)
	}
	found := ""
	for _, n := range names {
		if distance(s, n, most+1) > most {
			continue
		}
		if found != "" && meaning(n) != found {
			return ""
		}
		found = meaning(n)
	}
	return found
}

var lettersOnly = regexp.MustCompile(`^[a-z-]+$`)

// mendWord returns the edit for a value that is none of the words ws.
func (d *decoder) mendWord(n *yaml.Node, t reflect.Type, ws []word, name string) []diag.Edit {
	if name == "reactietermijn" {
		return nil // a key, which must not become one that is there already
	}
	v, most := fold(strings.TrimSpace(n.Value)), 2
	if t == reflect.TypeOf(Besluit("")) {
		most = 1
	}
	if t == typePhase { // fase 3
		if m := phaseNumber.FindStringSubmatch(v); m != nil {
			return d.mend(n, m[1])
		}
	}
	var names []string
	means := map[string]string{}
	for _, w := range ws {
		for _, spelling := range append([]string{w.name}, w.other...) {
			names = append(names, spelling)
			means[spelling] = w.name
		}
	}
	if meant := slip(v, most, names, func(s string) string { return means[s] }); meant != "" {
		return d.mend(n, meant)
	}
	return nil
}

var phaseNumber = regexp.MustCompile(`^(?:fase|phase)-([1-4])$`)

// mendKey returns the edit for a key of n that is none of fs.
func (d *decoder) mendKey(n, key *yaml.Node, name string, fs []field) []diag.Edit {
	var names []string
	for _, f := range fs {
		names = append(names, f.names...)
	}
	keyFor := func(name string) string {
		return slip(name, 2, names, func(s string) string { return find(fs, s).name })
	}
	meant := keyFor(name)
	if meant == "" || len(n.Content) > 500 { // nobody writes so many
		return nil
	}
	for i := 0; i < len(n.Content); i += 2 {
		k := content.KeyName(n.Content[i].Value)
		if other := find(fs, k); other != nil && other.name == meant || other == nil && n.Content[i] != key && keyFor(k) == meant {
			return nil // it is there already
		}
	}
	return d.mend(key, meant)
}

// mendList returns the edit for a plain value in the place of a list of such values.
// With a comma in it, it may be one or more.
func (d *decoder) mendList(n *yaml.Node, t reflect.Type) []diag.Edit {
	if t.Elem().Kind() != reflect.String || n.Kind != yaml.ScalarNode || n.Style != 0 || !plainItem.MatchString(n.Value) {
		return nil
	}
	return d.mend(n, "["+n.Value+"]")
}

// plainItem is a value that means the same between brackets.
var plainItem = regexp.MustCompile(`^[\p{L}\p{N}]+(?:[ .'/-]+[\p{L}\p{N}]+)*$`)

// mendID returns the edit that gives a signaal or a bijeenkomst the id that it
// lacks, and the id; "" when there is none. Where something in the file refers to an
// id that is not there, it may be this one: there is a proposal then, and no edit.
func (d *decoder) mendID(n, key *yaml.Node, text, refers string) (id string, edits []diag.Edit) {
	id = d.freeID(text)
	if id == "" || d.refersToNothing(refers) || keyTwice(n) {
		return id, nil
	}
	if key == nil {
		return id, d.file.AddKey(n, "id", id)
	}
	return id, d.file.FillKey(n, key, id)
}

// keyTwice reports whether a mapping has a key twice: it may be two, the second
// without its dash, and then each needs an id.
func keyTwice(n *yaml.Node) bool {
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		k := content.KeyName(n.Content[i].Value)
		if seen[k] {
			return true
		}
		seen[k] = true
	}
	return false
}

// freeID makes an id of text that nothing in the file has, and takes it.
func (d *decoder) freeID(text string) string {
	if d.taken == nil {
		d.taken = takenIDs(d.file)
	}
	base := ProposeID(text)
	if base == "" {
		return ""
	}
	id := base
	for n := 2; d.taken[id] || ReservedID(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	d.taken[id] = true
	return id
}

// refersToNothing reports whether a list at the key refers holds what is no id in
// the file. (With a slash it is one of another file.)
func (d *decoder) refersToNothing(refers string) bool {
	nothing := false
	d.file.Scalars(func(s content.Scalar) {
		if v := strings.TrimSpace(s.Value); s.Key == refers && v != "" && !strings.Contains(v, "/") && !d.taken[v] {
			nothing = true
		}
	})
	return nothing
}

// takenIDs returns what cannot be the id of something new in f: what is one, was
// one (also where that key is misspelled), or is an anchor in the text.
func takenIDs(f *content.File) map[string]bool {
	taken := map[string]bool{"null": true} // which YAML takes for nothing
	f.Scalars(func(s content.Scalar) {
		if s.Key == "id" || s.Key == "aliassen" || slip(s.Key, 2, []string{"aliassen"}, strings.ToLower) != "" {
			taken[strings.TrimSpace(s.Value)] = true
			taken[slug.Slug(s.Value)] = true
		}
	})
	for _, m := range anchorName.FindAllSubmatch(f.Body, -1) {
		taken[string(m[1])] = true
	}
	return taken
}

var anchorName = regexp.MustCompile(`\{[^{}\n]*#([a-z0-9-]+)`)

// ReservedID reports whether name cannot be the id of a signaal, which is an
// anchor as well.
func ReservedID(name string) bool { return slug.Reserved(name) || strings.HasPrefix(name, "wk-") }

// ProposeID makes an id from what people said: its first words that say something.
// An address stays when the text is changed, so no number goes into it that can be
// somebody's (a telephone, a house with its postcode), no e-mail address, and no name
// behind a title.
func ProposeID(text string) string {
	const most = 4
	if len(text) > 1000 { // this much is enough to make it of
		text = strings.ToValidUTF8(text[:1000], "")
	}
	parts := slices.DeleteFunc(strings.Fields(text), func(s string) bool { return strings.Contains(s, "@") })
	var words []string
	behindTitle := false
	for _, w := range strings.Split(slug.Slug(strings.Join(parts, " ")), "-") {
		if !behindTitle && !titles[w] && !anyNumber.MatchString(w) {
			words = append(words, w)
		}
		behindTitle = titles[w] || behindTitle && namePart[w]
	}
	telling := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return smallWords[w] })
	if len(telling) > 0 {
		words = telling
	}
	return slug.Cut(strings.Join(words[:min(most, len(words))], "-"), 60)
}

var (
	anyNumber = regexp.MustCompile(`^[0-9]+$|[0-9].*[0-9].*[0-9]`)
	titles    = wordSet("mevrouw mevr mw meneer mijnheer heer dhr familie fam")
	namePart  = wordSet("van de der den het te ter ten")
)

// smallWords are words that say nothing about what a text is about.
var smallWords = wordSet(`de het een er en of dat die dit deze daar hier is zijn was waren wordt worden heeft hebben
	had kan kunnen moet moeten mag zou wil willen ik je u hij zij ze wij we jullie mijn ons onze hun te aan in op van voor
	met om bij naar door over uit als dan ook maar nog al wel zo want omdat s t n`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// mendDate returns the date that value is certain to mean, as it is written here.
// People write a day before its month. With slashes 03/04/2026 may come from a
// program that does not; then only a day that can be no month is certain.
func mendDate(value string) (Datum, bool) {
	v := strings.ToLower(strings.TrimSpace(value))
	if m := quarter.FindStringSubmatch(monthNumbers(v)); m != nil {
		return ParseDatum(m[2] + m[4] + m[5] + "-Q" + m[1] + m[3] + m[6])
	}
	if m := wordDate.FindStringSubmatch(v); m != nil {
		return dateOf(m[3], monthNumber(m[2]), m[1])
	}
	if m := yearFirst.FindStringSubmatch(v); m != nil {
		return dateOf(m[1], m[2], m[3])
	}
	if m := dayFirst.FindStringSubmatch(v); m != nil {
		if day, month := m[1], m[3]; m[2] == "/" && toInt(day) <= 12 && toInt(day) != toInt(month) {
			return "", false
		}
		return dateOf(m[5], m[3], m[1])
	}
	return "", false
}

var (
	wordDate  = regexp.MustCompile(`^(?:([0-9]{1,2})[ -]+)?([a-z]{3,9})\.?[ ,-]+([0-9]{4})$`)
	yearFirst = regexp.MustCompile(`^([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?$`)
	dayFirst  = regexp.MustCompile(`^([0-9]{1,2})([-/. ])([0-9]{1,2})([-/. ])([0-9]{4})$`)
)

// monthNumber returns the number of a month by its name or the first letters of it.
func monthNumber(name string) string {
	for i, m := range months {
		m = strings.ToLower(m)
		if name == m || name == m[:3] || name == "mrt" && i == 2 || name == "sept" && i == 8 {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}

// toInt returns the number that digits are, 0 for none.
func toInt(digits string) int {
	n, _ := strconv.Atoi(digits) // nothing else than digits is given
	return n
}

// dateOf returns a date by its numbers; day may be "".
func dateOf(year, month, day string) (Datum, bool) {
	date := fmt.Sprintf("%s-%02d", year, toInt(month))
	if day != "" {
		date += fmt.Sprintf("-%02d", toInt(day))
	}
	return ParseDatum(date)
}
