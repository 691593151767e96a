#include "core/transfer/recognition/findings.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/columnwords.h"
#include "core/transfer/recognition/oddtimes.h"
#include "core/transfer/times/timeparser.h"
#include "core/transfer/times/timewords.h"
#include "core/transfer/times/writtentime.h"

#include <QSet>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace aisle {

namespace {

constexpr std::int64_t kFewestRows = 20; ///< that a rule about all of them needs
constexpr qsizetype kExamples = 3;

/// Values that do not do what they should, with the first few of them.
struct Unread
{
    std::int64_t all = 0, failed = 0;
    QStringList examples{};

    void take(bool reads, std::string_view text)
    {
        ++all;
        if (reads)
            return;
        ++failed;
        const auto example = QString::fromUtf8(text.data(), qsizetype(std::min<std::size_t>(text.size(), 60)));
        if (examples.size() < kExamples && !examples.contains(example))
            examples << example;
    }
    QString share() const { return percentOf(failed, all); }
    QString shown() const { return examples.join(QStringLiteral(", ")); }
};

QString numberText(double value)
{
    return QString::number(value, 'g', 6);
}

/// The numbers of a column: how often each, and how it is written.
struct NumberCounts
{
    std::map<double, std::int64_t> counts{};
    std::map<double, std::set<std::string>> texts{};
    std::int64_t all = 0;

    void take(double value, std::string_view text)
    {
        constexpr std::size_t kMostValues = 2000, kMostTexts = 4;
        if (counts.size() > kMostValues && !counts.contains(value))
            return;
        ++all;
        ++counts[value];
        if (auto &written = texts[value]; written.size() < kMostTexts)
            written.emplace(text);
    }
};

/// A value that stands for "not rated", and between which the others lie.
struct Unrated
{
    double value;
    std::int64_t count;
    double low, high;
};

/// One below zero where the others are not, a zero below stars of one and more, a 99 far above the rest.
std::optional<Unrated> unratedOf(const NumberCounts &numbers, bool isRating)
{
    const auto &counts = numbers.counts;
    if (counts.size() < 3 || numbers.all < kFewestRows)
        return {};
    const auto low = counts.begin(), next = std::next(low), high = std::prev(counts.end()), below = std::prev(high);
    const auto isLarge = [&](std::int64_t count) { return count * 100 >= numbers.all; };
    const bool isBelow =
        low->first < 0 && next->first >= 0 && low->first == std::floor(low->first) && isLarge(low->second);
    const bool isZero = low->first == 0 && isRating && next->first >= 0.5 && high->first <= 10 &&
                        low->second > next->second && isLarge(low->second);
    const bool isAbove = (high->first == 99 || high->first == 999 || high->first == 9999) && isLarge(high->second) &&
                         below->first <= high->first / 5;
    if (isAbove)
        return Unrated{high->first, high->second, low->first, below->first};
    if (isBelow || isZero)
        return Unrated{low->first, low->second, next->first, high->first};
    return {};
}

} // namespace

ValueFindings::ValueFindings(Columns &columns, const RecognitionHints &hints, const SampleRows &sample,
                             std::size_t firstRow, Recipe &recipe)
    : m_columns(columns), m_hints(hints), m_sample(sample), m_firstRow(firstRow), m_recipe(recipe)
{
    for (const auto &word : recipe.missing)
        m_missing.push_back(word.toStdString());
}

template <typename Take>
void ValueFindings::forEach(std::size_t column, Take take) const
{
    for (std::size_t i = m_firstRow; i < m_sample.rows.size(); ++i) {
        const auto text = trimmed(m_sample.field(m_sample.rows[i], column));
        if (!text.empty() && std::find(m_missing.begin(), m_missing.end(), text) == m_missing.end())
            take(text, m_sample.rows[i]);
    }
}

