package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/taalgebruik"
	"weerklank/internal/talen"
)

var ruleUnmarkedLanguage = &diag.Rule{
	Code: "taal-zonder-markering", Group: diag.Accessible, Severity: diag.Warning, Max: few, Source: "WCAG 2.2, 3.1.2 (AA); ATAG 2.0, B.2.3",
	Title: lang.T("Woorden in een andere taal die dat niet zeggen", "Words in another language that do not say so"),
	Why: lang.T("Een schermlezer leest alles voor zoals Nederlands klinkt. Turks of Engels is dan niet te verstaan.",
		"A screen reader reads everything as Dutch sounds. Turkish or English cannot be understood then."),
	Wrong: "Een moeder schreef: “We do not understand the letters from the municipality.”",
	Right: "Een moeder schreef: [“We do not understand the letters from the municipality.”]{taal=engels}",
}

var (
	unmarkedLanguage        = rule[*text]{Rule: ruleUnmarkedLanguage, check: checkLanguage}
	unmarkedLanguageTraject = rule[*document]{Rule: ruleUnmarkedLanguage, check: func(d *document, report report) {
		if !inDutch(d.Given) {
			return
		}
		for _, s := range d.Signalen {
			if s.Taal == "" {
				reportForeign(s.Signaal, s.Node, "signaal", report, lang.T("Zet eronder: taal: %s.", "Put below it: taal: %s."))
			}
			for _, c := range s.Citaten {
				if c.Taal == "" {
					reportForeign(c.Tekst, c.Node, "tekst", report, lang.T("Schrijf het citaat met twee sleutels, tekst: en taal: %s.", "Write the citaat with two keys, tekst: and taal: %s."))
				}
			}
		}
	}}
)

// reportForeign reports a value that has words in another language.
func reportForeign(s string, n content.Node, key string, report report, hint lang.Text) {
	if i, j, of, ok := foreignWords(s); ok {
		report(n.At(key), messageForeign(s[i:j], of), lang.F("%s", "%s", lang.F(hint.NL, hint.EN, of.name)))
	}
}

func inDutch(g Given) bool {
	return g.Settings == nil || g.Settings.Taal == "" || talen.Dutch(g.Settings.Taal)
}

func messageForeign(s string, of *foreignLanguage) lang.Text {
	return lang.F("dit lijkt %s, maar dat staat er niet bij: %s", "this seems to be %s, but does not say so: %s", of.name, short(s))
}

func checkLanguage(t *text, report report) {
	if !inDutch(t.Given) {
		return
	}
	blocks := t.doc.Blocks()
	for n := range blocks {
		b := &blocks[n]
		text := b.Dutch()
		for _, f := range b.Foreign { // what is marked as Dutch is Dutch
			text = text[:f.From] + strings.Repeat(" ", f.To-f.From) + text[f.To:]
		}
		i, j, of, ok := foreignWords(text)
		if !ok {
			continue
		}
		report(t.at(b, i, j), messageForeign(text[i:j], of),
			lang.F("Zet [ en ] om deze woorden, met {taal=%[1]s} er direct achter. Is de hele alinea in die taal? Zet dan {taal=%[1]s} op een eigen regel, direct eronder.",
				"Put [ and ] around these words, with {taal=%[1]s} directly behind. Is all of the paragraph in that language? Then put {taal=%[1]s} on a line of its own, directly below.", of.name))
	}
}

// A foreignLanguage is known by its frequent words that are none in Dutch, or by
// letters that Dutch does not have.
type foreignLanguage struct {
	name    string // as an editor writes it behind taal=
	words   map[string]bool
	letters string // each in a word in lower case counts as a known word
}

