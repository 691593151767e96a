// Runs one target: on the files that are named (this is how AFL++ calls it), or with --seconds on mutations of them,
// made with a fixed seed. The input at hand lies in --keep before it is read, so that whatever ends the program leaves
// it there.
#include "core/jobs/jobcontext.h"
#include "tests/fuzz/fuzztarget.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cstdio>
#include <new>
#include <random>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr unsigned kLongestSeconds = 25;
constexpr long kMostKilobytes = 4L << 20; ///< a sanitiser takes several times what the program does

struct Options
{
    int seconds = 0;
    unsigned seed = 17;
    QString keep = QStringLiteral(".");
    QStringList files;
};

Options optionsOf(const QStringList &words)
{
    Options options;
    for (qsizetype i = 1; i < words.size(); ++i) {
        if (words[i] == QLatin1String("--seconds") && i + 1 < words.size())
            options.seconds = words[++i].toInt();
        else if (words[i] == QLatin1String("--seed") && i + 1 < words.size())
            options.seed = words[++i].toUInt();
        else if (words[i] == QLatin1String("--keep") && i + 1 < words.size())
            options.keep = words[++i];
        else if (QFileInfo(words[i]).isDir())
            for (const auto &entry : QDir(words[i]).entryInfoList(QDir::Files, QDir::Name))
                options.files << entry.absoluteFilePath();
        else
            options.files << words[i];
    }
    return options;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written.", qUtf8Printable(path));
}

/// What a target says is wrong with its input is what it is for.
void readCopy(const QString &from, const QString &copy)
{
    write(copy, contentsOf(from));
    alarm(kLongestSeconds);
    try {
        aisle::fuzz::readOnce(copy);
    } catch (const aisle::Error &) {
    } catch (const aisle::Cancelled &) {
    }
    alarm(0);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    if (used.ru_maxrss > kMostKilobytes)
        qFatal("It took %ld MB.", used.ru_maxrss / 1024);
}

class Mutator
{
public:
    Mutator(std::vector<QByteArray> seeds, unsigned seed) : m_seeds(std::move(seeds)), m_random(seed) {}

    QByteArray next()
    {
        auto bytes = m_seeds[below(m_seeds.size())];
        for (auto changes = 1 + below(6); changes > 0; --changes)
            change(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t count) { return m_random() % std::max<std::size_t>(count, 1); }

    void change(QByteArray &bytes)
    {
        static const std::vector<QByteArray> kTokens{QByteArray(4, '\xff'),
                                                     QByteArray(8, '\0'),
                                                     QByteArray("\0\0\0\0\0\0\0\x40", 8),
                                                     "\"",
                                                     ",",
                                                     "\n",
                                                     "\r\n",
                                                     "NaN",
                                                     "Infinity",
                                                     "-1",
                                                     "1e999",
                                                     "99999999999999999999",
                                                     "{",
                                                     "[[[[[[[[",
                                                     "\xef\xbb\xbf",
                                                     "\xc3",
                                                     QByteArray(1, '\0')};
        const auto place = static_cast<qsizetype>(below(static_cast<std::size_t>(bytes.size()) + 1));
        const auto &token = kTokens[below(kTokens.size())];
        switch (below(6)) {
        case 0:
            if (place < bytes.size())
                bytes[place] = static_cast<char>(bytes[place] ^ (1 << below(8)));
            break;
        case 1:
            bytes.replace(place, token.size(), token);
            break;
        case 2:
            bytes.insert(place, token);
            break;
        case 3:
            bytes.remove(place, static_cast<qsizetype>(1 + below(64)));
            break;
        case 4: { // a piece of another one
            const auto &other = m_seeds[below(m_seeds.size())];
            const auto from = static_cast<qsizetype>(below(static_cast<std::size_t>(other.size()) + 1));
            bytes.insert(place, other.mid(from, static_cast<qsizetype>(below(256))));
            break;
        }
        default:
            bytes.truncate(place);
        }
    }

    std::vector<QByteArray> m_seeds;
    std::mt19937_64 m_random;
};

int mutateFor(const Options &options, const QString &copy)
{
    std::vector<QByteArray> seeds;
    for (const auto &file : options.files)
        seeds.push_back(contentsOf(file));
    if (seeds.empty())
        seeds.emplace_back();
    Mutator mutator(std::move(seeds), options.seed);
    const auto kept = QDir(options.keep).filePath(QStringLiteral("%1-input").arg(QFileInfo(copy).baseName()));
    QElapsedTimer timer;
    timer.start();
    qint64 count = 0;
    for (; timer.elapsed() < qint64(options.seconds) * 1000; ++count) {
        write(kept, mutator.next());
        readCopy(kept, copy);
    }
    QFile::remove(kept);
    std::printf("%lld inputs\n", static_cast<long long>(count));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const auto options = optionsOf(QCoreApplication::arguments());
    const QTemporaryDir folder;
    const auto copy = folder.filePath(QFileInfo(QString::fromLocal8Bit(argv[0])).baseName());
    if (options.seconds > 0)
        return mutateFor(options, copy);
    for (const auto &file : options.files)
        readCopy(file, copy);
    return 0;
}
