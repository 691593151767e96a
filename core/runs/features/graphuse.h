#pragma once
#include "core/features/relations/alignedgraph.h"

#include <QJsonObject>
#include <optional>

namespace aisle {

/// The knowledge graph that a run learnt from, as it was then.
struct GraphUse
{
    std::int64_t version = 0; ///< GraphStore::version()
    std::int64_t entities = 0, relations = 0, triples = 0;
    double coverage = 0; ///< share of the products of its data that stand in a triple

    friend bool operator==(const GraphUse &, const GraphUse &) = default;
};

GraphUse useOf(std::int64_t version, const AlignedGraph &graph);
QJsonObject toJson(const GraphUse &use);
std::optional<GraphUse> graphUseFrom(const QJsonValue &json); ///< nothing where it is no object

} // namespace aisle
