package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"weerklank/internal/lang"
)

// helpOn shows the help that was asked for, on stdout.
func (p *program) helpOn(args []string) error {
	if len(args) == 0 {
		p.help(p.Stdout)
		return nil
	}
	c, err := find(args[0])
	if err != nil {
		return err
	}
	p.usage(p.Stdout, c)
	return nil
}

// help shows what the program can do.
func (p *program) help(w io.Writer) {
	line := func(t lang.Text) { fmt.Fprintln(w, p.text(t)) }
	line(lang.T("Weerklank maakt een website van wat er is gedaan met wat inwoners zeiden.\n\nZo gebruikt u het:\n", "Weerklank makes a website of what was done with what residents said.\n\nUsage:\n"))
	var rows [][2]string
	for _, c := range commands() {
		rows = append(rows, [2]string{strings.TrimSpace(p.Name + " " + c.name + " " + c.args.In(p.lang)), c.short.In(p.lang)})
	}
	columns(w, rows)
	line(lang.T(`
Meer over een opdracht:   weerklank help build
Berichten in het Engels:  --lang en, of WEERKLANK_LANG=en

Beginnen? Typ deze twee regels:

  weerklank init mijn-site
  weerklank serve --source mijn-site

Wat de opdracht teruggeeft (exit status): 0 goed, ook met waarschuwingen;
1 fouten in de inhoud; 2 verkeerd gebruik; 3 het werk kon niet worden gedaan.`, `
More on a command:   weerklank help build
Messages in Dutch:   --lang nl, or WEERKLANK_LANG=nl

To begin, type these two lines:

  weerklank init my-site
  weerklank serve --source my-site

Exit status: 0 fine, with warnings too; 1 errors in the content; 2 wrong usage;
3 the work could not be done.`))
}

// usage shows how one command is used.
func (p *program) usage(w io.Writer, c *command) {
	fmt.Fprintf(w, "%s\n\n  %s\n\n%s\n", c.short.In(p.lang), strings.TrimSpace(p.Name+" "+c.name+" "+c.args.In(p.lang)), strings.TrimSpace(p.text(c.long)))
	var rows [][2]string
	for _, n := range c.flags {
		d := flagNamed(n)
		left := "    --" + d.name
		if d.short != "" {
			left = "-" + d.short + ", --" + d.name
		}
		rows = append(rows, [2]string{strings.TrimRight(left+" "+d.arg.In(p.lang), " "), d.help.In(p.lang)})
	}
	rows = append(rows, [2]string{"    --lang nl|en", lang.T("de taal van de berichten", "the language of messages").In(p.lang)})
	fmt.Fprintf(w, "\n%s\n\n", lang.T("Opties:", "Options:").In(p.lang))
	columns(w, rows)
}

// columns prints rows of two columns; the right one begins in the same place.
func columns(w io.Writer, rows [][2]string) {
	width := 0
	for _, r := range rows {
		width = max(width, utf8.RuneCountInString(r[0]))
	}
	for _, r := range rows {
		fmt.Fprintf(w, "  %s%s  %s\n", r[0], strings.Repeat(" ", width-utf8.RuneCountInString(r[0])), r[1])
	}
}
