package sitetest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const validatorJar = "node_modules/vnu-jar/build/dist/vnu.jar"

// validator returns the errors of the Nu HTML validator in all pages,
// stylesheets and drawings.
func validator(t *testing.T, s *builtSite) []finding {
	t.Helper()
	dir, err := filepath.Abs(s.dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	// It runs for seconds, in which the second compiler of Java costs more than it
	// gives. The big stack is for deep trees. Without --no-langdetect the validator
	// guesses the language of short pages, often wrongly.
	args := []string{"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", validatorJar, "--errors-only", "--no-langdetect", "--also-check-css", "--also-check-svg", "--format", "json"}
	names := s.files(t, ".html", ".css", ".svg")
	for _, name := range names {
		args = append(args, filepath.Join(dir, filepath.FromSlash(name)))
	}
	cmd := exec.Command("java", args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	runErr := cmd.Run()
	var exit *exec.ExitError
	if runErr != nil && !errors.As(runErr, &exit) {
		t.Fatalf("the validator could not be run (internal/tools/test.sh installs Java): %v", runErr)
	}
	var report struct {
		Messages []struct {
			Type, URL, Message, Extract string
			LastLine                    int
		}
	}
	if err := json.Unmarshal(stderr.Bytes(), &report); err != nil {
		t.Fatalf("the validator did not report (run npm ci in internal/sitetest): %v\n%s", runErr, stderr.String())
	}
	if (runErr != nil) != (len(report.Messages) > 0) {
		t.Fatalf("the validator ended with %v but reported %d messages", runErr, len(report.Messages))
	}
	var found []finding
	for _, m := range report.Messages {
		page := m.URL
		if u, err := url.Parse(m.URL); err == nil {
			page = u.Path
		}
		if rel, err := filepath.Rel(dir, page); err == nil {
			page = s.address(filepath.ToSlash(rel))
		}
		found = append(found, finding{page, "validator", m.Type, fmt.Sprintf("line %d: %s: %s", m.LastLine, m.Message, strings.Join(strings.Fields(m.Extract), " "))})
	}
	return found
}
