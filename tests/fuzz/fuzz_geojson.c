/* Sites in GeoJSON: what is read has rings of degrees, and can be filled. */
#include "watch/site.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct watch_site s;
	struct error e;
	uint8_t rows[16 * 8];

	if (site_read_geojson((const char *)data, size, "fuzz", &a, &s, &e) == ST_OK) {
		if (!s.n)
			abort();
		for (size_t i = 0; i < s.n; i++)
			for (size_t k = 0; k < s.polygon[i].n; k++) {
				struct site_ring *r = &s.polygon[i].ring[k];

				if (r->n < 3 || !(fabs(r->lonlat[0][0]) <= 180))
					abort();
				r->pixel = r->lonlat;
			}
		for (size_t i = 0; i < s.n; i++)
			s.polygon[i].high[1] = 90;
		s.part.width = 16;
		s.part.height = 8;
		site_rows(&s, 0, 8, rows);
	}
	arena_free(&a);
	return 0;
}
