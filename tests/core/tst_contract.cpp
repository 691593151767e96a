#include "core/common/error.h"
#include "core/common/events.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/memberrun.h"
#include "core/recommend/offer.h"
#include "core/recommend/ranking.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {
/// Notes whether progress fell, and cancels at the n-th checkpoint when asked.
class WatchingContext : public JobContext
{
public:
    explicit WatchingContext(int cancelAt = 0) : m_cancelAt(cancelAt) {}
    void checkpoint() override
    {
        if (++checkpoints == m_cancelAt)
            throw Cancelled{};
    }
    void progress(double fraction, const QString &) override
    {
        fell |= fraction < latest - 1e-9;
        outside |= fraction < 0 || fraction > 1 + 1e-9;
        latest = fraction;
    }
    void report(const EpochReport &epoch) override { epochs.push_back(epoch); }

    int checkpoints = 0;
    bool fell = false;
    bool outside = false;
    double latest = 0;
    std::vector<EpochReport> epochs;

private:
    int m_cancelAt;
};

/// Asks to finish once `isGoodEnough` is set.
class SatisfiedContext : public SilentContext
{
public:
    Wish wish() const override { return isGoodEnough ? Wish::KeepBest : Wish::GoOn; }
    bool isGoodEnough = false;
};

/// Small and quick: the contract does not ask for quality.
QJsonObject quick(const std::string &id, int epochs)
{
    QJsonObject parameters;
    // Diversity mixes on purpose what the checkerboard keeps apart.
    for (const auto &[key, value] :
         {std::pair{"epochs", epochs}, {"factors", 16}, {"batch-size", 64}, {"max-length", 20}, {"diversity", 0}}) {
        if (recommenderInfo(id).schema.find(key))
            parameters.insert(QString::fromLatin1(key), value);
    }
    return parameters;
}

std::unique_ptr<Recommender> make(const std::string &id, int epochs = 3)
{
    return makeRecommender(id, quick(id, epochs));
}

bool needsRatings(const std::string &id)
{
    return needs(recommenderInfo(id), Need::Ratings);
}

std::shared_ptr<const Recommender> member(const std::string &id, const TrainingSet &train)
{
    SilentContext job;
    std::shared_ptr<Recommender> recommender = make(id);
    recommender->fit({train}, {}, {}, job);
    return MemberRun::of(id, {}, recommender, train);
}

/// What is known besides the events, and two kept runs for those who build upon runs.
Ingredients ingredientsOf(const TrainingSet &train)
{
    Ingredients from{.events = train};
    from.facts = colouredFacts(train.userCount(), train.itemCount());
    from.runs.open = [&train](std::int64_t run) { return member(run == 1 ? "item-knn" : "ease", train); };
    from.runs.best = {1, 2};
    return from;
}

std::unique_ptr<Recommender> fitted(const std::string &id, const TrainingSet &train, int epochs = 3, int threads = 0)
{
    auto recommender = make(id, epochs);
    SilentContext job;
    recommender->fit(ingredientsOf(train), {.threads = threads}, {}, job);
    return recommender;
}

std::vector<Request> requestsOf(const TrainingSet &train)
{
    std::vector<Request> requests;
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        requests.push_back({.user = UserIndex(u),
                            .history = train.history(UserIndex(u)),
                            .hidden = {},
                            .candidates = {},
                            .values = train.values(UserIndex(u))});
    return requests;
}

Request newShopper(std::span<const Visit> history)
{
    Request request;
    request.history = history;
    return request;
}

QByteArray saved(const Recommender &recommender)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    return buffer.data();
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-4 * std::max({1.0, std::abs(a), std::abs(b)});
}

std::unique_ptr<Recommender> loaded(const std::string &id, QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    auto recommender = make(id);
    recommender->load(buffer);
    return recommender;
}

/// Lists, reasons and vectors, as the window asks for them.
void serve(const Recommender &recommender, std::span<const Request> requests)
{
    const auto lists = recommender.rank(requests, {});
    for (std::size_t p = 0; p < lists.size(); ++p)
        for (const auto &entry : lists[p])
            reasonsOf(recommender, requests[p], entry.item);
    itemEmbeddingOf(recommender);
}

/// Share of listed products that have the shopper's own colour.
double rightShare(const std::vector<RankedList> &lists)
{
    int right = 0, all = 0;
    for (std::uint32_t u = 0; u < lists.size(); ++u) {
        for (const auto &entry : lists[u]) {
            right += entry.item.value % 2 == u % 2;
            ++all;
        }
    }
    return all > 0 ? static_cast<double>(right) / all : 0;
}

std::vector<std::vector<ItemIndex>> itemsOf(const std::vector<RankedList> &lists)
{
    std::vector<std::vector<ItemIndex>> items;
    for (const auto &list : lists) {
        items.emplace_back();
        for (const auto &entry : list)
            items.back().push_back(entry.item);
    }
    return items;
}
} // namespace

