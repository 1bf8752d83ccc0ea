# who is bound, since when, with what reservations: by ratification, by signature alone, or not at all
. "$HERE/sample.inc"
ask assess --as-of 2026-01-01 | awk '
	/^  [^ ]+\/[^ ]+\// { on = $1 ~ /^(C013|C019|C023|C057)\// }
	on && (/^  [^ ]/ || / bound  / || / reservation/)'
