#pragma once
#include "core/storage/project.h"

#include <functional>
#include <span>
#include <string_view>
#include <variant>

namespace aisle {

/// What can be read from end to end, in stored order.
enum class Listing {
    Events,     ///< user, item, kind, at, value, quantity, price, session (keys and names), part, context
    Items,      ///< key, title, category, brand, price, description, image, is_product, attributes
    Quarantine, ///< import id, file, line, reason, detail, text
};

/// A field as it is stored; monostate is NULL. A text stays as long as its row.
using ListedValue = std::variant<std::monostate, std::int64_t, double, std::string_view>;

/// @return how many rows there are (of events: without a scan)
std::int64_t countListed(const Project &project, Listing listing);

/// One sequential read. What `visit` throws ends it.
void visitListed(const Project &project, Listing listing,
                 const std::function<void(std::span<const ListedValue>)> &visit);

} // namespace aisle
