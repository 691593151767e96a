#pragma once
#include "core/features/vectors.h"
#include "core/recommend/abilities.h"
#include "core/runs/keptrun.h"

#include <QString>
#include <QStringList>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace aisle {

class Project;

/// Rows of an embedding seen from the two directions in which they differ most.
struct Projection
{
    std::vector<float> x, y;           ///< [rows]
    std::array<double, 2> explained{}; ///< share of the variance that each direction has, 0..1
    std::uint32_t dimensions = 0;      ///< of the embedding
};
/// Principal components (Pearson 1901) of the centred rows, by the eigenvectors of their covariance (LibTorch,
/// float64). Signs are fixed: the largest part of each direction is positive. @throws Cancelled
Projection projectPca(const Embedding &embedding, JobContext &job);

struct Clustering
{
    std::vector<std::uint16_t> groupOf; ///< [rows]
    std::uint32_t groups = 0;           ///< none is empty
};
/// Spherical k-means (Dhillon & Modha 2001) on the rows' directions, seeded by k-means++; at most 50,000 rows choose
/// the centres, all are assigned. Deterministic in the seed. @throws Cancelled
Clustering clusterRows(const Embedding &unit, std::uint32_t groups, std::uint64_t seed, JobContext &job);
std::uint32_t defaultGroupCount(std::size_t rows); ///< 3..24, grows with the square root

/// Names groups by the words that set their titles apart: log-odds against all titles with a Dirichlet prior (Monroe,
/// Colaresi & Quinn 2008). Words come from ICU's segmentation, so Chinese titles have words too.
/// @param titles  [rows], may be empty texts
/// @return        [groups], up to three words each; empty where no word sets the group apart
QStringList nameGroups(const Clustering &clustering, std::span<const QString> titles, JobContext &job);

struct RowNeighbour
{
    std::uint32_t row = 0;
    float cosine = 0; ///< -1..1
};
/// Exact nearest rows by cosine, nearest first, the row itself left out. @param unit  rows of length 1 (or 0)
std::vector<RowNeighbour> nearestRows(const Embedding &unit, std::uint32_t row, int count);
Embedding unitRows(Embedding embedding); ///< each row divided by its length

enum class MapOf { Products, Shoppers };

struct MapGroup
{
    QString name{};         ///< words, or empty
    std::uint32_t size = 0; ///< points
    float x = 0, y = 0;     ///< where it stands out most from the others
};

/// A run's (or a table's) products or shoppers in two dimensions, with what the map can say and colour by.
struct RunMap
{
    RunId run{}; ///< 0: of a table of features
    MapOf of = MapOf::Products;
    std::vector<std::int64_t> ids; ///< [points] ItemId or UserId values
    Projection projection;
    Embedding unit; ///< [points x size]
    Clustering clustering;
    std::vector<MapGroup> groups;
    std::vector<QString> keys;   ///< [points] as the log writes them
    std::vector<QString> titles; ///< of products; may be empty texts
    std::vector<QString> categories;
    std::vector<float> prices;         ///< NaN where unknown
    std::vector<std::uint32_t> events; ///< of the product or shopper in the whole project
    std::optional<std::uint32_t> pointOf(std::int64_t id) const;
};

/// @throws Error map.no-embedding (the method has none), Cancelled
std::shared_ptr<const RunMap> makeRunMap(const KeptRun &run, MapOf of, const Project &project, JobContext &job);

/// Of a table of features; what has no vector of length above 0 is not on it.
/// @throws Error map.no-vectors, features.damaged, Cancelled
std::shared_ptr<const RunMap> makeFeatureMap(const Project &project, const StoredFeature &feature, JobContext &job);

/// How often a run shows each product: in the first `k` places of the lists of at most `shoppers` shoppers (evenly
/// spread over all; everything known today).
struct RunExposure
{
    std::vector<std::uint32_t> shown; ///< by KeptRun item index
    std::size_t shoppers = 0;
};
RunExposure measureExposure(const std::shared_ptr<const KeptRun> &run, const Project &project, int k,
                            std::size_t shoppers, JobContext &job);

} // namespace aisle
