# predictions and promises are claims too: what became of the renewal and of the post, on two days
. "$HERE/sample.inc"
for day in 2022-03-01 2024-01-01 2026-01-01; do
	echo "--- as of $day"
	ask responses --as-of $day | grep -A1 -E '^  (ENVOY|NKHRA-RENEWAL|WORKERS-RETURN|PANEL|STOP-RETURNS) '
done
