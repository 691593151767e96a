#include "core/search/words/searchwords.h"

#include <libstemmer.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::int32_t kLongestJoined = 30;             ///< characters: longer chains are no name
const icu::UnicodeString kDoublePrime(u"\u2032\u2032"); ///< as NFKC writes it

/// How a unit is written, and as what it counts.
const std::unordered_map<std::string, std::string> &units()
{
    static const std::unordered_map<std::string, std::string> known = [] {
        std::unordered_map<std::string, std::string> found;
        for (const auto *unit : {"ml",  "cl", "dl", "l",   "mg", "g",   "kg", "mm",  "cm",  "m",   "km",  "kb",
                                 "mb",  "gb", "tb", "mah", "ah", "w",   "kw", "wh",  "v",   "hz",  "khz", "mhz",
                                 "ghz", "oz", "lb", "ft",  "mp", "dpi", "db", "bit", "rpm", "btu", "k",   "p"})
            found.emplace(unit, unit);
        for (const auto *inch : {"inch", "inches", "in", "zoll", "pouces", "pulgadas", "pollici", "\""})
            found.emplace(inch, "inch");
        for (const auto *litre : {"litre", "liter", "litres", "liters"})
            found.emplace(litre, "l");
        for (const auto *watt : {"watt", "watts"})
            found.emplace(watt, "w");
        for (const auto *volt : {"volt", "volts"})
            found.emplace(volt, "v");
        return found;
    }();
    return known;
}

bool isMark(UChar32 c)
{
    return c >= 0x300 && c <= 0x36F;
}

/// Of Cyrillic only what stands over an e: й is a letter of its own.
bool dropsMarks(UChar32 base)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(base, &status);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || base == 0x435;
}

icu::UnicodeString withoutMarks(const icu::UnicodeString &decomposed)
{
    icu::UnicodeString kept;
    UChar32 base = 0;
    for (std::int32_t at = 0; at < decomposed.length(); at = decomposed.moveIndex32(at, 1)) {
        const auto c = decomposed.char32At(at);
        if (!isMark(c))
            base = c;
        if (!isMark(c) || !dropsMarks(base))
            kept.append(c);
    }
    return kept;
}

bool isAscii(const icu::UnicodeString &text)
{
    for (std::int32_t at = 0; at < text.length(); ++at)
        if (text[at] >= 0x80)
            return false;
    return true;
}

std::string utf8Of(const icu::UnicodeString &text)
{
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

/// Where a word stands in the folded text.
struct Place
{
    std::int32_t begin = 0, end = 0;
    bool isNumber = false;
};

/// Joints of names: wi-fi, 006R90321/A, dv7.1211.
bool isJoint(UChar32 c)
{
    return c == '-' || c == '/' || c == '.' || c == '_' || c == 0x2010 || c == 0x2011 || c == 0x2013;
}

} // namespace

std::string spacedSurfaces(const std::vector<SearchWord> &words)
{
    std::string text;
    for (const auto &word : words)
        if (!word.isExtra)
            text += (text.empty() ? "" : " ") + word.surface;
    return text;
}

struct SearchWords::State
{
    std::unique_ptr<icu::BreakIterator> boundaries;
    const icu::Normalizer2 *fold = nullptr, *decompose = nullptr, *compose = nullptr;
    std::unique_ptr<sb_stemmer, void (*)(sb_stemmer *)> stemmer{nullptr, sb_stemmer_delete};
    icu::UnicodeString text;

    icu::UnicodeString folded(std::string_view raw) const;
    std::vector<Place> places();
    std::string at(const Place &place) const;
    bool areJoined(const Place &before, const Place &after) const;
    struct Unit
    {
        std::string name; ///< empty: none
        bool isWord = false;
    };
    Unit unitAfter(const std::vector<Place> &places, std::size_t number) const;
    std::string stemOf(const std::string &surface) const;
    SearchWord wordOf(std::string surface) const;
    static SearchWord extraOf(std::string surface, int before, int after);
    void addJoined(const std::vector<Place> &places, std::size_t last, std::vector<SearchWord> &words) const;
};

icu::UnicodeString SearchWords::State::folded(std::string_view raw) const
{
    const auto whole =
        icu::UnicodeString::fromUTF8(icu::StringPiece(raw.data(), static_cast<std::int32_t>(raw.size())));
    UErrorCode status = U_ZERO_ERROR;
    auto lower = fold->normalize(whole, status);
    lower.findAndReplace(icu::UnicodeString(u'_'), icu::UnicodeString(u' ')); // ICU takes it for a letter
    if (isAscii(lower))
        return lower;
    const auto bare = withoutMarks(decompose->normalize(lower, status));
    return compose->normalize(bare, status);
}

