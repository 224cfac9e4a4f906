package history_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"weerklank/internal/history/historytest"
)

// days makes a commit for each pair "author committer" of days, or of one day for
// both, and returns the days of the revisions, with a ! behind those of commits that
// were mended. One that begins with "ander" is about another file.
func days(t *testing.T, commits ...string) (got []string) {
	t.Helper()
	r := historytest.New(t)
	var in strings.Builder
	for i, c := range commits {
		fields := strings.Fields(c)
		path := plan
		if fields[0] == "ander" {
			path, fields = "content/trajecten/ander.md", fields[1:]
		}
		who := func(role, day string) {
			at := int64(0)
			if day != "1970" {
				noon, err := time.Parse(time.DateOnly, day)
				if err != nil {
					t.Fatal(err)
				}
				at = noon.Add(12 * time.Hour).Unix()
			}
			fmt.Fprintf(&in, "%s Voorbeeld <voorbeeld@voorbeeld.example> %d +0000\n", role, at)
		}
		in.WriteString("commit refs/heads/main\n")
		who("author", fields[0])
		who("committer", fields[len(fields)-1])
		fmt.Fprintf(&in, "data 1\nx\nM 100644 inline %s\ndata %d\n%s\n", path, i+1, strings.Repeat("x", i+1))
	}
	c := r.Command("fast-import", "--quiet")
	c.Stdin = strings.NewReader(in.String())
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	r.Write(plan, "")
	h := read(t, r.Dir)
	for _, rev := range h.File(plan).Revisions {
		day := rev.Time.Format(time.DateOnly)
		if slices.Contains(h.Mended, rev.Commit) {
			day += "!"
		}
		got = append(got, day)
	}
	return got
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		name    string
		commits []string
		want    []string
	}{
		{"of the author", []string{"2026-01-01 2026-01-05", "2026-01-03 2026-01-06"}, []string{"2026-01-01", "2026-01-03"}},
		{"1970", []string{"1970 2026-01-05", "2026-01-06"}, []string{"2026-01-05!", "2026-01-06"}},
		{"both 1970", []string{"2026-01-05", "1970 1970", "2026-01-07"}, []string{"2026-01-05", "2026-01-05!", "2026-01-07"}},
		{"1970 and nothing before it", []string{"1970 1970", "2026-01-07"}, []string{"2005-04-07!", "2026-01-07"}},
		{"before git", []string{"2005-04-06 2026-01-05"}, []string{"2026-01-05!"}},
		{"a future that nothing contradicts", []string{"2026-01-01", "2099-01-01"}, []string{"2026-01-01", "2099-01-01"}},
		{"a clock that was ahead", []string{"2026-01-01", "2099-01-01", "2026-01-03", "2026-01-04"}, []string{"2026-01-01", "2026-01-03!", "2026-01-03", "2026-01-04"}},
		{"two of them", []string{"2099-01-01", "2099-01-02", "ander 2026-01-03", "2026-01-04"}, []string{"2026-01-03!", "2026-01-03!", "2026-01-04"}},
		{"committed by somebody whose clock was right", []string{"2099-01-01 2026-01-02"}, []string{"2026-01-02!"}},
		{"a day of difference", []string{"2026-01-04", "2026-01-03"}, []string{"2026-01-04", "2026-01-04"}},
		{"a clock that was behind afterwards", []string{"2026-01-01", "2026-02-01", "2010-01-01", "2026-03-01"}, []string{"2026-01-01", "2026-02-01", "2026-02-01", "2026-03-01"}},
		{"back in one file only", []string{"2026-01-05", "ander 2026-01-09", "2026-01-07 2026-01-10"}, []string{"2026-01-05", "2026-01-07"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := days(t, c.commits...); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			// What was published stays so when commits come after it.
			more := append(slices.Clone(c.commits), "2099-06-01", "2010-06-01")
			if got := days(t, more...); c.name != "a future that nothing contradicts" && !slices.Equal(got[:len(c.want)], c.want) {
				t.Errorf("later: got %q, want %q", got, c.want)
			}
		})
	}
}
