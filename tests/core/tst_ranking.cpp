#include "core/common/random.h"
#include "core/recommend/dotproduct.h"
#include "tests/core/trainingfixtures.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace aisle;

namespace {
struct NoParams
{
};

/// Vectors that are given, not learnt.
class GivenVectors : public Algorithm<GivenVectors, NoParams, DotProductRecommender>
{
public:
    static constexpr const char *kId = "given";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{};
    GivenVectors(std::uint32_t items, std::uint32_t size) : Algorithm(NoParams{})
    {
        Random random(3);
        m_catalogue = ItemPopularity(test::randomTraining(5, items, 3, 1));
        Embedding vectors{.rows = items, .size = size, .values = {}};
        for (std::size_t n = 0; n < std::size_t(items) * size; ++n)
            vectors.values.push_back(static_cast<float>(random.normal()));
        setItems(std::move(vectors));
    }
    explicit GivenVectors(NoParams) : GivenVectors(1, 1) {}
    void learn(const Ingredients &, const FitOptions &, const FitHooks &, JobContext &) {}
    void write(SnapshotWriter &) const {}
    void read(SnapshotReader &) {}
    ResourceEstimate estimate(const DatasetShape &) const override { return {}; }
    std::int64_t parameterCount() const override { return 0; }

protected:
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override
    {
        for (std::size_t p = 0; p < requests.size(); ++p) {
            Random random(requests[p]->history.front().item.value);
            for (std::size_t f = 0; f < items().size; ++f)
                vectors[p * items().size + f] = static_cast<float>(random.normal());
        }
    }
};
} // namespace

class TestRanking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void topListEqualsSorting_data()
    {
        QTest::addColumn<int>("values");
        QTest::newRow("all equal") << 1;
        QTest::newRow("many ties") << 5;
        QTest::newRow("few ties") << 1000;
    }
    void topListEqualsSorting()
    {
        QFETCH(int, values);
        Random random(7);
        std::vector<std::uint32_t> tieRank(333);
        for (std::uint32_t i = 0; i < tieRank.size(); ++i)
            tieRank[i] = i;
        random.shuffle(tieRank);
        std::vector<float> scores(tieRank.size());
        for (auto &score : scores)
            score = static_cast<float>(random.below(static_cast<std::uint32_t>(values)));
        const auto order = orderedBy(scores, tieRank);
        for (const std::size_t k : {0, 1, 10, 332, 333, 400}) {
            TopList top(k, tieRank);
            top.offerBlock(0, scores, [](ItemIndex) { return false; });
            const auto list = top.take();
            QCOMPARE(list.size(), std::min(k, scores.size()));
            for (std::size_t r = 0; r < list.size(); ++r)
                QCOMPARE(list[r].item.value, order[r].value);
        }
    }
    void notANumberComesLast()
    {
        const std::vector<std::uint32_t> tieRank{0, 1, 2};
        const std::vector<float> scores{std::nanf(""), -5, 3};
        TopList top(3, tieRank);
        top.offerBlock(0, scores, [](ItemIndex) { return false; });
        const auto list = top.take();
        QCOMPARE(list.size(), std::size_t(3));
        QCOMPARE(list[0].item.value, 2U);
        QCOMPARE(list[2].item.value, 0U);
    }
    void fusedRankingEqualsScoring_data()
    {
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("size");
        for (const auto &[items, size] : {std::pair{1, 1}, {31, 3}, {33, 16}, {700, 64}, {1537, 7}})
            QTest::addRow("%d x %d", items, size) << items << size;
    }
    void fusedRankingEqualsScoring()
    {
        QFETCH(int, items);
        QFETCH(int, size);
        const GivenVectors recommender(static_cast<std::uint32_t>(items), static_cast<std::uint32_t>(size));
        std::vector<ItemIndex> all;
        std::vector<std::vector<Visit>> histories;
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(items); ++i)
            all.push_back(ItemIndex(i));
        for (std::uint32_t p = 0; p < 29; ++p)
            histories.push_back({{.item = ItemIndex(p % static_cast<std::uint32_t>(items))}});
        std::vector<Request> requests(histories.size());
        for (std::size_t p = 0; p < requests.size(); ++p)
            requests[p].history = histories[p];
        const auto lists = recommender.rank(requests, {.k = 12});
        for (std::size_t p = 0; p < requests.size(); ++p) {
            auto scores = recommender.score(requests[p], all);
            scores[histories[p].front().item.value] = -1e30F;
            const auto order = orderedBy(scores, recommender.catalogue().tieRank);
            QCOMPARE(lists[p].size(), std::min<std::size_t>(12, all.size() - 1));
            for (std::size_t r = 0; r < lists[p].size(); ++r)
                QVERIFY(std::abs(scores[order[r].value] - lists[p][r].score) < 1e-4);
        }
    }
    void exponentialsAreExact()
    {
        std::vector<float> values;
        for (int n = -8000; n <= 100; ++n)
            values.push_back(static_cast<float>(n) / 100);
        auto powers = values;
        const float sum = kernels::expInPlace(powers.data(), 1, powers.size());
        double exact = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double wanted = std::exp(static_cast<double>(values[i] - 1.0F));
            exact += wanted;
            QVERIFY(std::abs(powers[i] - wanted) < 2e-6 * wanted);
        }
        QVERIFY(std::abs(sum - exact) < 1e-5 * exact);
    }
    void dropoutKeepsItsShareWhereverItStarts()
    {
        std::vector<float> whole(100'000), part(1000);
        kernels::dropoutMask(whole.data(), whole.size(), 42, 0, 0.3F, 2);
        kernels::dropoutMask(part.data(), part.size(), 42, 5000, 0.3F, 2);
        QVERIFY(std::equal(part.begin(), part.end(), whole.begin() + 5000));
        const auto dropped = std::ranges::count(whole, 0.0F);
        QVERIFY(std::abs(static_cast<double>(dropped) / 1e5 - 0.3) < 0.01);
    }
};

QTEST_APPLESS_MAIN(TestRanking)
#include "tst_ranking.moc"
