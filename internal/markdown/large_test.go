package markdown_test

import (
	"strings"
	"testing"

	"weerklank/internal/markdown"
)

// Twice as much text takes at most some twice as much work, whatever it is that
// somebody repeats. The work is counted in allocations, which no busy computer
// changes.
func TestTwiceTheTextIsTwiceTheWork(t *testing.T) {
	const size = 8_000
	for name, piece := range map[string]string{
		"brackets": "[", "images": "![", "closed": "[a](", "angles": "<a ", "stars": "*a_ ", "ticks": "`a ", "quotes": "> ", "lists": "- ", "table": "|", "footnotes": "[^1] ",
		"definitions": "[a]: b\n", "headings": "# a\n", "anchors": "# a {#b}\n", "entities": "&amp;", "comments": "<!-- ", "languages": "[a]{taal=de} ", "links": "[a](b) ", "one line": "a", "lines": "\n", "tabs": "\t- a\n",
		"blocks": "<div>\n", "autolinks": "<https://a.example> ", "escapes": `\[`, "rules": "***\n", "fences": "```\n", "cells": "a|b\n-|-\n",
	} {
		work := func(n int) float64 {
			src := []byte(strings.Repeat(piece, n/len(piece)))
			return testing.AllocsPerRun(1, func() {
				d := markdown.Parse(src)
				d.HTML(markdown.HTMLOptions{})
				d.Links()
				d.Text()
				d.Anchors("")
			})
		}
		one, two := work(size), work(2*size)
		if two > 3*one+2000 {
			t.Errorf("%s: %.0f allocations for %d bytes, and %.0f for twice that", name, one, size, two)
		}
	}
}
