#pragma once
#include <QString>

namespace aisle::test {

/// Path of a file of the test data (environment variable AISLE_DATA, else ../shared/data beside the sources); empty
/// when the file is not there: the test then says QSKIP(kNoData), never passes.
QString dataFile(const char *relativePath);
inline constexpr const char *kNoData = "no data beside the checkout"; ///< `./dev test` counts what says so

/// Path of a file in the source tree.
QString sourceFile(const char *relativePath);

} // namespace aisle::test
