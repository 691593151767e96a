#pragma once
#include "core/transfer/reading/tokeniser.h"
#include "core/transfer/recipe.h"

#include <memory>

namespace aisle {

inline constexpr const char *kPiecesMember = "pieces"; ///< of an element "K x N": the number

inline constexpr const char *kPriceMember = "price"; ///< of an element "K:N:P"

inline constexpr const char *kKindMember = "kind"; ///< of an element "K-C": "click" or "exposure"

/// Turns rows of a file's own columns into rows of a recipe's: takes values out of objects, makes a row of every
/// element of a list. A row whose lists differ in length has the reason "uneven-lists".
class Flattener
{
public:
    /// @param columns  of the recipe: names of the file's columns, or paths into them
    Flattener(const Flattening &flattening, const std::vector<std::string> &columns);
    ~Flattener();
    Flattener(Flattener &&) noexcept;

    /// Appends what the row gives to `to`, with new texts in `texts`.
    void take(const std::vector<std::string_view> &fields, const RowBatch::Row &row, RowBatch &to, BatchStorage &texts);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
