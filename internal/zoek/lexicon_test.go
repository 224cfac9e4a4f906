package zoek

import (
	"fmt"
	"strings"
	"testing"
)

func TestLexicon(t *testing.T) {
	l := NewLexicon()
	var numbers []string
	texts := []string{"", "fiets", "bank fiets", strings.Join(split(strings.Repeat("halte bank ", 3)), " ")}
	for i := range 300 { // numbers of more than a byte
		texts = append(texts, fmt.Sprintf("fiets straat%d", i))
	}
	for _, s := range texts {
		numbers = append(numbers, string(l.Append(nil, s)))
	}
	for i, s := range texts {
		if got := l.Words(numbers[i]); got != s {
			t.Errorf("%q became %q", s, got)
		}
		if again := string(l.Append(nil, numbers[i])); again != numbers[i] {
			t.Errorf("numbers of %q were made numbers again", s)
		}
	}
	if long := l.Append(nil, "fiets fiets fiets fiets"); len(long) != 5 {
		t.Errorf("4 words take %d bytes", len(long))
	}
	if got := (*Lexicon)(nil).Words("fiets"); got != "fiets" {
		t.Errorf("without numbers: %q", got)
	}
}
