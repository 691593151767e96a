#include "core/transfer/reading/numbers.h"

#include "core/common/text/ascii.h"
#include "core/transfer/times/timewords.h"

#include <array>
#include <bitset>
#include <charconv>
#include <cmath>

namespace aisle {

namespace {

/// Plain digits with a point: nearly every number of a log. Up to 15 digits are exact in a double, and so is the
/// division by a power of ten (Clinger 1990).
std::optional<double> plainNumber(std::string_view text)
{
    static constexpr std::array<double, 16> kPowers{1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = !text.empty() && text.front() == '-';
    if (negative)
        text.remove_prefix(1);
    if (text.empty() || text.size() > 16 || !isDigit(text.front()))
        return std::nullopt;
    std::int64_t digits = 0;
    int count = 0, decimals = -1;
    for (const char c : text) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
        } else if (isDigit(c)) {
            digits = digits * 10 + (c - '0');
            ++count;
            decimals += decimals >= 0;
        } else {
            return std::nullopt;
        }
    }
    if (count > 15)
        return std::nullopt;
    const auto value = decimals > 0 ? double(digits) / kPowers[std::size_t(decimals)] : double(digits);
    return negative ? -value : value;
}

constexpr std::array<std::string_view, 6> kSpaces{" ",           "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
                                                  "\xE3\x80\x80"};
constexpr std::array<std::string_view, 93> kCurrencies{
    "¥",   "￥",  "$",   "＄",  "€",   "£",    "₽", "₹",   "₩",   "₺",   "₫",   "฿",   "₴",   "₪",   "元",  "圆",
    "円",  "원",  "USD", "EUR", "GBP", "CNY",  "RMB", "JPY", "TRY", "INR", "KRW", "RUB", "CHF", "CAD", "AUD", "SEK",
    "NOK", "DKK", "PLN", "BRL", "MXN", "HKD",  "TWD", "US",  "NT",  "HK",  "R",   "TL",  "Rs.", "kr",  "zł",  "Kč",
    "CZK", "Ft",  "HUF", "lei", "RON", "руб.", "руб", "р.",  "Rp",  "RM",  "₱",   "บาท", "SGD", "Rs",  "R$",  "S$",
    "A$",  "C$",  "US$", "HK$", "NT$", "MX$",  "S/",  "S/.", "Bs",  "Bs.", "AED", "SAR", "EGP", "ZAR", "NGN", "₦",
    "KES", "Ksh", "PHP", "THB", "IDR", "MYR",  "VND", "ILS", "UAH", "NZD", "ARS", "CLP", "COP"};

/// The longest word that the text begins with: "Rs." and not "R". @return whether there is one
template <typename Words>
bool dropFront(std::string_view &text, const Words &words)
{
    std::size_t longest = 0;
    for (const auto word : words)
        if (word.size() > longest && text.starts_with(word))
            longest = word.size();
    text.remove_prefix(longest);
    return longest > 0;
}

template <typename Words>
bool dropBack(std::string_view &text, const Words &words)
{
    std::size_t longest = 0;
    for (const auto word : words)
        if (word.size() > longest && text.ends_with(word))
            longest = word.size();
    text.remove_suffix(longest);
    return longest > 0;
}

/// What currencies begin or end with: few other texts do.
std::bitset<256> bytesOf(bool isFirst)
{
    std::bitset<256> bytes;
    for (const auto word : kCurrencies)
        bytes.set(static_cast<unsigned char>(isFirst ? word.front() : word.back()));
    return bytes;
}

bool dropCurrency(std::string_view &text)
{
    static const auto kFirst = bytesOf(true), kLast = bytesOf(false);
    if (text.empty())
        return false;
    return (kFirst.test(static_cast<unsigned char>(text.front())) && dropFront(text, kCurrencies)) ||
           (!text.empty() && kLast.test(static_cast<unsigned char>(text.back())) && dropBack(text, kCurrencies));
}

/// Takes signs, currency marks and spaces off both ends.
/// @return whether the number is negative, or nothing when signs contradict
std::optional<bool> strip(std::string_view &text)
{
    int minus = 0;
    bool currency = false;
    while (dropFront(text, kSpaces) || dropBack(text, kSpaces)) {
    }
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        text = text.substr(1, text.size() - 2);
        ++minus;
    }
    for (bool again = true; again;) {
        again = dropFront(text, kSpaces) || dropBack(text, kSpaces);
        if (!currency && dropCurrency(text)) {
            again = true;
            currency = !text.empty() && isDigit(text.front()) && isDigit(text.back());
        }
        if (dropFront(text, std::array<std::string_view, 3>{"-", "−", "－"}) ||
            (text.size() > 1 && dropBack(text, std::array<std::string_view, 1>{"-"}))) {
            ++minus;
            again = true;
        } else if (text.size() > 1 && text.front() == '+' && (isDigit(text[1]) || text[1] == '.')) {
            text.remove_prefix(1);
        }
    }
    if (minus > 1)
        return std::nullopt;
    return minus == 1;
}

