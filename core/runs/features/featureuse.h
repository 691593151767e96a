#pragma once
#include "core/recommend/registry.h"
#include "core/storage/featurestore.h"

#include <QJsonArray>
#include <QStringList>
#include <vector>

namespace aisle {

class Project;

/// A table of vectors that a run learnt from, as it was then.
struct FeatureUse
{
    QString name;
    FeatureSubject subject = FeatureSubject::Items;
    int dims = 0;
    double coverage = 0; ///< share of the products (or shoppers) of its data that had a vector
    QString source;      ///< "title, category by builtin"; "import", since a file's name may be a secret
    QString identity;    ///< of the encoder; empty of an import
    QString content;     ///< contentHash()

    friend bool operator==(const FeatureUse &, const FeatureUse &) = default;
};
using FeatureUses = std::vector<FeatureUse>;

QJsonArray toJson(const FeatureUses &uses);
FeatureUses featureUsesFrom(const QJsonArray &json);
QStringList namesOf(const FeatureUses &uses);

/// The tables of these names, if the recommender takes them.
/// @throws Error features.unknown, features.none; train.no-features, train.no-shopper-features, with those that take
/// them
std::vector<StoredFeature> demandedFeatures(const Project &project, const RecommenderInfo &info,
                                            const QStringList &names);

} // namespace aisle
