# synthetic. HTML in every text field comes out inert, in every member of the dossier; the same case gives the same bytes.
"$ONUS" init case >/dev/null
python3 - >hostile.yaml <<'X'
bad = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='x", ']]><b>', '</style><script>x</script>', '<!-- -->', '&lt;i&gt;']
t = lambda i: '"' + bad[i % len(bad)].replace('\\', '\\\\').replace('"', '\\"') + '"'
print(f'''onus: 1
script: hostile
sources:
  - {{id: S1, kind: testimony, title: {t(0)}, authors: [A1], publisher: A1, date: 2020, url: "http://example.org/x", note: {t(1)}, interests: [{{actor: A1, kind: heads, text: {t(2)}}}]}}
  - {{id: S2, kind: article, title: {{en: {t(1)}, ar: {t(3)}}}, cites: [{{source: S1, how: {t(4)}}}], note: {t(5)}}}
actors:
  - {{id: A1, schema: Organization, names: [{{text: {t(1)}, source: S1}}, {{text: {t(2)}, lang: ko, source: S1}}], role: {t(4)}, note: {t(0)}, sources: [S1], listings: [{{list: {t(1)}, entry: {t(2)}, programme: {t(3)}, source: S1, note: {t(4)}}}]}}
sites:
  - {{id: P1, names: [{{text: {t(4)}, source: S1}}], kind: {t(1)}, points: [{{lat: 1, lon: 2, what: {t(0)}, source: S1}}, {{lat: 1.1, lon: 2.2, radius: 500, source: S2}}], status: [{{status: open, source: S1, text: {t(2)}}}], note: {t(3)}}}
claims:
  - {{id: C1, kind: event, text: {t(0)}, act: [a], perpetrators: [A1], when: 2020-02, note: {t(1)}, amount: {{low: 5, high: 9, unit: {t(1)}}}, supports: [{{source: S1, stance: asserts, quote: {t(1)}, locator: {t(2)}, note: {t(3)}}}, {{source: S2, stance: repeats, from: [S1], amount: {{best: 7, unit: {t(1)}}}}}], outcome: [{{status: refuted, by: [S2], text: {t(4)}}}], answers: [{{duty: D1, exception: x, holds: open, text: {t(2)}}}]}}
  - {{id: C2, kind: denial, text: {t(2)}, disputes: [C1], supports: [{{source: S1, stance: asserts}}]}}
duties:
  - {{id: D1, instrument: {t(1)}, article: {t(2)}, text: {t(0)}, breached_by: [a], in_force: 2019, parties: [{{actor: A1, by: ratification, since: 2019, source: S1, reservations: [{{article: {t(1)}, text: {t(2)}}}]}}], exceptions: [{{id: x, text: {t(3)}}}], deadlines: [{{day: 2020-01-01, what: {t(4)}}}], sources: [S1], note: {t(5)}}}
responses:
  - {{id: R1, kind: promise, title: {t(1)}, due: 2020, history: [{{when: 2019, status: promised, text: {t(2)}, source: S1}}], sources: [S1]}}''')
X
"$ONUS" -C case import hostile.yaml || exit 1
"$ONUS" -C case dossier -o one --no-pdf >/dev/null || exit 1
mkdir elsewhere && (cd elsewhere && TZ=Asia/Seoul LC_ALL=C "$ONUS" -C ../case dossier -o two --no-pdf >/dev/null)
cmp one/index.html elsewhere/two/index.html && cmp one/dossier.json elsewhere/two/dossier.json && cmp one/sources.dot elsewhere/two/sources.dot && echo 'the same bytes twice'
python3 - <<'X'
import html.parser
TAGS = set('html head meta title style body a header p h1 h2 h3 h4 h5 code nav ul ol li main section strong article span dl dt dd sup cite blockquote details summary table thead tbody tr th td div figure figcaption bdi svg g line circle text path polygon polyline ellipse'.split())
ATTRIBUTES = set('open lang charset name content http-equiv class href id rel aria-label scope dir role viewbox x1 y1 x2 y2 cx cy r x y width height xmlns xmlns:xlink transform fill stroke points d rx ry stroke-width stroke-dasharray text-anchor font-family font-size'.split())


class Reader(html.parser.HTMLParser):
    wrong = 0
    texts = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            bad = name not in ATTRIBUTES or (name == 'href' and not value.startswith(('#', 'http://', 'https://')))
            if bad:
                self.wrong += 1
                print('attribute', tag, name, value)
        if tag not in TAGS:
            self.wrong += 1
            print('element', tag)

    def handle_data(self, data):
        self.texts.append(data)


r = Reader()
r.feed(open('one/index.html', encoding='utf-8').read())
text = ''.join(r.texts)
print('nothing strange' if not r.wrong else 'strange things')
print('shown as text:', '<script>alert(1)</script>' in text, '"><img src=x onerror=alert(1)>' in text)
X
mkdir other && echo x >other/file
"$ONUS" -C case dossier -o other --no-pdf; echo "exit $?"; ls other
"$ONUS" -C case dossier -o one --no-pdf >/dev/null && ls one
"$ONUS" -C case dossier -o none/such --no-pdf; echo "exit $?"
