/* Text inside XML. */
#ifndef RL_EXPORT_XML_H
#define RL_EXPORT_XML_H

#include "export/sink.h"

/* Puts text that already passed the sanitiser, escaped for content and for attribute values in double quotes. */
void rl_xml_put(rl_sink *sink, const char *text, size_t length);

#endif
