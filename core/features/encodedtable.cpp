#include "core/features/encodedtable.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/jobs/jobcontext.h"

#include <QJsonDocument>
#include <algorithm>
#include <set>

namespace aisle {

namespace {

/// Whether a product's row was made from what is its source now.
bool isCurrent(const RowSources &sources, std::int64_t id, std::uint64_t hash)
{
    const auto found = std::ranges::lower_bound(sources.ids, id);
    return found != sources.ids.end() && *found == id &&
           sources.hashes[static_cast<std::size_t>(found - sources.ids.begin())] == hash;
}

FeatureChunk currentRows(const FeatureVectors &all, const RowSources &sources)
{
    FeatureChunk kept;
    for (std::size_t place = 0; place < all.size(); ++place) {
        if (!isCurrent(sources, all.ids[place], all.hashes[place]))
            continue;
        kept.ids.push_back(all.ids[place]);
        kept.hashes.push_back(all.hashes[place]);
        const auto row = all.row(place);
        kept.vectors.insert(kept.vectors.end(), row.begin(), row.end());
    }
    return kept;
}

} // namespace

QByteArray storedSource(const FeatureSource &source)
{
    return QJsonDocument(source.toJson()).toJson(QJsonDocument::Compact);
}

StoredFeature tableFor(FeatureStore &store, const QString &name, const FeatureSource &wanted, int dims)
{
    auto unfinished = wanted;
    unfinished.isWhole = false;
    const auto found = store.find(name);
    if (!found)
        return store.create({.id = {},
                             .name = name,
                             .subject = FeatureSubject::Items,
                             .dims = dims,
                             .source = storedSource(unfinished),
                             .at = 0});
    const auto has = FeatureSource::of(*found);
    if (found->dims != dims || has.identity != wanted.identity || has.fields != wanted.fields ||
        has.ofPictures != wanted.ofPictures || found->subject != FeatureSubject::Items)
        throw Error("features.made-otherwise",
                    QT_TRANSLATE_NOOP("Error", "The features \"%1\" were made otherwise (%2): delete them first, or "
                                               "take another name."),
                    {name, has.text()});
    store.setSource(found->id, storedSource(unfinished));
    return *found;
}

std::vector<std::size_t> toEncode(const RowSources &sources, const FeatureVectors &has)
{
    return placesWhere(sources.ids.size(), [&](std::size_t i) {
        const auto place = has.placeOf(sources.ids[i]);
        return !place || has.hashes[*place] != sources.hashes[i];
    });
}

std::int64_t encodeRows(const Project &project, const StoredFeature &feature, const RowSources &sources,
                        std::size_t batch, const MakeRows &make, JobContext &job)
{
    FeatureStore store(project);
    const auto places = toEncode(sources, readFeatures(project, feature, job));
    std::int64_t made = 0;
    for (std::size_t begin = 0; begin < places.size(); begin += batch) {
        job.checkpoint();
        const auto count = std::min(batch, places.size() - begin);
        const double all = static_cast<double>(places.size());
        PartOfJob part(job, static_cast<double>(begin) / all, static_cast<double>(begin + count) / all);
        const auto chunk = make(std::span(places).subspan(begin, count), part);
        if (!chunk.ids.empty())
            store.append(feature, chunk);
        made += static_cast<std::int64_t>(chunk.ids.size());
    }
    return made;
}

void finishRows(const Project &project, const StoredFeature &feature, const RowSources &sources, FeatureSource source,
                JobContext &job)
{
    FeatureStore store(project);
    std::set<std::int64_t> ids;
    bool isAnythingLeftOver = false; // a former row lies there until the table is written anew
    store.read(feature, [&](const FeatureChunk &chunk) {
        for (std::size_t i = 0; i < chunk.ids.size(); ++i)
            isAnythingLeftOver |=
                !ids.insert(chunk.ids[i]).second || !isCurrent(sources, chunk.ids[i], chunk.hashes[i]);
    });
    if (isAnythingLeftOver)
        store.replace(feature, currentRows(readFeatures(project, feature, job), sources));
    source.content = contentHash(readFeatures(project, feature, job));
    store.setSource(feature.id, storedSource(source));
}

} // namespace aisle