/// Values that stand for "not rated".
void ValueFindings::takeUnrated(std::size_t column, QStringList &remarks)
{
    NumberCounts numbers;
    forEach(column, [&](std::string_view text, const auto &) {
        if (const auto value = parseRating(text, m_recipe.decimal))
            numbers.take(*value, text);
    });
    const auto found = unratedOf(numbers, isRatingName(m_columns[column].name));
    if (!found)
        return;
    for (const auto &text : numbers.texts[found->value])
        m_recipe.unrated << QString::fromStdString(text);
    remarks << sentence("%1: %2 of %3 sampled [value|values] (%4 %) [%2:is|are] %5, the others lie between %6 and %7: "
                        "%5 is taken for \"not rated\", such events come in without a value.",
                        {m_columns[column].name, found->count, numbers.all, percentOf(found->count, numbers.all),
                         numberText(found->value), numberText(found->low), numberText(found->high)});
}

/// Ones beside hours: of one kind every value is the same, of another they differ.
void ValueFindings::mixedKinds(std::size_t column, QStringList &remarks) const
{
    struct Range
    {
        std::int64_t count = 0;
        double low = 0, high = 0;
    };
    const auto kind = columnOf(Role::Kind);
    if (!kind)
        return;
    std::map<std::string_view, Range> ranges;
    std::int64_t all = 0;
    forEach(column, [&](std::string_view text, const auto &row) {
        const auto value = parseRating(text, m_recipe.decimal);
        if (!value)
            return;
        ++all;
        auto &range = ranges[trimmed(m_sample.field(row, *kind))];
        range.low = range.count ? std::min(range.low, *value) : *value;
        range.high = range.count ? std::max(range.high, *value) : *value;
        ++range.count;
    });
    const auto isUsual = [&](const Range &range) { return range.count >= kFewestRows / 2 && range.count * 50 >= all; };
    const auto find = [&](bool same) {
        return std::find_if(ranges.begin(), ranges.end(), [&](const auto &each) {
            return isUsual(each.second) && (each.second.low == each.second.high) == same;
        });
    };
    const auto same = find(true), differing = find(false);
    if (same == ranges.end() || differing == ranges.end())
        return;
    remarks << QStringLiteral("%1 says two things: it is %2 in every row of the kind %3, and lies between %4 and %5 in "
                              "those of %6. Choose one of the kinds where ratings are learnt.")
                   .arg(m_columns[column].name, numberText(same->second.low), QString::fromUtf8(same->first),
                        numberText(differing->second.low), numberText(differing->second.high),
                        QString::fromUtf8(differing->first));
}

QStringList ValueFindings::ofValues()
{
    QStringList remarks;
    const auto column = columnOf(Role::Value);
    if (!column)
        return remarks;
    auto &guess = m_columns[*column];
    const auto &profile = guess.profile;
    const bool isSame = profile.filled >= kFewestRows && profile.numbers == profile.filled &&
                        profile.smallest == profile.largest && (profile.largest == 1 || profile.largest == 0);
    if (isSame) {
        if (!guess.fixed)
            guess.role = Role::Ignore;
        guess.why = QStringLiteral("every sampled row has %1").arg(numberText(profile.largest));
        remarks << (guess.fixed ? QStringLiteral("%1 is %2 in every sampled row: it says that something happened, not "
                                                 "how it was liked.")
                                : QStringLiteral("%1 is left out: it is %2 in every sampled row, which says that "
                                                 "something happened, not how it was liked."))
                       .arg(guess.name, numberText(profile.largest));
        return remarks;
    }
    if (m_hints.unrated)
        m_recipe.unrated = *m_hints.unrated;
    else
        takeUnrated(*column, remarks);
    mixedKinds(*column, remarks);
    return remarks;
}

QStringList ValueFindings::ofTimes()
{
    const auto column = columnOf(Role::Time);
    if (!column || m_recipe.timeFormat.startsWith(QLatin1String("days")))
        return {};
    try {
        TimeParser parser(m_recipe);
        OddTimes odd(m_columns[*column].name, isAuto(m_hints.timeFormat));
        forEach(*column, [&](std::string_view text, const auto &) {
            if (const auto at = parser.parse(text))
                odd.take(*at, text);
        });
        return odd.findings(m_recipe.timeFormat);
    } catch (const Error &) {
        return {}; // the import says it: there is no such zone or format
    }
}

