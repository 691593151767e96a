#pragma once
#include "core/transfer/importing/boundedqueue.h"
#include "core/transfer/reading/rowbatch.h"

#include <thread>

namespace aisle {

/// Reads batches ahead in a thread of its own. Going away stops the thread after its current batch.
class RowPump
{
public:
    explicit RowPump(RowReader &reader);
    ~RowPump();
    std::optional<RowBatch> next() { return m_queue.pop(); } ///< nothing at the end; throws what the reader threw

private:
    BoundedQueue<RowBatch> m_queue{4};
    std::thread m_thread;
};

} // namespace aisle