// The words are those that carry a sentence. What is a word in Dutch too is not
// among them (is, in, was, we, so, die), nor what stands in names (the Hague, de la).
var foreignLanguages = []*foreignLanguage{
	{name: "engels", words: set(`the and of to you your yours they them their he she his it its i i'm i'd i've don't doesn't didn't can't isn't it's we're we've they're you're that's this that these those
		are were been being have has had do does did not no can could should would will must may might shall with from for about because but by at as an or if when where which who whom what why how there here
		thank thanks please hello welcome very much many more most some any every each all also only just need needs want wants know knows think feel like go going come help helps understand letter letters
		people children child house home street school work money time day year always never often too without between after before during good bad better best my me our us him her one two three get make give say said tell ask live living lot really want nothing something someone everyone anyone again still than then now out into over up down off than wish love great nice safe play place late early is in was we so over had on of me am up bus stop park neighbourhood neighborhood`)},
	{name: "duits", letters: "ß", words: set(`ich du er sie wir ihr mich dich uns euch ihnen mein meine meinen unser unsere euer der das dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen ist sind war waren bin bist seid
		haben habe hast hat hatte werden wird wurde wurden kann können könnte muss müssen soll sollen darf möchte möchten wollen auch nur noch schon sehr mehr immer nie hier dort dann wenn weil dass ob wie wer warum für mit ohne von vom zu zum zur auf aus bei beim nach über unter vor zwischen durch gegen
		guten gute gut danke bitte tag morgen abend herr frau kinder kind straße haus leute menschen hilfe brief verstehe verstehen alles viel viele vielen wieder jetzt heute diese dieser dieses leider schön liebe grüße hilfe ihre ihrer ihren laut platz spielen in was die das war an so will`)},
	{name: "frans", words: set(`je j'ai tu il elle nous vous ils elles mon ma mes ton ta tes sa ses notre nos votre vos leur leurs les des du un une et ou mais donc ne pas plus que qui quoi où quand comment pourquoi parce
		est sont était suis êtes sommes ai as avons avez ont avait être avoir fait faire peut peux pouvons veux voulons dans sur sous avec sans pour par chez entre depuis très trop aussi bien toujours jamais ici là
		merci bonjour bonsoir s'il plaît c'est n'est qu'il l'école d'un d'une enfants enfant rue maison gens aide lettre comprends tout tous toute beaucoup cette ces au aux en de la le y a besoin dangereuse`)},
	{name: "spaans", letters: "ñ¿¡", words: set(`yo tú él ella nosotros ustedes ellos ellas mi mis tu tus su sus nuestro nuestra el los las un una unos unas y o pero porque que qué quien cómo cuándo dónde no sí es son está están estoy era fue ser estar soy
		tengo tiene tienen tenemos hay hacer hace puede puedo podemos quiero queremos quiere necesito necesita necesitamos con sin por para desde hasta entre sobre muy más menos también siempre nunca aquí allí
		gracias hola buenos buenas días favor niños niño calle casa gente ayuda carta entiendo todo todos toda mucho mucha muchas este esta estos del al me lo le nos de la en a pueden jugar hijos peligrosa ayudar`)},
	{name: "portugees", letters: "ãõ", words: set(`eu você nós eles elas meu minha nosso nossa os as um uma e ou mas porque que quem como quando onde não sim é são está estão estou foi ser tenho tem têm temos fazer pode posso quero queremos preciso precisa precisamos
		com sem por para desde até entre muito mais também sempre nunca aqui obrigado obrigada olá bom dia favor crianças rua casa pessoas ajuda carta entendo tudo todos esta este do da dos das no na ao de a pela pelo`)},
	{name: "italiaans", words: set(`io lui lei noi voi loro mio mia nostro nostra il lo gli le un uno una e ma perché che chi come quando dove non sì è sono era sei siamo siete ho hai ha abbiamo hanno fare può posso vorrei vogliamo bisogno
		con senza per tra su molto più anche sempre mai qui grazie ciao buongiorno bambini strada casa gente aiuto lettera capisco tutto tutti questa questo della dello delle dei degli nel nella al alla di da la le i pericolosa`)},
	{name: "turks", letters: "ğışç", words: set(`ben sen biz siz onlar benim senin bizim sizin onun bana sana bize size bir bu şu ve veya ama için ile gibi kadar çok daha en değil yok var mı mi mu mü ne neden nasıl nerede kim ki da de
		evet hayır lütfen teşekkür ederim ederiz merhaba günaydın çocuk çocuklar çocuklarımız sokak ev okul mektup yardım istiyorum istiyoruz anlamıyorum anlamıyoruz olsun oldu olan olarak yeni güzel iyi her şey zaman burada park teşekkürler yardımınız tehlikeli`)},
	{name: "pools", letters: "łąęśćżźń", words: set(`ja ty on ona my wy oni mnie mi nam nas wam mój moja nasz nasze nie tak i oraz ale bo że co kto jak gdzie kiedy dlaczego jest są był była było być mam masz ma mamy mają mogę może możemy chcę chcemy
		potrzebuję potrzebujemy w z ze na do od dla po przy przez bez bardzo więcej też zawsze nigdy tu tutaj dziękuję dziękujemy dzień dobry proszę cześć dzieci dziecko ulica ulicy dom ludzie pomoc pomocy list listy rozumiem rozumiemy wszystko się to ten ta te tego`)},
	{name: "roemeens", letters: "țșăţş", words: set(`eu tu noi voi ei ele meu mea nostru și sau dar nu este sunt era fost avem am are cu fără pentru la din pe în foarte mai bine mulțumesc bună ziua copii copiii strada casa oameni ajutor vă rog ce cum unde când`)},
	{name: "indonesisch", words: set(`saya kami kita anda mereka yang dan atau tidak bukan ada ini itu dengan untuk dari ke di pada sudah belum akan bisa harus sangat terima kasih selamat anak jalan rumah orang bantuan surat`)},
	{name: "somalisch", words: set(`waan waxaan waxa waxay ma aan iyo ama laakiin sababtoo waa aad ayaa mahadsanid carruurta guriga dugsiga caawimaad u ku ka uu ay inaan`)},
	{name: "papiaments", words: set(`mi bo nos boso nan ta no tin por mester pa ku ki kon unda dikon danki bon dia tardi mucha muchanan kas skol yudansa karta komprondé i di na e un hopi tur`)},
}

