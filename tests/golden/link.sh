# onus link on lists of people made up: the account, the tables, labels, JSON. Numbers that a better model may change are folded.
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "exit $code"; }
fold() { sed -E 's/[0-9][0-9,]*(\.[0-9]+)?(e-[0-9]+)?/N/g; s/[+-]N/N/g; s/ +N/ N/g; s/(N: N, )+/N: N, /; s/N to N: N/N: N/; s/syn-N +syn-N/A B/' | uniq; }
"$ONUS" link --synthesise 600 --seed 11 --quiet >all.csv
head -1 all.csv >police.csv; sed -n 2,301p all.csv >>police.csv
head -1 all.csv >church.csv; sed -n 302,601p all.csv >>church.csv
echo "== the account"
try link police.csv church.csv --truth entity_id -o clusters.csv --pairs pairs.csv --overlap lists.csv >account
sed -n '1,/^$/p' account
sed -n '/^Pairs/,/how two records/p' account | grep -v "alike\|compared\.\|start\|matches in all\|Left free\|the chances stand\|make matches" | fold
sed -n '/^Model/,$p' account | sed -n '/^  given_name/,/^  family_name/p' | grep -v weighed | fold
sed -n '/^People/,/weakest/p' account | grep -v "^    " | sed 's/they have:.*/they have/; s/ N is / N are /' | fold
sed -n 's/.*F1 //p' account | awk '{print ($1 >= 0.9) ? "F1 is 0.9 or more" : "F1 " $1}'
awk '{ if (length($0) > 80) print "more than 80 columns: " $0 }' account
echo "== the tables"
head -1 clusters.csv; wc -l <clusters.csv
cut -d, -f1 clusters.csv | sort -u | wc -l
awk -F, 'NR > 1 && ($4 < 0 || $4 > 1) { print "no probability: " $0 }' clusters.csv
head -1 pairs.csv
awk -F, 'NR > 1 && ($5 < 0 || $5 > 1) { print "no probability: " $0 }' pairs.csv
head -1 lists.csv
cut -d, -f2 clusters.csv | sed 1d | sort -u | wc -l >people; sed 1d lists.csv | wc -l | cmp - people && echo "a row a person"
echo "== without -o the table goes out, the account to standard error"
"$ONUS" link police.csv church.csv 2>err | cmp - clusters.csv && echo same
head -1 err
echo "== draws"
try link police.csv church.csv --draws 3 --overlap drawn.csv --quiet -o again.csv
cmp clusters.csv again.csv && echo "the clusters are the same"
head -1 drawn.csv; cut -d, -f1 drawn.csv | uniq
"$ONUS" link police.csv church.csv --draws 3 --seed 1 --threads 1 --overlap drawn1.csv --quiet -o again.csv && cmp drawn.csv drawn1.csv && echo "the same with one thread"
echo "== labels"
{ echo id_a,id_b,same; awk -F, 'NR > 1 { if ($2 in first) print first[$2] "," $1 ",1"; else first[$2] = $1 }' all.csv | head -60
awk -F, 'NR > 1 && NR < 60 { if (last && $2 != was) print last "," $1 ",0"; last = $1; was = $2 }' all.csv; echo syn-1,syn-2,; echo syn-1,syn-9999,1; } >labels.csv
try link police.csv church.csv --labels labels.csv -o clusters.csv | sed -n '/Against/,$p' | fold | sed 's/ given too.*//'
try --json link police.csv church.csv --labels labels.csv -o clusters.csv --truth entity_id >answer.json
python3 - <<'END'
import json
d = json.load(open('answer.json'))
def keys(x, at=''):
    if isinstance(x, dict):
        for k, v in x.items():
            print(at + k) if not isinstance(v, (dict, list)) else None
            keys(v, at + k + '.')
    elif isinstance(x, list) and x:
        keys(x[0], at[:-1] + '[].')
keys(d)
assert d['records'] == 600 and d['labels']['elsewhere'] == 1 and d['labels']['open'] == 1
assert d['labels']['precision']['share'] > 0.9 and sum(s['people'] for s in d['clusters']['sizes']) == d['people']
END
