// Package pack writes Go values as bytes and reads them back, for what is kept
// between two runs of the program. It knows nothing of what the values mean.
//
// A [Codec] is made for one type and handles every field of it, so that no field
// can be forgotten: a type with something that cannot be packed (a map, an
// interface, a field that other packages cannot see) gives no codec at all. The
// bytes say nothing about their type; whoever keeps them must throw them away
// when the program is another.
//
// Reading copies no text: the strings of a value are parts of what it was read
// from. Two pointers to the same value are that again. Any bytes may be read:
// those that are no value give an error, and never take much more memory than
// their own length.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// ErrDamaged says that bytes are not what a codec wrote.
var ErrDamaged = errors.New("these bytes are no packed value")

// A Codec packs values of the type T. It may be used by several goroutines.
type Codec[T any] struct{ c *coder }

// New returns the codec of T. The types of empty are left out; a value in which
// one of them is not zero cannot be packed.
func New[T any](empty ...reflect.Type) (*Codec[T], error) {
	b := &builder{empty: map[reflect.Type]bool{}, made: map[reflect.Type]*coder{}}
	for _, t := range empty {
		b.empty[t] = true
	}
	c, err := b.coder(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	return &Codec[T]{c}, nil
}

// Append adds the bytes of v to dst.
func (c *Codec[T]) Append(dst []byte, v *T) ([]byte, error) {
	w := &writer{out: dst, texts: map[string]int{}, pointers: map[any]int{}}
	c.c.write(w, reflect.ValueOf(v).Elem())
	if w.err != nil {
		return dst, w.err
	}
	return w.out, nil
}

// Read fills v, which must be zero, with what was packed in s. After an error v
// holds nothing of use.
func (c *Codec[T]) Read(s string, v *T) error {
	r := &reader{rest: s}
	c.c.read(r, reflect.ValueOf(v).Elem())
	if r.bad || r.rest != "" {
		return ErrDamaged
	}
	return nil
}

// A coder packs the values of one type. size is the number of bytes that any
// value takes at least.
type coder struct {
	write func(w *writer, v reflect.Value)
	read  func(r *reader, v reflect.Value)
	size  int
}

type writer struct {
	out      []byte
	texts    map[string]int // of the value, by their number
	pointers map[any]int
	err      error
}

type reader struct {
	rest     string
	texts    []string
	pointers []reflect.Value
	bad      bool
}

// number reads one number.
func (r *reader) number() uint64 {
	// binary.Uvarint takes bytes only.
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

// take reads n bytes.
func (r *reader) take(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) fail() { r.bad, r.rest = true, "" }

// A builder makes the coders of a type and of all that is in it.
type builder struct {
	empty map[reflect.Type]bool
	made  map[reflect.Type]*coder // nil while it is being made
}

func (b *builder) coder(t reflect.Type) (*coder, error) {
	if b.empty[t] {
		return nothing, nil
	}
	if c, ok := b.made[t]; ok {
		if c == nil {
			return nil, fmt.Errorf("pack: %v holds itself", t)
		}
		return c, nil
	}
	b.made[t] = nil
	c, err := b.make(t)
	b.made[t] = c
	return c, err
}

func (b *builder) make(t reflect.Type) (*coder, error) {
	switch t.Kind() {
	case reflect.Bool:
		return boolean, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return signed, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return unsigned, nil
	case reflect.String:
		return text, nil
	case reflect.Struct:
		return b.structure(t)
	case reflect.Slice:
		return b.slice(t)
	case reflect.Array:
		return b.array(t)
	case reflect.Pointer:
		return b.pointer(t)
	}
	return nil, fmt.Errorf("pack: %v cannot be packed", t)
}

// nothing is the coder of what is left out.
var nothing = &coder{
	write: func(w *writer, v reflect.Value) {
		if !v.IsZero() {
			w.err = fmt.Errorf("pack: %v is not empty", v.Type())
		}
	},
	read: func(*reader, reflect.Value) {},
}

var boolean = &coder{
	write: func(w *writer, v reflect.Value) {
		if v.Bool() {
			w.out = append(w.out, 1)
		} else {
			w.out = append(w.out, 0)
		}
	},
	read: func(r *reader, v reflect.Value) { v.SetBool(r.number() == 1) },
	size: 1,
}

var signed = &coder{
	write: func(w *writer, v reflect.Value) { w.out = binary.AppendUvarint(w.out, zigzag(v.Int())) },
	read: func(r *reader, v reflect.Value) {
		u := r.number()
		n := int64(u>>1) ^ -int64(u&1)
		if v.OverflowInt(n) {
			r.fail()
			return
		}
		v.SetInt(n)
	},
	size: 1,
}

// zigzag gives small numbers to what is near zero on either side.
func zigzag(n int64) uint64 { return uint64(n)<<1 ^ uint64(n>>63) }

var unsigned = &coder{
	write: func(w *writer, v reflect.Value) { w.out = binary.AppendUvarint(w.out, v.Uint()) },
	read: func(r *reader, v reflect.Value) {
		n := r.number()
		if v.OverflowUint(n) {
			r.fail()
			return
		}
		v.SetUint(n)
	},
	size: 1,
}

// known is the length from which a text that was there before is written as its
// number.
const known = 3

var text = &coder{
	write: func(w *writer, v reflect.Value) {
		s := v.String()
		if n, ok := w.texts[s]; ok {
			w.out = binary.AppendUvarint(w.out, uint64(n)<<1|1)
			return
		}
		if len(s) >= known {
			w.texts[s] = len(w.texts)
		}
		w.out = append(binary.AppendUvarint(w.out, uint64(len(s))<<1), s...)
	},
	read: func(r *reader, v reflect.Value) {
		n := r.number()
		if n&1 == 1 {
			if n>>1 >= uint64(len(r.texts)) {
				r.fail()
				return
			}
			v.SetString(r.texts[n>>1])
			return
		}
		s := r.take(n >> 1)
		if len(s) >= known {
			r.texts = append(r.texts, s)
		}
		v.SetString(s)
	},
	size: 1,
}

func (b *builder) structure(t reflect.Type) (*coder, error) {
	c := &coder{}
	var fields []*coder
	for f := range t.Fields() {
		if !f.IsExported() {
			return nil, fmt.Errorf("pack: the field %v.%s cannot be seen", t, f.Name)
		}
		field, err := b.coder(f.Type)
		if err != nil {
			return nil, err
		}
		fields = append(fields, field)
		c.size += field.size
	}
	c.write = func(w *writer, v reflect.Value) {
		for i, f := range fields {
			f.write(w, v.Field(i))
		}
	}
	c.read = func(r *reader, v reflect.Value) {
		for i, f := range fields {
			f.read(r, v.Field(i))
		}
	}
	return c, nil
}

func (b *builder) slice(t reflect.Type) (*coder, error) {
	of, err := b.coder(t.Elem())
	if err != nil {
		return nil, err
	}
	if of.size == 0 {
		return nil, fmt.Errorf("pack: %v takes no room", t.Elem())
	}
	return &coder{
		write: func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.out = append(w.out, 0)
				return
			}
			w.out = binary.AppendUvarint(w.out, uint64(v.Len())+1)
			for i := range v.Len() {
				of.write(w, v.Index(i))
			}
		},
		read: func(r *reader, v reflect.Value) {
			n := r.number()
			if n == 0 {
				return
			}
			if n--; n > uint64(len(r.rest)/of.size) {
				r.fail()
				return
			}
			if n == 0 {
				v.Set(reflect.MakeSlice(t, 0, 0))
				return
			}
			v.Grow(int(n))
			v.SetLen(int(n))
			for i := range int(n) {
				of.read(r, v.Index(i))
			}
		},
		size: 1,
	}, nil
}

