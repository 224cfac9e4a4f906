package privacy_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	. "weerklank/internal/privacy"
)

// told returns ms as the tables below write them: "kind stretch", with an
// exclamation mark behind the kind of what is certain.
func told(text string, ms []Match) string {
	var parts []string
	for _, m := range ms {
		mark := ""
		if m.Certain {
			mark = "!"
		}
		parts = append(parts, fmt.Sprintf("%s%s %s", m.Kind, mark, text[m.Start:m.End]))
	}
	return strings.Join(parts, " | ")
}

// A pair is a text and what is found in it.
type pair struct{ text, want string }

func testPairs(t *testing.T, o Options, pairs []pair) {
	t.Helper()
	for _, p := range pairs {
		if got := told(p.text, Find(p.text, o)); got != p.want {
			t.Errorf("%q\n got %q\nwant %q", p.text, got, p.want)
		}
	}
}

func TestBSN(t *testing.T) {
	testPairs(t, Options{}, []pair{
		{"Mijn BSN is 111222333.", "bsn! 111222333"},
		{"BSN: 1112.22.333", "bsn! 1112.22.333"},
		{"BSN 111 222 333", "bsn! 111 222 333"},
		{"burgerservicenummer (123456782)", "bsn! 123456782"},
		{"Zijn Burgerservicenummer: 123-456-782", "bsn! 123-456-782"},
		{"sofinummer 123456782", "bsn! 123456782"},
		{"123456782 (BSN)", "bsn! 123456782"},
		{"bsn-nummer 111222333", "bsn! 111222333"},
		{"BSN 10000008", "bsn! 10000008"},
		{"BSN 123456789", "bsn 123456789"}, // a digit is wrong, and it is still somebody's
		{"Ik heb nummer 111222333 gekregen.", "bsn 111222333"},
		{"cliënt 123456782 belde", "bsn 123456782"},
		{"Het nummer 123456789 klopt niet.", ""},
		{"KvK 111222333", ""},
		{"RSIN 123456782", ""},
		{"Kenmerk Z-111222333", ""},
		{"Kenmerk: 111222333", ""},
		{"Het kost € 123.456.782", ""},
		{"Het kost 123.456.782 euro", ""},
		{"https://www.voorbeeld.example/stuk?id=111222333", ""},
		{"https://www.voorbeeld.example/stuk/111222333", ""},
		{"000000000", ""},
		{"ISBN 9789012345678", ""},
		{"Wij vragen nooit om uw BSN.", ""},
		{"De BSN-controle is op 12-03-2026.", ""},
		{"123456782345", ""},
	})
}

func TestIBAN(t *testing.T) {
	testPairs(t, Options{}, []pair{
		{"Maak het over op NL91ABNA0417164300.", "iban! NL91ABNA0417164300"},
		{"NL91 ABNA 0417 1643 00 t.n.v. de penningmeester", "iban! NL91 ABNA 0417 1643 00"},
		{"nl91abna0417164300", "iban! nl91abna0417164300"},
		{"NL 91 ABNA 0417164300", "iban! NL 91 ABNA 0417164300"},
		{"NL91.ABNA.0417.1643.00", "iban! NL91.ABNA.0417.1643.00"},
		{"NL91-ABNA-0417-1643-00", "iban! NL91-ABNA-0417-1643-00"},
		{"BE68 5390 0754 7034", "iban! BE68 5390 0754 7034"},
		{"DE89370400440532013000", "iban! DE89370400440532013000"},
		{"GB82 WEST 1234 5698 7654 32", "iban! GB82 WEST 1234 5698 7654 32"},
		{"FR14 2004 1010 0505 0001 3M02 606", "iban! FR14 2004 1010 0505 0001 3M02 606"},
		{"NL92ABNA0417164300", "iban NL92ABNA0417164300"},
		{"BE69 5390 0754 7034", ""},
		{"in de 12 weken van 2024 waren er 57 signalen", ""},
		{"artikel NL91 uit de catalogus", ""},
	})
}

