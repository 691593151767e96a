#include "core/evaluate/dialects.h"

#include "core/common/error.h"
#include "core/common/text/nearest.h"
#include "core/evaluate/rankdiscount.h"

#include <QStringList>
#include <QtGlobal>
#include <cmath>
#include <limits>

namespace aisle {

namespace {

/// What a sum over hits is divided by, or how many hits the ideal list has.
using Count = std::size_t (*)(const JudgedList &list, int k);

std::size_t places(const JudgedList &, int k)
{
    return static_cast<std::size_t>(k);
}

std::size_t relevant(const JudgedList &list, int)
{
    return list.relevant;
}

std::size_t reachable(const JudgedList &list, int k)
{
    return std::min(relevant(list, k), places(list, k));
}

/// Of sampled candidates only the places of hits are known: their lists are long enough.
std::size_t listed(const JudgedList &list, int k)
{
    const bool onlyHitsAreKnown = list.items.empty() && !list.hitRanks.empty();
    return onlyHitsAreKnown ? places(list, k) : std::min(list.items.size(), places(list, k));
}

std::size_t listedAndRelevant(const JudgedList &list, int k)
{
    return std::min(relevant(list, k), listed(list, k));
}

double ratio(double sum, double divisor)
{
    return sum == 0 ? 0 : sum / divisor;
}

ListMetric hitsOver(Count divisor)
{
    return [divisor](const JudgedList &list, int k) {
        return ratio(static_cast<double>(list.hits(k)), static_cast<double>(divisor(list, k)));
    };
}

/// The sum over hits of (hits so far / place), divided.
ListMetric precisionsOver(Count divisor)
{
    return [divisor](const JudgedList &list, int k) {
        double sum = 0;
        std::size_t hits = 0;
        for (const auto rank : list.hitRanksWithin(k))
            sum += static_cast<double>(++hits) / rank;
        return ratio(sum, static_cast<double>(divisor(list, k)));
    };
}

using Weight = double (*)(std::size_t rank);

/// The first two places weigh alike, as Jarvelin & Kekalainen (2002) have it.
double fallingFromTheSecond(std::size_t rank)
{
    return 1 / std::log2(std::max(2.0, static_cast<double>(rank)));
}

/// The weights of the places of hits, divided by those of the first `ideal` places. The logarithm's base cancels out.
ListMetric gainOver(Weight weight, Count ideal)
{
    return [weight, ideal](const JudgedList &list, int k) {
        double sum = 0, best = 0;
        for (const auto rank : list.hitRanksWithin(k))
            sum += weight(rank);
        const auto hits = ideal(list, k);
        for (std::size_t rank = 1; rank <= hits; ++rank)
            best += weight(rank);
        return ratio(sum, best);
    };
}

double anyHit(const JudgedList &list, int k)
{
    return list.hits(k) > 0 ? 1 : 0;
}

double firstHit(const JudgedList &list, int k)
{
    return list.hits(k) > 0 ? 1.0 / list.hitRanks.front() : 0;
}

/// Shoppers without a list are left out of the mean.
ListMetric whereListed(ListMetric metric)
{
    return [metric = std::move(metric)](const JudgedList &list, int k) {
        return listed(list, k) == 0 ? std::numeric_limits<double>::quiet_NaN() : metric(list, k);
    };
}

} // namespace

const std::vector<Dialect> &dialects()
{
    static const std::vector<Dialect> kDialects{
        // recbole/evaluator/metrics.py, 1.2
        {"recbole",
         "RecBole",
         {{"Precision", hitsOver(places)},
          {"Recall", hitsOver(relevant)},
          {"HitRate", anyHit},
          {"MRR", firstHit},
          {"MAP", precisionsOver(reachable)},
          {"NDCG", gainOver(rankDiscount, reachable)}}},
        // rectools.metrics, 0.19, with what it takes by default: divide_by_k and divide_by_achievable off, no debias
        {"rectools",
         "RecTools",
         {{"Precision", hitsOver(places)},
          {"Recall", hitsOver(relevant)},
          {"HitRate", anyHit},
          {"MRR", firstHit},
          {"MAP", precisionsOver(relevant)},
          {"NDCG", gainOver(rankDiscount, places)}}},
        // lenskit.metrics.ranking, 2025.8: Precision, Recall, Hit, RecipRank, AveragePrecision, NDCG
        {"lenskit",
         "LensKit",
         {{"Precision", hitsOver(listed)},
          {"Recall", hitsOver(reachable)},
          {"HitRate", anyHit},
          {"MRR", firstHit},
          {"MAP", precisionsOver(listedAndRelevant)},
          {"NDCG", gainOver(fallingFromTheSecond, reachable)}}},
        // replay.metrics, 0.22, and the MAP of 0.11
        {"replay",
         "RePlay",
         {{"Precision", hitsOver(places)},
          {"Recall", hitsOver(relevant)},
          {"HitRate", anyHit},
          {"MRR", firstHit},
          {"MAP", precisionsOver(reachable)},
          {"MAP_over_k", precisionsOver(places)},
          {"NDCG", gainOver(rankDiscount, reachable)}}},
        // recommenders.evaluation.python_evaluation, 1.2: precision_at_k, recall_at_k, map, map_at_k, ndcg_at_k
        {"microsoft",
         "Microsoft Recommenders",
         {{"Precision", whereListed(hitsOver(places))},
          {"Recall", whereListed(hitsOver(relevant))},
          {"MAP", whereListed(precisionsOver(relevant))},
          {"MAP_at_k", whereListed(precisionsOver(reachable))},
          {"NDCG", gainOver(rankDiscount, reachable)}}},
        // Liang, Krishnan, Hoffman and Jebara, Variational Autoencoders for Collaborative Filtering, WWW 2018
        {"vae", "the VAE papers", {{"Recall", hitsOver(reachable)}, {"NDCG", gainOver(rankDiscount, reachable)}}},
    };
    return kDialects;
}

const Dialect &dialectNamed(const std::string &id)
{
    const auto &all = dialects();
    if (const auto found = std::ranges::find(all, id, &Dialect::id); found != all.end())
        return *found;
    QStringList ids;
    for (const auto &dialect : all)
        ids << QString::fromStdString(dialect.id);
    throw Error("dialect.unknown",
                QT_TRANSLATE_NOOP("Error", "%1 is no dialect of figures. There are, the nearest "
                                           "first: %2."),
                {QString::fromStdString(id), nearestFirst(QString::fromStdString(id), ids).join(QStringLiteral(", "))});
}

} // namespace aisle
