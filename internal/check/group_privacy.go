package check

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
	"weerklank/internal/traject"
)

// The rules of the group diag.Privacy, by what they look at.
var (
	privacyValues = []rule[*value]{
		bsn, iban, telephone, email, homeAddress, birthDate, licencePlate, personName,
	}
	privacyTraject = []rule[*document]{smallGroup, caseNumber}
	privacySite    = []siteRule{allowedUnused}
)

// private is what the rules about personal data know of one file.
type private struct {
	contact *traject.Contact // of a traject: there to be read
	options *privacy.Options // made when they are first needed
	used    []int            // what was met of the list in site.yaml
}

// privacyOptions returns what is no personal data in the file of f.
func (f *finder) privacyOptions() privacy.Options {
	if f.private.options == nil {
		o := PrivacyOptions(f.Settings)
		if c := f.private.contact; c != nil {
			o.Allowed = append(o.Allowed, c.Email, c.Telefoon)
		}
		o.Used = func(i int) {
			if f.Settings != nil && i < len(f.Settings.GeenPersoonsgegevens) && !slices.Contains(f.private.used, i) {
				f.private.used = append(f.private.used, i)
			}
		}
		f.private.options = &o
	}
	return *f.private.options
}

// PrivacyOptions returns what is no personal data on a site: what site.yaml says
// so of, first, and where the organisation itself can be reached. s may be nil.
func PrivacyOptions(s *traject.Settings) privacy.Options {
	var o privacy.Options
	if s == nil {
		return o
	}
	for _, a := range s.GeenPersoonsgegevens {
		o.Allowed = append(o.Allowed, a.Waarde)
	}
	contacts := []*traject.Contact{s.Contact}
	if s.Toegankelijkheid != nil {
		contacts = append(contacts, s.Toegankelijkheid.Contact)
	}
	addresses := []string{strings.TrimPrefix(string(s.SecurityContact), "mailto:")}
	for _, c := range contacts {
		if c != nil {
			o.Allowed = append(o.Allowed, c.Telefoon, c.Email)
			addresses = append(addresses, c.Email)
		}
	}
	for _, a := range addresses {
		if _, domain, ok := strings.Cut(a, "@"); ok && !slices.Contains(providers, strings.ToLower(domain)) {
			o.Domains = append(o.Domains, domain)
		}
	}
	if u, err := url.Parse(s.BaseURL); err == nil && strings.Contains(u.Hostname(), ".") {
		o.Domains = append(o.Domains, strings.TrimPrefix(u.Hostname(), "www."))
	}
	return o
}

// providers give an address to everybody, so that who has one there says nothing
// about who else has.
var providers = strings.Fields(`gmail.com googlemail.com hotmail.com hotmail.nl outlook.com outlook.nl live.nl live.com msn.com yahoo.com yahoo.nl icloud.com me.com
	proton.me protonmail.com ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl hetnet.nl xs4all.nl casema.nl chello.nl upcmail.nl quicknet.nl telfort.nl
	tele2.nl solcon.nl zonnet.nl freeler.nl caiway.nl gmx.com gmx.net aol.com`)

// matches returns the personal data in v.
func (v *value) matches() []privacy.Match {
	if !v.known {
		v.known = true
		if v.Key != "waarde" || v.file.Path != content.SettingsPath { // the list of what is no personal data
			v.found = slices.DeleteFunc(v.find(), v.meant)
		}
	}
	return v.found
}

// telling are keys that no file has, but that somebody may add, and that say of
// their value what it is.
var telling = set(`adres woonadres huisadres thuisadres geboortedatum geboren gebdatum bsn burgerservicenummer sofinummer iban rekeningnummer
	rekening bankrekening telefoonnummer tel mobiel kenteken nummerplaat indiener achternaam voornaam`)

// find looks for personal data in v, with its key before it when that says what
// the value is.
func (v *value) find() []privacy.Match {
	if !telling[strings.ToLower(v.Key)] {
		return privacy.Find(v.Text, v.privacyOptions())
	}
	label := v.Key + ": "
	var found []privacy.Match
	for _, m := range privacy.Find(label+v.Text, v.privacyOptions()) {
		if m.Start -= len(label); m.Start >= 0 {
			m.End -= len(label)
			found = append(found, m)
		}
	}
	return found
}

// meant reports whether m stands at a key that is there for it.
func (v *value) meant(m privacy.Match) bool { return privacy.Meant(v.Key, m) }

// A personal is a kind of personal data as its rule words it.
type personal struct {
	*diag.Rule
	kind privacy.Kind
	name lang.Text // with its article: "een telefoonnummer"
	hint lang.Text // what to do
}