func TestTelefoon(t *testing.T) {
	testPairs(t, Options{}, []pair{
		{"Bel 06-12345678.", "telefoonnummer! 06-12345678"},
		{"0612345678", "telefoonnummer! 0612345678"},
		{"06 12 34 56 78", "telefoonnummer! 06 12 34 56 78"},
		{"06 1234 5678", "telefoonnummer! 06 1234 5678"},
		{"06.12.34.56.78", "telefoonnummer! 06.12.34.56.78"},
		{"06 - 123 456 78", "telefoonnummer! 06 - 123 456 78"},
		{"(06) 12345678", "telefoonnummer! (06) 12345678"},
		{"06/12345678", "telefoonnummer! 06/12345678"},
		{"0 6 1 2 3 4 5 6 7 8", "telefoonnummer! 0 6 1 2 3 4 5 6 7 8"},
		{"+31612345678", "telefoonnummer! +31612345678"},
		{"+31 6 12345678", "telefoonnummer! +31 6 12345678"},
		{"+31 (0)6 12 34 56 78", "telefoonnummer! +31 (0)6 12 34 56 78"},
		{"+31(0)612345678", "telefoonnummer! +31(0)612345678"},
		{"(+31) 6 12345678", "telefoonnummer! (+31) 6 12345678"},
		{"0031612345678", "telefoonnummer! 0031612345678"},
		{"0031 6 1234 5678", "telefoonnummer! 0031 6 1234 5678"},
		{"31612345678", "telefoonnummer 31612345678"},
		{"tel.06-12345678", "telefoonnummer! 06-12345678"},
		{"06-12345678/020-1234567", "telefoonnummer! 06-12345678 | telefoonnummer 020-1234567"},
		{"/bel-06-12345678/", "telefoonnummer! 06-12345678"},
		{"[bel mij](tel:+31612345678)", "telefoonnummer! +31612345678"},
		{"020-1234567", "telefoonnummer 020-1234567"},
		{"020 123 45 67", "telefoonnummer 020 123 45 67"},
		{"(020) 123 45 67", "telefoonnummer (020) 123 45 67"},
		{"0201234567", "telefoonnummer 0201234567"},
		{"0294-123456", "telefoonnummer 0294-123456"},
		{"(0294) 12 34 56", "telefoonnummer (0294) 12 34 56"},
		{"+31 20 123 45 67", "telefoonnummer +31 20 123 45 67"},
		{"+31 (0)20 1234567", "telefoonnummer +31 (0)20 1234567"},
		{"085-1234567", "telefoonnummer 085-1234567"},
		{"Mijn nummer is 020-1234567", "telefoonnummer! 020-1234567"},
		{"Bel mevrouw Jansen op 020-1234567", "naam-van-persoon mevrouw Jansen | telefoonnummer! 020-1234567"},
		{"+49 151 12345678", "telefoonnummer +49 151 12345678"},
		{"+32 470 12 34 56", "telefoonnummer +32 470 12 34 56"},
		{"WhatsApp: +32 470 12 34 56", "telefoonnummer! +32 470 12 34 56"},
		{"0032 470 12 34 56", "telefoonnummer 0032 470 12 34 56"},
		{"tel. 1234567", ""},
		{"tel. 2345678", "telefoonnummer 2345678"},
		{"telefoon: 234 56 78", "telefoonnummer 234 56 78"},
		// no subscribers
		{"Bel 14 036.", ""},
		{"Bel 0800-1234 (gratis) of 0900-8844.", ""},
		{"Bel 0800 123 4567", ""},
		{"Bel 112", ""},
		{"Bel 088-1234567", ""},
		{"Sensoor: 116 123", ""},
		// no telephone numbers
		{"Op 06-12-2024 om 10.30 uur", ""},
		{"op 06-12-2024 12 mensen", ""},
		{"01-02-2024 t/m 03-04-2024", ""},
		{"2024-06-12345678", ""},
		{"Z/06/12345678", ""},
		{"zaak 0612345678901", ""},
		{"0,0612345678", ""},
		{"van 09.00 - 17.00 uur", ""},
		{"1.234.567.890 euro", ""},
		{"€ 10.000.000", ""},
		{"+10.000.000 euro", ""},
		{"2019 2020 2021 2022", ""},
		{"kenmerk 2024/123456", ""},
		{"In 2024 kwamen 1234 mensen.", ""},
		{"artikel 2.1.3 lid 3", ""},
		{"coördinaten 52.3702157, 5.2140833", ""},
		{"0123456789", ""},
	})
}

