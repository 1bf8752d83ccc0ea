# listings live; what was so on a day and what was known on it are two questions; lists hold truncated names
. "$HERE/sample.inc"
echo "--- the European listing of March 2021: so in June 2021, but known here only from December"
ask responses --as-of 2021-06-01 | grep -A1 '^  LISTING-EU-2021 '
ask responses --as-of 2021-06-01 --known 2021-06-01 | grep -A1 '^  LISTING-EU-2021 '
echo "--- listed, then taken off"
for day in 2024-01-01 2026-01-01; do
	ask responses --as-of $day | grep -A1 '^  DELISTING-FUNSAGA '
done
echo "--- press and list disagree on a date: each listing keeps its source and when it was known"
ask export --format yaml | sed -n '/^- id: A-SEK$/,/^- id: /p' | grep -E 'listed:|known:|source: .(KIDSCREEN|OFAC_SDN, KHARON)'
echo "--- a name cut short by a letter on the list"
ask search 'Yong Gi' | grep A-RIYG
