#include "core/common/random.h"
#include "core/common/text/sentence.h"
#include "core/features/encoders/text/encoderfolder.h"
#include "core/features/encoders/text/encoderlayout.h"
#include "core/features/encoders/text/tunableencoder.h"
#include "core/features/tunedencoder.h"
#include "core/jobs/quietpart.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/content/historypairs.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/fitting.h"
#include "core/recommend/memberrun.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>
#include <map>

namespace aisle {
namespace {

struct TextEncoderParams : OptimiserParams
{
    TextEncoderParams()
    {
        learningRate = 5e-4;
        batchSize = 64;
        epochs = 5;
    }
    std::string encoder = "minilm";
    std::string fields = "title";
    int rank = 8;
    double alpha = 16;
    std::string tuned = "attention";
    double temperature = 0.05;
    int apart = 5;
    int pairs = 4096;

    Tuning tuning() const { return {.rank = rank, .alpha = alpha, .allLayers = tuned == "all"}; }
    QStringList fieldNames() const
    {
        QStringList names;
        for (const auto &name : QString::fromStdString(fields).split(u',', Qt::SkipEmptyParts))
            if (!name.trimmed().isEmpty())
                names << name.trimmed();
        return names.isEmpty() ? QStringList{QString::fromStdString(fields)} : names;
    }
};

const auto kTable = withOptimiser(
    ParamTable<TextEncoderParams>{}
        .addText("encoder", &TextEncoderParams::encoder,
                 {QT_TRANSLATE_NOOP("Param", "Encoder"),
                  QT_TRANSLATE_NOOP("Param", "The text encoder that is tuned: minilm, or a folder with "
                                             "model.safetensors, config.json and tokenizer.json.")},
                 {"minilm"})
        .addText("fields", &TextEncoderParams::fields,
                 {QT_TRANSLATE_NOOP("Param", "Texts"),
                  QT_TRANSLATE_NOOP("Param", "What is read of each product, separated by commas: title, category, "
                                             "brand, description, attributes.")},
                 {"title", "title,description"})
        .add("rank", &TextEncoderParams::rank,
             {QT_TRANSLATE_NOOP("Param", "Rank"),
              QT_TRANSLATE_NOOP("Param", "Of what is learnt beside each linear layer (LoRA); 0: the whole network is "
                                         "learnt, which wants a tenth of the learning rate.")},
             {0, 256, ParamScale::Log})
        .add("alpha", &TextEncoderParams::alpha,
             {QT_TRANSLATE_NOOP("Param", "Alpha"),
              QT_TRANSLATE_NOOP("Param", "What is learnt beside a layer counts alpha / rank.")},
             {0.1, 1024, ParamScale::Log})
        .add(
            "tuned-layers", &TextEncoderParams::tuned,
            {QT_TRANSLATE_NOOP("Param", "Tuned layers"),
             QT_TRANSLATE_NOOP("Param", "Beside which linear layers something is learnt: those of attention, or all.")},
            {"attention", "all"})
        .add("temperature", &TextEncoderParams::temperature,
             {QT_TRANSLATE_NOOP("Param", "Temperature"),
              QT_TRANSLATE_NOOP("Param", "Cosines are divided by it: lower dwells on the hardest negatives.")},
             {0.01, 2, ParamScale::Log})
        .add("moments-apart", &TextEncoderParams::apart,
             {QT_TRANSLATE_NOOP("Param", "Moments apart"),
              QT_TRANSLATE_NOOP("Param", "Two products of a history are a pair within so many moments, and always "
                                         "within a session.")},
             {0, 1000, ParamScale::Log})
        .add("pairs", &TextEncoderParams::pairs,
             {QT_TRANSLATE_NOOP("Param", "Pairs an epoch"),
              QT_TRANSLATE_NOOP("Param", "At most, drawn anew for each epoch; 0: one for each event.")},
             {0, 1e7, ParamScale::Log, false}));

/// The products' texts, each distinct one once.
struct ProductTexts
{
    std::vector<TokenisedText> tokens;    ///< [texts]
    std::vector<std::uint32_t> ofProduct; ///< [products] or kNoText

