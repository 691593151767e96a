#include "core/common/error.h"
#include "core/transfer/reading/bytesource.h"
#include "core/transfer/reading/encoding.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <quazip/quazip.h>
#include <quazip/quazipfile.h>
#include <quazip/quazipfileinfo.h>
#include <quazip/unzip.h>

namespace aisle {

namespace {

constexpr int kPeekedMembers = 2000; ///< beyond, members are taken for text unread

/// Nothing is ever unpacked to disk, so that no name can escape; such names are still no data of a shop.
bool isUnsafeName(const QString &given)
{
    auto name = given;
    name.replace(u'\\', u'/');
    const bool hasDrive = name.size() > 2 && name[1] == u':' && name[0].isLetter() && name[2] == u'/';
    return hasDrive || name.startsWith(u'/') || name.split(u'/').contains(QStringLiteral(".."));
}

bool isLink(const QuaZipFileInfo64 &info)
{
    return ((info.externalAttr >> 16) & 0xF000U) == 0xA000U;
}

MemberFault faultOf(const QuaZipFileInfo64 &info)
{
    if (isUnsafeName(info.name))
        return {"archive.unsafe-name", "its name leads out of the archive"};
    if (isLink(info))
        return {"archive.unsafe-name", "it is a link"};
    if (info.flags & 1)
        return {"archive.encrypted", "it is encrypted"};
    if (info.method != 0 && info.method != 8)
        return {"archive.method", "its packing method is unknown here"};
    return {};
}

[[noreturn]] void throwFault(const MemberFault &fault, const QString &zip, const QString &member)
{
    const QString code = QString::fromLatin1(fault.code);
    if (code == QLatin1String("archive.encrypted"))
        throw Error("archive.encrypted",
                    QT_TRANSLATE_NOOP("Error", "%1: %2 is encrypted: unpack it with its password and import the file."),
                    {zip, member});
    if (code == QLatin1String("archive.method"))
        throw Error(
            "archive.method",
            QT_TRANSLATE_NOOP("Error",
                              "%1: %2 is packed with a method that is not known here: unpack it and import the file."),
            {zip, member});
    if (code == QLatin1String("archive.unsafe-name"))
        throw Error(
            "archive.unsafe-name",
            QT_TRANSLATE_NOOP("Error", "%1: %2 is a link or its name leads out of the archive; it was not read."),
            {zip, member});
    throw Error("archive.no-data", QT_TRANSLATE_NOOP("Error", "%1 holds nothing that can be read as a table (%2)."),
                {zip, member});
}

[[noreturn]] void throwDamaged(const QString &name)
{
    throw Error("archive.damaged",
                QT_TRANSLATE_NOOP("Error", "%1 is damaged, cut off or no zip archive: get another copy."), {name});
}

/// QuaZip takes the record that ends an archive without members for a broken one.
bool isWithoutMembers(const QString &path)
{
    QFile file(path);
    return file.size() < 1024 && file.open(QIODevice::ReadOnly) && file.read(4) == QByteArray("PK\5\6");
}

/// QuaZip finds no names longer than 256 bytes, but steps over them rightly.
bool goToMember(QuaZip &zip, const QString &name)
{
    if (zip.setCurrentFile(name, QuaZip::csSensitive))
        return true;
    QuaZipFileInfo64 info;
    for (bool more = zip.goToFirstFile(); more; more = zip.goToNextFile())
        if (zip.getCurrentFileInfo(&info) && info.name == name)
            return true;
    return false;
}

void demandMembers(const QString &path)
{
    if (isWithoutMembers(path))
        throw Error("archive.no-data", QT_TRANSLATE_NOOP("Error", "There is no data in %1."),
                    {QFileInfo(path).fileName()});
}

void openArchive(QuaZip &zip)
{
    demandThere(zip.getZipName());
    demandMembers(zip.getZipName());
    if (!zip.open(QuaZip::mdUnzip))
        throwDamaged(QFileInfo(zip.getZipName()).fileName());
}

class ZipSource : public ByteSource
{
public:
    ZipSource(const InputSource &source, const ReadLimits &limits)
        : m_source(source), m_limits(limits), m_zip(source.path), m_file(&m_zip)
    {
        openArchive(m_zip);
        if (!goToMember(m_zip, source.member))
            throw Error("archive.member", QT_TRANSLATE_NOOP("Error", "There is no %2 in %1."),
                        {QFileInfo(source.path).fileName(), source.member});
        QuaZipFileInfo64 info;
        if (!m_zip.getCurrentFileInfo(&info))
            throwDamaged(source.displayName());
        if (const auto fault = faultOf(info); fault.code)
            throwFault(fault, QFileInfo(source.path).fileName(), source.member);
        m_packed = std::int64_t(info.compressedSize);
        m_unpackedSize = std::int64_t(info.uncompressedSize);
        if (!m_file.open(QIODevice::ReadOnly))
            throwDamaged(source.displayName());
    }
    std::size_t read(char *to, std::size_t size) override
    {
        std::size_t done = 0;
        while (done < size && !m_ended) {
            const auto got = m_file.read(to + done, qint64(std::min<std::size_t>(size - done, 1 << 20)));
            if (got < 0 || m_file.getZipError() != UNZ_OK)
                throwDamaged(m_source.displayName());
            if (got == 0)
                end();
            done += std::size_t(got);
        }
        m_unpacked += std::int64_t(done);
        checkUnpacked(m_limits, m_source.displayName(), m_packed, m_unpacked);
        return done;
    }
    std::int64_t position() const override
    {
        return m_unpackedSize > 0 ? std::int64_t(double(m_unpacked) / double(m_unpackedSize) * double(m_packed))
                                  : m_packed;
    }
    std::int64_t total() const override { return m_packed; }

private:
    /// The checksum is looked at when the member is closed.
    void end()
    {
        m_ended = true;
        m_file.close();
        if (m_file.getZipError() != UNZ_OK)
            throw Error(
                "archive.damaged",
                QT_TRANSLATE_NOOP(
                    "Error", "%1 is damaged: its size or checksum is not what the archive says. Get another copy."),
                {m_source.displayName()});
    }

