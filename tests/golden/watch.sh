# onus watch on an invented pair: the later image displaced by (1.5, -1) pixels and under other light, two halls built, a cloud. What moves with the engine is held within bounds.
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
fold() { sed -E 's/ places?$/ places/; s/[-+]?[0-9][0-9,]*(\.[0-9]+)?(e-[0-9]+)?/N/g; s/ +/ /g'; }
python3 "$HERE/watch_make.py" pair || exit 77
echo '# for a person'
try watch before after -o out >text; sed -nE '/^Registered/{s/([0-9]\.[0-9])[0-9]/\1/g; s/ pixels.*/ pixels/p}' text
sed -n '/^Method/,/^ *No/p' text | grep -v '^ *fits to\|^ *hardly\|^ *the law' | sed 's/; the textbook.*//' | fold
sed -n '/^ *No/,$p' text | sed -n '2,3p' | fold
ls out
echo '# for a program'
try watch before after --json >answer.json
cat >look.py <<'PY'
import json
import sys

sys.path.insert(0, sys.argv[1])
import watch_make as made
import watch_read as read


def near(a, b, by):
    return abs(a - b) <= by


def shapes(x, at=''):
    if isinstance(x, dict):
        for k, v in x.items():
            shapes(v, at + k + '.')
    elif isinstance(x, list) and x:
        shapes(x[0], at[:-1] + '[].')
    elif at not in seen:
        seen.add(at)
        print(at[:-1])


d, seen = json.load(open('out/watch.json')), set()
shapes({k: v for k, v in d.items() if k != 'grid'})
r = d['registration']
assert near(r['dx'], 1.5, 0.05) and near(r['dy'], -1, 0.05), r
print('registered to', [round(r['dx'], 1), round(r['dy'], 1)], 'in', r['used'] > 15, 'windows')
for b in d['pairs'][0]['bands']:
    assert near(b['gain'], 1.1, 0.03) and near(b['offset'], 60, 50), b
print('gain and offset of each band as they were put')
w, h, change, info = read.tiff('out/change.tif')
assert (w, h) == (200, 200) and set(change) == {0, 1, 255}
print('change.tif', info)
for x, y, a, b in made.PLACES:
    hit = sum(change[j * w + i] == 1 for j in range(y, y + b) for i in range(x, x + a))
    near_by = sum(change[j * w + i] == 1 for j in range(y - 4, y + b + 4) for i in range(x - 4, x + a + 4))
    assert hit >= 0.9 * a * b and near_by <= 1.6 * a * b, (hit, near_by, a * b)
print('both halls are found, and hardly more around them')
x, y = 20 - 1, 130 + 1  # the cloud, where it lies on the ground's grid
hidden = sum(change[j * w + i] == 255 for j in range(y, y + 40) for i in range(x, x + 46))
assert hidden >= 0.97 * 46 * 40, hidden
print('the cloud is not observable')
quiet = [change[j * w + i] for j in range(5, 195) for i in range(5, 195)
         if not any(x - 5 <= i < x + a + 5 and y - 5 <= j < y + b + 5 for x, y, a, b in made.PLACES)]
share = quiet.count(1) / (len(quiet) - quiet.count(255))
assert share <= 0.03, share
print('of the rest at most 3 % is marked')
w, h, p, info = read.tiff('out/p.tif')
assert all((c == 255) == (not q >= 0) for c, q in zip(change, p)) and all(q <= 1 for q in p if q >= 0)
print('p.tif', info)
w, h, t, info = read.tiff('out/statistic.tif')
assert all((c == 255) == (not s >= 0) for c, s in zip(change, t))
print('statistic.tif', info)
two = sorted(d['found'], key=lambda c: -c['pixels'])[:2]
print([(c['direction'], c['from'], c['to'], c['words']) for c in two])
g = json.load(open('out/changes.geojson'))
assert len(g['features']) == d['changes'] == len(d['found'])
areas = [0, 0]
for f in g['features']:
    for ring in (q for poly in ([f['geometry']['coordinates']] if f['geometry']['type'] == 'Polygon' else f['geometry']['coordinates']) for q in poly):
        assert ring[0] == ring[-1] and all(127.8 < x < 127.9 and 40.6 < y < 40.7 for x, y in ring)
print('outlines lie where the image lies')
u = json.load(open('out/not-observable.geojson'))
print(sorted({r for f in u['features'] for r in f['properties']['reasons']}))
for name in ('before', 'after', 'overlay'):
    assert open('out/%s.png' % name, 'rb').read(8) == b'\x89PNG\r\n\x1a\n'
page = open('out/watch.html').read()
assert page.startswith('<!DOCTYPE html>') and 'http://' not in page.replace('http://www.w3.org/', '') and 'https://' not in page
print('the page asks the network for nothing')


def alike(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(alike, a, b))
    return near(a, b, 1e-7 * abs(a)) if isinstance(a, float) else a == b


a, b = json.load(open('answer.json')), dict(d)
b['files'] = a['files']
assert alike(a, b)
print('--json says the same')
PY
python3 -B look.py "$HERE"
echo '# the same bytes again, with one thread and little memory'
try watch before after -o again --threads 1 --memory 8 >/dev/null; diff -r out again && echo same
echo '# over old results'
try watch before after -o again >/dev/null; diff -r out again && echo same
echo '# a part of the ground'
try watch before after --site 127.8210,40.6405,150m | grep -E '^Seen|^Changed' | fold
try watch before after --site site.geojson -o site >/dev/null; python3 -c 'import json; d = json.load(open("site/watch.json")); print(d["parameters"]["site"], d["changes"] >= 1, d["seen_m2"] < 1.3e6)'
echo '# methods and lines'
for m in mad cva; do "$ONUS" watch before after --method $m --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["method"], max(c["pixels"] for c in d["found"]) > 250)'; done
try watch before after --method irmad | sed -n '/^Method/p'
for f in 0.001 0.05; do "$ONUS" watch before after --false-alarm $f --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["calibration"]["asked"], d["calibration"]["of"], d["changes"] > 0)'; done
try watch before after --fdr 0.1 --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["calibration"]["asked"], d["calibration"]["of"], d["changes"] > 0)'
try watch before after --min-area 15000 --json | python3 -c 'import json, sys; print([round(c["area_m2"] / 1e4) for c in json.load(sys.stdin)["found"]])'
try watch before after --bands B04,B08 --json | python3 -c 'import json, sys; print([b["name"] for b in json.load(sys.stdin)["scenes"][0]["bands"]])'
echo '# three dates, the last of which shows a third of the ground'
try watch before after part -o three | sed -nE '/^Note/{s/[0-9]+ %/N %/; p}'
python3 -c 'import json; d = json.load(open("three/watch.json")); print(len(d["pairs"]), sorted({(c["from"], c["to"]) for c in d["found"][:2]}))'
echo '# as they lie'
try watch before after --no-register --no-mask | grep -E '^Registered|^Note|^Masked'
echo '# how long'
try watch before after --timings | grep '^Took' | fold
