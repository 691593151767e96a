#pragma once
#include "core/numeric/torchsupport.h"
#include "core/numeric/trainer.h"
#include "core/params/paramtable.h"

#include <string>
#include <vector>

namespace aisle {

/// What every network's training is set by. A recommender's parameters derive from it, with defaults of its own.
struct OptimiserParams
{
    double learningRate = 1e-3;
    double l2 = 0; ///< decoupled weight decay
    int batchSize = 1024;
    int epochs = 100;
    std::string schedule = "constant";
    double warmUp = 0;   ///< epochs
    double clipNorm = 0; ///< 0: gradients are not clipped
};

/// A network's training by Adam: owns the optimiser, learning-rate schedule, clipping, dropout, the best state and the
/// checkpoint. What derives from it gives the batches and, for each, the gradients.
class TensorLearner : public Learner
{
public:
    /// @param tensors  the network's parameters, which become leaves on the device that gather gradients
    TensorLearner(std::vector<at::Tensor *> tensors, const OptimiserParams &params, const TrainerOptions &options);

    EpochResult epoch(int number, JobContext &job) override;
    bool isFinite() const override;
    void keepAsBest() override;
    void restoreBest() override;
    void saveState(SnapshotWriter &out) const override;
    void loadState(SnapshotReader &in) override;
    void judged(double value) override;

protected:
    struct StepResult
    {
        double loss = 0; ///< summed over the samples
        std::uint64_t samples = 0;
    };
    /// Makes the batches of an epoch. @param seed  the epoch's own @return how many
    virtual std::size_t beginEpoch(int number, std::uint64_t seed) = 0;
    /// Adds one batch's gradients of the mean loss to the tensors' grad().
    virtual StepResult step(std::size_t batch) = 0;

    /// Says that this batch's gradient of a tensor (its place in the constructor's list) is 0 outside these rows; see
    /// Adam::touch(). Call it in every step() or never.
    void touchRows(std::size_t tensor, std::span<const std::int64_t> rows) { m_adam.touch(tensor, rows); }

    at::Device device() const { return m_device; }
    Dropout &dropout() { return m_dropout; } ///< repeatable; set by setDropout()
    void setDropout(double rate) { m_dropoutRate = rate; }
    std::uint64_t seed() const { return m_seed; }

private:
    double rateAt(double epochs) const; ///< learning rate after so many epochs, fractions included

    std::vector<at::Tensor *> m_tensors;
    at::Device m_device;
    const OptimiserParams &m_params;
    std::uint64_t m_seed;
    Adam m_adam;
    double m_dropoutRate = 0;
    Dropout m_dropout{0, 0};
    std::vector<at::Tensor> m_best;
    double m_plateauFactor = 1; ///< what the plateau schedule has made of the rate
    double m_bestValue = 0;
    int m_sinceBest = -1; ///< judgements; -1: none yet
};

/// Adds learning-rate, l2, batch-size, epochs, schedule, warm-up and clip-norm to a table of such parameters.
template <class Params>
ParamTable<Params> withOptimiser(ParamTable<Params> table)
{
    table
        .add("batch-size", static_cast<int Params::*>(&Params::batchSize),
             {QT_TRANSLATE_NOOP("Param", "Batch size"), QT_TRANSLATE_NOOP("Param", "Samples a step, about.")},
             {1, 1 << 20, ParamScale::PowerOfTwo})
        .add("learning-rate", static_cast<double Params::*>(&Params::learningRate),
             {QT_TRANSLATE_NOOP("Param", "Learning rate"), QT_TRANSLATE_NOOP("Param", "Size of an Adam step.")},
             {1e-6, 0.1, ParamScale::Log})
        .add("schedule", static_cast<std::string Params::*>(&Params::schedule),
             {QT_TRANSLATE_NOOP("Param", "Schedule"),
              QT_TRANSLATE_NOOP("Param", "How the learning rate moves: constant; cosine, down to nothing over the "
                                         "epochs; plateau, halved after three judgements without improvement.")},
             {"constant", "cosine", "plateau"})
        .add("warm-up", static_cast<double Params::*>(&Params::warmUp),
             {QT_TRANSLATE_NOOP("Param", "Warm-up"),
              QT_TRANSLATE_NOOP("Param", "Epochs over which the learning rate rises to its full height.")},
             {0, 1000, ParamScale::Log})
        .add("l2", static_cast<double Params::*>(&Params::l2),
             {QT_TRANSLATE_NOOP("Param", "L2"), QT_TRANSLATE_NOOP("Param", "Decoupled weight decay.")},
             {0, 1, ParamScale::Log})
        .add("clip-norm", static_cast<double Params::*>(&Params::clipNorm),
             {QT_TRANSLATE_NOOP("Param", "Gradient norm at most"),
              QT_TRANSLATE_NOOP("Param", "Longer gradients are scaled down to it; 0: never.")},
             {0, 1000, ParamScale::Log})
        .add("epochs", static_cast<int Params::*>(&Params::epochs),
             {QT_TRANSLATE_NOOP("Param", "Epochs"), QT_TRANSLATE_NOOP("Param", "Sweeps over the events, at most.")},
             {0, 10000, ParamScale::Log, false});
    return table;
}

} // namespace aisle
