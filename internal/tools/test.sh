#!/bin/sh
# Every test of the project:
#
#	sh internal/tools/test.sh
#
# It needs Go and git. What else it needs (a browser, Java, npm, a C compiler for
# the race detector, a font) it installs with apt, as root or with sudo. It never
# passes by skipping something.
set -eu
cd "$(dirname "$0")/../.."

# What tests write goes to memory where there is plenty of it: they make many
# thousands of files, and a disk is most of what that takes.
free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -z "${TMPDIR:-}" ] && [ "${free:-0}" -gt 8000000 ] && ! grep -q '^[^ ]* /dev/shm .*noexec' /proc/mounts; then
	TMPDIR=/dev/shm
	export TMPDIR
fi
# The site tests and the releases build like this; so all is compiled once.
export GOFLAGS="${GOFLAGS:-} -trimpath"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
log=$scratch/log
passed=0
failed=0

# step NAME COMMAND... runs a check, which counts as one test, and says how long
# it took. What it has to say is shown when it fails.
step() {
	name=$1
	shift
	began=$(date +%s)
	if "$@" >"$log" 2>&1; then
		passed=$((passed + 1))
		result=ok
	else
		failed=$((failed + 1))
		result=FAILED
	fi
	echo "$result  $name ($(($(date +%s) - began)) s)"
	[ $result = ok ] || cat "$log"
}

# need NAME COMMAND... is a step without which the rest means nothing.
need() {
	step "$@"
	[ $result = ok ] || exit 1
}

# tests NAME DIR ARGUMENTS... runs the Go tests in DIR and counts them. They are
# vetted already.
tests() {
	name=$1 dir=$2
	shift 2
	began=$(date +%s)
	echo "    $name:"
	(cd "$dir" && go test -vet=off -json "$@") | "$scratch/testsum" | tee "$log"
	# The last line is "N passed, M failed"; no such line is a failure too.
	counts=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log")
	ok=${counts% *} bad=${counts#* }
	if [ "${ok:-0}" = 0 ]; then ok=0 bad=$((${bad:-0} + 1)); fi
	passed=$((passed + ok))
	failed=$((failed + bad))
	result=ok
	[ "$bad" = 0 ] || result=FAILED
	echo "$result  $name ($(($(date +%s) - began)) s)"
}

java_is_new_enough() {
	version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
	[ "${version:-0}" -ge 17 ]
}

# tools installs what is not there.
tools() {
	missing=
	command -v chromium || missing="$missing chromium"
	java_is_new_enough || missing="$missing default-jre-headless"
	command -v npm || missing="$missing nodejs npm"
	command -v gcc || missing="$missing gcc libc6-dev"
	[ -n "$(find /usr/share/fonts -name '*.ttf' 2>/dev/null | head -n 1)" ] || missing="$missing fonts-dejavu-core"
	[ -n "$missing" ] || return 0
	if ! command -v apt-get; then
		echo "These are missing, and there is no apt to install them:$missing"
		return 1
	fi
	as_root=
	if [ "$(id -u)" != 0 ]; then
		if ! command -v sudo; then
			echo "Run this as root, or install these first:$missing"
			return 1
		fi
		as_root=sudo
	fi
	$as_root apt-get update -q || return 1
	# The names are words, each a package.
	# shellcheck disable=SC2086
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing || return 1
	if ! java_is_new_enough; then
		echo "Java is older than 17, and default-jre-headless is no newer"
		return 1
	fi
}

in_sitetest() { (cd internal/sitetest && "$@"); }

formatted() {
	unformatted=$(gofmt -l bench cmd internal themes)
	[ -z "$unformatted" ] || { echo "run gofmt -w on: $unformatted"; return 1; }
}

# The lock file says what is installed, not from where: that is for the machine.
lock_names_no_place() { ! grep '"resolved"' internal/sitetest/package-lock.json bench/eleventy/package-lock.json; }

need "tools are there" tools
# The other systems that versions are released for, each for one processor: what is
# vetted is compiled too. internal/tools/release.sh makes all six.
elsewhere() {
	CGO_ENABLED=0 GOOS=windows go vet ./... && CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 go build -o "$scratch/elsewhere" ./cmd/weerklank
}

need "npm packages" in_sitetest npm ci --ignore-scripts --no-audit --no-fund
need "everything compiles" go build ./...
step "the lock file names no addresses" lock_names_no_place
step "gofmt" formatted
step "go vet" go vet ./...
step "the other systems" elsewhere
step "go vet, site tests" in_sitetest go vet ./...
need "testsum is built" go build -o "$scratch/testsum" ./internal/tools/testsum
need "staticcheck is built" in_sitetest go build -o "$scratch/staticcheck" honnef.co/go/tools/cmd/staticcheck
step "staticcheck" "$scratch/staticcheck" ./...
step "staticcheck, site tests" in_sitetest "$scratch/staticcheck" ./...
# Only where goroutines share something there can be a race; elsewhere the
# detector only takes time. In render one test makes everything at the same time,
# the others make one thing after another.
concurrent=$(grep -lE '\bgo func|\.Go\(|sync\.(Mutex|RWMutex|Map|WaitGroup)\b' cmd/*/*.go internal/*/*.go | grep -vE '^internal/(sitetest|render)/' | xargs -n1 dirname | sort -u | sed 's|^|./|')
others=$(go list -f '{{.Dir}}' ./... | sed "s|^$PWD|.|" | grep -vxF "$concurrent")
# The lists are words, each a package.
# Scripts and the manual run whole commands, and some tests load many sites or
# publish one thing after another: they take four times as long with it. What runs at the same time
# there is tested in the packages.
whole='^Test(Scripts|Manual|NothingIsLost|Redacted|EveryKeyIsShown|NothingRuns|DatesAndNumbers|FaultInTheme|HouseStyleIsAFile|LogoAndFavicon|HouseStyleThatIsWrong|ABuildAgain|ASiteWithALink|TheSameEverywhere|ChangesShow|Killed|EveryOperationFails)'
# shellcheck disable=SC2086
tests "tests with the race detector" . -race -skip "$whole" $concurrent
tests "everything rendered at the same time, with the race detector" . -race -run '^TestFilesMadeAtTheSameTime$' ./internal/render
tests "scripts, the manual and many sites" . -run "$whole" ./cmd/weerklank ./internal/load ./internal/publish
# shellcheck disable=SC2086
tests "the other tests" . $others
tests "site tests (browser, validator, links)" internal/sitetest -count=1 -timeout 14m ./...

echo "$passed passed, $failed failed"
[ $failed = 0 ]
