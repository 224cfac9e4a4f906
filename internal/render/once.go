package render

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
)

// maxParts is how many bytes of HTML are remembered in one generation. There are
// two: when the newer is full it becomes the older, and what was asked for in
// neither is forgotten. Without a bound the site would end up in memory, and what is
// remembered also keeps the document of its data there.
const maxParts = 64 << 10

// parts are pieces of HTML that stand on many pages and are the same on each.
type parts struct {
	mu           sync.Mutex
	newer, older map[partKey]template.HTML
	bytes        int // in newer
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
	return r.parts.once(r.templates, name, data)
}

func (p *parts) once(templates executor, name string, data any) (template.HTML, error) {
	if !reflect.TypeOf(data).Comparable() {
		return "", fmt.Errorf("once %q: %T cannot be compared, so it cannot be remembered; use template", name, data)
	}
	key := partKey{name, data}
	if h, ok := p.get(key); ok {
		return h, nil
	}
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	h := template.HTML(b.String())
	p.put(key, h)
	return h, nil
}

func (p *parts) get(key partKey) (template.HTML, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.newer[key]
	if ok {
		return h, true
	}
	if h, ok = p.older[key]; ok {
		p.add(key, h)
	}
	return h, ok
}

func (p *parts) put(key partKey, h template.HTML) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.add(key, h)
}

func (p *parts) add(key partKey, h template.HTML) {
	if p.newer == nil || p.bytes+len(h) > maxParts {
		p.newer, p.older, p.bytes = map[partKey]template.HTML{}, p.newer, 0
	}
	p.newer[key] = h
	p.bytes += len(h)
}
