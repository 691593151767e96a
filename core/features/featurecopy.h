#pragma once
#include "core/storage/featurestore.h"

#include <QTemporaryFile>
#include <memory>

namespace aisle {

class JobContext;

/// A table of vectors kept outside the project, in a temporary file that goes with this: for taking back a deletion.
class FeatureCopy
{
public:
    /// @throws Error export.cannot-write when there is no room for it
    FeatureCopy(const Project &project, const StoredFeature &feature, JobContext &job);
    /// The table stands again as it was. @throws Error features.exists
    void putBack(Project &project, JobContext &job);

private:
    StoredFeature m_feature;
    QTemporaryFile m_file;
};

} // namespace aisle
