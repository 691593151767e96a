#pragma once
#include "core/transfer/writing/wholefile.h"

#include <QStringList>

namespace aisle {

/// Writes a CSV file (RFC 4180, UTF-8, LF), packed when its name ends in ".gz". The file appears whole at close();
/// without it nothing is written.
class CsvWriter
{
public:
    explicit CsvWriter(const QString &path); ///< @throws Error export.cannot-write

    void row(const QStringList &cells); ///< @throws Error export.cannot-write (a full disk)
    void close();                       ///< @throws Error export.cannot-write

private:
    WholeFile m_file;
};

} // namespace aisle