    InputSource m_source;
    ReadLimits m_limits;
    QuaZip m_zip;
    QuaZipFile m_file;
    std::int64_t m_packed = 0, m_unpackedSize = 0, m_unpacked = 0;
    bool m_ended = false;
};

/// What stands in the way of reading the current member as a table, if anything.
MemberFault contentFault(QuaZip &zip)
{
    QuaZipFile file(&zip);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto head = file.read(4096);
    if (head.startsWith("PK\3\4") || head.startsWith("\x1f\x8b"))
        return {"archive.nested", "it is an archive itself"};
    if (!looksLikeText({head.constData(), std::size_t(head.size())}))
        return {"archive.no-text", "it is no text"};
    return {};
}

bool isLitter(const QString &name)
{
    return name.startsWith(QLatin1String("__MACOSX/")) || name.endsWith(QLatin1String(".DS_Store"));
}

/// Goes through the members of one archive.
class ZipLister
{
public:
    ZipLister(QuaZip &zip, const QString &path, const QString &onlyMember)
        : m_zip(zip), m_path(path), m_archive(QFileInfo(path).fileName()), m_onlyMember(onlyMember)
    {
    }

    InputListing list()
    {
        for (bool more = m_zip.goToFirstFile(); more; more = m_zip.goToNextFile())
            takeMember();
        if (m_zip.getZipError() != UNZ_OK && m_zip.getZipError() != UNZ_END_OF_LIST_OF_FILE)
            throwDamaged(m_archive);
        if (m_listing.sources.empty())
            refuseEmpty();
        return std::move(m_listing);
    }

private:
    void takeMember()
    {
        QuaZipFileInfo64 info;
        if (!m_zip.getCurrentFileInfo(&info))
            throwDamaged(m_archive);
        if (info.name == QLatin1String("[Content_Types].xml"))
            throw Error("input.spreadsheet",
                        QT_TRANSLATE_NOOP("Error", "%1 is a spreadsheet: save it as CSV and import that."),
                        {m_archive});
        if ((!m_onlyMember.isEmpty() && info.name != m_onlyMember) || isLitter(info.name))
            return;
        if (const auto fault = whyNot(info); fault.reason)
            return skip(info.name, fault);
        m_seen.insert(info.name);
        m_listing.sources.push_back(
            {m_path, info.name, std::int64_t(info.compressedSize), std::int64_t(info.uncompressedSize)});
    }
    /// What cannot be read has a code; what is merely nothing to read has none.
    MemberFault whyNot(const QuaZipFileInfo64 &info)
    {
        if (const auto fault = faultOf(info); fault.code)
            return fault;
        if (info.name.endsWith(u'/'))
            return {nullptr, "it is a folder"};
        if (info.uncompressedSize == 0)
            return {nullptr, "it is empty"};
        if (m_seen.contains(info.name))
            return {nullptr, "another member has the same name"};
        return ++m_peeked <= kPeekedMembers ? contentFault(m_zip) : MemberFault{};
    }
    void skip(const QString &name, const MemberFault &fault)
    {
        if (!m_firstFault.code && fault.code) {
            m_firstFault = fault;
            m_faulty = name;
        }
        m_listing.skipped.emplace_back(m_archive + QStringLiteral(": ") + name, QString::fromLatin1(fault.reason));
    }
    void refuseEmpty() const
    {
        if (!m_onlyMember.isEmpty() && m_listing.skipped.empty())
            throw Error("archive.member", QT_TRANSLATE_NOOP("Error", "There is no %2 in %1."),
                        {m_archive, m_onlyMember});
        if (m_firstFault.code)
            throwFault(m_firstFault, m_archive, m_faulty);
        throw Error("archive.no-data", QT_TRANSLATE_NOOP("Error", "There is no data in %1."), {m_archive});
    }

    QuaZip &m_zip;
    QString m_path, m_archive, m_onlyMember;
    InputListing m_listing;
    QSet<QString> m_seen;
    MemberFault m_firstFault;
    QString m_faulty;
    std::int64_t m_peeked = 0;
};

} // namespace

std::unique_ptr<ByteSource> openZipMember(const InputSource &source, const ReadLimits &limits)
{
    return std::make_unique<ZipSource>(source, limits);
}

namespace {
void demandFew(const QuaZip &zip, const QString &archive, const ReadLimits &limits)
{
    if (zip.getEntriesCount() > limits.maxMembers)
        throw Error("archive.too-many", QT_TRANSLATE_NOOP("Error", "%1 holds more than %2 files, the limit."),
                    {archive, QString::number(limits.maxMembers)});
}
} // namespace

InputListing listZip(const QString &path, const QString &onlyMember, const ReadLimits &limits)
{
    QuaZip zip(path);
    openArchive(zip);
    demandFew(zip, QFileInfo(path).fileName(), limits);
    return ZipLister(zip, path, onlyMember).list();
}

} // namespace aisle
