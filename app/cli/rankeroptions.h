#pragma once
#include "app/cli/command.h"
#include "core/search/productsearch.h"

/// What `search` and `queries` have in common.
namespace aisle::cli {

void addRankerOptions(QCommandLineParser &parser);
/// Of --alpha and one ranker's name. @throws WrongUsage, Error search.ranker
RankerChoice rankerOf(const Invocation &call, const QString &ranker);
/// The vectors that --features names, where one of the rankers uses any. @throws WrongUsage where --features or --alpha
/// mean nothing to them
void useVectors(const Invocation &call, Project &project, ProductSearch &search,
                const std::vector<RankerChoice> &rankers);
/// "hybrid, alpha 0.5, by minilm-titles"
QString rankerText(const RankerChoice &choice, const ProductSearch &search);

} // namespace aisle::cli
