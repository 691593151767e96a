#include "core/features/encoders/images/cutoff.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

/// Bytes by their place; 0 behind the end.
class Bytes
{
public:
    explicit Bytes(const QByteArray &bytes) : m_bytes(bytes) {}
    qsizetype size() const { return m_bytes.size(); }
    int at(qsizetype place) const { return place < size() ? static_cast<unsigned char>(m_bytes[place]) : 0; }
    qint64 little(qsizetype place) const
    {
        return at(place) | at(place + 1) << 8 | at(place + 2) << 16 | qint64(at(place + 3)) << 24;
    }
    qint64 big(qsizetype place) const
    {
        return qint64(at(place)) << 24 | at(place + 1) << 16 | at(place + 2) << 8 | at(place + 3);
    }

private:
    const QByteArray &m_bytes;
};

/// Segments with their lengths, the picture's data, and a mark at the end.
bool isJpegCutOff(const QByteArray &jpeg)
{
    const Bytes bytes(jpeg);
    qsizetype at = 2;
    while (at + 4 <= bytes.size() && bytes.at(at) == 0xff && bytes.at(at + 1) != 0xda)
        at += bytes.at(at + 1) == 0xff ? 1 : 2 + bytes.at(at + 2) * 256 + bytes.at(at + 3);
    return jpeg.lastIndexOf("\xff\xd9") < at;
}

/// Chunks with their lengths; the last is called IEND.
bool isPngCutOff(const QByteArray &png)
{
    const Bytes bytes(png);
    for (qint64 at = 8; at + 12 <= bytes.size(); at += 12 + bytes.big(at))
        if (png.mid(at + 4, 4) == "IEND")
            return false;
    return true;
}

/// A palette's bytes, as the flags before it tell.
qsizetype paletteOf(int flags)
{
    return (flags & 0x80) ? qsizetype{3} << ((flags & 7) + 1) : 0;
}

/// Blocks with their lengths, of which one of length 0 is the last.
bool isGifCutOff(const QByteArray &gif)
{
    const Bytes bytes(gif);
    const auto behindBlocks = [&](qsizetype at) {
        while (at < bytes.size() && bytes.at(at) != 0)
            at += 1 + bytes.at(at);
        return at + 1;
    };
    qsizetype at = 13 + paletteOf(bytes.at(10));
    while (at < bytes.size() && bytes.at(at) == 0x21) // what is said of the picture
        at = behindBlocks(at + 2);
    if (bytes.at(at) != 0x2c)
        return at >= bytes.size();
    return behindBlocks(at + 11 + paletteOf(bytes.at(at + 9))) > bytes.size();
}

bool isBmpCutOff(const QByteArray &bmp)
{
    return Bytes(bmp).little(2) > bmp.size();
}

bool isWebpCutOff(const QByteArray &webp)
{
    return Bytes(webp).little(4) + 8 > webp.size();
}

} // namespace

bool isCutOff(const QByteArray &bytes, const QByteArray &format)
{
    struct Check
    {
        const char *format;
        bool (*isCutOff)(const QByteArray &bytes);
    };
    static constexpr std::array<Check, 5> kChecks{{{"jpeg", isJpegCutOff},
                                                   {"png", isPngCutOff},
                                                   {"gif", isGifCutOff},
                                                   {"bmp", isBmpCutOff},
                                                   {"webp", isWebpCutOff}}};
    const auto found = std::ranges::find_if(kChecks, [&](const Check &check) { return format == check.format; });
    return found != kChecks.end() && found->isCutOff(bytes);
}

} // namespace aisle
