#!/usr/bin/env python3
"""Writes the corpus of fuzz_raster: small rasters, whole and broken. All of it is made here, byte by byte.

tests/fuzz/make_raster.py FOLDER. An input is one file, or several in a container: lines "@NAME LENGTH", each with LENGTH bytes behind it.
"""
import pathlib
import struct
import sys
import zlib


def entry(tag, kind, count, value):
    size = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 12: 8, 16: 8}.get(kind, 1)
    if isinstance(value, bytes):
        return struct.pack('<HHI', tag, kind, count) + value[:4].ljust(4, b'\0')
    if size == 2 and count == 1:
        return struct.pack('<HHIHH', tag, kind, count, value & 0xFFFF, 0)
    return struct.pack('<HHII', tag, kind, count, value & 0xFFFFFFFF)


def tiff(pixels=b'\x01\x02\x03\x04', width=2, height=2, bits=8, extra=(), following=0, behind=b'', **changed):
    """One strip behind the directory; changed: tag_N = (kind, count, value) or None."""
    tags = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, bits), 259: (3, 1, 1), 262: (3, 1, 1), 273: (4, 1, 0), 277: (3, 1, 1),
            278: (4, 1, height), 279: (4, 1, len(pixels)), 339: (3, 1, 1)}
    for name, value in changed.items():
        tags[int(name[4:])] = value
    tags |= dict(extra)
    tags = {k: v for k, v in sorted(tags.items()) if v is not None}
    data = 8 + 2 + 12 * len(tags) + 4
    if tags.get(273) == (4, 1, 0):
        tags[273] = (4, 1, data)
    out = b'II*\0' + struct.pack('<IH', 8, len(tags))
    for tag, (kind, count, value) in tags.items():
        out += entry(tag, kind, count, value)
    return out + struct.pack('<I', following) + pixels + behind


def envi(**changed):
    fields = {'samples': 2, 'lines': 2, 'bands': 1, 'header offset': 0, 'data type': 1, 'interleave': 'bsq', 'byte order': 0} | changed
    return ('ENVI\n' + ''.join(f'{k.replace("_", " ")} = {v}\n' for k, v in fields.items() if v is not None)).encode()


def box(**files):
    return b''.join(f'@{name} {len(data)}\n'.encode() + data for name, data in files.items())


def both(header, data=b'\x01\x02\x03\x04', name='in', ending='.hdr'):
    return box(**{name: data, name + ending: header})


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(width=2, height=2, bits=8, colour=0, data=None, kind_after=b''):
    if data is None:
        data = zlib.compress(b''.join(b'\0' + bytes(width) for _ in range(height)))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, bits, colour, 0, 0, 0)) + kind_after + chunk(b'IDAT', data) + chunk(b'IEND', b'')


def bmp(width=2, height=2, bits=8, offset=1078, size=None, data=b'\1\2\0\0\3\4\0\0', packed=0):
    body = struct.pack('<IiiHHIIiiII', 40, width, height, 1, bits, packed, 0, 0, 0, 0, 0) + bytes(1024) + data
    return b'BM' + struct.pack('<IHHI', size or 14 + len(body), 0, 0, offset) + body


def jp2_box(kind, data):
    return struct.pack('>I', 8 + len(data)) + kind + data


def codestream(width=2, height=2, tile=(2, 2), parts=1, bits=7, tail=b''):
    siz = struct.pack('>HIIIIIIIIH', 0, width, height, 0, 0, tile[0], tile[1], 0, 0, parts) + bytes([bits, 1, 1]) * min(parts, 100)
    return b'\xff\x4f\xff\x51' + struct.pack('>H', 2 + len(siz)) + siz + b'\xff\x52\0\x0c\0\0\0\1\0\1\4\4\0\1' + b'\xff\x5c\0\4\x40\x40' + tail


def jp2(**kw):
    ihdr = struct.pack('>IIHBBBB', kw.get('height', 2), kw.get('width', 2), 1, 7, 7, 0, 0)
    return (jp2_box(b'jP  ', b'\r\n\x87\n') + jp2_box(b'ftyp', b'jp2 \0\0\0\0jp2 ') +
            jp2_box(b'jp2h', jp2_box(b'ihdr', ihdr) + jp2_box(b'colr', b'\1\0\0\0\0\0\x11')) + jp2_box(b'jp2c', codestream(**kw)))


