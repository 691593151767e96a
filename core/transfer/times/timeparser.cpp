#include "core/transfer/times/timeparser.h"

#include "core/common/error.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/times/countedtime.h"
#include "core/transfer/times/timepattern.h"
#include "core/transfer/times/timewords.h"
#include "core/transfer/times/writtentime.h"
#include "core/transfer/timezonename.h"

#include <QTimeZone>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr std::int64_t kFirstMs = -62'135'596'800'000; // 0001-01-01
constexpr std::int64_t kLastMs = 253'402'300'799'999;  // 9999-12-31T23:59:59.999
constexpr std::int64_t kExcelEpochDays = 25569;        // 1970-01-01 in the 1900 system
constexpr std::int64_t kExcel1904EpochDays = 24107;
constexpr std::int64_t kDayZero = 10957; // 2000-01-01: of days that are counted from nobody knows when
constexpr QLatin1String kDays("days");

enum class Form { Unix, UnixMs, Iso, Excel, Excel1904, Days, Free, Pattern };

Form formOf(const QString &format)
{
    if (format == kDays || format.startsWith(QLatin1String("days@")))
        return Form::Days;
    if (format == QLatin1String("excel-1904"))
        return Form::Excel1904;
    if (format == QLatin1String("unix"))
        return Form::Unix;
    if (format == QLatin1String("unix-ms"))
        return Form::UnixMs;
    if (format == QLatin1String("iso"))
        return Form::Iso;
    if (format == QLatin1String("excel"))
        return Form::Excel;
    return format.isEmpty() || format == QLatin1String("auto") ? Form::Free : Form::Pattern;
}

QString withoutCalendar(const QString &format)
{
    for (const auto calendar : {kBuddhistFormat, kMinguoFormat})
        if (format.endsWith(calendar))
            return format.chopped(calendar.size());
    return format;
}

std::optional<std::int64_t> inRange(std::int64_t ms)
{
    return ms >= kFirstMs && ms <= kLastMs ? std::optional(ms) : std::nullopt;
}

/// Offsets of a zone as local times after which the next one holds. A local time that exists twice means the first.
class ZoneOffsets
{
public:
    explicit ZoneOffsets(const QTimeZone &zone)
    {
        const auto from = QDateTime(QDate(1900, 1, 1), QTime(0, 0), Qt::UTC),
                   to = QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
        m_pieces.push_back({std::numeric_limits<std::int64_t>::min(), zone.offsetFromUtc(from) * std::int64_t(1000)});
        for (const auto &change : zone.transitions(from, to))
            m_pieces.push_back({change.atUtc.toMSecsSinceEpoch() + m_pieces.back().offsetMs,
                                change.offsetFromUtc * std::int64_t(1000)});
    }
    std::int64_t toUtc(std::int64_t localMs)
    {
        const bool hit = localMs >= m_pieces[m_last].localFrom &&
                         (m_last + 1 == m_pieces.size() || localMs < m_pieces[m_last + 1].localFrom);
        if (!hit) {
            const auto next =
                std::upper_bound(m_pieces.begin(), m_pieces.end(), localMs,
                                 [](std::int64_t ms, const Piece &piece) { return ms < piece.localFrom; });
            m_last = std::size_t(std::max<std::ptrdiff_t>(next - m_pieces.begin() - 1, 0));
        }
        return localMs - m_pieces[m_last].offsetMs;
    }

private:
    struct Piece
    {
        std::int64_t localFrom, offsetMs;
    };
    std::vector<Piece> m_pieces;
    std::size_t m_last = 0;
};

QTimeZone zoneOf(const Recipe &recipe)
{
    if (recipe.timeZone.isEmpty())
        return QTimeZone::systemTimeZone();
    const QTimeZone zone(recipe.timeZone.toLatin1());
    const bool isKnown = isTimeZoneName(recipe.timeZone) || zone.id() == QTimeZone::systemTimeZoneId();
    if (!zone.isValid() || !isKnown)
        throw Error(
            "import.unknown-zone",
            QT_TRANSLATE_NOOP("Error", "There is no time zone %1: name one such as Europe/London or Asia/Shanghai."),
            {recipe.timeZone});
    return zone;
}

