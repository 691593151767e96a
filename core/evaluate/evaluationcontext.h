#pragma once
#include "core/dataset/dataset.h"
#include "core/dataset/trainingset.h"
#include "core/recommend/abilities.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

struct Dialect;

/// What metrics beyond the lists need. Pointers may be null: metrics that need them are then absent, never 0.
struct EvaluationContext
{
    const TrainingSet *train = nullptr;
    const Dataset *dataset = nullptr;
    const std::vector<std::string> *itemCategories = nullptr; ///< [items], several by '|', empty where unknown
    const Embedding *itemVectors = nullptr;                   ///< rather than categories
    /// Products that could be shown: those with indexes below this number. Absent: the train's (or dataset's)
    /// catalogue; 0: not known.
    std::optional<std::uint32_t> catalogueItems{};
    /// Sorted: the only products that stand in lists. Null: all rows of the recommender.
    const std::vector<ItemIndex> *candidates = nullptr;
    bool unknownLast = false; ///< of them those that a recommender cannot score, see Offer
    bool nextBasket = false;  ///< figures also of what was bought again and of what is new alone, see Side
    std::vector<const Dialect *> dialects{}; ///< figures also as these define them

    std::uint32_t rows() const { return train ? train->itemCount() : dataset ? dataset->itemCount() : 0; }
    std::uint32_t catalogueSize() const
    {
        if (catalogueItems)
            return *catalogueItems;
        return rows();
    }
};

} // namespace aisle
