#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/numeric/formats/safetensors.h"
#include "core/recommend/itemlosses.h"
#include "core/recommend/registry.h"
#include "core/recommend/sequence/encoders/gatedencoders.h"
#include "core/recommend/sequence/encoders/recurrent.h"
#include "core/recommend/sequence/encoders/sessiongraph.h"
#include "core/recommend/sequence/encoders/transformer.h"
#include "core/recommend/sequence/sequencebatches.h"
#include "tests/core/trainingfixtures.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {

constexpr std::array kSequenceIds{"sasrec",  "bsarec", "esasrec", "hstu",   "bert4rec",
                                  "gru4rec", "narm",   "caser",   "lrurec", "sr-gnn"};

/// Every shopper walks round a ring of products: the next one is certain.
std::vector<std::vector<std::uint32_t>> ring(std::uint32_t users, std::uint32_t from, std::uint32_t items)
{
    std::vector<std::vector<std::uint32_t>> histories(users);
    for (std::uint32_t u = 0; u < users; ++u)
        for (std::uint32_t n = 0; n < 3 + u % 9; ++n)
            histories[u].push_back(from + (u * 7 + n) % items);
    return histories;
}

/// Of the products of a ring, how many are followed by the right one at the head of the list.
int rightSteps(const Recommender &recommender, std::uint32_t from, std::uint32_t items)
{
    int right = 0;
    for (std::uint32_t item = 0; item < items; ++item) {
        const std::vector<Visit> history{{.item = ItemIndex(from + (item + items - 1) % items)},
                                         {.item = ItemIndex(from + item)}};
        Request request;
        request.history = history;
        right +=
            recommender.rank(std::span(&request, 1), {.k = 1}).front().front().item.value == from + (item + 1) % items;
    }
    return right;
}

QJsonObject quick(int epochs)
{
    return {{QStringLiteral("epochs"), epochs},
            {QStringLiteral("factors"), 16},
            {QStringLiteral("batch-size"), 64},
            {QStringLiteral("learning-rate"), 5e-3},
            {QStringLiteral("dropout"), 0.1}};
}

at::Tensor numbers(at::IntArrayRef shape, std::uint64_t seed)
{
    return normalTensor(shape, 1, seed);
}

bool near(const at::Tensor &a, const at::Tensor &b, double tolerance = 1e-4)
{
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() < tolerance;
}

/// HitRate and NDCG at 5, 10 and 20 of the last product of each history among all that came not before.
std::array<double, 6> lastItemFigures(const Recommender &recommender, const std::vector<std::vector<Visit>> &histories)
{
    std::vector<Request> requests;
    for (const auto &history : histories) {
        requests.emplace_back();
        requests.back().history = std::span(history).first(history.size() - 1);
    }
    const auto lists = recommender.rank(requests, {.k = 20});
    std::array<double, 6> figures{};
    for (std::size_t u = 0; u < lists.size(); ++u) {
        const auto found = std::ranges::find(lists[u], histories[u].back().item, &RankedItem::item);
        const auto rank = static_cast<std::size_t>(found - lists[u].begin());
        for (std::size_t c = 0; c < 3 && found != lists[u].end(); ++c) {
            if (rank < std::array<std::size_t, 3>{5, 10, 20}[c]) {
                figures[2 * c] += 1;
                figures[2 * c + 1] += 1 / std::log2(static_cast<double>(rank) + 2);
            }
        }
    }
    for (auto &figure : figures)
        figure /= static_cast<double>(lists.size());
    return figures;
}

/// Sequences of numbers, a line a shopper: `shopper item item ...`
std::vector<std::vector<std::int64_t>> readSequences(const QString &path)
{
    QFile file(path);
    std::vector<std::vector<std::int64_t>> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd()) {
        const auto words = file.readLine().trimmed().split(' ');
        lines.emplace_back();
        for (const auto &word : words.mid(1))
            lines.back().push_back(word.toLongLong());
    }
    return lines;
}

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

