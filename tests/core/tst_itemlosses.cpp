#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/itemlosses.h"
#include "tests/core/tensors.h"
#include "tests/core/trainingfixtures.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace aisle;
using namespace aisle::test;

class TestItemLosses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    /// As if what has no events were not in the catalogue.
    void unsoldProductsAreNoCounterexamples_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("temperature");
        for (const double temperature : {0., .2}) {
            QTest::addRow("softmax %g", temperature) << int(LossKind::Softmax) << temperature;
            QTest::addRow("sampled %g", temperature) << int(LossKind::SampledSoftmax) << temperature;
            QTest::addRow("bce %g", temperature) << int(LossKind::Binary) << temperature;
        }
    }
    void unsoldProductsAreNoCounterexamples()
    {
        QFETCH(int, kind);
        QFETCH(double, temperature);
        const std::vector<std::vector<std::uint32_t>> histories{{1, 3, 5}, {3, 7, 1}}, compact{{0, 1, 2}, {1, 3, 0}};
        const auto all = trainingOf(9, histories), sold = trainingOf(4, compact);
        const std::vector<std::int64_t> places{1, 3, 5, 7}, targets{3, 7, 1}, ofSold{1, 3, 0};
        const std::vector<UserIndex> users(3, UserIndex(0));
        SampledLoss::Options options{.kind = static_cast<LossKind>(kind), .negatives = 6, .temperature = temperature};
        const auto hidden = numbers({3, 5}, 1), items = numbers({9, 5}, 2);
        Random one(4), other(4);
        const auto small =
            SampledLoss(sold, options)(hidden, items.index_select(0, at::tensor(places)), ofSold, users, one);
        options.onlySold = true;
        const auto large = SampledLoss(all, options)(hidden, items, targets, users, other);
        QVERIFY(std::abs(small.sum - large.sum) < 1e-5);
        QVERIFY(at::allclose(small.hidden, large.hidden, 1e-5, 1e-6));
        auto wanted = at::zeros({4, 5}), found = at::zeros({9, 5});
        small.addItemsTo(wanted);
        large.addItemsTo(found);
        QVERIFY(at::allclose(found.index_select(0, at::tensor(places)), wanted, 1e-5, 1e-6));
        QVERIFY(std::abs(found.abs().sum().item<double>() - wanted.abs().sum().item<double>()) < 1e-4);
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
};

QTEST_APPLESS_MAIN(TestItemLosses)
#include "tst_itemlosses.moc"
