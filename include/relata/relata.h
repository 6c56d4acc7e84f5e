/* relata: from documents to the network of the people, places and organisations in them.
 *
 * The public interface; what makes, checks and asks gazetteers is in <relata/gazetteer.h>. Three objects carry a run:
 *
 *   relata_engine   what to look for: gazetteers and patterns. Filled, then sealed, then read-only and shared by threads.
 *   relata_reader   where documents come from: files, folders, JSON lines, standard input.
 *   relata_network  what was found: entities, edges with evidence, measures. Immutable.
 *
 * and a fourth answers questions about a network that was written earlier:
 *
 *   relata_index    a built network, opened for lookups.
 *
 * Conventions, everywhere in this file
 *   Strings   UTF-8. `const char *` arguments end in NUL; text that comes from documents has a length beside it.
 *   Ownership "owned": free it with the named function. "borrowed until X": do not free it, do not use it after X.
 *   Errors    functions that can fail return a relata_status and fill *err, which the caller owns and may be NULL. The
 *             first error wins. Outputs are not written on failure. Nothing is printed, nothing exits.
 *   Threads   a sealed engine may be used by many threads at once; every other object by one thread at a time. Networks
 *             are computed by igraph, which is not thread-safe as Debian builds it: build one network at a time.
 *   Numbers   offsets are bytes from the start of the text as given, end exclusive, unless a name says otherwise.
 */
#ifndef RELATA_RELATA_H
#define RELATA_RELATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define RELATA_API __attribute__((visibility("default")))
#else
#define RELATA_API
#endif

/* The version of the library, such as "0.1.0". Static. */
RELATA_API const char *relata_version(void);

/* ---- errors ------------------------------------------------------------------------------------------------------ */

typedef enum relata_status {
    RELATA_OK = 0,
    RELATA_END,            /* not an error: there is nothing more to read */
    RELATA_ERROR_MEMORY,   /* an allocation failed, or a size would not fit */
    RELATA_ERROR_ARGUMENT, /* the call itself is wrong: a NULL, an unknown name, a wrong order of calls */
    RELATA_ERROR_IO,       /* the system refused: no such file, no permission, disk full */
    RELATA_ERROR_FORMAT,   /* a file was read and is not what it should be */
    RELATA_ERROR_LIMIT,    /* larger than relata accepts */
    RELATA_ERROR_LIBRARY   /* a library underneath failed: its own words are in the message */
} relata_status;

/* One error: where and what. `source` is a file name or a document id, "" if there is none; `line` and `column` count
 * from 1, 0 if they mean nothing here; columns are bytes. `message` is one plain sentence without a full stop. */
typedef struct relata_error {
    relata_status status;
    size_t line;
    size_t column;
    char source[512];
    char message[512];
} relata_error;

/* Writes "source:line:column: message" (without the parts that are missing) into `buffer`, always ended by NUL.
 * Returns the length it would have needed without the NUL, as snprintf does. */
RELATA_API size_t relata_error_format(const relata_error *err, char *buffer, size_t size);

/* Called for each input that is left out although the run goes on (an unreadable file, a broken JSON line, a second
 * text under one id) and for each repair that loses nothing but should be known (bad UTF-8 replaced). `skipped` tells
 * the two apart. The error is borrowed until the call returns. */
typedef void (*relata_notice_fn)(void *user, const relata_error *what, bool skipped);

/* Receives a piece of output. Returns false to stop the writer, which then fails with RELATA_ERROR_IO. */
typedef bool (*relata_write_fn)(void *user, const char *bytes, size_t length);

/* ---- the engine: what to look for -------------------------------------------------------------------------------- */

typedef struct relata_engine relata_engine;

/* An empty engine. Owned: relata_engine_free. */
RELATA_API relata_status relata_engine_new(relata_engine **ret_engine, relata_error *err);

/* Frees an engine and all it holds. NULL is fine. */
RELATA_API void relata_engine_free(relata_engine *engine);

/* Adds a gazetteer: a .tsv file, or a folder whose .tsv files are all read, recursively, in name order. The format is
 * described in gazetteers/README.md. `shipped` marks lists that come with relata; entries of the user's own lists win
 * over them, and the user's own folders and files may also be rules (see relata_engine_add_rules). Only before
 * relata_engine_seal. */