    static ProductTexts of(const std::vector<std::string> &texts, const TextEncoder &encoder, JobContext &job)
    {
        ProductTexts made;
        std::map<std::string, std::uint32_t> numbers;
        std::vector<std::string> distinct;
        for (const auto &text : texts) {
            if (text.empty()) {
                made.ofProduct.push_back(HistoryPairs::kNoText);
                continue;
            }
            const auto [place, isNew] = numbers.emplace(text, static_cast<std::uint32_t>(distinct.size()));
            if (isNew)
                distinct.push_back(text);
            made.ofProduct.push_back(place->second);
        }
        made.tokens = encoder.allTokens(distinct, job);
        return made;
    }
    double unknownShare() const
    {
        double words = 0, unknown = 0;
        for (const auto &text : tokens) {
            words += static_cast<double>(text.words);
            unknown += static_cast<double>(text.unknownWords);
        }
        return words > 0 ? unknown / words : 0;
    }
};

at::Tensor ofLengthOne(const at::Tensor &vectors)
{
    return vectors / vectors.norm(2, {1}, true).clamp_min(1e-12);
}

/// Learns by contrast: a pair's texts are to be nearer each other than the other texts of the batch, whose popularity
/// is corrected (Yi et al. 2019).
class TextLearner : public TensorLearner
{
public:
    /// @param take  is given the vectors of the texts [texts x dims], of length 1
    TextLearner(TunableEncoder &encoder, const ProductTexts &texts, const TrainingSet &train,
                const TextEncoderParams &params, const FitOptions &options, JobContext &job,
                std::function<void(const std::vector<float> &)> take)
        : TensorLearner(encoder.learnt(), params, options), m_encoder(encoder), m_texts(texts), m_known(train.byUser()),
          m_params(params), m_device(options.device), m_job(job), m_take(std::move(take)),
          m_pairs(train, texts.ofProduct, params.apart)
    {
        m_products.resize(texts.tokens.size());
        for (std::uint32_t i = 0; i < texts.ofProduct.size(); ++i)
            if (texts.ofProduct[i] != HistoryPairs::kNoText)
                m_products[texts.ofProduct[i]].push_back(i);
    }
    EpochResult epoch(int number, JobContext &job) override
    {
        m_vectors.clear();
        m_epochJob = &job;
        return TensorLearner::epoch(number, job);
    }
    void publish() override
    {
        if (m_vectors.empty()) {
            QuietPart quiet(m_job);
            m_vectors = m_encoder.encodeTokens(m_texts.tokens, m_device, quiet);
        }
        m_take(m_vectors);
    }
    void keepAsBest() override
    {
        TensorLearner::keepAsBest();
        m_hasBest = true;
        m_bestVectors = m_vectors;
    }
    void restoreBest() override
    {
        TensorLearner::restoreBest();
        if (m_hasBest)
            m_vectors = m_bestVectors; // none where the state is an earlier training's: they are made again
    }
    void loadState(SnapshotReader &in) override
    {
        m_vectors.clear();
        TensorLearner::loadState(in);
    }

private:
    static constexpr std::size_t kTokensAtOnce = 4096; ///< whose states a step keeps for the gradient

    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_drawn = m_pairs.draw(static_cast<std::size_t>(m_params.pairs), seed);
        constexpr std::size_t kSteps = 8, kLeast = 8; // of an epoch; pairs: an encoder needs steps to learn
        m_batchSize = std::min(static_cast<std::size_t>(m_params.batchSize), std::max(kLeast, m_drawn.size() / kSteps));
        return (m_drawn.size() + m_batchSize - 1) / m_batchSize;
    }
    StepResult step(std::size_t number) override
    {
        const auto first = number * m_batchSize;
        const auto pairs = std::span(m_drawn).subspan(first, std::min(m_batchSize, m_drawn.size() - first));
        std::vector<std::uint32_t> texts;
        for (const auto &pair : pairs)
            texts.insert(texts.end(), {pair.text, pair.other});
        std::ranges::sort(texts);
        texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
        const auto parts = partsOf(texts);
        if (parts.size() == 1) {
            const auto loss = contrast(vectors(parts.front()), pairs, texts);
            loss.backward();
            return {.loss = loss.item<double>() * static_cast<double>(pairs.size()), .samples = pairs.size()};
        }
        return stepByParts(parts, pairs, texts);
    }
    /// The same gradients with the states of one part at a time (Gao et al. 2021).
    StepResult stepByParts(const std::vector<std::vector<TokenisedText>> &parts, std::span<const TextPair> pairs,
                           const std::vector<std::uint32_t> &texts)
    {
        std::vector<at::Tensor> made;
        {
            const at::NoGradGuard noGrad;
            for (const auto &part : parts)
                made.push_back(vectors(part));
        }
        const auto all = at::cat(made).requires_grad_();
        const auto loss = contrast(all, pairs, texts);
        loss.backward();
        std::int64_t first = 0;
        for (const auto &part : parts) {
            const auto count = static_cast<std::int64_t>(part.size());
            (vectors(part) * all.grad().narrow(0, first, count)).sum().backward();
            first += count;
        }
        return {.loss = loss.item<double>() * static_cast<double>(pairs.size()), .samples = pairs.size()};
    }
    at::Tensor vectors(const std::vector<TokenisedText> &texts) const
    {
        QuietPart quiet(*m_epochJob);
        return m_encoder.vectors(texts, quiet);
    }
    std::vector<std::vector<TokenisedText>> partsOf(const std::vector<std::uint32_t> &texts) const
    {
        std::vector<std::vector<TokenisedText>> parts;
        std::size_t tokens = kTokensAtOnce;
        for (const auto text : texts) {
            const auto &own = m_texts.tokens[text];
            tokens += own.ids.size();
            if (parts.empty() || tokens > kTokensAtOnce) {
                parts.emplace_back();
                tokens = own.ids.size();
            }
            parts.back().push_back(own);
        }
        return parts;
    }
    /// Whether a shopper has a product with this text.
    bool has(UserIndex user, std::uint32_t text) const
    {
        const auto own = m_known.row(user.value);
        return std::ranges::any_of(m_products[text],
                                   [&](std::uint32_t item) { return std::ranges::binary_search(own, item); });
    }
    /// [pairs x pairs] taken off the scores of each pair's first text against the other texts: how popular they are,
    /// and what is no negative, because the shopper has it.
    at::Tensor offScores(std::span<const TextPair> pairs) const
    {
        const auto count = static_cast<std::int64_t>(pairs.size());
        auto off = at::empty({count, count});
        auto cells = off.accessor<float, 2>();
        constexpr float kNever = 1e9F;
        for (std::int64_t i = 0; i < count; ++i) {
            const auto &own = pairs[static_cast<std::size_t>(i)];
            for (std::int64_t j = 0; j < count; ++j) {
                const auto other = pairs[static_cast<std::size_t>(j)].other;
                cells[i][j] =
                    i != j && (other == own.other || has(own.user, other)) ? kNever : m_pairs.logShares()[other];
            }
        }
        return off.to(device());
    }
    /// The mean loss of the pairs. @param all  [texts x dims], of `texts`
    at::Tensor contrast(const at::Tensor &all, std::span<const TextPair> pairs,
                        const std::vector<std::uint32_t> &texts) const
    {
        std::vector<std::int64_t> firsts, others;
        const auto placeOf = [&](std::uint32_t text) { return std::ranges::lower_bound(texts, text) - texts.begin(); };
        for (const auto &pair : pairs) {
            firsts.push_back(placeOf(pair.text));
            others.push_back(placeOf(pair.other));
        }
        const auto unit = ofLengthOne(all);
        const auto rows = [&](const std::vector<std::int64_t> &places) {
            return unit.index_select(0, indexTensor(places, device()).clone());
        };
        const auto scores = at::matmul(rows(firsts), rows(others).t()) / m_params.temperature - offScores(pairs);
        return -at::log_softmax(scores, 1).diagonal().mean();
    }

