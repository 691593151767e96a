#include "core/common/error.h"
#include "core/params/paramtable.h"
#include "core/recommend/ensemble/pooledrecommender.h"

#include <algorithm>

namespace aisle {
namespace {

struct HybridParams : FusingParams
{
    HybridParams() { rule = "score"; }
    std::string base = "item-knn";
    std::string partDefaults = "today";
    double contentShare = 0.3;
    double newItems = 0.5;
};

const auto kTable = withFusing(
    ParamTable<HybridParams>{}
        .addText("base", &HybridParams::base,
                 {QT_TRANSLATE_NOOP("Param", "Base"),
                  QT_TRANSLATE_NOOP("Param", "The recommender that learns from the events, by its id; it is trained "
                                             "with its defaults.")},
                 {"item-knn", "ease", "ials", "rp3beta", "slim", "bpr", "user-knn", "sasrec"})
        .addText("part-defaults", &HybridParams::partDefaults,
                 {QT_TRANSLATE_NOOP("Param", "Defaults of the parts"),
                  QT_TRANSLATE_NOOP("Param", "Whose defaults the base and the content part are trained with: today's, "
                                             "or those of Aisle 0.1 (\"0.1\"), as hybrids that it kept.")},
                 {"today", "0.1"})
        .add("content-share", &HybridParams::contentShare,
             {QT_TRANSLATE_NOOP("Param", "Share of content"),
              QT_TRANSLATE_NOOP("Param", "What the content's list counts beside the base's. 0: the base alone, 1: "
                                         "content alone.")},
             {0, 1})
        .add("new-items", &HybridParams::newItems,
             {QT_TRANSLATE_NOOP("Param", "New products"),
              QT_TRANSLATE_NOOP("Param", "What the content's list counts for a product without events, which the base "
                                         "cannot know.")},
             {0, 1}));

const RecommenderInfo &baseInfo(const std::string &id)
{
    const auto &all = recommenders();
    const auto info = std::ranges::find_if(all, [&](const auto &each) { return each.id == id; });
    if (info == all.end() || !info->traits.personal || std::string_view(info->family) == "Content" ||
        needs(*info, Need::Runs) || needs(*info, Need::Graph) || needs(*info, Need::Links))
        throw Error("hybrid.base",
                    QT_TRANSLATE_NOOP("Error", "%1 cannot be the base of a hybrid: it takes a recommender that learns "
                                               "from events, such as item-knn or ease."),
                    {QString::fromStdString(id)});
    return *info;
}

/// A part with the defaults that were asked for.
std::unique_ptr<Recommender> partOf(const std::string &id, const std::string &defaults)
{
    if (defaults != "today" && defaults != "0.1")
        throw Error("hybrid.defaults",
                    QT_TRANSLATE_NOOP("Error", "part-defaults cannot be \"%1\". It takes: today, 0.1."),
                    {QString::fromStdString(defaults)});
    return makeRecommender(id, defaults == "today" ? QJsonObject() : earlierDefaults(id));
}

/// A collaborative recommender and the content one, trained together, their lists added up (a weighted hybrid, Burke
/// 2002). Where one has nothing to say about a shopper the other answers alone; a product without events is judged by
/// its content alone.
class HybridRecommender : public Algorithm<HybridRecommender, HybridParams, PooledRecommender>,
                          public Embeds,
                          public Explains
{
public:
    static constexpr const char *kId = "hybrid";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{
        .takesItemFeatures = true, .newItem = ColdStart::Content, .explainsExactly = true, .keepsRecipeOnly = true};

    explicit HybridRecommender(HybridParams params) : Algorithm(std::move(params))
    {
        m_base = partOf(baseInfo(m_params.base).id, m_params.partDefaults);
        m_content = partOf("content", m_params.partDefaults);
    }

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        PartOfJob first(job, 0, .8), second(job, .8, .95);
        auto events = from;
        events.features.clear(); // they are the content's
        m_base->fit(events, options, hooks, first);
        m_content->fit(from, options, hooks, second);
        scalePopularity();
    }
    void write(SnapshotWriter &out) const
    {
        writeText(out, m_params.base);
        writeNested(out, *m_base);
        writeNested(out, *m_content);
    }
    void read(SnapshotReader &in)
    {
        in.check(readText(in) == m_params.base);
        readNested(in, *m_base);
        readNested(in, *m_content);
        in.check(itemsOf(*m_base) == m_catalogue.size() && itemsOf(*m_content) == m_catalogue.size());
        scalePopularity();
    }

