#include "core/common/error.h"
#include "core/recommend/ensemble/pooledrecommender.h"
#include "core/recommend/rerank/variety.h"
#include "core/recommend/runchoice.h"

#include <algorithm>

namespace aisle {
namespace {

struct RerankParams : VarietyParams
{
    std::string run;
    int depth = 100;
};

const auto kTable = [] {
    ParamTable<RerankParams> table;
    table.addText("run", &RerankParams::run,
                  {QT_TRANSLATE_NOOP("Param", "Run"),
                   QT_TRANSLATE_NOOP("Param", "Number of the kept run whose lists are put into a new order. Empty: the "
                                              "best one that was judged on the same split.")},
                  {"3"});
    addVariety(table);
    table.add("depth", &RerankParams::depth,
              {QT_TRANSLATE_NOOP("Param", "Depth"),
               QT_TRANSLATE_NOOP("Param", "How many products of each list are put into a new order.")},
              {10, 1000, ParamScale::Log});
    return table;
}();

/// One kept run's lists as VarietyReranker orders them, judged and kept as a run of its own.
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
            m_facts.setCategories(facts->categories);
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
        m_facts.categories.save(out);
    }
    void read(SnapshotReader &in)
    {
        auto member = std::make_shared<MemberRun>();
        readNested(in, *member);
        in.check(member->itemCount() == m_catalogue.size());
        m_member = std::move(member);
        m_facts.unit.rows = m_catalogue.size();
        m_facts.unit.size = in.value<std::uint32_t>();
        m_facts.unit.values = in.array<float>(std::size_t(m_facts.unit.rows) * m_facts.unit.size);
        m_facts.categories = CategoryRows::load(in, m_catalogue.size());
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
        const VarietyReranker reranker(m_params);
        auto lists = upperLists(*m_member, requests, m_params.depth);
        parallelFor(lists.size(), 8, [&](std::size_t begin, std::size_t end, int) {
            for (auto p = begin; p < end; ++p) {
                reranker.apply(lists[p], *requests[p], m_facts);
                std::ranges::sort(lists[p], {}, &RankedItem::item);
            }
        });
        return lists;
    }

private:
    void takeVectors()
    {
        if (auto vectors = m_member->itemEmbedding())
            m_facts.setVectors(std::move(*vectors));
    }
    void finish()
    {
        scalePopularity();
        m_facts.setEvents(m_catalogue.popularity);
    }

    std::shared_ptr<const MemberRun> m_member;
    RerankFacts m_facts;
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
