#include "core/common/error.h"
#include "core/common/events.h"
#include "core/common/memory.h"
#include "core/common/parallel.h"
#include "core/recommend/ranking.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {
constexpr std::uint32_t kUsers = 50, kItems = 30;

using Matrix = std::vector<std::vector<double>>;

Matrix zeros(std::size_t rows, std::size_t columns)
{
    return Matrix(rows, std::vector<double>(columns));
}

/// [users x items] visits.
Matrix counts(const TrainingSet &train)
{
    auto matrix = zeros(train.userCount(), train.itemCount());
    for (std::uint32_t user = 0; user < train.userCount(); ++user)
        for (const auto &visit : train.history(UserIndex(user)))
            ++matrix[user][visit.item.value];
    return matrix;
}

Matrix binary(Matrix matrix)
{
    for (auto &row : matrix)
        for (auto &cell : row)
            cell = cell > 0 ? 1 : 0;
    return matrix;
}

Matrix transposed(const Matrix &matrix)
{
    auto result = zeros(matrix.front().size(), matrix.size());
    for (std::size_t r = 0; r < matrix.size(); ++r)
        for (std::size_t c = 0; c < matrix[r].size(); ++c)
            result[c][r] = matrix[r][c];
    return result;
}

double dot(const std::vector<double> &a, const std::vector<double> &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

double similarity(const QString &kind, const std::vector<double> &a, const std::vector<double> &b, double shrinkage)
{
    const double common = dot(a, b);
    if (common == 0)
        return 0;
    if (kind == QLatin1String("jaccard"))
        return common / (dot(a, a) + dot(b, b) - common + shrinkage);
    if (kind != QLatin1String("pearson"))
        return common / (std::sqrt(dot(a, a) * dot(b, b)) + shrinkage);
    const auto n = static_cast<double>(a.size());
    const std::vector<double> ones(a.size(), 1.0);
    const double sumA = dot(a, ones), sumB = dot(b, ones);
    const double deviations = std::sqrt((dot(a, a) - sumA * sumA / n) * (dot(b, b) - sumB * sumB / n));
    return (common - sumA * sumB / n) / (deviations + shrinkage);
}

/// tf-idf by documents (rows), squares with mean 1.
Matrix tfIdf(Matrix matrix)
{
    double squares = 0, entries = 0;
    for (std::size_t c = 0; c < matrix.front().size(); ++c) {
        double documents = 0;
        for (const auto &row : matrix)
            documents += row[c] > 0 ? 1 : 0;
        for (auto &row : matrix) {
            row[c] = std::sqrt(row[c]) * std::max(std::log(static_cast<double>(matrix.size()) / (1 + documents)), 1e-3);
            squares += row[c] * row[c];
            entries += row[c] > 0 ? 1 : 0;
        }
    }
    for (auto &row : matrix)
        for (auto &cell : row)
            cell /= std::sqrt(squares / entries);
    return matrix;
}

/// The `keep` highest of a row that are above 0, the others 0.
void keepBest(std::vector<double> &row, std::size_t keep, const std::vector<std::uint32_t> &tieRank)
{
    std::vector<std::uint32_t> order(row.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
        return static_cast<float>(row[a]) != static_cast<float>(row[b]) ? row[a] > row[b] : tieRank[a] < tieRank[b];
    });
    for (std::size_t place = 0; place < order.size(); ++place)
        if (place >= keep || row[order[place]] < 0)
            row[order[place]] = 0;
}

std::vector<ItemIndex> allItems()
{
    std::vector<ItemIndex> items;
    for (std::uint32_t i = 0; i < kItems; ++i)
        items.push_back(ItemIndex(i));
    return items;
}

