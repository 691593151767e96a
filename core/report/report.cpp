#include "core/report/report.h"

#include "core/common/error.h"
#include "core/common/lookup/sorted.h"
#include "core/explore/shopperfinder.h"
#include "core/jobs/jobcontext.h"
#include "core/lists/listbasis.h"
#include "core/runs/runshelf.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"
#include "core/transfer/writing/wholefile.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonDocument>
#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::size_t kHistoryShown = 8;
constexpr int kFoundShoppers = 20; ///< looked through for one that is not in the report yet

/// Greater for the better run, least where the figure is missing.
double worth(const RunRecord &run, const std::string &figure)
{
    const auto found = run.test.find(figure);
    if (found == run.test.end())
        return std::numeric_limits<double>::lowest();
    return betterOf(figure) == Better::Lower ? -found->second : found->second;
}

/// Those that are not ranked come last.
int placeOf(const ReportRun &one)
{
    return one.standing ? one.standing->place : std::numeric_limits<int>::max();
}

std::vector<RunRecord> recordsOf(const ReportGroup &group)
{
    std::vector<RunRecord> records;
    for (const auto &one : group.runs)
        records.push_back(one.run);
    return records;
}

bool isBaseline(const RunRecord &run)
{
    return run.recommender == QLatin1String("popularity");
}

/// Two runs with this in common differ in nothing that a reader of the report sees.
QString settingsOf(const RunRecord &run)
{
    const auto text = [](const QJsonObject &json) {
        return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
    };
    return run.recommender + text(run.parameters) + text(run.protocol.toJson()) + run.name;
}

/// Relevant products that a list could show: masked ones are in no list.
std::size_t findable(const Lister &lister, UserId user, bool masks)
{
    const auto *heldOut = lister.heldOutCase(user);
    if (!heldOut)
        return 0;
    return static_cast<std::size_t>(
        std::count_if(heldOut->relevant.begin(), heldOut->relevant.end(), [&](ItemIndex item) {
            const bool seen =
                std::any_of(heldOut->input.begin(), heldOut->input.end(),
                            [&](const Visit &visit) { return visit.item == item && lister.seenKinds().hide(visit); }) ||
                std::binary_search(heldOut->hidden.begin(), heldOut->hidden.end(), item);
            return !masks || !seen;
        }));
}

class ReportGatherer
{
public:
    ReportGatherer(const Project &project, const ReportRequest &request, JobContext &job, RunShelf &shelf)
        : m_project(project), m_request(request), m_job(job), m_shelf(shelf), m_runs(project), m_catalogue(project)
    {
    }

    ReportData gather()
    {
        m_data.project = QFileInfo(m_project.path()).completeBaseName();
        m_data.pseudonyms = m_request.keys.usesPseudonyms();
        m_data.at = QDateTime::currentMSecsSinceEpoch();
        gatherData();
        gatherGraph();
        gatherFeatures();
        gatherRuns();
        chooseCompared();
        compare();
        gatherLists();
        m_job.progress(1, QStringLiteral("report"));
        return std::move(m_data);
    }

private:
    void gatherData();
    void gatherGraph();
    void gatherFeatures();
    void gatherRuns();
    std::vector<RunRecord> chosenRuns();
    void judgeGroup(ReportGroup &group);
    void rankGroup(ReportGroup &group);
    void findIntervals(ReportRun &one);
    void chooseCompared();
    void compare();
    void gatherLists();
    void prepareListers();
    void findTestPeriod(const Split &split);
    void chooseShoppers();
    void addFound(ReportShopper::Chosen chosen, ShopperOrder order, int slot);
    std::vector<UserId> judgedUsers(const ReportRun &run) const;
    void addLists(ReportShopper &shopper, UserId user);
    ReportList listOf(std::size_t slot, UserId user, ShopperList &list) const;
    ReportProduct product(ItemId id) const;
    void addHistory(ReportShopper &shopper, const ShopperList &list) const;