/// What everything in the registry must do, whatever it computes.
class TestContract : public QObject
{
    Q_OBJECT
    const TrainingSet m_visits = randomTraining(60, 40, 12, 7);
    const TrainingSet m_ratings = rated(m_visits);
    std::map<std::string, std::unique_ptr<Recommender>> m_fitted;

    const TrainingSet &train(const std::string &id) const { return needsRatings(id) ? m_ratings : m_visits; }
    /// Fitted once for all who only ask it.
    const Recommender &ready(const std::string &id)
    {
        auto &recommender = m_fitted[id];
        if (!recommender)
            recommender = fitted(id, train(id));
        return *recommender;
    }
    void everyRecommender(bool personalOnly = false)
    {
        QTest::addColumn<QString>("id");
        for (const auto &info : recommenders()) {
            if (!personalOnly || info.traits.personal)
                QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
        }
    }

    /// Three visits a moment, two moments a session.
    struct Moments
    {
        std::vector<std::uint64_t> offsets{0};
        std::vector<Visit> visits; ///< as a file would have them
        std::vector<float> values;
        std::shared_ptr<const TrainingSet> train;
        std::vector<Request> requests() const
        {
            std::vector<Request> all;
            for (std::uint32_t u = 0; u + 1 < offsets.size(); ++u) {
                const auto count = offsets[u + 1] - offsets[u];
                all.push_back({.user = UserIndex(u),
                               .history = std::span(visits).subspan(offsets[u], count),
                               .hidden = {},
                               .candidates = {},
                               .values = values.empty() ? std::span<const float>()
                                                        : std::span(values).subspan(offsets[u], count)});
            }
            return all;
        }
    };
    /// @param seed  shuffles the visits of each moment; 0: as they come
    static Moments inMoments(const std::string &id, std::uint64_t seed)
    {
        const auto base = randomTraining(24, 20, 12, 5);
        Moments made;
        Random random(seed);
        for (std::uint32_t u = 0; u < base.userCount(); ++u) {
            const auto history = base.history(UserIndex(u));
            std::vector<std::uint32_t> moment(3);
            for (std::uint32_t first = 0; first < history.size(); first += 3) {
                std::iota(moment.begin(), moment.end(), first);
                if (seed != 0)
                    random.shuffle(moment);
                for (const auto v : moment) {
                    made.visits.push_back(
                        {.item = history[v].item, .session = first / 6 + 1, .at = 1'600'000'000'000 + first * 1000});
                    if (needsRatings(id))
                        made.values.push_back(static_cast<float>(1 + (history[v].item.value * 7 + u) % 5));
                }
            }
            made.offsets.push_back(made.visits.size());
        }
        made.train = std::make_shared<TrainingSet>(base.itemCount(), made.offsets, made.visits, made.values,
                                                   base.kindWeights(), base.tieRank());
        return made;
    }

private Q_SLOTS:
    /// Two threads at such small work mostly wait for each other.
    void initTestCase() { setThreadCount(1); }

    void infoIsComplete_data() { everyRecommender(); }
    void infoIsComplete()
    {
        QFETCH(QString, id);
        const auto &info = recommenderInfo(id.toStdString());
        QVERIFY(*info.name && *info.family && *info.summary && info.paper);
        for (const auto &spec : info.schema.specs())
            QVERIFY2(*spec.label && *spec.help, spec.key.c_str());
        QVERIFY(makeRecommender(info.id)->traits() == info.traits);
        for (const auto &preset : info.presets) {
            QVERIFY2(*preset.name && *preset.source && !preset.parameters.isEmpty(), preset.id.c_str());
            QVERIFY(makeRecommender(info.id, preset.parameters));
        }
    }

    /// Even shoppers like even products: those that were learnt from, and new ones who come with a history.
    void learnsTheCheckerboard_data() { everyRecommender(true); }
    void learnsTheCheckerboard()
    {
        QFETCH(QString, id);
        const auto train = needsRatings(id.toStdString()) ? ratedCheckerboard(60, 40) : checkerboard(60, 40);
        const auto learnt = requestsOf(train);
        auto unknown = learnt;
        for (auto &request : unknown)
            request.user.reset();
        const auto recommender = make(id.toStdString(), 60);
        const auto traits = recommender->traits();
        const RankOptions list{.k = 4, .mask = traits.offersRepeats ? MaskSeen::No : MaskSeen::Yes};
        const auto shares = [&](const Recommender &now) {
            const double known = rightShare(now.rank(learnt, list));
            return std::pair(known, traits.newShopper == ColdStart::FoldIn ? rightShare(now.rank(unknown, list)) : 1);
        };
        SatisfiedContext job;
        FitHooks hooks;
        hooks.validate = [&](const Recommender &now) {
            const auto [known, folded] = shares(now);
            job.isGoodEnough = known >= .99 && folded >= .9;
            return known + folded;
        };
        recommender->fit(ingredientsOf(train), {.validateEvery = 4, .patience = 0}, hooks, job);
        const auto [known, folded] = shares(*recommender);
        QVERIFY2(known >= .99, qPrintable(QString::number(known)));
        QVERIFY2(folded >= .9, qPrintable(QString::number(folded)));
    }

