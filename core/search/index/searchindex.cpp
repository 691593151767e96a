#include "core/search/index/searchindex.h"

#include "core/numeric/snapshotstream.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

namespace {

constexpr auto kKind = "search-index";
constexpr std::uint32_t kVersion = 1;
constexpr std::array<const char *, kSearchFields> kFieldNames{"title",      "category",    "brand",
                                                              "attributes", "description", "key"};

void writeNumber(std::vector<std::uint8_t> &out, std::uint32_t value)
{
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<std::uint8_t>(value | 0x80U));
    out.push_back(static_cast<std::uint8_t>(value));
}

void saveNames(SnapshotWriter &out, const NameList &names)
{
    names.words.save(out);
    for (const auto &name : names.shown)
        out.array(std::vector<char>(name.begin(), name.end()));
    out.array(names.counts);
}

NameList loadNames(SnapshotReader &in)
{
    NameList names{.words = WordList::load(in), .shown = {}, .counts = {}};
    for (std::size_t name = 0; name < names.words.size(); ++name) {
        const auto shown = in.array<char>();
        names.shown.emplace_back(shown.begin(), shown.end());
    }
    names.counts = in.array<std::uint32_t>(names.words.size());
    return names;
}

/// Absent ones as a number that a snapshot may hold: no price is below 0.
std::vector<float> storedPrices(std::vector<float> prices)
{
    for (auto &price : prices)
        price = std::isnan(price) ? -1 : price;
    return prices;
}

/// Steps over a number of at most five bytes. @return whether it was one
bool skipsNumber(const std::uint8_t *&at, const std::uint8_t *end, std::uint64_t &value)
{
    value = 0;
    for (int shift = 0; shift < 35 && at < end; shift += 7) {
        const std::uint64_t byte = *at++;
        value |= (byte & 0x7FU) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

/// Steps over one posting. @return whether it was one, of a product within the index
bool skipsPosting(const std::uint8_t *&at, const std::uint8_t *end, std::uint64_t &product, std::size_t products)
{
    std::uint64_t number = 0;
    if (!skipsNumber(at, end, number) || at >= end)
        return false;
    product += number;
    auto fields = *at++;
    bool isSound = product < products && fields != 0 && fields < (1U << kSearchFields);
    for (; isSound && fields != 0; fields &= static_cast<std::uint8_t>(fields - 1))
        isSound = skipsNumber(at, end, number) && number > 0 && number <= 0xFFFF;
    return isSound;
}

} // namespace

const char *searchFieldName(std::size_t field)
{
    return kFieldNames[field];
}

void PostingBytes::write(std::vector<std::uint8_t> &out, std::uint32_t difference, const Posting &posting)
{
    writeNumber(out, difference);
    std::uint8_t fields = 0;
    for (std::size_t field = 0; field < kSearchFields; ++field)
        fields |= static_cast<std::uint8_t>((posting.counts[field] > 0 ? 1U : 0U) << field);
    out.push_back(fields);
    for (const auto count : posting.counts)
        if (count > 0)
            writeNumber(out, count);
}

void SearchIndex::findMeans()
{
    m_means = {};
    for (std::size_t at = 0; at < m_lengths.size(); ++at)
        m_means[at % kSearchFields] += m_lengths[at];
    for (auto &mean : m_means)
        mean /= static_cast<double>(std::max<std::size_t>(1, products()));
}

void SearchIndex::save(QIODevice &device) const
{
    SnapshotWriter out(device, kKind, kVersion);
    out.array(std::vector<char>(m_language.begin(), m_language.end()));
    out.array(m_items);
    out.array(m_lengths);
    m_terms.save(out);
    out.array(m_counts);
    out.array(m_ends);
    out.array(m_postings);
    m_surfaces.save(out);
    out.array(m_termOf);
    out.array(m_saidBy);
    out.array(m_openlyBy);
    saveNames(out, m_brands);
    saveNames(out, m_categories);
    out.array(storedPrices(m_prices));
}

SearchIndex SearchIndex::load(QIODevice &device)
{
    SnapshotReader in(device, kKind, kVersion);
    SearchIndex index;
    const auto language = in.array<char>();
    index.m_language.assign(language.begin(), language.end());
    index.m_items = in.array<std::int64_t>();
    index.m_lengths = in.array<std::uint16_t>(index.m_items.size() * kSearchFields);
    index.m_terms = WordList::load(in);
    index.m_counts = in.array<std::uint32_t>(index.m_terms.size());
    index.m_ends = in.array<std::uint64_t>(index.m_terms.size());
    index.m_postings = in.array<std::uint8_t>();
    index.m_surfaces = WordList::load(in);
    index.m_termOf = in.array<std::uint32_t>(index.m_surfaces.size());
    index.m_saidBy = in.array<std::uint32_t>(index.m_surfaces.size());
    index.m_openlyBy = in.array<std::uint32_t>(index.m_surfaces.size());
    index.m_brands = loadNames(in);
    index.m_categories = loadNames(in);
    index.m_prices = in.array<float>(index.products());
    for (auto &price : index.m_prices)
        price = price < 0 ? std::numeric_limits<float>::quiet_NaN() : price;
    index.demandSound(in);
    index.findMeans();
    return index;
}

/// Nothing that is read later can lead out of what there is.
void SearchIndex::demandSound(SnapshotReader &in) const
{
    in.check(std::ranges::is_sorted(m_items, std::ranges::less_equal()) && products() < 0xFFFFFFFFU);
    in.check((m_ends.empty() ? 0 : m_ends.back()) == m_postings.size() && std::ranges::is_sorted(m_ends));
    in.check(std::ranges::all_of(m_termOf, [&](std::uint32_t term) { return term < m_terms.size(); }));
    const auto *at = m_postings.data();
    for (std::size_t term = 0; term < m_terms.size(); ++term) {
        const auto *end = m_postings.data() + m_ends[term];
        std::uint64_t product = 0;
        for (std::uint32_t left = m_counts[term]; left > 0; --left)
            in.check(skipsPosting(at, end, product, products()));
        in.check(at == end && m_counts[term] > 0);
    }
}

} // namespace aisle
