#include "core/evaluate/externallists.h"
#include "core/common/events.h"
#include "core/common/keycure.h"
#include "core/common/lookup/sorted.h"
#include "core/common/random.h"
#include "core/common/text/sentence.h"
#include "core/evaluate/listjudge.h"
#include "core/evaluate/listtable.h"

#include <QtGlobal>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace aisle {

namespace {

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
    std::int64_t line;
};
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Second and third column of a file that does not say which is what.
struct Unsettled
{
    std::string second, third;
    std::int64_t line;
};

/// What one program listed.
struct RunLists
{
    std::string name;
    std::vector<std::vector<Entry>> lists;         ///< [users of the truth]
    std::vector<std::vector<Unsettled>> unsettled; ///< [users of the truth], before settle()
    std::vector<bool> isTorn;                      ///< [users of the truth] another user's lines stand within the list
    std::unordered_set<std::string> strangers;     ///< users that the truth does not have
    std::unordered_set<std::string> indifferent;   ///< users to whom nothing in the truth is relevant
    std::unordered_set<std::string> strangeItems;  ///< listed for those two
    std::size_t duplicates = 0;
};

std::vector<ListRole> userItem(std::size_t columns)
{
    return columns > 2 ? std::vector{ListRole::User, ListRole::Item, ListRole::Score}
                       : std::vector{ListRole::User, ListRole::Item};
}

std::vector<ListRole> listRoles(std::size_t columns)
{
    using enum ListRole;
    if (columns <= 2)
        return {User, Item};
    if (columns == 3)
        return {User, Item, Score};
    return columns == 4 ? std::vector{User, Rank, Item, Score} : std::vector<ListRole>();
}

QString keyText(const std::string &key)
{
    return QString::fromStdString(key).left(40);
}

class ListsReader
{
public:
    ListsReader(const ListsRequest &request, JobContext &job) : m_request(request), m_job(job) {}

    std::vector<ListsEvaluation> run()
    {
        readCatalogue();
        readTruth();
        readTrain();
        readLists();
        refuseUnknownColumns();
        m_train = trainingSet();
        std::vector<ListsEvaluation> results;
        for (auto &run : m_runs) {
            for (std::size_t user = 0; user < run.lists.size(); ++user)
                order(run, user);
            refuseStrangers(run);
            results.push_back(judge(run));
        }
        return results;
    }

private:
    /// @param numbers  whether a number names a column of this file
    ListTable::Named named(bool numbers, bool isTruth = false) const
    {
        const auto &asked = m_request.columns;
        ListTable::Named result;
        const auto put = [&](ListRole role, const std::string &column) {
            const bool isNumber = !column.empty() && column.find_first_not_of("0123456789") == std::string::npos;
            if (!isNumber || numbers)
                result[static_cast<std::size_t>(role)] = column;
        };
        put(ListRole::User, asked.user);
        put(ListRole::Item, asked.item);
        if (isTruth) {
            result[static_cast<std::size_t>(ListRole::Score)] = asked.relevance;
            return result;
        }
        put(ListRole::Rank, asked.rank);
        put(ListRole::Score, asked.score);
        put(ListRole::Run, asked.run);
        return result;
    }

    /// Which of the asked names a file has.
    void note(const ListTable &table)
    {
        const auto &asked = m_request.columns;
        for (const auto *name : {&asked.user, &asked.item, &asked.rank, &asked.score, &asked.run, &asked.relevance})
            if (!name->empty() && table.knowsColumn(*name))
                m_found.insert(*name);
    }

    void refuseUnknownColumns() const
    {
        const auto &asked = m_request.columns;
        for (const auto *name : {&asked.user, &asked.item, &asked.rank, &asked.score, &asked.run, &asked.relevance}) {
            const bool isNumber = name->find_first_not_of("0123456789") == std::string::npos;
            if (!isNumber && !m_found.contains(*name))
                throw Error("lists.no-column",
                            QT_TRANSLATE_NOOP("Error", "No file has a column %1 in its first line: write its name as "
                                                       "it stands there, or its number from 1."),
                            {QString::fromStdString(*name)});
        }
    }

