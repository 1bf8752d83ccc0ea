# docs/case-script.md ends in what the program prints, and its example imports
doc="$HERE/../../docs/case-script.md"
"$ONUS" import --reference >reference || exit 1
tail -c "$(wc -c <reference)" "$doc" | cmp - reference && echo 'the reference is what the program prints'
"$ONUS" init case
sed -n '/^```yaml/,/^```$/p' "$doc" | sed '1d;$d' >case/example.yaml
cd case && "$ONUS" import example.yaml
