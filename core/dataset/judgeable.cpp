#include "core/dataset/judgeable.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/dataset/partassigner.h"

#include <QDateTime>
#include <QStringList>
#include <algorithm>
#include <limits>

namespace aisle {

namespace {

/// Splits that ask little of a log, the best first.
std::vector<SplitSpec> modestSplits(const Dataset &dataset)
{
    std::vector<SplitSpec> splits;
    for (const char *text :
         {"time:0.8,0,0.2", "user-random:0.8,0,0.2", "leave-last-out", "user-random:0.5,0,0.5", "random:0.8,0,0.2"}) {
        splits.push_back(SplitSpec::parse(QString::fromLatin1(text)));
        if (splits.back().kind == SplitKind::Time && !dataset.hasTime())
            splits.pop_back();
    }
    return splits;
}

/// Last comes the one that judges nobody, and always does.
QString whatWouldDo(const Dataset &dataset, std::uint64_t seed, const SplitRules &rules)
{
    QStringList choices;
    for (const auto &spec : modestSplits(dataset)) {
        const auto parts = assignParts(dataset, spec, seed, rules);
        const auto judged = judgeableBy(dataset, spec, parts, rules.relevant, givenBackBy(dataset, spec, parts)).judged;
        if (judged > 0 && std::ranges::find(parts, Part::Train) != parts.end())
            choices << sentence("%1 (%2)", {spec.text(), judged});
    }
    choices << QStringLiteral("none (0)");
    return choices.join(QStringLiteral(", "));
}

template <class Holds>
std::size_t shoppersWith(const Dataset &dataset, const Holds &holds)
{
    const auto &offsets = dataset.events.offsets;
    std::size_t count = 0;
    for (std::size_t user = 0; user + 1 < offsets.size(); ++user)
        count += holds(offsets[user + 1] - offsets[user]);
    return count;
}

QString dayOf(std::int64_t at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).date().toString(Qt::ISODate);
}

QString firstDay(const Dataset &dataset)
{
    auto first = std::numeric_limits<std::int64_t>::max();
    for (const auto at : dataset.events.at)
        first = at == kNoTime ? first : std::min(first, at);
    return dayOf(first);
}

/// Why there is nothing, and what stands in its sentence after the split.
struct Cause
{
    const char *sentence;
    QStringList arguments;
};

/// The splits whose parts are shares: so few that the test part's is less than one.
Cause tooFewToShare(const Dataset &dataset, const SplitSpec &spec)
{
    if (spec.kind == SplitKind::NewProducts)
        return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: it holds out a share of the "
                                           "products, and of %2 [product|products] the test part's is less than one. "
                                           "These splits would do (how many shoppers they judge): %3."),
                {grouped(static_cast<std::int64_t>(dataset.itemsWithEvents().size()))}};
    if (spec.kind == SplitKind::NewUsers || spec.kind == SplitKind::UserFolds)
        return {QT_TRANSLATE_NOOP("Error",
                                  "The split %1 leaves nothing to test on: it holds out a share of the "
                                  "shoppers, and of %2 [shopper|shoppers] the test part's is less than one, or "
                                  "all their events are input. These splits would do (how many shoppers they "
                                  "judge): %3."),
                {grouped(dataset.userCount())}};
    return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: of %2 [event|events] the test part's "
                                       "share is less than one. These splits would do (how many shoppers they judge): "
                                       "%3."),
            {grouped(static_cast<std::int64_t>(dataset.events.size()))}};
}

/// Where no event has come into the test part.
Cause emptyTestPart(const Dataset &dataset, const SplitSpec &spec)
{
    const auto shoppers = grouped(dataset.userCount());
    switch (spec.kind) {
    case SplitKind::Time:
        if (spec.testFrom)
            return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: the log's last event is of %2. "
                                               "These splits would do (how many shoppers they judge): %3."),
                    {dayOf(std::ranges::max(dataset.events.at))}};
        return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: all %2 [event|events] are of one "
                                           "instant. These splits would do (how many shoppers they judge): %3."),
                {grouped(static_cast<std::int64_t>(dataset.events.size()))}};
    case SplitKind::Fixed:
        return {QT_TRANSLATE_NOOP("Error",
                                  "The split %1 leaves nothing to test on: none of %2 [event|events] says that "
                                  "it belongs to the test part. These splits would do (how many shoppers they "
                                  "judge): %3."),
                {grouped(static_cast<std::int64_t>(dataset.events.size()))}};
    case SplitKind::LeaveLastOut: {
        const auto few = shoppersWith(dataset, [](auto events) { return events < 3; });
        return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: none of %2 [shopper|shoppers] has "
                                           "something relevant after what is learnt from, and %3 [has|have] fewer than "
                                           "three events. These splits would do (how many shoppers they judge): %4."),
                {shoppers, grouped(static_cast<std::int64_t>(few))}};
    }
    case SplitKind::LeaveLastBasketOut:
        return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: none of %2 [shopper|shoppers] has "
                                           "three baskets with something relevant. These splits would do (how many "
                                           "shoppers they judge): %3."),
                {shoppers}};
    case SplitKind::UserRandom:
        return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: none of %2 [shopper|shoppers] has "
                                           "events enough for a share to test on. These splits would do (how many "
                                           "shoppers they judge): %3."),
                {shoppers}};
    default:
        return tooFewToShare(dataset, spec);
    }
}

