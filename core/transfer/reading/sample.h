#pragma once
#include "core/transfer/reading/encoding.h"
#include "core/transfer/reading/inputsource.h"
#include "core/transfer/reading/tokeniser.h"

#include <string>
#include <vector>

namespace aisle {

/// Text taken from the beginning, from pieces in the middle and from the end of a file, as UTF-8.
struct SampleText
{
    std::vector<std::string> pieces; ///< the first one begins the file; each ends with whole lines
    bool whole = false;              ///< the file is no longer than the sample
    DetectedEncoding encoding;
};

/// @param encoding  ICU name, or empty: detected
/// @throws Error import.empty-file, import.not-text, archive.*
SampleText sampleText(const InputSource &source, const QString &encoding, const ReadLimits &limits);

/// Records of a sample. Views point into the SampleText and `storage`.
struct SampleRows
{
    std::vector<RowBatch::Row> rows;
    std::vector<std::string_view> fields;
    BatchStorage storage;

    std::string_view field(const RowBatch::Row &row, std::size_t column) const
    {
        return column < row.fieldCount ? fields[row.firstField + column] : std::string_view();
    }
};
/// How the records of a sample are cut; see Recipe.
struct SampleFormat
{
    std::string separator = ",";
    std::size_t fields = 0; ///< of most records; 0: not known
    Quotes quotes = Quotes::Loose;
    std::string comment{};
    bool spansLines = true;
};
/// Cuts at most `maxRows` records (spread over the pieces); broken records are left out.
SampleRows sampleRows(const SampleText &text, const SampleFormat &format, std::size_t maxRows,
                      std::size_t maxBytes = SIZE_MAX);

/// The separator under which the beginning falls into records of one size, with the evidence.
struct SeparatorGuess
{
    std::string separator = ",";
    std::size_t fields = 1; ///< of most records
    double share = 0;       ///< of records of that size
};
SeparatorGuess guessSeparator(const SampleText &text, const std::string &comment = {});
/// The same for a separator that is known.
SeparatorGuess guessWith(const SampleText &text, const std::string &separator, const std::string &comment = {},
                         Quotes quotes = Quotes::Loose);

} // namespace aisle
