#include "core/recommend/abilities.h"

#include <algorithm>
#include <iterator>

namespace aisle {

std::optional<Embedding> itemEmbeddingOf(const Recommender &recommender)
{
    const auto *embeds = dynamic_cast<const Embeds *>(&recommender);
    return embeds ? embeds->itemEmbedding() : std::nullopt;
}

std::optional<Embedding> userEmbeddingOf(const Recommender &recommender)
{
    const auto *embeds = dynamic_cast<const Embeds *>(&recommender);
    return embeds ? embeds->userEmbedding() : std::nullopt;
}

std::vector<Reason> reasonsOf(const Recommender &recommender, const Request &request, ItemIndex item)
{
    const auto *explains = dynamic_cast<const Explains *>(&recommender);
    return explains ? explains->explain(request, item) : std::vector<Reason>{};
}

} // namespace aisle
