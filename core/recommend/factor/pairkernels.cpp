#include "core/numeric/vectorised.h"
#include "core/recommend/factor/pairfactors.h"

namespace aisle::kernels {

namespace {

struct Likelihood
{
    float probability; ///< of the label
    float pull;        ///< gradient of its logarithm by the margin
    float userSquare, itemSquare;
};

inline __attribute__((always_inline)) Likelihood likelihood(const float *user, const float *item, float bias,
                                                            std::size_t size, bool label)
{
    float margin = 0, users = 0, items = 0;
    for (std::size_t f = 0; f < size; ++f) {
        margin += user[f] * item[f];
        users += user[f] * user[f];
        items += item[f] * item[f];
    }
    const float sign = label ? 1.0F : -1.0F;
    const float probability = sigmoid(sign * (margin + bias)), count = static_cast<float>(size);
    return {probability, sign * (1 - probability), users / count, items / count};
}

} // namespace

AISLE_CLONES float labelStep(LearningRow user, LearningRow item, float *bias, float *biasSquares, std::size_t size,
                             bool label, float weight, float rate, float l2)
{
    float *__restrict up = user.values, *__restrict ip = item.values;
    const auto likely = likelihood(up, ip, *bias, size, label);
    const float pull = weight * likely.pull;
    const float userRate = adagradRate(user.squares, pull * pull * likely.itemSquare, rate);
    const float itemRate = adagradRate(item.squares, pull * pull * likely.userSquare, rate);
#pragma GCC ivdep // or short rows near each other would take another path, with another rounding
    for (std::size_t f = 0; f < size; ++f) {
        const float u = up[f], i = ip[f];
        up[f] = u + userRate * (pull * i - l2 * u);
        ip[f] = i + itemRate * (pull * u - l2 * i);
    }
    *bias += adagradRate(biasSquares, pull * pull, rate) * (pull - l2 * *bias);
    return likely.probability;
}

AISLE_CLONES float labelStepOfUser(LearningRow user, const float *item, float bias, std::size_t size, bool label,
                                   float weight, float rate, float l2)
{
    float *__restrict up = user.values;
    const auto likely = likelihood(up, item, bias, size, label);
    const float pull = weight * likely.pull;
    const float userRate = adagradRate(user.squares, pull * pull * likely.itemSquare, rate);
#pragma GCC ivdep
    for (std::size_t f = 0; f < size; ++f)
        up[f] += userRate * (pull * item[f] - l2 * up[f]);
    return likely.probability;
}

} // namespace aisle::kernels
