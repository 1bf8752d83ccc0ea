# FtM files of several makers, in and out again: nothing lost. They are no part of the project: skipped where they are not there.
data="$HERE/../../../shared/data/ftm"
[ -d "$data" ] || { echo "no shared data"; exit 77; }
for f in "$data"/*entities*.json "$data"/*.ijson; do
	rm -rf case
	"$ONUS" init case >/dev/null
	"$ONUS" -C case import "$f" 2>/dev/null | sed 's/ of ftm.*//'
	"$ONUS" -C case export --format ftm >out.json || exit 1
	"$ONUS" -C case export --format statements >statements.json || exit 1
	"$ONUS" -C case export --format statements-csv >statements.csv || exit 1
	python3 - "$f" out.json <<'X'
import collections, json, sys

def read(path, delta):
    out = {}
    for line in open(path, encoding='utf-8'):
        if not line.strip():
            continue
        e = json.loads(line)
        if 'entity' in e and 'schema' not in e:
            e = e['entity']
        old = out.get(e['id'])
        new = {'schema': e['schema'], 'properties': {k: set(v) for k, v in e['properties'].items() if v}}
        for k in ('datasets', 'referents'):
            new[k] = set(e.get(k, []))
        for k in ('first_seen', 'last_seen', 'last_change', 'target'):
            new[k] = e.get(k)
        if old:
            for k, v in old['properties'].items():
                new['properties'].setdefault(k, set()).update(v)
            for k in ('datasets', 'referents'):
                new[k] |= old[k]
        out[e['id']] = new
    return out

a, b = read(sys.argv[1], True), read(sys.argv[2], False)
lost = [i for i in a if i not in b] + [i for i in b if i not in a]
differ = collections.Counter()
for i in a:
    if i in b:
        for k in a[i]:
            x, y = a[i][k], b[i][k]
            if x != y and not (x in (None, set()) and y in (None, set())):
                differ[k] += 1
                if differ[k] < 3:
                    print(i, k, str(x)[:200], '|', str(y)[:200])
print(len(a), 'entities,', len(lost), 'lost,', dict(differ) or 'none differ')
X
	# statements alone hold the same
	rm -rf again && "$ONUS" init again >/dev/null
	cp statements.csv same.csv
	"$ONUS" -C again import same.csv >/dev/null 2>&1 && "$ONUS" -C again export --format statements-csv | cmp - statements.csv && echo 'statements: the same again'
	[ "$(wc -l <statements.json)" -eq "$(($(python3 -c 'import csv,sys; print(sum(1 for _ in csv.reader(open("statements.csv", encoding="utf-8"))))') - 1))" ] || echo 'JSON and CSV differ'
done
