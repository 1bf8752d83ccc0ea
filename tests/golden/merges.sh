# Actors that are one person by a merge are one voice, for as long as it holds; merges in scripts. All people are invented.
try() { "$ONUS" "$@"; code=$?; [ $code -eq 0 ] || echo "(exit $code)"; }
case_of() { cat <<X
onus: 1
script: synthetic
sources:
  - {id: T1, kind: testimony, title: A testimony, authors: R1}
  - {id: T2, kind: testimony, title: Another, authors: R2}
  - {id: T3, kind: testimony, title: A third, authors: R3}
  - {id: P, kind: press, title: What an office says, publisher: OFFICE}
  - {id: REG, kind: dataset, title: A register$1}
actors:
  - {id: R1, schema: Person, names: One, sources: T1}
  - {id: R2, schema: Person, names: Two, sources: T2, heads: OFFICE}
  - {id: R3, schema: Person, names: Three, sources: T3}
  - {id: OFFICE, schema: PublicBody, names: An office, sources: P}
claims:
  - id: C
    kind: event
    text: It happened.
    supports: [{source: T1, stance: asserts}, {source: T3, stance: asserts}, {source: P, stance: asserts}]
  - id: D
    kind: event
    text: It happened again.
    supports: [{source: T1, stance: asserts}, {source: T2, stance: asserts}]
merges:
  - {id: M, actors: [R1, R2], source: REG, probability: 0.97$2}
X
}
voices() { try -C case weigh C D | grep -E 'voice:|independent|one person'; }
try init case >/dev/null
case_of >case.yaml; try -C case import case.yaml
echo '# One is Two, who heads the office: what they say is one voice'
voices
try -C case link merges
echo '# a merge from a script is withdrawn there'
try --by "A. Clerk" -C case link withdraw M --reason "Seen together"
case_of '' ', withdrawn: {by: A. Clerk, why: Seen together, when: 2026-01-02}' >case.yaml; try -C case import case.yaml
voices
try -C case link merges --all
echo '# and where what it rests on is retracted, it holds no more'
case_of ', status: [{status: retracted, when: 2026-01-03}]' >case.yaml; try -C case import case.yaml
voices
try -C case link merges --all
try -C case export --format ftm | grep -c Similar
echo '# wrong'
case_of | sed 's/source: REG, prob/source: R1, prob/' >bad.yaml; try -C case import bad.yaml
case_of | sed 's/, source: REG, prob/, prob/' >bad.yaml; try -C case import bad.yaml
case_of | sed 's/actors: \[R1, R2\]/actors: [R1, NOBODY]/' >bad.yaml; try -C case import bad.yaml
voices
echo '# a merge of one'
case_of | sed 's/actors: \[R1, R2\]/actors: [R1, R1]/' >one.yaml; try -C case import one.yaml >/dev/null
try -C case check | grep -A1 Merges
