package content

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"weerklank/internal/lang"
)

// An SVG that is opened by its own address is a document of this site: what it
// runs, runs with the rights of the site, and what it fetches tells others who
// reads it. So it may hold only what draws, and this is a list of what may be
// there, not of what may not. The file itself is published as it is; therefore
// whatever a browser could read differently from this parser is refused too.

// svgMaxDepth is how many elements may stand within one another; browsers
// have a limit of their own.
const svgMaxDepth = 200

const (
	nsSVG   = "http://www.w3.org/2000/svg"
	nsXLink = "http://www.w3.org/1999/xlink"
	nsXML   = "http://www.w3.org/XML/1998/namespace"
)

// svgElements are the elements that draw or describe. Not among them: links
// and animations (they can change what an address is), and all that holds
// other kinds of content or runs something.
var svgElements = wordSet(`
	svg g defs symbol use switch view title desc metadata style
	path rect circle ellipse line polyline polygon text tspan textPath tref image
	linearGradient radialGradient stop pattern clipPath mask marker
	meshgradient meshrow meshpatch hatch hatchpath solidcolor color-profile
	flowRoot flowRegion flowPara flowSpan flowDiv flowLine
	filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
	feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
	feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
	font font-face font-face-name font-face-src glyph missing-glyph hkern vkern`)

// editorNamespaces are those in which drawing programs keep their own notes.
// Browsers do nothing with elements and attributes in them.
var editorNamespaces = wordSet(`
	http://www.inkscape.org/namespaces/inkscape
	http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd
	http://www.w3.org/1999/02/22-rdf-syntax-ns#
	http://purl.org/dc/elements/1.1/
	http://purl.org/dc/terms/
	http://creativecommons.org/ns#
	http://web.resource.org/cc/
	http://www.bohemiancoding.com/sketch/ns
	http://www.serif.com/
	adobe:ns:meta/
	http://www.figma.com/figma/ns
	http://schemas.microsoft.com/visio/2003/SVGExtensions/
	http://ns.adobe.com/AdobeIllustrator/10.0/
	http://ns.adobe.com/AdobeSVGViewerExtensions/3.0/
	http://ns.adobe.com/Extensibility/1.0/
	http://ns.adobe.com/Flows/1.0/
	http://ns.adobe.com/GenericCustomNamespace/1.0/
	http://ns.adobe.com/Graphs/1.0/
	http://ns.adobe.com/ImageReplacement/1.0/
	http://ns.adobe.com/SaveForWeb/1.0/
	http://ns.adobe.com/Variables/1.0/
	http://ns.adobe.com/XPath/1.0/
	http://ns.adobe.com/xap/1.0/
	http://ns.adobe.com/xap/1.0/g/
	http://ns.adobe.com/xap/1.0/g/img/
	http://ns.adobe.com/xap/1.0/mm/
	http://ns.adobe.com/xap/1.0/sType/ResourceRef#`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// svgDoctype is the document type that drawing programs write, without
// declarations of its own. Browsers know it and do not fetch it.
var svgDoctype = regexp.MustCompile(`^DOCTYPE\s+svg\s+PUBLIC\s+"-//W3C//DTD SVG (1\.0|1\.1|20010904)(?: (?:Basic|Tiny))?//EN"\s+"https?://www\.w3\.org/(?:TR/2001/REC-SVG-20010904/DTD/svg10|Graphics/SVG/1\.1/DTD/svg11(?:-basic|-tiny)?)\.dtd"\s*$`)

// imageData is an image within the SVG itself. Another SVG is not: it could
// hold all that this one may not.
var imageData = regexp.MustCompile(`^data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*$`)

// svgProblem returns why src, an SVG file, may not be published; the zero Text
// when it may.
func svgProblem(src []byte) lang.Text {
	d := xml.NewDecoder(bytes.NewReader(src)) // knows the five entities of XML only
	d.CharsetReader = svgCharset
	r := &svgReader{}
	for {
		start := d.InputOffset()
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return lang.F("dit is geen goede SVG: %v", "this is not a proper SVG: %v", err)
		}
		if found := r.token(token, src[start:d.InputOffset()]); found != "" {
			return lang.F("in dit beeld staat iets wat code kan uitvoeren of iets van elders kan ophalen: %s",
				"this image holds something that can run code or fetch something from elsewhere: %s", shortened(found))
		}
		if len(r.open) > 0 && !r.rooted {
			return lang.F("dit is geen SVG: het begint niet met <svg xmlns=%q>", "this is not an SVG: it does not begin with <svg xmlns=%q>", nsSVG)
		}
	}
	if !r.rooted {
		return lang.F("dit is geen SVG: het begint niet met <svg xmlns=%q>", "this is not an SVG: it does not begin with <svg xmlns=%q>", nsSVG)
	}
	return lang.Text{}
}

