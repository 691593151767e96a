#include "core/storage/queries/summary.h"

#include "core/common/error.h"
#include "core/common/idplaces.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kHourMs = 3'600'000;
constexpr double kTailStep = 1.06;
constexpr double kHeadShare = .8;
const QString kKey = QStringLiteral("data/summary");

std::int64_t floorDivide(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0);
}

/// Says of which imports a summary was made.
QString stateOf(const EventStore &store)
{
    QString state = QStringLiteral("4");
    for (const auto &import : store.imports())
        state += QStringLiteral(";%1:%2").arg(import.id.value).arg(import.events);
    return state;
}

QString zoneOf(const EventStore &store)
{
    for (const auto &import : store.imports()) {
        const auto recipe = QJsonDocument::fromJson(import.recipe.toUtf8()).object();
        const auto zone = recipe.value(QStringLiteral("time_zone")).toString();
        if (!zone.isEmpty() && QTimeZone(zone.toUtf8()).isValid())
            return zone;
    }
    return QStringLiteral("UTC");
}

/// Wall clock of a zone for many times: the offset is looked up once an hour of the log.
class WallClock
{
public:
    explicit WallClock(const QString &zone) : m_zone(zone.toUtf8()) {}
    std::int64_t local(std::int64_t at)
    {
        const auto hour = floorDivide(at, kHourMs);
        const auto [known, isNew] = m_offsets.try_emplace(hour, 0);
        if (isNew)
            known->second =
                m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(hour * kHourMs, Qt::UTC)) * std::int64_t(1000);
        return at + known->second;
    }

private:
    QTimeZone m_zone;
    std::unordered_map<std::int64_t, std::int64_t> m_offsets;
};

class Summariser
{
public:
    Summariser(const Project &project, JobContext &job) : m_project(project), m_store(project), m_job(job) {}

    ProjectSummary run()
    {
        prepare();
        m_store.scan([this](const StoredEvent &event) { take(event); }, &m_job);
        closeGroup();
        if (m_isOutside)
            takePeriodOfEvents();
        if (m_manyImports)
            countPairs();
        makeTail();
        makeShoppers();
        return std::move(m_summary);
    }

private:
    void prepare()
    {
        auto &s = m_summary;
        s.events = m_store.count();
        s.shoppers = Catalogue(m_project).userCount();
        s.products = Catalogue(m_project).itemCount();
        s.rejected = m_store.quarantinedCount();
        s.period = m_store.period();
        m_products = IdPlaces(Catalogue(m_project).itemIds());
        m_perItem.assign(m_products.size(), 0);
        s.timeZone = zoneOf(m_store);
        m_clock = std::make_unique<WallClock>(s.timeZone);
        m_manyImports = m_store.imports().size() > 1;
        const auto bins = makeBins();
        const auto counts = m_store.countsPerKind();
        for (const auto &kind : m_store.kinds())
            if (const auto count = counts.find(kind.id); count != counts.end() && count->second > 0)
                s.kinds.push_back({kind, count->second, std::vector<std::int64_t>(bins)});
        std::stable_sort(s.kinds.begin(), s.kinds.end(),
                         [](const auto &a, const auto &b) { return a.kind.meaning < b.kind.meaning; });
        for (std::size_t i = 0; i < s.kinds.size(); ++i)
            m_kindPlace[s.kinds[i].kind.id] = i;
    }

    /// @return how many bins the period has
    std::size_t makeBins()
    {
        auto &s = m_summary;
        if (!s.period)
            return 0;
        const auto from = floorDivide(m_clock->local(s.period->first), kDayMs);
        const auto days = floorDivide(m_clock->local(s.period->second), kDayMs) - from + 1;
        s.hoursPerBin = hoursPerBinOf(days);
        s.firstBin = from * kDayMs;
        return static_cast<std::size_t>((days * 24 + s.hoursPerBin - 1) / s.hoursPerBin);
    }

