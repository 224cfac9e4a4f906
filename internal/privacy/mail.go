package privacy

import (
	"slices"
	"strings"
)

// spelledAt looks for an e-mail address around "(at)", "[at]" or an @ between
// spaces at i, as people write it to keep machines away.
func (f *finder) spelledAt(i int) {
	start, end := i, i+4
	switch f.after(i, 4) {
	case "(at)", "[at]":
	default:
		if f.b[i] != '@' {
			return
		}
		end = i + 1
	}
	if f.byteAt(start-1) == ' ' {
		start--
	}
	if f.byteAt(end) == ' ' {
		end++
	}
	f.email(start, end)
}

// email looks for an e-mail address around the @ that stands from i to behind.
func (f *finder) email(i, behind int) {
	start := i
	for start > 0 && i-start < 64 && (alnum(f.b[start-1]) || strings.IndexByte("._%+'-", f.b[start-1]) >= 0) {
		start--
	}
	for start < i && strings.IndexByte("._%+'-", f.b[start]) >= 0 {
		start++
	}
	end, dot := behind, 0
	for end < len(f.b) && end-behind < 255 && (alnum(f.b[end]) || f.b[end] == '-' || f.b[end] == '.') {
		if f.b[end] == '.' {
			if !alnum(f.byteAt(end + 1)) {
				break
			}
			dot = end
		}
		end++
	}
	if start >= i || dot == 0 || end-dot < 3 || digit(f.b[dot+1]) {
		return
	}
	name, domain := strings.ToLower(f.b[start:i]), strings.ToLower(f.b[behind:end])
	if functional(name) || f.own(domain) {
		return
	}
	f.add(Email, start, end, behind == i+1)
}

// own reports whether a domain is one of the organisation.
func (f *finder) own(domain string) bool {
	for _, d := range f.options.Domains {
		d = strings.ToLower(d)
		if d != "" && (domain == d || strings.HasSuffix(domain, "."+d)) {
			return true
		}
	}
	return false
}

// functional reports whether name, what stands before the @, is that of a desk
// or a task and not of a person.
func functional(name string) bool {
	parts := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("._+-", r) })
	for _, p := range parts {
		if !functions[p] && !slices.ContainsFunc(functionEnds, func(s string) bool { return strings.HasSuffix(p, s) }) {
			return false
		}
	}
	return len(parts) > 0
}

// functionEnds end the name of such a mailbox: bezwarencommissie, zorgloket.
var functionEnds = []string{"commissie", "committee", "loket", "raad", "team", "secretariaat", "administratie"}

// functions holds what mailboxes are named that belong to nobody in particular.
var functions = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`
		info informatie contact redactie secretariaat secretaris bestuur voorzitter griffie raadsgriffie gemeente postbus post mail balie
		receptie loket klantcontact klantenservice klachten meldingen melding wmo jeugd jeugdzorg participatie inspraak
		adviesraad clientenraad cliëntenraad seniorenraad wijkteam wijkteams wijkraad dorpsraad buurtteam sociaalteam team
		communicatie pers persvoorlichting webmaster website web administratie aanmelden aanmeldingen inschrijven
		reserveren vragen vraag meedoen meedenken denkmee doemee samen projecten project privacy fg avg security
		toegankelijkheid archief bibliotheek buurthuis wijkcentrum dorpshuis school kantoor support help helpdesk service
		servicedesk office hello hallo noreply no reply donotreply nieuwsbrief press sales abuse hostmaster postmaster
		sociaal domein burgemeester wethouder college raad omgevingsloket omgeving ruimte verkeer groen wonen
		zienswijzen zienswijze ombudsman stichting vereniging vrijwilligers agenda evenementen
	`) {
		set[w] = true
	}
	return set
}()

// saidAt looks for an e-mail address around the word apenstaartje from i to end,
// as people say it: "j.jansen apenstaartje voorbeeld punt nl".
func (f *finder) saidAt(i, end int) {
	start := i - 1
	for start > 0 && i-start < 64 && (alnum(f.b[start-1]) || strings.IndexByte("._-", f.b[start-1]) >= 0) {
		start--
	}
	if f.byteAt(i-1) != ' ' || f.byteAt(end) != ' ' || start >= i-1 {
		return
	}
	domain := f.wordEnd(end + 1)
	for _, dot := range []string{" punt ", " dot ", "."} {
		last := f.wordEnd(domain + len(dot))
		if name := f.b[start : i-1]; domain > end+1 && strings.HasPrefix(f.after(domain, len(dot)), dot) && last > domain+len(dot)+1 &&
			!functional(strings.ToLower(name)) && !f.own(strings.ToLower(f.b[end+1:domain]+"."+f.b[min(domain+len(dot), len(f.b)):last])) {
			f.add(Email, start, last, false)
			return
		}
	}
}
