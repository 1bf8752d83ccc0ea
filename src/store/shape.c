#include "store/shape.h"

#include "base/buf.h"

#include <stdint.h>
#include <string.h>

#define LIST(...) (const char *const[]){__VA_ARGS__, NULL}
#define SHAPE(var, nm, text, shortword)                                                          \
	static const struct shape var##_shape = {nm, text, shortword, var##_fields,                \
						 sizeof var##_fields / sizeof *var##_fields}

enum { REQ = FIELD_REQUIRED, LST = FIELD_LIST, FTS = FIELD_SEARCH };

/* what may stand where an actor or a group is named */
#define WHO REFS(KIND_ACTOR)
#define SRC REFS(KIND_SOURCE)

static const struct field amount_fields[] = {
	{"low", FIELD_NUMBER, 0, 0, 0, 0, "Lower end; leave out where none is stated."},
	{"best", FIELD_NUMBER, 0, 0, 0, 0, "The single figure, or the best one inside the range."},
	{"high", FIELD_NUMBER, 0, 0, 0, 0, "Upper end; leave out where none is stated."},
	{"unit", FIELD_TEXT, 0, 0, 0, 0, "What is counted: persons, USD, km. `check` reports an amount without one."},
	{"qualifier", FIELD_WORD, 0, 0, LIST("about", "at least", "up to", "more than", "less than", "exactly", "range"), 0,
	 "How the source hedges the figure."},
	{"as_of", FIELD_EDTF, 0, 0, 0, 0, "The date of the data, apart from the date on which anybody says it."},
};
SHAPE(amount, "amount", "A quantity with its range.", "best");

static const struct field interest_fields[] = {
	{"actor", FIELD_REF, REQ, WHO, 0, 0, "The body or person in which the source has an interest."},
	{"kind", FIELD_WORD, REQ, 0, LIST("heads", "member", "employed", "paid", "owns", "accused", "victim", "other"), 0,
	 "What ties the source or its author to that actor."},
	{"author", FIELD_REF, 0, WHO, 0, 0, "Which author has it; leave out when the source itself has."},
	{"text", FIELD_TEXTS, FTS, 0, 0, 0, "The interest in a sentence."},
	{"disclosed", FIELD_FLAG, 0, 0, 0, 0, "Whether the source says so itself."},
	{"source", FIELD_REF, 0, SRC, 0, 0, "Where the interest is documented."},
};
SHAPE(interest, "interest", "A tie between a source and an actor that a reader must know.", NULL);

static const struct field cite_fields[] = {
	{"source", FIELD_REF, REQ, SRC, 0, 0, "The source that is drawn on."},
	{"how", FIELD_TEXTS, FTS, 0, 0, 0, "What is taken and in what way."},
	{"evidence", FIELD_REF, 0, SRC, 0, 0, "The source that shows the derivation."},
	{"inferred", FIELD_FLAG, 0, 0, 0, 0, "Yes where the derivation is inferred, not documented."},
};
SHAPE(cite, "cite", "A source from which this one takes things.", "source");

static const struct field source_status_fields[] = {
	{"status", FIELD_WORD, REQ, 0,
	 LIST("published", "amended", "retracted", "superseded", "disputed", "unavailable", "ended"), 0,
	 "What became of the source."},
	{"when", FIELD_EDTF, REQ, 0, 0, 0, "Since when."},
	{"by", FIELD_REF, 0, SRC, 0, 0, "The source that supersedes it or documents the change."},
	{"why", FIELD_TEXTS, FTS, 0, 0, 0, "Why."},
};
SHAPE(source_status, "source status", "A change in a source's standing.", NULL);

static const struct field input_fields[] = {
	{"name", FIELD_TEXT, REQ, 0, 0, 0, "What it is called: a list, a file."},
	{"sha256", FIELD_HASH, 0, 0, 0, 0, "Hash of its bytes."},
	{"date", FIELD_EDTF, 0, 0, 0, 0, "The date that it gives itself."},
	{"source", FIELD_REF, 0, SRC, 0, 0, "The source of the case that it is."},
};
SHAPE(input, "input", "What an analysis was made from.", "name");

static const struct field parameter_fields[] = {
	{"name", FIELD_TEXT, REQ, 0, 0, 0, "Which."},
	{"value", FIELD_TEXT, REQ, 0, 0, 0, "Its value."},
};
SHAPE(parameter, "parameter", "A setting of an analysis.", NULL);

static const struct field analysis_fields[] = {
	{"program", FIELD_TEXT, REQ, 0, 0, 0, "Program and version."},
	{"command", FIELD_TEXT, REQ, 0, 0, 0, "What it was asked to do."},
	{"inputs", FIELD_OBJECT, LST, 0, 0, &input_shape, "What it was made from, by hash."},
	{"parameters", FIELD_OBJECT, LST, 0, 0, &parameter_shape, "Settings that the result depends on."},
	{"seed", FIELD_COUNT, 0, 0, 0, 0, "Where chance was used: the seed."},
};
SHAPE(analysis, "analysis", "How the program made a source of kind `analysis`: who has the same inputs makes it again.", NULL);

