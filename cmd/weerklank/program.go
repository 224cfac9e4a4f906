package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"weerklank/internal/cache"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/publish"
	"weerklank/internal/scaffold"
	"weerklank/internal/traject"
)

// The exit statuses.
const (
	statusOK      = 0 // fine; warnings too
	statusContent = 1 // the content has errors
	statusUsage   = 2 // wrong usage, destination included
	statusFailed  = 3 // could not do the work: disk, port, unreadable file
)

// A program is one run of weerklank. Its fields are the world outside, so that
// a test can give another.
type program struct {
	Name           string // how to call it: "weerklank", or a path
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	Terminal       terminal // nil when there is nobody to ask

	lang lang.Lang
}

// options are the values of all flags; a command takes those it names.
type options struct {
	source, destination, baseURL, theme, format, date, bind, title string
	topic, summary, phase                                          string
	due                                                            string
	port                                                           int
	strict, quiet, all, help                                       bool
	vscode, github, gitlab, hook                                   bool
	fix, dryRun, explain                                           bool
	external, private                                              bool   // see external.go
	timeout                                                        string // of external
	lazy                                                           bool   // old versions are of no use here
	first                                                          int    // see load.Options

	// of redact, and force of archive too
	address, reason, note string
	force                 bool

	cache   *cache.Cache // see keep
	program string
	kept    string
	only    func(file string) bool // see load.Options

	output string // of archive

	// of import
	traject, mapping, sheet, header, per, conflict, comma, encoding string
	besluiten                                                       texts
	bundle, names                                                   bool
}

// texts are the values of a flag that can be given more than once.
type texts []string

func (t *texts) String() string     { return strings.Join(*t, ",") }
func (t *texts) Set(s string) error { *t = append(*t, s); return nil }

// A command is one thing that weerklank does. Its help is made of these fields.
type command struct {
	name    string
	args    lang.Text // what stands behind the name, for the usage line
	short   lang.Text // one line
	long    lang.Text // paragraphs, with examples to paste
	flags   []string  // names of flagDefs
	maxArgs int
	run     func(p *program, ctx context.Context, o *options, args []string) error
}

func commands() []*command {
	return []*command{
		initCommand, newCommand, importCommand, checkCommand, serveCommand, buildCommand, archiveCommand, statusCommand, redactCommand, schemaCommand, versionCommand,
	}
}

// A flagDef describes one flag, the same wherever it is used.
type flagDef struct {
	name, short string
	arg         lang.Text // what its value is; zero for a switch
	help        lang.Text
	target      func(o *options) any // *string, *int, *bool or *texts
}

