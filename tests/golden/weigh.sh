# ties, circles, copies, unknown provenance, retraction and a struck source, on a small synthetic case
cat >case.yaml <<'EOF'
onus: 1
script: weigh
actors:
  - {id: HOUSE, schema: Organization, names: House}
  - {id: HEAD, schema: Person, names: Head, heads: HOUSE}
sources:
  - {id: A, kind: report, title: A, publisher: HOUSE, reliability: B}
  - {id: B, kind: article, title: B, authors: HEAD, reliability: B}
  - {id: C, kind: testimony, title: C, reliability: C}
  - {id: C2, kind: page, title: C again, copy_of: C}
  - {id: D, kind: report, title: D, status: {status: retracted, when: 2020-05}}
  - {id: P, kind: page, title: P}
  - {id: Q, kind: page, title: Q}
claims:
  - id: TIED
    kind: event
    text: A body and its head are one voice.
    supports: [{source: A, stance: asserts}, {source: B, stance: asserts}, {source: C, stance: asserts, credibility: 1},
      {source: C2, stance: asserts}]
  - id: CIRCLE
    kind: event
    text: Two pages cite each other.
    supports: [{source: P, stance: repeats, from: Q}, {source: Q, stance: repeats, from: P}]
  - id: UNKNOWN
    kind: event
    text: Two repeat without saying from whom.
    supports: [{source: P, stance: repeats}, {source: Q, stance: repeats}]
  - id: TAKEN-BACK
    kind: event
    text: It rests on a report that was taken back.
    supports: [{source: D, stance: asserts}, {source: P, stance: repeats, from: D}]
  - {id: NOBODY, kind: event, text: Nobody says so.}
EOF
"$ONUS" init case >/dev/null
"$ONUS" -C case import case.yaml
"$ONUS" -C case weigh | grep -v '^graded by'
echo "--- before the report was taken back"
"$ONUS" -C case weigh --as-of 2019-12-31 TAKEN-BACK | grep '; grade'
echo "--- without C"
"$ONUS" -C case weigh --without C TIED | grep -E '; grade|origin'
"$ONUS" -C case weigh --sources
"$ONUS" -C case weigh --json CIRCLE | python3 -c 'import json, sys; c = json.load(sys.stdin)["claims"][0]; print(c["state"], c["support"]["circular"])'
"$ONUS" -C case weigh NOPE; echo "exit $?"
"$ONUS" -C case weigh --without NOPE; echo "exit $?"
