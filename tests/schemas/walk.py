"""Going through a JSON Schema and a value together: which parts of the schema a value uses, and the smallest value that
uses the same. Knows the keywords that docs/schemas/ uses: $ref inside the file, properties, items, additionalProperties and
oneOf."""

import jsonschema

KNOWN = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties",
    "dependentRequired", "propertyNames", "items", "oneOf", "enum", "const", "pattern", "minLength", "maxLength", "minItems",
    "maxItems", "minimum", "maximum", "exclusiveMinimum",
}


def at(schema, location):
    for key in location:
        schema = schema[key]
    return schema


def resolve(schema, location):
    """The location that a chain of $ref leads to."""
    while "$ref" in at(schema, location):
        location = tuple(at(schema, location)["$ref"].removeprefix("#/").split("/"))
    return location


def is_valid(schema, location, value):
    part = {"$defs": schema.get("$defs", {}), **at(schema, location)}
    return jsonschema.Draft202012Validator(part).is_valid(value)


def children(schema, location, value):
    """Yields (key, location of its schema, child) of each part of a value."""
    part = at(schema, location)
    if isinstance(value, list) and "items" in part:
        for number, item in enumerate(value):
            yield number, resolve(schema, (*location, "items")), item
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in part.get("properties", {}):
                yield key, resolve(schema, (*location, "properties", key)), item
            elif isinstance(part.get("additionalProperties"), dict):
                yield key, resolve(schema, (*location, "additionalProperties")), item


def branch(schema, location, value):
    location = resolve(schema, location)
    for number in range(len(at(schema, location).get("oneOf", []))):
        inside = resolve(schema, (*location, "oneOf", number))
        if is_valid(schema, inside, value):
            return inside
    return location


def used(schema, value, location=()):
    """The properties of the schema that a value has, as (location of the object's schema, name), and its types."""
    location = branch(schema, location, value)
    found = set()
    for key, inside, child in children(schema, location, value):
        if isinstance(value, dict):
            name = key if key in at(schema, location).get("properties", {}) else "*"
            found.add((location, name))
        found |= used(schema, child, inside)
    return found


def described(schema, part=None, location=()):
    """All properties of a schema, as `used` names them."""
    part = schema if part is None else part
    found = {(location, name) for name in part.get("properties", {})}
    if isinstance(part.get("additionalProperties"), dict):
        found.add((location, "*"))
    for keyword in ("$defs", "properties"):
        for name, child in part.get(keyword, {}).items():
            found |= described(schema, child, (*location, keyword, name))
    for keyword in ("items", "additionalProperties"):
        if isinstance(part.get(keyword), dict):
            found |= described(schema, part[keyword], (*location, keyword))
    return found


def unknown_keywords(part):
    """Those that this file does not follow, so that a schema cannot use them in silence."""
    found = set(part) - KNOWN
    for keyword in ("$defs", "properties"):
        for child in part.get(keyword, {}).values():
            found |= unknown_keywords(child)
    for child in [part.get("items"), part.get("additionalProperties"), *part.get("oneOf", [])]:
        if isinstance(child, dict):
            found |= unknown_keywords(child)
    return found


def reduced(schema, value, seen, location=()):
    """The value with only those items of its lists, beside the first, that use something that was not seen before."""
    location = branch(schema, location, value)
    if isinstance(value, dict):
        known = {key: inside for key, inside, _ in children(schema, location, value)}
        return {key: reduced(schema, child, seen, known[key]) if key in known else child for key, child in value.items()}
    if not isinstance(value, list):
        return value
    kept = []
    for _, inside, child in children(schema, location, value):
        uses = used(schema, child, inside)
        if not kept or not uses <= seen:
            kept.append(reduced(schema, child, seen, inside))
            seen |= uses
    return kept
