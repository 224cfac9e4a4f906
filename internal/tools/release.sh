#!/bin/sh
# What is put online for a version, in the folder dist:
#
#	sh internal/tools/release.sh 0.2.0
#
# docs/uitbrengen.md says what comes before and after.
set -eu
cd "$(dirname "$0")/../.."
exec go run ./internal/tools/release -version "${1:?which version?}" -o dist