std::vector<Place> SearchWords::State::places()
{
    std::vector<Place> found;
    boundaries->setText(text);
    for (auto begin = boundaries->first(), end = boundaries->next(); end != icu::BreakIterator::DONE;
         begin = end, end = boundaries->next()) {
        const auto kind = boundaries->getRuleStatus();
        if (kind >= UBRK_WORD_NUMBER && kind < UBRK_WORD_IDEO_LIMIT)
            found.push_back({begin, end, kind < UBRK_WORD_NUMBER_LIMIT});
    }
    return found;
}

std::string SearchWords::State::at(const Place &place) const
{
    return utf8Of(text.tempSubStringBetween(place.begin, place.end));
}

bool SearchWords::State::areJoined(const Place &before, const Place &after) const
{
    return after.begin == before.end + 1 && isJoint(text[before.end]);
}

SearchWords::State::Unit SearchWords::State::unitAfter(const std::vector<Place> &places, std::size_t number) const
{
    const auto end = places[number].end;
    if (end < text.length() && (text[end] == u'"' || text[end] == 0x201D || text.compare(end, 2, kDoublePrime) == 0))
        return {"inch"};
    if (number + 1 == places.size() || places[number + 1].begin > end + 1)
        return {};
    const auto unit = units().find(at(places[number + 1]));
    return unit == units().end() ? Unit() : Unit{unit->second, true};
}

std::string SearchWords::State::stemOf(const std::string &surface) const
{
    if (!stemmer)
        return surface;
    const auto *stem = sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol *>(surface.data()),
                                       static_cast<int>(surface.size()));
    return stem ? std::string(reinterpret_cast<const char *>(stem),
                              static_cast<std::size_t>(sb_stemmer_length(stemmer.get())))
                : surface;
}

SearchWord SearchWords::State::wordOf(std::string surface) const
{
    auto term = stemOf(surface);
    return {.surface = std::move(surface), .term = std::move(term)};
}

SearchWord SearchWords::State::extraOf(std::string surface, int before, int after)
{
    return {.surface = surface, .term = surface, .isExtra = true, .before = before, .after = after};
}

/// The chain of joined words that ends here, once it is whole.
void SearchWords::State::addJoined(const std::vector<Place> &places, std::size_t last,
                                   std::vector<SearchWord> &words) const
{
    if (last + 1 < places.size() && areJoined(places[last], places[last + 1]))
        return;
    auto first = last;
    while (first > 0 && areJoined(places[first - 1], places[first]))
        --first;
    if (first == last || places[last].end - places[first].begin > kLongestJoined)
        return;
    std::string joined;
    for (auto each = first; each <= last; ++each)
        joined += at(places[each]);
    auto extra = extraOf(std::move(joined), static_cast<int>(last - first) + 1, 0);
    extra.term = stemOf(extra.surface); // "t-shirts" is "tshirt"
    words.push_back(std::move(extra));
}

SearchWords::SearchWords(const std::string &language) : m_state(std::make_unique<State>())
{
    UErrorCode status = U_ZERO_ERROR;
    m_state->boundaries.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    m_state->fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    m_state->decompose = icu::Normalizer2::getNFDInstance(status);
    m_state->compose = icu::Normalizer2::getNFCInstance(status);
    if (!language.empty())
        m_state->stemmer.reset(sb_stemmer_new(language.c_str(), "UTF_8"));
}

SearchWords::~SearchWords() = default;
SearchWords::SearchWords(SearchWords &&) noexcept = default;

std::vector<SearchWord> SearchWords::read(std::string_view text)
{
    std::vector<SearchWord> words;
    if (!m_state->boundaries || text.empty())
        return words;
    m_state->text = m_state->folded(text);
    const auto places = m_state->places();
    for (std::size_t i = 0; i < places.size(); ++i) {
        words.push_back(m_state->wordOf(m_state->at(places[i])));
        m_state->addJoined(places, i, words);
        if (!places[i].isNumber)
            continue;
        if (const auto unit = m_state->unitAfter(places, i); !unit.name.empty())
            words.push_back(State::extraOf(m_state->at(places[i]) + unit.name, 1, unit.isWord ? 1 : 0));
    }
    return words;
}

std::string SearchWords::termOf(const std::string &surface)
{
    return m_state->stemOf(surface);
}

} // namespace aisle