/// Scores of everything for everybody, with the row that was learnt or folded in.
Matrix scores(const Recommender &recommender, const TrainingSet &train, bool known = true)
{
    Matrix result;
    for (std::uint32_t user = 0; user < train.userCount(); ++user) {
        Request request;
        request.history = train.history(UserIndex(user));
        if (known)
            request.user = UserIndex(user);
        const auto row = recommender.score(request, allItems());
        result.emplace_back(row.begin(), row.end());
    }
    return result;
}

void compare(const Matrix &actual, const Matrix &expected)
{
    for (std::size_t r = 0; r < expected.size(); ++r)
        for (std::size_t c = 0; c < expected[r].size(); ++c)
            QVERIFY2(
                std::abs(actual[r][c] - expected[r][c]) < 1e-4 * std::max(1.0, std::abs(expected[r][c])),
                qPrintable(
                    QStringLiteral("%1, %2: %3 instead of %4").arg(r).arg(c).arg(actual[r][c]).arg(expected[r][c])));
}

QByteArray saved(const Recommender &recommender)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    return buffer.data();
}

/// The same log with other ranks of ties; equal ones in the order of the products.
TrainingSet withTies(const TrainingSet &train, std::vector<std::uint32_t> ranks)
{
    std::vector<std::uint32_t> order(ranks.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return ranks[a] < ranks[b]; });
    for (std::uint32_t place = 0; place < order.size(); ++place)
        ranks[order[place]] = place;
    std::vector<std::uint64_t> offsets{0};
    std::vector<Visit> visits;
    for (std::uint32_t user = 0; user < train.userCount(); ++user) {
        const auto history = train.history(UserIndex(user));
        visits.insert(visits.end(), history.begin(), history.end());
        offsets.push_back(visits.size());
    }
    return {train.itemCount(), std::move(offsets), std::move(visits), {}, {1.0F}, std::move(ranks)};
}
} // namespace

/// Neighbours, walks, rules and sessions against the plainest way to write them.
class TestNeighbours : public QObject
{
    Q_OBJECT
    const TrainingSet m_train = randomTraining(kUsers, kItems, 8, 3);

    static void similarities()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("weights");
        for (const char *kind : {"cosine", "jaccard", "pearson"})
            for (const char *weights : {"none", "tf-idf"})
                QTest::addRow("%s %s", kind, weights) << QString::fromLatin1(kind) << QString::fromLatin1(weights);
    }

