#include "core/transfer/reading/encoding.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>
#include <vector>

namespace aisle {

namespace {

unsigned char byteAt(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

/// Length of the UTF-8 sequence at `i`, 0 when it is none.
std::size_t utf8Length(std::string_view text, std::size_t i)
{
    const auto lead = byteAt(text, i);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : (lead & 0xF0) == 0xE0       ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || i + length > text.size())
        return 0;
    for (std::size_t k = 1; k < length; ++k)
        if ((byteAt(text, i + k) & 0xC0) != 0x80)
            return 0;
    return length;
}

struct Utf8Count
{
    std::int64_t sequences = 0, wrong = 0, high = 0, never = 0; ///< never: 0xFF, which no UTF-8 and hardly any text has
};

Utf8Count countUtf8(std::string_view text)
{
    Utf8Count count;
    for (std::size_t i = 0; i < text.size();) {
        const auto length = utf8Length(text, i);
        if (byteAt(text, i) >= 0x80)
            ++(length ? count.sequences : count.wrong);
        i += std::max<std::size_t>(length, 1);
    }
    count.never = std::count(text.begin(), text.end(), '\xFF');
    count.high = std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return count;
}

/// UTF-16 without a mark: text has line ends and separators, whose high byte is zero.
QString utf16ByZeros(std::string_view text)
{
    std::int64_t even = 0, odd = 0;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        even += text[i] == 0 && byteAt(text, i + 1) < 0x80 && text[i + 1] != 0;
        odd += text[i + 1] == 0 && byteAt(text, i) < 0x80 && text[i] != 0;
    }
    const auto enough = std::max<std::int64_t>(2, std::int64_t(text.size() / 2) / 20);
    if (odd >= enough && odd > 20 * even)
        return QStringLiteral("UTF-16LE");
    if (even >= enough && even > 20 * odd)
        return QStringLiteral("UTF-16BE");
    return {};
}

/// How the high bytes pair up under a double-byte encoding: characters in its part of frequent characters and
/// punctuation, in other parts, and bytes that are no character at all.
struct PairCount
{
    std::int64_t frequent = 0, rare = 0, wrong = 0;
    double share() const
    {
        const auto all = frequent + rare + wrong;
        return all ? double(frequent) / double(all) : 0;
    }
};

/// @param pair  (where, lead, trail, count) counts the pair there. @return how many bytes it took
template <class Pair>
PairCount countPairs(std::string_view text, Pair pair)
{
    PairCount count;
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byteAt(text, i);
        i += lead < 0x80 ? 1 : pair(i, lead, i + 1 < text.size() ? unsigned(byteAt(text, i + 1)) : 0U, count);
    }
    return count;
}

/// GB2312's first level is lead B0-D7, its punctuation A1-A3; both with trails from A1 up.
PairCount countGb(std::string_view text)
{
    return countPairs(text, [text](std::size_t i, unsigned lead, unsigned trail, PairCount &count) -> std::size_t {
        if (trail >= 0x30 && trail <= 0x39 && i + 3 < text.size() && byteAt(text, i + 2) >= 0x81) {
            ++count.rare; // a four-byte character of GB18030
            return 4;
        }
        if (lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F || trail == 0xFF) {
            ++count.wrong;
            return 1;
        }
        const bool frequent = trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3));
        ++(frequent ? count.frequent : count.rare);
        return 2;
    });
}

/// Big5's first level is lead A4-C6, its punctuation A1-A3; trails 40-7E and A1-FE.
PairCount countBig5(std::string_view text)
{
    return countPairs(text, [](std::size_t, unsigned lead, unsigned trail, PairCount &count) -> std::size_t {
        if (lead < 0xA1 || lead > 0xF9 || trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail == 0xFF) {
            ++count.wrong;
            return 1;
        }
        ++(lead <= 0xC6 ? count.frequent : count.rare);
        return 2;
    });
}

/// Shift_JIS: kana and punctuation are lead 81-83, the first level of characters 88-97. Marks of Western texts in the
/// same bytes stand alone: what stands beside another pair is counted as frequent.
PairCount countShiftJis(std::string_view text)
{
    std::size_t end = text.npos;
    return countPairs(text, [&](std::size_t i, unsigned lead, unsigned trail, PairCount &count) -> std::size_t {
        const bool isPair = ((lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xFC)) && trail >= 0x40 &&
                            trail != 0x7F && trail <= 0xFC;
        if (!isPair) {
            ++(lead >= 0xA1 && lead <= 0xDF ? count.rare : count.wrong); // narrow katakana
            return 1;
        }
        const bool isUsual = (lead >= 0x81 && lead <= 0x83) || (lead >= 0x88 && lead <= 0x97);
        const bool isBeside = end == i || (i + 2 < text.size() && byteAt(text, i + 2) >= 0x80);
        ++(isUsual && isBeside ? count.frequent : count.rare);
        end = i + 2;
        return 2;
    });
}

