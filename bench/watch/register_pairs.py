#!/usr/bin/env python3
"""Pairs of images that lie a known fraction of a pixel apart: register_pairs.py IMAGE FOLDER

A square of the image is moved by multiplying its spectrum, so exactly; then both get noise of their own. Names say what was done:
before_NOISE.tif, after_NOISE_DX_DY.tif (noise as a share of the square's deviation). After_gamma_…: brightness bent as well.
"""
import sys

import numpy as np
from osgeo import gdal, osr

SIDE, LEFT, TOP = 1024, 1100, 600
MOVES = [(0.2, -0.3), (0.65, -1.83), (-0.4, 0.1), (3.5, 7.25)]


def write(name, values):
    where = osr.SpatialReference()
    where.ImportFromEPSG(32633)
    d = gdal.GetDriverByName('GTiff').Create(name, SIDE, SIDE, 1, gdal.GDT_Float32)
    d.SetGeoTransform([341000, 10, 0, 5856000, 0, -10])
    d.SetProjection(where.ExportToWkt())
    d.GetRasterBand(1).WriteArray(values.astype('f4'))


def main(image, folder):
    ground = gdal.Open(image).ReadAsArray(LEFT, TOP, SIDE, SIDE).astype(float)
    spectrum = np.fft.fft2(ground)
    spectrum[SIDE // 2, :] = spectrum[:, SIDE // 2] = 0
    k = np.fft.fftfreq(SIDE) * 2 * np.pi
    kx, ky = np.meshgrid(k, k)
    random = np.random.default_rng(1)
    deviation = ground.std()
    for noise in (0, 0.15, 0.5):
        def noisy(a):
            return a + random.normal(0, noise * deviation, a.shape) if noise else a
        write(f'{folder}/before_{noise}.tif', noisy(np.fft.ifft2(spectrum).real) + 1000)
        for dx, dy in MOVES:
            moved = np.fft.ifft2(spectrum * np.exp(-1j * (kx * dx + ky * dy))).real
            write(f'{folder}/after_{noise}_{dx}_{dy}.tif', noisy(moved) + 1000)
            if noise == 0.15:
                write(f'{folder}/after_gamma_{dx}_{dy}.tif', 0.02 * np.clip(noisy(moved), 0, None) ** 1.6 + 1000)


main(*sys.argv[1:])
