# a site's series of images: what scripts say of it, what check finds, what comes out again; synthetic
"$ONUS" init case && cd case || exit 1
cat >series.yaml <<'YAML'
onus: 1
script: series
sources:
  - {id: IMG-2009, kind: image, title: First image, data_date: 2009-05-17}
  - {id: IMG-2016, kind: image, title: Second image, date: 2016-09-01}
  - {id: IMG-NEVER, kind: image, title: An image that nothing dates}
  - {id: REPORT, kind: report, title: A report, date: 2012}
sites:
  - id: HILL
    names: [The hill]
    points: [{lat: 42.096, lon: 129.505, radius: 500, source: REPORT}]
    series:
      - IMG-2009
      - {source: IMG-2016, date: 2016-08-11, note: the day by the file's name}
      - IMG-2009
      - {source: REPORT}
      - IMG-NEVER
      - IMG-NOWHERE
    sources: REPORT
YAML
"$ONUS" import series.yaml
"$ONUS" check | grep -i 'series' || true
"$ONUS" export --format yaml | sed -n '/^ *series:/,/^ *sources:/p'
"$ONUS" dossier --no-pdf -o out >/dev/null && grep -o '<p>Images: .*</sup></p>' out/index.html | sed 's/<[^>]*>//g'
