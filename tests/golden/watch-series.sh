# onus watch on invented series: radar with speckle of 4.4 looks, and 24 optical dates with a rhythm of the year. What moves with the engine is held within bounds.
try() { "$ONUS" watch "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
python3 "$HERE/watch_make.py" radar && python3 "$HERE/watch_make.py" series || exit 77
cat >look.py <<'PY'
import json
import sys

sys.path.insert(0, sys.argv[1])
import watch_make as made
import watch_read as read

what, folder = sys.argv[2:]
d = json.load(open(folder + '/watch.json'))
w, h, change, _ = read.tiff(folder + '/change.tif')
x, y, a, b = made.RADAR_CHANGE if what == 'radar' else made.SERIES_CHANGE
inside = [change[j * w + i] for j in range(y, y + b) for i in range(x, x + a)]
around = [change[j * w + i] for j in range(h) for i in range(w) if not (x - 2 <= i < x + a + 2 and y - 2 <= j < y + b + 2)]
print(d['method'], d['method_why'])
assert inside.count(1) >= 0.95 * len(inside), inside.count(1) / len(inside)
print('what changed is found')
share = around.count(1) / (len(around) - around.count(255))
assert share <= 0.02, share
print('of the rest at most 2 % is marked')
first = max(d['found'], key=lambda c: c['pixels'])
print(first['from'], 'to', first['to'], first['direction'], first['words'])
if what == 'radar':
    assert abs(d['looks'] / 4.4 - 1) < 0.1, d['looks']
    print('looks within a tenth of 4.4')
    _, _, p, _ = read.tiff(folder + '/p.tif')
    p = [q for k, q in enumerate(p) if not (x - 2 <= k % w < x + a + 2 and y - 2 <= k // w < y + b + 2)]
    for level in 0.1, 0.01:
        rate = sum(q <= level for q in p) / len(p)
        assert (0.8 if folder == 'told' else 0.3) * level < rate < 1.25 * level, rate
    print('p is below 0.1 and 0.01', 'about as often as it says' if folder == 'told' else 'no more often than it says')
else:
    days = made.days()
    print('the day is', first['from'] == str(days[made.SERIES_BREAK - 1]) and first['to'] == str(days[made.SERIES_BREAK]))
PY
echo '# radar'
try s1_*06 -o radar | grep -E '^Registered|^Method|^Line|^Note|^Masked'
python3 -B look.py "$HERE" radar radar
try s1_*06 --looks 4.4 -o told >/dev/null; python3 -B look.py "$HERE" radar told | tail -1
echo '# two dates of it'
try s1_20200306 s1_20200406 --looks 4.4 -o two >/dev/null; python3 -B -c "import json; d = json.load(open('two/watch.json')); print(d['looks'], d['changes'], d['found'][0]['from'], d['found'][0]['to'])"
echo '# as if it were optical'
try s1_20200306 s1_20200406 --method mad | grep ^Note
echo '# in decibels'
try db_*06 --method omnibus
echo '# where there are zeros nothing is seen'
try zero_*06 -o zero | grep -E '^Note'; python3 -B - "$HERE" <<'PY'
import sys
sys.path.insert(0, sys.argv[1])
import watch_read as read
w, h, change, _ = read.tiff('zero/change.tif')
print(set(change[:2900]), change[3600:].count(255) <= 30)
PY
echo '# a day twice, and one image'
try twice?_20200106 | grep '^Note'
cp s1_20200106 s1_20200107; cp s1_20200106.hdr s1_20200107.hdr; try s1_20200106 s1_20200107
try s1_20200106 s1_20200206 s1_20200106
echo '# too small to tell the looks'
try few_*06
echo '# radar and optical'
try s1_20200106 l_20170111
echo '# a series of seasons'
try l_*[0-9] -o series | grep -E '^Method|^Line|^Note|^Masked'
python3 -B look.py "$HERE" series series
echo '# the same with one thread'
try l_*[0-9] -o one --threads 1 >/dev/null; diff -r series one && echo same
echo '# dates in no order, a date twice'
try l_2018*[0-9] l_2017*[0-9] l_2019*[0-9] | grep -E '^Note' | sed -E 's/\(.*\)/(…)/' | sort -u
cp l_20170111 k_20170111; cp l_20170111.hdr k_20170111.hdr; try l_20170111 k_20170111 l_2018*[0-9]
echo '# few'
try l_2017*[0-9] -o few | sed -n '/^Method/p;/^Note/p'
try l_20170*[0-9] --method harmonic
