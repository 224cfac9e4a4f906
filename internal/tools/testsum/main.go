// Testsum reads what `go test -json` says and shows what a person wants to know:
// one line a package, the output of tests that failed and of no others, and at
// the end a line such as
//
//	412 passed, 0 failed
//
// A package that does not compile, or that ends before its tests do, counts as a
// test that failed. The exit status is 1 when something failed, or when there
// were no tests at all.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// An event is a line of `go test -json` (go doc test2json).
type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64
}

func main() {
	passed, failed := 0, 0
	output := map[[2]string][]string{} // by package and test
	failedTests := map[string]bool{}   // packages of which a test failed
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Println(lines.Text()) // go itself has something to say
			continue
		}
		key := [2]string{e.Package + e.ImportPath, e.Test}
		switch e.Action {
		case "output", "build-output":
			output[key] = append(output[key], e.Output)
			continue
		case "pass":
			if e.Test != "" {
				passed++
				break
			}
			fmt.Printf("  ok      %s (%.1f s)\n", e.Package, e.Elapsed)
		case "fail", "build-fail":
			if e.Test == "" && failedTests[e.Package] {
				fmt.Printf("  FAILED  %s (%.1f s)\n", e.Package, e.Elapsed)
				break
			}
			failed++
			failedTests[e.Package] = true
			fmt.Printf("  FAILED  %s %s\n    %s\n", key[0], e.Test, strings.ReplaceAll(strings.TrimSpace(strings.Join(output[key], "")), "\n", "\n    "))
		case "skip":
			if e.Test != "" { // a test that does not run does not hold
				failed++
				fmt.Printf("  SKIPPED %s %s\n", e.Package, e.Test)
			}
		default:
			continue
		}
		delete(output, key)
	}
	if err := lines.Err(); err != nil {
		fmt.Println(err)
		failed++
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		os.Exit(1)
	}
}