    const Project &m_project;
    const ReportRequest &m_request;
    JobContext &m_job;
    RunShelf &m_shelf;
    RunStore m_runs;
    Catalogue m_catalogue;
    ReportData m_data;
    struct Slot
    {
        std::optional<Lister> lister;
        QString problem;
        QStringList problemArguments;
        std::unordered_map<UserId, double> figures; ///< the leading one by shopper
    };
    std::vector<Slot> m_slots;
    std::vector<std::pair<UserId, ReportShopper>> m_chosen;
};

void ReportGatherer::gatherData()
{
    m_job.progress(.02, QStringLiteral("data"));
    auto summary = storedSummary(m_project);
    if (!summary) {
        PartOfJob part(m_job, .02, .15);
        summary = summarise(m_project, part);
    }
    m_data.summary = std::move(*summary);
    m_data.imports = EventStore(m_project).imports();
    for (auto &import : m_data.imports) {
        if (m_request.keys.usesPseudonyms()) // a name may tell whose log it is, a digest finds the file
            import.source = import.sha256 = QString();
        m_data.duplicates += import.duplicates;
        for (const auto &[reason, rows] : import.reasons)
            m_data.rejected[reason] += rows;
    }
}

void ReportGatherer::gatherGraph()
{
    constexpr std::size_t kShown = 10;
    const GraphStore store(m_project);
    m_data.graph = store.counts();
    const auto triples = store.triplesPerRelation();
    auto &relations = m_data.graphRelations;
    for (const auto &[id, name] : store.relations())
        if (const auto found = triples.find(id); found != triples.end())
            relations.emplace_back(QString::fromStdString(name), found->second);
    std::ranges::stable_sort(relations, std::ranges::greater{}, &std::pair<QString, std::int64_t>::second);
    relations.resize(std::min(kShown, relations.size()));
}

void ReportGatherer::gatherFeatures()
{
    m_data.features = catalogueColumns(m_project, m_job);
    for (const auto &feature : FeatureStore(m_project).list()) {
        try {
            m_data.features.push_back(summaryOf(m_project, feature, m_job));
        } catch (const Error &) { // the Features page says what to do
        }
    }
}

std::vector<RunRecord> ReportGatherer::chosenRuns()
{
    std::vector<RunRecord> chosen;
    for (const auto id : m_request.runs)
        chosen.push_back(m_runs.known(id));
    if (!m_request.runs.empty())
        return chosen;
    std::set<QString> seen;
    auto all = m_runs.all();
    for (auto run = all.rbegin(); run != all.rend(); ++run) {
        if (run->test.empty())
            continue;
        if (seen.insert(settingsOf(*run)).second)
            chosen.push_back(std::move(*run));
        else
            ++m_data.repeatedRuns;
    }
    return chosen;
}

void ReportGatherer::judgeGroup(ReportGroup &group)
{
    rankGroup(group);
    std::ranges::for_each(group.runs, [this](ReportRun &one) { findIntervals(one); });
    const auto order = [&](const ReportRun &one) { return std::pair(placeOf(one), -worth(one.run, group.leading)); };
    std::ranges::stable_sort(group.runs, {}, order);
}

/// Of the leading figure, shopper by shopper.
void ReportGatherer::rankGroup(ReportGroup &group)
{
    const Leaderboard board(m_runs, recordsOf(group), group.leading, m_job);
    for (auto &one : group.runs)
        if (const auto *standing = board.find(one.run.id))
            one.standing = *standing;
}

void ReportGatherer::findIntervals(ReportRun &one)
{
    for (const auto &name : m_runs.userMetricNames(one.run.id)) {
        m_job.checkpoint();
        const auto values = isAtLeadingCutoff(one.run, name) ? m_runs.userMetric(one.run.id, name) : std::nullopt;
        if (values && values->values.size() > 1)
            one.intervals[name] = intervalOf(name, *values);
    }
}

