# An estimate filed in a case: the run is a source, its answer an exhibit, its result a claim; synthetic numbers.
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)" >&2; }
fold() { sed -E 's/(ESTIMATE|TABLE)-[0-9a-f]{12}/\1-H/g; s/[0-9a-f]{64}/HASH/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}Z)?/DATE/g'; }
cat >lists.csv <<'X'
police,shelter,church,count
1,0,0,120
0,1,0,95
0,0,1,60
1,1,0,14
1,0,1,22
0,1,1,9
1,1,1,4
X
est() { try --by "A. Statistician" -C case estimate "$@" --method loglinear; }
try init case >/dev/null
est lists.csv --file HOW-MANY --unit prisoners | tail -3 | fold
try -C case weigh HOW-MANY | grep -v '^graded by' | fold
try -C case check
try -C case log | cut -d' ' -f6- | tail -4 | sed 's/^ *[^ ]*Z//' | fold
try -C case export --format yaml | fold
# the answer is held, word for word
hash=$(sha256sum case/evidence/*/* 2>/dev/null | head -1 | cut -d' ' -f1)
[ -n "$hash" ] && try -C case export --format yaml | grep -c "sha256: $hash"
# again: nothing changes; with other words: the claim changes, the source stays
est lists.csv --file HOW-MANY --unit prisoners | tail -2 | fold
est lists.csv --file HOW-MANY --text "So many prisoners." | tail -2 | fold
try -C case verify --replay | sed 's/root.*;/root …;/'
# the table is a source already
cat >known.yaml <<X
onus: 1
script: known
sources:
  - {id: LISTS-2026, kind: dataset, title: Lists of prisoners, sha256: $(sha256sum lists.csv | cut -d' ' -f1)}
  - {id: SAID, kind: statement, title: A statement}
claims:
  - {id: OTHER, kind: count, text: Somebody says so., supports: {source: SAID, stance: asserts}}
X
try -C case import known.yaml
est lists.csv --file HOW-MANY-2 --json 2>&1 >/dev/null | fold
# what is not filed
est lists.csv --file OTHER >/dev/null
est lists.csv --file 'no id' >/dev/null
est lists.csv --file HOW-MANY-3 --unit '' >/dev/null
est - --file HOW-MANY-3 <lists.csv | tail -1
printf 'A,B,count\n1,0,5\n0,1,4\n' >apart.csv
est apart.csv --file HOW-MANY-3 | tail -1
try estimate lists.csv --method loglinear --file X >/dev/null
try -C case log | grep -c HOW-MANY-3