QString ValueFindings::unreadTimes(std::size_t column) const
{
    TimeParser parser(m_recipe);
    const auto clock = columnOf(Role::TimeOfDay);
    Unread unread, clocks;
    std::int64_t rows = 0;
    forEach(column, [&](std::string_view text, const auto &row) {
        ++rows;
        const bool reads = parser.parse(text).has_value();
        unread.take(reads, text);
        if (const auto time = clock ? trimmed(m_sample.field(row, *clock)) : std::string_view(); reads && !time.empty())
            clocks.take(parser.parse(text, time).has_value(), time);
    });
    const auto &failed = unread.failed > 0 ? unread : clocks;
    if (failed.failed == 0)
        return {};
    return sentence("%1: %2 of %3 sampled [value|values] (%4 %) [%2:is not read as a time|are not read as times], such "
                    "as %5: [%2:its row is|their rows are] rejected. Where times are written so, name their format.",
                    {m_columns[unread.failed > 0 ? column : *clock].name, failed.failed, failed.all, failed.share(),
                     failed.shown()});
}

QString ValueFindings::unreadNumbers(std::size_t column) const
{
    Unread unread;
    const auto read = m_columns[column].role == Role::Value ? parseRating : parseNumber;
    forEach(column,
            [&](std::string_view text, const auto &) { unread.take(read(text, m_recipe.decimal).has_value(), text); });
    if (unread.failed == 0)
        return {};
    const bool isOfList = m_columns[column].role == Role::ItemField;
    const auto *english =
        isOfList
            ? "%1: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], such as %5: "
              "[%2:that product has|those products have] no price."
            : "%1: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], such as %5: [%2:its row "
              "is|their rows are] rejected. Words that stand for nothing can be named as missing.";
    return sentence(english, {m_columns[column].name, unread.failed, unread.all, unread.share(), unread.shown()});
}

/// Words that programs write where nothing is, taken for a shopper or a product.
QString ValueFindings::emptyKeys(std::size_t column) const
{
    static const QSet<QString> kWords{QStringLiteral("nan"),       QStringLiteral("none"), QStringLiteral("null"),
                                      QStringLiteral("undefined"), QStringLiteral("#n/a"), QStringLiteral("<na>"),
                                      QStringLiteral("n/a"),       QStringLiteral("nil"),  QStringLiteral("-"),
                                      QStringLiteral("--"),        QStringLiteral("#ref!")};
    constexpr std::size_t kLongest = 9;
    Unread found;
    forEach(column, [&](std::string_view text, const auto &) {
        const auto key = trimmed(text);
        found.take(key.size() > kLongest ||
                       !kWords.contains(QString::fromUtf8(key.data(), qsizetype(key.size())).toLower()),
                   key);
    });
    if (found.failed == 0)
        return {};
    const char *english = m_columns[column].role == Role::User
                              ? "%1: %2 of %3 sampled [key|keys] (%4 %) [%2:is a word|are words] for nothing, such as "
                                "%5, and [%2:counts|count] as one shopper. Named as missing, [%2:it rejects its "
                                "row|they reject their rows]."
                              : "%1: %2 of %3 sampled [key|keys] (%4 %) [%2:is a word|are words] for nothing, such as "
                                "%5, and [%2:counts|count] as one product. Named as missing, [%2:it rejects its "
                                "row|they reject their rows].";
    return sentence(english, {m_columns[column].name, found.failed, found.all, found.share(), found.shown()});
}

QStringList ValueFindings::ofWhatDoesNotRead() const
{
    QStringList remarks;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto role = m_columns[i].role;
        if (role == Role::Time)
            try {
                remarks << unreadTimes(i);
            } catch (const Error &) { // the import says it
            }
        else if (isFigure(role) || (role == Role::ItemField && m_columns[i].field == QLatin1String("price")))
            remarks << unreadNumbers(i);
        else if (role == Role::User || role == Role::Item)
            remarks << emptyKeys(i);
    }
    remarks.removeAll(QString());
    return remarks;
}

