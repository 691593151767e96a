#include "core/transfer/recognition/columnroles.h"

#include "core/common/error.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/recognition/columnwords.h"

#include <QLocale>
#include <algorithm>
#include <unordered_map>

namespace aisle {

namespace {

using Columns = std::vector<ColumnGuess>;

constexpr std::int64_t kMostKinds = 60;
constexpr std::int64_t kFewestListed = 10; ///< rows of a list that is known for one by its keys alone
constexpr std::size_t kMostBare = 12;      ///< the same of columns that have no names
constexpr std::size_t kMostNameless = 6;   ///< columns whose names say nothing, and of which two are still guessed

ColumnGuess *withRole(Columns &columns, Role role)
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const auto &column) { return column.role == role; });
    return found == columns.end() ? nullptr : &*found;
}

QString shape(const ColumnProfile &profile)
{
    return QStringLiteral("%1 distinct in %2 filled of %3 rows")
        .arg(counted(profile.distinct), counted(profile.filled), counted(profile.rows));
}

void give(ColumnGuess &column, Role role, const QString &field, const QString &why)
{
    column.role = role;
    column.field = field;
    column.why = QStringLiteral("%1; %2").arg(why, shape(column.profile));
}

/// Objects and lists of JSON are no keys: another price would make another product.
bool isNested(const ColumnProfile &profile)
{
    return !profile.examples.isEmpty() &&
           std::all_of(profile.examples.begin(), profile.examples.end(),
                       [](const auto &example) { return example.startsWith(u'{') || example.startsWith(u'['); });
}

bool isKeyLike(const ColumnProfile &profile)
{
    return profile.filled > 0 && !isNested(profile) && profile.timeShare() < 0.8 &&
           profile.share(profile.spaced) < 0.3 &&
           (profile.share(profile.integers) > 0.95 || profile.share(profile.letters) > 0.5) && profile.distinct > 1;
}

QStringList codesOf(const ColumnProfile &profile)
{
    QStringList codes;
    for (const auto &[word, count] : profile.words)
        codes << word;
    return codes;
}

bool isClickFlag(const ColumnGuess &column)
{
    static const QStringList kNames{QStringLiteral("click"),    QStringLiteral("clk"),  QStringLiteral("clicked"),
                                    QStringLiteral("is_click"), QStringLiteral("点击"), QStringLiteral("是否点击")};
    const auto &words = column.profile.words;
    return kNames.contains(column.name.toLower()) && words.size() == 2 && words.contains(QStringLiteral("0")) &&
           words.contains(QStringLiteral("1"));
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
    case Role::Quantity:
    case Role::UnitPrice:
        return profile.share(profile.numbers) >= 0.5;
    default:
        return true;
    }
}

std::optional<std::size_t> columnCalled(const Columns &columns, const QString &called)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == called)
            return i;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name.compare(called, Qt::CaseInsensitive) == 0)
            return i;
    bool isNumber = false;
    const auto number = called.toInt(&isNumber);
    return isNumber && number >= 1 && std::size_t(number) <= columns.size() ? std::optional(std::size_t(number - 1))
                                                                            : std::nullopt;
}

struct ToldRole
{
    Role role;
    QString field;
};

ToldRole roleTold(const QString &key, bool catalogue)
{
    static const std::map<QString, Role> kTold{{QStringLiteral("user"), Role::User},
                                               {QStringLiteral("item"), Role::Item},
                                               {QStringLiteral("kind"), Role::Kind},
                                               {QStringLiteral("time"), Role::Time},
                                               {QStringLiteral("value"), Role::Value},
                                               {QStringLiteral("quantity"), Role::Quantity},
                                               {QStringLiteral("unit-price"), Role::UnitPrice},
                                               {QStringLiteral("session"), Role::Session},
                                               {QStringLiteral("line-total"), Role::LineTotal},
                                               {QStringLiteral("time-of-day"), Role::TimeOfDay},
                                               {QStringLiteral("part-column"), Role::Ignore},
                                               {QStringLiteral("ignore"), Role::Ignore}};
    if (const auto found = kTold.find(key); found != kTold.end())
        return {found->second, {}};
    if (key == QLatin1String("price") && !catalogue)
        return {Role::UnitPrice, {}};
    return {Role::ItemField, key};
}

