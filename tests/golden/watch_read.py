"""Reads what tests look at, by plain means: TIFFs as onus writes them (and labels like them), 8-bit BMPs."""
import struct
import zlib


def tiff(path):
    """width, height, values of the first band, a word on what it is."""
    data = open(path, 'rb').read()
    order = '<' if data[:2] == b'II' else '>'
    big = struct.unpack(order + 'H', data[2:4])[0] == 43
    at = struct.unpack(order + ('Q' if big else 'I'), data[8:16] if big else data[4:8])[0]
    n = struct.unpack(order + ('Q' if big else 'H'), data[at:at + (8 if big else 2)])[0]
    at += 8 if big else 2
    tags, size = {}, {1: 1, 2: 1, 3: 2, 4: 4, 11: 4, 12: 8, 16: 8}
    for i in range(n):
        e = data[at + i * (20 if big else 12):][:20 if big else 12]
        tag, kind, count = struct.unpack(order + ('HHQ' if big else 'HHI'), e[:12 if big else 8])
        value = e[12:] if big else e[8:]
        if kind not in size:
            continue
        length = size[kind] * count
        if length > len(value):
            where = struct.unpack(order + ('Q' if big else 'I'), value)[0]
            value = data[where:where + length]
        tags[tag] = struct.unpack('%s%d%s' % (order, count, {1: 'B', 2: 'B', 3: 'H', 4: 'I', 11: 'f', 12: 'd', 16: 'Q'}[kind]), value[:length])
    w, h, bits, pack = tags[256][0], tags[257][0], tags[258][0], tags.get(259, (1,))[0]
    number = {(8, 1): 'B', (16, 1): 'H', (32, 3): 'f'}[bits, tags.get(339, (1,))[0]]
    tiled = 322 in tags
    tw, th = (tags[322][0], tags[323][0]) if tiled else (w, tags.get(278, (h,))[0])
    starts, lengths = (tags[324], tags[325]) if tiled else (tags[273], tags[279])
    out, across = [0] * (w * h), (w + tw - 1) // tw
    for i, (start, length) in enumerate(zip(starts, lengths)):
        x, y = i % across * tw, i // across * th
        rows = min(th, h - y)
        block = data[start:start + length]
        block = zlib.decompress(block) if pack in (8, 32946) else block
        step = struct.calcsize(number)
        values = struct.unpack('%s%d%s' % (order, len(block) // step, number), block[:len(block) // step * step])
        if tags.get(317, (1,))[0] == 2:
            raise SystemExit(path + ': a predictor is not read')
        for r in range(rows):
            m = min(tw, w - x)
            out[(y + r) * w + x:(y + r) * w + x + m] = values[r * tw:r * tw + m]
    return w, h, out, '%d bits, %s, %s' % (bits, 'packed' if pack != 1 else 'plain', 'in its place' if 33922 in tags or 34264 in tags else 'nowhere')


def bmp(path):
    """width, height, palette's indices (or the first channel), from the upper left."""
    data = open(path, 'rb').read()
    start, = struct.unpack('<I', data[10:14])
    w, h, _, bits, packed = struct.unpack('<iiHHI', data[18:34])
    if data[:2] != b'BM' or packed or bits not in (8, 24):
        raise SystemExit(path + ': a plain BMP of 8 or 24 bits is expected')
    step, each = (w * bits // 8 + 3) // 4 * 4, bits // 8
    rows = [data[start + y * step:start + y * step + w * each:each] for y in range(abs(h))]
    return w, abs(h), list(b''.join(rows[::-1] if h > 0 else rows))
