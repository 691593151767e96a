#include "core/recommend/sequence/encoders/sessiongraph.h"

#include "core/common/random.h"

#include <cmath>

namespace aisle {

SessionGraph sessionGraph(const at::Tensor &inputs, std::span<const std::int64_t> lengths)
{
    const at::NoGradGuard noGrad;
    const auto x = inputs.detach();
    const auto length = x.size(1);
    const auto positions = at::arange(length, x.options());
    const auto real = positions.unsqueeze(0).lt(indexTensor(lengths, x.device()).unsqueeze(1)).to(x.dtype());
    const auto same = x.unsqueeze(2).eq(x.unsqueeze(1)).all(3).to(x.dtype()) * real.unsqueeze(2) * real.unsqueeze(1);
    const auto isFirst = same.tril(-1).sum(2).eq(0).to(x.dtype());
    const auto nodes = same * isFirst.unsqueeze(1);
    const auto from = nodes.narrow(1, 0, length - 1), to = nodes.narrow(1, 1, length - 1);
    const auto edges = at::bmm(from.transpose(1, 2), to);
    const auto ends = edges.sum(1).clamp_min(1).unsqueeze(2), starts = edges.sum(2).clamp_min(1).unsqueeze(2);
    return {.nodes = nodes,
            .incoming = at::bmm(nodes, edges.transpose(1, 2) / ends),
            .outgoing = at::bmm(nodes, edges / starts)};
}

SessionGraphEncoder::SessionGraphEncoder(std::int64_t width, int steps, std::uint64_t seed) : m_steps(steps)
{
    const double deviation = 1 / std::sqrt(3 * static_cast<double>(width)); // as of numbers within 1 / sqrt(width)
    std::uint64_t part = 0;
    for (auto *square : {&m_in, &m_out, &m_asks, &m_answers})
        *square = normalTensor({width, width}, deviation, deriveSeed(seed, ++part));
    for (auto *wide : {&m_input, &m_join})
        *wide = normalTensor({wide == &m_input ? 3 * width : width, 2 * width}, deviation, deriveSeed(seed, ++part));
    m_state = normalTensor({3 * width, width}, deviation, deriveSeed(seed, ++part));
    m_weight = normalTensor({1, width}, deviation, deriveSeed(seed, ++part));
    m_edgeBias = at::zeros({2 * width});
    m_inputBias = at::zeros({3 * width});
    m_stateBias = at::zeros({3 * width});
    m_bias = at::zeros({width});
    m_joinBias = at::zeros({width});
}

std::vector<at::Tensor *> SessionGraphEncoder::tensors()
{
    return {&m_in,   &m_out,     &m_edgeBias, &m_input,  &m_inputBias, &m_state,   &m_stateBias,
            &m_asks, &m_answers, &m_bias,     &m_weight, &m_join,      &m_joinBias};
}

at::Tensor SessionGraphEncoder::states(const at::Tensor &inputs, std::span<const std::int64_t> lengths,
                                       Dropout &dropout) const
{
    const auto sequences = inputs.size(0), length = inputs.size(1), width = inputs.size(2);
    const auto graph = sessionGraph(inputs, lengths);
    auto x = at::bmm(graph.nodes, dropout(inputs)); // what is left out of a product is so wherever it stands
    for (int step = 0; step < m_steps; ++step) {
        const auto heard =
            at::cat({at::bmm(graph.incoming, at::linear(x, m_in)), at::bmm(graph.outgoing, at::linear(x, m_out))}, 2) +
            m_edgeBias;
        x = at::gru_cell(heard.reshape({-1, 2 * width}), x.reshape({-1, width}), m_input, m_state, m_inputBias,
                         m_stateBias)
                .view({sequences, length, width});
    }
    std::vector<std::int64_t> ends;
    for (std::size_t s = 0; s < lengths.size(); ++s)
        ends.push_back(static_cast<std::int64_t>(s) * length + lengths[s] - 1);
    // The way back reads the indexes when this function has ended.
    const auto last = x.reshape({-1, width}).index_select(0, indexTensor(ends, x.device()).clone());
    const auto asks = at::linear(last, m_asks, m_bias).unsqueeze(1), answers = at::linear(x, m_answers);
    const auto real = graph.nodes.sum(2, true); // 0 behind the end
    const auto strength = at::linear(at::sigmoid(asks + answers), m_weight) * real;
    const auto whole = (strength * x).sum(1);
    const auto session = at::linear(dropout(at::cat({whole, last}, 1)), m_join, m_joinBias);
    return session.unsqueeze(1).expand({sequences, length, width});
}

} // namespace aisle
