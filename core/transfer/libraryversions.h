#pragma once
#include <QString>
#include <utility>
#include <vector>

namespace aisle {

/// Names and versions, at run time, of the libraries that read and keep data: SQLite, QuaZip, ICU, zlib.
std::vector<std::pair<QString, QString>> libraryVersions();

} // namespace aisle
