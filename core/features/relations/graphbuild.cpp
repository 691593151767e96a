#include "core/features/relations/graphbuild.h"

#include "core/common/error.h"
#include "core/common/text/nearest.h"
#include "core/features/relations/cataloguetriples.h"
#include "core/features/relations/graphediting.h"
#include "core/features/relations/graphsource.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/graph/graphwriter.h"

#include <algorithm>
#include <map>
#include <optional>

namespace aisle {

namespace {

constexpr std::int64_t kBytesPerTriple = 60; ///< with the names, about
constexpr auto kGoesWith = "goes with";

/// Puts relations in place of those that were built before.
class Building
{
public:
    Building(Project &project, std::size_t triples, JobContext &job)
        : m_project(project), m_writer(project, static_cast<std::int64_t>(triples) * kBytesPerTriple), m_job(job),
          m_triples(triples)
    {
        m_writer.removeOrigin(TripleOrigin::Catalogue);
        m_writer.removeOrigin(TripleOrigin::Baskets);
    }
    void addCatalogue(const CatalogueTriples &triples, GraphBuilt &built)
    {
        for (const auto &relation : triples.relations) {
            GraphSource detail;
            detail.from = relation.from;
            const auto source = begin(TripleOrigin::Catalogue, detail);
            std::vector<StoredTriple> stored;
            for (const auto &[first, second] : relation.pairs) {
                const auto head = relation.ofProducts ? products().of(triples.keys[first]) : value(triples, first);
                stored.push_back({head, relationOf(relation.name), value(triples, second)});
            }
            built.relations.push_back(finish(QString::fromStdString(relation.name),
                                             {source, TripleOrigin::Catalogue, detail.toJson()}, stored));
        }
    }
    void addPairs(const GoesWithPairs &pairs, GraphBuilt &built)
    {
        GraphSource detail;
        detail.split = pairs.split;
        detail.seed = pairs.seed;
        detail.dataHash = pairs.dataHash;
        const auto source = begin(TripleOrigin::Baskets, detail);
        std::map<ItemId, std::string> keys;
        for (auto &[id, key] : Catalogue(m_project).itemKeys())
            keys.emplace(id, key);
        std::vector<StoredTriple> stored;
        for (const auto &[first, second] : pairs.pairs) {
            const auto one = keys.find(first), other = keys.find(second);
            if (one != keys.end() && other != keys.end())
                stored.push_back({products().of(one->second), relationOf(kGoesWith), products().of(other->second)});
        }
        built.relations.push_back(
            finish(QString::fromLatin1(kGoesWith), {source, TripleOrigin::Baskets, detail.toJson()}, stored));
    }
    void commit() { m_writer.commit(); }

private:
    TripleSourceId begin(TripleOrigin origin, const GraphSource &detail)
    {
        m_source = m_writer.addSource(origin, detail.toJson());
        if (!m_products)
            m_products.emplace(m_project, m_writer, FeatureSubject::Items, m_source);
        return m_source;
    }
    TiedEntities &products() { return *m_products; }
    RelationId relationOf(const std::string &name) { return m_writer.relation(name, m_source); }
    EntityId value(const CatalogueTriples &triples, std::uint32_t code)
    {
        return m_writer.entity(std::string(triples.values.key(code)), m_source);
    }
    BuiltRelation finish(const QString &name, const TripleSource &source, std::vector<StoredTriple> &triples)
    {
        std::ranges::sort(triples);
        const auto repeats = std::ranges::unique(triples);
        triples.erase(repeats.begin(), repeats.end());
        const auto from = static_cast<double>(m_stored) / static_cast<double>(std::max<std::size_t>(1, m_triples));
        m_stored += triples.size();
        const auto to = static_cast<double>(m_stored) / static_cast<double>(std::max<std::size_t>(1, m_triples));
        PartOfJob part(m_job, from, to);
        const auto added = m_writer.add(source.id, triples, part);
        return {.name = name,
                .source = GraphSource::text(source, {}),
                .triples = static_cast<std::int64_t>(triples.size()),
                .created = added.created};
    }

    Project &m_project;
    GraphWriter m_writer;
    JobContext &m_job;
    std::size_t m_triples, m_stored = 0; ///< in all, so far
    TripleSourceId m_source{};
    std::optional<TiedEntities> m_products; ///< their ties are the first relation's, which goes with all others
};

QStringList askedSources(const QStringList &asked)
{
    for (const auto &each : asked)
        if (!buildSources().contains(each))
            throw Error("graph.source",
                        QT_TRANSLATE_NOOP("Error", "Graphs are not built from %1. They are built from: %2."),
                        {each, nearestFirst(each, buildSources()).join(QStringLiteral(", "))});
    return asked.isEmpty() ? buildSources() : asked;
}

void countProducts(const CatalogueTriples &triples, GraphBuilt &built)
{
    std::vector<bool> has(triples.keys.size());
    for (const auto &relation : triples.relations)
        for (const auto &[first, second] : relation.pairs)
            if (relation.ofProducts)
                has[first] = true;
    built.products = std::ranges::count(has, true);
    built.without = std::ranges::count(has, false);
    built.single = triples.single;
    built.tooLong = triples.tooLong;
}

std::size_t sizeOf(const CatalogueTriples &triples)
{
    std::size_t size = 0;
    for (const auto &relation : triples.relations)
        size += relation.pairs.size();
    return size;
}

} // namespace

QStringList buildSources()
{
    return {QStringLiteral("category"), QStringLiteral("brand"), QStringLiteral("attributes"), QStringLiteral("title")};
}

GraphBuilt buildGraph(Project &project, const GraphBuild &request, JobContext &job)
{
    PartOfJob reading(job, 0, .3), baskets(job, .3, .6), storing(job, .6, 1);
    const auto from = askedSources(request.from);
    demandWritable(project);
    const auto triples = catalogueTriples(project, from, reading);
    GraphBuilt built;
    if (request.goesWith)
        built.goesWith = pairsInBaskets(project, *request.goesWith, baskets);
    if (triples.relations.empty() && (!built.goesWith || built.goesWith->pairs.empty()))
        throw Error("graph.nothing-to-build",
                    QT_TRANSLATE_NOOP("Error", "There is nothing to build a graph from (%1): no product has a category "
                                               "or a brand, and no two have an attribute or a telling word of their "
                                               "titles in common. Load a catalogue with `items` first."),
                    {from.join(QStringLiteral(", "))});
    countProducts(triples, built);
    Building building(project, sizeOf(triples) + (built.goesWith ? built.goesWith->pairs.size() : 0), storing);
    building.addCatalogue(triples, built);
    if (built.goesWith)
        building.addPairs(*built.goesWith, built);
    building.commit();
    return built;
}

} // namespace aisle
