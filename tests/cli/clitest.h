#pragma once
#include "tests/cli/program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace aisle::test {

inline QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

/// A test of the command line in a folder of its own.
class CliTest : public QObject
{
protected:
    QTemporaryDir m_folder;
    QString path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    void write(const char *name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    /// Shoppers with even numbers like even products, odd ones odd; five of each shopper's eight, in their own order.
    void writeCheckerboard(const char *name) const
    {
        QByteArray log = "user,item,time\n";
        for (int u = 0; u < 40; ++u) {
            for (int e = 0; e < 6; ++e)
                log += QStringLiteral("u%1,p%2,%3\n")
                           .arg(u)
                           .arg(u % 2 + 2 * ((u / 2 + e) % 8))
                           .arg(1600000000 + u * 10 + e * 3600)
                           .toUtf8();
        }
        write(name, log);
    }
    void train(const QString &project, const char *recommender, const QStringList &more = {}) const
    {
        const auto ended = cli(QStringList{QStringLiteral("--json"), QStringLiteral("--quiet"), QStringLiteral("train"),
                                           project, QStringLiteral("--recommender"), QString::fromLatin1(recommender)} +
                               more);
        QVERIFY2(ended.status == 0, ended.err);
    }
};

} // namespace aisle::test
