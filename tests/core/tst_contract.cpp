#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/ranking.h"
#include "tests/core/contract.h"

#include <QBuffer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {
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
class TestContract : public ContractTest
{
    Q_OBJECT
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
            QVERIFY(!preset.patience || *preset.patience > 0);
            QVERIFY(makeRecommender(info.id, preset.parameters));
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
        auto recommender = loaded(id.toStdString(), saved(ready(id.toStdString())));
        const auto requests = requestsOf(train(id.toStdString()));
        const auto before = recommender->rank(requests, {});
        const auto visits = randomTraining(50, 40, 9, 99);
        const auto other = needsRatings(id.toStdString()) ? rated(visits) : visits;
        WatchingContext whole;
        make(id.toStdString())->fit(ingredientsOf(other), {}, {}, whole);
        QVERIFY(whole.checkpoints > 0);
        for (const int at : {1, (whole.checkpoints + 1) / 2, whole.checkpoints}) {
            WatchingContext job(at);
            bool isCancelled = false;
            try {
                recommender->fit(ingredientsOf(other), {}, {}, job);
            } catch (const Cancelled &) {
                isCancelled = true;
            }
            if (!isCancelled) { // epochs that are short, as they were not before, are not broken off
                QVERIFY(at > 1 && job.checkpoints < at);
                recommender = loaded(id.toStdString(), saved(ready(id.toStdString())));
                continue;
            }
            QVERIFY(recommender->rank(requests, {}) == before);
        }
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
