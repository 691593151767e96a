#pragma once
#include <QString>

namespace aisle {

/// A short English phrase of core with figures in it, in the reader's language: the phrase with its figures replaced by
/// %1, %2 ... is looked up in the context, and is shown as it came where nobody translated it.
QString phraseText(const char *context, const QString &phrase);

/// What a job is doing ("reading, 120,000 rows, 800,000 rows/s"; context "Progress").
inline QString progressText(const QString &what) { return phraseText("Progress", what); }

} // namespace aisle