Cause causeOf(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed, const SplitRules &rules)
{
    const auto parts = assignParts(dataset, spec, seed, rules);
    const auto held = std::ranges::count(parts, Part::Test);
    if (held == 0)
        return emptyTestPart(dataset, spec);
    for (std::size_t e = 0; e < parts.size(); ++e)
        if (parts[e] == Part::Test && rules.relevant[dataset.events.kind[e]])
            return {QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to test on: what is relevant in the test "
                                               "part was given back. These splits would do (how many shoppers they "
                                               "judge): %2."),
                    {}};
    return {QT_TRANSLATE_NOOP("Error",
                              "The split %1 leaves nothing to test on: of %2 [event|events] in the test part "
                              "none is of a kind that counts as relevant (%3). These splits would do (how many "
                              "shoppers they judge): %4."),
            {grouped(held), kindNames(dataset, rules.relevant)}};
}

} // namespace

std::size_t Judgeable::enough() const
{
    constexpr std::size_t kEnough = 200, kShare = 20;
    return std::min(kEnough, (shoppers + kShare - 1) / kShare);
}

Judgeable judgeableBy(const Dataset &dataset, const SplitSpec &spec, const std::vector<Part> &parts,
                      const std::vector<bool> &relevant, const GivenBack &givenBack)
{
    const auto &events = dataset.events;
    Judgeable found{.shoppers = dataset.userCount()};
    for (std::size_t user = 0; user + 1 < events.offsets.size(); ++user) {
        bool isJudged = false, isLearnt = false, isTold = false;
        for (auto e = events.offsets[user]; e < events.offsets[user + 1]; ++e) {
            isJudged |= parts[e] == Part::Test && relevant[events.kind[e]] && !givenBack.is(e, Known::Everything);
            isLearnt |= parts[e] == Part::Train;
            const bool isInput = parts[e] == Part::Input || (parts[e] == Part::Valid && spec.isOrdered());
            isTold |= isInput && dataset.isLearnt(events.kind[e]) && !givenBack.is(e, Known::Validation);
        }
        found.judged += isJudged;
        found.newcomers += isJudged && !isLearnt;
        found.told += isJudged && !isLearnt && isTold;
        found.single += events.offsets[user + 1] - events.offsets[user] == 1;
    }
    return found;
}

QString judgedText(const Judgeable &people)
{
    auto text = sentence("%1 of %2 [shopper|shoppers] [%1:has|have] something relevant to find, ",
                         {people.judged, people.shoppers});
    text += people.newcomers == 0 ? QStringLiteral("none of them new")
                                  : sentence("%1 of them new (nothing of theirs is learnt from", {people.newcomers});
    if (people.newcomers > 0)
        text += people.told == 0
                    ? QStringLiteral(")")
                    : sentence("; earlier events of %1 of these are input when lists are made)", {people.told});
    if (people.single > 0)
        text += sentence("; %1 [shopper has|shoppers have] one event only", {people.single});
    return text + u'.';
}

void throwNothingToTestOn(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed, const SplitRules &rules)
{
    const auto cause = causeOf(dataset, spec, seed, rules);
    throw Error("split.empty-part", cause.sentence,
                QStringList{spec.text()} + cause.arguments + QStringList{whatWouldDo(dataset, seed, rules)});
}

void throwNothingToLearnFrom(const Dataset &dataset, const SplitSpec &spec)
{
    if (spec.kind == SplitKind::Time && spec.testFrom && dataset.hasTime())
        throw Error("split.empty-part",
                    QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to learn from: no event of the kinds that "
                                               "are learnt from (%2) is earlier. The log begins on %3."),
                    {spec.text(), kindNames(dataset, dataset.learnt), firstDay(dataset)});
    if (spec.kind == SplitKind::Fixed)
        throw Error("split.empty-part",
                    QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to learn from: no event of a kind that is "
                                               "learnt from (%2) belongs to the training part."),
                    {spec.text(), kindNames(dataset, dataset.learnt)});
    throw Error(
        "split.empty-part",
        QT_TRANSLATE_NOOP("Error", "The split %1 leaves nothing to learn from: %2 [event|events] of the kinds "
                                   "that are learnt from (%3) are too few, or all of one moment."),
        {spec.text(), grouped(static_cast<std::int64_t>(dataset.events.size())), kindNames(dataset, dataset.learnt)});
}

} // namespace aisle