void ReportGatherer::gatherRuns()
{
    m_job.progress(.15, QStringLiteral("runs"));
    const Freshness freshness(m_project);
    std::vector<QString> keys;
    for (auto &run : chosenRuns()) {
        const auto key = run.protocol.key();
        const auto found = std::find(keys.begin(), keys.end(), key);
        if (found == keys.end()) {
            keys.push_back(key);
            m_data.groups.push_back({{}, leadingFigure(run)});
        }
        const auto place =
            static_cast<std::size_t>(std::distance(keys.begin(), std::find(keys.begin(), keys.end(), key)));
        const auto changed = freshness.changedSince(run);
        m_data.groups[place].runs.push_back({std::move(run), {}, {}, -1, changed});
    }
    for (auto &group : m_data.groups)
        judgeGroup(group);
    const auto main = std::max_element(m_data.groups.begin(), m_data.groups.end(),
                                       [](const auto &a, const auto &b) { return a.runs.size() < b.runs.size(); });
    if (main != m_data.groups.end())
        std::rotate(m_data.groups.begin(), main, main + 1);
}

/// Asked for: in the order asked. By rule: of the first group the bestsellers as A, then the best.
void ReportGatherer::chooseCompared()
{
    std::vector<RunId> order = m_request.runs;
    if (order.size() > kReportRuns)
        throw Error("report.too-many-runs", QT_TRANSLATE_NOOP("Error", "A report compares at most %1 runs."),
                    {QString::number(kReportRuns)});
    if (order.empty() && !m_data.groups.empty()) {
        const auto &runs = m_data.groups.front().runs;
        const auto baseline =
            std::find_if(runs.begin(), runs.end(), [](const auto &one) { return isBaseline(one.run); });
        if (baseline != runs.end())
            order.push_back(baseline->run.id);
        for (const auto &one : runs) {
            if (order.size() < kReportRuns && std::find(order.begin(), order.end(), one.run.id) == order.end())
                order.push_back(one.run.id);
        }
    }
    m_data.compared.resize(order.size());
    for (auto &group : m_data.groups) {
        for (auto &one : group.runs) {
            const auto place = std::find(order.begin(), order.end(), one.run.id);
            if (place == order.end())
                continue;
            one.slot = static_cast<int>(std::distance(order.begin(), place));
            m_data.compared[static_cast<std::size_t>(one.slot)] = one;
        }
    }
}

void ReportGatherer::compare()
{
    m_job.progress(.2, QStringLiteral("comparing"));
    for (std::size_t slot = 1; slot < m_data.compared.size(); ++slot) {
        SilentContext quiet;
        m_job.checkpoint();
        try {
            m_data.comparisons.push_back(
                compareRuns(m_project, m_data.compared[0].run.id, m_data.compared[slot].run.id, quiet));
        } catch (const Error &error) {
            if (error.code() != "compare.nothing-common")
                throw;
        }
    }
    for (const auto &group : m_data.groups)
        judgeAmong(m_data.comparisons, m_runs, recordsOf(group), m_job);
}

void ReportGatherer::findTestPeriod(const Split &split)
{
    const auto &events = split.dataset().events;
    if (events.at.empty() || m_data.testPeriod)
        return;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (split.parts()[i] != Part::Test || events.at[i] == kNoTime)
            continue;
        if (!m_data.testPeriod)
            m_data.testPeriod = {events.at[i], events.at[i]};
        m_data.testPeriod->first = std::min(m_data.testPeriod->first, events.at[i]);
        m_data.testPeriod->second = std::max(m_data.testPeriod->second, events.at[i]);
    }
}