    /// A product's vector says what it is like: how popular it is would make all bestsellers similar to each other.
    void itemVectorsHoldNoPopularity_data() { everyRecommender(true); }
    void itemVectorsHoldNoPopularity()
    {
        QFETCH(QString, id);
        const auto train = needsRatings(id.toStdString()) ? ratedCheckerboard(20, 12) : checkerboard(20, 12);
        const auto recommender = fitted(id.toStdString(), train, 1);
        const auto items = itemEmbeddingOf(*recommender), users = userEmbeddingOf(*recommender);
        const auto *factors = recommenderInfo(id.toStdString()).schema.find("factors");
        if (factors && items && users)
            QCOMPARE(items->size % users->size, 0U); // whole vectors, no number more
    }

    /// Where nothing holds the numbers back they stay numbers, or the training says that they did not.
    void withoutL2NothingIsInfinite_data() { everyRecommender(true); }
    void withoutL2NothingIsInfinite()
    {
        QFETCH(QString, id);
        const auto &info = recommenderInfo(id.toStdString());
        auto parameters = quick(info.id, 8);
        bool has = false;
        for (const auto &spec : info.schema.specs()) {
            if (!spec.key.starts_with("l2") || spec.min > 0)
                continue;
            parameters.insert(QString::fromStdString(spec.key), 0);
            has = true;
        }
        if (!has)
            return;
        const auto train = needsRatings(info.id) ? ratedCheckerboard(8, 6) : checkerboard(8, 6);
        const auto recommender = makeRecommender(info.id, parameters);
        SilentContext job;
        try {
            recommender->fit(ingredientsOf(train), {}, {}, job);
            for (const auto &list : recommender->rank(requestsOf(train), {.k = 6, .mask = MaskSeen::No}))
                for (const auto &entry : list)
                    QVERIFY(std::isfinite(entry.score) && std::abs(entry.score) < 1e30F);
        } catch (const Error &error) {
            const std::set<std::string> kSays{"training.not-finite", "scores.not-finite", "matrix.not-positive"};
            QVERIFY2(kSays.contains(error.code()), error.code().c_str());
        }
    }

    /// A product that nobody has chosen stands above those that nobody like this shopper would choose.
    void offersNewProductsByContent_data() { everyRecommender(true); }
    void offersNewProductsByContent()
    {
        QFETCH(QString, id);
        if (recommenderInfo(id.toStdString()).traits.newItem != ColdStart::Content)
            return;
        auto histories = std::vector<std::vector<std::uint32_t>>(30);
        for (std::uint32_t u = 0; u < 30; ++u)
            for (std::uint32_t i = 0; i < 10; ++i)
                histories[u].push_back((i * 2 + u * 6 + u % 2) % 20);
        const auto train = trainingOf(24, histories); // 20 .. 23 are new
        const auto recommender = fitted(id.toStdString(), train, 30);
        const std::vector<ItemIndex> fresh{ItemIndex(20), ItemIndex(21), ItemIndex(22), ItemIndex(23)};
        auto requests = requestsOf(train);
        for (auto &request : requests)
            request.candidates = fresh;
        const auto lists = recommender->rank(requests, {.k = 2, .mask = MaskSeen::No});
        QVERIFY2(rightShare(lists) >= .9, qPrintable(QString::number(rightShare(lists))));
    }

