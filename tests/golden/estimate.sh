# How many in all, on small synthetic tables: methods beside each other, refusals, and wrong input.
try() { "$ONUS" estimate "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)" >&2; }
# the names of the methods, numbers to three figures
short() {
	python3 -c '
import json, sys
d = json.load(sys.stdin)
f = lambda x: "none" if x is None else f"{x:.3g}"
print(d["lists"], d["observed"], d["on_several"])
for m in d["methods"]:
    print(m["name"], m["role"], f(m["estimate"]), f(m["low"]), f(m["high"]), m["model"])
    for w in [m["refused"]] + m["caveats"]:
        if w: print("   ", w)
s = d["spread"]
print("spread", s["methods"], f(s["estimate_low"]), f(s["estimate_high"]), f(s["low"]), f(s["high"]), s["lowest"], s["highest"])
for w in d["warnings"]: print("-", w)
if d["refused"]: print("refused:", d["refused"])'
}
only() { try --method loglinear,sparse,dga,capture --boot 0 "$@"; }
cat >three.csv <<'X'
police,shelter,church,count
1,0,0,120
0,1,0,95
0,0,1,60
1,1,0,14
1,0,1,22
0,1,1,9
1,1,1,4
X
only three.csv
only three.csv --json | short
# the same table otherwise: people in rows, semicolons, yes and no, an identifier, and what is no list
python3 - three.csv <<'X' >people.csv
import csv, sys
print("person_id;police;shelter;church;sex")
n = 0
for r in csv.reader(open(sys.argv[1])):
    for _ in range(int(r[3]) if r[3].isdigit() else 0):
        n += 1
        print(f"{n};{';'.join('yes' if v == '1' else 'no' for v in r[:3])};{'FM'[n % 2]}")
X
only people.csv --json | short
# a maximum that does not exist, a model that is not identifiable: no number for them
cat >sparse.csv <<'X'
A,B,C,count
1,0,0,40
0,1,0,30
0,0,1,20
1,1,0,6
X
only sparse.csv
# people who are not equally easy to find: a quarter of 2,000 are found five times as easily (odds), lists are independent otherwise
cat >unequal.csv <<'X'
A,B,C,D,count
0,0,0,1,157
0,0,1,0,157
0,0,1,1,39
0,1,0,0,157
0,1,0,1,39
0,1,1,0,39
0,1,1,1,16
1,0,0,0,157
1,0,0,1,39
1,0,1,0,39
1,0,1,1,16
1,1,0,0,39
1,1,0,1,16
1,1,1,0,16
1,1,1,1,8
X
only unequal.csv --json | short
# the bootstrap shows that the choice of pairs hangs on a few people
cat >few.csv <<'X'
A,B,C,D,count
1,0,0,0,50
0,1,0,0,40
0,0,1,0,30
0,0,0,1,25
1,1,0,0,6
1,0,1,0,3
0,1,1,0,2
0,0,1,1,5
1,0,0,1,1
X
try --method sparse --boot 200 --seed 1 few.csv --json | short
# lists that never overlap
printf 'A,B,count\n1,0,40\n0,1,30\n' >apart.csv
only apart.csv
only apart.csv --json | short
# two lists; large counts; people on one overlap alone
printf 'A,B,count\n1,0,1000000000\n0,1,1000000000\n1,1,1000000000\n' | only - --json | short
printf 'A,B,count\n1,0,4\n0,1,3\n1,1,1\n' | only - --json | short
# many lists: refused where they are too many
python3 - <<'X' >thirteen.csv
print(",".join(f"L{i}" for i in range(13)) + ",count")
for i in range(13):
    print(",".join(str(int(j in (i, (i + 1) % 13))) for j in range(13)) + ",5")
X
only thirteen.csv --json | short
# strata: each by itself, and the sums; a stratum without a number has no sum
cat >years.csv <<'X'
year,sex,A,B,C,count
1999,F,1,0,0,120
1999,F,0,1,0,95
1999,F,0,0,1,60
1999,F,1,1,0,14
1999,F,1,0,1,22
1999,F,0,1,1,9
2000,F,1,0,0,220
2000,F,0,1,0,75
2000,F,1,1,0,24
2000,M,1,0,0,52
2000,M,0,1,0,67
2000,M,0,1,1,8
2000,M,1,0,1,5
X
only years.csv --by year
only years.csv --by year,sex --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print([m["name"] + " " + (m["refused"] or "%.3g" % m["estimate"]) for m in d["methods"]])
for s in d["strata"]: print(s["name"], s["values"], s["lists"], s["observed"], ["none" if m["estimate"] is None else "%.3g" % m["estimate"] for m in s["methods"]])'
only years.csv
try years.csv --by month
# several linkages of the same people: pooled, not added up
python3 - <<'X' >linkages.csv
import csv
rows = list(csv.reader(open("three.csv", encoding="utf-8")))
print("linkage," + ",".join(rows[0]))
for k in range(3):
    for r in rows[1:]: print(f"{k}," + ",".join(r[:-1] + [str(int(r[-1]) + k - 1 if sum(x == "1" for x in r[:-1]) == 2 else int(r[-1]))]))
