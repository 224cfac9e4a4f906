package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/scaffold"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// A topic is one that the site knows.
type topic struct {
	name  string // as it is mostly written
	count int    // how many trajecten are about it
	text  bool   // it has an introduction
}

// topicsIn returns the topics of the site in fsys: first those of most trajecten.
func topicsIn(fsys fs.FS) ([]topic, error) {
	tree, _, err := content.List(fsys)
	if err != nil {
		return nil, err
	}
	bySlug := map[string]*topic{}
	get := func(name string) *topic {
		s := slug.Slug(name)
		if bySlug[s] == nil {
			bySlug[s] = &topic{name: name}
		}
		return bySlug[s]
	}
	spelled := map[string]int{}
	for _, e := range tree.Trajecten {
		f, _, err := content.Read(fsys, e.Path, content.Markdown)
		if err != nil {
			return nil, err
		}
		t, _ := traject.Parse(f)
		for _, name := range t.Onderwerpen {
			known := get(name)
			known.count++
			if spelled[name]++; spelled[name] > spelled[known.name] {
				known.name = name
			}
		}
	}
	for _, e := range tree.Onderwerpen {
		f, _, err := content.Read(fsys, e.Path, content.Markdown)
		if err != nil {
			return nil, err
		}
		if page, _ := traject.ParsePage(f); page.Titel != "" {
			known := get(page.Titel)
			known.name, known.text = page.Titel, true
		}
	}
	var topics []topic
	for _, t := range bySlug {
		topics = append(topics, *t)
	}
	slices.SortFunc(topics, func(a, b topic) int { return cmp.Or(b.count-a.count, cmp.Compare(a.name, b.name)) })
	return topics, nil
}

// used reports whether a traject is about the topic.
func (m *maker) used(topicSlug string) bool {
	return slices.ContainsFunc(m.topics, func(t topic) bool { return t.count > 0 && slug.Slug(t.name) == topicSlug })
}

// knownTopics writes topics as the site does.
func (m *maker) knownTopics() {
	known := func(name string) string {
		for _, t := range m.topics {
			if slug.Slug(t.name) == slug.Slug(name) {
				return t.name
			}
		}
		return name
	}
	for i, name := range m.Onderwerpen {
		m.Onderwerpen[i] = known(name)
	}
	if m.Kind == scaffold.Onderwerp {
		m.Titel = known(m.Titel)
	}
}

// ask asks for what was not given.
func (m *maker) ask(ctx context.Context) error {
	// What was given must be right, or no answer would be accepted.
	given := *m
	if given.Titel == "" {
		given.Titel = "Titel"
	}
	if _, _, err := given.File(); err != nil {
		return usageError{asText(err)}
	}
	if err := m.askTitle(ctx); err != nil {
		return err
	}
	if m.Kind == scaffold.Traject && len(m.Onderwerpen) == 0 {
		if err := m.askTopics(ctx); err != nil {
			return err
		}
	}
	if m.Samenvatting == "" {
		err := m.p.ask(ctx, lang.T("Waar gaat het over, in een of twee zinnen? (Enter: later)", "What is it about, in one or two sentences? (Enter: later)"),
			func(answer string) error { return m.try(&m.Samenvatting, answer) })
		if err != nil {
			return err
		}
	}
	if m.Kind == scaffold.Traject && m.Phase == "" {
		return m.p.ask(ctx, lang.T("In welke stap bent u? 1 verzamelen, 2 vertalen, 3 aanpassen, 4 terugkoppelen (Enter: 1)",
			"In which step are you? 1 verzamelen (collect), 2 vertalen (translate), 3 aanpassen (change), 4 terugkoppelen (report back) (Enter: 1)"),
			func(answer string) error { return m.try(&m.Phase, answer) })
	}
	return nil
}

// askTitle asks for a title, or looks whether the one that was given will do.
func (m *maker) askTitle(ctx context.Context) error {
	if m.Titel != "" {
		if _, _, err := m.file(); err != nil {
			return usageError{asText(err)}
		}
		return nil
	}
	question := lang.T("Titel", "Title")
	var offered []string
	if m.Kind == scaffold.Onderwerp {
		question = lang.T("Welk onderwerp? Typ het nummer, of een naam", "Which topic? Type the number, or a name")
		offered = m.offer(lang.T("Deze onderwerpen hebben nog geen eigen tekst:", "These topics have no text of their own yet:"), func(t topic) bool { return !t.text })
	}
	return m.p.ask(ctx, question, func(answer string) error {
		if answer == "" {
			return lang.Errorf("Hier moet u iets typen. Stoppen kan met Ctrl+C.", "You must type something here. Ctrl+C stops.")
		}
		return m.try(&m.Titel, chosen(answer, offered))
	})
}

func (m *maker) askTopics(ctx context.Context) error {
	offered := m.offer(lang.T("Deze onderwerpen zijn er al:", "These topics are there already:"), func(topic) bool { return true })
	question := lang.T("Over welk onderwerp? Typ een naam; meer met een komma (Enter: later)", "About which topic? Type a name; several with a comma (Enter: later)")
	if len(offered) > 0 {
		question = lang.T("Over welk onderwerp? Typ het nummer of een naam; meer met een komma (Enter: later)", "About which topic? Type the number or a name; several with a comma (Enter: later)")
	}
	return m.p.ask(ctx, question, func(answer string) error {
		var names []string
		for _, a := range split(answer) {
			if name := chosen(a, offered); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		before := m.Onderwerpen
		m.Onderwerpen = names
		_, _, err := m.file()
		if err != nil {
			m.Onderwerpen = before
		}
		return err
	})
}

// maxOffered is how many topics fit on a screen with the question below them.
const maxOffered = 15

// offer lists the topics that somebody can choose, and returns their names.
func (m *maker) offer(intro lang.Text, which func(topic) bool) (names []string) {
	for _, t := range m.topics {
		if which(t) && len(names) < maxOffered {
			names = append(names, t.name)
		}
	}
	if len(names) > 0 {
		m.p.say(intro)
	}
	for i, name := range names {
		fmt.Fprintf(m.p.Stderr, "  %2d  %s\n", i+1, name)
	}
	return names
}

// chosen returns the offered name of which the number was typed, else what was
// typed.
func chosen(answer string, offered []string) string {
	if n, err := strconv.Atoi(strings.TrimSpace(answer)); err == nil && n >= 1 && n <= len(offered) {
		return offered[n-1]
	}
	return answer
}

// try takes over an answer when a file can be made with it.
func (m *maker) try(field *string, answer string) error {
	before := *field
	*field = answer
	_, _, err := m.file()
	if err != nil {
		*field = before
	}
	return err
}
