#include "core/evaluate/logfigures.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/eventstore.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr std::size_t kMostDistinctRatings = 200;

void mark(std::vector<bool> &flags, UserId user)
{
    const auto place = static_cast<std::size_t>(user.value);
    if (place >= flags.size())
        flags.resize(std::max(place + 1, flags.size() * 2));
    flags[place] = true;
}

double ratio(std::uint64_t part, std::uint64_t whole)
{
    return static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

void LogFigureCounter::add(const StoredEvent &event, Meaning meaning)
{
    ++m_counts[static_cast<std::size_t>(meaning)];
    mark(m_shoppers, event.user);
    if (meaning == Meaning::Purchase)
        mark(m_buyers, event.user);
    if (meaning != Meaning::Rating || std::isnan(event.value))
        return;
    ++m_rated;
    m_ratingSum += event.value;
    if (m_tooManyRatings)
        return;
    ++m_ratings[event.value];
    if (m_ratings.size() > kMostDistinctRatings) {
        m_tooManyRatings = true;
        m_ratings.clear();
    }
}

LogFigures LogFigureCounter::figures() const
{
    LogFigures figures;
    const auto views = of(Meaning::View), exposures = of(Meaning::Exposure);
    const auto purchases = of(Meaning::Purchase), returns = of(Meaning::Return);
    if (views > 0 && exposures > 0)
        figures.clickThroughRate = ratio(views, exposures);
    if (views > 0 && purchases > 0)
        figures.purchasesPerView = ratio(purchases, views);
    if (purchases > 0) {
        const auto shoppers = static_cast<std::uint64_t>(std::count(m_shoppers.begin(), m_shoppers.end(), true));
        const auto buyers = static_cast<std::uint64_t>(std::count(m_buyers.begin(), m_buyers.end(), true));
        figures.buyersPerShopper = ratio(buyers, shoppers);
    }
    if (m_rated > 0)
        figures.satisfaction = m_ratingSum / static_cast<double>(m_rated);
    figures.ratings = m_ratings;
    if (purchases > 0 && returns > 0)
        figures.keptShare = std::max(0.0, 1 - ratio(returns, purchases));
    return figures;
}

LogFigures logFigures(const Project &project, JobContext &job)
{
    const EventStore store(project);
    std::vector<Meaning> meanings;
    for (const auto &kind : store.kinds()) {
        meanings.resize(std::max(meanings.size(), static_cast<std::size_t>(kind.id) + 1), Meaning::Other);
        meanings[static_cast<std::size_t>(kind.id)] = kind.meaning;
    }
    LogFigureCounter counter;
    store.scan(
        [&](const StoredEvent &event) {
            const auto kind = static_cast<std::size_t>(event.kind);
            counter.add(event, kind < meanings.size() ? meanings[kind] : Meaning::Other);
        },
        &job);
    return counter.figures();
}

} // namespace aisle
