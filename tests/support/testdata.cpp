#include "tests/support/testdata.h"

#include <QDir>
#include <QFileInfo>

namespace aisle::test {

QString dataFile(const char *relativePath)
{
    auto root = qEnvironmentVariable("AISLE_DATA");
    if (root.isEmpty())
        root = QStringLiteral(AISLE_SOURCE_DIR "/../shared/data");
    const auto path = QDir(root).filePath(QString::fromUtf8(relativePath));
    return QFileInfo::exists(path) ? path : QString();
}

QString sourceFile(const char *relativePath)
{
    return QDir(QStringLiteral(AISLE_SOURCE_DIR)).filePath(QString::fromUtf8(relativePath));
}

} // namespace aisle::test
