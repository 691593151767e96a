#pragma once
#include "core/dataset/inventory.h"
#include "core/params/paramspec.h"
#include "core/recommend/recommender.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// Named parameter values: "as published" with the paper whose figures they reproduce, or a use.
struct Preset
{
    std::string id;                ///< lower case with hyphens; --preset ID
    const char *name;              ///< QT_TRANSLATE_NOOP("Preset", ...)
    const char *source;            ///< the paper or the data it was chosen on
    QJsonObject parameters;        ///< those that differ from the defaults
    std::optional<int> patience{}; ///< TrainerOptions::patience where the source waited longer than is usual
};

/// How a recommender is known to the window, the command line and the project file.
struct RecommenderInfo
{
    std::string id{}; ///< the method's usual name, lower case with hyphens
    const char *name; ///< QT_TRANSLATE_NOOP("Recommender", ...)
    const char *family;
    const char *summary;       ///< one line: what it does and when to use it
    const char *paper;         ///< author, year, venue
    std::vector<Need> needs{}; ///< besides events
    std::vector<Preset> presets{};
    Traits traits{};
    bool updates = false; ///< it is one of the Updates
    ParamSchema schema{};
    /// @param parameters  complete and checked
    std::function<std::unique_ptr<Recommender>(const QJsonObject &parameters)> make{};
};

bool needs(const RecommenderInfo &info, Need need);

/// An algorithm's file calls registerAlgorithm() of core/recommend/ranking.h, which fills in what its class says.
bool registerRecommender(RecommenderInfo info);

const std::vector<RecommenderInfo> &recommenders(); ///< by family, then id
/// @throws Error recommender.unknown (names the nearest ids)
const RecommenderInfo &recommenderInfo(const std::string &id);
/// Completes and checks the parameters. @throws Error recommender.unknown, param.*
std::unique_ptr<Recommender> makeRecommender(const std::string &id, const QJsonObject &parameters = {});

/// Says what parameters meant before they could be chosen, or before their defaults changed: for runs of earlier
/// versions. Call beside registerAlgorithm().
bool registerEarlier(const std::string &id, const QJsonObject &parameters);
QJsonObject earlierDefaults(const std::string &id); ///< those that differ from today's
/// A kept run's parameters, those that its version did not know as that version did it.
QJsonObject keptParameters(const std::string &id, QJsonObject stored);

} // namespace aisle
