#pragma once
#include "core/jobs/jobcontext.h"
#include "core/numeric/interactionmatrix.h"

#include <cstddef>
#include <span>
#include <vector>

namespace aisle {

/// What one side of an implicit factorisation minimises for each of its rows x over the other side's vectors y:
///     sum over the row's entries of c (1 - x.y)^2  +  unobserved * sum over all y of (x.y)^2  +  ridge(n) |x|^2
/// (Hu, Koren & Volinsky 2008). The ridge grows with the row's entries, ridge(n) = l2 * (n + unobserved *
/// columns)^scale (Rendle, Krichene, Zhang & Koren 2022).
struct ImplicitObjective
{
    double unobserved = 0.1;
    double l2 = 0.003;
    double scale = 1;              ///< 0: the same ridge for every row
    double countWeight = 0;        ///< c = 1 + countWeight * log(value)
    bool valuesAreWeights = false; ///< c = value

    float ridge(std::size_t entries, std::size_t columns) const;
    float weight(float value) const;
};

/// What all that was not chosen weighs together stays in proportion to what was: a shop with a hundred times the
/// products has a hundred times the zeros, which say less each. Six times the density, at most 1.
double unobservedWeight(const SparseRows &pairs);

/// Solves such rows by preconditioned conjugate gradients. The other side's vectors lie along the eigenvectors of their
/// Gram matrix, so that its product is a diagonal's: a step costs two passes over the row's own vectors, and the
/// diagonal of the whole system makes a good preconditioner.
class ImplicitSolver
{
public:
    ImplicitSolver(ImplicitObjective objective, std::size_t size) : m_objective(objective), m_size(size) {}

    /// Turns both sides by the eigenvectors of others' Gram matrix (all dot products stay) and keeps its eigenvalues.
    /// @param others, rows  row-major [. x size]
    /// @return false, and nothing is turned, when the Gram matrix is beyond every number
    [[nodiscard]] bool turn(std::vector<float> &others, std::vector<float> &rows);
    const std::vector<float> &eigenvalues() const { return m_eigenvalues; }
    void setEigenvalues(std::vector<float> values) { m_eigenvalues = std::move(values); } ///< [size], of turned vectors

    /// Solves every row, starting from what it is. @param others  turned, [entries.cols x size]
    /// @return the rows' share of the objective, ridge left out
    double sweep(const SparseRows &entries, std::span<const float> others, std::span<float> rows, int steps,
                 JobContext &job) const;
    /// One row to the end, from 0. @param columns  of the other side, distinct; @param values  as SparseRows', or empty
    void solve(std::span<const std::uint32_t> columns, std::span<const float> values, std::span<const float> others,
               std::span<float> row) const;

private:
    struct Scratch;
    double solveRow(std::span<const std::uint32_t> columns, std::span<const float> values,
                    std::span<const float> others, std::span<float> row, int steps, Scratch &scratch) const;

    ImplicitObjective m_objective;
    std::size_t m_size;
    std::vector<float> m_eigenvalues;
};

namespace kernels {

/// A row's system (diag(diagonal) + V' C V) x = V' C t.
struct SquaresRow
{
    const float *vectors; ///< V, row-major [count x size]
    const float *weights; ///< C's diagonal
    const float *targets; ///< t; null: 1 each
    const float *diagonal;
    std::size_t count;
    std::size_t size;
};
/// Improves x by at most `steps` steps, fewer once the residual has fallen to `tolerance` of the right side's length.
/// @param scratch  5 * size numbers  @return sum of c (t - V x)^2 + x' diag(diagonal) x
double solveSquares(const SquaresRow &row, float *x, int steps, float tolerance, float *scratch);

} // namespace kernels
} // namespace aisle
