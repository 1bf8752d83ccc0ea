# What changed from one version of a list to another: on the shelf, by date, between files of several formats. All data is synthetic.
. "$HERE/lists.inc"
un 12 >a.xml
un 13 2024-02-03 >b.xml
# another nationality, another birth date, an alias, and one entry less
sed -i '0,/Utopia/s//Atlantis/; 0,/1962-03-04/s//1962-04-03/; s|<INDIVIDUAL><DATAID>9004<|<INDIVIDUAL><INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Egilo</ALIAS_NAME></INDIVIDUAL_ALIAS><DATAID>9004<|' b.xml
python3 - <<'PY'
import re
text = open('b.xml').read()
parts = re.split(r'(?=<INDIVIDUAL><DATAID>|<INDIVIDUAL><INDIVIDUAL_ALIAS>)', text)
open('b.xml', 'w').write(''.join(p for p in parts if 'SYi.007' not in p))
PY
try list diff a.xml b.xml
try list diff a.xml a.xml
try list diff b.xml a.xml --json
"$ONUS" list add un a.xml >/dev/null
try list diff un
"$ONUS" list add un b.xml >/dev/null
try list diff un
try list diff un@2024-01-15 un@2024-02-03
try list diff un@2024-01-01 un
try list diff un@soon un
try list diff un un@2024-02-03
echo '# formats may differ, ids decide; malformed entries are told; an id twice is two entries'
cat >one.ftm <<'X'
{"id":"SYi.001","schema":"Person","caption":"Adan Ostrel","properties":{"name":["Adan Ostrel"],"nationality":["Utopia"],"birthDate":["1960-03-04"]}}
{"id":"twice","schema":"Company","caption":"Pandor One","properties":{"name":["Pandor One"]}}
{"id":"twice","schema":"Company","caption":"Pandor Two","properties":{"name":["Pandor Two"]}}
X
cat >two.ftm <<'X'
{"id":"twice","schema":"Company","caption":"Pandor One","properties":{"name":["Pandor One"]}}
{"id":"twice","schema":"Company","caption":"Pandor Three\u001b[31m","properties":{"name":["Pandor Three"]}}
{"id":"bad"
X
try list diff one.ftm two.ftm
try list diff un one.ftm | tail -3
echo '# wrong calls'
try list diff
try list diff nosuch
try list diff nosuch un
try list diff a b c
try list diff a.xml b.xml --format what
try list diff a.xml b.xml --format ftm
: >empty
try list diff a.xml empty