var flagDefs = []flagDef{
	{"source", "s", lang.T("MAP", "DIR"), lang.T("de map waarin content/ staat (anders: deze map)", "the folder that holds content/ (else: this folder)"), func(o *options) any { return &o.source }},
	{"destination", "d", lang.T("MAP", "DIR"), lang.T("waar de website komt (anders: public in de bronmap)", "where the site goes (else: public in the source folder)"), func(o *options) any { return &o.destination }},
	{"output", "o", lang.T("BESTAND", "FILE"), lang.T("het bestand dat het wordt: .zip of .tar.gz (anders: de titel en de dag, in deze map)", "the file to make: .zip or .tar.gz (else: the title and the day, in this folder)"), func(o *options) any { return &o.output }},
	{"force", "", lang.Text{}, lang.T("doe het toch: over een bestand heen dat er al is, of ook als er niets is gevonden", "do it all the same: over a file that is there, or also when nothing was found"), func(o *options) any { return &o.force }},
	{"base-url", "b", lang.T("ADRES", "URL"), lang.T("het adres van de website, in plaats van base-url in site.yaml", "the address of the site, instead of base-url in site.yaml"), func(o *options) any { return &o.baseURL }},
	{"theme", "t", lang.T("NAAM", "NAME"), lang.T("een thema uit themes/, in plaats van theme in site.yaml", "a theme of themes/, instead of theme in site.yaml"), func(o *options) any { return &o.theme }},
	{"strict", "", lang.Text{}, lang.T("waarschuwingen tellen als fouten", "warnings count as errors"), func(o *options) any { return &o.strict }},
	{"format", "f", lang.T("VORM", "FORMAT"), lang.T("text, json, github, gitlab of sarif; bij status text, json of html (anders: text)", "text, json, github, gitlab or sarif; with status text, json or html (else: text)"), func(o *options) any { return &o.format }},
	{"date", "", lang.T("DATUM", "DATE"), lang.T("doe alsof het deze dag is, zoals 2026-11-21", "pretend that it is this day, such as 2026-11-21"), func(o *options) any { return &o.date }},
	{"due", "", lang.T("TIJD", "TIME"), lang.T("kijk ook zo ver vooruit: 30d, 4w of 3m", "look ahead as far as this too: 30d, 4w or 3m"), func(o *options) any { return &o.due }},
	{"port", "p", lang.T("POORT", "PORT"), lang.T("de poort van het voorbeeld (anders: 1313)", "the port of the preview (else: 1313)"), func(o *options) any { return &o.port }},
	{"bind", "", lang.T("ADRES", "ADDRESS"), lang.T("het netwerkadres van het voorbeeld (anders: 127.0.0.1, alleen deze computer)", "the network address of the preview (else: 127.0.0.1, this computer only)"), func(o *options) any { return &o.bind }},
	{"quiet", "q", lang.Text{}, lang.T("zeg alleen iets als er iets mis is", "say something only when something is wrong"), func(o *options) any { return &o.quiet }},
	{"external", "", lang.Text{}, lang.T("kijk ook na of links naar andere websites nog werken", "also check whether links to other websites still work"), func(o *options) any { return &o.external }},
	{"timeout", "", lang.T("TIJD", "TIME"), lang.T("hoe lang --external in totaal mag duren, zoals 90s of 10m (anders: 5m)", "how long --external may take in all, such as 90s or 10m (else: 5m)"), func(o *options) any { return &o.timeout }},
	{"private", "", lang.Text{}, lang.T("laat --external ook vragen binnen uw eigen netwerk", "let --external ask within your own network too"), func(o *options) any { return &o.private }},
	{"alles", "a", lang.Text{}, lang.T("zet elke sleutel in het bestand, met uitleg", "put every key into the file, explained"), func(o *options) any { return &o.all }},
	{"onderwerp", "", lang.T("NAAM", "NAME"), lang.T("waar het traject over gaat; meer met een komma ertussen", "what the traject is about; several with a comma between"), func(o *options) any { return &o.topic }},
	{"samenvatting", "", lang.T("TEKST", "TEXT"), lang.T("waar het over gaat, in een of twee zinnen", "what it is about, in one or two sentences"), func(o *options) any { return &o.summary }},
	{"phase", "", lang.T("STAP", "STEP"), lang.T("1 verzamelen, 2 vertalen, 3 aanpassen of 4 terugkoppelen (anders: 1)", "1 verzamelen, 2 vertalen, 3 aanpassen or 4 terugkoppelen (else: 1)"), func(o *options) any { return &o.phase }},
	{"vscode", "", lang.Text{}, lang.T("taken en hulp bij het typen in VS Code", "tasks and help with typing in VS Code"), func(o *options) any { return &o.vscode }},
	{"github", "", lang.Text{}, lang.T("nakijken en publiceren bij GitHub", "checks and publishes at GitHub"), func(o *options) any { return &o.github }},
	{"gitlab", "", lang.Text{}, lang.T("nakijken en publiceren bij GitLab", "checks and publishes at GitLab"), func(o *options) any { return &o.gitlab }},
	{"hook", "", lang.Text{}, lang.T("git kijkt de teksten na voordat het ze vastlegt", "git checks the content before it commits"), func(o *options) any { return &o.hook }},
	{"titel", "", lang.T("TITEL", "TITLE"), lang.T("de titel", "the title"), func(o *options) any { return &o.title }},
	{"fix", "", lang.Text{}, lang.T("verbeter wat maar op één manier kan", "mend what can be mended in one way only"), func(o *options) any { return &o.fix }},
	{"dry-run", "", lang.Text{}, lang.T("laat alleen zien wat er zou veranderen, en schrijf niets", "only show what would change, and write nothing"), func(o *options) any { return &o.dryRun }},
	{"explain", "", lang.Text{}, lang.T("leg uit wat de code erachter betekent; zonder code: alle codes", "explain the code behind it; without a code: all codes"), func(o *options) any { return &o.explain }},
	{"address", "", lang.T("ADRES", "ADDRESS"), lang.T("haal een heel adres weg, zoals /trajecten/speelplek/bankje/", "take away a whole address, such as /trajecten/speelplek/bankje/"), func(o *options) any { return &o.address }},
	{"reason", "", lang.T("GROND", "GROUND"), lang.T("wissen, verbeteren of anders (anders: wissen)", "wissen (erasure), verbeteren (rectification) or anders (other) (else: wissen)"), func(o *options) any { return &o.reason }},
	{"note", "", lang.T("TEKST", "TEXT"), lang.T("waarom, in een zin die op de website komt", "why, in one sentence that the site shows"), func(o *options) any { return &o.note }},
	{"traject", "", lang.T("NAAM", "NAME"), lang.T("in welk bestand het komt (anders: de naam van de lijst)", "the file it goes to (else: the name of the list)"), func(o *options) any { return &o.traject }},
	{"map", "m", lang.T("KOLOMMEN", "COLUMNS"), lang.T("wat in welke kolom staat: signaal=Opmerking,reden=F", "what is in which column: signaal=Remark,reden=F"), func(o *options) any { return &o.mapping }},
	{"besluit", "", lang.T("WOORD=BESLUIT", "WORD=BESLUIT"), lang.T("wat een woord in de lijst betekent; mag vaker", "what a word of the list means; can be repeated"), func(o *options) any { return &o.besluiten }},
	{"blad", "", lang.T("NAAM", "NAME"), lang.T("welk blad (anders: het blad met de bekende kolommen)", "which sheet (else: the one with known columns)"), func(o *options) any { return &o.sheet }},
	{"kop", "", lang.T("RIJ", "ROW"), lang.T("de rij met de kolomnamen; 0 als die er niet is", "the row with the names of the columns; 0 for none"), func(o *options) any { return &o.header }},
	{"per", "", lang.T("KOLOM", "COLUMN"), lang.T("een bestand voor elke waarde van deze kolom", "a file for each value of this column"), func(o *options) any { return &o.per }},
	{"bundle", "", lang.Text{}, lang.T("rijen met precies hetzelfde antwoord worden één signaal", "rows with the very same answer become one signaal"), func(o *options) any { return &o.bundle }},
	{"conflict", "", lang.T("WIE", "WHO"), lang.T("bij een conflict geldt: bestand of tabel", "in a conflict this holds: bestand (file) or tabel (table)"), func(o *options) any { return &o.conflict }},
	{"met-namen", "", lang.Text{}, lang.T("zet de kolom met namen in bron; alleen voor organisaties", "put the column with names into bron; for organisations only"), func(o *options) any { return &o.names }},
	{"scheiding", "", lang.T("TEKEN", "CHARACTER"), lang.T("het teken tussen de cellen van een CSV (anders: zoek het uit)", "the character between cells of CSV (else: find out)"), func(o *options) any { return &o.comma }},
	{"codering", "", lang.T("NAAM", "NAME"), lang.T("utf-8, utf-16 of windows-1252 (anders: zoek het uit)", "utf-8, utf-16 or windows-1252 (else: find out)"), func(o *options) any { return &o.encoding }},
}

