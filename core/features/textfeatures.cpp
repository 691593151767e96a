#include "core/features/textfeatures.h"

#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/dataset/categories.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>
#include <cmath>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <unordered_map>

namespace aisle {

struct WordSplitter::Icu
{
    std::unique_ptr<icu::BreakIterator> words;
};

WordSplitter::WordSplitter() : m_icu(std::make_unique<Icu>())
{
    UErrorCode status = U_ZERO_ERROR;
    m_icu->words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
}

WordSplitter::~WordSplitter() = default;
WordSplitter::WordSplitter(WordSplitter &&) noexcept = default;

std::vector<std::string> WordSplitter::words(std::string_view text)
{
    std::vector<std::string> found;
    if (!m_icu->words || text.empty())
        return found;
    auto whole = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    whole.toLower(icu::Locale::getRoot());
    auto &boundaries = *m_icu->words;
    boundaries.setText(whole);
    for (auto start = boundaries.first(), end = boundaries.next(); end != icu::BreakIterator::DONE;
         start = end, end = boundaries.next()) {
        const auto kind = boundaries.getRuleStatus();
        const bool isLetters = kind >= UBRK_WORD_LETTER && kind < UBRK_WORD_LETTER_LIMIT;
        const bool isIdeographic = kind >= UBRK_WORD_KANA && kind < UBRK_WORD_IDEO_LIMIT;
        const bool isNumber = kind >= UBRK_WORD_NUMBER && kind < UBRK_WORD_NUMBER_LIMIT;
        if (isIdeographic || isNumber || (isLetters && end - start > 1)) {
            std::string word;
            whole.tempSubStringBetween(start, end).toUTF8String(word);
            found.push_back(std::move(word));
        }
    }
    return found;
}

namespace {

/// Words are counted by their hash; the text of each is kept once a thread.
struct Counted
{
    std::uint64_t word;
    float count;
};

class Reader
{
public:
    Reader(const SideFacts &facts, const TextWeights &weights) : m_facts(facts), m_weights(weights) {}

    std::vector<Counted> read(std::size_t item)
    {
        m_counts.clear();
        addText(m_facts.titles, item, m_weights.title);
        addText(m_facts.descriptions, item, m_weights.description);
        addText(m_facts.categories, item, m_weights.category);
        addText(m_facts.brands, item, m_weights.brand);
        if (!m_facts.categories.empty()) {
            for (const auto category : categoriesIn(m_facts.categories[item]))
                addWhole("category=", category, m_weights.category);
        }
        if (!m_facts.brands.empty())
            addWhole("brand=", m_facts.brands[item], m_weights.brand);
        if (!m_facts.itemAttributes.empty() && m_weights.attributes > 0) {
            for (const auto &attribute : m_facts.itemAttributes[item])
                add(attribute, m_weights.attributes);
        }
        std::ranges::sort(m_counts, {}, &Counted::word);
        std::vector<Counted> merged;
        for (const auto &one : m_counts) {
            if (!merged.empty() && merged.back().word == one.word)
                merged.back().count += one.count;
            else
                merged.push_back(one);
        }
        return merged;
    }
    const std::unordered_map<std::uint64_t, std::string> &texts() const { return m_texts; }

private:
    void addText(const std::vector<std::string> &texts, std::size_t item, double weight)
    {
        if (texts.empty() || weight <= 0)
            return;
        for (auto &word : m_splitter.words(texts[item])) {
            if (m_weights.pieces > 0)
                addPieces(word, weight * m_weights.pieces);
            add(std::move(word), weight);
        }
    }
    void addPieces(const std::string &word, double weight)
    {
        constexpr std::size_t kPiece = 3;
        std::vector<std::size_t> starts{0}; // of the characters of <word>, and its end
        const auto framed = '<' + word + '>';
        for (std::size_t at = 1; at <= framed.size(); ++at)
            if (at == framed.size() || (static_cast<unsigned char>(framed[at]) & 0xC0U) != 0x80U)
                starts.push_back(at);
        if (starts.size() < kPiece + 3) // shorter words are their own pieces
            return;
        const auto pieces = starts.size() - kPiece;
        for (std::size_t i = 0; i < pieces; ++i)
            add('~' + framed.substr(starts[i], starts[i + kPiece] - starts[i]), weight / static_cast<double>(pieces));
    }
    void addWhole(const char *name, std::string_view text, double weight)
    {
        if (weight > 0 && !text.empty())
            add(name + std::string(text), weight);
    }
    void add(std::string word, double weight)
    {
        const auto hash = stableHash(word);
        m_texts.try_emplace(hash, std::move(word));
        m_counts.push_back({hash, static_cast<float>(weight)});
    }

