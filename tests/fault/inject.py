#!/usr/bin/env python3
"""Fails, or kills onus at, each write, sync, file operation and allocation in turn while it changes a case.

After each: the exit code is 0 or 4 (or the kill), the case verifies with --replay, it holds all of the change or nothing of
it and all that was there before, and the command run again without a fault succeeds. Where a command makes more calls of
a kind than the test has time for, it goes through them in even strides and says so; FULL=1 goes through all."""
import os
import shutil
import signal
import sys

from common import ONUS, fail, log_of, must, remove, run, script, verified, work_folder

LIBRARY = os.environ['ONUS_FAULT']
ENOSPC = '28'
# kind, how, errno, most points for a command
PLANS = [
    ('malloc', 'fail', None, 80),
    ('malloc', 'on', None, 16),
    ('write', 'fail', None, 30),
    ('write', 'on', ENOSPC, 20),
    ('write', 'kill', None, 20),
    ('write', 'torn', None, 20),
    ('sync', 'fail', None, 40),
    ('sync', 'kill', None, 40),
    ('file', 'fail', None, 40),
    ('file', 'fail', ENOSPC, 20),
    ('file', 'on', None, 20),
    ('file', 'kill', None, 40),
]


def fault_env(counts, kind, n, how='fail', number=None):
    env = {'LD_PRELOAD': LIBRARY, 'ONUS_FAULT_KIND': kind, 'ONUS_FAULT_N': str(n), 'ONUS_FAULT_HOW': how,
           'ONUS_FAULT_COUNT': str(counts)}
    if number:
        env['ONUS_FAULT_ERRNO'] = number
    return env


class Command:
    """One command that changes a case, and what the case holds before and after it."""

    def __init__(self, work, name, base, args, program=ONUS):
        self.work, self.name, self.base, self.args, self.program = work, name, base, args, program
        self.case, self.counts = work / 'case', work / 'counts'
        self.before = log_of(base) if base else None
        self.fresh()
        self.finish('without a fault')
        self.after = log_of(self.case)

    def fresh(self):
        remove(self.case)
        if self.base:
            shutil.copytree(self.base, self.case)

    def run(self, env=None):
        return run(*[str(a).replace('CASE', str(self.case)) for a in self.args], env=env, program=self.program)

    def finish(self, what):
        """The command done to its end: what a user does after a fault."""
        must(self.run(), f'{self.name}: {what}')

    def same(self, entries, wanted):
        """init draws a random id."""
        return [e | {'case': ''} if e['op'] == 'init' else e for e in entries] == \
               [e | {'case': ''} if e['op'] == 'init' else e for e in wanted]

    def state(self, what):
        """Does the case hold all of it (True) or nothing (False)?"""
        if not self.base and not (self.case / 'case.db').exists():
            return False
        verified(self.case, what)
        now = log_of(self.case)
        if self.same(now, self.after):
            return True
        if self.before is not None and now == self.before:
            return False
        fail(f'{what}: the case holds neither all nor nothing of the change')

    def count(self, kind):
        self.fresh()
        must(self.run(fault_env(self.counts, kind, 0)), f'{self.name}: counting {kind}')
        return int(self.counts.read_text().split()[0])

    def point(self, kind, n, how, number):
        what = f'{self.name}: {how} at {kind} {n}' + (f' (errno {number})' if number else '')
        self.fresh()
        self.counts.unlink(missing_ok=True)
        result = self.run(fault_env(self.counts, kind, n, how, number))
        killed = how in ('kill', 'torn')
        if killed and result.returncode != -signal.SIGKILL:
            fail(f'{what}: not killed, exit {result.returncode}')
        if not killed and result.returncode not in (0, 4):
            fail(f'{what}: exit {result.returncode}: {result.stdout}{result.stderr}')
        if not killed and self.counts.read_text().split()[1] != 'hit':
            fail(f'{what}: the fault was not met')
        all_there = self.state(what)
        if result.returncode == 0 and not all_there:
            fail(f'{what}: exit 0, but the change is not there')
        if self.base or not all_there: # a second init of a case is refused
            self.finish(f'{what}: again')
        if not self.state(f'{what}: again'):
            fail(f'{what}: again: the change is not there')
        return all_there

    def inject(self):
        total = 0
        for kind, how, number, most in PLANS:
            calls = self.count(kind)
            most = calls if os.environ.get('FULL') else most
            points = sorted({1 + i * (calls - 1) // (most - 1) for i in range(most)}) if calls > most else range(1, calls + 1)
            done = sum(self.point(kind, n, how, number) for n in points)
            print(f'{self.name}: {kind} {how}{" ENOSPC" if number else ""}: {len(points)} of {calls} points, '
                  f'{done} with all of the change, {len(points) - done} with none', flush=True)
            total += len(points)
        return total


def main():
    work = work_folder()
    try:
        base = work / 'base'
        first, second = work / 'first.yaml', work / 'second.yaml'
        paper, other = work / 'paper.txt', work / 'other.txt'
        first.write_text(script('first', 2, 3))
        second.write_text(script('second', 2, 4))
        paper.write_text('They were taken across the river.\n강을 건넜다.\n')
        other.write_text('Another paper.\n')
        must(run('init', base), 'init')
        must(run('-C', base, 'import', first), 'import')
        commands = [Command(work, 'init', None, ['init', 'CASE']),
                    Command(work, 'import', base, ['-C', 'CASE', 'import', second]),
                    Command(work, 'keep', base, ['CASE', paper, other], os.environ['ONUS_KEEPER'])]
        if run('add', '--help').stdout.count('--source'):
            commands.append(Command(work, 'add', base, ['-C', 'CASE', 'add', paper, '--source', 'first-S1']))
        total = sum(c.inject() for c in commands)
        print(f'{total} points tried')
    finally:
        remove(work)


sys.exit(main())
