#!/usr/bin/env python3
"""Several processes change one case at once: each waits or fails clearly, and nothing is lost."""
import sqlite3
import subprocess
import sys

from common import ENV, ONUS, fail, log_of, must, remove, run, script, verified, work_folder

WRITERS, ROUNDS = 4, 5


def busy(case, words):
    """Somebody keeps the case for longer than anybody waits."""
    holder = sqlite3.connect(case / 'case.db', isolation_level=None)
    holder.execute('BEGIN IMMEDIATE')
    result = run('-C', case, 'import', words)
    if result.returncode != 4 or 'in use by another process' not in result.stderr:
        fail(f'a case in use: exit {result.returncode}: {result.stderr}')
    must(run('-C', case, 'verify'), 'reading a case in use')
    holder.execute('ROLLBACK')
    holder.close()
    print('in use:', result.stderr.strip().replace(str(case), 'case'))


def main():
    work = work_folder()
    case = work / 'case'
    try:
        must(run('init', case), 'init')
        done = []
        for r in range(ROUNDS):
            running = []
            for w in range(WRITERS):
                name = f'r{r}w{w}'
                (work / f'{name}.yaml').write_text(script(name, 2, 20))
                running.append((name, subprocess.Popen([ONUS, '-C', str(case), 'import', str(work / f'{name}.yaml')], env=ENV,
                                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)))
            reader = run('-C', case, 'verify')
            if reader.returncode != 0 and not (reader.returncode == 4 and 'in use' in reader.stderr):
                fail(f'a reader beside writers: exit {reader.returncode}: {reader.stdout}{reader.stderr}')
            for name, process in running:
                _, err = process.communicate(timeout=120)
                if process.returncode == 0:
                    done.append(name)
                elif process.returncode != 4 or 'in use by another process' not in err:
                    fail(f'{name}: exit {process.returncode}: {err}')
        verified(case, 'after all')
        ids = [e['id'] for e in log_of(case) if e['op'] == 'put']
        for name in done:
            if sum(x.startswith(f'{name}-') for x in ids) != 22:
                fail(f'{name} was acknowledged, but is not all there')
        if len(ids) != 22 * len(done):
            fail('something that failed is there all the same')
        print(f'{len(done)} of {WRITERS * ROUNDS} imports went in')
        if not done:
            fail('none went in')
        busy(case, work / 'r0w0.yaml')
    finally:
        remove(work)


sys.exit(main())
