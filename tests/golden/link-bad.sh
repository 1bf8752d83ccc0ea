# onus link and what it cannot use: an error with its place, and nothing half-written. All people are made up.
try() { "$ONUS" link "$@" -o out.csv; echo "exit $?"; [ ! -e out.csv ] || { echo "out.csv is there"; rm out.csv; }; }
make() { printf '%b' "$2" >"$1"; }
make one.csv 'id,name\n1,Ada Fox\n'
make header.csv 'id,name\n'
make empty.csv ''
make blank.csv 'id,a,b\n1,,\n2,,\n'
make ids.csv 'id\n1\n2\n'
make dup.csv 'id,given,family\n1,Ada,Fox\n2,Ben,Gray\n1,Cy,Hill\n'
make ragged.csv 'id,given,family\n1,Ada,Fox\n2,Ben\n3,Cy,Hill,x\n'
make quote.csv 'id,given\n1,"Ada\n2,Ben\n'
make nul.csv 'id,given\n1,A\0000da\n2,Ben\n'
make mixed.csv 'id,given,family\n1,Jos\0303\0251,Fox\n2,Jos\0351,Fox\n'
make height.csv 'id,height,weight\n1,170,60\n2,180,70\n'
make two.csv 'id,given,family\n1,Ada,Fox\n2,Ada,Fox\n'
awk 'BEGIN { print "id,given,family,dob"; for (i = 0; i < 300; i++) print i ",Ada,Fox,1990-01-02" }' >equal.csv
{ printf 'id,given,family\n1,'; head -c 10000000 /dev/zero | tr '\0' A; printf ',Fox\n2,Ada,Fox\n'; } >long.csv
fold() { sed -n '1,/^$/p'; }
for f in header empty blank ids dup ragged quote nul long; do echo "== $f"; try $f.csv; done
for f in one equal two mixed; do echo "== $f"; "$ONUS" link $f.csv -o out.csv | fold; rm out.csv; done
echo "== ragged, and told so"
"$ONUS" link ragged.csv --ragged -o out.csv | fold; rm out.csv
echo "== nothing in common"
try two.csv height.csv
"$ONUS" link two.csv one.csv height.csv -o out.csv | fold; rm out.csv
echo "== the call"
try
try nowhere.csv
try two.csv --column given:forename
try two.csv --column given
try two.csv --column givn:given
try two.csv --id name
try two.csv --truth who
try two.csv --threshold 1
try two.csv --draws 5000
try two.csv --delimiter ab
try two.csv --clean three.csv
try two.csv --labels nowhere.csv
make labels.csv 'id_a,id_b,same\n1,2,perhaps\n'; try two.csv --labels labels.csv
make labels.csv 'id_a,same\n1,1\n'; try two.csv --labels labels.csv
make labels.csv 'id_a,id_b,same\n8,9,1\n'; try two.csv --labels labels.csv
make labels.csv 'id_a,id_b,same\n1,2,1\n2,1,0\n'; try two.csv --labels labels.csv
"$ONUS" link two.csv -o nowhere/out.csv; echo "exit $?"
ls
echo "== what is no plain file stays what it is"
mkfifo pipe; cat pipe >read & "$ONUS" link two.csv --quiet -o pipe; wait; cat read; [ -p pipe ] && echo "still a pipe"
echo "== ended before its time"
"$ONUS" link --synthesise 20000000 -o many.csv & pid=$!
while [ ! -e many.csv.$pid.part ]; do sleep 0.01; done
kill -TERM $pid; wait $pid; echo "exit $?"
ls | grep many
true
