#pragma once
#include "core/common/ids.h"
#include "core/features/relations/triple.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// What a graph says in memory, by dense numbers: its distinct triples by head and by tail, and which entity is which
/// product or shopper. Immutable; thread-safe.
class Relations
{
public:
    /// What a graph consists of.
    struct Parts
    {
        std::vector<std::string> entities, relations; ///< names
        std::vector<Triple> triples;                  ///< in any order, repeats allowed
        std::vector<std::pair<ItemId, std::uint32_t>> products;
        std::vector<std::pair<UserId, std::uint32_t>> shoppers;
    };
    explicit Relations(Parts parts);
    /// The project's graph; products and shoppers that it does not know (yet) are tied to nothing.
    static std::shared_ptr<const Relations> load(const Project &project, JobContext &job);

    std::uint32_t entityCount() const { return static_cast<std::uint32_t>(m_parts.entities.size()); }
    std::uint32_t relationCount() const { return static_cast<std::uint32_t>(m_parts.relations.size()); }
    const std::string &entity(std::uint32_t number) const { return m_parts.entities[number]; }
    const std::string &relation(std::uint32_t number) const { return m_parts.relations[number]; }
    const std::vector<Triple> &triples() const { return m_parts.triples; } ///< by head, relation and tail

    std::span<const Triple> ofHead(std::uint32_t entity) const; ///< by relation and tail
    std::span<const Triple> ofTail(std::uint32_t entity) const; ///< by relation and head
    /// How many triples an entity stands in, as head and as tail.
    std::size_t degree(std::uint32_t entity) const { return ofHead(entity).size() + ofTail(entity).size(); }
    const std::vector<std::uint32_t> &perRelation() const { return m_perRelation; } ///< [relations] triples

    std::optional<std::uint32_t> entityOf(ItemId item) const; ///< the first where several are
    std::optional<std::uint32_t> entityOf(UserId user) const;
    std::optional<ItemId> productOf(std::uint32_t entity) const;
    std::optional<UserId> shopperOf(std::uint32_t entity) const;

private:
    Parts m_parts;
    std::vector<Triple> m_byTail;
    std::vector<std::uint32_t> m_heads, m_tails; ///< [entities + 1] into the triples by head, by tail
    std::vector<std::uint32_t> m_perRelation;
    std::vector<ItemId> m_productOf; ///< [entities] 0: none
    std::vector<UserId> m_shopperOf;
};

} // namespace aisle
