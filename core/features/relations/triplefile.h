#pragma once
#include "core/features/relations/columnfile.h"
#include "core/features/relations/triple.h"
#include "core/transfer/importing/keycoder.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aisle {

enum class TripleOrder { HeadRelationTail, HeadTailRelation };

/// The files of one graph. Empty: there is none.
struct TripleFilePaths
{
    QString triples;
    QString
        entities; ///< ids of the triples and their names: OpenKE's entity2id.txt, KGAT's entity_list.txt, or id first
    QString relations; ///< the same of relations
    QString links;     ///< products and their entities: RecBole's .link, item_index2entity_id.txt, KGAT's item_list.txt
    std::optional<TripleOrder> order{}; ///< absent: by the header; without one head, relation, tail, but head, tail,
                                        ///< relation where the first line is a lone count (OpenKE)
};

/// What they say. Names that ids stand for are in their place.
struct TripleFiles
{
    KeyCoder entities, relations;                             ///< names; those of a map in its order, all of them
    std::vector<Triple> triples;                              ///< in the file's order, repeats kept
    std::vector<std::pair<std::string, std::uint32_t>> links; ///< a product's key and its entity
    ColumnFile tripleFile;
    std::optional<ColumnFile> entityFile, relationFile, linkFile;
};

/// A map's id is the column that the triples have; where both are numbers and fit alike, the second.
/// @throws Error graph.map when no id of a map stands among the triples, graph.no-triples when the maps know none of
/// them, and what readColumns() throws
TripleFiles readTriples(const TripleFilePaths &paths, JobContext &job);

/// Pairs of shoppers, a line each: "trusts", "is a friend of". What else stands in a line is left out.
struct ShopperPairs
{
    KeyCoder shoppers;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs; ///< in the file's order, repeats kept
    ColumnFile file;
};
ShopperPairs readShopperPairs(const QString &path, JobContext &job);

} // namespace aisle
