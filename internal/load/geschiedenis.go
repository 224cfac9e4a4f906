package load

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/history"
	"weerklank/internal/lang"
	"weerklank/internal/permalinks"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
	"weerklank/internal/weggehaald"
)

// The rules about what git knows of the texts.
var (
	RuleShallow = &diag.Rule{
		Code: "geschiedenis-ondiep", Severity: diag.Warning, Source: "Weerklank: een adres blijft bestaan",
		Title: lang.T("Git heeft hier alleen de laatste wijzigingen", "Git has only the last changes here"),
		Why: lang.T("Elke versie van een tekst die openbaar was, houdt haar eigen pagina. De computer die de website maakt, haalt uit git vaak alleen het laatste op. Dan zijn de oude versies er niet, en links ernaartoe gaan kapot.",
			"Each version of a text that was public keeps its own page. The computer that makes the site often fetches only the last of git. Then the old versions are not there, and links to them break."),
		Wrong: "actions/checkout zonder fetch-depth",
		Right: "actions/checkout met fetch-depth: 0",
	}
	RuleUnreadable = &diag.Rule{
		Code: "geschiedenis-onleesbaar", Severity: diag.Warning, Source: "Weerklank: een adres blijft bestaan",
		Title: lang.T("Git kan de oude teksten niet lezen", "Git cannot read the old texts"),
		Why: lang.T("De website wordt wel gemaakt, maar zonder oude versies en zonder data uit git. Links naar oude versies gaan kapot.",
			"The site is made all the same, but without old versions and without dates from git. Links to old versions break."),
		Wrong: "git clone --filter=blob:none ADRES",
		Right: "git clone ADRES",
	}
	RuleClock = &diag.Rule{
		Code: "geschiedenis-datum", Severity: diag.Warning, Source: "Weerklank: een datum klopt",
		Title: lang.T("Een commit met een datum die niet kan", "A commit with a date that cannot be"),
		Why: lang.T("Iemand werkte op een computer waarvan de klok verkeerd stond. De website gebruikt dan de datum waarop de wijziging wel binnenkwam. Ligt de datum in de toekomst, dan staat de versie er pas op die dag.",
			"Somebody worked at a computer whose clock was wrong. The site then uses the date on which the change did come in. When the date is in the future, the version is not there before that day."),
		Wrong: "een commit van 1 januari 1970",
		Right: "een commit van de dag waarop u hem maakte",
	}
)

// gitPath is where a problem is that no text can solve. By that name it can be
// asked for alone: weerklank check --strict .git
const gitPath = ".git"

// A past is what git knows of the texts, and what of it was public.
type past struct {
	key      string // what it was made of
	history  *history.History
	versions *versies.Geschiedenis
	problems []diag.Problem
	gone     *weggehaald.Lijst // what was taken away, also under earlier names
}

// readPast reads the history, unless it is the one that was read before. Nothing
// that is wrong with git keeps a site from being made.
func (l *Loader) readPast(ctx context.Context, s *traject.Settings, today string, facts []*check.Facts, weg *weggehaald.Lijst, ledger *permalinks.Ledger, live map[string]string) (*past, error) {
	weg, err := Wider(weg, nil, ledger.Moves(), live)
	if err != nil || l.Options.Dir == "" {
		return &past{gone: weg}, err
	}
	state, err := history.Look(ctx, l.Options.Dir)
	if err != nil {
		return unreadable(ctx, err, weg)
	}
	if l.Options.Lazy && !slices.ContainsFunc(facts, linksToVersion) {
		p := &past{gone: weg}
		p.shallow(state.Shallow)
		return p, nil
	}
	key := strings.Join([]string{state.Head, today, string(s.File.Source), weg.Key()}, "\n")
	if l.past != nil && l.past.key == key {
		return l.past, nil
	}
	p := &past{key: key}
	if l.past != nil && l.past.history != nil && l.past.history.Head == state.Head {
		p.history = l.past.history // only the settings or the day are others
	} else if state.Head != "" {
		if p.history, err = history.Read(ctx, l.Options.Dir); err != nil {
			return unreadable(ctx, err, weg)
		}
		l.Close()
	}
	if p.gone, err = Wider(weg, p.history, nil, live); err != nil {
		p.history.Close()
		return unreadable(ctx, err, weg)
	}
	if p.versions, err = versies.New(p.history, l.versionOptions(s, today, p.gone)); err != nil {
		p.history.Close()
		return unreadable(ctx, err, weg)
	}
	p.shallow(p.history != nil && p.history.Shallow)
	p.clocks(s, today)
	l.past = p
	return p, nil
}

