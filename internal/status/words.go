package status

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// A section is a part of the report that people read: items with one heading.
type section struct {
	ID      string
	Heading lang.Text
	Items   []Item
}

// sections divides the items: what is near goes before what still has time.
func (r *Report) sections() []section {
	var list []section
	add := func(id string, heading lang.Text, belongs func(Item) bool) {
		s := section{ID: id, Heading: heading}
		for _, i := range r.Items {
			if belongs(i) {
				s.Items = append(s.Items, i)
			}
		}
		if len(s.Items) > 0 {
			list = append(list, s)
		}
	}
	for _, k := range kinds {
		if heading, ok := headings[k]; ok && k != AnswerExpected {
			add(string(k), heading, func(i Item) bool { return i.Kind == k })
		}
	}
	add("komt-eraan", lang.F("Komt eraan, tot en met %s", "Coming, until %s", Date(traject.Datum(r.Until))), func(i Item) bool { return i.Coming })
	add(string(AnswerExpected), headings[AnswerExpected], func(i Item) bool { return i.Kind == AnswerExpected && !i.Coming })
	return list
}

var headings = map[Kind]lang.Text{
	AnswerLate:     lang.T("Antwoord te laat", "Answer late"),
	AdviceLate:     lang.T("Advies zonder reactie, en de termijn is voorbij", "Advice without a reply, and the term is past"),
	PromisePast:    lang.T("Beloofd, en de dag is voorbij", "Promised, and the day is past"),
	EvaluationDue:  lang.T("Evaluatie aan de beurt, nog zonder uitkomst", "Evaluation due, without an outcome yet"),
	AnswerUndated:  lang.T("Wacht op antwoord, niet gezegd tot wanneer", "Waits for an answer, not said until when"),
	PromiseUndated: lang.T("Overgenomen, niet gezegd wanneer", "Adopted, not said when"),
	AnswerExpected: lang.T("Wacht op antwoord, nog op tijd", "Waits for an answer, still in time"),
}

// amount is a number with its noun.
func amount(n int, one, many lang.Text) lang.Text {
	switch n {
	case 0:
		return lang.F("geen %s", "no %s", many)
	case 1:
		return lang.F("1 %s", "1 %s", one)
	}
	return lang.F("%d %s", "%d %s", n, many)
}

func daysText(n int) lang.Text {
	return amount(n, lang.T("dag", "day"), lang.T("dagen", "days"))
}

// Headline is the one sentence that says how it stands, and one on what else is
// late when something is.
func (r *Report) Headline() lang.Text {
	c := r.Totals
	var first lang.Text
	switch {
	case c.Signalen == 0:
		first = lang.T("Er staan nog geen signalen op de site die meetellen.", "There are no signalen on the site yet that count.")
	case c.Waiting == 0:
		first = lang.F("Alle signalen (%d) hebben een antwoord.", "All signalen (%d) have an answer.", c.Signalen)
	default:
		late := lang.T("geen daarvan is te laat", "none of them is late")
		if c.Late == 1 {
			late = lang.T("1 antwoord is te laat", "1 answer is late")
		} else if c.Late > 1 {
			late = lang.F("%d antwoorden zijn te laat", "%d answers are late", c.Late)
		}
		waits := lang.T("wachten", "wait")
		if c.Waiting == 1 {
			waits = lang.T("wacht", "waits")
		}
		first = lang.F("%d van de %d signalen %s op een antwoord; %s.", "%d of %d signalen %s for an answer; %s.", c.Waiting, c.Signalen, waits, late)
	}
	var also []lang.Text
	add := func(n int, one, many lang.Text) {
		if n > 0 {
			also = append(also, amount(n, one, many))
		}
	}
	add(c.AdviceLate, lang.T("reactie op een advies", "reply to an advies"), lang.T("reacties op een advies", "replies to an advies"))
	add(c.PromisePast, lang.T("belofte", "promise"), lang.T("beloften", "promises"))
	add(c.Evaluations, lang.T("evaluatie", "evaluation"), lang.T("evaluaties", "evaluations"))
	if len(also) == 0 {
		return first
	}
	return lang.F("%s Ook aan de beurt of te laat: %s.", "%s Also due or late: %s.", first, lang.T(list(also, lang.NL, " en "), list(also, lang.EN, " and ")))
}

func list(ts []lang.Text, l lang.Lang, and string) string {
	var words []string
	for _, t := range ts {
		words = append(words, t.In(l))
	}
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + and + words[n-1]
	}
	return words[0]
}

