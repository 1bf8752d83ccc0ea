#!/usr/bin/env python3
"""What the answers of a person are worth, and the order in which they are asked for.

review.py ONUS FILE.csv ID TRUTH [N…]: links FILE, answers N pairs in doubt as the column TRUTH has it - as `onus link review` asks for them, by closeness to even odds, and by
chance - links again with the answers, and prints F1 of pairs before and after, each order beside the others. The column TRUTH is never compared."""
import csv
import os
import random
import re
import subprocess
import sys
import tempfile

onus, path, id_column, truth_column = sys.argv[1:5]
counts = [int(n) for n in sys.argv[5:]] or [10, 25, 50, 100]
rows = {r[id_column]: r[truth_column] for r in csv.DictReader(open(path, encoding='utf-8'), skipinitialspace=True)}
common = ['--id', id_column, '--column', f'{truth_column}:entity']
folder = tempfile.mkdtemp()


def f1(log=None):
    got = subprocess.run([onus, 'link', path, *common, '--truth', truth_column, '-o', os.devnull, *(['--decisions', log] if log else [])], capture_output=True, text=True, check=True)
    return float(re.search(r'F1 ([0-9.]+)', got.stdout + got.stderr).group(1))


def review(log, *options):
    """Answers what is asked; how many answers that took, and how many were yes."""
    p = subprocess.Popen([onus, '--by', 'the truth', 'link', 'review', path, *common, '--decisions', log, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    asked = yes = 0
    text = ''
    while True:
        c = p.stdout.read(1)
        if not c:
            break
        text += c
        if text.endswith('y n u s b w o q? '):
            a, b = re.search(r'\nPair [^\n]*\n +(\S+) +(\S+) *\n', text).groups()
            same = rows[a] == rows[b] and rows[a] != ''
            asked += 1
            yes += same
            p.stdin.write('y\n' if same else 'n\n')
            p.stdin.flush()
            text = ''
    p.wait()
    return asked, yes


def pairs_file():
    out = os.path.join(folder, 'pairs.csv')
    subprocess.run([onus, 'link', path, *common, '--quiet', '-o', os.devnull, '--pairs', out], check=True)
    return [(r['id_a'], r['id_b'], float(r['probability'])) for r in csv.DictReader(open(out, encoding='utf-8')) if 0.1 <= float(r['probability']) <= 0.9]


doubt = pairs_file()
print(f'{len(rows)} records, {len(doubt)} pairs from 0.1 to 0.9; F1 without answers {f1():.4f}')
nearest = sorted(doubt, key=lambda p: abs(p[2] - 0.5))
by_chance = random.Random(1).sample(doubt, len(doubt))
for n in counts:
    line = f'{n:5d} answers:'
    for name, options in ('as asked', ['--limit', str(n)]), ('nearest to 0.5', nearest), ('by chance', by_chance):
        log = os.path.join(folder, f'{name}-{n}.jsonl')
        if name != 'as asked':
            options = [x for a, b, _ in options[:n] for x in ('--pair', f'{a},{b}')]
        asked, yes = review(log, *options)
        line += f'  {name} F1 {f1(log):.4f} ({asked} asked, {yes} yes)'
    print(line, flush=True)
