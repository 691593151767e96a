#pragma once
#include "core/features/encoders/images/resample.h"

#include <QJsonObject>
#include <QStringList>
#include <array>
#include <span>

namespace aisle {

/// What becomes of a picture before a network sees it: resized, its middle cut out, its colours as numbers around 0.
struct Preprocess
{
    bool keepsShape = true; ///< resized so that its shorter side is `width`; else to width x height
    int width = 256, height = 256;
    int cropWidth = 224, cropHeight = 224;
    bool cropRoundsToEven = true; ///< a middle between two pixels: as torchvision has it, or the upper left one
    ResampleFilter filter = ResampleFilter::Bilinear;
    bool isBlueFirst = false;
    double scale = 1.0 / 255;                         ///< of 0..255, before the mean is taken off
    std::array<double, 3> mean{}, deviation{1, 1, 1}; ///< by channel, in the network's order
    QString name;                                     ///< "torchvision", or "config"

    QString text() const; ///< all of it, for an encoder's identity
    std::size_t numbers() const { return std::size_t{3} * static_cast<std::size_t>(cropWidth * cropHeight); }
    /// The same for a network that takes squares of this side.
    Preprocess forSide(int side) const;
    /// @param planes  [3 x cropHeight x cropWidth], to be written
    void write(const Picture &picture, std::span<float> planes) const;
};

/// "torchvision" (shorter side 256, the middle 224, ImageNet's mean and deviation), "caffe" (227 x 227, blue first,
/// 0..255 less 104, 117, 123) and "clip" (224, bicubic, CLIP's mean and deviation).
QStringList preprocessNames();
/// @throws Error preprocess.unknown
Preprocess preprocessCalled(const QString &name);
/// preprocessor_config.json as Hugging Face's image processors write it. @throws Error preprocess.config
Preprocess preprocessOf(const QJsonObject &config, const QString &file);

} // namespace aisle