    /// What the imports say of their period is not what their events say.
    void takePeriodOfEvents()
    {
        m_summary.period = {m_earliest, m_latest};
        const auto bins = makeBins();
        for (auto &kind : m_summary.kinds)
            kind.perBin.assign(bins, 0);
        for (auto &day : m_summary.week)
            day.fill(0);
        m_store.scan(
            [this](const StoredEvent &event) {
                if (event.at != kNoTime)
                    takeTime(event);
            },
            &m_job);
    }

    void take(const StoredEvent &event)
    {
        if (event.user != m_groupUser)
            closeGroup();
        m_groupUser = event.user;
        if (event.item.value > 0) {
            m_groupItems.push_back(event.item.value);
            if (const auto place = m_products.placeOf(event.item.value); place != IdPlaces::kNowhere)
                ++m_perItem[place];
        }
        if (event.at == kNoTime || !m_summary.period)
            return;
        m_isOutside = m_isOutside || event.at < m_summary.period->first || event.at > m_summary.period->second;
        m_earliest = std::min(m_earliest, event.at);
        m_latest = std::max(m_latest, event.at);
        takeTime(event);
    }

    void takeTime(const StoredEvent &event)
    {
        const auto local = m_clock->local(event.at);
        const auto day = floorDivide(local, kDayMs);
        const auto bin = floorDivide(local - m_summary.firstBin, kHourMs * m_summary.hoursPerBin);
        const auto kind = m_kindPlace.find(event.kind);
        if (kind == m_kindPlace.end())
            return;
        auto &perBin = m_summary.kinds[kind->second].perBin;
        if (bin >= 0 && bin < static_cast<std::int64_t>(perBin.size()))
            ++perBin[static_cast<std::size_t>(bin)];
        const auto weekday = ((day + 3) % 7 + 7) % 7; // 1970-01-01 was a Thursday
        const auto hour = (local - day * kDayMs) / kHourMs;
        ++m_summary.week[static_cast<std::size_t>(weekday)][static_cast<std::size_t>(hour)];
    }

    void closeGroup()
    {
        sortUnique(m_groupItems);
        if (m_manyImports)
            for (const auto item : m_groupItems)
                m_pairs.emplace_back(m_groupUser.value, item);
        else
            m_summary.pairs += static_cast<std::int64_t>(m_groupItems.size());
        m_groupItems.clear();
    }

    void countPairs()
    {
        std::sort(m_pairs.begin(), m_pairs.end());
        m_summary.pairs = std::unique(m_pairs.begin(), m_pairs.end()) - m_pairs.begin();
    }

    void makeTail()
    {
        std::erase(m_perItem, 0);
        std::sort(m_perItem.begin(), m_perItem.end(), std::greater<>());
        std::int64_t all = 0;
        for (const auto count : m_perItem)
            all += count;
        std::int64_t sum = 0;
        double next = 1;
        for (std::size_t i = 0; i < m_perItem.size(); ++i) {
            if (static_cast<double>(sum) < kHeadShare * static_cast<double>(all))
                ++m_summary.headProducts;
            sum += m_perItem[i];
            if (static_cast<double>(i + 1) >= next || i + 1 == m_perItem.size()) {
                m_summary.tail.push_back({static_cast<std::int64_t>(i + 1), m_perItem[i]});
                next = std::max(next + 1, next * kTailStep);
            }
        }
    }

    void makeShoppers()
    {
        std::vector<std::int64_t> counts;
        for (const auto &[user, count] : m_store.countsPerUser())
            if (count > 0)
                counts.push_back(count);
        if (counts.empty())
            return;
        std::sort(counts.begin(), counts.end());
        m_summary.medianPerShopper = static_cast<double>(counts[counts.size() / 2]);
        auto &edges = m_summary.perShopperEdges;
        for (double edge = 1; edges.empty() || edges.back() <= static_cast<double>(counts.back());
             edge = std::max(edge + 1, std::ceil(edge * 1.3)))
            edges.push_back(edge);
        m_summary.perShopper.assign(edges.size() - 1, 0);
        std::size_t bin = 0;
        for (const auto count : counts) {
            while (static_cast<double>(count) >= edges[bin + 1])
                ++bin;
            ++m_summary.perShopper[bin];
        }
    }

