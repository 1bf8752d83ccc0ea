/* scene.h - one date of a place: bands on one grid, what each of them is, and the day.
 *
 * A scene is given as a raster with all bands, a folder with a file a band, or several files with commas between. Bands of several resolutions are
 * allowed; the finest is the scene's grid. What a band is comes from its name (B02, SR_B5, "blue", VV …) and wavelength. Left out, and said: bands
 * that look at the air and not at the ground (coastal aerosol, water vapour, cirrus), thermal ones, a panchromatic band beside three others,
 * products about the image, layers of no known role beside bands of a known sensor, numbers of a palette, and bands more than three times as coarse
 * as the finest. */
#ifndef ONUS_WATCH_SCENE_H
#define ONUS_WATCH_SCENE_H

#include "watch/grid.h"
#include "watch/raster.h"

enum scene_role {
	ROLE_OTHER, ROLE_BLUE, ROLE_GREEN, ROLE_RED, ROLE_EDGE /* red edge */, ROLE_NIR, ROLE_SWIR1, ROLE_SWIR2, ROLE_PAN, ROLE_THERMAL,
	ROLE_VV, ROLE_VH, ROLE_HH, ROLE_HV,
	ROLE_QUALITY,  /* codes, not brightness: never a band of the statistic */
	ROLE_AIR,      /* coastal aerosol, water vapour, cirrus */
};
enum scene_quality { QUALITY_NONE, QUALITY_SCL /* Sentinel-2 L2A */, QUALITY_QA_PIXEL /* Landsat collection 2 */,
		    QUALITY_UDM /* usable data mask: 0 or 1 clear */ };

/* Whose numbers they are, as far as names tell; what a number means as reflectance follows from it. */
enum scene_sensor { SENSOR_UNKNOWN, SENSOR_S2 /* Sentinel-2 MSI */, SENSOR_TM /* Landsat 4-5 TM, 7 ETM+ */, SENSOR_OLI /* Landsat 8-9 */ };

struct scene_plane {
	uint32_t band;             /* index into raster_info(raster)->band */
	enum scene_role role;
	const char *name;          /* for messages and answers: "B04", "band 3" */
	bool said;                 /* name is the file's own word, and not a number that we gave */
	enum scene_sensor sensor; bool surface;
	double micrometres;        /* centre of the wavelength, said by the file or known of the sensor; 0: not known */
	double scale_x, scale_y;   /* this plane's pixels to one of the scene's grid, ≤ 1 */
	double shift_x, shift_y;   /* plane column = scale_x · column + shift_x, columns counted at pixels' left edges */
};

struct scene {
	const char *name;          /* as it was given */
	struct raster *raster;
	struct grid grid;          /* of the finest plane */
	struct scene_plane *plane; uint32_t n;         /* used by the statistic, in the order of the files */
	struct scene_plane *left; uint32_t n_left;     /* left out, quality apart */
	struct scene_plane quality; enum scene_quality kind;
	const char *date;          /* "YYYY-MM-DD" or with time; NULL: not known */
	/* "given", "metadata", "dates.txt", "file name", "folder name", "band name", "TIFF's own date, which …"; where date is NULL: why, or NULL */
	const char *date_from;
	enum scene_sensor sensor;  /* of all planes used */
	bool surface;              /* Landsat's surface reflectance (SR_B…) */
	bool radar;                /* all planes are radar intensity */
	double most;               /* brightness at which the sensor is full; 0: not known */
};

struct scene_options {
	const char *bands;         /* names or numbers with commas; NULL: as above */
	const char *date;          /* as given by the user; NULL: found out */
	const char *quality;       /* band or file of the quality codes; NULL: found out */
};

/* spec: a path, a folder, or paths with commas. The caller closes. ST_DATA: no raster, bands that lie elsewhere or in another CRS, a band that is
 * not there. */
enum status scene_open(const char *spec, const struct scene_options *o, struct arena *a, struct scene *out, struct error *e);
/* The same from files that are at hand (exhibits of a case). name: for messages. */
enum status scene_open_files(const char *name, const struct raster_file *files, size_t n, const struct scene_options *o, struct arena *a,
			     struct scene *out, struct error *e);
void scene_close(struct scene *s);

/* Make the planes of all scenes the same, in the same order: by role and name where both say it, by position where the counts agree. What only some
 * have goes to `left`. ST_DATA where nothing is left, or where counts differ and names say nothing. */
enum status scene_agree(struct scene *s, size_t n, struct error *e);
const char *scene_role_word(enum scene_role r);

/* A day from a name: 20160811, 2016-08-11, 2016_08_11 in a file's or folder's name, the first that is a day of 1970 … 2099, and Landsat's own ways
 * to write it. Sentinel-2's names of before December 2016 (S2A_OPER_MSI_L1C_TL_EPA__20160811T174848_…) hold the day on which the file was made: it
 * is not taken. False: none. */
bool scene_day(const char *text, char out[11]);

#endif
