#include "core/common/error.h"
#include "core/recommend/factor/leastsquares.h"
#include "core/recommend/factor/strata.h"
#include "core/recommend/linear/sparselinear.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {

std::vector<ItemIndex> everyItem(const TrainingSet &train)
{
    std::vector<ItemIndex> all;
    for (std::uint32_t i = 0; i < train.itemCount(); ++i)
        all.push_back(ItemIndex(i));
    return all;
}

std::vector<float> scores(const Recommender &recommender, const TrainingSet &train, std::uint32_t user, bool known)
{
    Request request;
    request.history = train.history(UserIndex(user));
    request.values = train.values(UserIndex(user));
    if (known)
        request.user = UserIndex(user);
    return recommender.score(request, everyItem(train));
}

double farthest(const std::vector<float> &a, const std::vector<float> &b)
{
    double largest = a.size() == b.size() ? 0 : 1e9;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
    return largest;
}

/// Gauss elimination of A x = b in double precision, A positive definite.
std::vector<double> solved(std::vector<std::vector<double>> a, std::vector<double> b)
{
    const auto n = b.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t r = i + 1; r < n; ++r) {
            const double factor = a[r][i] / a[i][i];
            for (std::size_t c = i; c < n; ++c)
                a[r][c] -= factor * a[i][c];
            b[r] -= factor * b[i];
        }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t c = i + 1; c < n; ++c)
            b[i] -= a[i][c] * b[c];
        b[i] /= a[i][i];
    }
    return b;
}

/// More events of a few shoppers, a new shopper, a new product.
TrainingSet grownFrom(const TrainingSet &train)
{
    auto histories = historiesOf(train);
    histories[2].push_back(7);
    histories[2].push_back(train.itemCount());
    histories[5].push_back(train.itemCount());
    histories.push_back({1, 2, 3, train.itemCount()});
    return trainingOf(train.itemCount() + 1, histories);
}

Growth growthOf(const TrainingSet &train)
{
    Growth growth;
    for (std::uint32_t i = 0; i < train.itemCount(); ++i)
        growth.items.push_back(ItemIndex(i));
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        growth.users.push_back(UserIndex(u));
    return growth;
}

QJsonObject plainEase(double l2)
{
    return {{QStringLiteral("l2"), l2},
            {QStringLiteral("beta"), 0},
            {QStringLiteral("gamma"), 0},
            {QStringLiteral("dropout"), 0}};
}
} // namespace

