#include "core/features/encoders/images/preprocess.h"

#include "core/common/error.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr int kLongestSide = 4096;

std::array<Preprocess, 3> known()
{
    constexpr std::array kImageNetMean{0.485, 0.456, 0.406}, kImageNetDeviation{0.229, 0.224, 0.225};
    constexpr std::array kClipMean{0.48145466, 0.4578275, 0.40821073},
        kClipDeviation{0.26862954, 0.26130258, 0.27577711};
    Preprocess torchvision{
        .mean = kImageNetMean, .deviation = kImageNetDeviation, .name = QStringLiteral("torchvision")};
    Preprocess caffe{.keepsShape = false,
                     .width = 227,
                     .height = 227,
                     .cropWidth = 227,
                     .cropHeight = 227,
                     .isBlueFirst = true,
                     .scale = 1,
                     .mean = {104, 117, 123},
                     .name = QStringLiteral("caffe")};
    Preprocess clip{.width = 224,
                    .height = 224,
                    .filter = ResampleFilter::Bicubic,
                    .mean = kClipMean,
                    .deviation = kClipDeviation,
                    .name = QStringLiteral("clip")};
    return {torchvision, caffe, clip};
}

[[noreturn]] void throwConfig(const QString &file, const char *key)
{
    throw Error("preprocess.config",
                QT_TRANSLATE_NOOP("Error", "%1 has a \"%2\" that Aisle cannot follow: correct it, or take the weights' "
                                           "file alone with --preprocess."),
                {file, QString::fromLatin1(key)});
}

/// A whole number of pixels.
int sideOf(const QJsonValue &value, const QString &file, const char *key)
{
    const double side = value.toDouble(0);
    if (!(side >= 1 && side <= kLongestSide) || side != std::floor(side))
        throwConfig(file, key);
    return static_cast<int>(side);
}

void readSize(Preprocess &made, const QJsonObject &config, const QString &file)
{
    const auto size = config.value(QStringLiteral("size"));
    const bool crops = config.value(QStringLiteral("do_center_crop")).toBool(false);
    const auto shortest = size[QStringLiteral("shortest_edge")];
    made.keepsShape = !shortest.isUndefined() || (size.isDouble() && crops);
    if (size.isUndefined()) {
        made.width = made.height = 224;
    } else if (size.isObject() && shortest.isUndefined()) {
        made.width = sideOf(size[QStringLiteral("width")], file, "size");
        made.height = sideOf(size[QStringLiteral("height")], file, "size");
    } else {
        made.width = made.height = sideOf(size.isObject() ? shortest : size, file, "size");
    }
    made.cropWidth = made.width;
    made.cropHeight = made.height;
    const auto crop = config.value(QStringLiteral("crop_size"));
    if (crops && !crop.isUndefined()) {
        made.cropWidth = sideOf(crop.isObject() ? crop[QStringLiteral("width")] : crop, file, "crop_size");
        made.cropHeight = sideOf(crop.isObject() ? crop[QStringLiteral("height")] : crop, file, "crop_size");
    }
}

void readColours(Preprocess &made, const QJsonObject &config, const QString &file)
{
    const auto numbers = [&](const char *key, std::array<double, 3> &to, double least) {
        const auto list = config.value(QLatin1String(key)).toArray();
        if (list.size() != 3)
            throwConfig(file, key);
        for (qsizetype c = 0; c < 3; ++c) {
            to[static_cast<std::size_t>(c)] = list[c].toDouble(-1);
            if (!(list[c].toDouble(-1) >= least))
                throwConfig(file, key);
        }
    };
    made.scale = 1;
    if (config.value(QStringLiteral("do_rescale")).toBool(true))
        made.scale = config.value(QStringLiteral("rescale_factor")).toDouble(1.0 / 255);
    if (config.value(QStringLiteral("do_normalize")).toBool(true)) {
        numbers("image_mean", made.mean, 0);
        numbers("image_std", made.deviation, 1e-6);
    }
}

/// Where a part of this length begins in the middle of the whole.
int middle(int whole, int part, bool roundsToEven)
{
    const double begin = (whole - part) / 2.0;
    return static_cast<int>(roundsToEven ? std::nearbyint(begin) : std::floor(begin));
}

} // namespace

QString Preprocess::text() const
{
    auto text = QStringLiteral("%1 %2x%3 %4x%5 %6 %7 %8 %9")
                    .arg(keepsShape ? 1 : 0)
                    .arg(width)
                    .arg(height)
                    .arg(cropWidth)
                    .arg(cropHeight)
                    .arg(cropRoundsToEven ? 1 : 0)
                    .arg(static_cast<int>(filter))
                    .arg(isBlueFirst ? 1 : 0)
                    .arg(scale);
    for (std::size_t c = 0; c < 3; ++c)
        text += QStringLiteral(" %1/%2").arg(mean[c]).arg(deviation[c]);
    return text;
}

Preprocess Preprocess::forSide(int side) const
{
    auto fitted = *this;
    if (side == 0 || (side == cropWidth && side == cropHeight))
        return fitted;
    fitted.width = static_cast<int>(std::lround(static_cast<double>(width) * side / cropWidth));
    fitted.height = static_cast<int>(std::lround(static_cast<double>(height) * side / cropHeight));
    fitted.cropWidth = fitted.cropHeight = side;
    return fitted;
}

void Preprocess::write(const Picture &picture, std::span<float> planes) const
{
    Resampled to{.width = width, .height = height, .partWidth = cropWidth, .partHeight = cropHeight};
    if (keepsShape) {
        const auto longer = [&](int side, int shorter) {
            return static_cast<int>(static_cast<std::int64_t>(width) * side / shorter);
        };
        const bool isWide = picture.width > picture.height;
        to.width = isWide ? longer(picture.width, picture.height) : width;
        to.height = isWide ? width : longer(picture.height, picture.width);
    }
    to.left = middle(to.width, cropWidth, cropRoundsToEven);
    to.top = middle(to.height, cropHeight, cropRoundsToEven);
    const auto part = resampled(picture, to, filter);
    const auto plane = part.rgb.size() / 3;
    for (std::size_t c = 0; c < 3; ++c) {
        const auto from = isBlueFirst ? 2 - c : c;
        for (std::size_t pixel = 0; pixel < plane; ++pixel)
            planes[c * plane + pixel] =
                static_cast<float>((part.rgb[pixel * 3 + from] * scale - mean[c]) / deviation[c]);
    }
}

QStringList preprocessNames()
{
    QStringList names;
    for (const auto &each : known())
        names << each.name;
    return names;
}

Preprocess preprocessCalled(const QString &name)
{
    for (const auto &each : known())
        if (each.name == name)
            return each;
    throw Error("preprocess.unknown", QT_TRANSLATE_NOOP("Error", "Pictures are not prepared by \"%1\": there are %2."),
                {name, preprocessNames().join(QStringLiteral(", "))});
}

Preprocess preprocessOf(const QJsonObject &config, const QString &file)
{
    Preprocess made{.cropRoundsToEven = false, .name = QStringLiteral("config")};
    readSize(made, config, file);
    switch (config.value(QStringLiteral("resample")).toInt(2)) { // Pillow's numbers
    case 1:
        made.filter = ResampleFilter::Lanczos;
        break;
    case 2:
        made.filter = ResampleFilter::Bilinear;
        break;
    case 3:
        made.filter = ResampleFilter::Bicubic;
        break;
    default:
        throwConfig(file, "resample");
    }
    readColours(made, config, file);
    return made;
}

} // namespace aisle