struct Guess
{
    QString name, language;
    int confidence = 0;
};

std::vector<Guess> icuGuesses(std::string_view sample)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
    const auto text = sample.substr(0, 256 << 10);
    ucsdet_setText(detector.get(), text.data(), std::int32_t(text.size()), &status);
    std::int32_t found = 0;
    const auto matches = ucsdet_detectAll(detector.get(), &found, &status);
    std::vector<Guess> guesses;
    for (std::int32_t i = 0; i < found && U_SUCCESS(status); ++i)
        guesses.push_back({QString::fromLatin1(ucsdet_getName(matches[i], &status)),
                           QString::fromLatin1(ucsdet_getLanguage(matches[i], &status)),
                           ucsdet_getConfidence(matches[i], &status)});
    return guesses;
}

int confidenceIn(const std::vector<Guess> &guesses, const char *name)
{
    for (const auto &guess : guesses)
        if (guess.name == QLatin1String(name))
            return guess.confidence;
    return 0;
}

/// Only the lines that have something else than ASCII: ids and numbers say nothing about the encoding.
std::string telling(std::string_view sample)
{
    std::string lines;
    for (std::size_t begin = 0; begin < sample.size() && lines.size() < (256 << 10);) {
        const auto end = std::min(sample.find('\n', begin), sample.size());
        const auto line = sample.substr(begin, end - begin);
        if (std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            lines.append(line).push_back('\n');
        begin = end + 1;
    }
    return lines;
}

DetectedEncoding eastAsian(std::string_view text, const std::vector<Guess> &guesses)
{
    const auto gb = countGb(text), big5 = countBig5(text);
    const auto japanese = confidenceIn(guesses, "EUC-JP"), korean = confidenceIn(guesses, "EUC-KR");
    const auto chinese = confidenceIn(guesses, "GB18030"), shift = confidenceIn(guesses, "Shift_JIS");
    const auto best = std::max(gb.share(), big5.share());
    if (shift >= 60 && shift > chinese && shift > confidenceIn(guesses, "Big5"))
        return {QStringLiteral("Shift_JIS"), QStringLiteral("double-byte characters as Japanese text has them")};
    const auto japaneseShift = countShiftJis(text);
    if (best < 0.6 && japaneseShift.share() >= 0.7 && japaneseShift.wrong == 0)
        return {QStringLiteral("Shift_JIS"), QStringLiteral("double-byte characters as Japanese text has them")};
    if (best < 0.6)
        return {};
    if (japanese >= 60 && japanese > chinese && japanese > korean)
        return {QStringLiteral("EUC-JP"), QStringLiteral("double-byte characters as Japanese text has them")};
    if (korean >= 60 && korean > chinese)
        return {QStringLiteral("EUC-KR"), QStringLiteral("double-byte characters as Korean text has them")};
    const bool isGb = gb.share() >= big5.share();
    return {isGb ? QStringLiteral("GB18030") : QStringLiteral("Big5"),
            QStringLiteral("%1 % of its double-byte characters are frequent ones").arg(int(100 * best))};
}

/// Whether the high bytes that occur are the same letters in this encoding as in the Western one.
bool isSameIn(const QString &encoding, const std::array<std::int64_t, 256> &counts)
{
    std::string letters;
    for (int c = 0x80; c < 256; ++c)
        if (counts[std::size_t(c)] > 0)
            letters.push_back(static_cast<char>(c));
    const auto decoded = [&](const QString &name) {
        std::string text(letters.size() * 3 + 32, '\0');
        text.resize(Utf8Converter(name).convert(letters, true, text.data()));
        return text;
    };
    return decoded(encoding) == decoded(QStringLiteral("windows-1252"));
}

/// Words whose letters are all beyond ASCII: a capital from one half of the upper letters, the rest from the other.
struct HighWords
{
    int words = 0, capitals = 0, koiCapitals = 0;
    std::int64_t letters = 0, inWords = 0, upper = 0, lower = 0,
                 vowels = 0; ///< upper: 0xC0 to 0xDF, behind the first

    explicit HighWords(std::string_view text)
    {
        const auto isHigh = [&](std::size_t i) { return i < text.size() && byteAt(text, i) >= 0xC0; };
        for (std::size_t i = 0; i < text.size();) {
            auto end = i;
            while (isHigh(end))
                ++end;
            letters += std::int64_t(end - i);
            if (end - i >= 3)
                take(text.substr(i, end - i));
            i = end + 1;
        }
    }
    bool areClear() const { return words >= 3 && inWords * 10 >= letters * 7; }

private:
    void take(std::string_view word)
    {
        ++words;
        inWords += std::int64_t(word.size());
        const bool isUpper = byteAt(word, 0) < 0xE0;
        capitals += isUpper && byteAt(word, 1) >= 0xE0;
        koiCapitals += !isUpper && byteAt(word, 1) < 0xE0;
        for (std::size_t i = 1; i < word.size(); ++i) {
            ++(byteAt(word, i) < 0xE0 ? upper : lower);
            vowels += byteAt(word, i) == 0xE0 || byteAt(word, i) == 0xFF; // а and я, where Greek has next to nothing
        }
    }
};

/// Short texts of which the detector makes something else.
QString cyrillic(std::string_view text)
{
    const HighWords words(text);
    if (!words.areClear())
        return {};
    if (words.capitals > 0 && words.lower >= 9 * words.upper && words.vowels * 50 >= words.lower)
        return QStringLiteral("windows-1251");
    return words.koiCapitals > 0 && words.upper >= 9 * words.lower ? QStringLiteral("KOI8-R") : QString();
}

/// The euro sign and the letters that ISO-8859-15 has where ISO-8859-1 has marks.
bool hasLatin9(std::string_view text)
{
    const auto isLetter = [&](std::size_t i) {
        return i < text.size() && std::isalpha(static_cast<unsigned char>(text[i] & 0x7F)) && byteAt(text, i) < 0x80;
    };
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\xA4' ||
            ((text[i] == '\xBD' || text[i] == '\xBC') && i > 0 && isLetter(i - 1) && isLetter(i + 1)))
            return true;
    return false;
}

