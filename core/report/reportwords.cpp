#include "core/report/reportwords.h"

#include "core/common/error.h"
#include "core/dataset/split.h"
#include "core/evaluate/metric.h"
#include "core/recommend/registry.h"
#include "core/runs/runwords.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>
#include <map>

namespace aisle {

namespace {

const RecommenderInfo *infoOf(const QString &id)
{
    const auto &all = recommenders();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto &info) { return id == QLatin1String(info.id.c_str()); });
    return found == all.end() ? nullptr : &*found;
}

QString splitSentence(const SplitSpec &spec)
{
    const auto train = ReportWords::percent(spec.train), valid = ReportWords::percent(spec.valid),
               test = ReportWords::percent(spec.test);
    switch (spec.kind) {
    case SplitKind::Time:
        return spec.testFrom
                   ? ReportWords::tr("Learnt from the events before the test part, which begins on %1.")
                         .arg(ReportWords::date(*spec.testFrom))
                   : ReportWords::tr(
                         "Learnt from the first %1 of the events in time, tuned on the next %2, judged on the last %3.")
                         .arg(train, valid, test);
    case SplitKind::LeaveLastOut:
        return ReportWords::tr("Judged on each shopper's last event; the one before it was for tuning.");
    case SplitKind::LeaveLastBasketOut:
        return ReportWords::tr("Judged on each shopper's last basket; the one before it was for tuning.");
    case SplitKind::UserRandom:
        return ReportWords::tr(
                   "Each shopper's events were divided at random: %1 to learn from, %2 for tuning, %3 to judge.")
            .arg(train, valid, test);
    case SplitKind::Random:
        return ReportWords::tr("All events were divided at random: %1 to learn from, %2 for tuning, %3 to judge.")
            .arg(train, valid, test);
    case SplitKind::Folds:
        return ReportWords::tr("Judged on part %1 of %2 of the events; learnt from the others.")
            .arg(spec.fold + 1)
            .arg(spec.folds);
    case SplitKind::NewUsers:
        return ReportWords::tr("Judged on shoppers who were not learnt from (%1 of all): most of their history was "
                               "shown, the rest was relevant.")
            .arg(test);
    case SplitKind::UserFolds:
        return ReportWords::tr("Judged on part %1 of %2 of the shoppers, who were not learnt from: %3 of their history "
                               "was shown, the rest was relevant.")
            .arg(spec.fold + 1)
            .arg(spec.folds)
            .arg(ReportWords::percent(spec.inputShare));
    case SplitKind::Fixed:
        return ReportWords::tr("The log says itself which events are to learn from and which are to judge.");
    case SplitKind::NewProducts:
        return ReportWords::tr("Judged on products that were not learnt from (%1 of all): what shoppers did with them "
                               "was relevant.")
            .arg(test);
    case SplitKind::None:
        return ReportWords::tr("Nothing was held out.");
    }
    return {};
}

QString candidatesSentence(const RunRecord &run)
{
    const auto drawn = run.protocol.sampledNegatives;
    if (run.protocol.candidates == CandidateKind::Popular)
        return ReportWords::tr(
                   "Each relevant product stood against %1 others, drawn by popularity; such figures compare "
                   "only with their like.")
            .arg(drawn);
    if (run.protocol.candidates == CandidateKind::Uniform)
        return ReportWords::tr("Each relevant product stood against %1 others, drawn evenly; such figures compare only "
                               "with their like.")
            .arg(drawn);
    if (run.protocol.candidates == CandidateKind::New)
        return ReportWords::tr("Only products that were held out compete for a place.");
    if (run.protocol.candidates == CandidateKind::Catalogue)
        return ReportWords::tr("All products of the catalogue compete for a place, also those without events.");
    return ReportWords::tr("All products of the shop compete for a place.");
}

KindMeanings meaningsOf(const ProjectSummary &summary)
{
    KindMeanings meanings;
    for (const auto &kind : summary.kinds)
        meanings[QString::fromStdString(kind.kind.name)] = kind.kind.meaning;
    return meanings;
}

