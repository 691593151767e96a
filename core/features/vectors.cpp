#include "core/features/vectors.h"

#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/common/text/sentence.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace aisle {

namespace {

std::vector<std::int64_t> idsOf(const Project &project, FeatureSubject subject)
{
    const Catalogue catalogue(project);
    return subject == FeatureSubject::Items ? catalogue.itemIds() : catalogue.userIds();
}

QHash<QString, std::int64_t> idsByKey(const Project &project, FeatureSubject subject)
{
    QHash<QString, std::int64_t> ids;
    const Catalogue catalogue(project);
    const auto take = [&](const auto &keys) {
        for (const auto &[id, key] : keys)
            ids.insert(QString::fromStdString(key), id.value);
    };
    subject == FeatureSubject::Items ? take(catalogue.itemKeys()) : take(catalogue.userKeys());
    return ids;
}

/// A row's place among the rows of a file: the last of its key counts.
std::map<std::int64_t, std::size_t> placesById(const QHash<QString, std::int64_t> &ids, const QStringList &keys,
                                               FeatureImport &seen)
{
    constexpr qsizetype kMostExamples = 3;
    std::map<std::int64_t, std::size_t> places;
    for (qsizetype row = 0; row < keys.size(); ++row) {
        const auto id = ids.constFind(keys.at(row));
        if (id == ids.cend()) {
            if (seen.unknown++ < kMostExamples)
                seen.examples << keys.at(row);
            continue;
        }
        seen.repeated += places.contains(*id);
        places[*id] = static_cast<std::size_t>(row);
    }
    return places;
}

[[noreturn]] void throwNoMatch(const QString &file, bool isOfReviews, const FeatureImport &seen)
{
    throw Error("features.no-match",
                isOfReviews
                    ? QT_TRANSLATE_NOOP("Error", "No product of the reviews in %1 is one of the project's (%2 "
                                                 "are not, such as %3). Name the column of products (--item).")
                    : QT_TRANSLATE_NOOP("Error", "No key of %1 is one of the project's (%2 are not, such as %3). Name "
                                                 "the column of keys (--key) or a file with a key a line (--keys)."),
                {file, grouped(seen.unknown), seen.examples.join(QStringLiteral(", "))});
}

} // namespace

QJsonObject FeatureSource::toJson() const
{
    QJsonObject json;
    const auto put = [&](const char *key, const QString &text) {
        if (!text.isEmpty())
            json.insert(QLatin1String(key), text);
    };
    put("file", file);
    put("encoder", encoder);
    put("identity", identity);
    put("encoder_path", encoderPath);
    put("folder", folder);
    put("preprocess", preprocess);
    put("content", content);
    if (!fields.isEmpty())
        json.insert(QStringLiteral("fields"), QJsonArray::fromStringList(fields));
    if (!columns.isEmpty())
        json.insert(QStringLiteral("columns"), QJsonArray::fromStringList(columns));
    if (ofPictures)
        json.insert(QStringLiteral("pictures"), true);
    if (!unreadable.isEmpty())
        json.insert(QStringLiteral("unreadable"), QJsonArray::fromStringList(unreadable));
    if (!isWhole)
        json.insert(QStringLiteral("whole"), false);
    return json;
}

FeatureSource FeatureSource::fromJson(const QJsonObject &json)
{
    FeatureSource source;
    source.file = json.value(QStringLiteral("file")).toString();
    source.encoder = json.value(QStringLiteral("encoder")).toString();
    source.identity = json.value(QStringLiteral("identity")).toString();
    source.encoderPath = json.value(QStringLiteral("encoder_path")).toString();
    source.content = json.value(QStringLiteral("content")).toString();
    for (const auto &field : json.value(QStringLiteral("fields")).toArray())
        source.fields << field.toString();
    for (const auto &column : json.value(QStringLiteral("columns")).toArray())
        source.columns << column.toString();
    source.ofPictures = json.value(QStringLiteral("pictures")).toBool(false);
    source.folder = json.value(QStringLiteral("folder")).toString();
    source.preprocess = json.value(QStringLiteral("preprocess")).toString();
    for (const auto &hash : json.value(QStringLiteral("unreadable")).toArray())
        source.unreadable << hash.toString();
    source.isWhole = json.value(QStringLiteral("whole")).toBool(true);
    return source;
}

FeatureSource FeatureSource::of(const StoredFeature &feature)
{
    return fromJson(QJsonDocument::fromJson(feature.source).object());
}

QString FeatureSource::text() const
{
    if (encoder.isEmpty())
        return QStringLiteral("import of %1").arg(file);
    if (!file.isEmpty())
        return QStringLiteral("%1 of %2").arg(encoder, file);
    if (ofPictures) {
        const auto where = fields.isEmpty() ? QDir(folder).dirName() : fields.first();
        return preprocess.isEmpty()
                   ? QStringLiteral("pictures of %1 by %2").arg(where, encoder)
                   : QStringLiteral("pictures of %1 by %2 (prepared by %3)").arg(where, encoder, preprocess);
    }
    return QStringLiteral("%1 by %2").arg(fields.join(QStringLiteral(", ")), encoder);
}

std::optional<std::size_t> FeatureVectors::placeOf(std::int64_t id) const
{
    const auto found = std::ranges::lower_bound(ids, id);
    if (found == ids.end() || *found != id)
        return {};
    return static_cast<std::size_t>(found - ids.begin());
}

