/* mask_parts.h - what a pixel may be until its neighbours have been asked: the upper bits of a mask. Inside watch/ only. */
#ifndef ONUS_WATCH_MASK_PARTS_H
#define ONUS_WATCH_MASK_PARTS_H

#include "watch/mask.h"

enum mask_maybe {
	MAYBE_HAZE = 1 << 5,   /* cloud if it is part of one */
	MAYBE_CLOUD = 2 << 5,  /* cloud if it is large */
	MAYBE_SHADOW = 3 << 5, /* shadow if a cloud can cast it */
	MAYBE_EDGE = 4 << 5,   /* zero in all bands: no value if it is the image's edge */
	MAYBE_SNOW = 5 << 5,   /* snow if it is large */
	MAYBE_WHITE = 6 << 5,  /* as MAYBE_CLOUD, and as white as a cloud: cloud by size alone */
};

#endif
