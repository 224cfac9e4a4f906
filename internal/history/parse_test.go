package history

import (
	"strings"
	"testing"
	"time"
)

// What git prints holds names and messages that anybody may have written: none of it
// may become a path outside the content folder, or end the program.
func FuzzParse(f *testing.F) {
	const hash = "99666bfc530ad6bac4700b73212d2455aaba369b"
	entry := ":100644 100644 " + hash + " " + hash + " M\x00"
	f.Add(hash+"\x001\x002\x00Naam\x00Klein: x\n\x00\n"+entry+"site/content/trajecten/a.md\x00", "site/content/")
	f.Add(hash+"\x00\x00\x00\x00:100644\x00"+entry+"trajecten/a.md\x00"+hash, "")
	f.Add(entry, "content/")
	f.Add(hash+"\x001\x002\x00a\x00b\x00\n"+entry+"content/../geheim.md\x00"+entry+"content/media\x00", "content/")
	f.Fuzz(func(t *testing.T, out, prefix string) {
		commits, err := parse(out, prefix)
		if err != nil {
			return
		}
		for _, c := range commits {
			if strings.ContainsAny(c.message+c.author, "\n\x1b\u202e") {
				t.Errorf("%q by %q", c.message, c.author)
			}
			for _, e := range c.entries {
				if folder, _, ok := strings.Cut(strings.TrimPrefix(e.path, "content/"), "/"); !ok || !strings.Contains(" trajecten onderwerpen paginas media ", " "+folder+" ") {
					t.Errorf("%q", e.path)
				}
			}
		}
	})
}

// However wrong the clocks, each commit gets a date, and one that nothing speaks
// against keeps its own.
func FuzzMend(f *testing.F) {
	f.Add([]byte{0, 0, 200, 200, 40, 41, 255, 1, 60, 60})
	f.Add([]byte{50, 51, 52, 53})
	f.Fuzz(func(t *testing.T, days []byte) {
		var authored, committed []time.Time
		for i := 0; i+1 < len(days); i += 2 { // some of them before there was a git
			authored = append(authored, git.AddDate(0, 0, int(days[i])-20))
			committed = append(committed, git.AddDate(0, 0, int(days[i+1])-20))
		}
		dates, mended := mend(authored, committed)
		for i, d := range dates {
			if !plausible(d) || !mended[i] && !d.Equal(authored[i]) {
				t.Errorf("%d: %v, mended: %t, of %v", i, d, mended[i], authored[i])
			}
		}
	})
}