// linksToVersion reports whether a text has a link to an old version of one.
func linksToVersion(f *check.Facts) bool {
	return slices.ContainsFunc(f.Uses, func(u check.Use) bool { return strings.Contains(u.Dest, "/versies/") })
}

// unreadable returns a past without versions that says why there are none.
func unreadable(ctx context.Context, err error, weg *weggehaald.Lijst) (*past, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	said := lang.F("git kan niet worden gevraagd: %v", "git cannot be asked: %v", err)
	if e, ok := errors.AsType[*lang.Error](err); ok {
		said = e.Text
	}
	p := &past{gone: weg}
	p.problem(RuleUnreadable, gitPath, said, lang.T("Los dit op, en maak de website dan opnieuw. Zo lang staan er geen oude versies op.",
		"Solve this, and then make the site again. Until then it has no old versions."))
	return p, nil
}

func (p *past) problem(r *diag.Rule, file string, message, hint lang.Text) {
	x := r.New(diag.Range{}, message, hint)
	x.File = file
	p.problems = append(p.problems, x)
}

// shallow reports that git has only the last commits.
func (p *past) shallow(is bool) {
	if is {
		p.problem(RuleShallow, gitPath, lang.T("git heeft hier alleen de laatste wijzigingen, dus oude versies en data ontbreken", "git has only the last changes here, so old versions and dates are missing"),
			lang.F("Haal alles op. GitHub: fetch-depth: 0 bij actions/checkout. GitLab: GIT_DEPTH: \"0\". Ergens anders: %s, vóór de opdracht die de website maakt.",
				"Fetch everything. GitHub: fetch-depth: 0 at actions/checkout. GitLab: GIT_DEPTH: \"0\". Anywhere else: %s, before the command that makes the site.", "git fetch --unshallow"))
	}
}

// clocks reports commits whose date cannot be right, once for all of them.
func (p *past) clocks(s *traject.Settings, today string) {
	if p.history == nil {
		return
	}
	wrong := slices.Clone(p.history.Mended)
	zone := location(s)
	for _, f := range p.history.Files() {
		for _, r := range f.Revisions {
			if r.Time.In(zone).Format(time.DateOnly) > today && !slices.Contains(wrong, r.Commit) {
				wrong = append(wrong, r.Commit)
			}
		}
	}
	if len(wrong) == 0 {
		return
	}
	message := lang.F("de datum van een commit kan niet kloppen: git show %s", "the date of a commit cannot be right: git show %s", wrong[0][:10])
	if len(wrong) > 1 {
		message = lang.F("de datum van %d commits kan niet kloppen; de eerste: git show %s", "the dates of %d commits cannot be right; the first: git show %s", len(wrong), wrong[0][:10])
	}
	p.problem(RuleClock, content.SettingsPath, message, lang.T("Zet de klok van die computer goed. Wat al in git staat, laat u zo: de website zoekt er zelf een datum bij. Zet de regel daarna uit, met de reden erbij.",
		"Set the clock of that computer right. Leave what is in git already: the site finds a date for it. Then switch this rule off, with the reason."))
}

// location returns the time zone of the site.
func location(s *traject.Settings) *time.Location {
	zone := s.Tijdzone
	if zone == "" {
		zone = "Europe/Amsterdam"
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC // an unknown zone is a problem already
	}
	return loc
}

// Close ends what reads old versions from git. Pages that are made after it still
// can be: it starts again.
func (l *Loader) Close() {
	if l.past != nil {
		l.past.history.Close()
	}
}

// Close ends what reads old versions from git.
func (r *Result) Close() { r.History.Close() }