    const Project &m_project;
    EventStore m_store;
    JobContext &m_job;
    ProjectSummary m_summary;
    std::unique_ptr<WallClock> m_clock;
    std::unordered_map<int, std::size_t> m_kindPlace;
    IdPlaces m_products;
    std::vector<std::int64_t> m_perItem;                                                    ///< by place
    std::int64_t m_earliest = std::numeric_limits<std::int64_t>::max(), m_latest = kNoTime; ///< of all events
    bool m_isOutside = false; ///< of the period that the imports say
    std::vector<std::int64_t> m_groupItems;
    UserId m_groupUser{};
    bool m_manyImports = false;
    std::vector<std::pair<std::int64_t, std::int64_t>> m_pairs;
};

template <class Numbers>
QJsonArray numbersToJson(const Numbers &numbers)
{
    return mapped<QJsonArray>(numbers, [](auto number) { return static_cast<double>(number); });
}

/// Whether a stored one can be drawn: its parts fit each other.
bool isSound(const ProjectSummary &summary)
{
    const auto bins = summary.kinds.empty() ? 0 : summary.kinds.front().perBin.size();
    return summary.hoursPerBin > 0 &&
           summary.perShopper.size() + 1 == std::max<std::size_t>(summary.perShopperEdges.size(), 1) &&
           std::ranges::all_of(summary.kinds, [&](const auto &kind) { return kind.perBin.size() == bins; }) &&
           (summary.period.has_value() == (bins > 0) || summary.kinds.empty()) &&
           (!summary.period || summary.period->first <= summary.period->second);
}

std::vector<std::int64_t> countsFromJson(const QJsonValue &value)
{
    std::vector<std::int64_t> counts;
    for (const auto &number : value.toArray())
        counts.push_back(number.toInteger());
    return counts;
}

} // namespace

double ProjectSummary::density() const
{
    return shoppers > 0 && products > 0
               ? static_cast<double>(pairs) / (static_cast<double>(shoppers) * static_cast<double>(products))
               : 0;
}

QJsonObject ProjectSummary::toJson() const
{
    QJsonObject json{{QStringLiteral("events"), static_cast<double>(events)},
                     {QStringLiteral("shoppers"), static_cast<double>(shoppers)},
                     {QStringLiteral("products"), static_cast<double>(products)},
                     {QStringLiteral("rejected"), static_cast<double>(rejected)},
                     {QStringLiteral("pairs"), static_cast<double>(pairs)},
                     {QStringLiteral("first_bin"), static_cast<double>(firstBin)},
                     {QStringLiteral("hours_per_bin"), hoursPerBin},
                     {QStringLiteral("head"), static_cast<double>(headProducts)},
                     {QStringLiteral("median"), medianPerShopper},
                     {QStringLiteral("zone"), timeZone},
                     {QStringLiteral("edges"), numbersToJson(perShopperEdges)},
                     {QStringLiteral("per_shopper"), numbersToJson(perShopper)}};
    if (period)
        json.insert(QStringLiteral("period"), numbersToJson(std::array{period->first, period->second}));
    QJsonArray kindArray, tailArray, weekArray;
    for (const auto &kind : kinds)
        kindArray.append(QJsonObject{{QStringLiteral("id"), kind.kind.id},
                                     {QStringLiteral("name"), QString::fromStdString(kind.kind.name)},
                                     {QStringLiteral("meaning"), QString::fromLatin1(meaningName(kind.kind.meaning))},
                                     {QStringLiteral("events"), static_cast<double>(kind.events)},
                                     {QStringLiteral("bins"), numbersToJson(kind.perBin)}});
    for (const auto &point : tail)
        tailArray.append(numbersToJson(std::array{point.rank, point.events}));
    for (const auto &day : week)
        weekArray.append(numbersToJson(day));
    json.insert(QStringLiteral("kinds"), kindArray);
    json.insert(QStringLiteral("tail"), tailArray);
    json.insert(QStringLiteral("week"), weekArray);
    return json;
}

