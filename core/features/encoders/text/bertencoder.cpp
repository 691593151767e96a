#include "core/features/encoders/text/bertencoder.h"

#include "core/common/error.h"
#include "core/features/encoders/jsonfile.h"
#include "core/features/encoders/text/bertnetwork.h"
#include "core/features/encoders/text/encoderlayout.h"
#include "core/features/encoders/text/encoderweights.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

namespace {

// Tokens of a batch: what its layers hold stays near the processor, and a GPU has enough to do.
constexpr std::size_t kCpuTokens = 1024;
constexpr std::size_t kCudaTokens = 16384;

/// A linear layer behind the pooling, or none: then the vector is made one of length 1.
struct Finish
{
    at::Tensor weight, bias; ///< [to x from], [to] (undefined where the layer has none)
    enum class After { Nothing, Tanh, Gelu, Relu } after = After::Nothing;

    at::Tensor operator()(const at::Tensor &vectors) const
    {
        if (!weight.defined())
            return vectors / vectors.norm(2, {1}, true).clamp_min(1e-12);
        auto outcome = at::linear(vectors, weight, bias);
        switch (after) {
        case After::Nothing:
            return outcome;
        case After::Tanh:
            return outcome.tanh_();
        case After::Gelu:
            return at::gelu(outcome);
        case After::Relu:
            return outcome.relu_();
        }
        return outcome;
    }
};

Finish::After afterOf(const QString &name, const QString &file)
{
    const auto kind = name.section(QLatin1Char('.'), -1);
    if (kind == QStringLiteral("Identity"))
        return Finish::After::Nothing;
    if (kind == QStringLiteral("Tanh") || kind.isEmpty())
        return Finish::After::Tanh;
    if (kind == QStringLiteral("GELU"))
        return Finish::After::Gelu;
    if (kind == QStringLiteral("ReLU"))
        return Finish::After::Relu;
    throw Error("encoder.activation",
                QT_TRANSLATE_NOOP("Error",
                                  "%1 asks for the activation \"%2\", which Aisle does not have: choose another "
                                  "encoder."),
                {file, name});
}

Finish readFinish(const EncoderStep &step, std::int64_t width)
{
    Finish finish;
    if (step.dense.isEmpty())
        return finish;
    const auto file = step.dense + QStringLiteral("/config.json");
    finish.after = afterOf(jsonFile(file).value(QStringLiteral("activation_function")).toString(), file);
    const auto weights = EncoderWeights::open(step.dense);
    const auto values = weights.values("linear.weight", {-1, width});
    finish.weight = viewOf(values, weights.shape("linear.weight")).clone();
    if (weights.has("linear.bias"))
        finish.bias = viewOf(weights.values("linear.bias", {finish.weight.size(0)}), {finish.weight.size(0)}).clone();
    return finish;
}

at::Tensor pooled(const at::Tensor &states, TokenPooling pooling)
{
    const auto length = static_cast<double>(states.size(1));
    switch (pooling) {
    case TokenPooling::First:
        return states.select(1, 0);
    case TokenPooling::Greatest:
        return states.amax({1});
    case TokenPooling::Mean:
        return states.mean({1});
    case TokenPooling::MeanByRoot:
        return states.sum({1}) / std::sqrt(length);
    }
    return {};
}

class BertEncoder : public TextEncoder
{
public:
    explicit BertEncoder(const EncoderLayout &layout)
        : m_tokeniser(TextTokeniser::open(layout.folder, layout.lowercase)), m_pooling(layout.pooling)
    {
        const auto weights = EncoderWeights::open(layout.folder);
        m_file = weights.file();
        m_network = BertNetwork::read(layout, weights);
        const auto &shape = m_network.shape();
        const auto positions = static_cast<std::size_t>(std::max<std::int64_t>(shape.longest(), 1));
        m_longest = std::min(layout.longest.value_or(m_tokeniser.longest().value_or(positions)), positions);
        if (tokens({}).ids.size() > positions || shape.longest() < 1)
            throw Error("encoder.positions",
                        QT_TRANSLATE_NOOP("Error",
                                          "%1 has vectors for %2 [position|positions] only: too few even for a "
                                          "text without words."),
                        {m_file, QString::number(shape.positions)});
        m_dims = shape.width * static_cast<std::int64_t>(m_pooling.size());
        for (const auto &step : layout.steps) {
            m_finishes.push_back(readFinish(step, m_dims));
            if (m_finishes.back().weight.defined())
                m_dims = m_finishes.back().weight.size(0);
        }
    }

