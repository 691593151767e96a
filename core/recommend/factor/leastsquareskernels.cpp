#include "core/numeric/vectorised.h"
#include "core/recommend/factor/leastsquares.h"

#include <algorithm>

namespace aisle::kernels {

namespace {

inline __attribute__((always_inline)) float product(const float *a, const float *b, std::size_t size)
{
    float sum = 0;
    for (std::size_t f = 0; f < size; ++f)
        sum += a[f] * b[f];
    return sum;
}

/// to = diag x + V' C V x from one pass over V, four vectors at a time: their sums overlap.
inline __attribute__((always_inline)) void multiply(const SquaresRow &row, const float *x, float *__restrict to)
{
    const auto size = row.size;
    for (std::size_t f = 0; f < size; ++f)
        to[f] = row.diagonal[f] * x[f];
    std::size_t i = 0;
    for (; i + 4 <= row.count; i += 4) {
        const float *a = row.vectors + i * size, *b = a + size, *c = b + size, *d = c + size;
        float p = 0, q = 0, r = 0, s = 0;
        for (std::size_t f = 0; f < size; ++f) {
            p += a[f] * x[f];
            q += b[f] * x[f];
            r += c[f] * x[f];
            s += d[f] * x[f];
        }
        p *= row.weights[i];
        q *= row.weights[i + 1];
        r *= row.weights[i + 2];
        s *= row.weights[i + 3];
        for (std::size_t f = 0; f < size; ++f)
            to[f] += p * a[f] + q * b[f] + r * c[f] + s * d[f];
    }
    for (; i < row.count; ++i) {
        const float *vector = row.vectors + i * size;
        const float factor = row.weights[i] * product(vector, x, size);
        for (std::size_t f = 0; f < size; ++f)
            to[f] += factor * vector[f];
    }
}

} // namespace

AISLE_CLONES double solveSquares(const SquaresRow &row, float *x, int steps, float tolerance, float *scratch)
{
    const auto size = row.size;
    float *__restrict residual = scratch, *__restrict direction = scratch + size;
    float *__restrict image = scratch + 2 * size, *__restrict inverse = scratch + 3 * size;
    float *__restrict right = scratch + 4 * size;
    for (std::size_t f = 0; f < size; ++f) {
        inverse[f] = row.diagonal[f];
        right[f] = 0;
    }
    for (std::size_t i = 0; i < row.count; ++i) {
        const float *vector = row.vectors + i * size;
        const float weight = row.weights[i], pull = row.targets ? weight * row.targets[i] : weight;
        for (std::size_t f = 0; f < size; ++f) {
            inverse[f] += weight * vector[f] * vector[f];
            right[f] += pull * vector[f];
        }
    }
    multiply(row, x, image);
    const float enough = tolerance * tolerance * product(right, right, size);
    float length = 0;
    for (std::size_t f = 0; f < size; ++f) {
        residual[f] = right[f] - image[f];
        inverse[f] = inverse[f] > 0 ? 1 / inverse[f] : 0; // where nothing pulls, x stays
        direction[f] = inverse[f] * residual[f];
        length += residual[f] * direction[f];
    }
    for (int step = 0; step < steps && length > 0 && product(residual, residual, size) > enough; ++step) {
        multiply(row, direction, image);
        const float curvature = product(direction, image, size);
        if (!(curvature > 0)) // without a ridge the system may be singular: x is as far as it gets
            break;
        const float rate = length / curvature;
        float next = 0;
        for (std::size_t f = 0; f < size; ++f) {
            x[f] += rate * direction[f];
            residual[f] -= rate * image[f];
            next += residual[f] * residual[f] * inverse[f];
        }
        const float keep = next / length;
        for (std::size_t f = 0; f < size; ++f)
            direction[f] = inverse[f] * residual[f] + keep * direction[f];
        length = next;
    }
    // At the solution A x = b, so that the objective sum c t^2 - 2 b.x + x.A x needs no further pass.
    float squares = 0;
    for (std::size_t i = 0; i < row.count; ++i)
        squares += row.targets ? row.weights[i] * row.targets[i] * row.targets[i] : row.weights[i];
    double value = squares;
    for (std::size_t f = 0; f < size; ++f)
        value -= x[f] * (right[f] + residual[f]);
    return value < 0 ? 0 : value; // what is not a number stays so
}

} // namespace aisle::kernels