/// Of the part that the lists were judged on, as the end of a sentence about it; empty where no days are known.
QString testTime(const RunRecord &run, const ReportData &data)
{
    const auto split = SplitSpec::readable(run.protocol.split);
    if (!split || split->kind != SplitKind::Time || !data.testPeriod)
        return {};
    return ReportWords::tr("between %1 and %2")
        .arg(ReportWords::date(data.testPeriod->first), ReportWords::date(data.testPeriod->second));
}

bool isMoreThanChance(const ReportData &data, const RunRecord &best, const RunRecord &baseline)
{
    for (const auto &comparison : data.comparisons) {
        const bool same = (comparison.a.id == baseline.id && comparison.b.id == best.id);
        if (!same)
            continue;
        for (const auto &metric : comparison.metrics) {
            if (metric.metric == "HitRate@10")
                return metric.low > 0;
        }
    }
    return false;
}

QString valueText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? ReportWords::tr("on") : ReportWords::tr("off");
    return value.isDouble() ? QLocale().toString(value.toDouble(), 'g', 6) : value.toString();
}

} // namespace

QString ReportWords::field(const QString &column)
{
    const std::map<QString, QString> names{{QStringLiteral("title"), tr("title")},
                                           {QStringLiteral("category"), tr("category")},
                                           {QStringLiteral("brand"), tr("brand")},
                                           {QStringLiteral("description"), tr("description")},
                                           {QStringLiteral("attributes"), tr("other attributes")}};
    const auto found = names.find(column);
    return found == names.end() ? column : found->second;
}

static QString madeFrom(const FeatureSource &source, bool hidden)
{
    const bool isBuiltin = source.encoder == QLatin1String("builtin");
    if (source.encoder.isEmpty())
        return hidden ? ReportWords::tr("a file") : ReportWords::tr("the file %1").arg(source.file);
    if (!source.columns.isEmpty())
        return ReportWords::tr("what reviews say");
    if (source.ofPictures)
        return ReportWords::tr("pictures by %1").arg(isBuiltin ? ReportWords::tr("colours and edges") : source.encoder);
    QStringList fields;
    for (const auto &each : source.fields)
        fields << ReportWords::field(each);
    const auto encoder = isBuiltin ? ReportWords::tr("the catalogue's own words") : source.encoder;
    return fields.isEmpty() ? ReportWords::tr("encoded by %1").arg(encoder)
                            : ReportWords::tr("%1 by %2").arg(fields.join(ReportWords::tr(", ")), encoder);
}

QString ReportWords::source(const FeatureSummary &feature, bool hidden)
{
    if (!feature.table)
        return tr("the catalogue");
    const auto text = madeFrom(feature.source(), hidden);
    return feature.stale == 0 ? text
                              : Error::fill(tr("%1; %2 [is|are] new or changed since"), {text, count(feature.stale)});
}

QString ReportWords::translated(const char *context, const QString &text)
{
    return text.isEmpty() ? QString() : QCoreApplication::translate(context, text.toUtf8().constData());
}

QString ReportWords::count(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString ReportWords::figure(double value)
{
    return number(value, 4);
}

QString ReportWords::number(double value, int decimals)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', decimals) : QStringLiteral("–");
}

QString ReportWords::difference(double value)
{
    const auto digits = figure(std::abs(value));
    if (!std::isfinite(value) || digits == figure(0))
        return digits;
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

QString ReportWords::ofPredictions(const std::string &figure)
{
    if (const auto *metric = findPointMetric(figure))
        return translated("Metric", QString::fromUtf8(metric->trust));
    return tr("A figure of predicted values, not of lists.");
}

QString ReportWords::inHundred(double share)
{
    return number(share * 100, share < .1 ? 1 : 0);
}

QString ReportWords::percent(double share, int decimals)
{
    return tr("%1 %").arg(number(share * 100, decimals));
}

QString ReportWords::date(std::int64_t unixMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC).date(), tr("d MMMM yyyy", "a date"));
}

