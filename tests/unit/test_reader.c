/* The reader on real files: order, ids, what is passed over, what is skipped and named, standard input. */
#include "files.h"

#include "input/reader.h"

#include "input/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

/* ---- a folder of the test's own ---- */

static char home[64];

static int make_home(void **state)
{
    (void)state;
    (void)snprintf(home, sizeof home, "/tmp/relata-test-XXXXXX");
    return mkdtemp(home) != NULL && chdir(home) == 0 ? 0 : -1;
}

static int remove_home(void **state)
{
    (void)state;
    char command[256];
    (void)snprintf(command, sizeof command, "chmod -R u+rwx '%s' && rm -rf '%s'", home, home);
    if (getuid() == 0 && seteuid(0) != 0)
        return -1;
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    put_file(path, text, strlen(text));
}

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0777), 0);
}

/* ---- reading everything into one string ---- */

typedef struct outcome {
    char documents[4096]; /* "id=text;" for each */
    char notices[4096];   /* "source:line:column: message;" for each, "(kept) " before those that lose nothing */
    size_t skipped;
} outcome;

static void notice(void *user, const relata_error *what, bool skipped)
{
    outcome *o = user;
    char line[1100];
    (void)relata_error_format(what, line, sizeof line);
    size_t used = strlen(o->notices);
    (void)snprintf(o->notices + used, sizeof o->notices - used, "%s%s;", skipped ? "" : "(kept) ", line);
    o->skipped += skipped ? 1 : 0;
}

static void read_paths(const char *const *paths, size_t count, outcome *ret)
{
    rl_reader *reader = NULL;
    relata_document d;
    relata_status status;
    size_t documents = 0;
    memset(ret, 0, sizeof *ret);
    assert_int_equal(rl_reader_new(paths, count, notice, ret, &reader, NULL), RELATA_OK);
    while ((status = rl_reader_next(reader, &d, NULL)) == RELATA_OK) {
        size_t used = strlen(ret->documents);
        (void)snprintf(ret->documents + used, sizeof ret->documents - used, "%s=%.*s;", d.id, (int)d.text_length,
                       d.text);
        documents++;
    }
    assert_int_equal(status, RELATA_END);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_END);
    assert_int_equal(rl_reader_counts(reader).documents, documents);
    assert_int_equal(rl_reader_counts(reader).skipped, ret->skipped);
    rl_reader_free(reader);
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__}), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

static void assert_read(const char *const *paths, size_t count, const char *documents, const char *notices)
{
    outcome o;
    read_paths(paths, count, &o);
    assert_string_equal(o.documents, documents);
    assert_string_equal(o.notices, notices);
}

/* ---- folders and files ---- */

static void make_news(void)
{
    make_folder("news");
    make_folder("news/b");
    make_folder("news/.hidden");
    put("news/c.txt", "C");
    put("news/a.md", "A");
    put("news/b/x.TXT", "X");
    put("news/picture.png", "no");
    put("news/.draft.txt", "no");
    put("news/.hidden/y.txt", "no");
    put("news/l.jsonl", "{\"text\":\"L\"}\n");
}

static void a_folder_is_read_in_name_order(void **state)
{
    (void)state;
    make_news();
    const char *all = "news/a.md=A;news/b/x.TXT=X;news/c.txt=C;news/l.jsonl:1=L;";
    assert_read(PATHS("news"), all, "");
    assert_read(PATHS("./news/"), all, "");
    assert_read(PATHS("news//b/.."), all, "");
}

static void a_file_has_one_id_however_it_is_named(void **state)
{
    (void)state;
    make_news();
    assert_read(PATHS("news/c.txt"), "news/c.txt=C;", "");
    assert_read(PATHS("./news/./b/../c.txt"), "news/c.txt=C;", "");
    char path[128], expected[160];
    (void)snprintf(path, sizeof path, "%s//news/c.txt", home);
    (void)snprintf(expected, sizeof expected, "%s/news/c.txt=C;", home);
    assert_read(PATHS(path), expected, "");
    put("-", "minus");
    assert_read(PATHS("./-"), "./-=minus;", "");
}

