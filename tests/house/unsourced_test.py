#!/usr/bin/env python3
"""What the page writer must not take does not compile: a bare string, a string of the case, a choice of strings."""
import pathlib
import subprocess
import sys

root, compiler = pathlib.Path(sys.argv[1]), [w for w in sys.argv[2:] if w != 'ccache']
flags = subprocess.run(['pkg-config', '--cflags', 'jansson', 'sqlite3'], capture_output=True, text=True).stdout.split()
FRAME = '#include "report/page.h"\nvoid f(struct page *p, const struct claim *c, const char *s);\nvoid f(struct page *p, const struct claim *c, const char *s)\n{\n\t(void)c, (void)s;\n\t%s\n}\n'
GOOD = ['page_words(p, "words");', 'page_markup(p, "<p>");', 'page_choose(p, c != NULL, "a", "b");', 'page_count(p, 3);', 'page_fact(p, NULL);']
BAD = ['page_words(p, s);', 'page_markup(p, s);', 'page_words(p, texts_in(&c->text, "en"));', 'page_words(p, c ? "a" : "b");',
       'page_choose(p, 1, s, "b");', 'page_fact(p, s);', 'struct fact x = {0}; page_fact(p, &x);', 'page_raw(p, s, 3);']


def compiles(body):
    got = subprocess.run([*compiler, '-std=gnu17', '-D_GNU_SOURCE', '-Werror=implicit-function-declaration', '-Werror=incompatible-pointer-types',
                          '-x', 'c', '-fsyntax-only', '-I', root / 'src', '-I', root / 'include', *flags, '-'],
                         input=FRAME % body, capture_output=True, text=True)
    return got.returncode == 0


failed = 0
for body in GOOD:
    if not compiles(body):
        print('FAIL must compile:', body)
        failed += 1
for body in BAD:
    if compiles(body):
        print('FAIL must not compile:', body)
        failed += 1
sys.exit(failed != 0)
