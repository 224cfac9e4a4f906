package markdown

import "strings"

// SafeDest reports whether dest may become a link: it has no scheme, or is
// http, https, mailto or tel. Control characters make it unsafe, because
// browsers drop some of them and would read "java\tscript:" as a scheme.
func SafeDest(dest string) bool {
	for _, r := range dest {
		if r < ' ' || '\x7f' <= r && r <= '\u009f' {
			return false
		}
	}
	switch scheme(dest) {
	case "", "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// External reports whether dest names another host: it has the scheme http or
// https, or begins with //.
func External(dest string) bool {
	s := scheme(dest)
	return s == "http" || s == "https" || strings.HasPrefix(dest, "//")
}

// scheme returns what stands before the first colon of dest, in lower case, if
// a browser could take it for a scheme: that is, unless the colon comes after
// the beginning of a path, query or fragment. It need not be a valid scheme.
func scheme(dest string) string {
	i := strings.IndexAny(dest, ":/?#")
	if i < 0 || dest[i] != ':' {
		return ""
	}
	if i == 0 {
		return ":"
	}
	return strings.ToLower(dest[:i])
}