// dutchWords are frequent words of Dutch: where one stands, no foreign passage goes on.
var dutchWords = set(`de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar of bij nog uit naar heeft worden wordt hebben had door over ze we wij zij hij ik u uw je jij jullie ons onze hun hen mijn jouw haar hem wat wie hoe waar waarom wanneer
	dit deze die daar hier kan kunnen kunt moet moeten mag mogen wil willen zal zullen zou zouden was waren werd werden geen wel al meer veel zeer heel nu toen tot tussen onder zonder tegen tijdens na sinds per omdat want dus toch zo alle alles iedereen mensen gemeente bewoners
	ging gaat gaan komt komen kwam doen doet deed zegt zei zeiden vroeg schreef noemt heet heette staat staan vinden vindt ouders kinderen buurt wijk straat school avond dag jaar euro`)

// scripts are writings of which every word is in another language.
var scripts = []struct {
	table *unicode.RangeTable
	of    *foreignLanguage
}{
	{unicode.Arabic, &foreignLanguage{name: "arabisch"}}, {unicode.Hebrew, &foreignLanguage{name: "hebreeuws"}},
	{unicode.Cyrillic, &foreignLanguage{name: "oekraïens"}}, {unicode.Greek, &foreignLanguage{name: "grieks"}},
	{unicode.Han, &foreignLanguage{name: "chinees"}}, {unicode.Hiragana, &foreignLanguage{name: "japans"}}, {unicode.Katakana, &foreignLanguage{name: "japans"}},
	{unicode.Hangul, &foreignLanguage{name: "koreaans"}}, {unicode.Ethiopic, &foreignLanguage{name: "tigrinya"}}, {unicode.Thai, &foreignLanguage{name: "thais"}},
	{unicode.Devanagari, &foreignLanguage{name: "hindi"}}, {unicode.Tamil, &foreignLanguage{name: "tamil"}}, {unicode.Armenian, &foreignLanguage{name: "armeens"}},
	{unicode.Georgian, &foreignLanguage{name: "georgisch"}}, {unicode.Bengali, &foreignLanguage{name: "bengaals"}},
}

// foreignWords returns the first passage of s that is in another language than
// Dutch, and in which.
func foreignWords(s string) (start, end int, of *foreignLanguage, ok bool) {
	if start, end, of, ok := otherScript(s); ok {
		return start, end, of, true
	}
	if !mayBeForeign(s) {
		return 0, 0, nil, false
	}
	words := tokens(s)
	for first := 0; first < len(words); {
		last := first + 1
		for last < len(words) && !words[last].fresh {
			last++
		}
		if i, j, of, ok := stretch(words[first:last]); ok {
			return i, j, of, true
		}
		first = last
	}
	return 0, 0, nil, false
}

