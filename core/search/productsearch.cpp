#include "core/search/productsearch.h"

#include "core/common/error.h"
#include "core/features/catalogueencoding.h"
#include "core/jobs/jobcontext.h"
#include "core/search/index/searchindexbuilder.h"
#include "core/storage/search/searchindexstore.h"
#include "core/storage/settings.h"

#include <QBuffer>
#include <QCoreApplication>
#include <algorithm>

namespace aisle {

namespace {

std::optional<SearchIndex> keptIndex(const SearchIndexStore &store, const QString &state)
{
    auto bytes = store.read(state);
    if (!bytes)
        return {};
    QBuffer buffer(&*bytes);
    buffer.open(QIODevice::ReadOnly);
    try {
        return SearchIndex::load(buffer);
    } catch (const Error &) { // damaged or of another version: it is built again
        return {};
    }
}

void keep(SearchIndexStore &store, const QString &state, const SearchIndex &index)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    index.save(buffer);
    store.write(state, bytes);
}

/// The texts that products have, for vectors that nobody asked for.
QStringList fieldsThatAre(const Project &project, JobContext &job)
{
    const auto counts = textCounts(project, job);
    QStringList fields;
    for (qsizetype f = 0; f < textFields().size(); ++f)
        if (counts[static_cast<std::size_t>(f)] > 0)
            fields << textFields()[f];
    if (fields.isEmpty())
        throw Error("search.no-texts",
                    QT_TRANSLATE_NOOP("Error",
                                      "No product has a title or another text, so there is nothing to compare a "
                                      "query with: import a catalogue first. --ranker lexical finds keys."));
    return fields;
}

StoredFeature tableCalled(const Project &project, const QString &name)
{
    const auto feature = FeatureStore(project).known(name);
    if (!isOfTexts(feature))
        throw Error("search.not-texts",
                    QT_TRANSLATE_NOOP("Error", "A query is words, and the features \"%1\" are not of texts of "
                                               "products: `features PROJECT encode NAME --text title` makes some."),
                    {feature.name});
    return feature;
}

const QString kVectorsOf = QStringLiteral("search/vectors-of"); ///< the catalogue's state that our table is of

/// Our own table, of the catalogue as it is.
StoredFeature madeTable(Project &project, const QString &state, JobContext &job)
{
    auto made = encodeByWords(project, QLatin1String(kSearchTable), fieldsThatAre(project, job), kUsualWordDims, job);
    ProjectSettings(project).setValue(kVectorsOf, state);
    return std::move(made.feature);
}

/// The table that is searched by; absent: there is none, and none can be kept.
std::optional<StoredFeature> tableOf(Project &project, const std::optional<QString> &name, JobContext &job)
{
    if (name)
        return tableCalled(project, *name);
    const auto best = bestTextTable(project);
    if (project.isReadOnly())
        return best;
    const auto state = SearchIndexStore(project).catalogueState();
    const bool isOurs = best && best->name == QLatin1String(kSearchTable);
    const bool isOld = isOurs && ProjectSettings(project).value(kVectorsOf).toString() != state;
    return best && !isOld ? *best : madeTable(project, state, job);
}

SearchVectors vectorsOf(const Project &project, const StoredFeature &feature, const SearchIndex &index, JobContext &job)
{
    const auto stored = readFeatures(project, feature, job);
    return searchVectors(index, feature.name, stored.dims, stored.ids, stored.values);
}

bool isOutside(const PriceWish &wish, float price) // NaN is within all
{
    return (wish.from && price < *wish.from) || (wish.to && price > *wish.to);
}

/// The same that would be kept.
SearchVectors unkeptVectors(const Project &project, const SearchIndex &index, JobContext &job)
{
    const WordSpace space(project, fieldsThatAre(project, job), kUsualWordDims, job);
    return searchVectors(index, QLatin1String(kSearchTable), kUsualWordDims, space.rows().ids, space.rows().vectors);
}

} // namespace

ProductSearch::ProductSearch(Project &project, SearchIndex index, bool wasBuilt, bool inAll)
    : m_project(project), m_index(std::move(index)), m_wasBuilt(wasBuilt), m_inAll(inAll),
      m_understanding(std::make_unique<QueryUnderstanding>(m_index, inAll))
{
}

std::unique_ptr<ProductSearch> ProductSearch::open(Project &project, JobContext &job, bool inAll)
{
    SearchIndexStore store(project);
    const auto state = store.catalogueState();
    auto index = keptIndex(store, state);
    const bool isNew = !index;
    if (isNew) {
        index = buildSearchIndex(project, job);
        if (index->products() == 0)
            throw Error("search.no-products",
                        QT_TRANSLATE_NOOP("Error",
                                          "This project has no products to search: import a log or a catalogue "
                                          "first."));
        if (!project.isReadOnly())
            keep(store, state, *index);
    }
    return std::unique_ptr<ProductSearch>(new ProductSearch(project, std::move(*index), isNew, inAll));
}

void ProductSearch::useVectors(const VectorChoice &choice, JobContext &job)
{
    const auto feature = tableOf(m_project, choice.features, job);
    m_vectors = std::make_unique<SearchVectors>(feature ? vectorsOf(m_project, *feature, m_index, job)
                                                        : unkeptVectors(m_project, m_index, job));
    const bool isBuiltin = !feature || FeatureSource::of(*feature).encoder == QLatin1String(kBuiltinEncoder);
    m_encode = isBuiltin ? foldedIn(m_index, *m_vectors) : encodedBy(choice.encoderOf(*feature));
}

Bm25f ProductSearch::weightsOf(const RankerChoice &choice) const
{
    auto how = choice.bm25f;
    for (std::size_t field = 0; field < kSearchFields; ++field)
        if (!m_inAll && !kOpenFields[field])
            how.weights[field] = 0;
    return how;
}

std::vector<LexicalPart> ProductSearch::parts(const Understood &query, const RankerChoice &choice,
                                              std::uint32_t product) const
{
    return lexicalParts(m_index, query.words.lexical, weightsOf(choice), product);
}

SearchScores ProductSearch::scores(const Understood &query, const RankerChoice &choice, JobContext &job) const
{
    const auto &info = searchRanker(choice.ranker);
    std::vector<float> lexical, semantic;
    bool saysNothing = false; // to the vectors
    if (info.usesWords)
        lexical = lexicalScores(m_index, query.words.lexical, weightsOf(choice));
    if (info.usesVectors) {
        Q_ASSERT(m_vectors);
        const auto vector = m_encode(query.words, job);
        saysNothing = std::ranges::all_of(vector, [](float each) { return each == 0; });
        semantic = semanticScores(*m_vectors, vector);
    }
    auto scores = mixedScores(choice, std::move(lexical), std::move(semantic));
    if (saysNothing)
        for (std::size_t product = 0; product < scores.found.size(); ++product)
            scores.found[product] = !scores.lexical.empty() && scores.lexical[product] > 0 ? 1 : 0;
    if (query.price.from || query.price.to)
        for (std::size_t product = 0; product < scores.found.size(); ++product)
            if (isOutside(query.price, m_index.price(product)))
                scores.found[product] = 0;
    return scores;
}

} // namespace aisle
