# the sample case imports as a whole, a second import changes nothing, and its own export imports to the same records
cases=$HERE/../../cases/dprk-china
"$ONUS" init case
"$ONUS" -C case import "$cases"/*.yaml
"$ONUS" -C case import "$cases"/*.yaml
"$ONUS" -C case verify --replay >/dev/null && echo "the tables replay from the log"
"$ONUS" -C case export --format yaml >again.yaml
"$ONUS" init again
"$ONUS" -C again import again.yaml
"$ONUS" -C again export --format yaml | cmp - again.yaml && echo "exports alike"
