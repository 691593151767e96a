#include "core/recommend/rerank/reranker.h"

#include "core/common/error.h"
#include "core/numeric/kernels.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

const QString kKind = QStringLiteral("kind");

std::vector<RerankerInfo> &registry()
{
    static std::vector<RerankerInfo> all;
    return all;
}

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
    auto &all = registry();
    const auto place = std::ranges::lower_bound(all, info.id, {}, &RerankerInfo::id);
    if (place != all.end() && place->id == info.id)
        qFatal("re-ranker %s is registered twice", info.id.c_str());
    all.insert(place, std::move(info));
    return true;
}

const std::vector<RerankerInfo> &rerankers()
{
    return registry();
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
