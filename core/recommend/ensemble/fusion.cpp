#include "core/common/error.h"
#include "core/params/paramtable.h"
#include "core/recommend/ensemble/pooledrecommender.h"
#include "core/recommend/runchoice.h"

#include <algorithm>

namespace aisle {
namespace {

struct FusionParams : FusingParams
{
    std::string runs;
};

const auto kTable = withFusing(ParamTable<FusionParams>{}.addText(
    "runs", &FusionParams::runs,
    {QT_TRANSLATE_NOOP("Param", "Runs"),
     QT_TRANSLATE_NOOP("Param", "Numbers of kept runs, each with its weight after a colon (1 where none is "
                                "given). Empty: the best run of each of the three best recommenders that "
                                "were judged on the same split.")},
    {"3,5:2"}));

/// Lists of kept runs added up by place or by score. The snapshot holds the runs whole, so that deleting them changes
/// nothing here.
class FusionRecommender : public Algorithm<FusionRecommender, FusionParams, PooledRecommender>,
                          public BuiltUponRuns,
                          public Explains
{
public:
    static constexpr const char *kId = "fusion";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true, .keepsRecipeOnly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        constexpr std::size_t kMembersByDefault = 3;
        for (const auto &chosen : chooseRuns(m_params.runs, from.runs, kMembersByDefault, job)) {
            m_members.push_back(chosen.member);
            m_weights.push_back(chosen.weight);
        }
        if (m_members.size() < 2)
            throw Error("fusion.one-run",
                        QT_TRANSLATE_NOOP("Error", "A fusion puts the lists of two runs or more together, and there is "
                                                   "one here: train another recommender first, or name more runs."));
        scalePopularity();
    }
    void write(SnapshotWriter &out) const
    {
        out.array(m_weights);
        for (const auto &member : m_members)
            writeNested(out, *member);
    }
    void read(SnapshotReader &in)
    {
        m_weights = in.array<double>();
        for (std::size_t m = 0; m < m_weights.size(); ++m) {
            auto member = std::make_shared<MemberRun>();
            readNested(in, *member);
            in.check(member->itemCount() == m_catalogue.size());
            m_members.push_back(std::move(member));
        }
        scalePopularity();
    }

    std::pair<const char *, std::string> chosenRuns() const override { return {"runs", m_params.runs}; }
    ColdStart basis(const Request &request) const override { return widestBasis(plainMembers(), request); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return {.seconds = 0.2 + 1e-7 * static_cast<double>(shape.items),
                .memoryBytes = static_cast<std::int64_t>(shape.items * 1024 + shape.users * 256)};
    }
    std::int64_t parameterCount() const override
    {
        std::int64_t count = 0;
        for (const auto &member : m_members)
            count += member->parameterCount();
        return count;
    }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override
    {
        const Request *const one = &request;
        std::vector<Reason> reasons;
        for (std::size_t m = 0; m < m_members.size(); ++m) {
            const auto list = std::move(upperLists(*m_members[m], std::span(&one, 1), m_params.depth).front());
            addReasonsOf(reasons, *m_members[m], list, fusionShares(list, m_params.fusionRule(), m_weights[m]), request,
                         item, nameOf(m), recommenderInfo(m_members[m]->id()).name);
        }
        return merged(std::move(reasons), item);
    }

protected:
    std::vector<Pool> pools(std::span<const Request *const> requests) const override
    {
        std::vector<Pool> pools(requests.size());
        for (std::size_t m = 0; m < m_members.size(); ++m) {
            const auto lists = upperLists(*m_members[m], requests, m_params.depth);
            for (std::size_t p = 0; p < pools.size(); ++p)
                addShares(pools[p], lists[p], fusionShares(lists[p], m_params.fusionRule(), m_weights[m]));
        }
        return pools;
    }

private:
    std::string nameOf(std::size_t member) const
    {
        if (m_params.runs.empty()) // kept before the numbers were
            return "a run";
        return "run " + std::to_string(parseRuns(m_params.runs)[member].first);
    }
    std::vector<const Recommender *> plainMembers() const
    {
        std::vector<const Recommender *> plain;
        for (const auto &member : m_members)
            plain.push_back(member.get());
        return plain;
    }

    std::vector<std::shared_ptr<const MemberRun>> m_members;
    std::vector<double> m_weights;
};

const bool kRegistered = registerAlgorithm<FusionRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Fusion of runs"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Ensembles"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "Puts the lists of kept runs together: use it when several good "
                                                 "recommenders err in different ways."),
     .paper = "Cormack, Clarke & Buettcher, Reciprocal rank fusion outperforms Condorcet, SIGIR 2009",
     .needs = {Need::Runs}});

} // namespace
} // namespace aisle
