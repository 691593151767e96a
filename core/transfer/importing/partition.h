#pragma once
#include "core/transfer/importing/spillfile.h"

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <vector>

namespace aisle {

/// Rows of a range of users, grouped by user, file order kept within a user.
struct SortedRows
{
    std::uint32_t firstUser = 0;
    std::vector<std::uint32_t> counts; ///< by user from firstUser
    std::unique_ptr<char[]> rows;
    std::size_t rowCount = 0;
};

/// Sorts rows of fixed size by the user code they begin with, in bounded memory: rows go to partitions by range of
/// users; when the memory given is full all of them are written to one temporary file.
class RowPartitions
{
public:
    struct Options
    {
        std::size_t memoryBytes = std::size_t(192) << 20;
        int usersShift = 12;                                ///< 2^12 users a partition
        std::size_t partitionBytes = std::size_t(32) << 20; ///< a larger one is split before it is sorted
        std::uint32_t firstUser = 0;
    };
    RowPartitions(std::size_t rowBytes, QString folder, Options options);

    void add(std::uint32_t user, const char *row)
    {
        const auto index = (user - m_options.firstUser) >> m_options.usersShift;
        if (index >= m_partitions.size() || m_partitions[index].freeRows == 0)
            makeRoom(index);
        auto &partition = m_partitions[index];
        std::memcpy(partition.cursor, row, m_rowBytes);
        partition.cursor += m_rowBytes;
        --partition.freeRows;
    }

    /// Hands over the partitions by ascending user and frees each. Nothing can be added afterwards.
    /// @return false when `take` wanted no more
    bool forEachSorted(const std::function<bool(SortedRows)> &take);
    std::int64_t spilledBytes() const { return m_spill->size(); }

private:
    struct Extent
    {
        std::int64_t offset;
        std::size_t bytes;
    };
    struct Partition
    {
        std::vector<Extent> spilled;
        std::vector<std::unique_ptr<char[]>> chunks;
        char *cursor = nullptr;
        std::size_t freeRows = 0; ///< in the last chunk
    };
    void makeRoom(std::size_t index);
    void spillAll();
    std::size_t bytesIn(const Partition &partition) const;
    void visit(Partition &partition, const std::function<void(const char *, std::size_t)> &piece) const;
    SortedRows sort(Partition &partition, std::uint32_t firstUser) const;
    bool split(Partition &partition, std::uint32_t firstUser, const std::function<bool(SortedRows)> &take) const;

    std::size_t m_rowBytes;
    QString m_folder;
    Options m_options;
    std::size_t m_chunkRows;
    std::size_t m_chunksInMemory = 0;
    std::vector<Partition> m_partitions;
    std::vector<std::unique_ptr<char[]>> m_freeChunks;
    std::unique_ptr<SpillFile> m_spill;
};

} // namespace aisle
