#include "core/transfer/recognition/roles/namedroles.h"

#include "core/transfer/reading/headernames.h"
#include "core/transfer/recognition/columnwords.h"

#include <algorithm>

namespace aisle {

namespace {

QStringList codesOf(const ColumnProfile &profile)
{
    QStringList codes;
    for (const auto &[word, count] : profile.words)
        codes << word;
    return codes;
}

/// Whether the values may play the role that the name suggests. Columns without values may play any.
bool fits(const ColumnGuess &column, Role role, int strength, bool formatTold)
{
    const auto &profile = column.profile;
    if (profile.filled == 0)
        return true;
    switch (role) {
    case Role::Time:
        if (profile.share(profile.clocks + profile.dayFractions) >= 0.5)
            return false;
        return profile.timeShare() >= 0.5 || !profile.digitDateFormat().isEmpty() ||
               (strength == 3 && (formatTold || profile.share(profile.excel) + profile.timeShare() >= 0.5 ||
                                  (profile.filled < 20 && !profile.looksNumeric())));
    case Role::Kind:
        if (profile.share(profile.integers) > 0.9)
            return !meaningsOfCodes(codesOf(profile)).empty();
        return profile.distinct <= kMostKinds &&
               (strength == 3 || std::any_of(profile.words.begin(), profile.words.end(),
                                             [](const auto &word) { return meaningOfWord(word.first).has_value(); }));
    case Role::Value:
        return profile.share(profile.numbers + profile.ratings) >= 0.5;
    case Role::Quantity:
    case Role::UnitPrice:
        return profile.share(profile.numbers) >= 0.5;
    default:
        return true;
    }
}

/// What the values add to the strength of a name, to choose between two names that are as good: the column that has
/// more of them, shoppers and orders that come again, no numbers of lines for a product.
double plausibilityOf(const ColumnProfile &profile, Role role)
{
    constexpr std::int64_t kFewLines = 20, kManyRows = 200;
    const auto filled = profile.rows ? double(profile.filled) / double(profile.rows) : 0;
    auto score = 0.5 * filled;
    if (profile.filled == 0 ||
        (role == Role::Item && (profile.countsAgain || (profile.distinct == 1 && profile.filled >= kFewLines))))
        score -= 2.5;
    if (role == Role::Item)
        score -= 0.6 * profile.share(profile.spaced); // a title, where another column has codes
    if (role == Role::Time)
        score +=
            0.4 * profile.timeShare() + 0.2 * (1 - profile.share(profile.midnights)); // event_timestamp, event_date
    if ((role == Role::User || role == Role::Session) && profile.distinct > 1)
        score += 0.3 * (1 - profile.share(profile.distinct));
    if (role == Role::Item && profile.distinct < kFewLines && profile.filled >= kManyRows &&
        profile.share(profile.integers) > 0.99)
        score -= 0.3;
    return score;
}

} // namespace

void nameSingleRole(Columns &columns, Role role, bool formatTold)
{
    if (withRole(columns, role))
        return;
    ColumnGuess *best = nullptr;
    double bestScore = 0;
    for (auto &column : columns) {
        const auto named = roleOfName(column.name);
        if (!column.isFree() || !named || named->role != role || named->total ||
            !fits(column, role, named->strength, formatTold)) {
            column.notTime |= column.isFree() && role == Role::Time && named && named->role == role &&
                              named->strength == 3 && column.profile.looksNumeric();
            continue;
        }
        constexpr double kKeyNamed = 0.2;
        const double score = named->strength + plausibilityOf(column.profile, role) +
                             (role == Role::Item && isKeyName(column.name) ? kKeyNamed : 0);
        if (score > bestScore) {
            bestScore = score;
            best = &column;
        }
    }
    if (best)
        give(*best, role, {}, QStringLiteral("its name says %1").arg(roleName(role)));
}

void nameOtherColumn(Columns &columns, Role role, const SampleRows &sample, std::size_t firstRow)
{
    auto *first = withRole(columns, role);
    if (!first || first->fixed || first->profile.filled == first->profile.rows)
        return;
    for (auto &other : columns) {
        const auto named = roleOfName(other.name);
        if (!other.isFree() || other.profile.filled == 0 || !named || named->role != role || named->strength < 2)
            continue;
        std::int64_t gaps = 0, differing = 0;
        for (auto i = firstRow; i < sample.rows.size(); ++i) {
            const auto own = trimmed(sample.field(sample.rows[i], placeOf(*first, columns)));
            const auto its = trimmed(sample.field(sample.rows[i], placeOf(other, columns)));
            gaps += own.empty() && !its.empty();
            differing += !own.empty() && !its.empty() && own != its;
        }
        const bool isGuest = role == Role::User && isGuestName(other.name) && !isGuestName(first->name);
        if (gaps == 0 || (differing > 0 && !isGuest))
            continue;
        give(other, role, isGuest ? QString::fromLatin1(kGuestField) : QString(),
             QStringLiteral("it has the %1 where %2 is empty").arg(roleName(role), first->name));
        other.gaps = gaps;
        other.isGuest = isGuest;
        first->profile.filled += gaps;
        return;
    }
}

void preferOwnOrders(Columns &columns, const SampleRows &sample, std::size_t firstRow)
{
    auto *session = withRole(columns, Role::Session);
    const auto *user = withRole(columns, Role::User);
    if (!session || !user || session->fixed)
        return;
    const auto place = [&](const ColumnGuess &column) { return placeOf(column, columns); };
    if (sameShare(sample, firstRow, place(*session), place(*user)).value_or(1) >= 0.98)
        return;
    for (auto &other : columns) {
        const auto named = roleOfName(other.name);
        if (!other.isFree() || !named || named->role != Role::Session ||
            !determines(sample, firstRow, place(other), place(*user)))
            continue;
        session->role = Role::Ignore;
        session->why = QStringLiteral("several shoppers have the same one; %1").arg(shape(session->profile));
        return give(other, Role::Session, {}, QStringLiteral("its name says session, each belongs to one shopper"));
    }
}

void nameFields(Columns &columns, bool catalogue, bool exactly)
{
    for (auto &column : columns) {
        const auto named = roleOfName(column.name);
        if (!column.isFree() || !named || (exactly && column.name.toLower() != named->field))
            continue;
        if (named->total) {
            column.isTotal = true;
            column.why = QStringLiteral("an amount for the whole line, no unit price; %1").arg(shape(column.profile));
            continue;
        }
        if (!isField(named->role) || (catalogue && named->role != Role::ItemField))
            continue;
        const bool taken = std::ranges::any_of(
            columns, [&](const auto &other) { return other.role == named->role && other.field == named->field; });
        const bool attribute = taken && named->role == Role::ItemField;
        if (!taken || attribute)
            give(column, named->role, taken ? column.name : named->field,
                 QStringLiteral("its name says %1").arg(named->field));
    }
}

void takeOrderNumbers(Columns &columns)
{
    constexpr double kMost = 0.8;
    if (withRole(columns, Role::Session))
        return;
    for (auto &column : columns) {
        const auto named = roleOfName(column.name);
        const bool saysNothing = !named || named->role == Role::Ignore ||
                                 (named->role == Role::ItemField && named->field == QLatin1String("title"));
        if (column.isFree() && saysNothing && column.profile.share(column.profile.orderNumbers) >= kMost)
            return give(column, Role::Session, {}, QStringLiteral("its values are numbers of orders"));
    }
}

void promoteTitle(Columns &columns)
{
    const auto has = [&](const char *field) {
        return std::find_if(columns.begin(), columns.end(), [&](const auto &column) {
            return column.role == Role::ItemField && column.field == QLatin1String(field);
        });
    };
    if (const auto description = has("description");
        has("title") == columns.end() && description != columns.end() && !description->fixed)
        description->field = QStringLiteral("title");
    if (has("title") != columns.end())
        return;
    for (auto &column : columns) // "Item" beside a "SKU"
        if (const auto named = roleOfName(column.name);
            column.isFree() && named && named->role == Role::Item && column.profile.share(column.profile.spaced) >= 0.5)
            return give(column, Role::ItemField, QStringLiteral("title"),
                        QStringLiteral("its name says item, its values are no codes"));
}

void useTotals(Columns &columns)
{
    if (withRole(columns, Role::UnitPrice) || withRole(columns, Role::LineTotal))
        return;
    const bool counted = withRole(columns, Role::Quantity);
    for (auto &column : columns)
        if (!column.fixed && column.isTotal && column.profile.share(column.profile.numbers) >= 0.5 &&
            !(column.name.contains(u'.') && column.profile.distinct == 1)) { // of the answer around the records
            give(column, counted ? Role::LineTotal : Role::UnitPrice, {},
                 counted ? QStringLiteral("an amount for the whole line: the unit price is it by the quantity")
                         : QStringLiteral("an amount, and rows have no quantity"));
            column.isTotal = false;
            return;
        }
}

} // namespace aisle
