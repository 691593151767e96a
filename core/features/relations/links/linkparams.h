#pragma once
#include "core/features/relations/links/linkmethods.h"
#include "core/numeric/tensorlearner.h"

namespace aisle {

struct LinkParams : OptimiserParams
{
    LinkParams()
    {
        learningRate = 3e-3;
        batchSize = 512;
        epochs = 400;
        schedule = "plateau";
    }
    int factors = 256;
    int negatives = 2048; ///< 0: all entities
    bool reciprocal = false;
    std::string loss = "softmax";
    double smoothing = 0;
    double margin = 6;
    double temperature = 1;
    double dropout = 0;
    double l3 = 0;
};

/// Defaults of the method overlaid with the given values. @throws Error as ParamSchema::complete()
LinkParams readLinkParams(const LinkMethodInfo &info, const QJsonObject &given);

} // namespace aisle