RELATA_API relata_status relata_engine_add_gazetteer(relata_engine *engine, const char *path, bool shipped,
                                                     relata_error *err);

/* Adds the rules beside the lists: a .patterns, .weights, .furniture, .variants or .relations file, or a folder whose files with these
 * endings are all read, recursively, in name order. Only before relata_engine_seal. */
RELATA_API relata_status relata_engine_add_rules(relata_engine *engine, const char *path, relata_error *err);

/* Takes learned weights from this file (as relata_train writes them) instead of those that rules brought. Only before
 * relata_engine_seal, and after relata_engine_add_rules. */
RELATA_API relata_status relata_engine_use_weights(relata_engine *engine, const char *path, relata_error *err);

/* Compiles what was added. From here on the engine is read-only. Cost: about 1 microsecond per name. */
RELATA_API relata_status relata_engine_seal(relata_engine *engine, relata_error *err);

/* True if `type` is a type that mentions can have with this engine: person, place, organisation, or a type of its
 * gazetteers. Only after relata_engine_seal. */
RELATA_API bool relata_engine_has_type(const relata_engine *engine, const char *type);

/* ---- the reader: where documents come from ----------------------------------------------------------------------- */

/* One document. All strings are borrowed until the next relata_reader_next or relata_reader_free. `text` is the bytes of
 * the input, after JSON decoding, and in UTF-8 if they were in another encoding; of HTML the main text. It may hold bad
 * UTF-8 and NUL. */
typedef struct relata_document {
    const char *id;    /* the JSON id; else the normalised path; else path:line */
    const char *title; /* NULL if the input has none */
    const char *date;  /* ISO (2025, 2025-10 or 2025-10-31); NULL if neither the input nor its first lines say one */
    const char *text;
    size_t text_length;
    const char *source; /* the input: a normalised path, "stdin"; NULL if it is not of a file */
} relata_document;

typedef struct relata_reader relata_reader;

/* Opens inputs: files (.txt, .md, .html, .htm, .xhtml, .jsonl, .ndjson, also with .gz or .zst behind it; other files that
 * are named are read as text, or as HTML if they begin so), folders (recursively, in name order; files in them with other
 * endings are passed over), "-" for standard input (JSON lines if the first character that is not white space is a brace,
 * HTML if it begins so, else one text). What is compressed by gzip or zstd is decompressed, whatever its name. `paths` is
 * copied. `notice` may be NULL. Nothing is read yet. Owned: relata_reader_free. */
RELATA_API relata_status relata_reader_new(const char *const *paths, size_t count, relata_notice_fn notice, void *user,
                                           relata_reader **ret_reader, relata_error *err);
RELATA_API void relata_reader_free(relata_reader *reader);

/* Keeps all visible text of HTML pages; else menus, related links, comments and the like are left out. */
RELATA_API void relata_reader_keep_boilerplate(relata_reader *reader, bool keep);

/* Reads the next document. RELATA_END when there is none; inputs that cannot be read are reported to `notice` and
 * skipped. */
RELATA_API relata_status relata_reader_next(relata_reader *reader, relata_document *ret_document, relata_error *err);

/* How many documents were returned and how many inputs were skipped so far. */
RELATA_API size_t relata_reader_documents(const relata_reader *reader);
RELATA_API size_t relata_reader_skipped(const relata_reader *reader);

/* What was read so far: these two numbers and kinds of inputs. */
typedef struct relata_reading {
    size_t documents;
    size_t skipped;
    size_t pages;        /* documents that were HTML */
    size_t converted;    /* files that were not in UTF-8 */
    size_t decompressed; /* files */
} relata_reading;

RELATA_API relata_reading relata_reader_counts(const relata_reader *reader);

/* ---- extraction: the mentions of each document ------------------------------------------------------------------- */

typedef enum relata_offsets {
    RELATA_OFFSETS_CODEPOINT = 0,
    RELATA_OFFSETS_BYTE,
    RELATA_OFFSETS_UTF16
} relata_offsets;

/* A piece of evidence for a mention, with what it adds to the sum of each type. Of the types, the one with the highest sum
 * above zero wins, unless spans that overlap make more together. Borrowed like the mention. */
typedef struct relata_reason {
    const char *evidence;
    double person;
    double place;
    double organisation;
} relata_reason;

