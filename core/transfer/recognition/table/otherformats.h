#pragma once
#include <QString>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// @throws Error where a text is no table: import.triples (RDF), .markup (XML, web pages), .sql, .access-log,
/// .named-values (YAML, INI), .fixed-widths (printed), .libsvm, .quoted-lines
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
