#include "core/transfer/nested/gatheredcolumns.h"

#include "core/common/text/ascii.h"
#include "core/common/text/sentence.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/recognition/columnwords.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::size_t kMostRows = 5000;
constexpr std::size_t kFewRows = 20; ///< in which no product needs to come again

/// Columns that are called alike but for a number.
struct Group
{
    std::string name;                                   ///< what they have in common: "item" of item_1 and item_2
    std::vector<std::pair<int, std::size_t>> columns{}; ///< number and place
    bool hasNumbers(const Group &other) const
    {
        return std::ranges::equal(columns, other.columns, {}, &std::pair<int, std::size_t>::first,
                                  &std::pair<int, std::size_t>::first);
    }
};

std::string withoutMarks(std::string_view text)
{
    std::string clean;
    for (const char c : text) {
        const bool isMark = std::string_view(" _-.()[]#").find(c) != std::string_view::npos;
        if (!isMark)
            clean += c;
        else if (!clean.empty() && clean.back() != '_')
            clean += '_';
    }
    while (!clean.empty() && clean.back() == '_')
        clean.pop_back();
    return clean;
}

/// By the last number in their names, of at most two digits.
std::vector<Group> groupsOf(const std::vector<std::string> &names)
{
    std::vector<Group> groups;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto &name = names[i];
        auto end = name.size();
        while (end > 0 && !isDigit(name[end - 1]))
            --end;
        auto begin = end;
        while (begin > 0 && isDigit(name[begin - 1]))
            --begin;
        if (begin == end || end - begin > 2 || name.starts_with('#'))
            continue;
        const auto common = withoutMarks(name.substr(0, begin) + '_' + name.substr(end));
        auto at = std::ranges::find(groups, common, &Group::name);
        if (at == groups.end())
            at = groups.insert(at, Group{common});
        at->columns.emplace_back(std::stoi(name.substr(begin, end - begin)), i);
    }
    for (auto &group : groups)
        std::ranges::sort(group.columns);
    return groups;
}

bool isCounted(const Group &group)
{
    const auto first = group.columns.front().first;
    if (group.columns.size() < 2 || first > 1)
        return false;
    for (std::size_t i = 0; i < group.columns.size(); ++i)
        if (group.columns[i].first != first + int(i))
            return false;
    return true;
}

std::optional<NamedRole> roleOf(const Group &group)
{
    return roleOfName(QString::fromStdString(group.name));
}

/// Whether a value of one column stands in another one as well: they hold the same sort of thing.
bool shareValues(const Group &group, const SampleRows &sample, std::size_t firstRow)
{
    const auto rows = std::min(sample.rows.size(), firstRow + kMostRows);
    std::unordered_set<std::string_view> seen;
    std::size_t shared = 0;
    for (const auto &[number, column] : group.columns) {
        std::unordered_set<std::string_view> here;
        for (auto i = firstRow; i < rows; ++i)
            if (const auto cell = trimmed(sample.field(sample.rows[i], column)); !cell.empty())
                here.insert(cell);
        shared += std::size_t(std::ranges::count_if(here, [&](auto cell) { return seen.contains(cell); }));
        seen.insert(here.begin(), here.end());
    }
    return shared > 0 || rows - firstRow < kFewRows;
}

QString columnsOf(const Group &group, const std::vector<std::string> &names)
{
    return QStringLiteral("%1 to %2")
        .arg(QString::fromStdString(names[group.columns.front().second]),
             QString::fromStdString(names[group.columns.back().second]));
}

/// The file's columns with each group in the place of its first one.
std::vector<std::string> columnsAfter(const std::vector<std::string> &names, const std::vector<Group> &groups)
{
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto owner = std::ranges::find_if(groups, [&](const auto &group) {
            return std::ranges::any_of(group.columns, [&](const auto &column) { return column.second == i; });
        });
        if (owner == groups.end())
            columns.push_back(names[i]);
        else if (owner->columns.front().second == i)
            columns.push_back(owner->name);
    }
    return columns;
}

} // namespace

std::optional<NestedColumns> findGathered(const std::vector<std::string> &names, const SampleRows &sample,
                                          std::size_t firstRow)
{
    auto groups = groupsOf(names);
    std::erase_if(groups, [](const auto &group) { return !isCounted(group); });
    const auto product = std::ranges::find_if(groups, [&](const auto &group) {
        const auto named = roleOf(group);
        return named && named->role == Role::Item && named->strength >= 2 && shareValues(group, sample, firstRow);
    });
    if (product == groups.end())
        return {};
    std::rotate(groups.begin(), product, product + 1);
    std::erase_if(groups, [&](const auto &group) { return !groups.front().hasNumbers(group); });
    for (const auto &group : groups)
        if (std::ranges::find(names, group.name) != names.end())
            return {}; // there is a column of that name besides
    const auto isOther = [&](const std::string &name) {
        const auto named = roleOfName(QString::fromStdString(name));
        return named && named->role == Role::Item && named->strength >= 3;
    };
    NestedColumns found;
    found.columns = columnsAfter(names, groups);
    if (std::ranges::count_if(found.columns, isOther) > isOther(groups.front().name))
        return {};
    for (const auto &name : names)
        found.flattening.fileColumns << QString::fromStdString(name);
    QStringList gathered;
    for (const auto &group : groups) {
        QStringList parts(QString::fromStdString(group.name));
        for (const auto &[number, column] : group.columns)
            parts << QString::fromStdString(names[column]);
        found.flattening.lists << parts.join(kGathered);
        gathered << columnsOf(group, names);
    }
    found.roles[QStringLiteral("item")] = QString::fromStdString(groups.front().name);
    found.remarks << sentence(
        "The products of a row stand in %1 [column|columns] (%2): each that is filled is an event.",
        {groups.front().columns.size(), gathered.join(QStringLiteral("; "))});
    return found;
}

} // namespace aisle
