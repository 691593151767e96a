#include "core/search/understanding/understanding.h"

#include "core/common/lookup/enumnames.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::size_t kLongestName = 5;   ///< words
constexpr double kMeansTheName = 1.0 / 3; ///< share of the products that say a single word
constexpr std::uint32_t kFewProducts = 3; ///< that say the name of a single one
constexpr auto kIntents = enumNames<QueryIntent>("browse", "find", "question");

constexpr std::array kQuestionWords{"how",  "what",   "which",    "why",     "when", "where", "who",
                                    "can",  "does",   "do",       "is",      "are",  "wie",   "was",
                                    "wann", "warum",  "wo",       "welche",  "kann", "gibt",  "comment",
                                    "quel", "quelle", "pourquoi", "combien", "como", "cual",  "donde"};

std::string joinedTerms(std::span<const SearchWord> words)
{
    std::string text;
    for (const auto &word : words)
        text += (text.empty() ? "" : " ") + word.term;
    return text;
}

std::vector<SearchWord> withoutExtras(const std::vector<SearchWord> &words)
{
    std::vector<SearchWord> kept;
    std::ranges::copy_if(words, std::back_inserter(kept), [](const SearchWord &word) { return !word.isExtra; });
    return kept;
}

bool hasLetter(const std::string &word)
{
    return std::ranges::any_of(
        word, [](char byte) { return (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80; });
}

bool hasDigit(const std::string &word)
{
    return std::ranges::any_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

bool asks(const QString &query)
{
    return query.endsWith(u'?') || query.endsWith(QChar(0xFF1F)) || query.contains(QStringLiteral("怎么")) ||
           query.contains(QStringLiteral("吗")) || query.contains(QStringLiteral("什么")) ||
           query.contains(QStringLiteral("如何"));
}

} // namespace

const char *intentName(QueryIntent intent)
{
    return kIntents.of(intent);
}

QueryUnderstanding::QueryUnderstanding(const SearchIndex &index, bool inAll)
    : m_index(index), m_reader(index, inAll), m_words(index.language()), m_brands(stemmed(index.brands())),
      m_categories(stemmed(index.categories()))
{
    priceWish(QStringLiteral("1")); // compiles its phrases once a program, which the first query need not wait for
}

QueryUnderstanding::Names QueryUnderstanding::stemmed(const NameList &list)
{
    Names names;
    for (std::size_t name = 0; name < list.words.size(); ++name) {
        const auto words = withoutExtras(m_words.read(list.words.at(name)));
        if (words.empty() || words.size() > kLongestName)
            continue;
        const auto [found, isNew] = names.try_emplace(joinedTerms(words), name);
        if (!isNew && list.counts[name] > list.counts[found->second])
            found->second = name;
    }
    return names;
}

/// Products that say all of the terms in this field, of those that say them there or in the title.
double QueryUnderstanding::shareOf(const std::vector<std::string> &terms, SearchField field) const
{
    std::unordered_map<std::uint32_t, std::pair<std::size_t, std::size_t>> said; // by product: as the name, at all
    for (const auto &term : terms) {
        const auto place = m_index.terms().find(term);
        if (!place)
            return 0;
        m_index.eachPosting(*place, [&](const Posting &posting) {
            const bool isName = posting.counts[static_cast<std::size_t>(field)] > 0;
            auto &one = said[posting.product];
            one.first += isName;
            one.second += isName || posting.counts[static_cast<std::size_t>(SearchField::Title)] > 0;
        });
    }
    std::size_t asName = 0, all = 0;
    for (const auto &[product, counts] : said) {
        asName += counts.first == terms.size();
        all += counts.second == terms.size();
    }
    return all == 0 ? 0 : static_cast<double>(asName) / static_cast<double>(all);
}

/// The longest name whose words stand in the query.
std::optional<NamedThing> QueryUnderstanding::named(const std::vector<SearchWord> &words, const NameList &list,
                                                    const Names &names, SearchField field) const
{
    for (auto length = std::min(kLongestName, words.size()); length > 0; --length)
        for (std::size_t first = 0; first + length <= words.size(); ++first) {
            const auto span = std::span(words).subspan(first, length);
            const auto found = names.find(joinedTerms(span));
            if (found == names.end() || std::ranges::none_of(span, hasLetter, &SearchWord::surface))
                continue;
            std::vector<std::string> terms;
            for (const auto &word : span)
                terms.push_back(word.term);
            if (const auto share = shareOf(terms, field); share >= kMeansTheName)
                return NamedThing{list.shown[found->second], share};
        }
    return {};
}

QueryIntent QueryUnderstanding::intentOf(const std::string &query, const std::vector<SearchWord> &words) const
{
    const auto text = QString::fromStdString(query).trimmed();
    const bool beginsSo =
        words.size() > 2 && std::ranges::find(kQuestionWords, words.front().surface) != kQuestionWords.end();
    if (asks(text) || beginsSo)
        return QueryIntent::Question;
    const bool namesOne = std::ranges::any_of(words, [&](const SearchWord &word) {
        const auto term = m_index.terms().find(word.term);
        return word.surface.size() >= 4 && hasLetter(word.surface) && hasDigit(word.surface) && term &&
               m_index.productsWith(*term) <= kFewProducts;
    });
    return namesOne ? QueryIntent::FindOne : QueryIntent::Browse;
}

Understood QueryUnderstanding::read(const std::string &query)
{
    Understood understood;
    auto text = QString::fromStdString(query);
    understood.price = priceWish(text);
    if (understood.price.isAny())
        text.replace(understood.price.words, QStringLiteral(" "));
    const auto all = m_words.read(text.toStdString());
    understood.words = m_reader.read(all);
    const auto words = withoutExtras(all);
    understood.brand = named(words, m_index.brands(), m_brands, SearchField::Brand);
    understood.category = named(words, m_index.categories(), m_categories, SearchField::Category);
    for (const auto &word : all)
        if (word.isExtra && word.before == 1)
            understood.sizes.push_back(word.surface);
    understood.intent = intentOf(query, words);
    return understood;
}

} // namespace aisle
