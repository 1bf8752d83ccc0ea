# the text is a witness too: a copy that lost a word and its links, with no-break spaces; copies of one text are one
# source. The text here is synthetic.
nbsp=$(printf '\302\240')
printf 'A title\n\nThe panel%swrote that they are subjected “harm of every kind” in%sall the camps.\n\nNothing else.\n' "$nbsp" "$nbsp" >copy.txt
hash=$(sha256sum copy.txt | cut -c1-64)
cat >case.yaml <<EOF
onus: 1
script: witness
sources:
  - {id: TEXT, kind: article, title: A title, sha256: $hash}
  - {id: COPY, kind: page, title: A title (copy), copy_of: TEXT}
claims:
  - id: K1
    kind: status
    text: They are harmed.
    supports:
      - {source: TEXT, stance: asserts, locator: para 1, quote: 'subjected "harm of every kind" in all'}
      - {source: COPY, stance: repeats, from: TEXT}
  - id: K2
    kind: status
    text: They are harmed, by the words of another copy.
    supports:
      - {source: TEXT, stance: asserts, locator: para 1, quote: 'subjected to "harm'}
EOF
"$ONUS" init case >/dev/null
"$ONUS" -C case import case.yaml
printf 'Other bytes.\n' >other.txt
"$ONUS" -C case add other.txt --source TEXT; echo "exit $?"
"$ONUS" -C case add copy.txt --source TEXT >/dev/null; echo "exit $?"
"$ONUS" -C case check; echo "exit $?"
"$ONUS" -C case weigh K1 | grep -v '^graded by'
