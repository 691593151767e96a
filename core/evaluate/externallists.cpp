#include "core/evaluate/externallists.h"
#include "core/common/events.h"
#include "core/common/keycure.h"
#include "core/common/random.h"
#include "core/evaluate/listjudge.h"

#include <QtGlobal>
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <deque>
#include <iterator>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace aisle {

namespace {

enum Role { User, Item, Rank, Score, Category, RoleCount };
constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();

struct RoleName
{
    std::string_view name;
    Role role;
};
constexpr RoleName kRoleNames[] = {
    {"user", User},         {"userid", User},         {"uid", User},         {"shopper", User},
    {"customer", User},     {"customerid", User},     {"visitorid", User},   {"session", User},
    {"sessionid", User},    {"item", Item},           {"itemid", Item},      {"iid", Item},
    {"product", Item},      {"productid", Item},      {"sku", Item},         {"rank", Rank},
    {"position", Rank},     {"score", Score},         {"prediction", Score}, {"rating", Score},
    {"category", Category}, {"categories", Category}, {"genres", Category},
};

std::optional<Role> roleOf(const std::string &field)
{
    std::string name;
    for (const char c : field)
        if (std::isalnum(static_cast<unsigned char>(c)))
            name.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    for (const auto &known : kRoleNames)
        if (known.name == name)
            return known.role;
    return {};
}

std::optional<double> numberIn(const std::string &text)
{
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Scores that have no place in an order.
void refuseUnfinite(double score, const QString &file, std::int64_t line, const std::string &text)
{
    if (!std::isfinite(score))
        throw Error("lists.bad-score",
                    QT_TRANSLATE_NOOP("Error",
                                      "In line %2 of %1 the score is %3, which has no place in an order: leave "
                                      "the line out or give it a number."),
                    {file, QString::number(line), QString::fromStdString(text)});
}

/// Where each role's column is.
struct Columns
{
    std::size_t at[RoleCount] = {kAbsent, kAbsent, kAbsent, kAbsent, kAbsent};
    bool has(Role role) const { return at[role] != kAbsent; }
};

QString nameOf(Role role)
{
    static const char *const kNames[RoleCount] = {"user", "item", "rank", "score", "category"};
    return QString::fromLatin1(kNames[role]);
}

QString nameOf(const std::vector<Role> &roles)
{
    QStringList names;
    for (const auto role : roles)
        names << nameOf(role);
    return names.join(QStringLiteral(" and "));
}

struct Record
{
    std::int64_t line = 0;
    std::vector<std::string> fields;
    bool isBlank() const { return fields.empty() || (fields.size() == 1 && fields.front().empty()); }
};

/// Words above a column of nothing but numbers.
bool isUnknownHeader(const Record &first, const std::deque<Record> &following)
{
    if (std::any_of(first.fields.begin(), first.fields.end(), numberIn))
        return false;
    for (std::size_t column = 0; column < first.fields.size(); ++column) {
        const auto isNumber = [&](const Record &record) {
            return column < record.fields.size() && numberIn(record.fields[column]);
        };
        if (!following.empty() && std::all_of(following.begin(), following.end(), isNumber))
            return true;
    }
    return false;
}

/// One of the files: settles its columns on the first records and names lines in errors.
class Table
{
public:
    Table(const RecordSource &source, JobContext &job) : m_source(source), m_job(job) {}

    /// False for an empty file.
    bool open(const std::function<std::vector<Role>(std::size_t columns)> &rolesWithoutHeader,
              const std::vector<Role> &needed)
    {
        if (!m_source.next || !next())
            return false;
        const auto first = m_record;
        for (std::size_t c = 0; c < first.fields.size(); ++c) {
            const auto role = roleOf(first.fields[c]);
            if (role && !m_columns.has(*role))
                m_columns.at[*role] = c;
        }
        hasHeader = std::any_of(std::begin(m_columns.at), std::end(m_columns.at), [](auto c) { return c != kAbsent; });
        if (!hasHeader) {
            lookAhead();
            if (isUnknownHeader(first, m_ahead))
                refuse(needed, needed);
            m_ahead.push_front(first);
            const auto roles = rolesWithoutHeader(first.fields.size());
            for (std::size_t c = 0; c < roles.size(); ++c)
                m_columns.at[roles[c]] = c;
        }
        std::vector<Role> missing;
        std::copy_if(needed.begin(), needed.end(), std::back_inserter(missing),
                     [this](Role role) { return !m_columns.has(role); });
        if (!missing.empty())
            refuse(missing, needed);
        return true;
    }

    bool next()
    {
        if (!m_ahead.empty()) {
            m_record = std::move(m_ahead.front());
            m_ahead.pop_front();
            return true;
        }
        while (!m_ended) {
            m_record.line = m_source.next(m_record.fields);
            m_ended = m_record.line == 0;
            if (++m_records % 8192 == 0)
                m_job.checkpoint();
            if (!m_ended && !m_record.isBlank())
                return true;
        }
        return false;
    }

    bool has(Role role) const { return m_columns.has(role); }
    const QString &name() const { return m_source.name; }
    std::int64_t line() const { return m_record.line; }
    const std::string &text(Role role) const
    {
        if (m_columns.at[role] >= m_record.fields.size())
            throw Error("lists.short-row", QT_TRANSLATE_NOOP("Error", "Line %2 of %1 has too few fields."),
                        {name(), QString::number(line())});
        return m_record.fields[m_columns.at[role]];
    }
    double number(Role role) const
    {
        const auto value = numberIn(text(role));
        if (!value)
            throw Error("lists.bad-number", QT_TRANSLATE_NOOP("Error", "In line %2 of %1 the %3 is no number: %4."),
                        {name(), QString::number(line()), nameOf(role), QString::fromStdString(text(role))});
        return *value;
    }
    /// From 1 up: the same list whatever the order of its lines.
    double rank() const
    {
        const auto value = number(Rank);
        if (!(value >= 1) || !std::isfinite(value) || value != std::floor(value))
            throw Error("lists.bad-rank",
                        QT_TRANSLATE_NOOP("Error", "In line %2 of %1 the rank is %3: ranks are whole numbers from 1."),
                        {name(), QString::number(line()), QString::fromStdString(text(Rank))});
        return value;
    }
    double score() const
    {
        const auto value = number(Score);
        refuseUnfinite(value, name(), line(), text(Score));
        return value;
    }

    bool hasHeader = false;

private:
    void lookAhead()
    {
        constexpr std::size_t kEnough = 20;
        std::deque<Record> ahead;
        while (ahead.size() < kEnough && next())
            ahead.push_back(m_record);
        m_ahead = std::move(ahead);
    }

    [[noreturn]] void refuse(const std::vector<Role> &missing, const std::vector<Role> &needed) const
    {
        throw Error("lists.no-column",
                    QT_TRANSLATE_NOOP("Error", "%1 names no %2 column: its first line must name %3, or there must be "
                                               "no header at all."),
                    {name(), nameOf(missing), nameOf(needed)});
    }

    const RecordSource &m_source;
    JobContext &m_job;
    Columns m_columns;
    Record m_record;
    std::deque<Record> m_ahead; ///< read already, to be handed out first
    std::int64_t m_records = 0;
    bool m_ended = false;
};

/// Texts as dense numbers.
class KeyTable
{
public:
    std::uint32_t number(const std::string &key)
    {
        const auto [place, isNew] = m_numbers.try_emplace(key, static_cast<std::uint32_t>(m_keys.size()));
        if (isNew)
            m_keys.push_back(key);
        return place->second;
    }
    std::optional<std::uint32_t> find(const std::string &key) const
    {
        const auto place = m_numbers.find(key);
        return place == m_numbers.end() ? std::nullopt : std::optional(place->second);
    }
    const std::vector<std::string> &keys() const { return m_keys; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_keys.size()); }

private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<std::string> m_keys;
};

struct Entry
{
    ItemIndex item;
    double rank;  ///< NaN without one
    double score; ///< NaN without one
};

std::vector<Role> userItem(std::size_t)
{
    return {User, Item};
}

class ListsReader
{
public:
    ListsReader(const ListsRequest &request, JobContext &job) : m_request(request), m_job(job) {}

