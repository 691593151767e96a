#pragma once
#include "core/storage/runstore.h"

#include <QString>
#include <vector>

namespace aisle {

/// Kept runs whose figures may stand in one column, by protocolKey().
struct ProtocolGroup
{
    QString key;
    QString heading; ///< how its runs were judged; where two groups' would be the same, what they learnt from, too
    std::vector<RunRecord> runs; ///< newest first
};

/// The group of the newest run first. @param runs  by id
std::vector<ProtocolGroup> groupByProtocol(const std::vector<RunRecord> &runs);

} // namespace aisle
