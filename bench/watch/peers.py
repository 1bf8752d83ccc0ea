#!/usr/bin/env python3
"""MAD beside OTB's MultivariateAlterationDetector: the same two files, the same floats written, by turns in one run.

    peers.py BUILD FOLDER [ROUNDS [PIXEL|BAND]]

Makes two scenes of 4000 x 4000 pixels x 6 bands (uint16, TIFF, from a seed; 384 MB) in FOLDER unless they are there, bands interleaved
by pixel (GDAL's default) or one behind the other. Needs python3-gdal and python3-numpy for
that, and otb-bin. Prints seconds by the clock, processor seconds (children too) and peak memory (PSS of all processes together, sampled), then the ratios of the medians.
"""
import os
import resource
import statistics
import subprocess
import sys
import threading
import time


def make(path, seed, base, layout):
    import numpy as np
    from osgeo import gdal, osr
    gdal.UseExceptions()
    side, rng = 4000, np.random.default_rng(seed)
    out = gdal.GetDriverByName('GTiff').Create(path, side, side, 6, gdal.GDT_UInt16, ['INTERLEAVE=' + layout])
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32651)
    out.SetProjection(srs.ExportToWkt())
    out.SetGeoTransform((203325, 30, 0, 3604935, 0, -30))
    for k in range(6):
        noise = rng.normal(0, 40, (side, side))
        out.GetRasterBand(k + 1).WriteArray(np.clip(base * (k + 2) / 4 + noise + 40 * k, 0, 65535).astype(np.uint16))


def scenes(folder, layout):
    paths = [os.path.join(folder, f'{n}-{layout.lower()}.tif') for n in ('before', 'after')]
    if not all(map(os.path.exists, paths)):
        import numpy as np
        rng = np.random.default_rng(1)
        coarse = rng.normal(2000, 500, (250, 250))
        base = np.kron(coarse, np.ones((16, 16)))
        make(paths[0], 2, base, layout)
        base[1000:1400, 2000:2600] += 1500
        make(paths[1], 3, base * 0.9 + 100, layout)
    return paths


def family(pid):
    pids, new = {pid}, {pid}
    while new:
        found = set()
        for p in new:
            try:
                for t in os.listdir(f'/proc/{p}/task'):
                    found |= set(map(int, open(f'/proc/{p}/task/{t}/children').read().split()))
            except OSError:
                pass
        new = found - pids
        pids |= new
    return pids


def pss(pid):
    total = 0
    for p in family(pid):
        try:
            for line in open(f'/proc/{p}/smaps_rollup'):
                if line.startswith('Pss:'):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total


def run(argv):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    child, peak, over = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True), [0], threading.Event()

    def watch():
        while not over.wait(0.02):
            peak[0] = max(peak[0], pss(child.pid))
    t = threading.Thread(target=watch)
    t.start()
    text = child.communicate()[0]
    wall = time.monotonic() - start
    over.set()
    t.join()
    if child.returncode:
        sys.exit(f'{argv[0]}: {text[-400:]}')
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0] / 1024, text


def main():
    build, folder = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    one, two = scenes(folder, sys.argv[4] if len(sys.argv) > 4 else 'PIXEL')
    out = os.path.join(folder, 'mad.tif')
    cores = str(len(os.sched_getaffinity(0)))
    tools = {'otb': ['otbcli_MultivariateAlterationDetector', '-in1', one, '-in2', two, '-out', out, 'float'],
             'onus': [f'{build}/bench/bench_mad', one, two, out, cores],
             'onus, statistics of 1 in 8': [f'{build}/bench/bench_mad', one, two, out, cores, '8']}
    got = {k: [] for k in tools}
    for _ in range(rounds):
        for name, argv in tools.items():
            got[name].append(run(argv))
            print(f'{name:28s} {got[name][-1][0]:6.2f} s by the clock {got[name][-1][1]:6.2f} s of processor {got[name][-1][2]:7.0f} MiB', flush=True)
    middle = {k: [statistics.median(x[i] for x in v) for i in range(3)] for k, v in got.items()}
    for name, m in middle.items():
        print(f'{name:28s} median {m[0]:.2f} s, {m[1]:.2f} s of processor, {m[2]:.0f} MiB; ratio of otb to it: clock {middle["otb"][0] / m[0]:.1f}, processor '
              f'{middle["otb"][1] / m[1]:.1f}, memory {middle["otb"][2] / m[2]:.1f}')
    print(got['onus'][0][3].strip())


main()
