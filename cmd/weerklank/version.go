package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"weerklank/internal/lang"
)

// Version is the version of the program; CHANGELOG.md says what is in it.
const Version = "0.1.0"

var versionCommand = &command{
	name:  "version",
	short: lang.T("zegt welke versie dit is", "says which version this is"),
	long: lang.T("Noem deze regel als u een fout meldt: er staat in welk programma u hebt.",
		"Quote this line when you report a mistake: it says which program you have."),
	run: func(p *program, _ context.Context, _ *options, _ []string) error {
		revision := ""
		if info, ok := debug.ReadBuildInfo(); ok {
			for _, s := range info.Settings {
				if s.Key == "vcs.revision" {
					revision = " " + s.Value[:min(len(s.Value), 12)]
				}
			}
		}
		fmt.Fprintf(p.Stdout, "weerklank %s%s (%s, %s/%s)\n", Version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return nil
	},
}