/// A weights file of ICLRec's names with `layers` layers, all numbers small and different.
/// @param spoilt  a value to put in the place of the last one
void writeWeights(const QString &path, int rows, int width, int length, int layers, std::optional<float> spoilt = {})
{
    QByteArray header("{"), data;
    std::uint64_t seed = 0;
    const auto add = [&](const QByteArray &name, std::vector<int> shape) {
        std::size_t count = 1;
        QByteArray extents;
        for (const int extent : shape) {
            count *= static_cast<std::size_t>(extent);
            extents += (extents.isEmpty() ? "" : ",") + QByteArray::number(extent);
        }
        const auto begin = data.size();
        Random random(++seed);
        for (std::size_t n = 0; n < count; ++n) {
            const auto value = static_cast<float>(0.1 * random.normal());
            data.append(reinterpret_cast<const char *>(&value), sizeof(value));
        }
        header += (header.size() > 1 ? ",\"" : "\"") + name + "\":{\"dtype\":\"F32\",\"shape\":[" + extents +
                  "],\"data_offsets\":[" + QByteArray::number(begin) + "," + QByteArray::number(data.size()) + "]}";
    };
    add("item_embeddings.weight", {rows, width});
    add("position_embeddings.weight", {length, width});
    add("LayerNorm.weight", {width});
    add("LayerNorm.bias", {width});
    for (int l = 0; l < layers; ++l) {
        const auto layer = "item_encoder.layer." + QByteArray::number(l);
        for (const char *part : {".attention.query", ".attention.key", ".attention.value", ".attention.dense"}) {
            add(layer + part + ".weight", {width, width});
            add(layer + part + ".bias", {width});
        }
        for (const char *norm : {".attention.LayerNorm", ".intermediate.LayerNorm"}) {
            add(layer + norm + ".weight", {width});
            add(layer + norm + ".bias", {width});
        }
        add(layer + ".intermediate.dense_1.weight", {4 * width, width});
        add(layer + ".intermediate.dense_1.bias", {4 * width});
        add(layer + ".intermediate.dense_2.weight", {width, 4 * width});
        add(layer + ".intermediate.dense_2.bias", {width});
    }
    header += "}";
    if (spoilt)
        std::memcpy(data.data() + data.size() - sizeof(float), &*spoilt, sizeof(float));
    QByteArray size(8, '\0');
    qToLittleEndian<std::uint64_t>(static_cast<std::uint64_t>(header.size()), size.data());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(size + header + data);
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

Ingredients withWeights(const TrainingSet &train, const QString &path, const std::vector<std::string> &keys)
{
    auto facts = std::make_shared<SideFacts>();
    facts->itemKeys = keys;
    return {.events = train, .facts = facts, .weights = path.toStdString()};
}

} // namespace

