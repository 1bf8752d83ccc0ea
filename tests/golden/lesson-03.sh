# a source can contradict the claim made in its name; a place has a status per source, over time
. "$HERE/sample.inc"
ask weigh C027 | grep -vE 'graded by'
echo "--- Camp 18, by source"
ask export --format yaml | sed -n '/^- id: K18$/,/^- id: /p' | grep -E 'status: [a-z]|known:|source: .(STATE_HR12|HAWK13|HRNK_MAP|KBS_KINU)' | sed -n '3,$p'
