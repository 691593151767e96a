#include "core/common/parallel.h"
#include "core/recommend/abilities.h"
#include "core/recommend/graph/graphpropagation.h"
#include "core/recommend/knowledge/translation.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace aisle;
using namespace aisle::test;

namespace {

/// Entities 0 and 1 are products, 2 is two of them at once, 3 a shopper, 4 and 5 nothing of the project; 6 has no
/// triple.
AlignedGraph smallGraph()
{
    Relations::Parts parts{.entities = {"a", "b", "set", "ann", "red", "maker", "alone"},
                           .relations = {"colour", "likes"},
                           .triples = {{0, 0, 4}, {1, 0, 4}, {2, 0, 4}, {3, 1, 5}, {5, 1, 1}},
                           .products = {{ItemId(11), 0}, {ItemId(12), 1}, {ItemId(13), 2}, {ItemId(14), 2}},
                           .shoppers = {{UserId(7), 3}}};
    const std::vector<ItemId> items{ItemId(11), ItemId(12), ItemId(13), ItemId(14), ItemId(15)};
    const std::vector<UserId> users{UserId(6), UserId(7)};
    return alignedTo(items, users, std::make_shared<const Relations>(std::move(parts)));
}

std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> triplesOf(const Facts &facts)
{
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> triples;
    for (const auto &[head, relation, tail] : facts.triples)
        triples.emplace(head, relation, tail);
    return triples;
}

/// Four groups of twelve products; each shopper has six of the first eight of one group, so that the other four have no
/// events and only the graph says whose they are.
constexpr std::uint32_t kGroups = 4, kGroupSize = 12, kSold = 8, kShoppers = 60;

TrainingSet groupedTraining()
{
    std::vector<std::vector<std::uint32_t>> histories(kShoppers);
    for (std::uint32_t u = 0; u < kShoppers; ++u)
        for (std::uint32_t i = 0; i < 6; ++i)
            histories[u].push_back(u % kGroups * kGroupSize + (u / kGroups + i) % kSold);
    return trainingOf(kGroups * kGroupSize, histories);
}

/// @param relations  each of which says of every product which group it is of
std::shared_ptr<const AlignedGraph> groupedGraph(std::uint32_t relations = 1)
{
    Relations::Parts parts{.entities = {},
                           .relations = std::vector<std::string>(relations, "of"),
                           .triples = {},
                           .products = {},
                           .shoppers = {}};
    std::vector<ItemId> items;
    for (std::uint32_t i = 0; i < kGroups * kGroupSize; ++i) {
        parts.entities.push_back("product " + std::to_string(i));
        items.emplace_back(i + 1);
        parts.products.emplace_back(items.back(), i);
        for (std::uint32_t relation = 0; relation < relations; ++relation)
            parts.triples.push_back({i, relation, kGroups * kGroupSize + i / kGroupSize});
    }
    for (std::uint32_t group = 0; group < kGroups; ++group)
        parts.entities.push_back("group " + std::to_string(group));
    return std::make_shared<const AlignedGraph>(
        alignedTo(items, {}, std::make_shared<const Relations>(std::move(parts))));
}

/// Share of the four best unsold products that are of the shopper's own group.
double ownShare(const Recommender &recommender, const TrainingSet &train)
{
    std::vector<ItemIndex> unsold;
    for (std::uint32_t i = 0; i < train.itemCount(); ++i)
        if (i % kGroupSize >= kSold)
            unsold.emplace_back(i);
    int own = 0, all = 0;
    for (std::uint32_t u = 0; u < kShoppers; ++u) {
        const Request request{.user = UserIndex(u), .history = train.history(UserIndex(u)), .candidates = unsold};
        const auto lists = recommender.rank(std::span(&request, 1), {.k = 4});
        for (const auto &entry : lists.front()) {
            own += entry.item.value / kGroupSize == u % kGroups ? 1 : 0;
            ++all;
        }
    }
    return static_cast<double>(own) / all;
}

} // namespace

