#pragma once
#include "core/common/ids.h"
#include "core/search/index/wordlist.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

class QIODevice;

namespace aisle {

class SnapshotReader;

/// What of a product is searched.
enum class SearchField { Title, Category, Brand, Attributes, Description, Key };
inline constexpr std::size_t kSearchFields = 6;
const char *searchFieldName(std::size_t field); ///< "title", ...
/// Keys, and attributes, which may repeat one, are not searched beside made-up names.
inline constexpr std::array<bool, kSearchFields> kOpenFields{true, true, true, false, true, false};

/// How often a product says a word, by field.
struct Posting
{
    std::uint32_t product = 0; ///< its place in the index
    std::array<std::uint16_t, kSearchFields> counts{};
};

/// Names that products have, such as brands, in the order of their words.
struct NameList
{
    WordList words;                    ///< of each name as SearchWords cuts them, a space between: "hewlett packard"
    std::vector<std::string> shown;    ///< aligned: as most of its products write it
    std::vector<std::uint32_t> counts; ///< aligned: products that have it
};

/// The words of a catalogue, inverted: which products say each. Nothing changes it once it is built, so any thread may
/// read it. Postings are kept as differences of products and counts, a byte each where they are small (Zobel & Moffat
/// 2006).
class SearchIndex
{
public:
    std::size_t products() const { return m_items.size(); }
    std::span<const std::int64_t> items() const { return m_items; } ///< ascending
    const std::string &language() const { return m_language; }

    const WordList &terms() const { return m_terms; }
    std::uint32_t productsWith(std::uint32_t term) const { return m_counts[term]; }
    /// take(Posting), products ascending. @param term  a place in terms()
    void eachPosting(std::uint32_t term, const auto &take) const;

    const WordList &surfaces() const { return m_surfaces; } ///< words as they are written
    std::uint32_t termOf(std::uint32_t surface) const { return m_termOf[surface]; }
    /// Products that say it. @param inAll  false: in the fields that may be shown beside made-up names, see kOpenFields
    std::uint32_t saidBy(std::uint32_t surface, bool inAll = true) const
    {
        return inAll ? m_saidBy[surface] : m_openlyBy[surface];
    }

    const NameList &brands() const { return m_brands; }
    const NameList &categories() const { return m_categories; }          ///< each level of a path by itself
    float price(std::size_t product) const { return m_prices[product]; } ///< NaN: none is known

    /// Words of a product's field, extras apart; what is longer than 65,535 words counts so much.
    std::uint16_t length(std::size_t product, std::size_t field) const
    {
        return m_lengths[product * kSearchFields + field];
    }
    double meanLength(std::size_t field) const { return m_means[field]; } ///< over all products

    void save(QIODevice &out) const;
    static SearchIndex load(QIODevice &in); ///< @throws Error snapshot.damaged

private:
    friend class SearchIndexBuilder;
    void findMeans();
    void demandSound(SnapshotReader &in) const;

    std::string m_language;
    std::vector<std::int64_t> m_items;
    std::vector<std::uint16_t> m_lengths; ///< [products x fields]
    std::array<double, kSearchFields> m_means{};
    WordList m_terms, m_surfaces;
    std::vector<std::uint32_t> m_counts; ///< [terms] products
    std::vector<std::uint64_t> m_ends;   ///< [terms] in m_postings
    std::vector<std::uint8_t> m_postings;
    std::vector<std::uint32_t> m_termOf, m_saidBy, m_openlyBy; ///< [surfaces]
    NameList m_brands, m_categories;
    std::vector<float> m_prices; ///< [products]
};

/// Postings as bytes: the difference to the product before, which fields, and how often each of them says it.
class PostingBytes
{
public:
    static void write(std::vector<std::uint8_t> &out, std::uint32_t difference, const Posting &posting);
    /// Reads one and steps behind it. @return the difference to the product before
    static std::uint32_t read(const std::uint8_t *&at, Posting &posting)
    {
        const auto difference = number(at);
        posting.counts = {};
        for (auto fields = *at++; fields != 0; fields &= static_cast<std::uint8_t>(fields - 1))
            posting.counts[static_cast<std::size_t>(__builtin_ctz(fields))] = static_cast<std::uint16_t>(number(at));
        return difference;
    }

private:
    static std::uint32_t number(const std::uint8_t *&at)
    {
        std::uint32_t value = 0;
        for (int shift = 0;; shift += 7) {
            const std::uint32_t byte = *at++;
            value |= (byte & 0x7FU) << shift;
            if (byte < 0x80)
                return value;
        }
    }
};

void SearchIndex::eachPosting(std::uint32_t term, const auto &take) const
{
    const auto *at = m_postings.data() + (term == 0 ? 0 : m_ends[term - 1]);
    Posting posting;
    for (std::uint32_t left = m_counts[term]; left > 0; --left) {
        posting.product += PostingBytes::read(at, posting);
        take(std::as_const(posting));
    }
}

} // namespace aisle
