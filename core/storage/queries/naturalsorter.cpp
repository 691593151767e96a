#include "core/storage/queries/naturalsorter.h"

#include "core/common/idplaces.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/naturalorder.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr int kComparisonsBetweenChecks = 1 << 16;

std::uint64_t prefixOf(std::string_view key)
{
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i)
        prefix = prefix << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0u);
    return prefix;
}

} // namespace

void NaturalSorter::add(std::int64_t id, std::string_view text)
{
    if (text.empty()) {
        m_without.push_back(id);
        return;
    }
    const auto key = naturalKey(text);
    m_entries.push_back({prefixOf(key), m_keys.size(), key.size(), id});
    m_keys += key;
}

std::string_view NaturalSorter::key(const Entry &entry) const
{
    return std::string_view(m_keys).substr(entry.begin, entry.size);
}

int NaturalSorter::compare(const Entry &a, const Entry &b) const
{
    if (a.prefix != b.prefix)
        return a.prefix < b.prefix ? -1 : 1;
    return key(a).compare(key(b));
}

void NaturalSorter::sort(bool descending, JobContext &job)
{
    int left = kComparisonsBetweenChecks;
    std::sort(m_entries.begin(), m_entries.end(), [&](const Entry &a, const Entry &b) {
        if (--left == 0) {
            job.checkpoint();
            left = kComparisonsBetweenChecks;
        }
        const int order = compare(a, b);
        return order != 0 ? (order < 0) != descending : a.id < b.id;
    });
}

std::vector<std::int64_t> NaturalSorter::ids(bool descending, JobContext &job)
{
    sort(descending, job);
    auto ids = mapped<std::vector<std::int64_t>>(m_entries, &Entry::id);
    ids.insert(ids.end(), m_without.begin(), m_without.end());
    return ids;
}

std::vector<double> NaturalSorter::ranks(JobContext &job)
{
    sort(false, job);
    std::vector<double> ranks;
    double rank = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        rank += i > 0 && compare(m_entries[i - 1], m_entries[i]) != 0;
        const auto id = static_cast<std::size_t>(m_entries[i].id);
        if (id >= longestById(m_entries.size()))
            continue;
        if (id >= ranks.size())
            ranks.resize(id + 1, std::nan(""));
        ranks[id] = rank;
    }
    return ranks;
}

} // namespace aisle
