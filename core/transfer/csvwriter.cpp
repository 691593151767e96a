#include "core/transfer/csvwriter.h"

#include "core/common/error.h"

#include <QFile>
#include <QSaveFile>
#include <quazip/quagzipfile.h>

namespace aisle {

namespace {

constexpr qsizetype kBufferBytes = 1 << 16;

void appendCell(QByteArray &line, const QString &cell)
{
    auto text = cell.toUtf8();
    if (text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r'))
        text = '"' + text.replace('"', "\"\"") + '"';
    line += text;
}

} // namespace

/// The rows go to a file beside the target; packed ones through QuaZip's gzip.
struct CsvWriter::State
{
    explicit State(const QString &path)
        : target(path), file(path), packedPath(path + QStringLiteral(".part")), packed(packedPath),
          isPacked(path.endsWith(QLatin1String(".gz")))
    {
    }
    QIODevice &device() { return isPacked ? static_cast<QIODevice &>(packed) : file; }
    [[noreturn]] void fail()
    {
        throw Error("export.cannot-write", QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2."), {target, device().errorString()});
    }
    void flush()
    {
        if (device().write(buffer) != buffer.size())
            fail();
        buffer.clear();
    }

    QString target;
    QSaveFile file;
    QString packedPath;
    QuaGzipFile packed;
    bool isPacked;
    bool closed = false;
    QByteArray buffer;
};

CsvWriter::CsvWriter(const QString &path) : m_state(std::make_unique<State>(path))
{
    if (!m_state->device().open(QIODevice::WriteOnly))
        m_state->fail();
}

CsvWriter::~CsvWriter()
{
    if (m_state->isPacked && !m_state->closed) {
        m_state->packed.close();
        QFile::remove(m_state->packedPath);
    }
}

void CsvWriter::row(const QStringList &cells)
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i)
            m_state->buffer += ',';
        appendCell(m_state->buffer, cells[i]);
    }
    m_state->buffer += '\n';
    if (m_state->buffer.size() >= kBufferBytes)
        m_state->flush();
}

void CsvWriter::close()
{
    m_state->flush();
    if (!m_state->isPacked) {
        if (!m_state->file.commit())
            m_state->fail();
    } else {
        m_state->packed.close();
        QFile::remove(m_state->target);
        if (!QFile::rename(m_state->packedPath, m_state->target))
            m_state->fail();
    }
    m_state->closed = true;
}

QString CsvWriter::safeText(const QString &text)
{
    if (text.isEmpty() || !QStringLiteral("=+-@\t\r").contains(text[0]))
        return text;
    bool isNumber = false;
    text.toDouble(&isNumber);
    return isNumber ? text : u'\'' + text;
}

} // namespace aisle