    /// The same products stand in everybody's lists; those that nobody has chosen come last where nothing is known of
    /// them.
    void productsWithoutEventsComeLast_data() { everyRecommender(true); }
    void productsWithoutEventsComeLast()
    {
        QFETCH(QString, id);
        constexpr std::uint32_t kSold = 20, kAll = 24;
        auto histories = std::vector<std::vector<std::uint32_t>>(30);
        for (std::uint32_t u = 0; u < 30; ++u)
            for (std::uint32_t i = 0; i < 10; ++i)
                histories[u].push_back((i * 2 + u * 6 + u % 2) % kSold);
        const auto events = trainingOf(kAll, histories);
        const auto sold = needsRatings(id.toStdString()) ? rated(events) : events;
        const auto recommender = fitted(id.toStdString(), sold, 1);
        std::vector<ItemIndex> all;
        for (std::uint32_t item = 0; item < kAll; ++item)
            all.emplace_back(item);
        const auto traits = recommender->traits();
        const bool isKnown = traits.newItem == ColdStart::Content || traits.ranksByChance;
        const Offer offer(*recommender, all, true);
        for (const auto &list : offer.rank(requestsOf(sold), {.k = 24, .mask = MaskSeen::No})) {
            QCOMPARE(list.size(), std::size_t(kAll));
            std::set<std::uint32_t> items;
            for (std::size_t place = 0; place < list.size(); ++place) {
                items.insert(list[place].item.value);
                QVERIFY(isKnown || (list[place].item.value >= kSold) == (place >= kSold));
                QVERIFY(place == 0 || list[place].score <= list[place - 1].score);
            }
            QCOMPARE(items.size(), std::size_t(kAll));
        }
        const Offer onlyNew(*recommender, {all.begin() + kSold, all.end()}, true);
        for (const auto &list : onlyNew.rank(requestsOf(sold), {.k = 3, .mask = MaskSeen::Yes})) {
            QCOMPARE(list.size(), std::size_t(3));
            for (const auto &entry : list)
                QVERIFY(entry.item.value >= kSold);
        }
    }

    void sameSeedSameLists_data() { everyRecommender(); }
    void sameSeedSameLists()
    {
        QFETCH(QString, id);
        const auto requests = requestsOf(train(id.toStdString()));
        const auto again = fitted(id.toStdString(), train(id.toStdString()));
        QVERIFY(ready(id.toStdString()).rank(requests, {}) == again->rank(requests, {}));
    }

    void neverOffersWhatItMustNot_data() { everyRecommender(); }
    void neverOffersWhatItMustNot()
    {
        QFETCH(QString, id);
        const auto &recommender = ready(id.toStdString());
        const std::vector<ItemIndex> hidden{ItemIndex(1), ItemIndex(5), ItemIndex(6)};
        auto requests = requestsOf(train(id.toStdString()));
        for (auto &request : requests)
            request.hidden = hidden;
        const auto lists = recommender.rank(requests, {.k = 40});
        for (std::size_t p = 0; p < lists.size(); ++p) {
            std::set<ItemIndex> seen(hidden.begin(), hidden.end());
            for (const auto &visit : requests[p].history)
                seen.insert(visit.item);
            std::set<ItemIndex> offered;
            for (std::size_t r = 0; r < lists[p].size(); ++r) {
                QVERIFY(!seen.contains(lists[p][r].item));
                QVERIFY(offered.insert(lists[p][r].item).second);
                QVERIFY(r == 0 || lists[p][r - 1].score >= lists[p][r].score);
            }
            QCOMPARE(offered.size(), 40 - seen.size());
        }
        const auto open = recommender.rank(requests, {.k = 40, .mask = MaskSeen::No});
        QCOMPARE(open.front().size(), std::size_t(40));
    }

    void ranksOnlyCandidates_data() { everyRecommender(); }
    void ranksOnlyCandidates()
    {
        QFETCH(QString, id);
        const std::vector<ItemIndex> candidates{ItemIndex(2), ItemIndex(3), ItemIndex(30)};
        const auto &recommender = ready(id.toStdString());
        auto requests = requestsOf(train(id.toStdString()));
        for (std::size_t p = 0; p < requests.size(); p += 2) // one call serves those who name some and those who do not
            requests[p].candidates = candidates;
        const auto lists = recommender.rank(requests, {.k = 10, .mask = MaskSeen::No});
        for (std::size_t p = 0; p < lists.size(); ++p) {
            if (requests[p].candidates.empty()) {
                QCOMPARE(lists[p].size(), std::size_t(10));
                continue;
            }
            QCOMPARE(lists[p].size(), std::size_t(3));
            auto open = requests[p];
            open.candidates = {};
            for (const auto &entry : lists[p]) {
                QVERIFY(std::ranges::find(candidates, entry.item) != candidates.end());
                QVERIFY(near(recommender.score(open, std::span(&entry.item, 1)).front(), entry.score));
            }
        }
    }

    void servesOddHistories_data() { everyRecommender(); }
    void servesOddHistories()
    {
        QFETCH(QString, id);
        const auto &recommender = ready(id.toStdString());
        const std::vector<Visit> one{{.item = ItemIndex(3), .at = 1000}};
        std::vector<Visit> all;
        for (std::uint32_t i = 0; i < 40; ++i)
            all.push_back({.item = ItemIndex(i), .at = 1000 + i});
        const std::vector<Visit> many(500, {.item = ItemIndex(7), .at = 1000});
        const std::vector<Request> requests{{}, newShopper(one), newShopper(all), newShopper(many)};
        const auto lists = recommender.rank(requests, {.k = 1000});
        QCOMPARE(lists.size(), std::size_t(4));
        QCOMPARE(lists[0].size(), std::size_t(40));
        QCOMPARE(lists[1].size(), std::size_t(39));
        QCOMPARE(lists[2].size(), std::size_t(0));
        QCOMPARE(lists[3].size(), std::size_t(39));
        for (const auto &list : lists)
            for (const auto &entry : list)
                QVERIFY(std::isfinite(entry.score));
        QVERIFY(recommender.rank({}, {}).empty());
        QVERIFY(recommender.rank(requests, {.k = 0}).front().empty());
    }

