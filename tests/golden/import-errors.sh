# synthetic. What bad scripts get: file, line, column, what was found, what was expected; nothing is taken in.
"$ONUS" init case >/dev/null && cd case
try() {
	printf -- "$1" >../bad.yaml
	"$ONUS" import ../bad.yaml 2>&1
	echo "  exit $?"
}
try 'claims:\n  - id: C1\n    kid: event\n'
try 'claims:\n  - id: C1\n    kind: evnt\n    text: x\n'
try 'claims:\n  - {id: C1, kind: event}\n'
try 'claims:\n  - {id: C1, kind: event, text: [a, b]}\n'
try 'claims:\n  - {id: C1, kind: event, text: x, when: 22 Dec 2019}\n'
try 'claims:\n  - {id: C1, kind: event, text: x, when: 2019-02-30}\n'
try 'claims:\n  - {id: C1, kind: count, text: x, amount: {low: "80,000", unit: persons}}\n'
try 'claims:\n  - {id: C1, kind: count, text: x, amount: {low: 9, high: 3, unit: persons}}\n'
try 'claims:\n  - {id: ../../etc/passwd, kind: event, text: x}\n'
try 'claim:\n  - {id: C1}\n'
try 'claims: no\n'
try 'claims:\n  - {id: C1, kind: event, text: x}\n  - {id: C1, kind: event, text: y}\n'
try 'sites:\n  - {id: P, names: [x], points: [{lat: 95, lon: 3, source: S}]}\n'
try 'sources:\n  - {id: S, kind: page, title: t, url: "javascript:alert(1)"}\n'
try 'sources:\n  - {id: S, kind: page, title: t, sha256: abc}\n'
try 'sources:\n  - {id: S, kind: page, title: t, confirmed: perhaps}\n'
try 'onus: 2\n'
try ''
try '- a\n- b\n'
try 'sources:\n  - {id: S, kind: page, title: t, title: u}\n'
try 'sources: [unclosed\n'
try 'sources:\n  - {id: S, kind: page, title: "bad \377 byte"}\n'
try 'sources:\n  - {id: S, kind: page, title: "turned \342\200\256 round"}\n'
try 'sources:\n  - {id: S, kind: page, title: "turned \\u202e round"}\n'
try 'sources:\n  - {id: S, kind: page, title: "nul \\0 inside"}\n'
try 'sources:\n  - {id: S, kind: page, title: !!python/object:os.system x}\n'
try 'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\n'
try 'a: &a [*a]\n'
try '\377\376s\000'
try 'sources: []\n---\nsources: []\n'
head -c 70000000 /dev/zero >../big.yaml && "$ONUS" import ../big.yaml 2>&1; echo "  exit $?"
"$ONUS" import ../none.yaml 2>&1; echo "  exit $?"
"$ONUS" import .. 2>&1; echo "  exit $?"
"$ONUS" export --format yaml