    void readCatalogue()
    {
        ListTable table(m_request.catalogue, m_job);
        const auto columns = [](std::size_t count) {
            return count > 1 ? std::vector{ListRole::Item, ListRole::Category} : std::vector{ListRole::Item};
        };
        if (!table.open(columns, {ListRole::Item}, named(false)))
            return;
        note(table);
        while (table.next()) {
            const auto item = m_items.number(table.text(ListRole::Item));
            if (item >= m_categories.size())
                m_categories.resize(item + 1);
            if (table.has(ListRole::Category))
                m_categories[item] = table.text(ListRole::Category);
        }
        m_catalogueItems = m_items.size();
    }

    void readTruth()
    {
        ListTable table(m_request.truth, m_job);
        if (table.open(userItem, {ListRole::User, ListRole::Item}, named(false, true))) {
            note(table);
            const auto least = leastRelevance(table);
            while (table.next())
                addTruth(table, least);
        }
        for (const auto &user : m_usersOfTruth)
            if (!m_users.find(user))
                m_indifferent.insert(user);
        m_usersOfTruth.clear();
        if (m_relevant.empty())
            throw Error("lists.no-truth",
                        m_rowsBelow > 0 ? QT_TRANSLATE_NOOP("Error", "No row of %1 counts as wanted: all are below %2.")
                                        : QT_TRANSLATE_NOOP("Error", "%1 has no rows of a user and an item."),
                        m_rowsBelow > 0 ? QStringList{table.name(), QString::number(m_request.minRelevance.value_or(1))}
                                        : QStringList{table.name()});
        for (auto &relevant : m_relevant) {
            sortUnique(relevant);
        }
        remarkOnRelevance(table);
    }

    /// From which value on a row counts; absent: every row does. TREC's judgements say 0 for "not relevant".
    std::optional<double> leastRelevance(const ListTable &table) const
    {
        if (m_request.minRelevance && !table.has(ListRole::Score))
            throw Error("lists.no-column",
                        QT_TRANSLATE_NOOP("Error", "%1 has no column of values that a least relevance could be asked "
                                                   "of: name it with --relevance COL."),
                        {table.name()});
        return !m_request.minRelevance && table.isTrec() ? std::optional(1.0) : m_request.minRelevance;
    }

    void addTruth(const ListTable &table, std::optional<double> least)
    {
        const auto &key = table.text(ListRole::User);
        ++m_truthRows;
        if (least) {
            m_usersOfTruth.insert(key);
            if (!(table.number(ListRole::Score) >= *least)) {
                ++m_rowsBelow;
                return;
            }
        } else if (table.has(ListRole::Score)) {
            const auto value = table.numberIfAny(ListRole::Score).value_or(kNone);
            m_valuesAreNumbers &= value == value;
            m_lowest = std::min(m_lowest, value);
            m_highest = std::max(m_highest, value);
        }
        const auto user = m_users.number(key);
        if (user >= m_relevant.size())
            m_relevant.resize(user + 1);
        m_relevant[user].emplace_back(m_items.number(table.text(ListRole::Item)));
    }

    void remarkOnRelevance(const ListTable &table)
    {
        if (m_rowsBelow > 0)
            m_remarks << sentence("%1 of %2 [row|rows] of %3 [%1:is|are] below the least relevance and [%1:does|do] "
                                  "not count.",
                                  {m_rowsBelow, m_truthRows, table.name()});
        else if (table.has(ListRole::Score) && m_valuesAreNumbers && m_lowest < m_highest)
            m_remarks << sentence(
                "The column %1 of %2 is not used: all %3 rows count as wanted, also those with %1 "
                "%4. --min-relevance X counts those from X on.",
                {table.columnName(ListRole::Score), table.name(), m_truthRows, QString::number(m_lowest)});
    }

    void readTrain()
    {
        ListTable table(m_request.train, m_job);
        if (!table.open(userItem, {ListRole::User, ListRole::Item}, named(false)))
            return;
        note(table);
        KeyTable users;
        while (table.next()) {
            const auto user = users.number(table.text(ListRole::User));
            if (user >= m_trainVisits.size())
                m_trainVisits.resize(user + 1);
            m_trainVisits[user].push_back({.item = ItemIndex(m_items.number(table.text(ListRole::Item)))});
        }
    }