    /// A history that lost an event and won another is served at once, and says what the list rests on.
    void servesEditedHistories_data() { everyRecommender(); }
    void servesEditedHistories()
    {
        QFETCH(QString, id);
        const auto &recommender = ready(id.toStdString());
        const auto traits = recommender.traits();
        for (std::uint32_t u = 0; u < 5; ++u) {
            const auto known = train(id.toStdString()).history(UserIndex(u));
            std::vector<Visit> history(known.begin() + 1, known.end());
            history.push_back({.item = ItemIndex(39), .at = known.back().at + 1});
            const auto request = newShopper(history);
            const auto list = recommender.rank(std::span(&request, 1), {.k = 40}).front();
            QCOMPARE(list.size(), 40 - distinctItems(history).size());
            QVERIFY(recommender.basis(request) == (traits.personal ? ColdStart::FoldIn : ColdStart::Popularity));
        }
        QVERIFY(recommender.basis({}) != ColdStart::FoldIn);
    }

    /// The last product has no events: who knows nothing else of it (that it is the shopper's own, its category, its
    /// words) says so and offers what is popular.
    void admitsProductsWithoutEvents_data() { everyRecommender(); }
    void admitsProductsWithoutEvents()
    {
        QFETCH(QString, id);
        if (needsRatings(id.toStdString()))
            return;
        auto histories = historiesOf(m_visits);
        for (auto &history : histories)
            std::erase(history, 39U);
        const auto sold = trainingOf(40, histories);
        const auto recommender = fitted(id.toStdString(), sold, 1);
        const auto traits = recommender->traits();
        const std::vector<Visit> history{{.item = ItemIndex(39), .at = 1'000'000}};
        const auto request = newShopper(history);
        const auto list = recommender->rank(std::span(&request, 1), {.k = 5}).front();
        QCOMPARE(list.size(), std::size_t(5));
        const auto basis = recommender->basis(request);
        const bool knowsMore = traits.offersRepeats || id == QLatin1String("popularity-category");
        if (!traits.personal || (traits.newItem == ColdStart::Popularity && !knowsMore))
            QVERIFY(basis == ColdStart::Popularity);
        if (basis == ColdStart::Popularity && id != QLatin1String("random"))
            QVERIFY(sold.itemEvents()[list[0].item.value] > 0);
    }

    void scoreAndRankAgree_data() { everyRecommender(); }
    void scoreAndRankAgree()
    {
        QFETCH(QString, id);
        const auto &recommender = ready(id.toStdString());
        auto requests = requestsOf(train(id.toStdString()));
        requests.resize(8);
        requests.push_back({});
        requests.push_back(newShopper(m_visits.history(UserIndex(20))));
        const auto lists = recommender.rank(requests, {.k = 40, .mask = MaskSeen::No});
        for (std::size_t p = 0; p < requests.size(); ++p) {
            std::vector<ItemIndex> items;
            for (const auto &entry : lists[p])
                items.push_back(entry.item);
            const auto scores = recommender.score(requests[p], items);
            for (std::size_t i = 0; i < items.size(); ++i)
                QVERIFY2(near(scores[i], lists[p][i].score),
                         qPrintable(QStringLiteral("%1 %2").arg(scores[i]).arg(lists[p][i].score)));
            const std::vector<ItemIndex> some{items[5], items[0], items[5]}; // few, in no order, one twice
            const auto few = recommender.score(requests[p], some);
            QVERIFY(near(few[0], scores[5]) && near(few[1], scores[0]));
            QCOMPARE(few[2], few[0]);
        }
    }

    /// Whoever adds up over the history adds in the same order for a row and for a product.
    void scoresOfSomeAreThoseOfTheRow_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"random", "popularity", "popularity-recent", "popularity-category", "bought-again",
                               "user-knn", "vsknn", "tifu-knn", "up-cf", "item-knn", "slim", "content"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void scoresOfSomeAreThoseOfTheRow()
    {
        QFETCH(QString, id);
        const auto &recommender = ready(id.toStdString());
        const auto requests = requestsOf(m_visits);
        const auto lists = recommender.rank(requests, {.k = 40, .mask = MaskSeen::No});
        for (std::size_t p = 0; p < requests.size(); ++p)
            for (const auto &entry : lists[p])
                QVERIFY(recommender.score(requests[p], std::span(&entry.item, 1)).front() == entry.score);
    }

