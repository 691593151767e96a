#include "core/common/error.h"
#include "core/params/paramtable.h"
#include "core/recommend/ensemble/pooledrecommender.h"
#include "core/recommend/runchoice.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace aisle {
namespace {

struct RerankParams
{
    std::string run;
    double diversity = 0.3;
    std::string likeness = "vectors";
    double popularityDamping = 0;
    int categoryCap = 0;
    int depth = 100;
};

const auto kTable =
    ParamTable<RerankParams>{}
        .addText("run", &RerankParams::run,
                 {QT_TRANSLATE_NOOP("Param", "Run"),
                  QT_TRANSLATE_NOOP("Param", "Number of the kept run whose lists are put into a new order. Empty: the "
                                             "best one that was judged on the same split.")},
                 {"3"})
        .add("diversity", &RerankParams::diversity,
             {QT_TRANSLATE_NOOP("Param", "Diversity"),
              QT_TRANSLATE_NOOP("Param", "How much a product loses for being like one above it. 0: nothing, 1: only "
                                         "that counts.")},
             {0, 1})
        .add(
            "likeness", &RerankParams::likeness,
            {QT_TRANSLATE_NOOP("Param", "Likeness"),
             QT_TRANSLATE_NOOP("Param", "What makes two products similar: the run's vectors or the same category; each "
                                        "stands in for the other where it is missing.")},
            {"vectors", "categories"})
        .add("popularity-damping", &RerankParams::popularityDamping,
             {QT_TRANSLATE_NOOP("Param", "Popularity damping"),
              QT_TRANSLATE_NOOP("Param", "How much the most popular product loses, others by the logarithm of their "
                                         "events. 0: nothing.")},
             {0, 1})
        .add("category-cap", &RerankParams::categoryCap,
             {QT_TRANSLATE_NOOP("Param", "Category cap"),
              QT_TRANSLATE_NOOP("Param", "At most so many products of one category in each ten places. 0: no cap.")},
             {0, 10})
        .add("depth", &RerankParams::depth,
             {QT_TRANSLATE_NOOP("Param", "Depth"),
              QT_TRANSLATE_NOOP("Param", "How many products of each list are put into a new order.")},
             {10, 1000, ParamScale::Log});

constexpr std::uint32_t kNoCategory = ~0U;

/// What the order is made from, a product a row.
struct ItemFacts
{
    Embedding unit;                        ///< rows of length 1 (or 0); empty: none
    std::vector<std::uint32_t> categories; ///< kNoCategory where unknown; empty: none
    std::vector<float> damping;            ///< 0 .. 1

    double likeness(ItemIndex a, ItemIndex b) const
    {
        if (unit.size > 0)
            return static_cast<double>(kernels::dot(unit.row(a.value).data(), unit.row(b.value).data(), unit.size));
        return categories[a.value] != kNoCategory && categories[a.value] == categories[b.value] ? 1 : 0;
    }
    std::uint32_t category(ItemIndex item) const { return categories.empty() ? kNoCategory : categories[item.value]; }
};

/// Maximal marginal relevance (Carbonell & Goldstein 1998) over one list: takes the product with the highest
/// (1 - diversity) * relevance - diversity * likeness to the nearest above it, relevance falling from 1 to 0 by place,
/// less what popularity costs; products whose category is full in this ten wait for the next ten.
class Reordering
{
public:
    Reordering(const ItemFacts &facts, const RerankParams &params, const std::vector<ItemIndex> &list)
        : m_facts(facts), m_params(params), m_list(list), m_nearest(list.size(), 0), m_taken(list.size(), false)
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
                                     m_params.popularityDamping * static_cast<double>(m_facts.damping[m_list[i].value]);
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
        if (m_params.categoryCap == 0 || m_facts.category(item) == kNoCategory)
            return false;
        const auto count = m_inThisTen.find(m_facts.category(item));
        return count != m_inThisTen.end() && count->second >= m_params.categoryCap;
    }
    void take(std::size_t place)
    {
        m_taken[place] = true;
        ++m_inThisTen[m_facts.category(m_list[place])];
        if (m_params.diversity == 0)
            return;
        for (std::size_t i = 0; i < m_list.size(); ++i) {
            if (!m_taken[i])
                m_nearest[i] = std::max(m_nearest[i], m_facts.likeness(m_list[i], m_list[place]));
        }
    }

    const ItemFacts &m_facts;
    const RerankParams &m_params;
    const std::vector<ItemIndex> &m_list;
    std::vector<double> m_nearest; ///< likeness to the nearest product above
    std::vector<bool> m_taken;
    std::unordered_map<std::uint32_t, int> m_inThisTen;
};

std::vector<std::uint32_t> numbered(const std::vector<std::string> &categories)
{
    std::vector<std::uint32_t> numbers;
    std::unordered_map<std::string, std::uint32_t> known;
    for (const auto &category : categories) {
        const auto next = static_cast<std::uint32_t>(known.size());
        numbers.push_back(category.empty() ? kNoCategory : known.try_emplace(category, next).first->second);
    }
    return numbers;
}

void normaliseRows(Embedding &vectors)
{
    for (std::uint32_t r = 0; r < vectors.rows; ++r) {
        const auto row = std::span(vectors.values).subspan(std::size_t(r) * vectors.size, vectors.size);
        const float length = std::sqrt(kernels::dot(row.data(), row.data(), row.size()));
        for (auto &value : row)
            value = length > 0 ? value / length : 0;
    }
}

