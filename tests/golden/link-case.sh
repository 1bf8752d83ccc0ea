# Linkage filed in a case: records without their identities, the run as a source, merges that are withdrawn and superseded. All people are invented.
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
# pseudonyms are drawn by chance, and they and what hangs on them differ from run to run; how many merges there are is the model's matter, not this test's
fold() { sed -E "s/R-[a-z2-7]{16}/R-X/g; s/(PEOPLE|TABLE|LINK|ESTIMATE)-[0-9a-f]{12}/\1-H/g; s/MERGE-[0-9a-f]{16}/MERGE-H/g; s/[0-9a-f]{64}/HASH/g; s/[0-9a-f]{32}/CASE/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}Z)?/DATE/g; s#$PWD/##g; s/[01]\.[0-9]+/P/g; s/[0-9]+ (merges?|people|log entries|of them)/N \1/g; s/; [0-9]+ that holds?/; N that hold/; s/^[0-9]+ added/N added/; s/[0-9]+ entries/N entries/"; }
lists() { awk -v part="$1" -v from="$2" -v every="$3" 'BEGIN {
	split("Anna Boris Clara Dmitri Elena Farid Greta Hassan Irina Jonas Karima Leo Mina Nadia Omar Petra Quentin Rosa Samir Tanya", g, " ")
	split("Ostrel Quilan Barstow Venn Maretti Kolash Dunmore Ferrel Gantry Hollis Ivarsen Jandak Krell Lomax Mirov Norden Pavlik Rudd Stenning Tarrow", f, " ")
	split("Ardon Belmar Corvo Dunwick", p, " ")
	print "id,given,family,birth_date,place"
	for (i = from; i < 120; i++) if (i % every) {
		a = g[i * 7 % 20 + 1]; b = f[i * 11 % 19 + 1]
		if (part == "b" && i % 9 == 0) b = substr(b, 1, 3) substr(b, 5)
		printf "%s%d,%s,%s,%04d-%02d-%02d,%s\n", part, i, a, b, 1950 + i * 13 % 50, i * 5 % 12 + 1, i * 17 % 28 + 1, p[i * 3 % 4 + 1]
	} }'; }
lists a 0 3 >police.csv; lists b 30 4 >shelter.csv; lists c 10 2 >church.csv
link() { try --by "A. Clerk" -C case link "$@" 2>&1; }
files="police.csv shelter.csv church.csv"
try init case >/dev/null
link $files --file --quiet -o clusters.csv --overlap table.csv | fold
echo '# who they are is beside the case, and readable by its owner alone'
stat -c '%a %n' case.identities
head -2 case.identities | fold
grep -c . case.identities
echo '# no name, no date of birth and no id of a row is in the case'
try -C case export --format yaml >all.yaml
grep -rhaE 'Ostrel|Quilan|Karima|1963-' case all.yaml | grep -c .
sed -n '/^actors:/,/^merges:/p' all.yaml >actors.yaml; head -9 actors.yaml | fold
# the merge of the first row that is in one of two records, so that what follows does not hang on what chance drew
link merges >merges
for record in $(sed -n 's/.*"record":"\([^"]*\)".*/\1/p' case.identities); do
	merge=$(grep "$record" merges | grep -v ' = .* = ' | grep '^MERGE' | head -1 | cut -d' ' -f1)
	[ -n "$merge" ] && break
