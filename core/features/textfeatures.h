#pragma once
#include "core/dataset/sidefacts.h"
#include "core/numeric/interactionmatrix.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

class JobContext;

/// Cuts text at ICU's word boundaries (with its dictionaries for scripts that write no spaces), in lower case.
/// Punctuation and single letters (not single ideographs or digits: "iPhone 8") are dropped. One thread at a time.
class WordSplitter
{
public:
    WordSplitter();
    ~WordSplitter();
    WordSplitter(WordSplitter &&) noexcept;
    /// In order of the text, repeats kept. @param text  UTF-8; wrong bytes are passed over
    std::vector<std::string> words(std::string_view text);

private:
    struct Icu;
    std::unique_ptr<Icu> m_icu;
};

/// How much each part of what is known of a product counts; 0 leaves it out.
struct TextWeights
{
    double title = 1;
    double category = 1;
    double brand = 1;
    double description = 0.5;
    double attributes = 0.5;
    double pieces = 0; ///< three characters of a word, all of them together against the word itself
};

/// What is written of products as sparse vectors of length 1.
struct TextFeatures
{
    SparseRows rows;                     ///< [items x words]; an empty row where nothing is known
    std::vector<std::string> words;      ///< [words] sorted; attributes as "name=value"
    std::vector<std::uint32_t> products; ///< [words] how many have each
    std::size_t described = 0;           ///< products that have a word
};

/// TF-IDF (Salton & Buckley 1988): log(1 + count) * log(products / products with the word), the parts' counts weighted.
/// Words of one product only are left out, since they tie it to no other; so are, from 2,000 products on, those of more
/// than a tenth of them, where a product has others. Categories (see categoriesIn()) and brand count as words and as a
/// whole; other attributes as a whole. Pieces of a word ("red" has <re, red and ed>) stand as "~red". Repeatable, in
/// parallel.
TextFeatures textFeatures(const SideFacts &facts, std::uint32_t items, const TextWeights &weights, JobContext &job);
/// As a title that stands in none of its rows: columns ascending, length 1; empty where none of its words is known.
std::vector<std::pair<std::uint32_t, float>> titleVector(const TextFeatures &features, const std::string &title,
                                                         const TextWeights &weights);
/// Where nothing of that kind is known. @throws Error content.no-text
[[noreturn]] void throwNoText();

} // namespace aisle
