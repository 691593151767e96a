#pragma once
#include "core/dataset/split.h"
#include "core/recommend/recommender.h"

#include <QJsonObject>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

enum class CandidateKind { All, Uniform, Popular };

/// How lists are judged. Part of every figure.
struct EvaluationProtocol
{
    MaskSeen mask = MaskSeen::Yes;
    CandidateKind candidates = CandidateKind::All;
    int sampledNegatives = 99; ///< a wanted item stands against this many others
    std::vector<int> cutoffs{5, 10, 20, 50, 100};
    std::uint64_t seed = 1;    ///< of sampled candidates

    QString candidatesText() const; ///< "all", "uniform:99", "popular:99"
    void setCandidates(const QString &text); ///< @throws Error candidates.unknown
};

/// What metrics beyond the lists need. Pointers may be null: metrics that need them are then absent, never 0.
struct EvaluationContext
{
    const TrainingSet *train = nullptr;
    const Dataset *dataset = nullptr;
    const std::vector<std::string> *itemCategories = nullptr; ///< [items], for intra-list diversity
    const Embedding *itemVectors = nullptr;                   ///< rather than categories
};

struct Evaluation
{
    std::map<std::string, double> metrics;   ///< "NDCG@10" -> mean over cases (each-next) or shoppers
    std::map<std::string, std::vector<float>> perCase; ///< per-user metrics, aligned with `cases`
    std::vector<UserIndex> users;            ///< [cases judged]
    std::size_t evaluated = 0;
    std::size_t skipped = 0;                 ///< nothing wanted (left)
    double repeats = 0;
    std::vector<RankedList> lists;           ///< [cases judged], only when asked for
    std::vector<std::uint32_t> positions;    ///< [cases judged]
};

/// Ranks every case and computes every registered metric at every cut-off from one pass over the hits.
Evaluation evaluate(const Recommender &recommender, const HeldOut &heldOut, const EvaluationProtocol &protocol,
                    const EvaluationContext &context, JobContext &job, bool keepLists = false);

/// One metric only ("NDCG@10"), as early stopping needs it each epoch. @throws Error metric.unknown
double evaluateOne(const std::string &metric, const Recommender &recommender, const HeldOut &heldOut,
                   const EvaluationProtocol &protocol, const EvaluationContext &context, JobContext &job);

} // namespace aisle