/* A mention: a stretch of text that names an entity. Offsets are in the unit that was asked for and count in the text
 * as given (a bad byte sequence counts as the one U+FFFD that stands for it, except in bytes). All strings are borrowed
 * until the callback returns. */
typedef struct relata_mention {
    size_t start;
    size_t end;
    const char *text; /* the exact slice, bad bytes replaced; text_length bytes, not ended by NUL */
    size_t text_length;
    const char *type;
    const char *entity; /* id */
    const char *name;   /* label */
    const char *source; /* the gazetteer or pattern that found it */
    const relata_reason *reasons; /* largest weight first; NULL unless asked for */
    size_t reason_count;
    relata_reason sums; /* of all reasons, as evidence "sum" */
    bool repeated; /* in a passage that the document says a second time: networks do not count it */
} relata_mention;

/* A typed relation that a sentence states. Offsets as those of mentions; the two ends may be demonyms ("Canadian police":
 * Canada), and an object may stand in another sentence (whose prime minister "the Prime Minister" is). Borrowed like a
 * mention. */
typedef struct relata_relation {
    const char *subject; /* id */
    const char *subject_name;
    const char *relation; /* its name in the file of relations: "met_with" */
    const char *object;   /* id */
    const char *object_name;
    const char *modality; /* "asserted", "reported" (the text says that somebody says so), "planned" */
    bool past;            /* it was so before: "former" */
    size_t sentence;      /* from 1 */
    const char *text;     /* of the sentence, white space collapsed, at most 1000 bytes */
    size_t start;         /* the words that say it */
    size_t end;
    size_t subject_start;
    size_t subject_end;
    size_t object_start;
    size_t object_end;
} relata_relation;

typedef struct relata_extraction {
    const char *id;
    const char *title; /* NULL if unknown */
    const char *date;  /* NULL if unknown */
    const char *text;  /* what offsets count in, bad bytes replaced; NULL if it was not asked for */
    size_t text_length;
    const relata_mention *mentions;
    size_t count;
    size_t repeats;   /* passages that the document says a second time; their mentions are marked */
    size_t furniture; /* phrases that were left out because they are furniture of the page */
    const relata_relation *relations; /* in text order; of the types that were asked for */
    size_t relation_count;
} relata_extraction;

/* Receives one document's mentions, in text order. Returns false to stop the run. */
typedef bool (*relata_extraction_fn)(void *user, const relata_extraction *extraction);

typedef struct relata_extract_options {
    relata_offsets offsets;
    const char *const *types; /* only these types; NULL for all */
    size_t type_count;
    bool with_text; /* hand out the text too */
    unsigned jobs;  /* threads; 0 = as many as there are processors */
    relata_notice_fn notice;
    void *notice_user;
    bool explain; /* give the reasons of mentions: takes several times as long */
    const char *judgements; /* a file of them, obeyed in each document (docs/cli.md, "Judgements"); NULL for none */
    bool keep_furniture; /* look for names in the furniture of pages too */
    bool keep_repeats;   /* do not mark those in passages that a document says a second time */
} relata_extract_options;

/* Zeroes and defaults. */
RELATA_API void relata_extract_options_init(relata_extract_options *options);

/* Reads every document and calls `receive` for each in input order, from the calling thread. Each document is decided
 * alone. `*ret_skipped` (may be NULL) counts inputs left out, and documents in which a judgement cannot be obeyed. */
RELATA_API relata_status relata_extract(const relata_engine *engine, relata_reader *reader,
                                        const relata_extract_options *options, relata_extraction_fn receive,
                                        void *user, size_t *ret_skipped, relata_error *err);

/* Writes one extraction as a line of JSON, newline included:
 * {"id","title"?,"date"?,"text"?,"mentions":[{"start","end","text","type","entity","name","source","repeated"?}],
 *  "relations"?:[{"subject","relation","object","modality","past"?,"sentence","text","start","end","subject_start",
 *  "subject_end","object_start","object_end"}]} */
RELATA_API relata_status relata_extraction_write_json(const relata_extraction *extraction, relata_write_fn write,
                                                      void *user, relata_error *err);

/* ---- the network ------------------------------------------------------------------------------------------------- */

