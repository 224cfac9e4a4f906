package render

import (
	"encoding/json"
	"testing"
)

// FuzzLinkedData: what stands on the page is what encoding/json makes of it.
func FuzzLinkedData(f *testing.F) {
	f.Add("Een \"plan\" </script> & é \u2028", "Gemeente <A>", "2026-03-12", "Z/1\x7f")
	f.Add("", "", "", "")
	f.Add("\xff\\", "a\nb", "2026-Q1", "x")
	f.Fuzz(func(t *testing.T, title, org, date, number string) {
		type organisation struct {
			Type string `json:"@type"`
			Name string `json:"name"`
		}
		want, err := json.Marshal(struct {
			Context   string       `json:"@context"`
			Type      string       `json:"@type"`
			Name      string       `json:"name"`
			Publisher organisation `json:"publisher"`
			Modified  string       `json:"dateModified,omitempty"`
			Number    string       `json:"reportNumber,omitempty"`
			URL       string       `json:"url"`
			Language  string       `json:"inLanguage"`
		}{"https://schema.org", "Report", title, organisation{"Organization", org}, date, number, "https://a.example/" + title, "nl"})
		if err != nil {
			t.Fatal(err)
		}
		got := linkedData(title, org, date, number, "https://a.example/"+title, "nl")
		if string(got) != `<script type="application/ld+json">`+string(want)+`</script>` {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}