class TestKnowledge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void alignsByIds()
    {
        const auto graph = smallGraph();
        QCOMPARE(graph.entityOfItem, (std::vector<std::uint32_t>{0, 1, 2, 2, AlignedGraph::kNone}));
        QCOMPARE(graph.entityOfUser, (std::vector<std::uint32_t>{AlignedGraph::kNone, 3}));
        QCOMPARE(graph.coveredItems(), std::size_t(4));
        QVERIFY(!graph.hasSocialLinks());
        QVERIFY(colouredGraph(6, 4)->hasSocialLinks());
    }

    /// Shoppers 0, 1; products 2 .. 6; then the shared entity, "red" and "maker".
    void joinsProductsWithTheirEntities()
    {
        const auto graph = smallGraph();
        const auto facts = Facts::joined(&graph, 2, 5);
        QCOMPARE(facts.vertices, 10U);
        QCOMPARE(facts.relations, 3U);
        QCOMPARE(triplesOf(facts), (std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>{
                                       {2, 0, 8}, {3, 0, 8}, {7, 0, 8}, {1, 1, 9}, {9, 1, 3}, {4, 2, 7}, {5, 2, 7}}));
        QCOMPARE(facts.ends, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 7, 8, 9}));
        QCOMPARE(Facts::joined(nullptr, 2, 5).vertices, 7U);
    }

    void standsBesideProducts()
    {
        const auto graph = smallGraph();
        std::vector<std::int64_t> entityOfItem;
        const auto facts = Facts::beside(&graph, 2, 5, entityOfItem);
        QCOMPARE(facts.vertices, 13U);
        QCOMPARE(entityOfItem, (std::vector<std::int64_t>{7, 8, 9, 9, -1}));
        QCOMPARE(facts.triples.size(), std::size_t(5));
    }

    void drawsFactsThatThereAre()
    {
        const auto graph = smallGraph();
        const auto facts = Facts::joined(&graph, 2, 5);
        const auto batch = drawFacts(facts, 200, 3);
        QCOMPARE(batch.heads.size(), std::size_t(200));
        const auto known = triplesOf(facts);
        std::set<std::int64_t> wrong;
        for (std::size_t n = 0; n < batch.heads.size(); ++n) {
            QVERIFY(known.contains({batch.heads[n], batch.relations[n], batch.tails[n]}));
            wrong.insert(batch.wrong[n]);
        }
        QCOMPARE(std::vector<std::int64_t>(wrong.begin(), wrong.end()), facts.ends);
        QVERIFY(drawFacts(Facts::joined(nullptr, 2, 5), 10, 1).heads.empty());
    }

    /// D^-1/2 A D^-1/2 with the pairs and the other edges in one A.
    void propagatesAlongAllEdges()
    {
        const auto train = checkerboard(6, 4);
        const std::vector<VertexEdge> edges{{6, 10, .5F}, {8, 10, 2}, {0, 2, 1}, {10, 6, .25F}, {0, 7, 3}};
        const BipartiteGraph graph(train, symmetricRows(edges, 11), at::kCPU);
        QCOMPARE(graph.vertexCount(), std::int64_t(11));
        auto all = at::zeros({11, 11});
        for (std::uint32_t u = 0; u < 6; ++u)
            for (const auto item : train.byUser().row(u)) {
                all[u][6 + item] += 1;
                all[6 + item][u] += 1;
            }
        for (const auto &edge : edges) {
            all[edge.from][edge.to] += edge.value;
            all[edge.to][edge.from] += edge.value;
        }
        const auto roots = all.sum(1).rsqrt().nan_to_num(0, 0, 0);
        const auto expected = at::mm(all * roots.unsqueeze(1) * roots, at::eye(11));
        QVERIFY(at::allclose(graph.propagate(at::eye(11)), expected, 1e-5, 1e-6));
    }

    /// Against differences of the loss itself.
    void gradientsAreTheLosses_data()
    {
        QTest::addColumn<bool>("projects");
        QTest::newRow("transe") << false;
        QTest::newRow("transr") << true;
    }
    void gradientsAreTheLosses()
    {
        QFETCH(bool, projects);
        constexpr double kStep = 1e-2, kWeight = .5;
        const at::NoGradGuard noGrad;
        auto vectors = normalTensor({6, 4}, 1, 1);
        Translation translation(2, 4, projects, 7);
        for (auto *tensor : translation.tensors()) {
            tensor->requires_grad_();
            tensor->mutable_grad() = at::zeros_like(*tensor);
        }
        const FactBatch batch{.heads = {0, 1, 0}, .relations = {0, 1, 0}, .tails = {2, 3, 2}, .wrong = {4, 5, 5}};
        auto gradient = at::zeros_like(vectors);
        translation.learn(vectors, batch, kWeight, gradient);
        const auto lossNow = [&] {
            auto unused = at::zeros_like(vectors);
            Translation same = translation;
            for (auto *tensor : same.tensors()) {
                *tensor = tensor->detach().clone().requires_grad_();
                tensor->mutable_grad() = at::zeros_like(*tensor);
            }
            return kWeight * same.learn(vectors, batch, kWeight, unused);
        };
        const auto holds = [&](at::Tensor values, const at::Tensor &gradients) {
            auto numbers = values.detach().view(-1);
            const auto expected = gradients.reshape(-1);
            for (std::int64_t n = 0; n < numbers.size(0); ++n) {
                const float was = numbers[n].item<float>();
                numbers[n] = was + kStep;
                const double above = lossNow();
                numbers[n] = was - kStep;
                const double below = lossNow();
                numbers[n] = was;
                if (std::abs((above - below) / (2 * kStep) - expected[n].item<double>()) > 2e-3)
                    return false;
            }
            return true;
        };
        const auto ofRelations = translation.relations.grad().clone();
        QVERIFY(holds(vectors, gradient));
        QVERIFY(holds(translation.relations, ofRelations));
        if (projects)
            QVERIFY(holds(translation.projections, translation.projections.grad().clone()));
        QVERIFY(gradient.abs().sum().item<double>() > 0);
    }

    /// Plain gradient steps bring right tails nearer than wrong ones.
    void factsAreLearnt_data() { gradientsAreTheLosses_data(); }
    void factsAreLearnt()
    {
        QFETCH(bool, projects);
        const at::NoGradGuard noGrad;
        const auto facts = Facts::joined(groupedGraph().get(), 0, kGroups * kGroupSize);
        auto vectors = normalTensor({facts.vertices, 8}, .3, 1);
        Translation translation(facts.relations, 8, projects, 7);
        for (auto *tensor : translation.tensors()) {
            tensor->requires_grad_();
            tensor->mutable_grad() = at::zeros_like(*tensor);
        }
        double first = 0, last = 0;
        for (std::uint64_t step = 0; step < 400; ++step) {
            auto gradient = at::zeros_like(vectors);
            last = translation.learn(vectors, drawFacts(facts, 64, step), 1, gradient);
            first = step == 0 ? last : first;
            vectors.sub_(gradient, 2);
            for (auto *tensor : translation.tensors()) {
                tensor->detach().sub_(tensor->grad(), 2);
                tensor->mutable_grad().zero_();
            }
        }
        QVERIFY2(first > .5 && last < .25, qPrintable(QStringLiteral("%1 %2").arg(first).arg(last)));
    }

    /// Shares of each vertex' facts add up to how many these are, halves of both ends.
    void attentionIsOneInTheMean()
    {
        const auto graph = smallGraph();
        const auto facts = Facts::joined(&graph, 2, 5);
        const Translation translation(facts.relations, 4, true, 3);
        const auto shares = attentionOf(facts, translation, normalTensor({10, 4}, 1, 5));
        QCOMPARE(shares.size(0), std::int64_t(7));
        QVERIFY(shares.min().item<double>() > 0);
        QVERIFY(std::abs(shares.mean().item<double>() - 1) < 1e-5);
        QVERIFY(shares.std().item<double>() > .01);
    }

    /// Products that nobody has had go to whom the graph gives them.
    void graphTellsWhoseNewProductsAre_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto &info : recommenders())
            if (needs(info, Need::Graph) && info.traits.newItem == ColdStart::Content)
                QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
    }
    void graphTellsWhoseNewProductsAre()
    {
        QFETCH(QString, id);
        const auto train = groupedTraining();
        const QJsonObject parameters{{QStringLiteral("epochs"), 40}, {QStringLiteral("factors"), 16}};
        const auto learnt = [&](std::shared_ptr<const AlignedGraph> graph) {
            auto recommender = makeRecommender(id.toStdString(), parameters);
            SilentContext job;
            recommender->fit({.events = train, .graph = std::move(graph)}, {}, {}, job);
            return ownShare(*recommender, train);
        };
        const double with = learnt(groupedGraph()), without = learnt(nullptr);
        QVERIFY2(with > .8, qPrintable(QString::number(with)));
        QVERIFY2(without < .5, qPrintable(QString::number(without)));
    }

    /// CKE's products lie with those of the same facts, also the ones that nobody has had; what these have in common,
    /// being drawn as negatives, is taken off.
    void factsPlaceProducts()
    {
        const auto train = groupedTraining();
        std::vector<std::int64_t> unsold;
        for (std::uint32_t i = 0; i < train.itemCount(); ++i)
            if (i % kGroupSize >= kSold)
                unsold.push_back(i);
        const auto togetherness = [&](double weight) {
            auto recommender = makeRecommender("cke", {{QStringLiteral("epochs"), 40},
                                                       {QStringLiteral("factors"), 16},
                                                       {QStringLiteral("translation"), QStringLiteral("transe")},
                                                       {QStringLiteral("knowledge-weight"), weight}});
            SilentContext job;
            recommender->fit({.events = train, .graph = groupedGraph(8)}, {}, {}, job);
            const auto items = *itemEmbeddingOf(*recommender);
            const auto all = viewOf(items.values, {items.rows, items.size});
            const auto apart = all.index_select(0, indexTensor(unsold, at::kCPU));
            const auto centred = apart - apart.mean(0, true);
            const auto unit = centred / centred.norm(2, {1}, true);
            const auto cosines = at::mm(unit, unit.t()).fill_diagonal_(0);
            const auto size = static_cast<std::int64_t>(unsold.size()), each = size / kGroups;
            double own = 0;
            for (std::int64_t group = 0; group < kGroups; ++group)
                own += cosines.narrow(0, group * each, each).narrow(1, group * each, each).sum().item<double>();
            return own / static_cast<double>(size * (each - 1));
        };
        const double with = togetherness(10), without = togetherness(0);
        QVERIFY2(with > without + .15, qPrintable(QStringLiteral("%1 %2").arg(with).arg(without)));
    }
};

QTEST_GUILESS_MAIN(TestKnowledge)
#include "tst_knowledge.moc"
