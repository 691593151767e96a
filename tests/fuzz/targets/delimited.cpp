// Delimited text, from the file to the last row.
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/targets/reading.h"

#include <QFile>

void aisle::fuzz::readOnce(const QString &path)
{
    const auto named = path + QStringLiteral(".csv");
    QFile::remove(named);
    QFile::rename(path, named);
    readRows(named);
}
