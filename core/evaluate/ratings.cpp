#include "core/evaluate/ratings.h"
#include "core/common/parallel.h"
#include "core/evaluate/heldoutrequest.h"
#include "core/evaluate/pointwise.h"

#include <cmath>
#include <limits>

namespace aisle {

namespace {

struct CasePredictions
{
    std::vector<float> predicted, actual;
};

CasePredictions predictionsOf(const Recommender &recommender, const HeldOutCase &heldOut)
{
    CasePredictions one;
    if (heldOut.ratings.empty())
        return one;
    std::vector<ItemIndex> items;
    for (const auto &rating : heldOut.ratings) {
        items.push_back(rating.item);
        one.actual.push_back(rating.value);
    }
    one.predicted = recommender.score(requestFor(heldOut), items);
    return one;
}

} // namespace

std::optional<RatingFigures> judgeRatings(const Recommender &recommender, const HeldOut &heldOut, JobContext &job)
{
    if (!recommender.traits().predictsRatings)
        return {};
    constexpr std::size_t kGrain = 16;
    const auto nothing = std::numeric_limits<float>::quiet_NaN();
    std::vector<CasePredictions> cases(heldOut.cases.size());
    RatingFigures figures;
    figures.caseRmse.assign(cases.size(), nothing);
    figures.caseMae.assign(cases.size(), nothing);
    parallelFor(cases.size(), kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        for (auto c = begin; c < end; ++c) {
            cases[c] = predictionsOf(recommender, heldOut.cases[c]);
            figures.caseRmse[c] = static_cast<float>(rmse(cases[c].predicted, cases[c].actual).value_or(nothing));
            figures.caseMae[c] = static_cast<float>(mae(cases[c].predicted, cases[c].actual).value_or(nothing));
        }
    });
    CasePredictions all;
    for (const auto &one : cases) {
        all.predicted.insert(all.predicted.end(), one.predicted.begin(), one.predicted.end());
        all.actual.insert(all.actual.end(), one.actual.begin(), one.actual.end());
    }
    figures.ratings = all.actual.size();
    if (figures.ratings == 0)
        return {};
    figures.rmse = *rmse(all.predicted, all.actual);
    figures.mae = *mae(all.predicted, all.actual);
    return figures;
}

std::string standardFigure(const Recommender &recommender)
{
    return recommender.traits().predictsRatings ? "RMSE" : "NDCG@10";
}

} // namespace aisle
