#include "core/transfer/reading/rowbatch.h"

namespace aisle {

void RowBatch::clear()
{
    rows.clear();
    fields.clear();
}

} // namespace aisle
