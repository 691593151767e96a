#include "core/recommend/sequence/encoders/recurrentkernels.h"

#include "core/numeric/vectorised.h"

namespace aisle::kernels {

AISLE_CLONES void gruStep(const float *__restrict input, const float *__restrict hidden, const float *__restrict state,
                          float *__restrict next, float *__restrict kept, std::size_t rows, std::size_t size)
{
    for (std::size_t row = 0; row < rows; ++row) {
        const float *x = input + row * 3 * size, *h = hidden + row * 3 * size, *s = state + row * size;
        float *to = next + row * size, *keep = kept + row * 4 * size;
        for (std::size_t i = 0; i < size; ++i) {
            const float r = sigmoid(x[i] + h[i]);
            const float z = sigmoid(x[size + i] + h[size + i]);
            const float n = hyperbolicTangent(x[2 * size + i] + r * h[2 * size + i]);
            to[i] = n + z * (s[i] - n);
            keep[i] = r;
            keep[size + i] = z;
            keep[2 * size + i] = n;
            keep[3 * size + i] = h[2 * size + i];
        }
    }
}

AISLE_CLONES void gruStepBack(const float *__restrict from, const float *__restrict kept,
                              const float *__restrict before, float *__restrict input, float *__restrict hidden,
                              float *__restrict state, std::size_t rows, std::size_t size)
{
    for (std::size_t row = 0; row < rows; ++row) {
        const float *g = from + row * size, *keep = kept + row * 4 * size, *s = before + row * size;
        float *x = input + row * 3 * size, *h = hidden + row * 3 * size, *to = state + row * size;
        for (std::size_t i = 0; i < size; ++i) {
            const float r = keep[i], z = keep[size + i], n = keep[2 * size + i], share = keep[3 * size + i];
            const float byNew = g[i] * (1 - z) * (1 - n * n);
            const float byReset = byNew * share * r * (1 - r);
            const float byUpdate = g[i] * (s[i] - n) * z * (1 - z);
            x[i] = byReset;
            x[size + i] = byUpdate;
            x[2 * size + i] = byNew;
            h[i] = byReset;
            h[size + i] = byUpdate;
            h[2 * size + i] = byNew * r;
            to[i] = g[i] * z;
        }
    }
}

AISLE_CLONES void lstmStep(const float *__restrict input, const float *__restrict hidden, float *__restrict cell,
                           float *__restrict next, float *__restrict kept, std::size_t rows, std::size_t size)
{
    for (std::size_t row = 0; row < rows; ++row) {
        const float *x = input + row * 4 * size, *h = hidden + row * 4 * size;
        float *c = cell + row * size, *to = next + row * size, *keep = kept + row * 5 * size;
        for (std::size_t i = 0; i < size; ++i) {
            const float in = sigmoid(x[i] + h[i]);
            const float forget = sigmoid(x[size + i] + h[size + i]);
            const float fresh = hyperbolicTangent(x[2 * size + i] + h[2 * size + i]);
            const float out = sigmoid(x[3 * size + i] + h[3 * size + i]);
            c[i] = forget * c[i] + in * fresh;
            const float bent = hyperbolicTangent(c[i]);
            to[i] = out * bent;
            keep[i] = in;
            keep[size + i] = forget;
            keep[2 * size + i] = fresh;
            keep[3 * size + i] = out;
            keep[4 * size + i] = bent;
        }
    }
}

AISLE_CLONES void lstmStepBack(const float *__restrict from, const float *__restrict kept,
                               const float *__restrict before, float *__restrict cell, float *__restrict gates,
                               std::size_t rows, std::size_t size)
{
    for (std::size_t row = 0; row < rows; ++row) {
        const float *g = from + row * size, *keep = kept + row * 5 * size, *s = before + row * size;
        float *c = cell + row * size, *to = gates + row * 4 * size;
        for (std::size_t i = 0; i < size; ++i) {
            const float in = keep[i], forget = keep[size + i], fresh = keep[2 * size + i], out = keep[3 * size + i];
            const float bent = keep[4 * size + i];
            const float byCell = c[i] + g[i] * out * (1 - bent * bent);
            to[i] = byCell * fresh * in * (1 - in);
            to[size + i] = byCell * s[i] * forget * (1 - forget);
            to[2 * size + i] = byCell * in * (1 - fresh * fresh);
            to[3 * size + i] = g[i] * bent * out * (1 - out);
            c[i] = byCell * forget;
        }
    }
}

} // namespace aisle::kernels
