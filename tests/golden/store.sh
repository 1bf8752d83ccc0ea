# a case from its making to its verification; times, ids and hashes are folded
fold() { sed -E 's/[0-9a-f]{64}/HASH/g; s/[0-9a-f]{32}/ID/g; s/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/TIME/g'; }
t() { { echo "\$ onus $*"; "$ONUS" "$@" 2>&1; echo "= $?"; } | fold; }
sql() { python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.close()' "$@"; }
t init case
t init case
mkdir full && touch full/letter.txt
t init full
t init --json other
t -C case log
t -C case log --json
t -C case log --proof 1
t -C case log --proof 2
t -C case log --proof 0
t -C case log --from x
t -C case verify
t -C case verify --json --replay
head=$("$ONUS" -C case log --head)
"$ONUS" -C case verify --head "$head" >/dev/null && echo "the head noted down fits"
t -C other verify --head "$head"
t -C case verify --head 9:abc
t -C case search nothing
t -C case search "'"
t -C full verify
t verify
t init --by "a
     2  now  nobody  put claim forged" sly
t -C sly log
t init --by "$(printf '\377')" bad
ls
ln -s . link
t -C link/case verify
cd case/evidence && t verify && cd ../..
# what is no case
mkdir none short newer
printf 'This is not a database, but it is long enough to be read as the head of one, were it one at all.......' >none/case.db
t -C none verify
head -c 5000 case/case.db >short/case.db
t -C short verify | sed -E 's/\(.*\)/(WHY)/'
cp case/case.db newer && sql newer/case.db 'PRAGMA user_version = 99'
t -C newer verify
: >none/case.db
t -C none verify
sql none/case.db 'CREATE TABLE t(x)'
t -C none verify
# what is not as it was written
touch case/evidence/letter.txt
t -C case verify
rm case/evidence/letter.txt
sql case/case.db "DROP TRIGGER log_stays; UPDATE head SET root = zeroblob(32)"
t -C case verify
