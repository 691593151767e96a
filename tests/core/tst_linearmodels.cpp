#include "core/common/error.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace aisle;
using namespace aisle::test;

namespace {
using Matrix = std::vector<std::vector<double>>;

Matrix binary(const TrainingSet &train)
{
    Matrix x(train.userCount(), std::vector<double>(train.itemCount()));
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        for (const auto &visit : train.history(UserIndex(u)))
            x[u][visit.item.value] = 1;
    return x;
}

/// X'X
Matrix commonShoppers(const TrainingSet &train)
{
    const auto x = binary(train);
    Matrix gram(train.itemCount(), std::vector<double>(train.itemCount()));
    for (const auto &row : x)
        for (std::size_t i = 0; i < row.size(); ++i)
            for (std::size_t j = 0; j < row.size(); ++j)
                gram[i][j] += row[i] * row[j];
    return gram;
}

/// (n / mean n)^-power over the rows of a matrix, or its columns.
std::vector<double> weightsOf(const Matrix &x, bool columns, double power)
{
    std::vector<double> counts(columns ? x.front().size() : x.size());
    for (std::size_t u = 0; u < x.size(); ++u)
        for (std::size_t i = 0; i < x[u].size(); ++i)
            counts[columns ? i : u] += x[u][i];
    double sum = 0, known = 0;
    for (const auto count : counts) {
        sum += count;
        known += count > 0;
    }
    for (auto &count : counts)
        count = count > 0 ? std::pow(count / (sum / known), -power) : 1;
    return counts;
}

QJsonObject plainEase(double l2)
{
    return {{QStringLiteral("l2"), l2},
            {QStringLiteral("beta"), 0},
            {QStringLiteral("gamma"), 0},
            {QStringLiteral("dropout"), 0}};
}

/// Gauss-Jordan in double precision.
Matrix inverse(Matrix a)
{
    const auto n = a.size();
    Matrix b(n, std::vector<double>(n));
    for (std::size_t i = 0; i < n; ++i)
        b[i][i] = 1;
    for (std::size_t i = 0; i < n; ++i) {
        const double pivot = a[i][i];
        for (std::size_t j = 0; j < n; ++j) {
            a[i][j] /= pivot;
            b[i][j] /= pivot;
        }
        for (std::size_t r = 0; r < n; ++r) {
            if (r == i)
                continue;
            const double factor = a[r][i];
            for (std::size_t j = 0; j < n; ++j) {
                a[r][j] -= factor * a[i][j];
                b[r][j] -= factor * b[i][j];
            }
        }
    }
    return b;
}

/// Scores of every product for one shopper.
std::vector<float> scores(const std::string &id, const QJsonObject &parameters, const TrainingSet &train,
                          std::uint32_t user)
{
    const auto recommender = makeRecommender(id, parameters);
    SilentContext job;
    recommender->fit({train}, {}, {}, job);
    std::vector<ItemIndex> all;
    for (std::uint32_t i = 0; i < train.itemCount(); ++i)
        all.push_back(ItemIndex(i));
    Request request;
    request.history = train.history(UserIndex(user));
    return recommender->score(request, all);
}
} // namespace

