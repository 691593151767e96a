#include "core/runs/runwords.h"

#include "core/common/error.h"
#include "core/dataset/split.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <cmath>
#include <optional>

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

QString claimTemplate(Meaning wanted)
{
    switch (wanted) {
    case Meaning::Purchase:
        return Report::tr("Of %1 shoppers, %2 in 100 bought something from %3's ten products %4");
    case Meaning::View:
        return Report::tr("Of %1 shoppers, %2 in 100 looked at something from %3's ten products %4");
    case Meaning::Cart:
        return Report::tr("Of %1 shoppers, %2 in 100 put something from %3's ten products into the cart %4");
    case Meaning::Rating:
        return Report::tr("Of %1 shoppers, %2 in 100 rated something from %3's ten products %4");
    default:
        return Report::tr("Of %1 shoppers, %2 in 100 chose something from %3's ten products %4");
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
    case SplitKind::UserRandom:
        return RunText::tr("at random within shoppers %1").arg(shares);
    case SplitKind::Random:
        return RunText::tr("at random over events %1").arg(shares);
    case SplitKind::Folds:
        return RunText::tr("part %1 of %2").arg(spec.fold + 1).arg(spec.folds);
    case SplitKind::NewUsers:
        return RunText::tr("new shoppers %1").arg(shares);
    case SplitKind::Fixed:
        return RunText::tr("as the log says");
    case SplitKind::None:
        return RunText::tr("nothing held out");
    }
    return {};
}

} // namespace

QString splitText(const QString &spec)
{
    try {
        return textOf(SplitSpec::parse(spec));
    } catch (const Error &) {
        return spec;
    }
}

QString kindsText(const QJsonValue &kinds)
{
    QStringList names;
    for (const auto &kind : kinds.toArray()) {
        const auto name = kind.toString();
        const auto lookup = meaningFromName(name.toStdString());
        names << (lookup.known ? QCoreApplication::translate("Meaning", meaningName(lookup.meaning)) : name);
    }
    return names.join(RunText::tr(", "));
}

QString candidatesText(const QString &candidates)
{
    if (candidates == QLatin1String("all") || candidates.isEmpty())
        return RunText::tr("all products");
    const auto count = candidates.section(QLatin1Char(':'), 1);
    return candidates.startsWith(QLatin1String("popular")) ? RunText::tr("%1 popular products drawn").arg(count)
                                                           : RunText::tr("%1 products drawn").arg(count);
}

QString targetsText(const QString &targets)
{
    if (targets == QLatin1String("next"))
        return RunText::tr("the next event");
    return targets == QLatin1String("each-next") ? RunText::tr("each next event")
                                                 : RunText::tr("all that was held out");
}

QString maskText(const QString &mask)
{
    return mask == QLatin1String("none") ? RunText::tr("seen products offered") : RunText::tr("seen products left out");
}

QString protocolText(const RunRecord &run)
{
    const auto field = [&](const char *name) { return run.protocol.value(QLatin1String(name)); };
    auto split = splitText(field("split").toString());
    split[0] = split[0].toUpper();
    QStringList parts{split, maskText(field("mask").toString())};
    if (const auto targets = field("targets").toString(); targets != QLatin1String("all"))
        parts << targetsText(targets);
    if (const auto candidates = field("candidates").toString(); candidates != QLatin1String("all"))
        parts << candidatesText(candidates);
    parts << RunText::tr("wanted: %1").arg(kindsText(field("target_kinds")));
    return parts.join(QStringLiteral(" · "));
}

std::optional<EpochsDone> epochsDone(const RunRecord &run)
{
    const EpochsDone epochs{.done = run.details.value(QStringLiteral("epochs_done")).toInt(),
                            .asked = run.parameters.value(QStringLiteral("epochs")).toInt(),
                            .stoppedByHand = run.details.value(QStringLiteral("stopped_by_hand")).toBool()};
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

Meaning wantedMeaning(const RunRecord &run, const KindMeanings &kinds)
{
    std::optional<Meaning> common;
    for (const auto &kind : run.protocol.value(QStringLiteral("target_kinds")).toArray()) {
        const auto known = kinds.find(kind.toString());
        const auto meaning = known == kinds.end() ? Meaning::Interaction : known->second;
        if (common && *common != meaning)
            return Meaning::Interaction;
        common = meaning;
    }
    return common.value_or(Meaning::Interaction);
}

QString hitRateClaim(Meaning wanted, const QString &shoppers, const QString &inHundred, const QString &run,
                     const QString &when)
{
    return claimTemplate(wanted).arg(shoppers, inHundred, run, when.isEmpty() ? Report::tr("in the test part") : when);
}

QString besideBestsellers(const QString &claim, const QString &inHundred)
{
    return RunText::tr("%1, %2 in 100 from the ten bestsellers.").arg(claim, inHundred);
}

} // namespace aisle
