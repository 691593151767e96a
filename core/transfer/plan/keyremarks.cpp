#include "core/transfer/plan/keyremarks.h"

#include "core/common/keycure.h"
#include "core/common/keytext.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/recognition/recognise.h"
#include "core/transfer/recognition/roles/columnguess.h"

#include <algorithm>
#include <span>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::size_t kMostRows = 200'000, kMostTried = 20'000;
constexpr double kFewMeet = 0.05; ///< of the smaller side

using Keys = std::unordered_set<std::string>;

/// Of some columns of a file, read once. @return [columns]
std::vector<Keys> keysIn(const InputSource &source, const Recipe &recipe, const std::vector<int> &columns,
                         const ReadLimits &limits, JobContext &job)
{
    std::vector<Keys> keys(columns.size());
    std::string buffer;
    const auto reader = openRows(source, recipe, limits);
    std::size_t rows = 0;
    for (RowBatch batch; rows < kMostRows && reader->next(batch); batch.clear()) {
        for (const auto &row : batch.rows)
            for (std::size_t c = 0; c < columns.size(); ++c)
                if (const auto column = static_cast<std::uint32_t>(columns[c]); !row.reason && column < row.fieldCount)
                    if (const auto key = trimmed(batch.fields[row.firstField + column]); !key.empty())
                        keys[c].emplace(composed(key, buffer));
        rows += batch.rows.size();
        job.checkpoint();
    }
    return keys;
}

Keys keysOf(const InputSource &source, const Recipe &recipe, int column, const ReadLimits &limits, JobContext &job)
{
    return std::move(keysIn(source, recipe, {column}, limits, job).front());
}

/// The keys that the project has, beside those of a list.
struct Known
{
    std::size_t all = 0, met = 0;
    std::vector<std::string> unmet; ///< the first few thousand
    Keys own;                       ///< of the list, those that nobody knows

    Known(const Project &project, bool items, Keys keys) : own(std::move(keys))
    {
        const Catalogue catalogue(project);
        const auto take = [&](const auto &stored) {
            for (const auto &[id, key] : stored) {
                ++all;
                if (own.erase(key) > 0)
                    ++met;
                else if (unmet.size() < kMostTried)
                    unmet.push_back(key);
            }
        };
        if (items)
            take(catalogue.itemKeys());
        else
            take(catalogue.userKeys());
    }
};

/// Sorted, so that a remark is the same for the same files.
std::vector<std::string> some(const Keys &keys)
{
    std::vector<std::string> list(keys.begin(), keys.end());
    std::ranges::sort(list);
    list.resize(std::min(list.size(), kMostTried));
    return list;
}

QString shown(const std::vector<std::string> &keys)
{
    const auto few = std::span(keys).first(std::min<std::size_t>(keys.size(), 3));
    return mapped<QStringList>(few, [](const std::string &key) { return QString::fromStdString(key).left(40); })
        .join(QStringLiteral(", "));
}

/// @param isList  few keys that meet are said, too, where no change helps
QString keyRemark(const Project &project, const InputSource &source, const Recipe &recipe, Role role, Keys keys,
                  bool isList)
{
    const bool isItems = role == Role::Item;
    const auto all = keys.size();
    const Known known(project, isItems, std::move(keys));
    const bool few = static_cast<double>(known.met) <= kFewMeet * static_cast<double>(std::min(all, known.all));
    if (known.own.empty())
        return {};
    const auto own = some(known.own);
    const auto &others = known.unmet;
    const auto cure = likelyCure(own, others);
    if (cure && (isList || cure->isMild) && (few || 2 * static_cast<std::size_t>(cure->met) >= own.size()))
        return sentence(
            "%1: %2 of its %3 [key|keys] of %8 [%2:is|are] known, it has %4 where the project has %5. Written %6, "
            "%7 would meet: write the keys of both files alike and import it once more.",
            {source.displayName(), known.met, all, QString::fromStdString(cure->first),
             QString::fromStdString(cure->second), QString::fromLatin1(cure->what), cure->met,
             isItems ? QStringLiteral("products") : QStringLiteral("shoppers")});
    if (!few || !isList)
        return {};
    return sentence("%1: %2 of its %3 [key|keys] [%2:is|are] known: it has such as %4, the project such as %5. Do the "
                    "files belong together, and is the right column taken for the key (%6)?",
                    {source.displayName(), known.met, all, shown(own), shown(others),
                     recipe.columns[static_cast<std::size_t>(*recipe.columnOf(role))].column});
}

