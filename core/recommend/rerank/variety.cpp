#include "core/recommend/rerank/variety.h"

#include "core/recommend/ranking.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace aisle {

namespace {

/// What makes two products similar here; each way stands in for the other where it is missing.
class Similarity
{
public:
    Similarity(const RerankFacts &facts, const VarietyParams &params)
        : m_facts(facts), m_byVectors(facts.unit.size > 0 && (params.likeness == "vectors" || facts.categories.empty()))
    {
    }
    double between(ItemIndex a, ItemIndex b) const
    {
        const auto &unit = m_facts.unit;
        if (m_byVectors)
            return static_cast<double>(kernels::dot(unit.row(a.value).data(), unit.row(b.value).data(), unit.size));
        return m_facts.categories.cosine(a, b);
    }

private:
    const RerankFacts &m_facts;
    bool m_byVectors;
};

/// Takes the product with the highest (1 - diversity) * relevance - diversity * similarity to the nearest above it,
/// relevance falling from 1 to 0 by place, less what popularity costs; products of which a category is full in this ten
/// wait for the next ten.
class Reordering
{
public:
    Reordering(const RerankFacts &facts, const VarietyParams &params, const std::vector<ItemIndex> &list)
        : m_facts(facts), m_params(params), m_similarity(facts, params), m_list(list), m_nearest(list.size(), 0),
          m_taken(list.size(), false)
    {
    }

    std::vector<ItemIndex> order()
    {
        constexpr std::size_t kTen = 10;
        std::vector<ItemIndex> order;
        while (order.size() < m_list.size()) {
            if (order.size() % kTen == 0)
                m_inThisTen.clear();
            const auto next = best(true).value_or(m_list.size());
            const auto taken = next < m_list.size() ? next : *best(false);
            take(taken);
            order.push_back(m_list[taken]);
        }
        return order;
    }

private:
    std::optional<std::size_t> best(bool capped) const
    {
        std::optional<std::size_t> found;
        double highest = 0;
        for (std::size_t i = 0; i < m_list.size(); ++i) {
            if (m_taken[i] || (capped && isFull(m_list[i])))
                continue;
            const double relevance = 1 - static_cast<double>(i) / static_cast<double>(m_list.size()) -
                                     m_params.popularityDamping * static_cast<double>(m_facts.popularityOf(m_list[i]));
            const double value = (1 - m_params.diversity) * relevance - m_params.diversity * m_nearest[i];
            if (!found || value > highest) {
                found = i;
                highest = value;
            }
        }
        return found;
    }
    bool isFull(ItemIndex item) const
    {
        return m_params.categoryCap > 0 && std::ranges::any_of(m_facts.categories.of(item), [this](auto category) {
                   const auto count = m_inThisTen.find(category);
                   return count != m_inThisTen.end() && count->second >= m_params.categoryCap;
               });
    }
    void take(std::size_t place)
    {
        m_taken[place] = true;
        for (const auto category : m_facts.categories.of(m_list[place]))
            ++m_inThisTen[category];
        if (m_params.diversity == 0)
            return;
        for (std::size_t i = 0; i < m_list.size(); ++i) {
            if (!m_taken[i])
                m_nearest[i] = std::max(m_nearest[i], m_similarity.between(m_list[i], m_list[place]));
        }
    }

    const RerankFacts &m_facts;
    const VarietyParams &m_params;
    Similarity m_similarity;
    const std::vector<ItemIndex> &m_list;
    std::vector<double> m_nearest; ///< similarity to the nearest product above
    std::vector<bool> m_taken;
    std::unordered_map<std::uint32_t, int> m_inThisTen;
};

const auto kTable = [] {
    ParamTable<VarietyParams> table;
    addVariety(table);
    return table;
}();

[[maybe_unused]] const bool kRegistered =
    registerReranker({.id = "variety", .schema = kTable.schema(), .make = [](const QJsonObject &parameters) {
                          return std::make_unique<const VarietyReranker>(kTable.read(parameters));
                      }});

} // namespace

void VarietyReranker::apply(RankedList &list, const Request &request, const RerankFacts &facts) const
{
    const auto seen = maskedItems(request, MaskSeen::Yes);
    const auto isSeen = [&](ItemIndex item) { return std::ranges::binary_search(seen, item); };
    std::vector<ItemIndex> fresh;
    for (const auto &entry : list) {
        if (!isSeen(entry.item))
            fresh.push_back(entry.item);
    }
    const auto order = Reordering(facts, m_params, fresh).order();
    std::size_t next = 0;
    for (std::size_t place = 0; place < list.size(); ++place) {
        auto &[item, score] = list[place];
        score = static_cast<float>(list.size() - place) / static_cast<float>(list.size());
        if (!isSeen(item))
            item = order[next++];
    }
}

} // namespace aisle
