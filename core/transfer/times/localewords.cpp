#include "core/transfer/times/localewords.h"

#include <QString>
#include <algorithm>
#include <set>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

namespace aisle {

namespace {

using Symbols = icu::DateFormatSymbols;

/// As the reader of words takes them: one word, without the point of an abbreviation. Empty for numbers.
std::string wordOf(const icu::UnicodeString &name)
{
    auto text = QStringView(reinterpret_cast<const QChar *>(name.getBuffer()), name.length()).toString().toLower();
    text = text.normalized(QString::NormalizationForm_C).trimmed();
    if (text.startsWith(QStringLiteral("d’"))) // d’abril
        text.remove(0, 2);
    while (text.endsWith(u'.') || text.endsWith(QChar(0x05F3)) || text.endsWith(QChar(0x0970)))
        text.chop(1);
    const bool isWord = text.size() > 1 && std::none_of(text.begin(), text.end(), [](QChar c) {
                            return c.isDigit() || c.isSpace() || (c.isPunct() && c != u'.');
                        });
    return isWord ? text.toStdString() : std::string();
}

class WordCollector
{
public:
    void take(const Symbols &symbols)
    {
        for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE})
            for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
                std::int32_t count = 0;
                const auto *months = symbols.getMonths(count, context, width);
                for (std::int32_t i = 0; i < std::min(count, 12); ++i)
                    add(wordOf(months[i]), {TimeWord::Says::Month, i + 1});
                const auto *days = symbols.getWeekdays(count, context, width);
                for (std::int32_t i = 1; i < count; ++i)
                    addDay(days[i]);
            }
        std::int32_t count = 0;
        const auto *halves = symbols.getAmPmStrings(count);
        for (std::int32_t i = 0; i < std::min(count, 2); ++i)
            add(wordOf(halves[i]), {TimeWord::Says::Half, int(i == 0 ? HalfDay::Morning : HalfDay::Afternoon)});
    }
    TimeWords words() &&
    {
        for (const auto &word : m_doubtful)
            m_words.erase(word);
        return std::move(m_words);
    }

private:
    /// Of two words each: יום שלישי, e martë.
    void addDay(const icu::UnicodeString &name)
    {
        const auto blank = name.indexOf(u' ');
        add(wordOf(blank < 0 ? name : icu::UnicodeString(name, blank + 1)), {TimeWord::Says::Weekday, 0});
    }
    void add(const std::string &word, TimeWord meaning)
    {
        if (word.empty())
            return;
        const auto [at, added] = m_words.emplace(word, meaning);
        if (!added && (at->second.says != meaning.says || at->second.value != meaning.value))
            m_doubtful.insert(word);
    }

    TimeWords m_words;
    std::set<std::string> m_doubtful;
};

TimeWords collected()
{
    WordCollector collector;
    std::int32_t count = 0;
    const auto *locales = icu::Locale::getAvailableLocales(count);
    for (std::int32_t i = 0; i < count; ++i) {
        if (*locales[i].getCountry())
            continue; // its language is there, too
        UErrorCode status = U_ZERO_ERROR;
        const Symbols symbols(locales[i], "gregorian", status);
        if (U_SUCCESS(status))
            collector.take(symbols);
    }
    return std::move(collector).words();
}

} // namespace

const TimeWords &localeWords()
{
    static const auto kWords = collected();
    return kWords;
}

} // namespace aisle
