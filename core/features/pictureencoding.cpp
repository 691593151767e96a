#include "core/features/pictureencoding.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"
#include "core/common/random.h"
#include "core/common/text/sentence.h"
#include "core/features/encoders/images/picture.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <map>
#include <set>

namespace aisle {

namespace {

constexpr std::size_t kBatch = 64; ///< products
constexpr qsizetype kMostExamples = 3;

std::uint64_t hashOf(const QStringList &files, const QString &folder)
{
    QString text;
    const QDir from(folder);
    for (const auto &file : files) {
        const QFileInfo info(file);
        text += QStringLiteral("%1\n%2\n%3\n")
                    .arg(from.relativeFilePath(file), QString::number(info.exists() ? info.size() : -1),
                         QString::number(info.lastModified().toMSecsSinceEpoch()));
    }
    return std::max<std::uint64_t>(1, stableHash(text.toStdString()));
}

/// Finds products by the names of files.
class ProductNames
{
public:
    explicit ProductNames(const Project &project)
    {
        for (const auto &[id, key] : Catalogue(project).itemKeys())
            m_ids.insert(QString::fromStdString(key), id.value);
    }
    std::size_t size() const { return static_cast<std::size_t>(m_ids.size()); }
    /// @param path  within the folder of the pictures
    std::optional<std::int64_t> productOf(const QString &path) const
    {
        static const QRegularExpression kNumbered(QStringLiteral(R"(^(.+?)[ _-]+\(?\d{1,3}\)?$)"));
        const auto stem = QFileInfo(path).completeBaseName();
        if (const auto id = find(stem))
            return id;
        if (const auto numbered = kNumbered.match(stem); numbered.hasMatch())
            if (const auto id = find(numbered.captured(1)))
                return id;
        const auto folders = path.split(u'/').mid(0, path.count(u'/'));
        for (auto folder = folders.crbegin(); folder != folders.crend(); ++folder)
            if (const auto id = find(*folder))
                return id;
        return {};
    }

private:
    std::optional<std::int64_t> find(const QString &key) const
    {
        auto found = m_ids.constFind(key);
        if (found == m_ids.cend()) // some systems write accents apart
            found = m_ids.constFind(key.normalized(QString::NormalizationForm_C));
        return found == m_ids.cend() ? std::nullopt : std::optional(*found);
    }
    QHash<QString, std::int64_t> m_ids;
};

using FilesByProduct = std::map<std::int64_t, QStringList>;

FilesByProduct inFolder(const Project &project, const QString &folder, CataloguePictures &pictures, JobContext &job)
{
    constexpr int kLook = 1000; ///< files between two looks at the job
    const ProductNames products(project);
    FilesByProduct files;
    const QDir root(folder);
    int seen = 0;
    for (QDirIterator all(folder, QDir::Files, QDirIterator::Subdirectories); all.hasNext();) {
        const auto path = all.next();
        if (++seen % kLook == 0)
            job.checkpoint();
        if (!isPictureName(path))
            continue;
        const auto name = root.relativeFilePath(path);
        if (const auto id = products.productOf(name))
            files[*id] << path;
        else if (pictures.unknown++ < kMostExamples)
            pictures.examples << name;
    }
    pictures.without = static_cast<std::int64_t>(products.size() - files.size());
    return files;
}

/// What a product has in a column: one path, or several.
QStringList pathsIn(const ItemRecord &item, const QString &column)
{
    if (column == QLatin1String("image"))
        return {item.image};
    const auto value = QJsonDocument::fromJson(item.attributes.toUtf8()).object().value(column);
    if (!value.isArray())
        return {value.toString()};
    QStringList paths;
    for (const auto &each : value.toArray())
        paths << each.toString();
    return paths;
}

/// The files that a text names: itself, or several with "|", ";" or a new line between.
QStringList filesNamed(const QString &text, const QString &folder, CataloguePictures &pictures)
{
    static const QRegularExpression kBetween(QStringLiteral(R"([|;\n])"));
    static const QRegularExpression kLink(QStringLiteral("^[a-z]+://"), QRegularExpression::CaseInsensitiveOption);
    const QDir from(folder);
    const auto absolute = [&](const QString &path) {
        return QDir::cleanPath(
            from.absoluteFilePath(path.startsWith(QLatin1String("file:")) ? QUrl(path).toLocalFile() : path));
    };
    QStringList files;
    const auto parts = QFileInfo(absolute(text)).isFile() ? QStringList{text} : text.split(kBetween);
    for (const auto &part : parts) {
        const auto path = part.trimmed();
        if (path.isEmpty())
            continue;
        if (kLink.match(path).hasMatch() && !path.startsWith(QLatin1String("file:")))
            ++pictures.links;
        else
            files << absolute(path);
    }
    return files;
}

FilesByProduct inColumn(const Project &project, const PicturePlaces &places, CataloguePictures &pictures,
                        JobContext &job)
{
    constexpr std::size_t kRowsRead = 10000;
    const Catalogue catalogue(project);
    const auto stored = catalogue.itemIds();
    const std::vector<ItemId> ids(stored.begin(), stored.end());
    FilesByProduct files;
    for (std::size_t begin = 0; begin < ids.size(); begin += kRowsRead) {
        job.checkpoint();
        for (const auto &item :
             catalogue.items(std::span(ids).subspan(begin, std::min(kRowsRead, ids.size() - begin)))) {
            QStringList all;
            for (const auto &text : pathsIn(item, places.column))
                all << filesNamed(text, places.folder, pictures);
            if (!all.isEmpty())
                files[item.id.value] = all;
        }
    }
    pictures.without = static_cast<std::int64_t>(ids.size() - files.size());
    return files;
}

[[noreturn]] void throwNoPictures(const PicturePlaces &places, const CataloguePictures &pictures)
{
    if (places.column.isEmpty() && pictures.unknown == 0)
        throw Error("features.no-pictures",
                    QT_TRANSLATE_NOOP("Error", "There is no picture in the folder %1 or in one below it."),
                    {places.folder});
    if (places.column.isEmpty())
        throw Error("features.no-pictures",
                    QT_TRANSLATE_NOOP("Error", "No picture in the folder %1 is called as a product (%2 [is|are] called "
                                               "otherwise, such as %3): 17.jpg, or 17_1.jpg, is the picture of the "
                                               "product 17."),
                    {places.folder, grouped(pictures.unknown), pictures.examples.join(QStringLiteral(", "))});
    if (pictures.links > 0)
        throw Error("features.no-pictures",
                    QT_TRANSLATE_NOOP("Error", "The column %1 has addresses and no files: Aisle fetches nothing. Name "
                                               "the folder where the pictures lie."),
                    {places.column});
    throw Error("features.no-pictures",
                QT_TRANSLATE_NOOP("Error",
                                  "There is no folder %1, and no product has anything in a column %1: name the "
                                  "folder of the pictures, or image for the catalogue's own column."),
                {places.column});
}

/// The mean of those that can be read, of one product.
bool addMean(const EncodedPictures &encoded, std::size_t first, std::size_t count, std::size_t dims,
             std::vector<float> &to)
{
    std::vector<double> sum(dims);
    std::size_t read = 0;
    for (auto i = first; i < first + count; ++i) {
        if (!encoded.why[static_cast<qsizetype>(i)].isEmpty())
            continue;
        ++read;
        for (std::size_t d = 0; d < dims; ++d)
            sum[d] += static_cast<double>(encoded.vectors[i * dims + d]);
    }
    if (read == 0)
        return false;
    std::ranges::transform(sum, std::back_inserter(to),
                           [&](double each) { return static_cast<float>(each / static_cast<double>(read)); });
    return true;
}

QString written(std::uint64_t hash)
{
    return QString::number(hash, 16);
}

/// Rows of some products; says in the totals what could not be read.
FeatureChunk rowsOf(std::span<const std::size_t> chosen, const ImageEncoder &encoder, PictureTotals &totals,
                    QStringList &unreadable, JobContext &job)
{
    const auto &found = totals.found;
    std::vector<QString> files;
    for (const auto place : chosen)
        files.insert(files.end(), found.files[place].begin(), found.files[place].end());
    const auto encoded = encoder.encode(files, job);
    FeatureChunk chunk;
    std::size_t first = 0;
    for (const auto place : chosen) {
        const auto count = static_cast<std::size_t>(found.files[place].size());
        if (addMean(encoded, first, count, static_cast<std::size_t>(encoder.dims), chunk.vectors)) {
            chunk.ids.push_back(found.ids[place]);
            chunk.hashes.push_back(found.hashes[place]);
        } else {
            unreadable << written(found.hashes[place]);
        }
        first += count;
    }
    for (const auto &why : encoded.why) {
        totals.pictures += why.isEmpty();
        if (!why.isEmpty() && totals.unreadable++ < kMostExamples)
            totals.why << why;
    }
    return chunk;
}

} // namespace

PicturePlaces picturePlaces(const Project &project, const QString &asked, const QString &base)
{
    demandNameable(asked);
    if (QFileInfo(asked).isDir())
        return {.folder = QDir(asked).absolutePath(), .column = {}};
    const auto folder = base.isEmpty() ? QFileInfo(project.path()).absolutePath() : base;
    return {.folder = QDir(folder).absolutePath(), .column = asked};
}

CataloguePictures cataloguePictures(const Project &project, const PicturePlaces &places, JobContext &job)
{
    CataloguePictures pictures;
    auto files = places.column.isEmpty() ? inFolder(project, places.folder, pictures, job)
                                         : inColumn(project, places, pictures, job);
    for (auto &[id, ofProduct] : files) {
        ofProduct.sort();
        pictures.ids.push_back(id);
        pictures.hashes.push_back(hashOf(ofProduct, places.folder));
        pictures.files.push_back(ofProduct);
    }
    if (pictures.ids.empty())
        throwNoPictures(places, pictures);
    return pictures;
}

PictureTotals encodePictures(Project &project, const QString &name, const PicturePlaces &places,
                             const ImageEncoder &encoder, JobContext &job)
{
    PictureTotals totals;
    totals.found = cataloguePictures(project, places, job);
    FeatureSource source;
    source.encoder = encoder.name;
    source.identity = encoder.identity;
    source.encoderPath = encoder.path;
    source.ofPictures = true;
    source.folder = places.folder;
    source.preprocess = encoder.preprocess;
    if (!places.column.isEmpty())
        source.fields = {places.column};
    FeatureStore store(project);
    totals.feature = tableFor(store, name, source, encoder.dims);
    const auto make = [&](std::span<const std::size_t> chosen, JobContext &part) {
        return rowsOf(chosen, encoder, totals, source.unreadable, part);
    };
    totals.encoded = encodeRows(project, totals.feature, totals.found, kBatch, make, job);
    totals.rows = static_cast<std::int64_t>(totals.found.ids.size()) - source.unreadable.size();
    if (totals.rows == 0) { // a drive that is not there takes nothing away
        if (readFeatures(project, totals.feature, job).size() == 0)
            store.remove(totals.feature.id);
        throw Error("features.no-picture-read",
                    QT_TRANSLATE_NOOP("Error", "None of %1 [picture|pictures] can be read, such as: %2"),
                    {grouped(totals.unreadable), totals.why.first()});
    }
    finishRows(project, totals.feature, totals.found, source, job);
    return totals;
}

std::int64_t stalePictures(const Project &project, const FeatureSource &source, const FeatureVectors &vectors,
                           JobContext &job)
{
    if (!QFileInfo(source.folder).isDir())
        return 0;
    const PicturePlaces places{.folder = source.folder, .column = source.fields.value(0)};
    CataloguePictures pictures;
    try {
        pictures = cataloguePictures(project, places, job);
    } catch (const Error &) { // none is left
        return 0;
    }
    const std::set<QString> unreadable(source.unreadable.begin(), source.unreadable.end());
    const auto changed = toEncode(pictures, vectors);
    return std::ranges::count_if(changed,
                                 [&](auto place) { return !unreadable.contains(written(pictures.hashes[place])); });
}

} // namespace aisle
