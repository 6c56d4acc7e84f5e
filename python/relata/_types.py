"""The structs and functions of the C library that the module uses, in the words of the headers.

Every C type is spelt as in the headers and mapped to ctypes in one table, so that a test can hold structs and
signatures against the headers with a C compiler (tests/python/layout.py). Answers of the library are taken as JSON: so
only what goes in, errors and sums of a build are structs here.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any, Dict, List, Tuple

TYPES: Dict[str, Any] = {
    "void": None,
    "bool": ctypes.c_bool,
    "double": ctypes.c_double,
    "size_t": ctypes.c_size_t,
    "uint64_t": ctypes.c_uint64,
    "unsigned": ctypes.c_uint,
    "void *": ctypes.c_void_p,
    "const char *": ctypes.c_char_p,
    "const char *const *": ctypes.POINTER(ctypes.c_char_p),
    "char[512]": ctypes.c_char * 512,
    "relata_status": ctypes.c_int,
    "relata_offsets": ctypes.c_int,
    "relata_weight": ctypes.c_int,
    "relata_window": ctypes.c_int,
    "relata_backbone": ctypes.c_int,
    "relata_layout": ctypes.c_int,
    "relata_slicing": ctypes.c_int,
    "relata_matching": ctypes.c_int,
    # Objects, of which only the address is known here.
    "relata_engine *": ctypes.c_void_p,
    "const relata_engine *": ctypes.c_void_p,
    "relata_engine **": ctypes.POINTER(ctypes.c_void_p),
    "relata_reader *": ctypes.c_void_p,
    "const relata_reader *": ctypes.c_void_p,
    "relata_reader **": ctypes.POINTER(ctypes.c_void_p),
    "relata_network *": ctypes.c_void_p,
    "const relata_network *": ctypes.c_void_p,
    "relata_network **": ctypes.POINTER(ctypes.c_void_p),
    "relata_index *": ctypes.c_void_p,
    "relata_index **": ctypes.POINTER(ctypes.c_void_p),
    "const relata_extraction *": ctypes.c_void_p,
    "const relata_answer *": ctypes.c_void_p,
    "const relata_answer **": ctypes.POINTER(ctypes.c_void_p),
    "size_t *": ctypes.POINTER(ctypes.c_size_t),
}

STRUCTS: Dict[str, List[Tuple[str, str]]] = {
    "relata_error": [
        ("status", "relata_status"), ("line", "size_t"), ("column", "size_t"), ("source", "char[512]"),
        ("message", "char[512]"),
    ],
    "relata_document": [
        ("id", "const char *"), ("title", "const char *"), ("date", "const char *"), ("text", "const char *"),
        ("text_length", "size_t"), ("source", "const char *"),
    ],
    "relata_setting": [("name", "const char *"), ("value", "const char *")],
    "relata_extract_options": [
        ("offsets", "relata_offsets"), ("types", "const char *const *"), ("type_count", "size_t"), ("with_text", "bool"),
        ("jobs", "unsigned"), ("notice", "relata_notice_fn"), ("notice_user", "void *"), ("explain", "bool"),
        ("judgements", "const char *"), ("keep_furniture", "bool"), ("keep_repeats", "bool"),
    ],
    "relata_build_options": [
        ("weight", "relata_weight"), ("window", "relata_window"), ("window_tokens", "size_t"), ("min_weight", "double"),
        ("min_documents", "size_t"), ("types", "const char *const *"), ("type_count", "size_t"), ("seed", "uint64_t"),
        ("jobs", "unsigned"), ("notice", "relata_notice_fn"), ("notice_user", "void *"),
        ("progress", "void (*)(void *, size_t)"), ("progress_user", "void *"), ("judgements", "const char *"),
        ("keep_furniture", "bool"), ("keep_repeats", "bool"), ("keep_copies", "bool"), ("since", "const char *"),
        ("until", "const char *"), ("backbone", "relata_backbone"), ("alpha", "double"), ("min_count", "size_t"),
        ("ego", "const char *"), ("depth", "size_t"), ("top", "size_t"), ("measures", "const char *const *"),
        ("measure_count", "size_t"), ("resolution", "double"), ("layout", "relata_layout"),
        ("slice", "relata_slicing"), ("store", "const char *"), ("settings", "const relata_setting *"),
        ("setting_count", "size_t"),
    ],
    "relata_summary": [
        (name, "size_t") for name in (
            "documents", "mentions", "entities", "edges", "weightless", "skipped", "outside", "undated", "pages",
            "converted", "decompressed", "copies", "repeats", "furniture", "furniture_lines", "backbone_edges",
            "light_edges", "far_entities", "far_edges", "weak_entities", "weak_edges", "slices", "unsliced")
    ],
    "relata_query": [
        ("name", "const char *"), ("matching", "relata_matching"), ("type", "const char *"), ("since", "const char *"),
        ("until", "const char *"), ("most_entities", "size_t"), ("most_neighbours", "size_t"), ("suggest", "bool"),
    ],
    "relata_slice": [("period", "const char *"), ("documents", "size_t"), ("network", "const relata_network *")],
    "relata_trend": [
        ("id", "const char *"), ("label", "const char *"), ("with_id", "const char *"), ("with_label", "const char *"),
        ("period", "const char *"), ("before", "const char *"), ("documents", "size_t"),
        ("documents_before", "size_t"), ("count", "size_t"), ("count_before", "size_t"), ("share", "double"),
        ("share_before", "double"), ("log_likelihood", "double"),
    ],
    "relata_store_change": [
        ("reader", "relata_reader *"), ("removed", "const char *const *"), ("removed_count", "size_t"),
        ("judgements", "const char *"), ("forgotten", "const char *"), ("judgements_name", "const char *"), ("renew", "bool"),
    ],
    "relata_store_changes": [
        (name, "size_t") for name in (
            "added", "replaced", "unchanged", "removed", "looked_at_again", "judgements", "forgotten")
    ],
}

# The first word is what the function returns.
CALLBACKS: Dict[str, List[str]] = {
    "relata_notice_fn": ["void", "void *", "const relata_error *", "bool"],
    "relata_write_fn": ["bool", "void *", "const char *", "size_t"],
    "relata_extraction_fn": ["bool", "void *", "const relata_extraction *"],
    "relata_next_fn": ["relata_status", "void *", "relata_document *", "relata_error *"],
    "relata_setting_fn": ["bool", "void *", "const relata_setting *"],
    "relata_judgement_fn": ["bool", "void *", "const char *"],
    "void (*)(void *, size_t)": ["void", "void *", "size_t"],
}

FUNCTIONS: Dict[str, List[str]] = {
    "relata_version": ["const char *"],
    "relata_engine_new": ["relata_status", "relata_engine **", "relata_error *"],
    "relata_engine_free": ["void", "relata_engine *"],
    "relata_engine_add_gazetteer": ["relata_status", "relata_engine *", "const char *", "bool", "relata_error *"],
    "relata_engine_add_rules": ["relata_status", "relata_engine *", "const char *", "relata_error *"],
    "relata_engine_use_weights": ["relata_status", "relata_engine *", "const char *", "relata_error *"],
    "relata_engine_seal": ["relata_status", "relata_engine *", "relata_error *"],
    "relata_engine_has_type": ["bool", "const relata_engine *", "const char *"],
    "relata_reader_new": [
        "relata_status", "const char *const *", "size_t", "relata_notice_fn", "void *", "relata_reader **", "relata_error *"],
    "relata_reader_of_documents": [
        "relata_status", "relata_next_fn", "void *", "relata_notice_fn", "void *", "relata_reader **", "relata_error *"],
    "relata_reader_draw_on": ["void", "relata_reader *", "const relata_reader *"],
    "relata_reader_free": ["void", "relata_reader *"],
    "relata_reader_keep_boilerplate": ["void", "relata_reader *", "bool"],
    "relata_reader_next": ["relata_status", "relata_reader *", "relata_document *", "relata_error *"],
    "relata_extract_options_init": ["void", "relata_extract_options *"],
    "relata_extract": [
        "relata_status", "const relata_engine *", "relata_reader *", "const relata_extract_options *",
        "relata_extraction_fn", "void *", "size_t *", "relata_error *"],
    "relata_extract_text": [
        "relata_status", "const relata_engine *", "const relata_document *", "const relata_extract_options *",
        "relata_extraction_fn", "void *", "relata_error *"],
    "relata_extraction_write_json": [
        "relata_status", "const relata_extraction *", "relata_write_fn", "void *", "relata_error *"],
    "relata_build_options_init": ["void", "relata_build_options *"],
    "relata_build": [
        "relata_status", "const relata_engine *", "relata_reader *", "const relata_build_options *",
        "relata_network **", "relata_summary *", "relata_error *"],
    "relata_network_free": ["void", "relata_network *"],
    "relata_network_relations": ["const relata_network *", "const relata_network *"],
    "relata_network_write": [
        "relata_status", "const relata_network *", "const char *", "relata_write_fn", "void *", "relata_error *"],
    "relata_network_save": [
        "relata_status", "const relata_network *", "const char *const *", "size_t", "relata_error *"],
    "relata_index_open": ["relata_status", "const char *", "relata_index **", "relata_error *"],
    "relata_index_free": ["void", "relata_index *"],
    "relata_network_slices": ["size_t", "const relata_network *"],
    "relata_network_slice": ["relata_status", "const relata_network *", "size_t", "relata_slice *", "relata_error *"],
    "relata_network_trends": ["size_t", "const relata_network *"],
    "relata_network_trend": ["relata_status", "const relata_network *", "size_t", "relata_trend *", "relata_error *"],
    "relata_index_query": [
        "relata_status", "relata_index *", "const relata_query *", "const relata_answer **", "relata_error *"],
    "relata_answer_write_json": [
        "relata_status", "const relata_answer *", "relata_write_fn", "void *", "relata_error *"],
    "relata_store_is_at": ["bool", "const char *"],
    "relata_store_apply": [
        "relata_status", "const relata_engine *", "const char *", "const relata_store_change *",
        "const relata_build_options *", "relata_network **", "relata_store_changes *", "relata_summary *",
        "relata_error *"],
    "relata_store_network": [
        "relata_status", "const relata_engine *", "const char *", "const relata_build_options *", "relata_network **",
        "relata_summary *", "relata_error *"],
    "relata_store_merge": [
        "relata_status", "const relata_engine *", "const char *const *", "size_t", "const char *",
        "const relata_build_options *", "relata_store_changes *", "relata_summary *", "relata_error *"],
    "relata_store_judgements": ["relata_status", "const char *", "relata_judgement_fn", "void *", "relata_error *"],
    "relata_store_settings": ["relata_status", "const char *", "relata_setting_fn", "void *", "relata_error *"],
    "relata_store_check": ["relata_status", "const char *", "relata_error *"],
}

# Names of the values of enumerations, from 0.
ENUMS: Dict[str, List[str]] = {
    "relata_status": [
        "RELATA_OK", "RELATA_END", "RELATA_ERROR_MEMORY", "RELATA_ERROR_ARGUMENT", "RELATA_ERROR_IO", "RELATA_ERROR_FORMAT",
        "RELATA_ERROR_LIMIT", "RELATA_ERROR_LIBRARY"],
    "relata_offsets": ["RELATA_OFFSETS_CODEPOINT", "RELATA_OFFSETS_BYTE", "RELATA_OFFSETS_UTF16"],
    "relata_window": [
        "RELATA_WINDOW_SENTENCE", "RELATA_WINDOW_PARAGRAPH", "RELATA_WINDOW_DOCUMENT", "RELATA_WINDOW_TOKENS"],
    "relata_weight": [
        "RELATA_WEIGHT_COUNT", "RELATA_WEIGHT_DOCUMENTS", "RELATA_WEIGHT_NPMI", "RELATA_WEIGHT_LOG_LIKELIHOOD",
        "RELATA_WEIGHT_JACCARD", "RELATA_WEIGHT_COSINE"],
    "relata_backbone": ["RELATA_BACKBONE_NONE", "RELATA_BACKBONE_DISPARITY", "RELATA_BACKBONE_NOISE_CORRECTED"],
    "relata_layout": [
        "RELATA_LAYOUT_AUTO", "RELATA_LAYOUT_DRL", "RELATA_LAYOUT_FR", "RELATA_LAYOUT_KK", "RELATA_LAYOUT_CIRCLE",
        "RELATA_LAYOUT_NONE"],
    "relata_slicing": [
        "RELATA_SLICING_NONE", "RELATA_SLICING_YEAR", "RELATA_SLICING_QUARTER", "RELATA_SLICING_MONTH",
        "RELATA_SLICING_WEEK", "RELATA_SLICING_DAY"],
    "relata_matching": ["RELATA_MATCH_NAME", "RELATA_MATCH_PREFIX", "RELATA_MATCH_FUZZY"],
}


def _choices(enum: str) -> Dict[str, int]:
    """The names by which users say the values: RELATA_WEIGHT_NPMI is "npmi"."""
    prefix = os.path.commonprefix(ENUMS[enum])
    return {name.removeprefix(prefix).lower().replace("_", "-"): value for value, name in enumerate(ENUMS[enum])}


CHOICES = {enum: _choices(enum) for enum in (
    "relata_window", "relata_weight", "relata_backbone", "relata_layout", "relata_slicing", "relata_matching")}
# This one alone has an underscore on the command line too.
CHOICES["relata_weight"] = {name.replace("-", "_"): value for name, value in CHOICES["relata_weight"].items()}


def _add_structs() -> None:
    for name, fields in STRUCTS.items():
        for callback in {kind for _, kind in fields if kind in CALLBACKS and kind not in TYPES}:
            _add_callback(callback)
        struct = type(name, (ctypes.Structure,), {"_fields_": [(field, TYPES[kind]) for field, kind in fields]})
        TYPES[name] = struct
        TYPES[f"{name} *"] = TYPES[f"const {name} *"] = ctypes.POINTER(struct)


def _add_callback(name: str) -> None:
    # A writer's bytes have a length and no NUL, so the callback must get their address and not a string.
    kinds = [ctypes.c_void_p if kind == "const char *" else TYPES[kind] for kind in CALLBACKS[name]]
    TYPES[name] = ctypes.CFUNCTYPE(*kinds)


_add_structs()
for _name in CALLBACKS:
    if _name not in TYPES:
        _add_callback(_name)

relata_error = TYPES["relata_error"]
relata_document = TYPES["relata_document"]
relata_extract_options = TYPES["relata_extract_options"]
relata_build_options = TYPES["relata_build_options"]
relata_summary = TYPES["relata_summary"]
relata_setting = TYPES["relata_setting"]
relata_query = TYPES["relata_query"]
relata_slice = TYPES["relata_slice"]
relata_trend = TYPES["relata_trend"]
relata_store_change = TYPES["relata_store_change"]
relata_store_changes = TYPES["relata_store_changes"]
OK, END = 0, 1
ERROR_ARGUMENT, ERROR_IO = 3, 4
