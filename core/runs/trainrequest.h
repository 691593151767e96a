#pragma once
#include "core/dataset/dataset.h"
#include "core/evaluate/evaluator.h"
#include "core/runs/protocolwords.h"

#include <QJsonObject>
#include <QString>
#include <string>

namespace aisle {

struct RunRecord;

/// All that one training depends on. The window's form, the command line and a stored run say the same thing with it.
struct TrainRequest
{
    std::string recommender = "ease";
    QJsonObject parameters; ///< only what differs from the defaults, or everything
    DatasetFilter filter;
    QString split; ///< as SplitSpec writes it; empty: the default of the data
    std::uint64_t seed = 1;
    EvaluationProtocol protocol; ///< mask, candidates, cut-offs (its seed is `seed`)
    Targets targets = Targets::All;
    std::string select = "NDCG@10"; ///< chooses the best epoch and leads the tables; see defaultSelect()
    int validateEvery = 1;
    int patience = 10;
    bool test = true;       ///< false: the test part is not touched
    bool keepLists = false; ///< hand the test lists back
    Device device = Device::Cpu;
    QString name;
    std::string weights; ///< a safetensors file to start from; empty: from scratch

    QJsonObject toJson() const;
    static TrainRequest fromJson(const QJsonObject &json);
};

/// RMSE for those who predict ratings, else NDCG@10.
std::string defaultSelect(const Traits &traits);
/// Whether a run offers products again that the shopper has: as its protocol says.
MaskSeen maskOf(const RunRecord &run);

} // namespace aisle