DetectedEncoding singleByte(std::string_view text, const std::vector<Guess> &guesses)
{
    if (const auto name = cyrillic(text); !name.isEmpty())
        return {name, QStringLiteral("words as Cyrillic text has them")};
    std::array<std::int64_t, 256> counts{};
    for (const char c : text)
        ++counts[static_cast<unsigned char>(c)];
    std::int64_t high = 0, controls = 0, turkish = 0;
    for (int c = 0x80; c < 256; ++c)
        high += counts[c];
    for (int c = 0x80; c < 0xA0; ++c)
        controls += counts[c];
    for (const int c : {0xD0, 0xDD, 0xDE, 0xF0, 0xFD, 0xFE})
        turkish += counts[c];
    for (const auto &guess : guesses) {
        if (guess.language == QLatin1String("tr") && turkish * 5 > high)
            return {QStringLiteral("windows-1254"), QStringLiteral("letters as Turkish has them")};
        if (guess.name.startsWith(QLatin1String("UTF-")) || guess.name.startsWith(QLatin1String("ISO-2022")) ||
            guess.confidence < 15)
            continue;
        const bool western = guess.name == QLatin1String("ISO-8859-1") || guess.name == QLatin1String("windows-1252") ||
                             isSameIn(guess.name, counts);
        if (!western && high >= 12 && guess.confidence >= 30 && guess.language.size() == 2)
            return {guess.name, QStringLiteral("letters as in language '%1'").arg(guess.language)};
        if (western)
            break;
    }
    return {controls          ? QStringLiteral("windows-1252")
            : hasLatin9(text) ? QStringLiteral("ISO-8859-15")
                              : QStringLiteral("ISO-8859-1"),
            QStringLiteral("single-byte letters, no UTF-8")};
}

} // namespace

QString encodingOfMark(std::string_view bytes)
{
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF")
        return QStringLiteral("UTF-8");
    if (bytes.substr(0, 4) == std::string_view("\xFF\xFE\0\0", 4))
        return QStringLiteral("UTF-32LE");
    if (bytes.substr(0, 4) == std::string_view("\0\0\xFE\xFF", 4))
        return QStringLiteral("UTF-32BE");
    if (bytes.substr(0, 2) == "\xFF\xFE")
        return QStringLiteral("UTF-16LE");
    if (bytes.substr(0, 2) == "\xFE\xFF")
        return QStringLiteral("UTF-16BE");
    return bytes.substr(0, 4) == "\x84\x31\x95\x33" ? QStringLiteral("GB18030") : QString();
}

