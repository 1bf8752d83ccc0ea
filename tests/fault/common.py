"""What the fault tests share: running onus, small scripts, what a case holds."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ONUS = os.environ['ONUS']
ENV = {'PATH': os.environ.get('PATH', ''), 'ONUS_BY': 'tester', 'LC_ALL': 'C.UTF-8', 'HOME': '/nonexistent'}


def work_folder():
    """In memory where that can be had: thousands of syncs are asked for."""
    base = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
    return pathlib.Path(tempfile.mkdtemp(prefix='onus-fault-', dir=base))


def remove(path):
    for folder, _, _ in os.walk(path):
        os.chmod(folder, 0o700)
    shutil.rmtree(path, ignore_errors=True)


def run(*args, env=None, program=ONUS):
    return subprocess.run([program, *map(str, args)], env=ENV | (env or {}), capture_output=True, text=True, timeout=300)


def fail(message):
    print('FAILED:', message)
    sys.exit(1)


def must(result, what):
    if result.returncode != 0:
        fail(f'{what}: exit {result.returncode}: {result.stdout}{result.stderr}')
    return result.stdout


def script(name, sources, claims, word='said'):
    """A case script with sources S1…, claims C1…, each claim with a support."""
    lines = ['onus: 1', f'script: {name}', 'sources:']
    for i in range(1, sources + 1):
        lines += [f'  - id: {name}-S{i}', '    kind: report', f'    title: Report {i} of {name}']
    lines.append('claims:')
    for i in range(1, claims + 1):
        lines += [f'  - id: {name}-C{i}', '    kind: event', f'    text: It was {word} that thing {i} happened in Ch\u02bc\u014fngjin, 청진',
                  '    supports:', f'      - {{source: {name}-S{i % sources + 1}, stance: asserts, locator: para {i}}}']
    return '\n'.join(lines) + '\n'


def log_of(case):
    """The log's entries without their times."""
    out = []
    for line in must(run('-C', case, 'log', '--json'), f'log of {case}').splitlines():
        entry = json.loads(line)['entry']
        entry.pop('at', None)
        body = entry.get('body', {})
        if isinstance(body, dict) and entry.get('kind') == 'exhibit':
            body.pop('when', None)
        out.append(entry)
    return out


def verified(case, what):
    must(run('-C', case, 'verify', '--replay'), f'{what}: verify --replay')
