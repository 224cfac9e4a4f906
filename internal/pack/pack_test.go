package pack_test

import (
	"reflect"
	"strings"
	"testing"

	"weerklank/internal/pack"
)

type inner struct {
	Text  string
	Small int8
}

type value struct {
	Yes     bool
	N       int
	U       uint8
	S, T    string
	Sum     [4]byte
	Pair    [2]string
	List    []inner
	None    []string
	Empty   []string
	P, Q, R *inner
	Left    node
}

// A node has what no codec can see.
type node struct{ hidden *int }

func codec(t testing.TB) *pack.Codec[value] {
	t.Helper()
	c, err := pack.New[value](reflect.TypeFor[node]())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func example() value {
	shared := &inner{"gedeeld", -5}
	return value{
		Yes: true, N: -1 << 40, U: 255, S: "lang genoeg", T: "lang genoeg", Sum: [4]byte{1, 2, 3, 255}, Pair: [2]string{"a", "lang genoeg"},
		List: []inner{{"één", 127}, {"", -128}}, Empty: []string{}, P: shared, Q: shared,
	}
}

func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	c, v := codec(t), example()
	data, err := c.Append(nil, &v)
	if err != nil {
		t.Fatal(err)
	}
	var got value
	if err := c.Read(string(data), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, v) {
		t.Errorf("read\n%+v\nwritten\n%+v", got, v)
	}
	if got.P != got.Q {
		t.Error("two pointers to one value became two values")
	}
	if strings.Count(string(data), "lang genoeg") != 1 {
		t.Error("a text that stands there three times was written more than once")
	}
}

func TestWhatIsLeftOutMustBeEmpty(t *testing.T) {
	v := example()
	v.Left.hidden = &v.N
	if _, err := codec(t).Append(nil, &v); err == nil {
		t.Error("a value with something in what is left out was packed")
	}
}

func TestATypeThatCannotBePackedHasNoCodec(t *testing.T) {
	type loop struct{ Next *loop }
	for name, err := range map[string]error{
		"a hidden field":      second(pack.New[node]()),
		"a map":               second(pack.New[struct{ M map[string]int }]()),
		"an interface":        second(pack.New[struct{ A any }]()),
		"itself":              second(pack.New[loop]()),
		"elements of no size": second(pack.New[struct{ L []struct{} }]()),
	} {
		if err == nil {
			t.Errorf("there is a codec of a type with %s", name)
		}
	}
}

func second[A any](_ A, err error) error { return err }

func TestDamagedBytesAreNoValue(t *testing.T) {
	c, v := codec(t), example()
	data, err := c.Append(nil, &v)
	if err != nil {
		t.Fatal(err)
	}
	for n := range data {
		if c.Read(string(data[:n]), new(value)) == nil {
			t.Errorf("the first %d bytes of %d are a value", n, len(data))
		}
	}
	if c.Read(string(data)+"x", new(value)) == nil {
		t.Error("a value with a byte behind it is a value")
	}
}

// Whatever is read gives a value or an error, and takes no more memory than its
// length allows; what is a value is written and read again as the same.
func FuzzRead(f *testing.F) {
	c, v := codec(f), example()
	data, err := c.Append(nil, &v)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, s string) {
		var v, again value
		if c.Read(s, &v) != nil {
			return
		}
		data, err := c.Append(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Read(string(data), &again); err != nil || !reflect.DeepEqual(v, again) {
			t.Errorf("%q: %v\n%+v\n%+v", s, err, v, again)
		}
	})
}
