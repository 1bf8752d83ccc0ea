/* Lists of dates beside pictures: what is found is a day. */
#include "watch/scene_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const key[] = {"imgs_2", "before", NULL};

	for (size_t i = 0; i < 3; i++) {
		struct input in;
		struct error e;
		char day[32], again[32], name[256];
		bool found;

		input_bytes((const char *)data, size, "fuzz", &in);
		if (scene_dates(&in, key[i], day, &found, &e) == ST_OK && found && (!scene_day_given(day, strlen(day), again) || strcmp(day, again) != 0))
			abort();
		input_close(&in);
		if (size)
			memcpy(name, data, size < 255 ? size : 255);
		name[size < 255 ? size : 255] = 0;
		if (scene_day(name, day) && !scene_day_given(day, strlen(day), again))
			abort();
	}
	return 0;
}
