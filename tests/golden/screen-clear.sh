# Hits that a person has looked at: cleared with who, when, why, until when; marked and not counted; lapsed when the entry changes. All data is synthetic.
. "$HERE/lists.inc"
score() { sed -E 's/(":|  |[a-z] [+-]?|")-?0\.[0-9]+/\10.N/g; s/(does not reach) [0-9.]+/\1 N/; s/[0-9a-f]{64}/HASH/g; s/\b[0-9a-f]{16}\b/ID/g; s/on 20[0-9-]{8}/on DAY/g; s/^    20[0-9-]{8}/    DAY/; s/withdrawn 20[0-9-]{8}/withdrawn DAY/g'; }
screen() { try screen "$@" | score; }
un 300 >un.xml
"$ONUS" list add un un.xml >/dev/null
screen cleared
screen --name "Adan Ostrel" --list un --limit 2 --table
screen clear "Adan Ostrel" --list un --id SYi.001 --reason "Another man: born in 1991, passport seen" --by "A. Reviewer" --until 2999-12-31
screen clear "adan  ostrel" --list un --id SYi.101 --reason "Not he" --by "A. Reviewer"
screen clear "Adan Ostrel" --list un --id SYi.201 --reason "Not he either" --by "A. Reviewer" --json
echo '# all hits on the name are cleared: shown, marked, no match (exit 0); also in another case of letters'
screen --name "Adan Ostrel" --list un --table --cutoff 1 --threshold 1
screen --name "ADAN OSTREL" --list un --limit 1 --threshold 1
echo '# cleared ones do not use up the limit'
screen --name "Adan Ostrel" --list un --limit 1 --table --threshold 0.8
echo '# who has another birth date is another, and so is another name'
printf 'name,birth_date\nAdan Ostrel,1991-01-01\nOstrel Adan,\n' >q.csv
screen q.csv --list un --limit 1 --threshold 0.8
echo '# the query of an answer clears just that one'
"$ONUS" screen q.csv --list un --limit 1 --threshold 0.8 | head -1 >answer
python3 -c 'import json; print(json.dumps(json.load(open("answer"))["query"]))' >query
screen clear "$(cat query)" --list un --id SYi.001 --reason "born in 1991" --by "A. Reviewer" --threshold 0.5
screen q.csv --list un --limit 1 --threshold 0.8 --table
screen cleared
echo '# the entry changes: lapsed, and it says so; the others hold'
sed '0,/Utopia/s//Atlantis/' un.xml >un2.xml
"$ONUS" list add un un2.xml >/dev/null
screen --name "Adan Ostrel" --list un --table --threshold 1
screen --name "Adan Ostrel" --list un --threshold 1 --json
echo '# another version of the list in which the entry is the same: still cleared'
un 299 >un3.xml
"$ONUS" list add un un3.xml >/dev/null
screen --name "Adan Ostrel" --list un --table --threshold 1
echo '# withdrawn'
id=$("$ONUS" screen cleared --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["clearings"][1]["id"])')
screen withdraw "$id" --reason "cleared by mistake" --by "B. Head"
screen withdraw "$id" --reason "again" --by "B. Head"
screen --name "Adan Ostrel" --list un --table --threshold 1
"$ONUS" screen cleared --list un --json | python3 -c 'import json,sys
for c in json.load(sys.stdin)["clearings"]: print(c["entry"], c["state"], c.get("withdrawn", {}).get("by"))'
echo '# expired: the line says until when'
sed -i 's/2999-12-31/2001-01-01/' shelf/clearings.jsonl
screen --name "Adan Ostrel" --list un --table --threshold 1 --limit 1
echo '# wrong calls'
screen clear "Adan Ostrel" --list un --id SYi.001 --reason x
screen clear "Adan Ostrel" --list un --id SYi.001 --by x
screen clear "Adan Ostrel" --list un --id SYi.001 --by x --reason ' '
screen clear "Adan Ostrel" --list un --reason x --by x
screen clear "Adan Ostrel" --list un --id SYi.999 --reason x --by x
screen clear "Juno Quilan" --list un --id SYi.001 --reason x --by x
screen clear "Adan Ostrel" --list nosuch --id SYi.001 --reason x --by x
screen clear "Adan Ostrel" --list un --id SYi.001 --reason x --by x --until 2001-01-01
screen clear "Adan Ostrel" --list un --id SYi.001 --reason x --by x --until soon
screen clear '{"name":"Adan Ostrel"' --list un --id SYi.001 --reason x --by x
screen clear '{"nom":"Adan Ostrel"}' --list un --id SYi.001 --reason x --by x
screen clear "$(printf 'a\nb')" --list un --id SYi.001 --reason x --by x
screen clear --list un --id SYi.001 --reason x --by x
screen withdraw 0000000000000000 --reason x --by x
screen one two
echo '# many at once: every line is there'
cp shelf/clearings.jsonl before
for i in 1 2 3 4 5 6 7 8; do "$ONUS" screen clear "Adan Ostrel" --list un --id SYi.001 --reason "writer $i" --by x >/dev/null & done
wait
expr "$(wc -l <shelf/clearings.jsonl)" - "$(wc -l <before)"
ls -A shelf | grep clearings
echo '# a damaged file is no clearing: nothing is screened by it, nothing added'
cp shelf/clearings.jsonl whole
head -c 700 whole >shelf/clearings.jsonl
screen --name "Adan Ostrel" --list un
screen clear "Adan Ostrel" --list un --id SYi.001 --reason x --by x
echo '{"op":"clear","list":"un"}' >shelf/clearings.jsonl
screen cleared
echo '{"op":"withdraw","clearing":"0123456789abcdef","by":"x","when":"2026-01-01T00:00:00Z","why":"x"}' >shelf/clearings.jsonl
screen cleared
echo '# a payment whose only hits are cleared is written back as FPO'
rm shelf/clearings.jsonl
printf '{1:F01AAAAUSLAAXXX0000000001}{2:I103BBBBUS33XXXXN}{4:\n:20:ONE\n:50K:/123\nADAN OSTREL\n:59:/1\nSOMEBODY ELSE\n-}\n' >in.mt
"$ONUS" screen in.mt --list un --threshold 1 --limit 1 | grep Ostrel | head -1 >answer
python3 -c 'import json; print(json.dumps(json.load(open("answer"))["query"]))' >query
for n in 001 101 201; do "$ONUS" screen clear "$(cat query)" --list un --id SYi.$n --reason "customer since 1990" --by x >/dev/null; done
screen in.mt --list un --threshold 1 --write-433 out.mt --quiet --table
diff in.mt out.mt