func TestEmail(t *testing.T) {
	testPairs(t, Options{Domains: []string{"gemeente.example"}}, []pair{
		{"Mail jan.jansen@voorbeeld.example.", "e-mailadres! jan.jansen@voorbeeld.example"},
		{"j_de_vries@voorbeeld.example", "e-mailadres! j_de_vries@voorbeeld.example"},
		{"jan+test@mail.voorbeeld.example", "e-mailadres! jan+test@mail.voorbeeld.example"},
		{"Jan Jansen <jan@voorbeeld.example>", "e-mailadres! jan@voorbeeld.example"},
		{"[mail mij](mailto:jan@voorbeeld.example?subject=Hek)", "e-mailadres! jan@voorbeeld.example"},
		{"mailto:jan%40voorbeeld.example", "e-mailadres! jan%40voorbeeld.example"},
		{"jan&#64;voorbeeld.example", "e-mailadres! jan&#64;voorbeeld.example"},
		{"jan&commat;voorbeeld.example", "e-mailadres! jan&commat;voorbeeld.example"},
		{"*jan*@voorbeeld.example", "e-mailadres! jan*@voorbeeld.example"},
		{"JAN@VOORBEELD.EXAMPLE", "e-mailadres! JAN@VOORBEELD.EXAMPLE"},
		{"renée@voorbeeld.example", "e-mailadres! renée@voorbeeld.example"},
		{"jan [at] voorbeeld.example", "e-mailadres jan [at] voorbeeld.example"},
		{"jan(at)voorbeeld.example", "e-mailadres jan(at)voorbeeld.example"},
		// of the organisation, or of nobody in particular
		{"wmo@gemeente.example", ""},
		{"j.jansen@wmo.gemeente.example", ""},
		{"info@voorbeeld.example", ""},
		{"redactie.buurthuis@voorbeeld.example", ""},
		{"jan@anderegemeente.example", "e-mailadres! jan@anderegemeente.example"},
		// no addresses
		{"Volg ons: @gemeente", ""},
		{"5 @ 10 euro", ""},
		{"import x@1.2.3", ""},
		{"a@b", ""},
	})
}

func TestAdres(t *testing.T) {
	testPairs(t, Options{}, []pair{
		{"Ik woon op Dorpsstraat 12, 1234 AB Dorp.", "woonadres! Dorpsstraat 12, 1234 AB"},
		{"Woonadres: 1234AB 12", "woonadres! 1234AB 12"},
		{"1234 AB, 12a", "woonadres 1234 AB, 12a"},
		{"1234 AB nr. 12", "woonadres 1234 AB nr. 12"},
		{"1234ab 12-2", "woonadres 1234ab 12-2"},
		{"Dorpsstraat 12 te Dorp", "woonadres Dorpsstraat 12"},
		{"bij Kerkstraat 12.", "woonadres Kerkstraat 12"},
		{"op Kerkstraat nr. 12", "woonadres Kerkstraat nr. 12"},
		{"de lamp voor Kerkstraat 12a is stuk", "woonadres Kerkstraat 12a"},
		{"in de kerkstraat 12 is het donker", "woonadres kerkstraat 12"},
		{"Laan van de Vrijheid 12, tweede verdieping", "woonadres Laan van de Vrijheid 12"},
		{"Molendijk 3-b", "woonadres Molendijk 3-b"},
		{"Molenstr. 3", "woonadres Molenstr. 3"},
		{"Mevrouw woont aan de Lindelaan 5", "woonadres Lindelaan 5"},
		{"Wij wonen in de Lindelaan, op nummer 5.", "woonadres 5"},
		{"Lindelaan\u00a05", "woonadres Lindelaan\u00a05"},
		{"1234\u00a0AB\u00a012", "woonadres 1234\u00a0AB\u00a012"},
		{"Markt 5", "woonadres Markt 5"},
		// where everybody may come
		{"Stadhuis, Stadhuisplein 1, 1234 AB Dorp", ""},
		{"Kom naar buurthuis De Molen, Molenstraat 12", ""},
		{"Bezoekadres: Markt 5, 1234 AB Dorp", ""},
		{"Postbus 12, 1234 AB Dorp", ""},
		{"Antwoordnummer 12, 1234 VB Dorp", ""},
		// no houses
		{"In de Dorpsstraat 12 nieuwe bomen", ""},
		{"Dorpsstraat 10 t/m 20", ""},
		{"herinrichting Dorpsstraat 2026", ""},
		{"postcodegebied 1234 AB", ""},
		{"In 2024 EN 12 maanden later", ""},
		{"in 2024 en 12 maanden later", ""},
		{"Wmo 2015 art 2", ""},
		{"fase 2 en vraag 3", ""},
		{"Vergadering 3", ""},
		{"de snelweg 2 keer", ""},
		{"Kamer 12", ""},
		{"Plein 1944", ""},
	})
}

