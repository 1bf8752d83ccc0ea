# Those who are asked for, from whatever they come in, against synthetic lists; what cannot be read is told and the rest is screened.
. "$HERE/lists.inc"
# scores below 1 are the engine's matter: folded
score() { sed -E 's/(":|  |[a-z] [+-]?|")-?0\.[0-9]+/\10.N/g; s/[0-9.]+ bits/N bits/; s/0\.[0-9]+ of a typing/0.N of a typing/; s/-0\.[0-9]+ spelling/-0.N spelling/'; }
screen() { try screen "$@" | score; }
un 300 >un.xml
cat >ships.ftm <<'X'
{"id":"syn-v1","schema":"Vessel","caption":"OSTREL STAR","properties":{"name":["OSTREL STAR"],"imoNumber":["9074729"],"flag":["kp"]}}
{"id":"syn-c1","schema":"Company","caption":"Pandor Trading Co., Ltd.","properties":{"name":["Pandor Trading Co., Ltd.","판도르 무역회사"],"country":["cn"]}}
X
screen --name "Adan Ostrel"
try list add un un.xml
try list add ships ships.ftm
# one name a line; the answer is the same for any number of threads
printf 'Adan Ostrel\n\nNobody Known\nOstrel, Adaan\n' >names.txt
screen names.txt --list un
# semicolons, columns by their usual names, several names in a field, failing check digits, dates that are none
cat >q.csv <<'X'
id;Name;DOB;Nationality;type;imo;aliases
1;Adan Ostrel;1960-03-04;Utopia;individual;;
2;Stovik, Dora;04/03/1963;;Person;;"Doro|Dora Stowik"
3;bad;row
4;;;;;9074729;
5;;;;;9074728;
6;Nobody Here;13/13/2000;;whatever;;
X
screen q.csv --limit 1
screen q.csv --table --explain --list un --threshold 0.9
# a tab between
printf 'full_name\tbirth_date\nAdan Ostrel\t1975\n' >q.tsv
screen q.tsv --threshold 0.9 --cutoff 0.5 --limit 2 --list un
# JSON lines: plain objects and entities of FollowTheMoney; those that link others are passed over
cat >q.jsonl <<'X'
{"name":"Adan Ostrel","birth_date":1960,"country":["Utopia"],"sex":"male","identifiers":[{"type":"passport","value":"X1234567"}]}
{"id":"F1","schema":"Vessel","properties":{"name":["MV Ostrel Star"],"imoNumber":["IMO 9074729"],"flag":["kp"]}}
{"id":"F2","schema":"Ownership","properties":{"owner":["a"],"asset":["b"]}}
{"name":"Bela Ostrel"
["Bela Ostrel"]
{"nom":"Bela Ostrel"}
{"names":["Nobody","판도르 무역회사"],"schema":"Company","birth_date":{"year":1960},"lei":"5493001KJTIIGC8Y1R13"}
X
screen q.jsonl --limit 1
# hidden characters, letters that pose as others, bytes that are no text, a bidirectional override for the terminal
printf 'Ad\342\200\213an Ostrel\nAd\320\260n Ostrel\n\377\nAdan \342\200\256Ostrel\n' >odd.txt
screen odd.txt --list un --limit 1
screen odd.txt --list un --limit 1 --table --quiet
# wrong calls
printf 'a,b\n1,2\n' >wrong.csv
screen wrong.csv --csv
screen names.txt --list nosuch
screen names.txt --threshold 2
screen names.txt --cutoff 0.9 --threshold 0.8
screen names.txt --format xml
screen nosuch.csv
printf '' >empty.txt
screen empty.txt
# many: the order is kept, and the output is the same for any number of threads
python3 - >many.csv <<'PY'
print('name,birth_date')
for i in range(3000):
    print(f'{["Adan", "Bela", "Cyro", "Dora"][i % 4]} {["Ostrel", "Pandor", "Kvilan", "Unlisted"][i // 4 % 4]} {i},1960' if i % 701 else 'bad')
PY
for n in 1 2 7; do "$ONUS" screen many.csv --threads $n >many.$n 2>many.err.$n; echo "threads $n: exit $?"; done
cmp many.1 many.2 && cmp many.1 many.7 && cmp many.err.1 many.err.7 && wc -l <many.1
head -c 200 many.err.1
python3 - <<'PY'
import json
lines = [json.loads(x)['query']['line'] for x in open('many.7')]
assert lines == sorted(lines) and len(lines) == 2995, len(lines)
PY
