#pragma once
#include "core/common/ids.h"
#include "core/storage/bulk/catalogueentry.h"
#include "core/storage/project.h"

#include <functional>
#include <string_view>
#include <vector>

namespace aisle {

/// The keys of an import by code, and what its rows say of each.
class CodedKeys
{
public:
    virtual ~CodedKeys() = default;
    virtual std::uint32_t count() const = 0;
    virtual std::string_view key(std::uint32_t code) const = 0;
    virtual CatalogueEntry said(std::uint32_t) const { return {}; } ///< beside its events
};

enum class KeyTable { Users, Items, Sessions };

/// Shoppers, products or sessions of an import, within the caller's transaction: what the project knows keeps its id
/// and gets what it lacks, the rest gets new ids.
class KeyWriter
{
public:
    KeyWriter(const Project &project, KeyTable table) : m_project(project), m_table(table) {}

    /// Gives the keys that the project has the first codes, in the order of their ids.
    /// @param code  numbers keys from 0, an unknown one with the next number
    void loadKnown(const std::function<std::uint32_t(std::string_view)> &code);

    /// @return ids by code
    std::vector<std::int64_t> write(const CodedKeys &keys, ImportId import);

private:
    std::vector<std::int64_t> numberAll(std::size_t count);
    void insertNew(const CodedKeys &keys, const std::vector<std::int64_t> &ids, ImportId import);
    void fillKnown(const CodedKeys &keys, ImportId import);

    const Project &m_project;
    KeyTable m_table;
    std::vector<std::int64_t> m_known; ///< ids of the keys known before, by code
};

} // namespace aisle
