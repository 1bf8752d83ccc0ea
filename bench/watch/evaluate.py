#!/usr/bin/env python3
"""How right `onus watch` is on labelled scenes, beside CVA, MAD and IR-MAD as they are published.

    evaluate.py ONUS IMAGES

IMAGES holds landsat_taizhou (2000TM, 2003TM, change.bmp, unchanged.bmp) and oscd/CITY (imgs_1, imgs_2, cm/CITY-cm.tif); a folder landsat_nanjing of the same make is taken too if it
is there. Needs python3-numpy, python3-scipy and python3-gdal. Prints for each scene the area under the curve of the statistic, and of the default run the share of labelled
unchanged pixels that are marked, of changed ones that are found, and kappa; for the others the area under the curve of their statistic, pixel by pixel.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from osgeo import gdal
from scipy import linalg, stats

gdal.UseExceptions()
CITY_BANDS = ('B02', 'B03', 'B04', 'B08', 'B11', 'B12')  # of the published comparison


def read(path):
    return gdal.Open(path).ReadAsArray()


def auc(value, label):
    rank, changed, same = stats.rankdata(value), label.sum(), (~label).sum()
    return (rank[label].sum() - changed * (changed + 1) / 2) / (changed * same)


def kappa(said, label):
    agree = (said == label).mean()
    chance = said.mean() * label.mean() + (1 - said.mean()) * (1 - label.mean())
    return (agree - chance) / (1 - chance)


def mad(x, y, weight):
    n, v = len(x), np.vstack([x, y])
    weight = weight / weight.sum()
    v = v - (v * weight).sum(1)[:, None]
    s = (v * weight) @ v.T
    one, two = (linalg.cholesky(s[i, i], lower=True) for i in (slice(0, n), slice(n, 2 * n)))
    k = linalg.solve_triangular(one, linalg.solve_triangular(two, s[:n, n:].T, lower=True).T, lower=True)
    u, rho, w = linalg.svd(k)
    z = linalg.solve_triangular(one.T, u).T @ v[:n] - linalg.solve_triangular(two.T, w.T).T @ v[n:]
    return rho, (z ** 2 / (2 * (1 - rho))[:, None]).sum(0)


def irmad(x, y):
    weight, old = np.ones(x.shape[1]), np.zeros(len(x))
    for _ in range(50):
        rho, t = mad(x, y, weight)
        if abs(rho - old).max() < 1e-3:
            break
        weight, old = stats.chi2.sf(t, len(x)), rho
    return t


def cva(x, y):
    std = lambda v: (v - v.mean(1)[:, None]) / v.std(1)[:, None]
    return ((std(y) - std(x)) ** 2).sum(0)


def city_planes(folder, like):
    g = like.GetGeoTransform()
    bounds = (g[0], g[3] + g[5] * like.RasterYSize, g[0] + g[1] * like.RasterXSize, g[3])
    warp = lambda p: gdal.Warp('', p, format='MEM', outputBounds=bounds, width=like.RasterXSize, height=like.RasterYSize, resampleAlg='cubic', outputType=gdal.GDT_Float32)
    return np.array([warp(glob.glob(f'{folder}/*_{b}.tif')[0]).ReadAsArray() for b in CITY_BANDS]).reshape(len(CITY_BANDS), -1).astype(float)


def scenes(images):
    for name in ('taizhou', 'nanjing'):
        folder = f'{images}/landsat_{name}'
        pair = sorted(p for p in glob.glob(folder + '/*') if not p.lower().endswith(('.hdr', '.bmp', '.jpg')))
        if len(pair) != 2:
            continue
        label = [read(f'{folder}/{n}.bmp') for n in ('change', 'unchanged')]
        label = [(v.max(0) if v.ndim == 3 else v) > 0 for v in label]
        planes = [read(p).reshape(-1, label[0].size).astype(float) for p in pair]
        yield name, pair, label[0], label[0] | label[1], planes
    for folder in sorted(glob.glob(images + '/oscd/*/cm')):
        city = os.path.basename(os.path.dirname(folder))
        v = read(f'{folder}/{city}-cm.tif')
        dates = [f'{images}/oscd/{city}/imgs_{i}' for i in (1, 2)]
        like = gdal.Open(glob.glob(dates[0] + '/*_B02.tif')[0])
        yield city, dates, v > (1 if v.max() > 1 else 0), np.ones(v.shape, bool), [city_planes(d, like) for d in dates]


def main():
    onus, images = sys.argv[1:3]
    for name, pair, label, use, (x, y) in scenes(images):
        with tempfile.TemporaryDirectory() as out:
            j = json.loads(subprocess.run([onus, 'watch', *pair, '-o', out, '--json'], capture_output=True, text=True, check=True).stdout)
            t, change = read(out + '/statistic.tif'), read(out + '/change.tif')
        seen = use & (change != 255)
        said, truth = change[seen] == 1, label[seen]
        others = {'CVA': cva(x, y), 'MAD': mad(x, y, np.ones(x.shape[1]))[1], 'IR-MAD': irmad(x, y)}
        print(f'{name}: {j["method"]} AUC {auc(t[seen], truth):.4f}, marked of unchanged {said[~truth].mean():.4f}, found of changed {said[truth].mean():.4f}, kappa '
              f'{kappa(said, truth):.4f}; ' + ', '.join(f'{k} AUC {auc(v.reshape(label.shape)[use], label[use]):.4f}' for k, v in others.items()), flush=True)


main()
