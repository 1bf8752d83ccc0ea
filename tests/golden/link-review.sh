# Pairs in doubt shown to a person, and what is decided used: all people are synthetic. Numbers of the model are folded.
fold() { sed -E 's/ +[+-][0-9]+\.[0-9]( |$)/ N\1/g; s/[+-][0-9]+\.[0-9]([,:]? )/N\1/g; s/probability [0-9.]+/probability N/; s/, of two people of [^;]*//; s/, in one person, [^;]*//; s/ +$//'; }
try() { echo "\$ onus $*"; "$ONUS" "$@" 2>&1; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
awk 'BEGIN {
	split("Adan Bela Cira Dorel Elun Faro Gita Hale", g); split("Ostrel Pandor Quilan Rastov Sendri Tolvan Umbrit Varkel Wendor", f)
	print "id,given_name,family_name,birth_date,seen_in"
	for (i = 0; i < 72; i++) for (copy = 0; copy < 2; copy++)
		printf "%d,%s,%s%s,%04d-%02d-%02d,%s\n", ++n, g[i % 8 + 1], f[i % 9 + 1], copy && i % 3 == 0 ? "e" : "", 1950 + i % 40, 1 + i % 12, 1 + i % 28, i % 5 ? "camp" : "town"
}' >people.csv
review() { input=$1; shift; printf '%b' "$input" | try --by "A. Reviewer" link review people.csv --decisions log.jsonl "$@" | fold; }
echo '# y, n, u, a reason, back'
review 'y\nw the mother has another name\nn\nb\nu\nq\n' --pair 1,2 --pair 3,5
sed -E 's/"probability":[0-9.e-]+/"probability":N/; s/"when":"[0-9TZ:-]+"/"when":NOW/; s/"[0-9a-f]{64}"/HASH/g' log.jsonl
echo '# what is decided is shown, and used; a pair that nobody proposed too'
review 'o\ns\nn\ny\n' --pair 1,2 --pair 1,2 --pair 1,50
try link people.csv --decisions log.jsonl -o clusters.csv --pairs pairs.csv --quiet
head -1 pairs.csv
grep -E '^(1,2|1,50|3,5),' pairs.csv | sed -E 's/,-?[0-9]+\.[0-9]{3},/,N,/'
python3 - <<'END'
import csv
c = {r['id']: r['cluster_id'] for r in csv.DictReader(open('clusters.csv'))}
print(c['1'] == c['2'], c['1'] == c['50'], c['3'] == c['4'])
END
echo '# what follows contradicts: it is told, and not written'
review 'y\ns\n' --pair 2,50
echo '# blind: nothing of what the model holds'
review 'w\nI know him\ny\n' --blind --pair 9,10
review 's\ns\ns\n' --blind --from 0 --to 1 --limit 3 | grep -c '^Pair'
review 's\ns\ns\n' --blind --from 0 --to 1 --limit 3 | grep -cE 'bits|probability|slip'
review 's\ns\ns\n' --from 0 --to 1 --limit 3 | grep -c '^Pair'
echo '# a pair that follows is not asked about; with --again the decided ones are'
review 'y\nq\n' --pair 49,50 | tail -1
printf 'q\n' | "$ONUS" --by B link review people.csv --decisions log.jsonl --from 0 --to 1 >all
printf 'q\n' | "$ONUS" --by B link review people.csv --decisions log.jsonl --from 0 --to 1 --again >again
grep -c 'left' all again
echo '# why: as bars, as JSON, as a picture'
explain() { "$ONUS" link explain people.csv "$@" 2>&1 | fold | sed -E 's/ *[█▒│].*//; s/ +[+-][0-9]+\.[0-9]$/ N/; s/Probability [a-z0-9. ]+[0-9]\./Probability N./; s/on 20[0-9-]{8}/on DAY/; /a (rare|common) value/d'; }
explain --pair 1,2 --decisions log.jsonl
explain --pair 7,people.csv:8
"$ONUS" link explain people.csv --pair 1,2 --pair 7,9 --decisions log.jsonl --json | python3 -c '
import json, math, sys
for p in json.load(sys.stdin)["pairs"]:
    odds = p["prior"] + sum(f["bits"] + f["rare"] for f in p["fields"])
    print(p["a"], p["b"]["id"], p["together"], p["decided"] and p["decided"]["decision"], [(f["name"], f["a"], f["b"], f["level"]) for f in p["fields"]][:2],
          abs(odds - p["odds"]) < 1e-9, abs(p["probability"] - 1 / (1 + 2 ** -odds)) < 1e-9)'
