#pragma once
#include "core/storage/bulk/keywriter.h"
#include "core/transfer/importing/entrybuilder.h"
#include "core/transfer/importing/itemfacts.h"

#include <utility>

namespace aisle {

/// The coded keys of a log and what it says of each beside the events. Everything given must outlive this.
class CodedEntries : public CodedKeys
{
public:
    using Prices = std::vector<std::pair<std::int64_t, double>>; ///< by code: time and unit price

    explicit CodedEntries(const KeyCoder &keys) : m_keys(keys) {}       ///< sessions
    CodedEntries(const KeyCoder &keys, const FactCollector &userFacts); ///< shoppers
    CodedEntries(const KeyCoder &keys, const FactCollector &itemFacts, const Prices &prices,
                 QChar decimal); ///< products

    std::uint32_t count() const override { return m_keys.size(); }
    std::string_view key(std::uint32_t code) const override { return m_keys.key(code); }
    CatalogueEntry said(std::uint32_t code) const override;

private:
    const KeyCoder &m_keys;
    const FactCollector *m_facts = nullptr;
    const Prices *m_prices = nullptr;
    QChar m_decimal{QLatin1Char('.')};
    std::vector<EntryField> m_fields; ///< aligned with those of m_facts
};

} // namespace aisle
