#include "core/common/error.h"
#include "core/recommend/ensemble/pooledrecommender.h"
#include "core/recommend/ensemble/weightsearch.h"
#include "core/recommend/memberrun.h"
#include "core/recommend/registry.h"
#include "core/recommend/rerank/reranker.h"
#include "core/recommend/runchoice.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QTest>
#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

using namespace aisle;
using namespace aisle::test;

namespace {

std::shared_ptr<const Recommender> fittedMember(const std::string &id, const TrainingSet &train)
{
    std::shared_ptr<Recommender> recommender = makeRecommender(id);
    SilentContext job;
    recommender->fit({train}, {}, {}, job);
    return recommender;
}

/// Runs 1 (item-knn), 2 (popularity) and 3 (ease), best first.
Ingredients withRuns(const TrainingSet &train)
{
    Ingredients from{.events = train};
    from.runs.best = {1, 2, 3};
    from.runs.open = [&train](std::int64_t run) -> std::shared_ptr<const Recommender> {
        static const std::map<std::int64_t, std::string> kRuns{{1, "item-knn"}, {2, "popularity"}, {3, "ease"}};
        if (!kRuns.contains(run))
            throw Error("run.unknown", "There is no run %1 in this project.", {QString::number(run)});
        return memberOf(kRuns.at(run), fittedMember(kRuns.at(run), train), train);
    };
    return from;
}

std::unique_ptr<Recommender> fitted(const char *id, const Ingredients &from, const QJsonObject &parameters)
{
    auto recommender = makeRecommender(id, parameters);
    SilentContext job;
    recommender->fit(from, {}, {}, job);
    return recommender;
}

std::vector<Request> requestsOf(const TrainingSet &train)
{
    std::vector<Request> requests;
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        requests.push_back({.user = UserIndex(u), .history = train.history(UserIndex(u))});
    return requests;
}

std::vector<ItemIndex> itemsOf(const RankedList &list)
{
    std::vector<ItemIndex> items;
    for (const auto &entry : list)
        items.push_back(entry.item);
    return items;
}

QByteArray saved(const Recommender &recommender)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    recommender.save(buffer);
    return buffer.data();
}

} // namespace

class TestEnsembles : public QObject
{
    Q_OBJECT
    const TrainingSet m_train = randomTraining(40, 30, 8, 5);

private Q_SLOTS:
    void runsAreRead()
    {
        using Runs = std::vector<std::pair<std::int64_t, double>>;
        QCOMPARE(parseRuns("3,5:2"), (Runs{{3, 1}, {5, 2}}));
        QCOMPARE(parseRuns(" 7 : 0.5 "), (Runs{{7, .5}}));
        for (const auto *wrong :
             {"", "a", "3,", "3:0", "3:-1", "0", "-2", "3,3", "3:x", "3;4", "1:nan", "1:inf", "1:1e300"})
            QVERIFY_EXCEPTION_THROWN(parseRuns(wrong), Error);
    }

    /// In a project that somebody changed the numbers of the runs and what was kept of them may disagree.
    void fewerNumbersThanMembers()
    {
        const auto fusion = fitted("fusion", withRuns(m_train), {{QStringLiteral("runs"), QStringLiteral("1,3:2")}});
        QBuffer buffer;
        buffer.open(QIODevice::ReadWrite);
        fusion->save(buffer);
        buffer.seek(0);
        const auto other = makeRecommender("fusion", {{QStringLiteral("runs"), QStringLiteral("1")}});
        other->load(buffer);
        const auto request = requestsOf(m_train).front();
        const auto list = std::move(other->rank(std::span(&request, 1), {}).front());
        QVERIFY(!list.empty());
        for (const auto &entry : list)
            QVERIFY(!reasonsOf(*other, request, entry.item).empty());
    }

