package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
	"time"
)

// The parts of CycloneDX 1.5 that say what a program consists of.
type document struct {
	Schema      string      `json:"$schema"`
	BOMFormat   string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string    `json:"type"`
	Ref        string    `json:"bom-ref"`
	Name       string    `json:"name"`
	Version    string    `json:"version"`
	PURL       string    `json:"purl,omitempty"`
	Hashes     []hash    `json:"hashes,omitempty"`
	Licenses   []licence `json:"licenses,omitempty"`
	Properties []pair    `json:"properties,omitempty"`
}

type hash struct {
	Alg     string `json:"alg"`
	Content string `json:"content"`
}

type licence struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

type pair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// bom lists the libraries of a program, and Go itself, which holds the standard
// library. The hash of a library is the one of go.sum, which is of its files, so
// it is no hash of an archive and stands among the properties.
func bom(info *debug.BuildInfo, sum, version string, at time.Time) ([]byte, error) {
	self := component{Type: "application", Ref: "weerklank", Name: "weerklank", Version: version, Hashes: []hash{{"SHA-256", sum}}}
	self.Licenses = make([]licence, 1)
	self.Licenses[0].License.ID = "EUPL-1.2"
	for _, s := range info.Settings {
		if s.Key == "GOOS" || s.Key == "GOARCH" {
			self.Properties = append(self.Properties, pair{"go:" + s.Key, s.Value})
		}
	}
	std := strings.TrimPrefix(info.GoVersion, "go")
	d := document{
		Schema: "http://cyclonedx.org/schema/bom-1.5.schema.json", BOMFormat: "CycloneDX", SpecVersion: "1.5", Version: 1,
		Metadata:   metadata{at.Format(time.RFC3339), self},
		Components: []component{{Type: "library", Ref: "std", Name: "std", Version: std, PURL: "pkg:golang/std@" + std}},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			return nil, fmt.Errorf("%s is replaced by %s: nobody could look up what is in it", m.Path, m.Replace.Path)
		}
		purl := "pkg:golang/" + m.Path + "@" + m.Version
		c := component{Type: "library", Ref: purl, Name: m.Path, Version: m.Version, PURL: purl}
		if b, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Sum, "h1:")); err == nil && len(b) == 32 {
			c.Properties = []pair{{"go:h1", hex.EncodeToString(b)}}
		}
		d.Components = append(d.Components, c)
	}
	b, err := json.MarshalIndent(d, "", "  ")
	return append(b, '\n'), err
}