static void inputs_are_read_in_the_order_given_and_once(void **state)
{
    (void)state;
    make_news();
    assert_read(PATHS("news/l.jsonl", "news/c.txt", "./news", "news/c.txt", "news/"),
                "news/l.jsonl:1=L;news/c.txt=C;news/a.md=A;news/b/x.TXT=X;", "");
    assert_read(PATHS("missing", "./missing"), "", "missing: cannot open: No such file or directory;");
}

static void a_named_file_may_have_any_ending(void **state)
{
    (void)state;
    put("page", "plain");
    put("page.html", "<p>Read me");
    make_folder(".dot");
    put(".dot/a.txt", "D");
    assert_read(PATHS("page", "page.html", ".dot"), "page=plain;page.html=Read me\n;.dot/a.txt=D;", "");
}

static void binary_files_are_refused(void **state)
{
    (void)state;
    char late[2000];
    memset(late, 'a', sizeof late);
    late[1500] = '\0';
    put_file("photo.jpg", "\xFF\xD8\0\0", 4);
    put_file("utf16.dat", "\xFF\xFE" "a\0", 4);
    put_file("odd.txt", "a\0b", 3); /* its ending says that it is text */
    put_file("late.dat", late, sizeof late);
    outcome o;
    read_paths(PATHS("photo.jpg", "utf16.dat", "odd.txt", "late.dat"), &o);
    assert_string_equal(o.notices, "photo.jpg: not a text file;(kept) utf16.dat: read as UTF-16LE;");
    assert_non_null(strstr(o.documents, "utf16.dat=a;"));
    assert_non_null(strstr(o.documents, "odd.txt="));
    assert_non_null(strstr(o.documents, "late.dat="));
}

static void empty_files_are_documents_without_text(void **state)
{
    (void)state;
    put("empty.txt", "");
    put("empty.jsonl", "");
    rl_reader *reader = NULL;
    relata_document d = {0};
    assert_int_equal(rl_reader_new(PATHS("empty.txt", "empty.jsonl"), NULL, NULL, &reader, NULL), RELATA_OK);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
    assert_string_equal(d.id, "empty.txt");
    assert_string_equal(d.text, "");
    assert_int_equal(d.text_length, 0);
    assert_null(d.title);
    assert_null(d.date);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_END);
    assert_int_equal(rl_reader_counts(reader).skipped, 1); /* of a file of lines each line would be one */
    rl_reader_free(reader);
    rl_reader_free(NULL);
}

static void what_cannot_be_read_is_named_and_passed_over(void **state)
{
    (void)state;
    make_folder("empty");
    make_folder("others");
    put("others/a.csv", "x");
    put("a.txt", "A");
    assert_int_equal(symlink("nothing", "others/dangling.txt"), 0);
    assert_read(PATHS("no.txt", "empty", "no.jsonl", "", "a.txt", "a.txt/b"), "a.txt=A;",
                "no.txt: cannot open: No such file or directory;"
                "empty: no documents in the folder (.txt, .md, .html, .jsonl or .ndjson);"
                "no.jsonl: cannot open: No such file or directory;"
                "an empty name is no file;"
                "a.txt/b: cannot open: Not a directory;");
    assert_read(PATHS("others"), "", "others/dangling.txt: cannot open: No such file or directory;");
}

static void what_may_not_be_read_is_named(void **state)
{
    (void)state;
    make_folder("f");
    make_folder("f/shut");
    make_folder("shut");
    put("f/a.txt", "A");
    put("f/b.txt", "B");
    assert_int_equal(chmod("f/shut", 0) | chmod("shut", 0) | chmod("f/b.txt", 0), 0);
    if (geteuid() == 0) { /* root may read everything: go on as nobody */
        assert_int_equal(chmod(home, 0755), 0);
        assert_int_equal(seteuid(65534), 0);
    }
    assert_read(PATHS("f", "shut"), "f/a.txt=A;",
                "f/shut: cannot open: Permission denied;"
                "f/b.txt: cannot open: Permission denied;"
                "shut: cannot open: Permission denied;");
}

static void no_inputs_give_no_documents(void **state)
{
    (void)state;
    assert_read(NULL, 0, "", "");
}

