#include "core/explore/queryencoder.h"

#include "core/common/error.h"
#include "core/features/encoders/images/imageencoder.h"
#include "core/features/encoding.h"
#include "core/jobs/jobcontext.h"
#include "core/runs/features/runencoder.h"

#include <QFileInfo>
#include <algorithm>
#include <array>

namespace aisle {

namespace {

[[noreturn]] void throwWhere(const QString &name, const QString &encoder, const QString &path)
{
    throw Error("features.query-where",
                QT_TRANSLATE_NOOP("Error",
                                  "The features \"%1\" were made by %2, which is not where it was (%3): put it "
                                  "back, or encode them again from where it is now."),
                {name, encoder, path.isEmpty() ? QStringLiteral("?") : path});
}

[[noreturn]] void throwOther(const QString &name, const QString &encoder)
{
    throw Error("features.query-other",
                QT_TRANSLATE_NOOP("Error",
                                  "The features \"%1\" were made by another encoder than %2 is now: encode them "
                                  "again first."),
                {name, encoder});
}

/// Where the encoder's files are: where somebody says, where they were, or where a fetched one is.
QString placeOf(const QString &name, const FeatureSource &source, const QString &asked)
{
    if (!asked.isEmpty())
        return encoderFolder(asked);
    if (!source.encoderPath.isEmpty() && QFileInfo::exists(source.encoderPath))
        return source.encoderPath;
    if (source.encoder == QLatin1String(kMiniLmName))
        return encoderFolder(QLatin1String(kMiniLm));
    throwWhere(name, source.encoder, source.encoderPath);
}

QueryEncoder ofPictures(const QString &name, const FeatureSource &source, const QString &asked,
                        const QString &preprocess, Device device)
{
    const auto prepared =
        preprocess.isEmpty() && source.preprocess != QLatin1String("config") ? source.preprocess : preprocess;
    const auto encoder = source.encoder == QLatin1String(kBuiltinEncoder)
                             ? builtinImageEncoder()
                             : imageEncoderIn(placeOf(name, source, asked), prepared, device);
    if (encoder.identity != source.identity)
        throwOther(name, encoder.name);
    return {.ofPictures = true, .encode = [encoder](const QString &file, JobContext &job) {
                auto encoded = encoder.encode(std::array{file}, job);
                if (const auto &why = encoded.why.first(); !why.isEmpty())
                    throw Error("features.query-unreadable", "%1", {why});
                return std::move(encoded.vectors);
            }};
}

[[noreturn]] void throwNoWords(const QString &name, const QString &text)
{
    throw Error("features.query-words", QT_TRANSLATE_NOOP("Error", "The features \"%1\" know no word of \"%2\"."),
                {name, text});
}

QueryEncoder ofWords(const Project &project, const StoredFeature &feature, const FeatureSource &source, JobContext &job)
{
    const auto space = std::make_shared<WordSpace>(project, source.fields, feature.dims, job);
    if (space->content() != source.content)
        throw Error("features.query-stale",
                    QT_TRANSLATE_NOOP("Error", "The catalogue has changed since the features \"%1\" were made of its "
                                               "words: bring them up to date (Features, or encode them again) first."),
                    {feature.name});
    return {.ofPictures = false, .encode = [space, name = feature.name](const QString &text, JobContext &) {
                auto vector = space->vectorOf(text);
                if (lengthOf(vector) <= 0)
                    throwNoWords(name, text);
                return vector;
            }};
}

} // namespace

QueryEncoder queryEncoderOf(const Project &project, const StoredFeature &feature, const QString &encoder,
                            const QString &preprocess, Device device, JobContext &job)
{
    const auto source = FeatureSource::of(feature);
    if (source.encoder.isEmpty() || !source.columns.isEmpty() || feature.subject != FeatureSubject::Items)
        throw Error("features.query-imported",
                    QT_TRANSLATE_NOOP("Error",
                                      "What made the features \"%1\" is not known to Aisle (%2), so it makes no "
                                      "vector of a picture or text."),
                    {feature.name, source.text()});
    if (source.ofPictures)
        return ofPictures(feature.name, source, encoder, preprocess, device);
    if (source.encoder == QLatin1String(kBuiltinEncoder))
        return ofWords(project, feature, source, job);
    const auto run = runThatTuned(source.encoder);
    const auto use = run ? encoderOf(encoderOfRun(project, *run, job), device)
                         : encoderIn(placeOf(feature.name, source, encoder), device);
    if (use.identity != source.identity)
        throwOther(feature.name, use.name);
    return {.ofPictures = false, .encode = [use, name = feature.name](const QString &text, JobContext &inner) {
                auto encoded = use.encode(std::array{text.toStdString()}, inner);
                if (encoded.words > 0 && encoded.unknownWords == encoded.words)
                    throwNoWords(name, text);
                return std::move(encoded.vectors);
            }};
}

} // namespace aisle
