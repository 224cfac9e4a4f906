package site_test

import (
	"fmt"
	"strings"
	"testing"

	"weerklank/internal/site"
)

// most is how many items of one list any page may hold: a list without an end makes
// a page that no old phone can show. A list that is divided has up to a page more
// on its newest.
const most = 2 * site.PageSize

// longLists is a site on which every list is long: one topic for all, and every traject
// with a bijeenkomst in one of two neighbourhoods and with an advies.
func longLists(t *testing.T, n int) *site.Site {
	var trajecten []string
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "plan-%d\ntitel: Plan %d\nphase: 4\ndatum: 20%02d-%02d-10\n", i, i, 10+i%15, 1+i%12)
		fmt.Fprintf(&b, "bijeenkomsten:\n  - {id: b1, naam: Avond %d, datum: 20%02d-03-01, wijk: Wijk %d}\n", i, 10+i%15, i%2)
		fmt.Fprintf(&b, "adviezen:\n  - {kenmerk: A-%d, titel: Advies %d, van: Raad, datum: 20%02d-04-01}\nsignalen:\n", i, i, 10+i%15)
		for j := range 3 {
			topic := "Wonen"
			if j == 0 {
				topic = fmt.Sprintf("Deel %d", i%300)
			}
			fmt.Fprintf(&b, "  - {id: s%d, signaal: D%c een wens., onderwerpen: [%s], besluit: niet-overgenomen, reden: Te duur., besloten-op: 20%02d-05-0%d}\n", j, 'a'+i%26, topic, 10+i%2, 1+j)
		}
		trajecten = append(trajecten, strings.TrimSpace(b.String()))
	}
	return newSite(t, "", trajecten...)
}

func TestNoPageGrowsWithTheSite(t *testing.T) {
	s := longLists(t, 400)
	largest := map[site.Kind]int{}
	count := func(p *site.Page, n int) {
		largest[p.Kind] = max(largest[p.Kind], n)
		if n > most {
			t.Errorf("%s has %d items in one list", p.Adres, n)
		}
	}
	for p := range s.Pages() {
		switch p.Kind {
		case site.Traject, site.Signaal, site.Nota, site.Poster, site.Brief, site.Bijeenkomst, site.Advies:
			continue // made of one file
		}
		view, err := p.View()
		if err != nil {
			t.Fatal(err)
		}
		switch v := view.(type) {
		case *site.HomeView:
			count(p, len(v.Trajecten)+len(v.Laatste)+len(v.Onderwerpen))
			count(p, len(v.Bijeenkomsten)+len(v.Wijken))
		case *site.OnderwerpenView:
			count(p, len(v.Onderwerpen))
			if len(v.Namen) < most {
				t.Errorf("%s names %d topics", p.Adres, len(v.Namen))
			}
		case *site.TrajectenView:
			count(p, len(v.Kaarten))
			count(p, len(v.Sprongen))
		case *site.OnderwerpView:
			count(p, len(v.Trajecten))
			count(p, len(v.Lijst.Items))
		case *site.BesluitView:
			count(p, len(v.Lijst.Items))
			count(p, len(v.Lijst.Sprongen))
		case *site.RegisterView:
			count(p, len(v.Lijst.Items))
			count(p, len(v.Lijst.Sprongen))
		case *site.BijeenkomstenView:
			n := 0
			for _, g := range v.Jaren {
				n += len(g.Bijeenkomsten)
			}
			count(p, n)
			for _, g := range v.Wijken {
				if g.Adres == "" {
					count(p, most+1) // they stand here
				}
			}
		case *site.AdviezenView:
			count(p, len(v.Adviezen))
		case *site.ZoekenView:
			count(p, len(v.Bijeenkomsten))
		}
	}
	for _, k := range []site.Kind{site.Trajecten, site.Onderwerp, site.Besluit, site.Register, site.Bijeenkomsten, site.Adviezen} {
		if largest[k] < site.PageSize/2 {
			t.Errorf("the longest list of %s has %d items, so nothing was tried", k, largest[k])
		}
	}
}

// Everything of a divided list is on one of its pages, once, and every page is
// reached from the newest.
func TestDividedListsAreWhole(t *testing.T) {
	const n = 400
	s := longLists(t, n)
	view := func(adres string) any {
		p, ok := s.Page(adres)
		if !ok {
			t.Fatalf("no page %s", adres)
		}
		v, err := p.View()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for start, want := range map[string]int{"/bijeenkomsten/": n, "/bijeenkomsten/wijk/wijk-1/": n / 2, "/adviezen/": n, "/onderwerpen/wonen/trajecten/": n, "/trajecten/": n} {
		seen, adres := map[string]bool{}, start
		for pages := 0; adres != ""; pages++ {
			if pages > n {
				t.Fatalf("%s never ends", start)
			}
			var older *site.Ref
			var jumps []site.Ref
			switch v := view(adres).(type) {
			case *site.BijeenkomstenView:
				for _, g := range v.Jaren {
					for _, k := range g.Bijeenkomsten {
						seen[k.Adres] = true
					}
				}
				older, jumps = v.Ouder, v.Sprongen
			case *site.AdviezenView:
				for _, k := range v.Adviezen {
					seen[k.Adres] = true
				}
				older, jumps = v.Ouder, v.Sprongen
			case *site.TrajectenView:
				for _, k := range v.Kaarten {
					seen[k.Adres] = true
				}
				older, jumps = v.Ouder, v.Sprongen
			}
			if adres == start && (len(jumps) < 2 || jumps[len(jumps)-1].Adres != start+"pagina/1/") {
				t.Errorf("%s leads to %v, not to the oldest", start, jumps)
			}
			for _, j := range jumps {
				view(j.Adres)
			}
			if adres = ""; older != nil {
				adres = older.Adres
			}
		}
		if len(seen) != want {
			t.Errorf("%s and its pages have %d items, want %d", start, len(seen), want)
		}
	}
	topic := view("/onderwerpen/wonen/").(*site.OnderwerpView)
	if topic.AlleTrajecten != "/onderwerpen/wonen/trajecten/" || topic.AantalTrajecten != n || len(topic.Trajecten) > 12 {
		t.Errorf("the topic shows %d trajecten and leads to %q for %d", len(topic.Trajecten), topic.AlleTrajecten, topic.AantalTrajecten)
	}
}