DetectedEncoding detectEncoding(std::string_view sample)
{
    if (const auto marked = encodingOfMark(sample); !marked.isEmpty())
        return {marked, QStringLiteral("byte order mark")};
    if (const auto wide = utf16ByZeros(sample); !wide.isEmpty())
        return {wide, QStringLiteral("every other byte of ASCII is zero")};
    const auto utf8 = countUtf8(sample);
    if (utf8.wrong <= 1 && utf8.sequences == 0 && utf8.high <= 1)
        return {QStringLiteral("UTF-8"), QStringLiteral("ASCII only")};
    if (utf8.wrong * 10 <= utf8.sequences || utf8.wrong == 0 || utf8.never * 5 > utf8.wrong)
        return {QStringLiteral("UTF-8"),
                sentence("%1 UTF-8 [sequence|sequences], %2 wrong [one|ones]", {utf8.sequences, utf8.wrong})};
    const auto text = telling(sample);
    const auto guesses = icuGuesses(text);
    if (auto found = eastAsian(text, guesses); !found.name.isEmpty())
        return found;
    return singleByte(text, guesses);
}

bool isEbcdic(std::string_view sample)
{
    const auto isLetter = [](unsigned char c) {
        return (c >= 0x81 && c <= 0xA9 && (c & 0x0F) >= 1 && (c & 0x0F) <= 9) ||
               (c >= 0xC1 && (c & 0x0F) >= 1 && (c & 0x0F) <= 9) || (c >= 0xF0 && c <= 0xF9);
    };
    const auto letters = std::count_if(sample.begin(), sample.end(), isLetter);
    const auto marks = std::count_if(sample.begin(), sample.end(), [](char c) {
        return c == 0x40 || c == 0x6B || c == 0x5E || c == 0x4B || c == 0x15 || c == 0x25;
    });
    const auto size = std::ptrdiff_t(sample.size());
    return sample.find('\n') == sample.npos && letters * 2 > size && marks * 20 > size &&
           (letters + marks) * 10 > size * 8;
}

bool looksLikeText(std::string_view sample)
{
    if (sample.empty() || !encodingOfMark(sample).isEmpty() || !utf16ByZeros(sample).isEmpty())
        return true;
    for (const std::string_view magic :
         {"%PDF", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "SQLite format 3", "PAR1", "PK\3\4", "\x1f\x8b"})
        if (sample.substr(0, magic.size()) == magic)
            return false;
    const auto controls = std::count_if(sample.begin(), sample.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (u < 0x20 && u != '\t' && u != '\n' && u != '\r' && u != 0x01 && u != 0x1f) || u == 0x7F;
    });
    return std::size_t(controls) * 20 <= sample.size();
}

struct Utf8Converter::State
{
    UConverter *converter = nullptr;
    std::vector<UChar> units;
    ~State() { ucnv_close(converter); }
};

Utf8Converter::Utf8Converter(const QString &encoding) : m_state(std::make_unique<State>())
{
    UErrorCode status = U_ZERO_ERROR;
    const auto name = encoding.toLatin1();
    if (name.isEmpty() || ucnv_compareNames(name.constData(), "UTF-8") == 0 ||
        ucnv_compareNames(name.constData(), "US-ASCII") == 0)
        return;
    m_state->converter = ucnv_open(name.constData(), &status);
    if (U_FAILURE(status))
        throw Error("import.unknown-encoding",
                    QT_TRANSLATE_NOOP(
                        "Error", "There is no encoding %1: name one such as UTF-8, GB18030, Big5 or windows-1252."),
                    {encoding});
}

Utf8Converter::~Utf8Converter() = default;
Utf8Converter::Utf8Converter(Utf8Converter &&) noexcept = default;

bool Utf8Converter::isIdentity() const
{
    return !m_state->converter;
}

std::size_t Utf8Converter::convert(std::string_view in, bool last, char *to)
{
    if (isIdentity()) {
        std::copy(in.begin(), in.end(), to);
        return in.size();
    }
    m_state->units.resize(in.size() + 16);
    auto *unit = m_state->units.data();
    const char *source = in.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(m_state->converter, &unit, unit + m_state->units.size(), &source, in.data() + in.size(), nullptr,
                   UBool(last), &status);
    std::int32_t length = 0;
    status = U_ZERO_ERROR;
    u_strToUTF8WithSub(to, std::int32_t(in.size() * 3 + 32), &length, m_state->units.data(),
                       std::int32_t(unit - m_state->units.data()), 0xFFFD, nullptr, &status);
    return std::size_t(length);
}

} // namespace aisle
