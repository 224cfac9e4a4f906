package main

import (
	"bytes"
	"context"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"weerklank/internal/check"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/status"
)

var statusCommand = &command{
	name:  "status",
	short: lang.T("zegt wat nog op antwoord wacht en wat te laat is", "says what still waits for an answer and what is late"),
	long: lang.T(`
Zegt wat nog op een antwoord wacht en sinds wanneer, wat te laat is, welke
beloften voorbij zijn en welke evaluaties aan de beurt zijn: het dringendste
eerst, daarna per onderwerp en per team. Ook staat er welke regels uitstaan.
Verandert niets.

  weerklank status
  weerklank status --due 30d            ook wat er in 30 dagen aankomt
  weerklank status --format html > status.html

Achter --due kunnen dagen (30d), weken (4w) of maanden (3m). De exit status is
0, ook als er iets te laat is; 1 als de inhoud fouten heeft, want dan kan er
iets ontbreken. De sleutels van --format json staan in docs/status.md.`, `
Says what still waits for an answer and since when, what is late, which
promises are past and which evaluations are due: the most urgent first, then by
topic and by team. It also says which rules are off. Changes nothing.

  weerklank status
  weerklank status --due 30d            also what comes within 30 days
  weerklank status --format html > status.html

--due takes days (30d), weeks (4w) or months (3m). The exit status is 0, also
when something is late; 1 when the content has errors, because then something
may be missing. docs/status.md has the keys of --format json.`),
	flags: []string{"source", "due", "format", "date"},
	run:   runStatus,
}

func runStatus(p *program, ctx context.Context, o *options, _ []string) error {
	if !slices.Contains(status.Formats(), o.format) {
		return usagef("achter --format hoort %s, niet %q", "--format takes %s, not %q", strings.Join(status.Formats(), ", "), o.format)
	}
	ahead, err := parseDue(o.due)
	if err != nil {
		return err
	}
	o.lazy = true
	r, err := p.loadSite(ctx, o)
	if err != nil {
		return err
	}
	report := status.New(status.Input{
		Docs: r.Docs, Settings: r.Settings, Today: r.Today, Until: ahead(r.Today), Problems: r.Problems, Rules: load.Rules(), Hide: check.Hider(r.Settings),
	})
	var out bytes.Buffer
	err = status.Print(&out, o.format, report, p.lang)
	if err == nil && o.format == "text" {
		_, err = io.WriteString(p.Stdout, p.called(out.String()))
	} else if err == nil {
		_, err = out.WriteTo(p.Stdout)
	}
	if err != nil {
		return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
	}
	if !report.Complete {
		if o.format != "text" { // which says so itself
			p.say(lang.F("De inhoud heeft fouten (%d): er kan iets ontbreken. Kijk eerst met: weerklank check",
				"The content has errors (%d): something may be missing. Look first with: weerklank check", report.Problems.Errors))
		}
		return errContent
	}
	return nil
}

var period = regexp.MustCompile(`^([0-9]{1,4})([dwm])$`)

// parseDue returns a function that says up to which day to look ahead from a
// day; "" when that was not asked for.
func parseDue(s string) (func(today string) string, error) {
	if s == "" {
		return func(string) string { return "" }, nil
	}
	m := period.FindStringSubmatch(strings.ToLower(s))
	if m == nil {
		return nil, usagef("achter --due hoort een aantal dagen, weken of maanden zoals 30d, 4w of 3m, niet %q", "--due takes a number of days, weeks or months such as 30d, 4w or 3m, not %q", s)
	}
	n, _ := strconv.Atoi(m[1]) // four digits at most
	return func(today string) string {
		t, err := time.Parse(time.DateOnly, today)
		if err != nil {
			return ""
		}
		switch m[2] {
		case "w":
			t = t.AddDate(0, 0, 7*n)
		case "m":
			t = t.AddDate(0, n, 0)
		default:
			t = t.AddDate(0, 0, n)
		}
		return t.Format(time.DateOnly)
	}, nil
}
