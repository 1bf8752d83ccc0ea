#!/bin/sh
# paired_dga.sh BUILD LIBRARY GRID TABLE.csv…: every graph's weight and the probability of every total, by onus and by the dga package, turn about on one
# core, each table three times; processor seconds of each and their ratio. LIBRARY: the R library that has dga.
build=$1 library=$2 grid=$3
shift 3
here=$(dirname "$0")
for table; do
	for turn in 1 2 3; do
		ours=$(taskset -c 0 "$build/bench/bench_dga" "$table" "$grid")
		theirs=$(taskset -c 0 Rscript "$here/peers_dga.R" "$table" "$grid" "$library" | tail -1)
		printf '%s\n%s\n' "$ours" "$theirs"
		printf '%s\n%s\n' "$ours" "$theirs" | sed 's/.*: \([0-9.]*\) s;.*/\1/' | tr '\n' ' ' | awk '{printf "ratio %.0f\n", $2 / $1}'
	done
done
