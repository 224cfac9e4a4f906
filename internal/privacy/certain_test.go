package privacy

import "testing"

func TestMayBeCertain(t *testing.T) {
	for text, want := range map[string]bool{
		"": false,
		"Schrijf hier „waarom” – of laat 't weg…": false,
		"Een één-op-ééngesprek.":                  false,
		"06-12345678":                             true,
		"０６１２３４５６７８":                              true,
		"jan&#64;voorbeeld.example":               true,
		"jan&commat;voorbeeld.example":            true,
		"jan＠voorbeeld.example":                   true,
		"jan@voorbeeld.example":                   true,
		"\U0001d7f6\U0001d7fc":                    true,
	} {
		if got := MayBeCertain(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// A text without digits is cleared only when there is nothing certain in it.
func FuzzMayBeCertain(f *testing.F) {
	for _, s := range []string{"mail jan@voorbeeld.example", "NL91ABNA0417164300", "111222333", "mevrouw De Vries", "jan (at) voorbeeld.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if MayBeCertain(s) {
			return
		}
		for _, m := range Find(s, Options{}) {
			if m.Certain {
				t.Errorf("%q has a certain %s", s, m.Kind)
			}
		}
	})
}
