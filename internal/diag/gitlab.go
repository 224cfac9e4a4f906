package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// The part of the Code Climate format that GitLab reads as a code quality
// report, and shows beside the lines of a merge request.
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
)

var gitlabSeverities = [...]string{Info: "info", Warning: "minor", Error: "critical"}

// PrintGitLab writes ps as a GitLab code quality report.
func PrintGitLab(w io.Writer, ps []Problem, o Options) error {
	issues := []gitlabIssue{}
	seen := map[string]int{}
	for _, p := range shown(ps) {
		at := place(p.Range)
		file := "." // GitLab leaves out what has no path
		if p.File != "" {
			file = o.inRepository(p)
		}
		issues = append(issues, gitlabIssue{
			Description: strings.Join(cleanLines(advice(p, o.Lang)), "\n"),
			CheckName:   p.Code,
			Fingerprint: fingerprint(p, seen),
			Severity:    gitlabSeverities[p.Severity],
			Location:    gitlabLocation{Path: file, Lines: gitlabLines{at.Start.Line, at.End.Line}},
		})
	}
	return writeJSON(w, issues)
}

// fingerprint names a problem so that it keeps its name when lines are added
// above it, or the messages are in another language: GitLab tells new problems
// from old ones by it. Where the same line holds the same problem again, they
// are counted; GitLab would show only the first of two with one name.
func fingerprint(p Problem, seen map[string]int) string {
	key := p.File + "\x00" + p.Code + "\x00" + strings.TrimSpace(p.Source)
	seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
	return hex.EncodeToString(sum[:16])
}