/// Thousands marks stand between groups of two or three digits, the last of three; else they are no such marks.
bool copyWithoutThousands(std::string_view text, char decimal, std::string &out)
{
    const char thousands = decimal == ',' ? '.' : ',';
    std::size_t group = 0;
    bool grouped = false, whole = true;
    for (std::size_t i = 0; i < text.size();) {
        auto rest = text.substr(i);
        if (isDigit(text[i])) {
            out.push_back(text[i++]);
            ++group;
            continue;
        }
        const bool mark =
            text[i] == thousands || text[i] == '\'' || rest.substr(0, 3) == "’" || dropFront(rest, kSpaces);
        if (mark && whole) {
            if (group == 0 || group > 3 || (grouped && group < 2))
                return false;
            grouped = true;
            group = 0;
            i += text[i] == thousands || text[i] == '\'' ? 1
                 : rest.size() < text.size() - i         ? text.size() - i - rest.size()
                                                         : 3;
            continue;
        }
        if (grouped && whole && group != 3)
            return false;
        whole = false;
        if (text[i] == decimal)
            out.push_back('.');
        else if (text[i] == 'e' || text[i] == 'E' || text[i] == '-' || text[i] == '+')
            out.push_back(text[i]);
        else
            return false;
        ++i;
    }
    return !(grouped && whole && group != 3);
}

std::optional<double> markedNumber(std::string_view text, char decimal)
{
    if (text.size() > 64)
        return std::nullopt;
    const auto negative = strip(text);
    if (!negative || text.empty() || !(isDigit(text.front()) || text.front() == decimal))
        return std::nullopt;
    std::string digits;
    if (!copyWithoutThousands(text, decimal, digits))
        return std::nullopt;
    if (const auto sign = digits.find("e+"); sign != digits.npos)
        digits.erase(sign + 1, 1);
    if (const auto sign = digits.find("E+"); sign != digits.npos)
        digits.erase(sign + 1, 1);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
        return std::nullopt;
    return *negative ? -value : value;
}

} // namespace

std::optional<double> parseNumber(std::string_view text, QChar decimal)
{
    const bool comma = decimal == u',';
    if (!comma || text.find_first_of(".,") == text.npos)
        if (const auto value = plainNumber(text))
            return value;
    const char mark = comma ? ',' : '.';
    if (const auto value = markedNumber(text, mark))
        return value;
    std::string buffer; // digits of other scripts
    const auto plain = text.size() <= 64 ? withPlainDigits(text, buffer, mark) : text;
    return plain == text ? std::nullopt : markedNumber(plain, mark);
}

namespace {

/// ★★★★☆, ⭐⭐⭐⭐½
std::optional<double> drawnStars(std::string_view text)
{
    double stars = 0;
    bool any = false;
    while (!text.empty()) {
        const bool isStar = dropFront(text, std::array<std::string_view, 4>{"★", "⭐", "🌟", "⭑"}) ||
                            dropFront(text, std::array<std::string_view, 1>{"✭"});
        const bool isHalf = !isStar && dropFront(text, std::array<std::string_view, 3>{"½", "⯨", "⯪"});
        if (!isStar && !isHalf && !dropFront(text, std::array<std::string_view, 4>{"☆", "✩", "\xEF\xB8\x8F", " "}))
            return std::nullopt;
        any = true;
        stars += isStar ? 1 : isHalf ? 0.5 : 0;
    }
    return any ? std::optional(stars) : std::nullopt;
}

/// What stands behind the stars: "/5", " out of 5 stars", " von 5 Sternen", " stars", "星".
bool isScale(std::string_view rest, double stars, QChar decimal)
{
    static constexpr std::array<std::string_view, 14> kOutOf{" out of ", " of ",  "/",    " / ", " von ",
                                                             " sur ",    " de ",  " su ", " z ", " av ",
                                                             " van de ", " van ", " из ", "／"};
    static constexpr std::array<std::string_view, 20> kStars{
        "stars",  "star",     "Stars",   "Star", "Sterne", "Stern", "étoiles", "étoile", "estrellas", "estrella",
        "stelle", "estrelas", "sterren", "★",    "⭐",      "星",    "颗星",    "つ星",   "점",        "звезд"};
    const bool hasScale = dropFront(rest, kOutOf);
    const auto end = std::min(rest.find_first_not_of("0123456789.,"), rest.size());
    const auto most = hasScale ? parseNumber(rest.substr(0, end), decimal) : std::nullopt;
    if (hasScale && (!most || *most < stars || *most > 100))
        return false;
    if (hasScale)
        rest.remove_prefix(end);
    while (dropFront(rest, kSpaces)) {
    }
    const bool isNamed = dropFront(rest, kStars);
    return hasScale ? rest.find_first_of("0123456789") == rest.npos : isNamed && rest.empty();
}

} // namespace

std::optional<double> ratingInWords(std::string_view text, QChar decimal)
{
    constexpr std::size_t kLongest = 64;
    const bool mayBeStars = !text.empty() && static_cast<unsigned char>(text.front()) >= 0x80;
    if (text.empty() || text.size() > kLongest || !(mayBeStars || isDigit(text.front())))
        return std::nullopt;
    if (const auto stars = mayBeStars ? drawnStars(text) : std::nullopt)
        return stars;
    const auto end = text.find_first_not_of("0123456789.,");
    const auto value = end == text.npos || end == 0 ? std::nullopt : parseNumber(text.substr(0, end), decimal);
    return value && isScale(text.substr(end), *value, decimal) ? value : std::nullopt;
}

std::optional<double> parseRating(std::string_view text, QChar decimal)
{
    const auto value = parseNumber(text, decimal);
    return value ? value : ratingInWords(text, decimal);
}

} // namespace aisle
