#include "core/transfer/times/wordedtime.h"

#include "core/common/text/ascii.h"
#include "core/transfer/times/timewords.h"

#include <QString>
#include <array>
#include <map>
#include <vector>

namespace aisle {

namespace {

using Says = TimeWord::Says;

constexpr std::size_t kMostBytes = 96;
constexpr std::size_t kMostTokens = 32;

struct Token
{
    char mark = 0;                           ///< 0: a number or a word
    bool isNumber = false, isSpaced = false; ///< isSpaced: a blank stands before it
    int value = 0, digits = 0;
    TimeWord word{};
};

bool isMark(char c)
{
    return std::string_view(".,:;/-+()[]'").find(c) != std::string_view::npos;
}

/// Four digits in a row: texts that are no dates seldom have them.
bool hasYear(std::string_view text)
{
    int digits = 0;
    for (const char c : text)
        if ((digits = isDigit(c) ? digits + 1 : 0) == 4)
            return true;
    return false;
}

/// @return false where something stands that no date or time has
bool tokenise(std::string_view text, std::vector<Token> &tokens)
{
    const bool inAllLanguages = hasYear(text);
    bool spaced = false;
    while (!text.empty()) {
        if (tokens.size() == kMostTokens)
            return false;
        const char c = text.front();
        if (c == ' ' || c == '\t') {
            spaced = true;
            text.remove_prefix(1);
            continue;
        }
        Token token;
        token.isSpaced = std::exchange(spaced, false);
        if (isDigit(c)) {
            token.isNumber = true;
            for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1), ++token.digits)
                token.value = token.digits < 9 ? token.value * 10 + (text.front() - '0') : token.value;
        } else if (isMark(c)) {
            token.mark = c;
            text.remove_prefix(1);
        } else if (const auto word = takeTimeWord(text, inAllLanguages)) {
            token.word = *word;
        } else {
            return false;
        }
        tokens.push_back(token);
    }
    return true;
}

class WordedReader
{
public:
    WordedReader(std::vector<Token> tokens, bool dayFirst, bool isThai = false)
        : m_tokens(std::move(tokens)), m_dayFirst(dayFirst), m_isThai(isThai)
    {
    }
    std::optional<WrittenTime> date(bool yearFirst);
    std::optional<WrittenTime> clock();

private:
    struct DateNumber
    {
        int value, digits;
        std::size_t at;
    };
    const Token *token(std::size_t i) const { return i < m_tokens.size() ? &m_tokens[i] : nullptr; }
    bool isMarkAt(std::size_t i, char mark) const { return token(i) && token(i)->mark == mark; }
    bool isNumberAt(std::size_t i) const { return token(i) && token(i)->isNumber; }
    bool read();
    bool takeNumber();
    bool takeMarked(Says says);
    void takeClock();
    bool takeZone();
    bool takeWord();
    bool takeHalf(Says says, HalfDay half);
    bool takeNamedZone(int minutes);
    bool skipBracketed();
    bool isDatePunctuated() const;
    bool putDate();
    bool putMarked();

    std::vector<Token> m_tokens;
    bool m_dayFirst;
    std::size_t m_at = 0;
    WrittenTime m_time;
    HalfDay m_half = HalfDay::None;
    std::vector<DateNumber> m_numbers;
    std::optional<int> m_year, m_month, m_day; ///< that a mark or a word names
    std::size_t m_yearAt = 0, m_monthAt = 0;
    int m_era = 0;
    bool m_hasClock = false, m_isAfterClock = false, m_isMonthWord = false, m_isClockNext = false;
    bool m_isThai = false; ///< years of two digits are those of the Buddhist era
};

/// 2017:03:01, as cameras write it.
bool WordedReader::isDatePunctuated() const
{
    return m_at == 0 && m_tokens[0].digits == 4 && isMarkAt(1, ':') && isNumberAt(2) && isMarkAt(3, ':') &&
           isNumberAt(4);
}

