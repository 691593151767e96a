#include "core/common/events.h"
#include "core/common/parallel.h"
#include "core/numeric/formats/safetensors.h"
#include "core/recommend/sequence/encoders/gatedencoders.h"
#include "core/recommend/sequence/encoders/recurrent.h"
#include "core/recommend/sequence/encoders/sessiongraph.h"
#include "core/recommend/sequence/encoders/transformer.h"
#include "tests/core/tensors.h"
#include "tests/support/testdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>

using namespace aisle;
using namespace aisle::test;

namespace {

QJsonObject readJson(const char *relativePath)
{
    QFile file(sourceFile(relativePath));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

std::vector<float> floatsOf(const QJsonValue &array)
{
    std::vector<float> values;
    for (const auto &value : array.toArray())
        values.push_back(static_cast<float>(value.toDouble()));
    return values;
}

/// SR-GNN's answer for one session, number by number. @param tensors  in the encoder's order
at::Tensor sessionByHand(const std::vector<std::int64_t> &session, const at::Tensor &vectors,
                         const std::vector<at::Tensor *> &tensors, int steps)
{
    const auto tensor = [&](std::size_t place) { return *tensors[place]; };
    std::map<std::int64_t, at::Tensor> states;
    std::map<std::pair<std::int64_t, std::int64_t>, double> edges;
    std::map<std::int64_t, double> leaving, coming;
    for (std::size_t n = 0; n < session.size(); ++n) {
        states[session[n]] = vectors[session[n]];
        if (n > 0) {
            ++edges[{session[n - 1], session[n]}];
            ++leaving[session[n - 1]];
            ++coming[session[n]];
        }
    }
    const auto width = vectors.size(1);
    for (int step = 0; step < steps; ++step) {
        auto next = states;
        for (auto &[node, state] : next) {
            auto in = at::zeros({width}), out = at::zeros({width});
            for (const auto &[edge, count] : edges) {
                if (edge.second == node)
                    in += at::mv(tensor(0), states[edge.first]) * (count / coming[node]);
                if (edge.first == node)
                    out += at::mv(tensor(1), states[edge.second]) * (count / leaving[node]);
            }
            const auto gates = at::mv(tensor(3), at::cat({in, out}) + tensor(2)) + tensor(4);
            const auto own = at::mv(tensor(5), states[node]) + tensor(6);
            const auto part = [width](const at::Tensor &all, int gate) { return all.narrow(0, gate * width, width); };
            const auto reset = at::sigmoid(part(gates, 0) + part(own, 0));
            const auto keep = at::sigmoid(part(gates, 1) + part(own, 1));
            const auto fresh = at::tanh(part(gates, 2) + reset * part(own, 2));
            state = (1 - keep) * fresh + keep * states[node];
        }
        states = next;
    }
    auto whole = at::zeros({width});
    const auto last = states[session.back()];
    for (const auto item : session) {
        const auto asked = at::sigmoid(at::mv(tensor(7), last) + at::mv(tensor(8), states[item]) + tensor(9));
        whole += at::mv(tensor(10), asked) * states[item];
    }
    return at::mv(tensor(11), at::cat({whole, last})) + tensor(12);
}

at::Tensor tensorOf(const SafeTensors &file, const std::string &name)
{
    return viewOf(file.values(name), file.shape(name)).clone();
}

/// BSARec of its authors' tensor names.
WindowTransformer goldenWindows(const SafeTensors &file, const QJsonObject &golden, int cutoff)
{
    const auto &positions = file.shape("position_embeddings.weight");
    WindowTransformer network({.width = static_cast<std::int32_t>(positions[1]),
                               .layers = 2,
                               .heads = golden[QLatin1String("heads")].toInt(),
                               .maxLength = static_cast<std::int32_t>(positions[0]),
                               .fromNewest = 1,
                               .filterShare = static_cast<float>(golden[QLatin1String("share")].toDouble()),
                               .filterComponents = cutoff / 2 + 1},
                              1);
    const auto read = [&](const std::string &name) { return tensorOf(file, name); };
    network.positions = read("position_embeddings.weight");
    network.gain = read("LayerNorm.weight");
    network.bias = read("LayerNorm.bias");
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        const auto block = "item_encoder.blocks." + std::to_string(l), attention = block + ".layer.attention_layer.",
                   filter = block + ".layer.filter_layer.", forward = block + ".feed_forward.";
        const auto joined = [&](const std::string &part) {
            return at::cat(
                {read(attention + "query" + part), read(attention + "key" + part), read(attention + "value" + part)});
        };
        network.layers[l] = {.project = joined(".weight"),
                             .projectBias = joined(".bias"),
                             .out = read(attention + "dense.weight"),
                             .outBias = read(attention + "dense.bias"),
                             .normGain = read(attention + "LayerNorm.weight"),
                             .normBias = read(attention + "LayerNorm.bias"),
                             .inner = read(forward + "dense_1.weight"),
                             .innerBias = read(forward + "dense_1.bias"),
                             .outer = read(forward + "dense_2.weight"),
                             .outerBias = read(forward + "dense_2.bias"),
                             .lastGain = read(forward + "LayerNorm.weight"),
                             .lastBias = read(forward + "LayerNorm.bias"),
                             .high = read(filter + "sqrt_beta").reshape({-1}),
                             .filterGain = read(filter + "LayerNorm.weight"),
                             .filterBias = read(filter + "LayerNorm.bias")};
    }
    return network;
}

} // namespace

