#include "watch/gdal.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

enum status gdal_load(struct gdal *out, struct error *e)
{
	/* GDAL pulls in OpenBLAS, which would start threads that nobody needs */
	(void)setenv("OPENBLAS_NUM_THREADS", "1", 0);
	void *library = dlopen("libgdal.so.32", RTLD_NOW | RTLD_LOCAL);
	if (!library)
		library = dlopen("libgdal.so", RTLD_NOW | RTLD_LOCAL);
	if (!library) {
		const char *why = dlerror();
		return error_set(e, ST_ENV, "rasters need GDAL (libgdal), which cannot be loaded: %s", why ? why : "not found");
	}
	void *f;
#define GDAL_FIND(name)                                                                                                                    \
	f = dlsym(library, #name);                                                                                                         \
	if (!f)                                                                                                                            \
		return error_set(e, ST_ENV, "this GDAL has no function %s: version 3.6 or newer is needed", #name);                        \
	memcpy(&out->name, &f, sizeof f);
	GDAL_FUNCTIONS(GDAL_FIND)
#undef GDAL_FIND
	return ST_OK;
}
