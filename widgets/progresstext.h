#pragma once
#include <QString>

namespace aisle {

/// A job's "what" in the reader's language. Core says short English phrases with figures in them ("epoch 3 of 20");
/// the phrase with its figures replaced by %1, %2 is looked up (context "Progress").
QString progressText(const QString &what);

} // namespace aisle
