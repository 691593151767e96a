#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

class JobContext;

/// Sorts rows by a text as people count (naturalKey()). Keys stand packed behind one another, so that millions fit: 32
/// bytes a row and the text itself.
class NaturalSorter
{
public:
    void add(std::int64_t id, std::string_view text); ///< an empty text is no value

    /// Ids in order: rows without a value last, equal ones by id, either way. @throws Cancelled
    std::vector<std::int64_t> ids(bool descending, JobContext &job);
    /// Place among the different texts by id, NaN without a value or row. @throws Cancelled
    std::vector<double> ranks(JobContext &job);

private:
    struct Entry
    {
        std::uint64_t prefix; ///< first eight bytes of the key: most comparisons end here
        std::size_t begin;
        std::size_t size;
        std::int64_t id;
    };
    std::string_view key(const Entry &entry) const;
    int compare(const Entry &a, const Entry &b) const;
    void sort(bool descending, JobContext &job);

    std::string m_keys;
    std::vector<Entry> m_entries;
    std::vector<std::int64_t> m_without;
};

} // namespace aisle
