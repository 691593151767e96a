#include "core/features/encoders/text/bertnetwork.h"

#include "core/common/error.h"
#include "core/features/encoders/text/encoderlayout.h"
#include "core/features/encoders/text/encoderweights.h"

#include <cmath>
#include <map>

namespace aisle {

namespace {

Activation activationOf(const EncoderLayout &layout)
{
    static const std::map<QString, Activation> kNames{{QStringLiteral("gelu"), Activation::Gelu},
                                                      {QStringLiteral("gelu_new"), Activation::GeluTanh},
                                                      {QStringLiteral("gelu_fast"), Activation::GeluTanh},
                                                      {QStringLiteral("gelu_pytorch_tanh"), Activation::GeluTanh},
                                                      {QStringLiteral("relu"), Activation::Relu},
                                                      {QStringLiteral("silu"), Activation::Silu},
                                                      {QStringLiteral("swish"), Activation::Silu}};
    const auto name = layout.config.value(QStringLiteral("hidden_act")).toString(QStringLiteral("gelu"));
    const auto found = kNames.find(name);
    if (found == kNames.end())
        throw Error("encoder.activation",
                    QT_TRANSLATE_NOOP("Error", "%1 asks for the activation \"%2\", which Aisle does not have: choose "
                                               "another encoder."),
                    {layout.configFile(), name});
    return found->second;
}

/// Whether it counts positions as RoBERTa does. @throws Error encoder.architecture
bool countsBehindPadding(const EncoderLayout &layout)
{
    const auto type = layout.config.value(QStringLiteral("model_type")).toString();
    const auto positions = layout.config.value(QStringLiteral("position_embedding_type")).toString();
    if (type == QStringLiteral("roberta") || type == QStringLiteral("xlm-roberta") ||
        type == QStringLiteral("camembert"))
        return true;
    const bool isBert = type.isEmpty() || type == QStringLiteral("bert");
    if (!isBert || !(positions.isEmpty() || positions == QStringLiteral("absolute")))
        throw Error("encoder.architecture",
                    QT_TRANSLATE_NOOP("Error", "%1 describes a network of the kind \"%2\": Aisle reads bert, roberta, "
                                               "xlm-roberta and camembert with absolute positions, and model2vec."),
                    {layout.configFile(), isBert ? positions : type});
    return false;
}

BertShape shapeOf(const EncoderLayout &layout)
{
    BertShape shape{.width = layout.number("hidden_size"),
                    .layers = layout.number("num_hidden_layers"),
                    .heads = layout.number("num_attention_heads"),
                    .inner = layout.number("intermediate_size")};
    if (shape.width % shape.heads != 0)
        throw Error("encoder.heads",
                    QT_TRANSLATE_NOOP("Error", "%1 divides a width of %2 among %3 heads: that does not come out even."),
                    {layout.configFile(), QString::number(shape.width), QString::number(shape.heads)});
    const auto padding = layout.config.value(QStringLiteral("pad_token_id"));
    if (countsBehindPadding(layout))
        shape.padding = std::max(padding.toInt(1), 0);
    shape.epsilon = layout.config.value(QStringLiteral("layer_norm_eps")).toDouble(1e-12);
    shape.activation = activationOf(layout);
    return shape;
}

} // namespace

/// Reads tensors of one file by the names behind a prefix.
class BertNetwork::Reader
{
public:
    Reader(const EncoderWeights &weights, std::string prefix) : m_weights(weights), m_prefix(std::move(prefix)) {}

