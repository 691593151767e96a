#include "core/common/events.h"

#include <cmath>

namespace aisle {

const char *meaningName(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Exposure:
        return "exposure";
    case Meaning::View:
        return "view";
    case Meaning::Favourite:
        return "favourite";
    case Meaning::Cart:
        return "cart";
    case Meaning::Purchase:
        return "purchase";
    case Meaning::Return:
        return "return";
    case Meaning::Rating:
        return "rating";
    case Meaning::Search:
        return "search";
    case Meaning::Interaction:
        return "interaction";
    case Meaning::Other:
        break;
    }
    return "other";
}

MeaningLookup meaningFromName(std::string_view name)
{
    for (const auto meaning : kMeanings) {
        if (name == meaningName(meaning))
            return {meaning, true};
    }
    return {};
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
