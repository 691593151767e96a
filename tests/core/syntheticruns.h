#pragma once
#include "core/common/ids.h"
#include "core/storage/project.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aisle::test {

/// Keeps a run whose figure of each shopper (ids from 1) was drawn and not trained: `mean` and something of the
/// shopper's own that all such runs share, with `noise` around it.
RunId keepSyntheticRun(const Project &project, const char *recommender, double mean, double noise, std::uint64_t seed,
                       std::size_t shoppers = 400, const std::string &metric = "NDCG@10");

} // namespace aisle::test
