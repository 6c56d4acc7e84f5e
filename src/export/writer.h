/* What the writers of all formats share: the network, the sink, and reading attributes with every failure kept. */
#ifndef RL_EXPORT_WRITER_H
#define RL_EXPORT_WRITER_H

#include "export/attributes.h"
#include "export/sink.h"
#include "model/network.h"

typedef struct rl_writer {
    const rl_network *network;
    rl_sink sink;
    rl_buffer scratch;
    rl_measures has; /* what was measured, and RL_NEEDS_LOOKS */
} rl_writer;

/* One function a format. It writes everything into the sink, which remembers failures. */
typedef void (*rl_format_write)(rl_writer *writer);

void rl_graphml_write(rl_writer *writer); /* graphml.c */
void rl_json_write(rl_writer *writer);    /* json.c */

/* False if the element has no such attribute. Texts in the value live until the next call on the same writer. */
bool rl_writer_read(rl_writer *writer, const rl_attribute *attribute, const void *element, rl_value *ret_value);

/* A string as one clean line, such as an id. Lives until the next call on the same writer. */
const char *rl_writer_line(rl_writer *writer, const char *string);

/* The same, but line breaks are kept. */
const char *rl_writer_text(rl_writer *writer, const char *string);

#endif