done
grep -A6 "id: $merge" all.yaml | fold
echo '# the same again changes nothing'
try -C case log --head >before
link $files --file --quiet -o clusters.csv --overlap table.csv | fold
try -C case log --head | cmp - before && echo same
try -C case verify --replay | sed 's/root.*;/root …;/' | fold
try -C case check
echo '# the log tells nothing of the order of rows: records are in the order of their pseudonyms'
try -C case log | sed -n 's/.* put actor //p' >order; sort -c order && grep -c R- order
echo '# merges: one is withdrawn, which stays to be seen'
tail -1 merges | fold
link withdraw "$merge" --reason "Brothers: the registrar knows both" | fold
link withdraw "$merge" --reason "again" | fold
try -C case link withdraw "$merge" --reason "nobody"
link withdraw "$merge"
link withdraw MERGE-none --reason x
link merges | tail -1 | fold
link merges --all | grep -A3 "$merge" | grep withdrawn | fold
link merges --all --json | python3 -c 'import json,sys
a = json.load(sys.stdin); print(a["hold_no_more"], [m["withdrawn"]["why"] for m in a["merges"] if m["standing"] != "holds"])'
echo '# another run takes the place of the first; what was told apart stays so'
link $files --file --quiet -o clusters.csv --clean all | fold
link merges | tail -1 | fold
link merges --all | grep -c 'withdrawn DAY\|Brothers'
echo '# and with the options of the first'
link $files --file --quiet -o clusters.csv | fold
link merges | tail -1 | fold
try -C case verify --replay | sed 's/root.*;/root …;/' | fold
echo '# a merge of three does not tell who is another: what finds the same three is filed as withdrawn'
three=$(link merges | grep ' = .* = ' | head -1 | cut -d' ' -f1)
link withdraw "$three" --reason "Not all three" | fold
link $files --file --quiet -o clusters.csv --threshold 0.6 | fold
link merges --all | grep -c 'Not all three'
link $files --file --quiet -o clusters.csv >/dev/null
echo '# a record is shown to be a row of its list; anybody can reckon it'
record=$(sed -n '2s/.*"record":"\([^"]*\)".*/\1/p' case.identities)
link reveal "$record" $files | fold
link reveal "$record" $files --json >shown; fold <shown
python3 - <<'X'
import hashlib, json
a = json.load(open('shown'))
row = open(a['file'], 'rb').read()[a['at']:a['at'] + a['size']]
print(hashlib.sha256(bytes.fromhex(a['salt']) + row).hexdigest() == a['commitment'])
X
link reveal "$record" clusters.csv | fold
link reveal R-nobody $files
echo '# an estimate from the table rests on the run'
link $files --file --quiet -o clusters.csv --overlap table.csv | fold
try --by "A. Clerk" -C case estimate table.csv --file HOW-MANY --method loglinear 2>&1 | grep rests | fold
try -C case export --format yaml >all.yaml; grep -A8 'id: TABLE' all.yaml | fold
try -C case check
echo '# when another run takes the place of what it rests on, check says so'
link $files --file --quiet -o clusters.csv --threshold 0.7 >/dev/null
try -C case check 2>&1 | fold
link $files --file --quiet -o clusters.csv >/dev/null
try -C case check
echo '# FollowTheMoney: entities that stay, and a Similar for each that is the same'
try -C case export --format ftm >ftm.json
grep -m1 R- ftm.json | fold
grep Similar ftm.json | head -1 | fold
grep -c "$merge" ftm.json
echo '# a script has it all and makes the same case'
try -C case export --format yaml >all.yaml
try init other >/dev/null
try -C other import all.yaml | fold
try -C other export --format yaml | cmp - all.yaml && echo same
echo '# the file of identities is lost, or another case'"'"'s'
mv case.identities kept.identities
link police.csv --file --quiet -o clusters.csv | fold
link reveal "$record" $files | fold
link police.csv --file --quiet -o clusters.csv --identities kept.identities | fold
chmod 644 kept.identities
try --by "A. Clerk" -C other link police.csv --file --quiet -o clusters.csv --identities kept.identities 2>&1 | fold
head -20 kept.identities >cut.identities
link police.csv --file --quiet -o clusters.csv --identities cut.identities 2>&1 | grep -v 'chmod' | fold
sed '3s/"row":[0-9]*/"row":0/' kept.identities >wrong.identities
link police.csv --file --quiet -o clusters.csv --identities wrong.identities 2>&1 | grep -v 'chmod' | fold
mv kept.identities case.identities; chmod 600 case.identities
echo '# wrong calls'
try -C case log --head >before
link police.csv police.csv --file -o clusters.csv | fold
try --by "A. Clerk" -C case link - --file <police.csv
link police.csv --file --dataset 'no id' --quiet -o clusters.csv
link police.csv --file --dataset POLICE --quiet -o clusters.csv | fold
link police.csv --file --dataset A --dataset B --quiet -o clusters.csv
link police.csv --file --identities /nowhere/x --quiet -o clusters.csv
link merges now
link police.csv --dataset A
link police.csv --reason x
link merges --file
link reveal R-x
try link police.csv --file -o clusters.csv --quiet
try -C case log --head | cmp - before && echo 'nothing was filed'
echo '# in which order options are given is no difference'
try init sixth >/dev/null
for o in '--threshold 0.6 --clean police.csv --clean church.csv' '--clean church.csv --threshold 0.7 --clean police.csv --threshold 0.6 --threads 1'; do
	try --by "A. Clerk" -C sixth link $files --file --quiet -o clusters.csv $o 2>&1 | head -1 | fold
done
echo '# a source that is there already is the list'
cat >known.yaml <<X
onus: 1
script: known
sources:
  - {id: REGISTER, kind: dataset, title: A register, sha256: $(sha256sum church.csv | cut -d' ' -f1)}
  - {id: LATE, kind: dataset, title: A list}
X
try init third >/dev/null
try -C third import known.yaml
try --by "A. Clerk" -C third link church.csv shelter.csv --file --quiet -o clusters.csv --dataset REGISTER --dataset SHELTER 2>&1 | fold
try -C third export --format yaml | grep -E '^- id: (REG|SHEL|PEOPLE)'
echo '# the estimate came first: the table is there, and now says what it rests on'
try init fourth >/dev/null
try link $files --quiet -o clusters.csv --overlap table.csv
try --by "A. Clerk" -C fourth estimate table.csv --file HOW-MANY --method loglinear >/dev/null
try -C fourth export --format yaml | grep -c 'source: LINK'
try --by "A. Clerk" -C fourth link $files --file --quiet -o clusters.csv --overlap table.csv 2>&1 | fold
try -C fourth export --format yaml >all.yaml; grep -A8 'id: TABLE' all.yaml | fold
try -C fourth verify --replay | sed 's/root.*;/root …;/' | fold
echo '# all or nothing: where the identities cannot be written, nothing is filed'
try init fifth >/dev/null
try --by "A. Clerk" -C fifth link police.csv --file --quiet -o clusters.csv --identities /nowhere/x
try -C fifth log | grep -c .
ls | grep part
echo '# a whole run is withdrawn, and does not come back by itself'
run=$("$ONUS" -C fourth link merges | sed -n '1s/.* by //p')
try -C fourth link withdraw "$run" --by "A. Clerk" --reason "Another version of the list" | fold
try -C fourth link merges | tail -1 | fold
try -C fourth check | fold
try -C fourth link withdraw "$run" --by "A. Clerk" --reason "again" 2>&1 | fold
try -C fourth link withdraw HOW-MANY --by "A. Clerk" --reason "no run"
try --by "A. Clerk" -C fourth link $files --file --quiet -o clusters.csv --overlap table.csv 2>&1 | fold
try -C fourth link merges | grep -c MERGE
true