MAX = 0x7FFFFFFF
ASCII = 2


def with_text(tag, words):
    plain = tiff(extra={tag: (ASCII, len(words), 0)})
    return tiff(extra={tag: (ASCII, len(words), len(plain))}) + words


GEO = struct.pack('<16H', 1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32651)


def geotiff(keys):
    plain = tiff(extra={34735: (3, len(keys) // 2, 0)})
    return tiff(extra={34735: (3, len(keys) // 2, len(plain))}) + keys


VRT = b'<VRTDataset rasterXSize="2" rasterYSize="2"><VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename>%s</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>'
RAW_VRT = (b'<VRTDataset rasterXSize="2" rasterYSize="2"><VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand">'
           b'<SourceFilename relativetoVRT="0">/etc/passwd</SourceFilename><ImageOffset>0</ImageOffset></VRTRasterBand></VRTDataset>')

INPUTS = {
    # TIFF
    'tiff_good': tiff(),
    'tiff_geo': geotiff(GEO),
    'tiff_geo_nonsense': geotiff(struct.pack('<16H', 1, 1, 0, 65535, 1024, 0, 1, 1, 1025, 34737, 65535, 65535, 3072, 34736, 1, 65535)),
    'tiff_empty': b'',
    'tiff_header_only': b'II*\0\x08\0\0\0',
    'tiff_offset_behind_end': b'II*\0\xff\xff\xff\x7f',
    'tiff_cut': tiff()[:-1],
    'tiff_cut_directory': tiff()[:40],
    'tiff_cycle': tiff(following=8),
    'tiff_wide': tiff(width=MAX, height=1),
    'tiff_vast': tiff(width=MAX, height=MAX),
    'tiff_vast_strip': tiff(width=65535, height=65535, tag_279=(4, 1, 0xFFFFFFFF)),
    'tiff_vast_sparse': tiff(width=MAX, height=MAX, tag_273=None, tag_279=None),
    'tiff_no_size': tiff(width=0, height=0),
    'tiff_bands_65535': tiff(tag_277=(3, 1, 65535)),
    'tiff_bits_odd': tiff(bits=7),
    'tiff_bits_65535': tiff(bits=65535),
    'tiff_float24': tiff(bits=24, tag_339=(3, 1, 3), pixels=bytes(12)),
    'tiff_complex': tiff(bits=64, tag_339=(3, 1, 6), pixels=bytes(32)),
    'tiff_format_99': tiff(tag_339=(3, 1, 99)),
    'tiff_packed_unknown': tiff(tag_259=(3, 1, 12345)),
    'tiff_jpeg': tiff(tag_259=(3, 1, 7)),
    'tiff_old_jpeg': tiff(tag_259=(3, 1, 6)),
    'tiff_lzw_rubbish': tiff(tag_259=(3, 1, 5), pixels=b'\x80\xff\xff\xff\xff\xff'),
    'tiff_deflate_rubbish': tiff(tag_259=(3, 1, 8), pixels=b'x\x9c\xff\xff\xff\xff'),
    'tiff_deflate_short': tiff(tag_259=(3, 1, 8), pixels=zlib.compress(b'\1')),
    'tiff_deflate_bomb': tiff(width=20000, height=20000, tag_259=(3, 1, 8), pixels=zlib.compress(bytes(1 << 20), 9)),
    'tiff_packbits': tiff(tag_259=(3, 1, 32773), pixels=b'\x81\0'),
    'tiff_ccitt': tiff(bits=1, tag_259=(3, 1, 4), pixels=b'\0\1\2\3'),
    'tiff_lerc': tiff(tag_259=(3, 1, 34887)),
    'tiff_zstd': tiff(tag_259=(3, 1, 50000)),
    'tiff_webp': tiff(tag_259=(3, 1, 50001)),
    'tiff_jxl': tiff(tag_259=(3, 1, 50002)),
    'tiff_tile_wrong': tiff(tag_322=(3, 1, 3), tag_323=(3, 1, 5), tag_324=(4, 1, 8), tag_325=(4, 1, 4), tag_273=None, tag_278=None, tag_279=None),
    'tiff_tile_0': tiff(tag_322=(4, 1, 0), tag_323=(4, 1, 0), tag_324=(4, 1, 8), tag_325=(4, 1, 4), tag_273=None, tag_278=None, tag_279=None),
    'tiff_tile_vast': tiff(tag_322=(4, 1, MAX - 15), tag_323=(4, 1, MAX - 15), tag_324=(4, 1, 8), tag_325=(4, 1, 4), tag_273=None, tag_278=None, tag_279=None),
    'tiff_rows_0': tiff(tag_278=(4, 1, 0)),
    'tiff_strip_count': tiff(tag_273=(4, 0x10000000, 8)),
    'tiff_strip_negative': tiff(tag_273=(4, 1, 0xFFFFFFFE)),
    'tiff_no_tags': b'II*\0\x08\0\0\0\0\0\0\0\0\0',
    'tiff_tags_65535': b'II*\0\x08\0\0\0\xff\xff' + bytes(100),
    'tiff_nodata_nan': with_text(42113, b'nan\0'),
    'tiff_nodata_long': with_text(42113, b'9' * 5000),
    'tiff_nodata_words': with_text(42113, b'none\0'),
    'tiff_metadata_deep': with_text(42112, b'<GDALMetadata>' + b'<Item name="a">' * 3000 + b'\0'),
    'tiff_metadata_scale': with_text(42112, b'<GDALMetadata><Item name="SCALE" sample="0" role="scale">1e308</Item><Item name="OFFSET" sample="0" role="offset">nan</Item></GDALMetadata>\0'),
    'tiff_metadata_bits': with_text(42112, b'<GDALMetadata><Item name="NBITS" domain="IMAGE_STRUCTURE" sample="0">-5</Item></GDALMetadata>\0'),
    'tiff_metadata_date': with_text(42112, b'<GDALMetadata><Item name="ACQUISITIONDATETIME" domain="IMAGERY">2016-13-99T99:99:99</Item></GDALMetadata>\0'),
    'tiff_metadata_bytes': with_text(42112, b'<GDALMetadata><Item name="DESCRIPTION" sample="0" role="description">\xff\xfe\x1b[31m\xc3</Item></GDALMetadata>\0'),
    'tiff_big': b'II+\0\x08\0\0\0' + struct.pack('<Q', 16) + struct.pack('<Q', 0xFFFFFFFFFFFFFFFF),
    'tiff_big_end': b'MM\0*\0\0\0\x08\0\0\0\0\0\0',
    'tiff_palette': tiff(tag_262=(3, 1, 3), tag_320=(3, 768, 8)),
    'tiff_ycc': tiff(tag_262=(3, 1, 6)),
    'tiff_overview': box(**{'in.tif': tiff(width=4, height=4, pixels=bytes(16)), 'in.tif.ovr': tiff(tag_254=(4, 1, 1))}),
    'tiff_overview_cycle': box(**{'in.tif': tiff(width=4, height=4, pixels=bytes(16)), 'in.tif.ovr': tiff(following=8, tag_254=(4, 1, 1))}),
    'tiff_mask_other_size': box(**{'in.tif': tiff(width=4, height=4, pixels=bytes(16)), 'in.tif.msk': tiff()}),
    'tiff_aux_rubbish': box(**{'in.tif': tiff(), 'in.tif.aux.xml': b'<PAMDataset><<<'}),
    'tiff_aux_points_out': box(**{'in.tif': tiff(), 'in.tif.aux.xml': b'<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">/etc/passwd</MDI></Metadata>'
                                  b'<SRS>/etc/passwd</SRS></PAMDataset>'}),
    'tiff_world': box(**{'in.tif': tiff(), 'in.tfw': b'nan\n0\n0\ninf\n1e999\n-5\n'}),
    'tiff_world_flat': box(**{'in.tif': tiff(), 'in.tfw': b'0\n0\n0\n0\n0\n0\n'}),
    'tiff_prj_rubbish': box(**{'in.tif': tiff(), 'in.prj': b'PROJCS["' + b'[' * 2000}),
    # ENVI
    'envi_good': both(envi()),
    'envi_short': both(envi(lines=3)),
    'envi_negative': both(envi(samples=-2)),
    'envi_negative_offset': both(envi(header_offset=-4)),
    'envi_huge': both(envi(samples=MAX, lines=MAX, bands=65535)),
    'envi_over': both(envi(samples='99999999999999999999')),
    'envi_offset_behind': both(envi(header_offset='18446744073709551615')),
    'envi_bands_65536': both(envi(bands=65536)),
    'envi_type_99': both(envi(data_type=99)),
    'envi_type_float': both(envi(data_type=4), struct.pack('<4f', float('nan'), float('inf'), -float('inf'), 3e38)),
    'envi_type_double': both(envi(data_type=5), struct.pack('<4d', 1e300, 5e-324, -1e39, 0)),
    'envi_no_interleave': both(envi(interleave=None)),
    'envi_swapped': both(envi(data_type=2, byte_order=1), bytes(8)),
    'envi_points_out': both(envi(file_name='/etc/passwd', spectra_names='{/etc/passwd}')),
    'envi_packed': both(envi(file_compression=1), b'\x1f\x8b\x08\0\0\0\0\0'),
    'envi_nodata_nan': both(envi(data_type=4, data_ignore_value='nan'), bytes(16)),
    'envi_nodata_rubbish': both(envi(data_ignore_value='-1e9999')),
    'envi_map_rubbish': both(envi(map_info='{UTM, 1e400, nan, 500000, 4000000, 0, 0, 999, Nowhere, WGS-84}')),
    'envi_projection_rubbish': both(envi(coordinate_system_string='{PROJCS["' + '(' * 500 + '}')),
    'envi_wavelength_few': both(envi(bands=1, wavelength='{-1, nan, 1e99, ' + '7,' * 500 + '}')),
    'envi_names_open': both(envi(band_names='{one, two')),
    'envi_time': both(envi(acquisition_time='2003-05-04T02:01:00Z')),
    'envi_header_only': box(**{'in.hdr': envi()}),
    'envi_header_empty': both(b'ENVI'),
    'envi_header_zeros': both(b'ENVI\n' + bytes(500)),
    'envi_class': both(envi(file_type='ENVI Classification', classes=100000, class_lookup='{1,2', class_names='{a')),
    'ehdr': box(**{'in.bil': bytes(4), 'in.hdr': b'NROWS 2\nNCOLS 2\nNBANDS 1\nNBITS 8\nLAYOUT BIL\n'}),
    'ehdr_short': box(**{'in.bil': bytes(3), 'in.hdr': b'NROWS 2\nNCOLS 2\nNBANDS 1\nNBITS 8\nLAYOUT BIL\n'}),
    'ehdr_gap': box(**{'in.bil': bytes(4), 'in.hdr': b'NROWS 2\nNCOLS 2\nNBANDS 1\nNBITS 8\nLAYOUT BIL\nSKIPBYTES 1\n'}),
    'ehdr_bits': box(**{'in.bil': bytes(4), 'in.hdr': b'NROWS 2\nNCOLS 2\nNBANDS 1\nNBITS 3\nPIXELTYPE FLOAT\n'}),
    'ehdr_huge': box(**{'in.bil': bytes(4), 'in.hdr': b'NROWS 2147483647\nNCOLS 2147483647\nNBANDS 60000\nSKIPBYTES -1\n'}),
    # JPEG 2000
    'jp2_head': jp2(),
    'jp2_huge': jp2(width=0xFFFFFFFF, height=0xFFFFFFFF, tile=(0xFFFFFFFF, 0xFFFFFFFF)),
    'jp2_parts_16384': jp2(parts=16384),
    'jp2_tile_0': jp2(tile=(0, 0)),
    'jp2_bits_38': jp2(bits=0xA5),
    'jp2_small_tiles': jp2(width=60000, height=60000, tile=(1, 1)),
    'jp2_tail': jp2(tail=b'\xff\x90\0\x0a\0\0\0\0\0\x10\0\1\xff\x93\0\0\xff\xd9'),
    'jp2_rubbish': jp2()[:70] + bytes(range(256)),
    'jp2_no_boxes': codestream(),
    'jp2_box_0': jp2_box(b'jP  ', b'\r\n\x87\n') + b'\0\0\0\1ftyp' + b'\xff' * 8,
    # PNG, JPEG, BMP, PNM, HFA, SRTM
    'png_good': png(),
    'png_bomb': png(30000, 30000, data=zlib.compress(bytes(1 << 20), 9)),
    'png_huge': png(MAX, MAX, data=b''),
    'png_cut': png()[:-16],
    'png_crc': png()[:-20] + b'\0' * 20,
    'png_text_bomb': png(kind_after=chunk(b'zTXt', b'Comment\0\0' + zlib.compress(bytes(1 << 20), 9))),
    'png_bits_3': png(bits=3),
    'png_interlaced': png()[:28] + b'\1' + png()[29:],
    'jpeg_head': b'\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x0b\x08\xff\xff\xff\xff\1\1\x11\0',
    'jpeg_arithmetic': b'\xff\xd8\xff\xc9\0\x0b\x08\0\2\0\2\1\1\x11\0\xff\xda\0\x08\1\1\0\0\x3f\0',
    'jpeg_progressive': b'\xff\xd8\xff\xc2\0\x0b\x08\xff\xff\xff\xff\1\1\x11\0' + b'\xff\xda\0\x08\1\1\0\0\0\0' * 50,
    'bmp_good': bmp(),
    'bmp_cut': bmp()[:-3],
    'bmp_offset': bmp(offset=0x7FFFFFF0),
    'bmp_negative': bmp(width=-2, height=-2),
    'bmp_huge': bmp(width=MAX, height=MAX),
    'bmp_packed': bmp(packed=1, data=b'\xff\xff\0\2\xff\xff'),
    'pnm_good': b'P5\n2 2\n255\n1234',
    'pnm_cut': b'P5\n2 2\n255\n1',
    'pnm_huge': b'P6\n2147483647 2147483647\n65535\n',
    'pnm_sign': b'P5\n-2 -2\n-1\n1234',
    'hfa_head': b'EHFA_HEADER_TAG\0' + struct.pack('<I', 20) + struct.pack('<IIIHI', 1, 0, 38, 128, 0) + bytes(200),
    'hfa_cycle': b'EHFA_HEADER_TAG\0' + struct.pack('<I', 20) + struct.pack('<IIIHI', 1, 0, 38, 128, 38) + struct.pack('<IIIIII', 38, 38, 38, 38, 0, 0) + b'root'.ljust(64, b'\0') + b'root'.ljust(32, b'\0') + bytes(64),
    'srtm_short': box(**{'N40E125.hgt': bytes(100)}),
    # what is no raster here
    'vrt_passwd': box(**{'in.vrt': VRT % b'/etc/passwd'}),
    'vrt_raw': box(**{'in.vrt': RAW_VRT}),
    'vrt_network': box(**{'in.vrt': VRT % b'/vsicurl/http://127.0.0.1:9/x.tif'}),
    'vrt_named_tif': box(**{'in.tif': VRT % b'in.tif'}),
    'gdal_wms': b'<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1:9/</ServerUrl></Service></GDAL_WMS>',
    'pdf': b'%PDF-1.7\n',
    'hdf5': b'\x89HDF\r\n\x1a\n' + bytes(100),
    'netcdf': b'CDF\1' + b'\xff' * 100,
    'gzip': b'\x1f\x8b\x08\0' + bytes(20),
    'zip': b'PK\3\4' + bytes(40),
    'words': b'this is no picture\n' * 20,
    'zeros': bytes(4096),
}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in INPUTS.items():
        (folder / name).write_bytes(data)
    print(f'{len(INPUTS)} inputs, {sum(map(len, INPUTS.values()))} bytes')


main()
