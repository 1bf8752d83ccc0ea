# synthetic companies; the right numbers are in the public domain, the wrong ones have one digit changed. A check digit that fails is a finding; one that is right is not.
"$ONUS" init case >/dev/null
cat >a.yaml <<'X'
sources:
  - {id: S, kind: list, title: A list}
actors:
  - {id: GOOD, schema: Company, names: [{text: Good Ltd, source: S}], sources: [S], properties: {leiCode: 529900T8BM49AURSDO55, uscCode: 91500118582829838H}}
  - {id: BAD, schema: Company, names: [{text: Bad Ltd, source: S}], sources: [S], properties: {leiCode: 529900T8BM49AURSDO56, uscCode: 91500118582829839H}}
X
"$ONUS" -C case import a.yaml
"$ONUS" -C case check
echo "exit $?"
