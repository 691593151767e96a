#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/params/paramtable.h"
#include "core/recommend/ensemble/pooledrecommender.h"
#include "core/recommend/ensemble/weightsearch.h"
#include "core/recommend/runchoice.h"

#include <QStringList>
#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

namespace aisle {
namespace {

struct FusionParams : FusingParams
{
    FusionParams() { rule = "score"; } // some thousandths of NDCG better than places on public data
    std::string runs;
};

const auto kTable = withFusing(ParamTable<FusionParams>{}.addText(
    "runs", &FusionParams::runs,
    {QT_TRANSLATE_NOOP("Param", "Runs"),
     QT_TRANSLATE_NOOP("Param", "Numbers of kept runs, each with its weight after a colon (1 where others have one). "
                                "Without any weight: the weights that do best on the validation part, and runs that do "
                                "not help are left out; without such a part all weigh 1. Empty: the best run of each "
                                "of the six best recommenders that were judged on the same split, of three where "
                                "nothing is validated.")},
    {"3,5:2"}));

/// Shares of members' lists at weight 1, kept while weights are sought: the same cases are judged over and over.
class KnownShares
{
public:
    using Shares = std::vector<RankedItem>; ///< by product

    /// For one member. @param make  the shares of requests that are asked for the first time
    template <class Make>
    std::vector<const Shares *> of(std::span<const Request *const> requests, const Make &make)
    {
        const std::lock_guard lock(m_guard);
        std::vector<const Request *> fresh;
        for (const auto *request : requests) {
            if (!m_known.contains(keyOf(*request)))
                fresh.push_back(request);
        }
        if (!fresh.empty()) {
            auto made = make(fresh);
            for (std::size_t i = 0; i < fresh.size(); ++i)
                m_known.insert_or_assign(keyOf(*fresh[i]), std::make_unique<const Shares>(std::move(made[i])));
        }
        std::vector<const Shares *> found;
        for (const auto *request : requests)
            found.push_back(m_known.at(keyOf(*request)).get());
        return found;
    }

private:
    /// A case's history and hidden products lie where they are as long as it is judged.
    using Key = std::tuple<const Visit *, std::size_t, const ItemIndex *, std::size_t, UserIndex>;
    static Key keyOf(const Request &request)
    {
        return {request.history.data(), request.history.size(), request.hidden.data(), request.hidden.size(),
                request.user.value_or(kNoUser)};
    }
    std::mutex m_guard;
    std::map<Key, std::unique_ptr<const Shares>> m_known;
};

/// Lists of kept runs added up by place or by score. The snapshot holds the runs whole, so that deleting them changes
/// nothing here; where it would be too large to keep, what is kept is the recipe, and the runs cannot be deleted before
/// it (see core/runs/freshness.h).
class FusionRecommender : public Algorithm<FusionRecommender, FusionParams, PooledRecommender>,
                          public BuiltUponRuns,
                          public Explains
{
public:
    static constexpr const char *kId = "fusion";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true, .keepsRecipeOnly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &hooks, JobContext &job)
    {
        constexpr std::size_t kMembersByDefault = 3, kCandidates = 6;
        const bool isOpen = m_params.runs.find(':') == std::string::npos;
        const bool learns = isOpen && hooks.validate;
        auto chosen = chooseRuns(m_params.runs, from.runs, learns ? kCandidates : kMembersByDefault, job);
        if (isOpen && chosen.size() < 2)
            throw Error("fusion.one-run",
                        QT_TRANSLATE_NOOP("Error", "A fusion puts the lists of two runs or more together, and there is "
                                                   "one here: train another recommender first, or name more runs."));
        scalePopularity();
        take(chosen);
        if (!learns)
            job.note(QStringLiteral("Members: %1.").arg(weighedRunsText(chosen)));
        else {
            learnWeights(chosen, hooks, job);
            take(chosen);
        }
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
        in.check(std::ranges::all_of(m_weights, [](double weight) { return weight > 0 && weight <= kHeaviestRun; }));
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
    double scoreCost() const override { return 1e4; } ///< a case is judged some hundred times
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const auto judged = std::min<std::uint64_t>(shape.users, 10'000); // while weights are sought
        return {.seconds = 0.2 + 1e-7 * static_cast<double>(shape.items) + 2e-3 * static_cast<double>(judged),
                .memoryBytes = static_cast<std::int64_t>(shape.items * 1024 + shape.users * 256 +
                                                         judged * static_cast<std::uint64_t>(m_params.depth) * 50)};
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
            if (!m_known.empty()) {
                addKnown(pools, m, requests);
                continue;
            }
            const auto lists = upperLists(*m_members[m], requests, m_params.depth);
            for (std::size_t p = 0; p < pools.size(); ++p)
                addShares(pools[p], lists[p], fusionShares(lists[p], m_params.fusionRule(), m_weights[m]));
        }
        return pools;
    }

private:
    void take(const std::vector<ChosenRun> &chosen)
    {
        m_members = mapped<decltype(m_members)>(chosen, &ChosenRun::member);
        m_weights = mapped<decltype(m_weights)>(chosen, &ChosenRun::weight);
    }
    /// Leaves those that help, with their weights, and names them.
    void learnWeights(std::vector<ChosenRun> &chosen, const FitHooks &hooks, JobContext &job)
    {
        m_known.resize(chosen.size());
        for (auto &known : m_known)
            known = std::make_unique<KnownShares>();
        job.progress(0, QStringLiteral("weighing runs"));
        const auto found = bestWeights(
            chosen.size(),
            [&](const std::vector<double> &weights) {
                m_weights = weights;
                return hooks.validate(*this);
            },
            job);
        m_known.clear();
        QStringList left;
        for (std::size_t m = 0; m < chosen.size(); ++m) {
            chosen[m].weight = found[m];
            if (found[m] == 0)
                left << QStringLiteral("run %1 (%2)")
                            .arg(QString::number(chosen[m].run),
                                 QLatin1String(recommenderInfo(chosen[m].member->id()).name));
        }
        std::erase_if(chosen, [](const ChosenRun &one) { return one.weight == 0; });
        QStringList texts;
        for (const auto &one : chosen)
            texts << QStringLiteral("%1:%2").arg(one.run).arg(one.weight);
        m_params.runs = texts.join(u',').toStdString();
        job.note(
            QStringLiteral("Members, with weights learnt on the validation part: %1.").arg(weighedRunsText(chosen)));
        if (!left.isEmpty())
            job.note(
                QStringLiteral("Left out because they do not help there: %1.").arg(left.join(QStringLiteral(", "))));
    }
    void addKnown(std::vector<Pool> &pools, std::size_t m, std::span<const Request *const> requests) const
    {
        if (m_weights[m] == 0)
            return;
        const auto shares = m_known[m]->of(requests, [&](std::span<const Request *const> fresh) {
            auto lists = upperLists(*m_members[m], fresh, m_params.depth);
            std::vector<KnownShares::Shares> made(lists.size());
            for (std::size_t p = 0; p < lists.size(); ++p)
                addShares(made[p], lists[p], fusionShares(lists[p], m_params.fusionRule(), 1));
            return made;
        });
        for (std::size_t p = 0; p < pools.size(); ++p)
            addWeighted(pools[p], *shares[p], static_cast<float>(m_weights[m]));
    }

    std::string nameOf(std::size_t member) const
    {
        if (m_params.runs.empty()) // kept before the numbers were
            return "a run";
        const auto runs = parseRuns(m_params.runs);
        return member < runs.size() ? "run " + std::to_string(runs[member].first) : "a run";
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
    std::vector<std::unique_ptr<KnownShares>> m_known; ///< [members] while weights are sought, else empty
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