class TestSequenceEncoders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void recurrentLayersMatchTheReference_data()
    {
        QTest::addColumn<bool>("lstm");
        QTest::newRow("gru") << false;
        QTest::newRow("lstm") << true;
    }
    void recurrentLayersMatchTheReference()
    {
        QFETCH(bool, lstm);
        const auto cell = lstm ? Cell::Lstm : Cell::Gru;
        auto layer = makeRecurrentLayer(cell, 8, 3);
        layer.inputBias = numbers({layer.inputBias.size(0)}, 5);
        layer.stateBias = numbers({layer.stateBias.size(0)}, 6);
        auto x = numbers({4, 6, 8}, 1);
        const auto weight = numbers({4, 6, 8}, 2);
        std::vector<std::vector<at::Tensor>> gradients(2);
        std::vector<at::Tensor> states;
        for (const int reference : {0, 1}) {
            for (auto *tensor : layer.tensors())
                *tensor = tensor->detach().clone().requires_grad_();
            x = x.detach().clone().requires_grad_();
            const std::vector<at::Tensor> weights{layer.input, layer.state, layer.inputBias, layer.stateBias};
            const auto start = at::zeros({1, 4, 8});
            states.push_back(reference == 0 ? recurrent(cell, layer, x)
                             : lstm ? std::get<0>(at::lstm(x, {start, start}, weights, true, 1, 0, true, false, true))
                                    : std::get<0>(at::gru(x, start, weights, true, 1, 0, true, false, true)));
            (states.back() * weight).sum().backward();
            gradients[static_cast<std::size_t>(reference)].push_back(x.grad());
            for (auto *tensor : layer.tensors())
                gradients[static_cast<std::size_t>(reference)].push_back(tensor->grad());
        }
        QVERIFY(near(states[0], states[1], 1e-5));
        for (std::size_t g = 0; g < gradients[0].size(); ++g)
            QVERIFY2(near(gradients[0][g], gradients[1][g]), qPrintable(QString::number(g)));
    }

    void linearRecurrenceIsTheLoop_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : {1, 2, 5, 8, 23})
            QTest::addRow("%d", length) << length;
    }
    void linearRecurrenceIsTheLoop()
    {
        QFETCH(int, length);
        constexpr int kSize = 6;
        const auto weight = numbers({3, length, 2 * kSize}, 3);
        std::vector<at::Tensor> states, gradients;
        for (const bool loop : {false, true}) {
            auto x = numbers({3, length, 2 * kSize}, 1), factor = numbers({2 * kSize}, 2) / 3;
            x.requires_grad_();
            factor.requires_grad_();
            const auto parts = x.chunk(2, 2), factors = factor.chunk(2);
            if (loop) {
                std::vector<at::Tensor> real{at::zeros({3, kSize})}, imaginary{at::zeros({3, kSize})};
                for (int t = 0; t < length; ++t) {
                    const auto a = real.back(), b = imaginary.back();
                    real.push_back(factors[0] * a - factors[1] * b + parts[0].select(1, t));
                    imaginary.push_back(factors[0] * b + factors[1] * a + parts[1].select(1, t));
                }
                states.push_back(at::cat({at::stack(real, 1), at::stack(imaginary, 1)}, 2).narrow(1, 1, length));
            } else {
                const auto fast = linearRecurrence({parts[0], parts[1]}, {factors[0], factors[1]});
                states.push_back(at::cat({fast.real, fast.imaginary}, 2));
            }
            (states.back() * weight).sum().backward();
            gradients.push_back(x.grad());
            gradients.push_back(length > 1 ? factor.grad() : at::zeros({1}));
        }
        QVERIFY(near(states[0], states[1], 1e-5));
        QVERIFY(near(gradients[0], gradients[2]));
        QVERIFY(near(gradients[1], gradients[3]));
    }

    /// Sessions that return, repeat and stand still, of different lengths in one batch.
    void sessionGraphsAreTheirFormula_data()
    {
        QTest::addColumn<int>("steps");
        QTest::newRow("one step") << 1;
        QTest::newRow("three steps") << 3;
    }
    void sessionGraphsAreTheirFormula()
    {
        QFETCH(int, steps);
        const std::vector<std::vector<std::int64_t>> sessions{{1, 2, 3, 2, 4},    {5, 5, 5},          {0},
                                                              {1, 2, 1, 2, 1, 3}, {4, 3, 2, 1, 0, 5}, {2, 2, 6}};
        constexpr std::int64_t kLength = 7;
        const auto vectors = numbers({8, 6}, 1);
        std::vector<std::int64_t> inputs, lengths;
        for (const auto &session : sessions) {
            lengths.push_back(static_cast<std::int64_t>(session.size()));
            inputs.insert(inputs.end(), session.begin(), session.end());
            inputs.resize(lengths.size() * kLength, 0);
        }
        SessionGraphEncoder encoder(6, steps, 3);
        std::uint64_t seed = 7;
        for (auto *tensor : encoder.tensors()) // biases, too
            *tensor = numbers(tensor->sizes(), ++seed);
        Dropout none(0, 0);
        const auto batch = vectors.index_select(0, indexTensor(inputs, at::kCPU)).view({-1, kLength, 6});
        const auto states = encoder.states(batch, lengths, none);
        for (std::size_t s = 0; s < sessions.size(); ++s) {
            const auto wanted = sessionByHand(sessions[s], vectors, encoder.tensors(), steps);
            QVERIFY2(near(states[static_cast<std::int64_t>(s)][lengths[s] - 1], wanted),
                     qPrintable(QString::number(s)));
        }
    }

    /// 1 2 3 2 4: the paper's example. Product 2 goes to 3 and to 4, half each.
    void sessionGraphsAreThePapers()
    {
        const auto vectors = numbers({5, 4}, 1);
        const std::vector<std::int64_t> session{1, 2, 3, 2, 4}, lengths{5};
        const auto graph = sessionGraph(vectors.index_select(0, indexTensor(session, at::kCPU)).unsqueeze(0), lengths);
        const auto weight = [](const at::Tensor &matrix, int row, int column) {
            return matrix[0][row][column].item<double>();
        };
        QCOMPARE(graph.nodes.sum().item<double>(), 5.0);
        QCOMPARE(weight(graph.nodes, 3, 1), 1.0);
        for (const int place : {1, 3}) { // both times that product 2 comes
            QCOMPARE(weight(graph.outgoing, place, 2), .5);
            QCOMPARE(weight(graph.outgoing, place, 4), .5);
            QCOMPARE(weight(graph.incoming, place, 0), .5);
            QCOMPARE(weight(graph.incoming, place, 2), .5);
        }
        QCOMPARE(weight(graph.outgoing, 0, 1), 1.0);
        QCOMPARE(weight(graph.incoming, 4, 1), 1.0);
        QCOMPARE(graph.outgoing[0][4].sum().item<double>(), 0.0);
        QCOMPARE(graph.incoming[0][0].sum().item<double>(), 0.0);
    }

    /// What comes later, or fills a sequence up, changes nothing at an earlier position.
    void transformersSeeOnlyWhatTheyMay_data()
    {
        QTest::addColumn<int>("causal");
        QTest::addColumn<float>("filter");
        QTest::newRow("attention") << 1 << 0.0F;
        QTest::newRow("attention and filter") << 1 << 0.7F;
        QTest::newRow("both sides") << 0 << 0.0F;
    }
    void transformersSeeOnlyWhatTheyMay()
    {
        QFETCH(int, causal);
        QFETCH(float, filter);
        const Transformer network({.width = 8,
                                   .layers = 2,
                                   .heads = 2,
                                   .maxLength = 9,
                                   .causal = causal,
                                   .fromNewest = 1,
                                   .filterShare = filter},
                                  3);
        Dropout none(0, 0);
        const auto x = numbers({2, 6, 8}, 1);
        const std::vector<std::int64_t> lengths{6, 4};
        const auto before = network.states(x, lengths, none);
        auto changed = x.clone();
        changed[1].narrow(0, 4, 2).add_(3);
        if (causal != 0)
            changed[0][5].add_(3);
        const auto after = network.states(changed, lengths, none);
        QVERIFY(near(before[1].narrow(0, 0, 4), after[1].narrow(0, 0, 4), 1e-5));
        if (causal != 0)
            QVERIFY(near(before[0].narrow(0, 0, 5), after[0].narrow(0, 0, 5), 1e-5));
        QVERIFY(!near(before[0].narrow(0, 5, 1), x[0].narrow(0, 5, 1), 1e-2));
    }

    void gatedEncodersSeeOnlyWhatTheyMay_data()
    {
        QTest::addColumn<bool>("hstu");
        QTest::newRow("ligr") << false;
        QTest::newRow("hstu") << true;
    }
    void gatedEncodersSeeOnlyWhatTheyMay()
    {
        QFETCH(bool, hstu);
        const TransformerShape shape{.width = 8, .layers = 2, .heads = 2, .maxLength = 9};
        const auto network = hstu ? makeHstuEncoder(shape, true, 3) : makeLigrEncoder(shape, 4, 3);
        Dropout none(0, 0);
        const auto x = numbers({2, 6, 8}, 1);
        const std::vector<std::int64_t> lengths{6, 4};
        std::vector<std::int64_t> times;
        for (std::int64_t n = 0; n < 12; ++n)
            times.push_back(n * n * 3'600'000);
        const auto before = network->timedStates(x, lengths, times, none);
        auto changed = x.clone();
        changed[1].narrow(0, 4, 2).add_(3);
        changed[0][5].add_(3);
        times[5] += 1'000'000'000;
        const auto after = network->timedStates(changed, lengths, times, none);
        QVERIFY(near(before[1].narrow(0, 0, 4), after[1].narrow(0, 0, 4), 1e-5));
        QVERIFY(near(before[0].narrow(0, 0, 5), after[0].narrow(0, 0, 5), 1e-5));
        times[2] += 7'000'000'000; // an earlier event's
        QCOMPARE(near(after, network->timedStates(changed, lengths, times, none), 1e-7), !hstu);
    }

    /// tests/data/golden/gated.py computed the states from the formulas of the papers, in plain Python.
    void gatedEncodersGiveTheStatesOfTheFormulas_data()
    {
        QTest::addColumn<QString>("which");
        for (const char *which : {"ligr", "hstu", "timed"})
            QTest::newRow(which) << QString::fromLatin1(which);
    }
    void gatedEncodersGiveTheStatesOfTheFormulas()
    {
        QFETCH(QString, which);
        const auto golden = readJson("tests/data/golden/gated.json");
        const auto number = [&](const char *key) { return golden[QLatin1String(key)].toInt(); };
        const TransformerShape shape{.width = number("width"),
                                     .layers = number("layers"),
                                     .heads = number("heads"),
                                     .maxLength = number("longest")};
        const auto encoder = which == QStringLiteral("ligr") ? makeLigrEncoder(shape, number("inner"), 1)
                                                             : makeHstuEncoder(shape, true, 1);
        const auto given = golden[which][QLatin1String("tensors")].toArray();
        const auto tensors = encoder->tensors();
        QCOMPARE(given.size(), qsizetype(tensors.size()));
        for (std::size_t t = 0; t < tensors.size(); ++t) {
            const auto values = floatsOf(given[qsizetype(t)]);
            QCOMPARE(static_cast<std::int64_t>(values.size()), tensors[t]->numel());
            *tensors[t] = viewOf(values, tensors[t]->sizes()).clone();
        }
        const auto inputs = golden[QLatin1String("inputs")].toArray(),
                   stamps = golden[QLatin1String("times")].toArray(),
                   wanted = golden[which][QLatin1String("states")].toArray();
        std::vector<std::int64_t> lengths;
        for (const auto &length : golden[QLatin1String("lengths")].toArray())
            lengths.push_back(length.toInt());
        const auto longest = std::ranges::max(lengths), sequences = static_cast<std::int64_t>(lengths.size());
        auto x = at::zeros({sequences, longest, shape.width});
        std::vector<std::int64_t> times(static_cast<std::size_t>(sequences * longest), kNoTime);
        for (std::int64_t s = 0; s < sequences; ++s) {
            const auto length = lengths[static_cast<std::size_t>(s)];
            x[s].narrow(0, 0, length).copy_(viewOf(floatsOf(inputs[qsizetype(s)]), {length, shape.width}));
            for (std::int64_t n = 0; n < length; ++n)
                if (const auto time = stamps[qsizetype(s)].toArray()[qsizetype(n)].toInteger(); time > 0)
                    times[static_cast<std::size_t>(s * longest + n)] = time;
        }
        Dropout none(0, 0);
        const auto states = which == QStringLiteral("timed") ? encoder->timedStates(x, lengths, times, none)
                                                             : encoder->states(x, lengths, none);
        for (std::int64_t s = 0; s < sequences; ++s) {
            const auto length = lengths[static_cast<std::size_t>(s)];
            const auto values = floatsOf(wanted[qsizetype(s)]);
            QVERIFY(near(states[s].narrow(0, 0, length), viewOf(values, {length, shape.width}), 1e-5));
        }
    }

    /// At the newest event of a history as long as the filter's period its sum is the paper's low-pass transform.
    void filterIsTheFourierTransformAtTheNewestEvent()
    {
        constexpr int kLength = 12, kComponents = 3;
        const auto x = numbers({kLength}, 7);
        const auto low = at::fft_irfft(at::cat({at::fft_rfft(x).narrow(0, 0, kComponents),
                                                at::zeros({kLength / 2 + 1 - kComponents}, at::kComplexFloat)}),
                                       kLength);
        double sum = 0;
        for (int from = 0; from < kLength; ++from) {
            double weight = 1;
            for (int k = 1; k < kComponents; ++k)
                weight += 2 * std::cos(2 * M_PI * k * (kLength - 1 - from) / kLength);
            sum += weight / kLength * x[from].item<double>();
        }
        QVERIFY(std::abs(sum - low[kLength - 1].item<double>()) < 1e-5);
    }

    /// tests/data/golden/bsarec.py computed the states from what BSARec's authors compute, in plain Python.
    void windowsGiveTheStatesOfTheFormulas()
    {
        QFile file(sourceFile("tests/data/golden/bsarec.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto golden = QJsonDocument::fromJson(file.readAll()).object();
        const auto weights = SafeTensors::open(sourceFile("tests/data/golden/bsarec.safetensors"));
        const auto items = tensorOf(weights, "item_embeddings.weight");
        const auto length = weights.shape("position_embeddings.weight")[0];
        std::vector<std::int64_t> windows, lengths;
        for (const auto &history : golden[QLatin1String("histories")].toArray()) {
            const auto shown = history.toArray();
            const auto own = std::min<std::int64_t>(length, shown.size());
            windows.insert(windows.end(), static_cast<std::size_t>(length - own), 0);
            for (auto n = shown.size() - own; n < shown.size(); ++n)
                windows.push_back(shown[n].toInt());
            lengths.push_back(own);
        }
        const auto count = static_cast<std::int64_t>(lengths.size());
        const auto inputs = items.index_select(0, indexTensor(windows, at::kCPU)).view({count, length, items.size(1)});
        for (const auto &one : golden[QLatin1String("expected")].toArray()) {
            auto network = goldenWindows(weights, golden, one[QLatin1String("cutoff")].toInt());
            Dropout none(0, 0);
            const auto states = network.states(inputs, lengths, none);
            const auto wanted = one[QLatin1String("states")].toArray();
            QCOMPARE(states.sizes(), (std::vector<std::int64_t>{count, 1, items.size(1)}));
            for (std::int64_t h = 0; h < count; ++h)
                for (std::int64_t d = 0; d < items.size(1); ++d)
                    QVERIFY2(std::abs(states[h][0][d].item<double>() - wanted[h].toArray()[d].toDouble()) < 1e-5,
                             qPrintable(QStringLiteral("number %1 of history %2").arg(d).arg(h)));
        }
    }

    /// A sum over two thousand million frequencies has no end.
    void filtersHaveNoMoreFrequenciesThanEvents()
    {
        TransformerShape shape{.filterShare = .5F, .filterComponents = 26};
        QVERIFY(shape.isSound());
        shape.filterComponents = 1 << 30;
        QVERIFY(!shape.isSound());
    }
};

QTEST_APPLESS_MAIN(TestSequenceEncoders)
#include "tst_sequenceencoders.moc"
