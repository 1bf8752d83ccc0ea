# where promises stood, on a day and as known on a day
cat > answers.yaml <<'Y'
onus: 1
script: answers
sources:
  - {id: S1, kind: article, title: Synthetic gazette, date: 2018}
actors:
  - {id: GOV, schema: PublicBody, names: [{text: Ministry of Examples, source: S1}], sources: S1}
responses:
  - id: POST
    kind: post
    title: Envoy for examples
    actors: GOV
    history:
      - {when: 2009, status: filled, source: S1}
      - {when: 2017-01, status: vacant, text: 'The envoy leaves.', source: S1}
      - {when: 2023-01-23, status: promised, text: 'Somebody is nominated.', source: S1}
      - {when: 2023-10, status: filled, source: S1}
      - {when: 2025-01, status: vacant, source: S1}
  - id: LAW
    kind: law
    title: Example Act
    actors: GOV
    due: 2022-09-30
    history:
      - {when: 2018-07-20, status: renewed, source: S1}
      - {when: 2022-09-30, status: lapsed, source: S1}
  - id: RETURN
    kind: return
    title: Return of all examples
    due: 2019-12-22
    history:
      - {when: 2019-03, status: started, source: S1}
  - id: LISTING
    kind: designation
    title: Listing of an example
    history:
      - {when: 2021-03, status: done, known: 2022-12-10, source: S1}
  - id: REPORT
    kind: report
    title: Yearly report
    due: 2021
    sources: S1
    confirmed: no
Y
"$ONUS" init case >/dev/null && "$ONUS" -C case import answers.yaml >/dev/null || exit
for day in 2022-03-01 2024-01-01 2019-12-22; do
	echo "--- $day"
	"$ONUS" -C case responses --as-of $day
	echo "exit $?"
done
echo "--- known"
"$ONUS" -C case responses --as-of 2022-03-01 --known 2022-03-01 | grep -A2 LISTING
echo "--- JSON"
"$ONUS" -C case responses --as-of 2022-03-01 --json | python3 -c 'import json,sys
d = json.load(sys.stdin)
print(d["as_of"], d["known"])
for r in d["responses"]: print(r["id"], r["state"], r["since"], r["due"], r["days"], r["span"], r["sources"])'
echo "--- wrong input"
"$ONUS" -C case responses --as-of 2022-02-29; echo "exit $?"
"$ONUS" -C case responses --as-of 2022-03; echo "exit $?"
"$ONUS" -C case responses ENVOY; echo "exit $?"
