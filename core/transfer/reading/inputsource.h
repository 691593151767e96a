#pragma once
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace aisle {

/// Limits against archive bombs; changeable by options.
struct ReadLimits
{
    std::int64_t maxUnpackedBytes = std::int64_t(64) << 30;
    double maxRatio = 200;                   ///< unpacked / packed, judged after ratioGraceBytes
    std::int64_t ratioGraceBytes = 64 << 20; ///< (real logs of one repeated line compress well)
    std::int64_t maxMembers = 100000;
    std::int64_t maxRecordBytes = 16 << 20; ///< a record longer than this is rejected and skipped over
    std::function<void()> whileWaiting{};   ///< called while a pipe brings nothing; what it throws ends the waiting
};

/// One thing that rows can be read from: a plain file, a gzip file, or a member of a zip archive.
struct InputSource
{
    QString path;
    QString member; ///< of a zip; empty otherwise
    std::int64_t packedBytes = 0;
    std::int64_t unpackedBytes = -1; ///< as the archive claims; -1 unknown
    QString name{};                  ///< what it is called where `path` is a copy of a pipe's text; empty otherwise
    std::shared_ptr<void> copy{};    ///< keeps that copy
    QString displayName() const;     ///< "log.zip: events.csv"
};

/// What a file, a folder or an archive holds.
struct InputListing
{
    std::vector<InputSource> sources;
    std::vector<std::pair<QString, QString>> skipped; ///< name, English reason
};

} // namespace aisle
