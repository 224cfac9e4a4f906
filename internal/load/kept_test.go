package load

import (
	"fmt"
	"reflect"
	"testing"

	"weerklank/internal/content"
)

// fill gives every field of v a value of its own.
func fill(t *testing.T, v reflect.Value, n *int) {
	if v.Type() == reflect.TypeFor[content.Node]() {
		return // forgotten in what is kept
	}
	*n++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n%120 + 1))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(*n%250 + 1))
	case reflect.String:
		v.SetString(fmt.Sprint("tekst ", *n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	default:
		t.Fatalf("this test does not know how to fill a %v", v.Type())
	}
}

func TestEveryFieldOfADocumentIsKept(t *testing.T) {
	var x, got kept
	n := 0
	fill(t, reflect.ValueOf(&x).Elem(), &n)
	x.Doc.Evaluaties[1].Signaal = x.Doc.Signalen[1] // as Summarize makes it
	data, err := codec().Append(nil, &x)
	if err != nil {
		t.Fatal(err)
	}
	if err := codec().Read(string(data), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(x, got) {
		t.Errorf("kept\n%+v\nread\n%+v", x, got)
	}
	if got.Doc.Evaluaties[1].Signaal != got.Doc.Signalen[1] {
		t.Error("an evaluation has another signaal than its traject")
	}
}

// Everything that makes a document must be in what is kept of it.
func TestADocumentHasNoFieldThatIsNotKept(t *testing.T) {
	for f := range reflect.TypeFor[document]().Fields() {
		switch f.Name {
		case "size", "modTime", "given", "page": // of the file, of the key, and what is read again
			continue
		}
		same := false
		for k := range reflect.TypeFor[kept]().Fields() {
			same = same || k.Type == f.Type
		}
		if !same {
			t.Errorf("document.%s is not in kept", f.Name)
		}
	}
}