    /// 1 / (60 + place) of each list, weighted, against a plain sum over whole lists.
    void reciprocalRanksAddUp()
    {
        const auto from = withRuns(m_train);
        const auto fusion = fitted("fusion", from,
                                   {{QStringLiteral("runs"), QStringLiteral("1,3:2")},
                                    {QStringLiteral("rule"), QStringLiteral("reciprocal-rank")}});
        for (const auto &request : requestsOf(m_train)) {
            std::map<ItemIndex, double> sums;
            for (const auto &[run, weight] : {std::pair{1, 1.0}, {3, 2.0}}) {
                const auto list = from.runs.open(run)->rank(std::span(&request, 1), {.k = 30, .mask = MaskSeen::No});
                for (std::size_t r = 0; r < list.front().size(); ++r)
                    sums[list.front()[r].item] += weight / (60 + static_cast<double>(r + 1));
            }
            const auto fused = fusion->rank(std::span(&request, 1), {.k = 5, .mask = MaskSeen::No}).front();
            for (const auto &entry : fused)
                QVERIFY(std::abs(static_cast<double>(entry.score) - sums[entry.item]) < 1e-6);
        }
    }

    void runThatOutweighsTheOthersDecides()
    {
        const auto from = withRuns(m_train);
        const auto requests = requestsOf(m_train);
        const auto alone = from.runs.open(3)->rank(requests, {.k = 10});
        for (const auto *rule : {"reciprocal-rank", "score"}) {
            const auto fusion = fitted("fusion", from,
                                       {{QStringLiteral("runs"), QStringLiteral("3:1000000,1")},
                                        {QStringLiteral("rule"), QString::fromLatin1(rule)}});
            const auto lists = fusion->rank(requests, {.k = 10});
            for (std::size_t p = 0; p < lists.size(); ++p)
                QCOMPARE(itemsOf(lists[p]), itemsOf(alone[p]));
        }
    }

    /// The truth is run 3's lists: it gets the weight, the others that only disturb are left out.
    void weightsAreLearntOnValidation()
    {
        const auto from = withRuns(m_train);
        const auto requests = requestsOf(m_train);
        const auto truth = from.runs.open(3)->rank(requests, {.k = 5});
        FitHooks judged, refusing;
        judged.validate = [&](const Recommender &fusion) -> std::optional<double> {
            const auto lists = fusion.rank(requests, {.k = 5});
            double hits = 0;
            for (std::size_t p = 0; p < lists.size(); ++p)
                for (std::size_t r = 0; r < lists[p].size(); ++r)
                    hits += lists[p][r].item == truth[p][r].item;
            return hits;
        };
        refusing.validate = [](const Recommender &) -> std::optional<double> { throw std::logic_error("asked"); };
        SilentContext job;
        for (const auto *rule : {"reciprocal-rank", "score"}) {
            QJsonObject parameters{{QStringLiteral("rule"), QString::fromLatin1(rule)}};
            const auto learnt = makeRecommender("fusion", parameters);
            learnt->fit(from, {}, judged, job);
            const auto [key, text] = dynamic_cast<const BuiltUponRuns &>(*learnt).chosenRuns();
            QCOMPARE(text, std::string("3:1"));
            const auto lists = learnt->rank(requests, {.k = 5});
            for (std::size_t p = 0; p < lists.size(); ++p)
                QCOMPARE(itemsOf(lists[p]), itemsOf(truth[p]));
            // With that text the same is trained again, and nothing is left to learn.
            parameters.insert(QString::fromLatin1(key), QString::fromStdString(text));
            const auto again = makeRecommender("fusion", parameters);
            again->fit(from, {}, refusing, job);
            QVERIFY(again->rank(requests, {.k = 5}) == lists);
        }
    }
    /// Weights that were given are nobody's to change.
    void givenWeightsStay()
    {
        FitHooks hooks;
        hooks.validate = [](const Recommender &) -> std::optional<double> { throw std::logic_error("asked"); };
        SilentContext job;
        const auto given = makeRecommender("fusion", {{QStringLiteral("runs"), QStringLiteral("1:2,2")}});
        given->fit(withRuns(m_train), {}, hooks, job);
        QCOMPARE(dynamic_cast<const BuiltUponRuns &>(*given).chosenRuns().second, std::string("1:2,2"));
    }
    void bestWeightsAreFound()
    {
        SilentContext job;
        // Two members that need each other, one that disturbs, one that does nothing.
        const auto worth = [](const std::vector<double> &w) -> std::optional<double> {
            const double sum = w[0] + w[1] + w[2];
            if (sum == 0)
                return 0;
            const double a = w[0] / sum, b = w[1] / sum, c = w[2] / sum;
            return .96 + .04 * a + .5 * a * a * b - c; // most at a = .7
        };
        QCOMPARE(bestWeights(4, worth, job), (std::vector<double>{1, .5, 0, 0}));
        const auto alike = [](const std::vector<double> &) { return std::optional<double>(.3); };
        const auto two = bestWeights(4, alike, job); // nobody is missed but the last two
        QCOMPARE(std::ranges::count(two, 1.0), std::ptrdiff_t(2));
        QCOMPARE(std::ranges::count(two, 0.0), std::ptrdiff_t(2));
        const auto absent = [](const std::vector<double> &) { return std::optional<double>(); };
        QCOMPARE(bestWeights(2, absent, job), (std::vector<double>{1, 1}));
    }

