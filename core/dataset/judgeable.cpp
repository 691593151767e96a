#include "core/dataset/judgeable.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/dataset/partassigner.h"

#include <QStringList>
#include <algorithm>

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

QString whatWouldDo(const Dataset &dataset, std::uint64_t seed, const SplitRules &rules)
{
    QStringList choices;
    for (const auto &spec : modestSplits(dataset)) {
        const auto parts = assignParts(dataset, spec, seed, rules);
        const auto judged = judgeableBy(dataset, parts, rules.relevant, givenBackBy(dataset, spec, parts)).judged;
        if (judged > 0 && std::ranges::find(parts, Part::Train) != parts.end())
            choices << spec.text() + QStringLiteral(" (%1)").arg(grouped(static_cast<std::int64_t>(judged)));
    }
    return choices.join(QStringLiteral(", "));
}

std::size_t withFewEvents(const Dataset &dataset)
{
    constexpr std::uint64_t kFew = 3;
    const auto &offsets = dataset.events.offsets;
    std::size_t few = 0;
    for (std::size_t user = 0; user + 1 < offsets.size(); ++user)
        few += offsets[user + 1] - offsets[user] < kFew;
    return few;
}

} // namespace

bool Judgeable::isEnough() const
{
    constexpr std::size_t kEnough = 200, kShare = 20;
    return judged > 0 && judged >= std::min(kEnough, (shoppers + kShare - 1) / kShare);
}

Judgeable judgeableBy(const Dataset &dataset, const std::vector<Part> &parts, const std::vector<bool> &relevant,
                      const GivenBack &givenBack)
{
    const auto &events = dataset.events;
    Judgeable found{.shoppers = dataset.userCount()};
    for (std::size_t user = 0; user + 1 < events.offsets.size(); ++user) {
        bool isJudged = false, isKnown = false;
        for (auto e = events.offsets[user]; e < events.offsets[user + 1]; ++e) {
            isJudged |= parts[e] == Part::Test && relevant[events.kind[e]] && !givenBack.is(e, Known::Everything);
            isKnown |= parts[e] == Part::Train || (parts[e] == Part::Input && dataset.isLearnt(events.kind[e]));
        }
        found.judged += isJudged;
        found.newcomers += isJudged && !isKnown;
        found.single += events.offsets[user + 1] - events.offsets[user] == 1;
    }
    return found;
}

void throwNothingToTestOn(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed, const SplitRules &rules)
{
    const auto shoppers = grouped(dataset.userCount()),
               few = grouped(static_cast<std::int64_t>(withFewEvents(dataset)));
    const auto choices = whatWouldDo(dataset, seed, rules);
    if (choices.isEmpty())
        throw Error("split.empty-part",
                    QT_TRANSLATE_NOOP(
                        "Error", "The split %1 leaves nothing to test on, and no other would: of %2 [shopper|shoppers] "
                                 "%3 [has|have] fewer than three events, and of what is relevant too little is "
                                 "left. Train with the split none, which judges nothing, or name other kinds as "
                                 "relevant."),
                    {spec.text(), shoppers, few});
    throw Error("split.empty-part",
                QT_TRANSLATE_NOOP("Error",
                                  "The split %1 leaves nothing to test on: none of %2 [shopper|shoppers] has something "
                                  "relevant in the test part, and %3 [has|have] fewer than three events. These splits "
                                  "judge some (how many shoppers): %4."),
                {spec.text(), shoppers, few, choices});
}

} // namespace aisle
