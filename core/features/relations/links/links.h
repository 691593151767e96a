#pragma once
#include "core/features/relations/links/linkjudge.h"
#include "core/numeric/trainer.h"

#include <QJsonObject>

namespace aisle {

/// A graph whose links are to be predicted: numbers of all parts lie within the shape.
struct LinkData
{
    LinkShape shape;
    std::vector<Triple> train, valid, test;
    /// Triples of valid and test that name what the graph does not have: nobody can answer them, they count as missed.
    std::int64_t unknownValid = 0, unknownTest = 0;
};

struct LinkOptions
{
    TrainerOptions training{.validateEvery = 2, .patience = 8};
    double minutes = 0; ///< for training; judging the test part comes on top. 0: as long as the epochs take
    CheckpointHooks checkpoints{};
};

/// What was learnt: of the best epoch by the validation part, or of the last where there is none.
struct LinkVectors
{
    int factors = 0;
    std::vector<float> entities;  ///< [entities x factors]
    std::vector<float> relations; ///< [rows x width]: see LinkModel
};

struct LinkResult
{
    QJsonObject parameters;
    std::vector<EpochReport> epochs; ///< judged by the mean reciprocal rank of some triples of the validation part
    std::optional<int> bestEpoch;
    LinkFigures valid, test; ///< filtered by all three parts
    LinkVectors vectors;
    double fitSeconds = 0, judgeSeconds = 0;
};

struct LinkEstimate
{
    double secondsPerEpoch = 0;
    double bytes = 0; ///< of memory, besides the triples
};

/// Trains and judges a method on a graph (see linkMethods()).
/// @throws Error links.unknown, links.empty, param.unknown, param.range, memory.out, training.not-finite; Cancelled
LinkResult trainLinks(const LinkData &data, const std::string &method, const QJsonObject &parameters,
                      const LinkOptions &options, JobContext &job);
/// On the CPU, with threadCount() threads.
LinkEstimate estimateLinks(const LinkData &data, const std::string &method, const QJsonObject &parameters);

} // namespace aisle