    ListsEvaluation run()
    {
        readCatalogue();
        readTruth();
        readTrain();
        readLists();
        refuseStrangers();
        return judge();
    }

private:
    void readCatalogue()
    {
        Table table(m_request.catalogue, m_job);
        if (!table.open(
                [](std::size_t columns) {
                    return columns > 1 ? std::vector{Item, Category} : std::vector{Item};
                },
                {Item}))
            return;
        while (table.next()) {
            const auto item = m_items.number(table.text(Item));
            if (item >= m_categories.size())
                m_categories.resize(item + 1);
            if (table.has(Category))
                m_categories[item] = table.text(Category);
        }
        m_catalogueItems = m_items.size();
    }

    void readTruth()
    {
        Table table(m_request.truth, m_job);
        if (table.open(userItem, {User, Item}))
            while (table.next()) {
                const auto user = m_users.number(table.text(User));
                if (user >= m_relevant.size())
                    m_relevant.resize(user + 1);
                m_relevant[user].emplace_back(m_items.number(table.text(Item)));
            }
        if (m_relevant.empty())
            throw Error("lists.no-truth", QT_TRANSLATE_NOOP("Error", "%1 has no rows of a user and an item."),
                        {table.name()});
        for (auto &relevant : m_relevant) {
            std::sort(relevant.begin(), relevant.end());
            relevant.erase(std::unique(relevant.begin(), relevant.end()), relevant.end());
        }
    }

