// Weerklank makes an accessible website of what was done with what residents
// said. See README.md, or run `weerklank help`.
package main

import (
	"os"
	"time"
	_ "time/tzdata" // time zones on machines that have none
)

func main() {
	p := &program{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: time.Now}
	os.Exit(p.Main(os.Args[1:]))
}