    void listsAreEqualAfterSaveAndLoad_data() { everyRecommender(); }
    void listsAreEqualAfterSaveAndLoad()
    {
        QFETCH(QString, id);
        const auto &before = ready(id.toStdString());
        const auto after = loaded(id.toStdString(), saved(before));
        auto requests = requestsOf(train(id.toStdString()));
        requests.push_back({});
        requests.push_back(newShopper(m_visits.history(UserIndex(20))));
        QVERIFY(before.rank(requests, {}) == after->rank(requests, {}));
        QCOMPARE(after->parameterCount(), before.parameterCount());
        QCOMPARE(saved(*after), saved(before));
    }

    void damagedSnapshotsAreRefused_data() { everyRecommender(); }
    void damagedSnapshotsAreRefused()
    {
        QFETCH(QString, id);
        const auto whole = saved(ready(id.toStdString()));
        const auto recommender = loaded(id.toStdString(), whole);
        const auto requests = requestsOf(train(id.toStdString()));
        const auto lists = recommender->rank(requests, {});
        const auto load = [&](QByteArray bytes) {
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::ReadOnly);
            recommender->load(buffer);
        };
        for (const qsizetype length : {qsizetype(0), qsizetype(5), whole.size() / 3, whole.size() - 1})
            QVERIFY_EXCEPTION_THROWN(load(whole.left(length)), Error);
        auto other = whole;
        other[6] = static_cast<char>(other[6] ^ 1);
        QVERIFY_EXCEPTION_THROWN(load(other), Error);
        QVERIFY(recommender->rank(requests, {}) == lists);
    }

    /// Whatever the bytes say, reading them ends in a sentence or in a recommender that serves.
    void wrongBytesDoNoHarm_data() { everyRecommender(); }
    void wrongBytesDoNoHarm()
    {
        QFETCH(QString, id);
        const auto whole = saved(ready(id.toStdString()));
        auto requests = requestsOf(train(id.toStdString()));
        requests.resize(3);
        Random random(3);
        for (int trial = 0; trial < 20; ++trial) {
            auto bytes = whole;
            const auto range = trial % 2 ? static_cast<std::uint32_t>(whole.size()) : 400U;
            const auto place = std::min<qsizetype>(random.below(range), whole.size() - 4);
            if (trial % 4 < 2)
                bytes[place] = static_cast<char>(random.below(256));
            else
                bytes.replace(place & ~3, 4, trial % 8 < 4 ? QByteArray("\0\0\xc0\x7f", 4) : QByteArray(4, '\xff'));
            try {
                serve(*loaded(id.toStdString(), bytes), requests);
            } catch (const Error &error) {
                QVERIFY(!error.message().isEmpty());
            }
        }
    }

    void cancelLeavesItUnchanged_data() { everyRecommender(); }
    void cancelLeavesItUnchanged()
    {
        QFETCH(QString, id);
        const auto recommender = loaded(id.toStdString(), saved(ready(id.toStdString())));
        const auto requests = requestsOf(train(id.toStdString()));
        const auto before = recommender->rank(requests, {});
        const auto visits = randomTraining(50, 40, 9, 99);
        const auto other = needsRatings(id.toStdString()) ? rated(visits) : visits;
        WatchingContext whole;
        make(id.toStdString())->fit(ingredientsOf(other), {}, {}, whole);
        QVERIFY(whole.checkpoints > 0);
        for (const int at : {1, (whole.checkpoints + 1) / 2, whole.checkpoints}) {
            WatchingContext job(at);
            QVERIFY_EXCEPTION_THROWN(recommender->fit(ingredientsOf(other), {}, {}, job), Cancelled);
            QVERIFY(recommender->rank(requests, {}) == before);
        }
    }

    void progressNeverFalls_data() { everyRecommender(); }
    void progressNeverFalls()
    {
        QFETCH(QString, id);
        WatchingContext job;
        const auto recommender = make(id.toStdString());
        recommender->fit(ingredientsOf(train(id.toStdString())), {}, {}, job);
        QVERIFY(!job.fell && !job.outside);
        QCOMPARE(job.epochs.size(), std::size_t(recommender->traits().iterative ? 3 : 0));
    }

    /// However fast a method is told to learn, it ends with numbers or with a sentence.
    void wildLearningEndsInASentence_data() { everyRecommender(); }
    void wildLearningEndsInASentence()
    {
        QFETCH(QString, id);
        const auto &schema = recommenderInfo(id.toStdString()).schema;
        const auto *rate = schema.find("learning-rate");
        if (!rate)
            return;
        auto parameters = quick(id.toStdString(), 5);
        parameters.insert(QStringLiteral("learning-rate"), rate->max);
        const auto recommender = makeRecommender(id.toStdString(), parameters);
        SilentContext job;
        try {
            recommender->fit(ingredientsOf(train(id.toStdString())), {}, {}, job);
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("training.not-finite"));
            return;
        }
        for (const auto &list : recommender->rank(requestsOf(m_visits), {}))
            for (const auto &entry : list)
                QVERIFY(std::isfinite(entry.score));
    }

    void noEpochsIsAnAnswerToo_data() { everyRecommender(); }
    void noEpochsIsAnAnswerToo()
    {
        QFETCH(QString, id);
        const auto *epochs = recommenderInfo(id.toStdString()).schema.find("epochs");
        if (!epochs || epochs->min > 0)
            return;
        const auto recommender = fitted(id.toStdString(), train(id.toStdString()), 0);
        for (const auto &list : recommender->rank(requestsOf(m_visits), {.k = 5}))
            QCOMPARE(list.size(), std::size_t(5));
    }

    void parametersOutOfRangeThrow_data() { everyRecommender(); }
    void parametersOutOfRangeThrow()
    {
        QFETCH(QString, id);
        for (const auto &spec : recommenderInfo(id.toStdString()).schema.specs()) {
            const auto key = QString::fromStdString(spec.key);
            std::vector<QJsonValue> wrong;
            if (spec.type == ParamType::Choice)
                wrong = {QStringLiteral("no such choice")};
            else if (spec.type == ParamType::Text)
                wrong = {1};
            else if (spec.type != ParamType::Boolean)
                wrong = {spec.min - 1, spec.max * 2 + 1};
            for (const auto &value : wrong)
                QVERIFY_EXCEPTION_THROWN(makeRecommender(id.toStdString(), {{key, value}}), Error);
        }
        QVERIFY_EXCEPTION_THROWN(makeRecommender(id.toStdString(), {{QStringLiteral("no-such-key"), 1}}), Error);
    }

    void explanationsSumToTheScore_data() { everyRecommender(); }
    void explanationsSumToTheScore()
    {
        QFETCH(QString, id);
        const auto &recommender = ready(id.toStdString());
        const bool exact = recommender.traits().explainsExactly;
        const auto request = newShopper(m_visits.history(UserIndex(4)));
        for (std::uint32_t i = 0; i < 40; ++i) {
            double sum = 0;
            for (const auto &reason : reasonsOf(recommender, request, ItemIndex(i))) {
                QVERIFY(std::isfinite(reason.contribution));
                sum += reason.contribution;
            }
            const std::vector<ItemIndex> item{ItemIndex(i)};
            QVERIFY(!exact || near(sum, recommender.score(request, item).front()));
        }
    }

    void smallestCataloguesWork_data() { everyRecommender(); }
    void smallestCataloguesWork()
    {
        QFETCH(QString, id);
        const bool ratings = needsRatings(id.toStdString());
        const auto one = trainingOf(1, {{0}, {0, 0}, {0}});
        const auto single = ratings ? rated(one) : one;
        const auto lists = fitted(id.toStdString(), single)->rank(requestsOf(single), {.k = 5, .mask = MaskSeen::No});
        QCOMPARE(lists.size(), std::size_t(3));
        QCOMPARE(lists.front().size(), std::size_t(1));
        const auto two = trainingOf(2, {{0}, {1}, {}});
        const auto pair = ratings ? rated(two) : two;
        QCOMPARE(fitted(id.toStdString(), pair)->rank(requestsOf(pair), {}).front().size(), std::size_t(1));
    }

    /// What stands in one moment (same shopper, session and instant) has no order, neither where it is learnt from nor
    /// where a list is asked for.
    void momentsHaveNoOrder_data() { everyRecommender(); }
    void momentsHaveNoOrder()
    {
        QFETCH(QString, id);
        const auto one = inMoments(id.toStdString(), 0), other = inMoments(id.toStdString(), 9);
        const auto lists = fitted(id.toStdString(), *one.train, 1)->rank(one.requests(), {.k = 8});
        const auto again = fitted(id.toStdString(), *other.train, 1);
        QVERIFY(again->rank(other.requests(), {.k = 8}) == lists);
        auto strangers = one.requests(), shuffled = other.requests();
        for (auto *requests : {&strangers, &shuffled})
            for (auto &request : *requests)
                request.user.reset();
        QVERIFY(again->rank(shuffled, {.k = 8, .mask = MaskSeen::No}) ==
                again->rank(strangers, {.k = 8, .mask = MaskSeen::No}));
    }

    void threadsDoNotChangeTheLists_data() { everyRecommender(); }
    void threadsDoNotChangeTheLists()
    {
        QFETCH(QString, id);
        const auto two = fitted(id.toStdString(), train(id.toStdString()), 3, 2);
        const auto requests = requestsOf(train(id.toStdString()));
        const auto lists = ready(id.toStdString()).rank(requests, {.k = 5});
        const auto other = two->rank(requests, {.k = 5});
        QCOMPARE(itemsOf(other).size(), itemsOf(lists).size());
        for (std::size_t r = 0; r < requests.size(); ++r) {
            QCOMPARE(other[r].size(), lists[r].size());
            for (std::size_t place = 0; place < lists[r].size(); ++place) {
                const auto item = lists[r][place].item;
                if (other[r][place].item == item)
                    continue; // else sums in another order may change places of what is as good as equal
                const float score = two->score(requests[r], std::span(&item, 1)).front();
                const float apart = std::abs(score - other[r][place].score) / std::max(1.0F, std::abs(score));
                QVERIFY2(apart <= 1e-4F, qPrintable(QString::number(apart)));
            }
        }
    }

    /// New shoppers and products are learnt on top, and a cancelled update leaves all as it was.
    void updatesLearnWhatCame_data() { everyRecommender(); }
    void updatesLearnWhatCame()
    {
        QFETCH(QString, id);
        const auto recommender = loaded(id.toStdString(), saved(ready(id.toStdString())));
        const auto before = recommender->rank(requestsOf(m_visits), {});
        const auto visits = randomTraining(66, 44, 12, 7);
        const auto grown = needsRatings(id.toStdString()) ? rated(visits) : visits;
        Growth growth;
        for (std::uint32_t i = 0; i < 40; ++i)
            growth.items.push_back(ItemIndex(i));
        for (std::uint32_t u = 0; u < 60; ++u)
            growth.users.push_back(UserIndex(u));
        WatchingContext cancelled(1);
        auto *updates = dynamic_cast<Updates *>(recommender.get());
        QCOMPARE(updates != nullptr, recommenderInfo(id.toStdString()).updates);
        if (!updates)
            return;
        QVERIFY_EXCEPTION_THROWN(updates->update(ingredientsOf(grown), growth, {}, {}, cancelled), Cancelled);
        QVERIFY(recommender->rank(requestsOf(m_visits), {}) == before);
        SilentContext job;
        updates->update(ingredientsOf(grown), growth, {}, {}, job);
        const auto lists = recommender->rank(requestsOf(grown), {.k = 44, .mask = MaskSeen::No});
        QCOMPARE(lists.size(), std::size_t(66));
        for (const auto &list : lists)
            QCOMPARE(list.size(), std::size_t(44));
        const auto again = loaded(id.toStdString(), saved(*recommender));
        QVERIFY(again->rank(requestsOf(grown), {}) == recommender->rank(requestsOf(grown), {}));
    }

    void embeddingsHaveARowAProduct_data() { everyRecommender(); }
    void embeddingsHaveARowAProduct()
    {
        QFETCH(QString, id);
        const auto embedding = itemEmbeddingOf(ready(id.toStdString()));
        if (!embedding)
            return;
        QCOMPARE(embedding->rows, m_visits.itemCount());
        QVERIFY(embedding->size > 1);
        QCOMPARE(embedding->values.size(), std::size_t(embedding->rows) * embedding->size);
        QVERIFY(std::ranges::all_of(embedding->values, [](float value) { return std::isfinite(value); }));
    }

    void keepsTheBestEpoch_data() { everyRecommender(); }
    void keepsTheBestEpoch()
    {
        QFETCH(QString, id);
        auto recommender = make(id.toStdString(), 8);
        if (!recommender->traits().iterative)
            return;
        const auto requests = requestsOf(train(id.toStdString()));
        std::vector<RankedList> second;
        int judged = 0;
        FitHooks hooks;
        hooks.validate = [&](const Recommender &now) {
            if (++judged == 2)
                second = now.rank(requests, {});
            return std::optional(judged == 2 ? 1.0 : 0.5);
        };
        WatchingContext job;
        recommender->fit(ingredientsOf(train(id.toStdString())), {.patience = 3}, hooks, job);
        QCOMPARE(judged, 5);
        QCOMPARE(recommender->bestEpoch(), std::optional(2));
        QVERIFY(recommender->rank(requests, {}) == second);
        QCOMPARE(job.epochs.at(1).validation, std::optional(1.0));
    }

    void estimatesArePositive_data() { everyRecommender(); }
    void estimatesArePositive()
    {
        QFETCH(QString, id);
        const auto small = make(id.toStdString())
                               ->estimate({.users = 100, .items = 50, .events = 1000, .pairs = 900, .meanHistory = 9});
        const auto large =
            make(id.toStdString())
                ->estimate({.users = 100000, .items = 5000, .events = 1000000, .pairs = 900000, .meanHistory = 9});
        QVERIFY(small.seconds > 0 && small.memoryBytes > 0);
        QVERIFY(large.seconds >= small.seconds && large.memoryBytes > small.memoryBytes);
    }
};

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