std::optional<ProjectSummary> ProjectSummary::fromJson(const QJsonObject &json)
{
    if (!json.contains(QStringLiteral("week")))
        return {};
    ProjectSummary s;
    s.events = json.value(QStringLiteral("events")).toInteger();
    s.shoppers = json.value(QStringLiteral("shoppers")).toInteger();
    s.products = json.value(QStringLiteral("products")).toInteger();
    s.rejected = json.value(QStringLiteral("rejected")).toInteger();
    s.pairs = json.value(QStringLiteral("pairs")).toInteger();
    s.firstBin = json.value(QStringLiteral("first_bin")).toInteger();
    s.hoursPerBin = json.value(QStringLiteral("hours_per_bin")).toInt(24);
    s.headProducts = json.value(QStringLiteral("head")).toInteger();
    s.medianPerShopper = json.value(QStringLiteral("median")).toDouble();
    s.timeZone = json.value(QStringLiteral("zone")).toString();
    for (const auto &edge : json.value(QStringLiteral("edges")).toArray())
        s.perShopperEdges.push_back(edge.toDouble());
    s.perShopper = countsFromJson(json.value(QStringLiteral("per_shopper")));
    if (const auto period = countsFromJson(json.value(QStringLiteral("period"))); period.size() == 2)
        s.period = {period[0], period[1]};
    for (const auto &value : json.value(QStringLiteral("kinds")).toArray()) {
        const auto kind = value.toObject();
        const auto meaning = meaningFromName(kind.value(QStringLiteral("meaning")).toString().toStdString()).meaning;
        auto &read = s.kinds.emplace_back();
        read.kind.id = kind.value(QStringLiteral("id")).toInt();
        read.kind.name = kind.value(QStringLiteral("name")).toString().toStdString();
        read.kind.meaning = meaning;
        read.events = kind.value(QStringLiteral("events")).toInteger();
        read.perBin = countsFromJson(kind.value(QStringLiteral("bins")));
    }
    for (const auto &value : json.value(QStringLiteral("tail")).toArray())
        if (const auto point = countsFromJson(value); point.size() == 2)
            s.tail.push_back({point[0], point[1]});
    const auto week = json.value(QStringLiteral("week")).toArray();
    for (qsizetype day = 0; day < std::min<qsizetype>(week.size(), 7); ++day)
        if (const auto hours = countsFromJson(week[day]); hours.size() == 24)
            std::copy(hours.begin(), hours.end(), s.week[static_cast<std::size_t>(day)].begin());
    return isSound(s) ? std::optional(std::move(s)) : std::nullopt;
}

int hoursPerBinOf(std::int64_t days)
{
    constexpr std::int64_t kWeek = 7, kMostWeeks = 1500;
    if (days <= 3)
        return 1;
    if (days <= 2 * kWeek)
        return 6;
    if (days <= 60 * kWeek)
        return 24;
    const auto weeks = (days + kWeek - 1) / kWeek;
    return static_cast<int>((weeks + kMostWeeks - 1) / kMostWeeks * kWeek * 24);
}

std::optional<ProjectSummary> storedSummary(const Project &project)
{
    const auto kept = ProjectSettings(project).value(kKey).toObject();
    if (kept.value(QStringLiteral("state")).toString() != stateOf(EventStore(project)))
        return {};
    return ProjectSummary::fromJson(kept.value(QStringLiteral("summary")).toObject());
}

namespace {

/// It only saves reading everything once more: whoever wants to see it does not wait for an import that is written.
void keep(const Project &project, const QString &state, const ProjectSummary &summary)
{
    auto &database = project.database();
    try {
        database.setBusyTimeout(0);
        ProjectSettings(project).setValue(
            kKey, QJsonObject{{QStringLiteral("state"), state}, {QStringLiteral("summary"), summary.toJson()}});
    } catch (const Error &) {
    }
    database.setBusyTimeout(kBusyTimeoutMs);
}

} // namespace

ProjectSummary summarise(const Project &project, JobContext &job)
{
    const auto state = stateOf(EventStore(project));
    auto summary = Summariser(project, job).run();
    if (!project.isReadOnly())
        keep(project, state, summary);
    return summary;
}

} // namespace aisle
