#!/usr/bin/env python3
"""tools/floors.py must pass on the tree, and fail, naming the line, on each kind of breach."""
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
script = root / 'tools/floors.py'
BREACHES = {
    'an engine includes an engine': ('weigh/x.c', '#include "assess/assess.h"\n', 'weigh/ may not include assess/'),
    'the ground includes the store': ('base/x.c', '#include "store/store.h"\n', 'base/ may not include store/'),
    'the store includes an engine': ('store/x.h', '  #  include "weigh/weigh.h"\n', 'store/ may not include weigh/'),
    'a report includes a face': ('report/x.c', '#include "cli/command.h"\n', 'report/ may not include cli/'),
    'SQL in an engine': ('weigh/x.c', 'const char *q = "SELECT id FROM record";\n', 'SQL stands only under store/'),
    'SQL in a face': ('cli/x.c', 'const char *q = "DELETE FROM log";\n', 'SQL stands only under store/'),
    'raw HTML in a page': ('report/x.c', 'void f(void) { page_raw(p, s); }\n', 'raw HTML'),
    'an engine prints': ('assess/x.c', 'void f(void) { printf("x"); }\n', 'only the faces print'),
    'the store exits': ('store/x.c', 'void f(void) { exit(1); }\n', 'only the faces print'),
    'an unknown floor': ('attic/x.c', 'int x;\n', 'no such floor'),
}
INNOCENT = {
    'a comment about SQL': ('weigh/x.c', '/* "SELECT id FROM record" would be wrong here */\n'),
    'a text that says stdout': ('weigh/x.c', 'const char *t = "goes to stdout";\n'),
    'a call to snprintf': ('base/x.c', 'int f(void) { return snprintf(b, 2, "x"); }\n'),
}


def run(tree):
    return subprocess.run([sys.executable, script, tree, tree / 'stamp'], capture_output=True, text=True)


failed = 0
got = subprocess.run([sys.executable, script, root, tempfile.gettempdir() + '/floors.stamp'], capture_output=True, text=True)
if got.returncode != 0:
    print('FAIL the tree itself:', got.stderr)
    failed += 1
for name, (path, text, message) in BREACHES.items():
    with tempfile.TemporaryDirectory() as d:
        tree = pathlib.Path(d)
        (tree / 'src' / path).parent.mkdir(parents=True)
        (tree / 'src' / path).write_text(text)
        got = run(tree)
        good = got.returncode == 1 and message in got.stderr and not (tree / 'stamp').exists()
        print('ok  ' if good else 'FAIL', name)
        failed += not good
for name, (path, text) in INNOCENT.items():
    with tempfile.TemporaryDirectory() as d:
        tree = pathlib.Path(d)
        (tree / 'src' / path).parent.mkdir(parents=True)
        (tree / 'src' / path).write_text(text)
        got = run(tree)
        print('ok  ' if got.returncode == 0 else 'FAIL', name, got.stderr)
        failed += got.returncode != 0
sys.exit(failed != 0)
