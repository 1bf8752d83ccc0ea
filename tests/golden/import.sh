# synthetic. Import: minimal change, withdrawal, all or nothing; export gives back the same case.
cat >one.yaml <<'X'
onus: 1
script: one
sources:
  - {id: S1, kind: testimony, title: "First, with a comma"}
  - id: S2
    kind: article
    title: {en: Second, ko: 둘째}
    date: 2019-12?
    cites: [S1]
claims:
  C1:
    kind: count
    text: About eight hundred.
    amount: {best: 800, unit: women, qualifier: about, as_of: ../2021}
    supports:
      - {source: S1, stance: asserts, credibility: 2}
      - source: S2
        stance: repeats
        from: S1
        quote: |
          two
          lines
X
say() { echo "\$ onus $*"; "$ONUS" "$@" 2>&1 || echo "(exit $?)"; }
say init case
cd case
say import ../one.yaml
say import ../one.yaml
sed -i 's/800/900/' ../one.yaml
say import --dry-run ../one.yaml
say import ../one.yaml
say export --format yaml -o ../out.yaml
sed 1d ../out.yaml
cd .. && "$ONUS" init again >/dev/null && "$ONUS" -C again import out.yaml && "$ONUS" -C again export -f yaml | cmp - out.yaml && echo 'the same again'
cd case
echo '--- withdrawn'
sed -n '/^claims/q;p' ../one.yaml >../two.yaml
say import ../two.yaml
sed '/S1, kind/d' ../two.yaml >../three.yaml
say import ../three.yaml
say import --keep ../three.yaml
echo '--- references'
printf 'script: r\nclaims:\n  - {id: C2, kind: event, text: x, supports: [{source: S3, stance: asserts}]}\n' >../r.yaml
say import ../r.yaml
printf 'script: r\nclaims:\n  - {id: C2, kind: event, text: x, supports: [{source: C2, stance: asserts}]}\n' >../r.yaml
say import ../r.yaml
