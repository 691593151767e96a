#include "core/recommend/rerank/reranker.h"

#include "core/common/error.h"
#include "core/common/lookup/registered.h"
#include "core/numeric/kernels.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

const QString kKind = QStringLiteral("kind");

} // namespace

void RerankFacts::setVectors(Embedding vectors)
{
    unit = std::move(vectors);
    for (std::uint32_t r = 0; r < unit.rows; ++r) {
        const auto row = std::span(unit.values).subspan(std::size_t(r) * unit.size, unit.size);
        const float length = std::sqrt(kernels::dot(row.data(), row.data(), row.size()));
        for (auto &value : row)
            value = length > 0 ? value / length : 0;
    }
}

void RerankFacts::setEvents(std::span<const float> events)
{
    const auto most = events.empty() ? 0 : *std::ranges::max_element(events);
    popularity.clear();
    for (const auto count : events)
        popularity.push_back(most > 0 ? std::log1p(count) / std::log1p(most) : 0);
}

bool registerReranker(RerankerInfo info)
{
    return addRegistered("re-ranker", std::move(info), &RerankerInfo::id);
}

const std::vector<RerankerInfo> &rerankers()
{
    return registered<RerankerInfo>();
}

std::unique_ptr<const Reranker> makeReranker(const QJsonObject &stored)
{
    const auto kind = stored.value(kKind).toString();
    const auto info = std::ranges::find(rerankers(), kind.toStdString(), &RerankerInfo::id);
    if (info == rerankers().end())
        throw Error("reranker.unknown", QT_TRANSLATE_NOOP("Error", "There is no way to re-rank lists called %1."),
                    {kind});
    auto parameters = stored;
    parameters.remove(kKind);
    return info->make(info->schema.complete(parameters));
}

} // namespace aisle