typedef enum relata_window {
    RELATA_WINDOW_SENTENCE = 0,
    RELATA_WINDOW_PARAGRAPH,
    RELATA_WINDOW_DOCUMENT,
    RELATA_WINDOW_TOKENS /* blocks of window_tokens tokens inside a paragraph */
} relata_window;

/* Which edges stand out from chance: the rest is left out (docs/cli.md, "Backbones"). */
typedef enum relata_backbone {
    RELATA_BACKBONE_NONE = 0,
    RELATA_BACKBONE_DISPARITY,      /* Serrano, Boguna & Vespignani 2009 */
    RELATA_BACKBONE_NOISE_CORRECTED /* Coscia & Neffke 2017; weights must be counts or documents */
} relata_backbone;

typedef enum relata_layout {
    RELATA_LAYOUT_AUTO = 0, /* FR */
    RELATA_LAYOUT_DRL,
    RELATA_LAYOUT_FR, /* Fruchterman & Reingold */
    RELATA_LAYOUT_KK, /* Kamada & Kawai */
    RELATA_LAYOUT_CIRCLE,
    RELATA_LAYOUT_NONE /* nodes have neither positions nor sizes and colours */
} relata_layout;

/* The name of the measure at `index` ("degree", "closeness"), or NULL past the last one. Static. */
RELATA_API const char *relata_measure_name(size_t index);

/* What is written as the weight of an edge. Sources and formulas: docs/weights.md. */
typedef enum relata_weight {
    RELATA_WEIGHT_COUNT = 0,      /* windows that hold both */
    RELATA_WEIGHT_DOCUMENTS,      /* documents in which they do */
    RELATA_WEIGHT_NPMI,           /* normalised pointwise mutual information, -1 to 1 */
    RELATA_WEIGHT_LOG_LIKELIHOOD, /* Dunning's, negative where the two are together less than by chance */
    RELATA_WEIGHT_JACCARD,        /* 0 to 1 */
    RELATA_WEIGHT_COSINE          /* 0 to 1 */
} relata_weight;

/* Into which periods documents are sorted, for a network of each: <relata/time.h>. */
typedef enum relata_slicing {
    RELATA_SLICING_NONE = 0,
    RELATA_SLICING_YEAR,
    RELATA_SLICING_QUARTER,
    RELATA_SLICING_MONTH,
    RELATA_SLICING_WEEK, /* of ISO 8601 */
    RELATA_SLICING_DAY
} relata_slicing;

/* The weight of this name ("count", "documents", "npmi", "log_likelihood", "jaccard", "cosine"); false if there is none. */
RELATA_API bool relata_weight_of_name(const char *name, relata_weight *ret_weight);

/* An option that decides what is found, as a store keeps it. */
typedef struct relata_setting {
    const char *name;
    const char *value;
} relata_setting;

typedef struct relata_build_options {
    relata_weight weight; /* edges whose weight is not above zero are left out */
    relata_window window;
    size_t window_tokens;  /* for RELATA_WINDOW_TOKENS, at least 2 */
    double min_weight;     /* edges below it are left out; 0 keeps all */
    size_t min_documents;  /* edges seen in fewer documents are left out; 0 keeps all */
    const char *const *types; /* only entities of these types; NULL for all */
    size_t type_count;
    uint64_t seed; /* of layout and communities */
    unsigned jobs; /* threads; 0 = as many as there are processors. The result does not depend on it */
    relata_notice_fn notice;
    void *notice_user;
    /* Called now and then from the calling thread with the number of documents read; may be NULL. */
    void (*progress)(void *user, size_t documents);
    void *progress_user;
    const char *judgements; /* a file of them, obeyed over everything else (docs/cli.md, "Judgements"); NULL for none */
    bool keep_furniture; /* count the furniture of pages too: known phrases, and lines that recur in many documents */
    bool keep_repeats;   /* … passages that a document says a second time */
    bool keep_copies;    /* … documents that repeat another one */
    /* Only documents of these days: "2025", "2025-10" or "2025-10-31", both included; NULL for no bound. Documents whose date is
     * not known are left out where there is a bound. A date without day or month counts if it may lie inside. */
    const char *since;
    const char *until;

    /* What is left of the network, in this order: the backbone, edges that are not below a minimum (min_weight,
     * min_documents above, min_count), the neighbourhood of an entity, the strongest entities. */
    relata_backbone backbone;
    double alpha;     /* of the backbone, 0 to 1: the smaller, the fewer edges */
    size_t min_count; /* edges of fewer windows are left out; 0 keeps all */
    const char *ego;  /* only what is at most `depth` edges from the entities that have this name; NULL for all */
    size_t depth;
    size_t top; /* only so many entities: those of the largest strength, and the ego; 0 for all */

    /* Names of measures; in their order, "all" adds all and "none" takes those before it away. NULL for those of every
     * day. */
    const char *const *measures;
    size_t measure_count;
    double resolution; /* of communities and modularity, above 0: the larger, the smaller are communities */
    relata_layout layout;
    relata_slicing slice; /* also a network of each period, with the same ids (<relata/time.h>) */

    /* A store of it all is made (<relata/store.h>), which appears at this path when relata_network_save is first given it among
     * its paths; later saves leave it as it is. NULL for none. */
    const char *store;
    const relata_setting *settings; /* what else whoever adds to the store must know */
    size_t setting_count;
} relata_build_options;

