#pragma once
#include "core/transfer/recipe.h"

#include <string>
#include <string_view>

namespace aisle {

/// Fields of one line by itself: a quoted field ends in it, any other mark is text.
std::size_t fieldsOfLine(std::string_view line, std::string_view separator);

/// Whether a text is written with quoted fields, from its lines. @param fields  of most rows
Quotes judgeQuotes(std::string_view text, std::string_view separator, std::size_t fields);

/// The separator of a text whose fields all stand in ' marks; empty where they do not.
std::string separatorOfApostrophes(std::string_view text);

/// The separator of a text in which fields that are nothing but a mark say "the same as above"; empty where none do.
std::string separatorOfDittos(std::string_view text);

/// The line that begins at `at`, without its end. @param next  where the next one begins
std::string_view lineAt(std::string_view text, std::size_t at, std::size_t &next);

} // namespace aisle