private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void itemNeighbours_data() { similarities(); }
    void itemNeighbours()
    {
        QFETCH(QString, kind);
        QFETCH(QString, weights);
        const auto byItem = transposed(counts(m_train));
        const auto rows = weights == QLatin1String("none") ? binary(byItem) : tfIdf(byItem);
        auto near = zeros(kItems, kItems);
        for (std::uint32_t i = 0; i < kItems; ++i) {
            for (std::uint32_t j = 0; j < kItems; ++j)
                near[i][j] = i == j ? 0 : similarity(kind, rows[i], rows[j], 2);
            keepBest(near[i], 6, m_train.tieRank());
        }
        auto expected = zeros(kUsers, kItems);
        const auto has = binary(counts(m_train));
        for (std::uint32_t u = 0; u < kUsers; ++u)
            for (std::uint32_t i = 0; i < kItems; ++i)
                for (std::uint32_t j = 0; j < kItems; ++j)
                    expected[u][j] += has[u][i] * near[j][i];
        const auto recommender = fitted("item-knn",
                                        {{QStringLiteral("neighbours"), 6},
                                         {QStringLiteral("shrinkage"), 2},
                                         {QStringLiteral("similarity"), kind},
                                         {QStringLiteral("weights"), weights}},
                                        m_train);
        compare(scores(*recommender, m_train), expected);
    }

    void userNeighbours_data() { similarities(); }
    void userNeighbours()
    {
        QFETCH(QString, kind);
        QFETCH(QString, weights);
        const auto has = binary(counts(m_train));
        const auto rows = weights == QLatin1String("none") ? has : tfIdf(counts(m_train));
        auto expected = zeros(kUsers, kItems);
        for (std::uint32_t u = 0; u < kUsers; ++u) {
            std::vector<std::pair<float, std::uint32_t>> near;
            for (std::uint32_t v = 0; v < kUsers; ++v)
                if (v != u && similarity(kind, rows[u], rows[v], 1) > 0)
                    near.emplace_back(-static_cast<float>(similarity(kind, rows[u], rows[v], 1)), v);
            QVERIFY(near.size() < kUsers); // all of them are neighbours: ties do not matter
            for (const auto &[negative, v] : near)
                for (std::uint32_t i = 0; i < kItems; ++i)
                    expected[u][i] -= has[v][i] * negative;
        }
        const auto recommender = fitted("user-knn",
                                        {{QStringLiteral("neighbours"), 100},
                                         {QStringLiteral("shrinkage"), 1},
                                         {QStringLiteral("similarity"), kind},
                                         {QStringLiteral("weights"), weights}},
                                        m_train);
        compare(scores(*recommender, m_train), expected);
    }

    /// A new shopper with the history of a known one has the same neighbours, and that shopper besides.
    void newShoppersHaveTheNeighboursOfTheirHistory()
    {
        const auto recommender = fitted("user-knn", {}, m_train);
        const auto known = scores(*recommender, m_train), folded = scores(*recommender, m_train, false);
        const auto has = binary(counts(m_train));
        for (std::uint32_t u = 0; u < kUsers; ++u) {
            std::set<long> extra;
            for (std::uint32_t i = 0; i < kItems; ++i) {
                if (has[u][i] > 0)
                    extra.insert(std::lround((folded[u][i] - known[u][i]) * 1e4));
                else
                    QVERIFY(std::abs(folded[u][i] - known[u][i]) < 1e-4);
            }
            QVERIFY(*extra.begin() > 0 && *extra.rbegin() - *extra.begin() <= 2);
        }
    }

    void ratingsLessTheirMeanAreCompared()
    {
        const QJsonObject parameters{{QStringLiteral("similarity"), QStringLiteral("adjusted-pearson")},
                                     {QStringLiteral("shrinkage"), 0},
                                     {QStringLiteral("neighbours"), 100}};
        for (const char *id : {"item-knn", "user-knn"})
            QVERIFY_EXCEPTION_THROWN(fitted(id, parameters, m_train), Error);
        const auto train = rated(m_train);
        auto centred = zeros(kUsers, kItems);
        for (std::uint32_t u = 0; u < kUsers; ++u) {
            std::map<std::uint32_t, double> ratings;
            for (std::size_t v = 0; v < train.history(UserIndex(u)).size(); ++v)
                ratings[train.history(UserIndex(u))[v].item.value] = train.values(UserIndex(u))[v];
            double sum = 0;
            for (const auto &[item, rating] : ratings)
                sum += rating;
            for (const auto &[item, rating] : ratings)
                centred[u][item] = rating - sum / static_cast<double>(ratings.size());
        }
        const auto has = binary(counts(train));
        const auto rows = transposed(centred);
        auto expected = zeros(kUsers, kItems);
        for (std::uint32_t u = 0; u < kUsers; ++u)
            for (std::uint32_t i = 0; i < kItems; ++i)
                for (std::uint32_t j = 0; j < kItems; ++j)
                    if (i != j)
                        expected[u][j] += has[u][i] * std::max(0.0, similarity({}, rows[i], rows[j], 0));
        compare(scores(*fitted("item-knn", parameters, train), train), expected);

        const auto byUser = fitted("user-knn", parameters, train);
        Request folded;
        folded.history = train.history(UserIndex(4));
        folded.values = train.values(UserIndex(4));
        Request known = folded;
        known.user = UserIndex(4);
        const auto a = byUser->score(known, allItems()), b = byUser->score(folded, allItems());
        for (std::uint32_t i = 0; i < kItems; ++i)
            QVERIFY(std::abs(b[i] - a[i] - has[4][i]) < 1e-4); // the shopper is like itself by 1
    }

    void walks_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("beta");
        QTest::newRow("p3alpha") << "p3alpha" << 0.0;
        QTest::newRow("rp3beta") << "rp3beta" << .4;
    }
    void walks()
    {
        QFETCH(QString, id);
        QFETCH(double, beta);
        constexpr double kAlpha = .7;
        const auto has = binary(counts(m_train));
        const auto byItem = transposed(has);
        const auto degree = [](const std::vector<double> &row) { return dot(row, row); };
        auto walk = zeros(kItems, kItems);
        for (std::uint32_t i = 0; i < kItems; ++i) {
            for (std::uint32_t j = 0; j < kItems; ++j)
                for (std::uint32_t u = 0; u < kUsers; ++u)
                    if (i != j && has[u][i] > 0 && has[u][j] > 0)
                        walk[i][j] += has[u][i] * has[u][j] * std::pow(degree(byItem[i]) * degree(has[u]), -kAlpha) *
                                      std::pow(degree(byItem[j]), -beta);
            keepBest(walk[i], 9, m_train.tieRank());
        }
        auto expected = zeros(kUsers, kItems);
        for (std::uint32_t u = 0; u < kUsers; ++u)
            for (std::uint32_t i = 0; i < kItems; ++i)
                for (std::uint32_t j = 0; j < kItems; ++j)
                    expected[u][j] += has[u][i] * walk[i][j];
        QJsonObject parameters{{QStringLiteral("neighbours"), 9}, {QStringLiteral("alpha"), kAlpha}};
        if (beta > 0)
            parameters.insert(QStringLiteral("beta"), beta);
        compare(scores(*fitted(id.toLatin1().constData(), parameters, m_train), m_train), expected);
    }

    void rules()
    {
        const auto train = trainingOf(4, {{0, 1, 2}, {0, 0, 1}, {3, 0, 1}});
        const std::vector<Visit> latest{{.item = ItemIndex(3), .at = 1}, {.item = ItemIndex(0), .at = 2}};
        Request request;
        request.history = latest;
        const std::vector<ItemIndex> items{ItemIndex(0), ItemIndex(1), ItemIndex(2), ItemIndex(3)};
        const auto compareRow = [](const std::vector<float> &actual, const std::vector<double> &expected) {
            for (std::size_t i = 0; i < expected.size(); ++i)
                QVERIFY2(std::abs(actual[i] - expected[i]) < 1e-6,
                         qPrintable(QStringLiteral("%1: %2").arg(i).arg(actual[i])));
        };
        // 0 is visited four times: followed by 1, 2 | 0, 1 | 1 | 1; 3 once: by 0, 1.
        const auto ordered = fitted("sequential-rules", {{QStringLiteral("memory"), .5}}, train);
        compareRow(ordered->score(request, items), {1. / 4 + .5 * 1, (1 + .5 + 1 + 1) / 4. + .5 * .5, .5 / 4, 0});
        const auto chain =
            fitted("sequential-rules", {{QStringLiteral("memory"), 0}, {QStringLiteral("steps"), 1}}, train);
        compareRow(chain->score(request, items), {1. / 4, 3. / 4, 0, 0});
        // Each history has three visits; 0 goes with 1 once, twice (as it is there twice) and once, with itself twice.
        const auto together = fitted("association-rules", {{QStringLiteral("memory"), 0}}, train);
        compareRow(together->score(request, items), {2. / 12, 4. / 12, 1. / 12, 1. / 12});
    }

    /// Rules that are not kept are never there at once: 400 long histories have ten million.
    void rulesArePrunedAsTheyAreCounted()
    {
        class WatchedMemory : public SilentContext
        {
        public:
            void checkpoint() override { m_most = std::max(m_most, currentMemoryBytes()); }
            std::int64_t most() const { return m_most; }

        private:
            std::int64_t m_most = 0;
        };
        constexpr std::uint32_t kLogItems = 20'000;
        const auto train = randomTraining(400, kLogItems, 500, 3);
        for (const auto *id : {"sequential-rules", "association-rules"}) {
            QJsonObject parameters{{QStringLiteral("neighbours"), 5}};
            if (id == std::string_view("sequential-rules"))
                parameters.insert(QStringLiteral("steps"), 50);
            const auto recommender = makeRecommender(id, parameters);
            giveBackFreeMemory();
            const auto before = currentMemoryBytes();
            WatchedMemory job;
            recommender->fit({train}, {.threads = 1}, {}, job);
            QVERIFY2(job.most() - before < std::int64_t(40) << 20,
                     qPrintable(QStringLiteral("%1: %2 MB").arg(QLatin1String(id)).arg((job.most() - before) >> 20)));
        }
    }
    void prunedRulesAreTheBestOfAll()
    {
        const auto train = randomTraining(60, 40, 12, 9);
        const std::vector<Visit> one{{.item = ItemIndex(3), .at = 1}};
        Request request;
        request.history = one;
        const auto list = [&](int neighbours) {
            const auto rules = fitted("sequential-rules", {{QStringLiteral("neighbours"), neighbours}}, train);
            return rules->rank(std::span(&request, 1), {.k = 6, .mask = MaskSeen::No}).front();
        };
        auto all = list(5000);
        QCOMPARE(all.size(), std::size_t(6));
        QVERIFY(list(6) == all);
    }

    void sessionNeighbours()
    {
        // Sessions with 0: {0 1} and {0 2 2 3}; the younger ends two hours after the older, with a half-life of an
        // hour.
        const auto train = trainingOf(6, {{0, 1}, {0, 2, 2, 3}, {4, 5}});
        const auto recommender = fitted("vsknn",
                                        {{QStringLiteral("half-life-days"), 1. / 24},
                                         {QStringLiteral("reach"), .5},
                                         {QStringLiteral("before"), .25},
                                         {QStringLiteral("rarity"), 1}},
                                        train);
        const std::vector<Visit> one{{.item = ItemIndex(0), .at = kNoTime}};
        Request request;
        request.history = one;
        const auto scores = recommender->score(request, allItemsOf(6));
        const double idf2 = std::log(1 + 3. / 3), idf1 = std::log(1 + 3. / 2);
        const double young = idf2 * std::pow(4, -.1), old = idf2 * std::pow(2, -.1) * .25;
        QVERIFY(std::abs(scores[1] - old * idf1) < 1e-5);
        QVERIFY(std::abs(scores[2] - young * 1.5 * idf1) < 1e-5);
        QVERIFY(std::abs(scores[3] - young * .25 * idf1) < 1e-5);
        QCOMPARE(scores[0] + scores[4] + scores[5], 0.0F);
        const std::vector<Visit> last{{.item = ItemIndex(3), .at = kNoTime}};
        request.history = last;
        const auto back = recommender->score(request, allItemsOf(6));
        QVERIFY(back[2] > back[0] && back[0] > 0); // what comes before counts, less with distance
    }

    /// Rules are counted within sessions; what stands in one moment goes with and follows each other alike.
    void rulesOfBaskets()
    {
        const auto of = [](std::uint32_t item, std::uint32_t session, std::int64_t at) {
            return Visit{.item = ItemIndex(item), .session = session, .at = at};
        };
        // baskets {0 1 2} and {3}, then in a session of two moments {0} {3 4}
        const std::vector<Visit> visits{of(0, 1, 1), of(1, 1, 1), of(2, 1, 1), of(3, 2, 5),
                                        of(0, 3, 7), of(3, 3, 8), of(4, 3, 8)};
        const TrainingSet train(5, {0, 7}, visits, {}, {1.0F}, {0, 1, 2, 3, 4});
        const std::vector<Visit> last{{.item = ItemIndex(0)}};
        Request request;
        request.history = last;
        const auto ordered = fitted("sequential-rules", {{QStringLiteral("memory"), 0}}, train);
        QCOMPARE(ordered->score(request, allItemsOf(5)), (std::vector<float>{0, .5F, .5F, .5F, .5F}));
        const auto together = fitted("association-rules", {{QStringLiteral("memory"), 0}}, train);
        const auto scores = together->score(request, allItemsOf(5));
        const float third = 1.0F / 6; // 1 / 3 of the session's visits, half of the visits of 0
        for (const auto item : {1, 2, 3, 4})
            QVERIFY(std::abs(scores[static_cast<std::size_t>(item)] - third) < 1e-6F);
        QCOMPARE(scores[0], 0.0F);
    }

    /// Times that no calendar has are none: their differences would be beyond any number.
    void timesOfSnapshotsMayLie()
    {
        constexpr std::int64_t kEnd = 1'600'000'000'123;
        const auto of = [](std::uint32_t item, std::uint32_t session, std::int64_t at) {
            return Visit{.item = ItemIndex(item), .session = session, .at = at};
        };
        const std::vector<Visit> visits{of(0, 1, kEnd - 9), of(1, 1, kEnd), of(0, 2, kEnd + 5000),
                                        of(2, 2, kEnd + 5001)};
        const TrainingSet train(3, {0, 4}, visits, {}, {1.0F}, {0, 1, 2});
        const auto bytes = saved(*fitted("vsknn", {}, train));
        const auto asBytes = [](std::int64_t time) {
            return QByteArray(reinterpret_cast<const char *>(&time), sizeof(time));
        };
        for (const auto lie :
             {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min() + 1}) {
            auto lying = bytes;
            lying.replace(asBytes(kEnd), asBytes(lie));
            QVERIFY(lying != bytes);
            QBuffer buffer(&lying);
            buffer.open(QIODevice::ReadOnly);
            auto recommender = makeRecommender("vsknn");
            recommender->load(buffer);
            const std::vector<Visit> last{{.item = ItemIndex(0), .at = kNoTime}};
            Request request;
            request.history = last;
            const auto scores = recommender->score(request, allItemsOf(3));
            QVERIFY(std::ranges::all_of(scores, [](float score) { return std::isfinite(score); }));
            QVERIFY(scores[1] > 0 && scores[2] > 0);
        }
    }

    /// In a basket nothing is nearer than another; what follows it is farther the later it comes.
    void sessionNeighboursOfBaskets()
    {
        const auto of = [](std::uint32_t item, std::uint32_t session) {
            return Visit{.item = ItemIndex(item), .session = session};
        };
        const std::vector<Visit> visits{of(0, 1), of(1, 1), of(2, 1), of(3, 1), of(4, 1),
                                        of(5, 2), of(1, 2), of(1, 2), of(5, 2)};
        const TrainingSet train(6, {0, 9}, visits, {}, {1.0F}, {0, 1, 2, 3, 4, 5});
        const auto recommender = fitted("vsknn", {}, train);
        const std::vector<Visit> basket{of(0, 1), of(2, 1)};
        Request request;
        request.history = basket;
        const auto scores = recommender->score(request, allItemsOf(6));
        QVERIFY(scores[3] > 0 && scores[5] == 0);
        QCOMPARE(scores[4], scores[3]);
        const auto *follows = dynamic_cast<const FollowsData *>(recommender.get());
        QVERIFY(follows);
        QCOMPARE(follows->takenValues(), (std::map<std::string, double>{{"half-life-days", 365}, {"rarity", 1}}));
        const auto sessions = fitted("vsknn", {}, trainingOf(3, {{0, 1}, {1, 2}}));
        QCOMPARE(dynamic_cast<const FollowsData &>(*sessions).takenValues(),
                 (std::map<std::string, double>{{"half-life-days", 15}, {"rarity", 4}}));
    }

    /// Three baskets in groups of two, 1 and 2; numbers as in Hu et al. with decays of a half.
    void frequenciesAndNeighbours()
    {
        const auto train = basketTraining();
        const auto recommender = fitted("tifu-knn",
                                        {{QStringLiteral("group-size"), 2},
                                         {QStringLiteral("within-decay"), .5},
                                         {QStringLiteral("group-decay"), .5},
                                         {QStringLiteral("alpha"), .5},
                                         {QStringLiteral("neighbours"), 1}},
                                        train);
        // own: 0 has .25 + .25, 1 has .125, 2 has .25; the nearest has 3 with .25 and 0 with .5
        const std::vector<float> expected{.5F, .0625F, .125F, .125F, 0};
        Request known;
        known.user = UserIndex(0);
        known.history = train.history(UserIndex(0));
        QCOMPARE(recommender->score(known, allItemsOf(5)), expected);
        QCOMPARE(reasonsOf(*recommender, known, ItemIndex(0)).size(), std::size_t(2));
        known.user.reset(); // as a stranger with that history, to whom the shopper is the nearest
        const std::vector<float> folded{.5F, .125F, .25F, 0, 0};
        QCOMPARE(recommender->score(known, allItemsOf(5)), folded);
    }

    void popularityOfLatestBaskets()
    {
        const auto train = basketTraining();
        const auto scoresWith = [&](double alpha, double locality) {
            const auto recommender = fitted("up-cf",
                                            {{QStringLiteral("recency"), 2},
                                             {QStringLiteral("alpha"), alpha},
                                             {QStringLiteral("locality"), locality}},
                                            train);
            Request known;
            known.user = UserIndex(0);
            known.history = train.history(UserIndex(0));
            return recommender->score(known, allItemsOf(5));
        };
        // of the latest two baskets each product stands in one; the other shopper shares one of two products
        QCOMPARE(scoresWith(0, 1), (std::vector<float>{.75F, .5F, .5F, .25F, 0}));
        const auto scores = scoresWith(1, 2); // similarity 1 / 3, squared
        QVERIFY(std::abs(scores[0] - (.5F + .5F / 9)) < 1e-6F && std::abs(scores[3] - .5F / 9) < 1e-6F);
    }

    void aPauseStartsANewSession()
    {
        constexpr std::int64_t kHourMs = 3'600'000;
        const std::vector<Visit> visits{{.item = ItemIndex(0), .at = 0},
                                        {.item = ItemIndex(1), .at = kHourMs},
                                        {.item = ItemIndex(2), .at = 50 * kHourMs},
                                        {.item = ItemIndex(3), .at = 51 * kHourMs}};
        const TrainingSet train(4, {0, 4}, visits, {}, {1.0F}, {0, 1, 2, 3});
        const auto split = fitted("vsknn", {}, train);
        const auto whole = fitted("vsknn", {{QStringLiteral("pause-hours"), 0}}, train);
        Request request;
        request.history = std::span(visits).subspan(1, 1);
        QCOMPARE(split->score(request, allItemsOf(4))[2], 0.0F);
        QVERIFY(whole->score(request, allItemsOf(4))[2] > 0);
    }

    void updatedItemNeighboursAreThoseOfAFit_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("weights");
        QTest::addColumn<int>("neighbours");
        for (const int neighbours : {3, 12, 100}) {
            QTest::addRow("cosine %d", neighbours) << "cosine"
                                                   << "none" << neighbours;
            QTest::addRow("jaccard %d", neighbours) << "jaccard"
                                                    << "none" << neighbours;
        }
        QTest::newRow("tf-idf") << "cosine"
                                << "tf-idf" << 12;
    }
    /// Shoppers and products are new, gone and renumbered, and known shoppers have more.
    void updatedItemNeighboursAreThoseOfAFit()
    {
        QFETCH(QString, kind);
        QFETCH(QString, weights);
        QFETCH(int, neighbours);
        const QJsonObject parameters{{QStringLiteral("similarity"), kind},
                                     {QStringLiteral("weights"), weights},
                                     {QStringLiteral("neighbours"), neighbours}};
        constexpr std::uint32_t kShoppers = 120, kProducts = 90, kGone = 8;
        const auto train = randomTraining(kShoppers, kProducts, 5, 4);
        auto updated = fitted("item-knn", parameters, train);
        std::vector<std::vector<std::uint32_t>> histories(kShoppers + 2);
        Growth growth;
        for (std::uint32_t i = 0; i < kProducts; ++i)
            growth.items.push_back(i == kGone ? kNoItem : ItemIndex((i + 3) % (kProducts + 2)));
        for (std::uint32_t u = 0; u < kShoppers; ++u) {
            growth.users.push_back(u == 9 ? kNoUser : UserIndex((u + 1) % (kShoppers + 2)));
            if (u != 9)
                for (const auto &visit : train.history(UserIndex(u)))
                    if (visit.item.value != kGone)
                        histories[growth.users[u].value].push_back(growth.items[visit.item.value].value);
        }
        histories[4].push_back(71);
        histories[kShoppers + 1] = {77, 2, 82};
        auto tieRank = std::vector<std::uint32_t>(kProducts + 2, kProducts);
        for (std::uint32_t i = 0; i < kProducts; ++i)
            if (i != kGone)
                tieRank[growth.items[i].value] = train.tieRank()[i];
        const auto grown = withTies(trainingOf(kProducts + 2, histories), std::move(tieRank));
        SilentContext job;
        dynamic_cast<Updates &>(*updated).update({grown}, growth, {}, {}, job);
        const auto whole = fitted("item-knn", parameters, grown);
        QCOMPARE(updated->parameterCount(), whole->parameterCount());
        QCOMPARE(saved(*updated), saved(*whole));
    }

