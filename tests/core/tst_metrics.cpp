#include "core/common/error.h"
#include "core/common/random.h"
#include "core/evaluate/listjudge.h"
#include "core/evaluate/pointwise.h"

#include <QTest>
#include <cmath>
#include <set>

using namespace aisle;

namespace {

std::vector<ItemIndex> items(std::initializer_list<int> numbers)
{
    std::vector<ItemIndex> result;
    for (const int number : numbers)
        result.emplace_back(number);
    return result;
}

std::map<std::string, double> judgeOne(const std::vector<ItemIndex> &list, const std::vector<ItemIndex> &wanted,
                                       const std::vector<int> &cutoffs)
{
    ListJudge judge(cutoffs, {}, ListJudge::Exposing::Yes);
    std::vector<std::uint32_t> hits;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (std::find(wanted.begin(), wanted.end(), list[i]) != wanted.end())
            hits.push_back(static_cast<std::uint32_t>(i + 1));
    std::vector<double> row(judge.columns());
    judge.judge({list, hits, wanted.size()}, row);
    judge.append(row);
    judge.expose(list);
    return judge.means();
}

/// METRICS.md's table, word by word, from the list itself.
std::map<std::string, double> naive(const std::vector<ItemIndex> &list, const std::vector<ItemIndex> &wanted, int k)
{
    std::vector<int> hitRanks;
    for (int rank = 1; rank <= k && rank <= static_cast<int>(list.size()); ++rank)
        for (const auto item : wanted)
            if (list[static_cast<std::size_t>(rank - 1)] == item)
                hitRanks.push_back(rank);
    const double hits = static_cast<double>(hitRanks.size());
    const double relevant = static_cast<double>(wanted.size());
    std::map<std::string, double> result;
    const double p = result["Precision"] = hits / k;
    const double r = result["Recall"] = hits / relevant;
    result["F1"] = p + r > 0 ? 2 * p * r / (p + r) : 0;
    result["HitRate"] = hits > 0 ? 1 : 0;
    result["MRR"] = hits > 0 ? 1.0 / hitRanks[0] : 0;
    double map = 0, dcg = 0, ideal = 0;
    for (std::size_t i = 0; i < hitRanks.size(); ++i) {
        map += (static_cast<double>(i) + 1) / hitRanks[i];
        dcg += 1 / std::log2(hitRanks[i] + 1);
    }
    for (int i = 1; i <= std::min(k, static_cast<int>(wanted.size())); ++i)
        ideal += 1 / std::log2(i + 1);
    result["MAP"] = map / std::min<double>(k, relevant);
    result["NDCG"] = dcg / ideal;
    return result;
}

std::vector<ItemIndex> drawDistinct(Random &random, std::uint32_t count, std::uint32_t catalogue)
{
    std::vector<ItemIndex> all;
    for (std::uint32_t item = 0; item < catalogue; ++item)
        all.emplace_back(item);
    random.shuffle(all);
    all.resize(count);
    return all;
}

/// Of a list by the places of its hits, under every dialect.
DialectFigures judgeInDialects(ListJudge &judge, std::size_t length, const std::vector<std::uint32_t> &hits,
                               std::size_t relevant)
{
    const std::vector<ItemIndex> list(length, ItemIndex(0));
    std::vector<double> row(judge.columns());
    judge.judge({list, hits, relevant}, row);
    judge.append(row);
    return judge.dialectMeans();
}

ListJudge judgeOfDialects(int k)
{
    EvaluationContext context;
    for (const auto &dialect : dialects())
        context.dialects.push_back(&dialect);
    return ListJudge({k}, context, ListJudge::Exposing::No);
}

struct DialectCase
{
    const char *dialect, *figure;
    double ofThree;  ///< of three relevant products the list has those at 2 and 5
    double ofTwenty; ///< of twenty
};

/// sum of the hits' weights 1/log2(3) + 1/log2(6) = 1.0178; three full hits 2.1309, ten 4.5436. LensKit: 1 + 1/log2(5)
/// = 1.4307; three 2.6309, ten 5.2545. Precisions at the hits: 1/2 + 2/5 = .9.
const DialectCase kGoldenDialects[] = {
    {"recbole", "Precision@10", .2, .2},    {"recbole", "Recall@10", .66667, .1},
    {"recbole", "HitRate@10", 1, 1},        {"recbole", "MRR@10", .5, .5},
    {"recbole", "MAP@10", .3, .09},         {"recbole", "NDCG@10", .47762, .22401},
    {"rectools", "Precision@10", .2, .2},   {"rectools", "Recall@10", .66667, .1},
    {"rectools", "HitRate@10", 1, 1},       {"rectools", "MRR@10", .5, .5},
    {"rectools", "MAP@10", .3, .045},       {"rectools", "NDCG@10", .22401, .22401},
    {"lenskit", "Precision@10", .2, .2},    {"lenskit", "Recall@10", .66667, .2},
    {"lenskit", "HitRate@10", 1, 1},        {"lenskit", "MRR@10", .5, .5},
    {"lenskit", "MAP@10", .3, .09},         {"lenskit", "NDCG@10", .54379, .27228},
    {"replay", "Precision@10", .2, .2},     {"replay", "Recall@10", .66667, .1},
    {"replay", "HitRate@10", 1, 1},         {"replay", "MRR@10", .5, .5},
    {"replay", "MAP@10", .3, .09},          {"replay", "MAP_over_k@10", .09, .09},
    {"replay", "NDCG@10", .47762, .22401},  {"microsoft", "Precision@10", .2, .2},
    {"microsoft", "Recall@10", .66667, .1}, {"microsoft", "MAP@10", .3, .045},
    {"microsoft", "MAP_at_k@10", .3, .09},  {"microsoft", "NDCG@10", .47762, .22401},
    {"vae", "Recall@10", .66667, .2},       {"vae", "NDCG@10", .47762, .22401},
};

void compareNear(double value, double expected, double tolerance = 1e-9)
{
    QVERIFY2(std::abs(value - expected) <= tolerance,
             qPrintable(QStringLiteral("%1, not %2").arg(value).arg(expected)));
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goldenVector()
    {
        const auto list = items({9, 1, 8, 7, 2, 10, 11, 12, 13, 14});
        auto figures = judgeOne(list, items({1, 2, 3}), {10});
        compareNear(figures["Precision@10"], .2, 1e-4);
        compareNear(figures["Recall@10"], .6667, 1e-4);
        compareNear(figures["HitRate@10"], 1, 1e-4);
        compareNear(figures["MRR@10"], .5, 1e-4);
        compareNear(figures["MAP@10"], .3, 1e-4);
        compareNear(figures["NDCG@10"], .4776, 1e-4);
        std::vector<ItemIndex> twenty = items({1, 2});
        for (int i = 100; i < 118; ++i)
            twenty.emplace_back(i);
        figures = judgeOne(list, twenty, {10});
        compareNear(figures["Recall@10"], .1, 1e-4);
        compareNear(figures["MAP@10"], .09, 1e-4);
    }
    void dialectsOfTheGoldenVector()
    {
        const std::vector<std::uint32_t> hits{2, 5};
        auto three = judgeOfDialects(10), twenty = judgeOfDialects(10);
        const auto ofThree = judgeInDialects(three, 10, hits, 3), ofTwenty = judgeInDialects(twenty, 10, hits, 20);
        std::size_t figures = 0;
        for (const auto &[id, metrics] : ofThree)
            figures += metrics.size();
        QCOMPARE(figures, std::size(kGoldenDialects)); // none is without its figure
        for (const auto &expected : kGoldenDialects) {
            compareNear(ofThree.at(expected.dialect).at(expected.figure), expected.ofThree, 1e-5);
            compareNear(ofTwenty.at(expected.dialect).at(expected.figure), expected.ofTwenty, 1e-5);
        }
        const auto own = three.means();
        QCOMPARE(own.size(), std::size_t(7)); // a dialect's figures do not mix with ours
        for (const auto &[name, value] : ofThree.at("recbole"))
            QCOMPARE(value, own.at(name));
        QCOMPARE(three.takePerList().size(), std::size_t(7));
    }
    void dialectsOfShortAndMissingLists()
    {
        // four products, the first and third of five relevant: precisions 1 + 2/3
        auto judge = judgeOfDialects(10);
        auto figures = judgeInDialects(judge, 4, {1, 3}, 5);
        compareNear(figures["lenskit"]["Precision@10"], 2.0 / 4);
        compareNear(figures["recbole"]["Precision@10"], 2.0 / 10);
        compareNear(figures["lenskit"]["MAP@10"], (1 + 2.0 / 3) / 4);
        compareNear(figures["replay"]["MAP@10"], (1 + 2.0 / 3) / 5);
        compareNear(figures["replay"]["MAP_over_k@10"], (1 + 2.0 / 3) / 10);
        // a shopper without a list counts 0, but for Microsoft's means over lists
        figures = judgeInDialects(judge, 0, {}, 5);
        compareNear(figures["lenskit"]["Precision@10"], 1.0 / 4);
        compareNear(figures["rectools"]["Recall@10"], 1.0 / 5);
        compareNear(figures["microsoft"]["Recall@10"], 2.0 / 5);
        compareNear(figures["microsoft"]["MAP_at_k@10"], (1 + 2.0 / 3) / 5);
        const double gain = 1 + 1 / std::log2(4),
                     best = 1 + 1 / std::log2(3) + .5 + 1 / std::log2(5) + 1 / std::log2(6);
        compareNear(figures["microsoft"]["NDCG@10"], gain / best / 2);
    }
    void dialectsOfSampledCandidates()
    {
        auto judge = judgeOfDialects(10); // of the list only the hit's place is known
        const auto figures = judgeInDialects(judge, 0, {3}, 1);
        compareNear(figures.at("lenskit").at("Precision@10"), .1);
        compareNear(figures.at("microsoft").at("MAP@10"), 1.0 / 3);
    }
    void unknownDialectsAreNamed()
    {
        QCOMPARE(dialectNamed("vae").id, std::string("vae"));
        QVERIFY_EXCEPTION_THROWN(dialectNamed("RecBol"), Error);
    }
    void equalsTheNaiveDefinitions()
    {
        Random random(5);
        const std::vector<int> cutoffs{1, 5, 10, 50};
        for (int trial = 0; trial < 1000; ++trial) {
            const auto list = drawDistinct(random, random.below(40), 60); // empty and short ones too
            const auto wanted = drawDistinct(random, 1 + random.below(20), 60);
            const auto figures = judgeOne(list, wanted, cutoffs);
            for (const int k : cutoffs)
                for (const auto &[name, value] : naive(list, wanted, k))
                    compareNear(figures.at(name + "@" + std::to_string(k)), value);
        }
    }
    void exposure()
    {
        // three users had item 0, one had 1; items 2 and 3 nobody. Lists {0,1}, {0,2}
        const TrainingSet train(4, {0, 2, 3, 4, 4}, {{ItemIndex(0)}, {ItemIndex(1)}, {ItemIndex(0)}, {ItemIndex(0)}},
                                {}, {1}, {0, 1, 2, 3});
        const std::vector<std::string> categories{"red", "red|big", "blue", ""};
        EvaluationContext context;
        context.train = &train;
        context.itemCategories = &categories;
        ListJudge judge({2}, context, ListJudge::Exposing::Yes);
        std::vector<double> row(judge.columns());
        for (const auto &list : {items({0, 1}), items({0, 2})}) {
            judge.judge({list, {}, 1}, row);
            judge.append(row);
            judge.expose(list);
        }
        auto figures = judge.means();
        compareNear(figures["Coverage@2"], 3.0 / 4);
        compareNear(figures["TrainCoverage@2"], 1);
        compareNear(figures["Gini@2"], (-3.0 * 0 + -1.0 * 1 + 1.0 * 1 + 3.0 * 2) / (4 * 4));
        compareNear(figures["Entropy@2"], 1.5);
        compareNear(figures["AveragePopularity@2"], (3 + 1 + 3 + 0) / 4.0);
        compareNear(figures["TailShare@2"], 1.0 / 4); // 0 and 1 are needed for 80 % of four events
        compareNear(figures["Novelty@2"], (2 * 0 + std::log2(3) + std::log2(3)) / 4); // item 2 as if one had it
        compareNear(figures["InterListDiversity@2"], 1 - 1.0 / 2);
        compareNear(figures["IntraListDiversity@2"], ((1 - 1 / std::sqrt(2)) + 1) / 2);
    }
    void vectorsRatherThanCategories()
    {
        const Embedding vectors{3, 2, {1, 0, 0, 2, 3, 3}};
        EvaluationContext context;
        context.itemVectors = &vectors;
        ListJudge judge({3}, context, ListJudge::Exposing::Yes, metricAt("IntraListDiversity@3"));
        std::vector<double> row(1);
        const auto list = items({0, 1, 2});
        judge.judge({list, {}, 1}, row);
        compareNear(row[0], 1 - (0 + std::sqrt(.5) + std::sqrt(.5)) / 3);
    }
    void absentNotZero()
    {
        const auto figures = judgeOne(items({1, 2}), items({1}), {10});
        for (const char *name : {"Coverage@10", "Gini@10", "Novelty@10", "TailShare@10", "AveragePopularity@10",
                                 "IntraListDiversity@10", "InterListDiversity@10"})
            QVERIFY2(!figures.contains(name), name);
    }
    void unknownMetricIsNamed()
    {
        for (const char *name : {"NDCG", "NDCG@", "NDCG@0", "NDCG@x", "Foo@10", "ndcg@10 "})
            QVERIFY_EXCEPTION_THROWN(metricAt(name), Error);
        QCOMPARE(metricAt("NDCG@7").k, 7);
    }
    void everyMetricSaysWhatItIs()
    {
        QCOMPARE(metrics().size(), std::size_t(16));
        for (const auto &info : metrics()) {
            QVERIFY(qstrlen(info.formula) > 0);
            QVERIFY(qstrlen(info.trust) > 0);
        }
    }

    void predictions()
    {
        const std::vector<float> actual{1, 2}, predicted{2, 4};
        compareNear(*rmse(predicted, actual), std::sqrt(2.5));
        compareNear(*mae(predicted, actual), 1.5);
        QVERIFY(!rmse({}, {}));
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
