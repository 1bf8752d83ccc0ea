/* copies.h - records that are the same in all fields, or in all but one: pairs that no division of blocks can find where there are many.
 *
 * A person who stands on a list a hundred times, copied, is in no small block. Each record of such a group is proposed with the next one, so that a group of n costs n pairs and hangs together; what
 * is not proposed is weighed when clusters meet (cluster.h). */
#ifndef ONUS_LINK_COPIES_H
#define ONUS_LINK_COPIES_H

#include "link/block.h"

/* Adds them to io. o: cap (groups that are alike in all fields but one count from more records on), file, across, clean. ST_ENV: memory. */
enum status copies_add(const struct link_fields *f, const struct block_options *o, struct block_set *io, struct error *e);

#endif