private:
    /// Baskets {0} {1} {0 2} | {3} {0} | {4}, by sessions without times.
    static TrainingSet basketTraining()
    {
        const auto of = [](std::uint32_t item, std::uint32_t session) {
            return Visit{.item = ItemIndex(item), .session = session};
        };
        return {5,  {0, 4, 6, 7}, {of(0, 1), of(1, 2), of(0, 3), of(2, 3), of(3, 1), of(0, 2), of(4, 1)},
                {}, {1.0F},       {0, 1, 2, 3, 4}};
    }
    static std::vector<ItemIndex> allItemsOf(std::uint32_t count)
    {
        auto items = allItems();
        items.resize(count);
        return items;
    }
    void whatNothingLeadsToIsPopular()
    {
        const auto train =
            trainingOf(9, {{0, 1}, {0, 1}, {1, 2}, {3, 4}, {3, 4}, {3, 5}, {6, 5}, {6, 5}, {6, 7}, {8, 6}});
        const std::vector<Visit> history{{.item = ItemIndex(0)}};
        Request request;
        request.history = history;
        for (const char *id : {"item-knn", "user-knn", "ease", "p3alpha"}) {
            const auto recommender = fitted(id, {}, train);
            const auto list = recommender->rank(std::span(&request, 1), {.k = 6}).front();
            QCOMPARE(list.size(), std::size_t(6));
            const auto first =
                std::ranges::find_if(list, [&](const auto &ranked) { return isFiller(*recommender, ranked.score); });
            QVERIFY2(first != list.begin() && first != list.end(), id);
            QCOMPARE(first->item, ItemIndex(6)); // the most popular one
            QVERIFY(std::is_sorted(first, list.end(), [&](const auto &a, const auto &b) {
                return train.itemEvents()[a.item.value] > train.itemEvents()[b.item.value];
            }));
        }
    }
};

QTEST_GUILESS_MAIN(TestNeighbours)
#include "tst_neighbours.moc"
