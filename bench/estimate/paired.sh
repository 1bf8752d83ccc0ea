#!/bin/sh
# paired.sh BUILD LIBRARY METHOD TABLE.csv…: the same work by onus and by its peer, turn about on one core, each table three times (bca: once);
# processor seconds of each and their ratio. LIBRARY: the R library that has Rcapture and SparseMSE.
build=$1 library=$2 method=$3
shift 3
here=$(dirname "$0")
turns=3
[ "$method" = bca ] && turns=1
for table; do
	i=0
	while [ $i -lt $turns ]; do
		ours=$(taskset -c 0 "$build/bench/bench_loglinear" "$(echo "$method" | sed s/steps/sparse/)" "$table" 5)
		theirs=$(taskset -c 0 Rscript "$here/peers_loglinear.R" "$method" "$table" "$library" | tail -1)
		echo "$ours"
		echo "$theirs"
		printf '%s\n%s\n' "$ours" "$theirs" | sed 's/.*: \([0-9.]*\) s;.*/\1/' | tr '\n' ' ' | awk '{printf "ratio %.0f\n", $2 / $1}'
		i=$((i + 1))
	done
done
