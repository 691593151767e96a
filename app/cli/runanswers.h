#pragma once
#include "app/cli/command.h"
#include "core/common/keyformatter.h"
#include "core/evaluate/evaluator.h"
#include "core/runs/runstore.h"

namespace aisle {
class Catalogue;
class ParamSchema;
class Project;
struct TrainResult;
} // namespace aisle

/// What the commands that make, judge and list runs have in common.
namespace aisle::cli {

/// Of --dialect. @throws Error dialect.unknown, WrongUsage
std::vector<const Dialect *> dialectsOf(const Invocation &call);
void addDialectOption(QCommandLineParser &parser);
/// Adds them to an answer as `dialects`, and as a table each; nothing where none was asked for.
void addDialects(Answer &answer, const DialectFigures &figures, const std::vector<int> &cutoffs);

QJsonObject metricsJson(const std::map<std::string, double> &metrics);
QJsonObject runJson(const RunRecord &run);
QString runText(const RunRecord &run);
/// Of --lists-out: whether the test's lists are asked for, and whether they can be written there, which is worth
/// knowing before the work. @throws as checkListsFile()
bool wantsLists(const Invocation &call);
/// A run that was just trained or judged; writes --lists-out.
Answer runAnswer(const Invocation &call, const Project &project, const TrainResult &result);
/// Of `--run N` and its like. @throws WrongUsage
RunId runOf(const Invocation &call, const char *option);
QString settingsText(const QJsonObject &parameters); ///< "factors=64 l2=0.1"
/// Of --set KEY=VALUE, which may be repeated, on top of others. @throws WrongUsage, Error param.unknown, param.range
QJsonObject withSettings(const Invocation &call, const ParamSchema &schema, QJsonObject parameters = {});
/// By its key. @throws Error item.unknown
ItemId knownItem(const Catalogue &catalogue, const QString &key);
/// By the key. @throws Error user.unknown
UserId knownUser(const Catalogue &catalogue, const QString &key);

/// How keys are shown: --pseudonyms, with the same names as the window shows for this project.
KeyFormatter keysOf(const Invocation &call, const Project &project);
/// What is said of runs, with the products that they leave out as they are shown.
QJsonObject withShownKeys(const QJsonObject &json, const KeyFormatter &keys);
void addPseudonymsOption(QCommandLineParser &parser);

std::int32_t lastDayOf(const Invocation &call); ///< of --as-of. @throws Error as-of.unknown
int lengthOf(const Invocation &call);           ///< of lists: -k. @throws WrongUsage
/// Of a list's --mask; absent: as the run was judged.
std::optional<MaskSeen> listMaskOf(const Invocation &call);
void addListMaskOption(QCommandLineParser &parser);

void addProtocolOptions(QCommandLineParser &parser);
/// @param split  of the request or run: says which candidates are the default, and decides about seen products where
///               --mask does not; empty: the data's default
EvaluationProtocol protocolOf(const Invocation &call, const QString &split);

} // namespace aisle::cli
