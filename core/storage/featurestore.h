#pragma once
#include "core/common/ids.h"
#include "core/storage/project.h"

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace aisle {

using FeatureId = StrongNumber<struct FeatureIdTag, std::int64_t>;

enum class FeatureSubject { Items, Users };
const char *subjectName(FeatureSubject subject);                    ///< "items", "users": as stored and typed
std::optional<FeatureSubject> subjectFromName(const QString &name); ///< empty: no such word

inline constexpr int kLongestFeatureName = 200, kMostFeatureDims = 65'536;

/// A table of vectors as the project keeps it.
struct StoredFeature
{
    FeatureId id{};
    QString name;
    FeatureSubject subject = FeatureSubject::Items;
    int dims = 0;
    QByteArray source;   ///< JSON object that core/features makes and reads
    std::int64_t at = 0; ///< Unix milliseconds
};

/// Some rows of one table.
struct FeatureChunk
{
    std::vector<std::int64_t> ids;     ///< of products or shoppers
    std::vector<std::uint64_t> hashes; ///< aligned: of what each row was made from; 0 where that is not known
    std::vector<float> vectors;        ///< [ids x dims]
};

/// Vectors of products and shoppers. Owns the statements; what the rows mean is core/features' business.
class FeatureStore
{
public:
    explicit FeatureStore(const Project &project) : m_project(project) {}

    std::vector<StoredFeature> list() const; ///< by name
    std::optional<StoredFeature> find(const QString &name) const;
    StoredFeature known(const QString &name) const; ///< @throws Error features.unknown, with those that there are

    /// An empty table; `id` and `at` are set. @throws Error features.exists, features.name
    StoredFeature create(StoredFeature feature);
    void setSource(FeatureId id, const QByteArray &source);
    /// In one transaction. @param chunk  at least one row
    void append(const StoredFeature &feature, const FeatureChunk &chunk);
    /// The table has these rows and no others, in one transaction.
    void replace(const StoredFeature &feature, const FeatureChunk &all);
    void remove(FeatureId id);
    /// A table that remove() took away stands again under its number, empty. @throws Error features.exists
    void restore(const StoredFeature &feature);

    std::int64_t rowCount(FeatureId id) const; ///< a product that was encoded anew counts twice until that is whole
    /// In the order they were written. @throws Error features.damaged when a chunk is not what append() writes
    void read(const StoredFeature &feature, const std::function<void(const FeatureChunk &chunk)> &take) const;

private:
    const Project &m_project;
};

} // namespace aisle
