#!/usr/bin/env python3
"""Every header compiles alone, and the public ones also as C++ where a C++ compiler is there."""
import pathlib
import shutil
import subprocess
import sys

root, compiler = pathlib.Path(sys.argv[1]), [w for w in sys.argv[2:] if w != 'ccache']
system = ['sqlite3', 'jansson', 'icu-uc', 'libxml-2.0', 'gdal', 'kissfft-float', 'cairo']
flags = subprocess.run(['pkg-config', '--cflags', *system], capture_output=True, text=True).stdout.replace('-I', '-isystem ').split()
include = ['-I', root / 'include', '-I', root / 'src', *flags]
failed = 0


def compile_alone(command, header, language):
    global failed
    text = f'#include "{header}"\n#include "{header}"\n'
    got = subprocess.run([*command, '-x', language, '-fsyntax-only', '-Wall', '-Wextra', '-D_GNU_SOURCE', *include, '-'],
                         input=text, capture_output=True, text=True)
    if got.returncode or got.stderr:
        print('FAIL', header, language, got.stderr)
        failed += 1


headers = sorted((root / 'include').rglob('*.h')) + sorted((root / 'src').rglob('*.h'))
for header in headers:
    compile_alone([*compiler, '-std=gnu17'], header, 'c')
if shutil.which('c++'):
    for header in sorted((root / 'include').rglob('*.h')):
        compile_alone(['c++'], header, 'c++')
print(len(headers), 'headers')
sys.exit(failed != 0)
