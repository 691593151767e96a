#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aisle {

class TokeniserPart;

/// Tokens and their ids.
class Vocabulary
{
public:
    /// The object {token: id} under `key`. @throws Error tokeniser.damaged
    static Vocabulary read(const TokeniserPart &part, const char *key);

    void add(std::string token, std::int32_t id);
    std::optional<std::int32_t> id(std::string_view token) const;
    /// Ids of "<0x41>" and so on for the bytes of a text appended to `ids`; false (and nothing appended) where one is
    /// missing.
    bool addBytes(std::string_view text, std::vector<std::int32_t> &ids) const;
    std::size_t size() const { return m_ids.size(); }
    std::int32_t largestId() const { return m_largest; } ///< -1: no token
    std::vector<std::string_view> tokens() const;        ///< in no order

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> m_ids;
    std::int32_t m_largest = -1;
};

} // namespace aisle
