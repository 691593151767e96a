#pragma once
#include "core/transfer/reading/rowbatch.h"
#include "core/transfer/recipe.h"
#include "core/transfer/tables/linecounts.h"

#include <deque>

namespace aisle {

/// What a batch's views point into. RowBatch::storage of every reader is one of these.
struct BatchStorage
{
    std::unique_ptr<char[]> bytes;
    std::size_t capacity = 0;
    std::deque<std::string> unquoted; ///< fields whose doubled quotes had to be taken out

    /// Room for at least `size` bytes; what was there is lost.
    void reserve(std::size_t size);
};

/// Cuts UTF-8 text into records and fields (RFC 4180 quoting; LF, CRLF and CR line ends, also mixed). A quote inside a
/// field is text, and so is an opening quote whose closing one is not followed by a separator. With loose quotes a
/// field goes over a line end only where the lines are no records by themselves.
class Tokeniser
{
public:
    struct Options
    {
        std::string separator = ","; ///< " ": runs of spaces and tabs are one
        std::size_t fieldCount = 0;  ///< of a good record; 0: not checked
        std::int64_t maxFieldBytes = 1 << 20;
        bool markReplaced = false; ///< U+FFFD stands for bytes that could not be decoded
        Quotes quotes = Quotes::Loose;
        bool spansLines = true; ///< a quoted field may go over a line end
        std::string comment{};  ///< what lines that are no records begin with
    };
    explicit Tokeniser(Options options) : m_options(std::move(options)) {}

    /// Appends the complete records of [begin, end) to `batch`.
    /// @param last  nothing follows: the rest is a record too, even in the middle of a quoted field
    /// @param most  records in `batch`, where it stops
    /// @return where the first incomplete record begins
    const char *run(const char *begin, const char *end, bool last, RowBatch &batch, BatchStorage &storage,
                    std::size_t most = SIZE_MAX);

    /// A record without an end: says why and takes no more of it than its first line, or all of [begin, end).
    /// @return where to go on
    const char *giveUp(const char *begin, const char *end, RowBatch &batch, const char *reason);

    void setFieldCount(std::size_t count) { m_options.fieldCount = count; }
    std::int64_t line() const { return m_line; } ///< the next record's, from 1
    void skipLines(std::int64_t lines) { m_line += lines; }
    const LineCounts &counts() const
    {
        return m_counts;
    } ///< blank lines, comments, footers and further lines of records

private:
    struct Quoted
    {
        enum Kind { Field, Literal, Open } kind = Open;
        std::string_view text;
        const char *after = nullptr; ///< the separator, line end or end of text behind the field
        std::int64_t lines = 0;      ///< embedded ones
    };
    template <bool Single>
    class DelimitedRun;
    const char *runSpaced(const char *begin, const char *end, bool last, RowBatch &batch, BatchStorage &storage,
                          std::size_t most);
    bool isComment(const char *at, const char *end) const;
    void skipComment();
    bool isBlank(std::string_view raw) const;
    bool fits(std::size_t fields, const RowBatch &batch, std::size_t firstField) const;
    Quoted quoted(const char *quote, const char *end, bool last, BatchStorage &storage) const;
    bool isSeparatorAt(const char *at, const char *end) const;
    bool endsField(const char *at, const char *end) const;
    void inspect(const char *begin, const char *end);
    void finish(RowBatch &batch, const char *begin, const char *end, std::size_t firstField);
    const char *fault(const RowBatch &batch, std::string_view raw, std::size_t firstField) const;

    Options m_options;
    LineCounts m_counts;
    std::int64_t m_line = 1, m_embeddedLines = 0;
    bool m_hasNul = false, m_badUtf8 = false;
};

} // namespace aisle
