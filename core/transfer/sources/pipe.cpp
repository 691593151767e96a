#include "core/transfer/sources/pipe.h"

#include "core/common/error.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace aisle {

namespace {

constexpr int kWaitMs = 100;
constexpr std::size_t kBlockBytes = 1 << 20;

Error unreadable(const QString &path)
{
    return Error("input.pipe", QT_TRANSLATE_NOOP("Error", "%1 cannot be read: %2."),
                 {path, QString::fromLocal8Bit(std::strerror(errno))});
}

class Pipe
{
public:
    explicit Pipe(const QString &path)
        : m_path(path), m_file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    {
        if (m_file < 0)
            throw unreadable(path);
    }
    ~Pipe() { ::close(m_file); }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    /// @return bytes, 0 at the end
    std::size_t read(char *to, std::size_t size, const ReadLimits &limits) const
    {
        for (;;) {
            pollfd waiting{m_file, POLLIN, 0};
            const int ready = ::poll(&waiting, 1, kWaitMs);
            if (limits.whileWaiting)
                limits.whileWaiting();
            if (ready < 0 && errno != EINTR)
                throw unreadable(m_path);
            if (ready <= 0)
                continue;
            const auto got = ::read(m_file, to, size);
            if (got >= 0)
                return std::size_t(got);
            if (errno != EAGAIN && errno != EINTR)
                throw unreadable(m_path);
        }
    }

private:
    QString m_path;
    int m_file;
};

} // namespace

bool isPipe(const QString &path)
{
    struct stat facts
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &facts) != 0)
        return false;
    if (S_ISFIFO(facts.st_mode) || S_ISSOCK(facts.st_mode))
        return true;
    if ((S_ISCHR(facts.st_mode) || S_ISBLK(facts.st_mode)) &&
        QFileInfo(path).canonicalFilePath() != QLatin1String("/dev/null"))
        throw Error("input.device",
                    QT_TRANSLATE_NOOP("Error", "%1 is a device, not a file: name a file, or send the text through a "
                                               "pipe."),
                    {path});
    return false;
}

std::shared_ptr<QTemporaryFile> keepPipe(const QString &path, const ReadLimits &limits)
{
    const auto kept = std::make_shared<QTemporaryFile>(QDir::tempPath() + QStringLiteral("/aisle-pipe-XXXXXX"));
    const auto refuse = [&] {
        throw Error("input.pipe",
                    QT_TRANSLATE_NOOP("Error",
                                      "What comes from %1 cannot be kept in %2 while it is read: %3. Free space "
                                      "there, or name a file."),
                    {path, QDir::tempPath(), kept->errorString()});
    };
    if (!kept->open())
        refuse();
    const Pipe pipe(path);
    std::vector<char> block(kBlockBytes);
    std::int64_t total = 0;
    while (const auto got = pipe.read(block.data(), block.size(), limits)) {
        total += std::int64_t(got);
        if (total > limits.maxUnpackedBytes)
            throw Error(
                "archive.bomb",
                QT_TRANSLATE_NOOP("Error", "%1 unpacks to more than the limit of %2 bytes and was not read on."),
                {path, QString::number(limits.maxUnpackedBytes)});
        if (kept->write(block.data(), qint64(got)) != qint64(got))
            refuse();
    }
    if (!kept->flush())
        refuse();
    kept->close();
    return kept;
}

} // namespace aisle