/// The closed forms against what their papers write, computed naively.
class TestLinearModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void easeEqualsItsFormula_data()
    {
        QTest::addColumn<int>("users");
        QTest::addColumn<int>("items");
        QTest::addColumn<QJsonObject>("form");
        const auto form = [](double beta, double gamma, double dropout) {
            return QJsonObject{
                {QStringLiteral("beta"), beta}, {QStringLiteral("gamma"), gamma}, {QStringLiteral("dropout"), dropout}};
        };
        const auto plain = form(0, 0, 0), whole = form(.5, .2, .33);
        QTest::newRow("more shoppers than products") << 90 << 40 << plain;
        QTest::newRow("more products than shoppers") << 30 << 70 << plain;
        QTest::newRow("several blocks") << 500 << 300 << plain;
        QTest::newRow("several blocks of shoppers") << 290 << 310 << plain;
        QTest::newRow("normalised") << 90 << 40 << form(.5, .2, 0);
        QTest::newRow("normalised, more products than shoppers") << 30 << 70 << form(.5, .2, 0);
        QTest::newRow("dropout") << 90 << 40 << form(0, 0, .33);
        QTest::newRow("dropout, more products than shoppers") << 30 << 70 << form(0, 0, .33);
        QTest::newRow("as by default") << 90 << 40 << whole;
        QTest::newRow("as by default, more products than shoppers") << 30 << 70 << whole;
    }
    /// W^.5 X D, its Gram matrix, and x D B, all written out.
    void easeEqualsItsFormula()
    {
        QFETCH(int, users);
        QFETCH(int, items);
        QFETCH(QJsonObject, form);
        const auto train = randomTraining(static_cast<std::uint32_t>(users), static_cast<std::uint32_t>(items), 12, 5);
        const double l2 = 7, dropout = form.value(QStringLiteral("dropout")).toDouble();
        const auto x = binary(train);
        const auto shoppers = weightsOf(x, false, form.value(QStringLiteral("beta")).toDouble());
        const auto products = weightsOf(x, true, form.value(QStringLiteral("gamma")).toDouble());
        Matrix gram(products.size(), std::vector<double>(products.size()));
        for (std::size_t u = 0; u < x.size(); ++u)
            for (std::size_t i = 0; i < products.size(); ++i)
                for (std::size_t j = 0; j < products.size(); ++j)
                    gram[i][j] += shoppers[u] * x[u][i] * products[i] * x[u][j] * products[j];
        for (std::size_t i = 0; i < gram.size(); ++i)
            gram[i][i] += l2 + dropout / (1 - dropout) * gram[i][i];
        const auto p = inverse(gram);
        auto parameters = form;
        parameters.insert(QStringLiteral("l2"), l2);
        for (const std::uint32_t user : {0U, 3U, 17U}) {
            const auto got = scores("ease", parameters, train, user);
            for (std::size_t j = 0; j < got.size(); ++j) {
                double wanted = 0;
                for (std::size_t i = 0; i < got.size(); ++i)
                    wanted -= i == j ? 0 : x[user][i] * products[i] * p[i][j] / p[j][j];
                QVERIFY2(std::abs(got[j] - wanted) < 2e-4, qPrintable(QStringLiteral("%1 %2").arg(got[j]).arg(wanted)));
            }
        }
    }
    /// What an EASE of 0.1 stored names none of the later parameters.
    void keptEaseOfEarlierVersionsIsPlain()
    {
        const auto train = randomTraining(90, 40, 12, 5);
        const auto stored = QJsonObject{{QStringLiteral("l2"), 7}};
        QCOMPARE(scores("ease", keptParameters("ease", stored), train, 3), scores("ease", plainEase(7), train, 3));
        auto named = stored;
        named.insert(QStringLiteral("gamma"), .3);
        QCOMPARE(keptParameters("ease", named).value(QStringLiteral("gamma")).toDouble(), .3);
        QCOMPARE(keptParameters("item-knn", stored), stored);
    }
    /// Products are normalised less where events have times; runs say what was taken, and it is learnt alike with that.
    void gammaFollowsTheData()
    {
        const auto timed = randomTraining(90, 40, 12, 5);
        std::vector<std::uint64_t> offsets{0};
        std::vector<Visit> visits;
        for (std::uint32_t u = 0; u < timed.userCount(); ++u) {
            for (auto visit : timed.history(UserIndex(u))) {
                visit.at = kNoTime;
                visits.push_back(visit);
            }
            offsets.push_back(visits.size());
        }
        const TrainingSet timeless(timed.itemCount(), offsets, visits, {}, timed.kindWeights(), timed.tieRank());
        for (const auto *id : {"ease", "sansa"}) {
            for (const auto &[train, gamma] : {std::pair{&timed, .15}, {&timeless, .2}}) {
                const auto recommender = fitted(id, {}, *train);
                const auto taken = dynamic_cast<const FollowsData &>(*recommender).takenValues();
                QCOMPARE(taken.at("gamma"), gamma);
                QCOMPARE(scores(id, {}, *train, 3), scores(id, {{QStringLiteral("gamma"), gamma}}, *train, 3));
            }
            const auto given = fitted(id, {{QStringLiteral("gamma"), 0}}, timed);
            QVERIFY(!dynamic_cast<const FollowsData &>(*given).takenValues().contains("gamma"));
        }
    }
    /// Where a row of the factor may name every product, nothing is left out.
    void sparseInverseOverAllNeighboursIsEase()
    {
        const auto train = randomTraining(300, 10, 12, 5); // every two products share shoppers
        const QJsonObject l2{{QStringLiteral("l2"), 7}};
        auto wide = l2;
        wide.insert(QStringLiteral("neighbours"), 20);
        for (const std::uint32_t user : {0U, 60U, 299U}) {
            const auto dense = scores("ease", l2, train, user), sparse = scores("sansa", wide, train, user);
            for (std::size_t j = 0; j < dense.size(); ++j)
                QVERIFY2(std::abs(dense[j] - sparse[j]) < 1e-4,
                         qPrintable(QStringLiteral("%1 %2").arg(dense[j]).arg(sparse[j])));
        }
    }
    void turboCfEqualsItsFormula_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<double>("power");
        QTest::newRow("linear") << QStringLiteral("linear") << 1.0;
        QTest::newRow("linear, to a power") << QStringLiteral("linear") << .7;
        QTest::newRow("second") << QStringLiteral("second") << 1.0;
        QTest::newRow("third") << QStringLiteral("third") << 1.2;
    }
    void turboCfEqualsItsFormula()
    {
        QFETCH(QString, filter);
        QFETCH(double, power);
        constexpr std::size_t kItems = 30;
        constexpr double kAlpha = .4;
        const auto train = randomTraining(80, kItems, 10, 9);
        const auto x = binary(train);
        Matrix pairs = x; // divided by both degrees
        std::vector<double> items(kItems);
        for (const auto &row : x)
            for (std::size_t i = 0; i < kItems; ++i)
                items[i] += row[i];
        for (auto &row : pairs) {
            const double own = std::accumulate(row.begin(), row.end(), 0.0);
            for (std::size_t i = 0; i < kItems; ++i)
                row[i] *= items[i] > 0 ? std::pow(own, -kAlpha) * std::pow(items[i], kAlpha - 1) : 0;
        }
        Matrix graph(kItems, std::vector<double>(kItems));
        for (std::size_t i = 0; i < kItems; ++i) {
            for (std::size_t j = 0; j < kItems; ++j) {
                for (const auto &row : pairs)
                    graph[i][j] += row[i] * row[j];
                graph[i][j] = std::pow(graph[i][j], power);
            }
        }
        const auto through = [&](const std::vector<double> &row) {
            std::vector<double> next(kItems);
            for (std::size_t i = 0; i < kItems; ++i)
                for (std::size_t j = 0; j < kItems; ++j)
                    next[j] += row[i] * graph[i][j];
            return next;
        };
        const auto once = through(x[5]), twice = through(once), thrice = through(twice);
        const auto got = scores(
            "turbo-cf",
            {{QStringLiteral("alpha"), kAlpha}, {QStringLiteral("power"), power}, {QStringLiteral("filter"), filter}},
            train, 5);
        for (std::size_t j = 0; j < kItems; ++j) {
            const double wanted = filter == QLatin1String("linear") ? once[j]
                                  : filter == QLatin1String("second")
                                      ? 2 * once[j] - twice[j]
                                      : once[j] + .01 * (10 * twice[j] - thrice[j] - 29 * once[j]);
            QVERIFY2(std::abs(got[j] - wanted) < 1e-4, qPrintable(QStringLiteral("%1 %2").arg(got[j]).arg(wanted)));
        }
    }
    void itemNeighboursEqualTheirFormula()
    {
        const auto train = randomTraining(80, 30, 10, 9);
        const int keep = 6;
        const double shrinkage = 3;
        const auto gram = commonShoppers(train);
        const auto x = binary(train);
        const auto got = scores("item-knn",
                                {{QStringLiteral("neighbours"), keep},
                                 {QStringLiteral("shrinkage"), shrinkage},
                                 {QStringLiteral("weights"), QStringLiteral("none")}},
                                train, 5);
        for (std::size_t j = 0; j < 30; ++j) {
            std::vector<std::pair<double, std::size_t>> near;
            for (std::size_t i = 0; i < 30; ++i)
                if (i != j && gram[i][j] > 0)
                    near.push_back({gram[i][j] / (std::sqrt(gram[i][i] * gram[j][j]) + shrinkage), i});
            std::ranges::sort(near, [&](const auto &a, const auto &b) {
                return std::abs(a.first - b.first) > 1e-7 ? a.first > b.first
                                                          : train.tieRank()[a.second] < train.tieRank()[b.second];
            });
            near.resize(std::min<std::size_t>(near.size(), keep));
            double wanted = 0;
            for (const auto &[similarity, i] : near)
                wanted += similarity * x[5][i];
            QVERIFY2(std::abs(got[j] - wanted) < 1e-5, qPrintable(QStringLiteral("%1 %2").arg(got[j]).arg(wanted)));
        }
    }
    void easeRefusesBeforeAllocating()
    {
        std::vector<std::uint32_t> tieRank(2'000'000);
        std::iota(tieRank.begin(), tieRank.end(), 0U);
        std::vector<std::uint64_t> offsets(2'000'002);
        const TrainingSet train(2'000'000, std::move(offsets), {}, {}, {1.0F}, std::move(tieRank));
        SilentContext job;
        try {
            makeRecommender("ease")->fit({train}, {}, {}, job);
            QFAIL("tried");
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("ease.too-large"));
            QCOMPARE(error.arguments().front(), QStringLiteral("2000000"));
        }
    }
    void popularityCountsWhatIsAsked()
    {
        const auto train = trainingOf(3, {{0, 0, 0, 1}, {1, 2}, {2}});
        QCOMPARE(scores("popularity", {}, train, 0), (std::vector<float>{3, 2, 2}));
        QCOMPARE(scores("popularity", {{QStringLiteral("count"), QStringLiteral("shoppers")}}, train, 0),
                 (std::vector<float>{1, 2, 2}));
        const auto recent = scores("popularity", {{QStringLiteral("half-life-days"), 1.0 / 24}}, train, 0);
        QVERIFY(std::abs(recent[0] - (1.0 / 8 + 1.0 / 4 + 1.0 / 2)) < 1e-6);
    }
    void boughtAgainPrefersOftenAndLately()
    {
        const auto train = trainingOf(4, {{0, 1, 0, 2}, {3, 3, 3}});
        const auto got = scores("bought-again", {}, train, 0);
        QVERIFY(got[0] > got[2] && got[2] > got[1] && got[1] > 0);
        QVERIFY(got[3] < 0 && got[3] > -1);
    }
};

QTEST_APPLESS_MAIN(TestLinearModels)
#include "tst_linearmodels.moc"
