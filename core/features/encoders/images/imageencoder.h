#pragma once
#include "core/numeric/device.h"

#include <QStringList>
#include <functional>
#include <span>
#include <vector>

namespace aisle {

class JobContext;

/// Vectors of pictures.
struct EncodedPictures
{
    std::vector<float> vectors; ///< [pictures x dims], row-major; 0 where a picture cannot be read
    QStringList why;            ///< a picture each: why it cannot be read, empty where it can
};

/// What makes pictures to vectors, each by itself.
struct ImageEncoder
{
    QString name;       ///< as people know it
    QString preprocess; ///< "torchvision", "caffe", "clip" or "config"; empty where there is none
    QString identity;   ///< of weights, network and preprocessing
    int dims = 0;
    std::function<EncodedPictures(std::span<const QString> files, JobContext &job)> encode;
    QString path{}; ///< absolute, of its file or folder; empty: builtin
};

QString imageEncoderName(const QString &path); ///< of a folder its last part, of a file its name without the ending
/// The encoder of a .safetensors file, or of a folder as Hugging Face lays it out (model.safetensors or the only one
/// there is; config.json, preprocessor_config.json).
/// @param preprocess  see preprocessNames(); empty: what the config says, torchvision's without one
/// @throws Error encoder.no-image-encoder, encoder.no-image-weights, preprocess..., tower..., weights..., device...
ImageEncoder imageEncoderIn(const QString &path, const QString &preprocess, Device device);

/// Colours and edges, without any file: which hues, how pale and how dark they are in five regions (the middle and four
/// corners), and where lines run in which direction (histograms of oriented gradients, Dalal & Triggs 2005). Rows of
/// length 1.
ImageEncoder builtinImageEncoder();

} // namespace aisle