    void readTrain()
    {
        Table table(m_request.train, m_job);
        if (!table.open(userItem, {User, Item}))
            return;
        KeyTable users;
        while (table.next()) {
            const auto user = users.number(table.text(User));
            if (user >= m_trainVisits.size())
                m_trainVisits.resize(user + 1);
            m_trainVisits[user].push_back({.item = ItemIndex(m_items.number(table.text(Item)))});
        }
    }

    static std::vector<Role> listRoles(std::size_t columns)
    {
        if (columns <= 2)
            return {User, Item};
        return columns == 3 ? std::vector{User, Item, Score} : std::vector{User, Rank, Item, Score};
    }

    void readLists()
    {
        m_lists.resize(m_users.size());
        Table table(m_request.lists, m_job);
        if (!table.open(listRoles, {User, Item}))
            return;
        const bool isUnsettled = !table.hasHeader && table.has(Score) && !table.has(Rank);
        std::vector<std::vector<Unsettled>> unsettled(isUnsettled ? m_users.size() : 0);
        std::unordered_set<std::string> unknown;
        while (table.next()) {
            const auto user = m_users.find(table.text(User));
            if (!user)
                unknown.insert(table.text(User));
            else if (isUnsettled)
                unsettled[*user].push_back({table.text(Item), table.text(Score), table.line()});
            else
                addEntry(*user, table);
        }
        m_withoutTruth = unknown.size();
        m_strangers.assign(unknown.begin(), unknown.end());
        if (isUnsettled)
            settle(unsettled);
        for (std::size_t user = 0; user < m_lists.size(); ++user)
            order(m_lists[user]);
    }

    void addEntry(std::uint32_t user, const Table &table)
    {
        constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
        const double rank = table.has(Rank) ? table.rank() : kNone;
        const double score = table.has(Score) && !table.has(Rank) ? table.score() : kNone;
        m_lists[user].push_back({ItemIndex(m_items.number(table.text(Item))), rank, score});
    }

    /// Second and third column of a file that does not say which is what.
    struct Unsettled
    {
        std::string second, third;
        std::int64_t line;
    };

