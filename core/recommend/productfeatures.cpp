#include "core/recommend/productfeatures.h"

#include "core/common/lookup/mapped.h"
#include "core/features/textfeatures.h"
#include "core/numeric/decomposition/decomposition.h"
#include "core/recommend/memberrun.h"

#include <algorithm>
#include <numeric>

namespace aisle {

namespace {

at::Tensor tensorOf(const AlignedFeatures &features)
{
    const auto directions = directionsOf(features);
    return viewOf(directions, {static_cast<std::int64_t>(features.has.size()), features.dims}).clone();
}

ProductFeatures wordsOf(const Ingredients &from, JobContext &job)
{
    constexpr std::uint32_t kDims = 128;
    const auto *facts = from.facts.get();
    if (!facts || !(facts->hasText() || facts->hasAttributes()))
        throwNoText();
    const auto written = textFeatures(*facts, from.events.itemCount(), {}, job).rows;
    if (written.entries() == 0) // no word of two products
        return {.names = {"words"}, .dims = {1}, .rows = at::zeros({from.events.itemCount(), 1})};
    auto vectors = decomposeGram(written, kDims);
    AlignedFeatures words{.name = "words",
                          .dims = static_cast<int>(vectors.size),
                          .values = std::move(vectors.values),
                          .has = std::vector<std::uint8_t>(vectors.rows)};
    for (std::uint32_t item = 0; item < vectors.rows; ++item)
        words.has[item] = !written.row(item).empty();
    return {.names = {words.name}, .dims = {words.dims}, .rows = tensorOf(words)};
}

} // namespace

std::vector<std::uint8_t> ProductFeatures::known() const
{
    std::vector<std::uint8_t> known;
    if (defined())
        for (const auto length : toVector(rows.abs().sum(1)))
            known.push_back(length > 0);
    return known;
}

std::vector<Reason> ProductFeatures::reasons(ItemIndex item, std::span<const float> weights) const
{
    std::vector<Reason> reasons;
    const auto row = toVector(rows[item.value]);
    std::size_t first = 0;
    for (std::size_t t = 0; t < names.size(); ++t) {
        const auto end = first + static_cast<std::size_t>(dims[t]);
        double sum = 0;
        for (; first < end; ++first)
            sum += static_cast<double>(row[first]) * static_cast<double>(weights[first]);
        reasons.push_back({.text = "features '" + names[t] + "'", .contribution = sum});
    }
    return reasons;
}

void ProductFeatures::write(SnapshotWriter &out) const
{
    out.array(dims);
    for (const auto &name : names)
        writeText(out, name);
    writeTensor(out, rows);
}

ProductFeatures ProductFeatures::read(SnapshotReader &in, std::uint32_t products)
{
    constexpr std::int64_t kMostDims = 1 << 20;
    ProductFeatures features{.names = {}, .dims = in.array<std::int64_t>(), .rows = {}};
    std::int64_t all = 0;
    for (const auto dims : features.dims) {
        in.check(dims > 0 && dims <= kMostDims && (all += dims) <= kMostDims);
        features.names.push_back(readText(in));
    }
    in.check(all > 0);
    in.expect(std::uint64_t(products) * static_cast<std::uint64_t>(all), sizeof(float));
    features.rows = at::zeros({products, all});
    readInto(in, features.rows);
    return features;
}

ProductFeatures chosenFeatures(const Ingredients &from)
{
    ProductFeatures features;
    std::vector<at::Tensor> tables;
    for (const auto &table : from.features) {
        if (table->ofShoppers)
            continue;
        features.names.push_back(table->name);
        features.dims.push_back(table->dims);
        tables.push_back(tensorOf(*table));
    }
    if (!tables.empty())
        features.rows = at::cat(tables, 1);
    return features;
}

ProductFeatures describedProducts(const Ingredients &from, JobContext &job)
{
    auto chosen = chosenFeatures(from);
    return chosen.defined() ? std::move(chosen) : wordsOf(from, job);
}

bool isDescribed(std::span<const Visit> history, std::span<const std::uint8_t> known)
{
    return !known.empty() &&
           std::ranges::any_of(history, [&](const Visit &visit) { return known[visit.item.value] != 0; });
}

at::Tensor soldProducts(const TrainingSet &train)
{
    const auto &events = train.itemEvents();
    const auto sold = mapped<std::vector<float>>(events, [](auto count) { return count > 0 ? 1.0F : 0.0F; });
    return viewOf(sold, {static_cast<std::int64_t>(sold.size()), 1}).clone();
}

std::vector<std::int64_t> soldPlaces(const TrainingSet &train)
{
    return placesWhere(static_cast<std::int64_t>(train.itemCount()),
                       [&](std::int64_t item) { return train.itemEvents()[static_cast<std::size_t>(item)] > 0; });
}

} // namespace aisle
