#include "core/jobs/jobcontext.h"

#include <algorithm>

namespace aisle {

void PartOfJob::progress(double fraction, const QString &what)
{
    m_whole.progress(m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0), what);
}

} // namespace aisle
