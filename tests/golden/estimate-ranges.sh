# Published ranges in one picture: of claims of the sample case, and of a synthetic table; who repeats whom is counted once.
. "$HERE/sample.inc"
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
ranges() { try -C case estimate --ranges "$@"; }
echo "--- one voice"; ranges C040
echo "--- two claims on workers abroad"; ranges WORKERS-2017 WORKERS-2023
echo "--- an upper end alone"; ranges C023
echo "--- contradiction within one voice"; ranges C020
echo "--- replaced figures"; ranges C028 KINU-2025; ranges C028
echo "--- from whom is not known"; ranges RET-OCT23; ranges C008
echo "--- other units"; ranges C009; ranges C040 C009
ranges C027 --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(d["voices"], d["unit"], d["agree"], d["most"], [s["words"] for s in d["shared"]], len(d["contradictions"]))
for r in d["ranges"]: print(r["source"], r["voice"], r["words"], r["repeats"], r["date"])'
echo "--- a table"
cat >bodies.csv <<'X'
source,low,best,high,qualifier,repeats,date
Panel,,100000,,about,,2023
Ministry,20000,,80000,,,2021
Paper,20000,,80000,,Ministry,2021
NGO,,,30000,up to,,2020
Office,,500,,more than,,
X
ranges bodies.csv
ranges - <bodies.csv | head -1
# wrong input
bad() { printf "$@" >bad.csv; try estimate --ranges bad.csv; }
bad 'source,low,high\nA,5,3\n'
bad 'source,low,best,high\nA,5,9,8\n'
bad 'source,low,high\nA,five,3\n'
bad 'source,low,high\nA,nan,3\n'
bad 'source,low,high\nA,,\n'
bad 'source,low,high\n,1,2\n'
bad 'source,amount\nA,5\n'
bad 'source,low,high,qualifier\nA,5,6,roughly\n'
bad 'source,low,high,repeats\nA,5,6,B\n'
bad 'source,low,high\n'
ranges NOPE
ranges C040 C040
ranges C001
ranges C040 --svg x.svg
try estimate bodies.csv bodies.csv
