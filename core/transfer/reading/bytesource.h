#pragma once
#include "core/transfer/reading/inputsource.h"

#include <cstddef>
#include <memory>

namespace aisle {

/// The unpacked bytes of one input. read() throws what is wrong with the container when it gets there.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// @return bytes written to `to`, fewer than `size` only at the end, where it is 0 from then on
    virtual std::size_t read(char *to, std::size_t size) = 0;
    virtual std::int64_t position() const = 0; ///< packed bytes so far
    virtual std::int64_t total() const = 0;    ///< packed bytes in all
};

/// @throws Error input.missing, input.read, archive.damaged, archive.encrypted, archive.method, archive.member
std::unique_ptr<ByteSource> openBytes(const InputSource &source, const ReadLimits &limits);

void demandThere(const QString &path); ///< @throws Error input.missing
bool isZip(const QString &path);       ///< by its magic number, or its name
bool isGzip(const QString &path);      ///< by its magic number
/// Throws when `unpacked` of `packed` bytes break the limits. `name` is what the sentence names.
void checkUnpacked(const ReadLimits &limits, const QString &name, std::int64_t packed, std::int64_t unpacked);

/// Not to be read, and what to say about it.
struct MemberFault
{
    const char *code = nullptr;
    const char *reason = nullptr; ///< English, a phrase
};

/// Members of a zip archive. @throws Error archive.damaged, archive.too-many, input.spreadsheet
InputListing listZip(const QString &path, const QString &onlyMember, const ReadLimits &limits);
std::unique_ptr<ByteSource> openZipMember(const InputSource &source, const ReadLimits &limits);

} // namespace aisle
