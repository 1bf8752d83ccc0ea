# acts held against duties: every element shown, decisions by people
cat > case.yaml <<'Y'
onus: 1
script: synthetic
sources:
  - {id: S1, kind: testimony, title: A synthetic witness, date: 2021, reliability: B}
  - {id: S2, kind: letter, title: A synthetic ledger, date: 2021, reliability: B}
  - {id: S3, kind: report, title: A synthetic register of treaties, date: 2020, reliability: A}
actors:
  - {id: STATE, schema: PublicBody, names: [{text: Republic of Examples, source: S3}], sources: S3}
  - {id: OFFICE, schema: PublicBody, names: [{text: Border Office, source: S3}], parent: STATE, sources: S3}
  - {id: FIRM, schema: Company, names: [{text: Example Works, source: S3}], sources: S3}
  - {id: PANEL, schema: Organization, names: [{text: Panel of Watchers, source: S3}], sources: S3}
duties:
  - id: RETURN
    instrument: Convention of Examples
    article: art. 3
    text: Forbids sending people back to danger.
    breached_by: [send-back]
    role: perpetrator
    in_force: 1987
    parties:
      - actor: STATE
        by: ratification
        since: 1988-10-04
        reservations: [{article: art. 20, text: No inquiry., source: S3}]
        source: S3
    sources: S3
  - id: SIGNED
    instrument: Covenant of Examples
    text: Protects liberty.
    breached_by: [send-back]
    in_force: 1976
    parties: [{actor: STATE, by: signature, since: 1998-10-05, source: S3}]
    sources: S3
  - id: WORKERS
    instrument: Resolution of Examples
    article: para 8
    text: Demands that workers be sent home.
    breached_by: [host]
    in_force: 2017-12-22
    parties: [{actor: STATE, by: membership, since: 2017-12-22, source: S3}]
    exceptions: [{id: barred, text: Where return is forbidden., source: S3}]
    deadlines:
      - {day: 2019-12-22, what: All returned., computed: Adoption plus 24 months., source: S3}
      - {day: 2020-03-22, what: Report., breach: no, source: S3}
    monitors: [{actor: PANEL, since: 2009, until: 2024-04-30, source: S3}]
    sources: S3
claims:
  - id: C1
    kind: event
    text: People were sent back.
    act: send-back
    perpetrators: OFFICE
    when: 1980/2021
    supports:
      - {source: S1, stance: asserts}
      - {source: S2, stance: asserts}
  - id: C2
    kind: status
    text: Workers are hosted.
    act: host
    perpetrators: STATE
    enablers: FIRM
    when: 2021-03
    supports:
      - {source: S1, stance: asserts}
      - {source: S2, stance: asserts}
  - id: C3
    kind: recommendation
    text: Hosting should end.
    act: host
    perpetrators: STATE
    supports: [{source: S1, stance: asserts}]
Y
onus() { "$ONUS" -C case "$@"; echo "(exit $?)"; }
fold() { sed 's/SHA-256 [0-9a-f]*/SHA-256 HASH/; s/has grade [A-E]/has grade X/'; }
"$ONUS" init case >/dev/null && "$ONUS" -C case import case.yaml >/dev/null || exit
echo "--- as of 2022"; onus assess --as-of 2022-03-01 | fold
echo "--- before the deadline"; onus assess --as-of 2019-12-21 --duty WORKERS | fold
echo "--- when the watch had ended"; onus assess --as-of 2024-05-01 --duty WORKERS --actor STATE | fold
echo "--- a standard that it does not reach"; onus assess C1 --standard clear-and-convincing --duty RETURN --as-of 2022-03-01 | fold | grep -E 'evidence|='
echo "--- decisions"
onus finding list
onus finding confirm C1/RETURN/OFFICE --why 'Read by me.'
onus finding confirm C1/RETURN/OFFICE --by 'A. Person'
onus finding confirm C1/RETURN/OFICE --by 'A. Person' --why 'Read by me.'
onus finding confirm C1/SIGNED/OFFICE --by 'A. Person' --why 'Read by me.'
onus finding confirm C1/RETURN/OFFICE --by 'A. Person' --why 'Read by me.'
onus finding reject C2/WORKERS/STATE --by 'A. Person' --why 'The exception is not answered.'
onus finding list
onus finding confirm C2/WORKERS/STATE --by 'B. Person' --why 'Second thoughts.'
onus finding list
"$ONUS" -C case log | grep decision | sed 's/^.*Z  //'
echo "--- other facts"
sed 's/since: 1988-10-04/since: 1989-10-04/' case.yaml >case2.yaml && mv case2.yaml case.yaml
"$ONUS" -C case import case.yaml >/dev/null
onus finding list
"$ONUS" -C case verify --replay >/dev/null; echo "verify $?"
echo "--- JSON"
"$ONUS" -C case assess --as-of 2022-03-01 --json | python3 -c 'import json,sys
d = json.load(sys.stdin)
for f in d["findings"]: print(f["id"], f["holds"], f["status"], [(x["kind"], x["met"], x.get("days")) for x in f["elements"]])
for x in d["deadlines"]: print(x["duty"], x["day"], x["days"], x["breach"], x["monitor_ended"])'
echo "--- wrong input"
onus assess C9
onus assess --duty R
onus assess --actor A
onus assess --standard beyond
onus assess --as-of tomorrow
onus assess --rules nowhere.yaml
onus finding
onus finding decide C1
onus finding confirm
