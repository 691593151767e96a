#include "core/features/encoders/text/bertencoder.h"

#include "core/common/error.h"
#include "core/features/encoders/jsonfile.h"
#include "core/features/encoders/text/bertnetwork.h"
#include "core/features/encoders/text/encoderlayout.h"
#include "core/features/encoders/text/encoderweights.h"
#include "core/numeric/formats/safetensorswriter.h"

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

class BertEncoder : public TunableEncoder
{
public:
    explicit BertEncoder(const EncoderLayout &layout)
        : m_tokeniser(TextTokeniser::open(layout.folder, layout.lowercase)), m_pooling(layout.pooling)
    {
        const auto weights = EncoderWeights::open(layout.folder);
        m_file = weights.file();
        m_prefix = weights.prefixOf(kFirstTensor).value_or("");
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

    std::vector<LinearLayer> linears(bool all) const override { return m_network.linears(all); }
    void beginTuning(const Tuning &tuning, std::uint64_t seed, Device device) override
    {
        m_network = m_network.on(torchDevice(device));
        m_finishes = finishesOn(torchDevice(device));
        m_network.beginTuning(tuning, seed);
    }
    std::vector<at::Tensor *> learnt() override { return m_network.learnt(); }
    at::Tensor vectors(std::span<const TokenisedText> texts, JobContext &job) const override
    {
        const auto order = longestFirst(texts);
        std::vector<std::int64_t> places(order.size());
        for (std::size_t place = 0; place < order.size(); ++place)
            places[order[place]] = static_cast<std::int64_t>(place);
        auto outcome = batchVectors(m_network, m_finishes, texts, order, job);
        if (const auto left = static_cast<std::int64_t>(texts.size()) - outcome.size(0); left > 0)
            outcome = at::cat({outcome, at::zeros({left, m_dims}, outcome.options())});
        return outcome.index_select(0, indexTensor(places, outcome.device()).clone()); // kept for the gradient
    }
    void merge() override { m_network.merge(); }
    void saveWeights(const QString &path) const override
    {
        const auto own = SafeTensors::open(m_file);
        const auto named = m_network.named();
        std::vector<NamedNumbers> tensors;
        for (const auto &name : own.names()) {
            const auto found = named.find(todaysName(name));
            const bool isWhole = QString::fromStdString(own.type(name)).startsWith(u'I');
            tensors.push_back({.name = name, .shape = own.shape(name), .values = {}, .wholes = {}});
            if (found != named.end())
                tensors.back().values = toVector(found->second);
            else if (isWhole)
                tensors.back().wholes = own.integers(name);
            else if (!readsReals(own, name))
                tensors.pop_back(); // nothing that the network reads
            else
                tensors.back().values = own.values(name);
        }
        writeSafeTensors(path, tensors);
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
        const auto order = longestFirst(texts);
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
    static constexpr const char *kFirstTensor = "embeddings.word_embeddings.weight";

    static std::vector<std::size_t> longestFirst(std::span<const TokenisedText> texts)
    {
        std::vector<std::size_t> order(texts.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, std::greater<>(), [&](auto i) { return texts[i].ids.size(); });
        return order;
    }
    /// The name of a tensor of the file without the prefix, and as it is called since gamma and beta went.
    std::string todaysName(const std::string &name) const
    {
        auto today = QString::fromStdString(name.starts_with(m_prefix) ? name.substr(m_prefix.size()) : name);
        for (const auto &[was, is] : {std::pair{".gamma", ".weight"}, {".beta", ".bias"}})
            if (today.endsWith(QLatin1String(was)))
                today = today.chopped(static_cast<qsizetype>(qstrlen(was))) + QLatin1String(is);
        return today.toStdString();
    }
    static bool readsReals(const SafeTensors &file, const std::string &name)
    {
        const auto &type = file.type(name);
        return type == "F64" || type == "F32" || type == "F16" || type == "BF16";
    }
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

    /// Of those that have tokens: a tokeniser without special tokens makes nothing of an empty text.
    /// @param chosen  longest first
    at::Tensor batchVectors(const BertNetwork &network, const std::vector<Finish> &finishes,
                            std::span<const TokenisedText> texts, std::span<const std::size_t> chosen,
                            JobContext &job) const
    {
        const auto batch = batchOf(texts, chosen);
        if (batch.ids.empty())
            return at::zeros({0, m_dims});
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
        return outcome;
    }

    void encodeBatch(const BertNetwork &network, const std::vector<Finish> &finishes,
                     std::span<const TokenisedText> texts, std::span<const std::size_t> chosen,
                     std::span<float> vectors, JobContext &job) const
    {
        const auto values = toVector(batchVectors(network, finishes, texts, chosen, job));
        const auto dims = static_cast<std::size_t>(m_dims);
        for (std::size_t i = 0; i * dims < values.size(); ++i)
            std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(i * dims), dims,
                        vectors.begin() + static_cast<std::ptrdiff_t>(chosen[i] * dims));
    }

    TextTokeniser m_tokeniser;
    QString m_file;
    std::string m_prefix; ///< of the names of its tensors
    std::vector<TokenPooling> m_pooling;
    std::size_t m_longest = 0; ///< tokens, with the special ones
    BertNetwork m_network;
    std::vector<Finish> m_finishes;
    std::int64_t m_dims = 0;
};

} // namespace

std::unique_ptr<TunableEncoder> makeBertEncoder(const EncoderLayout &layout)
{
    return std::make_unique<BertEncoder>(layout);
}

} // namespace aisle