QString ReportWords::when(std::int64_t unixMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(unixMs), tr("d MMMM yyyy, HH:mm", "a date and time"));
}

QString ReportWords::letter(int slot)
{
    return QString(QChar(u'A' + slot));
}

QString ReportWords::run(const RunRecord &run)
{
    return run.name.isEmpty() ? recommenderName(run.recommender, run.asksForViews) : run.name;
}

QString ReportWords::changedParameters(const RunRecord &run)
{
    const auto *info = infoOf(run.recommender);
    if (!info)
        return {};
    const auto changed = info->schema.changed(run.parameters);
    QStringList parts;
    for (const auto &spec : info->schema.specs()) {
        if (const auto key = QString::fromStdString(spec.key); changed.contains(key))
            parts << translated("Param", QString::fromUtf8(spec.label)) + QChar(u' ') + valueText(changed.value(key));
    }
    if (const auto features = namesOf(run.details.features); !features.isEmpty())
        parts << tr("features %1").arg(features.join(QStringLiteral(", ")));
    if (const auto stopped = stoppedText(run); !stopped.isEmpty())
        parts << stopped;
    return parts.join(QStringLiteral(" · "));
}

QString ReportWords::kind(const EventKind &kind)
{
    const auto meaning = QString::fromLatin1(meaningName(kind.meaning));
    const auto word = QString::fromStdString(kind.name);
    const auto shown = translated("Meaning", meaning);
    return word == meaning || word == shown ? shown : tr("%1 (%2)").arg(word, shown);
}

QString ReportWords::rejection(const std::string &reason)
{
    static constexpr std::pair<const char *, const char *> kReasons[]{
        {"no-user", QT_TRANSLATE_NOOP("Report", "no shopper")},
        {"no-item", QT_TRANSLATE_NOOP("Report", "no product")},
        {"bad-time", QT_TRANSLATE_NOOP("Report", "time not understood")},
        {"no-time", QT_TRANSLATE_NOOP("Report", "no time")},
        {"bad-value", QT_TRANSLATE_NOOP("Report", "number not understood")},
        {"bad-number", QT_TRANSLATE_NOOP("Report", "number not understood")},
        {"wrong-fields", QT_TRANSLATE_NOOP("Report", "wrong number of fields")},
        {"bad-encoding", QT_TRANSLATE_NOOP("Report", "text not readable in its encoding")},
        {"nul", QT_TRANSLATE_NOOP("Report", "contains a NUL character")},
        {"too-long", QT_TRANSLATE_NOOP("Report", "field too long")},
        {"open-quote", QT_TRANSLATE_NOOP("Report", "quotation mark never closed")},
        {"total", QT_TRANSLATE_NOOP("Report", "line of totals")},
        {"nested-key", QT_TRANSLATE_NOOP("Report", "a record in place of a key")},
        {"uneven-lists", QT_TRANSLATE_NOOP("Report", "lists of different length")},
        {"no-session", QT_TRANSLATE_NOOP("Report", "no session")}};
    for (const auto &[code, text] : kReasons) {
        if (reason == code)
            return tr(text);
    }
    return QString::fromStdString(reason);
}

QString ReportWords::protocolTitle(const RunRecord &run)
{
    const bool repeats = run.protocol.mask == MaskSeen::No;
    auto title = splitText(run.protocol.split);
    title.replace(0, 1, title.left(1).toUpper());
    return tr("%1 · %2").arg(title, repeats ? tr("repeats allowed") : tr("only products new to the shopper"));
}