func flagNamed(name string) flagDef {
	i := slices.IndexFunc(flagDefs, func(d flagDef) bool { return d.name == name })
	return flagDefs[i]
}

// A usageError is a wrong way of calling the program.
type usageError struct{ message *lang.Error }

func (e usageError) Error() string { return e.message.Error() }
func (e usageError) Unwrap() error { return e.message }

func usagef(nl, en string, args ...any) error { return usageError{lang.Errorf(nl, en, args...)} }

// commandLine finds what a text says to type.
var commandLine = regexp.MustCompile(`\bweerklank (init|new|import|check|serve|build|archive|status|redact|schema|version|help)\b`)

// errContent says that the content has errors, which were shown already.
var errContent = errors.New("the content has errors")

// Main runs the command that args name and returns the exit status.
func (p *program) Main(args []string) (status int) {
	// A mistake of ours is no heap of code on somebody's screen.
	defer func() {
		if cause := recover(); cause != nil {
			status = p.crashed(cause)
		}
	}()
	args, err := p.chooseLanguage(args)
	if err == nil {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		err = p.dispatch(ctx, args)
	}
	return p.status(err)
}

// crashed shows a mistake in this program itself, and returns its exit status.
func (p *program) crashed(cause any) int {
	p.say(lang.F("weerklank: dit is een fout in Weerklank zelf, niet van u (%v); meld dit, met wat weerklank version zegt", "weerklank: this is a mistake in Weerklank itself, not yours (%v); please report it, with what weerklank version says", cause))
	if p.Getenv("WEERKLANK_DEBUG") != "" {
		p.Stderr.Write(debug.Stack())
	}
	return statusFailed
}