    Traits traits() const override
    {
        auto traits = kTraits;
        traits.iterative = m_base->traits().iterative;
        traits.usesDevice = m_base->traits().usesDevice;
        return traits;
    }
    double scoreCost() const override { return m_base->scoreCost(); }
    ColdStart basis(const Request &request) const override
    {
        if (m_base->basis(request) != ColdStart::Popularity)
            return ColdStart::FoldIn;
        return m_content->basis(request) == ColdStart::Popularity ? ColdStart::Popularity : ColdStart::Content;
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        auto base = m_base->estimate(shape);
        const auto content = m_content->estimate(shape);
        base.seconds += content.seconds;
        base.memoryBytes += content.memoryBytes;
        return base;
    }
    std::int64_t parameterCount() const override { return m_base->parameterCount() + m_content->parameterCount(); }
    std::optional<int> bestEpoch() const override { return m_base->bestEpoch(); }
    std::optional<Embedding> itemEmbedding() const override
    {
        auto vectors = itemEmbeddingOf(*m_base);
        return vectors ? vectors : itemEmbeddingOf(*m_content);
    }
    std::optional<Embedding> userEmbedding() const override { return userEmbeddingOf(*m_base); }

    std::vector<Reason> explain(const Request &request, ItemIndex item) const override
    {
        const auto parts = partsOf(request);
        const bool isOutside = std::ranges::find(parts.content, item, &RankedItem::item) == parts.content.end();
        if (isOutside && m_catalogue.popularity[item.value] == 0)
            return reasonsOf(*m_content, request, item);
        std::vector<Reason> reasons;
        addReasonsOf(reasons, *m_base, parts.base, baseShares(parts), request, item, "a recommender",
                     baseInfo(m_params.base).name);
        addReasonsOf(reasons, *m_content, parts.content, contentShares(parts), request, item, "a recommender",
                     recommenderInfo("content").name);
        return merged(std::move(reasons), item);
    }

protected:
    std::vector<Pool> pools(std::span<const Request *const> requests) const override
    {
        auto base = upperLists(*m_base, requests, m_params.depth);
        auto content = upperLists(*m_content, requests, m_params.depth);
        std::vector<Pool> pools(requests.size());
        for (std::size_t p = 0; p < requests.size(); ++p) {
            const auto parts = partsOf(*requests[p], std::move(base[p]), std::move(content[p]));
            addShares(pools[p], parts.base, baseShares(parts));
            addShares(pools[p], parts.content, contentShares(parts));
        }
        return pools;
    }
    const Recommender *judgeOfNew() const override { return m_content.get(); }

private:
    /// The two lists of a request; a list that rests on popularity only is left out where the other one knows more.
    struct Parts
    {
        RankedList base, content;
        bool baseKnows = true;
    };

    Parts partsOf(const Request &request, RankedList base, RankedList content) const
    {
        Parts parts{.base = std::move(base), .content = std::move(content)};
        parts.baseKnows = m_base->basis(request) != ColdStart::Popularity;
        const bool contentKnows = m_content->basis(request) != ColdStart::Popularity;
        if (!parts.baseKnows && contentKnows)
            parts.base.clear();
        if (!contentKnows)
            parts.content.clear();
        return parts;
    }
    Parts partsOf(const Request &request) const
    {
        const Request *const one = &request;
        const std::span all(&one, 1);
        return partsOf(request, std::move(upperLists(*m_base, all, m_params.depth).front()),
                       std::move(upperLists(*m_content, all, m_params.depth).front()));
    }
    std::vector<float> baseShares(const Parts &parts) const
    {
        auto shares =
            fusionShares(parts.base, m_params.fusionRule(), parts.content.empty() ? 1 : 1 - m_params.contentShare);
        for (std::size_t r = 0; r < shares.size(); ++r) {
            if (m_catalogue.popularity[parts.base[r].item.value] == 0)
                shares[r] = 0;
        }
        return shares;
    }
    std::vector<float> contentShares(const Parts &parts) const
    {
        const double share = parts.base.empty() ? 1 : m_params.contentShare;
        const double fresh = parts.base.empty() ? 1 : m_params.newItems;
        auto shares = fusionShares(parts.content, m_params.fusionRule(), 1);
        for (std::size_t r = 0; r < shares.size(); ++r) {
            const bool isNew = m_catalogue.popularity[parts.content[r].item.value] == 0;
            shares[r] *= static_cast<float>(isNew ? fresh : share);
        }
        return shares;
    }

    std::unique_ptr<Recommender> m_base;
    std::unique_ptr<Recommender> m_content;
};

const bool kRegisteredEarlier =
    registerEarlier(HybridRecommender::kId, {{QStringLiteral("part-defaults"), QStringLiteral("0.1")}});
const bool kRegistered = registerAlgorithm<HybridRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Content and behaviour"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Content"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "A collaborative recommender joined with content: use it where many "
                                                 "products are new or rarely chosen."),
     .paper = "Burke, Hybrid recommender systems: survey and experiments, UMUAI 2002",
     .needs = {Need::Text}});

} // namespace
} // namespace aisle
