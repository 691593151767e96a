#include "core/runs/runwords.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/dataset/split.h"
#include "core/recommend/registry.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace aisle {

namespace {

struct RunText
{
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

struct Report
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

QString claimTemplate(Meaning relevant)
{
    switch (relevant) {
    case Meaning::Purchase:
        return Report::tr("Of %1 [shopper|shoppers], %2 in 100 bought something from %3's ten products %4");
    case Meaning::View:
        return Report::tr("Of %1 [shopper|shoppers], %2 in 100 looked at something from %3's ten products %4");
    case Meaning::Cart:
        return Report::tr("Of %1 [shopper|shoppers], %2 in 100 put something from %3's ten products into the cart %4");
    case Meaning::Rating:
        return Report::tr("Of %1 [shopper|shoppers], %2 in 100 rated something from %3's ten products %4");
    default:
        return Report::tr("Of %1 [shopper|shoppers], %2 in 100 chose something from %3's ten products %4");
    }
}

QString textOf(const SplitSpec &spec)
{
    const auto share = [](double fraction) { return QString::number(std::lround(fraction * 100)); };
    const auto shares = QStringLiteral("%1/%2/%3").arg(share(spec.train), share(spec.valid), share(spec.test));
    switch (spec.kind) {
    case SplitKind::Time:
        return spec.testFrom ? RunText::tr("by time, test from %1")
                                   .arg(QDateTime::fromMSecsSinceEpoch(*spec.testFrom, Qt::UTC)
                                            .toString(QStringLiteral("yyyy-MM-dd")))
                             : RunText::tr("by time %1").arg(shares);
    case SplitKind::LeaveLastOut:
        return RunText::tr("each shopper's last event");
    case SplitKind::LeaveLastBasketOut:
        return RunText::tr("each shopper's last basket");
    case SplitKind::UserRandom:
        return RunText::tr("at random within shoppers %1").arg(shares);
    case SplitKind::Random:
        return RunText::tr("at random over events %1").arg(shares);
    case SplitKind::Folds:
        return RunText::tr("part %1 of %2").arg(spec.fold + 1).arg(spec.folds);
    case SplitKind::NewUsers:
        return spec.randomInput ? RunText::tr("new shoppers %1, known events at random").arg(shares)
                                : RunText::tr("new shoppers %1").arg(shares);
    case SplitKind::UserFolds:
        return spec.randomInput ? RunText::tr("part %1 of %2 of the shoppers, known events at random")
                                      .arg(spec.fold + 1)
                                      .arg(spec.folds)
                                : RunText::tr("part %1 of %2 of the shoppers").arg(spec.fold + 1).arg(spec.folds);
    case SplitKind::Fixed:
        return RunText::tr("as the log says");
    case SplitKind::NewProducts:
        return RunText::tr("new products %1").arg(shares);
    case SplitKind::None:
        return RunText::tr("nothing held out");
    }
    return {};
}

QString kindsPart(const Protocol &protocol)
{
    return RunText::tr("learnt from: %1").arg(kindWeightsText(protocol));
}

/// "%1 [product|products]" in the reader's language
QString counted(const QString &sentence, std::size_t number)
{
    return Error::fill(sentence, {grouped(static_cast<std::int64_t>(number))});
}

QString filterPart(const Protocol &protocol)
{
    const auto &filter = protocol.filter;
    QStringList parts;
    if (filter.lastDay != kNoLastDay)
        parts << RunText::tr("events up to %1").arg(lastDayText(filter.lastDay));
    if (filter.minValue)
        parts << RunText::tr("values from %1 up").arg(*filter.minValue);
    if (filter.minUserEvents > 0)
        parts << counted(RunText::tr("shoppers with at least %1 [event|events]"), std::size_t(filter.minUserEvents));
    if (filter.minItemEvents > 0)
        parts << counted(RunText::tr("products with at least %1 [event|events]"), std::size_t(filter.minItemEvents));
    if (!filter.excludeItems.isEmpty())
        parts << counted(RunText::tr("%1 [product|products] left out"), std::size_t(filter.excludeItems.size()));
    if (!filter.onlyUsers.empty())
        parts << counted(RunText::tr("%1 chosen [shopper|shoppers]"), filter.onlyUsers.size());
    if (!filter.onlyItems.empty())
        parts << counted(RunText::tr("%1 chosen [product|products]"), filter.onlyItems.size());
    return parts.join(RunText::tr(", "));
}

QString dataPart(const Protocol &protocol)
{
    return RunText::tr("data %1").arg(protocol.dataHash.left(8));
}

QString judgedPart(const Protocol &protocol)
{
    return protocol.judgedHash.isEmpty() ? RunText::tr("test part not known")
                                         : RunText::tr("test part %1").arg(protocol.judgedHash.left(8));
}

QString seedPart(const Protocol &protocol)
{
    return RunText::tr("seed %1").arg(protocol.seed);
}

/// A choice of a protocol: what it is, and how it is said.
struct Choice
{
    explicit Choice(const QString &said) : value(said), text(said) {}
    Choice(QJsonObject chosen, const QString &said) : value(std::move(chosen)), text(said) {}
    QJsonValue value;
    QString text;
};

/// Of every protocol the same ones, in this order.
std::vector<Choice> choicesOf(const Protocol &protocol)
{
    const auto returns = returnsText(protocol);
    auto filters = protocol.filter.toJson();
    for (const auto *own : {"kinds", "target_kinds", "returns"}) // are choices themselves
        filters.remove(QLatin1String(own));
    return {Choice(kindsPart(protocol)),
            Choice(returns.isEmpty() ? RunText::tr("purchases that were given back count") : returns),
            Choice(filters, filterPart(protocol)),
            Choice(candidatesText(protocol)),
            Choice(targetsText(protocol.targets)),
            Choice(maskText(protocol.mask)),
            Choice(RunText::tr("relevant: %1").arg(kindsText(protocol.targetKinds))),
            Choice(splitText(protocol.split)),
            Choice(RunText::tr("best epoch by %1").arg(QString::fromStdString(protocol.select))),
            Choice(seedPart(protocol))};
}

/// Adds to headings that several groups share what sets these groups apart.
void tellApart(std::vector<ProtocolGroup> &groups, QString (*part)(const Protocol &))
{
    std::map<QString, std::set<QString>> parts;
    for (const auto &group : groups)
        parts[group.heading].insert(part(group.runs.front().protocol));
    for (auto &group : groups) {
        const auto own = part(group.runs.front().protocol);
        if (parts[group.heading].size() > 1 && !own.isEmpty())
            group.heading += QStringLiteral(" · ") + own;
    }
}

} // namespace

QString splitText(const QString &spec)
{
    const auto known = SplitSpec::readable(spec);
    return known ? textOf(*known) : spec;
}

namespace {
QString kindWord(const QString &name)
{
    const auto lookup = meaningFromName(name.toStdString());
    return lookup.known ? QCoreApplication::translate("Meaning", meaningName(lookup.meaning)) : name;
}
} // namespace

QString kindsText(const QStringList &kinds)
{
    return mapped<QStringList>(kinds, kindWord).join(RunText::tr(", "));
}

QString candidatesText(const EvaluationProtocol &protocol)
{
    switch (protocol.candidates) {
    case CandidateKind::All:
        break;
    case CandidateKind::Uniform:
        return counted(RunText::tr("%1 [product|products] drawn"), std::size_t(protocol.sampledNegatives));
    case CandidateKind::Popular:
        return counted(RunText::tr("%1 popular [product|products] drawn"), std::size_t(protocol.sampledNegatives));
    case CandidateKind::Catalogue:
        return RunText::tr("the whole catalogue");
    case CandidateKind::New:
        return RunText::tr("new products only");
    }
    return RunText::tr("all products");
}

QString targetsText(Targets targets)
{
    switch (targets) {
    case Targets::All:
        break;
    case Targets::Next:
        return RunText::tr("the next event");
    case Targets::EachNext:
        return RunText::tr("each next event");
    }
    return RunText::tr("all that was held out");
}

QString maskText(MaskSeen mask)
{
    return mask == MaskSeen::No ? RunText::tr("seen products offered") : RunText::tr("seen products left out");
}

QString kindWeightsText(const Protocol &protocol)
{
    const auto differ = std::ranges::any_of(
        protocol.kindWeights, [&](const auto &kind) { return kind.second != protocol.kindWeights.begin()->second; });
    if (!differ)
        return kindsText(protocol.kinds);
    QStringList parts;
    for (const auto &kind : protocol.kinds) {
        const auto found = protocol.kindWeights.find(kind);
        const auto weight = found == protocol.kindWeights.end() ? 1 : found->second;
        parts << kindsText({kind}) + u' ' + QString::number(weight, 'g', 6);
    }
    return parts.join(RunText::tr(", "));
}

QStringList skippedTexts(const RunRecord &run)
{
    const auto why = run.details.skippedWhy();
    const auto text = [&](const char *reason, const QString &sentence) {
        const auto found = why.find(reason);
        return found == why.end() ? QString() : counted(sentence, static_cast<std::size_t>(found->second));
    };
    QStringList texts{
        text("all-seen",
             RunText::tr("%1 [shopper was|shoppers were] skipped: all that is relevant to [%1:this one|them] "
                         "was seen before and is left out of the lists.")),
        text("no-history", RunText::tr("%1 [shopper was|shoppers were] skipped: nothing is known of [%1:this "
                                       "one|them] before the event to find."))};
    texts.removeAll(QString());
    return texts;
}

QString returnsText(const Protocol &protocol)
{
    return protocol.filter.returns == Returns::Cancel ? RunText::tr("purchases that were given back left out")
                                                      : QString();
}

QString recommenderName(const QString &id, bool ofViews)
{
    if (ofViews && id == QLatin1String("bought-again"))
        return RunText::tr("Seen again");
    const auto &all = recommenders();
    const auto info = std::ranges::find(all, id.toStdString(), &RecommenderInfo::id);
    return info == all.end() ? id : QCoreApplication::translate("Recommender", info->name);
}

QString protocolText(const Protocol &protocol)
{
    if (protocol.split.isEmpty())
        return RunText::tr("How it was judged cannot be read any more");
    auto split = splitText(protocol.split);
    split[0] = split[0].toUpper();
    QStringList parts{split, maskText(protocol.mask)};
    if (protocol.targets != Targets::All)
        parts << targetsText(protocol.targets);
    if (protocol.candidates != CandidateKind::All)
        parts << candidatesText(protocol);
    parts << RunText::tr("relevant: %1").arg(kindsText(protocol.targetKinds));
    if (const auto returns = returnsText(protocol); !returns.isEmpty())
        parts << returns;
    return parts.join(QStringLiteral(" · "));
}

std::map<RunId, QStringList> choicesApart(const std::vector<RunRecord> &runs)
{
    std::vector<std::vector<Choice>> all;
    for (const auto &run : runs)
        all.push_back(choicesOf(run.protocol));
    std::map<RunId, QStringList> apart;
    for (std::size_t choice = 0; !all.empty() && choice < all.front().size(); ++choice) {
        const auto isCommon = [&](const auto &choices) { return choices[choice].value == all.front()[choice].value; };
        if (std::ranges::all_of(all, isCommon))
            continue;
        for (std::size_t run = 0; run < runs.size(); ++run)
            if (const auto &text = all[run][choice].text; !text.isEmpty())
                apart[runs[run].id] << text;
    }
    return apart;
}

std::vector<ProtocolGroup> groupByProtocol(const std::vector<RunRecord> &runs)
{
    std::vector<ProtocolGroup> groups;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const auto key = run->protocol.key();
        auto group = std::ranges::find(groups, key, &ProtocolGroup::key);
        if (group == groups.end())
            group = groups.insert(groups.end(), {key, protocolText(run->protocol), {}});
        group->runs.push_back(*run);
    }
    for (const auto part : {kindsPart, filterPart, dataPart, judgedPart, seedPart})
        tellApart(groups, part);
    return groups;
}