static const struct field source_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The source's id in this case."},
	{"kind", FIELD_WORD, REQ, 0,
	 LIST("article", "report", "testimony", "image", "list", "statement", "law", "decision", "page", "dataset",
	      "analysis", "press", "letter", "video", "other"), 0,
	 "What kind of source it is; decides the kind of evidence its supports count as unless they say otherwise."},
	{"title", FIELD_TEXTS, REQ | FTS, 0, 0, 0, "Title."},
	{"authors", FIELD_REF, LST, WHO, 0, 0, "Who wrote or made it."},
	{"publisher", FIELD_REF, 0, WHO, 0, 0, "Who published it."},
	{"parent", FIELD_REF, 0, WHO, 0, 0, "The body under whose roof authors or publisher stand."},
	{"date", FIELD_EDTF, 0, 0, 0, 0, "Date of publication."},
	{"data_date", FIELD_EDTF, 0, 0, 0, 0, "Date of the data in it, where that is another."},
	{"language", FIELD_LANG, 0, 0, 0, 0, "Language of the text."},
	{"reliability", FIELD_WORD, 0, 0, LIST("A", "B", "C", "D", "E", "F"), 0,
	 "Reliability of the source by the Admiralty code: A completely … E unreliable, F cannot be judged."},
	{"url", FIELD_URL, 0, 0, 0, 0, "Where it was published."},
	{"sha256", FIELD_HASH, 0, 0, 0, 0, "Hash of the bytes, held or not; `add` then accepts only those bytes."},
	{"copy_of", FIELD_REF, 0, SRC, 0, 0, "The same text elsewhere: copies count as one source."},
	{"interests", FIELD_OBJECT, LST, 0, 0, &interest_shape, "Ties of the source or its authors."},
	{"cites", FIELD_OBJECT, LST, 0, 0, &cite_shape, "Sources from which it takes things."},
	{"status", FIELD_OBJECT, LST, 0, 0, &source_status_shape, "Its standing over time."},
	{"analysis", FIELD_OBJECT, 0, 0, 0, &analysis_shape, "How the program made it, where it did."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
};
SHAPE(source, "source", "What asserts or shows something.", NULL);

static const struct field statement_fields[] = {
	{"dataset", FIELD_TEXT, 0, 0, 0, 0, "The FtM dataset that says so."},
	{"entity", FIELD_TEXT, 0, 0, 0, 0, "Id of the entity before it was merged into this one."},
	{"schema", FIELD_TEXT, 0, 0, 0, 0, "Schema that the statement gives, where it is not the record's."},
	{"external", FIELD_FLAG, 0, 0, 0, 0, "Yes for a value suggested by an outside source and not yet verified."},
	{"first_seen", FIELD_TEXT, 0, 0, 0, 0, "When the dataset first had it."},
	{"last_seen", FIELD_TEXT, 0, 0, 0, 0, "When the dataset last had it."},
	{"origin", FIELD_TEXT, 0, 0, 0, 0, "The process that made it."},
	{"id", FIELD_TEXT, 0, 0, 0, 0, "The statement's id, where it is not the one that FtM computes."},
};
SHAPE(statement, "statement", "What an FtM statement says of a value besides the value.", NULL);

static const struct field value_fields[] = {
	{"value", FIELD_TEXT, REQ | FTS, 0, 0, 0, "The value."},
	{"source", FIELD_REF, 0, SRC, 0, 0, "Who says so."},
	{"lang", FIELD_LANG, 0, 0, 0, 0, "Its language."},
	{"original", FIELD_TEXT, 0, 0, 0, 0, "The value as the source wrote it, where it was cleaned."},
	{"when", FIELD_EDTF, 0, 0, 0, 0, "For which time."},
	{"statement", FIELD_OBJECT, 0, 0, 0, &statement_shape, "Where the value came from, for FtM statements."},
};
SHAPE(value, "value", "One value of a property.", "value");

static const struct field ftm_fields[] = {
	{"datasets", FIELD_TEXT, LST, 0, 0, 0, "Datasets that have the entity."},
	{"referents", FIELD_TEXT, LST, 0, 0, 0, "Ids of entities that were merged into it."},
	{"first_seen", FIELD_TEXT, 0, 0, 0, 0, "When it first appeared."},
	{"last_seen", FIELD_TEXT, 0, 0, 0, 0, "When it was last there."},
	{"last_change", FIELD_TEXT, 0, 0, 0, 0, "When it last changed."},
	{"target", FIELD_FLAG, 0, 0, 0, 0, "Whether it is a target of its dataset."},
	{"base", FIELD_OBJECT, LST, 0, 0, &value_shape, "Statements about the entity as a whole: property `id`."},
	{"context", FIELD_TEXT, 0, 0, 0, 0, "Other members that the entity had, as JSON."},
};
SHAPE(ftm, "ftm", "What an FtM file says of an entity besides its properties.", NULL);

