#!/usr/bin/env python3
"""A disk that is really full: a case on a small file system in memory. Skipped where none can be mounted."""
import os
import subprocess
import sys
import tempfile

from common import fail, log_of, must, remove, run, script, verified, work_folder


def inside(mount):
    """Runs in name spaces of its own: the file system goes when it ends."""
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=400k', 'none', mount], capture_output=True).returncode != 0:
        print('no file system can be mounted here')
        sys.exit(77)
    case = os.path.join(mount, 'case')
    work = work_folder()
    try:
        must(run('init', case), 'init')
        small, large = work / 'small.yaml', work / 'large.yaml'
        small.write_text(script('small', 1, 2))
        large.write_text(script('large', 5, 1500))
        must(run('-C', case, 'import', small), 'import')
        before = log_of(case)
        result = run('-C', case, 'import', large)
        print('on the full disk:', result.stderr.strip().replace(mount, ''))
        if result.returncode != 4 or 'space' not in result.stderr:
            fail(f'exit {result.returncode}: {result.stderr}')
        verified(case, 'after the full disk')
        if log_of(case) != before:
            fail('the case is not as it was before')
        subprocess.run(['mount', '-o', 'remount,size=64m', mount], check=True)
        must(run('-C', case, 'import', large), 'import with room')
        verified(case, 'with room')
    finally:
        remove(work)


def main():
    if len(sys.argv) > 1:
        return inside(sys.argv[1])
    mount = tempfile.mkdtemp()
    try:
        probe = subprocess.run(['unshare', '-rm', 'true'], capture_output=True)
        if probe.returncode != 0:
            print('no name spaces here')
            return 77
        return subprocess.run(['unshare', '-rm', sys.executable, __file__, mount]).returncode
    except FileNotFoundError:
        print('no unshare here')
        return 77
    finally:
        os.rmdir(mount)


sys.exit(main())
