# The persons of a case held against each other: proposed with probability and reasons, filed as merges of the actors that they are. All people are invented.
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
# what the model makes of it in figures is not this test's matter
fold() { sed -E 's/LINK-[0-9a-f]{12}/LINK-H/g; s/MERGE-[0-9a-f]{16}/MERGE-H/g; s/[+-]?[0-9]+\.[0-9]+/P/g; s/[0-9]+ of [0-9]+ pairs/N of N pairs/; s/[0-9]+ (merges?|log)/N \1/g'; }
{
	printf 'onus: 1\nscript: synthetic\nsources: [{id: S, kind: report, title: A report}]\nactors:\n'
	awk 'function person(id, name, i) { printf "  - {id: %s, schema: Person, sources: S, names: [%s], properties: {country: %s, birthDate: \"%04d-%02d-%02d\", passportNumber: N%d}}\n", id, name, c[i % 3 + 1], 1950 + i * 13 % 50, i * 5 % 12 + 1, i * 17 % 28 + 1, 4001 + 7919 * i }
	BEGIN {
		split("Anna Boris Clara Dmitri Elena Farid Greta Hassan Irina Jonas Karima Leo Mina Nadia Omar Petra Quentin Rosa Samir Tanya", g, " ")
		split("Ostrel Quilan Barstow Venn Maretti Kolash Dunmore Ferrel Gantry Hollis Ivarsen Jandak Krell Lomax Mirov Norden Pavlik Rudd Stenning", f, " ")
		split("kp cn ru", c, " ")
		for (i = 0; i < 60; i++) person("P" i, "{text: " g[i * 7 % 20 + 1] " " f[i * 11 % 19 + 1] "}", i)
		for (i = 0; i < 60; i += 12) person("Q" i, "{text: " toupper(g[i * 7 % 20 + 1]) " " f[i * 11 % 19 + 1] "l}", i)
		person("K1", "{text: Pak Mi Ran, lang: ko-Latn}, {text: 박미란, lang: ko}", 100)
		person("K2", "{text: 박미란, lang: ko}", 100)
		person("K3", "{text: 朴美蘭, lang: ko-Hani}", 100)
	}'
	echo '  - {id: BODY, schema: Company, sources: S, names: [{text: Pak Mi Ran Trading}]}'
} >people.yaml
try init case >/dev/null
try -C case import people.yaml
try -C case link --case >said
grep -E '^[A-Z].* = ' said | grep -E '\(Q|\(K' | sed -E 's/  [0-9.]+$//' | sort
grep -A1 '(Q12)' said | tail -1 | fold
tail -1 said | fold
try -C case link --case --json | python3 -c 'import json,sys
a = json.load(sys.stdin); m = [m for m in a["merges"] if "Q24" in [x["id"] for x in m["actors"]]][0]
print(sorted(a), sorted(m), sorted(m["pairs"][0]), [(p["field"], p["level"]) for p in m["pairs"][0]["parts"]])'
try -C case log | grep -c merge
echo '# filed: the actors stay, each merge rests on the run'
try --by "A. Clerk" -C case link --case --file --quiet >/dev/null 2>said2; fold <said2
try -C case link merges | grep 'Q12' | fold
try -C case export --format yaml | grep -c 'id: [PQK][0-9]'
try --by "A. Clerk" -C case link --case --file 2>&1 >/dev/null | fold
try -C case check
try -C case verify --replay | sed 's/root.*;/root …;/' | fold
ls | grep -c identities
echo '# another person told apart, another run'
merge=$("$ONUS" -C case link merges | grep 'Q12' | cut -d' ' -f1)
try --by "A. Clerk" -C case link withdraw "$merge" --reason "Seen together" | fold
try --by "A. Clerk" -C case link --case --file --threshold 0.9 2>&1 >/dev/null | fold
try -C case link merges | grep -c Q12
try -C case link merges --all | grep -c Q12
echo '# wrong calls'
try -C case link --case people.csv
try -C case link --case --overlap x.csv
try init empty >/dev/null
try -C empty link --case
try link --case
