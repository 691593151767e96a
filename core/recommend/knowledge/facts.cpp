#include "core/recommend/knowledge/facts.h"

#include "core/common/lookup/sorted.h"
#include "core/common/random.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr auto kNone = AlignedGraph::kNone;

/// Gives the entities of triples vertices of their own, in their order, unless they have one.
void numberRest(const Relations &relations, std::vector<std::uint32_t> &vertexOf, std::uint32_t &vertices)
{
    for (std::uint32_t entity = 0; entity < relations.entityCount(); ++entity)
        if (vertexOf[entity] == kNone && relations.degree(entity) > 0)
            vertexOf[entity] = vertices++;
}

void addTriples(const Relations &relations, const std::vector<std::uint32_t> &vertexOf, Facts &facts)
{
    facts.relations = std::max(facts.relations, relations.relationCount());
    for (const auto &[head, relation, tail] : relations.triples())
        facts.triples.push_back({vertexOf[head], relation, vertexOf[tail]});
}

void arrange(Facts &facts)
{
    std::ranges::stable_sort(facts.triples, {}, &Triple::relation);
    facts.offsets.assign(facts.relations + 1, 0);
    for (const auto &triple : facts.triples)
        ++facts.offsets[triple.relation + 1];
    for (std::uint32_t relation = 0; relation < facts.relations; ++relation)
        facts.offsets[relation + 1] += facts.offsets[relation];
    for (const auto &triple : facts.triples)
        facts.ends.insert(facts.ends.end(), {triple.head, triple.tail});
    facts.ends = sortedDistinct(std::move(facts.ends));
}

/// Which rows are tied to each entity: one of them, and whether it is the only one.
struct Tie
{
    std::uint32_t row = kNone;
    bool isShared = false;
};

std::vector<Tie> tiesOf(const AlignedGraph &graph, std::uint32_t users)
{
    std::vector<Tie> ties(graph.relations->entityCount());
    const auto note = [&](const std::vector<std::uint32_t> &entities, std::uint32_t first) {
        for (std::size_t row = 0; row < entities.size(); ++row) {
            if (entities[row] == kNone)
                continue;
            auto &tie = ties[entities[row]];
            tie.isShared = tie.row != kNone;
            tie.row = first + static_cast<std::uint32_t>(row);
        }
    };
    note(graph.entityOfUser, 0);
    note(graph.entityOfItem, users);
    return ties;
}

void joinShared(const AlignedGraph &graph, std::uint32_t users, const std::vector<Tie> &ties,
                const std::vector<std::uint32_t> &vertexOf, Facts &facts)
{
    const auto relation = facts.relations;
    const auto join = [&](const std::vector<std::uint32_t> &entities, std::uint32_t first) {
        for (std::size_t row = 0; row < entities.size(); ++row) {
            const auto entity = entities[row];
            if (entity == kNone || !ties[entity].isShared || vertexOf[entity] == kNone)
                continue;
            facts.triples.push_back({first + static_cast<std::uint32_t>(row), relation, vertexOf[entity]});
            facts.relations = relation + 1;
        }
    };
    join(graph.entityOfUser, 0);
    join(graph.entityOfItem, users);
}

} // namespace

Facts Facts::joined(const AlignedGraph *graph, std::uint32_t users, std::uint32_t items)
{
    Facts facts{.vertices = users + items, .relations = 1, .triples = {}, .offsets = {}, .ends = {}};
    if (!graph)
        return facts;
    const auto &relations = *graph->relations;
    const auto ties = tiesOf(*graph, users);
    std::vector<std::uint32_t> vertexOf(relations.entityCount(), kNone);
    for (std::size_t entity = 0; entity < ties.size(); ++entity)
        if (!ties[entity].isShared)
            vertexOf[entity] = ties[entity].row;
    numberRest(relations, vertexOf, facts.vertices);
    addTriples(relations, vertexOf, facts);
    joinShared(*graph, users, ties, vertexOf, facts);
    arrange(facts);
    return facts;
}

Facts Facts::beside(const AlignedGraph *graph, std::uint32_t users, std::uint32_t items,
                    std::vector<std::int64_t> &entityOfItem)
{
    Facts facts{.vertices = users + items, .relations = 1, .triples = {}, .offsets = {}, .ends = {}};
    entityOfItem.assign(items, -1);
    if (!graph)
        return facts;
    std::vector<std::uint32_t> vertexOf(graph->relations->entityCount(), kNone);
    numberRest(*graph->relations, vertexOf, facts.vertices);
    addTriples(*graph->relations, vertexOf, facts);
    arrange(facts);
    for (std::size_t item = 0; item < items; ++item)
        if (const auto entity = graph->entityOfItem[item]; entity != kNone && vertexOf[entity] != kNone)
            entityOfItem[item] = vertexOf[entity];
    return facts;
}

std::size_t factsBeside(const Facts &facts, std::size_t batch, std::size_t pairs)
{
    const auto share = static_cast<double>(facts.triples.size()) / static_cast<double>(std::max<std::size_t>(1, pairs));
    return std::min(batch, static_cast<std::size_t>(std::ceil(share * static_cast<double>(batch))));
}

namespace {

std::int64_t wrongTail(const Facts &facts, const Triple &triple, Random &random)
{
    if (random.below(2) == 0)
        return facts.ends[random.below(static_cast<std::uint32_t>(facts.ends.size()))];
    const auto first = facts.offsets[triple.relation], count = facts.offsets[triple.relation + 1] - first;
    return facts.triples[first + random.below(static_cast<std::uint32_t>(count))].tail;
}

} // namespace

FactBatch drawFacts(const Facts &facts, std::size_t count, std::uint64_t seed)
{
    FactBatch batch;
    if (facts.triples.empty())
        return batch;
    Random random(seed);
    const auto all = static_cast<std::uint32_t>(facts.triples.size());
    for (std::size_t n = 0; n < count; ++n) {
        const auto &triple = facts.triples[random.below(all)];
        batch.heads.push_back(triple.head);
        batch.relations.push_back(triple.relation);
        batch.tails.push_back(triple.tail);
        batch.wrong.push_back(wrongTail(facts, triple, random));
    }
    return batch;
}

} // namespace aisle
