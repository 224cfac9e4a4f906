package permalinks

import (
	"path"
	"strings"

	"weerklank/internal/slug"
)

// A Kind is what an address in the ledger is of.
type Kind int

// The kinds. Everything else has an address that follows from one of these.
const (
	None Kind = iota
	Traject
	Signaal
	Onderwerp
	Bijeenkomst
	Advies
	Kenmerk
	Pagina
	Media
)

// maxAddress is the length of an address.
const maxAddress = 1000

// KindOf returns what an address is of; None when it can be in no ledger.
func KindOf(adres string) Kind {
	if adres == "/" || !Inside(adres) {
		return None
	}
	if !strings.HasSuffix(adres, "/") {
		// Its type tells a file from a page without its slash.
		if strings.Count(adres, "/") < 2 || path.Ext(adres) == "" || follows(adres) {
			return None
		}
		return Media
	}
	inner := adres[1 : len(adres)-1]
	first, rest, below := strings.Cut(inner, "/")
	second, third, deep := strings.Cut(rest, "/")
	if !slug.Valid(first) || below && !slug.Valid(second) || deep && !slug.Valid(third) {
		return None
	}
	switch {
	case !below:
		return Pagina
	case slug.Reserved(second), slug.Reserved(third):
		return None
	case deep && first == "trajecten":
		return Signaal
	case deep:
		return None
	}
	switch first {
	case "trajecten":
		return Traject
	case "onderwerpen":
		return Onderwerp
	case "bijeenkomsten":
		return Bijeenkomst
	case "adviezen":
		return Advies
	case "k":
		return Kenmerk
	}
	return None
}

// follows reports whether the address of a file follows from that of a page.
func follows(adres string) bool {
	switch path.Base(adres) {
	case "index.html", "feed.xml", "feed.json", "citeer.json", "citeer.ris":
		return true
	}
	return strings.HasPrefix(adres, "/data/") || strings.HasPrefix(adres, "/zoeken/")
}

// Inside reports whether an address is one of this site, as it is written here:
// without the path of the base URL, and without a way out of it.
func Inside(adres string) bool {
	if adres == "/" {
		return true
	}
	if !strings.HasPrefix(adres, "/") || len(adres) > maxAddress {
		return false
	}
	first := true // of a part
	for i := 1; i < len(adres); i++ {
		switch c := adres[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
			first = false
		case first: // also of "..", and of "//"
			return false
		case c == '/':
			first = true
		case c != '.' && c != '-' && c != '_':
			return false
		}
	}
	return len(adres) > 1
}
