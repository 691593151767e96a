#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// A word as it is searched for.
struct SearchWord
{
    std::string surface; ///< lower case, compatible forms and accents folded: "cables"
    std::string term;    ///< what the index knows it by, its stem: "cabl"
    bool isExtra =
        false;      ///< another way to write what its neighbours say: "dv71211ea" of dv7-1211ea, "500ml" of 500 ml
    int before = 0; ///< of an extra: how many of the words before it are part of it
    int after = 0;  ///< of an extra: how many of those behind it: the unit
};

/// The words themselves (no extras) with a space between.
std::string spacedSurfaces(const std::vector<SearchWord> &words);

/// Cuts texts into words the same way for products and queries: ICU's boundaries (with its dictionaries for Chinese,
/// Japanese and Thai), case and compatible forms folded (NFKC), accents of Latin and Greek letters dropped, Snowball's
/// stems. What is written with joints ("wi-fi", "dv7-1211ea") counts joined as well, and so does a number with its unit
/// ("500 ml", 17"). Wrong bytes are passed over. One thread at a time.
class SearchWords
{
public:
    /// @param language  as Snowball calls it; empty, or one that it does not know: words stay as they are
    explicit SearchWords(const std::string &language = {});
    ~SearchWords();
    SearchWords(SearchWords &&) noexcept;

    /// In order of the text, repeats kept; an extra stands behind the words that it is made of.
    std::vector<SearchWord> read(std::string_view text);
    std::string termOf(const std::string &surface); ///< of one word that read() gave

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