    at::Tensor table(const std::string &name, std::int64_t columns) const
    {
        const auto full = m_prefix + name;
        const auto values = m_weights.values(full, {-1, columns});
        return viewOf(values, m_weights.shape(full)).clone();
    }
    Linear linear(const std::string &name, std::int64_t to, std::int64_t from) const
    {
        Linear linear;
        linear.weight = tensor(name + ".weight", {to, from});
        linear.bias = tensor(name + ".bias", {to});
        return linear;
    }
    Norm norm(const std::string &name, std::int64_t width) const
    {
        const bool isOld = m_weights.has(m_prefix + name + ".gamma");
        return {tensor(name + (isOld ? ".gamma" : ".weight"), {width}),
                tensor(name + (isOld ? ".beta" : ".bias"), {width})};
    }

private:
    at::Tensor tensor(const std::string &name, const std::vector<std::int64_t> &shape) const
    {
        return viewOf(m_weights.values(m_prefix + name, shape), shape).clone();
    }
    const EncoderWeights &m_weights;
    std::string m_prefix;
};

BertNetwork BertNetwork::read(const EncoderLayout &layout, const EncoderWeights &weights)
{
    BertNetwork network;
    auto &shape = network.m_shape;
    shape = shapeOf(layout);
    const Reader reader(weights, weights.prefixOf("embeddings.word_embeddings.weight").value_or(""));
    network.m_tokens = reader.table("embeddings.word_embeddings.weight", shape.width);
    network.m_positions = reader.table("embeddings.position_embeddings.weight", shape.width);
    network.m_types = reader.table("embeddings.token_type_embeddings.weight", shape.width);
    network.m_norm = reader.norm("embeddings.LayerNorm", shape.width);
    shape.tokens = network.m_tokens.size(0);
    shape.positions = network.m_positions.size(0);
    shape.types = network.m_types.size(0);
    const auto width = shape.width;
    for (std::int64_t i = 0; i < shape.layers; ++i) {
        const auto layer = "encoder.layer." + std::to_string(i) + ".";
        const auto self = layer + "attention.self.";
        const auto query = reader.linear(self + "query", width, width), key = reader.linear(self + "key", width, width),
                   value = reader.linear(self + "value", width, width);
        auto &made = network.m_layers.emplace_back();
        made.attends.weight = at::cat({query.weight, key.weight, value.weight});
        made.attends.bias = at::cat({query.bias, key.bias, value.bias});
        made.attended = reader.linear(layer + "attention.output.dense", width, width);
        made.attendedNorm = reader.norm(layer + "attention.output.LayerNorm", width);
        made.inner = reader.linear(layer + "intermediate.dense", shape.inner, width);
        made.outer = reader.linear(layer + "output.dense", width, shape.inner);
        made.outerNorm = reader.norm(layer + "output.LayerNorm", width);
    }
    return network;
}

std::vector<at::Tensor *> BertNetwork::tensors()
{
    std::vector<at::Tensor *> all{&m_tokens, &m_positions, &m_types, &m_norm.gain, &m_norm.bias};
    for (auto &layer : m_layers) {
        for (auto *linear : {&layer.attends, &layer.attended, &layer.inner, &layer.outer})
            all.insert(all.end(), {&linear->weight, &linear->bias});
        for (auto *norm : {&layer.attendedNorm, &layer.outerNorm})
            all.insert(all.end(), {&norm->gain, &norm->bias});
    }
    return all;
}

BertNetwork BertNetwork::on(at::Device device) const
{
    auto there = *this;
    for (const auto &all : {there.tensors(), there.added()})
        for (auto *tensor : all)
            *tensor = tensor->to(device);
    return there;
}

at::Tensor BertNetwork::Linear::operator()(const at::Tensor &x) const
{
    auto outcome = at::linear(x, weight, bias);
    if (added.empty())
        return outcome;
    std::vector<at::Tensor> parts;
    for (const auto &part : added)
        parts.push_back(at::linear(at::linear(x, part.down), part.up));
    return outcome.add_(at::cat(parts, 1), scale);
}

at::Tensor BertNetwork::normed(const at::Tensor &x, const Norm &norm) const
{
    if (at::GradMode::is_enabled() && norm.gain.requires_grad()) // whose gradients layer_norm() adds up by thread
        return at::layer_norm(x, {m_shape.width}, {}, {}, m_shape.epsilon, false) * norm.gain + norm.bias;
    return at::layer_norm(x, {m_shape.width}, norm.gain, norm.bias, m_shape.epsilon, false);
}

at::Tensor BertNetwork::activated(at::Tensor inner) const
{
    switch (m_shape.activation) {
    case Activation::Gelu:
        return at::gelu(inner);
    case Activation::GeluTanh:
        return at::gelu(inner, "tanh");
    case Activation::Relu:
        return inner.relu_();
    case Activation::Silu:
        return at::silu(inner);
    }
    return inner;
}

/// @param asked  queries, keys and values of every token [tokens x 3 width]
at::Tensor BertNetwork::attention(const at::Tensor &asked, const std::vector<TokenRun> &runs) const
{
    const auto heads = m_shape.heads, size = m_shape.width / heads;
    std::vector<at::Tensor> outcome;
    for (const auto &run : runs) {
        const auto tokens = run.texts * run.length;
        const auto parts = asked.narrow(0, run.first, tokens).view({run.texts, run.length, 3, heads, size});
        const auto byHead = parts.permute({2, 0, 3, 1, 4}); // [3 x texts x heads x length x size]
        const auto scores =
            at::matmul(byHead[0], byHead[1].transpose(-1, -2)).mul_(1 / std::sqrt(static_cast<double>(size)));
        const auto seen = at::matmul(at::softmax(scores, -1), byHead[2]);
        outcome.push_back(seen.permute({0, 2, 1, 3}).reshape({tokens, m_shape.width}));
    }
    return at::cat(outcome);
}

at::Tensor BertNetwork::states(const TokenBatch &batch, JobContext &job) const
{
    const auto device = m_tokens.device();
    const auto rows = [&](const at::Tensor &table, const std::vector<std::int64_t> &index) {
        return table.index_select(0, indexTensor(index, device).clone()); // kept for the gradient
    };
    auto x = rows(m_tokens, batch.ids);
    x.add_(rows(m_types, batch.types)).add_(rows(m_positions, batch.positions));
    x = normed(x, m_norm);
    for (const auto &layer : m_layers) {
        job.checkpoint();
        const auto seen = attention(layer.attends(x), batch.runs);
        x = normed(layer.attended(seen).add_(x), layer.attendedNorm);
        const auto inner = activated(layer.inner(x));
        x = normed(layer.outer(inner).add_(x), layer.outerNorm);
    }
    return x;
}

} // namespace aisle