static void paths_are_copied(void **state)
{
    (void)state;
    put("a.txt", "A");
    char path[] = "a.txt";
    const char *paths[] = {path};
    rl_reader *reader = NULL;
    relata_document d;
    assert_int_equal(rl_reader_new(paths, 1, NULL, NULL, &reader, NULL), RELATA_OK);
    path[0] = 'z';
    paths[0] = NULL;
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
    assert_string_equal(d.id, "a.txt");
    rl_reader_free(reader);
}

/* ---- JSON lines ---- */

static void lines_are_documents(void **state)
{
    (void)state;
    put("n.ndjson", "\xEF\xBB\xBF{\"id\":\"one\",\"text\":\"1\"}\r\n\n  \n{\"text\":\"4\"}\n{\"id\":5,\"text\":\"5\"}");
    assert_read(PATHS("./n.ndjson"), "one=1;n.ndjson:4=4;5=5;", "");
}

static void fields_are_handed_on(void **state)
{
    (void)state;
    put("n.jsonl", "{\"title\":\"T\",\"date\":\"2025\",\"text\":\"a\\u0000b\"}\n{\"text\":\"\"}\n");
    rl_reader *reader = NULL;
    relata_document d;
    assert_int_equal(rl_reader_new(PATHS("n.jsonl"), NULL, NULL, &reader, NULL), RELATA_OK);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
    assert_string_equal(d.title, "T");
    assert_string_equal(d.date, "2025");
    assert_int_equal(d.text_length, 3);
    assert_memory_equal(d.text, "a\0b", 3);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
    assert_null(d.title);
    assert_string_equal(d.id, "n.jsonl:2");
    rl_reader_free(reader); /* in the middle of a file */
}

static void broken_lines_are_named_and_passed_over(void **state)
{
    (void)state;
    put("n.jsonl", "{\"text\":\"1\"}\n{\"text\":\n[]\n{\"id\":[],\"text\":\"4\"}\n{\"text\":\"5\"}\n{");
    assert_read(PATHS("./n.jsonl"), "n.jsonl:1=1;n.jsonl:5=5;",
                "./n.jsonl:2:8: broken JSON: unexpected token near end of line;"
                "./n.jsonl:3:1: not a JSON object;"
                "./n.jsonl:4:2: \"id\" is neither a string nor an integer that fits 64 bits;"
                "./n.jsonl:6:1: broken JSON: string or '}' expected near end of line;");
}

static void bad_bytes_in_a_line_are_replaced(void **state)
{
    (void)state;
    put("n.jsonl", "{\"text\":\"caf\xE9!\"}\n");
    assert_read(PATHS("n.jsonl"), "n.jsonl:1=caf\xEF\xBF\xBD!;", "(kept) n.jsonl:1:13: bad UTF-8 replaced;");
}

static void many_lines_are_streamed(void **state)
{
    (void)state;
    FILE *f = fopen("many.jsonl", "wb");
    assert_non_null(f);
    for (int i = 0; i < 20000; i++)
        assert_true(fprintf(f, "{\"id\":\"d%d\",\"text\":\"Xi Jinping met Mark Carney, number %d.\"}\n", i, i) > 0);
    assert_int_equal(fclose(f), 0);
    rl_reader *reader = NULL;
    relata_document d;
    char id[16];
    assert_int_equal(rl_reader_new(PATHS("many.jsonl"), NULL, NULL, &reader, NULL), RELATA_OK);
    for (int i = 0; i < 20000; i++) {
        assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
        (void)snprintf(id, sizeof id, "d%d", i);
        assert_string_equal(d.id, id);
    }
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_END);
    assert_int_equal(rl_reader_counts(reader).documents, 20000);
    rl_reader_free(reader);
}

/* ---- compressed files ---- */

static void put_gzip(const char *path, const char *text)
{
    gzFile f = gzopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(gzwrite(f, text, (unsigned)strlen(text)), strlen(text));
    assert_int_equal(gzclose(f), Z_OK);
}

static void put_zstd(const char *path, const char *text)
{
    char bytes[4096];
    size_t size = ZSTD_compress(bytes, sizeof bytes, text, strlen(text), 3);
    assert_false(ZSTD_isError(size));
    put_file(path, bytes, size);
}

