#!/usr/bin/env python3
"""Reads a case while allocations fail: each answer is the right one, or exit 4; never half of one."""
import os
import sys

from common import fail, must, remove, run, script, work_folder

POINTS = 60
COMMANDS = [['verify', '--replay'], ['verify', '--json'], ['search', '청진'], ['search', '--json', 'report'], ['search', 'nowhere'],
            ['log'], ['log', '--json'], ['log', '--proof', '2']]


def main():
    work = work_folder()
    case, counts, words = work / 'case', work / 'counts', work / 'words.yaml'
    env = {'LD_PRELOAD': os.environ['ONUS_FAULT'], 'ONUS_FAULT_KIND': 'malloc', 'ONUS_FAULT_COUNT': str(counts)}
    try:
        words.write_text(script('words', 2, 3))
        must(run('init', case), 'init')
        must(run('-C', case, 'import', words), 'import')
        for command in COMMANDS:
            right = run('-C', case, *command, env=env | {'ONUS_FAULT_N': '0'})
            if right.returncode > 1:
                fail(f'{command}: exit {right.returncode}: {right.stderr}')
            calls = int(counts.read_text().split()[0])
            for how in ('fail', 'on'):
                for n in sorted({1 + i * (calls - 1) // (POINTS - 1) for i in range(POINTS)}):
                    got = run('-C', case, *command, env=env | {'ONUS_FAULT_N': str(n), 'ONUS_FAULT_HOW': how})
                    same = got.returncode == right.returncode and got.stdout == right.stdout
                    if not same and got.returncode != 4:
                        fail(f'{command}: {how} at malloc {n}: exit {got.returncode}: {got.stdout}{got.stderr}')
            print(f'{" ".join(command)}: {POINTS} of {calls} allocations failed')
    finally:
        remove(work)


sys.exit(main())
