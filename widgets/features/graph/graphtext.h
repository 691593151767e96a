#pragma once
#include "core/features/relations/graphbuild.h"
#include "core/features/relations/graphediting.h"
#include "core/features/relations/graphimport.h"

#include <QString>

namespace aisle {

class KeyFormatter;

/// The knowledge graph as the window speaks of it.
QString originText(const QString &origin);                                 ///< of originName(): "catalogue", "by hand"
QString saidByText(const TripleSource &source, const KeyFormatter &keys);  ///< "catalogue: brand", "the file kg.txt"
QString buildSourceText(const QString &source);                            ///< of buildSources(): "words of titles"
QString graphCountsText(const GraphCounts &counts, std::int64_t products); ///< "44,633 triples of 3 relations ..."

/// The whole story of a change, worth a notice; what the analyst should know of it besides, or empty.
QString graphImportedText(const GraphImported &done);
QString graphImportedRemarks(const GraphImported &done, const KeyFormatter &keys);
QString graphBuiltText(const GraphBuilt &done);
QString graphBuiltRemarks(const GraphBuilt &done);

} // namespace aisle
