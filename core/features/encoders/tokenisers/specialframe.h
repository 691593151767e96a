#pragma once
#include <cstdint>
#include <vector>

namespace aisle {

class TokeniserPart;

/// The special tokens around a text, with the type that each token is given.
class SpecialFrame
{
public:
    /// The text alone.
    SpecialFrame() : m_places{Place{}} {}
    /// The `post_processor` of a tokenizer.json, as far as single texts go.
    /// @throws Error tokeniser.unknown, tokeniser.damaged
    static SpecialFrame read(const TokeniserPart &part);

    std::size_t added() const { return m_places.size() - 1; } ///< how many special tokens
    std::int32_t largestId() const;                           ///< -1: none
    void frame(std::vector<std::int32_t> &ids, std::vector<std::int32_t> &types) const;

private:
    struct Place
    {
        std::int32_t id = -1; ///< -1: the text
        std::int32_t type = 0;
    };
    static std::vector<Place> templateOf(const TokeniserPart &part);
    static std::vector<Place> pairOf(const TokeniserPart &part);
    void put(const SpecialFrame &outer);

    std::vector<Place> m_places;
};

} // namespace aisle
