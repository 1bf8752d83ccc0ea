#!/usr/bin/env python3
"""onus and arosics on one pair, one after the other on one core: register_peers.py BENCH_REGISTER FIRST SECOND STEP

STEP: pixels between arosics' windows of 256 × 256. Prints displacement of the second against the first (arosics gives the correction, so its sign is
turned), and seconds: wall, processor. GDAL before 3.8 lacks what arosics' parts need of it; that is put in here.
"""
import contextlib
import re
import resource
import subprocess
import sys
import time
import warnings

from osgeo import gdal, ogr

warnings.filterwarnings('ignore')
gdal.UseExceptions()
if not hasattr(gdal, 'config_options'):
    @contextlib.contextmanager
    def config_options(options, thread_local=True):
        before = {k: gdal.GetConfigOption(k) for k in options}
        for k, v in options.items():
            gdal.SetConfigOption(k, None if v is None else str(v))
        try:
            yield
        finally:
            for k, v in before.items():
                gdal.SetConfigOption(k, v)
    gdal.config_options = config_options
    for c in (gdal.Dataset, gdal.Band, ogr.DataSource):
        c.__enter__, c.__exit__ = lambda self: self, lambda self, *a: None


def onus(program, first, second):
    began = time.time()
    out = subprocess.run([program, first, second, '1'], capture_output=True, text=True, check=True).stdout
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    dx, dy, windows = re.match(r'(\S+) (\S+) .*used (\d+ of \d+)', out).groups()
    return float(dx), float(dy), windows, time.time() - began, used.ru_utime + used.ru_stime


def arosics(first, second, step):
    from arosics import COREG_LOCAL
    began, processor = time.time(), time.process_time()
    points = COREG_LOCAL(first, second, grid_res=step, window_size=(256, 256), q=True, progress=False, CPUs=1, max_shift=10,
                         calc_corners=False).CoRegPoints_table
    found = points[(points.X_SHIFT_PX != -9999) & points.X_SHIFT_PX.notna()]
    good = found[~found.OUTLIER.astype(bool)]
    return (-good.X_SHIFT_PX.astype(float).median(), -good.Y_SHIFT_PX.astype(float).median(), f'{len(good)} of {len(points)}', time.time() - began,
            time.process_time() - processor)


def main(program, first, second, step):
    for name, r in (('onus', onus(program, first, second)), ('arosics', arosics(first, second, int(step)))):
        print('%-8s %8.4f %8.4f  %s windows, %.1f s, processor %.1f s' % ((name,) + r), flush=True)


main(*sys.argv[1:])
