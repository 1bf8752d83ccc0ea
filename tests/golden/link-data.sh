# onus link on published lists of which it is known who is who: no worse than so. Skipped where the lists are not.
data="$HERE/../../../shared/data/link"
[ -r "$data/historical_dev.csv" ] || { echo "no lists in $data"; exit 77; }
failed=0

# NAME F1-LEAST LOOKED-AT-LEAST TRUTH FILE…
try() {
	name=$1 f1=$2 looked=$3 truth=$4
	shift 4
	"$ONUS" link "$@" --truth "$truth" -o clusters.csv >account 2>&1 || { cat account; exit 1; }
	got=$(sed -n 's/.*F1 //p' account)
	at=$(sed -n 's/.*of one person \([0-9.]*\) were looked at.*/\1/p' account)
	if awk "BEGIN { exit !($got >= $f1 && $at >= $looked) }"; then
		echo "$name: F1 $f1 or more; $looked or more of the pairs of one person looked at"
	else
		echo "$name: F1 $got, expected $f1; $at looked at, expected $looked"
		failed=1
	fi
}

# FEBRL says who a row is in its name: rec-12-org, rec-12-dup-0
febrl() {
	tr -d "\r" <"$data/febrl_dataset$1.csv" | sed -E '1s/$/, entity/; 2,$s/^rec-([0-9]+)-.*$/&, \1/' >"febrl$1.csv"
}

try fake_1000 0.95 0.98 cluster "$data/splink_fake_1000.csv"
try historical 0.92 0.97 cluster "$data/historical_dev.csv"
try RLdata500 0.98 0.98 ent_id "$data/RLdata500.csv"
for i in 1 2 3 4a 4b; do febrl $i; done
for i in 1 2 3; do try "FEBRL $i" 0.998 0.998 entity febrl$i.csv; done
try "FEBRL 4" 0.998 0.998 entity febrl4a.csv febrl4b.csv
exit $failed