/// A column has one role: of two, one would be lost without a word.
void tell(ColumnGuess &column, Role role, const QString &field)
{
    const auto named = [](Role each, const QString &its) { return each == Role::ItemField ? its : roleName(each); };
    if (column.fixed && (column.role != role || column.field != field))
        throw Error("import.column-twice",
                    QT_TRANSLATE_NOOP("Error", "The column %1 cannot be %2 and %3 at once: name another one for one of "
                                               "them."),
                    {column.name, named(column.role, column.field), named(role, field)});
    give(column, role, field, QStringLiteral("as told"));
    column.fixed = true;
}

void applyHints(Columns &columns, const RecognitionHints &hints)
{
    QStringList names;
    for (const auto &column : columns)
        names << column.name;
    const auto find = [&](const QString &called) -> ColumnGuess & {
        const auto at = columnCalled(columns, called);
        if (!at)
            throw Error("import.no-column", QT_TRANSLATE_NOOP("Error", "There is no column %1. The columns are: %2."),
                        {called, names.join(QStringLiteral(", "))});
        return columns[*at];
    };
    for (const auto &[key, called] : hints.columns) {
        if (called.isEmpty())
            continue;
        const auto [role, field] = roleTold(key, hints.part == FilePart::Items);
        tell(find(called), role, field);
    }
    for (const auto &called : hints.contextColumns) {
        auto &column = find(called);
        tell(column, Role::Context, column.name);
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

/// Roles that only one column can have go to the one whose name says so best.
void nameSingleRole(Columns &columns, Role role, bool formatTold = false)
{
    if (withRole(columns, role))
        return;
    ColumnGuess *best = nullptr;
    double bestScore = 0;
    for (auto &column : columns) {
        const auto named = roleOfName(column.name);
        if (column.fixed || column.role != Role::Ignore || !named || named->role != role || named->total ||
            !fits(column, role, named->strength, formatTold)) {
            column.notTime |= !column.fixed && column.role == Role::Ignore && role == Role::Time && named &&
                              named->role == role && named->strength == 3 && column.profile.looksNumeric();
            continue;
        }
        const double score = named->strength + plausibilityOf(column.profile, role);
        if (score > bestScore) {
            bestScore = score;
            best = &column;
        }
    }
    if (best)
        give(*best, role, {}, QStringLiteral("its name says %1").arg(roleName(role)));
}

/// Keys that stand now in one column and now in another one of that name (session_id, event_attributes.session_id): no
/// row has two different ones.
void nameOtherColumn(Columns &columns, Role role, const SampleRows &sample, std::size_t firstRow)
{
    auto *first = withRole(columns, role);
    if (!first || first->fixed || first->profile.filled == first->profile.rows)
        return;
    for (auto &other : columns) {
        const auto named = roleOfName(other.name);
        if (other.fixed || other.role != Role::Ignore || other.profile.filled == 0 || !named || named->role != role ||
            named->strength < 2)
            continue;
        std::int64_t gaps = 0, differing = 0;
        for (auto i = firstRow; i < sample.rows.size(); ++i) {
            const auto own = trimmed(sample.field(sample.rows[i], std::size_t(first - columns.data())));
            const auto its = trimmed(sample.field(sample.rows[i], std::size_t(&other - columns.data())));
            gaps += own.empty() && !its.empty();
            differing += !own.empty() && !its.empty() && own != its;
        }
        if (gaps == 0 || differing > 0)
            continue;
        give(other, role, {}, QStringLiteral("it has the %1 where %2 is empty").arg(roleName(role), first->name));
        other.gaps = gaps;
        first->profile.filled += gaps;
        return;
    }
}

/// @return the share of repeated keys of `from` that come with the same value of `to`; nothing where few repeat
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

/// An order belongs to one shopper: of two numbers of orders, that one is taken (order_id, the shopper's order_number).
void preferOwnOrders(Columns &columns, const SampleRows &sample, std::size_t firstRow)
{
    auto *session = withRole(columns, Role::Session);
    const auto *user = withRole(columns, Role::User);
    if (!session || !user || session->fixed)
        return;
    const auto place = [&](const ColumnGuess &column) { return std::size_t(&column - columns.data()); };
    if (sameShare(sample, firstRow, place(*session), place(*user)).value_or(1) >= 0.98)
        return;
    for (auto &other : columns) {
        const auto named = roleOfName(other.name);
        if (other.fixed || other.role != Role::Ignore || !named || named->role != Role::Session ||
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
        if (column.fixed || column.role != Role::Ignore || !named || (exactly && column.name.toLower() != named->field))
            continue;
        if (named->total) {
            column.isTotal = true;
            column.why = QStringLiteral("an amount for the whole line, no unit price; %1").arg(shape(column.profile));
            continue;
        }
        const bool field =
            named->role == Role::ItemField || named->role == Role::UserField || named->role == Role::Context;
        const bool taken = std::any_of(columns.begin(), columns.end(), [&](const auto &other) {
            return other.role == named->role && other.field == named->field;
        });
        if (!field || (catalogue && named->role != Role::ItemField))
            continue;
        const bool attribute = taken && named->role == Role::ItemField;
        if (!taken || attribute)
            give(column, named->role, taken ? column.name : named->field,
                 QStringLiteral("its name says %1").arg(named->field));
    }
}

/// An order's number is no title, whatever the column is called: "Name" of a shop's export is #1001.
void takeOrderNumbers(Columns &columns)
{
    constexpr double kMost = 0.8;
    if (withRole(columns, Role::Session))
        return;
    for (auto &column : columns) {
        const auto named = roleOfName(column.name);
        const bool isFree = !named || named->role == Role::Ignore ||
                            (named->role == Role::ItemField && named->field == QLatin1String("title"));
        if (!column.fixed && column.role == Role::Ignore && isFree &&
            column.profile.share(column.profile.orderNumbers) >= kMost)
            return give(column, Role::Session, {}, QStringLiteral("its values are numbers of orders"));
    }
}

/// An item's title may stand under "Description" or a bare "name" when nothing is called a title.
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
        if (const auto named = roleOfName(column.name); !column.fixed && column.role == Role::Ignore && named &&
                                                        named->role == Role::Item &&
                                                        column.profile.share(column.profile.spaced) >= 0.5)
            return give(column, Role::ItemField, QStringLiteral("title"),
                        QStringLiteral("its name says item, its values are no codes"));
}

bool looksLikeKinds(const ColumnProfile &profile)
{
    if (profile.distinct < 1 || profile.distinct > kMostKinds || profile.words.empty())
        return false;
    const auto known = std::count_if(profile.words.begin(), profile.words.end(),
                                     [](const auto &word) { return meaningOfWord(word.first).has_value(); });
    return 2 * known >= profile.distinct;
}

void guessTimeAndKind(Columns &columns)
{
    for (auto &column : columns) {
        const auto named = roleOfName(column.name);
        if (column.fixed || column.role != Role::Ignore || column.profile.filled == 0 ||
            (named && named->role == Role::Ignore))
            continue;
        if (!withRole(columns, Role::Time) && column.profile.timeShare() >= 0.9)
            give(column, Role::Time, {}, QStringLiteral("its values are times"));
        else if (!withRole(columns, Role::Kind) && isClickFlag(column))
            give(column, Role::Kind, {}, QStringLiteral("1 says that what was shown was clicked"));
        else if (!withRole(columns, Role::Kind) && looksLikeKinds(column.profile))
            give(column, Role::Kind, {}, QStringLiteral("its words are kinds of events"));
    }
}

} // namespace

bool isDayCount(const ColumnGuess &column)
{
    constexpr int kDaysOfMonth = 31, kMostDays = 20'000;
    static const QStringList kNames{
        QStringLiteral("day"),     QStringLiteral("days"),   QStringLiteral("dayid"),    QStringLiteral("dayno"),
        QStringLiteral("daynum"),  QStringLiteral("dayn"),   QStringLiteral("dayindex"), QStringLiteral("daynumber"),
        QStringLiteral("daynr"),   QStringLiteral("tag"),    QStringLiteral("tagnr"),    QStringLiteral("jour"),
        QStringLiteral("numjour"), QStringLiteral("dia"),    QStringLiteral("día"),      QStringLiteral("日"),
        QStringLiteral("天"),      QStringLiteral("第几天"), QStringLiteral("日番号"),   QStringLiteral("วันที่")};
    const auto &profile = column.profile;
    auto name = column.name.toLower();
    name.removeIf([](QChar c) { return !c.isLetterOrNumber() && !c.isMark(); });
    return kNames.contains(name) && profile.filled > 0 && profile.share(profile.numbers) >= 0.99 &&
           profile.smallest >= 0 && profile.largest > kDaysOfMonth && profile.largest < kMostDays;
}

namespace {

/// Where no column has dates, one that counts days is the time.
void countDays(Columns &columns)
{
    if (withRole(columns, Role::Time))
        return;
    for (auto &column : columns)
        if (!column.fixed && column.role == Role::Ignore && isDayCount(column))
            return give(column, Role::Time, {}, QStringLiteral("it counts days"));
}

/// A column of dates without a time of day, and another one that has it.
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
        if (column.fixed || column.role != Role::Ignore || column.profile.filled == 0)
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

/// Where columns have names, one that says something else is no key, and neither is a column of few values.
bool mayBeKey(const ColumnGuess &column, bool header)
{
    if (column.fixed || column.role != Role::Ignore || column.isTotal || !isKeyLike(column.profile))
        return false;
    if (header && column.profile.counts && column.profile.filled >= 20)
        return false;
    return !header || (!roleOfName(column.name) && (column.profile.rows < 100 || column.profile.distinct >= 20));
}

/// The "title" of a table of reviews is the review's: it changes from row to row of a product.
void leaveForeignTitle(Columns &columns, const SampleRows &sample, std::size_t firstRow)
{
    static const QStringList kBareNames{QStringLiteral("title"),  QStringLiteral("titel"), QStringLiteral("titre"),
                                        QStringLiteral("título"), QStringLiteral("标题"),  QStringLiteral("タイトル"),
                                        QStringLiteral("summary")};
    constexpr double kMostSame = 0.3;
    const auto title = std::find_if(columns.begin(), columns.end(), [](const auto &column) {
        return column.role == Role::ItemField && column.field == QLatin1String("title");
    });
    const auto *item = withRole(columns, Role::Item);
    if (!item || title == columns.end() || title->fixed || !withRole(columns, Role::Value) ||
        !kBareNames.contains(title->name.toLower()))
        return;
    const auto here = std::size_t(title - columns.begin()), there = std::size_t(item - columns.data());
    if (sameShare(sample, firstRow, there, here).value_or(1) >= kMostSame)
        return;
    title->role = Role::Ignore;
    title->field.clear();
    title->why = QStringLiteral("one product has many of them: no title of products; %1").arg(shape(title->profile));
}

/// Titles are the keys where nothing else is (steam-200k, what somebody watched).
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

/// Whether each key has one time only, as an order or a basket has, and there are many times.
bool happensAtOnce(const Columns &columns, const ColumnGuess &key, const SampleRows &sample, std::size_t firstRow)
{
    const auto time =
        std::find_if(columns.begin(), columns.end(), [](const auto &column) { return column.role == Role::Time; });
    return time != columns.end() && time->profile.distinct >= 20 && 2 * time->profile.distinct > key.profile.distinct &&
           time->profile.midnights == 0 &&
           determines(sample, firstRow, std::size_t(&key - columns.data()), std::size_t(time - columns.begin()));
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
        if (column.fixed || column.role != Role::Ignore || column.profile.filled == 0 || !item)
            continue;
        const auto here = std::size_t(&column - columns.data()), there = std::size_t(item - columns.data());
        const bool rating =
            column.profile.smallest >= 0 && column.profile.largest <= 10 && column.profile.distinct <= 21;
        if (column.profile.looksNumeric() && rating && !withRole(columns, Role::Value) && column.profile.distinct > 1)
            give(column, Role::Value, {}, QStringLiteral("few small numbers, as ratings are"));
        else if ((isKeyLike(column.profile) || column.profile.looksNumeric()) && column.profile.distinct > 1 &&
                 determines(sample, firstRow, there, here))
            give(column, Role::ItemField,
                 isKeyLike(column.profile) && column.profile.distinct < item->profile.distinct &&
                         !std::any_of(columns.begin(), columns.end(),
                                      [](const auto &other) { return other.field == QLatin1String("category"); })
                     ? QStringLiteral("category")
                     : column.name,
                 QStringLiteral("every item always has the same"));
        else if (column.profile.looksNumeric() && column.profile.distinct > 1 && !withRole(columns, Role::Value))
            give(column, Role::Value, {}, QStringLiteral("numbers that differ from row to row"));
    }
}

bool isGender(const ColumnProfile &profile)
{
    static const QStringList kWords{QStringLiteral("m"),      QStringLiteral("f"),  QStringLiteral("male"),
                                    QStringLiteral("female"), QStringLiteral("男"), QStringLiteral("女")};
    return profile.words.size() == 2 && std::all_of(profile.words.begin(), profile.words.end(), [](const auto &word) {
               return kWords.contains(word.first.toLower());
           });
}

/// The column of titles where the columns have no names.
Columns::iterator untitled(Columns &columns)
{
    const bool titled = std::any_of(columns.begin(), columns.end(),
                                    [](const auto &column) { return column.field == QLatin1String("title"); });
    return titled ? columns.end() : std::find_if(columns.begin(), columns.end(), [](const auto &column) {
        const auto &profile = column.profile;
        return column.role == Role::Ignore && column.name.startsWith(u'#') && profile.share(profile.letters) > 0.9 &&
               profile.distinct * 10 >= profile.filled * 8 && profile.timeShare() < 0.5;
    });
}

/// Whether the columns say what products are: each product once, with a title or the like, and nobody who did anything.
bool isCatalogue(Columns &columns)
{
    if (withRole(columns, Role::User) || withRole(columns, Role::Session) || withRole(columns, Role::Kind))
        return false;
    const bool titled = std::any_of(columns.begin(), columns.end(), [](const auto &column) {
        const auto named = roleOfName(column.name);
        return named && named->role == Role::ItemField;
    });
    if (const auto *item = withRole(columns, Role::Item))
        return (item->profile.isUnique() || item->profile.filled < 2) && (titled || !withRole(columns, Role::Time));
    static const QStringList kKeys{QStringLiteral("id"),   QStringLiteral("code"), QStringLiteral("key"),
                                   QStringLiteral("编号"), QStringLiteral("編號"), QStringLiteral("编码"),
                                   QStringLiteral("代码")};
    return titled && !withRole(columns, Role::Time) &&
           std::any_of(columns.begin(), columns.end(), [](const auto &column) {
               return kKeys.contains(column.name.toLower()) && column.profile.isUnique();
           });
}

/// A catalogue: one row a product; every other column says something about it.
void assignCatalogue(Columns &columns)
{
    for (auto &column : columns)
        if (!column.fixed)
            column.role = Role::Ignore;
    nameSingleRole(columns, Role::Item);
    if (!withRole(columns, Role::Item)) {
        const auto key = std::find_if(columns.begin(), columns.end(), [](const auto &column) {
            return !column.fixed && column.profile.isUnique() && isKeyLike(column.profile);
        });
        auto &column = key == columns.end() ? columns.front() : *key;
        give(column, Role::Item, {}, QStringLiteral("the first column without repeats"));
    }
    nameFields(columns, true, true);
    nameFields(columns, true, false);
    promoteTitle(columns);
    if (const auto title = untitled(columns); title != columns.end())
        give(*title, Role::ItemField, QStringLiteral("title"), QStringLiteral("the first column of differing texts"));
    const bool named =
        std::any_of(columns.begin(), columns.end(), [](const auto &column) { return !column.name.startsWith(u'#'); });
    for (auto &column : columns) {
        if (column.fixed || column.role != Role::Ignore)
            continue;
        if (named && column.name.startsWith(u'#') && column.profile.counts) {
            column.why = QStringLiteral("the rows' own numbers");
            continue;
        }
        const auto name = roleOfName(column.name);
        const bool price = name && name->role == Role::UnitPrice && !name->total &&
                           column.profile.share(column.profile.numbers) >= 0.5 &&
                           std::none_of(columns.begin(), columns.end(),
                                        [](const auto &other) { return other.field == QLatin1String("price"); });
        give(column, Role::ItemField, price ? QStringLiteral("price") : column.name,
             price ? QStringLiteral("its name says price") : QStringLiteral("an attribute of the product"));
    }
}

void assignUsers(Columns &columns)
{
    for (auto &column : columns)
        if (!column.fixed && column.role != Role::User)
            column.role = Role::Ignore;
    nameSingleRole(columns, Role::User);
    if (!withRole(columns, Role::User)) {
        const auto key = std::find_if(columns.begin(), columns.end(), [](const auto &column) {
            return !column.fixed && column.profile.isUnique() && isKeyLike(column.profile);
        });
        auto &column = key == columns.end() ? columns.front() : *key;
        give(column, Role::User, {}, QStringLiteral("the first column without repeats"));
    }
    for (auto &column : columns) {
        if (column.fixed || column.role == Role::User)
            continue;
        const auto named = roleOfName(column.name);
        const bool known = named && named->role == Role::UserField;
        give(column, Role::UserField,
             known                      ? named->field
             : isGender(column.profile) ? QStringLiteral("gender")
                                        : column.name,
             QStringLiteral("an attribute of the shopper"));
    }
}

/// Totals are unit prices where rows have no quantity; where they have one, the unit price is total / quantity.
void useTotals(Columns &columns)
{
    if (withRole(columns, Role::UnitPrice) || withRole(columns, Role::LineTotal))
        return;
    const bool counted = withRole(columns, Role::Quantity);
    for (auto &column : columns)
        if (!column.fixed && column.isTotal && column.profile.share(column.profile.numbers) >= 0.5) {
            give(column, counted ? Role::LineTotal : Role::UnitPrice, {},
                 counted ? QStringLiteral("an amount for the whole line: the unit price is it by the quantity")
                         : QStringLiteral("an amount, and rows have no quantity"));
            column.isTotal = false;
            return;
        }
}

/// Heads, relations and tails: a knowledge graph, no log.
bool isGraph(const Columns &columns)
{
    const auto has = [&](const char *part) {
        return std::any_of(columns.begin(), columns.end(), [&](const auto &column) {
            return column.name.startsWith(QLatin1String(part), Qt::CaseInsensitive);
        });
    };
    return has("head") && has("relation") && has("tail");
}

/// What a list without names of columns lists: every row has another key and nothing says when.
FilePart listed(Columns &columns, FilePart likely)
{
    const bool people =
        std::any_of(columns.begin(), columns.end(), [](const auto &column) { return isGender(column.profile); });
    const auto part = people                                                     ? FilePart::Users
                      : likely != FilePart::Unknown                              ? likely
                      : untitled(columns) != columns.end() && columns.size() > 2 ? FilePart::Items
                                                                                 : FilePart::Unknown;
    if (part == FilePart::Users)
        assignUsers(columns);
    else if (part == FilePart::Items)
        assignCatalogue(columns);
    return part;
}

FilePart asCatalogue(Columns &columns)
{
    assignCatalogue(columns);
    return FilePart::Items;
}

FilePart asShoppers(Columns &columns)
{
    assignUsers(columns);
    return FilePart::Users;
}

/// What hints and the names of columns say the file is, when it is no log. Names what has a name.
std::optional<FilePart> partByNames(Columns &columns, const RecognitionHints &hints, bool header)
{
    const bool formatTold = !hints.timeFormat.isEmpty() && hints.timeFormat != QLatin1String("auto");
    const bool isLog = hints.part == FilePart::Log;
    if (hints.part == FilePart::Items)
        return asCatalogue(columns);
    if (hints.part == FilePart::Users)
        return asShoppers(columns);
    if (!isLog && isGraph(columns))
        return FilePart::Unknown;
    if (header)
        for (const auto role : {Role::User, Role::Item, Role::Session, Role::Kind, Role::Time, Role::Value,
                                Role::Quantity, Role::UnitPrice})
            nameSingleRole(columns, role, formatTold);
    if (header)
        takeOrderNumbers(columns);
    if (!isLog && header && isCatalogue(columns))
        return asCatalogue(columns);
    const auto *user = withRole(columns, Role::User);
    const bool isOfEvents = withRole(columns, Role::Item) || withRole(columns, Role::Session) ||
                            withRole(columns, Role::Kind) || withRole(columns, Role::Time);
    if (!isLog && user && !isOfEvents && columns.size() > 1 && user->profile.isUnique())
        return asShoppers(columns);
    return {};
}

/// A list rather than a log: its first column of keys names every row once.
bool looksListed(Columns &columns)
{
    const auto key = std::find_if(columns.begin(), columns.end(),
                                  [](const auto &column) { return !column.fixed && isKeyLike(column.profile); });
    return !withRole(columns, Role::Time) && !withRole(columns, Role::Session) && key != columns.end() &&
           key->profile.isUnique() && key->profile.filled >= kFewestListed;
}

} // namespace

