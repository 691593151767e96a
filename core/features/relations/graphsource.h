#pragma once
#include "core/storage/graph/graphstore.h"

#include <QString>

namespace aisle {

/// What some triples came from; the JSON of TripleSource::detail.
struct GraphSource
{
    QString file;  ///< of an import: its name without the folder
    QString from;  ///< of what was built from the catalogue: "category", "brand", "attributes", "title"
    QString split; ///< of what was learnt from baskets: by its training part alone; empty: all events
    std::uint64_t seed = 0;
    QString dataHash; ///< of that training part

    QByteArray toJson() const;
    static GraphSource of(const TripleSource &source);
    /// "import of kg.txt", "catalogue: brand", "baskets of all events", "by hand".
    static QString text(const TripleSource &source, const QString &shownFile);
};

} // namespace aisle
