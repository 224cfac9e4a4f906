package render

import (
	"reflect"

	"weerklank/internal/compile"
	"weerklank/internal/lang"
	"weerklank/internal/site"
)

// viewOf returns the type of the data of a kind of page, see views.go of package
// site.
func viewOf(k site.Kind) reflect.Type {
	return map[site.Kind]reflect.Type{
		site.Home:             reflect.TypeFor[*site.HomeView](),
		site.Trajecten:        reflect.TypeFor[*site.TrajectenView](),
		site.Traject:          reflect.TypeFor[*site.TrajectView](),
		site.Signaal:          reflect.TypeFor[*site.SignaalPage](),
		site.Onderwerpen:      reflect.TypeFor[*site.OnderwerpenView](),
		site.Onderwerp:        reflect.TypeFor[*site.OnderwerpView](),
		site.Bijeenkomsten:    reflect.TypeFor[*site.BijeenkomstenView](),
		site.Bijeenkomst:      reflect.TypeFor[*site.BijeenkomstView](),
		site.Besluiten:        reflect.TypeFor[*site.BesluitenView](),
		site.Besluit:          reflect.TypeFor[*site.BesluitView](),
		site.Cijfers:          reflect.TypeFor[*site.CijfersView](),
		site.Adviezen:         reflect.TypeFor[*site.AdviezenView](),
		site.Advies:           reflect.TypeFor[*site.AdviesView](),
		site.Nota:             reflect.TypeFor[*site.NotaView](),
		site.Pagina:           reflect.TypeFor[*site.PaginaView](),
		site.Toegankelijkheid: reflect.TypeFor[*site.ToegankelijkheidView](),
		site.Ingetrokken:      reflect.TypeFor[*site.IngetrokkenView](),
		site.Alias:            reflect.TypeFor[*site.AliasView](),
		site.NietGevonden:     reflect.TypeFor[*site.NietGevondenView](),
		site.Zoeken:           reflect.TypeFor[*site.ZoekenView](),
		site.Register:         reflect.TypeFor[*site.RegisterView](),
		site.Kenmerk:          reflect.TypeFor[*site.KenmerkView](),
		site.Versies:          reflect.TypeFor[*site.VersiesView](),
		site.Versie:           reflect.TypeFor[*site.VersieView](),
		site.Poster:           reflect.TypeFor[*site.PosterView](),
		site.Brief:            reflect.TypeFor[*site.BriefView](),
		site.Data:             reflect.TypeFor[*site.DataView](),
		site.Insluiten:        reflect.TypeFor[*site.InsluitenView](),
		site.Weggehaald:       reflect.TypeFor[*site.WeggehaaldView](),
		site.Volgen:           reflect.TypeFor[*site.VolgenView](),
	}[k]
}

// checkNames finds names of fields that no page has, also in parts of a template
// that no page of this site comes to. A name that some kinds of page have is
// right: a hook may ask which kind it is in.
func (t *Theme) checkNames() error {
	set, err := t.bind(placeholders())
	if err != nil {
		return err
	}
	programs := compile.New(set, placeholders())
	for _, k := range site.Kinds() {
		if _, err := programs.Program(string(k)+":frame", viewOf(k)); err != nil {
			return nil // html/template executes it, or says what is wrong; and the names of this kind are not known
		}
	}
	for _, err := range programs.Wrong() {
		return lang.Errorf("het thema klopt niet: %v", "the theme is wrong: %v", err)
	}
	return nil
}
