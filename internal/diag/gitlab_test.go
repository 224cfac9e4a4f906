package diag_test

import (
	"bytes"
	"encoding/json"
	"testing"

	. "weerklank/internal/diag"
	"weerklank/internal/lang"
)

// GitLab tells new problems from old ones by their fingerprint.
func TestGitLabFingerprints(t *testing.T) {
	prints := func(l lang.Lang, ps ...Problem) (list []string) {
		var b bytes.Buffer
		if err := PrintGitLab(&b, ps, Options{Lang: l}); err != nil {
			t.Fatal(err)
		}
		var issues []struct{ Fingerprint string }
		if err := json.Unmarshal(b.Bytes(), &issues); err != nil {
			t.Fatal(err)
		}
		for _, i := range issues {
			list = append(list, i.Fingerprint)
		}
		return list
	}
	p := Problem{File: "content/a.md", Range: At(3, 5), Severity: Warning, Code: "x", Source: "    besluit: nee", Message: lang.T("de eerste staat op regel 2", "the first is on line 2")}
	lower := p
	lower.Range, lower.Message = At(9, 7), lang.T("de eerste staat op regel 8", "the first is on line 8")
	first := prints(lang.NL, p)[0]
	for name, list := range map[string][]string{"lower": prints(lang.NL, lower), "in English": prints(lang.EN, p)} {
		if list[0] != first {
			t.Errorf("%s: the same problem has another fingerprint", name)
		}
	}
	twice := prints(lang.NL, p, lower)
	if twice[0] != first || twice[1] == first {
		t.Errorf("the same problem on two lines: %q", twice)
	}
	otherFile, otherRule, otherLine := p, p, p
	otherFile.File, otherRule.Code, otherLine.Source = "content/b.md", "y", "    besluit: ja"
	for _, other := range []Problem{otherFile, otherRule, otherLine} {
		if prints(lang.NL, other)[0] == first {
			t.Errorf("another problem has the same fingerprint: %+v", other)
		}
	}
}
