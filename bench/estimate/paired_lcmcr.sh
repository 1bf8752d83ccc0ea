#!/bin/sh
# paired_lcmcr.sh BUILD LIBRARY CLASSES TABLE.csv…: sweeps of the latent class sampler by onus and by the LCMCR package, turn about on one core, each
# table five times; processor microseconds a sweep of each and their ratio. LIBRARY: the R library that has LCMCR.
build=$1 library=$2 classes=$3
shift 3
here=$(dirname "$0")
for table; do
	for turn in 1 2 3 4 5; do
		ours=$(taskset -c 0 "$build/bench/bench_lcmcr" "$table" "$classes" 4 5000 1000 20 "$turn" | tail -1)
		theirs=$(taskset -c 0 Rscript "$here/peers_lcmcr.R" "$table" "$classes" 40000 "$turn" "$library" | tail -1)
		printf '%s\n%s\n' "$ours" "$theirs"
		printf '%s\n%s\n' "$ours" "$theirs" | sed 's/.*[ ,] *\([0-9.]*\) us a sweep/\1/' | tr '\n' ' ' | awk '{printf "ratio %.2f\n", $2 / $1}'
	done
done
