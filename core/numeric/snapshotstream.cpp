#include "core/numeric/snapshotstream.h"

#include "core/common/error.h"
#include "core/common/random.h"
#include "core/numeric/kernels.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {
constexpr std::uint32_t kMagic = 0x53534941; // "AISS"
}

SnapshotWriter::SnapshotWriter(QIODevice &out, std::string_view method, std::uint32_t version) : m_out(out)
{
    value(kMagic);
    value(stableHash(method));
    value(version);
}

void SnapshotWriter::rows(const SparseRows &rows)
{
    value(rows.rows);
    value(rows.cols);
    array(rows.offsets);
    array(rows.columns);
    array(rows.values);
}

void SnapshotWriter::bytes(const void *data, std::size_t size)
{
    if (size > 0 &&
        m_out.write(static_cast<const char *>(data), static_cast<qint64>(size)) != static_cast<qint64>(size))
        throw Error("snapshot.write", QT_TRANSLATE_NOOP("Error", "What was learnt could not be stored: %1"),
                    {m_out.errorString()});
}

SnapshotReader::SnapshotReader(QIODevice &in, std::string_view method, std::uint32_t version) : m_in(in)
{
    check(value<std::uint32_t>() == kMagic);
    check(value<std::uint64_t>() == stableHash(method));
    check(value<std::uint32_t>() == version);
}

SparseRows SnapshotReader::rows()
{
    SparseRows rows;
    rows.rows = value<std::uint32_t>();
    rows.cols = value<std::uint32_t>();
    rows.offsets = array<std::uint64_t>(std::size_t(rows.rows) + 1);
    rows.columns = array<std::uint32_t>();
    rows.values = array<float>(rows.columns.size());
    check(std::is_sorted(rows.offsets.begin(), rows.offsets.end()) && rows.offsets.front() == 0 &&
          rows.offsets.back() == rows.columns.size());
    check(std::all_of(rows.columns.begin(), rows.columns.end(), [&](auto column) { return column < rows.cols; }));
    return rows;
}

void SnapshotReader::expect(std::uint64_t count, std::size_t bytesEach) const
{
    if (!m_in.isSequential())
        check(count <= static_cast<std::uint64_t>(std::max<qint64>(0, m_in.size() - m_in.pos())) / bytesEach);
}

void SnapshotReader::check(bool holds) const
{
    if (!holds)
        throw Error("snapshot.damaged",
                    QT_TRANSLATE_NOOP("Error", "What this run learnt is damaged or was stored by another version: "
                                               "train it again."));
}

bool SnapshotReader::areFinite(const std::vector<float> &values)
{
    return kernels::allFinite(values);
}

bool SnapshotReader::areFinite(const std::vector<double> &values)
{
    return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

void SnapshotReader::bytes(void *data, std::size_t size)
{
    auto *to = static_cast<char *>(data);
    while (size > 0) {
        const auto got = m_in.read(to, static_cast<qint64>(size));
        check(got > 0);
        to += got;
        size -= static_cast<std::size_t>(got);
    }
}

} // namespace aisle
