/* raster.h - rasters of strangers, decoded by GDAL in a confined child.
 *
 * One child for a set of files (all bands of one date). The parent opens the files, the child gets their descriptors and nothing else: it can
 * open nothing, has no network, no other process, bounded memory and processor time, and a list of drivers that read pixels and refer to no
 * other file. Decoded windows come back as planes of floats in memory that both share, so nothing is copied; while the parent computes on one
 * slot, the child fills the other. A child that dies, hangs or lies gives an error that names the file; its pixels are only ever numbers.
 *
 * What is not a finite number, or is the band's nodata value, or is masked by the file (mask band, alpha), comes as NaN: NaN is "no value" here
 * and nowhere else. Scale and offset of a band are applied. Values too large for a float are an error naming file and band. */
#ifndef ONUS_WATCH_RASTER_H
#define ONUS_WATCH_RASTER_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct raster;

/* A file as the child sees it: name decides driver and sidecars ("2000TM" and "2000TM.HDR"), path says where the bytes are. */
struct raster_file { const char *name, *path; };

struct raster_band {
	uint32_t file;         /* index into raster_info.file */
	uint32_t number;       /* of the band within its file, from 1 */
	const char *name;      /* description, or "" */
	const char *type;      /* GDAL's: "Byte", "UInt16", "Float32", "CFloat32" (read as its modulus) … */
	double micrometres;    /* centre wavelength where the file says it; 0: not said */
	bool has_nodata; double nodata;
	bool integer;          /* whole numbers, before scale */
	bool palette;          /* numbers of a table of colours that is no ramp of greys: they mean no brightness */
	double most;           /* the greatest value the type holds, after scale; 0 where that means nothing (floats) */
};

struct raster_source {         /* one file that holds pixels; sidecars are not listed */
	const char *name;
	const char *driver;    /* "GTiff" */
	uint32_t width, height;
	bool has_transform;
	double transform[6];   /* pixel, line to CRS: x = t0 + t1 P + t2 L, y = t3 + t4 P + t5 L */
	const char *crs;       /* WKT as PROJ writes it again, at most 64 KiB, printable; NULL: none */
	const char *date;      /* acquisition in the metadata, "YYYY-MM-DD" or "YYYY-MM-DDThh:mm:ssZ"; NULL: not said */
	const char *written;   /* the same of TIFF's own date, which may be when the file was made; NULL: not said */
	uint32_t first, n;     /* its bands in raster_info.band */
	uint32_t block_width, block_height;
};

struct raster_info {
	struct raster_source *file; uint32_t n_files;
	struct raster_band *band; uint32_t n_bands;
};

/* At most 64 files with pixels, 512 with their sidecars (which `files` holds too, and names tell), 1024 bands, 2^31-1 pixels a side; names differ.
 * An alpha band masks the others and is not listed. All from a; the caller closes. Not while other threads use GDAL (rasters, geotiff.h): it
 * forks, and loads it.
 * Drivers: GTiff (BigTIFF, COG), ENVI, EHdr, HFA, JP2OpenJPEG, PNG, JPEG, BMP, PNM, SRTMHGT; none that is told of other files by the one it reads.
 * ST_ENV: a file that cannot be opened, no GDAL, or no child. ST_DATA: no raster, a driver that is not on the list, a file cut short (where the
 * header shows it), naming the file. */
enum status raster_open(const struct raster_file *files, size_t n, struct arena *a, struct raster **out, struct error *e);
void raster_close(struct raster *r); /* NULL is allowed */
const struct raster_info *raster_info(const struct raster *r);

/* The files of a path: itself (or, of an ENVI header, its pixels), and beside it the sidecars that the drivers know by name (.hdr in its spellings,
 * .aux.xml, .ovr, .msk, world files, .prj). Names are without folders. From a. ST_ENV where the path is none. */
enum status raster_beside(const char *path, struct arena *a, struct raster_file **out, size_t *n, struct error *e);

/* A window of one band, sampled to out_width × out_height: where there are fewer than pixels each is the mean of those that have a value (of an
 * overview's where it is still as fine), else the nearest. Blocks that a TIFF does not hold are no values. */
struct raster_window { uint32_t band; uint32_t x, y, width, height, out_width, out_height; };

/* Ask for windows, to be found one behind the other in slot 0 or 1, each out_width × out_height floats, row by row. Returns at once. At most
 * raster_room floats in all; a slot must be taken before it is asked for again. */
enum status raster_ask(struct raster *r, unsigned slot, const struct raster_window *w, size_t n, struct error *e);
/* Wait for what was asked. *out stays valid until the slot is asked for again. ST_DATA names file and band: cut short, cannot be decoded, too
 * large. */
enum status raster_take(struct raster *r, unsigned slot, const float **out, struct error *e);
/* Ask and take with slot 0. */
enum status raster_read(struct raster *r, const struct raster_window *w, size_t n, const float **out, struct error *e);
size_t raster_room(const struct raster *r);

/* Points from one CRS to another, in place, by PROJ in the child (x east, y north, degrees for geographic ones). What cannot be mapped is NaN. */
enum status raster_transform(struct raster *r, const char *from, const char *to, double *xy, size_t n, struct error *e);
/* Processor seconds the child has spent so far. */
double raster_seconds(struct raster *r);

#endif