QString ReportWords::protocol(const ReportGroup &group, const ReportData &data)
{
    const auto &run = group.runs.front().run;
    QStringList sentences;
    if (const auto split = SplitSpec::readable(run.protocol.split))
        sentences << splitSentence(*split);
    sentences << (run.protocol.mask == MaskSeen::No
                      ? tr("Products that a shopper already had may be recommended again.")
                      : tr("Products that a shopper already had are not recommended."));
    sentences << candidatesSentence(run);
    if (run.protocol.targets == Targets::Next)
        sentences << tr("Only the next event counts as relevant.");
    else if (run.protocol.targets == Targets::EachNext)
        sentences << tr("Each next event is asked for in turn.");
    QStringList relevant;
    for (const auto &name : run.protocol.targetKinds) {
        const auto known = std::find_if(data.summary.kinds.begin(), data.summary.kinds.end(),
                                        [&](const auto &one) { return one.kind.name == name.toStdString(); });
        relevant << (known == data.summary.kinds.end() ? name : kind(known->kind));
    }
    if (!relevant.isEmpty())
        sentences << tr("Relevant: %1.").arg(relevant.join(tr(", ")));
    if (run.protocol.filter.returns == Returns::Cancel)
        sentences << tr("Purchases that were given back are neither learnt from nor relevant.");
    sentences << tr("Learnt from: %1.").arg(kindWeightsText(run.protocol));
    if (const double repeats = run.details.repeats; repeats > 0)
        sentences << tr("%1 of the relevant products were repeats.").arg(percent(repeats));
    if (const double leak = run.details.leak; leak > 0)
        sentences << tr("%1 of the training events are later than the earliest test event, which flatters all figures.")
                         .arg(percent(leak, 1));
    return sentences.join(tr(" ", "between sentences"));
}

QString ReportWords::manager(const ReportData &data)
{
    if (data.groups.empty())
        return {};
    const auto &group = data.groups.front();
    const ReportRun *best = nullptr;
    const ReportRun *baseline = nullptr;
    for (const auto &one : group.runs) {
        const auto rate = one.run.test.find("HitRate@10");
        if (rate == one.run.test.end())
            continue;
        if (!best || rate->second > best->run.test.at("HitRate@10"))
            best = &one;
        if (one.run.recommender == QLatin1String("popularity"))
            baseline = &one;
    }
    if (!best)
        return {};
    const auto shoppers = best->run.details.usersEvaluated;
    auto sentence = hitRateClaim(relevantMeaning(best->run.protocol, meaningsOf(data.summary)), count(shoppers),
                                 inHundred(best->run.test.at("HitRate@10")), run(best->run), testTime(best->run, data));
    if (!baseline || baseline == best)
        return tr("%1.").arg(sentence);
    sentence = besideBestsellers(sentence, inHundred(baseline->run.test.at("HitRate@10")));
    return isMoreThanChance(data, best->run, baseline->run) ? tr("%1 The difference is more than chance.").arg(sentence)
                                                            : sentence;
}

QString ReportWords::whyChosen(const ReportShopper &shopper, const ReportData &data)
{
    if (shopper.chosen == ReportShopper::Chosen::MostActive)
        return tr("the most active of the shoppers judged");
    if (shopper.chosen == ReportShopper::Chosen::Asked)
        return {};
    const auto other = run(data.compared[static_cast<std::size_t>(shopper.slot)].run);
    const auto first = run(data.compared.front().run);
    return shopper.chosen == ReportShopper::Chosen::WonByLater ? tr("where %1 gains most over %2").arg(other, first)
                                                               : tr("where %1 loses most against %2").arg(other, first);
}

QString ReportWords::howChosen(const ReportData &data)
{
    const bool asked = std::any_of(data.shoppers.begin(), data.shoppers.end(),
                                   [](const auto &one) { return one.chosen == ReportShopper::Chosen::Asked; });
    if (asked)
        return tr("These shoppers were chosen by hand.");
    if (data.comparisons.empty())
        return tr("Chosen by rule: the most active of the shoppers judged.");
    return tr("Chosen by rule, not by eye: the most active of the shoppers judged, one whom the better list helps "
              "most, and one whom it "
              "helps least.");
}

} // namespace aisle
