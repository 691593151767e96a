#pragma once
#include "core/common/ids.h"
#include "core/storage/project.h"

#include <span>
#include <vector>

namespace aisle {

/// Who said what of a product or shopper that was known before: titles, prices, attributes. A log fills what is
/// missing, a list replaces; each keeps what it says and what stood there, so that an import is taken back with what it
/// filled. Everything within the caller's transaction; the table is made by the first import.
class ImportFacts
{
public:
    /// Statements to execute once a row, before it is changed. Parameters: 1 the row's id, 2 the import, 3 to 9 what
    /// the import says (title, category, brand, price, description, image, attributes; NULL: nothing).
    static const char *const kItemFilled;  ///< by a log: only what is missing is set
    static const char *const kItemChanged; ///< by a catalogue: everything that is said is set; 10: whether a product
    static const char *const kUserFilled;  ///< the same for shoppers; only parameters 1, 2 and 9
    static const char *const kUserChanged;

    explicit ImportFacts(const Project &project);

    /// Imports that were made before such facts were kept say nothing of what they found: see takeBack().
    void noteImport(ImportId import);

    /// Sets the fields that this import had set to what stood there before, or to what another import says; forgets
    /// what it said.
    /// @param items, users  that it brought and that others now own: nothing of theirs is this import's any more
    void takeBack(ImportId import, std::span<const std::int64_t> items, std::span<const std::int64_t> users);

    std::int64_t namedBy(std::span<const ImportId> lists, bool items) const;  ///< by any of them, each counted once
    std::vector<std::int64_t> namedOnlyBy(ImportId import, bool items) const; ///< by this list and no other

private:
    const Project &m_project;
};

} // namespace aisle
