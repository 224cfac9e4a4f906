package markdown

import (
	"strings"
	"testing"
	"time"
)

// Without the guard in Parse this heading takes about a minute.
func TestHeadingOfBracesIsReadAtOnce(t *testing.T) {
	done := make(chan string, 1)
	go func() { done <- Parse([]byte("# " + strings.Repeat("{a=[", 4_000) + "\n")).Text() }()
	select {
	case text := <-done:
		if !strings.HasPrefix(text, "{a=[") {
			t.Errorf("the heading's text is lost: %.20q", text)
		}
	case <-time.After(20 * time.Second):
		t.Error("a heading of braces keeps the parser busy")
	}
}
