#include "core/transfer/importing/spillfile.h"

#include "core/common/error.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace aisle {

namespace {

constexpr std::size_t kSpoolMemoryBytes = 16 << 20;

[[noreturn]] void throwWriteError(const QString &folder)
{
    if (errno == ENOSPC || errno == EDQUOT)
        throw Error("disk.full",
                    QT_TRANSLATE_NOOP("Error",
                                      "There is no room left on the disk for %1. Nothing that was stored is lost: "
                                      "make room and try again."),
                    {folder});
    throw Error("import.no-temporary-file",
                QT_TRANSLATE_NOOP("Error", "A temporary file in %1 could not be written or read: %2"),
                {folder, QString::fromLocal8Bit(std::strerror(errno))});
}

} // namespace

SpillFile::~SpillFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void SpillFile::create()
{
    m_descriptor = ::open(QFile::encodeName(m_folder).constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (m_descriptor >= 0)
        return;
    auto name = QFile::encodeName(
        QDir(m_folder).filePath(QStringLiteral(".aisle-import-XXXXXX"))); // a file system without O_TMPFILE
    m_descriptor = ::mkstemp(name.data());
    if (m_descriptor < 0)
        throwWriteError(m_folder);
    ::unlink(name.constData());
}

std::int64_t SpillFile::append(const char *data, std::size_t bytes)
{
    if (m_descriptor < 0)
        create();
    const auto begin = m_size;
    while (bytes > 0) {
        const auto written = ::pwrite(m_descriptor, data, bytes, m_size);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            throwWriteError(m_folder);
        }
        data += written;
        bytes -= static_cast<std::size_t>(written);
        m_size += written;
    }
    return begin;
}

void SpillFile::read(std::int64_t offset, char *data, std::size_t bytes) const
{
    while (bytes > 0) {
        const auto got = ::pread(m_descriptor, data, bytes, offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            throwWriteError(m_folder);
        data += got;
        bytes -= static_cast<std::size_t>(got);
        offset += got;
    }
}

std::uint64_t TextSpool::append(std::string_view text)
{
    const auto handle = static_cast<std::uint64_t>(m_file.size()) + m_tail.size() + 1;
    const auto length = static_cast<std::uint32_t>(text.size());
    m_tail.append(reinterpret_cast<const char *>(&length), sizeof length);
    m_tail.append(text);
    if (m_tail.size() > kSpoolMemoryBytes) {
        m_file.append(m_tail.data(), m_tail.size());
        m_tail.clear();
    }
    return handle;
}

void TextSpool::copy(std::int64_t offset, char *data, std::size_t bytes) const
{
    const auto inFile = std::clamp<std::int64_t>(m_file.size() - offset, 0, static_cast<std::int64_t>(bytes));
    if (inFile > 0)
        m_file.read(offset, data, static_cast<std::size_t>(inFile));
    const auto rest = bytes - static_cast<std::size_t>(inFile);
    if (rest > 0)
        std::memcpy(data + inFile, m_tail.data() + (offset + inFile - m_file.size()), rest);
}

std::string TextSpool::read(std::uint64_t handle) const
{
    if (handle == 0)
        return {};
    const auto offset = static_cast<std::int64_t>(handle - 1);
    std::uint32_t length;
    copy(offset, reinterpret_cast<char *>(&length), sizeof length);
    std::string text(length, '\0');
    copy(offset + static_cast<std::int64_t>(sizeof length), text.data(), length);
    return text;
}

} // namespace aisle
