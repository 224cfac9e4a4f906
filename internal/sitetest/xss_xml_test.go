package sitetest

import (
	"encoding/xml"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// An xmlReader reads a file token by token, and keeps what is HTML written as
// text.
type xmlReader struct {
	d    *xml.Decoder
	html bool // in an element whose text is HTML
	text strings.Builder
}

func newXML(s string) *xmlReader { return &xmlReader{d: xml.NewDecoder(strings.NewReader(s))} }

// An xmlToken is one token, with the HTML that ended with it.
type xmlToken struct {
	xml.Token
	html string
}

func (r *xmlReader) Token() (xmlToken, error) {
	tok, err := r.d.Token()
	if err != nil {
		return xmlToken{}, err
	}
	out := xmlToken{Token: xml.CopyToken(tok)}
	switch tok := tok.(type) {
	case xml.StartElement:
		for _, a := range tok.Attr {
			r.html = r.html || a.Name.Local == "type" && a.Value == "html"
		}
	case xml.CharData:
		if r.html {
			r.text.Write(tok)
		}
	case xml.EndElement:
		out.html, r.html = r.text.String(), false
		r.text.Reset()
	}
	return out, nil
}

// unsafe returns what a token could do.
func (t xmlToken) unsafe() []string {
	switch tok := t.Token.(type) {
	case xml.StartElement:
		var wrong []string
		switch strings.ToLower(tok.Name.Local) {
		case "script", "foreignobject", "iframe", "object", "embed", "animate", "animatemotion", "animatetransform", "set", "handler", "use", "style", "include", "discard":
			wrong = append(wrong, fmt.Sprintf("<%s>", tok.Name.Local))
		}
		for _, a := range tok.Attr {
			element := "link" // that has no reason to be trusted
			if tok.Name.Local == "link" || tok.Name.Local == "a" || tok.Name.Local == "content" || a.Name.Space == "xmlns" {
				element = "a"
			}
			if unsafeAttribute(element, html.Attribute{Key: a.Name.Local, Val: a.Value}) || strings.Contains(a.Value, "url(http") {
				wrong = append(wrong, fmt.Sprintf("%s=%q in <%s>", a.Name.Local, a.Value, tok.Name.Local))
			}
		}
		return wrong
	case xml.EndElement:
		return unsafeHTML(t.html, false)
	case xml.Directive:
		return []string{fmt.Sprintf("<!%s>", tok)}
	case xml.ProcInst:
		if tok.Target != "xml" {
			return []string{fmt.Sprintf("<?%s %s?>", tok.Target, tok.Inst)}
		}
	}
	return nil
}