void ReportGatherer::prepareListers()
{
    m_slots.resize(m_data.compared.size());
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        const double share = .6 / static_cast<double>(m_slots.size());
        PartOfJob part(m_job, .25 + share * static_cast<double>(slot), .25 + share * static_cast<double>(slot + 1));
        const auto &run = m_data.compared[slot].run;
        auto &made = m_slots[slot];
        if (const auto values = m_runs.userMetric(run.id, leadingFigure(run))) {
            for (std::size_t i = 0; i < values->users.size(); ++i)
                made.figures.emplace(values->users[i], static_cast<double>(values->values[i]));
        }
        try {
            made.lister.emplace(m_shelf.get(run.id, part), m_project);
            made.lister->prepareEvaluated(m_project, part, &m_shelf.datasets());
            findTestPeriod(*made.lister->split());
        } catch (const Error &error) {
            made.problem = QString::fromUtf8(error.sentence());
            made.problemArguments = error.arguments();
        }
    }
}

std::vector<UserId> ReportGatherer::judgedUsers(const ReportRun &run) const
{
    const auto values = m_runs.userMetric(run.run.id, leadingFigure(run.run));
    return values ? values->users : std::vector<UserId>{};
}

void ReportGatherer::addFound(ReportShopper::Chosen chosen, ShopperOrder order, int slot)
{
    ShopperQuery query;
    query.order = order;
    query.limit = kFoundShoppers;
    query.within = judgedUsers(m_data.compared[0]);
    if (slot > 0) {
        query.a = m_data.compared[0].run.id;
        query.b = m_data.compared[static_cast<std::size_t>(slot)].run.id;
    }
    for (auto &found : findShoppers(m_project, query, m_job, &m_shelf).shoppers) {
        const bool known =
            std::any_of(m_chosen.begin(), m_chosen.end(), [&](const auto &one) { return one.first == found.user.id; });
        if (known)
            continue;
        ReportShopper shopper;
        shopper.chosen = chosen;
        shopper.slot = slot;
        shopper.key = m_request.keys.shopper(found.user.key);
        shopper.events = found.events;
        m_chosen.emplace_back(found.user.id, std::move(shopper));
        return;
    }
}

void ReportGatherer::chooseShoppers()
{
    const auto counts = EventStore(m_project).countsPerUser();
    for (const auto id : m_request.shoppers) {
        const auto user = m_catalogue.user(id);
        if (!user)
            throw Error("user.unknown", QT_TRANSLATE_NOOP("Error", "There is no shopper %1 in this project."),
                        {QString::number(id.value)});
        ReportShopper shopper;
        shopper.key = m_request.keys.shopper(user->key);
        if (const auto place = placeIn(counts, id, [](const auto &one) { return one.first; }))
            shopper.events = counts[*place].second;
        m_chosen.emplace_back(id, std::move(shopper));
    }
    if (!m_request.shoppers.empty())
        return;
    addFound(ReportShopper::Chosen::MostActive, ShopperOrder::MostActive, 0);
    if (m_data.comparisons.empty())
        return addFound(ReportShopper::Chosen::MostActive, ShopperOrder::MostActive, 0);
    for (std::size_t slot = 1; slot < m_data.compared.size(); ++slot) {
        if (m_data.compared[slot].run.id != m_data.comparisons.front().b.id)
            continue;
        addFound(ReportShopper::Chosen::WonByLater, ShopperOrder::WonByB, static_cast<int>(slot));
        addFound(ReportShopper::Chosen::LostByLater, ShopperOrder::LostByB, static_cast<int>(slot));
    }
}

ReportProduct ReportGatherer::product(ItemId id) const
{
    ReportProduct shown;
    if (const auto item = m_catalogue.item(id)) {
        shown.key = m_request.keys.product(item->key);
        shown.title = item->title;
        shown.category = item->category;
        shown.price = item->price;
    }
    return shown;
}

void ReportGatherer::addHistory(ReportShopper &shopper, const ShopperList &list) const
{
    std::set<ItemId> seen;
    for (auto event = list.history.rbegin(); event != list.history.rend() && seen.size() < kHistoryShown; ++event)
        if (event->item != ItemId() && seen.insert(event->item).second)
            shopper.historyNewest.push_back(product(event->item));
}

