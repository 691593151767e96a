#pragma once
#include "core/features/encoding.h"
#include "core/features/pictureencoding.h"

namespace aisle {

inline constexpr int kUsualWordDims = 128, kMostWordDims = 4096; ///< of the builtin encoder, from 2
inline constexpr double kManyUnknownWords = .2;                  ///< of all words: then the builtin encoder is proposed

/// An encoding of the catalogue as command line and window ask for it.
struct CatalogueEncoding
{
    QString name;
    QStringList fields;                               ///< of textFields()
    QString encoder = QLatin1String(kBuiltinEncoder); ///< that, "minilm" or a folder
    int dims = kUsualWordDims;                        ///< of the builtin encoder

    bool isBuiltin() const { return encoder == QLatin1String(kBuiltinEncoder); }
};
/// @throws what encodeByWords(), encodeCatalogue(), encoderFolder() and encoderIn() throw
EncodingTotals encode(Project &project, const CatalogueEncoding &encoding, Device device, JobContext &job);

/// The same of the products' pictures.
struct CataloguePictureEncoding
{
    QString name;
    QString pictures;                                 ///< see picturePlaces()
    QString folder{};                                 ///< where a column's paths start; empty: the project's folder
    QString encoder = QLatin1String(kBuiltinEncoder); ///< that (colours and edges), a .safetensors file or a folder
    QString preprocess{};                             ///< see imageEncoderIn()

    bool isBuiltin() const { return encoder == QLatin1String(kBuiltinEncoder); }
};
/// @throws what picturePlaces(), imageEncoderIn() and encodePictures() throw
PictureTotals encode(Project &project, const CataloguePictureEncoding &encoding, Device device, JobContext &job);
/// What there is to be encoded. @throws what cataloguePictures() and imageEncoderIn() throw
CataloguePictures forecast(const Project &project, const CataloguePictureEncoding &encoding, Device device,
                           JobContext &job);

/// What an encoding will be, told before it begins.
struct EncodingForecast
{
    std::int64_t products = 0; ///< that have one of the fields
    std::int64_t left = 0;     ///< of them, to be encoded: the others are as they would be
    double unknownShare = 0;   ///< of the words of some products that lie evenly among all
    double seconds = 0;        ///< for what is left, from the pace of those; 0: not known
};
/// @throws what encode() throws but what it says of the name
EncodingForecast forecast(const Project &project, const CatalogueEncoding &encoding, Device device, JobContext &job);

} // namespace aisle