// status shows an error and returns its exit status.
func (p *program) status(err error) int {
	if err == nil {
		return statusOK
	}
	if errors.Is(err, errContent) {
		return statusContent
	}
	if errors.Is(err, context.Canceled) {
		p.say(lang.T("Afgebroken; er is niets veranderd.", "Stopped; nothing was changed."))
		return statusFailed
	}
	message := lang.F("%v", "%v", err)
	var le *lang.Error
	if errors.As(err, &le) {
		message = le.Text
	}
	p.say(lang.F("weerklank: %s", "weerklank: %s", message))
	var usage usageError
	var destination *publish.DestinationError
	var taken *scaffold.TakenError
	var option *load.OptionError
	if errors.As(err, &usage) || errors.As(err, &destination) || errors.As(err, &taken) || errors.As(err, &option) {
		return statusUsage
	}
	return statusFailed
}

// say tells the person at the terminal one line.
func (p *program) say(t lang.Text) { fmt.Fprintln(p.Stderr, p.text(t)) }

// text returns t in the language of the messages, with its commands as this
// program was called: who copies one must not get "command not found".
func (p *program) text(t lang.Text) string { return p.called(t.In(p.lang)) }

// called returns a text with its commands as this program was called.
func (p *program) called(s string) string {
	return commandLine.ReplaceAllStringFunc(s, func(s string) string { return p.Name + strings.TrimPrefix(s, "weerklank") })
}

// chooseLanguage takes --lang out of args, wherever it stands, so that every
// message after it is in that language.
func (p *program) chooseLanguage(args []string) ([]string, error) {
	p.lang = lang.NL
	name, from := p.Getenv("WEERKLANK_LANG"), "WEERKLANK_LANG"
	var rest []string
	for i := 0; i < len(args); i++ {
		flag, value, joined := strings.Cut(args[i], "=")
		if args[i] == "--" {
			rest = append(rest, args[i:]...)
			break
		}
		if flag != "--lang" && flag != "-lang" {
			rest = append(rest, args[i])
			continue
		}
		if !joined {
			if i++; i == len(args) {
				return nil, usagef("achter --lang hoort nl of en", "--lang is followed by nl or en")
			}
			value = args[i]
		}
		name, from = value, "--lang"
	}
	if name == "" {
		return rest, nil
	}
	l, ok := lang.Parse(name)
	if !ok {
		return nil, usagef("%s kan nl of en zijn, niet %q", "%s can be nl or en, not %q", from, name)
	}
	p.lang = l
	return rest, nil
}

func (p *program) dispatch(ctx context.Context, args []string) error {
	if len(args) == 0 {
		p.help(p.Stderr)
		return usagef("zeg wat er moet gebeuren, bijvoorbeeld: weerklank build", "say what to do, for example: weerklank build")
	}
	switch args[0] {
	case "help", "-h", "--help", "-help":
		return p.helpOn(args[1:])
	case "--version", "-version":
		args[0] = "version"
	}
	c, err := find(args[0])
	if err != nil {
		return err
	}
	o, rest, err := p.parse(c, args[1:])
	if err != nil {
		return err
	}
	if o.help {
		p.usage(p.Stdout, c)
		return nil
	}
	return c.run(p, ctx, o, rest)
}

func find(name string) (*command, error) {
	var names []string
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	if near := traject.Nearest(name, append(names, "help")); near != "" {
		return nil, usagef("%q bestaat niet. Bedoelt u: weerklank %s", "there is no %q. Did you mean: weerklank %s", name, near)
	}
	return nil, usagef("%q bestaat niet. Dit kan: %s. Zie: weerklank help", "there is no %q. Possible: %s. See: weerklank help", name, strings.Join(names, ", "))
}

