package main

import (
	"errors"
	"flag"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the program says now into testdata (look at the diff)")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"weerklank": main})
}

// TestScripts runs testdata/*.txtar: each is a session at the terminal, with the
// files it begins with. Beside the commands of testscript there is
//
//	status 2 weerklank build -d /
//
// which asserts the exit status; `weerklank` alone asserts 0.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: *update,
		Deadline:      time.Now().Add(5 * time.Minute),
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"status": exitStatus, "step": step},
		Setup: func(env *testscript.Env) error {
			// A fixed day, so that no term passes; the machine's own settings
			// do not count.
			env.Vars = append(env.Vars, "SOURCE_DATE_EPOCH=1795219200", "WEERKLANK_LANG=", "TZ=")
			return nil
		},
	})
}

func exitStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
