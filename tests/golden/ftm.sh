# FtM in and out, on made-up data: entities, a delta, statements, bad values, faults. Synthetic throughout.
run() { "$ONUS" -C case "$@"; echo "= $?"; }
"$ONUS" init case >/dev/null
cat >first.ftm.json <<'X'
{"id":"syn-co","caption":"Synthetic Trading","schema":"Company","properties":{"name":["합성무역","Synthetic Trading"],"alias":["ST"],"previousName":["Old Synthetic"],"country":["cn"],"uscCode":["91110000600037341K"],"registrationNumber":["360426199101010071"]},"datasets":["synthetic"],"referents":["s-2"],"first_seen":"2024-01-01T00:00:00","last_seen":"2024-02-01T00:00:00","target":true,"odd":{"n":1}}
{"id":"syn-a","schema":"Person","properties":{"name":["Synthetic Person A"],"birthDate":["1990-02-30"]}}
{"id":"syn-b","schema":"Person","properties":{"name":["Synthetic Person B"]}}

{"id":"syn-own","schema":"Ownership","properties":{"owner":["syn-a"],"asset":["syn-co"],"percentage":["50"]}}
{"id":"syn-both","schema":"Ownership","properties":{"owner":["syn-a","syn-b"],"asset":["syn-co"]}}
{"id":"syn-sanction","schema":"Sanction","properties":{"entity":["syn-co"],"authority":["Synthetic Authority"]}}
{"id":"syn-addr","schema":"Address","properties":{"full":["1 Synthetic Street"]}}
{"id":"syn-b","schema":"LegalEntity","properties":{"alias":["B"]}}
X
echo '# import'; run import first.ftm.json
echo '# again'; run import first.ftm.json 2>/dev/null
echo '# in another order'; sort first.ftm.json >tmp && mv tmp first.ftm.json && run import --keep first.ftm.json 2>/dev/null
echo '# export'; run export --format ftm
echo '# what the case holds'; "$ONUS" -C case export --format yaml >out.yaml
"$ONUS" init second >/dev/null && "$ONUS" -C second import out.yaml >/dev/null && "$ONUS" -C second export --format ftm >b.json
"$ONUS" -C case export --format ftm | cmp - b.json && echo 'by way of YAML: the same'
echo '# statements'; run export --format statements-csv --dataset made-up | grep syn-b
echo '# a delta'
cat >delta.json <<'X'
{"op":"DEL","entity":{"id":"syn-addr"}}
{"op":"MOD","entity":{"id":"syn-b","schema":"Person","properties":{"name":["Synthetic Person B2"]}}}
{"op":"ADD","entity":{"id":"syn-c","schema":"Vessel","properties":{"name":["Synthetic Ship"],"imoNumber":["IMO9319466"]}}}
X
run import --source ftm/first.ftm.json delta.json
"$ONUS" -C case export --format ftm | grep -c 'syn-addr\|B2\|9319466'
echo '# the file has less'; grep -v sanction first.ftm.json >tmp && mv tmp first.ftm.json && run import first.ftm.json 2>/dev/null
echo '# nothing half'
for line in '{"id":"x"' '{"id":"x","schema":"Persn"}' '{"id":"x","schema":"Thing"}' '{"id":"x","schema":"Person","properties":{"nme":["a"]}}' \
	'{"id":"x","schema":"Person","properties":{"name":"a"}}' '{"id":"../x","schema":"Person"}' '{"id":"x","schema":"Person","properties":{"name":["a\u0000"]}}' '[1]'; do
	printf '{"id":"fine","schema":"Person","properties":{"name":["Fine"]}}\n%s\n' "$line" >bad.json
	run import bad.json
done
printf '{"id":"x","schema":"Person","properties":{"name":["\377"]}}\n' >bad.json; run import bad.json
printf 'entity_id,prop,schema,value,dataset\nx,name,Person,"A,d\n' >bad.csv; run import bad.csv
printf 'entity_id,prop,schema,value,dataset\nx,nme,Person,A,d\n' >bad.csv; run import bad.csv
echo '{"id":"x","schema":"Person","properties":{"birthDate":["2000-13-01"]}}' >bad.json; run import --strict bad.json
run import --source nothing bad.json
"$ONUS" -C case export --format ftm | grep -c '"fine"\|"x"'
"$ONUS" -C case verify --replay | sed 's/: .*//'