FeatureVectors readFeatures(const Project &project, const StoredFeature &feature, JobContext &job)
{
    const auto known = idsOf(project, feature.subject);
    const auto dims = static_cast<std::size_t>(feature.dims);
    FeatureVectors all{.subject = feature.subject, .dims = feature.dims, .ids = {}, .hashes = {}, .values = {}};
    std::map<std::int64_t, std::size_t> places; // of what was read, the latest of each
    FeatureVectors read = all;
    FeatureStore(project).read(feature, [&](const FeatureChunk &chunk) {
        job.checkpoint();
        for (std::size_t i = 0; i < chunk.ids.size(); ++i) {
            if (!std::ranges::binary_search(known, chunk.ids[i]))
                continue;
            places[chunk.ids[i]] = read.hashes.size();
            read.hashes.push_back(chunk.hashes[i]);
            const auto row = chunk.vectors.begin() + static_cast<std::ptrdiff_t>(i * dims);
            read.values.insert(read.values.end(), row, row + static_cast<std::ptrdiff_t>(dims));
        }
    });
    all.values.reserve(places.size() * dims);
    for (const auto &[id, place] : places) {
        all.ids.push_back(id);
        all.hashes.push_back(read.hashes[place]);
        const auto row = read.row(place);
        all.values.insert(all.values.end(), row.begin(), row.end());
    }
    return all;
}

QString contentHash(const FeatureVectors &vectors)
{
    constexpr qsizetype kDigits = 16;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const auto &numbers) {
        const auto bytes = std::as_bytes(std::span(numbers));
        hash.addData({reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())});
    };
    add(vectors.ids);
    add(vectors.values);
    return QString::fromLatin1(hash.result().toHex().left(kDigits));
}

double lengthOf(std::span<const float> row)
{
    double squares = 0;
    for (const float each : row)
        squares += static_cast<double>(each) * static_cast<double>(each);
    return std::sqrt(squares);
}

bool bringToLengthOne(std::span<float> row)
{
    const auto length = lengthOf(row);
    if (!(length > 0))
        return false;
    for (auto &each : row)
        each = static_cast<float>(each / length);
    return true;
}

namespace {

/// Every row's cosine with a vector, by place.
std::vector<SimilarRow> cosinesWith(const FeatureVectors &vectors, std::span<const float> asked)
{
    std::vector<SimilarRow> rows(vectors.size());
    const auto length = lengthOf(asked);
    parallelFor(rows.size(), 1024, [&](std::size_t begin, std::size_t end, int) {
        for (auto place = begin; place < end; ++place) {
            const auto row = vectors.row(place);
            const double product = std::inner_product(row.begin(), row.end(), asked.begin(), 0.0);
            const double lengths = length * lengthOf(row);
            rows[place] = {place, lengths > 0 ? static_cast<float>(product / lengths) : 0};
        }
    });
    return rows;
}

std::vector<SimilarRow> mostSimilar(std::vector<SimilarRow> rows, std::size_t k)
{
    const auto count = std::min(k, rows.size());
    std::ranges::partial_sort(rows, rows.begin() + static_cast<std::ptrdiff_t>(count), [](auto a, auto b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.place < b.place;
    });
    rows.resize(count);
    return rows;
}

} // namespace

std::vector<SimilarRow> similarRows(const FeatureVectors &vectors, std::size_t to, std::size_t k)
{
    auto rows = cosinesWith(vectors, vectors.row(to));
    std::erase_if(rows, [&](const SimilarRow &row) { return row.place == to; });
    return mostSimilar(std::move(rows), k);
}

std::vector<SimilarRow> similarRows(const FeatureVectors &vectors, std::span<const float> to, std::size_t k)
{
    return mostSimilar(cosinesWith(vectors, to), k);
}

FeatureImport importFeatures(Project &project, const QString &name, FeatureSubject subject, const QString &path,
                             const VectorFile &file, JobContext &job, FeatureSource source)
{
    FeatureImport seen;
    const auto places = placesById(idsByKey(project, subject), file.keys, seen);
    if (places.empty())
        throwNoMatch(QFileInfo(path).fileName(), !source.encoder.isEmpty(), seen);
    FeatureChunk chunk;
    const auto dims = static_cast<std::size_t>(file.dims);
    for (const auto &[id, row] : places) {
        chunk.ids.push_back(id);
        const auto begin = file.values.begin() + static_cast<std::ptrdiff_t>(row * dims);
        chunk.vectors.insert(chunk.vectors.end(), begin, begin + static_cast<std::ptrdiff_t>(dims));
    }
    chunk.hashes.assign(chunk.ids.size(), 0);
    job.checkpoint();
    source.file = QFileInfo(path).fileName();
    source.content =
        contentHash({.subject = subject, .dims = file.dims, .ids = chunk.ids, .hashes = {}, .values = chunk.vectors});
    FeatureStore store(project);
    const auto before = source.encoder.isEmpty() ? std::nullopt : store.find(name);
    if (before && FeatureSource::of(*before).encoder == source.encoder)
        store.remove(before->id);
    seen.feature = store.create({.id = {},
                                 .name = name,
                                 .subject = subject,
                                 .dims = file.dims,
                                 .source = QJsonDocument(source.toJson()).toJson(QJsonDocument::Compact),
                                 .at = 0});
    try {
        store.append(seen.feature, chunk);
    } catch (...) {
        store.remove(seen.feature.id);
        throw;
    }
    seen.rows = static_cast<std::int64_t>(places.size());
    return seen;
}

} // namespace aisle
