package diag

import (
	"cmp"
	"io"
	"net/url"
	"slices"
	"strings"

	"weerklank/internal/lang"
)

// The part of SARIF 2.1.0 (OASIS) that we write. Keys that GitHub code scanning
// requires are there, though the standard leaves them optional.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string             `json:"id"`
		ShortDescription sarifText          `json:"shortDescription"`
		FullDescription  sarifText          `json:"fullDescription"`
		Help             sarifText          `json:"help"`
		Default          sarifConfiguration `json:"defaultConfiguration"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex *int            `json:"ruleIndex,omitempty"` // nil if the rule is not described
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
)

var sarifLevels = [...]string{Off: "none", Info: "note", Warning: "warning", Error: "error"}

// PrintSARIF writes ps as a SARIF 2.1.0 log of one run, for code scanning and
// for editors that show such logs. o.Rules are described in it, by code.
func PrintSARIF(w io.Writer, ps []Problem, o Options) error {
	rules := []sarifRule{}
	index := map[string]int{}
	for i, r := range byCode(o.Rules) {
		index[r.Code] = i
		rules = append(rules, sarifRule{
			ID:               r.Code,
			ShortDescription: sarifText{r.Title.In(o.Lang)},
			FullDescription:  sarifText{r.Why.In(o.Lang)},
			Help:             sarifText{help(r, o.Lang)},
			Default:          sarifConfiguration{sarifLevels[r.Severity]},
		})
	}
	results := []sarifResult{}
	for _, p := range shown(ps) {
		result := sarifResult{
			RuleID:    p.Code,
			Level:     sarifLevels[p.Severity],
			Message:   sarifText{advice(p, o.Lang)},
			Locations: []sarifLocation{},
		}
		if i, ok := index[p.Code]; ok {
			result.RuleIndex = &i
		}
		if p.File != "" {
			at := place(p.Range)
			result.Locations = append(result.Locations, sarifLocation{sarifPhysical{
				Artifact: sarifArtifact{(&url.URL{Path: o.inRepository(p)}).String()},
				Region:   sarifRegion{at.Start.Line, at.Start.Column, at.End.Line, at.End.Column},
			}})
		}
		results = append(results, result)
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool:       sarifTool{sarifDriver{Name: "weerklank", Version: o.Version, Rules: rules}},
			ColumnKind: "unicodeCodePoints",
			Results:    results,
		}},
	})
}

// help returns why r is there and its examples, as plain text.
func help(r *Rule, l lang.Lang) string {
	parts := []string{r.Why.In(l)}
	if r.Wrong != "" {
		parts = append(parts, lang.T("Niet:", "Wrong:").In(l), strings.TrimRight(r.Wrong, "\n"))
	}
	if r.Right != "" {
		parts = append(parts, lang.T("Wel:", "Right:").In(l), strings.TrimRight(r.Right, "\n"))
	}
	return strings.Join(parts, "\n\n")
}

// byCode returns rules ordered by code, whatever order they were registered in.
func byCode(rules []*Rule) []*Rule {
	return slices.SortedFunc(slices.Values(rules), func(a, b *Rule) int { return cmp.Compare(a.Code, b.Code) })
}