ReportList ReportGatherer::listOf(std::size_t slot, UserId user, ShopperList &list) const
{
    const auto &made = m_slots[slot];
    ReportList shown;
    shown.slot = static_cast<int>(slot);
    if (!made.lister) {
        shown.problem = made.problem;
        shown.problemArguments = made.problemArguments;
        return shown;
    }
    ListRequest request;
    request.k = m_request.listLength;
    shown.asEvaluated = made.lister->canListEvaluated();
    list = shown.asEvaluated ? listAsEvaluated(*made.lister, user, request)
                             : listOfToday(*made.lister, m_project, user, request);
    for (const auto &item : list.items) {
        shown.products.push_back(product(item.item));
        shown.products.back().hit = item.hit;
    }
    if (const auto figure = made.figures.find(user); figure != made.figures.end())
        shown.figure = figure->second;
    return shown;
}

void ReportGatherer::addLists(ReportShopper &shopper, UserId user)
{
    std::vector<ShopperList> lists(m_slots.size());
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        m_job.checkpoint();
        shopper.lists.push_back(listOf(slot, user, lists[slot]));
        if (const auto &lister = m_slots[slot].lister) {
            const auto mask = m_data.compared[slot].run.protocol.mask;
            shopper.relevant = std::max(shopper.relevant, findable(*lister, user, mask == MaskSeen::Yes));
        }
        if (shopper.historyNewest.empty())
            addHistory(shopper, lists[slot]);
    }
    std::unordered_map<ItemId, int> listed;
    for (const auto &list : lists) {
        for (const auto &item : list.items)
            ++listed[item.item];
    }
    for (std::size_t slot = 0; slot < lists.size(); ++slot) {
        for (std::size_t i = 0; i < lists[slot].items.size(); ++i)
            shopper.lists[slot].products[i].shared = listed[lists[slot].items[i].item] > 1;
    }
}

void ReportGatherer::gatherLists()
{
    if (m_data.compared.empty())
        return;
    prepareListers();
    m_job.progress(.85, QStringLiteral("lists"));
    chooseShoppers();
    for (auto &[user, shopper] : m_chosen) {
        addLists(shopper, user);
        m_data.shoppers.push_back(std::move(shopper));
    }
}

} // namespace

ReportData gatherReport(const Project &project, const ReportRequest &request, JobContext &job, RunShelf *shelf)
{
    std::optional<RunShelf> own;
    return ReportGatherer(project, request, job, shelf ? *shelf : own.emplace(project)).gather();
}

QJsonObject writeReport(const Project &project, const ReportRequest &request, const QString &path, JobContext &job,
                        RunShelf *shelf)
{
    WholeFile file(path);
    const auto ending = QFileInfo(path).suffix().toLower();
    if (ending != QLatin1String("html") && ending != QLatin1String("htm"))
        throw Error(
            "report.unknown-format",
            QT_TRANSLATE_NOOP("Error", "%1 names no page: end it in .html or .htm. The window writes .pdf, too."),
            {path});
    const auto data = gatherReport(project, request, job, shelf);
    const auto html = reportText(data, ReportMedium::Page).html;
    job.checkpoint();
    file.write(html);
    file.commit();
    const auto runs =
        std::accumulate(data.groups.begin(), data.groups.end(), qsizetype{0}, [](qsizetype sum, const auto &group) {
            return sum + static_cast<qsizetype>(group.runs.size());
        });
    return {{QStringLiteral("runs"), runs},
            {QStringLiteral("compared"), static_cast<qsizetype>(data.compared.size())},
            {QStringLiteral("shoppers"), static_cast<qsizetype>(data.shoppers.size())},
            {QStringLiteral("bytes"), html.size()}};
}

} // namespace aisle
