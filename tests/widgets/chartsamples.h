#pragma once
#include "core/charts/chartdata.h"

#include <map>

namespace aisle::test {

/// One chart of each kind, as the pages make them, with a Chinese one among them.
std::map<QString, ChartData> chartSamples();
ChartData chartSample(const QString &name);

} // namespace aisle::test
