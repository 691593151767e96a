#include "core/common/events.h"

#include "core/common/lookup/enumnames.h"

#include <cmath>

namespace aisle {

constexpr auto kNames = enumNames<Meaning>("exposure", "view", "favourite", "cart", "purchase", "return", "rating",
                                           "search", "interaction", "other");

const char *meaningName(Meaning meaning)
{
    return kNames.of(meaning);
}

MeaningLookup meaningFromName(std::string_view name)
{
    const auto found = kNames.find(name);
    return {found.value_or(Meaning::Other), found.has_value()};
}

bool isPositive(Meaning meaning)
{
    return meaning != Meaning::Exposure && meaning != Meaning::Return && meaning != Meaning::Search &&
           meaning != Meaning::Other;
}

double customaryWeight(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Favourite:
    case Meaning::Rating:
        return 2;
    case Meaning::Cart:
        return 3;
    case Meaning::Purchase:
        return 5;
    case Meaning::Exposure:
    case Meaning::View:
    case Meaning::Return:
    case Meaning::Search:
    case Meaning::Interaction:
    case Meaning::Other:
        break;
    }
    return 1;
}

float quantityOf(const StoredEvent &event)
{
    const auto quantity = std::abs(static_cast<float>(event.quantity));
    return quantity > 0 ? quantity : 1;
}

} // namespace aisle
