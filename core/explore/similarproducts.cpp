#include "core/explore/similarproducts.h"

#include "core/features/textfeatures.h"

#include <algorithm>

namespace aisle {

namespace {

/// What the catalogue says of a product, to be held against others.
class Shared
{
public:
    explicit Shared(const ItemRecord &item) : m_item(item), m_words(wordsOf(item)) {}

    QStringList with(const ItemRecord &other)
    {
        QStringList shared;
        const auto add = [&](const QString &mine, const QString &theirs) {
            if (!mine.isEmpty() && mine == theirs && !shared.contains(mine))
                shared << mine;
        };
        add(m_item.category, other.category);
        add(m_item.brand, other.brand);
        for (const auto &word : wordsOf(other))
            if (std::ranges::find(m_words, word) != m_words.end())
                shared << QString::fromStdString(word);
        shared.removeDuplicates();
        return shared;
    }

private:
    std::vector<std::string> wordsOf(const ItemRecord &item) { return m_splitter.words(item.title.toStdString()); }

    ItemRecord m_item;
    WordSplitter m_splitter;
    std::vector<std::string> m_words;
};

std::vector<Neighbour> neighboursIn(const FeatureVectors &vectors, const std::vector<SimilarRow> &rows)
{
    std::vector<Neighbour> found;
    for (const auto &row : rows)
        found.push_back({ItemId(vectors.ids[row.place]), row.similarity});
    return found;
}

void describe(SimilarProducts &similar, const Project &project, const ItemRecord &asked,
              const std::vector<Neighbour> &found)
{
    const Catalogue catalogue(project);
    Shared shared(asked);
    for (const auto &neighbour : found) {
        auto record = catalogue.item(neighbour.item);
        if (!record)
            continue;
        auto both = shared.with(*record);
        similar.products.push_back({std::move(*record), neighbour.cosine, std::move(both)});
    }
}

void describe(SimilarProducts &similar, const Project &project, ItemId item, const std::vector<Neighbour> &found)
{
    if (const auto asked = Catalogue(project).item(item))
        describe(similar, project, *asked, found);
}

} // namespace

SimilarProducts similarProducts(const Project &project, const FeatureVectors &vectors, ItemId item, std::size_t k)
{
    SimilarProducts similar;
    const auto place = vectors.placeOf(item.value);
    similar.isKnown = place && lengthOf(vectors.row(*place)) > 0;
    if (!similar.isKnown)
        return similar;
    describe(similar, project, item, neighboursIn(vectors, similarRows(vectors, *place, k)));
    return similar;
}

SimilarProducts similarProducts(const Project &project, const KeptRun &run, const ItemNeighbours &neighbours,
                                ItemId item, std::size_t k)
{
    SimilarProducts similar;
    similar.isKnown = run.index(item).has_value();
    similar.areCosines = neighbours.areCosines();
    describe(similar, project, item, neighbours.nearest(item, static_cast<int>(k)));
    return similar;
}

SimilarProducts similarToVector(const Project &project, const FeatureVectors &vectors, std::span<const float> vector,
                                const QString &text, std::size_t k)
{
    SimilarProducts similar{.isKnown = true, .areCosines = true, .products = {}};
    ItemRecord asked;
    asked.title = text;
    describe(similar, project, asked, neighboursIn(vectors, similarRows(vectors, vector, k)));
    return similar;
}

} // namespace aisle
