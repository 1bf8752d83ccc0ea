#!/usr/bin/env python3
"""Kills onus at random times while it imports into one case, again and again; what was acknowledged stays."""
import os
import random
import subprocess
import sys
import time

from common import ENV, ONUS, fail, log_of, must, remove, run, script, verified, work_folder

ROUNDS = 60


def main():
    seed = int(os.environ.get('SEED') or random.randrange(1 << 32))
    print(f'SEED={seed}')
    rng = random.Random(seed)
    work = work_folder()
    case = work / 'case'
    acknowledged, killed, whole = [], 0, 0
    try:
        must(run('init', case), 'init')
        first = work / 'first.yaml'
        first.write_text(script('first', 3, 40))
        start = time.monotonic()
        must(run('-C', case, 'import', first), 'import')
        takes = time.monotonic() - start
        for i in range(ROUNDS):
            path = work / f'part{i}.yaml'
            path.write_text(script(f'part{i}', 3, 40))
            process = subprocess.Popen([ONUS, '-C', str(case), 'import', str(path)], env=ENV, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, 1.3 * takes))
            process.kill()
            code = process.wait()
            killed += code != 0
            if code == 0:
                acknowledged.append(i)
            verified(case, f'round {i}, SEED={seed}')
            ids = [e['id'] for e in log_of(case) if e['op'] == 'put']
            if len(ids) != len(set(ids)):
                fail(f'round {i}: something was put twice, SEED={seed}')
            for j in range(i + 1):
                there = sum(x.startswith(f'part{j}-') for x in ids)
                if there not in (0, 43) or (j in acknowledged and there != 43):
                    fail(f'round {i}: {there} of 43 records of import {j}, SEED={seed}')
            whole += any(x.startswith(f'part{i}-') for x in ids)
        print(f'{ROUNDS} imports, {killed} killed, {whole} in the case')
    finally:
        remove(work)


sys.exit(main())
