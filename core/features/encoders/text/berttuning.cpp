#include "core/features/encoders/text/bertnetwork.h"
#include "core/features/encoders/text/tunableencoder.h"

#include "core/common/random.h"

#include <cmath>

namespace aisle {

std::vector<BertNetwork::Linear *> BertNetwork::linears()
{
    std::vector<Linear *> all;
    for (auto &layer : m_layers)
        all.insert(all.end(), {&layer.attends, &layer.attended, &layer.inner, &layer.outer});
    return all;
}

std::vector<at::Tensor *> BertNetwork::added()
{
    std::vector<at::Tensor *> all;
    for (auto *linear : linears())
        for (auto &part : linear->added)
            all.insert(all.end(), {&part.down, &part.up});
    return all;
}

std::vector<at::Tensor *> BertNetwork::learnt()
{
    const auto all = added();
    return all.empty() ? tensors() : all;
}

std::vector<LinearLayer> BertNetwork::linears(bool all) const
{
    std::vector<LinearLayer> layers;
    const auto width = m_shape.width;
    for (std::int64_t i = 0; i < m_shape.layers; ++i) {
        const auto layer = "encoder.layer." + std::to_string(i) + ".";
        for (const auto *part : {"self.query", "self.key", "self.value", "output.dense"})
            layers.push_back({layer + "attention." + part, width, width});
        if (all) {
            layers.push_back({layer + "intermediate.dense", m_shape.inner, width});
            layers.push_back({layer + "output.dense", width, m_shape.inner});
        }
    }
    return layers;
}

void BertNetwork::beginTuning(const Tuning &tuning, std::uint64_t seed)
{
    if (tuning.rank == 0)
        return;
    constexpr std::size_t kLinearsALayer = 4;
    const auto all = linears();
    std::uint64_t stream = 0;
    for (std::size_t l = 0; l < all.size(); ++l) {
        auto &linear = *all[l];
        if (l % kLinearsALayer > 1 && !tuning.allLayers)
            continue;
        const std::int64_t from = linear.weight.size(1), parts = l % kLinearsALayer == 0 ? 3 : 1,
                           rows = linear.weight.size(0) / parts;
        for (std::int64_t part = 0; part < parts; ++part) {
            const double deviation = 1 / std::sqrt(static_cast<double>(from));
            linear.added.push_back(
                {.down = normalTensor({tuning.rank, from}, deviation, deriveSeed(seed, ++stream)).to(m_tokens.device()),
                 .up = at::zeros({rows, tuning.rank}, m_tokens.options())});
        }
        linear.scale = tuning.alpha / tuning.rank;
    }
}

void BertNetwork::merge()
{
    const at::NoGradGuard noGrad;
    for (auto *linear : linears()) {
        if (linear->added.empty())
            continue;
        std::vector<at::Tensor> parts;
        for (const auto &part : linear->added)
            parts.push_back(at::matmul(part.up, part.down));
        linear->weight = linear->weight + at::cat(parts) * linear->scale;
        linear->added.clear();
    }
    for (auto *tensor : tensors())
        *tensor = tensor->detach();
}

std::map<std::string, at::Tensor> BertNetwork::named() const
{
    std::map<std::string, at::Tensor> all{{"embeddings.word_embeddings.weight", m_tokens},
                                          {"embeddings.position_embeddings.weight", m_positions},
                                          {"embeddings.token_type_embeddings.weight", m_types}};
    const auto put = [&](const std::string &name, const at::Tensor &weight, const at::Tensor &bias) {
        all.emplace(name + ".weight", weight);
        all.emplace(name + ".bias", bias);
    };
    put("embeddings.LayerNorm", m_norm.gain, m_norm.bias);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const auto name = "encoder.layer." + std::to_string(i) + ".";
        const auto &layer = m_layers[i];
        std::int64_t first = 0;
        for (const auto *part : {"query", "key", "value"}) {
            put(name + "attention.self." + part, layer.attends.weight.narrow(0, first, m_shape.width),
                layer.attends.bias.narrow(0, first, m_shape.width));
            first += m_shape.width;
        }
        put(name + "attention.output.dense", layer.attended.weight, layer.attended.bias);
        put(name + "attention.output.LayerNorm", layer.attendedNorm.gain, layer.attendedNorm.bias);
        put(name + "intermediate.dense", layer.inner.weight, layer.inner.bias);
        put(name + "output.dense", layer.outer.weight, layer.outer.bias);
        put(name + "output.LayerNorm", layer.outerNorm.gain, layer.outerNorm.bias);
    }
    return all;
}

} // namespace aisle
