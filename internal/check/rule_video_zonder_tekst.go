package check

import (
	"path"
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var videoText = rule[*text]{
	Rule: &diag.Rule{
		Code: "video-zonder-tekst", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.2.1, 1.2.2 en 1.2.3 (A), 1.2.5 (AA); ATAG 2.0, B.2.3",
		Title: lang.T("Een video of geluid zonder ondertitels of tekst erbij", "A video or sound without captions or text"),
		Why: lang.T("Wie doof is, of in de trein zit, hoort niets. Wie blind is, ziet niets. Met ondertitels en een uitgeschreven tekst weet iedereen wat er wordt gezegd en getoond.",
			"Who is deaf, or in a train, hears nothing. Who is blind sees nothing. With captions and a transcript everyone knows what is said and shown."),
		Wrong: "Bekijk [de film over de speelplek](https://www.youtube.com/watch?v=voorbeeld).",
		Right: "Bekijk [de film over de speelplek, met ondertitels](https://www.youtube.com/watch?v=voorbeeld), of lees [de uitgeschreven tekst](/trajecten/eerste-ronde/).",
	},
	check: func(t *text, report report) {
		for _, l := range t.doc.Links() {
			sound, ok := isMedia(l.Dest)
			if !ok || saysText(l.Text+" "+l.Title+" "+t.around(l.Offset, l.End)) {
				continue
			}
			message, hint := lang.T("bij deze video staat niet of er ondertitels of een uitgeschreven tekst zijn", "it does not say whether this video has captions or a transcript"),
				lang.T("Zorg voor ondertitels, en zet erbij: met ondertitels. Zet ook de uitgeschreven tekst op de site, met een link ernaartoe.",
					"See to captions, and add: with captions. Also put the transcript on the site, with a link to it.")
			if sound {
				message, hint = lang.T("bij dit geluid staat niet waar de uitgeschreven tekst is", "it does not say where the transcript of this sound is"),
					lang.T("Zet de uitgeschreven tekst op de site, met een link ernaartoe.", "Put the transcript on the site, with a link to it.")
			}
			report(t.place(l.Offset, l.End), message, hint)
		}
	},
}

var (
	videoPage = regexp.MustCompile(`(?i)^(?:https?:)?//(?:www\.|m\.|player\.)?(?:youtube(?:-nocookie)?\.com/(?:watch|shorts/|embed/|live/|v/|playlist)|youtu\.be/[\w-]|vimeo\.com/(?:video/|event/|channels/[^/]+/)?\d|dailymotion\.com/video|dai\.ly/|facebook\.com/(?:watch|[^/]+/videos/)|fb\.watch/|tiktok\.com/@[^/]+/video|instagram\.com/(?:reel|tv)/|(?:web\.)?microsoftstream\.com/video|npo(?:start)?\.nl/[^/]+/)`)
	audioPage = regexp.MustCompile(`(?i)^(?:https?:)?//(?:open\.)?(?:soundcloud\.com/[^/]+/[^/]+|spotify\.com/(?:episode|show)|podcasts?\.(?:apple|google)\.com/)`)
	// textOf names what stands in for what is heard or seen.
	textOf = regexp.MustCompile(`(?i)ondertitel|transcri(?:pt|ptie)|uitgeschreven|uitgetypt|tekstversie|versie in tekst|tekst van (?:de|het|deze|dit) (?:video|film|filmpje|podcast|opname|gesprek|aflevering)|(?:video|film|filmpje|podcast|opname|gesprek|aflevering) (?:\pL+ ){0,3}(?:als|in) tekst|als tekst|in tekst|audiodescriptie|beschrijving in woorden|captions?\b|subtitle|wat er (?:in de (?:video|film) |in het filmpje )?(?:wordt|werd) gezegd|woordelijk verslag|beeld ?beschrijving|leest? u (?:ook )?(?:hieronder|hier) wat`)
	noText = regexp.MustCompile(`(?i)(?:zonder|geen|niet|nog niet|heeft nog geen|without|no) (?:\pL+ ){0,2}?(?:ondertitel\pL*|transcript\pL*|uitgeschreven|tekstversie|audiodescriptie|captions?|subtitles?)(?: (?:of|en|or) (?:\pL+ )?(?:ondertitel\pL*|transcript\pL*|uitgeschreven tekst|tekstversie|audiodescriptie|captions?|subtitles?))?`)
)

// isMedia reports whether dest is a video or a sound.
func isMedia(dest string) (sound, ok bool) {
	name, _, _ := strings.Cut(dest, "?")
	name, _, _ = strings.Cut(name, "#")
	switch strings.ToLower(path.Ext(name)) {
	case ".mp4", ".m4v", ".webm", ".mov", ".avi", ".wmv", ".mkv", ".mpg", ".mpeg", ".ogv":
		return false, true
	case ".mp3", ".wav", ".m4a", ".ogg", ".oga", ".aac", ".flac", ".wma":
		return true, true
	}
	if !strings.Contains(dest, "//") {
		return false, false
	}
	sound = audioPage.MatchString(dest)
	return sound, sound || videoPage.MatchString(dest)
}

// saysText reports whether s says that there is a text to a video.
func saysText(s string) bool {
	return textOf.MatchString(noText.ReplaceAllString(strings.Join(strings.Fields(s), " "), ""))
}

// around returns the paragraph in which a link stands, with the one above and
// the one below it.
func (t *text) around(offset, end int) string {
	src := strings.ReplaceAll(t.src.Text, "\r", "")
	if len(src) != len(t.src.Text) {
		src = t.src.Text
	}
	start, stop := offset, end
	for range 2 {
		start = max(0, strings.LastIndex(src[:max(0, start-1)], "\n\n"))
		if i := strings.Index(src[min(len(src), stop+2):], "\n\n"); i >= 0 {
			stop = min(len(src), stop+2) + i
		} else {
			stop = len(src)
		}
	}
	return src[start:stop]
}
