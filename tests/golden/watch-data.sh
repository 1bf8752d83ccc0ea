# onus watch on published images of which reference programs and labels say what is right. Skipped where the images are not.
data="$HERE/../../../shared/data/images"
[ -r "$data/landsat_taizhou/2000TM" ] || { echo "no images in $data"; exit 77; }
tm="$data/landsat_taizhou/2000TM $data/landsat_taizhou/2003TM"
for m in mad irmad; do "$ONUS" watch $tm --method $m --no-register --no-mask --json >$m.json || exit 1; done
"$ONUS" watch $tm -o default --json >/dev/null || exit 1
"$ONUS" watch "$data"/coreg_arosics/ref*.jp2 "$data"/coreg_arosics/tgt*.jp2 --json >arosics.json || exit 1
for city in saclay_e norcia rennes; do "$ONUS" watch "$data/oscd/$city/imgs_1" "$data/oscd/$city/imgs_2" -o $city --json >/dev/null || exit 1; done
cat >look.py <<'PY'
import json
import sys

sys.path.insert(0, sys.argv[1])
import watch_read as read

data = sys.argv[2]


def load(name):
    return json.load(open(name))


def show(what, value, good):
    print('%s: %s' % (what, 'as it should be' if good else 'NOT: %s' % value))


# OTB 8.1.1, and Canty's program after 16 iterations, on these very files
for m, rho, by in (('mad', (.813041, .713781, .542166, .476108, .305496, .113582), 1e-5), ('irmad', (.98217773, .96626133, .87358022, .70512062, .57025796, .45477527), 1e-4)):
    got = load(m + '.json')['rho']
    show('%s: correlations within %g of the reference program' % (m, by), got, max(abs(a - b) for a, b in zip(got, rho)) < by)

w, h, change, _ = read.tiff('default/change.tif')
mark = {}
for name in 'change', 'unchanged':
    width, height, values = read.bmp('%s/landsat_taizhou/%s.bmp' % (data, name))
    assert (width, height) == (w, h)
    mark[name] = [k for k, v in enumerate(values) if v]
print('labelled', len(mark['change']), len(mark['unchanged']))
tp, fp = (sum(change[k] == 1 for k in mark[name]) for name in ('change', 'unchanged'))
fn, tn = len(mark['change']) - tp, len(mark['unchanged']) - fp
n = tp + fp + fn + tn
chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / n / n
kappa = ((tp + tn) / n - chance) / (1 - chance)
show('of labelled unchanged ground 0.5 to 2 % is marked at 1 %', fp / (fp + tn), 0.005 <= fp / (fp + tn) <= 0.02)
show('of labelled change 90 % or more', tp / (tp + fn), tp / (tp + fn) >= 0.90)
show('kappa 0.94 or more', kappa, kappa >= 0.94)
if len(sys.argv) > 3:
    print(fp / (fp + tn), tp / (tp + fn), kappa, file=sys.stderr)

r = load('arosics.json')['registration']
show('displaced by (0.60, -1.74) to a tenth of a pixel', (r['dx'], r['dy']), abs(r['dx'] - 0.60) < 0.1 and abs(r['dy'] + 1.74) < 0.1)
found = load('arosics.json')['found']
show('one band, and clouds that it cannot tell: they are marked', len(found), any(c['area_m2'] > 1e7 and c['direction'] == 'brighter' for c in found))
for city in 'saclay_e', 'norcia', 'rennes':
    d = load(city + '/watch.json')
    c = d['calibration']
    lo, hi = c.get('range') or (0, 1)
    # where the ground is as restless as there, the rate is doubted, and that is said
    doubted = city == 'norcia'
    show('%s: registered, a range that holds the rate asked, %s' % (city, 'doubt said' if doubted else 'no doubt'), str((d['registration'], c)),
         d['registration']['done'] and lo <= c['asked'] <= hi and bool(c['doubt']) == doubted)
for city in 'saclay_e', 'rennes':
    # labels of new buildings alone: what is marked holds most of them
    d = load(city + '/watch.json')
    w, h, change, _ = read.tiff(city + '/change.tif')
    lw, lh, label, _ = read.tiff('%s/oscd/%s/cm/%s-cm.tif' % (data, city, city))
    assert (lw, lh) == (w, h), (lw, lh, w, h)
    urban = [k for k, v in enumerate(label) if v == 2]
    share = sum(change[k] == 1 for k in urban) / len(urban)
    rest = [change[k] for k, v in enumerate(label) if v == 1]
    if len(sys.argv) > 3:
        print(city, share, rest.count(1) / len(rest), file=sys.stderr)
    show('%s: labelled new buildings are marked more often than the rest' % city, share, share > 2 * rest.count(1) / len(rest))
PY
python3 -B look.py "$HERE" "$data" "$@"
