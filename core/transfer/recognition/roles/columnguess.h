#pragma once
#include "core/transfer/recipe.h"
#include "core/transfer/recognition/columnprofile.h"

#include <optional>

namespace aisle {

/// A column while its role is being found.
struct ColumnGuess
{
    QString name;
    ColumnProfile profile;
    Role role = Role::Ignore;
    QString field;
    QString why;
    bool isTotal = false;  ///< an amount for the whole line
    bool notTime = false;  ///< its name says time, its numbers are no dates
    bool fixed = false;    ///< as told by a hint
    std::int64_t gaps = 0; ///< sampled rows whose key stands in another column of the same role
    bool isGuest = false;  ///< its keys are those of people who are not signed in, and stand beside others, too

    bool isFree() const { return !fixed && role == Role::Ignore; } ///< may be given a role
};
using Columns = std::vector<ColumnGuess>;

constexpr std::int64_t kMostKinds = 60; ///< words of a column of kinds

ColumnGuess *withRole(Columns &columns, Role role); ///< the first one, not of guests; null: none has it
const ColumnGuess *withRole(const Columns &columns, Role role);
std::optional<std::size_t> positionOf(Role role, const Columns &columns); ///< of the first one
bool hasField(const Columns &columns, const char *field);                 ///< whatever the role
std::size_t placeOf(const ColumnGuess &column, const Columns &columns);

/// @param why  the evidence in words; how many values there are is put behind it
void give(ColumnGuess &column, Role role, const QString &field, const QString &why);
QString shape(const ColumnProfile &profile); ///< "11,719 distinct in 100,000 filled of 100,000 rows"
bool isKeyLike(const ColumnProfile &profile);
bool isFigure(Role role); ///< columns of the role hold numbers that are read

/// @return the share of repeated keys of `from` that come with the same value of `to`; nothing where few repeat
std::optional<double> sameShare(const SampleRows &sample, std::size_t firstRow, std::size_t from, std::size_t to);
bool determines(const SampleRows &sample, std::size_t firstRow, std::size_t from, std::size_t to);

QString counted(std::int64_t count); ///< as evidence and remarks have it: "1,204"

} // namespace aisle
