# The sample case screened against the designations that it tells of itself: the run filed, a hit confirmed, one cleared, both taken back.
. "$HERE/sample.inc"
export ONUS_LISTS="$PWD/shelf"
score() { sed -E 's/(":|  |[a-z] [+-]?|")-?0\.[0-9]+/\10.N/g; s/score 0\.[0-9]+/score 0.N/; s/SCREEN-20[0-9-]{8}-[0-9a-f]{8}/SCREEN-DAY-HASH/g; s/[0-9a-f]{64}/HASH/g; s/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/TIME/g; s/on 20[0-9-]{8}/on DAY/g; s/^    20[0-9-]{8} /    DAY /; s/date: 20[0-9-]{8}/date: DAY/; s/taken 20[0-9-]{8}/taken DAY/' | sed "s|$PWD|.|g"; }
on() { echo "$ onus $*" | score; "$ONUS" -C case "$@" 2>&1 | score; }
"$ONUS" list add ofac "$HERE/../../cases/dprk-china/designations.jsonl" | score
"$ONUS" -C case screen --case >first; echo "exit $?"
grep -E '/ofac/|screened' first | score
echo '# the same run on the same day is on file already; a dry run files nothing'
on screen --case --dry-run | tail -1
on screen --case | tail -1
on log | tail -4 | sed 's/^ *[0-9]*//'
echo '# what the run is as a source'
on export --format yaml >whole.yaml
sed -n '/^- id: LIST-/,/^- id: [^LS]/p; /^- id: SCREEN-/,/^- id: SE/p' whole.yaml | grep -v '^- id: [^LS]'
echo '# a person confirms: a sanction whose source is the list; another one is cleared, and both are shown'
on screen --case --confirm A-LU/ofac/34024 --by "A. Reader" --reason "the same date and place of birth" | tail -2
on screen clear A-SEK/ofac/34022 --case --by "A. Reader" --reason "to show what is shown" --until 2999-01-01
on screen --case --table | grep -B2 -E 'confirmed by|cleared by'
on screen cleared --case
"$ONUS" -C case screen --case --json --quiet | python3 -c 'import json,sys
a = json.load(sys.stdin)
print({k: v for k, v in a.items() if k != "answers"})
for x in a["answers"]:
    for r in x["results"]:
        if "confirmed" in r or "cleared" in r: print(json.dumps(r, ensure_ascii=False))' | score
on export --format yaml | sed -n '/^- id: LISTED/,/^- id: REL/p' | grep -v REL
on dossier --json -o d >/dev/null
grep -c '' d/index.html >/dev/null && sed -e 's/<[^>]*>//g' d/index.html | grep -o 'Listed: ofac, entry 34024[^-]*' | head -1
on check | tail -1
on verify --replay
echo '# what was decided holds for what was known: a new date of birth, and it is to be looked at again'
cat >more.yaml <<'X'
onus: 1
script: more
actors:
  - id: A-LU
    schema: Person
    names: [{text: Lu Hezheng, lang: en}]
    properties: {birthDate: '1974-04-06'}
    listings: []
X
"$ONUS" -C case import more.yaml 2>&1
on screen --case | grep -A1 A-LU/
on screen cleared --case
echo '# taken back'
on screen withdraw A-LU/ofac/34024 --case --by "A. Reader" --reason "to be looked at again"
on screen withdraw A-LU/ofac/34024 --case --by "A. Reader" --reason "again"
on screen cleared --case
on export --format yaml | grep -c LISTED
echo '# the answers of the run are held as an exhibit'
find case/evidence -type f | wc -l
on search "Hezheng" --json | head -c 0
on verify
echo '# wrong calls'
on screen --case file
on screen --case --name x
on screen --case --confirm A-LU/ofac/34024
on screen --case --confirm A-LU/ofac/99 --by x --reason x | tail -1
on screen --confirm A-LU/ofac/34024
on screen --case --list nosuch
on screen clear A-LU --case --by x --reason x
(cd / && "$ONUS" screen --case 2>&1)
