#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/numeric/sparsetensor.h"
#include "core/recommend/graph/directauloss.h"
#include "core/recommend/graph/graphpropagation.h"
#include "core/recommend/graph/graphrecommender.h"
#include "core/recommend/graph/ultragcnloss.h"
#include "core/recommend/network/autoencoder.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/ranking.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {
at::Tensor dense(const SparseRows &rows)
{
    auto matrix = at::zeros({rows.rows, rows.cols});
    auto numbers = matrix.accessor<float, 2>();
    for (std::uint32_t r = 0; r < rows.rows; ++r)
        for (auto e = rows.offsets[r]; e < rows.offsets[r + 1]; ++e)
            numbers[r][rows.columns[e]] += rows.values[e];
    return matrix;
}

/// Of the bipartite graph, by the definition.
at::Tensor adjacency(const TrainingSet &train)
{
    const auto pairs = dense(train.byUser()).clamp_max(1);
    const auto users = pairs.sum(1, true).clamp_min(1).rsqrt(), items = pairs.sum(0, true).clamp_min(1).rsqrt();
    const auto edges = pairs * users * items;
    auto all = at::zeros({edges.size(0) + edges.size(1), edges.size(0) + edges.size(1)});
    all.narrow(0, 0, edges.size(0)).narrow(1, edges.size(0), edges.size(1)).copy_(edges);
    all.narrow(0, edges.size(0), edges.size(1)).narrow(1, 0, edges.size(0)).copy_(edges.t());
    return all;
}

bool close(const at::Tensor &a, const at::Tensor &b)
{
    return at::allclose(a, b, 1e-4, 1e-5);
}

/// By the definition: [products x products] weights of all products that some shopper has beside one.
std::vector<std::vector<double>> omegas(const TrainingSet &train)
{
    const auto items = train.itemCount();
    std::vector<std::vector<double>> both(items, std::vector<double>(items)), weights = both;
    std::vector<double> sums(items);
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        for (const auto i : train.byUser().row(u))
            for (const auto j : train.byUser().row(u))
                both[i][j] += 1;
    for (std::uint32_t i = 0; i < items; ++i)
        for (std::uint32_t j = 0; j < items; ++j)
            sums[i] += both[i][j];
    for (std::uint32_t i = 0; i < items; ++i)
        for (std::uint32_t j = 0; j < items; ++j)
            if (i != j && both[i][j] > 0)
                weights[i][j] = both[i][j] / (sums[i] - both[i][i]) * std::sqrt(sums[i] / sums[j]);
    return weights;
}

/// The last of RecVAE's five layers for a history. @param numbers  as stored, four arrays a layer
std::vector<double> throughRecVaeLayers(const std::vector<std::vector<float>> &numbers,
                                        const std::vector<ItemIndex> &history, std::size_t width)
{
    std::vector<double> state(width), before(width);
    for (const auto item : history)
        for (std::size_t w = 0; w < width; ++w)
            state[w] += numbers[0][item.value * width + w] / std::sqrt(double(history.size()));
    for (std::size_t l = 0; l < 5; ++l) {
        std::vector<double> next = l == 0 ? state : before;
        for (std::size_t w = 0; w < width; ++w) {
            for (std::size_t v = 0; l > 0 && v < width; ++v)
                next[w] += double(numbers[4 * l][w * width + v]) * state[v];
            next[w] += double(numbers[4 * l + 1][w]);
            next[w] /= 1 + std::exp(-next[w]);
        }
        double mean = 0, square = 0;
        for (const double value : next)
            mean += value / width;
        for (const double value : next)
            square += (value - mean) * (value - mean) / width;
        for (std::size_t w = 0; w < width; ++w) {
            state[w] = (next[w] - mean) / std::sqrt(square + .1) * double(numbers[4 * l + 2][w]) +
                       double(numbers[4 * l + 3][w]);
            before[w] += state[w];
        }
    }
    return state;
}
} // namespace

