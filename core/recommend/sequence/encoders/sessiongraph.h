#pragma once
#include "core/recommend/sequence/sequencenetwork.h"

#include <vector>

namespace aisle {

/// The directed graph of each sequence: a node a distinct product, an edge a step from one to the next. Products are
/// told apart by their vectors. A node stands at the position where its product is first; elsewhere its column is 0.
struct SessionGraph
{
    at::Tensor nodes; ///< [sequences x length x length] 1 where the product of a position (row) is this node (column)
    at::Tensor incoming; ///< the same shape: how often a node comes before the position's product, by all that do
    at::Tensor outgoing; ///< the same behind it
};
/// @param inputs   [sequences x length x width], filled up on the right
/// @param lengths  [sequences] real lengths; rows behind them are 0
SessionGraph sessionGraph(const at::Tensor &inputs, std::span<const std::int64_t> lengths);

/// SR-GNN's network (Wu et al. 2019): gated steps along the graph of the session, attention of its last product over
/// all of them, and a linear form of both. Answers for the whole sequence: all of its positions hold the same.
class SessionGraphEncoder : public SequenceEncoder
{
public:
    SessionGraphEncoder(std::int64_t width, int steps, std::uint64_t seed);
    std::vector<at::Tensor *> tensors() override;
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t> lengths, Dropout &dropout) const override;
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<SessionGraphEncoder>(*this); }

private:
    int m_steps;
    at::Tensor m_in, m_out, m_edgeBias;             ///< [width x width] twice, [2 width]
    at::Tensor m_input, m_inputBias;                ///< [3 width x 2 width], [3 width]: gates r, z, n
    at::Tensor m_state, m_stateBias;                ///< [3 width x width], [3 width]
    at::Tensor m_asks, m_answers, m_bias, m_weight; ///< [width x width] twice, [width], [1 x width]
    at::Tensor m_join, m_joinBias;                  ///< [width x 2 width], [width]
};

} // namespace aisle
