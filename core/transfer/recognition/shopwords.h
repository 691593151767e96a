#pragma once
#include "core/transfer/recipe.h"

#include <span>

namespace aisle {

/// Words of headers that say the same; each is compared without case, blanks and punctuation.
struct HeaderWords
{
    Role role;
    const char *field;
    int strength;      ///< NamedRole::strength
    const char *words; ///< separated by blanks
};

/// Headers that shop systems, marketplaces, analytics and published logs write (Shopify, WooCommerce, Magento,
/// PrestaShop, OXID, Amazon, eBay, Etsy, Tmall, JD, Rakuten, GA4, Segment, UBI, Book-Crossing, Steam, Netflix,
/// Dunnhumby, check-ins), and everyday words for them in further languages.
std::span<const HeaderWords> shopHeaderWords();
const char *shopTotalWords(); ///< amounts for a whole line or order

} // namespace aisle
