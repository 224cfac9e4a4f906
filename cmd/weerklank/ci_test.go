package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v4"
)

// step takes the shell commands of a step out of a CI file, so that a script can
// run them:
//
//	step step.sh .github/workflows/weerklank.yml jobs nakijken steps 'Weerklank klaarzetten' run
//
// Behind the file is the path to them: keys, and the names of steps.
func step(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: step OUT FILE KEY...")
	}
	var at any
	ts.Check(yaml.Load([]byte(ts.ReadFile(args[1])), &at))
	for _, key := range args[2:] {
		var next any
		switch v := at.(type) {
		case map[string]any:
			next = v[key]
		case []any:
			for _, s := range v {
				if s, ok := s.(map[string]any); ok && s["name"] == key {
					next = s
				}
			}
		}
		if next == nil {
			ts.Fatalf("%s has no %s", args[1], key)
		}
		at = next
	}
	script, ok := at.(string)
	if lines, list := at.([]any); list { // of GitLab
		for _, l := range lines {
			script += l.(string) + "\n"
		}
		ok = true
	}
	if !ok || strings.Contains(script, "${{") { // nothing of strangers is put into a command
		ts.Fatalf("%s: not a script, or one with an expression in it: %v", args[1], at)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(script), 0o666))
}
