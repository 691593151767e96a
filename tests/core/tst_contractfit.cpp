#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/offer.h"
#include "tests/core/contract.h"

#include <QTest>
#include <cmath>
#include <numeric>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {
/// Asks to finish once `isGoodEnough` is set.
class SatisfiedContext : public SilentContext
{
public:
    Wish wish() const override { return isGoodEnough ? Wish::KeepBest : Wish::GoOn; }
    bool isGoodEnough = false;
};

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
} // namespace

/// What everything in the registry must learn, and how a fit must go, whatever it computes.
class TestContractFit : public ContractTest
{
    Q_OBJECT
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
};

QTEST_GUILESS_MAIN(TestContractFit)
#include "tst_contractfit.moc"
