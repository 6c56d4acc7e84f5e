/* The public functions of reports: check the call, pick, write. */
#include <relata/report.h>

#include "api/internal.h"

#include "base/file.h"
#include "export/report.h"
#include "load/load.h"
#include "report/report.h"

relata_status relata_network_open(const char *path, relata_network **ret_network, relata_error *err)
{
    rl_error_clear(err);
    if (path == NULL || ret_network == NULL)
        return rl_refuse(err, "a path and a place for the network are needed");
    return rl_network_load(path, (rl_network **)ret_network, err);
}

void relata_report_options_init(relata_report_options *options)
{
    if (options != NULL)
        *options = (relata_report_options){.top = 10};
}

static relata_status check(const relata_network *network, const relata_report_options *options, const char *format,
                           relata_error *err)
{
    if (network == NULL || format == NULL)
        return rl_refuse(err, "a network and a format are needed");
    if (((const rl_network *)network)->is_directed)
        return rl_refuse(err, "a report is made of the network that has the relations, not of them alone");
    if (options != NULL && (options->top == 0 || options->top > RL_REPORT_MOST))
        return rl_refuse(err, "the lists of a report show 1 to 1000 items");
    if (!rl_report_has_format(format))
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "unknown format of reports \"%s\"", format);
    return RELATA_OK;
}

static relata_status make_and_write(const relata_network *network, const relata_report_options *options,
                                    const char *format, relata_write_fn write, void *user, relata_error *err)
{
    relata_report_options defaults;
    rl_report report;
    relata_report_options_init(&defaults);
    size_t top = options != NULL ? options->top : defaults.top;
    relata_status status = rl_report_make((const rl_network *)network, top, &report, err);
    if (status != RELATA_OK)
        return status;
    status = rl_report_write(&report, format, write, user, err);
    rl_report_free(&report);
    return status;
}

relata_status relata_report_write(const relata_network *network, const relata_report_options *options,
                                  const char *format, relata_write_fn write, void *user, relata_error *err)
{
    rl_error_clear(err);
    relata_status status = check(network, options, format, err);
    if (status == RELATA_OK && write == NULL)
        return rl_refuse(err, "a report needs a function that writes");
    return status == RELATA_OK ? make_and_write(network, options, format, write, user, err) : status;
}

static bool write_output(void *user, const char *bytes, size_t length)
{
    return rl_output_set_write(user, 0, bytes, length);
}

relata_status relata_report_save(const relata_network *network, const relata_report_options *options,
                                 const char *format, const char *path, relata_error *err)
{
    rl_output_set set = {0};
    size_t output = 0;
    rl_error_clear(err);
    relata_status status = check(network, options, format, err);
    if (status == RELATA_OK && path == NULL)
        return rl_refuse(err, "a report needs a place to write to");
    if (status == RELATA_OK)
        status = rl_output_set_add(&set, path, &output, err);
    if (status != RELATA_OK) {
        rl_output_set_abort(&set);
        return status;
    }
    relata_error written = {0};
    status = make_and_write(network, options, format, write_output, &set, &written);
    /* What the system said of a failed write is in the set: commit reports it. */
    if (status == RELATA_OK || status == RELATA_ERROR_IO)
        return rl_output_set_commit(&set, err);
    rl_output_set_abort(&set);
    return rl_error_set(err, status, NULL, 0, 0, "%s", written.message);
}
