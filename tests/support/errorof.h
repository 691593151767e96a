#pragma once
#include "core/common/error.h"

#include <string>

namespace aisle::test {

/// The code of the error that `body` throws, empty when it throws none.
template <typename Body>
std::string errorOf(Body body)
{
    try {
        body();
    } catch (const Error &error) {
        return error.code();
    }
    return {};
}

} // namespace aisle::test
