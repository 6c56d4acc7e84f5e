/* Feature codes of GeoNames (geonames.org/export/codes.html) as kinds of places, in the words of our own lists. */
#include "import/geonames.h"

#include <string.h>

/* The first row whose code begins the place's code; "" is for the rest of the class. */
static const struct {
    char feature_class;
    const char *code;
    const char *kind;
} KINDS[] = {
    {'A', "ADM1", "region"}, {'A', "ADM", "district"},   {'A', "PCLD", "territory"},  {'A', "PCLS", "territory"},
    {'A', "PCLH", "area"},   {'A', "PCL", "country"},    {'A', "TERR", "territory"},  {'A', "", "area"},
    {'P', "PPLCH", "city"},  {'P', "PPLC", "capital"},   {'P', "PPLX", "district"},   {'P', "", "city"},
    {'H', "STM", "river"},   {'H', "LK", "lake"},        {'H', "RSV", "lake"},        {'H', "OCN", "ocean"},
    {'H', "SEA", "sea"},     {'H', "GULF", "gulf"},      {'H', "BAY", "gulf"},        {'H', "STRT", "strait"},
    {'H', "CNL", "canal"},   {'H', "CHN", "strait"},     {'H', "FLLS", "landmark"},   {'H', "GLCR", "landmark"},
    {'H', "", "water"},      {'L', "CONT", "continent"}, {'L', "RGN", "area"},        {'L', "PRK", "park"},
    {'L', "", "area"},       {'T', "ISL", "island"},     {'T', "ATOL", "island"},     {'T', "MT", "mountain"},
    {'T', "PK", "mountain"}, {'T', "VLC", "mountain"},   {'T', "PEN", "peninsula"},   {'T', "DSRT", "desert"},
    {'T', "", "area"},       {'S', "AIR", "airport"},    {'S', "UNIV", "university"}, {'S', "", "landmark"},
    {'R', "", "road"},       {'V', "", "area"},          {'U', "", "water"},
};

const char *rl_geonames_kind(char feature_class, const char *code, size_t length)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        size_t known = strlen(KINDS[i].code);
        if (KINDS[i].feature_class == feature_class && known <= length && memcmp(KINDS[i].code, code, known) == 0)
            return KINDS[i].kind;
    }
    return "";
}
