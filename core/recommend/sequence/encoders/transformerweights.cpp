#include "core/recommend/sequence/encoders/transformerweights.h"

#include "core/common/error.h"
#include "core/numeric/kernels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace aisle {

namespace {

/// How a family of programs calls its tensors; a layer's stand behind `layer` and its number.
struct Family
{
    const char *items, *positions, *norm, *layer;
    const char *attention, *feedForward;
    int fromNewest;
};
constexpr std::array<Family, 2> kFamilies{{{.items = "item_embeddings.weight",
                                            .positions = "position_embeddings.weight",
                                            .norm = "LayerNorm",
                                            .layer = "item_encoder.layer.",
                                            .attention = ".attention.",
                                            .feedForward = ".intermediate.",
                                            .fromNewest = 1},
                                           {.items = "item_embedding.weight",
                                            .positions = "position_embedding.weight",
                                            .norm = "LayerNorm",
                                            .layer = "trm_encoder.layer.",
                                            .attention = ".multi_head_attention.",
                                            .feedForward = ".feed_forward.",
                                            .fromNewest = 0}}};

const Family &familyOf(const SafeTensors &file)
{
    for (const auto &family : kFamilies)
        if (file.has(family.items) && file.has(family.positions) && file.has(std::string(family.norm) + ".weight"))
            return family;
    throw Error("weights.unknown-family",
                QT_TRANSLATE_NOOP("Error", "The tensors of %1 are not called as those of a Transformer over products "
                                           "(item_embeddings.weight, position_embeddings.weight, LayerNorm.weight, "
                                           "item_encoder.layer.0...): it cannot be taken as a start."),
                {file.fileName()});
}

[[noreturn]] void throwShape(const SafeTensors &file, const std::string &name)
{
    throw Error("weights.shape", QT_TRANSLATE_NOOP("Error", "The tensor %2 of %1 has not the expected shape."),
                {file.fileName(), QString::fromStdString(name)});
}

/// Reads tensors, refusing those of another shape than the sizes found so far ask for.
class Reader
{
public:
    explicit Reader(const SafeTensors &file) : m_file(file) {}
    void demand(const std::string &name, const std::vector<std::int64_t> &shape) const
    {
        if (m_file.shape(name) != shape)
            throwShape(m_file, name);
    }
    at::Tensor operator()(const std::string &name, const std::vector<std::int64_t> &shape) const
    {
        demand(name, shape);
        const auto values = m_file.values(name);
        demandFinite(name, values);
        return viewOf(values, shape).clone();
    }
    void demandFinite(const std::string &name, std::span<const float> values) const
    {
        if (!kernels::allFinite(values))
            throw Error("weights.not-finite",
                        QT_TRANSLATE_NOOP("Error", "The tensor %2 of %1 holds values that are no numbers."),
                        {m_file.fileName(), QString::fromStdString(name)});
    }

private:
    const SafeTensors &m_file;
};

TransformerShape shapeOf(const SafeTensors &file, const Family &family, int heads)
{
    const auto &items = file.shape(family.items), &positions = file.shape(family.positions);
    int layers = 0;
    while (file.has(family.layer + std::to_string(layers) + family.attention + "query.weight"))
        ++layers;
    if (items.size() != 2 || positions.size() != 2 || items[1] > 8192 || positions[0] > 1 << 16)
        throwShape(file, family.items);
    const TransformerShape shape{.width = static_cast<std::int32_t>(items[1]),
                                 .layers = layers,
                                 .heads = heads,
                                 .maxLength = static_cast<std::int32_t>(positions[0]),
                                 .fromNewest = family.fromNewest};
    if (!shape.isSound())
        throw Error("weights.heads",
                    QT_TRANSLATE_NOOP("Error", "%1 has %2 layers of width %3, which %4 heads cannot share."),
                    {file.fileName(), QString::number(layers), QString::number(shape.width), QString::number(heads)});
    return shape;
}

/// A few bytes may name any width and number of layers: the largest tensors have to be there before memory is taken.
void demandTensors(const Reader &read, const Family &family, const TransformerShape &shape)
{
    const std::int64_t width = shape.width;
    read.demand(family.positions, {shape.maxLength, width});
    for (int l = 0; l < shape.layers; ++l) {
        const auto feedForward = family.layer + std::to_string(l) + family.feedForward;
        read.demand(feedForward + "dense_1.weight", {4 * width, width});
        read.demand(feedForward + "dense_2.weight", {width, 4 * width});
    }
}

void readLayer(TransformerLayer &layer, const Reader &read, const std::string &attention,
               const std::string &feedForward, std::int64_t width)
{
    std::vector<at::Tensor> weights, biases;
    for (const char *part : {"query", "key", "value"}) {
        weights.push_back(read(attention + part + ".weight", {width, width}));
        biases.push_back(read(attention + part + ".bias", {width}));
    }
    layer.project = at::cat(weights);
    layer.projectBias = at::cat(biases);
    layer.out = read(attention + "dense.weight", {width, width});
    layer.outBias = read(attention + "dense.bias", {width});
    layer.normGain = read(attention + "LayerNorm.weight", {width});
    layer.normBias = read(attention + "LayerNorm.bias", {width});
    layer.inner = read(feedForward + "dense_1.weight", {4 * width, width});
    layer.innerBias = read(feedForward + "dense_1.bias", {4 * width});
    layer.outer = read(feedForward + "dense_2.weight", {width, 4 * width});
    layer.outerBias = read(feedForward + "dense_2.bias", {width});
    layer.lastGain = read(feedForward + "LayerNorm.weight", {width});
    layer.lastBias = read(feedForward + "LayerNorm.bias", {width});
}

} // namespace

PretrainedTransformer readTransformer(const SafeTensors &file, int heads)
{
    const auto &family = familyOf(file);
    const auto shape = shapeOf(file, family, heads);
    const Reader read(file);
    const std::int64_t width = shape.width;
    demandTensors(read, family, shape);
    auto encoder = std::make_shared<Transformer>(shape, 0);
    encoder->positions = read(family.positions, {shape.maxLength, width});
    encoder->gain = read(std::string(family.norm) + ".weight", {width});
    encoder->bias = read(std::string(family.norm) + ".bias", {width});
    for (int l = 0; l < shape.layers; ++l) {
        const auto start = family.layer + std::to_string(l);
        readLayer(encoder->layers[static_cast<std::size_t>(l)], read, start + family.attention,
                  start + family.feedForward, width);
    }
    return {.encoder = std::move(encoder), .items = read(family.items, file.shape(family.items))};
}

std::vector<std::optional<std::int64_t>> rowsOf(const std::vector<std::string> &itemKeys, std::int64_t rows)
{
    std::vector<std::optional<std::int64_t>> found;
    for (const auto &key : itemKeys) {
        std::int64_t number = -1;
        const auto [end, problem] = std::from_chars(key.data(), key.data() + key.size(), number);
        const bool whole = problem == std::errc{} && end == key.data() + key.size();
        found.push_back(whole && number >= 0 && number < rows ? std::optional(number) : std::nullopt);
    }
    return found;
}

} // namespace aisle
