#pragma once
#include <QString>

namespace aisle {

class ListedJob;

/// A short English phrase of core with names and figures in it, in the reader's language: the template that fits it is
/// looked up, and the phrase is shown as it came where no template fits.
QString progressText(const QString &what); ///< what a job is doing: "reading, 120,000 rows, 800,000 rows/s"
QString remarkText(const QString &remark); ///< what was noticed about a file

/// What is known of a running job's time: "1 min 5 s left", else "12 s so far". Does not break between lines.
QString jobTimeText(const ListedJob &job);

} // namespace aisle
