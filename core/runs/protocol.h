#pragma once
#include "core/dataset/dataset.h"
#include "core/dataset/split.h"
#include "core/evaluate/evaluator.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <map>
#include <string>

namespace aisle {

class KeyFormatter;

/// The words by which the command line and stored runs name a protocol's choices.
const char *targetsName(Targets targets);     ///< "all", "next", "each-next"
Targets targetsFromName(const QString &name); ///< @throws Error targets.unknown
const char *maskName(MaskSeen mask);          ///< "seen", "none"
MaskSeen maskFromName(const QString &name);   ///< @throws Error mask.unknown

/// All that a run's figures depend on besides the recommender: which events are learnt from, how they are divided, what
/// is asked of a list. A request has it as it was asked; a kept run as it was resolved with the data. toJson() is the
/// one stored form; its keys stand nowhere else.
struct Protocol : EvaluationProtocol ///< mask, candidates, cut-offs; seed: of the split and the training, too
{
    DatasetFilter filter;
    QString split; ///< as SplitSpec writes it; empty in a request: the default of the data
    Targets targets = Targets::All;
    std::string select = "NDCG@10"; ///< chooses the best epoch and leads the tables

    QStringList kinds;       ///< the log's words for what was learnt from; empty in a request, as what follows
    QStringList targetKinds; ///< and for what was relevant
    QString dataHash;        ///< Split::dataHash()
    QString judgedHash; ///< Split::judgedHash() and the products ranked; empty: not known (kept by 0.1), nothing judged
    /// What kinds weigh, by the log's words: in a request instead of what the project says, in a kept run of all that
    /// was learnt from.
    std::map<QString, double> kindWeights;
    bool asIn01 = false; ///< a run that 0.1 trained: SplitRules::asIn01, returns are kept

    /// What stands for the lists unless the analyst says: the new products of a split that holds products out.
    static CandidateKind standardCandidates(const QString &split);

    QJsonObject toJson() const;
    /// What 0.1 kept, without a word of moments, is read as it was: Moments::Lines.
    /// @throws Error mask.unknown, candidates.unknown, targets.unknown
    static Protocol fromJson(const QJsonObject &json);

    /// The fields of toJson() that decide whether figures may stand in one column; the seed only where candidates are
    /// drawn by it.
    QJsonObject comparable() const;
    QString key() const; ///< equal when and only when comparable() is

    /// A field of toJson() or of its filters as a person is shown it: products under the names that `keys` gives them.
    static QJsonValue shown(const QString &field, const QJsonValue &value, const KeyFormatter &keys);

    /// The history that a list is judged by: "before" (all before the part, validation included), "train", "part" (the
    /// known part of new shoppers).
    QString inputText() const;
};

} // namespace aisle