// When says of an item since when, until when and how late.
func (i Item) When() lang.Text {
	var parts []lang.Text
	add := func(t lang.Text) { parts = append(parts, t) }
	if i.Due != "" {
		late := lang.Text{}
		switch {
		case i.Late == 0:
		case i.Kind == AnswerLate || i.Kind == AdviceLate:
			late = lang.F(" (%s te laat)", " (%s late)", daysText(i.Late))
		default:
			late = lang.F(" (%s geleden)", " (%s ago)", daysText(i.Late))
		}
		add(lang.F("%s: %s%s", "%s: %s%s", due(i.Kind), Date(i.Due), late))
	}
	if i.Extended > 0 {
		first := lang.Text{}
		if i.First != "" {
			first = lang.F(", eerst: %s", ", first: %s", Date(i.First))
		}
		times := lang.F("%d keer uitgesteld", "extended %d times", i.Extended)
		if i.Extended == 1 {
			times = lang.T("1 keer uitgesteld", "extended once")
		}
		add(lang.F("%s%s", "%s%s", times, first))
	}
	switch {
	case i.Kind == AnswerUndated && i.Since == "":
		add(lang.T("niet bekend sinds wanneer", "not known since when"))
	case i.Since != "" && (i.Kind == AnswerLate || i.Kind == AnswerUndated || i.Kind == AnswerExpected):
		add(lang.F("wacht sinds %s (%s)", "waits since %s (%s)", Date(i.Since), daysText(i.Waiting)))
	}
	if len(parts) == 0 {
		return lang.T("er staat niet wanneer het gebeurt", "it does not say when it will be done")
	}
	var nl, en []string
	for _, p := range parts {
		nl, en = append(nl, p.NL), append(en, p.EN)
	}
	return lang.T(strings.Join(nl, "; "), strings.Join(en, "; "))
}

// due says what the date of an item is.
func due(k Kind) lang.Text {
	switch k {
	case AnswerLate, AnswerExpected:
		return lang.T("antwoord verwacht", "answer expected")
	case AdviceLate, AdviceExpected:
		return lang.T("reactie uiterlijk", "reply at the latest")
	case PromisePast, PromisePlanned:
		return lang.T("beloofd voor", "promised for")
	}
	return lang.T("gepland voor", "planned for")
}

// What says what an item is about, also when the file does not.
func (i Item) What() lang.Text {
	switch i.Kind {
	case AdviceLate, AdviceExpected:
		return lang.F("Advies %s: %s", "Advice %s: %s", i.ID, i.Text)
	case EvaluationDue, EvaluationPlanned:
		what := cmp.Or(i.ID, i.Traject)
		if i.Text == "" {
			return lang.F("Evaluatie van %s", "Evaluation of %s", what)
		}
		return lang.F("Evaluatie van %s, door: %s", "Evaluation of %s, by: %s", what, i.Text)
	}
	text := cmp.Or(i.Text, i.ID) // a file with errors may lack the one
	return lang.T(text, text)
}

// Quoted reports whether What is in the words of the site only.
func (i Item) Quoted() bool { return i.What().NL == i.Text }

// Place is where an item stands: file and line.
func (i Item) Place() string { return fmt.Sprintf("%s:%d", i.File, i.Line) }

var months = [...]lang.Text{
	{NL: "januari", EN: "January"}, {NL: "februari", EN: "February"}, {NL: "maart", EN: "March"}, {NL: "april", EN: "April"},
	{NL: "mei", EN: "May"}, {NL: "juni", EN: "June"}, {NL: "juli", EN: "July"}, {NL: "augustus", EN: "August"},
	{NL: "september", EN: "September"}, {NL: "oktober", EN: "October"}, {NL: "november", EN: "November"}, {NL: "december", EN: "December"},
}

// Date writes a date in words.
func Date(d traject.Datum) lang.Text {
	s := string(d)
	switch {
	case len(s) == len("2027-Q3") && s[5] == 'Q':
		return lang.F("kwartaal %s van %s", "quarter %s of %s", s[6:], s[:4])
	case len(s) == len("2027-03"):
		if t, err := time.Parse("2006-01", s); err == nil {
			return lang.F("%s %d", "%s %d", months[t.Month()-1], t.Year())
		}
	case len(s) == len(time.DateOnly):
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return lang.F("%d %s %d", "%d %s %d", t.Day(), months[t.Month()-1], t.Year())
		}
	}
	return lang.T(s, s)
}