    RunLists &runOf(const ListTable &table)
    {
        const auto name = table.has(ListRole::Run) ? table.text(ListRole::Run) : std::string();
        const auto number = m_runNumbers.number(name);
        if (number == m_runs.size()) {
            constexpr std::size_t kMostRuns = 1000;
            if (m_runs.size() == kMostRuns)
                throw Error("lists.too-many-runs",
                            QT_TRANSLATE_NOOP("Error", "The column %2 of %1 tells more than %3 runs apart: it is none "
                                                       "that names programs. Name another with --run COL."),
                            {table.name(), table.columnName(ListRole::Run), QString::number(kMostRuns)});
            auto &run = m_runs.emplace_back();
            run.name = name;
            run.lists.resize(m_users.size());
            run.isTorn.resize(m_users.size());
            run.unsettled.resize(table.isUnsettled() ? m_users.size() : 0);
        }
        return m_runs[number];
    }

    void readLists()
    {
        ListTable table(m_request.lists, m_job);
        if (table.open(listRoles, {ListRole::User, ListRole::Item}, named(true))) {
            note(table);
            m_otherColumns = table.unusedColumns();
            std::string before;
            while (table.next()) {
                auto &run = runOf(table);
                const auto &key = table.text(ListRole::User);
                if (const auto user = m_users.find(key)) {
                    if (before != key && !run.lists[*user].empty())
                        run.isTorn[*user] = true;
                    addEntries(run, *user, table);
                } else {
                    addStranger(run, key, table);
                }
                before = key;
            }
        }
        if (m_runs.empty())
            throw Error("lists.no-lists", QT_TRANSLATE_NOOP("Error", "%1 has no lists."), {m_request.lists.name});
        for (auto &run : m_runs)
            if (!run.unsettled.empty())
                settle(run);
    }

    void addStranger(RunLists &run, const std::string &key, const ListTable &table) const
    {
        (m_indifferent.contains(key) ? run.indifferent : run.strangers).insert(key);
        if (table.isUnsettled())
            return;
        if (!table.isWide())
            run.strangeItems.insert(table.text(ListRole::Item));
        for (const auto &item : table.wideItems())
            run.strangeItems.insert(item);
    }

    void addEntries(RunLists &run, std::uint32_t user, const ListTable &table)
    {
        auto &list = run.lists[user];
        if (table.isUnsettled()) {
            run.unsettled[user].push_back({table.text(ListRole::Item), table.text(ListRole::Score), table.line()});
            return;
        }
        if (table.isWide()) {
            double rank = 0;
            for (const auto &item : table.wideItems())
                list.push_back({ItemIndex(m_items.number(item)), ++rank, kNone, table.line()});
            return;
        }
        const bool ranked = table.has(ListRole::Rank), scored = table.has(ListRole::Score);
        const double rank = ranked ? table.rank() : kNone;
        if (ranked && scored) {
            if (const auto score = table.numberIfAny(ListRole::Score))
                refuseUnfinite(*score, table.name(), table.line(), table.text(ListRole::Score));
        }
        const double score = scored && !ranked ? table.score() : kNone;
        list.push_back({ItemIndex(m_items.number(table.text(ListRole::Item))), rank, score, table.line()});
    }

    /// Figures of lists that share no user or no item with the truth would be zeros that say nothing.
    void refuseStrangers(const RunLists &run) const
    {
        const auto hasNone = [](const auto &list) { return list.empty(); };
        if (!run.strangers.empty() && std::all_of(run.lists.begin(), run.lists.end(), hasNone))
            refuse(true, {run.strangers.begin(), run.strangers.end()}, m_users.keys());
        const auto relevant = relevantItems();
        std::unordered_set<std::string> listed;
        for (const auto &list : run.lists)
            for (const auto &entry : list) {
                if (relevant[entry.item.value])
                    return;
                listed.insert(m_items.keys()[entry.item.value]);
            }
        std::vector<std::string> truth;
        for (std::size_t item = 0; item < relevant.size(); ++item)
            if (relevant[item])
                truth.push_back(m_items.keys()[item]);
        if (!listed.empty())
            refuse(false, {listed.begin(), listed.end()}, truth);
    }

