/* Reading for the writers: a value that could not be made for want of memory must end the run, not be left out. */
#include "export/writer.h"

static void keep_failure(rl_writer *writer)
{
    if (writer->scratch.failed)
        writer->sink.no_memory = true;
}

bool rl_writer_read(rl_writer *writer, const rl_attribute *attribute, const void *element, rl_value *ret_value)
{
    if ((attribute->needs & ~writer->has) != 0)
        return false;
    bool present = rl_attribute_read(attribute, element, ret_value, &writer->scratch);
    keep_failure(writer);
    return present;
}

const char *rl_writer_line(rl_writer *writer, const char *string)
{
    const char *line = rl_clean_string(string, true, &writer->scratch);
    keep_failure(writer);
    return line;
}

const char *rl_writer_text(rl_writer *writer, const char *string)
{
    const char *text = rl_clean_string(string, false, &writer->scratch);
    keep_failure(writer);
    return text;
}
