# A site's series of images: what is new of it compared and filed, changes accepted, testimony held against them. Place, people and images are invented.
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
# ids by hash in the order in which they appear, numbers that the engine may move, folded
fold() { grep -v '^graded by' | sed -E -e "s/$one/RUN-1/g" -e "s/$two/RUN-2/g" -e 's/WATCH-[0-9a-f]{12}/RUN-?/g' -e 's/[0-9.]+ (ha|m²) of ground/A of ground/' -e 's/(almost certain|very likely|likely), (over )?[0-9]+ %/LIKELY/' \
	-e 's/: (brighter: new structure or bare ground|structure gone|vegetation gone|darker|of a kind that the bands do not tell)\. That/: WHAT. That/' -e 's/[0-9]+ % of the ground seen/N % of the ground seen/' -e 's/[0-9]+ less so/N less so/' -e '/all of them in the run/d' -e 's/it has [0-9]+$/it has N/'; }
one=none two=none; export one two
python3 "$HERE/watch_images.py" || exit 77
try init case >/dev/null
cat >case.yaml <<'YAML'
onus: 1
script: synthetic
sources:
  - {id: IMG-2016, kind: image, title: Third image, data_date: 2016-08-11}
  - {id: IMG-2009, kind: image, title: First image, data_date: 2009-05-17}
  - {id: IMG-2012, kind: image, title: Second image, date: 2012-06-01}
  - {id: IMG-2018, kind: image, title: Fourth image, date: 2018-06-01}
  - {id: T1, kind: testimony, title: A testimony}
  - {id: T2, kind: testimony, title: Another testimony}
actors: []
sites:
  - {id: HILL, names: The hill, points: [{lat: 42.085, lon: 129.4932, radius: 700, source: T1}], series: [IMG-2016, IMG-2009, IMG-2012], sources: T1}
  - {id: BARE, names: A place without images, sources: T1}
claims:
  - {id: BUILT, kind: event, text: A hall was built in 2014., where: HILL, when: 2014, supports: [{source: T1, stance: asserts}]}
  - {id: RAZED, kind: event, text: All was razed in 2010., where: HILL, when: 2010, supports: [{source: T2, stance: asserts}]}
  - {id: OLD, kind: event, text: It was founded in 1999., where: HILL, when: 1999, supports: [{source: T2, stance: asserts}]}
YAML
sed -i '/^actors/d' case.yaml
try -C case import case.yaml
echo '# nothing in custody yet'
try -C case watch --case HILL
try -C case watch --case BARE
try -C case watch --case NOWHERE
for y in 2009 2012 2016 2018; do "$ONUS" -C case add --source IMG-$y img$y img$y.hdr >/dev/null; done
echo '# a first look files nothing'
try -C case watch --case HILL --dry-run | grep -c '^Registered'
"$ONUS" -C case log | grep -c WATCH
echo '# what is new is compared and filed, once'
try -C case watch --case HILL >out; one=$(sed -n 's/^2009.* as //p' out); two=$(sed -n 's/^2012.* as //p' out); fold <out
before=$("$ONUS" -C case log | wc -l)
try -C case watch --case HILL | fold | grep -E '^20'
[ "$("$ONUS" -C case log | wc -l)" = "$before" ] && echo 'nothing is filed twice'
echo '# a person accepts, and says what bears on what'
try -C case watch --case HILL --accept likely
try -C case --by 'A. Clerk' watch --case HILL --accept likely 2>&1 | fold
try -C case --by 'A. Clerk' watch --case HILL --analysis "$two" --accept 700 2>&1 | fold
try -C case --by 'A. Clerk' watch --case HILL --analysis "$two" --accept 1 --corroborates BUILT | fold | sed -n '/2012/,$p'
try -C case --by 'A. Clerk' watch --case HILL --analysis "$one" --contradicts RAZED >/dev/null
try -C case --by 'A. Clerk' watch --case HILL --analysis "$one" --contradicts OLD 2>&1 | fold
try -C case --by 'A. Clerk' watch --case HILL --analysis "$one" --contradicts BUILT 2>&1 | fold
echo '# what the case now says'
try -C case weigh BUILT RAZED "$two/1" | fold
try -C case import case.yaml
try -C case weigh BUILT | grep -E 'voice|evidence'
echo '# ground that was not seen bears on nothing'
sed -i 's/IMG-2012\]/IMG-2012, IMG-2018]/' case.yaml; try -C case import case.yaml
try -C case --by 'A. Clerk' watch --case HILL >out; three=$(sed -n 's/^2016.* as //p' out)
sed -n '/^2016/,/seen/p' out | fold
sed -i 's/when: 2014,/when: 2017,/' case.yaml; try -C case import case.yaml >/dev/null
try -C case --by 'A. Clerk' watch --case HILL --analysis "$three" --contradicts BUILT 2>&1 | fold | sed -E 's/only [0-9]+ %/only N %/'
echo '# withdrawn'
try -C case --by 'A. Clerk' watch --withdraw "$one" --reason 'The wrong place'
try -C case weigh RAZED | fold
try -C case watch --case HILL --json | python3 -c 'import json,sys; d=json.load(sys.stdin); print([(p["before"],p["after"],p["filed_now"],sum(c["confidence"] > 0.55 for c in p["run"]["changes"])) for p in d["pairs"]])'
try -C case verify --replay | sed 's/root [0-9a-f]*/root …/; s/[0-9]* log entries/N log entries/'
try -C case dossier --no-pdf -o out.d >/dev/null; grep -c 'Change at The hill' out.d/index.html
echo '# words that do not go together'
try -C case watch --case HILL img2009
try watch img2009 img2016 --accept all
try -C case watch --case HILL --dry-run --accept 1
echo '# --site alone is --case; with images it is the ground'
try -C case watch --site HILL --dry-run | fold | head -3
try -C case watch --site NOWHERE
try -C case watch img2009 img2012 --site BARE
try -C case watch img2009 img2012 --site HILL | grep -c '^Registered'
