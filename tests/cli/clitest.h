#pragma once
#include "tests/cli/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace aisle::test {

inline QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

/// The answer's remarks, a line each; first what it failed with, see CliTest::json().
inline QString remarksOf(const QJsonObject &answer)
{
    QStringList all{answer[QStringLiteral("failed")].toString()};
    for (const auto &remark : answer[QStringLiteral("remarks")].toArray())
        all << remark.toString();
    return all.join(u'\n');
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
    /// On one thread. @param line  words with spaces between, %f the folder
    Ended run(const QByteArray &line) const
    {
        auto arguments = words(line.constData());
        arguments.replaceInStrings(QStringLiteral("%f"), m_folder.path());
        return cli(QStringList{QStringLiteral("--threads"), QStringLiteral("1")} + arguments);
    }
    /// {"failed": what was said} where it failed.
    QJsonObject json(const QByteArray &line) const
    {
        const auto ended = run("--json --quiet " + line);
        return ended.status == 0 ? ended.json() : QJsonObject{{QStringLiteral("failed"), QString::fromUtf8(ended.err)}};
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
