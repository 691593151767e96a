#include "core/features/textfeatures.h"
#include "core/numeric/decomposition/decomposition.h"
#include "core/numeric/kernels.h"
#include "core/params/paramtable.h"
#include "core/recommend/content/nearvectors.h"
#include "core/recommend/memberrun.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct ContentParams
{
    double titleWeight = 1;
    double categoryWeight = 1;
    double brandWeight = 1;
    double descriptionWeight = 0.5;
    double attributeWeight = 0.5;
    double halfLifeEvents = 0;
    double sharpness = 2;
    double popularity = 0;
    double popularityPower = 1;
    double popularityOffset = 1;
    double base = 0.1;
    double wordShare = 0.5;
    double nearness = 0.5;
};

constexpr ParamRange kWeightRange{0, 10};

const auto kTable =
    ParamTable<ContentParams>{}
        .add("title-weight", &ContentParams::titleWeight,
             {QT_TRANSLATE_NOOP("Param", "Titles"),
              QT_TRANSLATE_NOOP("Param", "How much a word of a title counts. 0: titles are not read.")},
             kWeightRange)
        .add("category-weight", &ContentParams::categoryWeight,
             {QT_TRANSLATE_NOOP("Param", "Categories"),
              QT_TRANSLATE_NOOP("Param", "How much the category counts, as words and as a whole.")},
             kWeightRange)
        .add("brand-weight", &ContentParams::brandWeight,
             {QT_TRANSLATE_NOOP("Param", "Brands"),
              QT_TRANSLATE_NOOP("Param", "How much the brand counts, as words and as a whole.")},
             kWeightRange)
        .add("description-weight", &ContentParams::descriptionWeight,
             {QT_TRANSLATE_NOOP("Param", "Descriptions"),
              QT_TRANSLATE_NOOP("Param", "How much a word of a description counts.")},
             kWeightRange)
        .add("attribute-weight", &ContentParams::attributeWeight,
             {QT_TRANSLATE_NOOP("Param", "Attributes"),
              QT_TRANSLATE_NOOP("Param", "How much each other attribute counts.")},
             kWeightRange)
        .add("half-life-events", &ContentParams::halfLifeEvents,
             {QT_TRANSLATE_NOOP("Param", "Half-life (events)"),
              QT_TRANSLATE_NOOP("Param", "An event that lies so many events back counts half; what was chosen in one "
                                         "moment or basket lies equally far. 0: all count the same.")},
             {0, 1000})
        .add("sharpness", &ContentParams::sharpness,
             {QT_TRANSLATE_NOOP("Param", "Sharpness"),
              QT_TRANSLATE_NOOP("Param",
                                "The power that similarity is raised to. 1: a product that is a little like much "
                                "of the history does as well as one that is very like a part of it; above: the "
                                "latter does better.")},
             {1, 5})
        .add("popularity", &ContentParams::popularity,
             {QT_TRANSLATE_NOOP("Param", "Popularity"),
              QT_TRANSLATE_NOOP("Param",
                                "The share of the score that grows with the logarithm of a product's events. 0: "
                                "nothing but content counts; 1: products without events are not offered.")},
             {0, 1})
        .add(
            "popularity-power", &ContentParams::popularityPower,
            {QT_TRANSLATE_NOOP("Param", "Popularity's power"),
             QT_TRANSLATE_NOOP("Param", "The score is multiplied by a product's events plus the offset, to this power: "
                                        "higher leans towards what many choose. 0: it does not count.")},
            {0, 3})
        .add("popularity-offset", &ContentParams::popularityOffset,
             {QT_TRANSLATE_NOOP("Param", "Popularity's offset"),
              QT_TRANSLATE_NOOP("Param", "Events that every product is given on top, so that new ones keep a chance: "
                                         "higher brings them nearer to the others.")},
             {0.01, 1e4, ParamScale::Log})
        .add("base-similarity", &ContentParams::base,
             {QT_TRANSLATE_NOOP("Param", "Base similarity"),
              QT_TRANSLATE_NOOP("Param",
                                "Similarity that every product is given on top before popularity counts: higher "
                                "leans towards what many choose, also where nothing is shared with the "
                                "history.")},
             {0, 10})
        .add("word-share", &ContentParams::wordShare,
             {QT_TRANSLATE_NOOP("Param", "Share of words"),
              QT_TRANSLATE_NOOP("Param", "What words and attributes count beside the vectors of chosen features. 0: "
                                         "the vectors alone; 1: the words alone. Without features, and where "
                                         "products have no words, it changes nothing.")},
             {0, 1})
        .add("nearness", &ContentParams::nearness,
             {QT_TRANSLATE_NOOP("Param", "Nearness of vectors"),
              QT_TRANSLATE_NOOP("Param", "How far the likeness of features reaches: small, a product counts that is "
                                         "very like one of the history; large, one that is a little like all of it. "
                                         "Without features it changes nothing.")},
             {0.05, 10, ParamScale::Log});

