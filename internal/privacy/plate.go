package privacy

import (
	"slices"
	"strings"
)

var (
	plateWords = []string{"kenteken", "kentekens", "kentekenplaat", "kentekennummer", "nummerplaat", "nummerbord", "plate"}
	carWords   = []string{"auto", "auto's", "busje", "bestelbus", "scooter", "brommer", "motor", "aanhanger", "caravan", "camper", "voertuig", "wagen", "vrachtwagen", "geparkeerd", "bestuurder", "car", "van"}
	codeWords  = []string{"kenmerk", "zaak", "dossier", "code", "artikel", "project", "variant", "besluit", "raadsvoorstel", "motie", "amendement", "bijlage", "perceel", "bestek", "tekening", "versie", "type", "model", "lokaal", "kamer", "http"}
	// The series in use, by their letters and digits; and those of before 1978,
	// which many other codes look like.
	newPlates = []string{"LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9", "9-LLL-99", "LL-999-L", "L-999-LL", "LLL-99-L", "L-99-LLL", "9-LL-999", "999-LL-9"}
	oldPlates = []string{"LL-99-99", "99-99-LL", "99-LL-99"}
)

// plate looks for a licence plate that begins at i.
func (f *finder) plate(i int) {
	if c := f.byteAt(i - 1); alnum(c) || (c == '-' || c == '/' || c == '.') && alnum(f.byteAt(i-2)) {
		return
	}
	part := i + 1
	for alnum(f.byteAt(part)) && part < i+7 {
		part++
	}
	if f.byteAt(part) != '-' || part > i+3 {
		f.plainPlate(i)
		return
	}
	dashed, end, letters := f.plateAt(i, "-")
	if dashed == "" {
		return
	}
	before, after := f.before(i, 40), f.after(end, 20)
	word := hasWord(before, plateWords) || hasWord(after, plateWords)
	switch old := slices.Contains(oldPlates, dashed); {
	case word:
		f.add(Kenteken, i, end, true)
	case !plausible(letters) || has(before, codeWords):
	case hasWord(before, carWords):
		f.add(Kenteken, i, end, true)
	case !old:
		f.add(Kenteken, i, end, false)
	}
}

// mixed reports whether the six characters from i on are letters and digits.
func (f *finder) mixed(i int) bool {
	letters, digits := 0, 0
	for j := i; j < i+6; j++ {
		switch c := f.byteAt(j); {
		case digit(c):
			digits++
		case letter(c):
			letters++
		default:
			return false
		}
	}
	return letters > 1 && digits > 0
}

// plainPlate looks for a plate at i that is written without dashes.
func (f *finder) plainPlate(i int) {
	word := f.plated > 0 && i-f.plated < 30
	if word {
		if shape, end, _ := f.plateAt(i, " "); shape != "" {
			f.add(Kenteken, i, end, true)
			return
		}
	}
	if !f.mixed(i) || alnum(f.byteAt(i+6)) || f.byteAt(i+6) == '-' && alnum(f.byteAt(i+7)) {
		return
	}
	raw := f.b[i : i+6]
	before := f.before(i, 30)
	for _, list := range [][]string{newPlates, oldPlates} {
		for n, p := range list {
			if shapeOf(raw) != strings.ReplaceAll(p, "-", "") {
				continue
			}
			letters := strings.Trim(raw, "0123456789")
			// Only the series of today have a shape that few codes have.
			today := n >= 3 && len(list) == len(newPlates)
			if word {
				f.add(Kenteken, i, i+6, true)
			} else if today && raw == strings.ToUpper(raw) && plausible(letters) && !has(before, codeWords) {
				f.add(Kenteken, i, i+6, hasWord(before, carWords))
			}
			return
		}
	}
}

// plateAt returns the shape of what begins at i when it is that of a plate with
// sep between its three parts, where it ends, and its letters.
func (f *finder) plateAt(i int, sep string) (shape string, end int, letters string) {
	var b, l strings.Builder
	seps := 0
	j := i
	for ; j < len(f.b) && j < i+9; j++ {
		switch c := f.b[j]; {
		case digit(c):
			b.WriteByte('9')
		case letter(c):
			b.WriteByte('L')
			l.WriteByte(c)
		case c == sep[0] && seps < 2:
			seps++
			b.WriteByte('-')
		default:
			goto done
		}
		if b.Len() == 8 {
			j++
			break
		}
	}
done:
	shape = b.String()
	if seps != 2 || alnum(f.byteAt(j)) || f.byteAt(j) == '-' && alnum(f.byteAt(j+1)) || !slices.Contains(newPlates, shape) && !slices.Contains(oldPlates, shape) {
		return "", 0, ""
	}
	return shape, j, l.String()
}

// shapeOf returns s with L for each letter and 9 for each digit.
func shapeOf(s string) string {
	b := []byte(s)
	for i, c := range b {
		if digit(c) {
			b[i] = '9'
		} else {
			b[i] = 'L'
		}
	}
	return string(b)
}

// plausible reports whether letters can stand on a plate: capitals, without the
// vowels that would make words.
func plausible(letters string) bool {
	return letters == strings.ToUpper(letters) && !strings.ContainsAny(letters, "AEIOUCQY")
}
