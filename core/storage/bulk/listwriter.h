#pragma once
#include "core/common/ids.h"
#include "core/storage/bulk/catalogueentry.h"
#include "core/storage/project.h"

#include <memory>

namespace aisle {

/// Writes a list of products or shoppers by key, within the caller's transaction: what a row says replaces what was
/// known, what it does not say stays. The unique indexes on the keys must be there (ensureKeyIndexes).
class ListWriter
{
public:
    enum class List { Items, Users };
    ListWriter(const Project &project, List list, ImportId import);
    ~ListWriter();

    bool write(const std::string &key, const CatalogueEntry &entry); ///< @return whether the key was there already

private:
    struct Statements;
    std::int64_t insert(const std::string &key);

    const Project &m_project;
    bool m_isItems;
    ImportId m_import;
    std::unique_ptr<Statements> m_statements;
};

} // namespace aisle