// parse reads the flags of a command; they may stand before and behind the
// other arguments.
func (p *program) parse(c *command, args []string) (*options, []string, error) {
	o := &options{format: "text", port: 1313, bind: "127.0.0.1"}
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	var names []string
	for _, n := range append([]string{"help"}, c.flags...) {
		if n == "help" {
			fs.BoolVar(&o.help, "help", false, "")
			fs.BoolVar(&o.help, "h", false, "")
			continue
		}
		d := flagNamed(n)
		names = append(names, d.name)
		for _, spelling := range []string{d.name, d.short} {
			if spelling == "" {
				continue
			}
			switch v := d.target(o).(type) {
			case *string:
				fs.StringVar(v, spelling, *v, "")
			case *bool:
				fs.BoolVar(v, spelling, *v, "")
			case *int:
				fs.IntVar(v, spelling, *v, "")
			case *texts:
				fs.Var(v, spelling, "")
			}
		}
	}
	var rest []string
	for {
		if err := fs.Parse(args); err != nil {
			return nil, nil, flagError(c, args, names, err)
		}
		if fs.NArg() == 0 {
			break
		}
		consumed := len(args) - fs.NArg()
		if consumed > 0 && args[consumed-1] == "--" {
			rest = append(rest, fs.Args()...)
			break
		}
		rest = append(rest, fs.Arg(0))
		args = fs.Args()[1:]
	}
	if o.help {
		return o, nil, nil
	}
	// An empty value is mostly a variable that was not set: not the default.
	empty := ""
	fs.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			empty = dashed(f.Name)
		}
	})
	if empty != "" {
		return nil, nil, usagef("achter %s hoort een waarde", "%s takes a value", empty)
	}
	if o.baseURL != "" && !traject.ValidBaseURL(o.baseURL) {
		return nil, nil, usagef("achter --base-url hoort een volledig adres zoals https://www.gemeente.nl/inspraak/, niet %q", "--base-url takes a full address such as https://www.gemeente.nl/inspraak/, not %q", o.baseURL)
	}
	if c.maxArgs >= 0 && len(rest) > c.maxArgs {
		return nil, nil, usagef("%q is hier te veel. Zie: weerklank help %s", "%q is too much here. See: weerklank help %s", rest[c.maxArgs], c.name)
	}
	if o.date == "" {
		var err error
		if o.date, err = p.epochDate(); err != nil {
			return nil, nil, err
		}
	} else if d, ok := traject.ParseDatum(o.date); !ok || len(d) != len(time.DateOnly) {
		return nil, nil, usagef("achter --date hoort een dag zoals 2026-11-21, niet %q", "--date takes a day such as 2026-11-21, not %q", o.date)
	}
	return o, rest, nil
}

// epochDate returns the day of SOURCE_DATE_EPOCH, which makes a build the same
// whenever it is run (reproducible-builds.org); "" without it.
func (p *program) epochDate() (string, error) {
	s := p.Getenv("SOURCE_DATE_EPOCH")
	if s == "" {
		return "", nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	day := time.Unix(n, 0).UTC().Format(time.DateOnly)
	if _, ok := traject.ParseDatum(day); err != nil || !ok {
		return "", usagef("SOURCE_DATE_EPOCH moet een aantal seconden sinds 1970 zijn, niet %q", "SOURCE_DATE_EPOCH must be a number of seconds since 1970, not %q", s)
	}
	return day, nil
}

// flagError explains what is wrong with the flags.
func flagError(c *command, args, names []string, err error) error {
	const unknown = "flag provided but not defined: -"
	if name, ok := strings.CutPrefix(err.Error(), unknown); ok {
		if near := traject.Nearest(name, append(names, "help", "lang")); near != "" {
			return usagef("weerklank %s kent --%s niet. Bedoelt u --%s?", "weerklank %s has no --%s. Did you mean --%s?", c.name, name, near)
		}
		return usagef("weerklank %[1]s kent --%[2]s niet. Zie: weerklank help %[1]s", "weerklank %[1]s has no --%[2]s. See: weerklank help %[1]s", c.name, name)
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag needs an argument: -"); ok {
		return usagef("achter %s hoort een waarde", "%s takes a value", dashed(name))
	}
	return usagef("weerklank %s begrijpt %q niet (%v)", "weerklank %s does not understand %q (%v)", c.name, strings.Join(args, " "), err)
}

// dashed returns a flag as people type it.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// isTerminal reports whether w is a terminal that shows progress and colours.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// color reports whether problems are shown in colour (no-color.org).
func (p *program) color(w io.Writer) bool { return isTerminal(w) && p.Getenv("NO_COLOR") == "" }
