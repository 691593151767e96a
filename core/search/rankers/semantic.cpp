#include "core/search/rankers/semantic.h"

#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/features/vectors.h"
#include "core/numeric/kernels.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

bool isBuiltin(const FeatureSource &source)
{
    return source.encoder == QLatin1String(kBuiltinEncoder);
}

} // namespace

SearchVectors searchVectors(const SearchIndex &index, const QString &name, int dims, std::span<const std::int64_t> ids,
                            std::span<const float> values)
{
    const auto width = static_cast<std::size_t>(dims);
    SearchVectors vectors{.name = name,
                          .dims = dims,
                          .values = std::vector<float>(index.products() * width),
                          .has = std::vector<std::uint8_t>(index.products())};
    for (std::size_t product = 0; product < index.products(); ++product) {
        const auto found = std::ranges::lower_bound(ids, index.items()[product]);
        if (found == ids.end() || *found != index.items()[product])
            continue;
        const auto from = values.subspan(static_cast<std::size_t>(found - ids.begin()) * width, width);
        const auto row = std::span(vectors.values).subspan(product * width, width);
        std::ranges::copy(from, row.begin());
        vectors.has[product] = bringToLengthOne(row) ? 1 : 0;
    }
    return vectors;
}

EncodeQuery encodedBy(EncodeText encoder)
{
    return [encoder = std::move(encoder)](const ReadQuery &query, JobContext &job) -> std::vector<float> {
        if (query.words.empty())
            return {};
        try {
            auto vector = encoder(QString::fromStdString(query.text()), job);
            bringToLengthOne(vector);
            return vector;
        } catch (const Error &error) {
            if (error.code() != "features.query-words")
                throw;
            return {}; // near to nothing
        }
    };
}

EncodeQuery foldedIn(const SearchIndex &index, const SearchVectors &vectors)
{
    return [&index, &vectors](const ReadQuery &query, JobContext &) {
        const auto dims = static_cast<std::size_t>(vectors.dims);
        std::vector<float> sum(dims), word(dims);
        for (const auto &asked : query.lexical) {
            if (asked.alternatives.empty())
                continue;
            const auto term = asked.alternatives.front().term;
            std::ranges::fill(word, 0.F);
            index.eachPosting(term, [&](const Posting &posting) {
                kernels::addScaled(word.data(), vectors.row(posting.product).data(), 1, dims);
            });
            if (!bringToLengthOne(word))
                continue;
            const auto rarity = std::log1p(static_cast<double>(index.products()) / index.productsWith(term));
            kernels::addScaled(sum.data(), word.data(), static_cast<float>(rarity), dims);
        }
        bringToLengthOne(sum);
        return sum;
    };
}

std::vector<float> semanticScores(const SearchVectors &vectors, std::span<const float> query)
{
    std::vector<float> scores(vectors.has.size());
    parallelForEach(scores.size(), 4096, [&](std::size_t product) {
        if (vectors.has[product])
            scores[product] = kernels::dot(vectors.row(product).data(), query.data(), query.size());
    });
    return scores;
}

bool isOfTexts(const StoredFeature &feature)
{
    const auto source = FeatureSource::of(feature);
    return feature.subject == FeatureSubject::Items && !source.encoder.isEmpty() && !source.ofPictures &&
           !source.fields.isEmpty();
}

std::optional<StoredFeature> bestTextTable(const Project &project)
{
    std::optional<StoredFeature> best;
    const auto rank = [](const StoredFeature &feature) {
        return std::pair(isBuiltin(FeatureSource::of(feature)) ? 0 : 1, feature.at);
    };
    for (const auto &feature : FeatureStore(project).list())
        if (isOfTexts(feature) && FeatureSource::of(feature).isWhole && (!best || rank(feature) > rank(*best)))
            best = feature;
    return best;
}

} // namespace aisle
