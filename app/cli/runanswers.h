#pragma once
#include "app/cli/command.h"
#include "core/evaluate/evaluator.h"
#include "core/storage/runstore.h"

namespace aisle {
struct TrainResult;
}

/// What the commands that make, judge and list runs have in common.
namespace aisle::cli {

QJsonObject metricsJson(const std::map<std::string, double> &metrics);
QJsonObject runJson(const RunRecord &run);
QString runText(const RunRecord &run, const std::vector<int> &cutoffs);
/// A run that was just trained; writes --lists-out.
Answer trainedAnswer(const Invocation &call, const TrainResult &result);
/// Of `--run N` and its like. @throws WrongUsage
RunId runOf(const Invocation &call, const char *option);
QString settingsText(const QJsonObject &parameters); ///< "factors=64 l2=0.1"

void addProtocolOptions(QCommandLineParser &parser);
EvaluationProtocol protocolOf(const Invocation &call);

} // namespace aisle::cli