// personalRule makes the rule about values that finds p. What is likely and not
// certain is a warning.
func personalRule(p *personal) rule[*value] {
	return rule[*value]{Rule: p.Rule, check: func(v *value, _ report) {
		last := ""
		for _, m := range v.matches() {
			if m.Kind != p.kind {
				continue
			}
			// A link whose text is its address says the same twice.
			at := v.span(m)
			once := privacy.Fold(v.Text[m.Start:m.End]) + fmt.Sprint(at.Start.Line)
			if once == last {
				continue
			}
			last = once
			v.Add(p.Rule, func() diag.Problem { return p.problem(v.file, at, m) })
		}
	}}
}

// span returns the place of m, which may go on over several lines.
func (v *value) span(m privacy.Match) diag.Range {
	_, n := utf8.DecodeRuneInString(v.Text[m.Start:])
	_, l := utf8.DecodeLastRuneInString(v.Text[:m.End])
	first, last := v.place(m.Start, v.Text[m.Start:m.Start+n]), v.place(m.End-l, v.Text[m.End-l:m.End])
	if last.Start.Line < first.Start.Line || last.Start.Line == first.Start.Line && last.Start.Column < first.Start.Column {
		return first
	}
	return diag.Range{Start: first.Start, End: last.End}
}

// problem returns the problem that m stands at a place in file.
func (p *personal) problem(file *content.File, at diag.Range, m privacy.Match) diag.Problem {
	message := lang.F("hier staat %s: %s", "there is %s here: %s", p.name, m.Shown)
	if !m.Certain {
		message = lang.F("dit lijkt op %s: %s", "this looks like %s: %s", p.name, m.Shown)
	}
	out := file.Problem(p.Rule, at, message, lang.F("%s %s", "%s %s", p.hint, hintAllow))
	return p.weigh(out, m)
}

// weigh makes the problem about m a warning when it is not certain.
func (p *personal) weigh(out diag.Problem, m privacy.Match) diag.Problem {
	if !m.Certain {
		out.Severity = min(out.Severity, diag.Warning)
	}
	return out
}

var hintAllow = lang.T("Mag het er wel staan? Zet het in site.yaml bij geen-persoonsgegevens, met de reden.",
	"May it stay? Put it in site.yaml at geen-persoonsgegevens, with the reason.")

// personals are the rules about kinds of personal data.
var personals = []*personal{personalBSN, personalIBAN, personalTelephone, personalEmail, personalAddress, personalBirth, personalPlate, personalName}

// FileNames checks the names of files and folders below content/: they become
// addresses, and stand in git. paths are relative to the source folder.
func FileNames(paths []string, given Given) ([]diag.Problem, *Facts) {
	f := &finder{Given: given, file: &content.File{Path: content.Dir}}
	o := f.privacyOptions()
	o.FileName = true
	seen := map[string]bool{}
	var ps []diag.Problem
	for _, name := range paths {
		// A folder is looked at once.
		for dir := name; strings.Contains(dir, "/") && !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			for _, m := range privacy.Find(path.Base(dir), o) {
				for _, p := range personals {
					if p.kind == m.Kind {
						ps = append(ps, p.inName(name, m))
					}
				}
			}
		}
	}
	return ps, &Facts{Path: content.Dir, Allowed: f.private.used}
}

// inName returns the problem that m stands in the name of a file.
func (p *personal) inName(name string, m privacy.Match) diag.Problem {
	message := lang.F("in de naam van dit bestand staat %s: %s", "there is %s in the name of this file: %s", p.name, m.Shown)
	if !m.Certain {
		message = lang.F("in de naam van dit bestand staat iets dat lijkt op %s: %s", "in the name of this file is something that looks like %s: %s", p.name, m.Shown)
	}
	out := p.New(diag.Range{}, message,
		lang.F("Geef het bestand, of de map, een andere naam. %s", "Give the file, or the folder, another name. %s", hintAllow))
	out.File = name
	return p.weigh(out, m)
}

// Questions checks the search questions for personal data.
func Questions(z *traject.Zoekvragen, given Given) ([]diag.Problem, []int) {
	return Values(z.File, given)
}

// Values checks every value of a file for personal data, and returns which of the
// exceptions were needed. A fingerprint is a row of digits and letters that only
// looks like something.
func Values(file *content.File, given Given) ([]diag.Problem, []int) {
	f := &finder{Given: given, file: file}
	file.Scalars(func(s content.Scalar) {
		if s.Key == "vingerafdruk" {
			return
		}
		run(f, privacyValues, &value{finder: f, Key: s.Key, Text: s.Value, place: s.Place})
	})
	return f.Problems(), f.private.used
}