func shortened(s string) string {
	const longest = 80
	s = strings.Join(strings.Fields(s), " ")
	if rs := []rune(s); len(rs) > longest {
		return string(rs[:longest]) + "…"
	}
	return s
}

// svgCharset accepts the encodings in which old programs say that they write.
// The file itself is UTF-8 (see decode); all that is markup is the same in both.
func svgCharset(charset string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "us-ascii", "iso-8859-1", "windows-1252":
		return r, nil
	}
	return nil, fmt.Errorf("encoding=%q", charset)
}

// An svgReader is what has been read of an SVG.
type svgReader struct {
	begun  bool            // this is not the first token
	rooted bool            // there has been an svg element
	open   []xml.Name      // the elements that are open
	style  strings.Builder // text of the style element that is open
}

// token returns what may not be published of the next token, which stands in
// the file as raw.
func (r *svgReader) token(token xml.Token, raw []byte) string {
	first := !r.begun
	r.begun = true
	switch t := token.(type) {
	case xml.StartElement:
		tag := "<" + t.Name.Local + ">"
		switch {
		case len(r.open) == 0 && r.rooted, len(r.open) >= svgMaxDepth, r.inStyle():
			return tag
		case len(r.open) == 0:
			r.rooted = t.Name == xml.Name{Space: nsSVG, Local: "svg"}
		}
		r.open = append(r.open, t.Name)
		r.style.Reset()
		if r.rooted {
			return elementProblem(t)
		}
	case xml.EndElement:
		if r.inStyle() {
			if bad := cssProblem(r.style.String()); bad != "" {
				return bad
			}
		}
		r.open = r.open[:len(r.open)-1]
	case xml.CharData:
		if r.inStyle() {
			r.style.Write(t)
		}
	case xml.ProcInst:
		if t.Target != "xml" || !first {
			return "<?" + t.Target + "?>"
		}
	case xml.Directive:
		// The parser takes comments out of a directive; browsers stop at them.
		if r.rooted || !svgDoctype.Match(t) || bytes.Contains(raw, []byte("<!--")) {
			return "<!" + string(t) + ">"
		}
	}
	return ""
}

func (r *svgReader) inStyle() bool {
	return len(r.open) > 0 && r.open[len(r.open)-1].Local == "style"
}

// elementProblem returns what is wrong with an element.
func elementProblem(e xml.StartElement) string {
	switch {
	case e.Name.Space == nsSVG && svgElements[e.Name.Local]:
	case editorNamespaces[e.Name.Space]:
	default:
		return "<" + e.Name.Local + ">"
	}
	for _, a := range e.Attr {
		if !attributeAllowed(e.Name.Local, a) {
			return a.Name.Local + `="` + a.Value + `"`
		}
	}
	return ""
}

func attributeAllowed(element string, a xml.Attr) bool {
	name := strings.ToLower(a.Name.Local)
	switch a.Name.Space {
	case "", nsSVG:
	case nsXLink:
		if name != "href" {
			return true // it says what a link is for, and there are no links
		}
	case nsXML:
		return name == "space" || name == "lang" || name == "id"
	case "xmlns":
		return true // the elements and attributes in it are looked at
	default:
		return editorNamespaces[a.Name.Space]
	}
	switch {
	case strings.HasPrefix(name, "on"):
		return false
	case name == "href":
		dest := strings.TrimSpace(a.Value)
		return dest == "" || strings.HasPrefix(dest, "#") ||
			(element == "image" || element == "feImage") && imageData.MatchString(dest)
	case name == "src" || name == "base" || name == "ping" || name == "formaction" || name == "action":
		return false
	case name == "xmlns":
		return true
	case proseAttributes[name] || strings.HasPrefix(name, "data-"):
		return true
	}
	return cssProblem(a.Value) == ""
}

// proseAttributes hold words or names, in which anything may stand.
var proseAttributes = wordSet(`id class aria-label aria-description aria-labelledby aria-describedby
	font-family unicode glyph-name d points`)

// cssURL is where a style refers to something.
var cssURL = regexp.MustCompile(`(?:url|src|image|image-set|cross-fade)\s*\(\s*["']?\s*(.?)`)

// cssProblem returns what in css can fetch or run something: a style, or an
// attribute that holds a value of one. It looks in comments too: what is a
// comment and what a string is for a browser to say.
func cssProblem(css string) string {
	css = strings.ToLower(css)
	for _, bad := range []string{`\`, "@import", "expression(", "javascript:", "vbscript:", "-moz-binding", "behavior:"} {
		if strings.Contains(css, bad) {
			return bad
		}
	}
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		if m[1] != "#" { // a part of the same file
			return m[0]
		}
	}
	return ""
}
