#include "core/features/encoding.h"

#include "core/common/error.h"
#include "core/common/random.h"
#include "core/features/encodedtable.h"
#include "core/features/encoders/text/encoderfolder.h"
#include "core/features/pictureencoding.h"
#include "core/features/textfeatures.h"
#include "core/jobs/jobcontext.h"
#include "core/numeric/decomposition/decomposition.h"
#include "core/storage/catalogue.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

namespace aisle {

namespace {

constexpr std::size_t kBatch = 512;      ///< texts that are lost at most when the program is killed
constexpr std::size_t kRowsRead = 10000; ///< of the catalogue at once

struct TextField
{
    const char *name;
    QString (*of)(const ItemRecord &item);
    QString (*ofFacts)(const SideFacts &facts, std::size_t item);
};

/// {"colour":"red"} as "colour red". @param words  of attributeWords()
QString attributesText(const std::vector<std::string> &words)
{
    QStringList parts;
    for (const auto &word : words) {
        auto text = QString::fromStdString(word);
        parts << text.replace(text.indexOf(u'='), 1, u' ');
    }
    return parts.join(QStringLiteral(", "));
}

template <class Values>
QString textAt(const Values &values, std::size_t item)
{
    if (item >= values.size())
        return {};
    if constexpr (std::is_same_v<Values, std::vector<std::string>>)
        return QString::fromStdString(values[item]);
    else
        return attributesText(values[item]);
}

const std::array<TextField, 5> kFields{
    {{"title", [](const ItemRecord &item) { return item.title; },
      [](const SideFacts &facts, std::size_t item) { return textAt(facts.titles, item); }},
     {"category", [](const ItemRecord &item) { return item.category; },
      [](const SideFacts &facts, std::size_t item) { return textAt(facts.categories, item); }},
     {"brand", [](const ItemRecord &item) { return item.brand; },
      [](const SideFacts &facts, std::size_t item) { return textAt(facts.brands, item); }},
     {"description", [](const ItemRecord &item) { return item.description; },
      [](const SideFacts &facts, std::size_t item) { return textAt(facts.descriptions, item); }},
     {"attributes", [](const ItemRecord &item) { return attributesText(attributeWords(item.attributes)); },
      [](const SideFacts &facts, std::size_t item) { return textAt(facts.itemAttributes, item); }}}};

/// @param of  the text of a field
template <class Of>
std::string joinedText(const std::vector<const TextField *> &fields, const Of &of)
{
    QStringList parts;
    for (const auto *field : fields)
        if (const auto part = of(*field).trimmed(); !part.isEmpty())
            parts << part;
    return parts.join(QStringLiteral(". ")).toStdString();
}

std::vector<const TextField *> fieldsCalled(const QStringList &names)
{
    std::vector<const TextField *> fields;
    for (const auto &name : names) {
        const auto found =
            std::ranges::find_if(kFields, [&](const TextField &field) { return name == QLatin1String(field.name); });
        if (found == kFields.end())
            throw Error("features.field", QT_TRANSLATE_NOOP("Error", "%1 is no text of the catalogue. There are: %2."),
                        {name, textFields().join(QStringLiteral(", "))});
        fields.push_back(&*found);
    }
    return fields;
}

void forEachItem(const Project &project, JobContext &job, const std::function<void(const ItemRecord &item)> &take)
{
    const Catalogue catalogue(project);
    const auto stored = catalogue.itemIds();
    const std::vector<ItemId> ids(stored.begin(), stored.end());
    for (std::size_t begin = 0; begin < ids.size(); begin += kRowsRead) {
        job.checkpoint();
        for (const auto &item : catalogue.items(std::span(ids).subspan(begin, std::min(kRowsRead, ids.size() - begin))))
            take(item);
    }
}

std::uint64_t hashOf(const std::string &text)
{
    return std::max<std::uint64_t>(1, stableHash(text));
}

[[noreturn]] void throwNoText(const QStringList &fields)
{
    throw Error("features.no-text",
                QT_TRANSLATE_NOOP("Error", "No product has a text in %1: import a catalogue first."),
                {fields.join(QStringLiteral(", "))});
}

/// The fields as the recommenders by content read them.
SideFacts factsOf(const Project &project, const QStringList &fields, std::span<const ItemId> ids, JobContext &job)
{
    auto facts = SideFacts::ofItems(project, ids, job);
    const auto keep = [&](const char *field, auto &values) {
        if (!fields.contains(QLatin1String(field)))
            values.clear();
    };
    keep("title", facts.titles);
    keep("category", facts.categories);
    keep("brand", facts.brands);
    keep("description", facts.descriptions);
    keep("attributes", facts.itemAttributes);
    return facts;
}

/// Rows of length 1; one that shares no word with another is 0 throughout.
FeatureChunk rowsOf(const CatalogueTexts &texts, const Embedding &vectors, std::size_t dims)
{
    FeatureChunk chunk{
        .ids = texts.ids, .hashes = texts.hashes, .vectors = std::vector<float>(texts.ids.size() * dims)};
    for (std::uint32_t r = 0; r < vectors.rows; ++r) {
        const auto row = vectors.row(r);
        const auto to = std::span(chunk.vectors).subspan(r * dims, row.size());
        std::ranges::copy(row, to.begin());
        bringToLengthOne(to);
    }
    return chunk;
}

} // namespace

QString encoderName(const QString &folder)
{
    return QFileInfo(folder).canonicalFilePath().section(u'/', -1);
}

QString encoderFolder(const QString &asked)
{
    if (asked != QLatin1String(kMiniLm))
        return asked;
    const auto name = QString::fromLatin1(kMiniLmName);
    const QDir program(QCoreApplication::applicationDirPath());
    for (const auto &folder : {QDir::current().filePath(QStringLiteral(".models/") + name),
                               program.filePath(QStringLiteral("../../../.models/") + name),
                               program.filePath(QStringLiteral("../share/aisle/models/") + name)})
        if (QFileInfo(folder).isDir())
            return QDir::cleanPath(folder);
    throw Error("encoder.not-fetched",
                QT_TRANSLATE_NOOP("Error", "The encoder %1 is not on this machine: `./dev setup --models` fetches it, "
                                           "or name the folder of another one."),
                {name});
}

EncoderUse encoderIn(const QString &folder, Device device)
{
    const std::shared_ptr<const TextEncoder> encoder = openTextEncoder(folder);
    return {.name = encoderName(folder),
            .identity = encoderIdentity(folder),
            .dims = static_cast<int>(encoder->dims()),
            .encode = [encoder, device](std::span<const std::string> texts,
                                        JobContext &job) { return encoder->encode(texts, device, job); },
            .path = QFileInfo(folder).absoluteFilePath()};
}

QString encoderIdentity(const QString &folder)
{
    QStringList files;
    QDirIterator all(folder, {QStringLiteral("*.json"), QStringLiteral("*.txt"), QStringLiteral("*.safetensors")},
                     QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files << all.next();
    files.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &path : files) {
        hash.addData(QDir(folder).relativeFilePath(path).toUtf8());
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            hash.addData(&file);
    }
    return QString::fromLatin1(hash.result().toHex().left(32));
}

QStringList textFields()
{
    QStringList names;
    for (const auto &field : kFields)
        names << QLatin1String(field.name);
    return names;
}

CatalogueTexts catalogueTexts(const Project &project, const QStringList &fields, JobContext &job)
{
    const auto wanted = fieldsCalled(fields);
    CatalogueTexts texts;
    forEachItem(project, job, [&](const ItemRecord &item) {
        auto text = joinedText(wanted, [&](const TextField &field) { return field.of(item); });
        if (text.empty()) {
            ++texts.without;
            return;
        }
        texts.ids.push_back(item.id.value);
        texts.hashes.push_back(hashOf(text));
        texts.texts.push_back(std::move(text));
    });
    return texts;
}

std::vector<std::string> itemTexts(const SideFacts &facts, const QStringList &fields, std::size_t items)
{
    const auto wanted = fieldsCalled(fields);
    std::vector<std::string> texts(items);
    for (std::size_t i = 0; i < items; ++i)
        texts[i] = joinedText(wanted, [&](const TextField &field) { return field.ofFacts(facts, i); });
    if (std::ranges::all_of(texts, &std::string::empty))
        throwNoText(fields);
    return texts;
}

std::vector<std::int64_t> textCounts(const Project &project, JobContext &job)
{
    std::vector<std::int64_t> counts(kFields.size());
    forEachItem(project, job, [&](const ItemRecord &item) {
        for (std::size_t f = 0; f < kFields.size(); ++f)
            counts[f] += !kFields[f].of(item).trimmed().isEmpty();
    });
    return counts;
}

EncodingTotals encodeCatalogue(Project &project, const QString &name, const QStringList &fields,
                               const EncoderUse &encoder, JobContext &job)
{
    const auto texts = catalogueTexts(project, fields, job);
    if (texts.ids.empty())
        throwNoText(fields);
    FeatureStore store(project);
    FeatureSource source{.file = {},
                         .encoder = encoder.name,
                         .identity = encoder.identity,
                         .encoderPath = encoder.path,
                         .fields = fields};
    EncodingTotals totals;
    totals.feature = tableFor(store, name, source, encoder.dims);
    totals.without = texts.without;
    const auto make = [&](std::span<const std::size_t> places, JobContext &part) {
        FeatureChunk chunk;
        std::vector<std::string> some;
        for (const auto place : places) {
            chunk.ids.push_back(texts.ids[place]);
            chunk.hashes.push_back(texts.hashes[place]);
            some.push_back(texts.texts[place]);
        }
        auto encoded = encoder.encode(some, part);
        totals.words += encoded.words;
        totals.unknownWords += encoded.unknownWords;
        chunk.vectors = std::move(encoded.vectors);
        return chunk;
    };
    totals.encoded = encodeRows(project, totals.feature, texts, kBatch, make, job);
    finishRows(project, totals.feature, texts, source, job);
    totals.rows = static_cast<std::int64_t>(texts.ids.size());
    return totals;
}

struct WordSpace::State
{
    TextWeights weights;
    CatalogueTexts texts;
    TextFeatures words;
    Embedding vectors; ///< of the products, as long as they came
    FeatureChunk rows;
    std::size_t dims = 0;
    std::once_flag isAsked;
    Embedding basis; ///< [words x at most dims]: a row of words times it is a vector; made for the first text
};

namespace {

constexpr double kPieces = 0.3; ///< what the pieces of a word count together, against the word itself

/// With rows = U S of the sparse matrix X = U S V', its V: transpose(X) U S divided by the squares of S, which are the
/// columns' own (folding in, Berry, Dumais & O'Brien 1995).
Embedding basisOf(const SparseRows &words, const Embedding &rows)
{
    const std::size_t dims = rows.size;
    std::vector<double> squares(dims);
    for (std::uint32_t r = 0; r < rows.rows; ++r)
        for (std::size_t d = 0; d < dims; ++d)
            squares[d] += static_cast<double>(rows.row(r)[d]) * static_cast<double>(rows.row(r)[d]);
    auto basis = Embedding::of(std::vector<float>(std::size_t(words.cols) * dims), std::max<std::size_t>(dims, 1));
    for (std::uint32_t r = 0; r < words.rows; ++r) {
        const auto columns = words.row(r);
        for (std::size_t e = 0; e < columns.size(); ++e) {
            auto *to = basis.values.data() + std::size_t(columns[e]) * dims;
            for (std::size_t d = 0; d < dims; ++d)
                to[d] += words.rowValues(r)[e] * rows.row(r)[d];
        }
    }
    for (std::size_t v = 0; v < basis.values.size(); ++v)
        basis.values[v] =
            squares[v % dims] > 0 ? static_cast<float>(static_cast<double>(basis.values[v]) / squares[v % dims]) : 0;
    return basis;
}

} // namespace

WordSpace::WordSpace(const Project &project, const QStringList &fields, int dims, JobContext &job)
    : m_state(std::make_unique<State>())
{
    auto &made = *m_state;
    made.dims = static_cast<std::size_t>(dims);
    made.texts = catalogueTexts(project, fields, job);
    if (made.texts.ids.empty())
        throwNoText(fields);
    made.weights = {.title = 1, .category = 1, .brand = 1, .description = .5, .attributes = .5, .pieces = kPieces};
    const auto items = static_cast<std::uint32_t>(made.texts.ids.size());
    const std::vector<ItemId> ids(made.texts.ids.begin(), made.texts.ids.end());
    made.words = textFeatures(factsOf(project, fields, ids, job), items, made.weights, job);
    job.checkpoint();
    made.vectors = decomposeGram(made.words.rows, static_cast<std::uint32_t>(dims));
    made.rows = rowsOf(made.texts, made.vectors, static_cast<std::size_t>(dims));
    if (std::ranges::all_of(made.rows.vectors, [](float each) { return each == 0; }))
        throw Error("features.no-words",
                    QT_TRANSLATE_NOOP("Error", "No two products share a word in %1, so their words say nothing of "
                                               "which are similar."),
                    {fields.join(QStringLiteral(", "))});
}

WordSpace::WordSpace(WordSpace &&) noexcept = default;
WordSpace::~WordSpace() = default;

const FeatureChunk &WordSpace::rows() const
{
    return m_state->rows;
}

QString WordSpace::content() const
{
    return contentHash({.subject = FeatureSubject::Items,
                        .dims = static_cast<int>(m_state->dims),
                        .ids = rows().ids,
                        .hashes = {},
                        .values = rows().vectors});
}

std::int64_t WordSpace::without() const
{
    return m_state->texts.without;
}

std::vector<float> WordSpace::vectorOf(const QString &text) const
{
    auto &made = *m_state;
    std::call_once(made.isAsked, [&] { made.basis = basisOf(made.words.rows, made.vectors); });
    const auto &basis = made.basis;
    std::vector<float> vector(m_state->dims);
    for (const auto &[word, value] : titleVector(m_state->words, text.toStdString(), m_state->weights))
        for (std::size_t d = 0; d < basis.size; ++d)
            vector[d] += value * basis.row(word)[d];
    bringToLengthOne(vector);
    return vector;
}

EncodingTotals encodeByWords(Project &project, const QString &name, const QStringList &fields, int dims,
                             JobContext &job)
{
    const WordSpace space(project, fields, dims, job);
    const auto &chunk = space.rows();
    FeatureStore store(project);
    FeatureSource source{.file = {},
                         .encoder = QLatin1String(kBuiltinEncoder),
                         .identity = QStringLiteral("words-1/%1").arg(dims),
                         .fields = fields};
    EncodingTotals totals;
    totals.feature = tableFor(store, name, source, dims);
    totals.without = space.without();
    store.replace(totals.feature, chunk);
    source.content = space.content();
    store.setSource(totals.feature.id, storedSource(source));
    totals.rows = totals.encoded = static_cast<std::int64_t>(chunk.ids.size());
    return totals;
}

std::int64_t staleRows(const Project &project, const FeatureSource &source, const FeatureVectors &vectors,
                       JobContext &job)
{
    if (source.ofPictures)
        return stalePictures(project, source, vectors, job);
    if (source.fields.isEmpty())
        return 0;
    return static_cast<std::int64_t>(toEncode(catalogueTexts(project, source.fields, job), vectors).size());
}

} // namespace aisle
