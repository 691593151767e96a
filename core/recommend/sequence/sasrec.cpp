#include "core/common/error.h"
#include "core/recommend/sequence/attentionparams.h"
#include "core/recommend/sequence/encoders/transformerweights.h"

namespace aisle {
namespace {

struct SasrecParams : AttentionParams
{
    std::string vectors = "sum";
    double idDropout = 0.2;
};

const auto kTable =
    withSequence(withAttention(ParamTable<SasrecParams>{}))
        .add("item-vectors", &SasrecParams::vectors,
             {QT_TRANSLATE_NOOP("Param", "Vectors of products"),
              QT_TRANSLATE_NOOP("Param", "What chosen features are to a product's vector. sum: their projection is "
                                         "added to one that it has of its own. frozen: the projection is all there "
                                         "is, so that a product is what its features are. start: the vector begins "
                                         "there and is learnt. Products without events stand by their features in "
                                         "every way; without features it changes nothing.")},
             {"sum", "frozen", "start"})
        .add(
            "id-dropout", &SasrecParams::idDropout,
            {QT_TRANSLATE_NOOP("Param", "Left-out ids"),
             QT_TRANSLATE_NOOP("Param", "Share of products that a step knows by their features alone, so that new ones "
                                        "can stand by them. Without features: none.")},
            {0, 0.9});

/// SASRec. Scores are dot products of the hidden state after the latest event with the item vectors; any history can be
/// served, also one that fit() did not see. The default loss is the full softmax: on Amazon Beauty (leave-last-out) it
/// reaches NDCG@10 .056 where binary cross-entropy with one negative stops at .029 (as Klenitskiy & Vasilev 2023
/// found), and computed in chunks over real positions it costs little up to some 20,000 products.
///
/// Pretrained weights bring a shape of their own, which the snapshot keeps.
///
/// With tables of features a product's vector is a projection of them, learnt, and one of its own (as in Hidasi et al.
/// 2016 and Hou et al. 2022, UniSRec): what nobody has chosen stands by the projection.
class SasrecRecommender : public SequenceRecommender<SasrecRecommender, SasrecParams>, public Explains
{
    using Base = SequenceRecommender<SasrecRecommender, SasrecParams>;

public:
    static constexpr const char *kId = "sasrec";
    static constexpr std::uint32_t kVersion = 2;
    static constexpr Traits kTraits{
        .takesItemFeatures = true, .takesWeights = true, .iterative = true, .usesDevice = true};
    static constexpr double kDeviation = 0.02;
    explicit SasrecRecommender(const SasrecParams &params) : Base(params), m_shape(shapeOf(params)) {}

