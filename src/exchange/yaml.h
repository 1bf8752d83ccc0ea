/* yaml.h - YAML read into a tree that keeps where everything stands; no meaning is given to scalars.
 *
 * Parsed by libyaml (YAML 1.1 syntax); what a plain scalar means (`no`, 0123, 1e3) is left to whoever knows the field.
 * Refused: invalid UTF-8, UTF-16, NUL and other control characters, bidirectional overrides and isolates
 * (U+202A-202E, U+2066-2069: they make a text read other than it is stored), duplicate keys, keys that are not scalars,
 * tags, merge keys, aliases that contain themselves or multiply beyond the limit, more than one document. */
#ifndef ONUS_EXCHANGE_YAML_H
#define ONUS_EXCHANGE_YAML_H

#include "base/arena.h"
#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>

enum node_type { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node_pair;
struct node {
	enum node_type type;
	struct place at;
	const char *text;             /* NODE_SCALAR: NUL-terminated, no NUL inside */
	bool plain;                   /* NODE_SCALAR: written without quotes */
	const struct node *const *items; /* NODE_LIST */
	const struct node_pair *pairs;   /* NODE_MAP, in the order written */
	size_t n;
	size_t weight;                /* nodes in it when aliases are spelt out */
};
struct node_pair { const struct node *key, *value; };

struct yaml_limits { size_t depth, nodes; };

/* Parse text; nodes live in a, `file` is borrowed by every place. *out = NULL for an empty document. */
enum status yaml_parse(const char *text, size_t n, const char *file, struct yaml_limits limits, struct arena *a,
		       const struct node **out, struct error *e);
/* The value of a key, or NULL. */
const struct node *node_get(const struct node *map, const char *key);
/* A plain scalar that says "nothing": empty, ~, null. */
bool node_is_null(const struct node *n);
/* "a list", "a mapping", "'text'" for messages; into out. Returns out. */
const char *node_describe(const struct node *n, char *out, size_t cap);
/* A JSON value as a tree with places unknown, so that one checker serves both. */
enum status node_from_json(const json_t *v, const char *file, struct arena *a, const struct node **out, struct error *e);
/* Valid UTF-8 without controls (tab, newline and carriage return aside) and bidirectional overrides; on failure the
 * place in the text and what was found. */
enum status text_check(const char *text, size_t n, const char *file, struct error *e);

#endif
