#pragma once
#include <QString>
#include <concepts>
#include <cstdint>
#include <initializer_list>

namespace aisle {

QString grouped(std::int64_t number); ///< "541,909"

/// What stands in a place of a sentence: a text as it is, a number grouped.
struct SentencePart
{
    SentencePart(QString part) : text(std::move(part)) {}                                         // NOLINT
    SentencePart(std::integral auto number) : text(grouped(static_cast<std::int64_t>(number))) {} // NOLINT
    QString text;
};

/// A sentence with counts, of those that are not translated (remarks, the command line): as Error::fill(), so that
/// "%1 [purchase is|purchases are] gone" says "1 purchase is gone" and "1,204 purchases are gone".
QString sentence(const char *english, std::initializer_list<SentencePart> parts);

} // namespace aisle
