# What is exported passes FtM's own tools, and its statements have the ids that followthemoney gives. Skipped where the
# Python package followthemoney is not installed ($PYTHON names another interpreter).
py=${PYTHON:-python3}
"$py" -c 'import followthemoney' 2>/dev/null || { echo 'followthemoney is not installed'; exit 77; }
"$ONUS" init case >/dev/null
"$ONUS" -C case import "$HERE"/../../cases/dprk-china/*.yaml >/dev/null 2>&1 || exit 1
"$ONUS" -C case export --format ftm >entities.json && "$ONUS" -C case export --format statements >statements.json &&
	"$ONUS" -C case export --format statements-csv >statements.csv || exit 1
"$py" - <<'X'
import json
from followthemoney import model
from followthemoney.statement import Statement
from followthemoney.statement.serialize import read_path_statements
from pathlib import Path

entities = [json.loads(line) for line in open('entities.json', encoding='utf-8')]
refused = dropped = 0
for e in entities:
    schema = model.get(e['schema'])
    if schema is None or schema.abstract or any(schema.get(p) is None for p in e['properties']):
        refused += 1
        continue
    for name, values in e['properties'].items():
        if schema.get(name).validate(values) is not None:
            print(e['id'], name, values)
            dropped += 1
print('some entities' if entities else 'no entities', refused, 'refused', dropped, 'with values that FtM drops')
for path, form in (('statements.json', 'json'), ('statements.csv', 'csv')):
    wrong = 0
    for s in read_path_statements(Path(path), form):
        wrong += s.id != s.generate_key()
    print(form, wrong, 'ids differ')
X