static void compressed_files_are_read_whatever_their_names(void **state)
{
    (void)state;
    make_folder("n");
    put_gzip("n/a.txt.gz", "A");
    put_zstd("n/b.jsonl.zst", "{\"text\":\"B\"}\n");
    put_gzip("n/c.txt", "C");
    put("n/d.txt.gz", "D");
    put_gzip("n/e.gz", "passed over in a folder");
    put_gzip("n/f.HTML.GZ", "<p>F");
    assert_read(PATHS("n", "n/e.gz"),
                "n/a.txt.gz=A;n/b.jsonl.zst:1=B;n/c.txt=C;n/d.txt.gz=D;n/f.HTML.GZ=F\n;n/e.gz=passed over in a folder;",
                "");
}

/* Cut at every byte: what is whole is kept, and the file is named with the line behind it. */
static void cut_compressed_files_give_what_is_whole(void **state)
{
    (void)state;
    char bytes[4096];
    put_gzip("whole.gz", "{\"text\":\"1\"}\n{\"text\":\"2\"}\n");
    FILE *f = fopen("whole.gz", "rb");
    assert_non_null(f);
    size_t length = fread(bytes, 1, sizeof bytes, f);
    assert_int_equal(fclose(f), 0);
    for (size_t cut = 2; cut < length; cut++) {
        outcome o;
        put_file("n.jsonl", bytes, cut);
        read_paths(PATHS("n.jsonl"), &o);
        assert_int_equal(o.skipped, 1);
        assert_ptr_equal(o.notices, strstr(o.notices, "n.jsonl:"));
        assert_non_null(strstr(o.notices, "the compressed data ends early"));
        assert_true(strncmp("n.jsonl:1=1;n.jsonl:2=2;", o.documents, strlen(o.documents)) == 0);
        put_file("n.txt", bytes, cut); /* half a document is none */
        assert_read(PATHS("n.txt"), "", strstr(o.documents, ":2=") != NULL   ? "n.txt:3: the compressed data ends early;"
                                        : strstr(o.documents, ":1=") != NULL ? "n.txt:2: the compressed data ends early;"
                                                                             : "n.txt:1: the compressed data ends early;");
    }
}

static void a_bomb_is_bounded(void **state)
{
    (void)state;
    gzFile f = gzopen("bomb.txt", "wb1");
    assert_non_null(f);
    static char zeros[1 << 20];
    memset(zeros, 'a', sizeof zeros);
    for (size_t i = 0; i < 513; i++)
        assert_int_equal(gzwrite(f, zeros, sizeof zeros), sizeof zeros);
    assert_int_equal(gzclose(f), Z_OK);
    assert_read(PATHS("bomb.txt"), "", "bomb.txt: larger than the limit of 536870912 bytes;");
}

/* ---- encodings ---- */

static void other_encodings_are_converted_and_told(void **state)
{
    (void)state;
    put("a.txt", "Caf\xE9 Carney");
    put_file("b.txt", "\xFF\xFE" "B\0\xE9\0", 6);
    put_file("c.jsonl", "\xFE\xFF\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0C\0\"\0}\0\n", 28);
    put_file("d.txt", "D\0\0\xDC" "d\0e\0", 8);
    put("e.html", "<meta charset=iso-8859-2><p>\xB1");
    put("f.txt", "\xC3\xA9 \xE9");
    assert_read(PATHS("a.txt", "b.txt", "c.jsonl", "d.txt", "e.html", "f.txt"),
                "a.txt=Caf\xC3\xA9 Carney;b.txt=B\xC3\xA9;c.jsonl:1=C;d.txt=D\xEF\xBF\xBD"
                "de;e.html=\xC4\x85\n;f.txt=\xC3\xA9 \xE9;",
                "(kept) a.txt: read as Windows-1252;(kept) b.txt: read as UTF-16LE;(kept) c.jsonl: read as UTF-16BE;"
                "(kept) d.txt: read as UTF-16LE; 1 place that means nothing there was replaced by U+FFFD;"
                "(kept) e.html: read as iso-8859-2;");
}

