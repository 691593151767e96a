#include "core/common/error.h"
#include "core/features/encoders/images/towerreader.h"
#include "core/features/encoders/text/encoderweights.h"

#include <QJsonObject>
#include <cmath>

namespace aisle {

namespace {

/// How a family of files names what all of them have. "%" stands for a layer's number; nullptr: there is none.
struct Names
{
    const char *patch, *token, *positions;
    const char *firstNorm, *lastNorm;
    const char *projection;          ///< behind the last norm, where the file has it
    const char *layerNorm, *joint;   ///< `joint`: queries, keys and values in one tensor, ...
    const char *query, *key, *value; ///< ... or each its own
    const char *attended, *innerNorm, *inner, *outer;
    double epsilon;
    bool isClip;
};

constexpr Names kTorchvision{"conv_proj",
                             "class_token",
                             "encoder.pos_embedding",
                             nullptr,
                             "encoder.ln",
                             nullptr,
                             "encoder.layers.encoder_layer_%.ln_1",
                             "encoder.layers.encoder_layer_%.self_attention.in_proj_",
                             nullptr,
                             nullptr,
                             nullptr,
                             "encoder.layers.encoder_layer_%.self_attention.out_proj",
                             "encoder.layers.encoder_layer_%.ln_2",
                             "encoder.layers.encoder_layer_%.mlp.0",
                             "encoder.layers.encoder_layer_%.mlp.3",
                             1e-6,
                             false};
/// As torchvision called the inner layers once.
constexpr Names kTorchvisionOld = [] {
    auto names = kTorchvision;
    names.inner = "encoder.layers.encoder_layer_%.mlp.linear_1";
    names.outer = "encoder.layers.encoder_layer_%.mlp.linear_2";
    return names;
}();
constexpr Names kTimm{"patch_embed.proj",
                      "cls_token",
                      "pos_embed",
                      nullptr,
                      "norm",
                      nullptr,
                      "blocks.%.norm1",
                      "blocks.%.attn.qkv.",
                      nullptr,
                      nullptr,
                      nullptr,
                      "blocks.%.attn.proj",
                      "blocks.%.norm2",
                      "blocks.%.mlp.fc1",
                      "blocks.%.mlp.fc2",
                      1e-6,
                      false};
constexpr Names kHuggingFace{"embeddings.patch_embeddings.projection",
                             "embeddings.cls_token",
                             "embeddings.position_embeddings",
                             nullptr,
                             "layernorm",
                             nullptr,
                             "encoder.layer.%.layernorm_before",
                             nullptr,
                             "encoder.layer.%.attention.attention.query",
                             "encoder.layer.%.attention.attention.key",
                             "encoder.layer.%.attention.attention.value",
                             "encoder.layer.%.attention.output.dense",
                             "encoder.layer.%.layernorm_after",
                             "encoder.layer.%.intermediate.dense",
                             "encoder.layer.%.output.dense",
                             1e-12,
                             false};
constexpr Names kClip{"vision_model.embeddings.patch_embedding",
                      "vision_model.embeddings.class_embedding",
                      "vision_model.embeddings.position_embedding.weight",
                      "vision_model.pre_layrnorm",
                      "vision_model.post_layernorm",
                      "visual_projection.weight",
                      "vision_model.encoder.layers.%.layer_norm1",
                      nullptr,
                      "vision_model.encoder.layers.%.self_attn.q_proj",
                      "vision_model.encoder.layers.%.self_attn.k_proj",
                      "vision_model.encoder.layers.%.self_attn.v_proj",
                      "vision_model.encoder.layers.%.self_attn.out_proj",
                      "vision_model.encoder.layers.%.layer_norm2",
                      "vision_model.encoder.layers.%.mlp.fc1",
                      "vision_model.encoder.layers.%.mlp.fc2",
                      1e-5,
                      true};
constexpr Names kOpenClip{"visual.conv1",
                          "visual.class_embedding",
                          "visual.positional_embedding",
                          "visual.ln_pre",
                          "visual.ln_post",
                          "visual.proj",
                          "visual.transformer.resblocks.%.ln_1",
                          "visual.transformer.resblocks.%.attn.in_proj_",
                          nullptr,
                          nullptr,
                          nullptr,
                          "visual.transformer.resblocks.%.attn.out_proj",
                          "visual.transformer.resblocks.%.ln_2",
                          "visual.transformer.resblocks.%.mlp.c_fc",
                          "visual.transformer.resblocks.%.mlp.c_proj",
                          1e-5,
                          true};

std::string inLayer(const char *name, int layer)
{
    std::string text(name);
    const auto at = text.find('%');
    return at == std::string::npos ? text : text.replace(at, 1, std::to_string(layer));
}

const Names &namesIn(const TowerReader &reader)
{
    for (const auto *names : {&kTorchvision, &kTorchvisionOld, &kTimm, &kHuggingFace, &kClip, &kOpenClip})
        if (reader.has(std::string(names->patch) + ".weight") && reader.has(inLayer(names->inner, 0) + ".weight"))
            return *names;
    return kTorchvision; // whose first missing tensor is then named
}

struct Norm
{
    at::Tensor gain, bias; ///< [width]
};
struct Linear
{
    at::Tensor weight, bias; ///< [to x from], [to] (undefined where there is none)