RELATA_API void relata_build_options_init(relata_build_options *options);

typedef struct relata_network relata_network;

/* What a build saw and made. */
typedef struct relata_summary {
    size_t documents;
    size_t mentions;
    size_t entities;
    size_t edges;
    size_t weightless; /* pairs that are no edges because their weight is not above zero */
    size_t skipped; /* inputs left out */
    size_t outside; /* documents that were not read because of their date … */
    size_t undated; /* … or because it is not known */
    size_t pages;   /* see relata_reading, as the next two */
    size_t converted;
    size_t decompressed;
    size_t copies;          /* documents that were not counted because they repeat another one */
    size_t repeats;         /* passages that were not counted because their document says them twice */
    size_t furniture;       /* phrases of furniture that were passed over … */
    size_t furniture_lines; /* … and lines with names, because they recur in many documents */
    /* What was found and is not in the network: */
    size_t backbone_edges; /* edges that are not of the backbone, */
    size_t light_edges;    /* then those below a minimum, */
    size_t far_entities;   /* then what is not near the ego, */
    size_t far_edges;
    size_t weak_entities; /* then what is not among the strongest */
    size_t weak_edges;
    size_t slices;   /* periods with a network of their own */
    size_t unsliced; /* documents that count and are in none: their date is not known or says too little */
} relata_summary;

/* Reads every document and builds the co-occurrence network. What is said twice counts once: passages inside of a
 * document, documents that repeat another one (the earliest counts, then the one with the smallest id). Same documents and options, same network: the order of
 * the inputs, the number of threads and the locale change nothing. Two texts under one id: the one with the smallest
 * SHA-256 is kept. Owned: relata_network_free. */
RELATA_API relata_status relata_build(const relata_engine *engine, relata_reader *reader,
                                      const relata_build_options *options, relata_network **ret_network,
                                      relata_summary *ret_summary, relata_error *err);
RELATA_API void relata_network_free(relata_network *network);

/* The typed relations between the same entities, as a network of its own: directed, one edge for each (subject, relation,
 * object). For relata_network_write; borrowed until `network` is freed. NULL if `network` is one of relations itself. */
RELATA_API const relata_network *relata_network_relations(const relata_network *network);

/* The name of the format that a file with this path's extension has ("graphml", "json"), or NULL if it is unknown.
 * Static. */
RELATA_API const char *relata_format_of_path(const char *path);
/* The extension of the format at `index`, with its dot (".graphml", ".json"), or NULL past the last one. Static. */
RELATA_API const char *relata_format_extension(size_t index);

/* Writes the network in a format. Cost: linear in its size. */
RELATA_API relata_status relata_network_write(const relata_network *network, const char *format, relata_write_fn write,
                                              void *user, relata_error *err);

/* Writes the network into files, the format of each by its extension. All are written to temporary files beside their
 * places, flushed and checked before the first is renamed: on failure every earlier file is still there, whole.
 * Missing folders are made. Files called "relations" (relations.json) get the typed relations instead; a path that
 * ends in "/" is a folder for slices (<relata/time.h>). */
RELATA_API relata_status relata_network_save(const relata_network *network, const char *const *paths, size_t count,
                                             relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