class TestSequences : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void learnsWhatComesNext_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        for (const char *id : kSequenceIds)
            QTest::newRow(id) << QString::fromLatin1(id) << QStringLiteral("loss") << QStringLiteral("softmax");
        for (const char *loss : {"sampled", "bce", "gbce", "bpr-max"})
            QTest::newRow(loss) << QStringLiteral("sasrec") << QStringLiteral("loss") << QString::fromLatin1(loss);
        QTest::newRow("lstm") << QStringLiteral("gru4rec") << QStringLiteral("cell") << QStringLiteral("lstm");
        QTest::newRow("windows") << QStringLiteral("bsarec") << QStringLiteral("pass") << QStringLiteral("window");
    }
    void learnsWhatComesNext()
    {
        QFETCH(QString, id);
        QFETCH(QString, key);
        QFETCH(QString, value);
        auto parameters = quick(40);
        parameters.insert(key, value);
        if (id == QStringLiteral("bert4rec"))
            parameters.insert(QStringLiteral("mask-share"), 0.4); // fewer passes over a history
        if (value == QStringLiteral("window"))
            parameters.insert(QStringLiteral("max-length"), 8); // narrow windows
        const auto recommender = fitted(id.toStdString(), parameters, trainingOf(20, ring(150, 0, 20)));
        const int right = rightSteps(*recommender, 0, 20);
        QVERIFY2(right >= 18, qPrintable(QString::number(right)));
    }

    /// New products and shoppers are learnt on top, what was known stays.
    void updateLearnsWhatIsNew_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("right");
        QTest::addColumn<QJsonObject>("own");
        for (const char *id : kSequenceIds)
            QTest::newRow(id) << QString::fromLatin1(id) << (std::string_view(id) == "bert4rec" ? 6 : 9)
                              << QJsonObject();
        QTest::newRow("windows") << QStringLiteral("bsarec") << 9
                                 << QJsonObject{{QStringLiteral("pass"), QStringLiteral("window")},
                                                {QStringLiteral("max-length"), 8}};
    }
    void updateLearnsWhatIsNew()
    {
        QFETCH(QString, id);
        QFETCH(int, right);
        QFETCH(QJsonObject, own);
        auto parameters = quick(25);
        for (auto it = own.begin(); it != own.end(); ++it)
            parameters.insert(it.key(), it.value());
        parameters.insert(QStringLiteral("update-epochs"), 25);
        const auto before = ring(120, 0, 10);
        const auto recommender = fitted(id.toStdString(), parameters, trainingOf(10, before));
        auto after = before;
        for (auto &history : ring(120, 10, 10))
            after.push_back(std::move(history));
        Growth growth;
        for (std::uint32_t i = 0; i < 10; ++i)
            growth.items.push_back(ItemIndex(i));
        for (std::uint32_t u = 0; u < 120; ++u)
            growth.users.push_back(UserIndex(u));
        SilentContext job;
        dynamic_cast<Updates &>(*recommender).update({trainingOf(20, after)}, growth, {}, {}, job);
        QVERIFY(rightSteps(*recommender, 0, 10) >= right);
        QVERIFY(rightSteps(*recommender, 10, 10) >= right);
    }

    void newEventsAreTargetsOnce()
    {
        const auto train = randomTraining(40, 30, 23, 4);
        std::vector<std::uint32_t> firstNew(40);
        for (std::uint32_t u = 0; u < 40; ++u)
            firstNew[u] = u % 26;
        std::map<std::pair<std::uint32_t, std::int64_t>, int> counts, wanted;
        for (const auto &make : newItemBatches(train, firstNew, 5, 64, 9)) {
            const auto batch = make();
            for (std::size_t n = 0; n < batch.targets.size(); ++n)
                ++counts[{batch.users[n].value, batch.targets[n]}];
        }
        for (std::uint32_t u = 0; u < 40; ++u) {
            const auto history = train.history(UserIndex(u));
            for (std::size_t n = std::max(1U, firstNew[u]); n < history.size(); ++n)
                ++wanted[{u, history[n].item.value}];
        }
        QVERIFY(counts == wanted);
    }
    /// What a target is learnt from is what is read when it is asked for: the same window, the same places.
    void windowsAreLearntAsTheyAreServed()
    {
        constexpr int kLength = 5;
        constexpr std::int64_t kEmpty = 30;
        const auto train = randomTraining(40, 30, 12, 4);
        std::map<std::pair<std::uint32_t, std::int64_t>, int> counts, wanted;
        for (const auto &make : windowBatches(train, {}, kLength, kEmpty, 64, 9)) {
            const auto batch = make();
            QCOMPARE(batch.length, kLength);
            for (std::size_t s = 0; s < batch.targets.size(); ++s) {
                ++counts[{batch.users[s].value, batch.targets[s]}];
                const auto window = std::span(batch.inputs).subspan(s * kLength, kLength);
                const auto empty = static_cast<std::size_t>(kLength - batch.lengths[s]);
                QCOMPARE(std::ranges::count(window, kEmpty), std::ptrdiff_t(empty));
                QCOMPARE(batch.places[s], std::int64_t(s));
                const auto history = train.history(batch.users[s]);
                const auto served = [&](std::size_t target) {
                    return historyBatches({history.first(target)}, kLength, 64, {}, kEmpty).front().inputs;
                };
                bool found = batch.lengths[s] == 0 && history.front().item.value == batch.targets[s];
                for (std::size_t n = 1; n < history.size(); ++n)
                    found |= history[n].item.value == batch.targets[s] && std::ranges::equal(served(n), window);
                QVERIFY(found);
            }
        }
        for (std::uint32_t u = 0; u < 40; ++u)
            for (const auto &visit : train.history(UserIndex(u)).last(kLength))
                ++wanted[{u, visit.item.value}];
        QVERIFY(counts == wanted);
        const std::vector<std::uint32_t> firstNew(40, 10);
        std::size_t targets = 0;
        for (const auto &make : windowBatches(train, firstNew, kLength, kEmpty, 64, 9))
            targets += make().targets.size();
        QCOMPARE(targets, std::size_t(40 * 2));
    }
    void everyEventHasAPrefixOfItsOwn()
    {
        const auto train = randomTraining(40, 30, 23, 4);
        std::vector<std::uint32_t> firstNew(40);
        for (std::uint32_t u = 0; u < 40; ++u)
            firstNew[u] = u % 26;
        std::multiset<std::vector<std::int64_t>> found, wanted; // shopper, target, history
        for (const auto &make : prefixBatches(train, firstNew, 5, 64, 9)) {
            const auto batch = make();
            QCOMPARE(batch.targets.size(), batch.lengths.size());
            for (std::size_t s = 0; s < batch.lengths.size(); ++s) {
                std::vector<std::int64_t> one{batch.users[s].value, batch.targets[s]};
                const auto *row = batch.inputs.data() + s * static_cast<std::size_t>(batch.length);
                one.insert(one.end(), row, row + batch.lengths[s]);
                found.insert(one);
                QCOMPARE(batch.places[s], static_cast<std::int64_t>(s) * batch.length + batch.lengths[s] - 1);
            }
        }
        for (std::uint32_t u = 0; u < 40; ++u) {
            const auto history = train.history(UserIndex(u));
            for (std::size_t n = std::max(1U, firstNew[u]); n < history.size(); ++n) {
                std::vector<std::int64_t> one{u, history[n].item.value};
                for (auto before = n - std::min<std::size_t>(n, 5); before < n; ++before)
                    one.push_back(history[before].item.value);
                wanted.insert(one);
            }
        }
        QVERIFY(found == wanted);
    }
    void everyEventIsHiddenOnce()
    {
        constexpr std::int64_t kHidden = 30;
        const auto train = randomTraining(40, 30, 23, 4);
        std::map<std::pair<std::uint32_t, std::int64_t>, int> counts, wanted;
        std::size_t hidden = 0, all = 0;
        for (const auto &make : clozeBatches(train, 50, 0.25, kHidden, 64, 9)) {
            const auto batch = make();
            for (std::size_t n = 0; n < batch.targets.size(); ++n) {
                ++counts[{batch.users[n].value, batch.targets[n]}];
                QCOMPARE(batch.inputs[static_cast<std::size_t>(batch.places[n])], kHidden);
            }
            hidden += static_cast<std::size_t>(std::ranges::count(batch.inputs, kHidden));
            for (const auto length : batch.lengths)
                all += static_cast<std::size_t>(length);
        }
        for (std::uint32_t u = 0; u < 40; ++u)
            for (const auto &visit : train.history(UserIndex(u)))
                ++wanted[{u, visit.item.value}];
        QVERIFY(counts == wanted);
        QCOMPARE(hidden, train.visitCount());
        QVERIFY(all >= 4 * hidden - 160 && all <= 4 * hidden + 160);
    }

    /// Against the gradients that LibTorch derives from the plain formulas.
    void lossesMatchTheirFormulas_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("softmax") << int(LossKind::Softmax);
        QTest::newRow("sampled") << int(LossKind::SampledSoftmax);
        QTest::newRow("gbce") << int(LossKind::Calibrated);
        QTest::newRow("bpr-max") << int(LossKind::BprMax);
    }
    void lossesMatchTheirFormulas()
    {
        QFETCH(int, kind);
        constexpr int kItems = 30, kNegatives = 12;
        const auto train = randomTraining(20, kItems, 8, 3);
        const SampledLoss loss(train,
                               {.kind = static_cast<LossKind>(kind), .negatives = kNegatives, .calibration = .5});
        auto hidden = numbers({9, 5}, 1), items = numbers({kItems, 5}, 2);
        const std::vector<std::int64_t> targets{0, 3, 3, 7, 29, 11, 12, 13, 1};
        const std::vector<UserIndex> users(9, UserIndex(0));
        Random random(4), again(4);
        const auto fast = loss(hidden, items, targets, users, random);

        std::vector<std::int64_t> drawn;
        for (int n = 0; n < kNegatives; ++n)
            drawn.push_back(again.below(kItems));
        hidden.requires_grad_();
        items.requires_grad_();
        at::Tensor sum = at::zeros({});
        for (std::size_t t = 0; t < targets.size(); ++t) {
            const auto scores = at::mv(items, hidden[static_cast<std::int64_t>(t)]);
            const auto up = scores[targets[t]];
            std::vector<at::Tensor> others;
            for (const auto item : drawn)
                if (item != targets[t])
                    others.push_back(scores[item]);
            const auto down = at::stack(others);
            if (kind == int(LossKind::Softmax))
                sum = sum + scores.logsumexp(0) - up;
            else if (kind == int(LossKind::SampledSoftmax))
                sum = sum + at::cat({up.unsqueeze(0), down}).logsumexp(0) - up;
            else if (kind == int(LossKind::Calibrated)) {
                const double drawnShare = 12.0 / 29, power = drawnShare * (.5 * (1 - 1 / drawnShare) + 1 / drawnShare);
                sum = sum - power * at::log_sigmoid(up) - at::log_sigmoid(-down).sum();
            } else {
                const auto weights = at::softmax(down, 0);
                sum = sum - (weights * at::sigmoid(up - down)).sum().log() + (weights * down.square()).sum();
            }
        }
        (sum / 9).backward();
        QVERIFY(std::abs(fast.sum - sum.item<double>()) < 1e-3);
        QVERIFY(near(fast.hidden, hidden.grad()));
        auto gradient = at::zeros_like(items);
        fast.addItemsTo(gradient);
        QVERIFY(near(gradient, items.grad()));
        // Of the sampled losses nothing of the catalogue's size is made.
        QCOMPARE(fast.items.size(0), kind == int(LossKind::Softmax) ? kItems : 9 + kNegatives);
        QCOMPARE(fast.rows.size(), std::size_t(kind == int(LossKind::Softmax) ? 0 : 9 + kNegatives));
    }
    /// Against the plain formulas again: scores that are cosines, negatives of the batch, what is drawn often.
    void scoresByAngleMatchTheFormula_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("temperature");
        QTest::newRow("softmax") << int(LossKind::Softmax) << .1;
        QTest::newRow("sampled") << int(LossKind::SampledSoftmax) << .1;
        QTest::newRow("sampled, products") << int(LossKind::SampledSoftmax) << 0.;
        QTest::newRow("bce") << int(LossKind::Binary) << .5;
    }
    void scoresByAngleMatchTheFormula()
    {
        QFETCH(int, kind);
        QFETCH(double, temperature);
        constexpr std::uint32_t kItems = 30, kNegatives = 12, kOfBatch = 3;
        const auto train = randomTraining(20, kItems, 8, 3);
        const SampledLoss loss(
            train,
            {.kind = static_cast<LossKind>(kind), .negatives = kNegatives, .temperature = temperature, .inBatch = .25});
        auto hidden = numbers({6, 5}, 1), items = numbers({kItems, 5}, 2);
        const std::vector<std::int64_t> targets{0, 3, 3, 7, 29, 11};
        const std::vector<UserIndex> users(6, UserIndex(0));
        Random random(4), again(4);
        const auto fast = loss(hidden, items, targets, users, random);

        const auto logOdds = [&](std::int64_t item) { // of being drawn
            const double events = train.itemEvents()[static_cast<std::size_t>(item)];
            return std::log(.75 / kItems + .25 * events / static_cast<double>(train.visitCount()));
        };
        const auto below = [&](std::uint32_t bound) { return static_cast<std::size_t>(again.below(bound)); };
        std::vector<std::int64_t> drawn;
        if (kind == int(LossKind::SampledSoftmax))
            for (std::uint32_t n = 0; n < kNegatives; ++n)
                drawn.push_back(n < kOfBatch ? targets[below(6)] : static_cast<std::int64_t>(below(kItems)));
        for (std::size_t n = 0; kind == int(LossKind::Binary) && n < targets.size() * kNegatives; ++n) {
            auto item = below(kItems);
            for (int tries = 1; tries < 8 && train.byUser().contains(0, static_cast<std::uint32_t>(item)); ++tries)
                item = below(kItems);
            drawn.push_back(static_cast<std::int64_t>(item));
        }
        hidden.requires_grad_();
        items.requires_grad_();
        const auto scaled = [&](const at::Tensor &rows) { return rows / rows.norm(2, {1}, true); };
        const auto all =
            temperature > 0 ? at::mm(scaled(hidden), scaled(items).t()) / temperature : at::mm(hidden, items.t());
        at::Tensor sum = at::zeros({});
        for (std::size_t t = 0; t < targets.size(); ++t) {
            const auto scores = all[static_cast<std::int64_t>(t)];
            const auto up = scores[targets[t]];
            if (kind == int(LossKind::Softmax)) {
                sum = sum + scores.logsumexp(0) - up;
            } else if (kind == int(LossKind::Binary)) {
                sum = sum - at::log_sigmoid(up);
                for (std::size_t n = 0; n < kNegatives; ++n)
                    sum = sum - at::log_sigmoid(-scores[drawn[t * kNegatives + n]]);
            } else {
                std::vector<at::Tensor> each{up - logOdds(targets[t])};
                for (const auto item : drawn)
                    if (item != targets[t])
                        each.push_back(scores[item] - logOdds(item));
                sum = sum + at::stack(each).logsumexp(0) - each.front();
            }
        }
        (sum / 6).backward();
        QVERIFY2(std::abs(fast.sum - sum.item<double>()) < 1e-3, qPrintable(QString::number(fast.sum)));
        QVERIFY(near(fast.hidden, hidden.grad()));
        auto gradient = at::zeros_like(items);
        fast.addItemsTo(gradient);
        QVERIFY(near(gradient, items.grad()));
    }
    /// Lists follow the angle, too: how long a product's vector is says nothing.
    void listsFollowTheAngle()
    {
        auto parameters = quick(2);
        parameters.insert(QStringLiteral("temperature"), .1);
        const auto recommender = fitted("esasrec", parameters, trainingOf(20, ring(50, 0, 20)));
        const auto vectors = itemEmbeddingOf(*recommender).value();
        for (std::uint32_t i = 0; i < vectors.rows; ++i) {
            double square = 0;
            for (const auto number : vectors.row(i))
                square += static_cast<double>(number) * static_cast<double>(number);
            QVERIFY(std::abs(square - 1) < 1e-5);
        }
    }
    /// Rows of the item table that no batch touches stay as they were drawn, decay or not.
    void untouchedItemsStay_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QJsonObject>("parameters");
        QTest::newRow("sampled") << QStringLiteral("gru4rec")
                                 << QJsonObject{{QStringLiteral("loss"), QStringLiteral("sampled")}};
        QTest::newRow("bce") << QStringLiteral("gru4rec")
                             << QJsonObject{{QStringLiteral("loss"), QStringLiteral("bce")}};
        QTest::newRow("fpmc") << QStringLiteral("fpmc") << QJsonObject{{QStringLiteral("loss"), QStringLiteral("bce")}};
        QTest::newRow("sr-gnn") << QStringLiteral("sr-gnn")
                                << QJsonObject{{QStringLiteral("loss"), QStringLiteral("sampled")}};
        QTest::newRow("ultragcn") << QStringLiteral("ultragcn") << QJsonObject{};
        QTest::newRow("directau") << QStringLiteral("directau") << QJsonObject{{QStringLiteral("layers"), 0}};
    }
    void untouchedItemsStay()
    {
        QFETCH(QString, id);
        QFETCH(QJsonObject, parameters);
        constexpr std::uint32_t kCatalogue = 4000;
        auto train = trainingOf(kCatalogue, {{0, 1, 2, 3}, {1, 2, 3, 4}, {2, 3, 4, 5}});
        parameters.insert(QStringLiteral("factors"), 8);
        if (id != QStringLiteral("directau"))
            parameters.insert(QStringLiteral("negatives"), 2);
        parameters.insert(QStringLiteral("l2"), .5);
        const auto vectorsAfter = [&](int epochs) {
            parameters.insert(QStringLiteral("epochs"), epochs);
            return itemEmbeddingOf(*fitted(id.toStdString(), parameters, train)).value();
        };
        const auto drawn = vectorsAfter(0), learnt = vectorsAfter(3);
        std::uint32_t moved = 0;
        for (std::uint32_t i = 0; i < kCatalogue; ++i)
            moved += !std::ranges::equal(drawn.row(i), learnt.row(i));
        QVERIFY2(moved >= 6 && moved < 200, qPrintable(QString::number(moved)));
    }

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

    void windowsOutliveASnapshot()
    {
        auto parameters = quick(2);
        parameters.insert(QStringLiteral("pass"), QStringLiteral("window"));
        parameters.insert(QStringLiteral("max-length"), 7);
        const auto train = trainingOf(20, ring(30, 0, 20));
        const auto recommender = fitted("bsarec", parameters, train);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::ReadWrite));
        recommender->save(buffer);
        buffer.seek(0);
        const auto again = makeRecommender("bsarec", parameters);
        again->load(buffer);
        std::vector<ItemIndex> items;
        for (std::uint32_t i = 0; i < 20; ++i)
            items.emplace_back(i);
        Request request;
        for (const std::size_t length : {1, 6, 11}) {
            request.history = train.history(UserIndex(8)).first(length);
            QCOMPARE(again->score(request, items), recommender->score(request, items));
        }
        QCOMPARE(keptParameters("bsarec", {})[QLatin1String("pass")].toString(), QStringLiteral("history"));
    }

    void startsFromWeightsOfAnySize()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("weights.safetensors"));
        writeWeights(path, 42, 8, 7, 3);
        const auto train = randomTraining(30, 40, 12, 7);
        std::vector<std::string> keys;
        for (int i = 0; i < 40; ++i)
            keys.push_back(i == 5 ? "no number" : std::to_string(i + 1));
        SilentContext job;
        const auto recommender = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}});
        recommender->fit(withWeights(train, path, keys), {}, {}, job);
        QCOMPARE(itemEmbeddingOf(*recommender)->size, 8U);
        QCOMPARE(recommender->parameterCount(), 40 * 8 + 7 * 8 + 2 * 8 + 3 * (12 * 64 + 13 * 8));
        Random row(1);
        std::vector<float> table;
        for (int n = 0; n < 42 * 8; ++n)
            table.push_back(static_cast<float>(0.1 * row.normal()));
        QCOMPARE(itemEmbeddingOf(*recommender)->row(9)[3], table[10 * 8 + 3]);
        auto trained = makeRecommender("sasrec", {{QStringLiteral("epochs"), 2}});
        trained->fit(withWeights(train, path, keys), {}, {}, job);
        QVERIFY(itemEmbeddingOf(*trained)->row(9)[3] != table[10 * 8 + 3]);

        QVERIFY_EXCEPTION_THROWN(
            recommender->fit(withWeights(train, path, std::vector<std::string>(40, "a")), {}, {}, job), Error);
        const auto wrong = makeRecommender("sasrec", {{QStringLiteral("heads"), 16}});
        QVERIFY_EXCEPTION_THROWN(wrong->fit(withWeights(train, path, keys), {}, {}, job), Error);
        const auto other = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}, {QStringLiteral("factors"), 32}});
        QCOMPARE(errorOf([&] { other->fit(withWeights(train, path, keys), {}, {}, job); }),
                 std::string("weights.other-shape"));
        writeWeights(path, 42, 8, 7, 3, std::numeric_limits<float>::quiet_NaN());
        QCOMPARE(errorOf([&] { recommender->fit(withWeights(train, path, keys), {}, {}, job); }),
                 std::string("weights.not-finite"));
    }

    /// A sum over two thousand million frequencies has no end.
    void filtersHaveNoMoreFrequenciesThanEvents()
    {
        TransformerShape shape{.filterShare = .5F, .filterComponents = 26};
        QVERIFY(shape.isSound());
        shape.filterComponents = 1 << 30;
        QVERIFY(!shape.isSound());
    }

    /// A head that names a wide network asks for no memory before its tensors are there.
    void weightsOfNamesAloneAreRefused_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("bytes");
        QTest::newRow("layers") << 1 << 8192 * 4;
        QTest::newRow("positions") << 65536 << 0;
    }
    void weightsOfNamesAloneAreRefused()
    {
        QFETCH(int, length);
        QFETCH(int, bytes);
        QJsonObject header;
        const auto add = [&](const QString &name, const QJsonArray &shape, int ends = 0) {
            header.insert(name, QJsonObject{{QStringLiteral("dtype"), QStringLiteral("F32")},
                                            {QStringLiteral("shape"), shape},
                                            {QStringLiteral("data_offsets"), QJsonArray{0, ends}}});
        };
        add(QStringLiteral("item_embeddings.weight"), {0, 8192});
        add(QStringLiteral("position_embeddings.weight"), {length, bytes > 0 ? 8192 : 0}, bytes);
        add(QStringLiteral("LayerNorm.weight"), {0});
        for (int l = 0; l < 200; ++l) {
            const auto layer = QStringLiteral("item_encoder.layer.%1").arg(l);
            for (const char *part : {".attention.query.weight", ".intermediate.dense_1.weight"})
                add(layer + QLatin1String(part), {0});
        }
        const auto text = QJsonDocument(header).toJson(QJsonDocument::Compact);
        QByteArray size(8, '\0');
        qToLittleEndian<std::uint64_t>(static_cast<std::uint64_t>(text.size()), size.data());
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(size + text + QByteArray(bytes, '\0'));
        file.close();
        const auto train = randomTraining(30, 40, 12, 7);
        SilentContext job;
        const auto recommender = makeRecommender("sasrec", {});
        const std::vector<std::string> keys(40, "1");
        QCOMPARE(errorOf([&] { recommender->fit(withWeights(train, file.fileName(), keys), {}, {}, job); }),
                 std::string("weights.shape"));
    }

    /// tests/data/golden/make.py computed the scores from the formulas of the papers, in plain Python.
    void givenWeightsGiveTheScoresOfTheFormulas()
    {
        QFile file(sourceFile("tests/data/golden/transformer.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto golden = QJsonDocument::fromJson(file.readAll()).object();
        std::vector<std::string> keys;
        std::vector<ItemIndex> items;
        for (int row = 1; row <= golden[QLatin1String("items")].toInt(); ++row) {
            keys.push_back(std::to_string(row));
            items.emplace_back(row - 1);
        }
        const auto train = trainingOf(static_cast<std::uint32_t>(keys.size()), {{0, 1, 2}});
        const auto recommender = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}});
        SilentContext job;
        recommender->fit(withWeights(train, sourceFile("tests/data/golden/transformer.safetensors"), keys), {}, {},
                         job);
        const auto expected = golden[QLatin1String("expected")].toArray();
        QCOMPARE(expected.size(), 5);
        for (const auto &one : expected) {
            std::vector<Visit> history;
            for (const auto &row : one[QLatin1String("history")].toArray())
                history.push_back({.item = ItemIndex(row.toInt() - 1)});
            Request request;
            request.history = history;
            const auto scores = recommender->score(request, items);
            const auto wanted = one[QLatin1String("scores")].toArray();
            for (std::size_t i = 0; i < scores.size(); ++i)
                QVERIFY2(std::abs(static_cast<double>(scores[i]) - wanted[qsizetype(i)].toDouble()) < 2e-5,
                         qPrintable(QStringLiteral("%1 of %2").arg(i).arg(history.size())));
        }
    }

    /// The published ICLRec of Amazon Beauty gives its published figures.
    void publishedWeightsGiveTheirFigures()
    {
        const auto weights = dataFile("models/ICLRec-Beauty.safetensors"), log = dataFile("amazon-beauty/Beauty.txt");
        if (weights.isEmpty() || log.isEmpty())
            QSKIP(kNoData);
        const auto lines = readSequences(log);
        std::map<std::int64_t, std::uint32_t> index;
        for (const auto &line : lines)
            for (const auto key : line)
                index.emplace(key, 0);
        std::vector<std::string> keys;
        for (auto &[key, place] : index) {
            place = static_cast<std::uint32_t>(keys.size());
            keys.push_back(std::to_string(key));
        }
        std::vector<std::vector<std::uint32_t>> learnt;
        std::vector<std::vector<Visit>> histories;
        for (const auto &line : lines) {
            learnt.emplace_back();
            histories.emplace_back();
            for (const auto key : line)
                histories.back().push_back({.item = ItemIndex(index[key])});
            for (std::size_t n = 0; n + 2 < line.size(); ++n)
                learnt.back().push_back(index[line[n]]);
        }
        const auto train = trainingOf(static_cast<std::uint32_t>(keys.size()), learnt);
        const auto recommender = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}});
        SilentContext job;
        recommender->fit(withWeights(train, weights, keys), {}, {}, job);
        const auto figures = lastItemFigures(*recommender, histories);
        const std::array published{.0500, .0326, .0744, .0403, .1058, .0483};
        for (std::size_t f = 0; f < published.size(); ++f)
            QVERIFY2(std::abs(std::round(figures[f] * 1e4) / 1e4 - published[f]) < 1e-6,
                     qPrintable(QStringLiteral("%1: %2").arg(f).arg(figures[f])));
    }
};

QTEST_APPLESS_MAIN(TestSequences)
#include "tst_sequences.moc"
