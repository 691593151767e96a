#include "core/features/relations/relations.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/graph/graphstore.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace aisle {

namespace {

auto byHead(const Triple &triple)
{
    return std::tuple(triple.head, triple.relation, triple.tail);
}

auto byTail(const Triple &triple)
{
    return std::tuple(triple.tail, triple.relation, triple.head);
}

/// [entities + 1] where the triples of each begin.
std::vector<std::uint32_t> offsetsOf(const std::vector<Triple> &triples, std::uint32_t Triple::*end,
                                     std::size_t entities)
{
    std::vector<std::uint32_t> offsets(entities + 1);
    for (const auto &triple : triples)
        ++offsets[triple.*end + 1];
    for (std::size_t entity = 0; entity < entities; ++entity)
        offsets[entity + 1] += offsets[entity];
    return offsets;
}

template <class Id>
std::vector<Id> tiesOf(std::vector<std::pair<Id, std::uint32_t>> &ties, std::size_t entities)
{
    std::ranges::sort(ties);
    std::vector<Id> of(entities);
    for (const auto &[id, entity] : ties)
        if (of[entity] == Id{})
            of[entity] = id;
    return of;
}

template <class Id>
std::optional<std::uint32_t> tiedTo(const std::vector<std::pair<Id, std::uint32_t>> &ties, Id id)
{
    const auto found = std::ranges::lower_bound(ties, std::pair(id, std::uint32_t{0}));
    return found != ties.end() && found->first == id ? std::optional(found->second) : std::nullopt;
}

template <class Id>
std::optional<Id> presentIn(const std::vector<Id> &of, std::uint32_t entity)
{
    return of[entity] == Id{} ? std::nullopt : std::optional(of[entity]);
}

/// Dense numbers of stored ids, with the names in their order.
template <class Id>
class Numbers
{
public:
    Numbers(std::vector<std::pair<Id, std::string>> named, std::vector<std::string> &names)
    {
        names.reserve(named.size());
        for (auto &[id, name] : named) {
            m_ids.push_back(id);
            names.push_back(std::move(name));
        }
    }
    /// @throws Error graph.damaged
    std::uint32_t of(Id id) const
    {
        const auto found = std::ranges::lower_bound(m_ids, id);
        if (found == m_ids.end() || *found != id)
            throw Error("graph.damaged",
                        QT_TRANSLATE_NOOP("Error", "What is kept of the knowledge graph is damaged: open a copy from "
                                                   "before, or import it again with --replace."));
        return static_cast<std::uint32_t>(found - m_ids.begin());
    }

private:
    std::vector<Id> m_ids; ///< ascending
};

template <class Id>
std::unordered_map<std::string, Id> byKey(const std::vector<std::pair<Id, std::string>> &keys)
{
    std::unordered_map<std::string, Id> ids;
    for (const auto &[id, key] : keys)
        ids.emplace(key, id);
    return ids;
}

void readTies(const Project &project, const Numbers<EntityId> &numbers, Relations::Parts &parts)
{
    const auto links = GraphStore(project).links();
    if (links.empty())
        return;
    const Catalogue catalogue(project);
    const auto items = byKey(catalogue.itemKeys());
    const auto users = byKey(catalogue.userKeys());
    const auto tie = [&](const auto &ids, auto &ties, const EntityLink &link) {
        const auto found = ids.find(link.key);
        if (found != ids.end())
            ties.emplace_back(found->second, numbers.of(link.entity));
    };
    for (const auto &link : links)
        link.subject == FeatureSubject::Items ? tie(items, parts.products, link) : tie(users, parts.shoppers, link);
}

} // namespace

Relations::Relations(Parts parts) : m_parts(std::move(parts))
{
    auto &triples = m_parts.triples;
    std::ranges::sort(triples, {}, byHead);
    const auto repeats = std::ranges::unique(triples, {}, byHead);
    triples.erase(repeats.begin(), repeats.end());
    m_byTail = triples;
    std::ranges::sort(m_byTail, {}, byTail);
    const auto entities = m_parts.entities.size();
    m_heads = offsetsOf(triples, &Triple::head, entities);
    m_tails = offsetsOf(m_byTail, &Triple::tail, entities);
    m_perRelation.resize(m_parts.relations.size());
    for (const auto &triple : triples)
        ++m_perRelation[triple.relation];
    m_productOf = tiesOf(m_parts.products, entities);
    m_shopperOf = tiesOf(m_parts.shoppers, entities);
}

std::shared_ptr<const Relations> Relations::load(const Project &project, JobContext &job)
{
    constexpr std::size_t kBetweenChecks = 1 << 16;
    const GraphStore store(project);
    Parts parts;
    const Numbers entities(store.entities(), parts.entities);
    const Numbers relations(store.relations(), parts.relations);
    store.eachTriple([&](const StoredTriple &triple) {
        if (parts.triples.size() % kBetweenChecks == 0)
            job.checkpoint();
        parts.triples.push_back({entities.of(triple.head), relations.of(triple.relation), entities.of(triple.tail)});
    });
    readTies(project, entities, parts);
    return std::make_shared<const Relations>(std::move(parts));
}

std::span<const Triple> Relations::ofHead(std::uint32_t entity) const
{
    return std::span(m_parts.triples).subspan(m_heads[entity], m_heads[entity + 1] - m_heads[entity]);
}

std::span<const Triple> Relations::ofTail(std::uint32_t entity) const
{
    return std::span(m_byTail).subspan(m_tails[entity], m_tails[entity + 1] - m_tails[entity]);
}

std::optional<std::uint32_t> Relations::entityOf(ItemId item) const
{
    return tiedTo(m_parts.products, item);
}

std::optional<std::uint32_t> Relations::entityOf(UserId user) const
{
    return tiedTo(m_parts.shoppers, user);
}

std::optional<ItemId> Relations::productOf(std::uint32_t entity) const
{
    return presentIn(m_productOf, entity);
}

std::optional<UserId> Relations::shopperOf(std::uint32_t entity) const
{
    return presentIn(m_shopperOf, entity);
}

} // namespace aisle
