#!/bin/sh
# Runs one golden script: tests/golden/run.sh NAME [--update]
# NAME.sh runs in an empty folder with $ONUS (the program) and $HERE (tests/golden); its output, standard error
# included, must equal NAME.out. Times, hashes of the log and the like are folded by the script itself. Exit 77 = skipped.
set -u
HERE=$(cd "$(dirname "$0")" && pwd)
export HERE
: "${ONUS:=$HERE/../../build/onus}"
export ONUS ONUS_BY=tester LC_ALL=C.UTF-8 ONUS_DATA="$HERE/../../share"
name=$1
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 99
mkdir run && cd run || exit 99
sh "$HERE/$name.sh" >../out 2>&1
code=$?
[ $code -eq 77 ] && { cat ../out; exit 77; }
[ $code -ne 0 ] && echo "(exit $code)" >>../out
if [ "${2:-}" = --update ]; then
	cp ../out "$HERE/$name.out"
	exit 0
fi
diff -u "$HERE/$name.out" ../out
