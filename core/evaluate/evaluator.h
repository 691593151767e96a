#pragma once
#include "core/dataset/split.h"
#include "core/evaluate/dialects.h"
#include "core/evaluate/evaluationcontext.h"
#include "core/recommend/recommender.h"

#include <QJsonObject>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

enum class CandidateKind {
    All,       ///< products with events of the chosen kinds in any part
    Uniform,   ///< some of them drawn
    Popular,   ///< drawn by popularity
    Catalogue, ///< also products without events
    New        ///< those that new-products holds out for the part that is judged
};

/// How lists are judged. Part of every figure.
struct EvaluationProtocol
{
    MaskSeen mask = MaskSeen::Yes;
    CandidateKind candidates = CandidateKind::All;
    int sampledNegatives = 99; ///< a relevant item stands against this many others
    std::vector<int> cutoffs{5, 10, 20, 50, 100};
    std::uint64_t seed = 1; ///< of sampled candidates

    bool drawsCandidates() const
    {
        return candidates == CandidateKind::Uniform || candidates == CandidateKind::Popular;
    }
    QString candidatesText() const;          ///< "all", "catalogue", "new", "uniform:99", "popular:99"
    void setCandidates(const QString &text); ///< @throws Error candidates.unknown
};

/// A figure of predictions one by one (RMSE) for each shopper who has any, whether or not lists were judged.
struct PointFigures
{
    std::vector<UserIndex> users; ///< a shopper may come several times (each-next)
    std::vector<float> values;
    std::vector<float> predictions; ///< how many each value is of
};

struct Evaluation
{
    std::map<std::string, double> metrics; ///< "NDCG@10" -> mean over cases (each-next) or shoppers
    std::map<std::string, std::vector<float>>
        perCase;                  ///< per-user metrics, aligned with `users`; NaN where not defined
    std::vector<UserIndex> users; ///< [cases judged]
    std::size_t evaluated = 0;
    std::size_t skipped = 0; ///< nothing relevant (left)
    double repeats = 0;
    std::vector<RankedList> lists;                      ///< [cases judged], only when asked for
    std::vector<std::uint32_t> positions;               ///< [cases judged]
    std::map<std::string, PointFigures> pointFigures{}; ///< by name
    std::size_t firstPlaces = 0;                        ///< of all lists: the first ten of each
    std::size_t filledUpPlaces = 0;                     ///< of them: see filledUp()
    DialectFigures dialects{};                          ///< see EvaluationContext::dialects
};

/// Ranks every case and computes every registered metric at every cut-off from one pass over the hits. Cases are ranked
/// in blocks whose size depends on the catalogue only, so that figures repeat exactly.
/// With sampled candidates each relevant product is ranked by score() among itself and products that the shopper has
/// neither in the input, hidden, nor relevant; a shopper's figure is the mean over the relevant products, only metrics
/// of accuracy are computed, and a kept list is the order of all that were scored. Products are drawn without
/// replacement, the same for every recommender; `popular` draws by training events (needs context.train).
Evaluation evaluate(const Recommender &recommender, const HeldOut &heldOut, const EvaluationProtocol &protocol,
                    const EvaluationContext &context, JobContext &job, bool keepLists = false);

/// One metric only ("NDCG@10"). Absent where it is not defined here (the context lacks what it needs, nobody could be
/// judged).
/// @throws Error metric.unknown
std::optional<double> evaluateOne(const std::string &metric, const Recommender &recommender, const HeldOut &heldOut,
                                  const EvaluationProtocol &protocol, const EvaluationContext &context,
                                  JobContext &job);

/// What is said of places of lists whose products have a score of 0, see filledUp().
QString filledUpText(std::size_t filled, std::size_t places);
/// What is said of lists that rest on nothing of the shopper's own, see ColdStart::Popularity.
QString newcomersText(std::size_t newcomers, std::size_t lists);

} // namespace aisle