/// A number with an optional fraction, as an integer of thousandths (further decimals are cut off).
std::optional<std::int64_t> thousandths(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    if (negative)
        text.remove_prefix(1);
    std::int64_t value = 0;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        if (i >= 15)
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    if (i == 0)
        return std::nullopt;
    value *= 1000;
    if (i < text.size()) {
        if (text[i] != '.' || i + 1 == text.size())
            return std::nullopt;
        std::int64_t scale = 100;
        for (++i; i < text.size(); ++i, scale /= 10) {
            if (text[i] < '0' || text[i] > '9')
                return std::nullopt;
            value += (text[i] - '0') * scale;
        }
    }
    return negative ? -value : value;
}

/// Seconds and the like as a spreadsheet may have written them (1.4E+09).
std::optional<std::int64_t> looseThousandths(std::string_view text)
{
    if (const auto exact = thousandths(text))
        return exact;
    const auto value = text.find_first_of("eE") == text.npos ? std::nullopt : parseNumber(text, u'.');
    return value && std::abs(*value) < 1e15 ? std::optional(std::int64_t(std::llround(*value * 1000))) : std::nullopt;
}

/// A point in time: of the log's zone, or of a zone (or count from 1970) that the text itself names.
struct Moment
{
    std::int64_t localMs = 0;
    bool hasZone = false;
    std::int64_t offsetMs = 0;
};

std::optional<Moment> instant(std::optional<std::int64_t> utcMs)
{
    return utcMs ? std::optional(Moment{*utcMs, true, 0}) : std::nullopt;
}

/// "days@2017-01-01" names the date of day 0.
std::int64_t dayZeroOf(const QString &format)
{
    const auto date = format.mid(kDays.size() + 1);
    if (date.isEmpty())
        return kDayZero;
    const auto named = strictIsoTime(date.toStdString());
    if (!named)
        throw Error("import.bad-format",
                    QT_TRANSLATE_NOOP("Error", "%1 is no date that days can be counted from: write days@2017-01-31."),
                    {date});
    return daysFromCivil(named->year, named->month, named->day);
}

std::optional<double> numberOfDays(std::string_view text)
{
    return parseNumber(text, text.find(',') == text.npos ? u'.' : u',');
}

} // namespace

bool isTimeFormat(const QString &format)
{
    const auto plain = withoutCalendar(format);
    return formOf(plain) != Form::Pattern || TimePattern(plain).hasYear();
}

struct TimeParser::State
{
    Form form = Form::Free;
    std::optional<TimePattern> pattern;
    std::int64_t dayZero = kDayZero;
    bool dayFirst;
    bool isBuddhist, isMinguo;
    ZoneOffsets zone;
    std::string buffer, clockBuffer; ///< of texts in other scripts

