# a claim can fail without sinking the rest
. "$HERE/sample.inc"
ask weigh C029 C030 C027 C028 C049 | grep -E '^C|    (refuted|failed|superseded|contradicted|stands)'
echo "--- how the claims of the case stand"
ask weigh | grep -oE '^    [a-z]+; grade' | sort | uniq -c | sed 's/^ *//'
