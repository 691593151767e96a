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

} // namespace

SimilarProducts similarProducts(const Project &project, const FeatureVectors &vectors, ItemId item, std::size_t k)
{
    SimilarProducts similar;
    const auto place = vectors.placeOf(item.value);
    similar.hasVector = place && lengthOf(vectors.row(*place)) > 0;
    const Catalogue catalogue(project);
    const auto asked = catalogue.item(item);
    if (!similar.hasVector || !asked)
        return similar;
    Shared shared(*asked);
    for (const auto &row : similarRows(vectors, *place, k)) {
        auto record = catalogue.item(ItemId(vectors.ids[row.place]));
        if (!record)
            continue;
        auto both = shared.with(*record);
        similar.products.push_back({std::move(*record), row.similarity, std::move(both)});
    }
    return similar;
}

} // namespace aisle