/// Whether rows without a match have no shopper or no product.
bool isLostWithout(const Recipe &recipe)
{
    return std::any_of(recipe.joinColumns.begin(), recipe.joinColumns.end(),
                       [](const auto &column) { return column.role == Role::User || column.role == Role::Item; });
}

} // namespace

QStringList joinRemarks(const InputSource &source, const Recipe &recipe, const ReadLimits &limits, JobContext &job)
{
    const auto others =
        recipe.joinFile.isEmpty() ? std::vector<InputSource>{} : listInputs({recipe.joinFile}, {}, limits).sources;
    if (others.empty())
        return {};
    const auto format = recognise(others.front(), {}, limits).recipe;
    const auto own = recipe.columnCalled(recipe.joinColumn), its = format.columnCalled(recipe.joinColumn);
    if (!own || !its)
        return {};
    auto keys = keysOf(source, recipe, *own, limits, job);
    const auto all = keys.size();
    std::vector<std::string> unmet;
    for (const auto &key : keysOf(others.front(), format, *its, limits, job))
        if (keys.erase(key) == 0)
            unmet.push_back(key);
    std::sort(unmet.begin(), unmet.end());
    const auto missing = some(keys);
    if (keys.empty())
        return {};
    const auto file = others.front().displayName();
    const auto *head = isLostWithout(recipe)
                           ? "%1, joined by %2: %3 of the log's %4 [key|keys] [%3:is|are] not in it, such as %5: "
                             "[%3:its|their] rows are rejected."
                           : "%1, joined by %2: %3 of the log's %4 [key|keys] [%3:is|are] not in it, such as %5: "
                             "[%3:its|their] rows come in without its columns.";
    QStringList remarks{sentence(head, {file, recipe.joinColumn, keys.size(), all, shown(missing)})};
    if (static_cast<double>(all - keys.size()) > kFewMeet * static_cast<double>(all))
        return remarks;
    if (unmet.size() > kMostTried)
        unmet.resize(kMostTried);
    if (const auto cure = likelyCure(missing, unmet))
        return remarks << sentence("%1 has %2 where the log has %3: written %4, %5 [key|keys] would meet. Write the "
                                   "keys of both files alike.",
                                   {file, QString::fromStdString(cure->second), QString::fromStdString(cure->first),
                                    QString::fromLatin1(cure->what), cure->met});
    return remarks << QStringLiteral("%1 has keys such as %2: is %3 the right column in both files?")
                          .arg(file, shown(unmet), recipe.joinColumn);
}

QStringList keyRemarks(const Project &project, const InputSource &source, const Recipe &recipe, FilePart part,
                       const ReadLimits &limits, JobContext &job)
{
    const Catalogue catalogue(project);
    std::vector<Role> roles;
    if (part != FilePart::Users && catalogue.itemCount() > 0)
        roles.push_back(Role::Item);
    if (part != FilePart::Items && catalogue.userCount() > 0)
        roles.push_back(Role::User);
    std::erase_if(roles, [&](Role role) { return part == FilePart::Unknown || !recipe.columnOf(role); });
    if (roles.empty())
        return {};
    auto keys = keysIn(source, recipe,
                       mapped<std::vector<int>>(roles, [&](Role role) { return *recipe.columnOf(role); }), limits, job);
    QStringList remarks;
    for (std::size_t r = 0; r < roles.size(); ++r)
        remarks << keyRemark(project, source, recipe, roles[r], std::move(keys[r]), part != FilePart::Log);
    remarks.removeAll(QString());
    return remarks;
}

} // namespace aisle
