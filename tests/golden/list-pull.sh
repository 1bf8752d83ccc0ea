# Lists pulled from a server that answers well, and in every way that it should not. All data is synthetic.
. "$HERE/lists.inc"
un 20 >un.xml
touch -d '2024-01-02T10:00:00Z' un.xml
serve server
U=http://127.0.0.1:$PORT
export http_proxy=http://127.0.0.1:1 all_proxy=http://127.0.0.1:1 HOME="$PWD"
echo "machine 127.0.0.1 login me password secret" >.netrc
log() { echo "# the server saw:"; fold <server.log; : >server.log; }
echo '# the address is remembered; what is here already is asked for no more'
try list pull un
try list pull un --url $U/un.xml
try list pull un
log
un 21 2024-02-03 >un.xml
try list pull un
log
try list pull un --force
log
try list
"$ONUS" list --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["lists"][0]["versions"][0]["files"])' | fold
echo '# the same list from another address, by date, packed, with a mark that cannot be sent back'
touch -d '2024-02-03T10:00:00Z' un.xml
try list pull un --url $U/dated.xml
try list pull un
try list pull un --url $U/packed.xml
try list pull un
try list pull un --url $U/bad-mark
try list pull un
try list pull un --url "$U/un.xml?key=1#part"
log
echo '# redirects'
try list pull un --url $U/hop
for odd in loop nowhere to-file to-plain to-user; do try list pull un --url $U/$odd; done
echo '# answers that are no list'
for odd in missing forbidden error empty page always-304 big; do try list pull other --url $U/$odd --size 1; done
try list pull other --url $U/big-packed --size 1
try list pull other --url $U/cut
try list pull other --url $U/stalled --timeout 1
try list pull other --url $U/drip --timeout 2
try list pull other --url http://127.0.0.1:1/un.xml | sed 's/after [0-9]* ms/after N ms/'
try list pull other --url http://lists.invalid/un.xml
try list pull other --url ftp://127.0.0.1/un.xml
try list pull other --url file:///etc/passwd
try list pull other --url http://me:secret@127.0.0.1/un.xml
try list pull other --url http://127.0.0.1.lists.invalid/un.xml
try list pull other --url 'http://[::1'
try list pull other --url nonsense
try list pull other --url ''
try list pull other --url $U/un.xml --timeout 0
try list pull
ls -A shelf | sort
try list
echo '# loses too much: the version that is here stays, and is asked for again'
un 9 2024-03-04 >un.xml
try list pull un --url $U/un.xml
try list pull un --url $U/un.xml --loss 60
echo '# the kept file was changed behind our back'
un 10 2024-05-06 >mine
"$ONUS" list --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["lists"][0]["versions"][0]["files"][0]["path"])' >path
cp mine "$(cat path)"
try list pull un
try list pull un --force
echo '# lists.yaml, and a set of files'
printf '36,"OSTREL AIR",-0- ,"SYNTH",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n' >SDN.CSV
printf '36,12,"aka","AERO-OSTREL",-0- \n' >ALT.CSV
cat >shelf/lists.yaml <<END
un: $U/un.xml
ofac:
  urls: [$U/set/SDN.CSV, $U/set/ALT.CSV]
  loss: 25
END
: >server.log
try list pull ofac
try list pull ofac
printf '36,12,"aka","AERO-OSTREL",-0- \n36,13,"aka","OSTRELAIR",-0- \n' >ALT.CSV
try list pull ofac
log
try list pull two --url $U/un.xml --url $U/SDN.CSV
try list pull two --url $U/un.xml --url $U/set/UN.XML
try list pull two --url $U/un.xml --url $U/packed.xml
wrong() { printf "$1" >shelf/lists.yaml; try list pull un; }
wrong 'un:\n  ulr: x\n'
wrong 'un: []\n'
wrong 'un: {url: x, format: xml}\n'
wrong 'un: {url: x, loss: much}\n'
wrong 'un: {format: un}\n'
wrong 'Un: x\n'
wrong '[un]\n'
wrong 'un: [x\n'
wrong ''
try list
