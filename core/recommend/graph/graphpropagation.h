#pragma once
#include "core/dataset/trainingset.h"
#include "core/numeric/sparsetensor.h"

#include <cstdint>
#include <span>
#include <vector>

namespace aisle {

/// The graph of shoppers and products with an edge a pair, weighted v / sqrt(degree x degree): v is what the pair is
/// worth, mostly 1, a degree the sum over a vertex' edges. Vertices are the shoppers, then the products, then what else
/// there is.
class BipartiteGraph
{
public:
    BipartiteGraph(const TrainingSet &train, at::Device device) : BipartiteGraph(train, {}, device) {}
    /// @param more  what edges besides the pairs are worth, [vertices x vertices], symmetric; without rows: none
    BipartiteGraph(const TrainingSet &train, const SparseRows &more, at::Device device);

    std::int64_t userCount() const { return m_users; }
    std::int64_t vertexCount() const { return m_adjacency.rows; }
    const std::vector<float> &inverseRoots() const { return m_roots; } ///< [vertices] of the degrees
    /// Each vertex' weighted sum of its neighbours. Symmetric: gradients go the same way back.
    /// @param vectors  float [vertices x size], contiguous
    at::Tensor propagate(const at::Tensor &vectors) const;
    /// The mean of the vectors after 0, 1, ... `layers` propagations. One call at a time. @param out  the vectors'
    /// shape
    void average(const at::Tensor &vectors, int layers, at::Tensor out);
    at::Tensor average(const at::Tensor &vectors, int layers);

private:
    std::int64_t m_users;
    SparseRows m_adjacency;
    std::vector<float> m_roots;
    at::Tensor m_between[2]; ///< layers on their way, kept so that a step asks for no memory
    DeviceMatrix m_matrix;   ///< the same in the device's memory, where that is not the CPU
};

/// 1 / sqrt(sum of values) of each row; 0 of an empty one. @param values  of the entries; empty: 1 each
std::vector<float> inverseRootDegrees(const SparseRows &rows, const std::vector<float> &values = {});

/// An edge between two vertices and what it is worth.
struct VertexEdge
{
    std::uint32_t from = 0, to = 0;
    float value = 1;
};
/// Both ways of each edge, [vertices x vertices]; what joins the same two adds up.
SparseRows symmetricRows(std::span<const VertexEdge> edges, std::uint32_t vertices);

} // namespace aisle
