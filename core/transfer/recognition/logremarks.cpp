#include "core/transfer/recognition/logremarks.h"

#include "core/common/text/sentence.h"

#include <algorithm>

namespace aisle {

namespace {

/// Whether naming the column as a key could help: its values differ and are no times and no fractions.
bool mayBeKey(const ColumnGuess &column)
{
    const auto &profile = column.profile;
    return column.role == Role::Ignore && profile.distinct > 1 && profile.timeShare() < 0.5 &&
           (!profile.looksNumeric() || profile.share(profile.integers) > 0.95);
}

QString remarkOfGuests(const Columns &columns, const ColumnProfile &shoppers)
{
    const auto *english =
        withRole(columns, Role::Session)
            ? "%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected unless guests are "
              "taken by order or session."
        : std::ranges::any_of(columns, mayBeKey)
            ? "%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected. Name the column of "
              "orders or sessions to keep [%1:it as a guest|them as guests]."
            : "%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected.";
    return sentence(english, {shoppers.rows - shoppers.filled, shoppers.rows});
}

/// What is missing in a log, as a whole or in some of its rows.
QStringList remarksOfWhatIsMissing(const Columns &columns, FilePart part, Recipe &recipe)
{
    QStringList remarks;
    const auto *time = withRole(columns, Role::Time), *user = withRole(columns, Role::User),
               *session = withRole(columns, Role::Session);
    const bool isLog = part == FilePart::Log;
    if (isLog && !time)
        remarks << QStringLiteral(
            "No column says when something happened: of each shopper the order of the rows counts, and "
            "what is held out cannot be the latest of the log.");
    if (isLog && !user && session) {
        recipe.sessionsAreUsers = true;
        remarks << QStringLiteral("There is no column of shoppers: each session (%1) is taken for a shopper.")
                       .arg(session->name);
    }
    if (user && user->profile.filled < user->profile.rows)
        remarks << remarkOfGuests(columns, user->profile);
    if (isLog && time && time->profile.filled < time->profile.rows)
        remarks << sentence("%1 of %2 sampled [row|rows] [%1:has|have] no time (%3): [%1:it is|they are] rejected.",
                            {time->profile.rows - time->profile.filled, time->profile.rows, time->name});
    return remarks;
}

} // namespace

QStringList remarksOfGaps(const Columns &columns)
{
    QStringList remarks;
    for (const auto &other : columns) {
        if (other.gaps == 0)
            continue;
        remarks << QStringLiteral("%1 is empty in %2 of the sampled rows that have %3: it is taken from there.")
                       .arg(withRole(columns, other.role)->name, counted(other.gaps), other.name);
        if (other.isGuest)
            remarks << QStringLiteral(
                           "Who is a guest first and signs in later counts as two shoppers, one of %1 and one "
                           "of %2; named as the shopper, %1 alone keeps them one.")
                           .arg(other.name, withRole(columns, other.role)->name);
    }
    return remarks;
}

QStringList remarksOfLog(const Columns &columns, FilePart part, Recipe &recipe)
{
    QStringList remarks;
    const auto *quantity = withRole(columns, Role::Quantity);
    if (quantity)
        recipe.negativeQuantityIsReturn = true;
    if (quantity && quantity->profile.negatives)
        remarks << sentence("%1 of the sampled rows [%1:has|have] a negative quantity: [%1:it is a return, not a "
                            "purchase|they are returns, not purchases], unless told otherwise.",
                            {quantity->profile.negatives});
    remarks << remarksOfWhatIsMissing(columns, part, recipe);
    if (const auto *total = withRole(columns, Role::LineTotal); total && quantity)
        remarks << QStringLiteral("%1 is an amount for the whole line: the unit price is %1 / %2.")
                       .arg(total->name, quantity->name);
    if (const auto *clock = withRole(columns, Role::TimeOfDay)) {
        const auto *time = withRole(columns, Role::Time);
        remarks << QStringLiteral(
                       "The time of day stands in a column of its own (%1): it is joined with the date of %2.")
                       .arg(clock->name, time ? time->name : QString());
    }
    return remarks;
}

QString remarkOfNoLog(const Columns &columns)
{
    const auto has = [&](Role role) { return withRole(columns, role) != nullptr; };
    const auto one = std::ranges::find_if(columns, [](const auto &column) { return column.profile.isUnique(); });
    if (has(Role::Item) && !has(Role::User))
        return QStringLiteral("No column looks like a shopper.");
    if (has(Role::User) && !has(Role::Item))
        return QStringLiteral("No column looks like a product.");
    if (one != columns.end())
        return QStringLiteral("Every row has another key in %1: this is a list, no log. Say whether it lists products "
                              "or shoppers, or name the columns of a log.")
            .arg(one->name);
    if (std::ranges::any_of(columns, mayBeKey))
        return QStringLiteral("Nothing says which column is the shopper and which the product: name them.");
    return QStringLiteral("No column can be a shopper or a product: this is no log.");
}

} // namespace aisle
