package site

import (
	"path"
	"strings"

	"weerklank/internal/permalinks"
)

// spellings are the files and folders of documents and images, by their name in
// small letters; a folder has a / behind it. On many computers names that differ
// in case only are one file, and nowhere is a file a folder as well.
type spellings map[string]string

// spell returns the spellings of files, when an address with an arrow is of one.
func spell(files map[string]string, moves []permalinks.Entry) spellings {
	for _, m := range moves {
		if permalinks.KindOf(m.Van) == permalinks.Media {
			s := spellings{}
			for adres := range files {
				s.add(path.Dir(adres))
				s[strings.ToLower(adres)] = adres
			}
			return s
		}
	}
	return nil
}

// add adds a folder.
func (s spellings) add(folder string) {
	for ; folder != "/" && folder != "."; folder = path.Dir(folder) {
		s[strings.ToLower(folder)] = folder + "/"
	}
}

// clash returns what cannot exist beside a small page at the address of a file;
// "" when all can.
func (s *Site) clash(known spellings, adres string) string {
	for folder := adres; folder != "/"; folder = path.Dir(folder) {
		lower := strings.ToLower(folder)
		if other, ok := known[lower]; ok && other != folder+"/" {
			return other
		}
		if _, page := s.byAddress[lower+"/"]; page && lower != folder {
			return lower + "/"
		}
	}
	return ""
}
