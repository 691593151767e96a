#pragma once
#include "core/common/error.h"
#include "core/transfer/recognition/recognise.h"

namespace aisle::fuzz {

/// Reads a file as import does: what is in it, what it is, every row.
inline void readRows(const QString &path)
{
    ReadLimits limits;
    limits.maxUnpackedBytes = 64 << 20;
    limits.maxMembers = 200;
    for (const auto &source : listInputs({path}, {}, limits).sources) {
        try {
            const auto recipe = recognise(source, {}, limits).recipe;
            const auto reader = openRows(source, recipe, limits);
            for (RowBatch batch; reader->next(batch);)
                batch.clear();
        } catch (const Error &) { // the next member may be sound
        }
    }
}

} // namespace aisle::fuzz
