#include "core/features/catalogueencoding.h"

#include "core/common/lookup/mapped.h"
#include "core/jobs/jobcontext.h"

#include <QElapsedTimer>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kSample = 48; ///< texts: half a second of a small network on a slow processor

/// Whether a table of that name would go on with what it has.
bool goesOn(const StoredFeature &table, const CatalogueEncoding &encoding, const EncoderUse &encoder)
{
    const auto source = FeatureSource::of(table);
    return table.subject == FeatureSubject::Items && source.identity == encoder.identity &&
           source.fields == encoding.fields;
}

/// Texts that lie evenly among all.
std::vector<std::string> sampleOf(const std::vector<std::string> &texts)
{
    return mapped<std::vector<std::string>>(evenPlaces(texts.size(), kSample),
                                            [&](std::size_t place) { return texts[place]; });
}

} // namespace

EncodingTotals encode(Project &project, const CatalogueEncoding &encoding, Device device, JobContext &job)
{
    if (encoding.isBuiltin())
        return encodeByWords(project, encoding.name, encoding.fields, encoding.dims, job);
    return encodeCatalogue(project, encoding.name, encoding.fields, encoderIn(encoderFolder(encoding.encoder), device),
                           job);
}

namespace {

ImageEncoder encoderFor(const CataloguePictureEncoding &encoding, Device device)
{
    return encoding.isBuiltin() ? builtinImageEncoder() : imageEncoderIn(encoding.encoder, encoding.preprocess, device);
}

} // namespace

PictureTotals encode(Project &project, const CataloguePictureEncoding &encoding, Device device, JobContext &job)
{
    const auto places = picturePlaces(project, encoding.pictures, encoding.folder);
    return encodePictures(project, encoding.name, places, encoderFor(encoding, device), job);
}

CataloguePictures forecast(const Project &project, const CataloguePictureEncoding &encoding, Device device,
                           JobContext &job)
{
    encoderFor(encoding, device); // says what is wrong with it
    job.checkpoint();
    return cataloguePictures(project, picturePlaces(project, encoding.pictures, encoding.folder), job);
}

EncodingForecast forecast(const Project &project, const CatalogueEncoding &encoding, Device device, JobContext &job)
{
    const auto texts = catalogueTexts(project, encoding.fields, job);
    EncodingForecast seen;
    seen.products = seen.left = static_cast<std::int64_t>(texts.ids.size());
    if (encoding.isBuiltin() || texts.ids.empty())
        return seen;
    const auto encoder = encoderIn(encoderFolder(encoding.encoder), device);
    job.checkpoint();
    if (const auto table = FeatureStore(project).find(encoding.name); table && goesOn(*table, encoding, encoder))
        seen.left = staleRows(project, FeatureSource::of(*table), readFeatures(project, *table, job), job);
    const auto some = sampleOf(texts.texts);
    SilentContext silent;
    encoder.encode(std::span(some).first(1), silent); // the first one also wakes the library
    job.checkpoint();
    QElapsedTimer clock;
    clock.start();
    const auto encoded = encoder.encode(some, job);
    seen.unknownShare = encoded.unknownShare();
    seen.seconds =
        static_cast<double>(clock.elapsed()) / 1000 * static_cast<double>(seen.left) / static_cast<double>(some.size());
    return seen;
}

} // namespace aisle
