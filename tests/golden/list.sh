# Lists on the shelf: taken in, renewed, refused, removed. All data is synthetic.
. "$HERE/lists.inc"
un 20 >a.xml
un 21 2024-02-03 >b.xml
un 10 2024-03-04 >few.xml
head -c 3000 b.xml >cut.xml
sed 's/<FIRST_NAME>Bela<.FIRST_NAME>//; s/<SECOND_NAME>Ostrel<.SECOND_NAME>//' b.xml >faulty.xml
try list
try list add un a.xml
try list add un a.xml
try list add un b.xml
try list
echo '# lost half of its entries: refused, and the version before stays in force'
try list add un few.xml
try list
try list add un few.xml --loss 60
try list add un b.xml
try list add un few.xml --force
try list add un b.xml
echo '# cut off, malformed, no list, a web page, the wrong format'
try list add un cut.xml
try list add un faulty.xml
try list add un faulty.xml --json
printf '<html><body>Not found</body></html>' >page.xml
try list add other page.xml
: >empty
try list add other empty
try list add other a.xml --format ftm
try list add other a.xml --format unn
try list add ../other a.xml
try list add other nowhere.xml
try list add other
try list add un b.xml --loss 101
try list nothing
try list remove other
echo '# a set of files, their names in capitals'
mkdir set
printf '36,"OSTREL AIR",-0- ,"SYNTH",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n37,"PANDOR, Bela","individual","SYNTH",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 01 Feb 1970."\n' >set/SDN.CSV
printf '36,12,"aka","AERO-OSTREL",-0- \n' >set/ALT.CSV
try list add ofac set
try list add ofac2 set/SDN.CSV
mkdir none
try list add ofac3 none
echo '# what a killed writer left is swept; one writer at a time'
mkdir -p shelf/.new-un shelf/un/20200101T000000Z-00000000
: >shelf/.new-un/half
try list compile un
ls -A shelf/un | fold | sort
ls -A shelf | sort
flock shelf/.un.lock "$ONUS" list add un a.xml 2>&1; echo "exit $?"
echo '# damage is said'
"$ONUS" list --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["lists"][2]["versions"][0]["files"][0]["path"])' >path
echo x >>"$(cat path)"
try list compile un
echo '{"versions":[]}' >shelf/un/about.json
try list
try list add un a.xml
try list remove un
try list add aa a.xml
echo x >shelf/aa/about.json
try list
try list remove ofac2
"$ONUS" init case >/dev/null
unset ONUS_LISTS
try -C case list add un a.xml
(cd case && "$ONUS" list --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["shelf"])' | sed 's|.*/run/||')
try -C none list
HOME=$PWD/home XDG_DATA_HOME= try list
HOME= XDG_DATA_HOME= try list