    std::int64_t dims() const override { return m_dims; }
    TokenisedText tokens(std::string_view text) const override
    {
        return m_tokeniser.tokens(text, {.longest = m_longest, .special = true});
    }

protected:
    std::int64_t tokenVectors() const override { return m_network.shape().tokens; }
    QString weightsFile() const override { return m_file; }

    void embed(std::span<const TokenisedText> texts, std::span<float> vectors, Device device,
               JobContext &job) const override
    {
        const c10::InferenceMode inference;
        const auto network = m_network.on(torchDevice(device));
        const auto finishes = finishesOn(torchDevice(device));
        std::vector<std::size_t> order(texts.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, std::greater<>(), [&](auto i) { return texts[i].ids.size(); });
        std::size_t all = 0, done = 0;
        for (const auto &text : texts)
            all += text.ids.size();
        const auto most = device == Device::Cpu ? kCpuTokens : kCudaTokens;
        for (std::size_t begin = 0; begin < order.size();) {
            std::size_t end = begin, tokens = 0;
            do
                tokens += texts[order[end++]].ids.size();
            while (end < order.size() && tokens + texts[order[end]].ids.size() <= most);
            const auto batch = std::span(order).subspan(begin, end - begin);
            encodeBatch(network, finishes, texts, batch, vectors, job);
            begin = end;
            done += tokens;
            job.progress(static_cast<double>(done) / static_cast<double>(std::max<std::size_t>(all, 1)),
                         QStringLiteral("encoding texts"));
        }
    }

private:
    std::vector<Finish> finishesOn(at::Device device) const
    {
        auto there = m_finishes;
        for (auto &finish : there) {
            if (finish.weight.defined())
                finish.weight = finish.weight.to(device);
            if (finish.bias.defined())
                finish.bias = finish.bias.to(device);
        }
        return there;
    }

    TokenBatch batchOf(std::span<const TokenisedText> texts, std::span<const std::size_t> chosen) const
    {
        TokenBatch batch;
        const auto &shape = m_network.shape();
        for (const auto i : chosen) {
            const auto length = static_cast<std::int64_t>(texts[i].ids.size());
            if (batch.runs.empty() || batch.runs.back().length != length)
                batch.runs.push_back({.first = static_cast<std::int64_t>(batch.ids.size()), .length = length});
            ++batch.runs.back().texts;
            auto position = shape.padding + 1;
            for (std::size_t token = 0; token < texts[i].ids.size(); ++token) {
                const auto id = texts[i].ids[token];
                batch.ids.push_back(id);
                batch.positions.push_back(id == shape.padding ? shape.padding : position++);
                batch.types.push_back(std::min<std::int64_t>(texts[i].types[token], shape.types - 1));
            }
        }
        return batch;
    }

    void encodeBatch(const BertNetwork &network, const std::vector<Finish> &finishes,
                     std::span<const TokenisedText> texts, std::span<const std::size_t> chosen,
                     std::span<float> vectors, JobContext &job) const
    {
        const auto batch = batchOf(texts, chosen);
        if (batch.ids.empty()) // a tokeniser without special tokens makes nothing of an empty text
            return;
        const auto states = network.states(batch, job);
        std::vector<at::Tensor> parts;
        for (const auto &run : batch.runs) {
            if (run.length == 0)
                continue;
            const auto ofRun = states.narrow(0, run.first, run.texts * run.length).view({run.texts, run.length, -1});
            std::vector<at::Tensor> sideBySide;
            for (const auto pooling : m_pooling)
                sideBySide.push_back(pooled(ofRun, pooling));
            parts.push_back(at::cat(sideBySide, 1));
        }
        auto outcome = at::cat(parts);
        for (const auto &finish : finishes)
            outcome = finish(outcome);
        const auto values = toVector(outcome);
        const auto dims = static_cast<std::size_t>(m_dims);
        for (std::size_t i = 0; i * dims < values.size(); ++i)
            std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(i * dims), dims,
                        vectors.begin() + static_cast<std::ptrdiff_t>(chosen[i] * dims));
    }

    TextTokeniser m_tokeniser;
    QString m_file;
    std::vector<TokenPooling> m_pooling;
    std::size_t m_longest = 0; ///< tokens, with the special ones
    BertNetwork m_network;
    std::vector<Finish> m_finishes;
    std::int64_t m_dims = 0;
};

} // namespace

std::unique_ptr<const TextEncoder> makeBertEncoder(const EncoderLayout &layout)
{
    return std::make_unique<BertEncoder>(layout);
}

} // namespace aisle