class TestGraphModels : public QObject
{
    Q_OBJECT
    const TrainingSet m_train = randomTraining(30, 20, 8, 3);

private Q_SLOTS:
    void sparseProductsAreDenseOnes_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 3, 16, 50, 64, 130})
            QTest::addRow("%d", size) << size;
    }
    void sparseProductsAreDenseOnes()
    {
        QFETCH(int, size);
        auto rows = m_train.byUser();
        Random random(2);
        for (auto &value : rows.values)
            value = static_cast<float>(random.normal());
        const auto matrix = dense(rows);
        const auto right = normalTensor({rows.cols, size}, 1, 5), left = normalTensor({rows.rows, size}, 1, 6);
        QVERIFY(close(sparseProduct(rows, right), at::mm(matrix, right)));
        auto sum = normalTensor({rows.cols, size}, 1, 7);
        const auto wanted = sum - 2 * at::mm(matrix.t(), left);
        addTransposedProduct(rows, left, -2, sum);
        QVERIFY(close(sum, wanted));
    }
    void propagationAveragesPowersOfTheGraph_data()
    {
        QTest::addColumn<int>("layers");
        for (const int layers : {0, 1, 2, 3, 4})
            QTest::addRow("%d", layers) << layers;
    }
    void propagationAveragesPowersOfTheGraph()
    {
        QFETCH(int, layers);
        BipartiteGraph graph(m_train, at::kCPU);
        const auto matrix = adjacency(m_train);
        const auto vectors = normalTensor({matrix.size(0), 24}, 1, 9);
        auto power = vectors, sum = vectors;
        for (int l = 0; l < layers; ++l) {
            power = at::mm(matrix, power);
            sum = sum + power;
        }
        QVERIFY(close(graph.propagate(vectors), at::mm(matrix, vectors)));
        QVERIFY(close(graph.average(vectors, layers), sum / (layers + 1)));
    }
    void pairwiseGradientIsTheDerivative()
    {
        const std::vector<std::int64_t> users{0, 1, 1}, items{4, 5, 6}, negatives{6, 4, 5};
        const auto vectors = normalTensor({7, 8}, 1, 4).requires_grad_();
        const auto rows = [&](const std::vector<std::int64_t> &index) {
            return vectors.index_select(0, indexTensor(index, at::kCPU));
        };
        const auto loss = at::softplus(-(rows(users) * (rows(items) - rows(negatives))).sum(1));
        loss.mean().backward();
        auto gradient = at::zeros({7, 8});
        const double sum = addPairwiseGradient(vectors.detach(), users, items, negatives, gradient);
        QVERIFY(std::abs(sum - loss.sum().item<double>()) < 1e-4);
        QVERIFY(close(gradient, vectors.grad()));
    }
    void ultraGcnKeepsTheNearestProducts()
    {
        constexpr std::size_t kKept = 4;
        SilentContext job;
        const UltragcnLoss loss(m_train, {}, int(kKept), at::kCPU, job);
        const auto wanted = omegas(m_train);
        for (std::uint32_t i = 0; i < m_train.itemCount(); ++i) {
            auto sorted = wanted[i];
            std::ranges::sort(sorted, std::greater{});
            const auto columns = loss.itemGraph().row(i);
            const auto values = loss.itemGraph().rowValues(i);
            QCOMPARE(columns.size(),
                     std::min(kKept, std::size_t(std::ranges::count_if(sorted, [](double w) { return w > 0; }))));
            double sum = 0, best = 0;
            for (std::size_t k = 0; k < columns.size(); ++k) {
                QVERIFY(std::abs(double(values[k]) - wanted[i][columns[k]]) < 1e-5);
                sum += wanted[i][columns[k]];
                best += sorted[k];
            }
            QVERIFY(std::abs(sum - best) < 1e-5);
        }
        const double degree = double(m_train.byUser().row(3).size()), other = double(m_train.byItem().row(2).size());
        QVERIFY(std::abs(double(loss.constraint(UserIndex(3), ItemIndex(2))) -
                         std::sqrt((degree + 1) / (other + 1)) / degree) < 1e-6);
    }
    /// Pair by pair, term by term; negatives that a shopper has after all cost nothing.
    void ultraGcnLossIsItsFormula()
    {
        const UltragcnWeights weights{.constraint = .7, .negativeConstraint = .4, .negatives = 20, .items = 1.5};
        SilentContext job;
        const UltragcnLoss loss(m_train, weights, 3, at::kCPU, job);
        const std::int64_t users = m_train.userCount();
        PairBatches batches(m_train.byUser(), 0, 64);
        batches.begin(5);
        auto batch = batches.batch(0);
        auto negatives = drawShared(m_train.byUser(), batch.users, 6, 9);
        QVERIFY(!negatives.forbidden.empty());
        const auto vertices = normalTensor({users + m_train.itemCount(), 5}, 1, 4).requires_grad_();
        const auto cost = [&](std::int64_t user, std::int64_t item, double sign) {
            return at::softplus(-sign * (vertices[user] * vertices[users + item]).sum());
        };
        auto sum = at::zeros({});
        for (std::size_t n = 0; n < batch.size(); ++n) {
            const auto user = batch.users[n], item = batch.items[n];
            const auto share = [&](std::int64_t product, double constraint) {
                return 1 - constraint + constraint * double(loss.constraint(UserIndex(user), ItemIndex(product)));
            };
            sum = sum + share(item, .7) * cost(user, item, 1);
            std::vector<std::int64_t> strangers;
            for (const auto other : negatives.items)
                if (!m_train.byUser().contains(std::uint32_t(user), std::uint32_t(other)))
                    strangers.push_back(other);
            for (const auto other : strangers)
                sum = sum + 20 * share(other, .4) / double(strangers.size()) * cost(user, other, -1);
            const auto near = loss.itemGraph().row(std::uint32_t(item));
            for (std::size_t k = 0; k < near.size(); ++k)
                sum = sum + 1.5 * double(loss.itemGraph().rowValues(std::uint32_t(item))[k]) * cost(user, near[k], 1);
        }
        (sum / double(batch.size())).backward();
        for (auto *items : {&batch.items, &negatives.items})
            for (auto &item : *items)
                item += users;
        auto gradient = at::zeros_like(vertices);
        const double own = loss.addGradient(vertices.detach(), batch, negatives, loss.near(batch.items), gradient);
        QVERIFY(std::abs(own / sum.item<double>() - 1) < 1e-5);
        QVERIFY(close(gradient, vertices.grad()));
    }
    void leastSquaresFindsTheTurn()
    {
        const auto from = normalTensor({40, 5}, 1, 1), turn = normalTensor({5, 5}, 1, 2);
        QVERIFY(at::allclose(leastSquares(from, at::mm(from, turn)), turn, 1e-2, 1e-2));
    }
    void directAuTermsAreTheirFormulas()
    {
        const auto a = unitRows(normalTensor({7, 5}, 1, 1)), b = unitRows(normalTensor({7, 5}, 1, 2));
        const auto distance = [](const at::Tensor &x, const at::Tensor &y) {
            return (x - y).square().sum().item<double>();
        };
        double apart = 0, spread = 0;
        for (int i = 0; i < 7; ++i) {
            QVERIFY(std::abs(a[i].norm().item<double>() - 1) < 1e-6);
            apart += distance(a[i], b[i]) / 7;
            for (int j = 0; j < i; ++j)
                spread += std::exp(-2 * distance(a[i], a[j])) / 21;
        }
        QVERIFY(std::abs(alignment(a, b).item<double>() - apart) < 1e-5);
        QVERIFY(std::abs(uniformity(a).item<double>() - std::log(spread)) < 1e-5);
        QCOMPARE(uniformity(a.narrow(0, 0, 1)).item<double>(), 0.0);
    }
    /// A step against the gradient lowers the loss by the gradient's square; lengths of vectors cost nothing.
    void directAuGradientIsTheDerivative()
    {
        const std::vector<std::int64_t> users{0, 1, 1, 2}, items{4, 5, 6, 4};
        const auto vertices = normalTensor({7, 8}, 1, 4);
        const auto lossOf = [&](const at::Tensor &vectors) {
            auto unused = at::zeros_like(vectors);
            return addDirectauGradient(vectors, users, items, 1.5, unused) / 4;
        };
        auto gradient = at::zeros_like(vertices);
        addDirectauGradient(vertices, users, items, 1.5, gradient);
        constexpr double kStep = 1e-2;
        const double rise = lossOf(vertices + gradient * kStep) - lossOf(vertices - gradient * kStep);
        QVERIFY(std::abs(rise / (2 * kStep) / gradient.square().sum().item<double>() - 1) < 1e-2);
        QVERIFY(std::abs(lossOf(vertices * 3) - lossOf(vertices)) < 1e-5);
    }
    void multinomialGradientIsTheDerivative()
    {
        const auto &targets = m_train.byUser();
        const auto hidden = normalTensor({targets.rows, 6}, 1, 1).requires_grad_();
        const auto items = normalTensor({targets.cols, 6}, 1, 2).requires_grad_();
        const auto loss = -(dense(targets) * at::log_softmax(at::mm(hidden, items.t()), 1)).sum();
        (loss / static_cast<double>(targets.rows)).backward();
        const auto own = multinomialLoss(hidden.detach(), items.detach(), targets);
        QVERIFY(std::abs(own.sum / loss.item<double>() - 1) < 1e-5);
        QVERIFY(close(own.hidden, hidden.grad()));
        QVERIFY(close(own.items, items.grad()));
    }
    void onlyTouchedRowsMove()
    {
        auto table = normalTensor({10, 4}, 1, 1).requires_grad_(), whole = table.detach().clone().requires_grad_();
        const auto before = table.detach().clone();
        for (auto *tensor : {&table, &whole})
            tensor->mutable_grad() = at::zeros_like(*tensor);
        Adam byRows({table}, 0.1, 0.01), byAll({whole}, 0.1, 0.01);
        const std::vector<std::int64_t> rows{7, 2, 7};
        for (int step = 0; step < 3; ++step) {
            for (auto *tensor : {&table, &whole})
                for (const auto row : {2, 7})
                    tensor->mutable_grad()[row].fill_(step - 0.5);
            byRows.touch(0, rows);
            byRows.step();
            byAll.step();
        }
        for (std::int64_t row = 0; row < 10; ++row) {
            const bool touched = row == 2 || row == 7;
            QCOMPARE(at::equal(table.detach()[row], before[row]), !touched);
            if (touched)
                QVERIFY(close(table.detach()[row], whole.detach()[row]));
        }
        QCOMPARE(table.grad().abs().sum().item<float>(), 0.0F);
    }
    void everyPairComesOnceWithStrangers()
    {
        const auto &pairs = m_train.byUser();
        PairBatches batches(pairs, 3, 16);
        std::vector<std::vector<PairBatch>> runs;
        for (const int threads : {1, 2}) {
            setThreadCount(threads);
            const auto count = batches.begin(11);
            auto &run = runs.emplace_back();
            for (std::size_t b = 0; b < count; ++b)
                run.push_back(batches.batch(b));
        }
        std::set<std::pair<std::int64_t, std::int64_t>> seen;
        for (std::size_t b = 0; b < runs[0].size(); ++b) {
            const auto &batch = runs[0][b];
            QVERIFY(batch.users == runs[1][b].users && batch.negatives == runs[1][b].negatives);
            for (std::size_t n = 0; n < batch.size(); ++n) {
                QVERIFY(seen.insert({batch.users[n], batch.items[n]}).second);
                const auto user = static_cast<std::uint32_t>(batch.users[n]);
                for (std::size_t k = 0; k < 3; ++k)
                    QVERIFY(!pairs.contains(user, static_cast<std::uint32_t>(batch.negatives[n * 3 + k])));
            }
        }
        QCOMPARE(seen.size(), pairs.entries());
    }
    void sharedNegativesNameWhatAShopperHas()
    {
        const auto &pairs = m_train.byUser();
        const std::vector<std::int64_t> users{3, 9, 3};
        const auto shared = drawShared(pairs, users, 12, 1);
        const std::set<std::int64_t> forbidden(shared.forbidden.begin(), shared.forbidden.end());
        for (std::size_t u = 0; u < users.size(); ++u)
            for (std::size_t n = 0; n < shared.items.size(); ++n)
                QCOMPARE(
                    forbidden.contains(static_cast<std::int64_t>(u * shared.items.size() + n)),
                    pairs.contains(static_cast<std::uint32_t>(users[u]), static_cast<std::uint32_t>(shared.items[n])));
    }
    /// A new shopper's list must be about that of an old one with the same history.
    void newShoppersAreServedByTheirHistory_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id :
             {"lightgcn", "xsimgcl", "ultragcn", "directau", "gmf", "neumf", "mlp", "simplex", "two-tower", "mult-vae"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void newShoppersAreServedByTheirHistory()
    {
        QFETCH(QString, id);
        const auto train = checkerboard(60, 40);
        auto recommender = makeRecommender(
            id.toStdString(),
            {{QStringLiteral("factors"), 16}, {QStringLiteral("epochs"), 60}, {QStringLiteral("batch-size"), 64}});
        SilentContext job;
        recommender->fit({train}, {}, {}, job);
        for (const std::uint32_t parity : {0U, 1U}) {
            std::vector<Visit> history;
            for (std::uint32_t i = 0; i < 12; ++i)
                history.push_back({.item = ItemIndex(2 * i + parity)});
            Request request;
            request.history = history;
            const auto list = recommender->rank(std::span(&request, 1), {.k = 6}).front();
            const auto right =
                std::ranges::count_if(list, [&](const RankedItem &entry) { return entry.item.value % 2 == parity; });
            QVERIFY2(right >= 5, qPrintable(QString::number(right)));
        }
    }
    /// Until its perceptron learns, NeuMF is the GMF it contains.
    void neumfStartsAsItsGmf()
    {
        const auto train = checkerboard(60, 40);
        const QJsonObject common{{QStringLiteral("factors"), 16},
                                 {QStringLiteral("epochs"), 1},
                                 {QStringLiteral("batch-size"), 64},
                                 {QStringLiteral("negatives"), 4}};
        const auto gmf = fitted("gmf", common, train), neumf = fitted("neumf", common, train);
        std::vector<ItemIndex> all;
        for (std::uint32_t i = 0; i < 40; ++i)
            all.push_back(ItemIndex(i));
        for (const std::uint32_t user : {0U, 7U, 59U}) {
            const Request request{.user = UserIndex(user), .history = train.history(UserIndex(user))};
            const auto one = gmf->score(request, all), other = neumf->score(request, all);
            for (std::size_t i = 1; i < all.size(); ++i) { // NeuMF's scores have a constant on top
                const double apart = one[i] - one[0], asGmf = other[i] - other[0];
                QVERIFY2(std::abs(apart - asGmf) < 1e-4, qPrintable(QStringLiteral("%1 %2").arg(apart).arg(asGmf)));
            }
        }
    }
    /// Its factors learn as long as patience lasts, whatever the perceptron makes of them afterwards.
    void neumfIsNoWorseThanItsGmf()
    {
        const auto train = checkerboard(60, 40);
        const QJsonObject common{{QStringLiteral("factors"), 8},
                                 {QStringLiteral("epochs"), 40},
                                 {QStringLiteral("batch-size"), 64},
                                 {QStringLiteral("negatives"), 4}};
        constexpr int kPatience = 3, kBest = 9; // epochs
        std::map<std::string, std::vector<double>> judged;
        for (const auto *id : {"gmf", "neumf"}) {
            auto &figures = judged[id];
            FitHooks hooks;
            hooks.validate = [&](const Recommender &) -> std::optional<double> {
                const auto epoch = static_cast<int>(figures.size()) + 1;
                figures.push_back(epoch <= kBest ? epoch : epoch == kBest + kPatience + 2 ? kBest + 1 : 0);
                return figures.back();
            };
            const auto recommender = makeRecommender(id, common);
            SilentContext job;
            recommender->fit({train}, {.patience = kPatience}, hooks, job);
            QCOMPARE(recommender->bestEpoch(), std::optional(id == std::string("gmf") ? kBest : kBest + kPatience + 2));
        }
        QCOMPARE(judged["gmf"].size(), std::size_t(kBest + kPatience));
        QCOMPARE(judged["neumf"].size(), std::size_t(kBest + kPatience + 2 + kPatience));
    }
    /// The encoder and decoder as the paper draws them, in double precision, from the numbers that were stored.
    void recVaeIsItsFormula()
    {
        constexpr std::size_t kItems = 20, kWidth = 12, kCode = 5, kLayers = 5;
        const auto recommender = fitted("recvae",
                                        {{QStringLiteral("hidden"), int(kWidth)},
                                         {QStringLiteral("factors"), int(kCode)},
                                         {QStringLiteral("epochs"), 2},
                                         {QStringLiteral("batch-size"), 8}},
                                        m_train);
        QBuffer buffer;
        buffer.open(QIODevice::ReadWrite);
        recommender->save(buffer);
        buffer.seek(0);
        SnapshotReader in(buffer, "recvae", 1);
        ItemPopularity::load(in);
        in.epoch();
        std::vector<std::vector<float>>
            numbers; // four a layer, then mean and spread with their biases, then the decoder
        for (std::size_t n = 0; n < 4 * kLayers + 5; ++n)
            numbers.push_back(in.array<float>());
        const auto history = distinctItems(m_train.history(UserIndex(4)));
        const auto state = throughRecVaeLayers(numbers, history, kWidth);
        std::vector<double> code(kCode);
        for (std::size_t c = 0; c < kCode; ++c) {
            code[c] = double(numbers[4 * kLayers + 1][c]);
            for (std::size_t w = 0; w < kWidth; ++w)
                code[c] += double(numbers[4 * kLayers][c * kWidth + w]) * state[w];
        }
        std::vector<ItemIndex> all;
        for (std::uint32_t i = 0; i < kItems; ++i)
            all.push_back(ItemIndex(i));
        Request request;
        request.history = m_train.history(UserIndex(4));
        const auto got = recommender->score(request, all);
        for (std::size_t i = 0; i < kItems; ++i) {
            const float *row = numbers.back().data() + i * (kCode + 1);
            double wanted = double(row[kCode]);
            for (std::size_t c = 0; c < kCode; ++c)
                wanted += double(row[c]) * code[c];
            QVERIFY2(std::abs(got[i] - wanted) < 1e-4, qPrintable(QStringLiteral("%1 %2").arg(got[i]).arg(wanted)));
        }
    }
    /// What nobody had stands by what is written of it.
    void twoTowersPlaceNewProductsByTheirFacts()
    {
        std::vector<std::vector<std::uint32_t>> histories(60);
        auto facts = std::make_shared<SideFacts>();
        for (std::uint32_t i = 0; i < 40; ++i) {
            facts->itemKeys.push_back(std::to_string(i));
            facts->categories.push_back(i % 2 ? "odd" : "even");
        }
        Random random(3);
        for (std::uint32_t u = 0; u < 60; ++u) { // products 36 to 39 are new
            for (std::uint32_t i = u % 2; i < 36; i += 2)
                if (random.uniform() < 0.6)
                    histories[u].push_back(i);
        }
        const auto train = trainingOf(40, histories);
        auto recommender = makeRecommender("two-tower", {{QStringLiteral("factors"), 16},
                                                         {QStringLiteral("epochs"), 40},
                                                         {QStringLiteral("batch-size"), 64},
                                                         {QStringLiteral("id-dropout"), 0.3}});
        SilentContext job;
        recommender->fit({.events = train, .facts = facts}, {}, {}, job);
        const std::vector<ItemIndex> fresh{ItemIndex(36), ItemIndex(37), ItemIndex(38), ItemIndex(39)};
        int right = 0;
        for (std::uint32_t u = 0; u < 60; ++u) {
            const Request request{.user = UserIndex(u), .history = train.history(UserIndex(u))};
            const auto scores = recommender->score(request, fresh);
            const auto own = u % 2;
            right += std::min(scores[own], scores[own + 2]) > std::max(scores[1 - own], scores[3 - own]);
        }
        QVERIFY2(right >= 57, qPrintable(QString::number(right)));
    }
};

QTEST_GUILESS_MAIN(TestGraphModels)
#include "tst_graphmodels.moc"
