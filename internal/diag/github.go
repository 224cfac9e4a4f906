package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// PrintGitHub writes ps as workflow commands, which GitHub Actions shows beside
// the lines that a pull request changes. Forgejo and Gitea understand them too.
func PrintGitHub(w io.Writer, ps []Problem, o Options) error {
	commands := [...]string{Info: "notice", Warning: "warning", Error: "error"}
	var b bytes.Buffer
	for _, p := range shown(ps) {
		var properties []string
		add := func(key string, value any) {
			properties = append(properties, key+"="+githubProperty.Replace(clean(fmt.Sprint(value))))
		}
		if p.File != "" {
			at := place(p.Range)
			add("file", o.inRepository(p))
			add("line", at.Start.Line)
			add("endLine", at.End.Line)
			// GitHub refuses columns of a place that spans lines.
			if at.Start.Line == at.End.Line {
				add("col", at.Start.Column)
				add("endColumn", at.End.Column)
			}
		}
		add("title", p.Code)
		message := strings.Join(cleanLines(advice(p, o.Lang)), "\n")
		fmt.Fprintf(&b, "::%s %s::%s\n", commands[p.Severity], strings.Join(properties, ","), githubData.Replace(message))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// What GitHub's own toolkit escapes in the message and in the properties of a
// command. Unescaped, a line break in content could begin a command of its own.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