struct ContentTable
{
    std::string name;
    NearVectors near; ///< of what tells products apart, see directionsOf()
};

/// Content-based filtering (Lops, de Gemmis & Semeraro 2011). A product is a TF-IDF vector of its texts and attributes,
/// a shopper's taste the weighted products of the history; the score is base + the mean over them of cosine ^
/// sharpness, times (1 - popularity) + popularity * log(1 + events) / log(1 + most events), times
/// ((events + offset) / (most events + offset)) ^ power.
/// A table of vectors adds to the similarity how much denser the history lies around the product than the catalogue
/// does, see NearVectors; the tables share alike what the words leave them.
class ContentRecommender : public Algorithm<ContentRecommender, ContentParams>, public Embeds, public Explains
{
public:
    static constexpr const char *kId = "content";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.takesItemFeatures = true, .newItem = ColdStart::Content, .explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        static const SideFacts kNone;
        const auto &facts = from.facts ? *from.facts : kNone;
        takeTables(from);
        if (!facts.hasText() && !facts.hasAttributes() && m_tables.empty())
            throwNoText();
        m_kindWeights = from.events.kindWeights();
        m_features = textFeatures(facts, from.events.itemCount(),
                                  {.title = m_params.titleWeight,
                                   .category = m_params.categoryWeight,
                                   .brand = m_params.brandWeight,
                                   .description = m_params.descriptionWeight,
                                   .attributes = m_params.attributeWeight},
                                  job);
        finish();
    }
    void write(SnapshotWriter &out) const
    {
        out.array(m_kindWeights);
        out.rows(m_features.rows);
        for (const auto &word : m_features.words)
            writeText(out, word);
        for (const auto &table : m_tables) {
            writeText(out, table.name);
            out.array(table.near.rows());
        }
    }
    void read(SnapshotReader &in)
    {
        m_kindWeights = in.array<float>();
        m_features.rows = in.rows();
        in.check(m_features.rows.rows == m_catalogue.size());
        for (std::uint32_t w = 0; w < m_features.rows.cols; ++w)
            m_features.words.push_back(readText(in));
        while (!in.atEnd()) {
            auto name = readText(in);
            auto rows = in.array<float>();
            const auto dims = m_catalogue.size() == 0 ? 0 : rows.size() / m_catalogue.size();
            in.check(dims > 0 && rows.size() == dims * m_catalogue.size());
            m_tables.push_back(
                {.name = std::move(name), .near = NearVectors(std::move(rows), dims, m_params.nearness)});
        }
        finish();
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const auto items = static_cast<double>(shape.items);
        return {.seconds = 0.05 + 3e-5 * items, .memoryBytes = static_cast<std::int64_t>(items * 1500)};
    }
    std::int64_t parameterCount() const override
    {
        std::size_t numbers = m_features.rows.entries();
        for (const auto &table : m_tables)
            numbers += table.near.rows().size();
        return static_cast<std::int64_t>(numbers);
    }
    std::optional<Embedding> itemEmbedding() const override
    {
        if (m_wordShare == 0)
            return Embedding::of(m_tables.front().near.rows(), m_tables.front().near.dims());
        return decomposeGram(m_features.rows, 64);
    }

    std::vector<Reason> explain(const Request &request, ItemIndex item) const override
    {
        std::vector<Reason> reasons;
        const auto factor = static_cast<double>(m_factors[item.value]);
        for (const auto &[seen, weight] : wordWeightsOf(request)) {
            const auto shared = sharedWords(seen, item);
            double cosine = 0;
            for (const auto &[value, word] : shared)
                cosine += value;
            if (cosine <= 0)
                continue;
            Reason reason{
                .because = seen, .text = {}, .contribution = weight * std::pow(cosine, m_params.sharpness) * factor};
            for (std::size_t w = 0; w < std::min(shared.size(), kWordsSaid); ++w)
                reason.words.push_back(m_features.words[shared[w].second]);
            reasons.push_back(std::move(reason));
        }
        for (const auto &table : m_tables) {
            const auto similarity =
                static_cast<double>(table.near.similarities(weightsOf(request), {&item, 1}).front());
            if (similarity > 0)
                reasons.push_back(
                    {.text = "features '" + table.name + "'", .contribution = similarity * m_tableShare * factor});
        }
        if (m_params.base > 0)
            reasons.push_back({.text = "popular", .contribution = m_params.base * factor});
        std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
        return reasons;
    }

