package main

import (
	"context"
	"maps"
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

// checkExternal asks other websites whether the links to them still work, as far
// as wanted lets them through, and adds what is wrong to r. What was answered
// earlier in this run is in answers, and is not asked for again.
func (p *program) checkExternal(ctx context.Context, o *options, r *load.Result, wanted func(diag.Problem) bool, answers map[string]extern.Answer) error {
	limit := 5 * time.Minute
	if o.timeout != "" {
		var err error
		if limit, err = time.ParseDuration(o.timeout); err != nil || limit <= 0 {
			return usagef("achter --timeout hoort een tijd zoals 90s of 10m, niet %q", "--timeout takes a time such as 90s or 10m, not %q", o.timeout)
		}
	}
	links := slices.DeleteFunc(slices.Clone(r.Extern), func(l check.Extern) bool { return !wanted(diag.Problem{File: l.File}) })
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
		if e, known := cache.Links[l.Adres]; known {
			answers[l.Adres] = e.Answer
		}
		if _, known := answers[l.Adres]; !known {
			ask = append(ask, l.Adres)
		}
	}
	slices.Sort(ask)
	ask = slices.Compact(ask)
	if !o.quiet && o.format == "text" && len(ask) > 0 {
		p.say(lang.F("links naar andere websites: %d na te kijken (hoogstens %s)", "links to other websites: %d to check (at most %s)", len(ask), limit))
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	said := extern.Check(limited, ask, extern.Options{
		UserAgent: "weerklank/" + Version + " (linkcontrole; " + r.Settings.BaseURL + ")", Private: o.private, Pause: 100 * time.Millisecond,
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if late := len(ask) - len(said); late > 0 {
		p.say(lang.F("de tijd is om; niet nagekeken: %d (meer tijd geven kan met --timeout)", "the time is up; not checked: %d (--timeout gives more time)", late))
	}
	maps.Copy(answers, said)
	cache.Add(said, now)
	if err := writeCache(root, cache); err != nil {
		p.say(lang.F("wat --external leerde, kan niet worden bewaard in %s: %v", "what --external learned cannot be kept in %s: %v", cacheFile, err))
	}
	r.Problems = diag.Sort(append(r.Problems, webProblems(o, r, links, answers)...))
	return nil
}

// webProblems returns what is wrong with links, as the site wants it judged.
func webProblems(o *options, r *load.Result, links []check.Extern, answers map[string]extern.Answer) []diag.Problem {
	said := map[string]check.WebAnswer{}
	for address, a := range answers {
		said[address] = check.WebAnswer{State: webStates[a.State], Status: a.Status, Moved: a.Moved}
	}
	ps := check.Apply(r.Settings, load.Rules(), check.Web(links, said))
	if o.strict {
		ps = strict(ps)
	}
	return ps
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