    const SideFacts &m_facts;
    const TextWeights &m_weights;
    WordSplitter m_splitter;
    std::vector<Counted> m_counts;
    std::unordered_map<std::uint64_t, std::string> m_texts;
};

struct Word
{
    std::string text;
    std::uint32_t products = 0;
    std::uint32_t column = 0;
};
using Vocabulary = std::unordered_map<std::uint64_t, Word>;

/// Words of at least two products, numbered in the order of their texts.
Vocabulary vocabularyOf(const std::vector<Reader> &readers, const std::vector<std::vector<Counted>> &counted)
{
    Vocabulary words;
    for (const auto &reader : readers)
        for (const auto &[hash, text] : reader.texts())
            words.try_emplace(hash, Word{.text = text});
    for (const auto &item : counted)
        for (const auto &one : item)
            ++words.at(one.word).products;
    std::erase_if(words, [](const auto &word) { return word.second.products < 2; });
    std::vector<Word *> order;
    for (auto &[hash, word] : words)
        order.push_back(&word);
    std::ranges::sort(order, {}, &Word::text);
    for (std::uint32_t column = 0; column < order.size(); ++column)
        order[column]->column = column;
    return words;
}

/// In large catalogues, words of more products than this tie a product to too many to tell them apart.
std::size_t mostProductsOf(std::size_t products)
{
    constexpr std::size_t kLarge = 2000, kShare = 10;
    return products < kLarge ? products - 1 : products / kShare;
}

/// One product's vector: columns ascending, length 1. Common words are left out unless it has no others.
std::vector<std::pair<std::uint32_t, float>> vectorOf(const std::vector<Counted> &counted, const Vocabulary &words,
                                                      std::size_t products)
{
    std::vector<std::pair<std::uint32_t, float>> vector;
    double squares = 0;
    const auto find = [&](const Counted &one) {
        const auto word = words.find(one.word);
        return word == words.end() || word->second.products == products ? nullptr : &word->second;
    };
    const auto most = mostProductsOf(products);
    const bool hasRare = std::ranges::any_of(counted, [&](const Counted &one) {
        const auto *word = find(one);
        return word && word->products <= most;
    });
    for (const auto &one : counted) {
        const auto *word = find(one);
        if (!word || (hasRare && word->products > most))
            continue;
        const double idf = std::log(static_cast<double>(products) / word->products);
        const double value = std::log1p(static_cast<double>(one.count)) * idf;
        vector.emplace_back(word->column, static_cast<float>(value));
        squares += value * value;
    }
    std::ranges::sort(vector);
    for (auto &entry : vector)
        entry.second = static_cast<float>(static_cast<double>(entry.second) / std::sqrt(squares));
    return vector;
}

} // namespace

TextFeatures textFeatures(const SideFacts &facts, std::uint32_t items, const TextWeights &weights, JobContext &job)
{
    constexpr std::size_t kGrain = 256;
    std::vector<std::vector<Counted>> counted(items);
    std::vector<Reader> readers;
    for (int thread = 0; thread < threadCount(); ++thread)
        readers.emplace_back(facts, weights);
    parallelFor(items, kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0) {
            job.checkpoint();
            job.progress(.8 * static_cast<double>(begin) / items, QStringLiteral("reading texts"));
        }
        for (auto item = begin; item < end; ++item)
            counted[item] = readers[static_cast<std::size_t>(thread)].read(item);
    });
    job.checkpoint();
    const auto words = vocabularyOf(readers, counted);
    const auto products =
        static_cast<std::size_t>(std::ranges::count_if(counted, [](const auto &item) { return !item.empty(); }));

    TextFeatures features;
    features.words.resize(words.size());
    features.products.resize(words.size());
    features.described = products;
    for (const auto &[hash, word] : words) {
        features.words[word.column] = word.text;
        features.products[word.column] = word.products;
    }
    auto &rows = features.rows;
    rows.rows = items;
    rows.cols = static_cast<std::uint32_t>(words.size());
    rows.offsets.assign(1, 0);
    for (const auto &item : counted) {
        for (const auto &[column, value] : vectorOf(item, words, products)) {
            rows.columns.push_back(column);
            rows.values.push_back(value);
        }
        rows.offsets.push_back(rows.columns.size());
    }
    return features;
}

std::vector<std::pair<std::uint32_t, float>> titleVector(const TextFeatures &features, const std::string &title,
                                                         const TextWeights &weights)
{
    SideFacts facts;
    facts.titles = {title};
    const auto counted = Reader(facts, weights).read(0);
    Vocabulary known;
    for (const auto &one : counted)
        known.try_emplace(one.word);
    for (std::uint32_t column = 0; column < features.words.size(); ++column)
        if (const auto found = known.find(stableHash(features.words[column])); found != known.end())
            found->second = {.text = {}, .products = features.products[column], .column = column};
    std::erase_if(known, [](const auto &word) { return word.second.products == 0; });
    return vectorOf(counted, known, features.described);
}

void throwNoText()
{
    throw Error("content.no-text",
                QT_TRANSLATE_NOOP("Error", "The products have neither titles nor categories or other attributes to "
                                           "compare: load a catalogue first."));
}

} // namespace aisle