/* A file of lines in UTF-16 that is longer than what is read at once. */
static void long_files_in_utf16_are_streamed(void **state)
{
    (void)state;
    FILE *f = fopen("long.jsonl", "wb");
    assert_non_null(f);
    for (int i = 0; i < 20000; i++) {
        char line[64];
        int length = snprintf(line, sizeof line, "{\"id\":\"d%d\",\"text\":\"Xi Jinping\"}\n", i);
        for (int k = 0; k < length; k++)
            assert_true(fputc(line[k], f) != EOF && fputc(0, f) != EOF);
    }
    assert_int_equal(fclose(f), 0);
    rl_reader *reader = NULL;
    relata_document d;
    char id[16];
    assert_int_equal(rl_reader_new(PATHS("long.jsonl"), NULL, NULL, &reader, NULL), RELATA_OK);
    for (int i = 0; i < 20000; i++) {
        assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
        (void)snprintf(id, sizeof id, "d%d", i);
        assert_string_equal(d.id, id);
    }
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_END);
    assert_int_equal(rl_reader_counts(reader).converted, 1);
    rl_reader_free(reader);
}

/* ---- pages, dates, titles ---- */

static void pages_give_their_main_text(void **state)
{
    (void)state;
    put("a.html", "<title>T</title><meta name=date content=2025-10-31><p>Text of A</p><nav>menu</nav>");
    put("b.xyz", "<!doctype html><p>Text of B");
    put("c.txt", "<html>is text here");
    put("d.htm", "<nav><a href=1>menu</a></nav>");
    put("e.html", "<html><body><div><p>Cut");
    put_file("f.html", "<p>a\0b\xC3\xA9\xFFz", 10);
    put("g.jsonl", "{\"html\":\"<title>G</title><p>Text of G\"}\n{\"html\":\"\"}\n");
    assert_read(PATHS("a.html", "b.xyz", "c.txt", "d.htm", "e.html", "f.html", "g.jsonl"),
                "a.html=Text of A\n;b.xyz=Text of B\n;c.txt=<html>is text here;e.html=Cut\n;"
                "f.html=a b\xC3\xA9\xEF\xBF\xBDz\n;g.jsonl:1=Text of G\n;",
                "d.htm: the page has no main text;"
                "(kept) e.html: the page breaks off; it was read as far as it goes;"
                "g.jsonl:2: the page has no main text;");
    rl_reader *reader = NULL;
    relata_document d;
    assert_int_equal(rl_reader_new(PATHS("a.html", "g.jsonl"), NULL, NULL, &reader, NULL), RELATA_OK);
    rl_reader_keep_boilerplate(reader, true);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
    assert_string_equal(d.title, "T");
    assert_string_equal(d.date, "2025-10-31");
    assert_int_equal(d.text_length, strlen("Text of A\n\nmenu\n"));
    assert_memory_equal(d.text, "Text of A\n\nmenu\n", d.text_length);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
    assert_string_equal(d.title, "G");
    assert_null(d.date);
    assert_int_equal(rl_reader_counts(reader).pages, 2);
    rl_reader_free(reader);
}

static void assert_date(const char *path, const char *date)
{
    rl_reader *reader = NULL;
    relata_document d;
    assert_int_equal(rl_reader_new(&path, 1, NULL, NULL, &reader, NULL), RELATA_OK);
    assert_int_equal(rl_reader_next(reader, &d, NULL), RELATA_OK);
    assert_true(date == NULL ? d.date == NULL : d.date != NULL && strcmp(d.date, date) == 0);
    rl_reader_free(reader);
}

static void dates_come_from_the_best_place(void **state)
{
    (void)state;
    make_folder("2020-01-01");
    put("2020-01-01/a.txt", "No date here");
    assert_date("2020-01-01/a.txt", NULL);
    put("2025-10-31-a.txt", "November 2, 2025\n");
    assert_date("2025-10-31-a.txt", "2025-10-31");
    put("a.txt", "November 2, 2025\n");
    assert_date("a.txt", "2025-11-02");
    put("2025-10-31.html", "<meta name=date content=2024-01-01><p>x");
    assert_date("2025-10-31.html", "2024-01-01");
    put("2025-10-31.jsonl", "{\"text\":\"x\"}"); /* a file of many documents */
    assert_date("2025-10-31.jsonl", NULL);
    put("b.jsonl", "{\"text\":\"November 2, 2025\"}");
    assert_date("b.jsonl", "2025-11-02");
    put("c.jsonl", "{\"date\":\"2025-10-31T10:00\",\"text\":\"November 2, 2025\"}");
    assert_date("c.jsonl", "2025-10-31");
}

