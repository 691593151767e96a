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

void describe(SimilarProducts &similar, const Project &project, ItemId item, const std::vector<Neighbour> &found)
{
    const Catalogue catalogue(project);
    const auto asked = catalogue.item(item);
    if (!asked)
        return;
    Shared shared(*asked);
    for (const auto &neighbour : found) {
        auto record = catalogue.item(neighbour.item);
        if (!record)
            continue;
        auto both = shared.with(*record);
        similar.products.push_back({std::move(*record), neighbour.cosine, std::move(both)});
    }
}

} // namespace

SimilarProducts similarProducts(const Project &project, const FeatureVectors &vectors, ItemId item, std::size_t k)
{
    SimilarProducts similar;
    const auto place = vectors.placeOf(item.value);
    similar.isKnown = place && lengthOf(vectors.row(*place)) > 0;
    if (!similar.isKnown)
        return similar;
    std::vector<Neighbour> found;
    for (const auto &row : similarRows(vectors, *place, k))
        found.push_back({ItemId(vectors.ids[row.place]), row.similarity});
    describe(similar, project, item, found);
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

} // namespace aisle