// neutral are words that stand in names, too, or in more than one language.
var neutral = set(`la le el al di da do das los las il a i o e u y en de den der der des du von san santa saint st`)

// certain holds the words that make one of the languages likely.
var certain = func() map[string]bool {
	m := map[string]bool{}
	for _, l := range foreignLanguages {
		for w := range l.words {
			if !dutchWords[w] && !neutral[w] && len(w) > 1 {
				m[w] = true
			}
		}
	}
	return m
}()

// strange are the letters of all languages by which a word is known.
var strange = func() string {
	s := ""
	for _, l := range foreignLanguages {
		s += l.letters
	}
	return s
}()

// mayBeForeign reports whether s has two words of another language: nearly no
// text has, and to look closer takes time.
func mayBeForeign(s string) bool {
	found := 0
	for i := 0; i < len(s); {
		// Most words are of plain letters, with a comma or a full stop at most, and
		// none that is certain.
		end, may := certainFilter.Word(s, i)
		if end > i && !may {
			for end < len(s) && (s[end] == ',' || s[end] == '.') {
				end++
			}
			if end == len(s) || s[end] == ' ' {
				i = end + 1
				continue
			}
		}
		if end = i + strings.IndexFunc(s[i:], unicode.IsSpace); end < i {
			end = len(s)
		}
		if end > i && countsAsForeign(s[i:end]) {
			if found++; found == 2 {
				return true
			}
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		i = end + size
	}
	return false
}

func countsAsForeign(w string) bool {
	if start, end, plain := trimPlain(w); plain {
		return certainFilter.May(taalgebruik.Sum(w[start:end])) && (certain[w[start:end]] || certain[strings.ToLower(w[start:end])])
	}
	w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
	return certain[w] || certain[strings.ToLower(w)] || strings.ContainsRune(w, '’') || strings.ContainsAny(w, strange)
}

// trimPlain returns where the first letter of w begins and the last one ends;
// plain is false when there is more in w than ASCII.
func trimPlain(w string) (start, end int, plain bool) {
	start = -1
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= utf8.RuneSelf:
			return 0, 0, false
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			if start < 0 {
				start = i
			}
			end = i + 1
		}
	}
	return max(start, 0), end, true
}

// certainFilter is of the words that are certain.
var certainFilter = func() *taalgebruik.Filter {
	f := &taalgebruik.Filter{}
	for w := range certain {
		f.Add(w)
	}
	return f
}()

// loans are phrases of English that Dutch has made its own.
var loans = ` state of the art | out of the box | up to date | to the point | trial and error | on the job | face to face | one on one | the place to be | work in progress |
 not in my backyard | train the trainer | best of both worlds | last but not least | do's and don'ts | dos and don'ts | housing first | meet and greet | peer to peer |
 business as usual | in the lead | by the way | law and order | more or less | up and running | back to basics | learning on the job | learning by doing | as is |
 need to know | nice to have | need to have | must have | for free | no show | one size fits all | practice what you preach | walk the talk | the sky is the limit | on the go |
 to be or not to be | out in the open | all you can eat | do it yourself | do-it-yourself | first come first serve | how to | one of the guys | top of the bill | all in all | in and out |
 please do not disturb | off the record | on the road | made in | man of the match | over the top | once in a lifetime | what's in it for me | what's in a name | last man standing | for better or for worse | fear of missing out | best practice | good practice | early adopters | level playing field | quick and dirty | rock and roll | drum and bass | rhythm and blues | bring your own device | proof of the pudding | the proof of the pudding | end of story | end of life | internet of things | point of no return | speed of light | sense of urgency | sense of place | window of opportunity | voice of the customer | power to the people | share your talent | never waste a good crisis | less is more | no pain no gain `

// otherScript returns the first stretch of s of at least two letters in another
// writing, up to the last one.
func otherScript(s string) (start, end int, of *foreignLanguage, ok bool) {
	letters := 0
	if plainScript(s) {
		return 0, 0, nil, false
	}
	for i, r := range s {
		if r < 0x370 || !unicode.IsLetter(r) {
			continue
		}
		for _, script := range scripts {
			if unicode.Is(script.table, r) {
				if letters++; letters == 1 {
					start, of = i, script.of
				}
				end = i + utf8.RuneLen(r)
				break
			}
		}
	}
	// One letter is a sign: µ, α, Ω.
	return start, end, of, letters > 1
}

