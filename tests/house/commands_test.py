#!/usr/bin/env python3
"""The table of commands against what the program does: help of each is complete, wrong calls exit 2 with a reason,
completion is valid shell, the man page names every command, every command that takes --json is documented."""
import pathlib
import re
import subprocess
import sys

root, onus = pathlib.Path(sys.argv[1]), sys.argv[2]
failed = 0


def run(*words, **more):
    return subprocess.run([onus, *words], capture_output=True, text=True, cwd='/', **more)


def expect(good, what):
    global failed
    if not good:
        print('FAIL', what)
        failed += 1


overview = run('--help')
names = re.findall(r'^  (\S+)', overview.stdout, re.M)
expect(overview.returncode == 0 and len(names) >= 10, 'overview')
man = run('completion', '--man').stdout
for name in names:
    got = run(name, '--help')
    expect(got.returncode == 0 and got.stdout.startswith(f'onus {name} - ') and 'exit: ' in got.stdout and not got.stderr, f'{name} --help')
    expect(' - …' not in got.stdout and 'not built' not in got.stdout, f'{name}: help is written')
    wrong = run(name, '--no-such-option')
    expect(wrong.returncode == 2 and 'no option --no-such-option' in wrong.stderr and not wrong.stdout, f'{name} with a wrong option')
    expect(f'.SS onus {name} ' in man, f'{name} in the man page')
    options = set(re.findall(r'^  (?:-\w, |   )--([a-z][a-z0-9-]*)', got.stdout, re.M))
    completion = run('completion').stdout
    line = next((l for l in completion.splitlines() if l.startswith(f'\t{name}) ')), '')
    for option in options - {'help', 'json'}:
        expect(f'--{option}' in line, f'{name} --{option} in the completion')
    if '--json' in got.stdout:
        docs = ' '.join(p.read_text(encoding='utf-8') for p in (root / 'docs/json').glob('*.md'))
        expect(f'onus {name}' in docs, f'{name} --json is documented in docs/json/')
expect(run().returncode == 2, 'no command')
expect(run('weihg').returncode == 2, 'an unknown command')
expect(run('--version').stdout.startswith('onus '), '--version')
expect(subprocess.run(['bash', '-n'], input=run('completion').stdout, text=True).returncode == 0, 'completion is valid shell')
sys.exit(failed != 0)