func (b *builder) array(t reflect.Type) (*coder, error) {
	of, err := b.coder(t.Elem())
	if err != nil {
		return nil, err
	}
	if t.Elem().Kind() == reflect.Uint8 { // a sum
		return &coder{
			write: func(w *writer, v reflect.Value) { w.out = append(w.out, v.Bytes()...) },
			read:  func(r *reader, v reflect.Value) { copy(v.Bytes(), r.take(uint64(t.Len()))) },
			size:  t.Len(),
		}, nil
	}
	each := func(do func(v reflect.Value), v reflect.Value) {
		for i := range t.Len() {
			do(v.Index(i))
		}
	}
	return &coder{
		write: func(w *writer, v reflect.Value) { each(func(x reflect.Value) { of.write(w, x) }, v) },
		read:  func(r *reader, v reflect.Value) { each(func(x reflect.Value) { of.read(r, x) }, v) },
		size:  t.Len() * of.size,
	}, nil
}

// A pointer is 0 for nil, 1 with the value behind it, or two more than the number
// of a pointer that was written before.
func (b *builder) pointer(t reflect.Type) (*coder, error) {
	of, err := b.coder(t.Elem())
	if err != nil {
		return nil, err
	}
	return &coder{
		write: func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.out = append(w.out, 0)
				return
			}
			p := v.Interface()
			if n, ok := w.pointers[p]; ok {
				w.out = binary.AppendUvarint(w.out, uint64(n)+2)
				return
			}
			w.pointers[p] = len(w.pointers)
			w.out = append(w.out, 1)
			of.write(w, v.Elem())
		},
		read: func(r *reader, v reflect.Value) {
			switch n := r.number(); {
			case n == 0:
			case n == 1:
				if len(r.rest) < of.size {
					r.fail()
					return
				}
				p := reflect.New(t.Elem())
				r.pointers = append(r.pointers, p)
				v.Set(p)
				of.read(r, p.Elem())
			case n-2 < uint64(len(r.pointers)) && n-2 < math.MaxInt && r.pointers[n-2].Type() == t:
				v.Set(r.pointers[n-2])
			default:
				r.fail()
			}
		},
		size: 1,
	}, nil
}
