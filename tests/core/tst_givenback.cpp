// Returns take back purchases, quantity by quantity, as far as they are known.
#include "tests/core/handmade.h"

#include "core/common/error.h"
#include "core/dataset/split.h"

#include <QTest>

using namespace aisle;
using test::HandEvent;

namespace {

/// A return after the first `before` events of the log (of one shopper).
struct HandReturn
{
    std::uint32_t item;
    std::uint64_t before;
    std::int64_t at = kNoTime;
    float quantity = 1;
    StoredPart part = StoredPart::None;
};

const test::HandKinds kPurchases{{{1, "buy", Meaning::Purchase, 1}}, {true}, {true}};

/// A log of one shopper. @param had  quantity of each event
std::shared_ptr<const Dataset> logWith(const std::vector<HandEvent> &events, const std::vector<HandReturn> &returns,
                                       std::vector<float> had = {})
{
    auto dataset = std::make_shared<Dataset>(*test::handmadeDataset(events, kPurchases));
    auto table = std::make_shared<ReturnTable>();
    table->offsets = {0, returns.size()};
    for (const auto &one : returns) {
        table->item.emplace_back(one.item);
        table->at.push_back(one.at);
        table->quantity.push_back(one.quantity);
        table->part.push_back(one.part);
        table->before.push_back(one.before);
    }
    had.resize(events.size(), 1);
    table->had = std::move(had);
    dataset->returns = std::move(table);
    return dataset;
}

QString letters(const Split &split)
{
    QString text;
    for (const auto part : split.parts())
        text.append(QLatin1Char("TVEIO"[static_cast<int>(part)]));
    return text;
}

Split splitOf(std::shared_ptr<const Dataset> dataset, const char *spec)
{
    return Split(std::move(dataset), SplitSpec::parse(QString::fromLatin1(spec)), 1);
}

/// a b c d e f, one a day.
std::vector<HandEvent> sixDays()
{
    std::vector<HandEvent> events;
    for (int day = 0; day < 6; ++day)
        events.push_back({"u", std::string(1, static_cast<char>('a' + day)), day * 10});
    return events;
}

std::size_t inputSize(const Split &split, Part part)
{
    const auto heldOut = split.heldOut(part, Targets::All);
    return heldOut.cases.empty() ? 0 : heldOut.cases.front().input.size();
}

} // namespace

class TestGivenBack : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesBackTheLastPurchaseBefore()
    {
        const std::vector<HandEvent> twice{{"u", "a"}, {"u", "a"}, {"u", "b"}, {"u", "a"}};
        QCOMPARE(letters(splitOf(logWith(twice, {{0, 3}}), "none")), QStringLiteral("TOTT"));
        QCOMPARE(letters(splitOf(logWith(twice, {{0, 4}}), "none")), QStringLiteral("TTTO"));
    }
    void takesBackQuantityByQuantity()
    {
        const std::vector<HandEvent> twice{{"u", "a"}, {"u", "a"}, {"u", "b"}};
        QCOMPARE(letters(splitOf(logWith(twice, {{0, 3, kNoTime, 2}}, {2, 3, 1}), "none")), QStringLiteral("TTT"));
        QCOMPARE(letters(splitOf(logWith(twice, {{0, 3, kNoTime, 4}}, {2, 3, 1}), "none")), QStringLiteral("TOT"));
        QCOMPARE(letters(splitOf(logWith(twice, {{0, 3, kNoTime, 9}}, {2, 3, 1}), "none")), QStringLiteral("OOT"));
    }
    void countsWhatHasNothingToTakeBack()
    {
        const auto split = splitOf(logWith({{"u", "a"}, {"u", "b"}}, {{0, 0}, {1, 1}, {0, 2}}), "none");
        QCOMPARE(split.givenBack().returns, std::size_t(3));
        QCOMPARE(split.givenBack().withoutPurchase, std::size_t(2));
        QCOMPARE(letters(split), QStringLiteral("OT"));
    }

    /// What is learnt knows only the returns of its own part; a relevant purchase is taken back by any.
    void learntAndRelevantKnowDifferentReturns()
    {
        const auto spec = "time:1970-01-01T00:00:00.030,1970-01-01T00:00:00.040";
        const auto known = splitOf(logWith(sixDays(), {{0, 3, 25}}), spec); // a, back before validation begins
        QCOMPARE(letters(known), QStringLiteral("OTTVEE"));
        QCOMPARE(inputSize(known, Part::Valid), std::size_t(2));

        const auto later = splitOf(logWith(sixDays(), {{0, 4, 35}}), spec); // back within validation
        QCOMPARE(letters(later), QStringLiteral("TTTVEE"));
        QCOMPARE(inputSize(later, Part::Valid), std::size_t(3));
        QCOMPARE(inputSize(later, Part::Test), std::size_t(3)); // b c and d
        QVERIFY(!later.heldOut(Part::Test, Targets::All).cases.front().isTrainingHistory);

        const auto last = splitOf(logWith(sixDays(), {{0, 6, 99}, {4, 6, 99}}), spec); // a and e, at the log's end
        QCOMPARE(inputSize(last, Part::Test), std::size_t(4));
        QCOMPARE(last.heldOut(Part::Test, Targets::All).cases.front().relevant.size(), std::size_t(1)); // f
        QCOMPARE(last.trainingSet()->visitCount(), std::size_t(3));
        QCOMPARE(last.trainingSet(true)->visitCount(), std::size_t(4));
    }
    void leaveLastOutKnowsThePlace()
    {
        const auto split = splitOf(logWith(sixDays(), {{1, 4, 35}, {0, 5, 45}}), "leave-last-out");
        QCOMPARE(letters(split), QStringLiteral("TOTTVE")); // b is back before e; a only after it
        QCOMPARE(inputSize(split, Part::Test), std::size_t(3));
    }
    void nobodyIsJudgedByWhatAllGaveBack()
    {
        const auto log = logWith(sixDays(), {{4, 6, 99}, {5, 6, 99}});
        QVERIFY_EXCEPTION_THROWN(splitOf(log, "time:1970-01-01T00:00:00.030,1970-01-01T00:00:00.040"), Error);
    }
    void hashIsOfWhatIsLearnt()
    {
        const auto spec = "time:1970-01-01T00:00:00.030,1970-01-01T00:00:00.040";
        const auto kept = splitOf(test::handmadeDataset(sixDays(), kPurchases), spec).dataHash();
        QVERIFY(splitOf(logWith(sixDays(), {{0, 3, 25}}), spec).dataHash() != kept);
        QCOMPARE(splitOf(logWith(sixDays(), {{5, 6, 99}}), spec).dataHash(), kept);
    }
};

QTEST_GUILESS_MAIN(TestGivenBack)
#include "tst_givenback.moc"
