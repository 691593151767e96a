#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Loops compiled for several instruction sets (baseline, AVX2, AVX-512) and chosen when the program starts.
namespace aisle::kernels {

void addScaled(float *to, const float *from, float factor, std::size_t count); ///< to += factor * from
float dot(const float *a, const float *b, std::size_t count);
bool allFinite(std::span<const float> values);         ///< neither NaN nor infinite
float maximum(const float *values, std::size_t count); ///< lowest float for count 0; NaN is passed over
/// The first place from `from` on whose value is not below `threshold` (NaN is not); values.size() when there is none.
std::size_t nextAtLeast(std::span<const float> values, std::size_t from, float threshold);
/// values[i] = exp(values[i] - shift); @return their sum. Relative error below 2e-6 a value.
float expInPlace(float *values, float shift, std::size_t count);

/// A vector that learns by Adagrad with one sum of squares a row: rows seen often slow down, rare ones keep their pace.
struct LearningRow
{
    float *values;
    float *squares; ///< sum over the steps of the gradient's mean square
};
/// One step of stochastic gradient ascent on log sigmoid(margin), margin = user . (positive - negative) + offset, with
/// weight decay l2 on the three vectors, all of `size`. @return sigmoid(-margin)
float pairStep(LearningRow user, LearningRow positive, LearningRow negative, std::size_t size, float offset, float rate,
               float l2);
/// The same, only the user's vector moves.
float pairStepOfUser(LearningRow user, const float *positive, const float *negative, std::size_t size, float offset,
                     float rate, float l2);
/// A row's rate after its squares have grown by `square`.
inline float adagradRate(float *squares, float square, float rate)
{
    *squares += square;
    return rate / std::sqrt(*squares + 1e-8F);
}

/// One Adam step on `count` numbers; the gradient is set to 0. `rate` has the bias corrections folded in.
void adamStep(float *values, float *gradient, float *first, float *second, std::size_t count, float rate, float decay,
              float epsilon);
/// keep[i] = `value` with probability 1 - rate, else 0, from a counter-based generator: depends on seed and first + i
/// only.
void dropoutMask(float *keep, std::size_t count, std::uint64_t seed, std::uint64_t first, float rate, float value);

/// Vectors repacked so that a block of dot products streams through registers: panels of kPanel rows, within a panel
/// [size x kPanel]; the last panel is filled up with zeros.
class PackedVectors
{
public:
    static constexpr std::size_t kPanel = 32;
    PackedVectors() = default;
    /// @param values  row-major [rows x size]
    PackedVectors(std::span<const float> values, std::size_t rows, std::size_t size);

    std::size_t rows() const { return m_rows; }
    std::size_t size() const { return m_size; }
    std::size_t panels() const { return (m_rows + kPanel - 1) / kPanel; }
    const float *panel(std::size_t index) const { return m_values.data() + index * kPanel * m_size; }

private:
    std::size_t m_rows = 0;
    std::size_t m_size = 0;
    std::vector<float> m_values;
};

/// products[v * stride + j] = vectors row v . packed row (first * kPanel + j), for `count` vectors and `panels` panels.
/// @param vectors  row-major [count x packed.size()]
void dotProducts(const float *vectors, std::size_t count, const PackedVectors &packed, std::size_t first,
                 std::size_t panels, float *products, std::size_t stride);

} // namespace aisle::kernels
