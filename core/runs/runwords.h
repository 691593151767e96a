#pragma once
#include "core/common/events.h"
#include "core/runs/freshness.h"
#include "core/runs/runstore.h"

#include <QString>
#include <map>
#include <optional>
#include <vector>

namespace aisle {

/// What is said of runs on a page and in a report alike, in the installed language.

/// "by time 80/10/10"; a text that is no split as it is.
QString splitText(const QString &spec);

/// Parts of a protocol: "all products", "each next event", "seen products left out".
QString candidatesText(const EvaluationProtocol &protocol);
QString targetsText(Targets targets);
QString maskText(MaskSeen mask);
/// "view 1, purchase 5": what was learnt from, with its weights where kinds weigh differently.
QString kindWeightsText(const Protocol &protocol);
QString returnsText(const Protocol &protocol); ///< empty where what was given back counts as bought
/// The log's words for kinds; those that are plain meanings in the reader's language.
QString kindsText(const QStringList &kinds);
/// What a recommender is called. @param ofViews  it was asked what shoppers look at: "Seen again", not "Bought again"
/// @return the id itself where none is registered under it
QString recommenderName(const QString &id, bool ofViews = false);
/// Why shoppers with something relevant were not judged, with how many: a sentence a reason. The reasons of a run of
/// 0.1 follow from its mask.
QStringList skippedTexts(const RunRecord &run);
/// One line that says how a run was judged: split, seen items, targets, candidates, what was relevant.
QString protocolText(const Protocol &protocol);

/// What sets runs of a group apart besides recommender and parameters: the choices of their protocols that not all of
/// them made alike, in words. Products are counted, not named.
std::map<RunId, QStringList> choicesApart(const std::vector<RunRecord> &runs);

/// Kept runs whose figures may stand in one column, by Protocol::key().
struct ProtocolGroup
{
    QString key;
    QString heading; ///< how its runs were judged; where two groups' would be the same, what they learnt from, too
    std::vector<RunRecord> runs; ///< newest first
};
/// The group of the newest run first. @param runs  by id
std::vector<ProtocolGroup> groupByProtocol(const std::vector<RunRecord> &runs);

/// How far a training in epochs went.
struct EpochsDone
{
    int done = 0;
    int asked = 0;
    bool stoppedByHand = false; ///< "Keep best" ended it, not patience
};
std::optional<EpochsDone> epochsDone(const RunRecord &run); ///< absent where it was solved in one step
QString epochsText(const RunRecord &run);                   ///< "2 of 3"; empty where epochsDone() is absent
QString stoppedText(const RunRecord &run);                  ///< "stopped by hand, epoch 2 of 3"; empty where it was not

/// "words (128 numbers, 98 % covered), pictures (...)": what it learnt from besides events; empty where nothing.
QString featuresText(const FeatureUses &features);
QString graphText(const GraphUse &graph); ///< "15,518 triples, 22 % of the products covered"

/// What has become untrue of a run, a sentence each.
QStringList changedText(const ChangedSince &changed);
/// "Run 1, 4: Events were imported after the training.": a line a sentence, runs in the order given, the first of them
/// by number.
QStringList changedText(const std::vector<std::pair<RunId, ChangedSince>> &runs);

/// Meanings of the log's words for kinds.
using KindMeanings = std::map<QString, Meaning>;
/// The one meaning that everything relevant has; Interaction where kinds are mixed.
Meaning relevantMeaning(const Protocol &protocol, const KindMeanings &kinds);

/// "Of 911 shoppers, 65 in 100 bought something from EASE's ten products in the test part", without its full stop.
/// @param when  the end of the sentence; empty: "in the test part"
QString hitRateClaim(Meaning relevant, const QString &shoppers, const QString &inHundred, const QString &run,
                     const QString &when = {});
/// The same sentence set against the bestsellers, with its full stop.
QString besideBestsellers(const QString &claim, const QString &inHundred);

} // namespace aisle
