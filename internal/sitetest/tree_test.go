package sitetest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

var update = flag.Bool("update", false, "write the golden texts")

// What a screen reader is told about each kind of page: roles, names and states
// in the order in which they are read. The texts are there to be read in a
// review: a change in them is a change in what people hear.
//
//	go test -run TestAccessibilityTree -update
func TestAccessibilityTree(t *testing.T) {
	s := build(t, small(t))
	server, w := s.serve(t), open(t)
	written := map[string]bool{}
	for kind, of := range byKind(s.documents(t)) {
		longest := slices.MaxFunc(of, func(a, b *document) int { return len(a.source) - len(b.source) })
		name := filepath.Join("testdata/boom", kind+".txt")
		written[name] = true
		w.visit(server+longest.address, desktop)
		got := longest.address + "\n\n" + strings.ReplaceAll(w.tree(), server, s.host)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("%v; run with -update, and read what it says", err)
			continue
		}
		if got != string(want) {
			t.Errorf("%s is not what is heard now: %s", name, firstDifference(string(want), got))
		}
	}
	old, err := filepath.Glob("testdata/boom/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range old {
		if !written[name] {
			t.Errorf("%s: there is no such kind of page in testdata/boom; add one, or remove the text", name)
		}
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d was\n%s\nand is\n%s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("it had %d lines and has %d", len(w), len(g))
}

// tree returns the accessibility tree of the page as text. Of texts that stand
// in what is named by them, only the name is there.
func (w *tab) tree() string {
	w.t.Helper()
	r, err := proto.AccessibilityGetFullAXTree{}.Call(w)
	if err != nil {
		w.t.Fatal(err)
	}
	nodes := map[proto.AccessibilityAXNodeID]*proto.AccessibilityAXNode{}
	for _, n := range r.Nodes {
		nodes[n.NodeID] = n
	}
	var b strings.Builder
	var write func(n *proto.AccessibilityAXNode, depth int, inside string)
	write = func(n *proto.AccessibilityAXNode, depth int, inside string) {
		role, name := value(n.Role), value(n.Name)
		plain := n.Ignored || slices.Contains([]string{"generic", "none", "InlineTextBox"}, role)
		if role == "StaticText" && (strings.Contains(inside, strings.TrimSpace(name)) || strings.TrimSpace(name) == "") {
			plain = true
		}
		if role == "ListMarker" || role == "LineBreak" {
			plain = true
		}
		if !plain {
			fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", depth), said(n))
			depth++
			inside = name
		}
		if role == "StaticText" || role == "ListMarker" {
			return
		}
		for _, id := range n.ChildIDs {
			if c := nodes[id]; c != nil {
				write(c, depth, inside)
			}
		}
	}
	write(r.Nodes[0], 0, "")
	return b.String()
}

// said is one line of the tree.
func said(n *proto.AccessibilityAXNode) string {
	role, name := value(n.Role), value(n.Name)
	if role == "StaticText" {
		return fmt.Sprintf("%q", name)
	}
	line := role
	if name != "" {
		line += fmt.Sprintf(" %q", name)
	}
	if d := value(n.Description); d != "" {
		line += fmt.Sprintf(", description %q", d)
	}
	if v := value(n.Value); v != "" {
		line += fmt.Sprintf(", value %q", v)
	}
	for _, p := range n.Properties {
		v := value(p.Value)
		switch p.Name {
		case "level":
			if role != "listitem" || v != "1" {
				line += " " + v
			}
		case "focusable", "settable", "editable", "labelledby", "url", "readonly", "multiline", "focused", "hiddenRoot":
		default:
			if v == "false" || v == "" {
				if p.Name == "expanded" {
					line += ", closed"
				}
				continue
			}
			line += fmt.Sprintf(", %s %s", p.Name, v)
		}
	}
	return line
}

func value(v *proto.AccessibilityAXValue) string {
	if v == nil || v.Value.Nil() {
		return ""
	}
	return strings.Join(strings.Fields(v.Value.String()), " ")
}
