#include "core/transfer/times/timepattern.h"

#include "core/common/text/ascii.h"
#include "core/transfer/times/timewords.h"
#include "core/transfer/times/writtentime.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

/// @return digits taken, at most `most`
int takeNumber(std::string_view &text, int most, int &value)
{
    int count = 0;
    for (value = 0; count < most && !text.empty() && isDigit(text.front()); ++count, text.remove_prefix(1))
        value = value * 10 + (text.front() - '0');
    return count;
}

bool takeFraction(std::string_view &text, int &millisecond)
{
    int scale = 100, count = 0;
    for (millisecond = 0; !text.empty() && isDigit(text.front()); ++count, scale /= 10, text.remove_prefix(1))
        millisecond += (text.front() - '0') * scale;
    return count > 0;
}

std::optional<TimeWord> takeWord(std::string_view &text)
{
    const auto lower = QString::fromUtf8(text).toLower().toStdString();
    std::string_view left(lower);
    const auto word = takeTimeWord(left);
    if (word)
        text.remove_prefix(std::min(text.size(), lower.size() - left.size()));
    if (!text.empty() && text.front() == '.')
        text.remove_prefix(1); // Mrz.
    return word;
}

/// %Y-%m-%d as yyyy-MM-dd.
std::string fromPercents(const std::string &format)
{
    static constexpr std::array<std::pair<char, const char *>, 22> kPercents{
        {{'Y', "yyyy"}, {'y', "yy"},       {'m', "MM"},         {'d', "dd"},   {'e', "d"},    {'H', "HH"},
         {'I', "hh"},   {'M', "mm"},       {'S', "ss"},         {'f', "zzz"},  {'L', "zzz"},  {'p', "AP"},
         {'P', "AP"},   {'z', "t"},        {'Z', "t"},          {'a', "ddd"},  {'A', "dddd"}, {'b', "MMM"},
         {'B', "MMMM"}, {'T', "HH:mm:ss"}, {'F', "yyyy-MM-dd"}, {'R', "HH:mm"}}};
    std::string pattern;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%' || i + 1 == format.size()) {
            if (isLetter(format[i]))
                pattern += {'\'', format[i], '\''};
            else
                pattern += format[i];
            continue;
        }
        ++i;
        if (format[i] == '-' && i + 1 < format.size()) // %-d
            ++i;
        for (const auto &[letter, letters] : kPercents)
            if (letter == format[i])
                pattern += letters;
        if (format[i] == '%')
            pattern += '%';
    }
    return pattern;
}

} // namespace

