#include "core/transfer/recognition/roles/guessedroles.h"

#include "core/transfer/recognition/columnwords.h"

#include <algorithm>

namespace aisle {

namespace {

/// A column that says yes or no to what its name says.
bool isFlag(const ColumnGuess &column)
{
    const auto &words = column.profile.words;
    return meaningsOfFlag(column.name) && words.size() == 2 &&
           std::ranges::all_of(words, [](const auto &word) { return flagOfWord(word.first).has_value(); });
}

bool looksLikeKinds(const ColumnProfile &profile)
{
    if (profile.distinct < 1 || profile.distinct > kMostKinds || profile.words.empty())
        return false;
    const auto isKnown = [](const auto &word) { return meaningOfWord(word.first).has_value(); };
    return 2 * std::ranges::count_if(profile.words, isKnown) >= profile.distinct;
}

/// Where columns have names, one that says something else is no key, and neither is a column of few values.
bool mayBeKey(const ColumnGuess &column, bool header)
{
    const bool counts = header && column.profile.counts && column.profile.filled >= 20;
    if (!column.isFree() || column.isTotal || counts || !isKeyLike(column.profile))
        return false;
    return !header || (!roleOfName(column.name) && (column.profile.rows < 100 || column.profile.distinct >= 20));
}

/// A name that does not say of what.
bool isBareName(const QString &name)
{
    static const auto kNames =
        QStringLiteral("name nom nombre nome naam nazwa имя 名称 名前 이름 ad namn navn").split(u' ');
    return kNames.contains(name.toLower());
}

/// Whether a product has many values of the column, so that they are not about it.
bool isForeign(const ColumnGuess &column, const ColumnGuess &item, const Columns &columns, const SampleRows &sample,
               std::size_t firstRow)
{
    constexpr double kMostSame = 0.3;
    return sameShare(sample, firstRow, placeOf(item, columns), placeOf(column, columns)).value_or(1) < kMostSame;
}

/// Whether each key has one time only, as an order or a basket has, and there are many times.
bool happensAtOnce(const Columns &columns, const ColumnGuess &key, const SampleRows &sample, std::size_t firstRow)
{
    const auto *time = withRole(columns, Role::Time);
    return time && time->profile.distinct >= 20 && 2 * time->profile.distinct > key.profile.distinct &&
           time->profile.midnights == 0 && determines(sample, firstRow, placeOf(key, columns), placeOf(*time, columns));
}

} // namespace

void guessTimeAndKind(Columns &columns)
{
    for (auto &column : columns) {
        const auto named = roleOfName(column.name);
        if (!column.isFree() || column.profile.filled == 0 || (named && named->role == Role::Ignore))
            continue;
        if (!withRole(columns, Role::Time) && column.profile.timeShare() >= 0.9)
            give(column, Role::Time, {}, QStringLiteral("its values are times"));
        else if (!withRole(columns, Role::Kind) && isFlag(column))
            give(column, Role::Kind, {}, QStringLiteral("it says whether that happened"));
        else if (!withRole(columns, Role::Kind) && looksLikeKinds(column.profile))
            give(column, Role::Kind, {}, QStringLiteral("its words are kinds of events"));
    }
}

bool isDayCount(const ColumnGuess &column)
{
    constexpr int kDaysOfMonth = 31, kMostDays = 20'000;
    const auto &profile = column.profile;
    return isDayCountName(column.name) && profile.filled > 0 && profile.share(profile.numbers) >= 0.99 &&
           profile.smallest >= 0 && profile.largest > kDaysOfMonth && profile.largest < kMostDays;
}

void countDays(Columns &columns)
{
    if (withRole(columns, Role::Time))
        return;
    for (auto &column : columns)
        if (column.isFree() && isDayCount(column))
            return give(column, Role::Time, {}, QStringLiteral("it counts days"));
}

void joinClock(Columns &columns)
{
    const auto *date = withRole(columns, Role::Time);
    if (!date || withRole(columns, Role::TimeOfDay))
        return;
    const bool dated =
        date->profile.share(date->profile.midnights) >= 0.99 || isDayCount(*date) ||
        (date->fixed && date->profile.looksNumeric() && date->profile.timeShare() < 0.2) ||
        (date->profile.share(date->profile.excel) >= 0.99 && date->profile.share(date->profile.integers) >= 0.99) ||
        (!date->profile.digitDateFormat().isEmpty() && !date->profile.digitDateFormat().contains(u'H'));
    if (!dated)
        return;
    ColumnGuess *clock = nullptr;
    for (auto &column : columns) {
        if (!column.isFree() || column.profile.filled == 0)
            continue;
        const auto named = roleOfName(column.name);
        const auto fractions = column.profile.dayFractions; // 0 is midnight
        const bool digits = named && named->role == Role::Time && column.profile.distinct > 1 &&
                            (column.profile.share(column.profile.digitClocks) >= 0.99 ||
                             (fractions > 0 && column.profile.share(fractions + column.profile.digitClocks) >= 0.99));
        if (column.profile.share(column.profile.clocks) >= 0.9 || (digits && !clock))
            clock = &column;
        if (clock && column.profile.share(column.profile.clocks) >= 0.9)
            break;
    }
    if (!clock)
        return;
    give(*clock, Role::TimeOfDay, {}, QStringLiteral("its values are times of day, %1 has the dates").arg(date->name));
    clock->notTime = false;
}

void takeNamesAsShoppers(Columns &columns, const SampleRows &sample, std::size_t firstRow)
{
    const auto *item = withRole(columns, Role::Item);
    if (withRole(columns, Role::User) || !item)
        return;
    for (auto &column : columns)
        if (!column.fixed && column.field == QLatin1String("title") && isBareName(column.name) &&
            column.profile.repeats() && isForeign(column, *item, columns, sample, firstRow))
            return give(column, Role::User, {}, QStringLiteral("one product has many such names: they are people's"));
}

void leaveForeignTitle(Columns &columns, const SampleRows &sample, std::size_t firstRow)
{
    static const QStringList kBareNames{QStringLiteral("title"),  QStringLiteral("titel"), QStringLiteral("titre"),
                                        QStringLiteral("título"), QStringLiteral("标题"),  QStringLiteral("タイトル"),
                                        QStringLiteral("summary")};
    const auto title = std::find_if(columns.begin(), columns.end(), [](const auto &column) {
        return column.role == Role::ItemField && column.field == QLatin1String("title");
    });
    const auto *item = withRole(columns, Role::Item);
    if (!item || title == columns.end() || title->fixed)
        return;
    const bool isReview = withRole(columns, Role::Value) && kBareNames.contains(title->name.toLower());
    if ((!isReview && !isBareName(title->name)) || !isForeign(*title, *item, columns, sample, firstRow))
        return;
    title->role = Role::Ignore;
    title->field.clear();
    title->why = QStringLiteral("one product has many of them: no title of products; %1").arg(shape(title->profile));
}

void takeTitlesAsKeys(Columns &columns, bool header)
{
    if (withRole(columns, Role::Item) || !(withRole(columns, Role::User) || withRole(columns, Role::Session)))
        return;
    for (auto &column : columns) {
        const auto &profile = column.profile;
        const bool isTitle = column.role == Role::ItemField && column.field == QLatin1String("title");
        const bool isText = !header && column.role == Role::Ignore && profile.share(profile.letters) > 0.9 &&
                            profile.timeShare() < 0.5 && profile.distinct > 1;
        if (!column.fixed && (isTitle || isText) && profile.repeats())
            return give(column, Role::Item, {},
                        QStringLiteral("there are no keys of products: the titles stand for them"));
    }
}

void guessKeys(Columns &columns, bool header, const SampleRows &sample, std::size_t firstRow)
{
    const auto keysLeft = [&] {
        return std::count_if(columns.begin(), columns.end(),
                             [&](const auto &column) { return mayBeKey(column, header); });
    };
    for (const auto role : {Role::User, Role::Item}) {
        if (withRole(columns, role) || (role == Role::User && withRole(columns, Role::Session)))
            continue;
        for (auto &column : columns) {
            if (!mayBeKey(column, header))
                continue;
            const bool isOrder = role == Role::User && !withRole(columns, Role::Session) &&
                                 happensAtOnce(columns, column, sample, firstRow);
            give(column, isOrder ? Role::Session : role, {},
                 isOrder ? QStringLiteral("each of its keys has one time only, as an order has")
                         : QStringLiteral("the first column of keys that is left"));
            if (!isOrder || keysLeft() < 2)
                break;
        }
    }
}

void guessValues(Columns &columns, const SampleRows &sample, std::size_t firstRow)
{
    const auto *item = withRole(columns, Role::Item);
    for (auto &column : columns) {
        if (!column.isFree() || column.profile.filled == 0 || !item)
            continue;
        const bool rating =
            column.profile.smallest >= 0 && column.profile.largest <= 10 && column.profile.distinct <= 21;
        if (column.profile.looksNumeric() && rating && !withRole(columns, Role::Value) && column.profile.distinct > 1)
            give(column, Role::Value, {}, QStringLiteral("few small numbers, as ratings are"));
        else if ((isKeyLike(column.profile) || column.profile.looksNumeric()) && column.profile.distinct > 1 &&
                 determines(sample, firstRow, placeOf(*item, columns), placeOf(column, columns)))
            give(column, Role::ItemField,
                 isKeyLike(column.profile) && column.profile.distinct < item->profile.distinct &&
                         !hasField(columns, "category")
                     ? QStringLiteral("category")
                     : column.name,
                 QStringLiteral("every item always has the same"));
        else if (column.profile.looksNumeric() && column.profile.distinct > 1 && !withRole(columns, Role::Value))
            give(column, Role::Value, {}, QStringLiteral("numbers that differ from row to row"));
    }
}

} // namespace aisle
