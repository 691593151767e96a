#include "core/transfer/importing/partition.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kChunkBytes = 16 << 10;

std::uint32_t userOf(const char *row)
{
    std::uint32_t user;
    std::memcpy(&user, row, sizeof user);
    return user;
}

} // namespace

RowPartitions::RowPartitions(std::size_t rowBytes, QString folder, Options options)
    : m_rowBytes(rowBytes), m_folder(std::move(folder)), m_options(options),
      m_chunkRows(std::max<std::size_t>(1, kChunkBytes / rowBytes)), m_spill(std::make_unique<SpillFile>(m_folder))
{
}

void RowPartitions::makeRoom(std::size_t index)
{
    if (index >= m_partitions.size())
        m_partitions.resize(index + 1);
    if (m_chunksInMemory * m_chunkRows * m_rowBytes >= m_options.memoryBytes)
        spillAll();
    auto &partition = m_partitions[index];
    if (m_freeChunks.empty()) {
        partition.chunks.push_back(std::make_unique_for_overwrite<char[]>(m_chunkRows * m_rowBytes));
    } else {
        partition.chunks.push_back(std::move(m_freeChunks.back()));
        m_freeChunks.pop_back();
    }
    ++m_chunksInMemory;
    partition.cursor = partition.chunks.back().get();
    partition.freeRows = m_chunkRows;
}

void RowPartitions::spillAll()
{
    for (auto &partition : m_partitions) {
        if (partition.chunks.empty())
            continue;
        Extent extent{m_spill->size(), 0};
        for (auto &chunk : partition.chunks) {
            const auto rows = m_chunkRows - (chunk == partition.chunks.back() ? partition.freeRows : 0);
            m_spill->append(chunk.get(), rows * m_rowBytes);
            extent.bytes += rows * m_rowBytes;
            m_freeChunks.push_back(std::move(chunk));
        }
        partition.spilled.push_back(extent);
        partition.chunks.clear();
        partition.freeRows = 0;
    }
    m_chunksInMemory = 0;
}

std::size_t RowPartitions::bytesIn(const Partition &partition) const
{
    std::size_t bytes = (partition.chunks.size() * m_chunkRows - partition.freeRows) * m_rowBytes;
    for (const auto &extent : partition.spilled)
        bytes += extent.bytes;
    return bytes;
}

void RowPartitions::visit(Partition &partition, const std::function<void(const char *, std::size_t)> &piece) const
{
    const auto bufferBytes = std::max<std::size_t>(1, (1 << 20) / m_rowBytes) * m_rowBytes;
    std::vector<char> buffer;
    for (const auto &extent : partition.spilled) {
        buffer.resize(bufferBytes);
        for (std::size_t done = 0; done < extent.bytes; done += bufferBytes) {
            const auto bytes = std::min(bufferBytes, extent.bytes - done);
            m_spill->read(extent.offset + static_cast<std::int64_t>(done), buffer.data(), bytes);
            piece(buffer.data(), bytes / m_rowBytes);
        }
    }
    for (const auto &chunk : partition.chunks)
        piece(chunk.get(), m_chunkRows - (chunk == partition.chunks.back() ? partition.freeRows : 0));
}

SortedRows RowPartitions::sort(Partition &partition, std::uint32_t firstUser) const
{
    SortedRows sorted;
    sorted.firstUser = firstUser;
    sorted.counts.assign(std::size_t(1) << m_options.usersShift, 0);
    const auto forEachRow = [&](const std::function<void(const char *, std::size_t)> &piece) {
        visit(partition, piece);
    };
    forEachRow([&](const char *rows, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            ++sorted.counts[userOf(rows + i * m_rowBytes) - firstUser];
        sorted.rowCount += count;
    });
    std::vector<std::size_t> place(sorted.counts.size());
    std::size_t next = 0;
    for (std::size_t user = 0; user < place.size(); ++user) {
        place[user] = next;
        next += sorted.counts[user];
    }
    sorted.rows = std::make_unique_for_overwrite<char[]>(std::max<std::size_t>(1, sorted.rowCount * m_rowBytes));
    forEachRow([&](const char *rows, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto *row = rows + i * m_rowBytes;
            std::memcpy(sorted.rows.get() + place[userOf(row) - firstUser]++ * m_rowBytes, row, m_rowBytes);
        }
    });
    return sorted;
}

bool RowPartitions::split(Partition &partition, std::uint32_t firstUser,
                          const std::function<bool(SortedRows)> &take) const
{
    auto options = m_options;
    options.firstUser = firstUser;
    options.usersShift = std::max(0, m_options.usersShift - 4);
    options.memoryBytes = m_options.partitionBytes;
    RowPartitions finer(m_rowBytes, m_folder, options);
    visit(partition, [&](const char *rows, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            finer.add(userOf(rows + i * m_rowBytes), rows + i * m_rowBytes);
    });
    partition = {};
    return finer.forEachSorted(take);
}

bool RowPartitions::forEachSorted(const std::function<bool(SortedRows)> &take)
{
    m_freeChunks.clear();
    for (std::size_t index = 0; index < m_partitions.size(); ++index) {
        auto &partition = m_partitions[index];
        const auto firstUser = m_options.firstUser + (static_cast<std::uint32_t>(index) << m_options.usersShift);
        if (bytesIn(partition) > m_options.partitionBytes && m_options.usersShift > 0) {
            if (!split(partition, firstUser, take))
                return false;
            continue;
        }
        auto sorted = sort(partition, firstUser);
        partition = {};
        if (!take(std::move(sorted)))
            return false;
    }
    return true;
}

} // namespace aisle