bool takeZone(std::string_view &text, WrittenTime &time)
{
    std::size_t letters = 0;
    while (letters < text.size() && isLetter(text[letters]))
        ++letters;
    std::string name;
    for (const char c : text.substr(0, letters))
        name += char(c & ~0x20);
    if (const auto minutes = zoneOfLetters(name)) {
        time.hasZone = true;
        time.offsetMinutes = *minutes;
        text.remove_prefix(letters);
    } else if (letters > 0) {
        return true;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-'))
        return true;
    const int sign = text.front() == '+' ? 1 : -1;
    text.remove_prefix(1);
    int hours = 0, minutes = 0;
    if (takeNumber(text, 2, hours) == 0)
        return false;
    const bool colon = !text.empty() && text.front() == ':';
    if (colon)
        text.remove_prefix(1);
    const int count = takeNumber(text, 2, minutes);
    if ((colon && count != 2) || count == 1 || hours > 14 || minutes > 59)
        return false;
    time.hasZone = true;
    time.offsetMinutes = sign * (hours * 60 + minutes);
    return true;
}

TimePattern::TimePattern(const QString &format)
{
    const auto at = format.lastIndexOf(u'@');
    bool isYear = false;
    const int year = at < 0 ? 0 : format.mid(at + 1).toInt(&isYear);
    m_year = isYear ? year : 0;
    const auto written = (isYear ? format.left(at) : format).toStdString();
    std::string buffer;
    const std::string pattern(withPlainDigits(written, buffer));
    if (pattern.find_first_not_of("yMdH") == pattern.npos && pattern.find("MMM") == pattern.npos &&
        pattern.find("ddd") == pattern.npos)
        m_digits = pattern;
    else
        compile(pattern.find('%') == pattern.npos ? pattern : fromPercents(pattern));
}

void TimePattern::addLiteral(std::string_view text)
{
    if (m_elements.empty() || m_elements.back().reads != Reads::Literal)
        m_elements.push_back({Reads::Literal, 0, {}});
    m_elements.back().text += text;
}

void TimePattern::addLetters(char letter, std::size_t count)
{
    const int most = count == 1 ? 2 : int(count);
    const auto add = [&](Reads reads, int digits = 0) { m_elements.push_back({reads, digits, {}}); };
    switch (letter) {
    case 'y':
    case 'Y':
        return add(Reads::Year, count == 2 ? 2 : 4);
    case 'M':
        return count > 2 ? add(Reads::MonthName) : add(Reads::Month, most);
    case 'd':
    case 'D':
        return count > 2 ? add(Reads::Weekday) : add(Reads::Day, most);
    case 'E':
        return add(Reads::Weekday);
    case 'H':
    case 'h':
    case 'k':
    case 'K':
        return add(Reads::Hour, most);
    case 'm':
        return add(Reads::Minute, most);
    case 's':
        return add(Reads::Second, most);
    case 'S':
    case 'z':
        return add(Reads::Fraction);
    case 't':
    case 'Z':
    case 'X':
    case 'x':
        return add(Reads::Zone);
    case 'A':
    case 'a':
        return add(Reads::HalfDay);
    default:
        addLiteral(std::string(count, letter));
    }
}

void TimePattern::compile(const std::string &pattern)
{
    for (std::size_t i = 0; i < pattern.size();) {
        if (pattern[i] == '\'') {
            const auto end = std::min(pattern.find('\'', i + 1), pattern.size());
            addLiteral(end == i + 1 ? "'" : std::string_view(pattern).substr(i + 1, end - i - 1));
            i = end + 1;
            continue;
        }
        std::size_t count = 1;
        while (i + count < pattern.size() && pattern[i + count] == pattern[i])
            ++count;
        addLetters(pattern[i], count);
        const bool isHalfDay = m_elements.back().reads == Reads::HalfDay;
        i += count;
        if (isHalfDay && i < pattern.size() && (pattern[i] | 0x20) == 'p')
            ++i;
    }
}

bool TimePattern::readElement(const Element &element, std::string_view &text, WrittenTime &time, int &half) const
{
    const auto number = [&](int &value) { return takeNumber(text, element.most, value); };
    switch (element.reads) {
    case Reads::Year: {
        const int digits = number(time.year);
        if (digits > 0 && digits <= 2)
            time.year += time.year < 70 ? 2000 : 1900;
        return digits > 0;
    }
    case Reads::Month:
        return number(time.month) > 0;
    case Reads::Day:
        return number(time.day) > 0;
    case Reads::Hour:
        return number(time.hour) > 0;
    case Reads::Minute:
        return number(time.minute) > 0;
    case Reads::Second:
        return number(time.second) > 0;
    case Reads::MonthName: {
        const auto word = takeWord(text);
        time.month = word && word->says == TimeWord::Says::Month ? word->value : 0;
        return time.month > 0;
    }
    case Reads::Weekday:
        return takeWord(text).has_value();
    case Reads::Fraction: // z: of Java a zone
        return !text.empty() && !isDigit(text.front()) ? takeZone(text, time) : takeFraction(text, time.millisecond);
    case Reads::HalfDay:
        half = int(takeHalfDay(text));
        return half != int(HalfDay::None);
    case Reads::Zone:
        return takeZone(text, time);
    case Reads::Literal:
        break;
    }
    for (const char c : element.text) {
        if (text.empty() || text.front() != c)
            return false;
        do
            text.remove_prefix(1);
        while (c == ' ' && !text.empty() && text.front() == ' '); // "Mar  1"
    }
    return true;
}

bool TimePattern::hasYear() const
{
    return m_year > 0 || m_digits.find('y') != m_digits.npos ||
           std::any_of(m_elements.begin(), m_elements.end(),
                       [](const auto &each) { return each.reads == Reads::Year; });
}

std::optional<WrittenTime> TimePattern::read(std::string_view text) const
{
    if (!m_digits.empty())
        return digitTime(text, m_digits, m_year);
    WrittenTime time;
    time.year = m_year;
    int half = int(HalfDay::None);
    for (const auto &element : m_elements)
        if (!readElement(element, text, time, half))
            return std::nullopt;
    const auto hour = hourOfDay(HalfDay(half), time.hour);
    if (!text.empty() || !hour)
        return std::nullopt;
    time.hour = *hour;
    return time.isValid() ? std::optional(time) : std::nullopt;
}

} // namespace aisle
