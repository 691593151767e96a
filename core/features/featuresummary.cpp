#include "core/features/featuresummary.h"

#include "core/common/lookup/enumnames.h"
#include "core/features/encoding.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"

namespace aisle {

namespace {

constexpr auto kTypes = enumNames<FeatureSummary::Type>("text", "category", "vector", "numbers");

} // namespace

std::int64_t subjectCount(const Project &project, FeatureSubject subject)
{
    const Catalogue catalogue(project);
    return subject == FeatureSubject::Items ? catalogue.itemCount() : catalogue.userCount();
}

const char *typeName(FeatureSummary::Type type)
{
    return kTypes.of(type);
}

std::vector<FeatureSummary> catalogueColumns(const Project &project, JobContext &job)
{
    using Type = FeatureSummary::Type;
    std::vector<FeatureSummary> columns;
    const auto all = subjectCount(project, FeatureSubject::Items);
    const auto fields = textFields();
    const auto counts = textCounts(project, job);
    for (std::size_t f = 0; f < counts.size(); ++f) {
        const auto &field = fields.at(static_cast<qsizetype>(f));
        if (counts[f] == 0)
            continue;
        const bool isCategory = field == QLatin1String("category") || field == QLatin1String("brand");
        FeatureSummary column;
        column.name = field;
        column.type = isCategory ? Type::Category : Type::Text;
        column.rows = counts[f];
        column.all = all;
        columns.push_back(std::move(column));
    }
    return columns;
}

FeatureSummary summaryOf(const Project &project, const StoredFeature &feature, JobContext &job)
{
    const auto vectors = readFeatures(project, feature, job);
    FeatureSummary summary;
    summary.name = feature.name;
    summary.subject = feature.subject;
    summary.table = feature;
    if (!summary.source().columns.isEmpty())
        summary.type = FeatureSummary::Type::Numbers;
    summary.dims = feature.dims;
    summary.rows = static_cast<std::int64_t>(vectors.size());
    summary.all = subjectCount(project, feature.subject);
    summary.stale = staleRows(project, FeatureSource::of(feature), vectors, job);
    return summary;
}

std::vector<FeatureSummary> featureSummaries(const Project &project, JobContext &job)
{
    auto all = catalogueColumns(project, job);
    for (const auto &feature : FeatureStore(project).list())
        all.push_back(summaryOf(project, feature, job));
    return all;
}

} // namespace aisle
