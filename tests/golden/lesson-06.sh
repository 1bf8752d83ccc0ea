# duties have exceptions; a deadline is reckoned in days; the body that watched it may itself have ended
. "$HERE/sample.inc"
for day in 2022-03-01 2024-06-01; do
	echo "--- as of $day"
	ask assess --as-of $day --duty R2397-8 >out
	sed -n '/^R2397-8/,/^$/p' out
	sed -n '/^  C040/,/^$/p' out | grep -E 'C040|deadline|exception'
done
ask assess --as-of 2024-06-01 | grep '  2019-12-22  '
