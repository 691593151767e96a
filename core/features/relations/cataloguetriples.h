#pragma once
#include "core/common/ids.h"
#include "core/transfer/importing/keycoder.h"

#include <QStringList>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// What the catalogue says of products as pairs of each relation; see buildGraph().
struct CatalogueTriples
{
    struct Relation
    {
        std::string name;
        QString from;                                                 ///< of buildSources()
        bool ofProducts = true;                                       ///< false: both ends are values
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs{}; ///< product's place (or value) and value
    };
    std::vector<std::string> keys; ///< [products]
    KeyCoder values;               ///< names of entities: "brand:Acme"
    std::vector<Relation> relations;
    std::int64_t single = 0, tooLong = 0;
};

/// @param from  of buildSources()
CatalogueTriples catalogueTriples(const Project &project, const QStringList &from, JobContext &job);

} // namespace aisle
