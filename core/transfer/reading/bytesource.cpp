#include "core/transfer/reading/bytesource.h"

#include "core/common/error.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <vector>
#include <zlib.h>

namespace aisle {

namespace {

QByteArray firstBytes(const QString &path, qint64 count)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(count) : QByteArray();
}

class PlainSource : public ByteSource
{
public:
    explicit PlainSource(const QString &path) : m_file(path)
    {
        demandThere(path);
        if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            throw Error("input.read", QT_TRANSLATE_NOOP("Error", "%1 cannot be opened: %2."),
                        {path, m_file.errorString()});
    }
    std::size_t read(char *to, std::size_t size) override
    {
        std::size_t done = 0;
        while (done < size) {
            const auto got = m_file.read(to + done, qint64(size - done));
            if (got < 0)
                throw Error("input.read", QT_TRANSLATE_NOOP("Error", "%1 cannot be read: %2."),
                            {m_file.fileName(), m_file.errorString()});
            if (got == 0)
                break;
            done += std::size_t(got);
        }
        m_position += std::int64_t(done);
        return done;
    }
    std::int64_t position() const override { return m_position; }
    std::int64_t total() const override { return m_file.size(); }

private:
    QFile m_file;
    std::int64_t m_position = 0;
};

/// zlib itself, since QuaGzipFile (zlib's gzread) takes a file that ends in the middle for a whole one.
class GzipSource : public ByteSource
{
public:
    GzipSource(const QString &path, const ReadLimits &limits)
        : m_path(path), m_file(path), m_limits(limits), m_in(256 << 10)
    {
        if (inflateInit2(&m_stream, 15 + 16) != Z_OK)
            throw std::bad_alloc();
    }
    ~GzipSource() override { inflateEnd(&m_stream); }
    GzipSource(const GzipSource &) = delete;
    GzipSource &operator=(const GzipSource &) = delete;

    std::size_t read(char *to, std::size_t size) override
    {
        std::size_t done = 0;
        while (done < size && !m_ended) {
            if (m_stream.avail_in == 0)
                fill();
            if (m_betweenMembers && !startMember())
                break;
            done += inflateInto(to + done, size - done);
        }
        m_unpacked += std::int64_t(done);
        checkUnpacked(m_limits, m_path, position(), m_unpacked);
        return done;
    }
    std::int64_t position() const override { return m_file.position() - std::int64_t(m_stream.avail_in); }
    std::int64_t total() const override { return m_file.total(); }

private:
    void fill()
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(m_in.data());
        m_stream.avail_in = uInt(m_file.read(m_in.data(), m_in.size()));
    }
    /// Several members may follow each other, and tape blocks end in zeros.
    bool startMember()
    {
        while (m_stream.avail_in > 0 && *m_stream.next_in == 0) {
            ++m_stream.next_in;
            if (--m_stream.avail_in == 0)
                fill();
        }
        m_ended = m_stream.avail_in == 0;
        m_betweenMembers = false;
        if (!m_ended)
            inflateReset(&m_stream);
        return !m_ended;
    }
    std::size_t inflateInto(char *to, std::size_t size)
    {
        if (m_stream.avail_in == 0)
            throw Error("archive.truncated",
                        QT_TRANSLATE_NOOP("Error", "%1 ends in the middle of its packed data: get a complete copy."),
                        {m_path});
        m_stream.next_out = reinterpret_cast<Bytef *>(to);
        m_stream.avail_out = uInt(std::min<std::size_t>(size, 1U << 30));
        const auto before = m_stream.avail_out;
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            m_betweenMembers = true;
        else if (status != Z_OK && status != Z_BUF_ERROR)
            throw Error(
                "archive.damaged",
                QT_TRANSLATE_NOOP("Error", "%1 is damaged (its packed data or checksum is wrong): get another copy."),
                {m_path});
        return before - m_stream.avail_out;
    }

    QString m_path;
    PlainSource m_file;
    ReadLimits m_limits;
    std::vector<char> m_in;
    z_stream m_stream{};
    std::int64_t m_unpacked = 0;
    bool m_betweenMembers = false, m_ended = false;
};

} // namespace

bool isZip(const QString &path)
{
    const auto magic = firstBytes(path, 4);
    return magic == QByteArray("PK\3\4") || magic == QByteArray("PK\5\6") ||
           path.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive);
}

bool isGzip(const QString &path)
{
    return firstBytes(path, 2) == QByteArray("\x1f\x8b");
}

void checkUnpacked(const ReadLimits &limits, const QString &name, std::int64_t packed, std::int64_t unpacked)
{
    if (unpacked > limits.maxUnpackedBytes)
        throw Error("archive.bomb",
                    QT_TRANSLATE_NOOP("Error", "%1 unpacks to more than the limit of %2 bytes and was not read on."),
                    {name, QString::number(limits.maxUnpackedBytes)});
    if (unpacked > limits.ratioGraceBytes &&
        double(unpacked) > limits.maxRatio * double(std::max<std::int64_t>(packed, 1)))
        throw Error(
            "archive.bomb",
            QT_TRANSLATE_NOOP("Error", "%1 unpacks to more than %2 times its size, the limit, and was not read on."),
            {name, QString::number(limits.maxRatio)});
}

void demandThere(const QString &path)
{
    if (!QFileInfo::exists(path))
        throw Error("input.missing", QT_TRANSLATE_NOOP("Error", "There is no file %1."), {path});
}

std::unique_ptr<ByteSource> openBytes(const InputSource &source, const ReadLimits &limits)
{
    if (!source.member.isEmpty())
        return openZipMember(source, limits);
    if (isGzip(source.path))
        return std::make_unique<GzipSource>(source.path, limits);
    return std::make_unique<PlainSource>(source.path);
}

} // namespace aisle
