#include "core/transfer/writing/wholefile.h"

#include "core/common/error.h"

#include <QFileInfo>
#include <QSaveFile>
#include <new>
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

} // namespace

/// zlib itself, since a gzip device that fails while it closes does not say so.
struct WholeFile::State
{
    explicit State(const QString &path)
        : file(path), isPacked(path.endsWith(QStringLiteral(".gz"), Qt::CaseInsensitive))
    {
        if (isProject(path))
            throw Error("export.onto-project",
                        QT_TRANSLATE_NOOP("Error", "%1 is a project, which a result never replaces: choose another "
                                                   "name."),
                        {path});
        if (!file.open(QIODevice::WriteOnly))
            fail();
        if (isPacked &&
            deflateInit2(&packer, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~State()
    {
        if (isPacked)
            deflateEnd(&packer);
    }
    [[noreturn]] void fail()
    {
        throw Error("export.cannot-write", QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2."),
                    {file.fileName(), file.errorString()});
    }
    void put(const char *bytes, qint64 size)
    {
        if (file.write(bytes, size) != size)
            fail();
    }
    void flush(bool last)
    {
        if (!isPacked) {
            put(buffer.constData(), buffer.size());
        } else {
            packer.next_in = reinterpret_cast<Bytef *>(buffer.data());
            packer.avail_in = static_cast<uInt>(buffer.size());
            char packed[1 << 14];
            do {
                packer.next_out = reinterpret_cast<Bytef *>(packed);
                packer.avail_out = sizeof packed;
                deflate(&packer, last ? Z_FINISH : Z_NO_FLUSH);
                put(packed, static_cast<qint64>(sizeof packed - packer.avail_out));
            } while (packer.avail_out == 0);
        }
        buffer.clear();
    }

    QSaveFile file;
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
    if (!m_state->file.commit())
        m_state->fail();
}

} // namespace aisle
