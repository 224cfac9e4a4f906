package privacy

// Meant reports whether m may stand in the value of a key of the front matter:
// the key is there for it.
func Meant(key string, m Match) bool {
	switch key {
	case "e-mail", "email", "telefoon":
		return m.Kind == Email || m.Kind == Telefoon
	case "plaats": // where a meeting was
		return m.Kind == Adres
	case "kenmerk", "kenmerken": // a reference number, which has a rule of its own
		return !m.Certain
	}
	return false
}