func TestGeboren(t *testing.T) {
	testPairs(t, Options{}, []pair{
		{"geboren op 12-03-1961", "geboortedatum! 12-03-1961"},
		{"Geboortedatum: 12/3/61", "geboortedatum! 12/3/61"},
		{"geb. 12 maart 1961", "geboortedatum! 12 maart 1961"},
		{"geb 1-1-1980", "geboortedatum! 1-1-1980"},
		{"geboren: 1961-03-12", "geboortedatum! 1961-03-12"},
		{"Ik ben geboren in Dorp op 12 mrt. 1961.", "geboortedatum! 12 mrt. 1961"},
		{"12.03.1961 (geboren)", "geboortedatum! 12.03.1961"},
		{"geboren 12 maart '61", "geboortedatum! 12 maart '61"},
		{"| Geboortedatum | 12-03-1961 |", "geboortedatum! 12-03-1961"},
		{"geboren op 12‑03‑1961", "geboortedatum! 12‑03‑1961"}, // hyphens that do not break
		{"De avond was op 12-03-2026.", ""},
		{"Zij is geboren in Dorp. Op 12 maart 2026 was de avond.", ""},
		{"Het idee is geboren op 12 maart 2026.", ""},
		{"Voor wie is geboren voor 1 januari 1980", ""},
		{"geboren in 1961", ""},
		{"kinderen geboren tussen 1 januari 1983 en 30 juni 2006", ""},
	})
}

func TestKenteken(t *testing.T) {
	testPairs(t, Options{}, []pair{
		{"kenteken 12-XX-XX", "kenteken! 12-XX-XX"},
		{"Kenteken: xx-123-x", "kenteken! xx-123-x"},
		{"kenteken XX123X", "kenteken! XX123X"},
		{"kenteken XX 123 X", "kenteken! XX 123 X"},
		{"nummerplaat 12-34-XX", "kenteken! 12-34-XX"},
		{"een auto met 12-XXX-3", "kenteken! 12-XXX-3"},
		{"een witte bestelbus (1-XXX-23)", "kenteken! 1-XXX-23"},
		{"X-123-XX stond dubbel", "kenteken X-123-XX"},
		{"XXX-12-X", "kenteken XXX-12-X"},
		{"XX‑12‑XX", "kenteken XX‑12‑XX"},
		{"de auto XX123X", "kenteken! XX123X"},
		{"12XXX3", "kenteken 12XXX3"},
		// other codes
		{"12-03-61", ""},
		{"2024-12-31", ""},
		{"raadsvoorstel RV-24-13", ""},
		{"RV-24-13", ""},
		{"kenmerk XX-123-X", ""},
		{"AB-123-C", ""},
		{"WMO-12-A", ""},
		{"Z-24-12345", ""},
		{"covid-19-test", ""},
		{"A4-papier", ""},
		{"12-jarige", ""},
		{"24-uurs", ""},
		{"abc123", ""},
	})
}

