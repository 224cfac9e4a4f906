package render

import (
	"fmt"
	"html"
	"text/template/parse"
)

// foldTexts puts the texts of the catalogue that never differ into the
// templates themselves: {{t "gezegd.titel"}} becomes its words. A page has
// hundreds of them, and a function call in a template is dear. On the way it
// finds every key that is not in the catalogue, also in parts of a template that
// no page happens to use.
//
// It must come before the first execution: html/template escapes then what is
// left, and takes what is here for text of the template, so the words are
// escaped for an element or a quoted attribute, the only places where a
// template may put them.
func (t *Theme) foldTexts() error {
	for _, tmpl := range t.set.Templates() {
		if tmpl.Tree == nil || tmpl.Tree.Root == nil {
			continue
		}
		if err := t.foldList(tmpl.Tree.Root); err != nil {
			return fmt.Errorf("%s: %w", tmpl.Tree.ParseName, err)
		}
	}
	return nil
}

func (t *Theme) foldList(list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	var out []parse.Node
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if err := t.checkPipe(n.Pipe); err != nil {
				return err
			}
			if words, ok, err := t.constant(n.Pipe); err != nil {
				return err
			} else if ok {
				out = append(out, &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(html.EscapeString(words))})
				continue
			}
		case *parse.IfNode:
			if err := t.foldBranch(&n.BranchNode); err != nil {
				return err
			}
		case *parse.WithNode:
			if err := t.foldBranch(&n.BranchNode); err != nil {
				return err
			}
		case *parse.RangeNode:
			if err := t.foldBranch(&n.BranchNode); err != nil {
				return err
			}
		case *parse.TemplateNode:
			if err := t.checkPipe(n.Pipe); err != nil {
				return err
			}
		}
		out = append(out, n)
	}
	list.Nodes = out
	return nil
}

func (t *Theme) foldBranch(b *parse.BranchNode) error {
	if err := t.checkPipe(b.Pipe); err != nil {
		return err
	}
	if err := t.foldList(b.List); err != nil {
		return err
	}
	return t.foldList(b.ElseList)
}

// constant returns the words of a pipeline that is only {{t "key"}}, with
// constant values to fill in if any.
func (t *Theme) constant(p *parse.PipeNode) (words string, ok bool, err error) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return "", false, nil
	}
	args := p.Cmds[0].Args
	if id, isID := args[0].(*parse.IdentifierNode); !isID || id.Ident != "t" || len(args) < 2 {
		return "", false, nil
	}
	var values []any
	for _, a := range args[1:] {
		s, isString := a.(*parse.StringNode)
		if !isString {
			return "", false, nil
		}
		values = append(values, s.Text)
	}
	words, err = t.Texts.find(values[0].(string), values[1:])
	return words, true, err
}

// checkPipe finds keys that are not in the catalogue anywhere in a pipeline.
func (t *Theme) checkPipe(p *parse.PipeNode) error {
	if p == nil {
		return nil
	}
	for _, c := range p.Cmds {
		if id, ok := c.Args[0].(*parse.IdentifierNode); ok && (id.Ident == "t" || id.Ident == "tn") && len(c.Args) > 1 {
			if key, ok := c.Args[1].(*parse.StringNode); ok {
				if _, known := t.Texts.entries[key.Text]; !known {
					return fmt.Errorf("line %d: there is no text %q in i18n/%s.yaml", p.Line, key.Text, t.Texts.Taal)
				}
			}
		}
		for _, a := range c.Args {
			if nested, ok := a.(*parse.PipeNode); ok {
				if err := t.checkPipe(nested); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
