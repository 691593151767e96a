#pragma once
#include "core/features/encodedtable.h"
#include "core/features/encoders/images/imageencoder.h"

namespace aisle {

/// Where pictures of products lie.
struct PicturePlaces
{
    QString folder; ///< absolute: the pictures are called as their products, or where a column's paths start
    QString column; ///< "image" or an attribute of the catalogue, with paths; empty: files are called as their products
};
/// @param asked  a folder, or a column's name
/// @param base   where a column's paths start; empty: the project's folder
/// @throws Error file.name
PicturePlaces picturePlaces(const Project &project, const QString &asked, const QString &base);

/// Pictures of products. One is another when its name, size or time is.
struct CataloguePictures : RowSources
{
    std::vector<QStringList> files; ///< aligned: at least one each, absolute
    std::int64_t without = 0;       ///< products that have none
    std::int64_t unknown = 0;       ///< pictures of the folder that belong to no product
    QStringList examples;           ///< up to three of them
    std::int64_t links = 0;         ///< of a column: addresses, of which nothing is fetched
};
/// In a folder and those below it, the picture of the product 17 is 17.jpg; several are 17_1.jpg, 17-2.png, 17 (3).jpg
/// or lie in a folder 17.
/// @throws Error features.no-pictures
CataloguePictures cataloguePictures(const Project &project, const PicturePlaces &places, JobContext &job);

struct PictureTotals
{
    StoredFeature feature;
    std::int64_t rows = 0;       ///< in the end
    std::int64_t encoded = 0;    ///< products, now; the others were as they are
    std::int64_t pictures = 0;   ///< of these
    std::int64_t unreadable = 0; ///< pictures
    QStringList why;             ///< up to three sentences that name one each
    CataloguePictures found;
};
/// Of a product with several pictures the mean of their vectors. As encodeCatalogue(), it goes on where it was stopped.
/// @throws Error features.no-pictures, features.no-picture-read, features.made-otherwise, and what the encoder throws
PictureTotals encodePictures(Project &project, const QString &name, const PicturePlaces &places,
                             const ImageEncoder &encoder, JobContext &job);

/// Products whose picture is another than that which was encoded, or that were not encoded at all; not those whose
/// picture could not be read. 0 where the folder is not there.
std::int64_t stalePictures(const Project &project, const FeatureSource &source, const FeatureVectors &vectors,
                           JobContext &job);

} // namespace aisle