func TestNaam(t *testing.T) {
	testPairs(t, Options{}, []pair{
		{"mevrouw Jansen zei", "naam-van-persoon mevrouw Jansen"},
		{"Mevr. de Vries", "naam-van-persoon Mevr. de Vries"},
		{"mw. J. van den Berg-Jansen", "naam-van-persoon mw. J. van den Berg-Jansen"},
		{"dhr. P. Bakker", "naam-van-persoon dhr. P. Bakker"},
		{"dhr Bakker", "naam-van-persoon dhr Bakker"},
		{"de heer Van Dijk", "naam-van-persoon heer Van Dijk"},
		{"Meneer El Khatib", "naam-van-persoon Meneer El Khatib"},
		{"familie Yılmaz", "naam-van-persoon familie Yılmaz"},
		{"fam. Smit", "naam-van-persoon fam. Smit"},
		{"de heer en mevrouw Bakker", "naam-van-persoon mevrouw Bakker"},
		{"mevrouw **Jansen**", "naam-van-persoon mevrouw **Jansen"},
		{"mevrouw\u00a0Jansen", "naam-van-persoon mevrouw\u00a0Jansen"},
		{"mevrouw\nJansen", "naam-van-persoon mevrouw\nJansen"},
		{"Ons idee komt van J. de Vries.", "naam-van-persoon J. de Vries"},
		{"J. de Vries vroeg om een hek.", "naam-van-persoon J. de Vries"},
		{"gesprek met A.B. Jansen", "naam-van-persoon A.B. Jansen"},
		{"met P. Bakker", "naam-van-persoon P. Bakker"},
		{"Mijn naam is Fatima Jansen.", "naam-van-persoon Fatima Jansen"},
		{"Ik heet Karel", "naam-van-persoon Karel"},
		{"Naam: Karel Jansen", "naam-van-persoon Karel Jansen"},
		{"buurvrouw Ans belde", "naam-van-persoon buurvrouw Ans"},
		{"Met vriendelijke groet,\nJ. Jansen", "naam-van-persoon J. Jansen"},
		// public office
		{"wethouder Jansen", ""},
		{"burgemeester De Vries", ""},
		{"wethouder mevrouw Jansen", ""},
		{"mevrouw Jansen, wethouder", ""},
		{"wethouder J. de Vries", ""},
		// nobody
		{"Een mevrouw vertelde dat", ""},
		{"mevrouw X.", ""},
		{"Mevrouw de voorzitter,", ""},
		{"meneer. Wij", ""},
		{"Geachte heer, mevrouw,", ""},
		{"dames en heren", ""},
		{"familie en vrienden", ""},
		{"Voor familie. De gemeente", ""},
		{"in bijlage B. Daarna volgt", ""},
		{"A. Bewoners willen een hek", ""},
		{"vitamine D. Kinderen", ""},
		{"B. en W.", ""},
		{"N.B. Kom op tijd", ""},
		{"Bakkerij Jansen B.V. Dorp", ""},
		{"de J. Jansenstraat", ""},
		{"Dr. Jansenlaan", ""},
		{"Mijn naam is niet belangrijk", ""},
		{"Ik heet u welkom", ""},
		{"de naam: Speelplek Zuid", ""},
	})
}

// People paste numbers with all kinds of characters within.
func TestPasted(t *testing.T) {
	for _, text := range []string{
		"06\u00a012345678", "06\u200912345678", "06\u201112345678", "06–12345678", "06-1234\u00ad5678", "06-1234\u200b5678",
		"０６-１２３４５６７８", "**06-12345678**", "06-**12345678**", "0*6*12345678", "06-12\u20605678\u206034", "06&nbsp;12345678",
		"06&#8209;12345678", "06&shy;12345678", "06-1234\n5678", "06-1234\r\n> 5678", "06\\-12345678", "`0612345678`", "_06-12345678_",
		"٠٦١٢٣٤٥٦٧٨", "0️⃣6️⃣12345678", "06\t12345678", "𝟎𝟔12345678", "\ufeff0612345678", "a 06 12 34 56 78, b", "06−12345678",
	} {
		ms := Find(text, Options{})
		if len(ms) != 1 || ms[0].Kind != Telefoon || !ms[0].Certain {
			t.Errorf("%q: %v", text, ms)
		}
	}
	for _, text := range []string{"NL91\u00a0ABNA\u00a00417\u00a01643\u00a000", "NL91 ABNA\n0417 1643 00", "**NL91** ABNA 0417164300", "ＮＬ91ABNA0417164300"} {
		if ms := Find(text, Options{}); len(ms) != 1 || ms[0].Kind != IBAN || !ms[0].Certain {
			t.Errorf("%q: %v", text, ms)
		}
	}
}

