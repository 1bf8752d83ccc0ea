# onus link --synthesise, --settings, --write-settings
link() { "$ONUS" link "$@"; echo "exit $?"; }
echo "== records made up"
link --synthesise 5
link --synthesise 300 --seed 7 -o people.csv
"$ONUS" link --synthesise 300 --seed 7 --quiet | cmp - people.csv && echo "the same bytes again"
link --synthesise 300 --seed 7 --errors 0.1 --duplicates 3 --quiet -o many.csv
wc -l <many.csv
link --synthesise 0
link --synthesise 10 --errors 0
link --synthesise 10 --duplicates 9
link --synthesise 10 --threshold 0.7
link --synthesise 10 people.csv
link --duplicates 2 people.csv
link --synthesise 10 -o nowhere/people.csv
echo "== settings found out, and used again"
link people.csv --truth entity_id --column sex:ignore --threshold 0.7 --clean people.csv --write-settings used.yaml --quiet -o first.csv
cat used.yaml
link people.csv --settings used.yaml --quiet -o again.csv
cmp first.csv again.csv && echo "the same answer"
echo "== the command line wins"
link people.csv --settings used.yaml --threshold 0.5 --column sex:sex --write-settings other.yaml --quiet -o other.csv
diff used.yaml other.yaml
echo "== what is of another verb is passed over"
printf 'blind: yes\npairs: pairs.csv\nquiet: true\noutput: out.csv\n' >all.yaml
link people.csv --settings all.yaml
ls out.csv pairs.csv
echo "== wrong settings"
try() { printf '%b' "$1" >wrong.yaml; link people.csv --settings wrong.yaml --quiet -o none.csv; }
try 'colums:\n  sex: ignore\n'
try 'whatever: 1\n'
try 'columns:\n  given_name: givn\n'
try 'columns: given_name\n'
try 'columns:\n  nobody: given\n'
try 'threshold: 7\n'
try 'threshold: [0.5]\n'
try 'seed: 1.5\n'
try 'ragged: perhaps\n'
try 'delimiter: ";;"\n'
try 'clean: somebody.csv\n'
try 'clean:\n  - {a: b}\n'
try 'id: id\nid: id\n'
try '!!str threshold: 0.5\n'
try '- threshold\n'
link people.csv --settings none.yaml
link people.csv --truth entity
ls
