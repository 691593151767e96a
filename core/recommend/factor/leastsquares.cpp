#include "core/recommend/factor/leastsquares.h"

#include "core/common/parallel.h"
#include "core/numeric/torchsupport.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {
constexpr std::size_t kGrain = 32;
constexpr int kStepsToTheEnd = 500;
constexpr float kEnd = 1e-6F;    ///< of the right side: as far as float goes
constexpr float kEnough = 1e-4F; ///< within a sweep

/// LAPACK meets at a barrier for each of thousands of short steps: for so few rows that costs more than it saves, and
/// beside other work, when each wait is for a time slice, several times more.
std::tuple<at::Tensor, at::Tensor> eigensystem(const at::Tensor &gram)
{
    constexpr std::int64_t kFew = 512;
    const ThreadScope threads(gram.size(0) <= kFew ? 1 : threadCount());
    return at::linalg_eigh(gram);
}
} // namespace

float ImplicitObjective::ridge(std::size_t entries, std::size_t columns) const
{
    return static_cast<float>(
        l2 * std::pow(static_cast<double>(entries) + unobserved * static_cast<double>(columns), scale));
}

float ImplicitObjective::weight(float value) const
{
    if (valuesAreWeights)
        return value;
    return 1 + static_cast<float>(countWeight) * std::log(std::max(1.0F, value));
}

struct ImplicitSolver::Scratch
{
    std::vector<float> vectors, weights, diagonal, vectorsOfSteps;
};

double unobservedWeight(const SparseRows &pairs)
{
    constexpr double kZerosToOnes = 6;
    const double cells = static_cast<double>(pairs.rows) * pairs.cols;
    return cells == 0 ? 0 : std::min(1.0, kZerosToOnes * static_cast<double>(pairs.entries()) / cells);
}

bool ImplicitSolver::turn(std::vector<float> &others, std::vector<float> &rows)
{
    const c10::InferenceMode inference;
    const auto size = static_cast<std::int64_t>(m_size);
    const auto viewed = [&](std::vector<float> &values) {
        return viewOf(values, {static_cast<std::int64_t>(values.size()) / size, size});
    };
    auto theirs = viewed(others);
    const auto gram = at::mm(theirs.t(), theirs);
    if (!allFinite(gram))
        return false;
    const auto [values, vectors] = eigensystem(gram);
    m_eigenvalues = toVector(values.clamp_min(0));
    theirs.copy_(at::mm(theirs, vectors));
    auto ours = viewed(rows);
    ours.copy_(at::mm(ours, vectors));
    return true;
}

double ImplicitSolver::solveRow(std::span<const std::uint32_t> columns, std::span<const float> values,
                                std::span<const float> others, std::span<float> row, int steps, Scratch &scratch) const
{
    const auto count = columns.size(), columnCount = others.size() / m_size;
    if (count == 0) {
        std::fill(row.begin(), row.end(), 0.0F);
        return 0;
    }
    scratch.vectors.resize(std::max(scratch.vectors.size(), count * m_size));
    scratch.weights.resize(std::max(scratch.weights.size(), count));
    scratch.vectorsOfSteps.resize(5 * m_size);
    for (std::size_t i = 0; i < count; ++i) {
        std::copy_n(others.data() + std::size_t(columns[i]) * m_size, m_size, scratch.vectors.data() + i * m_size);
        scratch.weights[i] = values.empty() || values[i] == 1 ? 1 : m_objective.weight(values[i]);
    }
    // Without a ridge the system may be singular; this is as much as float can tell from nothing.
    const float least = kEnd * static_cast<float>(m_objective.unobserved) * m_eigenvalues.back();
    const float ridge = std::max(m_objective.ridge(count, columnCount), least);
    scratch.diagonal.resize(m_size);
    for (std::size_t f = 0; f < m_size; ++f)
        scratch.diagonal[f] = static_cast<float>(m_objective.unobserved) * m_eigenvalues[f] + ridge;
    const bool toTheEnd = steps == kStepsToTheEnd;
    return kernels::solveSquares({.vectors = scratch.vectors.data(),
                                  .weights = scratch.weights.data(),
                                  .targets = nullptr,
                                  .diagonal = scratch.diagonal.data(),
                                  .count = count,
                                  .size = m_size},
                                 row.data(), steps, toTheEnd ? kEnd : kEnough, scratch.vectorsOfSteps.data());
}

double ImplicitSolver::sweep(const SparseRows &entries, std::span<const float> others, std::span<float> rows, int steps,
                             JobContext &job) const
{
    std::vector<Scratch> scratches(static_cast<std::size_t>(threadCount()));
    std::vector<double> parts((entries.rows + kGrain - 1) / kGrain);
    parallelFor(entries.rows, kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        for (auto r = begin; r < end; ++r) {
            const auto row = static_cast<std::uint32_t>(r);
            parts[begin / kGrain] +=
                solveRow(entries.row(row), entries.rowValues(row), others, rows.subspan(r * m_size, m_size), steps,
                         scratches[static_cast<std::size_t>(thread)]);
        }
    });
    double sum = 0;
    for (const auto part : parts)
        sum += part;
    return sum;
}

void ImplicitSolver::solve(std::span<const std::uint32_t> columns, std::span<const float> values,
                           std::span<const float> others, std::span<float> row) const
{
    Scratch scratch;
    std::fill(row.begin(), row.end(), 0.0F);
    solveRow(columns, values, others, row, kStepsToTheEnd, scratch);
}

} // namespace aisle