QString counted(std::int64_t count)
{
    return QLocale::c().toString(count);
}

FilePart assignRoles(Columns &columns, const RecognitionHints &hints, bool header, const SampleRows &sample,
                     std::size_t firstRow, FilePart likely)
{
    applyHints(columns, hints);
    if (const auto part = partByNames(columns, hints, header))
        return *part;
    if (header)
        preferOwnOrders(columns, sample, firstRow);
    if (header)
        for (const auto role : {Role::User, Role::Item, Role::Session})
            nameOtherColumn(columns, role, sample, firstRow);
    nameFields(columns, false, true);
    nameFields(columns, false, false);
    promoteTitle(columns);
    guessTimeAndKind(columns);
    countDays(columns);
    joinClock(columns);
    const bool isLog = hints.part == FilePart::Log;
    const bool named = withRole(columns, Role::User) || withRole(columns, Role::Item);
    const bool isTable = !isLog && !named && looksListed(columns);
    if (isTable && (!header || likely != FilePart::Unknown))
        return listed(columns, likely);
    const bool tellsNothing = !named && (header ? columns.size() > kMostNameless
                                                : !withRole(columns, Role::Time) && columns.size() > kMostBare);
    if (isLog || (!tellsNothing && !isTable))
        guessKeys(columns, header, sample, firstRow);
    takeTitlesAsKeys(columns, header);
    leaveForeignTitle(columns, sample, firstRow);
    if (!header)
        guessValues(columns, sample, firstRow);
    useTotals(columns);
    const bool hasBoth =
        withRole(columns, Role::Item) && (withRole(columns, Role::User) || withRole(columns, Role::Session));
    return isLog || (hasBoth && !isTable) ? FilePart::Log : FilePart::Unknown;
}

} // namespace aisle
