#pragma once
#include "core/transfer/importing/keycoder.h"

#include <QString>
#include <cstdint>
#include <string_view>
#include <vector>

namespace aisle {

/// What a log says about a product (or shopper) beside its events: several variants of a text are counted in bounded
/// memory, and the most frequent sensible one wins.
class FactCollector
{
public:
    /// @param fields  names: title, category, ... ; one column each
    explicit FactCollector(std::vector<QString> fields) : m_fields(std::move(fields)) {}

    const std::vector<QString> &fields() const { return m_fields; }
    bool isEmpty() const { return m_fields.empty(); }
    void add(std::uint32_t code, std::size_t field, std::string_view text);
    /// Empty when nothing sensible was seen.
    std::string_view best(std::uint32_t code, std::size_t field) const;

private:
    static constexpr std::size_t kVariants =
        3; ///< kept of a field; a fourth takes the place of the rarest (space saving)
    struct Variant
    {
        std::uint32_t text = 0;
        std::uint32_t count = 0;
    };
    std::vector<QString> m_fields;
    std::vector<Variant> m_variants; ///< [code][field][kVariants]
    KeyCoder m_texts;
};

/// Has a letter, ideograph or digit and is no doubtful remark ("?", "? sold as sets", "-").
bool isSensibleText(std::string_view text);

} // namespace aisle
