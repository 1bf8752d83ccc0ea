# synthetic. Exhibits: the same bytes once, a known hash accepts only its bytes, all or nothing, text found again.
"$ONUS" init case >/dev/null
printf 'A title\n\nFirst paragraph, with “never again” in it.\n\nSecond paragraph about 김정은.\n' >a.txt
printf '<html><body><h1>Page</h1><p>Words of a page</p><script>alert(1)</script></body></html>' >b.html
hash=$(sha256sum a.txt | cut -d' ' -f1)
cat >s.yaml <<X
sources:
  - {id: S1, kind: article, title: First, sha256: $hash}
  - {id: S2, kind: page, title: Second}
claims:
  - id: C1
    kind: event
    text: It was said.
    supports:
      - {source: S1, stance: asserts, quote: '"never again" in it', locator: para 1}
      - {source: S2, stance: repeats, from: [S1], quote: Words of   a page}
  - id: C2
    kind: event
    text: It was said elsewhere.
    supports:
      - {source: S1, stance: asserts, quote: never again, locator: para 2}
      - {source: S1, stance: asserts, quote: never ever, locator: para 9}
X
cd case
say() { echo "\$ onus $*"; "$ONUS" "$@" 2>&1 | sed "s/$hash/HASH/g;s/[0-9a-f]\{64\}/OTHER/g"; }
say import ../s.yaml
say check
say add ../a.txt
say add ../a.txt
say add --source S2 ../b.html
say add --source S1 ../b.html
say add ../b.html ../missing.txt
printf 'new' >../c.txt
say add ../c.txt
say add --unattached ../c.txt ../missing.txt
say add --unattached ..
say add --unattached --source S2 "../c.txt"
say check
say search 정은
say search alert
printf 'x' >"../"'..%2f'"
name.txt"
say add --unattached "../"'..%2f'"
name.txt"
"$ONUS" verify >/dev/null && echo 'the case holds'