    explicit State(const Recipe &recipe)
        : dayFirst(recipe.dayFirst), isBuddhist(recipe.timeFormat.endsWith(kBuddhistFormat)),
          isMinguo(recipe.timeFormat.endsWith(kMinguoFormat)), zone(zoneOf(recipe))
    {
        const auto format = withoutCalendar(recipe.timeFormat);
        form = formOf(format);
        if (form == Form::Pattern)
            pattern.emplace(format);
        if (form == Form::Days)
            dayZero = dayZeroOf(format);
    }
    std::optional<std::int64_t> toUtc(const Moment &moment)
    {
        return inRange(moment.hasZone ? moment.localMs - moment.offsetMs : zone.toUtc(moment.localMs));
    }
    std::optional<Moment> momentOf(std::optional<WrittenTime> time) const
    {
        if (!time)
            return std::nullopt;
        if (isBuddhist && isBuddhistYear(time->year))
            time->year -= kBuddhistYears;
        if (isMinguo && isMinguoYear(time->year))
            time->year += kMinguoYears;
        return Moment{time->localMs(), time->hasZone, time->offsetMinutes * std::int64_t(60'000)};
    }
    static std::optional<Moment> fromExcel(std::string_view text, std::int64_t epochDays)
    {
        const auto days = numberOfDays(text);
        if (!days || *days < 1 || *days > 2'958'466)
            return std::nullopt;
        return Moment{std::llround((*days - double(epochDays)) * double(kDayMs) / 1000.0) * 1000};
    }
    /// Where the days are counted from nobody knows, and no zone either: their clock is as it is written.
    std::optional<Moment> fromDays(std::string_view text) const
    {
        const auto days = numberOfDays(text);
        if (!days || *days < 0 || *days > 1'000'000)
            return std::nullopt;
        return Moment{std::llround((*days + double(dayZero)) * double(kDayMs) / 1000.0) * 1000, true, 0};
    }
    /// Digits alone: days of a spreadsheet, a compact date, seconds, or finer by their length.
    std::optional<Moment> fromFree(std::string_view text) const
    {
        if (auto iso = strictIsoTime(text))
            return momentOf(iso);
        const auto digits = text.find_first_not_of("0123456789") == text.npos ? text.size() : text.find('.');
        const auto value = digits == text.npos ? std::nullopt : thousandths(text.substr(0, 15));
        if (value && digits <= 6)
            return *value >= 20'000'000 ? fromExcel(text, kExcelEpochDays) : std::nullopt;
        if (auto written = freeTime(text, dayFirst))
            return momentOf(written);
        if (!value)
            return text.find(',') == 5 ? fromExcel(text, kExcelEpochDays) : std::nullopt;
        if (digits > 13)
            return instant(fineCount(text));
        const auto whole = thousandths(text.substr(0, std::min<std::size_t>(text.size(), 15)));
        if (digits <= 10)
            return instant(*whole);
        return instant(*whole / 1000);
    }
    std::optional<Moment> moment(std::string_view text) const
    {
        switch (form) {
        case Form::Unix:
            return instant(looseThousandths(text));
        case Form::UnixMs: {
            const auto value = looseThousandths(text);
            return value ? instant(*value / 1000) : std::nullopt;
        }
        case Form::Iso: {
            const auto strict = strictIsoTime(text);
            return momentOf(strict ? strict : freeTime(text, dayFirst, true));
        }
        case Form::Excel:
            return fromExcel(text, kExcelEpochDays);
        case Form::Excel1904:
            return fromExcel(text, kExcel1904EpochDays);
        case Form::Days:
            return fromDays(text);
        case Form::Free:
            return fromFree(text);
        case Form::Pattern:
            return momentOf(pattern->read(text));
        }
        return std::nullopt;
    }
};

TimeParser::TimeParser(const Recipe &recipe) : m_state(std::make_unique<State>(recipe)) {}
TimeParser::~TimeParser() = default;
TimeParser::TimeParser(TimeParser &&) noexcept = default;

std::optional<std::int64_t> TimeParser::parse(std::string_view text)
{
    const auto moment = m_state->moment(unwrapped(withPlainDigits(trimmed(text), m_state->buffer)));
    return moment ? m_state->toUtc(*moment) : std::nullopt;
}

std::optional<std::int64_t> TimeParser::parse(std::string_view date, std::string_view clock)
{
    clock = withPlainDigits(trimmed(clock), m_state->clockBuffer);
    if (clock.empty())
        return parse(date);
    auto moment = m_state->moment(withPlainDigits(trimmed(date), m_state->buffer));
    const auto time = clockTime(clock);
    if (!moment || !time)
        return std::nullopt;
    const auto sinceMidnight = (moment->localMs % kDayMs + kDayMs) % kDayMs;
    const auto clockMs =
        ((time->hour * 60 + time->minute) * 60 + time->second) * std::int64_t(1000) + time->millisecond;
    moment->localMs += clockMs - sinceMidnight;
    if (time->hasZone) {
        moment->hasZone = true;
        moment->offsetMs = time->offsetMinutes * std::int64_t(60'000);
    }
    return m_state->toUtc(*moment);
}

} // namespace aisle