X
only linkages.csv --linkages linkage | head -28
only linkages.csv --linkages linkage --json | short
only linkages.csv --linkages linkage --by linkage
only years.csv --linkages year,sex
# drawings: well-formed, titled, without a number that is none; names that are markup stay names
sed 's/police/<b>\&"police"/; 1s/.*/"<b>\&""police""",shelter,church,count/' three.csv >markup.csv
only markup.csv --svg all.svg -o out >/dev/null
ls out
python3 - all.svg out/overlaps.svg out/estimates.svg <<'X'
import re, sys
import xml.etree.ElementTree as T
for f in sys.argv[1:]:
    text = open(f, encoding="utf-8").read()
    tree = T.fromstring(text)
    s = "{http://www.w3.org/2000/svg}"
    print(tree.find(s + "title").text, len(tree.findall(f".//{s}circle")), re.findall("nan|inf", text), [t.text for t in tree.iter(s + "text") if "police" in (t.text or "")])
X
only three.csv --svg nosuch/all.svg >/dev/null
ls out nosuch 2>&1 | grep part
# wrong input
bad() { printf "$@" >bad.csv; try bad.csv; }
bad 'A,B,count\n1,0,-3\n'
bad 'A,B,count\n1,0,2.5\n'
bad 'A,B,count\n1,0,5\n0,1,4\n1,1,2\n0,1,4\n'
bad 'A,B,C,count\n1,0,0,5\n0,1,0,4\n1,1,0,2\n'
bad 'A,count\n1,5\n'
bad 'A,B,count\n1,0,5\n0,1,4\n1,1,2\n0,0,100\n'
bad 'A,B,count\n1,0,5\n0,1,9007199254740993\n'
bad 'A,B\n1,0\n0,1\n1,1\n0,0\n'
bad 'A,B,total\n1,0,5\n0,1,4\n1,1,2\n'
bad 'A,B,count\n1,0,5\n0,2,4\n'
bad 'A,B,count\n1,0\n'
bad 'A,B,count\n1,0,"5\n'
bad ''
bad "$(python3 -c 'print(",".join(f"L{i}" for i in range(30)) + ",count"); print(",".join("1" * 30) + ",5")')\\n"
try nosuch.csv
try .
# a row of nobody is left out and said
printf 'A,B,count\n1,0,50\n0,1,40\n1,1,20\n0,0,0\n' | only - | tail -2
# wrong calls
try
try three.csv --method mcmc
try three.csv --level 95
try three.csv --boot many
try three.csv --order 0
try three.csv --delta -1
try three.csv --grid 0
try three.csv --lists police,nobody
try three.csv --lists police,
try three.csv four.csv
# the same seed, the same answer
try three.csv --method sparse --boot 200 --json --seed 7 >one
try three.csv --method sparse --boot 200 --json --seed 7 | cmp - one && echo same
try three.csv --method sparse --boot 200 --json --seed 8 | cmp -s - one || echo another
# Ctrl-C: what there is, marked unfinished; exit 1
python3 - <<'X' >twelve.csv
print(",".join(f"L{i}" for i in range(12)) + ",count")
for i in range(12):
    for k in range(i, 12):
        print(",".join(str(int(j in (i, k))) for j in range(12)) + f",{90 if i == k else 3 + (i * k) % 7}")
X
python3 - "$ONUS" <<'X'
import json, signal, subprocess, sys, time
p = subprocess.Popen([sys.argv[1], "estimate", "twelve.csv", "--method", "sparse", "--boot", "1000000", "--json"], stdout=subprocess.PIPE)
time.sleep(2)
p.send_signal(signal.SIGINT)
d = json.loads(p.communicate()[0])
print(p.returncode, d["unfinished"], [(m["name"], m["unfinished"]) for m in d["methods"]], d["words"].splitlines()[-1])
X
# the sampler: too few chains give no estimate, the cap is a parameter, threads change nothing
lc() { "$ONUS" estimate three.csv --method lcmcr --burn-in 500 --draws 200 --thin 5 --no-leave-out --json "$@"; }
lc >one
lc --threads 1 | cmp - one && echo same
lc | python3 -c '
import json, sys
d = json.load(sys.stdin)
m, = d["methods"]
x = m["diagnostics"]
print(m["name"], len(x["chains"]), (m["estimate"] is None) == (x["rhat"] > 1.05), x["cap"], [c["draws"] for c in x["chains"]])' 2>&1
lc --chains 2 --cap 1000 | python3 -c 'import json, sys; m, = json.load(sys.stdin)["methods"]; print(m["estimate"], m["diagnostics"]["cap"], len(m["diagnostics"]["chains"]))'
lc --chains 0
lc --classes 1000
