"""Invented images for tests: fields, roads and houses of one place at several dates, as ENVI files with a place on the ground."""
import random

SIDE = 160


def ground(seed=7):
    r = random.Random(seed)
    v = [[60 + r.gauss(0, 4) for _ in range(SIDE)] for _ in range(SIDE)]
    for _ in range(60):  # fields
        x, y, w, h, b = r.randrange(SIDE), r.randrange(SIDE), r.randrange(8, 30), r.randrange(8, 30), r.uniform(-22, 22)
        for j in range(y, min(SIDE, y + h)):
            for i in range(x, min(SIDE, x + w)):
                v[j][i] += b
    for _ in range(150):  # houses
        x, y, b = r.randrange(SIDE - 3), r.randrange(SIDE - 3), r.uniform(20, 70)
        for j in range(y, y + 3):
            for i in range(x, x + 3):
                v[j][i] += b
    return v


def write(name, seed, change, cloud=False):
    r = random.Random(seed)
    v = ground()
    bands = []
    for k in range(3):
        band = bytearray()
        for y in range(SIDE):
            for x in range(SIDE):
                p = v[y][x] * (1 + 0.15 * k) + r.gauss(0, 6)
                if change and 60 <= x < 80 and 40 <= y < 52:
                    p += 55
                if cloud and x < 80:
                    p = 0  # no value
                band.append(max(0 if cloud and x < 80 else 1, min(250, round(p))))
        bands.append(bytes(band))
    with open(name, 'wb') as f:
        f.write(b''.join(bands))
    with open(name + '.hdr', 'w') as f:
        f.write(f'ENVI\nsamples = {SIDE}\nlines = {SIDE}\nbands = 3\nheader offset = 0\nfile type = ENVI Standard\ndata type = 1\n'
                'interleave = bsq\nbyte order = 0\nband names = {Red, Green, Blue}\n'
                'map info = {UTM, 1, 1, 540000, 4660000, 10, 10, 52, North, WGS-84, units=Meters}\n')


write('img2009', 1, False)
write('img2012', 2, False)
write('img2016', 3, True)
write('img2018', 4, True, cloud=True)