"$ONUS" link explain people.csv --pair 1,2 --decisions log.jsonl --svg why.svg >/dev/null
python3 - <<'END'
import re, xml.etree.ElementTree as E
print([t for t in (''.join(x.itertext()) for x in E.parse('why.svg').iter('{http://www.w3.org/2000/svg}text')) if not re.search('[0-9][.]?[0-9]*$|is one person', t)])
END
echo '# records that have changed, and those that are not here'
sed -i 's/^1,Adan,/1,Adam,/; /^10,/d' people.csv
try link people.csv --decisions log.jsonl -o clusters.csv | grep -A1 '^Decisions'
echo '# hostile and wide values, two files, an id with a comma'
printf 'id,name,born,note\n"1,a",\346\235\216\346\230\216,1960-01-02,"\033[31m\342\200\256red"\n2,\346\235\216\346\230\216\345\215\216,1960-01-03,x\n' >a.csv
printf 'id,name,born,note\n2,Ostrel\314\201 Adan,1960-01-02,y\n3,,,\n' >b.csv
printf 's\ns\nq\n' | try --by B link review a.csv b.csv --decisions other.jsonl --pair '1,a,a.csv:2' --pair '3,b.csv:2' | fold
echo '# what is wrong in a log is told with its line'
head -1 log.jsonl | tr -d '\n' >cut.jsonl
try link people.csv --decisions cut.jsonl --quiet
head -1 log.jsonl | sed 's/"same"/"perhaps"/' >perhaps.jsonl
try link people.csv --decisions perhaps.jsonl --quiet
try link people.csv --decisions nosuch.jsonl --quiet
echo '# wrong calls'
try link review people.csv --decisions log.jsonl </dev/null
try --by B link review people.csv </dev/null
try --by B link review --decisions log.jsonl </dev/null
try --by B link review people.csv --decisions log.jsonl --from 0.9 --to 0.1 </dev/null
try --by B link review people.csv --decisions log.jsonl --from x </dev/null
try --by B link review people.csv --decisions log.jsonl --pair 1 </dev/null
try --by B link review people.csv --decisions log.jsonl --pair 1,1 </dev/null
try --by B link review people.csv --decisions log.jsonl --pair 1,999 </dev/null
try --by B link review people.csv --decisions log.jsonl --json </dev/null
try --by B link review - --decisions log.jsonl </dev/null
printf 'q\n' | try --by B link review a.csv b.csv --decisions other.jsonl --pair 2,3
try link people.csv --blind
try link people.csv --pair 1,2
try --by B link review people.csv --decisions log.jsonl --pairs p.csv
try --by B link review people.csv --decisions log.jsonl --svg p.svg
try link explain people.csv --pair 1,2 --blind
try link explain people.csv
try link explain people.csv --pair 1,2 --pair 3,4 --svg x.svg
try link explain people.csv --pair 1,2 --svg nosuch/x.svg
printf 'id,name,born\n1,"<b>&\357\277\277\001]]>",1960\n2,"x\342\200\256",1961\n3,y,1960\n' >h.csv
"$ONUS" link explain h.csv --pair 1,2 --svg h.svg >/dev/null && python3 -c 'import xml.etree.ElementTree as E; E.parse("h.svg"); print("well-formed")'