// plainScript reports whether s has nothing above U+036F: no letter of another
// writing. Such characters begin with a byte of 0xCD or more.
func plainScript(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xCD {
			return false
		}
	}
	return true
}

// A token is a word of a text.
type token struct {
	start, end int
	lower      string
	capital    bool
	fresh      bool // a sentence begins with it, or words in quotation marks do, or end before it
}

func tokens(s string) []token {
	var all []token
	start, fresh := -1, true
	flush := func(end int) {
		if start < 0 {
			return
		}
		w := strings.Trim(s[start:end], "'’-")
		if w != "" {
			from := start + strings.Index(s[start:end], w)
			r, _ := utf8.DecodeRuneInString(w)
			lower := strings.ReplaceAll(strings.ToLower(w), "’", "'")
			if strings.HasPrefix(w, "İ") {
				lower = "i" + strings.TrimPrefix(strings.ToLower(w[len("İ"):]), "̇")
			}
			all = append(all, token{from, from + len(w), lower, unicode.IsUpper(r), fresh})
			fresh = false
		}
		start = -1
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || r == '\'' || r == '’' || r == '-' || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
			continue
		case strings.ContainsRune(".!?:;\n“”„\"«»()‘[]{}|", r):
			flush(i)
			fresh = true
		}
		flush(i)
	}
	flush(len(s))
	return all
}

// stretch returns the part of a sentence that is in another language.
func stretch(words []token) (start, end int, of *foreignLanguage, ok bool) {
	best := 0
	for _, l := range foreignLanguages {
		i, j, known := l.longest(words)
		if known > best {
			best, of, start, end, ok = known, l, words[i].start, words[j-1].end, true
		}
	}
	return start, end, of, ok
}

// knows reports whether w is a word by which l is known.
func (l *foreignLanguage) knows(w token) bool {
	return l.words[w.lower] || l.letters != "" && !w.capital && strings.ContainsAny(w.lower, l.letters)
}

// longest returns the stretch of words with the most that l knows, if they are
// enough to be sure: two in three words or four, and a third of more.
func (l *foreignLanguage) longest(words []token) (from, to, known int) {
	for i := 0; i < len(words); i++ {
		if !l.knows(words[i]) {
			continue
		}
		last, hits, sure := i, 0, 0
		distinct := map[string]bool{}
		j := i
		for ; j < len(words); j++ {
			w := words[j]
			inDutch := dutchWords[w.lower]
			if inDutch && !l.words[w.lower] {
				break
			}
			if l.knows(w) {
				hits++
				if !inDutch && !neutral[w.lower] && len(w.lower) > 1 && !distinct[w.lower] {
					distinct[w.lower] = true
					sure++
				}
				if !inDutch { // a Dutch sentence may go on with in
					last = j
				}
			}
		}
		// Of a short sentence the last word may be unknown.
		first := i
		if last+1-i == 2 && j == len(words) && j-i <= 4 {
			last = j - 1
		}
		if first == 1 && last == 2 && !dutchWords[words[0].lower] {
			first = 0
		}
		size := last + 1 - first
		// In German every noun has a capital.
		name := l.name != "duits" && isName(words[first:last+1]) || isLoan(words[first:last+1])
		if sure >= 2 && size >= 3 && hits*3 >= size && !name && hits > known {
			from, to, known = first, last+1, hits
		}
		i = max(i, j-1)
	}
	return from, to, known
}

// isName reports whether words are a name or a title: Safe Streets for the Kids.
// Only short words have no capital.
func isName(words []token) bool {
	capitals := 0
	for i, w := range words {
		if !w.capital && utf8.RuneCountInString(w.lower) > 3 {
			return false
		}
		if w.capital && i > 0 {
			capitals++
		}
	}
	return capitals > 0
}

// isLoan reports whether words are a phrase that Dutch has made its own.
func isLoan(words []token) bool {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(" " + w.lower)
	}
	return strings.Contains(loans, b.String()+" ")
}
