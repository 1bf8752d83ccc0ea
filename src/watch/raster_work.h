/* raster_work.h - what raster.c and its child share: the messages, the memory both see, the child's parts. For these files. */
#ifndef ONUS_WATCH_RASTER_WORK_H
#define ONUS_WATCH_RASTER_WORK_H

#include "watch/gdal.h"
#include "watch/raster_within.h"

enum {
	RASTER_GIVEN = 512,         /* files handed in, sidecars too */
	RASTER_FILES = 64,
	RASTER_BANDS = 1024,
	RASTER_WINDOWS = 2048,      /* a request */
	RASTER_TEXT = 65536,        /* a CRS */
	RASTER_POINTS = 4096,       /* a request */
	RASTER_ROOM = 1 << 24,      /* floats a slot */
	RASTER_NONE = -1,
};

enum raster_what { RASTER_OPENED, RASTER_WINDOWS_READ, RASTER_POINTS_MAPPED };

struct raster_request { uint32_t what, slot, n, serial; };
struct raster_answer {
	uint32_t what, serial;
	uint32_t good;              /* 0 or 1 */
	int32_t file, band;         /* where it failed: index into what was handed in, number of the band; RASTER_NONE: not one */
	char text[256];             /* why, without names */
};

struct raster_said_file {
	uint32_t given;             /* index into what was handed in */
	uint32_t width, height, block_width, block_height, first, n;
	uint32_t has_transform, has_crs;
	double transform[6];
	char driver[32], date[32], written[32];
};
enum { RASTER_WHOLE = 1, RASTER_PALETTE = 2 };
struct raster_said_band {
	uint32_t file, number, has_nodata, kind; /* RASTER_WHOLE … */
	double micrometres, nodata, most;
	char name[256], type[16];
};
struct raster_shared {
	uint32_t n_files, n_bands;
	struct raster_said_file file[RASTER_FILES];
	struct raster_said_band band[RASTER_BANDS];
	char crs[RASTER_FILES][RASTER_TEXT];
	struct raster_window window[2][RASTER_WINDOWS];
	char from[RASTER_TEXT], to[RASTER_TEXT];
	double xy[2 * RASTER_POINTS];
	_Alignas(64) float slot[2][RASTER_ROOM];
};

/* By its name: a file that says something of another, and is never a raster by itself here. */
bool raster_is_sidecar(const char *name);

/* --- the child's side --- */
struct raster_given { const char *name; int fd; uint64_t size; bool sidecar; uint64_t beyond; /* reads that met the file's end */ };

struct raster_vsi { struct raster_given *file; size_t n; const struct gdal *gdal; };
/* Serves the descriptors under /vsionus/. */
bool raster_vsi_install(const struct gdal *g, struct raster_vsi *v);
#define RASTER_ROOT "/vsionus/"

/* A band at hand in the child. */
struct raster_opened {
	GDALRasterBandH handle;
	GDALDataType type;
	int32_t given;
	int32_t number;
	bool has_nodata, masked /* by a mask or alpha band */, wide /* read as doubles */, complex, scaled, whole /* can hold no NaN, no infinity */;
	bool raw /* lies as it is read: what is behind the file's end GDAL reads as 0 */;
	bool slow /* decoded in threads */;
	bool sparse /* blocks may be missing, which GDAL reads as 0 */;
	double nodata, scale, offset;
	uint32_t width, height;
};
struct raster_scratch { double *wide; uint8_t *mask; float *narrow; double *sum; uint32_t *count; size_t n_sum; };

struct raster_child {
	struct gdal gdal;
	struct raster_given given[RASTER_GIVEN];
	size_t n;
	struct raster_shared *shared;
	struct raster_vsi vsi;
	struct raster_opened band[RASTER_BANDS];
	struct raster_scratch scratch;
	char threads[8];                    /* for JPEG 2000, which takes longer to decode than anything that is done with it */
	size_t at;                          /* what it is at: index into given, n: none */
	GDALDatasetH set[RASTER_GIVEN];
	OGRCoordinateTransformationH way;   /* the transformation at hand, and between what */
	char *way_from, *way_to;
};
/* First: PROJ's tables that the parent may have open. */
void raster_child_forget(void *child);
/* Before the filter: drivers, settings, PROJ. */
int raster_child_prepare(void *child);
/* Behind it: opens the files, then answers until the socket ends. */
int raster_child_work(void *child, int socket);
/* Fills a->text: what is wrong, and GDAL's last complaint. Returns false. */
bool raster_child_failed(struct raster_child *c, struct raster_answer *a, const char *what);
/* Opens file i of what was handed in, or NULL. */
GDALDatasetH raster_child_load(struct raster_child *c, size_t i);
/* Opens all that was handed in and says what it is. False: a says why. */
bool raster_child_open(struct raster_child *c, struct raster_answer *a);
/* One window into out. */
bool raster_child_read(struct raster_child *c, const struct raster_window *w, float *out, struct raster_answer *a);

#endif
