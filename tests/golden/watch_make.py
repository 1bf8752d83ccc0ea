"""Invented images for tests, by plain means: ENVI files and TIFFs of fields, roads and houses. All places and images are synthetic.

python3 watch_make.py WHAT writes into the working folder: pair, radar, series, bad."""
import math
import random
import struct
import sys

# --- files ----------------------------------------------------------------------------------------------------------

ENVI = {'B': 1, 'h': 2, 'i': 3, 'f': 4, 'd': 5, 'H': 12, 'I': 13}


def packed(code, values):
    return struct.pack('<%d%s' % (len(values), code), *values)


def envi(path, bands, width, code='H', lines='', places='{UTM, 1, 1, 400000, 4500000, 10, 10, 52, North, WGS-84, units=Meters}', names=None):
    """bands: lists of width × height values, row by row."""
    height = len(bands[0]) // width if width else 0
    with open(path, 'wb') as f:
        for b in bands:
            f.write(packed(code, b))
    with open(path + '.hdr', 'w') as f:
        f.write('ENVI\nsamples = %d\nlines = %d\nbands = %d\nheader offset = 0\nfile type = ENVI Standard\ndata type = %d\ninterleave = bsq\nbyte order = 0\n' % (
            width, height, len(bands), ENVI[code]))
        f.write('map info = %s\n' % places if places else '')
        f.write('band names = {%s}\n' % ', '.join(names) if names else '')
        f.write(lines)


