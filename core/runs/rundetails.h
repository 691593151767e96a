#pragma once
#include "core/runs/features/featureuse.h"
#include "core/runs/features/graphuse.h"
#include "core/runs/trainrequest.h"

#include <QJsonObject>
#include <QStringList>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace aisle {

/// Events of each part of a run's split, and who they are of.
struct RunShape
{
    std::int64_t users = 0, items = 0;
    std::int64_t train = 0, valid = 0, test = 0; ///< events
};

/// Size of what a fit learnt from; later estimates are corrected by it.
struct LearntShape
{
    std::int64_t users = 0, items = 0, events = 0, pairs = 0;
};

/// What is known of a run besides its protocol and its figures. toJson() is the one stored form; its keys stand nowhere
/// else. What is absent was not known when the run was kept.
struct RunDetails
{
    TrainingChoices training;
    std::optional<RunShape> shape;
    std::optional<LearntShape> learntFrom;
    QStringList kindNames; ///< what a visit's kind position means to the fitted recommender
    double leak = 0;       ///< Split::leak()
    double userLeak = 0;   ///< Split::userLeak()
    double repeats = 0;    ///< HeldOut::repeats of the test part
    std::int64_t usersEvaluated = 0;
    std::int64_t usersSkipped = 0; ///< with something relevant in the test part, and not judged: see skippedWhy()
    /// Lists that figures are means over: more than shoppers under each-next. Absent: usersEvaluated counts them.
    std::optional<std::int64_t> predictions;
    std::optional<std::int64_t> ratingsPredicted; ///< that RMSE and MAE are over
    int epochsDone = 0;
    bool stoppedByHand = false;         ///< "Keep best" ended its epochs, not patience
    QJsonObject taken;                  ///< of parameters that follow the data: key -> the number that the fit took
    std::optional<int> checkpointEpoch; ///< of one that is not done
    int threads = 0;
    std::optional<std::int64_t> parametersCount; ///< learnt numbers
    std::optional<std::int64_t> peakMemoryBytes; ///< of the whole process
    FeatureUses features{};                      ///< that it learnt from
    std::optional<GraphUse> graph{};             ///< the same of the knowledge graph

    /// Of usersSkipped: under each-next nothing is known of them before the one event that they could be asked for.
    /// All that is relevant to the others is masked.
    std::int64_t skippedWithoutHistory = 0;

    /// `{reason: count}` by the words that files have: "all-seen", "no-history".
    std::map<std::string, std::int64_t> skippedWhy() const;
    QJsonObject toJson() const;
    static RunDetails fromJson(const QJsonObject &json);
};

} // namespace aisle
