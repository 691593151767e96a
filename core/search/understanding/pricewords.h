#pragma once
#include <QString>
#include <optional>

namespace aisle {

/// What a query says of the price: "under 50", "zwischen 20 und 30 Euro", "100元以下".
struct PriceWish
{
    std::optional<double> from, to; ///< both included
    bool cheap = false;             ///< only that it shall cost little
    QString words;                  ///< the part of the query that says so
    bool isAny() const { return from || to || cheap; }
};
/// English, German, French, Spanish, Chinese and Japanese; with or without a currency. A number with another unit
/// ("under 50 cm") is no price.
PriceWish priceWish(const QString &query);

} // namespace aisle
