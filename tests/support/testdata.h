#pragma once
#include <QString>

namespace aisle::test {

/// Path of a file of the test data (environment variable AISLE_DATA, else ../shared/data beside the sources); empty
/// when the file is not there: the test then says QSKIP, never passes.
QString dataFile(const char *relativePath);

/// Path of a file in the source tree.
QString sourceFile(const char *relativePath);

} // namespace aisle::test