    /// Figures of lists that share no user or no item with the truth would be zeros that say nothing.
    void refuseStrangers() const
    {
        const auto hasNone = [](const auto &list) { return list.empty(); };
        if (!m_strangers.empty() && std::all_of(m_lists.begin(), m_lists.end(), hasNone))
            refuse(true, m_strangers, m_users.keys());
        std::vector<bool> isRelevant(m_items.size());
        for (const auto &relevant : m_relevant)
            for (const auto item : relevant)
                isRelevant[item.value] = true;
        std::unordered_set<std::string> listed;
        for (const auto &list : m_lists)
            for (const auto &entry : list) {
                if (isRelevant[entry.item.value])
                    return;
                listed.insert(m_items.keys()[entry.item.value]);
            }
        std::vector<std::string> truth;
        for (std::size_t item = 0; item < isRelevant.size(); ++item)
            if (isRelevant[item])
                truth.push_back(m_items.keys()[item]);
        if (!listed.empty())
            refuse(false, {listed.begin(), listed.end()}, truth);
    }

    [[noreturn]] void refuse(bool users, std::vector<std::string> own, const std::vector<std::string> &others) const
    {
        std::sort(own.begin(), own.end());
        const auto text = [](const std::string &key) { return QString::fromStdString(key).left(40); };
        const QStringList names{m_request.lists.name, m_request.truth.name};
        if (const auto cure = likelyCure(own, others))
            throw Error("lists.no-common-key",
                        users ? QT_TRANSLATE_NOOP("Error", "No user of %1 is in %2: the one has %3, the other %4. "
                                                           "Written %5, %6 would meet.")
                              : QT_TRANSLATE_NOOP("Error", "No item of %1 is in %2: the one has %3, the other %4. "
                                                           "Written %5, %6 would meet."),
                        names + QStringList{text(cure->first), text(cure->second), QString::fromLatin1(cure->what),
                                            QString::number(cure->met)});
        throw Error("lists.no-common-key",
                    users ? QT_TRANSLATE_NOOP("Error", "No user of %1 is in %2: the one has such as %3, the other such "
                                                       "as %4. Do the files belong together?")
                          : QT_TRANSLATE_NOOP("Error", "No item of %1 is in %2: the one has such as %3, the other such "
                                                       "as %4. Do the files belong together?"),
                    names + QStringList{text(own.front()), others.empty() ? QString() : text(others.front())});
    }

    static bool areRanks(const std::vector<Unsettled> &rows)
    {
        std::vector<double> ranks;
        for (const auto &row : rows)
            ranks.push_back(numberIn(row.second).value_or(0));
        std::sort(ranks.begin(), ranks.end());
        for (std::size_t i = 0; i < ranks.size(); ++i)
            if (ranks[i] != static_cast<double>(i + 1))
                return false;
        return true;
    }

    void settle(const std::vector<std::vector<Unsettled>> &lists)
    {
        constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
        const bool haveRanks = std::all_of(lists.begin(), lists.end(), areRanks);
        for (std::size_t user = 0; user < lists.size(); ++user)
            for (const auto &row : lists[user]) {
                const auto number = numberIn(haveRanks ? row.second : row.third);
                if (!number)
                    throw Error("lists.bad-number",
                                QT_TRANSLATE_NOOP("Error",
                                                  "%1 has no header, and in line %2 its last field, taken for the "
                                                  "score, is no number: %3."),
                                {m_request.lists.name, QString::number(row.line), QString::fromStdString(row.third)});
                refuseUnfinite(*number, m_request.lists.name, row.line, haveRanks ? row.second : row.third);
                const ItemIndex item(m_items.number(haveRanks ? row.third : row.second));
                m_lists[user].push_back({item, haveRanks ? *number : kNone, haveRanks ? kNone : *number});
            }
    }

    bool isBefore(const Entry &a, const Entry &b) const
    {
        if (a.rank == a.rank || b.rank == b.rank)
            return a.rank < b.rank;
        if (a.score != a.score || b.score != b.score)
            return false;
        if (a.score != b.score)
            return a.score > b.score;
        const auto &keyA = m_items.keys()[a.item.value], &keyB = m_items.keys()[b.item.value];
        const auto hashA = stableHash(keyA), hashB = stableHash(keyB);
        return hashA != hashB ? hashA < hashB : keyA < keyB;
    }

