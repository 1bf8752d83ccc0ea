#!/usr/bin/env python3
"""Checks the house rules of docs/architecture.md on every build, and writes a stamp when they hold.

- a floor includes only itself and the floors below it; engines never include each other;
- SQL stands only under src/store/;
- raw HTML is written only by src/report/page.c;
- only src/cli/ prints to the standard streams or exits.
"""
import pathlib
import re
import sys

GROUND = ['base', 'store', 'exchange', 'names', 'lists', 'payments']  # each may use those before it
ENGINES = ['check', 'weigh', 'assess', 'screen', 'trace', 'link', 'estimate', 'watch']
ABOVE = GROUND + ENGINES
MAY = {floor: set(GROUND[:i + 1]) for i, floor in enumerate(GROUND)}
MAY |= {engine: set(GROUND) | {engine} for engine in ENGINES}
MAY['report'] = set(ABOVE) | {'report'}
MAY['api'] = MAY['report'] | {'api'}
MAY['cli'] = MAY['report'] | {'cli'}
MAY['web'] = MAY['report'] | {'web'}

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"/]+)/', re.M)
SQL = re.compile(r'"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|TRIGGER)|PRAGMA)\s', re.I)
RAW = re.compile(r'\bpage_raw\s*\(')
PRINTS = re.compile(r'\b(printf|puts|perror|exit|_Exit|abort)\s*\(|\b(stdout|stderr)\b')
# where a line must print or exit all the same: a confined child process ends itself
CHILD = re.compile(r'_exit\s*\(')


def strip_comments(text):
    text = re.sub(r'/\*.*?\*/', lambda m: '\n' * m.group().count('\n'), text, flags=re.S)
    return re.sub(r'//[^\n]*', '', text)


def faults_in(path, floor, source):
    code = strip_comments(source)
    for m in INCLUDE.finditer(code):
        target = m.group(1)
        if target != 'onus' and target not in MAY[floor]:
            yield m.start(), f'{floor}/ may not include {target}/'
    if floor != 'store':
        for m in SQL.finditer(code):
            yield m.start(), 'SQL stands only under store/'
    if not (floor == 'report' and path.name in ('page.c', 'page.h')):
        for m in RAW.finditer(code):
            yield m.start(), 'raw HTML is written only by report/page.c'
    if floor not in ('cli', 'web'):
        no_strings = re.sub(r'"(\\.|[^"\\\n])*"', lambda m: '"' + ' ' * (len(m.group()) - 2) + '"', code)
        for m in PRINTS.finditer(no_strings):
            yield m.start(), 'only the faces print or exit'


def main():
    root, stamp = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    bad = 0
    for path in sorted((root / 'src').rglob('*.[ch]')):
        floor = path.relative_to(root / 'src').parts[0]
        if floor not in MAY:
            print(f'{path}: no such floor: {floor}', file=sys.stderr)
            bad += 1
            continue
        source = path.read_text(encoding='utf-8')
        for at, what in faults_in(path, floor, source):
            print(f'{path}:{source.count(chr(10), 0, at) + 1}: {what}', file=sys.stderr)
            bad += 1
    if bad:
        sys.exit(1)
    stamp.write_text('floors hold\n')


main()