std::optional<EpochsDone> epochsDone(const RunRecord &run)
{
    const EpochsDone epochs{.done = run.details.epochsDone,
                            .asked = run.parameters.value(QStringLiteral("epochs")).toInt(),
                            .stoppedByHand = run.details.stoppedByHand};
    return epochs.done > 0 && epochs.asked > 0 ? std::optional(epochs) : std::nullopt;
}

QString epochsText(const RunRecord &run)
{
    const auto epochs = epochsDone(run);
    return epochs ? RunText::tr("%1 of %2", "epochs").arg(epochs->done).arg(epochs->asked) : QString();
}

QString stoppedText(const RunRecord &run)
{
    const auto epochs = epochsDone(run);
    return epochs && epochs->stoppedByHand ? RunText::tr("stopped by hand, epoch %1").arg(epochsText(run)) : QString();
}

QString featuresText(const FeatureUses &features)
{
    QStringList texts;
    for (const auto &use : features)
        texts << Error::fill(RunText::tr("%1 (%2 numbers, %3 % covered)", "features"),
                             {use.name, QString::number(use.dims), QString::number(use.coverage * 100, 'f', 0)});
    return texts.join(QStringLiteral(", "));
}

QString graphText(const GraphUse &graph)
{
    return Error::fill(RunText::tr("%1 [triple|triples], %2 % of the products covered", "graph"),
                       {grouped(graph.triples), QString::number(graph.coverage * 100, 'f', 0)});
}

