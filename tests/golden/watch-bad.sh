# onus watch and what it cannot compare: an error that names file and band, or a warning; no crash, nothing half-written, no false map. All images are invented.
python3 "$HERE/watch_make.py" bad || exit 77
# one -o for all: a folder that was not there must not be there after an error
try() { "$ONUS" watch "$@" -o out >text 2>&1; code=$?; grep -E '^onus:|^Note' text; [ $code -eq 0 ] && changed; echo "exit $code"; [ $code -eq 0 ] || [ ! -e out ] || ls out; rm -rf out; }
# with few changes: the images show the same ground, so that nearly none of it may be marked
changed() { python3 -B - <<'PY'
import json
import math


def numbers(x):
    if isinstance(x, dict):
        x = list(x.values())
    if isinstance(x, list):
        for v in x:
            yield from numbers(v)
    elif isinstance(x, float):
        yield x


d = json.load(open('out/watch.json'), parse_constant=lambda c: 1 / 0)
area, seen = (d.get('changed_area_m2', d.get('changed_area_pixels')), d.get('seen_m2', d.get('seen_pixels')))
assert all(map(math.isfinite, numbers(d)))
print('answered: %s of the ground is marked' % ('hardly any' if area <= 0.06 * seen else '%.0f %%' % (100 * area / seen)))
PY
}
echo '# no raster, or half of one'
for f in nowhere bare empty.tif text.tif cut.tif head.tif short; do echo "== $f"; try one $f; done
echo '# bands that are none'
for f in sizes nowhere_sizes flat.tif zero.tif nodata.tif nan.tif nanband.tif huge.tif over.tif palette.tif two_bands.tif; do echo "== $f"; try one.tif $f; done
echo '== the same, as they lie'
for f in nodata.tif nan.tif; do try one.tif $f --no-register; done
echo '== nothing but a flat band'; try flat1.tif flat1b.tif
echo '# numbers large, small, below zero'
for p in large minus int; do echo "== $p"; try ${p}1.tif ${p}2.tif; done
echo '== tiny'; try tiny1.tif tiny2.tif
echo '== one wild value'; try one.tif spike.tif
echo '# other places, other grids'
for f in far.tif nocrs.tif degrees.tif turned.tif flatmatrix.tif coarse.tif; do echo "== $f"; try one.tif $f; done
echo '== neither says where'; try nowhere1.tif nowhere2.tif
echo '== another place that does not say so'; try nowhere1.tif elsewhere.tif
echo '# one image'
try one
echo '== twice'; try one ./one
echo '== a copy'; cp one.tif copy.tif; try one.tif copy.tif; try one.tif copy.tif --method mad
echo '== the same but for gain'; try one.tif gain.tif
echo '# bands'
echo '== alike'; try alike1.tif alike2.tif
echo '== one'; try single1.tif single2.tif
echo '== 64'; try n64_1.tif n64_2.tif
echo '== 70'; try n70_1.tif n70_2.tif
for b in red 1,9 0 '' 1,1; do echo "== --bands '$b'"; try one two --bands "$b"; done
echo '# large'
for s in wide vast; do echo "== $s"; try ${s}1.tif ${s}2.tif; done
echo '# small'
for s in 1x1 8x8 1x1000 1000x1 40x40; do echo "== $s"; try s${s}_1.tif s${s}_2.tif; try s${s}_1.tif s${s}_2.tif --no-register >text2; tail -1 text2; done
echo '# days'
echo '== by names alone'; try one_20020101 two_20010101
echo '== by what is said'; try m1 m2
echo '== given'; try m2 m1 --dates 2002-01-01,2001-01-01
echo '== too many'; try m2 m1 --dates 2001-01-01,2002-01-01,2003-01-01
echo '== no day'; try m2 m1 --dates 2001-02-30
echo '# names that are no plain text'
for f in odd/a*; do try one.tif "$f" | sed 's/^/ /'; done
for f in odd/cut*; do try one.tif "$f" | cat -v; done
echo '# sites'
for g in nowhere open point cut metres dot; do echo "== $g"; try one two --site $g.geojson; done
for s in 10,10,500m 127.82,40.642,0.5m 127.82,40.642,1m 127.82,40.642,3m 127.8170,40.642,100m; do echo "== $s"; try one two --site $s; done
echo '== where nothing says where'; try nowhere1.tif nowhere2.tif --site 127.82,40.642,100m
echo '# where the answer goes'
"$ONUS" watch one two -o text.tif; echo "exit $?"
"$ONUS" watch one two -o no/such; echo "exit $?"
mkdir -p full/change.tif; "$ONUS" watch one two -o full; echo "exit $?"
"$ONUS" watch one two --quality 2; echo "exit $?"
echo '# words'
for w in '--method sar' '--method harmonic' '--false-alarm 2' '--fdr 0.1 --false-alarm 0.1' '--accept all'; do "$ONUS" watch one two $w; echo "exit $?"; done
