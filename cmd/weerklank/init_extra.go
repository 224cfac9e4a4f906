package main

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/scaffold"
	"weerklank/internal/schema"
)

// extraFiles returns what was asked for besides a site in dir.
func (p *program) extraFiles(o *options, dir string) map[string][]byte {
	files := map[string][]byte{}
	for extra, asked := range map[scaffold.Extra]bool{scaffold.VSCode: o.vscode, scaffold.GitHub: o.github, scaffold.GitLab: o.gitlab} {
		if asked {
			maps.Copy(files, scaffold.ExtraFiles(extra, commandIn(dir)))
		}
	}
	if o.vscode {
		for _, name := range []string{"site", "zoekvragen"} { // VS Code reads no schema for the top of a Markdown file
			files[".vscode/weerklank/"+name+".schema.json"], _ = schema.Of(name, p.lang)
		}
	}
	return files
}

// commandIn returns how colleagues call the program from the folder dir, word by
// word: the path by which it was called now may be of this computer only.
func commandIn(dir string) []string {
	has := func(name string) bool {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		return err == nil && info.Mode().IsRegular()
	}
	switch {
	case has("cmd/weerklank/main.go"):
		return []string{"go", "run", "./cmd/weerklank"}
	case has("weerklank") || has("weerklank.exe"):
		return []string{"./weerklank"}
	}
	return []string{"weerklank"}
}

// hasSite reports whether dir holds a site.
func hasSite(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(content.SettingsPath)))
	return err == nil
}

// sayExtra says what to do with what was asked for.
func (p *program) sayExtra(o *options) {
	for _, e := range []struct {
		asked bool
		text  lang.Text
	}{
		{o.vscode, lang.T(`
VS Code: open de map, en kies Terminal > Run Task > Nakijken. Wat er mis is, staat
dan bij Problems.`, `
VS Code: open the folder, and choose Terminal > Run Task > Nakijken (check). What
is wrong is then listed at Problems.`)},
		{o.github, lang.T(`
GitHub: kies in de instellingen Pages > Source: GitHub Actions. Bovenaan
.github/workflows/weerklank.yml staat wat er verder nodig is.`, `
GitHub: choose Pages > Source: GitHub Actions in the settings. What else is needed
stands at the top of .github/workflows/weerklank.yml.`)},
		{o.gitlab, lang.T(`
GitLab: kies Build > Pipeline schedules > New schedule, voor elke nacht. Bovenaan
.gitlab-ci.yml staat wat er verder nodig is.`, `
GitLab: choose Build > Pipeline schedules > New schedule, for every night. What else
is needed stands at the top of .gitlab-ci.yml.`)},
		{o.hook, lang.T(`
Git: bij elke git commit worden de teksten nagekeken. Git deelt dit niet met
anderen: elke collega typt zelf een keer weerklank init --hook.`, `
Git: the content is checked at every git commit. Git does not share this: each
colleague types weerklank init --hook once.`)},
	} {
		if e.asked {
			p.say(e.text)
		}
	}
}

// topOfRepository says when the files for GitHub and GitLab would be where those
// do not look: in a folder of a repository other than the top.
func topOfRepository(dir string) error {
	there := dir
	for _, err := os.Stat(there); err != nil && filepath.Dir(there) != there; _, err = os.Stat(there) {
		there = filepath.Dir(there) // that will be made
	}
	below, err := git(there, "rev-parse", "--show-prefix")
	if err != nil || below == "" && there == dir {
		return nil // there is no repository yet, or this is its top
	}
	return usagef("GitHub en GitLab kijken alleen in de bovenste map van git, en %s ligt daaronder; zet de website in een eigen map van git",
		"GitHub and GitLab look in the top folder of git only, and %s is below it; put the site into a git folder of its own", dir)
}

// A gitHook is the script that git runs before it commits.
type gitHook struct {
	path string
	src  []byte
}

// findHook says where the hook of the repository around dir goes, and what is
// in it. It changes nothing.
func findHook(dir string) (*gitHook, error) {
	if path, err := git(dir, "config", "--get", "core.hooksPath"); err == nil && path != "" {
		return nil, usagef("git zoekt hooks hier in %s (core.hooksPath); vraag wie dat instelde om er weerklank check aan toe te voegen",
			"git looks for hooks in %s (core.hooksPath); ask who set that to add weerklank check there", path)
	}
	site, err := git(dir, "rev-parse", "--show-prefix")
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, usagef("--hook heeft git nodig, en dat is niet gevonden", "--hook needs git, which was not found")
	case err != nil:
		return nil, usagef("%s staat niet in een map van git; typ daar eerst git init", "%s is in no folder of git; type git init there first", dir)
	}
	if within, err := git(dir, "rev-parse", "--is-inside-work-tree"); err != nil || within != "true" {
		return nil, usagef("%s is van git zelf, of heeft geen bestanden (bare); noem de map waarin u de teksten schrijft",
			"%s is of git itself, or has no files (bare); name the folder in which you write the texts", dir)
	}
	hooks, err := git(dir, "rev-parse", "--git-path", "hooks")
	if err != nil {
		return nil, lang.Errorf("git zegt niet waar hooks staan: %v", "git does not say where hooks are: %v", err)
	}
	if !filepath.IsAbs(hooks) {
		hooks = filepath.Join(dir, hooks)
	}
	h := &gitHook{path: filepath.Join(hooks, "pre-commit"), src: scaffold.Hook(site)}
	if _, err := os.Lstat(h.path); err != nil {
		return h, nil
	}
	if there, err := os.ReadFile(h.path); err != nil || !bytes.Equal(there, h.src) { // also a link to nothing
		return nil, usagef("%s bestaat al en is van iets anders; zet daarin zelf: weerklank check", "%s exists already and is of something else; put this into it: weerklank check", h.path)
	}
	return h, nil
}

// write writes the hook where there is none, and returns what it wrote.
func (h *gitHook) write() ([]string, error) {
	if _, err := os.Stat(h.path); err == nil {
		return nil, nil // the same one, see findHook
	}
	err := os.MkdirAll(filepath.Dir(h.path), 0o777)
	if err == nil {
		err = os.WriteFile(h.path, h.src, 0o777)
	}
	if err != nil {
		return nil, lang.Errorf("%s kan niet worden geschreven: %v", "%s cannot be written: %v", h.path, err)
	}
	return []string{h.path}, nil
}

// git returns the line that git prints in dir.
func git(dir string, args ...string) (string, error) {
	out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).Output()
	return strings.TrimRight(string(out), "\r\n"), err
}
