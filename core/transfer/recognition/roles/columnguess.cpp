#include "core/transfer/recognition/roles/columnguess.h"

#include "core/common/text/sentence.h"
#include "core/transfer/nested/cells.h"

#include <algorithm>
#include <unordered_map>

namespace aisle {

namespace {

/// Several: "a=b" alone may be a key.
bool isNamedValues(std::string_view text)
{
    return text.find_first_of(";&|,\n") != text.npos && looksKeyed(text);
}

/// Objects, lists and named values are no keys: another price would make another product.
bool isNested(const ColumnProfile &profile)
{
    return !profile.examples.isEmpty() &&
           std::all_of(profile.examples.begin(), profile.examples.end(), [](const auto &example) {
               return example.startsWith(u'{') || example.startsWith(u'[') || isNamedValues(example.toStdString());
           });
}

} // namespace

QString counted(std::int64_t count)
{
    return grouped(count);
}

const ColumnGuess *withRole(const Columns &columns, Role role)
{
    const auto isIt = [&](const auto &column) { return column.role == role && !column.isGuest; };
    const auto found = std::ranges::find_if(columns, isIt);
    return found == columns.end() ? nullptr : &*found;
}

ColumnGuess *withRole(Columns &columns, Role role)
{
    return const_cast<ColumnGuess *>(withRole(std::as_const(columns), role));
}

std::optional<std::size_t> positionOf(Role role, const Columns &columns)
{
    const auto *column = withRole(columns, role);
    return column ? std::optional(placeOf(*column, columns)) : std::nullopt;
}

bool hasField(const Columns &columns, const char *field)
{
    return std::ranges::any_of(columns, [&](const auto &column) { return column.field == QLatin1String(field); });
}

std::size_t placeOf(const ColumnGuess &column, const Columns &columns)
{
    return std::size_t(&column - columns.data());
}

QString shape(const ColumnProfile &profile)
{
    return sentence("%1 distinct in %2 filled of %3 [row|rows]", {profile.distinct, profile.filled, profile.rows});
}

void give(ColumnGuess &column, Role role, const QString &field, const QString &why)
{
    column.role = role;
    column.field = field;
    column.why = QStringLiteral("%1; %2").arg(why, shape(column.profile));
}

bool isKeyLike(const ColumnProfile &profile)
{
    return profile.filled > 0 && !isNested(profile) && profile.timeShare() < 0.8 &&
           profile.share(profile.spaced) < 0.3 &&
           (profile.share(profile.integers) > 0.95 || profile.share(profile.letters) > 0.5) && profile.distinct > 1;
}

bool isFigure(Role role)
{
    return role == Role::Value || role == Role::Quantity || role == Role::UnitPrice || role == Role::LineTotal;
}

std::optional<double> sameShare(const SampleRows &sample, std::size_t firstRow, std::size_t from, std::size_t to)
{
    std::unordered_map<std::string_view, std::string_view> seen;
    std::int64_t repeated = 0, same = 0;
    for (std::size_t i = firstRow; i < sample.rows.size(); ++i) {
        const auto value = sample.field(sample.rows[i], to);
        const auto [at, added] = seen.emplace(sample.field(sample.rows[i], from), value);
        if (!added) {
            ++repeated;
            same += at->second == value;
        }
    }
    return repeated >= 20 ? std::optional(double(same) / double(repeated)) : std::nullopt;
}

bool determines(const SampleRows &sample, std::size_t firstRow, std::size_t from, std::size_t to)
{
    return sameShare(sample, firstRow, from, to).value_or(0) >= 0.98;
}

} // namespace aisle
