#pragma once
#include <QFile>
#include <QTemporaryDir>

namespace aisle::test {

/// A file of the test's own. @return its path
inline QString writtenFile(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    const auto path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return path;
}

} // namespace aisle::test
