#include "core/common/parallel.h"
#include "core/recommend/sequence/sequencebatches.h"
#include "tests/core/trainingfixtures.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <set>

using namespace aisle;
using namespace aisle::test;

class TestSequenceBatches : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void newEventsAreTargetsOnce()
    {
        const auto train = randomTraining(40, 30, 23, 4);
        std::vector<std::uint32_t> firstNew(40);
        for (std::uint32_t u = 0; u < 40; ++u)
            firstNew[u] = u % 26;
        std::map<std::pair<std::uint32_t, std::int64_t>, int> counts, wanted;
        for (const auto &make : newItemBatches(train, firstNew, 5, 64, 9)) {
            const auto batch = make();
            for (std::size_t n = 0; n < batch.targets.size(); ++n)
                ++counts[{batch.users[n].value, batch.targets[n]}];
        }
        for (std::uint32_t u = 0; u < 40; ++u) {
            const auto history = train.history(UserIndex(u));
            for (std::size_t n = std::max(1U, firstNew[u]); n < history.size(); ++n)
                ++wanted[{u, history[n].item.value}];
        }
        QVERIFY(counts == wanted);
    }

    /// What a target is learnt from is what is read when it is asked for: the same window, the same places.
    void windowsAreLearntAsTheyAreServed()
    {
        constexpr int kLength = 5;
        constexpr std::int64_t kEmpty = 30;
        const auto train = randomTraining(40, 30, 12, 4);
        std::map<std::pair<std::uint32_t, std::int64_t>, int> counts, wanted;
        for (const auto &make : windowBatches(train, {}, kLength, kEmpty, 64, 9)) {
            const auto batch = make();
            QCOMPARE(batch.length, kLength);
            for (std::size_t s = 0; s < batch.targets.size(); ++s) {
                ++counts[{batch.users[s].value, batch.targets[s]}];
                const auto window = std::span(batch.inputs).subspan(s * kLength, kLength);
                const auto empty = static_cast<std::size_t>(kLength - batch.lengths[s]);
                QCOMPARE(std::ranges::count(window, kEmpty), std::ptrdiff_t(empty));
                QCOMPARE(batch.places[s], std::int64_t(s));
                const auto history = train.history(batch.users[s]);
                const auto served = [&](std::size_t target) {
                    return historyBatches({history.first(target)}, kLength, 64, {}, kEmpty).front().inputs;
                };
                bool found = batch.lengths[s] == 0 && history.front().item.value == batch.targets[s];
                for (std::size_t n = 1; n < history.size(); ++n)
                    found |= history[n].item.value == batch.targets[s] && std::ranges::equal(served(n), window);
                QVERIFY(found);
            }
        }
        for (std::uint32_t u = 0; u < 40; ++u)
            for (const auto &visit : train.history(UserIndex(u)).last(kLength))
                ++wanted[{u, visit.item.value}];
        QVERIFY(counts == wanted);
        const std::vector<std::uint32_t> firstNew(40, 10);
        std::size_t targets = 0;
        for (const auto &make : windowBatches(train, firstNew, kLength, kEmpty, 64, 9))
            targets += make().targets.size();
        QCOMPARE(targets, std::size_t(40 * 2));
    }

    void everyEventHasAPrefixOfItsOwn()
    {
        const auto train = randomTraining(40, 30, 23, 4);
        std::vector<std::uint32_t> firstNew(40);
        for (std::uint32_t u = 0; u < 40; ++u)
            firstNew[u] = u % 26;
        std::multiset<std::vector<std::int64_t>> found, wanted; // shopper, target, history
        for (const auto &make : prefixBatches(train, firstNew, 5, 64, 9)) {
            const auto batch = make();
            QCOMPARE(batch.targets.size(), batch.lengths.size());
            for (std::size_t s = 0; s < batch.lengths.size(); ++s) {
                std::vector<std::int64_t> one{batch.users[s].value, batch.targets[s]};
                const auto *row = batch.inputs.data() + s * static_cast<std::size_t>(batch.length);
                one.insert(one.end(), row, row + batch.lengths[s]);
                found.insert(one);
                QCOMPARE(batch.places[s], static_cast<std::int64_t>(s) * batch.length + batch.lengths[s] - 1);
            }
        }
        for (std::uint32_t u = 0; u < 40; ++u) {
            const auto history = train.history(UserIndex(u));
            for (std::size_t n = std::max(1U, firstNew[u]); n < history.size(); ++n) {
                std::vector<std::int64_t> one{u, history[n].item.value};
                for (auto before = n - std::min<std::size_t>(n, 5); before < n; ++before)
                    one.push_back(history[before].item.value);
                wanted.insert(one);
            }
        }
        QVERIFY(found == wanted);
    }

    void everyEventIsHiddenOnce()
    {
        constexpr std::int64_t kHidden = 30;
        const auto train = randomTraining(40, 30, 23, 4);
        std::map<std::pair<std::uint32_t, std::int64_t>, int> counts, wanted;
        std::size_t hidden = 0, all = 0;
        for (const auto &make : clozeBatches(train, 50, 0.25, kHidden, 64, 9)) {
            const auto batch = make();
            for (std::size_t n = 0; n < batch.targets.size(); ++n) {
                ++counts[{batch.users[n].value, batch.targets[n]}];
                QCOMPARE(batch.inputs[static_cast<std::size_t>(batch.places[n])], kHidden);
            }
            hidden += static_cast<std::size_t>(std::ranges::count(batch.inputs, kHidden));
            for (const auto length : batch.lengths)
                all += static_cast<std::size_t>(length);
        }
        for (std::uint32_t u = 0; u < 40; ++u)
            for (const auto &visit : train.history(UserIndex(u)))
                ++wanted[{u, visit.item.value}];
        QVERIFY(counts == wanted);
        QCOMPARE(hidden, train.visitCount());
        QVERIFY(all >= 4 * hidden - 160 && all <= 4 * hidden + 160);
    }
};

QTEST_APPLESS_MAIN(TestSequenceBatches)
#include "tst_sequencebatches.moc"
