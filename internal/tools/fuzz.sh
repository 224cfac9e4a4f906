#!/bin/sh
# Every fuzz target of the project, one after another, each for a while:
#
#	sh internal/tools/fuzz.sh 10m
#	sh internal/tools/fuzz.sh 1h 'markdown FuzzHTML' 'serve FuzzRequests'
#
# Without names it runs all that there are. It uses one core, so that the
# computer stays usable; CORES=4 uses more. What makes a target fail is put in
# testdata/fuzz of its package by Go: keep that file, it is a test from then on.
set -u
cd "$(dirname "$0")/../.."

time=${1:-10m}
[ $# = 0 ] || shift

# all lists the targets, one a line: the package below internal/, and the name.
all() {
	grep -rE '^func Fuzz[A-Za-z]*\(' --include='*_test.go' internal |
		sed -n 's|^internal/\([^:]*\)/[^/:]*:func \(Fuzz[A-Za-z]*\)(.*|\1 \2|p' | sort -u
}

# fuzz runs the targets that it reads, and fails if one of them does.
fuzz() {
	status=0
	while read -r package target; do
		echo "=== $package $target, $time"
		if ! go test -trimpath -run '^$' -fuzz "^$target\$" -fuzztime "$time" -parallel "${CORES:-1}" "./internal/$package" </dev/null; then
			echo "FAILED  $package $target"
			status=1
		fi
	done
	return $status
}

if [ $# = 0 ]; then all; else printf '%s\n' "$@"; fi | fuzz
