// The one place of core that knows Qt Gui: it decodes pictures, and hands out plain numbers.
#include "core/features/encoders/images/picture.h"

#include "core/common/error.h"
#include "core/features/encoders/images/cutoff.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr qint64 kMostBytes = 128LL << 20;  ///< of a decoded picture: what Qt grants as well
constexpr qint64 kMostFile = 256LL << 20;   ///< of its file
constexpr qint64 kMostOfJpeg = 128'000'000; ///< pixels: libjpeg keeps all of a progressive one

/// Pictures made of pixels. Drawings (SVG) may name other files, and are not asked for.
bool isPixelFormat(const QByteArray &format)
{
    static const std::vector<QByteArray> kFormats{"jpeg", "jpg", "png", "gif", "bmp",  "webp", "tiff",
                                                  "tif",  "pbm", "pgm", "ppm", "avif", "heic", "heif"};
    return std::ranges::find(kFormats, format) != kFormats.end();
}

QString readableFormats()
{
    QStringList names;
    for (const auto &format : QImageReader::supportedImageFormats())
        if (isPixelFormat(format) && format != "jpg" && format != "tif")
            names << QString::fromLatin1(format);
    return names.join(QStringLiteral(", "));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        throw Error("picture.missing", QT_TRANSLATE_NOOP("Error", "The picture %1 is not there, or cannot be opened."),
                    {path});
    if (file.size() == 0)
        throw Error("picture.empty", QT_TRANSLATE_NOOP("Error", "The picture %1 is empty: 0 bytes."), {path});
    if (file.size() > kMostFile)
        throw Error("picture.too-large-file",
                    QT_TRANSLATE_NOOP("Error", "The picture %1 is a file of %2 MB: up to %3 are read."),
                    {path, QString::number(file.size() >> 20), QString::number(kMostFile >> 20)});
    return file.readAll();
}

/// Sets the size to decode to where the whole does not fit.
void demandRoom(QImageReader &reader, const QString &path)
{
    const auto size = reader.size();
    if (!size.isValid())
        return; // Qt's own limit holds
    const auto format = reader.imageFormat();
    const qint64 bits = format == QImage::Format_Invalid ? 32 : QImage::toPixelFormat(format).bitsPerPixel();
    const qint64 pixels = qint64(size.width()) * size.height();
    const auto bytes = pixels * std::max<qint64>(bits, 32) / 8;
    if (bytes <= kMostBytes)
        return;
    if (reader.format() != "jpeg" || pixels > kMostOfJpeg)
        throw Error(
            "picture.too-large",
            QT_TRANSLATE_NOOP("Error", "The picture %1 has %2 x %3 pixels, which need more than %4 MB: make it "
                                       "smaller."),
            {path, QString::number(size.width()), QString::number(size.height()), QString::number(kMostBytes >> 20)});
    reader.setScaledSize(size / std::ceil(std::sqrt(static_cast<double>(bytes) / kMostBytes)));
}

QImage decoded(const QByteArray &bytes, const QString &path)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    const auto format = QImageReader::imageFormat(&buffer);
    if (!isPixelFormat(format))
        throw Error("picture.unknown",
                    QT_TRANSLATE_NOOP("Error", "The file %1 holds no picture of a kind that is read here (%2)."),
                    {path, readableFormats()});
    if (isCutOff(bytes, format))
        throw Error("picture.cut-off", QT_TRANSLATE_NOOP("Error", "The picture %1 is cut off: its end is missing."),
                    {path});
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    demandRoom(reader, path);
    auto image = reader.read();
    if (image.isNull())
        throw Error("picture.damaged", QT_TRANSLATE_NOOP("Error", "The picture %1 cannot be decoded: %2."),
                    {path, reader.errorString()});
    return image;
}

} // namespace

Picture readPicture(const QString &path)
{
    const auto image = decoded(bytesOf(path), path).convertToFormat(QImage::Format_ARGB32);
    Picture picture{.width = image.width(), .height = image.height(), .rgb = {}};
    picture.rgb.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3);
    auto *to = picture.rgb.data();
    for (int y = 0; y < picture.height; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < picture.width; ++x) {
            const int alpha = qAlpha(line[x]);
            for (const int colour : {qRed(line[x]), qGreen(line[x]), qBlue(line[x])})
                *to++ = static_cast<std::uint8_t>((colour * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
    return picture;
}

bool isPictureName(const QString &fileName)
{
    static const QStringList kMore{QStringLiteral("jpe"), QStringLiteral("jfif")};
    const auto suffix = QFileInfo(fileName).suffix().toLower();
    return kMore.contains(suffix) || isPixelFormat(suffix.toLatin1());
}

} // namespace aisle