def tiff(path, bands, width, code='H', at=(400000, 4500000), step=(10, 10), epsg=32652, matrix=None, nodata=None, photometric=1, cut=None, palette=None):
    """One strip, bands one behind the other; place and CRS by GeoTIFF keys where epsg is given."""
    height, size, n = len(bands[0]) // width, struct.calcsize(code), len(bands)
    data = b''.join(packed(code, b) for b in bands)
    tags = [(256, 4, [width]), (257, 4, [height]), (258, 3, [8 * size] * n), (259, 3, [1]), (262, 3, [photometric]), (273, 4, None), (277, 3, [n]), (278, 4, [height]),
            (279, 4, [len(data) // n] * n), (284, 3, [2 if n > 1 else 1]), (339, 3, [{'f': 3, 'd': 3, 'h': 2, 'i': 2, 'b': 2}.get(code, 1)] * n)]
    if n > 1:
        tags.append((338, 3, [0] * (n - 1)))
    if palette:
        tags.append((320, 3, palette))
    if nodata is not None:
        tags.append((42113, 2, list(str(nodata).encode() + b'\0')))
    if matrix:
        tags.append((34264, 12, matrix))
    elif at:
        tags += [(33550, 12, [*step, 0]), (33922, 12, [0, 0, 0, *at, 0])]
    if epsg:
        degrees = 4000 <= epsg < 5000
        tags.append((34735, 3, [1, 1, 0, 3, 1024, 0, 1, 2 if degrees else 1, 1025, 0, 1, 1, 2048 if degrees else 3072, 0, 1, epsg]))
    tags.sort(key=lambda t: t[0])
    where = 8 + 2 + 12 * len(tags) + 4
    more, entries = b'', b''
    for i, (tag, kind, values) in enumerate(tags):
        if tag == 273:
            strips = i
            values = [0] * n
        body = packed({2: 'B', 3: 'H', 4: 'I', 12: 'd'}[kind], values)
        entries += struct.pack('<HHI', tag, kind, len(values))
        if len(body) <= 4:
            entries += body.ljust(4, b'\0')
        else:
            entries += struct.pack('<I', where + len(more))
            more += body + b'\0' * (len(body) % 2)
    start = where + len(more)
    starts = packed('I', [start + k * (len(data) // n) for k in range(n)])
    if n == 1:
        entries = entries[:12 * strips + 8] + starts + entries[12 * strips + 12:]
    else:
        at_ = struct.unpack('<I', entries[12 * strips + 8:12 * strips + 12])[0] - where
        more = more[:at_] + starts + more[at_ + len(starts):]
    whole = b'II*\0' + struct.pack('<IH', 8, len(tags)) + entries + struct.pack('<I', 0) + more + data
    with open(path, 'wb') as f:
        f.write(whole[:cut] if cut else whole)


# --- ground ---------------------------------------------------------------------------------------------------------

# reflectance in ten thousandths: blue, green, red, near infrared, short-wave infrared
KINDS = {'wood': (600, 750, 500, 2800, 1300), 'meadow': (800, 1050, 800, 3300, 2100), 'field': (1200, 1450, 1700, 2400, 2900), 'bare': (1500, 1800, 2200, 2700, 3400),
         'stone': (1400, 1500, 1600, 1900, 2100), 'roof': (2300, 2500, 2700, 3000, 3100)}


class Ground:
    """Half-pixel cells, so that an image may be displaced by halves: fields, roads, houses; five bands."""

    def __init__(self, side, seed=5, edge=8):
        r = random.Random(seed)
        self.edge, self.n = 2 * edge, 2 * side + 4 * edge
        self.side = side
        n = self.n
        self.cell = [[float(v)] * (n * n) for v in KINDS['meadow']]
        for _ in range(n * n // 1200):
            self.fill(r.randrange(n), r.randrange(n), r.randrange(14, 60), r.randrange(14, 60), r.choice(('wood', 'meadow', 'field', 'bare')), r.uniform(0.85, 1.15))
        for _ in range(6):
            at = r.randrange(n)
            self.fill(*((at, 0, 3, n) if r.random() < 0.5 else (0, at, n, 3)), 'stone', 1)
        for _ in range(n * n // 900):
            self.fill(r.randrange(n), r.randrange(n), r.randrange(3, 8), r.randrange(3, 8), 'roof', r.uniform(0.8, 1.2))

    def fill(self, x, y, w, h, kind, times):
        for k, c in enumerate(self.cell):
            v = KINDS[kind][k] * times
            for j in range(y, min(self.n, y + h)):
                for i in range(x, min(self.n, x + w)):
                    c[j * self.n + i] = v

    def put(self, x, y, w, h, kind):
        """In pixels of an image that is not displaced."""
        self.fill(self.edge + 2 * x, self.edge + 2 * y, 2 * w, 2 * h, kind, 1)

    def image(self, seed, gain=1.0, offset=0.0, noise=40.0, dx=0.0, dy=0.0, width=None, height=None):
        """What is at (x, y) of the undisplaced image is seen at (x + dx, y + dy)."""
        r, n = random.Random(seed), self.n
        left, top = self.edge - round(2 * dx), self.edge - round(2 * dy)
        out = []
        for c in self.cell:
            b = []
            for y in range(height or self.side):
                row = (top + 2 * y) * n + left
                for x in range(width or self.side):
                    i = row + 2 * x
                    b.append(gain * (c[i] + c[i + 1] + c[i + n] + c[i + n + 1]) / 4 + offset + r.gauss(0, noise))
            out.append(b)
        return out


def whole(bands, low=1, high=65535):
    return [[min(high, max(low, round(v))) for v in b] for b in bands]


def paint(bands, width, x, y, w, h, value, seed=0):
    r = random.Random(seed)
    for k, b in enumerate(bands):
        for j in range(y, y + h):
            for i in range(x, x + w):
                b[j * width + i] = value[k] + r.gauss(0, 60)


S2 = ('B02', 'B03', 'B04', 'B08', 'B11')
PLACES = ((30, 40, 14, 10), (110, 120, 20, 16))  # two halls: x, y, width, height


def pair():
    """Two Sentinel-2-like folders of a place: the later one displaced by (1.5, -1) pixels and under other light, with two halls built and a cloud."""
    import os
    g = Ground(200)
    for name in ('before', 'after'):
        os.makedirs(name, exist_ok=True)
    for k, b in enumerate(whole(g.image(1))):
        tiff('before/T52TDK_20170501T021601_%s.tif' % S2[k], [b], 200)
    for p in PLACES:
        g.put(*p, 'roof')
    after = g.image(2, 1.1, 60, dx=1.5, dy=-1)
    paint(after, 200, 20, 130, 46, 40, (6000, 6100, 6100, 6300, 5200))
    for k, b in enumerate(whole(after)):
        tiff('after/T52TDK_20190503T021601_%s.tif' % S2[k], [b], 200)
    with open('site.geojson', 'w') as f:
        f.write('{"type": "Polygon", "coordinates": [[[127.8175, 40.635], [127.83, 40.635], [127.83, 40.643], [127.8175, 40.643], [127.8175, 40.635]]]}\n')


if __name__ == '__main__':
    {'pair': pair}[sys.argv[1]]()
