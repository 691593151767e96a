#include "core/transfer/importing/rowpump.h"

namespace aisle {

RowPump::RowPump(RowReader &reader)
    : m_thread([this, &reader] {
          try {
              for (RowBatch batch; reader.next(batch); batch = RowBatch()) {
                  if (!m_queue.push(std::move(batch)))
                      return;
              }
              m_queue.finish();
          } catch (...) {
              m_queue.finish(std::current_exception());
          }
      })
{
}

RowPump::~RowPump()
{
    m_queue.abandon();
    m_thread.join();
}

} // namespace aisle
