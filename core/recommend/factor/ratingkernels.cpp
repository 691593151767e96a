#include "core/numeric/vectorised.h"
#include "core/recommend/factor/ratingrecommender.h"

namespace aisle::kernels {

AISLE_CLONES float ratingStep(float *__restrict user, float *__restrict item, std::size_t factors, float target,
                              float rate, float l2, float biasL2)
{
    float sum = 0;
    for (std::size_t f = 0; f < factors; ++f)
        sum += user[f] * item[f];
    float &userBias = user[factors], &itemBias = item[factors + 1];
    const float error = target - sum - userBias - itemBias;
    for (std::size_t f = 0; f < factors; ++f) {
        const float u = user[f], i = item[f];
        user[f] = u + rate * (error * i - l2 * u);
        item[f] = i + rate * (error * u - l2 * i);
    }
    userBias += rate * (error - biasL2 * userBias);
    itemBias += rate * (error - biasL2 * itemBias);
    return error;
}

AISLE_CLONES float choiceRatingStep(float *__restrict user, float *__restrict choices, float *__restrict item,
                                    std::size_t factors, float target, float rate, ChoiceL2 l2)
{
    float sum = 0;
    for (std::size_t f = 0; f < factors; ++f)
        sum += (user[f] + choices[f]) * item[f];
    float &userBias = user[factors], &itemBias = item[factors + 1];
    const float error = target - sum - userBias - itemBias;
    for (std::size_t f = 0; f < factors; ++f) {
        const float u = user[f], c = choices[f], i = item[f];
        user[f] = u + rate * (error * i - l2.factors * u);
        choices[f] = c + rate * (error * i - l2.choices * c);
        item[f] = i + rate * (error * (u + c) - l2.factors * i);
    }
    userBias += rate * (error - l2.biases * userBias);
    itemBias += rate * (error - l2.biases * itemBias);
    return error * error;
}

} // namespace aisle::kernels
