#include "core/recommend/runchoice.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/recommend/registry.h"

#include <QStringList>
#include <algorithm>
#include <set>

namespace aisle {

namespace {

[[noreturn]] void throwWrongText(const QString &text)
{
    throw Error("ensemble.runs",
                QT_TRANSLATE_NOOP("Error", "\"%1\" does not name runs: write their numbers like 3,5:2, where a weight "
                                           "above 0 may follow a colon."),
                {text});
}

std::shared_ptr<const MemberRun> memberOf(std::int64_t run, const MemberRuns &runs)
{
    const auto kept = runs.open ? runs.open(run) : nullptr;
    if (auto member = std::dynamic_pointer_cast<const MemberRun>(kept))
        return member;
    throw Error("ensemble.no-run", QT_TRANSLATE_NOOP("Error", "Run %1 cannot be built upon."), {QString::number(run)});
}

bool isBuiltUponRuns(const MemberRun &member)
{
    return needs(recommenderInfo(member.id()), Need::Runs);
}

} // namespace

std::vector<std::pair<std::int64_t, double>> parseRuns(const std::string &text)
{
    const auto whole = QString::fromStdString(text);
    std::vector<std::pair<std::int64_t, double>> runs;
    std::set<std::int64_t> known;
    for (const auto &part : whole.split(u',')) {
        bool isNumber = false, isWeight = true;
        const auto run = part.section(u':', 0, 0).trimmed().toLongLong(&isNumber);
        const auto weight = part.contains(u':') ? part.section(u':', 1).trimmed().toDouble(&isWeight) : 1.0;
        if (!isNumber || run <= 0 || !isWeight || !(weight > 0 && weight <= kHeaviestRun) || !known.insert(run).second)
            throwWrongText(whole);
        runs.emplace_back(run, weight);
    }
    return runs;
}

QString weighedRunsText(std::vector<ChosenRun> runs)
{
    std::ranges::stable_sort(runs, std::ranges::greater{}, &ChosenRun::weight);
    QStringList texts;
    for (const auto &one : runs)
        texts << QStringLiteral("run %1 (%2) with weight %3")
                     .arg(QString::number(one.run), QLatin1String(recommenderInfo(one.member->id()).name),
                          QString::number(one.weight));
    return texts.join(QStringLiteral(", "));
}

namespace {

std::vector<ChosenRun> namedRuns(const std::string &text, const MemberRuns &runs, JobContext &job)
{
    return mapped<std::vector<ChosenRun>>(parseRuns(text), [&](const auto &named) {
        job.checkpoint();
        return ChosenRun{named.first, memberOf(named.first, runs), named.second};
    });
}

/// The best run of each recommender; none that is built upon runs itself.
std::vector<ChosenRun> bestRuns(const MemberRuns &runs, std::size_t most, JobContext &job)
{
    std::vector<ChosenRun> chosen;
    std::set<std::string> recommenders;
    for (const auto run : runs.best) {
        job.checkpoint();
        std::shared_ptr<const MemberRun> member;
        try {
            member = memberOf(run, runs);
        } catch (const Error &) { // one that cannot be read is not among the best
            continue;
        }
        if (!isBuiltUponRuns(*member) && recommenders.insert(member->id()).second)
            chosen.push_back({run, member, 1});
        if (chosen.size() == most)
            break;
    }
    return chosen;
}

} // namespace

std::vector<ChosenRun> chooseRuns(std::string &text, const MemberRuns &runs, std::size_t byDefault, JobContext &job)
{
    if (!text.empty())
        return namedRuns(text, runs, job);
    const auto chosen = bestRuns(runs, byDefault, job);
    if (chosen.empty())
        throw Error("ensemble.no-runs",
                    QT_TRANSLATE_NOOP("Error", "This recommender builds upon kept runs, and there is none that was "
                                               "judged on the same split: train another recommender first, or name the "
                                               "runs."));
    for (const auto &one : chosen) {
        if (!text.empty())
            text += ',';
        text += std::to_string(one.run);
    }
    return chosen;
}

} // namespace aisle
