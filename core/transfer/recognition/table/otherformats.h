#pragma once
#include <QString>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// @throws Error import.markup, import.sql where a text is XML, a web page or SQL statements: no table
void refuseOtherFormats(std::string_view text, const QString &file);

/// What stands above the rows of an ARFF file: `@attribute user string`, up to `@data`.
struct ArffHead
{
    int lines = 0; ///< 0: it is no such file
    std::vector<std::string> names{};
};
ArffHead arffHead(std::string_view text);

/// How many lines front matter has, as YAML between two lines `---`; 0 where there is none.
int frontMatterLines(std::string_view text);

} // namespace aisle