    at::Tensor operator()(const at::Tensor &x) const { return at::linear(x, weight, bias); }
};
struct Layer
{
    Norm norm;
    Linear attends, attended; ///< queries, keys and values [3 width x width]; their outcome [width x width]
    Norm innerNorm;
    Linear inner, outer;
};

enum class Bend { Gelu, QuickGelu, GeluTanh, Relu };

/// The vision transformer (Dosovitskiy et al. 2021): squares of a picture as tokens, and what the class token has seen
/// after the last norm; CLIP's (Radford et al. 2021) norms once more before, and projects at the end.
class VisionTransformer : public ImageTower
{
public:
    explicit VisionTransformer(const TowerReader &reader) : m_names(namesIn(reader)), m_reader(&reader)
    {
        const auto patch = std::string(m_names.patch);
        const auto &shape = reader.shape(patch + ".weight");
        m_patch = readConvolution(reader, patch, {.stride = shape.size() == 4 ? shape[2] : 1, .keepsSize = false});
        m_width = m_patch.to();
        m_token = reader.table(m_names.token, m_width);
        m_positions = reader.table(m_names.positions, m_width);
        readConfig();
        if (m_names.firstNorm)
            m_firstNorm = norm(m_names.firstNorm);
        for (int layer = 0; reader.has(inLayer(m_names.layerNorm, layer) + ".weight"); ++layer)
            m_layers.push_back(readLayer(layer));
        m_lastNorm = norm(m_names.lastNorm);
        readProjection();
        m_reader = nullptr;
    }

    std::int64_t dims() const override { return m_projection.defined() ? m_projection.size(0) : m_width; }
    int side() const override { return static_cast<int>(m_grid * m_patch.stride); }

    at::Tensor features(at::Tensor x, JobContext &job) const override
    {
        const auto pictures = x.size(0);
        x = m_patch(x).flatten(2).transpose(1, 2); // [pictures x squares x width]
        x = at::cat({m_token.expand({pictures, 1, m_width}), x}, 1).add_(m_positions);
        if (m_firstNorm)
            x = normed(x, *m_firstNorm);
        for (const auto &layer : m_layers) {
            job.checkpoint();
            x = x + layer.attended(attention(layer.attends(normed(x, layer.norm))));
            x.add_(layer.outer(bent(layer.inner(normed(x, layer.innerNorm)))));
        }
        const auto seen = normed(x.select(1, 0), m_lastNorm);
        return m_projection.defined() ? at::linear(seen, m_projection) : seen;
    }

private:
    Norm norm(const std::string &name) const
    {
        return {m_reader->tensor(name + ".weight", {m_width}), m_reader->tensor(name + ".bias", {m_width})};
    }
    Linear linear(const std::string &weight, const std::string &bias, std::int64_t to, std::int64_t from) const
    {
        Linear made{m_reader->tensor(weight, {to, from}), {}};
        if (m_reader->has(bias))
            made.bias = m_reader->tensor(bias, {made.weight.size(0)});
        return made;
    }
    Linear linear(const char *name, int layer, std::int64_t to, std::int64_t from) const
    {
        const auto full = inLayer(name, layer);
        return linear(full + ".weight", full + ".bias", to, from);
    }

    Linear readAttends(int layer) const
    {
        if (m_names.joint) {
            const auto name = inLayer(m_names.joint, layer);
            return linear(name + "weight", name + "bias", 3 * m_width, m_width);
        }
        const auto query = linear(m_names.query, layer, m_width, m_width),
                   key = linear(m_names.key, layer, m_width, m_width),
                   value = linear(m_names.value, layer, m_width, m_width);
        Linear all{at::cat({query.weight, key.weight, value.weight}), {}};
        const auto none = at::zeros({m_width}, all.weight.options());
        const auto biasOf = [&](const Linear &one) { return one.bias.defined() ? one.bias : none; };
        all.bias = at::cat({biasOf(query), biasOf(key), biasOf(value)});
        return all;
    }

    Layer readLayer(int layer) const
    {
        Layer made{.norm = norm(inLayer(m_names.layerNorm, layer)),
                   .attends = readAttends(layer),
                   .attended = linear(m_names.attended, layer, m_width, m_width),
                   .innerNorm = norm(inLayer(m_names.innerNorm, layer)),
                   .inner = linear(m_names.inner, layer, -1, m_width),
                   .outer = {}};
        made.outer = linear(m_names.outer, layer, m_width, made.inner.weight.size(0));
        return made;
    }

