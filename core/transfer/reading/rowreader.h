#pragma once
#include "core/transfer/recipe.h"

#include <QString>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// A batch of records of one file. Views point into `storage` (or a buffer that the batch keeps alive): moving a batch
/// keeps them valid, and batches may be handed to another thread.
struct RowBatch
{
    struct Row
    {
        std::int64_t line = 0;        ///< from 1, of the record's first line
        std::uint32_t firstField = 0; ///< into fields
        std::uint32_t fieldCount = 0;
        std::string_view raw;         ///< the record as UTF-8, without its line end
        const char *reason = nullptr; ///< non-null: cannot be an event ("wrong-fields", "bad-encoding", "nul",
                                      ///< "too-long", "open-quote"); fields may be empty
    };
    std::vector<Row> rows;
    std::vector<std::string_view> fields; ///< unquoted UTF-8
    std::shared_ptr<void> storage;
    std::int64_t bytesRead = 0;  ///< of the file so far (compressed bytes for archives): progress
    std::int64_t bytesTotal = 0; ///< 0 when unknown
    void clear();
};

/// Limits against archive bombs; changeable by options.
struct ReadLimits
{
    std::int64_t maxUnpackedBytes = std::int64_t(64) << 30;
    double maxRatio = 200;                   ///< unpacked / packed, judged after ratioGraceBytes
    std::int64_t ratioGraceBytes = 64 << 20; ///< (real logs of one repeated line compress well)
    std::int64_t maxMembers = 100000;
    std::int64_t maxRecordBytes = 16 << 20; ///< a record longer than this is rejected and skipped over
};

/// One thing that rows can be read from: a plain file, a gzip file, or a member of a zip archive.
struct InputSource
{
    QString path;
    QString member; ///< of a zip; empty otherwise
    std::int64_t packedBytes = 0;
    std::int64_t unpackedBytes = -1; ///< as the archive claims; -1 unknown
    QString displayName() const;     ///< "log.zip: events.csv"
};

/// What can be read in these files, archives opened: folders, empty members and members that are no text are left out
/// and named in `skipped` with the reason. @throws Error input.missing, archive.damaged, archive.encrypted,
/// archive.unsafe-name, archive.too-many
struct InputListing
{
    std::vector<InputSource> sources;
    std::vector<std::pair<QString, QString>> skipped; ///< name, English reason
};
InputListing listInputs(const QStringList &paths, const QString &onlyMember = {}, const ReadLimits &limits = {});

/// Reads records one batch after another; decodes to UTF-8. Streaming: memory is bounded by the batch and the record
/// limit. Errors of the container (truncated, wrong checksum, lying size, bomb) are thrown by next().
class RowReader
{
public:
    virtual ~RowReader() = default;
    /// @return false at the end. @throws Error archive.*, input.read
    virtual bool next(RowBatch &batch) = 0;
    /// Header names (trimmed, made distinct, blank ones named "#n"); empty without a header.
    virtual const std::vector<std::string> &header() const = 0;
};
std::unique_ptr<RowReader> openRows(const InputSource &source, const Recipe &recipe, const ReadLimits &limits = {});

/// Turns the recipe's times into Unix milliseconds. Not thread-safe (keeps a cache of the zone's offsets).
class TimeParser
{
public:
    explicit TimeParser(const Recipe &recipe);
    ~TimeParser();
    TimeParser(TimeParser &&) noexcept;
    /// @return nothing when the text is no such time
    std::optional<std::int64_t> parse(std::string_view text);
    /// A date and the time of day that another column has (14:05, 2:05 PM, 1405); an empty clock is midnight.
    std::optional<std::int64_t> parse(std::string_view date, std::string_view clock);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Reads a number with the recipe's decimal mark; ignores thousands marks, spaces and currency signs before or after
/// ("¥1,299.00", "1.299,00 €", "(3.50)" is negative). Infinity and NaN are no numbers.
std::optional<double> parseNumber(std::string_view text, QChar decimal);

} // namespace aisle