    TunableEncoder &m_encoder;
    const ProductTexts &m_texts;
    const SparseRows &m_known;
    const TextEncoderParams &m_params;
    Device m_device;
    JobContext &m_job;
    JobContext *m_epochJob = nullptr;
    std::function<void(const std::vector<float> &)> m_take;
    HistoryPairs m_pairs;
    std::vector<std::vector<std::uint32_t>> m_products; ///< [texts] the products that have it
    std::vector<TextPair> m_drawn;                      ///< of the epoch
    std::size_t m_batchSize = 1;
    std::vector<float> m_vectors; ///< [texts x dims] as the encoder stands; empty: not made yet
    std::vector<float> m_bestVectors;
    bool m_hasBest = false;
};

/// What the network costs, as its config says; where that cannot be read, as MiniLM.
struct NetworkSize
{
    double layers = 6, width = 384, inner = 1536, numbers = 2.3e7;

    static NetworkSize of(const std::string &encoder)
    {
        try {
            const auto layout = readEncoderLayout(encoderFolder(QString::fromStdString(encoder)));
            const auto number = [&](const char *key) { return static_cast<double>(layout.number(key)); };
            NetworkSize size{number("num_hidden_layers"), number("hidden_size"), number("intermediate_size"), 0};
            size.numbers = number("vocab_size") * size.width + size.layers * size.layerNumbers();
            return size;
        } catch (const Error &) {
            return {};
        }
    }
    double layerNumbers() const { return 4 * width * width + 2 * width * inner; }
    double secondsAToken() const { return layers * layerNumbers() * 2.6e-11; } ///< forward, one thread
    double bytesAToken() const { return layers * (10 * width + 2 * inner) * 4; }
};

/// A text encoder of BERT's kind, tuned on what shoppers have together; lists by the cosines of the products' vectors
/// to the mean of the history's. LoRA: Hu et al. 2021.
class TextEncoderRecommender : public Algorithm<TextEncoderRecommender, TextEncoderParams, DotProductRecommender>,
                               public TunesEncoder
{
public:
    static constexpr const char *kId = "text-encoder";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.newItem = ColdStart::Content, .iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        const auto items = from.events.itemCount();
        const SideFacts none;
        const auto texts = itemTexts(from.facts ? *from.facts : none, m_params.fieldNames(), items);
        const auto folder = encoderFolder(QString::fromStdString(m_params.encoder));
        const auto encoder = openTunableEncoder(folder);
        m_tuned = {.name = {},
                   .folder = QFileInfo(folder).canonicalFilePath(),
                   .asked = QString::fromStdString(m_params.encoder),
                   .identity = encoderIdentity(folder),
                   .tuning = m_params.tuning(),
                   .learnt = {}};
        QuietPart quiet(job);
        const auto distinct = ProductTexts::of(texts, *encoder, quiet);
        constexpr double kMuch = .2;
        if (const double share = distinct.unknownShare(); share > kMuch)
            job.note(QStringLiteral("The encoder does not know %1 % of the words.").arg(share * 100, 0, 'f', 0));
        encoder->beginTuning(m_params.tuning(), options.seed, options.device);
        TextLearner learner(*encoder, distinct, from.events, m_params, options, job,
                            [&](const std::vector<float> &vectors) { take(vectors, distinct.ofProduct); });
        m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
        m_tuned.learnt = learntBy(*encoder);
    }
    void write(SnapshotWriter &out) const
    {
        out.epoch(m_bestEpoch);
        for (const auto &text : {m_tuned.folder, m_tuned.identity})
            writeText(out, text.toStdString());
        out.array(m_tuned.learnt);
        out.value(items().size);
        out.array(items().values);
    }
    void read(SnapshotReader &in)
    {
        m_bestEpoch = in.epoch();
        m_tuned.folder = QString::fromStdString(readText(in));
        m_tuned.identity = QString::fromStdString(readText(in));
        m_tuned.asked = QString::fromStdString(m_params.encoder);
        m_tuned.tuning = m_params.tuning();
        m_tuned.learnt = in.array<float>();
        Embedding vectors;
        vectors.rows = m_catalogue.size();
        vectors.size = in.value<std::uint32_t>();
        constexpr std::uint32_t kMostDims = 1U << 16;
        in.check(vectors.size > 0 && vectors.size <= kMostDims);
        vectors.values = in.array<float>(std::size_t(vectors.rows) * vectors.size);
        setItems(std::move(vectors));
    }
    TunedEncoder tunedEncoder() const override { return m_tuned; }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const auto size = NetworkSize::of(m_params.encoder);
        const auto fields = m_params.fieldNames();
        const double tokens =
            fields.contains(QStringLiteral("description")) ? 150 : 12.0 + 14.0 * double(fields.size());
        const double items = static_cast<double>(shape.items), events = static_cast<double>(shape.events);
        const double pairs = m_params.pairs > 0 ? std::min<double>(m_params.pairs, events) : events;
        const double batch = 2 * std::min<double>(m_params.batchSize, pairs) * tokens;
        const double backward = (m_params.rank > 0 ? 2.4 : 3) + (batch > kTokensKept ? 1 : 0);
        return {.seconds = 1 + size.secondsAToken() * tokens *
                                   (items + m_params.epochs * (items + 2 * pairs * backward)) / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(6e7 + size.numbers * (m_params.rank > 0 ? 8 : 28) +
                                                         items * size.width * 16 + events * 24 +
                                                         std::min(batch, kTokensKept) * size.bytesAToken())};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_tuned.learnt.size()); }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }

