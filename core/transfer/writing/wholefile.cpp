#include "core/transfer/writing/wholefile.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"

#include <QFileInfo>
#include <QSaveFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace aisle {

namespace {

constexpr qsizetype kBufferBytes = 1 << 16;
constexpr int kGzipWindowBits = 15 + 16;
constexpr char kDatabaseStart[] = "SQLite format 3";

/// By its name or, under another one, by its first bytes: a project is a database, and nothing written here is.
bool isProject(const QString &path)
{
    const auto isNamedSo = [](const QString &name) {
        return name.endsWith(QLatin1String(".aisle"), Qt::CaseInsensitive);
    };
    if (isNamedSo(path) || isNamedSo(QFileInfo(path).canonicalFilePath()))
        return true;
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) &&
           file.read(sizeof kDatabaseStart - 1) == kDatabaseStart;
}

/// What bears the name and is no file: a device, a pipe, a socket. A folder is left to QSaveFile, which says so.
bool isNoFile(const QString &path)
{
    struct stat status = {};
    const bool isThere = ::stat(QFile::encodeName(path).constData(), &status) == 0;
    return isThere && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

[[noreturn]] void refuse(const QString &path, const QString &why)
{
    throw Error("export.cannot-write", QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2."), {path, why});
}

QString systemsWords()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// Where the bytes go.
class Target
{
public:
    virtual ~Target() = default;
    virtual void put(const char *bytes, qint64 size) = 0;
    virtual void commit() = 0;
};

class NewFile : public Target
{
public:
    explicit NewFile(const QString &path) : m_file(path)
    {
        if (!m_file.open(QIODevice::WriteOnly))
            fail();
    }
    void put(const char *bytes, qint64 size) override
    {
        if (m_file.write(bytes, size) != size)
            fail();
    }
    void commit() override
    {
        if (!m_file.commit())
            fail();
    }

private:
    [[noreturn]] void fail() { refuse(m_file.fileName(), m_file.errorString()); }
    QSaveFile m_file;
};

/// Opened with the first bytes: a pipe that is opened and let go would look finished to whoever reads it. A signal that
/// ends a wait is the wish to cancel.
class Stream : public Target
{
public:
    explicit Stream(const QString &path) : m_path(path)
    {
        if (::access(QFile::encodeName(path).constData(), W_OK) != 0)
            refuse(path, systemsWords());
    }
    ~Stream() override
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    void put(const char *bytes, qint64 size) override
    {
        open();
        while (size > 0) {
            const auto written = ::write(m_descriptor, bytes, static_cast<std::size_t>(size));
            if (written < 0)
                fail();
            bytes += written;
            size -= written;
        }
    }
    void commit() override
    {
        open();
        if (::close(std::exchange(m_descriptor, -1)) != 0)
            fail();
    }

private:
    void open()
    {
        if (m_descriptor < 0)
            m_descriptor = ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_CLOEXEC);
        if (m_descriptor < 0)
            fail();
    }
    [[noreturn]] void fail()
    {
        if (errno == EINTR)
            throw Cancelled{};
        refuse(m_path, systemsWords());
    }
    QString m_path;
    int m_descriptor = -1;
};

std::unique_ptr<Target> targetAt(const QString &path)
{
    demandNameable(path);
    if (isProject(path))
        throw Error("export.onto-project",
                    QT_TRANSLATE_NOOP("Error", "%1 is a project, which a result never replaces: choose another "
                                               "name."),
                    {path});
    if (isNoFile(path))
        return std::make_unique<Stream>(path);
    return std::make_unique<NewFile>(path);
}

} // namespace

/// zlib itself, since a gzip device that fails while it closes does not say so.
struct WholeFile::State
{
    explicit State(const QString &path)
        : target(targetAt(path)), isPacked(path.endsWith(QStringLiteral(".gz"), Qt::CaseInsensitive))
    {
        if (isPacked &&
            deflateInit2(&packer, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~State()
    {
        if (isPacked)
            deflateEnd(&packer);
    }
    void flush(bool last)
    {
        if (!isPacked) {
            if (!buffer.isEmpty())
                target->put(buffer.constData(), buffer.size());
        } else {
            packer.next_in = reinterpret_cast<Bytef *>(buffer.data());
            packer.avail_in = static_cast<uInt>(buffer.size());
            char packed[1 << 14];
            do {
                packer.next_out = reinterpret_cast<Bytef *>(packed);
                packer.avail_out = sizeof packed;
                deflate(&packer, last ? Z_FINISH : Z_NO_FLUSH);
                target->put(packed, static_cast<qint64>(sizeof packed - packer.avail_out));
            } while (packer.avail_out == 0);
        }
        buffer.clear();
    }

    std::unique_ptr<Target> target;
    bool isPacked;
    z_stream packer{};
    QByteArray buffer;
};

WholeFile::WholeFile(const QString &path) : m_state(std::make_unique<State>(path)) {}

WholeFile::~WholeFile() = default;

void WholeFile::write(const QByteArray &bytes)
{
    m_state->buffer += bytes;
    if (m_state->buffer.size() >= kBufferBytes)
        m_state->flush(false);
}

void WholeFile::commit()
{
    m_state->flush(true);
    m_state->target->commit();
}

} // namespace aisle
