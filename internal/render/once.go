package render

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"sync"
)

// maxParts is how many bytes of HTML are remembered. What a page shows the most
// often (the menu, the shape of an answer) is asked for first and fits; without
// a bound the site would end up in memory.
const maxParts = 8 << 20

// parts are pieces of HTML that stand on many pages and are the same on each.
type parts struct {
	mu    sync.RWMutex
	made  map[partKey]template.HTML
	bytes int
}

// A partKey is a template with its data: a pointer to what does not change while
// the Renderer is in use, or a plain value.
type partKey struct {
	name string
	data any
}

// once executes the template name with data, and remembers what comes out: in a
// list of answers {{once "item" .}} is {{template "item" .}}, but made once for
// all lists in which the answer stands. The template may use nothing but its
// data.
func (r *Renderer) once(name string, data any) (template.HTML, error) {
	if !reflect.TypeOf(data).Comparable() {
		return "", fmt.Errorf("once %q: %T cannot be compared, so it cannot be remembered; use template", name, data)
	}
	key := partKey{name, data}
	r.parts.mu.RLock()
	h, ok := r.parts.made[key]
	r.parts.mu.RUnlock()
	if ok {
		return h, nil
	}
	var b bytes.Buffer
	if err := r.templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	h = template.HTML(b.String())
	r.parts.mu.Lock()
	defer r.parts.mu.Unlock()
	if r.parts.made == nil {
		r.parts.made = map[partKey]template.HTML{}
	}
	if r.parts.bytes+len(h) <= maxParts {
		r.parts.made[key] = h
		r.parts.bytes += len(h)
	}
	return h, nil
}
