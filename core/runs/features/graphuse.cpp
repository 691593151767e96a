#include "core/runs/features/graphuse.h"

#include "core/storage/graph/graphstore.h"

#include <QJsonValue>
#include <algorithm>

namespace aisle {

GraphUse useOf(std::int64_t version, const AlignedGraph &graph)
{
    const auto &relations = *graph.relations;
    const auto products = std::max<std::size_t>(1, graph.entityOfItem.size());
    return {.version = version,
            .entities = relations.entityCount(),
            .relations = relations.relationCount(),
            .triples = static_cast<std::int64_t>(relations.triples().size()),
            .coverage = static_cast<double>(graph.coveredItems()) / static_cast<double>(products)};
}

QJsonObject toJson(const GraphUse &use)
{
    return {{QStringLiteral("version"), static_cast<qint64>(use.version)},
            {QStringLiteral("entities"), static_cast<qint64>(use.entities)},
            {QStringLiteral("relations"), static_cast<qint64>(use.relations)},
            {QStringLiteral("triples"), static_cast<qint64>(use.triples)},
            {QStringLiteral("coverage"), use.coverage}};
}

std::optional<GraphUse> graphUseFrom(const QJsonValue &json)
{
    if (!json.isObject())
        return {};
    const auto all = json.toObject();
    const auto count = [&](const char *key) { return all.value(QLatin1String(key)).toInteger(); };
    return GraphUse{.version = count("version"),
                    .entities = count("entities"),
                    .relations = count("relations"),
                    .triples = count("triples"),
                    .coverage = all.value(QStringLiteral("coverage")).toDouble()};
}

} // namespace aisle
