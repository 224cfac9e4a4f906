package content

// After returns the line on which what comes after the key name begins: the
// next key, or the end of the front matter. It is 0 when the key is not there.
func (n Node) After(name string) int {
	key, _ := n.pair([]string{name})
	if key == nil {
		return 0
	}
	for i := 0; i+2 < len(n.yaml.Content); i += 2 {
		if n.yaml.Content[i] == key {
			return n.file.ScalarRange(n.yaml.Content[i+2]).Start.Line
		}
	}
	return n.file.Pos(n.file.BodyOffset()).Line
}
