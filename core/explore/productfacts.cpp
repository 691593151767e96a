#include "core/explore/productfacts.h"
#include "core/charts/datacharts.h"
#include "core/common/error.h"
#include "core/explore/median.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/queries/itemevents.h"
#include "core/storage/queries/tablequery.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace aisle {

namespace {

struct ChartText
{
    Q_DECLARE_TR_FUNCTIONS(ProductCharts)
};

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMostBins = 120;

/// Puts the events of one product into bins of time and counts who has them.
class FactsMaker
{
public:
    FactsMaker(const Project &project, ProductFacts &facts) : m_project(project), m_facts(facts)
    {
        const EventStore store(project);
        std::size_t bins = 0;
        if (const auto period = store.period()) {
            const auto first = period->first - (period->first % kDayMs + kDayMs) % kDayMs;
            const auto days = (period->second - first) / kDayMs + 1;
            facts.firstBin = first;
            facts.daysPerBin = static_cast<int>((days + kMostBins - 1) / kMostBins);
            bins = static_cast<std::size_t>((days + facts.daysPerBin - 1) / facts.daysPerBin);
        }
        m_prices.resize(bins);
        const auto counts = store.countsPerKind();
        for (const auto &kind : store.kinds()) {
            m_kinds[kind.id] = facts.kinds.size();
            facts.kinds.push_back({kind, 0, std::vector<std::int64_t>(bins)});
            const auto count = counts.find(kind.id);
            facts.hasPurchases |= kind.meaning == Meaning::Purchase && count != counts.end() && count->second > 0;
        }
    }

    void take(const StoredEvent &event)
    {
        const auto kind = m_kinds.find(event.kind);
        if (kind == m_kinds.end())
            return;
        auto &own = m_facts.kinds[kind->second];
        ++m_facts.events;
        ++own.events;
        const bool counts = !m_facts.hasPurchases || own.kind.meaning == Meaning::Purchase;
        if (event.user.value > 0) {
            auto &shopper = m_shoppers[event.user];
            shopper.events += counts;
            if (counts)
                shopper.lastAt = std::max(shopper.lastAt, event.at);
        }
        if (event.at != kNoTime)
            takeTime(event, own);
    }

    void finish()
    {
        for (auto &prices : m_prices)
            m_facts.price.push_back(upperMedian(prices).value_or(std::numeric_limits<double>::quiet_NaN()));
        std::erase_if(m_facts.kinds, [](const auto &kind) { return kind.events == 0; });
        std::stable_sort(m_facts.kinds.begin(), m_facts.kinds.end(),
                         [](const auto &a, const auto &b) { return a.kind.meaning < b.kind.meaning; });
        m_facts.shoppers = static_cast<std::int64_t>(m_shoppers.size());
        std::vector<ProductFacts::Shopper> buyers;
        for (const auto &[user, shopper] : m_shoppers) {
            if (shopper.events > 0)
                buyers.push_back({user, {}, shopper.events, shopper.lastAt});
        }
        m_facts.buyers = static_cast<std::int64_t>(buyers.size());
        std::stable_sort(buyers.begin(), buyers.end(), [](const auto &a, const auto &b) {
            return a.events != b.events ? a.events > b.events : a.lastAt > b.lastAt;
        });
        buyers.resize(std::min(buyers.size(), ProductFacts::kMostBuyers));
        const Catalogue catalogue(m_project);
        for (auto &buyer : buyers) {
            if (const auto user = catalogue.user(buyer.user))
                buyer.key = user->key;
        }
        m_facts.topBuyers = std::move(buyers);
    }

private:
    void takeTime(const StoredEvent &event, ProductFacts::Kind &kind)
    {
        auto &period = m_facts.period;
        period = period ? std::pair(std::min(period->first, event.at), std::max(period->second, event.at))
                        : std::pair(event.at, event.at);
        const auto bin = (event.at - m_facts.firstBin) / kDayMs / m_facts.daysPerBin;
        if (event.at < m_facts.firstBin || bin >= static_cast<std::int64_t>(kind.perBin.size()))
            return;
        ++kind.perBin[static_cast<std::size_t>(bin)];
        if (std::isfinite(event.price) && event.price > 0)
            m_prices[static_cast<std::size_t>(bin)].push_back(event.price);
    }

    const Project &m_project;
    ProductFacts &m_facts;
    std::map<int, std::size_t> m_kinds;
    std::map<UserId, ProductFacts::Shopper> m_shoppers;
    std::vector<std::vector<double>> m_prices; ///< [bins]
};

} // namespace

std::size_t ProductCounts::rankOf(ItemId item) const
{
    const auto place = static_cast<std::size_t>(item.value);
    const auto own = place < events.size() ? events[place] : 0;
    return 1 + static_cast<std::size_t>(
                   std::count_if(events.begin(), events.end(), [own](std::uint32_t other) { return other > own; }));
}

std::shared_ptr<const ProductCounts> countProducts(const Project &project, JobContext &job)
{
    return std::make_shared<ProductCounts>(ProductCounts{countEventsPerItem(project, job)});
}

ProductFacts loadProductFacts(const Project &project, ItemId item, JobContext &job)
{
    ProductFacts facts;
    const auto record = Catalogue(project).item(item);
    if (!record)
        throw Error("product.unknown",
                    QT_TRANSLATE_NOOP("Error", "The project has no such product any more: the import that brought it "
                                               "was taken back."));
    facts.item = *record;
    FactsMaker maker(project, facts);
    for (const auto &event : eventsOfItem(project, item, job))
        maker.take(event);
    maker.finish();
    return facts;
}

ChartData productEventsChart(const ProductFacts &facts)
{
    const auto from = facts.period ? std::optional(facts.firstBin) : std::nullopt;
    auto chart = eventsOverTimeChart(facts.kinds, from, 24 * facts.daysPerBin);
    chart.whyEmpty =
        facts.events == 0 ? ChartText::tr("No event names this product.") : ChartText::tr("The log has no times.");
    return chart;
}

ChartData productPriceChart(const ProductFacts &facts)
{
    ChartData chart;
    chart.kind = ChartKind::Points;
    chart.title = ChartText::tr("Price asked");
    chart.yLabel = ChartText::tr("unit price");
    chart.xScale = AxisScale::Time;
    chart.whyEmpty = ChartText::tr("The events of this product have no prices.");
    const auto times = binTimes(facts.price.size(), facts.firstBin, 24 * facts.daysPerBin);
    ChartSeries line;
    line.name = chart.yLabel;
    for (std::size_t bin = 0; bin < facts.price.size(); ++bin) {
        if (!std::isfinite(facts.price[bin]))
            continue;
        chart.x.push_back(times[bin]);
        line.values.push_back(facts.price[bin]);
    }
    if (!chart.x.empty())
        chart.series.push_back(std::move(line));
    return chart;
}

} // namespace aisle