QStringList changedText(const ChangedSince &changed)
{
    QStringList sentences;
    if (changed.eventsAdded)
        sentences << RunText::tr("Events were imported after the training.");
    if (changed.eventsTakenBack)
        sentences << RunText::tr("Events that were there at the training were taken back.");
    QStringList gone;
    for (const auto member : changed.membersGone)
        gone << QString::number(member.value);
    if (!gone.isEmpty())
        sentences << RunText::tr("Runs that it is built upon were deleted: %1.").arg(gone.join(QStringLiteral(", ")));
    if (!changed.featuresGone.isEmpty())
        sentences << RunText::tr("Features that it learnt from were deleted: %1.")
                         .arg(changed.featuresGone.join(QStringLiteral(", ")));
    if (!changed.featuresChanged.isEmpty())
        sentences << RunText::tr("Features that it learnt from have changed: %1.")
                         .arg(changed.featuresChanged.join(QStringLiteral(", ")));
    if (changed.graphChanged)
        sentences << RunText::tr("The knowledge graph that it learnt from has changed.");
    return sentences;
}

QStringList changedText(const std::vector<std::pair<RunId, ChangedSince>> &runs)
{
    constexpr qsizetype kMostNamed = 20;
    std::vector<std::pair<QString, QStringList>> sentences; // and the runs of which they are said
    for (const auto &[run, changed] : runs) {
        for (const auto &sentence : changedText(changed)) {
            auto said = std::ranges::find(sentences, sentence, &std::pair<QString, QStringList>::first);
            if (said == sentences.end())
                said = sentences.insert(said, {sentence, {}});
            said->second << QString::number(run.value);
        }
    }
    QStringList lines;
    for (auto &[sentence, numbers] : sentences) {
        const auto named = numbers.first(std::min(numbers.size(), kMostNamed)).join(QStringLiteral(", "));
        const auto more = numbers.size() - kMostNamed;
        lines << (more > 0 ? RunText::tr("Run %1 and %2 more: %3").arg(named, QString::number(more), sentence)
                           : RunText::tr("Run %1: %2").arg(named, sentence));
    }
    return lines;
}

Meaning relevantMeaning(const Protocol &protocol, const KindMeanings &kinds)
{
    std::optional<Meaning> common;
    for (const auto &kind : protocol.targetKinds) {
        const auto known = kinds.find(kind);
        const auto meaning = known == kinds.end() ? Meaning::Interaction : known->second;
        if (common && *common != meaning)
            return Meaning::Interaction;
        common = meaning;
    }
    return common.value_or(Meaning::Interaction);
}

QString hitRateClaim(Meaning relevant, const QString &shoppers, const QString &inHundred, const QString &run,
                     const QString &when)
{
    return Error::fill(claimTemplate(relevant),
                       {shoppers, inHundred, run, when.isEmpty() ? Report::tr("in the test part") : when});
}

QString besideBestsellers(const QString &claim, const QString &inHundred)
{
    return RunText::tr("%1, %2 in 100 from the ten bestsellers.").arg(claim, inHundred);
}

} // namespace aisle
