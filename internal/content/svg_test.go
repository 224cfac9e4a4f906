package content

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// inSVG returns an SVG with this in it.
func inSVG(s string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + s + `</svg>`
}

// hostileSVGs run something, fetch something, or are read differently by
// different programs.
var hostileSVGs = map[string]string{
	"script":                      inSVG(`<script>alert(1)</script>`),
	"script with a prefix":        `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>`,
	"script of HTML":              inSVG(`<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>`),
	"image of HTML":               inSVG(`<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>`),
	"HTML by a prefix of editors": inSVG(`<inkscape:p xmlns:inkscape="http://www.w3.org/1999/xhtml">x</inkscape:p>`),
	"HTML within metadata":        inSVG(`<metadata><body xmlns="http://www.w3.org/1999/xhtml"/></metadata>`),
	"MathML":                      inSVG(`<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:alert(1)"/>`),
	"namespace by a reference":    inSVG(`<h:script xmlns:h="http://www.w3.org/1999/&#x78;html">alert(1)</h:script>`),
	"unknown namespace":           inSVG(`<x:y xmlns:x="http://www.voorbeeld.example/"/>`),
	"foreignObject":               inSVG(`<foreignObject><p>x</p></foreignObject>`),
	"handler":                     inSVG(`<handler type="text/javascript" ev:event="load" xmlns:ev="http://www.w3.org/2001/xml-events">alert(1)</handler>`),
	"onload":                      `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
	"onload on a new line":        `<svg xmlns="http://www.w3.org/2000/svg"` + "\n" + `onload = "alert(1)"/>`,
	"set":                         inSVG(`<set attributeName="onload" to="alert(1)"/>`),
	"animate":                     inSVG(`<animate attributeName="href" values="javas&#99;ript:alert(1)"/>`),
	"link":                        inSVG(`<a href="javascript:alert(1)"><path d="M0 0"/></a>`),
	"link by a reference":         inSVG(`<a xlink:href="&#106;avascript:alert(1)"><path d="M0 0"/></a>`),
	"link with a new line":        inSVG(`<a xlink:href="java&#10;script:alert(1)"><path d="M0 0"/></a>`),
	"link elsewhere":              inSVG(`<a href="https://www.voorbeeld.example/"><path d="M0 0"/></a>`),
	"use of data":                 inSVG(`<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>`),
	"use of a file":               inSVG(`<use xlink:href="ander.svg#x"/>`),
	"use by another prefix":       inSVG(`<use xmlns:x="http://www.w3.org/1999/xlink" x:href="https://www.voorbeeld.example/a.svg#x"/>`),
	"image elsewhere":             inSVG(`<image href="https://www.voorbeeld.example/a.png"/>`),
	"image elsewhere by xlink":    inSVG(`<image xlink:href="//www.voorbeeld.example/a.png"/>`),
	"image that is an SVG":        inSVG(`<image href="data:image/svg+xml,&lt;svg/&gt;"/>`),
	"image that is a text":        inSVG(`<image href="data:text/html,x"/>`),
	"filter that fetches":         inSVG(`<filter id="f"><feImage href="https://www.voorbeeld.example/a.png"/></filter>`),
	"base":                        inSVG(`<g xml:base="https://www.voorbeeld.example/"><use href="#x"/></g>`),
	"import":                      inSVG(`<style>@import "https://www.voorbeeld.example/a.css";</style>`),
	"import cut by a comment":     inSVG(`<style>@imp<!-- -->ort "//www.voorbeeld.example/a.css";</style>`),
	"import cut by an element":    inSVG(`<style>@imp<g/>ort "//www.voorbeeld.example/a.css";</style>`),
	"import in CDATA":             inSVG(`<style><![CDATA[@IMPORT url(//www.voorbeeld.example/a.css);]]></style>`),
	"import by an escape":         inSVG(`<style>@\69mport "//www.voorbeeld.example/a.css";</style>`),
	"style that fetches":          inSVG(`<style>g{fill:url(//www.voorbeeld.example/a.svg#x)}</style>`),
	"font that is fetched":        inSVG(`<style>@font-face{font-family:a;src: URL( 'https://www.voorbeeld.example/a.woff')}</style>`),
	"image-set":                   inSVG(`<style>g{cursor:image-set("//www.voorbeeld.example/a.png" 1x)}</style>`),
	"style after a string":        inSVG(`<style>g{font-family:"/*"}h{fill:url(//www.voorbeeld.example/a)}g{font-family:"*/"}</style>`),
	"style attribute":             inSVG(`<g style="fill:url(//www.voorbeeld.example/a#x)"/>`),
	"fill":                        inSVG(`<g fill="url('https://www.voorbeeld.example/a#x')"/>`),
	"fill by a reference":         inSVG(`<g fill="ur&#x6c;(https://www.voorbeeld.example/a#x)"/>`),
	"style sheet":                 `<?xml-stylesheet type="text/xsl" href="data:application/xml,x"?>` + inSVG(``),
	"style sheet after xml":       `<?xml version="1.0"?><?xml-stylesheet href="a.css"?>` + inSVG(``),
	"instruction within":          inSVG(`<?php x ?>`),
	"document type elsewhere":     `<!DOCTYPE svg SYSTEM "http://www.voorbeeld.example/a.dtd">` + inSVG(``),
	"document type by two names":  `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.voorbeeld.example/svg11.dtd">` + inSVG(``),
	"entity":                      `<!DOCTYPE svg [<!ENTITY x "y">]>` + inSVG(`&x;`),
	"entity behind a known type":  `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY x "y">]>` + inSVG(``),
	"entity without a type":       inSVG(`<text>&x;</text>`),
	"attribute list":              `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>` + inSVG(``),
	"another encoding":            `<?xml version="1.0" encoding="utf-7"?>` + inSVG(``),
	"two roots":                   inSVG(``) + `<script xmlns="http://www.w3.org/2000/svg">alert(1)</script>`,
	"HTML as SVG":                 `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`,
	"not closed":                  `<svg xmlns="http://www.w3.org/2000/svg"><g>`,
	"no namespace":                `<svg><path d="M0 0"/></svg>`,
	"not an SVG":                  "\x89PNG",
	"nothing":                     "",
	"too deep":                    inSVG(strings.Repeat("<g>", 1000) + strings.Repeat("</g>", 1000)),
}

func TestHostileSVGIsFound(t *testing.T) {
	for name, src := range hostileSVGs {
		t.Run(name, func(t *testing.T) {
			if svgProblem([]byte(src)).IsZero() {
				t.Errorf("nothing found in %s", src)
			}
		})
	}
}

// ordinarySVGs are like what people and programs make.
var ordinarySVGs = map[string]string{
	"by hand": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" aria-labelledby="t" lang="nl">
  <title id="t">On the road: javascript: is hier een woord</title>
  <desc>Een plan met onderdeel=3 en url(https://www.voorbeeld.example/).</desc>
  <style>.contour { fill: none; stroke: #036 } @media (prefers-color-scheme: dark) { .contour { stroke: url(#kleur) } }</style>
  <defs><linearGradient id="kleur"><stop offset="0" stop-color="red"/></linearGradient><g id="een"><path d="M0 0"/></g></defs>
  <use href="#een" class="contour" fill="url(#kleur)"/>
  <text x="1" y="2" font-family="Arial, 'Open Sans'"><tspan xml:space="preserve">a &amp; b &#233;</tspan></text>
  <image href="data:image/png;base64,iVBORw0KGgo=
    AAAA" width="1" height="1"/>
</svg>
`,
	"Inkscape": `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" version="1.1" id="svg5" inkscape:version="1.2" sodipodi:docname="kaart.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:zoom="0.7"><inkscape:grid type="xygrid" id="grid1"/></sodipodi:namedview>
  <defs id="defs2"><radialGradient id="r" xlink:href="#l" gradientTransform="matrix(1,0,0,1,0,0)"/></defs>
  <metadata id="m"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/><dc:title></dc:title></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="Laag 1" inkscape:groupmode="layer" id="layer1" style="font-size:3px;-inkscape-font-specification:'sans-serif, Normal';fill:url(#r)">
    <path sodipodi:nodetypes="cc" d="M 1,2 C 3,4" id="path1" inkscape:path-effect="#e"/></g>
</svg>
`,
	"Illustrator": `<?xml version="1.0" encoding="iso-8859-1"?>
<!-- Generator: Adobe Illustrator 16.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Laag_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
	 width="10px" viewBox="0 0 10 10" enable-background="new 0 0 10 10" xml:space="preserve">
<style type="text/css"><![CDATA[
	.st0{fill:#FFFFFF;clip-path:url(#SVGID_2_);}
]]></style>
<g><defs><rect id="SVGID_1_" width="10" height="10"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" overflow="visible"/></clipPath>
<switch><g i:extraneous="self" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"><path class="st0" d="M0,0"/></g></switch></g>
</svg>
`,
}

func TestOrdinarySVGIsPublished(t *testing.T) {
	for name, src := range ordinarySVGs {
		if got := svgProblem([]byte(src)); !got.IsZero() {
			t.Errorf("%s: %s", name, got.NL)
		}
	}
}

func TestOwnSVGsArePublished(t *testing.T) {
	n := 0
	for _, pattern := range []string{"../../content/media/*.svg", "../../themes/default/static/*.svg"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got := svgProblem(src); !got.IsZero() {
				t.Errorf("%s: %s", name, got.NL)
			}
			n++
		}
	}
	if n < 3 {
		t.Errorf("%d files", n)
	}
}

// What svgProblem accepts must hold none of this in a reading that knows no
// namespaces. (In those of editors anything may be called anything.)
func FuzzSVG(f *testing.F) {
	for _, src := range hostileSVGs {
		f.Add([]byte(src))
	}
	for _, src := range ordinarySVGs {
		f.Add([]byte(src))
	}
	elements := regexp.MustCompile(`(?i)^(script|foreignobject|iframe|handler|listener|a|set|animate.*|object|embed|audio|video)$`)
	attributes := regexp.MustCompile(`(?i)^(on.*|src|base)$`)
	f.Fuzz(func(t *testing.T, src []byte) {
		if !svgProblem(src).IsZero() {
			return
		}
		d := xml.NewDecoder(strings.NewReader(string(src)))
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
		var found []string
		for {
			token, err := d.RawToken()
			if err != nil {
				break
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if elements.MatchString(e.Name.Local) {
				found = append(found, "<"+e.Name.Local+">")
			}
			for _, a := range e.Attr {
				if editorNamespaces[a.Value] {
					return
				}
				value := strings.ToLower(strings.TrimSpace(a.Value))
				isData := strings.HasPrefix(value, "data:image/") && !strings.HasPrefix(value, "data:image/svg")
				if a.Name.Space != "xmlns" && attributes.MatchString(a.Name.Local) ||
					a.Name.Space == "" && a.Name.Local == "href" && value != "" && value[0] != '#' && !isData {
					found = append(found, a.Name.Local+"="+a.Value)
				}
			}
		}
		if len(found) > 0 {
			t.Errorf("accepted %q in %s", found, src)
		}
	})
}