    /// Best first, each product once.
    void order(std::vector<Entry> &list)
    {
        std::stable_sort(list.begin(), list.end(), [this](const auto &a, const auto &b) { return isBefore(a, b); });
        std::unordered_set<ItemIndex> seen;
        const auto end =
            std::remove_if(list.begin(), list.end(), [&](const Entry &e) { return !seen.insert(e.item).second; });
        m_duplicates += static_cast<std::size_t>(list.end() - end);
        list.erase(end, list.end());
    }

    std::optional<TrainingSet> trainingSet() const
    {
        if (m_trainVisits.empty())
            return {};
        std::vector<std::uint64_t> offsets{0};
        std::vector<Visit> visits;
        for (const auto &history : m_trainVisits) {
            visits.insert(visits.end(), history.begin(), history.end());
            offsets.push_back(visits.size());
        }
        std::vector<std::uint32_t> tieRank(m_items.size());
        std::iota(tieRank.begin(), tieRank.end(), 0U);
        return TrainingSet(m_items.size(), std::move(offsets), std::move(visits), {}, {1}, std::move(tieRank));
    }

    ListsEvaluation judge()
    {
        const auto train = trainingSet();
        EvaluationContext context;
        context.train = train ? &*train : nullptr;
        context.catalogueItems = m_catalogueItems;
        const bool hasCategories =
            std::any_of(m_categories.begin(), m_categories.end(), [](auto &c) { return !c.empty(); });
        context.itemCategories = hasCategories ? &m_categories : nullptr;
        ListJudge judge(m_request.cutoffs, context, ListJudge::Exposing::Yes);

        ListsEvaluation result;
        std::vector<double> row(judge.columns());
        for (std::size_t user = 0; user < m_lists.size(); ++user) {
            if (user % 1024 == 0)
                m_job.checkpoint();
            std::vector<ItemIndex> items;
            std::vector<std::uint32_t> hitRanks;
            for (const auto &entry : m_lists[user]) {
                items.push_back(entry.item);
                if (std::binary_search(m_relevant[user].begin(), m_relevant[user].end(), entry.item))
                    hitRanks.push_back(static_cast<std::uint32_t>(items.size()));
            }
            judge.judge({items, hitRanks, m_relevant[user].size()}, row);
            judge.append(row);
            if (items.empty())
                ++result.withoutList;
            else
                judge.expose(items);
        }
        result.metrics = judge.means();
        result.perUser = judge.takePerList();
        finish(result);
        return result;
    }

    void finish(ListsEvaluation &result)
    {
        result.evaluated = m_users.size();
        result.users = m_users.keys();
        result.skipped = m_withoutTruth;
        if (m_withoutTruth > 0)
            result.skippedWhy["no-truth"] = m_withoutTruth;
        result.duplicates = m_duplicates;
        if (m_duplicates > 0)
            m_job.note(QStringLiteral("Products that stood more than once in a list: %1. The first place counts.")
                           .arg(m_duplicates));
    }

    const ListsRequest &m_request;
    JobContext &m_job;
    KeyTable m_items; ///< the catalogue's first
    KeyTable m_users; ///< of the truth
    std::uint32_t m_catalogueItems = 0;
    std::vector<std::string> m_categories;
    std::vector<std::vector<ItemIndex>> m_relevant;
    std::vector<std::vector<Visit>> m_trainVisits;
    std::vector<std::vector<Entry>> m_lists;
    std::size_t m_withoutTruth = 0;
    std::vector<std::string> m_strangers; ///< users of the lists that the truth does not know
    std::size_t m_duplicates = 0;
};

} // namespace

ListsEvaluation evaluateLists(const ListsRequest &request, JobContext &job)
{
    return ListsReader(request, job).run();
}

} // namespace aisle