protected:
    bool knows(const Request &request) const override
    {
        return std::ranges::any_of(request.history, [&](const Visit &visit) {
            const auto isIn = [&](const ContentTable &table) { return table.near.has(visit.item); };
            return (m_wordShare > 0 && !m_features.rows.row(visit.item.value).empty()) ||
                   (m_tableShare > 0 && std::ranges::any_of(m_tables, isIn));
        });
    }
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override
    {
        const auto items = m_catalogue.size();
        std::vector<float> cosines(items);
        std::vector<std::uint32_t> similar;
        for (std::size_t p = 0; p < requests.size(); ++p) {
            float *row = scores.data() + p * items;
            for (const auto &[seen, weight] : wordWeightsOf(*requests[p])) {
                addCosines(seen, cosines, similar);
                addSharpened(cosines, similar, static_cast<float>(weight), row);
            }
            for (const auto &table : m_tables)
                kernels::addScaled(row, table.near.similarities(weightsOf(*requests[p])).data(),
                                   static_cast<float>(m_tableShare), items);
            for (std::uint32_t i = 0; i < items; ++i)
                row[i] = (row[i] + static_cast<float>(m_params.base)) * m_factors[i];
        }
    }
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override
    {
        constexpr std::size_t kRowIsCheaper = 8;
        if (items.size() > m_catalogue.size() / kRowIsCheaper) {
            Algorithm::scoreSome(request, items, scores);
            return;
        }
        std::ranges::fill(scores, 0.0F);
        for (const auto &[seen, weight] : wordWeightsOf(request)) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                float cosine = 0;
                eachShared(seen, items[i], [&](float own, float other, std::uint32_t) { cosine += own * other; });
                if (cosine != 0)
                    scores[i] += static_cast<float>(weight) * sharpened(cosine);
            }
        }
        for (const auto &table : m_tables)
            kernels::addScaled(scores.data(), table.near.similarities(weightsOf(request), items).data(),
                               static_cast<float>(m_tableShare), items.size());
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[i] = (scores[i] + static_cast<float>(m_params.base)) * m_factors[items[i].value];
    }