func TestFileNames(t *testing.T) {
	testPairs(t, Options{FileName: true}, []pair{
		{"brief-mevrouw-jansen.pdf", "naam-van-persoon mevrouw-jansen"},
		{"Brief_Mevrouw_Jansen.pdf", "naam-van-persoon Mevrouw_Jansen"},
		{"brief-dhr-de-vries.md", "naam-van-persoon dhr-de-vries"},
		{"scan-111222333.pdf", "bsn 111222333"},
		{"bsn-111222333.pdf", "bsn! 111222333"},
		{"tel-06-12345678.jpg", "telefoonnummer! 06-12345678"},
		{"verslag-0612345678.md", "telefoonnummer! 0612345678"},
		{"kenteken-12-xx-xx.jpg", "kenteken! 12-xx-xx"},
		{"klacht-dorpsstraat-12.md", "woonadres dorpsstraat-12"},
		{"verslag-2026-03-12.pdf", ""},
		{"IMG_20260312_101530.jpg", ""},
		{"wmo-hulp-bij-het-huishouden.md", ""},
		{"familiedag.md", ""},
		{"familie-dag.md", ""},
		{"mevrouw-en-meneer.jpg", ""},
	})
}

func TestAllowed(t *testing.T) {
	used := map[int]int{}
	o := Options{Allowed: []string{"020 123 45 67", "mevrouw Jansen", "jan@voorbeeld.example", "+31 6 12345678", "nooit"}, Used: func(i int) { used[i]++ }}
	testPairs(t, o, []pair{
		{"Bel 020-1234567", ""},
		{"Bel +31 20 1234567", ""},
		{"MEVROUW JANSEN", ""},
		{"jan@voorbeeld.example", ""},
		{"0612345678", ""},
		{"06-12345679", "telefoonnummer! 06-12345679"},
	})
	if len(used) != 4 || used[0] != 2 || used[4] != 0 {
		t.Errorf("used: %v", used)
	}
}

func TestMask(t *testing.T) {
	for _, c := range []struct{ text, language, want string }{
		{"Bel 06-12345678 of jan@voorbeeld.example.", "nl", "Bel [telefoonnummer weggelaten] of [e-mailadres weggelaten]."},
		{"Call 06-12345678.", "en", "Call [telephone number left out]."},
		{"Mevrouw Jansen, BSN 111222333", "nl", "[naam weggelaten], BSN [burgerservicenummer weggelaten]"},
		{"niets", "nl", "niets"},
	} {
		if got := Mask(c.text, Find(c.text, Options{}), c.language); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// What stands behind what is hidden keeps its column.
func TestHide(t *testing.T) {
	text := "Bel 06 12345678 é of [klik](x)"
	got := Hide(text, Find(text, Options{}))
	if want := "Bel •• •••••••• é of [klik](x)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is shown of a value never tells it.
func TestShown(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"06-12345678", "06…78"},
		{"+31 6 12345678", "31…78"},
		{"NL91ABNA0417164300", "NL…00"},
		{"BSN 111222333", "…33"},
		{"jan.jansen@voorbeeld.example", "j….example"},
		{"geboren 12-03-1961", "…61"},
		{"kenteken 12-XX-XX", "12…"},
		{"Dorpsstraat 12", "Dorpsstraat…"},
		{"1234 AB 12", "12…"},
		{"1234AB 12", "12…"},
		{"mevrouw de Vries", "mevrouw V…"},
		{"J. de Vries", "J…"},
	} {
		ms := Find(c.text, Options{})
		if len(ms) != 1 || ms[0].Shown != c.want {
			t.Errorf("%q: got %v, want %q", c.text, ms, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "Bel 06-12345678.", "NL91 ABNA 0417 1643 00", "BSN 111222333", "jan@voorbeeld.example", "geboren 12 maart '61", "Ik woon Dorpsstraat 12, 1234 AB",
		"kenteken XX-123-X", "mw. J. van den Berg", "０６-１２", "&#0;&shy;%40\\\n>\n* a", "a\xff\xfe@b.cd", "111222333 123456782 bsn", "06-12-2024 tel. 234567", "[bsn] 10000008",
	} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, fileName bool) {
		o := Options{FileName: fileName}
		ms := Find(text, o)
		at := 0
		for _, m := range ms {
			if m.Start < at || m.End <= m.Start || m.End > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]) {
				t.Fatalf("%q: %v is no stretch of it", text, m)
			}
			if len([]rune(m.Shown)) > 4 && strings.Contains(m.Shown, text[m.Start:m.End]) {
				t.Fatalf("%q: %q shows all of it", text, m.Shown)
			}
			at = m.End
		}
		masked := Mask(text, ms, "nl")
		for _, m := range Find(masked, o) {
			if m.Certain && (m.Kind == IBAN || m.Kind == BSN || m.Kind == Email) {
				t.Fatalf("%q: %v is left in %q", text, m, masked)
			}
		}
	})
}
