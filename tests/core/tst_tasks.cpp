#include "core/common/error.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/task.h"
#include "tests/core/handmade.h"

#include <QTest>
#include <cmath>

using namespace aisle;

namespace {

/// Says the same of a product to everybody.
class SaysOf : public Recommender
{
public:
    SaysOf(std::vector<float> says, Traits traits) : m_says(std::move(says)), m_traits(traits) {}

    void fit(const Ingredients &, const FitOptions &, const FitHooks &, JobContext &) override {}
    std::vector<RankedList> rank(std::span<const Request> requests, const RankOptions &) const override
    {
        RankedList list;
        for (std::uint32_t i = 0; i < m_says.size(); ++i)
            list.push_back({ItemIndex(i), m_says[i]});
        std::ranges::stable_sort(list, std::greater{}, &RankedItem::score);
        return std::vector<RankedList>(requests.size(), list);
    }
    std::vector<float> score(const Request &, std::span<const ItemIndex> items) const override
    {
        std::vector<float> scores;
        for (const auto item : items)
            scores.push_back(m_says[item.value]);
        return scores;
    }
    Traits traits() const override { return m_traits; }
    ResourceEstimate estimate(const DatasetShape &) const override { return {}; }
    std::int64_t parameterCount() const override { return 0; }
    void save(QIODevice &) const override {}
    void load(QIODevice &) override {}

private:
    std::vector<float> m_says;
    Traits m_traits;
};

constexpr Traits kRates{.predictsRatings = true};

const EvaluationProtocol kProtocol{.mask = MaskSeen::No, .cutoffs = {1, 2}};

} // namespace

class TestTasks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        // Held out: u rates b with 4, v rates c with 1; w rates nothing that was held out.
        const std::vector<test::HandEvent> log{
            {"u", "a", 1, 0, StoredPart::Train, 3}, {"u", "b", 2, 0, StoredPart::Test, 4},
            {"v", "a", 3, 0, StoredPart::Train, 2}, {"v", "c", 4, 0, StoredPart::Test, 1},
            {"w", "b", 5, 0, StoredPart::Train, 5}, {"w", "c", 6, 0, StoredPart::Test}};
        m_split = std::make_unique<Split>(test::handmadeDataset(log), SplitSpec::parse(QStringLiteral("fixed")), 1);
        m_train = m_split->trainingSet();
        m_context.train = m_train.get();
    }

    void aRecommenderHasOneTask()
    {
        QCOMPARE(taskOf({}).id(), std::string("lists"));
        QCOMPARE(taskOf(kRates).id(), std::string("ratings"));
        QCOMPARE(taskOf({}).standardFigure(), std::string("NDCG@10"));
        QCOMPARE(taskOf(kRates).standardFigure(), std::string("RMSE"));
    }
    void aFigureHasOneTask()
    {
        QCOMPARE(taskOfFigure("NDCG@7").id(), std::string("lists"));
        QCOMPARE(taskOfFigure("RMSE").id(), std::string("ratings"));
        QCOMPARE(taskOfFigure("MAE").id(), std::string("ratings"));
        for (const char *unknown : {"", "NDCG", "RMSE@10", "Foo@10"}) {
            QVERIFY(!findTaskOfFigure(unknown));
            QVERIFY_EXCEPTION_THROWN(checkFigure(unknown), Error);
        }
    }
    void figuresToChooseByAreTheTasksOwn()
    {
        const auto lists = taskNamed("lists").choosingFigures();
        auto ratings = taskNamed("ratings").choosingFigures();
        QVERIFY(std::ranges::find(lists, "NDCG@10") != lists.end());
        QVERIFY(std::ranges::find(lists, "RMSE") == lists.end());
        QCOMPARE(ratings.front(), std::string("RMSE"));
        QCOMPARE(ratings.at(1), std::string("MAE"));
        ratings.erase(ratings.begin(), ratings.begin() + 2);
        QCOMPARE(ratings, lists);
        for (const auto &figure : taskNamed("ratings").choosingFigures())
            QVERIFY(findTaskOfFigure(figure));
    }
    void epochsAreJudgedOnAsManyCasesAsTheirScoresAllow()
    {
        const auto &lists = taskNamed("lists");
        QCOMPARE(lists.mostJudged(30'000, 40'000, 64), std::size_t(30'000));
        QCOMPARE(lists.mostJudged(30'000, 40'000, 1e6), std::size_t(2'000));
        QCOMPARE(lists.mostJudged(500, 40'000, 1e6), std::size_t(500));
        QCOMPARE(taskNamed("ratings").mostJudged(30'000, 40'000, 1e6), std::size_t(30'000));
    }

    void listsAreJudgedByTheirHits()
    {
        const SaysOf popular({3, 2, 1}, {});
        const auto &task = taskOf(popular.traits());
        const auto seen = task.judge(popular, cases(task), kProtocol, m_context, m_job);
        QCOMPARE(seen.evaluated, std::size_t(3));
        QCOMPARE(seen.metrics.at("HitRate@2"), 1.0 / 3); // b stands second, c third
        QVERIFY(!seen.metrics.contains("RMSE"));
        QCOMPARE(task.judgeOne("HitRate@2", popular, cases(task), kProtocol, m_context, m_job), std::optional(1.0 / 3));
    }
    void ratingsAreJudgedByTheirErrorsAndTheirLists()
    {
        const SaysOf rater({3, 3, 3}, kRates);
        const auto &task = taskOf(rater.traits());
        const auto seen = task.judge(rater, cases(task), kProtocol, m_context, m_job);
        const double rmse = std::sqrt((1. + 4.) / 2);
        QCOMPARE(seen.metrics.at("RMSE"), rmse);
        QCOMPARE(seen.metrics.at("MAE"), 1.5);
        QCOMPARE(seen.metrics.at("HitRate@2"), 1.0 / 3);
        const auto &perCase = seen.perCase.at("MAE");
        QCOMPARE(perCase.size(), seen.users.size());
        QCOMPARE(perCase[0], 1.F);
        QCOMPARE(perCase[1], 2.F);
        QVERIFY(std::isnan(perCase[2]));
        QCOMPARE(task.judgeOne("RMSE", rater, cases(task), kProtocol, m_context, m_job), std::optional(rmse));
    }
    void anErrorNeedsRatings()
    {
        const SaysOf popular({3, 2, 1}, {});
        const SaysOf rater({3, 3, 3}, kRates);
        const auto &task = taskOfFigure("RMSE");
        auto unrated = cases(task);
        for (auto &one : unrated.cases)
            one.ratings.clear();
        const auto code = [&](const Recommender &recommender, const HeldOut &asked) {
            try {
                task.judgeOne("RMSE", recommender, asked, kProtocol, m_context, m_job);
            } catch (const Error &error) {
                return std::string(error.code());
            }
            return std::string();
        };
        QCOMPARE(code(popular, cases(task)), std::string("metric.no-ratings"));
        QCOMPARE(code(rater, unrated), std::string("metric.no-ratings"));
        QVERIFY(!task.judge(rater, unrated, kProtocol, m_context, m_job).metrics.contains("RMSE"));
    }

private:
    HeldOut cases(const Task &task) const { return task.cases(*m_split, Part::Test, Targets::All); }

    std::unique_ptr<Split> m_split;
    std::shared_ptr<const TrainingSet> m_train;
    EvaluationContext m_context;
    SilentContext m_job;
};

QTEST_GUILESS_MAIN(TestTasks)
#include "tst_tasks.moc"
