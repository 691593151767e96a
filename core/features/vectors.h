#pragma once
#include "core/features/tables/vectorfile.h"
#include "core/storage/featurestore.h"

#include <QJsonObject>
#include <optional>
#include <span>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// How a table of vectors was made; the JSON of StoredFeature::source.
struct FeatureSource
{
    QString file;          ///< of an import: its name without the folder
    QString encoder;       ///< as it was asked for: "builtin", or the name of the encoder's folder
    QString identity;      ///< of the encoder: what makes the same text the same vector
    QString encoderPath{}; ///< where the encoder's files lay, absolute; empty: builtin, a run's, or not known
    QStringList fields;    ///< of the catalogue, in the order they were joined
    QStringList columns{}; ///< [dims] what each number is; empty: no number stands for itself
    QString content{};     ///< contentHash() of the rows when they were written; empty: not known
    bool ofPictures = false;
    QString folder{};     ///< of the pictures, where they are named by their products, or what their paths start from
    QString preprocess{}; ///< of the pictures
    QStringList unreadable{}; ///< hashes of products' pictures that cannot be read, hexadecimal
    bool isWhole = true;      ///< false: the encoding was stopped, and goes on when it is asked for again
    QJsonObject toJson() const;
    static FeatureSource fromJson(const QJsonObject &json);
    static FeatureSource of(const StoredFeature &feature);
    QString text() const; ///< "import of vectors.npy", "title, description by builtin", "pictures of shots by resnet"
};

/// Vectors of products or shoppers. Those whom the project does not know any more are not among them.
struct FeatureVectors
{
    FeatureSubject subject = FeatureSubject::Items;
    int dims = 0;
    std::vector<std::int64_t> ids;     ///< ascending
    std::vector<std::uint64_t> hashes; ///< aligned
    std::vector<float> values;         ///< [ids x dims]

    std::size_t size() const { return ids.size(); }
    std::span<const float> row(std::size_t place) const
    {
        return std::span(values).subspan(place * static_cast<std::size_t>(dims), static_cast<std::size_t>(dims));
    }
    std::optional<std::size_t> placeOf(std::int64_t id) const;
};
FeatureVectors readFeatures(const Project &project, const StoredFeature &feature, JobContext &job);
/// Of whose vectors they are and of every number; however the rows are stored.
QString contentHash(const FeatureVectors &vectors);

double lengthOf(std::span<const float> row);
bool bringToLengthOne(std::span<float> row); ///< @return whether it has a direction; else it stays

struct SimilarRow
{
    std::size_t place = 0; ///< in FeatureVectors
    float similarity = 0;  ///< cosine
};
/// The rows most similar to this one, itself left out, most similar first. Rows of length 0 are similar to none.
std::vector<SimilarRow> similarRows(const FeatureVectors &vectors, std::size_t to, std::size_t k);
/// The same for a vector that is no row. @param to  [dims]
std::vector<SimilarRow> similarRows(const FeatureVectors &vectors, std::span<const float> to, std::size_t k);

struct FeatureImport
{
    StoredFeature feature;
    std::int64_t rows = 0;     ///< kept
    std::int64_t unknown = 0;  ///< keys that the project does not have
    QStringList examples;      ///< up to three of them
    std::int64_t repeated = 0; ///< rows whose key stood before: the last counts
};
/// Keeps the vectors of a file whose keys the project knows.
/// @param source  how they were made; the file's name is filled in. What has an encoder replaces what it made before.
/// @throws Error features.exists, features.name, features.no-match, and what readVectors() throws
FeatureImport importFeatures(Project &project, const QString &name, FeatureSubject subject, const QString &path,
                             const VectorFile &file, JobContext &job, FeatureSource source = {});

} // namespace aisle