/// 14:05, 14:05:33, 14:05:33.250 (the fraction also behind a comma or a colon), 14.05.33
void WordedReader::takeClock()
{
    const char mark = m_tokens[m_at + 1].mark;
    m_time.hour = m_tokens[m_at].value;
    m_time.minute = m_tokens[m_at + 2].value;
    m_at += 3;
    if (isMarkAt(m_at, mark) && isNumberAt(m_at + 1) && m_tokens[m_at + 1].digits <= 2) {
        m_time.second = m_tokens[m_at + 1].value;
        m_at += 2;
        const bool fraction = isMarkAt(m_at, '.') || isMarkAt(m_at, ',') || isMarkAt(m_at, ':');
        if (fraction && isNumberAt(m_at + 1) && !m_tokens[m_at + 1].isSpaced) {
            const auto &digits = m_tokens[m_at + 1];
            double value = digits.value;
            for (int i = std::min(digits.digits, 9); i > 3; --i)
                value /= 10;
            for (int i = digits.digits; i < 3; ++i)
                value *= 10;
            m_time.millisecond = int(value);
            m_at += 2;
        }
    }
    m_hasClock = m_isAfterClock = true;
}

/// A number whose mark says what it is: 年, 月, 日, 时, h.
bool WordedReader::takeMarked(Says says)
{
    const auto value = m_tokens[m_at].value;
    const auto put = [&](std::optional<int> &part, std::size_t &at) {
        at = m_at;
        return !std::exchange(part, value).has_value();
    };
    bool isFirst = true;
    std::size_t unused = 0;
    m_isAfterClock = false;
    if (says == Says::YearMark)
        isFirst = put(m_year, m_yearAt);
    else if (says == Says::MonthMark)
        isFirst = put(m_month, m_monthAt);
    else if (says == Says::DayMark)
        isFirst = put(m_day, unused);
    else {
        (says == Says::HourMark ? m_time.hour : says == Says::MinuteMark ? m_time.minute : m_time.second) = value;
        m_hasClock = m_isAfterClock = true;
    }
    m_at += 2;
    if (says == Says::HourMark && isNumberAt(m_at) && !token(m_at)->isSpaced &&
        !(token(m_at + 1) && token(m_at + 1)->word.says == Says::MinuteMark)) {
        m_time.minute = m_tokens[m_at].value; // 14h30
        ++m_at;
    }
    return isFirst;
}

bool WordedReader::takeNumber()
{
    const auto &number = m_tokens[m_at];
    if (number.digits > 4)
        return false;
    const bool isPlainNext = token(m_at + 1) && token(m_at + 1)->mark == 0 && !token(m_at + 1)->isNumber;
    if (isPlainNext) {
        const auto says = m_tokens[m_at + 1].word.says;
        if (says >= Says::YearMark && says <= Says::SecondMark)
            return takeMarked(says);
    }
    if (!m_hasClock && number.digits <= 2 && isMarkAt(m_at + 1, ':') && isNumberAt(m_at + 2) &&
        m_tokens[m_at + 2].digits <= 2) {
        takeClock();
        return true;
    }
    const bool isUhr = token(m_at + 3) && token(m_at + 3)->word.says == Says::HourMark;
    const bool isDotted = !m_hasClock && number.digits <= 2 && isMarkAt(m_at + 1, '.') && isNumberAt(m_at + 2) &&
                          (isUhr || m_isClockNext);
    m_isClockNext = false;
    if (isDotted) { // 14.05 Uhr, kl. 14.05
        takeClock();
        m_at += isUhr;
        return true;
    }
    const bool isHalfNext = isPlainNext && m_tokens[m_at + 1].word.says == Says::Half;
    const bool isHour =
        !m_hasClock && number.digits <= 2 && (isHalfNext || (m_half != HalfDay::None && m_isAfterClock));
    if (isHour) {
        m_time.hour = number.value;
        m_hasClock = true;
    } else {
        m_numbers.push_back({number.value, number.digits, m_at});
    }
    m_isAfterClock = isHour;
    ++m_at;
    return m_numbers.size() <= 3;
}