/// Weekdays, hours and days of a month alone.
QString ValueFindings::partsOfTimes() const
{
    if (columnOf(Role::Time) ||
        std::any_of(m_columns.begin(), m_columns.end(), [](const auto &c) { return c.notTime; }))
        return {};
    constexpr std::size_t kWeekdays = 7;
    for (const auto &column : m_columns) {
        const auto &profile = column.profile;
        const auto named = roleOfName(column.name);
        const bool isNumber = named && named->role == Role::Time && profile.looksNumeric();
        const auto &words = profile.words;
        const bool isWeekday =
            words.size() > 1 && words.size() <= kWeekdays &&
            std::all_of(words.begin(), words.end(), [](const auto &each) {
                const auto lower = each.first.toLower().toStdString();
                std::string_view left(lower);
                const auto word = takeTimeWord(left, true);
                using Says = TimeWord::Says; // "Sa"
                return word && left.size() <= 1 && (word->says == Says::Weekday || word->says == Says::HalfBehind);
            });
        if (column.role == Role::Ignore && !column.fixed && profile.filled > 0 && (isNumber || isWeekday))
            return QStringLiteral("%1 is left out: values such as %2 are only a part of a date. Where they count whole "
                                  "days, name the column as the time and days as its format.")
                .arg(column.name, profile.examples.mid(0, kExamples).join(QStringLiteral(", ")));
    }
    return {};
}

/// Numbers by month or day, side by side: "Jan 2026", "Feb 2026".
QString ValueFindings::periodsSideBySide() const
{
    const auto isPeriod = [](const ColumnGuess &column) {
        const auto name = column.name.toStdString();
        return column.role == Role::Ignore && !column.fixed && column.profile.looksNumeric() &&
               (freeTime(name, true) || freeTime("1 " + name, true) || freeTime(name + "-01", true));
    };
    const auto first = std::ranges::find_if(m_columns, isPeriod);
    const auto periods = std::ranges::count_if(m_columns, isPeriod);
    if (periods < 2)
        return {};
    const auto last = std::find_if(m_columns.rbegin(), m_columns.rend(), isPeriod);
    return sentence(
        "%1 [column|columns] (%2 to %3) [%1:has|have] numbers of a period each: they are left out, and every "
        "row counts once. Write a row for each period, with its date, and import that.",
        {periods, first->name, last->name});
}

QStringList ValueFindings::ofWhatIsLeftOut() const
{
    QStringList remarks;
    if (const auto periods = periodsSideBySide(); !periods.isEmpty())
        remarks << periods;
    if (const auto parts = partsOfTimes(); !parts.isEmpty())
        remarks << parts;
    for (const auto &column : m_columns) {
        const auto &profile = column.profile;
        const auto named = roleOfName(column.name);
        const bool isTime = named && named->role == Role::Time && !columnOf(Role::Time) && !profile.looksNumeric();
        const bool isNumber = named && named->strength == 3 && !named->total && isFigure(named->role) &&
                              !columnOf(named->role) &&
                              profile.share(profile.numbers + (named->role == Role::Value ? profile.ratings : 0)) < 0.5;
        const bool looksTime = !named && !columnOf(Role::Time) && profile.timeShare() >= 0.3;
        if (column.role != Role::Ignore || column.fixed || profile.filled == 0 || column.notTime ||
            !(isTime || isNumber || looksTime))
            continue;
        const auto read =
            isNumber ? profile.numbers : std::int64_t(std::llround(profile.timeShare() * double(profile.filled)));
        const auto unread = profile.filled - read;
        const auto shown = profile.examples.mid(0, kExamples).join(QStringLiteral(", "));
        const auto *english =
            isNumber
                ? "%1 is left out: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], though "
                  "its name says so. Its values are such as %5."
                : "%1 is left out: %2 of %3 sampled [value|values] (%4 %) [%2:is not read as a time|are not read as "
                  "times]. Its values are such as %5: name it as the time, and their format.";
        remarks << sentence(english, {column.name, unread, profile.filled, percentOf(unread, profile.filled), shown});
    }
    return remarks;
}

} // namespace aisle
