package scaffold

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"weerklank/internal/lang"
)

// An Extra is something for the tools around a site, that `init` writes when it
// is asked to.
type Extra string

// The extras.
const (
	VSCode Extra = "vscode" // schemas, tasks and settings
	GitHub Extra = "github" // checks and publishes at GitHub
	GitLab Extra = "gitlab" // checks and publishes at GitLab
)

// ExtraFiles returns the files of an extra by their path in the folder of the
// site. command is how the program is called there, word by word.
func ExtraFiles(e Extra, command []string) map[string][]byte {
	switch e {
	case GitHub:
		return map[string][]byte{".github/workflows/weerklank.yml": file("github/weerklank.yml")}
	case GitLab:
		return map[string][]byte{".gitlab-ci.yml": file("gitlab/gitlab-ci.yml")}
	}
	windows := command[0]
	if strings.HasPrefix(windows, "./") { // there a program beside the site needs its full name
		windows += ".exe"
	}
	args := ""
	for _, a := range command[1:] {
		args += quoteJSON(a) + ", "
	}
	return map[string][]byte{
		".vscode/settings.json":   file("vscode/settings.json"),
		".vscode/extensions.json": file("vscode/extensions.json"),
		".vscode/tasks.json":      file("vscode/tasks.json", "{{opdracht}}", quoteJSON(command[0]), "{{opdracht-windows}}", quoteJSON(windows), "{{args}}", args),
	}
}

// Hook returns the script with which git has the content checked before it
// commits. site is the path of the site from the top of the repository, "" or
// ending in a slash.
func Hook(site string) []byte {
	return file("hook/pre-commit", "{{site}}", "'"+strings.ReplaceAll(site, "'", `'\''`)+"'")
}

// WriteExtra writes files to dir, and returns the paths of those that it wrote.
// A file that is there with the same content stays. When there is one with other
// content nothing is written, and the error is a *TakenError.
func WriteExtra(dir string, files map[string][]byte) (written []string, err error) {
	missing := map[string][]byte{}
	var taken []string
	for _, name := range names(files) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Lstat(full); err != nil {
			missing[name] = files[name]
			continue
		}
		if there, err := os.ReadFile(full); err != nil || !bytes.Equal(there, files[name]) {
			taken = append(taken, name)
		}
	}
	if len(taken) > 0 {
		return nil, &TakenError{lang.Errorf("er is niets geschreven: %[1]s staat er al, met een andere inhoud; geef dat eerst een andere naam, en neem daarna over wat u wilt houden",
			"nothing was written: %[1]s is there already, with other content; rename that first, and copy from it what you want to keep", strings.Join(taken, ", "))}
	}
	return write(dir, missing)
}

func quoteJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic("scaffold: internal error: " + err.Error())
	}
	return string(b)
}