    void readProjection()
    {
        if (!m_names.projection || !m_reader->has(m_names.projection))
            return;
        const bool isTurned = m_names.joint; // OpenAI's is [width x dims], Hugging Face's [dims x width]
        m_projection = isTurned ? m_reader->tensor(m_names.projection, {m_width, -1}).t().contiguous()
                                : m_reader->tensor(m_names.projection, {-1, m_width});
    }

    void readConfig()
    {
        const auto &files = m_reader->files();
        const auto squares = m_positions.size(0) - 1;
        m_grid = static_cast<std::int64_t>(std::lround(std::sqrt(static_cast<double>(squares))));
        if (m_grid * m_grid != squares || squares == 0 || m_token.size(0) != 1)
            throw Error("tower.positions",
                        QT_TRANSLATE_NOOP("Error", "%1 has positions for %2 parts of a picture: Aisle needs those of a "
                                                   "square and one more."),
                        {files.weights.file(), QString::number(m_positions.size(0))});
        const auto nested = files.config.value(QStringLiteral("vision_config")).toObject();
        const auto &config = nested.isEmpty() ? files.config : nested;
        constexpr std::int64_t kUsual = 64; // numbers a head, but for the greatest networks, which have 16 heads
        const auto usual = m_width % kUsual == 0 && m_width <= 1024 ? m_width / kUsual : 16;
        m_heads = config.value(QStringLiteral("num_attention_heads")).toInt(static_cast<int>(usual));
        if (m_heads < 1 || m_width % m_heads != 0)
            throw Error("tower.heads",
                        QT_TRANSLATE_NOOP("Error", "%1 has a width of %2, which does not divide among %3 heads."),
                        {files.weights.file(), QString::number(m_width), QString::number(m_heads)});
        m_epsilon = config.value(QStringLiteral("layer_norm_eps")).toDouble(m_names.epsilon);
        const bool isQuick = m_names.isClip && (!files.isOpenClip || files.isQuick);
        m_bend = bendCalled(config.value(QStringLiteral("hidden_act"))
                                .toString(isQuick ? QStringLiteral("quick_gelu") : QStringLiteral("gelu")));
    }

    Bend bendCalled(const QString &name) const
    {
        if (name == QStringLiteral("gelu"))
            return Bend::Gelu;
        if (name == QStringLiteral("quick_gelu"))
            return Bend::QuickGelu;
        if (name == QStringLiteral("gelu_new") || name == QStringLiteral("gelu_pytorch_tanh"))
            return Bend::GeluTanh;
        if (name == QStringLiteral("relu"))
            return Bend::Relu;
        throw Error("tower.activation",
                    QT_TRANSLATE_NOOP("Error", "The config beside %1 asks for the activation \"%2\", which Aisle does "
                                               "not have: choose another encoder."),
                    {m_reader->files().weights.file(), name});
    }

    at::Tensor normed(const at::Tensor &x, const Norm &norm) const
    {
        return at::layer_norm(x, {m_width}, norm.gain, norm.bias, m_epsilon, false);
    }

    at::Tensor bent(at::Tensor x) const
    {
        switch (m_bend) {
        case Bend::Gelu:
            return at::gelu(x);
        case Bend::QuickGelu:
            return x * at::sigmoid(x * 1.702);
        case Bend::GeluTanh:
            return at::gelu(x, "tanh");
        case Bend::Relu:
            return x.relu_();
        }
        return x;
    }

    /// @param asked  queries, keys and values of every token [pictures x tokens x 3 width]
    at::Tensor attention(const at::Tensor &asked) const
    {
        const auto pictures = asked.size(0), tokens = asked.size(1), size = m_width / m_heads;
        const auto byHead = asked.view({pictures, tokens, 3, m_heads, size}).permute({2, 0, 3, 1, 4});
        const auto scores =
            at::matmul(byHead[0], byHead[1].transpose(-1, -2)).mul_(1 / std::sqrt(static_cast<double>(size)));
        return at::matmul(at::softmax(scores, -1), byHead[2])
            .permute({0, 2, 1, 3})
            .reshape({pictures, tokens, m_width});
    }

    const Names &m_names;
    const TowerReader *m_reader; ///< while it is made
    Convolution m_patch;
    at::Tensor m_token, m_positions; ///< [1 x width], [squares + 1 x width]
    std::optional<Norm> m_firstNorm;
    std::vector<Layer> m_layers;
    Norm m_lastNorm;
    at::Tensor m_projection; ///< [dims x width], or undefined
    std::int64_t m_width = 0, m_heads = 1, m_grid = 0;
    double m_epsilon = 0;
    Bend m_bend = Bend::Gelu;
};

} // namespace

std::unique_ptr<const ImageTower> readVisionTransformer(const TowerReader &reader)
{
    return std::make_unique<VisionTransformer>(reader);
}

} // namespace aisle
