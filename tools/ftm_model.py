#!/usr/bin/env python3
"""Turns the published FollowTheMoney model into the C table src/exchange/ftm_model.c.

usage: tools/ftm_model.py MODEL.json VERSION > src/exchange/ftm_model.c

MODEL.json is what the packages carry: `python3 -c 'import json; from followthemoney import model;
print(json.dumps(model.to_dict()))'`, or defaultModel.json in the npm package @opensanctions/followthemoney.
"""
import json
import sys

TYPES = ['address', 'checksum', 'country', 'date', 'email', 'entity', 'gender', 'html', 'identifier', 'ip', 'json',
         'language', 'mimetype', 'name', 'number', 'phone', 'string', 'text', 'topic', 'url']


def text(value):
    return 'NULL' if value is None else '"%s"' % value.replace('\\', '\\\\').replace('"', '\\"')


def words(values):
    return '(const char *const[]){%s}' % ', '.join([text(v) for v in values] + ['NULL'])


def rows(values):
    """Code words, sorted, several to a line."""
    line = ''
    for value in sorted(values):
        item = text(value) + ', '
        if len(line) + len(item) > 108:
            yield '\t' + line.rstrip()
            line = ''
        line += item
    if line:
        yield '\t' + line.rstrip()


def main():
    model, version = json.load(open(sys.argv[1], encoding='utf-8')), sys.argv[2]
    if sorted(model['types']) != TYPES:
        sys.exit('the types of this model are not the ones that src/exchange/ftm.h names')
    out = [
        f'/* The FollowTheMoney model, version {version}: made by tools/ftm_model.py, not by hand.',
        ' *',
        ' * Source: the package followthemoney (PyPI), https://github.com/opensanctions/followthemoney.',
        ' * MIT licence: Copyright (c) 2017-2024 Journalism Development Network, Inc.,',
        ' * Copyright (c) 2025 OpenSanctions Datenbanken GmbH; the whole notice stands in NOTICE. */',
        '#include "exchange/ftm.h"', '',
        f'const char ftm_model_version[] = "{version}";', '']
    for kind in ('country', 'gender', 'language', 'topic'):
        out += [f'static const char *const {kind}_codes[] = {{', *rows(dict(model['types'][kind]['values'])), '};', '']
    out.append('const struct ftm_type_info ftm_types[FTM_TYPES] = {')
    for name in TYPES:
        info = model['types'][name]
        codes = f'{name}_codes, sizeof {name}_codes / sizeof *{name}_codes' if info.get('values') else 'NULL, 0'
        out.append(f'\t[FTM_{name.upper()}] = {{"{name}", {codes}}},')
    out += ['};', '']
    schemata = sorted(model['schemata'].items())
    for name, schema in schemata:
        own = sorted(schema['properties'].items())
        if not own:
            continue
        out.append(f'static const struct ftm_property {name}_own[] = {{')
        for prop, p in own:
            flags = [f for f, on in (('FTM_MATCHABLE', p.get('matchable')), ('FTM_STUB', p.get('stub'))) if on]
            out.append(f'\t{{"{prop}", FTM_{p["type"].upper()}, {" | ".join(flags) or 0}, {p["maxLength"]}, '
                       f'{text(p.get("range"))}, {text(p.get("format"))}}},')
        out += ['};', '']
    out.append('const struct ftm_schema ftm_schemata[] = {')
    for name, schema in schemata:
        edge = schema.get('edge', {})
        own = f'{name}_own, sizeof {name}_own / sizeof *{name}_own' if schema['properties'] else 'NULL, 0'
        out.append(f'\t{{"{name}", {text(schema["label"])}, {words(schema["extends"])}, {own},')
        out.append(f'\t {words(schema.get("caption", []))}, {words(schema.get("required", []))},')
        out.append(f'\t {text(edge.get("source"))}, {text(edge.get("target"))}, '
                   f'{"true" if schema.get("abstract") else "false"}}},')
    out += ['};', 'const size_t ftm_n_schemata = sizeof ftm_schemata / sizeof *ftm_schemata;']
    print('\n'.join(out))


main()