protected:
    bool knows(const Request &request) const override
    {
        return std::ranges::any_of(request.history, [&](const Visit &visit) { return hasText(visit.item); });
    }
    /// The mean of the history's products, each once.
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override
    {
        const std::size_t dims = items().size;
        for (std::size_t r = 0; r < requests.size(); ++r) {
            const auto mean = vectors.subspan(r * dims, dims);
            float count = 0;
            for (const auto item : distinctItems(requests[r]->history)) {
                if (!hasText(item))
                    continue;
                const auto row = items().row(item.value);
                for (std::size_t d = 0; d < dims; ++d)
                    mean[d] += row[d];
                ++count;
            }
            for (auto &value : mean)
                value /= std::max(1.0F, count);
        }
    }

private:
    static constexpr double kTokensKept = 4096;

    bool hasText(ItemIndex item) const
    {
        return std::ranges::any_of(items().row(item.value), [](float value) { return value != 0; });
    }
    /// @param vectors  [texts x dims] @param textOf  [products]
    void take(const std::vector<float> &vectors, const std::vector<std::uint32_t> &textOf)
    {
        std::size_t texts = 1;
        for (const auto text : textOf)
            if (text != HistoryPairs::kNoText)
                texts = std::max(texts, text + std::size_t(1));
        Embedding made;
        made.rows = static_cast<std::uint32_t>(textOf.size());
        made.size = static_cast<std::uint32_t>(vectors.size() / texts);
        made.values.resize(textOf.size() * made.size);
        for (std::size_t i = 0; i < textOf.size(); ++i) {
            if (textOf[i] == HistoryPairs::kNoText)
                continue;
            const auto row = std::span(vectors).subspan(std::size_t(textOf[i]) * made.size, made.size);
            const auto length = std::max(1e-12, lengthOf(row));
            for (std::size_t d = 0; d < made.size; ++d)
                made.values[i * made.size + d] = static_cast<float>(static_cast<double>(row[d]) / length);
        }
        setItems(std::move(made));
    }

    TunedEncoder m_tuned;
    std::optional<int> m_bestEpoch;
};

const bool kRegistered = registerAlgorithm<TextEncoderRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Tuned text encoder"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Content"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "A language network that reads titles learns from this log which products "
                                          "go together: also for products that nobody has chosen yet."),
             .paper = "Hu et al., LoRA: low-rank adaptation of large language models, ICLR 2022; Yi et al., "
                      "Sampling-bias-corrected neural modeling for large corpus item recommendations, RecSys 2019",
             .needs = {Need::Text}});

} // namespace
} // namespace aisle
