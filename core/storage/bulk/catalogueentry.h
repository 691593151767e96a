#pragma once
#include <optional>
#include <string>

namespace aisle {

/// What an import says of one product or shopper (who has attributes only). What it does not say is empty.
struct CatalogueEntry
{
    std::string title, category, brand, description, image;
    std::optional<double> price;
    std::string attributes;        ///< JSON object
    std::optional<bool> isProduct; ///< only lists of products say it

    bool isEmpty() const
    {
        return title.empty() && category.empty() && brand.empty() && description.empty() && image.empty() && !price &&
               attributes.empty() && !isProduct;
    }
};

} // namespace aisle