/// +0700, -07:00, +7 behind a time or behind UTC; elsewhere a sign is a mark between numbers.
bool WordedReader::takeZone()
{
    const auto sign = m_tokens[m_at].mark == '+' ? 1 : -1;
    if (!m_isAfterClock || !isNumberAt(m_at + 1) || token(m_at + 1)->isSpaced)
        return false;
    const auto &number = m_tokens[m_at + 1];
    int hours = number.value, minutes = 0;
    std::size_t used = 2;
    if (number.digits == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (number.digits > 2) {
        return false;
    } else if (isMarkAt(m_at + 2, ':') && isNumberAt(m_at + 3)) {
        minutes = m_tokens[m_at + 3].value;
        used = 4;
    } else if (isMarkAt(m_at + 2, '-') || isMarkAt(m_at + 2, '/') || isMarkAt(m_at + 2, '.')) {
        return false; // 14:05-01/03/2017
    }
    if (hours > 14 || minutes > 59)
        return false;
    m_time.hasZone = true;
    m_time.offsetMinutes = sign * (hours * 60 + minutes);
    m_at += used;
    return true;
}

/// A zone's name in brackets behind its offset: [Europe/Berlin], (Mountain Standard Time) are no words that are known.
bool WordedReader::skipBracketed()
{
    const char end = m_tokens[m_at].mark == '(' ? ')' : ']';
    if (!m_time.hasZone)
        return false;
    while (m_at < m_tokens.size() && m_tokens[m_at].mark != end)
        ++m_at;
    return m_at < m_tokens.size();
}

/// What may be something else is a half of the day where a clock stands beside it.
bool WordedReader::takeHalf(Says says, HalfDay half)
{
    const auto next = m_at + (isMarkAt(m_at + 1, '.') ? 2 : 1);
    if (says == Says::HalfBehind && (!m_isAfterClock || m_half != HalfDay::None || m_time.hour > 12))
        return true;
    if (says == Says::HalfBefore && (m_hasClock || !isNumberAt(next) || !isMarkAt(next + 1, ':')))
        return true;
    return std::exchange(m_half, half) == HalfDay::None;
}

bool WordedReader::takeNamedZone(int minutes)
{
    if (!m_hasClock || m_time.hasZone)
        return false;
    m_time.hasZone = true;
    m_time.offsetMinutes = minutes;
    return true;
}

bool WordedReader::takeWord()
{
    const auto [says, value] = m_tokens[m_at].word;
    bool afterClock = m_isAfterClock;
    switch (says) {
    case Says::Month:
        if (m_isMonthWord && m_monthAt != 0)
            return false;
        m_month = value; // "mar. 1 mai": the first was a weekday
        m_monthAt = m_at;
        m_isMonthWord = true;
        afterClock = false;
        break;
    case Says::Half:
    case Says::HalfBehind:
    case Says::HalfBefore:
        if (!takeHalf(says, HalfDay(value)))
            return false;
        afterClock = afterClock || m_half != HalfDay::None;
        break;
    case Says::Zone:
        if (!takeNamedZone(value))
            return false;
        afterClock = true;
        break;
    case Says::Era:
        m_era = value;
        break;
    case Says::YearOne:
        m_year = 1;
        m_yearAt = m_at;
        break;
    case Says::MonthNext:
    case Says::YearNext:
        if (!isNumberAt(m_at + 1))
            return false;
        ++m_at;
        (says == Says::MonthNext ? m_month : m_year) = m_tokens[m_at].value;
        break;
    case Says::ClockNext:
        m_isClockNext = true;
        break;
    case Says::MonthMark:
    case Says::DayMark:
        return m_at > 0 && isMarkAt(m_at - 1, '(') && isMarkAt(m_at + 1, ')') && ++m_at; // (月), (日): weekdays
    case Says::YearMark:
    case Says::HourMark:
    case Says::MinuteMark:
    case Says::SecondMark:
        if (!m_hasClock || says == Says::YearMark)
            return false;
        break;
    default:
        break;
    }
    m_isAfterClock = afterClock;
    ++m_at;
    return true;
}

bool WordedReader::read()
{
    while (m_at < m_tokens.size()) {
        const auto &next = m_tokens[m_at];
        if (next.isNumber) {
            if (isDatePunctuated()) {
                for (const std::size_t at : {0, 2, 4})
                    m_numbers.push_back({m_tokens[at].value, m_tokens[at].digits, at});
                m_at = 5;
            } else if (!takeNumber()) {
                return false;
            }
        } else if (next.mark == 0) {
            if (!takeWord())
                return false;
        } else if ((next.mark == '+' || next.mark == '-') && takeZone()) {
            continue;
        } else if ((next.mark == '(' || next.mark == '[') && skipBracketed()) {
            continue;
        } else if (next.mark == '+') {
            return false;
        } else {
            ++m_at;
        }
    }
    return true;
}

/// Numbers that no mark names fill what the marks leave, in the order of year, month, day.
bool WordedReader::putMarked()
{
    std::size_t next = 0;
    for (auto *part : {&m_year, &m_month, &m_day})
        if (!*part && next < m_numbers.size())
            *part = m_numbers[next++].value;
    return next == m_numbers.size() && m_year && m_month && m_day;
}

bool WordedReader::putDate()
{
    const auto fourDigits = [&](std::size_t i) { return m_numbers[i].digits > 2; };
    constexpr int kThaiCentury = 2500 - kBuddhistYears;
    const auto yearOf = [&](const DateNumber &number) {
        m_time.hasEra = m_isThai && number.digits <= 2;
        return number.digits > 2 ? number.value
                                 : number.value + (m_isThai            ? kThaiCentury
                                                   : number.value < 70 ? 2000
                                                                       : 1900);
    };
    if (m_year || m_day || (m_month && !m_isMonthWord))
        return putMarked();
    const auto count = m_isMonthWord ? 2u : 3u;
    if (m_numbers.size() != count || (fourDigits(0) && fourDigits(count - 1)))
        return false;
    const bool isShortYear = m_isMonthWord && (m_hasClock || m_isThai) && m_numbers[1].digits == 2;
    if (!fourDigits(0) && !fourDigits(count - 1) && !isShortYear)
        return m_era != 0 && !m_isMonthWord && putMarked(); // 民國113/3/5 has three digits, 令和6/3/5 has not
    const auto year = fourDigits(0) ? 0 : count - 1;
    m_year = yearOf(m_numbers[year]);
    m_yearAt = m_numbers[year].at;
    if (m_isMonthWord) {
        m_day = m_numbers[1 - year].value;
        return true;
    }
    const auto first = year == 0 ? 1u : 0u;
    const bool isDay = year != 0 && m_dayFirst;
    m_month = m_numbers[first + isDay].value;
    m_day = m_numbers[first + !isDay].value;
    m_monthAt = m_numbers[first].at;
    return true;
}

std::optional<WrittenTime> WordedReader::date(bool yearFirst)
{
    if (m_tokens.empty() || !read() || !putDate() || (yearFirst && m_yearAt > m_monthAt))
        return std::nullopt;
    const auto hour = hourOfDay(m_half, m_time.hour);
    if (!hour || (m_half != HalfDay::None && !m_hasClock))
        return std::nullopt;
    m_time.hour = *hour;
    m_time.year = *m_year + m_era;
    m_time.hasEra |= m_era != 0;
    m_time.month = *m_month;
    m_time.day = *m_day;
    return m_time.isValid() ? std::optional(m_time) : std::nullopt;
}

std::optional<WrittenTime> WordedReader::clock()
{
    if (m_tokens.empty() || !read() || !m_hasClock || !m_numbers.empty() || m_year || m_month || m_day)
        return std::nullopt;
    const auto hour = hourOfDay(m_half, m_time.hour);
    if (!hour)
        return std::nullopt;
    m_time.hour = *hour;
    m_time.year = 2000;
    if (!m_time.isValid())
        return std::nullopt;
    m_time.year = 0;
    return m_time;
}

/// A zone's name behind an offset says nothing more: "GMT-0700 (Mountain Standard Time)", "-07:00[America/Denver]".
std::string_view withoutZoneName(std::string_view text)
{
    const auto open = text.find_last_of("([");
    if (open == text.npos || open < 8 || (text.back() != ')' && text.back() != ']'))
        return text;
    const auto sign = text.find_last_of("+-", open);
    return sign != text.npos && sign > 8 && open - sign <= 7 ? text.substr(0, open) : text;
}

/// R8.3.5: the letter of a Japanese era before its year. Other marks than these make it a number of a shelf or part.
void nameEra(QString &text)
{
    static const std::map<QChar, QString> kLetters{{u'r', QStringLiteral("令和")},
                                                   {u'h', QStringLiteral("平成")},
                                                   {u's', QStringLiteral("昭和")},
                                                   {u't', QStringLiteral("大正")},
                                                   {u'm', QStringLiteral("明治")}};
    const auto letter = text.isEmpty() ? kLetters.end() : kLetters.find(text.front());
    qsizetype at = 1;
    while (at < text.size() && at < 4 && text.at(at).isDigit())
        ++at;
    if (letter != kLetters.end() && at > 1 && at < text.size() && QStringLiteral("./年").contains(text.at(at)))
        text.replace(0, 1, letter->second);
}

/// 二〇二六年十二月三日 with digits. Words such as 星期三 stay.
QString withoutNumerals(const QString &text)
{
    static const QString kNumerals = QStringLiteral("〇一二三四五六七八九"), kBefore = QStringLiteral("期周週拝拜"),
                         kAfter = QStringLiteral("年月日号號时時点點分秒十");
    QString digits;
    for (qsizetype i = 0, end = 0; i < text.size(); i = end) {
        const auto value = [&](qsizetype at) { return text.at(at) == u'零' ? 0 : int(kNumerals.indexOf(text.at(at))); };
        for (end = i; end < text.size() && (text.at(end) == u'十' || value(end) >= 0); ++end) {
        }
        const bool isNumber = end > i && (i == 0 || !kBefore.contains(text.at(i - 1))) && end < text.size() &&
                              kAfter.contains(text.at(end));
        if (!isNumber) {
            end = std::max(end, i + 1);
            digits += text.mid(i, end - i);
            continue;
        }
        const auto ten = text.indexOf(u'十', i);
        if (ten < 0 || ten >= end) {
            for (auto at = i; at < end; ++at)
                digits += QString::number(value(at));
            continue;
        }
        const int tens = ten > i ? value(ten - 1) : 1, ones = ten + 1 < end ? value(ten + 1) : 0;
        digits += QString::number(tens * 10 + ones);
    }
    return digits;
}

bool hasThai(std::string_view text)
{
    return text.find("\xE0\xB8") != text.npos || text.find("\xE0\xB9") != text.npos;
}

std::optional<std::vector<Token>> tokensOf(std::string_view text)
{
    if (text.size() > kMostBytes)
        return std::nullopt;
    std::string buffer;
    const auto plain = withoutZoneName(withPlainDigits(text, buffer));
    auto lower = QString::fromUtf8(plain).toLower();
    nameEra(lower);
    if (plain.size() != std::size_t(lower.size()))
        lower = withoutNumerals(lower.normalized(QString::NormalizationForm_C));
    std::vector<Token> tokens;
    return tokenise(lower.toStdString(), tokens) ? std::optional(std::move(tokens)) : std::nullopt;
}

} // namespace

std::optional<WrittenTime> wordedTime(std::string_view text, bool dayFirst, bool yearFirst)
{
    auto tokens = tokensOf(text);
    return tokens ? WordedReader(std::move(*tokens), dayFirst, hasThai(text)).date(yearFirst) : std::nullopt;
}

std::optional<WrittenTime> wordedClock(std::string_view text)
{
    auto tokens = tokensOf(text);
    return tokens ? WordedReader(std::move(*tokens), false).clock() : std::nullopt;
}

} // namespace aisle
