#include "core/recommend/knowledge/neighboursample.h"

#include "core/common/random.h"

#include <algorithm>
#include <utility>

namespace aisle {

namespace {

constexpr std::int64_t kMostRelations = std::int64_t{1} << 32;

using Neighbour = std::pair<std::uint32_t, std::uint32_t>; ///< vertex and relation

std::vector<std::vector<Neighbour>> neighboursOf(const Facts &facts)
{
    std::vector<std::vector<Neighbour>> neighbours(facts.vertices);
    for (const auto &[head, relation, tail] : facts.triples) {
        neighbours[head].emplace_back(tail, relation);
        if (head != tail)
            neighbours[tail].emplace_back(head, relation);
    }
    return neighbours;
}

} // namespace

NeighbourSample NeighbourSample::draw(const AlignedGraph *graph, std::uint32_t items, int count, std::uint64_t seed)
{
    AlignedGraph ofProducts;
    if (graph)
        ofProducts = {graph->relations, graph->entityOfItem, {}};
    const auto facts = Facts::joined(graph ? &ofProducts : nullptr, 0, items);
    auto neighbours = neighboursOf(facts);
    NeighbourSample sample{
        .count = count, .relationCount = std::int64_t{facts.relations} + 1, .entities = {}, .relations = {}};
    Random random(seed);
    for (std::uint32_t vertex = 0; vertex < facts.vertices; ++vertex) {
        auto &all = neighbours[vertex];
        if (all.empty())
            all.emplace_back(vertex, facts.relations);
        random.shuffle(all);
        const bool isEnough = all.size() >= static_cast<std::size_t>(count);
        for (int n = 0; n < count; ++n) {
            const auto place =
                isEnough ? static_cast<std::uint32_t>(n) : random.below(static_cast<std::uint32_t>(all.size()));
            sample.entities.push_back(all[place].first);
            sample.relations.push_back(all[place].second);
        }
    }
    return sample;
}

void NeighbourSample::save(SnapshotWriter &out) const
{
    out.value(relationCount);
    out.array(entities);
    out.array(relations);
}

NeighbourSample NeighbourSample::load(SnapshotReader &in, std::uint32_t items, int count)
{
    NeighbourSample sample;
    sample.count = count;
    sample.relationCount = in.value<std::int64_t>();
    in.check(sample.relationCount > 0 && sample.relationCount <= kMostRelations);
    sample.entities = in.wholeRows<std::int64_t>(static_cast<std::size_t>(count));
    sample.relations = in.array<std::int64_t>(sample.entities.size());
    const auto isBelow = [](std::int64_t end) {
        return [end](std::int64_t number) { return number >= 0 && number < end; };
    };
    in.check(sample.rows() >= items && std::ranges::all_of(sample.entities, isBelow(sample.rows())) &&
             std::ranges::all_of(sample.relations, isBelow(sample.relationCount)));
    return sample;
}

} // namespace aisle