private:
    static constexpr std::size_t kWordsSaid = 3;

    void takeTables(const Ingredients &from)
    {
        for (const auto &features : from.features)
            if (!features->ofShoppers)
                m_tables.push_back({.name = features->name,
                                    .near = NearVectors(directionsOf(*features),
                                                        static_cast<std::size_t>(features->dims), m_params.nearness)});
    }
    void finish()
    {
        m_wordShare = m_tables.empty() ? 1 : m_features.rows.entries() == 0 ? 0 : m_params.wordShare;
        m_tableShare = m_tables.empty() ? 0 : (1 - m_wordShare) / static_cast<double>(m_tables.size());
        m_byWord = m_features.rows.transposed();
        const auto most = m_catalogue.popularity.empty() ? 0 : *std::ranges::max_element(m_catalogue.popularity);
        const auto share = static_cast<float>(m_params.popularity);
        const double power = m_params.popularityPower, offset = m_params.popularityOffset;
        for (const auto popularity : m_catalogue.popularity) {
            const float logarithmic = 1 - share + (most > 0 ? share * std::log1p(popularity) / std::log1p(most) : 0);
            const double nearMost = (static_cast<double>(popularity) + offset) / (static_cast<double>(most) + offset);
            m_factors.push_back(logarithmic * static_cast<float>(std::pow(nearMost, power)));
        }
    }
    /// @param cosines  [items] zeros @param similar  becomes the products that got one
    void addCosines(ItemIndex seen, std::vector<float> &cosines, std::vector<std::uint32_t> &similar) const
    {
        similar.clear();
        const auto words = m_features.rows.row(seen.value);
        const auto values = m_features.rows.rowValues(seen.value);
        for (std::size_t w = 0; w < words.size(); ++w) {
            const auto products = m_byWord.row(words[w]);
            const auto others = m_byWord.rowValues(words[w]);
            for (std::size_t n = 0; n < products.size(); ++n) {
                float &cosine = cosines[products[n]];
                if (cosine == 0)
                    similar.push_back(products[n]);
                cosine += values[w] * others[n];
            }
        }
    }
    /// Sets the cosines back to 0.
    void addSharpened(std::vector<float> &cosines, const std::vector<std::uint32_t> &similar, float weight,
                      float *row) const
    {
        for (const auto i : similar) {
            row[i] += weight * sharpened(cosines[i]);
            cosines[i] = 0;
        }
    }
    /// The same for the words' part of the score; none where words do not count.
    std::vector<std::pair<ItemIndex, double>> wordWeightsOf(const Request &request) const
    {
        auto weights = m_wordShare > 0 ? weightsOf(request) : std::vector<std::pair<ItemIndex, double>>();
        for (auto &[item, weight] : weights)
            weight *= m_wordShare;
        return weights;
    }
    float sharpened(float cosine) const
    {
        const auto sharpness = static_cast<float>(m_params.sharpness);
        return sharpness == 2.0F ? cosine * cosine : std::pow(cosine, sharpness);
    }
    /// What each product of the history counts, products ascending; sums to 1.
    std::vector<std::pair<ItemIndex, double>> weightsOf(const Request &request) const
    {
        std::vector<std::pair<ItemIndex, double>> weights;
        const auto history = request.history;
        const auto steps = stepsBack(history);
        for (std::size_t v = 0; v < history.size(); ++v) {
            const auto back = static_cast<double>(steps[v]);
            const double recency = m_params.halfLifeEvents > 0 ? std::exp2(-back / m_params.halfLifeEvents) : 1;
            const std::size_t kind = history[v].kind;
            const double meaning = kind < m_kindWeights.size() ? static_cast<double>(m_kindWeights[kind]) : 1;
            weights.emplace_back(history[v].item, recency * meaning);
        }
        std::ranges::stable_sort(weights, {}, &std::pair<ItemIndex, double>::first);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (kept > 0 && weights[kept - 1].first == weights[i].first)
                weights[kept - 1].second += weights[i].second;
            else
                weights[kept++] = weights[i];
        }
        weights.resize(kept);
        double sum = 0;
        for (auto &[item, weight] : weights)
            sum += weight = std::log1p(weight);
        for (auto &[item, weight] : weights)
            weight /= sum > 0 ? sum : 1;
        return weights;
    }
    /// body(entry of a, entry of b, word) for each word of both, in the words' order.
    template <class Body>
    void eachShared(ItemIndex a, ItemIndex b, const Body &body) const
    {
        const auto &rows = m_features.rows;
        const auto left = rows.row(a.value), right = rows.row(b.value);
        for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
            const auto own = left[i], other = right[j];
            if (own == other)
                body(rows.rowValues(a.value)[i], rows.rowValues(b.value)[j], own);
            i += own <= other;
            j += other <= own;
        }
    }
    /// Products of the two vectors' entries with their words, largest first.
    std::vector<std::pair<double, std::uint32_t>> sharedWords(ItemIndex a, ItemIndex b) const
    {
        std::vector<std::pair<double, std::uint32_t>> shared;
        eachShared(a, b, [&](float own, float other, std::uint32_t word) {
            shared.emplace_back(static_cast<double>(own) * static_cast<double>(other), word);
        });
        std::ranges::stable_sort(shared, std::greater{}, &std::pair<double, std::uint32_t>::first);
        return shared;
    }

    std::vector<float> m_kindWeights;
    TextFeatures m_features;
    std::vector<ContentTable> m_tables;
    double m_wordShare = 1;       ///< of the similarity; the rest is the tables'
    double m_tableShare = 0;      ///< of each table
    SparseRows m_byWord;          ///< [words x items]
    std::vector<float> m_factors; ///< [items] what popularity makes of a similarity
};

const bool kRegisteredEarlier = registerEarlier(ContentRecommender::kId, {{QStringLiteral("popularity"), 0.7},
                                                                          {QStringLiteral("popularity-power"), 0},
                                                                          {QStringLiteral("base-similarity"), 0}});
const bool kRegistered = registerAlgorithm<ContentRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Content"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Content"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "Products that read like those in the history, by title, category, brand "
                                          "and attributes: also for products that nobody has chosen yet."),
             .paper = "Lops, de Gemmis & Semeraro, Content-based recommender systems, 2011",
             .needs = {Need::Text}});

} // namespace
} // namespace aisle
