#include "core/recommend/factor/ratings.h"

#include "core/common/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr float kChosen = 0.5F;

/// Items with their values, sorted; repeats become their mean.
std::vector<std::pair<std::uint32_t, float>> meanOfRepeats(std::vector<std::pair<std::uint32_t, float>> rated)
{
    std::ranges::stable_sort(rated, {}, &std::pair<std::uint32_t, float>::first);
    std::vector<std::pair<std::uint32_t, float>> means;
    for (std::size_t begin = 0; begin < rated.size();) {
        auto end = begin;
        float sum = 0;
        for (; end < rated.size() && rated[end].first == rated[begin].first; ++end)
            sum += rated[end].second;
        means.emplace_back(rated[begin].first, sum / static_cast<float>(end - begin));
        begin = end;
    }
    return means;
}

std::vector<std::pair<std::uint32_t, float>> ratedOf(std::span<const Visit> history, std::span<const float> values)
{
    std::vector<std::pair<std::uint32_t, float>> rated;
    for (std::size_t v = 0; v < values.size(); ++v)
        if (!std::isnan(values[v]))
            rated.emplace_back(history[v].item.value, values[v]);
    return rated;
}

RatingScale scaleOf(const TrainingSet &train)
{
    double sum = 0, squares = 0, count = 0;
    RatingScale scale;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        for (const float value : train.values(UserIndex(u))) {
            if (std::isnan(value))
                continue;
            scale.lowest = count == 0 ? value : std::min(scale.lowest, value);
            scale.highest = count == 0 ? value : std::max(scale.highest, value);
            sum += value;
            squares += static_cast<double>(value) * value;
            ++count;
        }
    }
    if (count == 0)
        throw Error("ratings.none",
                    QT_TRANSLATE_NOOP("Error", "No event that is learnt from has a rating: choose kinds of events that "
                                               "have values, or a recommender that needs none."));
    const double mean = sum / count, variance = squares / count - mean * mean;
    scale.mean = static_cast<float>(mean);
    scale.deviation = variance > 1e-12 ? static_cast<float>(std::sqrt(variance)) : 1;
    return scale;
}

} // namespace

float RatingScale::rating(float standard) const
{
    return std::clamp(mean + deviation * standard, lowest, highest);
}

StandardRatings::StandardRatings(const TrainingSet &train) : scale(scaleOf(train))
{
    byUser.rows = train.userCount();
    byUser.cols = train.itemCount();
    byUser.offsets.push_back(0);
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        for (const auto &[item, value] :
             meanOfRepeats(ratedOf(train.history(UserIndex(u)), train.values(UserIndex(u))))) {
            byUser.columns.push_back(item);
            byUser.values.push_back(scale.standard(value));
        }
        byUser.offsets.push_back(byUser.columns.size());
    }
}

RatedHistory::RatedHistory(const Request &request, const RatingScale &scale)
{
    auto rated = ratedOf(request.history, request.values);
    const bool known = !rated.empty();
    if (!known)
        for (const auto &visit : request.history)
            rated.emplace_back(visit.item.value, 0.0F);
    for (const auto &[item, value] : meanOfRepeats(std::move(rated))) {
        items.push_back(item);
        ratings.push_back(known ? scale.standard(value) : kChosen);
    }
}

} // namespace aisle
