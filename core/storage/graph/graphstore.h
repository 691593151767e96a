#pragma once
#include "core/common/ids.h"
#include "core/storage/featurestore.h"
#include "core/storage/graph/shownentity.h"
#include "core/storage/project.h"

#include <QByteArray>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

using EntityId = StrongNumber<struct EntityIdTag, std::int64_t>;
using RelationId = StrongNumber<struct RelationIdTag, std::int64_t>;
using TripleSourceId = StrongNumber<struct TripleSourceIdTag, std::int64_t>;

/// Where triples come from.
enum class TripleOrigin {
    Import,    ///< a file of triples
    Social,    ///< a file of pairs of shoppers
    Catalogue, ///< built from what is known of products
    Baskets,   ///< built from what is bought together
    Hand
};
const char *
originName(TripleOrigin origin); ///< "import", "social", "catalogue", "baskets", "hand": as stored and shown

/// One import, one relation that was built, one triple that was added.
struct TripleSource
{
    TripleSourceId id{};
    TripleOrigin origin = TripleOrigin::Import;
    QByteArray detail;   ///< JSON object that core/features makes and reads
    std::int64_t at = 0; ///< Unix milliseconds
};

struct StoredTriple
{
    EntityId head{};
    RelationId relation{};
    EntityId tail{};
    friend auto operator<=>(const StoredTriple &, const StoredTriple &) = default;
};

/// An entity is this product or shopper.
struct EntityLink
{
    EntityId entity{};
    FeatureSubject subject = FeatureSubject::Items;
    std::string key; ///< whether the project has it or not
};

struct GraphCounts
{
    std::int64_t entities = 0, relations = 0;
    std::int64_t triples = 0;       ///< distinct: one that several sources say counts once
    std::int64_t products = 0;      ///< of the project that an entity is tied to
    std::int64_t shoppers = 0;      ///< the same of shoppers
    std::int64_t waiting = 0;       ///< links to products or shoppers that the project does not have
    std::int64_t withoutTriple = 0; ///< entities that no triple has
};

/// Reading of the knowledge graph; GraphWriter changes it. Owns the statements.
class GraphStore
{
public:
    explicit GraphStore(const Project &project) : m_project(project) {}

    GraphCounts counts() const;
    struct Size
    {
        std::int64_t entities = 0, triples = 0; ///< distinct
    };
    Size size() const; ///< cheaper than counts()
    /// A number that every change of the graph makes another one; 0 before the first.
    std::int64_t version() const;
    void noteChange();                         ///< within the transaction of what changes it: a number that was never
    void setVersion(std::int64_t version);     ///< within the transaction that makes it again what it was
    bool tiesProducts() const;                 ///< whether a triple has a product of the project
    bool tiesShoppers() const;                 ///< whether one joins two shoppers of the project
    std::vector<TripleSource> sources() const; ///< by id
    std::vector<TripleSource> sourcesOf(const StoredTriple &triple) const; ///< by id
    /// Distinct triples of each relation, and how many of them each source says.
    std::map<RelationId, std::int64_t> triplesPerRelation() const;
    std::map<std::pair<RelationId, TripleSourceId>, std::int64_t> triplesPerSource() const;

    std::vector<std::pair<EntityId, std::string>> entities() const; ///< by id
    std::vector<std::pair<RelationId, std::string>> relations() const;
    /// Distinct, by head, relation and tail.
    void eachTriple(const std::function<void(const StoredTriple &triple)> &take) const;
    std::vector<EntityLink> links() const; ///< distinct, by entity
    std::optional<EntityId> findEntity(const std::string &name) const;
    std::optional<RelationId> findRelation(const std::string &name) const;
    /// The first that is tied to it.
    std::optional<EntityId> entityOf(FeatureSubject subject, const std::string &key) const;

    std::vector<RelationId> basketRelations() const; ///< that baskets named: of pairs, so that neither end is first
    bool hasTriples() const;
    ShownEntity shownEntity(EntityId entity) const;
    std::optional<ItemId> itemOf(EntityId entity) const; ///< the first product of the project that it is tied to
    /// Distinct, by head, relation and tail. A pass over all triples: they are stored by head.
    std::vector<StoredTriple> triplesOf(EntityId entity) const;
    /// Products of the project that have one of these for a tail; in any order, repeats possible. A pass as well.
    void eachProductOf(const std::vector<EntityId> &tails,
                       const std::function<void(RelationId relation, EntityId tail, ItemId product)> &take) const;
    std::vector<QString> namesLike(const QString &text, int most) const; ///< of entities, for completing what is typed

private:
    const Project &m_project;
};

} // namespace aisle
