package compile

import (
	"fmt"
	"reflect"
)

// An accessor gets what a name stands for in values of one type: a field, a
// method without arguments, or an entry of a map.
type accessor struct {
	get     func(reflect.Value) (reflect.Value, error)
	result  reflect.Type
	path    []int // the way to a field of a struct, or of a struct that a pointer points to; nil when it is not that simple
	missing error // there is nothing of that name
}

type accessKey struct {
	rt   reflect.Type
	name string
}

func (s *Set) accessor(rt reflect.Type, name string) *accessor {
	if a, ok := s.accessors.Load(accessKey{rt, name}); ok {
		return a.(*accessor)
	}
	a := newAccessor(rt, name)
	s.accessors.Store(accessKey{rt, name}, a)
	return a
}

func newAccessor(rt reflect.Type, name string) *accessor {
	base := rt
	for base.Kind() == reflect.Pointer {
		base = base.Elem()
	}
	missing := func(format string, args ...any) *accessor {
		err := fmt.Errorf(format, args...)
		return &accessor{missing: err, get: func(reflect.Value) (reflect.Value, error) { return reflect.Value{}, err }}
	}
	if m, ok := reflect.PointerTo(base).MethodByName(name); ok {
		out := m.Type
		if out.NumIn() != 1 || out.IsVariadic() {
			return missing("wrong number of args for %s: want %d got 0", name, out.NumIn()-1)
		}
		if out.NumOut() != 1 && (out.NumOut() != 2 || out.Out(1) != errorType) {
			return missing("can't call method/function %q with %d results", name, out.NumOut())
		}
		return &accessor{result: out.Out(0), get: func(v reflect.Value) (reflect.Value, error) {
			method, err := methodOf(v, name)
			if err != nil {
				return method, err
			}
			return safeCall(name, method, nil)
		}}
	}
	switch base.Kind() {
	case reflect.Struct:
		field, ok := base.FieldByName(name)
		if !ok {
			break
		}
		if !field.IsExported() {
			return missing("%s is an unexported field of struct type %s", name, rt)
		}
		a := &accessor{result: field.Type, get: func(v reflect.Value) (reflect.Value, error) {
			v, isNil := indirect(v)
			if isNil {
				return v, fmt.Errorf("nil pointer evaluating %s.%s", rt, name)
			}
			return v.FieldByIndexErr(field.Index)
		}}
		if rt == base || base == rt.Elem() {
			a.path = field.Index
		}
		return a
	case reflect.Map:
		if !stringType.AssignableTo(base.Key()) {
			break
		}
		key := reflect.ValueOf(name)
		return &accessor{result: base.Elem(), get: func(v reflect.Value) (reflect.Value, error) {
			v, isNil := indirect(v)
			if isNil {
				return v, fmt.Errorf("nil pointer evaluating %s.%s", rt, name)
			}
			v = v.MapIndex(key)
			if !v.IsValid() {
				return v, fmt.Errorf("map has no entry for key %q", name)
			}
			return v, nil
		}}
	}
	return missing("can't evaluate field %s in type %s", name, rt)
}

// methodOf returns the method of a value, or of where it is.
func methodOf(v reflect.Value, name string) (reflect.Value, error) {
	rt := v.Type()
	v, _ = indirect(v)
	if v.Kind() != reflect.Pointer && v.CanAddr() {
		v = v.Addr()
	}
	method := v.MethodByName(name)
	if !method.IsValid() {
		return method, fmt.Errorf("can't evaluate field %s in type %s", name, rt)
	}
	return method, nil
}

// safeCall calls a function; that it panics is an error.
func safeCall(name string, f reflect.Value, args []reflect.Value) (v reflect.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(error)
			if !ok {
				e = fmt.Errorf("%v", r)
			}
			err = fmt.Errorf("error calling %s: %w", name, e)
		}
	}()
	out := f.Call(args)
	if len(out) == 2 && !out[1].IsNil() {
		return out[0], fmt.Errorf("error calling %s: %w", name, out[1].Interface().(error))
	}
	return out[0], nil
}
