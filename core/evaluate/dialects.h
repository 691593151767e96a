#pragma once
#include "core/evaluate/metric.h"

#include <map>
#include <string>
#include <vector>

namespace aisle {

/// A figure of one list as another tool defines it, under the name that Aisle gives what it measures. "MAP_at_k" and
/// the like are further definitions of that tool.
struct DialectMetric
{
    std::string name;
    ListMetric value; ///< NaN for a list that the tool leaves out of its mean
};

/// What another tool, or a line of papers, calls by the names of our figures. Definitions alone are its own: who is
/// judged, what is masked and which products are candidates is the protocol's.
struct Dialect
{
    std::string id;   ///< "rectools"
    std::string name; ///< "RecTools"
    std::vector<DialectMetric> metrics;
};

const std::vector<Dialect> &dialects();
const Dialect &dialectNamed(const std::string &id); ///< @throws Error dialect.unknown: names those that there are

/// By a dialect's id, then "NDCG@10": the mean over lists. A dialect that was asked for is never absent.
using DialectFigures = std::map<std::string, std::map<std::string, double>>;

} // namespace aisle
