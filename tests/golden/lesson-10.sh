# places are fuzzy: each point has a source and a radius of doubt; a point that nobody stands behind is refused; and
# what could hurt somebody is not in the case
. "$HERE/sample.inc"
ask export --format yaml >case.yaml
echo "--- three sources put Camp 16 up to ten kilometres apart"
sed -n '/^- id: K16$/,/^  status:/p' case.yaml | grep -E 'lat:|lon:|radius:|source: .(HRNK_MAP|WIKI_COORD|NKEW16)' | tail -n 12
echo "--- a point without a source"
sed '/id: K14$/,/status:/s/, source: HRNK_MAP}/}/' "$cases/sites.yaml" >sites.yaml
"$ONUS" -C case import sites.yaml; echo "exit $?"
echo "--- no private house, no number of a Chinese identity card"
grep -icE "victims.? house|[0-9]{6}(19|20)[0-9]{9}[0-9X]" case.yaml
exit 0