static const struct field name_fields[] = {
	{"text", FIELD_TEXT, REQ | FTS, 0, 0, 0, "The name as written."},
	{"lang", FIELD_LANG, 0, 0, 0, 0, "Its language, with the script where it is not the usual one: ko, ko-Hani, zh-Hans, ru."},
	{"kind", FIELD_WORD, 0, 0, LIST("name", "alias", "weak", "former", "translation", "heading"), 0,
	 "What kind of name it is; `heading`: not a name, but what a record without one is called in lists."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Where the name stands."},
	{"original", FIELD_TEXT, 0, 0, 0, 0, "The name as the source wrote it, where it was cleaned."},
	{"statement", FIELD_OBJECT, 0, 0, 0, &statement_shape, "Where the name came from, for FtM statements."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No where no source at hand has it."},
};
SHAPE(name, "name", "A name in one script and language.", "text");

static const struct field listing_fields[] = {
	{"list", FIELD_TEXT, REQ | FTS, 0, 0, 0, "The list: OFAC SDN, UN 1718."},
	{"entry", FIELD_TEXT, FTS, 0, 0, 0, "Entry number on it."},
	{"programme", FIELD_TEXT, 0, 0, 0, 0, "Programme or authority."},
	{"name", FIELD_TEXT, FTS, 0, 0, 0, "The name as the list has it, truncated or not."},
	{"listed", FIELD_EDTF, 0, 0, 0, 0, "Since when."},
	{"amended", FIELD_EDTF, LST, 0, 0, 0, "When it was changed."},
	{"delisted", FIELD_EDTF, 0, 0, 0, 0, "Until when."},
	{"known", FIELD_EDTF, 0, 0, 0, 0, "When this was known: the date of the source."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Who says so."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark, for instance that another source gives another date."},
};
SHAPE(listing, "listing", "An entry on a sanctions list, over time.", NULL);

static const struct field actor_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The actor's id in this case."},
	{"schema", FIELD_TEXT, REQ, 0, 0, 0, "FollowTheMoney schema: Person, Company, Organization, PublicBody, Vessel, LegalEntity …"},
	{"names", FIELD_OBJECT, LST | REQ, 0, 0, &name_shape, "Names in every script; the first is the heading."},
	{"group", FIELD_FLAG, 0, 0, 0, 0, "Yes for a group of people without a legal person: victims, traffickers."},
	{"properties", FIELD_PROPERTIES, FTS, 0, 0, &value_shape, "FtM properties; each value may carry its own source."},
	{"listings", FIELD_OBJECT, LST, 0, 0, &listing_shape, "Entries on sanctions lists."},
	{"parent", FIELD_REF, 0, WHO, 0, 0, "The body to which it belongs: ties voices together."},
	{"heads", FIELD_REF, LST, WHO, 0, 0, "Bodies that this person heads."},
	{"role", FIELD_TEXTS, FTS, 0, 0, 0, "What the actor has to do with the case."},
	{"commitment", FIELD_HASH, 0, 0, 0, 0,
	 "Who it is is kept outside the case: SHA-256 of a salt and of the record's bytes in its list, neither of which the case holds. Made by `link`."},
	{"sources", FIELD_REF, LST, SRC, 0, 0, "Sources for this record as a whole."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
	{"ftm", FIELD_OBJECT, 0, 0, 0, &ftm_shape, "Kept for export where the record came from an FtM file."},
};
SHAPE(actor, "actor", "A person, body, company or vessel.", NULL);

static const struct field point_fields[] = {
	{"lat", FIELD_NUMBER, REQ, 0, 0, 0, "Latitude, degrees north, WGS 84."},
	{"lon", FIELD_NUMBER, REQ, 0, 0, 0, "Longitude, degrees east."},
	{"radius", FIELD_NUMBER, 0, 0, 0, 0, "Radius of doubt in metres."},
	{"what", FIELD_TEXTS, FTS, 0, 0, 0, "Which feature the point marks."},
	{"source", FIELD_REF, LST | REQ, SRC, 0, 0, "Who gives it."},
};
SHAPE(point, "point", "A place with its radius of doubt and its source.", NULL);

static const struct field site_status_fields[] = {
	{"status", FIELD_CODE, REQ, 0, 0, 0, "operational, closed, dismantled, perhaps-active …"},
	{"when", FIELD_EDTF, 0, 0, 0, 0, "For which time."},
	{"known", FIELD_EDTF, 0, 0, 0, 0, "When the source said so."},
	{"source", FIELD_REF, LST | REQ, SRC, 0, 0, "Who says so."},
	{"text", FIELD_TEXTS, FTS, 0, 0, 0, "Remark."},
};
SHAPE(site_status, "site status", "What one source says of a site at one time.", NULL);

static const struct field site_image_fields[] = {
	{"source", FIELD_REF, REQ, SRC, 0, 0, "The image: a source of kind `image`; its files are the source's exhibits."},
	{"date", FIELD_EDTF, 0, 0, 0, 0, "When it was taken, where the source's `data_date` or `date` does not say it."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark."},
};
SHAPE(site_image, "site image", "One image of a site's series.", "source");

static const struct field site_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The site's id in this case."},
	{"schema", FIELD_TEXT, 0, 0, 0, 0, "FtM schema; Address unless said."},
	{"kind", FIELD_TEXTS, FTS, 0, 0, 0, "What sort of place it is."},
	{"names", FIELD_OBJECT, LST | REQ, 0, 0, &name_shape, "Names in every script; the first is the heading."},
	{"country", FIELD_CODE, 0, 0, 0, 0, "ISO 3166-1 alpha-2 code."},
	{"region", FIELD_TEXTS, FTS, 0, 0, 0, "Province or region."},
	{"points", FIELD_OBJECT, LST, 0, 0, &point_shape, "Where it is, by source."},
	{"status", FIELD_OBJECT, LST, 0, 0, &site_status_shape, "Its status, by source and time."},
	{"series", FIELD_OBJECT, LST, 0, 0, &site_image_shape, "Images of it at several dates, in any order: `watch --case` compares each with the next."},
	{"sources", FIELD_REF, LST, SRC, 0, 0, "Sources for this record as a whole."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
};
SHAPE(site, "site", "A place.", NULL);

static const struct field support_fields[] = {
	{"source", FIELD_REF, REQ, SRC, 0, 0, "Whose stance it is."},
	{"stance", FIELD_WORD, REQ, 0, LIST("asserts", "repeats", "denies", "doubts"), 0,
	 "asserts: on its own knowledge; repeats: takes it from another; denies; doubts."},
	{"from", FIELD_REF, LST, SRC, 0, 0,
	 "Whom it repeats (or whose denial it reports). A repeat without it has unknown provenance."},
	{"locator", FIELD_TEXT, 0, 0, 0, 0, "Where in the source: `para 3`, `p. 17`, `art. 33`, `line 4`, `sec. 107`."},
	{"quote", FIELD_TEXT, FTS, 0, 0, 0, "The words of the source, verbatim."},
	{"language", FIELD_LANG, 0, 0, 0, 0, "Language of the quote."},
	{"credibility", FIELD_WORD, 0, 0, LIST("1", "2", "3", "4", "5", "6"), 0,
	 "Credibility of the information by the Admiralty code: 1 confirmed … 5 improbable, 6 cannot be judged."},
	{"evidence", FIELD_WORD, 0, 0, LIST("testimony", "document", "image", "analysis"), 0,
	 "Kind of evidence, where the source's kind does not say it."},
	{"date", FIELD_EDTF, 0, 0, 0, 0, "When the source says it, where that is not the source's date."},
	{"data_date", FIELD_EDTF, 0, 0, 0, 0, "The date of the data on which it rests."},
	{"amount", FIELD_OBJECT, 0, 0, 0, &amount_shape, "The figure that this source gives, where it differs from the claim's."},
	{"superseded", FIELD_REF, 0, REFS(KIND_CLAIM), 0, 0,
	 "The claim by which this source has since replaced this one; reaches everyone who repeats it."},
	{"inferred", FIELD_FLAG, 0, 0, 0, 0, "Yes where the lineage is inferred, not documented."},
	{"by", FIELD_TEXT, 0, 0, 0, 0,
	 "Who put it there by a command (`watch --corroborates`), where no script did: it stays when the claim's script is imported again."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark, for instance in which sense it doubts."},
};
SHAPE(support, "support", "A source's stance on a claim.", "source");

static const struct field outcome_fields[] = {
	{"status", FIELD_WORD, REQ, 0, LIST("confirmed", "refuted", "superseded", "contradicted", "failed", "fulfilled", "retracted", "open"), 0,
	 "What became of the claim."},
	{"when", FIELD_EDTF, 0, 0, 0, 0, "Since when."},
	{"by", FIELD_REF, LST | REQ, SRC, 0, 0, "The sources that show it."},
	{"claim", FIELD_REF, 0, REFS(KIND_CLAIM), 0, 0, "The claim that takes its place."},
	{"text", FIELD_TEXTS, FTS, 0, 0, 0, "In a sentence."},
};
SHAPE(outcome, "outcome", "What became of a claim.", NULL);

static const struct field answer_fields[] = {
	{"duty", FIELD_REF, REQ, REFS(KIND_DUTY), 0, 0, "The duty whose exception is answered."},
	{"exception", FIELD_CODE, REQ, 0, 0, 0, "Id of the exception in that duty."},
	{"holds", FIELD_WORD, REQ, 0, LIST("yes", "no", "open"), 0, "Does the exception apply to this claim?"},
	{"text", FIELD_TEXTS, FTS, 0, 0, 0, "Why."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "On what evidence."},
};
SHAPE(answer, "answer", "What the case says to an exception that would defeat a charge.", NULL);

static const struct field claim_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The claim's id in this case."},
	{"kind", FIELD_WORD, REQ, 0,
	 LIST("event", "count", "status", "legal", "denial", "recommendation", "forecast", "observation", "opinion"), 0,
	 "What sort of proposition it is."},
	{"text", FIELD_TEXTS, REQ | FTS, 0, 0, 0, "The proposition in our own words, in each language."},
	{"act", FIELD_CODE, LST, 0, 0, 0, "Codes of the acts it speaks of, matched against the acts that breach a duty."},
	{"perpetrators", FIELD_REF, LST, WHO, 0, 0, "Who did it."},
	{"enablers", FIELD_REF, LST, WHO, 0, 0, "Who made it possible."},
	{"victims", FIELD_REF, LST, WHO, 0, 0, "To whom."},
	{"others", FIELD_REF, LST, WHO, 0, 0, "Others it speaks of."},
	{"where", FIELD_REF, LST, REFS(KIND_SITE), 0, 0, "Sites."},
	{"place", FIELD_TEXTS, FTS, 0, 0, 0, "Place in words, where it is no site of the case."},
	{"when", FIELD_EDTF, 0, 0, 0, 0, "When it happened or held."},
	{"amount", FIELD_OBJECT, 0, 0, 0, &amount_shape, "How many or how much."},
	{"counts", FIELD_WORD, 0, 0, LIST("people", "things", "money", "time", "distance"), 0,
	 "What an amount counts: images, for instance, cannot count people."},
	{"duties", FIELD_REF, LST, REFS(KIND_DUTY), 0, 0, "Duties that it touches, where the act codes do not already say so."},
	{"standard", FIELD_CODE, 0, 0, 0, 0, "Standard of proof asked of findings on it, a name in the rule file."},
	{"supports", FIELD_OBJECT, LST, 0, 0, &support_shape, "Who says so, and who disputes it."},
	{"outcome", FIELD_OBJECT, LST, 0, 0, &outcome_shape, "What became of it."},
	{"answers", FIELD_OBJECT, LST, 0, 0, &answer_shape, "Answers to exceptions."},
	{"disputes", FIELD_REF, LST, REFS(KIND_CLAIM), 0, 0, "Claims that this one denies or answers: stands beside them in print."},
	{"supersedes", FIELD_REF, LST, REFS(KIND_CLAIM), 0, 0, "Claims that it replaces."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
};
SHAPE(claim, "claim", "One proposition.", NULL);

static const struct field relation_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The relation's id in this case."},
	{"schema", FIELD_TEXT, REQ, 0, 0, 0, "FtM interval schema: Ownership, Directorship, Employment, Payment, UnknownLink …"},
	{"from", FIELD_REF, 0, WHO, 0, 0,
	 "The owner, director, employer, payer, subject; missing only where an imported record has no single one."},
	{"to", FIELD_REF, 0, WHO, 0, 0, "The other end; missing only where an imported record has no single one."},
	{"role", FIELD_TEXTS, FTS, 0, 0, 0, "In words."},
	{"when", FIELD_EDTF, 0, 0, 0, 0, "Since when until when."},
	{"amount", FIELD_OBJECT, 0, 0, 0, &amount_shape, "Share, sum or number."},
	{"properties", FIELD_PROPERTIES, FTS, 0, 0, &value_shape, "Further FtM properties."},
	{"sources", FIELD_REF, LST, SRC, 0, 0, "Who says so."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
	{"ftm", FIELD_OBJECT, 0, 0, 0, &ftm_shape, "Kept for export where the record came from an FtM file."},
};
SHAPE(relation, "relation", "A tie between two actors, or what FtM says of one in time: a sanction, a passport.", NULL);

static const struct field reservation_fields[] = {
	{"article", FIELD_TEXT, REQ, 0, 0, 0, "The article reserved."},
	{"text", FIELD_TEXTS, FTS, 0, 0, 0, "To what effect."},
	{"excludes", FIELD_FLAG, 0, 0, 0, 0, "Yes where the reservation takes this very provision away."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Who says so."},
};
SHAPE(reservation, "reservation", "A reservation by a party.", "article");

static const struct field party_fields[] = {
	{"actor", FIELD_REF, REQ, WHO, 0, 0, "Who."},
	{"by", FIELD_WORD, REQ, 0,
	 LIST("accession", "ratification", "succession", "signature", "membership", "enactment", "contract", "custom", "none"), 0,
	 "How bound. `signature` alone binds only not to defeat the object; `none` states that it is no party."},
	{"since", FIELD_EDTF, 0, 0, 0, 0, "Bound since."},
	{"until", FIELD_EDTF, 0, 0, 0, 0, "Bound until."},
	{"reservations", FIELD_OBJECT, LST, 0, 0, &reservation_shape, "Reservations."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Who says so."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark."},
};
SHAPE(party, "party", "Who is bound, since when, with what reservations.", "actor");

static const struct field exception_fields[] = {
	{"id", FIELD_CODE, REQ, 0, 0, 0, "Short name, used by a claim's answers."},
	{"text", FIELD_TEXTS, REQ | FTS, 0, 0, 0, "What defeats the duty."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Where it stands."},
};
SHAPE(exception, "exception", "What defeats the duty where it holds.", NULL);

static const struct field deadline_fields[] = {
	{"day", FIELD_DAY, REQ, 0, 0, 0, "The last day."},
	{"what", FIELD_TEXTS, FTS, 0, 0, 0, "What is due by then."},
	{"computed", FIELD_TEXTS, FTS, 0, 0, 0, "How the day is reckoned."},
	{"breach", FIELD_FLAG, 0, 0, 0, 0, "Yes (the default) where an act is a breach only after this day; no for a reporting date."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Who says so."},
};
SHAPE(deadline, "deadline", "A day by which something is due.", "day");

static const struct field monitor_fields[] = {
	{"actor", FIELD_REF, REQ, WHO, 0, 0, "The body that watches."},
	{"since", FIELD_EDTF, 0, 0, 0, 0, "Since when."},
	{"until", FIELD_EDTF, 0, 0, 0, 0, "Until when: the watch itself may have ended."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Who says so."},
};
SHAPE(monitor, "monitor", "Who watches that the duty is kept.", "actor");

static const struct field duty_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The duty's id in this case."},
	{"instrument", FIELD_TEXTS, REQ | FTS, 0, 0, 0, "Treaty, resolution, law or contract."},
	{"article", FIELD_TEXT, FTS, 0, 0, 0, "The provision."},
	{"kind", FIELD_WORD, 0, 0, LIST("treaty", "resolution", "law", "order", "custom", "contract", "commitment", "other"), 0, "What sort of instrument."},
	{"text", FIELD_TEXTS, REQ | FTS, 0, 0, 0, "What it demands or forbids, in our own words."},
	{"breached_by", FIELD_CODE, LST, 0, 0, 0, "Codes of the acts that would breach it."},
	{"role", FIELD_WORD, 0, 0, LIST("perpetrator", "enabler", "either"), 0, "In which role an actor breaches it; perpetrator or enabler unless said."},
	{"adopted", FIELD_EDTF, 0, 0, 0, 0, "Adopted or enacted."},
	{"in_force", FIELD_EDTF, 0, 0, 0, 0, "In force since."},
	{"ended", FIELD_EDTF, 0, 0, 0, 0, "No longer in force since."},
	{"parties", FIELD_OBJECT, LST, 0, 0, &party_shape, "Who is bound."},
	{"elements", FIELD_TEXTS, LST | FTS, 0, 0, 0, "What must be shown."},
	{"exceptions", FIELD_OBJECT, LST, 0, 0, &exception_shape, "What would defeat a charge."},
	{"deadlines", FIELD_OBJECT, LST, 0, 0, &deadline_shape, "Days by which something is due."},
	{"monitors", FIELD_OBJECT, LST, 0, 0, &monitor_shape, "Who watches."},
	{"standard", FIELD_CODE, 0, 0, 0, 0, "Standard of proof asked, a name in the rule file."},
	{"sources", FIELD_REF, LST, SRC, 0, 0, "Where it stands."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
};
SHAPE(duty, "duty", "A provision: who is bound to what, since when, until when.", NULL);

static const struct field step_fields[] = {
	{"when", FIELD_EDTF, REQ, 0, 0, 0, "When."},
	{"status", FIELD_WORD, REQ, 0,
	 LIST("promised", "due", "started", "done", "failed", "lapsed", "renewed", "vacant", "filled", "ended", "blocked"), 0,
	 "What it came to."},
	{"text", FIELD_TEXTS, FTS, 0, 0, 0, "In a sentence."},
	{"known", FIELD_EDTF, 0, 0, 0, 0, "When it became known, where that is another day."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "Who says so."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
};
SHAPE(step, "step", "One event in a response's history.", NULL);

static const struct field response_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The response's id in this case."},
	{"kind", FIELD_WORD, REQ, 0,
	 LIST("designation", "resolution", "vote", "post", "law", "promise", "report", "tribunal", "coalition", "return", "reply", "other"), 0,
	 "What sort of response."},
	{"title", FIELD_TEXTS, REQ | FTS, 0, 0, 0, "What is promised, owed or done."},
	{"actors", FIELD_REF, LST, WHO, 0, 0, "Who owes or did it."},
	{"duty", FIELD_REF, LST, REFS(KIND_DUTY), 0, 0, "The duty it follows from."},
	{"claims", FIELD_REF, LST, REFS(KIND_CLAIM), 0, 0, "The claims it answers."},
	{"due", FIELD_EDTF, 0, 0, 0, 0, "By when; leave out where there is no deadline."},
	{"history", FIELD_OBJECT, LST, 0, 0, &step_shape, "What happened, by date."},
	{"sources", FIELD_REF, LST, SRC, 0, 0, "Sources for this record as a whole."},
	{"confirmed", FIELD_FLAG, 0, 0, 0, 0, "No marks what could not be checked."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
};
SHAPE(response, "response", "What somebody did, promised or owes about it.", NULL);

static const struct field extract_fields[] = {
	{"sha256", FIELD_HASH, REQ, 0, 0, 0, "Hash of the extracted text, kept in evidence/ like any bytes."},
	{"size", FIELD_COUNT, REQ, 0, 0, 0, "Its bytes."},
	{"tool", FIELD_TEXT, REQ, 0, 0, 0, "What extracted it, with version."},
};
SHAPE(extract, "text", "Text taken out of an exhibit.", NULL);

static const struct field exhibit_fields[] = {
	{"id", FIELD_HASH, REQ, 0, 0, 0, "SHA-256 of the bytes."},
	{"size", FIELD_COUNT, REQ, 0, 0, 0, "Bytes."},
	{"type", FIELD_TEXT, REQ, 0, 0, 0, "Media type, by content."},
	{"name", FIELD_TEXT, FTS, 0, 0, 0, "File name when it was added, without its folder."},
	{"source", FIELD_REF, LST, SRC, 0, 0, "The sources whose bytes these are."},
	{"who", FIELD_TEXT, 0, 0, 0, 0, "Who added it."},
	{"when", FIELD_TEXT, 0, 0, 0, 0, "When it was added, UTC."},
	{"how", FIELD_TEXT, 0, 0, 0, 0, "How it came: file."},
	{"text", FIELD_OBJECT, 0, 0, 0, &extract_shape, "The text taken out of it."},
};
SHAPE(exhibit, "exhibit", "Bytes in custody.", NULL);

static const struct field decision_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "Id of the finding."},
	{"finding", FIELD_TEXT, REQ, 0, 0, 0, "Digest of what was decided on: the finding's elements as they stood."},
	{"verdict", FIELD_WORD, REQ, 0, LIST("confirmed", "rejected"), 0, "Which."},
	{"by", FIELD_TEXT, REQ, 0, 0, 0, "Who decided."},
	{"why", FIELD_TEXT, REQ | FTS, 0, 0, 0, "Why."},
	{"when", FIELD_TEXT, REQ, 0, 0, 0, "When, UTC."},
};
SHAPE(decision, "decision", "A human act on a proposed finding.", NULL);

static const struct field review_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "ACTOR/LIST/ENTRY."},
	{"actor", FIELD_REF, REQ, WHO, 0, 0, "Who was screened."},
	{"list", FIELD_TEXT, REQ, 0, 0, 0, "The list's name on the shelf."},
	{"entry", FIELD_TEXT, REQ, 0, 0, 0, "The list's id of the entry."},
	{"caption", FIELD_TEXT, FTS, 0, 0, 0, "The entry's name."},
	{"verdict", FIELD_WORD, REQ, 0, LIST("confirmed", "cleared"), 0, "Whether the actor is the one listed."},
	{"entry_sha256", FIELD_HASH, REQ, 0, 0, 0, "Hash of the entry as it was looked at."},
	{"asked", FIELD_HASH, REQ, 0, 0, 0, "Hash of what was known of the actor then."},
	{"score", FIELD_NUMBER, 0, 0, 0, 0, "Its score."},
	{"source", FIELD_REF, 0, SRC, 0, 0, "The analysis that found the hit."},
	{"by", FIELD_TEXT, REQ, 0, 0, 0, "Who decided."},
	{"why", FIELD_TEXT, REQ | FTS, 0, 0, 0, "Why."},
	{"when", FIELD_TEXT, REQ, 0, 0, 0, "When, UTC."},
	{"until", FIELD_DAY, 0, 0, 0, 0, "The last day on which it holds."},
};
SHAPE(review, "review", "A human act on a hit of screening.", NULL);

static const struct field weakest_fields[] = {
	{"actors", FIELD_REF, LST | REQ, WHO, 0, 0, "The actor that fits least, and the one it hangs on most."},
	{"probability", FIELD_NUMBER, REQ, 0, 0, 0, "That these two are one."},
};
SHAPE(weakest, "weakest link", "Where a merge would come apart first.", NULL);

static const struct field withdrawal_fields[] = {
	{"by", FIELD_TEXT, REQ, 0, 0, 0, "Who withdrew it."},
	{"why", FIELD_TEXT, REQ | FTS, 0, 0, 0, "Why."},
	{"when", FIELD_TEXT, REQ, 0, 0, 0, "When, UTC."},
	{"from", FIELD_REF, 0, REFS(KIND_MERGE), 0, 0, "The earlier merge of the same actors that was withdrawn: this one never held."},
};
SHAPE(withdrawal, "withdrawal", "A human act: the merge does not hold.", NULL);

static const struct field merge_fields[] = {
	{"id", FIELD_ID, REQ, 0, 0, 0, "The merge's id in this case."},
	{"actors", FIELD_REF, LST | REQ, WHO, 0, 0, "The actors, each a record or a person of the case, that are one."},
	{"source", FIELD_REF, REQ, SRC, 0, 0, "Who says so: the analysis that found it, or what documents it. Where that is retracted or superseded, the merge holds no more."},
	{"probability", FIELD_NUMBER, 0, 0, 0, 0, "That all of them are one."},
	{"weakest", FIELD_OBJECT, 0, 0, 0, &weakest_shape, "Where it would come apart first."},
	{"withdrawn", FIELD_OBJECT, 0, 0, 0, &withdrawal_shape, "That it holds no more; it stays to be seen."},
	{"note", FIELD_TEXTS, FTS, 0, 0, 0, "Remark for the reader."},
};
SHAPE(merge, "merge", "Actors that are one. They stay apart in the case: a merge says something of them and overwrites nothing.", NULL);

static const struct kind_info kinds[KIND_COUNT] = {
	{KIND_SOURCE, "source", "sources", &source_shape},
	{KIND_ACTOR, "actor", "actors", &actor_shape},
	{KIND_SITE, "site", "sites", &site_shape},
	{KIND_CLAIM, "claim", "claims", &claim_shape},
	{KIND_RELATION, "relation", "relations", &relation_shape},
	{KIND_DUTY, "duty", "duties", &duty_shape},
	{KIND_RESPONSE, "response", "responses", &response_shape},
	{KIND_EXHIBIT, "exhibit", NULL, &exhibit_shape},
	{KIND_DECISION, "decision", NULL, &decision_shape},
	{KIND_REVIEW, "review", NULL, &review_shape},
	{KIND_MERGE, "merge", "merges", &merge_shape},
};

const struct kind_info *kind_info(enum kind k)
{
	return &kinds[k];
}

const struct kind_info *kind_by_name(const char *name)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (!strcmp(kinds[i].name, name) || (kinds[i].plural && !strcmp(kinds[i].plural, name)))
			return &kinds[i];
	return NULL;
}

const struct field *shape_field(const struct shape *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->fields[i].name, name))
			return &s->fields[i];
	return NULL;
}

/* --- walks ------------------------------------------------------------------------------- */

struct walk {
	struct buf path;
	reference_visit *reference;
	text_visit *text;
	void *arg;
};

static enum status walk_shape(struct walk *w, const struct shape *s, const json_t *body);

static enum status walk_texts(struct walk *w, const json_t *v)
{
	if (json_is_string(v))
		return w->text(w->arg, buf_str(&w->path), "", json_string_value(v));
	const char *lang;
	json_t *t;
	json_object_foreach((json_t *)(uintptr_t)v, lang, t) {
		enum status s = json_is_string(t) ? w->text(w->arg, buf_str(&w->path), lang, json_string_value(t)) : ST_OK;
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

/* FtM properties: {"name": ["x", {"value": "y", "source": "S"}]} */
static enum status walk_property(struct walk *w, const json_t *item)
{
	static const struct field source_field = {"source", FIELD_REF, 0, SRC, 0, 0, ""};
	enum status s = ST_OK;
	const json_t *value = json_is_object(item) ? json_object_get(item, "value") : item;
	if (w->text && json_is_string(value))
		s = w->text(w->arg, buf_str(&w->path), json_text(item, "lang", ""), json_string_value(value));
	const char *source = json_text(item, "source", NULL);
	if (s == ST_OK && w->reference && source)
		s = w->reference(w->arg, buf_str(&w->path), &source_field, source);
	return s;
}

static enum status walk_properties(struct walk *w, const json_t *v)
{
	size_t mark = w->path.len;
	const char *name;
	json_t *values;
	json_object_foreach((json_t *)(uintptr_t)v, name, values) {
		size_t i;
		json_t *item;
		json_array_foreach(values, i, item) {
			buf_printf(&w->path, ".%s[%zu]", name, i);
			enum status s = buf_ok(&w->path) ? walk_property(w, item) : ST_ENV;
			if (s != ST_OK)
				return s;
			w->path.len = mark;
			w->path.bytes[mark] = '\0';
		}
	}
	return ST_OK;
}

static enum status walk_value(struct walk *w, const struct field *f, const json_t *v)
{
	switch (f->type) {
	case FIELD_OBJECT:
		return json_is_object(v) ? walk_shape(w, f->shape, v) : ST_OK;
	case FIELD_REF:
		return w->reference && json_is_string(v) ? w->reference(w->arg, buf_str(&w->path), f, json_string_value(v)) : ST_OK;
	case FIELD_PROPERTIES:
		return walk_properties(w, v);
	default:
		return w->text && (f->flags & FIELD_SEARCH) ? walk_texts(w, v) : ST_OK;
	}
}

static enum status walk_field(struct walk *w, const struct field *f, const json_t *v)
{
	size_t mark = w->path.len;
	enum status s = ST_OK;
	buf_printf(&w->path, "%s%s", mark ? "." : "", f->name);
	if (!(f->flags & FIELD_LIST)) {
		s = walk_value(w, f, v);
	} else {
		size_t i, named = w->path.len;
		json_t *item;
		json_array_foreach(v, i, item) {
			buf_printf(&w->path, "[%zu]", i);
			s = buf_ok(&w->path) ? walk_value(w, f, item) : ST_ENV;
			if (s != ST_OK)
				break;
			w->path.len = named;
			w->path.bytes[named] = '\0';
		}
	}
	if (w->path.bytes) {
		w->path.len = mark;
		w->path.bytes[mark] = '\0';
	}
	return s;
}

static enum status walk_shape(struct walk *w, const struct shape *s, const json_t *body)
{
	for (size_t i = 0; i < s->n; i++) {
		const json_t *v = json_object_get(body, s->fields[i].name);
		enum status st = v ? walk_field(w, &s->fields[i], v) : ST_OK;
		if (st == ST_OK && !buf_ok(&w->path))
			st = ST_ENV;
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

enum status shape_references(const struct shape *s, const json_t *body, reference_visit *visit, void *arg)
{
	struct walk w = {.reference = visit, .arg = arg};
	enum status st = walk_shape(&w, s, body);
	buf_free(&w.path);
	return st;
}

enum status shape_texts(const struct shape *s, const json_t *body, text_visit *visit, void *arg)
{
	struct walk w = {.text = visit, .arg = arg};
	enum status st = walk_shape(&w, s, body);
	buf_free(&w.path);
	return st;
}
