package main

import (
	"context"
	"os"
	"slices"
	"time"

	"weerklank/internal/check"
	"weerklank/internal/diag"
	"weerklank/internal/extern"
	"weerklank/internal/lang"
	"weerklank/internal/load"
)

// The cache of --external, in the source folder.
const (
	cacheDir  = ".weerklank"
	cacheFile = cacheDir + "/links.json"
)

// webStates says what the states of package extern are to package check.
var webStates = map[extern.State]check.WebState{
	extern.Fine: check.WebFine, extern.Gone: check.WebGone, extern.NoHost: check.WebNoHost, extern.Certificate: check.WebCertificate,
	extern.Loop: check.WebLoop, extern.Refused: check.WebRefused, extern.Silent: check.WebSilent, extern.Private: check.WebPrivate,
}

// checkExternal asks other websites whether the links to them still work, those
// in the files of args when there are any, and adds what is wrong to r.
func (p *program) checkExternal(ctx context.Context, o *options, r *load.Result, args []string) error {
	limit := 5 * time.Minute
	if o.timeout != "" {
		var err error
		if limit, err = time.ParseDuration(o.timeout); err != nil || limit <= 0 {
			return usagef("achter --timeout hoort een tijd zoals 90s of 10m, niet %q", "--timeout takes a time such as 90s or 10m, not %q", o.timeout)
		}
	}
	links, err := linksIn(r.Extern, o.source, args)
	if err != nil {
		return err
	}
	root, _, err := o.openSource()
	if err != nil {
		return err
	}
	defer root.Close()
	now := p.Now()
	if o.date != "" {
		now, _ = time.Parse(time.DateOnly, o.date) // parse saw to it that it is one
	}
	old, _ := root.ReadFile(cacheFile) // without it everything is asked
	cache := extern.ReadCache(old, now)
	var ask []string
	for _, l := range links {
		if _, known := cache.Links[l.Adres]; !known && !slices.Contains(ask, l.Adres) {
			ask = append(ask, l.Adres)
		}
	}
	if !o.quiet && o.format == "text" && len(ask) > 0 {
		p.say(lang.F("links naar andere websites: %d na te kijken (hoogstens %s)", "links to other websites: %d to check (at most %s)", len(ask), limit))
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	answers := extern.Check(limited, ask, extern.Options{
		UserAgent: "weerklank/" + Version + " (linkcontrole; " + r.Settings.BaseURL + ")", Private: o.private, Pause: 100 * time.Millisecond,
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if late := len(ask) - len(answers); late > 0 {
		p.say(lang.F("de tijd is om; niet nagekeken: %d (meer tijd geven kan met --timeout)", "the time is up; not checked: %d (--timeout gives more time)", late))
	}
	cache.Add(answers, now)
	if err := writeCache(root, cache); err != nil {
		p.say(lang.F("wat --external leerde, kan niet worden bewaard in %s: %v", "what --external learned cannot be kept in %s: %v", cacheFile, err))
	}
	r.Problems = diag.Sort(append(r.Problems, webProblems(o, r, links, answers, cache)...))
	return nil
}

// webProblems returns what is wrong with links, as the site wants it judged.
func webProblems(o *options, r *load.Result, links []check.Extern, answers map[string]extern.Answer, cache *extern.Cache) []diag.Problem {
	said := map[string]check.WebAnswer{}
	for _, l := range links {
		a, ok := answers[l.Adres]
		if !ok {
			entry, known := cache.Links[l.Adres]
			if !known {
				continue
			}
			a = entry.Answer
		}
		said[l.Adres] = check.WebAnswer{State: webStates[a.State], Status: a.Status, Moved: a.Moved}
	}
	ps := check.Apply(r.Settings, load.Rules(), check.Web(links, said))
	if o.strict {
		ps = strict(ps)
	}
	return ps
}

// linksIn returns the links in the files that were named; all without names.
func linksIn(links []check.Extern, source string, args []string) ([]check.Extern, error) {
	if len(args) == 0 {
		return links, nil
	}
	ps := make([]diag.Problem, len(links))
	for i, l := range links {
		ps[i].File = l.File
	}
	named, err := only(ps, source, args)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(links), func(l check.Extern) bool {
		return !slices.ContainsFunc(named, func(p diag.Problem) bool { return p.File == l.File })
	}), nil
}

// writeCache writes the cache in one step, so that no run reads half of it.
func writeCache(root *os.Root, cache *extern.Cache) error {
	data, err := cache.Bytes()
	if err != nil {
		return err
	}
	if err := root.MkdirAll(cacheDir, 0o777); err != nil {
		return err
	}
	temp := cacheFile + ".nieuw"
	if err := root.WriteFile(temp, data, 0o666); err != nil {
		return err
	}
	return root.Rename(temp, cacheFile)
}
