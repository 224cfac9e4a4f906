package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"weerklank/internal/lang"
)

// A terminal is where somebody can answer a question.
type terminal interface {
	// Present reports whether there is somebody.
	Present() bool
	// ReadLine waits for a line that is typed. At the end of what is typed
	// (Ctrl+D) the error is io.EOF.
	ReadLine() (string, error)
}

// A console is the terminal that the program was started from.
type console struct {
	present bool
	in      *bufio.Reader
}

// newConsole returns the terminal behind stdin, when questions can be seen at
// stderr.
func newConsole(stdin, stderr *os.File) *console {
	return &console{present: isTerminal(stdin) && isTerminal(stderr), in: bufio.NewReader(stdin)}
}

func (c *console) Present() bool             { return c.present }
func (c *console) ReadLine() (string, error) { return c.in.ReadString('\n') }

// ask puts a question until the answer is accepted: then accept returns nil. An
// error of it that is a *lang.Error says what is wrong with the answer, and is
// shown. Whoever breaks off (Ctrl+C, Ctrl+D) gets context.Canceled.
func (p *program) ask(ctx context.Context, question lang.Text, accept func(answer string) error) error {
	for {
		fmt.Fprint(p.Stderr, question.In(p.lang)+": ")
		answer, err := p.readLine(ctx)
		if err != nil {
			fmt.Fprintln(p.Stderr) // behind the question
			return err
		}
		err = accept(strings.TrimSpace(answer))
		var wrong *lang.Error
		if !errors.As(err, &wrong) {
			return err
		}
		p.say(lang.F("  %s", "  %s", wrong.Text))
	}
}

// readLine waits for a line, or for Ctrl+C: reading itself cannot be broken off.
func (p *program) readLine(ctx context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	read := make(chan result, 1)
	go func() {
		line, err := p.Terminal.ReadLine()
		read <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-read:
		if errors.Is(r.err, io.EOF) {
			return "", context.Canceled
		}
		if r.err != nil {
			return "", lang.Errorf("het antwoord kan niet worden gelezen: %v", "the answer cannot be read: %v", r.err)
		}
		return r.line, nil
	}
}