/// One kept run's lists in another order. Products that the shopper already has keep their places, the others change
/// places among themselves. Scores say the place: 1 for the first, falling evenly.
class RerankRecommender : public Algorithm<RerankRecommender, RerankParams, PooledRecommender>,
                          public BuiltUponRuns,
                          public Embeds,
                          public Explains
{
public:
    static constexpr const char *kId = "rerank";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.keepsRecipeOnly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        m_member = chooseRuns(m_params.run, from.runs, 1, job).front().member;
        job.progress(.5, QStringLiteral("comparing products"));
        const auto *facts = from.facts.get();
        if (facts && !facts->categories.empty())
            m_facts.categories = numbered(facts->categories);
        if (m_params.likeness == "vectors" || m_facts.categories.empty())
            takeVectors();
        if (m_params.diversity > 0 && m_facts.unit.size == 0 && m_facts.categories.empty())
            throw Error("rerank.no-likeness",
                        QT_TRANSLATE_NOOP("Error",
                                          "Nothing says which products are similar: the run has no vectors and "
                                          "the catalogue no categories. Set the diversity to 0, choose "
                                          "another run or load a catalogue."));
        if (m_params.categoryCap > 0 && m_facts.categories.empty())
            throw Error("rerank.no-categories",
                        QT_TRANSLATE_NOOP("Error", "There is no category to put a cap on: load a catalogue or set the "
                                                   "category cap to 0."));
        finish();
    }
    void write(SnapshotWriter &out) const
    {
        writeNested(out, *m_member);
        out.value(m_facts.unit.size);
        out.array(m_facts.unit.values);
        out.array(m_facts.categories);
    }
    void read(SnapshotReader &in)
    {
        auto member = std::make_shared<MemberRun>();
        readNested(in, *member);
        m_member = std::move(member);
        m_facts.unit.rows = m_catalogue.size();
        m_facts.unit.size = in.value<std::uint32_t>();
        m_facts.unit.values = in.array<float>(std::size_t(m_facts.unit.rows) * m_facts.unit.size);
        m_facts.categories = in.array<std::uint32_t>();
        in.check(m_facts.categories.empty() || m_facts.categories.size() == m_catalogue.size());
        in.check(m_params.diversity == 0 || m_facts.unit.size > 0 || !m_facts.categories.empty());
        finish();
    }

    std::pair<const char *, std::string> chosenRuns() const override { return {"run", m_params.run}; }
    ColdStart basis(const Request &request) const override { return m_member->basis(request); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return {.seconds = 0.2 + 1e-6 * static_cast<double>(shape.items),
                .memoryBytes = static_cast<std::int64_t>(shape.items * 1024)};
    }
    std::int64_t parameterCount() const override
    {
        return m_member->parameterCount() + static_cast<std::int64_t>(m_facts.unit.values.size());
    }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override
    {
        return m_member->explain(request, item);
    }
    std::optional<Embedding> itemEmbedding() const override { return m_member->itemEmbedding(); }

protected:
    std::vector<Pool> pools(std::span<const Request *const> requests) const override
    {
        const auto lists = upperLists(*m_member, requests, m_params.depth);
        std::vector<Pool> pools(requests.size());
        parallelFor(requests.size(), 8, [&](std::size_t begin, std::size_t end, int) {
            for (auto p = begin; p < end; ++p)
                pools[p] = reordered(*requests[p], lists[p]);
        });
        return pools;
    }

private:
    void takeVectors()
    {
        if (auto vectors = m_member->itemEmbedding()) {
            m_facts.unit = std::move(*vectors);
            normaliseRows(m_facts.unit);
        }
    }
    void finish()
    {
        scalePopularity();
        const auto most = m_catalogue.popularity.empty() ? 0 : *std::ranges::max_element(m_catalogue.popularity);
        for (const auto popularity : m_catalogue.popularity)
            m_facts.damping.push_back(most > 0 ? std::log1p(popularity) / std::log1p(most) : 0);
    }
    Pool reordered(const Request &request, const RankedList &list) const
    {
        const auto seen = maskedItems(request, MaskSeen::Yes);
        std::vector<ItemIndex> fresh;
        for (const auto &entry : list) {
            if (!std::ranges::binary_search(seen, entry.item))
                fresh.push_back(entry.item);
        }
        const auto order = Reordering(m_facts, m_params, fresh).order();
        Pool pool;
        std::size_t next = 0;
        for (std::size_t place = 0; place < list.size(); ++place) {
            const bool isSeen = std::ranges::binary_search(seen, list[place].item);
            const float score = static_cast<float>(list.size() - place) / static_cast<float>(list.size());
            pool.push_back({isSeen ? list[place].item : order[next++], score});
        }
        std::ranges::sort(pool, {}, &RankedItem::item);
        return pool;
    }

    std::shared_ptr<const MemberRun> m_member;
    ItemFacts m_facts;
};

const bool kRegistered = registerAlgorithm<RerankRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Re-ranked run"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Ensembles"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "Puts a kept run's lists into another order: more variety, fewer "
                                                 "bestsellers, not too much of one category."),
     .paper = "Carbonell & Goldstein, The use of MMR, diversity-based reranking, SIGIR 1998",
     .needs = {Need::Runs}});

} // namespace
} // namespace aisle