    /// [items] whether anybody wanted it.
    std::vector<bool> relevantItems() const
    {
        std::vector<bool> isRelevant(m_items.size());
        for (const auto &relevant : m_relevant)
            for (const auto item : relevant)
                isRelevant[item.value] = true;
        return isRelevant;
    }

    [[noreturn]] void refuse(bool users, std::vector<std::string> own, const std::vector<std::string> &others) const
    {
        std::sort(own.begin(), own.end());
        const auto text = keyText;
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
            ranks.push_back(listNumber(row.second).value_or(0));
        std::sort(ranks.begin(), ranks.end());
        for (std::size_t i = 0; i < ranks.size(); ++i)
            if (ranks[i] != static_cast<double>(i + 1))
                return false;
        return true;
    }

    void settle(RunLists &run)
    {
        const bool haveRanks = std::all_of(run.unsettled.begin(), run.unsettled.end(), areRanks);
        for (std::size_t user = 0; user < run.unsettled.size(); ++user)
            for (const auto &row : run.unsettled[user]) {
                const auto number = listNumber(haveRanks ? row.second : row.third);
                if (!number)
                    throw Error("lists.bad-number",
                                QT_TRANSLATE_NOOP("Error",
                                                  "%1 has no header, and in line %2 its last field, taken for the "
                                                  "score, is no number: %3."),
                                {m_request.lists.name, QString::number(row.line), QString::fromStdString(row.third)});
                refuseUnfinite(*number, m_request.lists.name, row.line, haveRanks ? row.second : row.third);
                const ItemIndex item(m_items.number(haveRanks ? row.third : row.second));
                run.lists[user].push_back({item, haveRanks ? *number : kNone, haveRanks ? kNone : *number, row.line});
            }
        run.unsettled.clear();
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
    void order(RunLists &run, std::size_t user) const
    {
        auto &list = run.lists[user];
        std::stable_sort(list.begin(), list.end(), [this](const auto &a, const auto &b) { return isBefore(a, b); });
        for (std::size_t i = 1; i < list.size(); ++i)
            if (list[i].rank == list[i - 1].rank && list[i].item != list[i - 1].item)
                refuseTwoLists(user, list[i - 1], list[i]);
        std::unordered_map<ItemIndex, const Entry *> seen;
        std::vector<Entry> once;
        for (const auto &entry : list) {
            const auto [first, isNew] = seen.try_emplace(entry.item, &entry);
            if (isNew) {
                once.push_back(entry);
                continue;
            }
            const bool unordered = entry.rank != entry.rank && entry.score != entry.score;
            if (unordered ? bool(run.isTorn[user]) : entry.score < first->second->score)
                refuseTwoLists(user, *first->second, entry);
            ++run.duplicates;
        }
        list = std::move(once);
    }

    /// Nothing says which of two orders is meant.
    [[noreturn]] void refuseTwoLists(std::size_t user, const Entry &a, const Entry &b) const
    {
        const auto [first, second] = std::minmax(a.line, b.line);
        const QStringList arguments{m_request.lists.name, keyText(m_users.keys()[user]), QString::number(first),
                                    QString::number(second), m_otherColumns.join(QStringLiteral(", "))};
        throw Error("lists.two-lists",
                    m_otherColumns.isEmpty()
                        ? QT_TRANSLATE_NOOP("Error", "%1 has two lists of user %2, as lines %3 and %4 say, and no "
                                                     "column tells them apart: keep one list a user, or name the "
                                                     "column that says whose list it is with --run COL.")
                        : QT_TRANSLATE_NOOP("Error", "%1 has two lists of user %2, as lines %3 and %4 say: keep one "
                                                     "list a user, or name the column that says whose list it is with "
                                                     "--run COL. Columns without a use: %5."),
                    m_otherColumns.isEmpty() ? arguments.first(4) : arguments);
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

    ListsEvaluation judge(const RunLists &run)
    {
        EvaluationContext context;
        context.train = m_train ? &*m_train : nullptr;
        context.catalogueItems = m_catalogueItems;
        const bool hasCategories =
            std::any_of(m_categories.begin(), m_categories.end(), [](auto &c) { return !c.empty(); });
        context.dialects = m_request.dialects;
        context.itemCategories = hasCategories ? &m_categories : nullptr;
        ListJudge judge(m_request.cutoffs, context, ListJudge::Exposing::Yes);

        ListsEvaluation result;
        std::vector<double> row(judge.columns());
        for (std::size_t user = 0; user < run.lists.size(); ++user) {
            if (user % 1024 == 0)
                m_job.checkpoint();
            std::vector<ItemIndex> items;
            std::vector<std::uint32_t> hitRanks;
            for (const auto &entry : run.lists[user]) {
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
        result.dialects = judge.dialectMeans();
        result.perUser = judge.takePerList();
        finish(run, result);
        return result;
    }

    void finish(const RunLists &run, ListsEvaluation &result)
    {
        result.run = run.name;
        result.evaluated = m_users.size();
        result.users = m_users.keys();
        result.skipped = run.strangers.size() + run.indifferent.size();
        if (!run.strangers.empty())
            result.skippedWhy["no-truth"] = run.strangers.size();
        if (!run.indifferent.empty())
            result.skippedWhy["nothing-relevant"] = run.indifferent.size();
        result.duplicates = run.duplicates;
        countStrangeItems(run, result);
        remarkOn(run, result);
    }

    void countStrangeItems(const RunLists &run, ListsEvaluation &result) const
    {
        auto relevant = relevantItems();
        std::vector<bool> isListed(m_items.size());
        for (const auto &list : run.lists)
            for (const auto &entry : list)
                isListed[entry.item.value] = true;
        std::size_t beyond = 0;
        for (const auto &key : run.strangeItems) {
            if (const auto item = m_items.find(key)) {
                isListed[*item] = true;
            } else {
                ++result.itemsNotInTruth;
                ++beyond;
            }
        }
        for (std::size_t item = 0; item < isListed.size(); ++item) {
            result.itemsNotInTruth += isListed[item] && !relevant[item];
            beyond += isListed[item] && item >= m_catalogueItems;
        }
        if (m_catalogueItems > 0)
            result.itemsNotInCatalogue = beyond;
    }

    void remarkOn(const RunLists &run, ListsEvaluation &result)
    {
        result.remarks = m_remarks;
        const auto say = [&](const char *english, std::size_t number) {
            if (number > 0)
                result.remarks << sentence(english, {number, result.evaluated});
        };
        say("Users with a list whom the truth does not know: %1. They are not judged.", run.strangers.size());
        say("Users to whom nothing in the truth is relevant: %1. They are not judged.", run.indifferent.size());
        say("Users of the truth without a list: %1 of %2. They count 0.", result.withoutList);
        say("Products of the lists that are not in the catalogue: %1. They can hit and do not count as covered.",
            result.itemsNotInCatalogue.value_or(0));
        say("Products that stood more than once in a list: %1. The first place counts.", run.duplicates);
        for (const auto &remark : result.remarks)
            m_job.note(m_runs.size() == 1 ? remark
                                          : QStringLiteral("%1: %2").arg(QString::fromStdString(run.name), remark));
    }

    const ListsRequest &m_request;
    JobContext &m_job;
    KeyTable m_items; ///< the catalogue's first
    KeyTable m_users; ///< of the truth, with something relevant
    std::uint32_t m_catalogueItems = 0;
    std::vector<std::string> m_categories;
    std::vector<std::vector<ItemIndex>> m_relevant;
    std::unordered_set<std::string> m_usersOfTruth, m_indifferent;
    std::size_t m_truthRows = 0, m_rowsBelow = 0;
    double m_lowest = std::numeric_limits<double>::infinity(), m_highest = -m_lowest;
    bool m_valuesAreNumbers = true;
    std::vector<std::vector<Visit>> m_trainVisits;
    std::optional<TrainingSet> m_train;
    KeyTable m_runNumbers;
    std::vector<RunLists> m_runs;
    QStringList m_otherColumns;              ///< of the lists, without a role
    QStringList m_remarks;                   ///< on the truth
    std::unordered_set<std::string> m_found; ///< columns asked for by name that a file has
};

} // namespace

std::vector<ListsEvaluation> evaluateListsOfRuns(const ListsRequest &request, JobContext &job)
{
    return ListsReader(request, job).run();
}

} // namespace aisle
