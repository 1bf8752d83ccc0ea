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


def tiff(path, bands, width, code='H', at=(400000, 4500000), step=(10, 10), epsg=32652, matrix=None, nodata=None, photometric=1, cut=None, palette=None, claim=None):
    """claim: a width and height that are said, with a strip that is not there. One strip, bands one behind the other; place and CRS by GeoTIFF keys where epsg is given."""
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
    if claim:
        tags = [t for t in tags if t[0] not in (256, 257, 278, 279)] + [(256, 4, [claim[0]]), (257, 4, [claim[1]]), (278, 4, [claim[1]]), (279, 4, [0] * n)]
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
    starts = packed('I', [0 if claim else start + k * (len(data) // n) for k in range(n)])
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
        self.rough, self.r = [1.0] * (n * n), r  # how noisy it is, from field to field
        for _ in range(n * n // 1200):
            self.fill(r.randrange(n), r.randrange(n), r.randrange(14, 60), r.randrange(14, 60), r.choice(('wood', 'meadow', 'field', 'bare')), r.uniform(0.85, 1.15))
        for _ in range(6):
            at = r.randrange(n)
            self.fill(*((at, 0, 3, n) if r.random() < 0.5 else (0, at, n, 3)), 'stone', 1)
        for _ in range(n * n // 900):
            self.fill(r.randrange(n), r.randrange(n), r.randrange(3, 8), r.randrange(3, 8), 'roof', r.uniform(0.8, 1.2))

    def fill(self, x, y, w, h, kind, times):
        rough = math.exp(self.r.gauss(0, 0.15))
        for j in range(y, min(self.n, y + h)):
            for i in range(x, min(self.n, x + w)):
                self.rough[j * self.n + i] = rough
        for k, c in enumerate(self.cell):
            v = KINDS[kind][k] * times
            for j in range(y, min(self.n, y + h)):
                for i in range(x, min(self.n, x + w)):
                    c[j * self.n + i] = v

    def put(self, x, y, w, h, kind):
        """In pixels of an image that is not displaced."""
        self.fill(self.edge + 2 * x, self.edge + 2 * y, 2 * w, 2 * h, kind, 1)

    def image(self, seed, gain=1.0, offset=0.0, noise=0.03, dx=0.0, dy=0.0, width=None, height=None):
        """What is at (x, y) of the undisplaced image is seen at (x + dx, y + dy). noise: as a share of what is seen."""
        r, n = random.Random(seed), self.n
        left, top = self.edge - round(2 * dx), self.edge - round(2 * dy)
        out = []
        for c in self.cell:
            b = []
            for y in range(height or self.side):
                row = (top + 2 * y) * n + left
                for x in range(width or self.side):
                    i = row + 2 * x
                    v = (c[i] + c[i + 1] + c[i + n] + c[i + n + 1]) / 4
                    b.append(gain * v * r.gauss(1, noise * self.rough[i]) + offset)
            out.append(b)
        return out

    def seen(self, seed, place, width, height, noise=0.03):
        """Another grid: place(x, y) gives the undisplaced image's pixel coordinates of a point; each pixel is the mean of 4 × 4 points."""
        r, n = random.Random(seed), self.n
        out = [[] for _ in self.cell]
        for y in range(height):
            for x in range(width):
                at = []
                for k in range(16):
                    u, v = place(x + (k % 4 + 0.5) / 4, y + (k // 4 + 0.5) / 4)
                    at.append(min(n - 1, max(0, math.floor(self.edge + 2 * v))) * n + min(n - 1, max(0, math.floor(self.edge + 2 * u))))
                for k, c in enumerate(self.cell):
                    out[k].append(sum(c[i] for i in at) / 16 * r.gauss(1, noise * self.rough[at[0]]))
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
    """Two Sentinel-2-like folders of a place: the later one displaced by (1.5, -1) pixels and under other light, with two halls built and a cloud. A third
    of another year shows a third of the ground."""
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
    os.makedirs('part', exist_ok=True)
    for k, b in enumerate(whole(g.seen(3, lambda x, y: (x + 90, y + 80), 110, 120))):
        tiff('part/T52TDK_20200503T021601_%s.tif' % S2[k], [b], 110, at=(400900, 4499200))
    with open('site.geojson', 'w') as f:
        f.write('{"type": "Polygon", "coordinates": [[[127.8175, 40.635], [127.83, 40.635], [127.83, 40.643], [127.8175, 40.643], [127.8175, 40.635]]]}\n')


def bad():
    """Two plain images of three bands, "one" and "two", and what goes wrong with such: names say it."""
    import os
    w = 96
    g, nan = Ground(w, 9), float('nan')
    one, two = whole(g.image(1)[1:4]), whole(g.image(2)[1:4])
    flat, nothing = [1000] * (w * w), [0] * (w * w)
    envi('one', one, w)
    envi('two', two, w)
    tiff('one.tif', one, w)
    tiff('two.tif', two, w)
    tiff('cut.tif', two, w, cut=30000)
    tiff('head.tif', two, w, cut=90)
    envi('short', two, w)
    os.truncate('short', 20000)
    for d in '12':
        tiff('wide%s.tif' % d, [[1]], 1, code='B', at=None, epsg=None, claim=(2147483647, 1))
        tiff('vast%s.tif' % d, [[1]], 1, code='B', claim=(100000, 100000))
    open('empty.tif', 'w').close()
    open('text.tif', 'w').write('no raster\n')
    os.makedirs('sizes', exist_ok=True)
    tiff('sizes/a_B03.tif', two[:1], w)
    tiff('sizes/a_B04.tif', [two[1][:w * (w - 20)]], w)
    os.makedirs('bare', exist_ok=True)
    open('bare/readme.txt', 'w').write('no rasters\n')
    os.makedirs('nowhere_sizes', exist_ok=True)
    tiff('nowhere_sizes/a_B03.tif', two[:1], w, at=None, epsg=None)
    tiff('nowhere_sizes/a_B04.tif', [two[1][:w * (w - 20)]], w, at=None, epsg=None)
    tiff('flat.tif', [two[0], flat, two[2]], w)
    tiff('flat1.tif', [flat], w)
    tiff('flat1b.tif', [flat], w)
    tiff('zero.tif', [nothing] * 3, w)
    tiff('nodata.tif', [[7] * (w * w)] * 3, w, nodata=7)
    tiff('nan.tif', [[nan] * (w * w)] * 3, w, code='f')
    tiff('nanband.tif', [[float(v) for v in two[0]], [nan] * (w * w), [float(v) for v in two[2]]], w, code='f')
    tiff('huge.tif', [[v * 1e36 for v in b] for b in two], w, code='d')
    tiff('over.tif', [[v * 1e50 for v in b] for b in two], w, code='d')
    tiff('large1.tif', [[v * 1e34 for v in b] for b in one], w, code='f')
    tiff('large2.tif', [[v * 1e34 for v in b] for b in two], w, code='f')
    tiff('tiny1.tif', [[v * 1e-42 for v in b] for b in one], w, code='d')
    tiff('tiny2.tif', [[v * 1e-42 for v in b] for b in two], w, code='d')
    tiff('minus1.tif', [[v - 30000 for v in b] for b in one], w, code='h')
    tiff('minus2.tif', [[v - 30000 for v in b] for b in two], w, code='h')
    tiff('int1.tif', [[v * 400000 for v in b] for b in one], w, code='i')
    tiff('int2.tif', [[v * 400000 for v in b] for b in two], w, code='I')
    tiff('spike.tif', [[1e30 if i == 5000 else float(v) for i, v in enumerate(b)] for b in two], w, code='f')
    tiff('far.tif', two, w, at=(700000, 5000000))
    tiff('nowhere1.tif', one, w, at=None, epsg=None)
    tiff('nowhere2.tif', two, w, at=None, epsg=None)
    tiff('elsewhere.tif', whole(Ground(w, 77).image(3)[1:4]), w, at=None, epsg=None)
    tiff('nocrs.tif', two, w, epsg=None)
    # where the corners of 200 pixels of UTM's grid lie
    (a, b), (c, d), (e, f) = (127.8173003773, 40.6447996495), (127.8409497201, 40.6450394676), (127.8176182552, 40.6267858762)
    right, down = ((c - a) / 200, (d - b) / 200), ((e - a) / 200, (f - b) / 200)
    unit = right[0] * down[1] - right[1] * down[0]
    corner, step = (127.8172, 40.6449), (0.000118, 0.00009)

    def degrees(x, y):
        lon, lat = corner[0] + step[0] * x - a, corner[1] - step[1] * y - b
        return (lon * down[1] - lat * down[0]) / unit, (right[0] * lat - right[1] * lon) / unit

    tiff('degrees.tif', whole(g.seen(3, degrees, w, w)[1:4]), w, at=corner, step=step, epsg=4326)
    # a step to the right goes 8 m east and 6 m north, one down 6 m east and 8 m south
    tiff('turned.tif', whole(g.seen(3, lambda x, y: (-20 + 0.8 * x + 0.6 * y, 40 - 0.6 * x + 0.8 * y), w, w)[1:4]), w,
         matrix=[8, 6, 0, 399800, 6, -8, 0, 4499600] + [0] * 7 + [1])
    tiff('flatmatrix.tif', two, w, matrix=[0, 0, 0, 400000, 0, 0, 0, 4500000] + [0] * 7 + [1])
    tiff('coarse.tif', whole(g.seen(3, lambda x, y: (2 * x - 3, 2 * y - 3), 51, 51)[1:4]), 51, step=(20, 20), at=(399970, 4500030))
    tiff('two_bands.tif', two[:2], w)
    tiff('single1.tif', one[:1], w)
    tiff('single2.tif', two[:1], w)
    tiff('alike1.tif', [one[0], one[0], one[2]], w)
    tiff('alike2.tif', [two[0], two[0], two[2]], w)
    tiff('gain.tif', [[2 * v + 7 for v in b] for b in one], w, code='H')
    r = random.Random(3)
    for n in (64, 70):
        for d in (1, 2):
            tiff('n%d_%d.tif' % (n, d), [[min(65535, max(1, round(v + r.gauss(0, 50)))) for v in (one, two)[d - 1][k % 3]] for k in range(n)], w)
    for k, (x, y) in enumerate(((1, 1), (8, 8), (1, 1000), (1000, 1), (40, 40))):
        for d in (1, 2):
            tiff('s%dx%d_%d.tif' % (x, y, d), [[1000 + r.randrange(500) for _ in range(x * y)]], x)
    tiff('palette.tif', [[v >> 5 & 255 for v in two[0]]], w, code='B', photometric=3, palette=[i * 257 for i in range(256)] + [65535 - i * 257 for i in range(256)] + [0] * 256)
    tiff('greys.tif', [[v >> 5 & 255 for v in one[0]]], w, code='B', photometric=3, palette=[i * 257 for i in range(256)] * 3)
    envi('two_20010101', two, w)
    envi('one_20020101', one, w)
    for name, day in (('m1', '2002-05-05'), ('m2', '2001-05-05')):
        os.makedirs(name, exist_ok=True)
        tiff(name + '/a.tif', one if name == 'm1' else two, w)
        open(name + '/dates.txt', 'w').write('date: %s\n' % day)
    os.makedirs('odd', exist_ok=True)
    tiff('odd/a b\nc\x1b[31md\u00e9.tif', two, w)
    tiff('odd/cut \x1b[31m.tif', two, w, cut=30000)
    for name, text in (('open', '{"type": "Polygon", "coordinates": [[[127.8, 40.6], [127.9, 40.6], [127.9, 40.7]]]}'), ('point', '{"type": "Point", "coordinates": [127.82, 40.64]}'),
                       ('cut', '{"type": "Polygon", "coord'), ('metres', '{"type": "Polygon", "coordinates": [[[400000, 4500000], [400100, 4500000], [400100, 4499000], [400000, 4500000]]]}'),
                       ('dot', '{"type": "Polygon", "coordinates": [[[127.8200, 40.6420], [127.82001, 40.6420], [127.82001, 40.64201], [127.8200, 40.6420]]]}')):
        open(name + '.geojson', 'w').write(text)


# --- series ---------------------------------------------------------------------------------------------------------

RADAR_CHANGE = (70, 30, 24, 18)


def radar():
    """Six dates of two channels with speckle of 4.4 looks; from the fourth on a place is six times as bright. And what is not right: in decibels, with zeros, a date twice."""
    w, looks = 128, 4.4
    g, r = Ground(w, 21), random.Random(22)
    even = [[v / 3000 for v in b] for b in g.image(0, noise=0)[2:4]]
    x, y, width, height = RADAR_CHANGE
    for d in range(6):
        bands = [[v * r.gammavariate(looks, 1 / looks) for v in b] for b in even]
        for b in bands if d > 2 else []:
            for j in range(y, y + height):
                for i in range(x, x + width):
                    b[j * w + i] *= 6
        name = 's1_2020%02d06' % (d + 1)
        envi(name, bands, w, code='f', names=['VV', 'VH'])
        if d < 2:
            envi('db_2020%02d06' % (d + 1), [[10 * math.log10(v) for v in b] for b in bands], w, code='f', names=['VV', 'VH'])
            envi('zero_2020%02d06' % (d + 1), [[0.0 if k < 3000 else v for k, v in enumerate(b)] for b in bands], w, code='f', names=['VV', 'VH'])
            envi('twice%d_20200106' % (d + 1), bands, w, code='f', names=['VV', 'VH'])
            envi('few_2020%02d06' % (d + 1), [b[:16 * 16] for b in bands], 16, code='f', names=['VV', 'VH'])


SERIES_CHANGE, SERIES_BREAK = (40, 20, 12, 10), 15


def days():
    import datetime
    return [datetime.date(2017, 1, 11) + datetime.timedelta(days=46 * k + (k * 7) % 11) for k in range(24)]


def series():
    """24 dates over three years of red and near infrared with a rhythm of the year; from the 16th on a place has lost its growth; one date in cloud here and there."""
    w = 96
    g, r = Ground(w, 31), random.Random(32)
    x, y, width, height = SERIES_CHANGE
    g.put(x - 2, y - 2, width + 4, height + 4, 'wood')
    base = g.image(0, noise=0)
    for k, day in enumerate(days()):
        wave = math.sin(2 * math.pi * (day.timetuple().tm_yday - 100) / 365.25)
        red = [v * (1 - 0.12 * wave) * r.gauss(1, 0.03) for v in base[2]]
        nir = [v * (1 + 0.15 * wave) * r.gauss(1, 0.03) for v in base[3]]
        for j in range(y, y + height):
            for i in range(x, x + width):
                if k >= SERIES_BREAK:
                    red[j * w + i] = 2300 * r.gauss(1, 0.03)
                    nir[j * w + i] = 2500 * r.gauss(1, 0.03)
        if k in (4, 11):
            for j in range(50, 80):
                for i in range(5, 35):
                    red[j * w + i] = nir[j * w + i] = 9000 * r.gauss(1, 0.02)
        envi('l_%s' % day.strftime('%Y%m%d'), whole([red, nir]), w, names=['Red', 'NIR'])


if __name__ == '__main__':
    {'pair': pair, 'bad': bad, 'radar': radar, 'series': series}[sys.argv[1]]()
