#include "core/search/words/language.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>
#include <vector>

namespace aisle {

namespace {

constexpr std::int64_t kFewest = 20; ///< such words that must come before another language than English is believed

/// As SearchWords writes them: lower case, no accents on Latin letters.
constexpr std::pair<const char *, const char *> kFunctionWords[] = {
    {"english", "the of and with for in to from by on your this is are without"},
    {"german", "der die das und mit fur von zu im aus ohne ein eine auf oder bei nicht"},
    {"french", "le la les des et avec pour du en un une sans sur dans au aux ou"},
    {"spanish", "el los las y con para del una por sin de en al o su"},
    {"italian", "il lo gli e con per di da del della un una senza in nel dei"},
    {"portuguese", "o os as e com para do da dos das um uma sem em no na"},
    {"dutch", "de het een en met voor van zonder op uit te bij of"},
    {"swedish", "och med for av till i en ett utan pa fran som"},
    {"danish", "og med til af i en et uden pa fra som"},
    {"norwegian", "og med til av i en et uten pa fra som"},
    {"finnish", "ja kanssa ilman on joka seka tai"},
    {"russian", "и для с из на в без от по до или"},
    {"hungarian", "es a az egy nelkul vagy hez hoz"},
    {"romanian", "si cu pentru din fara la de un o"},
    {"turkish", "ve ile icin bir olmadan veya"},
};

using LanguagesOfWord = std::unordered_map<std::string, std::vector<const char *>>;

LanguagesOfWord readWords()
{
    LanguagesOfWord found;
    for (const auto &[language, words] : kFunctionWords) {
        std::istringstream text(words);
        for (std::istream_iterator<std::string> word(text), end; word != end; ++word)
            found[*word].push_back(language);
    }
    return found;
}

} // namespace

void LanguageGuess::see(std::string_view word)
{
    static const auto languages = readWords();
    const auto found = languages.find(std::string(word));
    if (found == languages.end())
        return;
    for (const auto *language : found->second)
        ++m_seen[language];
}

std::string LanguageGuess::language() const
{
    std::string best = "english";
    auto most = std::max(kFewest, m_seen.contains(best) ? m_seen.at(best) : 0);
    for (const auto &[language, words] : kFunctionWords) {
        const auto seen = m_seen.find(language);
        if (seen != m_seen.end() && seen->second > most) {
            best = language;
            most = seen->second;
        }
    }
    return best;
}

} // namespace aisle