    Traits traits() const override
    {
        auto traits = kTraits;
        traits.explainsExactly = m_network.featured.defined();
        traits.newItem = traits.explainsExactly ? ColdStart::Content : ColdStart::Popularity;
        return traits;
    }
    bool canExplain() const override { return m_network.featured.defined(); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override
    {
        return featureReasons(request, item);
    }

    std::int64_t width() const { return m_shape.width; }
    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return std::make_unique<Transformer>(m_shape, seed);
    }
    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
    {
        auto network =
            from.weights.empty() ? makeNetwork(from.events.itemCount(), options.seed) : pretrained(from, options.seed);
        addFeatures(network, from, options.seed);
        learnFrom(from.events, m_params, options, hooks, m_params.epochs, network, batches(from.events), job);
    }
    void write(SnapshotWriter &out) const
    {
        out.value(m_shape);
        Base::write(out);
    }
    void read(SnapshotReader &in)
    {
        m_shape = in.value<TransformerShape>();
        in.check(m_shape.isSound());
        in.expect(static_cast<std::uint64_t>(transformerNumbers(m_shape)), sizeof(float));
        Base::read(in);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const auto own = shapeOf(m_params);
        return estimateSequence(m_params, shape, transformerOperations(own, own.maxLength), transformerNumbers(own));
    }

protected:
    int historyLength() const override { return m_shape.maxLength; }

private:
    /// What the file is like cannot be chosen; a default was not.
    void refuseOtherShape(const TransformerShape &shape, const std::string &file) const
    {
        const AttentionParams standard;
        const auto refuse = [&](const char *key, int asked, int byDefault, int own) {
            if (asked != own && asked != byDefault)
                throw Error("weights.other-shape",
                            QT_TRANSLATE_NOOP("Error", "%1 is of a network whose %2 is %3, so it cannot be %4 here."),
                            {QString::fromStdString(file), QString::fromLatin1(key), QString::number(own),
                             QString::number(asked)});
        };
        refuse("factors", m_params.factors, standard.factors, shape.width);
        refuse("layers", m_params.layers, standard.layers, shape.layers);
        refuse("max-length", m_params.maxLength, standard.maxLength, shape.maxLength);
    }
    /// Products that the file does not know start like those of a network that has learnt nothing.
    SequenceNetwork pretrained(const Ingredients &from, std::uint64_t seed)
    {
        auto [encoder, table] =
            readTransformer(SafeTensors::open(QString::fromStdString(from.weights)), m_params.heads);
        refuseOtherShape(encoder->shape, from.weights);
        m_shape = encoder->shape;
        auto items = normalTensor({from.events.itemCount(), m_shape.width}, kDeviation, deriveSeed(seed, 1));
        const auto rows = rowsOf(from.facts ? from.facts->itemKeys : std::vector<std::string>{}, table.size(0));
        bool any = false;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i])
                items[static_cast<std::int64_t>(i)].copy_(table[*rows[i]]);
            any |= rows[i].has_value();
        }
        if (!any)
            throw Error("weights.no-products",
                        QT_TRANSLATE_NOOP("Error",
                                          "No product's key is the number of a row of %1: these weights belong "
                                          "to another catalogue."),
                        {QString::fromStdString(from.weights)});
        return {.items = items, .encoder = std::move(encoder)};
    }

    void addFeatures(SequenceNetwork &network, const Ingredients &from, std::uint64_t seed) const
    {
        auto &featured = network.featured;
        featured.features = chosenFeatures(from);
        if (!featured.defined())
            return;
        const bool startsThere = m_params.vectors == "start", isAlone = m_params.vectors == "frozen";
        featured.projection =
            normalTensor({featured.features.rows.size(1), network.width()}, kDeviation, deriveSeed(seed, 3));
        featured.own = isAlone ? at::zeros({from.events.itemCount(), 1}) : soldProducts(from.events);
        featured.learnsProjection = !startsThere;
        featured.leftOut = startsThere || isAlone ? 0 : m_params.idDropout;
        if (startsThere && from.weights.empty())
            network.items.zero_();
    }

    TransformerShape m_shape;
};

const bool kRegistered = registerAlgorithm<SasrecRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "SASRec"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A Transformer that reads the history in order and names what comes next: best "
                                "where the latest events say most."),
             .paper = "Kang & McAuley, Self-attentive sequential recommendation, ICDM 2018",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published: binary, one negative"),
                          .source = "Kang & McAuley, ICDM 2018 (Amazon Beauty)",
                          .parameters = {{QStringLiteral("loss"), QStringLiteral("bce")},
                                         {QStringLiteral("negatives"), 1},
                                         {QStringLiteral("factors"), 50},
                                         {QStringLiteral("heads"), 1},
                                         {QStringLiteral("dropout"), 0.5}}},
                         {.id = "gsasrec",
                          .name = QT_TRANSLATE_NOOP("Preset", "gSASRec: calibrated, 256 negatives"),
                          .source = "Petrov & Macdonald, gSASRec, RecSys 2023",
                          .parameters = {{QStringLiteral("loss"), QStringLiteral("gbce")},
                                         {QStringLiteral("negatives"), 256},
                                         {QStringLiteral("calibration"), 0.75}}}}});

} // namespace
} // namespace aisle
