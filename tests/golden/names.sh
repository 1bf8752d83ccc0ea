# Names compared and read: two names, a table, JSON, hostile ones, wrong calls. Scores below 1 are the engine's matter: folded. Names are synthetic.
. "$HERE/lists.inc"
score() { sed -E 's/(score |[ ,:-])0\.[0-9]+/\10.N/g; s/[0-9.]+ bits/N bits/; s/"(bits|cost|fit|agreement)":[0-9.]+/"\1":N/g'; }
names() { try names "$@" | score; }
names compare "Adan Ostrel" "Adan Ostrel"
names compare "OSTREL, Adan" "adan ostrel" | head -2
names compare "Adan Ostrel" "Wexil Yarmo"
names compare "Adan Ostrel" "Adan Ostrel" --json
names compare "Pandor Trading Co., Ltd." "PANDOR TRADING COMPANY LIMITED" --schema Company | sed -n 2p
names compare "Pandor Fund III" "Pandor Fund IV" --schema Company | sed -n '2p;$p'
names read "Dr. Adan bin Ostrel"
names read "Pandor Trading Co., Ltd. 7" --schema Company --json
echo '# the language that it is likely of'
for n in 김영철 'Kim Yong Chol' 'Ким Ён Чхоль' 金正恩 やまだ 'Володимир Зєленський' Петров 'محمد بن سلمان' 'پرویز' 'Nguyễn Văn Ơn' Wałęsa Erdoğan 'नरेन्द्र' 'Lu Hezheng' 'John Smith'; do
	echo "$n: $("$ONUS" names read "$n" | sed -n 's/^ *likely language: //p')"
done
echo '# a table: columns kept and in order, score and match behind them; quotes where needed'
cat >pairs.csv <<'X'
id,name2,name1,schema,note
1,Adan Ostrel,Adan Ostrel,Person,"a, b"
2,"OSTREL STAR","MV Ostrel Star",Vessel,
3,Yarmo,Wexil,,"say ""x"""
4,,Adan,,
X
names compare --csv pairs.csv | sed -E 's/,0\.[0-9]+,/,0.N,/'
printf '\357\273\277name1,name2\r\nA,A\r\n' >bom.csv
names compare --csv bom.csv
printf 'name1,name2\nA,A\n' | names compare --csv -
names compare --csv - </dev/null
echo '# hostile: an answer in bounded time, and a flag for a person'
python3 - <<'PY'
import json, os, subprocess, time
onus = os.environ['ONUS']
cases = {
    '100,000 letters': 'A' * 100000, '100,000 words': 'ab ' * 33333, 'only punctuation': '...,,,--- (!) ///', 'controls that turn text round': 'Ad\u202ean Ostr\u202cel',
    'characters without width': 'Ad\u200ban\u2060 \ufeffOstrel', 'Cyrillic letters that look Latin': 'Ad\u0430n Ostr\u0435l', 'a flood of marks': 'A' + '\u0301' * 5000 + 'dan Ostrel',
    'marks alone': '\u0301' * 100, 'many scripts': 'Adan \uae40\uc601\ucca0 \u041a\u0438\u043c \u0645\u062d\u0645\u062f \u91d1\u6b63\u6069 \u3084\u307e\u3060 \u03a9\u03bc\u03ad\u03b3\u03b1',
    'emoji': '\U0001f600\U0001f600', 'digits alone': '12345 678', 'controls': 'Ad\x01an\x7f Ost\trel', 'nothing': '', 'twenty spellings': ' / '.join(f'Adan{i} Ostrel' for i in range(20)),
    'noncharacters': '\uffff\ufdd0 Ostrel', 'not UTF-8': b'Ad\xff\xfean \xc3 Ostrel', 'surrogates': b'Adan \xed\xa0\x80 Ostrel',
}
for what, name in cases.items():
    begun = time.monotonic()
    one = subprocess.run([onus, 'names', 'read', name, '--json'], capture_output=True)
    two = subprocess.run([onus, 'names', 'compare', name, 'Adan Ostrel', '--json'], capture_output=True)
    self = subprocess.run([onus, 'names', 'compare', name, name, '--json'], capture_output=True)
    slow = time.monotonic() - begun > 10
    read, compared, same = json.loads(one.stdout), json.loads(two.stdout), json.loads(self.stdout)
    assert 0 <= compared['score'] <= 1 and 0 <= same['score'] <= 1
    print(f'{what}: exit {one.returncode} {two.returncode}, {len(read["parts"])} parts, itself {same["score"]:g}, noted: {read.get("noted", "")}{", slow" if slow else ""}')
PY
names compare "$(printf 'Ad\342\200\256an\033[31m')" "x" | head -3
names read "$(printf 'Ad\342\200\256an \033[31mOstrel')"
echo '# wrong calls'
names
names what
names read
names read a b
names compare a
names compare a b c
names compare a b --schema Ship
names compare --csv pairs.csv a
names read a --csv pairs.csv
names compare --csv nosuch.csv
printf 'name1,other\na,b\n' >wrong.csv
names compare --csv wrong.csv
printf 'name1,name2\na,b\nc\n' >short.csv
names compare --csv short.csv
printf 'name1,name2,schema\na,b,Ship\n' >schema.csv
names compare --csv schema.csv
printf 'name1,name2\na,"b\n' >open.csv
names compare --csv open.csv
printf 'name1,name1\na,b\n' >twice.csv
names compare --csv twice.csv
printf 'name1,name2\na,\377\n' >bytes.csv
names compare --csv bytes.csv
: >empty.csv
names compare --csv empty.csv
names compare --csv .