static void files_of_lines_without_lines_are_named(void **state)
{
    (void)state;
    put("a.jsonl", "");
    put("b.jsonl", "\n \n\r\n");
    put("c.jsonl", "no JSON\n");
    put_gzip("d.jsonl.gz", "");
    assert_read(PATHS("a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl.gz"), "",
                "a.jsonl: the file has no documents;b.jsonl: the file has no documents;"
                "c.jsonl:1:2: broken JSON: '[' or '{' expected near 'no';d.jsonl.gz: the file has no documents;");
}

/* ---- standard input ---- */

static void assert_standard(const char *input, const char *documents, const char *notices)
{
    put("input", input);
    int saved = dup(STDIN_FILENO);
    assert_non_null(freopen("input", "rb", stdin));
    assert_int_equal(fileno(stdin), STDIN_FILENO);
    assert_read(PATHS("-", "-"), documents, notices);
    assert_true(dup2(saved, STDIN_FILENO) >= 0);
    assert_int_equal(close(saved), 0);
}

static void standard_input_is_text_or_json_lines(void **state)
{
    (void)state;
    assert_standard("Xi met Carney.\n", "-=Xi met Carney.\n;", "");
    assert_standard("", "-=;", "");
    assert_standard(" \n", "-= \n;", "");
    assert_standard("\n \n{\"text\":\"3\"}\n{\"id\":\"x\",\"text\":\"4\"}", "-:3=3;x=4;", "");
    assert_standard("\xEF\xBB\xBF{\"text\":\"1\"}\n", "-:1=1;", "");
    assert_standard("{\n{\"text\":\"2\"}\n", "-:2=2;", "-:1:1: broken JSON: string or '}' expected near end of line;");
    assert_standard("[1] see {below}", "-=[1] see {below};", "");
    assert_standard("<!doctype html><p>Page", "-=Page\n;", "");
    assert_standard("caf\xE9 x", "-=caf\xC3\xA9 x;", "(kept) -: read as Windows-1252;");
}

/* ---- digests ---- */

static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    static const uint8_t of_nothing[] = {0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14}; /* FIPS 180 */
    static const uint8_t of_abc[] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea};
    uint8_t digest[RL_DIGEST_SIZE];
    rl_document_digest(NULL, 0, digest);
    assert_memory_equal(digest, of_nothing, sizeof of_nothing);
    rl_document_digest("abc", 3, digest);
    assert_memory_equal(digest, of_abc, sizeof of_abc);
}

#define HOMED(test) cmocka_unit_test_setup_teardown(test, make_home, remove_home)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOMED(a_folder_is_read_in_name_order),
        HOMED(a_file_has_one_id_however_it_is_named),
        HOMED(inputs_are_read_in_the_order_given_and_once),
        HOMED(a_named_file_may_have_any_ending),
        HOMED(binary_files_are_refused),
        HOMED(empty_files_are_documents_without_text),
        HOMED(what_cannot_be_read_is_named_and_passed_over),
        HOMED(what_may_not_be_read_is_named),
        HOMED(no_inputs_give_no_documents),
        HOMED(paths_are_copied),
        HOMED(lines_are_documents),
        HOMED(fields_are_handed_on),
        HOMED(broken_lines_are_named_and_passed_over),
        HOMED(bad_bytes_in_a_line_are_replaced),
        HOMED(many_lines_are_streamed),
        HOMED(compressed_files_are_read_whatever_their_names),
        HOMED(cut_compressed_files_give_what_is_whole),
        HOMED(a_bomb_is_bounded),
        HOMED(other_encodings_are_converted_and_told),
        HOMED(long_files_in_utf16_are_streamed),
        HOMED(pages_give_their_main_text),
        HOMED(dates_come_from_the_best_place),
        HOMED(files_of_lines_without_lines_are_named),
        HOMED(standard_input_is_text_or_json_lines),
        cmocka_unit_test(digests_are_those_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
