#!/usr/bin/env python3
"""Writes the corpus of fuzz_raster_lies: what a child says of two rasters, honestly and not. tests/fuzz/make_raster_lies.py FOLDER"""
import pathlib
import struct
import sys

NAN, INF = float('nan'), float('inf')


def said_file(given=0, width=4, height=3, block=(4, 1), first=0, n=2, transform=(1, 0), crs=1, numbers=(0, 1, 0, 0, 0, -1), driver=b'GTiff', date=b'', written=b''):
    return struct.pack('<9I4x6d32s32s32s', given, width, height, *block, first, n, transform[0], crs, *numbers, driver, date, written)


def said_band(file=0, number=1, nodata=0, micrometres=0.5, most=255.0, name=b'B02', kind=b'Byte'):
    return struct.pack('<4I3d256s16s', file, number, nodata, 1, micrometres, 0.0, most, name, kind)


def says(files=1, bands=2, lengths=bytes(4), file=(said_file(),), band=(said_band(), said_band(number=2)), crs=b'GEOGCRS["x"]', answers=b''):
    out = struct.pack('<HH', files, bands) + lengths
    out += b''.join(file).ljust(2 * len(said_file()), b'\0') + b''.join(band).ljust(3 * len(said_band()), b'\0')
    return out + crs.ljust(64, b'\0') + answers


def answer(**changed):
    """XOR of the first six numbers of an answer."""
    names = ['what', 'serial', 'good', 'file', 'band', 'text']
    return b''.join(struct.pack('<I', changed.get(k, 0) & 0xFFFFFFFF) for k in names)


two = (said_file(n=1), said_file(given=1, first=1, n=1))
INPUTS = {
    'honest': says(), 'honest_two': says(files=2, file=two, band=(said_band(), said_band(file=1))),
    'nothing': b'', 'no_files': says(files=0), 'no_bands': says(bands=0), 'files_65': says(files=65), 'bands_65535': says(bands=65535),
    'given_2': says(file=(said_file(given=2),)), 'given_max': says(file=(said_file(given=0xFFFFFFFF),)),
    'width_0': says(file=(said_file(width=0),)), 'width_max': says(file=(said_file(width=0xFFFFFFFF),)), 'block_0': says(file=(said_file(block=(0, 1)),)),
    'first_behind': says(file=(said_file(first=3),)), 'n_behind': says(file=(said_file(n=3),)), 'first_over': says(file=(said_file(first=0xFFFFFFFF, n=2),)),
    'band_elsewhere': says(files=2, file=two), 'band_file_2': says(band=(said_band(file=2),)), 'band_0': says(band=(said_band(number=0),)),
    'band_nan': says(band=(said_band(most=NAN), said_band())), 'band_inf': says(band=(said_band(micrometres=INF), said_band())),
    'transform_nan': says(file=(said_file(numbers=(NAN, 1, 0, 0, 0, -1)),)), 'driver_long': says(file=(said_file(driver=b'x' * 32),)),
    'driver_escape': says(file=(said_file(driver=b'\x1b[31m'),)), 'date_long': says(file=(said_file(date=b'2' * 32),)),
    'written_escape': says(file=(said_file(written=b'\x1b[31m'),)),
    'name_long': says(band=(said_band(name=b'\xc3' * 256), said_band())), 'name_escape': says(band=(said_band(name=b'a\x1b]0;b\x07'), said_band())),
    'name_c1': says(band=(said_band(name=b'\xc2\x9b31m'), said_band())), 'name_surrogate': says(band=(said_band(name=b'\xed\xa0\x80'), said_band())),
    'crs_endless': says(lengths=b'\0\0\0\1', crs=b'x' * 64), 'crs_escape': says(crs=b'GEOGCRS["\x1b[2J"]'),
    'answer_long': says(lengths=b'\2\0\0\0'), 'answer_short': says(lengths=b'\4\0\0\0'), 'answer_short_later': says(lengths=b'\0\4\0\0'),
    'open_refused': says(answers=struct.pack('<II', 0, 0) + answer(good=1)), 'open_other': says(answers=struct.pack('<II', 1, 0)),
    'serial_other': says(answers=bytes(8) + answer(serial=5)), 'refused': says(answers=bytes(8) + answer(good=1, text=0x1b1b1b1b)),
    'refused_file': says(answers=bytes(8) + answer(good=1, file=0xFFFFFFFE)), 'refused_far': says(answers=bytes(8) + answer(good=1, file=0x80000000, band=0x12345678)),
}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in INPUTS.items():
        (folder / name).write_bytes(data.rstrip(b'\0'))
    print(f'{len(INPUTS)} inputs')


main()