    void snapshotsNeedNoRuns()
    {
        for (const auto *id : {"fusion", "rerank"}) {
            const auto before = fitted(id, withRuns(m_train), {});
            auto bytes = saved(*before);
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::ReadOnly);
            const auto after = makeRecommender(id);
            after->load(buffer); // no keptRun in sight
            QVERIFY(before->rank(requestsOf(m_train), {}) == after->rank(requestsOf(m_train), {}));
        }
    }

    /// What was chosen is told, and with it the same is trained again.
    void openChoicesAreTold()
    {
        const auto from = withRuns(m_train);
        for (const auto &[id, expected] : {std::pair{"fusion", "1,2,3"}, {"rerank", "1"}}) {
            const auto open = fitted(id, from, {});
            const auto [key, text] = dynamic_cast<const BuiltUponRuns &>(*open).chosenRuns();
            QCOMPARE(text, std::string(expected));
            auto later = from;
            later.runs.best = {3};
            const auto again = fitted(id, later, {{QString::fromLatin1(key), QString::fromStdString(text)}});
            QVERIFY(open->rank(requestsOf(m_train), {}) == again->rank(requestsOf(m_train), {}));
        }
    }

    /// Two members that explain by the history: one reason a product, and together they still make the score.
    void reasonsOfMembersAreAddedUp()
    {
        const auto fusion = fitted("fusion", withRuns(m_train), {{QStringLiteral("runs"), QStringLiteral("1,3,2")}});
        bool namesARun = false;
        for (const auto &request : requestsOf(m_train)) {
            const auto lists = fusion->rank(std::span(&request, 1), {.k = 5});
            for (const auto &entry : lists.front()) {
                std::set<ItemIndex> products;
                double sum = 0;
                for (const auto &reason : reasonsOf(*fusion, request, entry.item)) {
                    QVERIFY(reason.because == kNoItem || products.insert(reason.because).second);
                    sum += reason.contribution;
                    namesARun = namesARun || reason.text.ends_with("in the list of run 2");
                }
                QVERIFY(std::abs(sum - static_cast<double>(entry.score)) < 1e-6);
            }
        }
        QVERIFY(namesARun);
    }

    void runsMustBeThere()
    {
        SilentContext job;
        const auto fit = [&](const QJsonObject &parameters, const Ingredients &from) {
            makeRecommender("fusion", parameters)->fit(from, {}, {}, job);
        };
        QVERIFY_EXCEPTION_THROWN(fit({}, {m_train}), Error);
        QVERIFY_EXCEPTION_THROWN(fit({{QStringLiteral("runs"), QStringLiteral("1")}}, {m_train}), Error);
        QVERIFY_EXCEPTION_THROWN(fit({{QStringLiteral("runs"), QStringLiteral("1,9")}}, withRuns(m_train)), Error);
    }

    /// A member that knows half of the products, in another order, and other shoppers.
    void membersAreTranslated()
    {
        const auto own = trainingOf(3, {{0, 1}, {0, 1}, {1, 2}, {0, 2}});
        const auto member = fittedMember("item-knn", own);
        const MemberRun run("item-knn", {}, member,
                            {.items = {ItemIndex(2), kNoItem, ItemIndex(0), kNoItem, ItemIndex(1)},
                             .users = {kNoUser, UserIndex(3)},
                             .kinds = {-1, 0},
                             .memberItems = 3});
        const std::vector<Visit> history{{.item = ItemIndex(2), .kind = 1, .at = kNoTime},
                                         {.item = ItemIndex(1), .kind = 1, .at = kNoTime},
                                         {.item = ItemIndex(0), .kind = 0, .at = kNoTime}};
        Request here;
        here.history = history;
        const std::vector<Visit> translated{{.item = ItemIndex(0), .kind = 0, .at = kNoTime}};
        const std::vector<ItemIndex> hidden{ItemIndex(2)};
        Request there;
        there.history = translated;
        there.hidden = hidden;
        const auto list = run.rank(std::span(&here, 1), {.k = 5}).front();
        const auto expected = member->rank(std::span(&there, 1), {.k = 5}).front();
        QCOMPARE(itemsOf(expected), std::vector<ItemIndex>{ItemIndex(1)});
        QCOMPARE(itemsOf(list), std::vector<ItemIndex>{ItemIndex(4)});
        const std::vector<ItemIndex> asked{ItemIndex(1), ItemIndex(4)};
        const auto scores = run.score(here, asked);
        QVERIFY(std::isinf(scores[0]) && scores[0] < 0);
        QCOMPARE(scores[1], list.front().score);

        const std::vector<ItemIndex> unknown{ItemIndex(1), ItemIndex(3)};
        std::vector<Request> choosing{here, here};
        choosing[0].candidates = unknown;
        choosing[1].candidates = asked;
        const auto chosen = run.rank(choosing, {.k = 5});
        QVERIFY(chosen[0].empty()); // the member knows none of them, which is not the same as having no choice
        QCOMPARE(itemsOf(chosen[1]), std::vector<ItemIndex>{ItemIndex(4)});
    }

    /// No diversity, no damping, no cap: the run's own order.
    void reorderingNothingChangesNothing()
    {
        const auto from = withRuns(m_train);
        const auto same =
            fitted("rerank", from, {{QStringLiteral("run"), QStringLiteral("3")}, {QStringLiteral("diversity"), 0.0}});
        const auto requests = requestsOf(m_train);
        const auto before = from.runs.open(3)->rank(requests, {.k = 10});
        const auto after = same->rank(requests, {.k = 10});
        for (std::size_t p = 0; p < before.size(); ++p)
            QCOMPARE(itemsOf(after[p]), itemsOf(before[p]));
    }

    void categoriesAreCapped()
    {
        auto from = withRuns(m_train);
        from.facts = colouredFacts(m_train.userCount(), m_train.itemCount());
        const auto capped = fitted("rerank", from,
                                   {{QStringLiteral("run"), QStringLiteral("3")},
                                    {QStringLiteral("diversity"), 0.0},
                                    {QStringLiteral("category-cap"), 5}});
        for (const auto &list : capped->rank(requestsOf(m_train), {.k = 10})) {
            const auto even = std::ranges::count_if(list, [](const auto &entry) { return entry.item.value % 2 == 0; });
            QCOMPARE(even, std::ptrdiff_t(5));
        }
    }

    void diversityAndDampingDoWhatTheySay()
    {
        auto from = withRuns(m_train);
        from.facts = colouredFacts(m_train.userCount(), m_train.itemCount());
        const auto changes = [&](const QJsonObject &parameters) {
            auto all = parameters;
            all.insert(QStringLiteral("run"), QStringLiteral("2"));
            return fitted("rerank", from, all)->rank(requestsOf(m_train), {.k = 6});
        };
        const QJsonObject plain{{QStringLiteral("diversity"), 0.0}};
        const QJsonObject mixed{{QStringLiteral("diversity"), .6},
                                {QStringLiteral("likeness"), QStringLiteral("categories")}};
        const QJsonObject damped{{QStringLiteral("diversity"), 0.0}, {QStringLiteral("popularity-damping"), 1.0}};
        const auto sameNeighbours = [](const std::vector<RankedList> &lists) {
            int same = 0;
            for (const auto &list : lists)
                for (std::size_t r = 1; r < list.size(); ++r)
                    same += list[r].item.value % 2 == list[r - 1].item.value % 2;
            return same;
        };
        const auto events = [&](const std::vector<RankedList> &lists) {
            std::uint64_t sum = 0;
            for (const auto &list : lists)
                for (const auto &entry : list)
                    sum += m_train.itemEvents()[entry.item.value];
            return sum;
        };
        const auto before = changes(plain);
        QVERIFY(sameNeighbours(changes(mixed)) < sameNeighbours(before));
        QVERIFY(events(changes(damped)) < events(before));
    }

    void varietyByHand()
    {
        RerankFacts facts;
        facts.setCategories({"tea", "tea", "jam"});
        const QJsonObject stored{{QStringLiteral("kind"), QStringLiteral("variety")},
                                 {QStringLiteral("diversity"), .5},
                                 {QStringLiteral("likeness"), QStringLiteral("categories")}};
        const auto reranker = makeReranker(stored);
        const RankedList list{{ItemIndex(0), 9}, {ItemIndex(1), 8}, {ItemIndex(2), 7}};
        QCOMPARE(facts.categories.count(), 2U);
        // second place: .5 * 2/3 - .5 * 1 for the other tea, .5 * 1/3 - 0 for the jam
        auto ordered = list;
        reranker->apply(ordered, {}, facts);
        QVERIFY((ordered == RankedList{{ItemIndex(0), 1}, {ItemIndex(2), 2.F / 3}, {ItemIndex(1), 1.F / 3}}));

        const std::vector<Visit> history{{.item = ItemIndex(1)}};
        ordered = list;
        reranker->apply(ordered, {.user = {}, .history = history}, facts);
        QCOMPARE(itemsOf(ordered), itemsOf(list)); // what was seen keeps its place
    }
    /// The cap counts each of a product's categories.
    void capsCountEveryCategory()
    {
        RerankFacts facts;
        facts.setCategories({"tea|green", "tea", "jam|green", "milk"});
        const auto reranker = makeReranker({{QStringLiteral("kind"), QStringLiteral("variety")},
                                            {QStringLiteral("diversity"), 0.0},
                                            {QStringLiteral("category-cap"), 1}});
        RankedList list{{ItemIndex(0), 9}, {ItemIndex(1), 8}, {ItemIndex(2), 7}, {ItemIndex(3), 6}};
        reranker->apply(list, {}, facts);
        QCOMPARE(itemsOf(list), (std::vector<ItemIndex>{ItemIndex(0), ItemIndex(3), ItemIndex(1), ItemIndex(2)}));
    }
    void aRerankedRunIsTheRunReranked()
    {
        auto from = withRuns(m_train);
        from.facts = colouredFacts(m_train.userCount(), m_train.itemCount());
        const auto member = from.runs.open(3);
        RerankFacts facts;
        facts.setCategories(from.facts->categories);
        if (auto vectors = itemEmbeddingOf(*member))
            facts.setVectors(std::move(*vectors));
        const auto &events = m_train.itemEvents();
        facts.setEvents(std::vector<float>(events.begin(), events.end()));
        for (const auto &parameters :
             {QJsonObject{}, QJsonObject{{QStringLiteral("likeness"), QStringLiteral("categories")}},
              QJsonObject{{QStringLiteral("popularity-damping"), .7}, {QStringLiteral("category-cap"), 4}}}) {
            auto ofRun = parameters, stored = parameters;
            ofRun.insert(QStringLiteral("run"), QStringLiteral("3"));
            stored.insert(QStringLiteral("kind"), QStringLiteral("variety"));
            const auto run = fitted("rerank", from, ofRun);
            const auto reranker = makeReranker(stored);
            for (const auto &request : requestsOf(m_train)) {
                const auto *const one = &request;
                auto list = upperLists(*member, std::span(&one, 1), 100).front();
                reranker->apply(list, request, facts);
                list.resize(std::min<std::size_t>(list.size(), 10));
                QVERIFY(run->rank(std::span(one, 1), {.k = 10, .mask = MaskSeen::No}).front() == list);
            }
        }
    }
    void rerankersAreKnownByTheirKind()
    {
        const auto make = [](const QJsonObject &stored) { makeReranker(stored); };
        QVERIFY_EXCEPTION_THROWN(make({}), Error);
        QVERIFY_EXCEPTION_THROWN(make({{QStringLiteral("kind"), QStringLiteral("luck")}}), Error);
        QVERIFY_EXCEPTION_THROWN(
            make({{QStringLiteral("kind"), QStringLiteral("variety")}, {QStringLiteral("diversity"), 2}}), Error);
        for (const auto &info : rerankers())
            QVERIFY(info.make(info.schema.complete({})));
    }
};

QTEST_GUILESS_MAIN(TestEnsembles)
#include "tst_ensembles.moc"