/// Factorisations and linear methods against what their papers write, computed naively.
class TestFactors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void implicitRowsSolveTheirNormalEquations()
    {
        const auto train = randomTraining(50, 30, 9, 3);
        const std::size_t size = 6;
        const ImplicitObjective objective{.unobserved = .2, .l2 = .05, .scale = 1, .countWeight = 2};
        ImplicitSolver solver(objective, size);
        Random random(1);
        std::vector<float> others(30 * size), rows(50 * size);
        std::ranges::generate(others, [&] { return static_cast<float>(random.normal()); });
        QVERIFY(solver.turn(others, rows));
        const auto &entries = train.byUser();
        for (const std::uint32_t user : {0U, 9U, 33U}) {
            std::vector<std::vector<double>> a(size, std::vector<double>(size));
            std::vector<double> b(size);
            const auto add = [&](std::size_t item, double weight, double target) {
                for (std::size_t f = 0; f < size; ++f) {
                    for (std::size_t g = 0; g < size; ++g)
                        a[f][g] += weight * others[item * size + f] * others[item * size + g];
                    b[f] += weight * target * others[item * size + f];
                }
            };
            for (std::size_t item = 0; item < 30; ++item)
                add(item, .2, 0);
            const auto columns = entries.row(user);
            for (std::size_t n = 0; n < columns.size(); ++n)
                add(columns[n], 1 + 2 * std::log(entries.rowValues(user)[n]), 1);
            for (std::size_t f = 0; f < size; ++f)
                a[f][f] += .05 * (static_cast<double>(columns.size()) + .2 * 30);
            const auto wanted = solved(a, b);
            std::vector<float> row(size);
            solver.solve(columns, entries.rowValues(user), others, row);
            for (std::size_t f = 0; f < size; ++f)
                QVERIFY2(std::abs(row[f] - wanted[f]) < 1e-4,
                         qPrintable(QStringLiteral("%1 %2").arg(row[f]).arg(wanted[f])));
        }
    }
    void turningKeepsProducts()
    {
        Random random(4);
        std::vector<float> others(20 * 5), rows(8 * 5);
        std::ranges::generate(others, [&] { return static_cast<float>(random.normal()); });
        std::ranges::generate(rows, [&] { return static_cast<float>(random.normal()); });
        const auto product = [&](std::size_t r, std::size_t o) {
            return std::inner_product(&rows[r * 5], &rows[r * 5] + 5, &others[o * 5], 0.0);
        };
        const double before = product(3, 7);
        ImplicitSolver solver({}, 5);
        QVERIFY(solver.turn(others, rows));
        QVERIFY(std::abs(product(3, 7) - before) < 1e-4);
        for (std::size_t f = 0; f < 5; ++f) {
            for (std::size_t g = 0; g < 5; ++g) {
                double sum = 0;
                for (std::size_t o = 0; o < 20; ++o)
                    sum += static_cast<double>(others[o * 5 + f]) * others[o * 5 + g];
                QVERIFY(std::abs(sum - (f == g ? solver.eigenvalues()[f] : 0)) < 1e-3);
            }
        }
    }
    void newShoppersAreSolvedForLikeKnownOnes_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("within");
        QTest::newRow("ials") << QStringLiteral("ials") << .02;
        QTest::newRow("svd") << QStringLiteral("svd") << 1e-6;
        QTest::newRow("mf") << QStringLiteral("mf") << .2;
    }
    void newShoppersAreSolvedForLikeKnownOnes()
    {
        QFETCH(QString, id);
        QFETCH(double, within);
        const auto train = rated(randomTraining(60, 40, 12, 7));
        QJsonObject parameters{{QStringLiteral("factors"), 8}};
        if (id == QLatin1String("ials"))
            parameters.insert(QStringLiteral("solver-steps"), 30);
        if (id == QLatin1String("mf"))
            parameters.insert(QStringLiteral("solver"), QStringLiteral("als"));
        const auto recommender = fitted(id.toStdString(), parameters, train);
        for (const std::uint32_t user : {0U, 17U, 42U}) {
            const double apart =
                farthest(scores(*recommender, train, user, true), scores(*recommender, train, user, false));
            QVERIFY2(apart < within, qPrintable(QString::number(apart)));
        }
    }
    void allSingularVectorsGiveTheHistoryBack()
    {
        const auto train = randomTraining(80, 12, 5, 7);
        const auto recommender =
            fitted("svd", {{QStringLiteral("l2"), 0}, {QStringLiteral("popularity-scale"), 0}}, train);
        const auto got = scores(*recommender, train, 4, false);
        for (std::uint32_t i = 0; i < 12; ++i)
            QVERIFY(std::abs(got[i] - (train.byUser().contains(4, i) ? 1 : 0)) < 1e-3);
    }
    void sparseEaseOverAllNeighboursIsEase()
    {
        const auto train = randomTraining(300, 10, 12, 5); // every two products share shoppers
        const auto dense = fitted("ease", plainEase(100), train);
        SilentContext job;
        const auto sparse = solveSparseLinear(
            train, PairValues(train),
            {.l1 = 0, .l2 = 100, .candidates = 1000, .positive = false, .keep = 0, .precision = 1e-6}, job);
        for (const std::uint32_t user : {0U, 60U, 299U}) {
            std::vector<float> got(10);
            for (const auto item : train.byUser().row(user))
                for (std::size_t n = 0; n < sparse.row(item).size(); ++n)
                    got[sparse.row(item)[n]] += sparse.rowValues(item)[n];
            const double apart = farthest(scores(*dense, train, user, false), got);
            QVERIFY2(apart < 1e-4, qPrintable(QString::number(apart)));
        }
    }
    void slimIsWhereItsObjectiveIsLeast()
    {
        const auto train = randomTraining(100, 25, 8, 6);
        const double l1 = 1.5, l2 = 5;
        const auto recommender = fitted("slim", {{QStringLiteral("l1"), l1}, {QStringLiteral("l2"), l2}}, train);
        std::vector<std::vector<double>> weights(25, std::vector<double>(25)); // [from][to]
        for (std::uint32_t from = 0; from < 25; ++from) {
            const std::vector<Visit> one{{.item = ItemIndex(from)}};
            Request request;
            request.history = one;
            const auto row = recommender->score(request, everyItem(train));
            weights[from].assign(row.begin(), row.end());
        }
        for (std::uint32_t to = 0; to < 25; ++to) {
            QCOMPARE(weights[to][to], 0.0);
            for (std::uint32_t from = 0; from < 25; ++from) {
                double slope = -l2 * weights[from][to]; // of the squares and the ridge, downwards
                for (const auto user : train.byItem().row(from)) {
                    double residual = train.byUser().contains(user, to) ? 1 : 0;
                    for (const auto item : train.byUser().row(user))
                        residual -= weights[item][to];
                    slope += residual;
                }
                if (from == to)
                    continue;
                if (weights[from][to] != 0)
                    QVERIFY(std::abs(slope - std::copysign(l1, weights[from][to])) < .1);
                else if (slope > 0) // negative ones are only looked for among those that share enough shoppers
                    QVERIFY2(slope < l1 + .1, qPrintable(QString::number(slope)));
            }
        }
    }
    /// A quarter of the root of the mean shoppers of products that have any.
    void slimsL1FollowsTheData()
    {
        const auto train = trainingOf(6, {{0, 1, 2}, {0, 1, 3}, {0, 2, 1}, {1, 0}, {2, 0, 3}}); // nobody has 4 and 5
        const double l1 = std::sqrt(14.0 / 4) / 4;
        const auto open = fitted("slim", {}, train);
        const auto &follows = dynamic_cast<const FollowsData &>(*open);
        QVERIFY(std::abs(follows.takenValues().at("l1") - l1) < 1e-12);
        const auto given = fitted("slim", {{QStringLiteral("l1"), l1}}, train);
        QVERIFY(dynamic_cast<const FollowsData &>(*given).takenValues().empty());
        const auto none = fitted("slim", {{QStringLiteral("l1"), 1e-9}}, train);
        for (std::uint32_t user = 0; user < train.userCount(); ++user) {
            QCOMPARE(scores(*open, train, user, false), scores(*given, train, user, false));
            QVERIFY(scores(*open, train, user, false) != scores(*none, train, user, false));
        }
        QVERIFY(open->parameterCount() <= none->parameterCount());
    }
    void easeUpdatedIsEaseLearntAnew_data()
    {
        QTest::addColumn<QJsonObject>("parameters");
        QTest::newRow("plain") << plainEase(20);
        QTest::newRow("normalised, with dropout") << QJsonObject{{QStringLiteral("l2"), 20}};
    }
    void easeUpdatedIsEaseLearntAnew()
    {
        QFETCH(QJsonObject, parameters);
        const auto train = randomTraining(150, 40, 12, 5);
        const auto grown = grownFrom(train);
        auto updated = fitted("ease", parameters, train);
        SilentContext job;
        dynamic_cast<Updates &>(*updated).update({grown}, growthOf(train), {}, {}, job);
        const auto anew = fitted("ease", parameters, grown);
        for (const std::uint32_t user : {2U, 5U, 100U, 150U}) {
            const double apart = farthest(scores(*updated, grown, user, false), scores(*anew, grown, user, false));
            QVERIFY2(apart < 1e-3, qPrintable(QString::number(apart)));
        }
    }
    void updatesKnowWhatIsNew_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"ials", "bpr", "ease"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void updatesKnowWhatIsNew()
    {
        QFETCH(QString, id);
        const auto train = checkerboard(60, 40);
        auto histories = historiesOf(train);
        for (std::uint32_t u = 0; u < 60; u += 2)
            histories[u].push_back(40); // a new product, even shoppers like it
        histories.push_back({0, 2, 4, 6, 8, 10, 12});
        const auto grown = trainingOf(42, histories);
        QJsonObject parameters;
        if (id != QLatin1String("ease"))
            parameters = {{QStringLiteral("factors"), 16}, {QStringLiteral("epochs"), 50}};
        auto recommender = fitted(id.toStdString(), parameters, train);
        SilentContext job;
        dynamic_cast<Updates &>(*recommender).update({grown}, growthOf(train), {}, {}, job);
        const auto even = scores(*recommender, grown, 60, true);
        const auto odd = scores(*recommender, grown, 1, true);
        QVERIFY(even[40] > odd[40]);
        double evens = 0, odds = 0; // of what the new shopper does not have
        for (std::uint32_t i = 14; i < 40; ++i)
            (i % 2 == 0 ? evens : odds) += even[i];
        QVERIFY2(evens > odds + 1, qPrintable(QStringLiteral("%1 %2").arg(evens).arg(odds)));
    }
    void cancelledUpdatesChangeNothing()
    {
        class Cancelling : public SilentContext
        {
        public:
            void checkpoint() override { throw Cancelled{}; }
        };
        const auto train = checkerboard(60, 40);
        for (const std::string id : {"ials", "bpr", "ease"}) {
            auto recommender =
                fitted(id, id == "ease" ? QJsonObject{} : QJsonObject{{QStringLiteral("epochs"), 5}}, train);
            const auto before = scores(*recommender, train, 3, true);
            Cancelling job;
            QVERIFY_EXCEPTION_THROWN(
                dynamic_cast<Updates &>(*recommender).update({grownFrom(train)}, growthOf(train), {}, {}, job),
                Cancelled);
            QCOMPARE(scores(*recommender, train, 3, true), before);
        }
    }
    void strataHandOverEveryPairOnce()
    {
        const auto train = randomTraining(900, 700, 9, 2);
        Strata strata(train.byUser(), 1);
        SilentContext job;
        std::mutex guard;
        std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
        bool fair = true;
        strata.sweep(1, job, [&](Strata::Block &block) {
            const std::lock_guard lock(guard);
            for (const auto at : block.order) {
                const auto &pair = block.pairs[at];
                fair &= seen.insert({pair.user, pair.item}).second && block.has(at, pair.item);
                const auto other = block.negative(at);
                fair &= std::ranges::find(block.items, other) != block.items.end();
                fair &= block.has(at, other) == train.byUser().contains(pair.user, other);
            }
            return 0.0;
        });
        QVERIFY(fair);
        QCOMPARE(seen.size(), train.byUser().entries());
    }
    void ratingsComeBackOnTheirOwnScale_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("solver");
        QTest::newRow("mf, sgd") << QStringLiteral("mf") << QStringLiteral("sgd");
        QTest::newRow("mf, als") << QStringLiteral("mf") << QStringLiteral("als");
        QTest::newRow("svdpp") << QStringLiteral("svdpp") << QString();
    }
    void ratingsComeBackOnTheirOwnScale()
    {
        QFETCH(QString, id);
        QFETCH(QString, solver);
        const auto train = ratedCheckerboard(60, 40); // 5 for the shopper's own colour, else 1
        QJsonObject parameters;
        if (!solver.isEmpty())
            parameters.insert(QStringLiteral("solver"), solver);
        const auto recommender = fitted(id.toStdString(), parameters, train);
        QVERIFY(recommender->traits().predictsRatings);
        double error = 0;
        for (std::uint32_t user = 0; user < 60; ++user) {
            const auto got = scores(*recommender, train, user, true);
            for (std::uint32_t i = 0; i < 40; ++i) {
                QVERIFY(got[i] >= 1 && got[i] <= 5);
                error += std::abs(got[i] - (i % 2 == user % 2 ? 5 : 1)) / 2400;
            }
        }
        QVERIFY2(error < .6, qPrintable(QString::number(error)));
    }
    /// All threads learn, and it is the same whatever their number.
    void svdppIsTheSameWithAnyThreads()
    {
        const auto train = ratedCheckerboard(90, 40);
        const auto learnt = [&](int threads) {
            auto recommender = makeRecommender("svdpp", {{QStringLiteral("epochs"), 5}});
            SilentContext job;
            recommender->fit({train}, {.threads = threads}, {}, job);
            return scores(*recommender, train, 7, true);
        };
        const auto one = learnt(1);
        QCOMPARE(learnt(3), one);
        QCOMPARE(learnt(4), one);

        const auto svdpp = makeRecommender("svdpp");
        const DatasetShape shape{.users = 5000, .items = 3000, .events = 1'000'000, .pairs = 1'000'000};
        const auto seconds = [&](int threads) {
            const ThreadScope scope(threads);
            return svdpp->estimate(shape).seconds;
        };
        QVERIFY(seconds(4) < .3 * seconds(1));
    }
    void ratingsAreAskedFor()
    {
        SilentContext job;
        const auto train = randomTraining(20, 10, 5, 1);
        try {
            makeRecommender("mf")->fit({train}, {}, {}, job);
            QFAIL("learnt from nothing");
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("ratings.none"));
        }
    }
};

QTEST_APPLESS_MAIN(TestFactors)
#include "tst_factors.moc"
