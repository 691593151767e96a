#include "core/explore/map.h"

#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/explore/median.h"
#include "core/lists/batchlister.h"
#include "core/numeric/torchsupport.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/queries/tablequery.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>

namespace aisle {

namespace {

constexpr std::size_t kBlockRows = 8192;
constexpr std::size_t kMostSeedRows = 50'000;
constexpr int kMostRounds = 30;
constexpr int kWordsOfName = 3;

float dot(const float *a, const float *b, std::uint32_t size)
{
    float sum = 0;
    for (std::uint32_t i = 0; i < size; ++i)
        sum += a[i] * b[i];
    return sum;
}

/// Row numbers spread evenly, at most `most`.
std::vector<std::uint32_t> evenly(std::size_t rows, std::size_t most)
{
    return mapped<std::vector<std::uint32_t>>(evenPlaces(rows, most),
                                              [](std::size_t row) { return static_cast<std::uint32_t>(row); });
}

class KMeans
{
public:
    KMeans(const Embedding &unit, std::uint32_t groups, std::uint64_t seed, JobContext &job)
        : m_unit(unit), m_groups(groups), m_random(seed), m_job(job), m_rows(evenly(unit.rows, kMostSeedRows))
    {
    }

    Clustering run()
    {
        seedCentres();
        std::vector<std::uint16_t> of(m_rows.size(), 0);
        for (int round = 0; round < kMostRounds; ++round) {
            m_job.checkpoint();
            const auto next = assigned(m_rows);
            const bool isStable = round > 0 && next == of;
            of = next;
            if (isStable)
                break;
            moveCentres(of);
        }
        std::vector<std::uint32_t> all(m_unit.rows);
        std::iota(all.begin(), all.end(), 0U);
        return compacted(assigned(all));
    }

private:
    const float *row(std::uint32_t r) const { return m_unit.values.data() + std::size_t(r) * m_unit.size; }

    /// The next centre is a row, the likelier the farther it is from those chosen (Arthur & Vassilvitskii 2007).
    void seedCentres()
    {
        std::vector<double> distance(m_rows.size(), 2);
        auto chosen = m_rows[m_random.below(static_cast<std::uint32_t>(m_rows.size()))];
        for (std::uint32_t c = 0; c < m_groups; ++c) {
            m_job.checkpoint();
            m_centres.insert(m_centres.end(), row(chosen), row(chosen) + m_unit.size);
            double sum = 0;
            for (std::size_t i = 0; i < m_rows.size(); ++i) {
                const double away = std::max(0., 1. - dot(row(m_rows[i]), row(chosen), m_unit.size));
                distance[i] = std::min(distance[i], away);
                sum += distance[i];
            }
            double place = m_random.uniform() * sum;
            std::size_t i = 0;
            while (i + 1 < m_rows.size() && (place -= distance[i]) > 0)
                ++i;
            chosen = m_rows[i];
        }
    }

    std::vector<std::uint16_t> assigned(const std::vector<std::uint32_t> &rows) const
    {
        std::vector<std::uint16_t> of(rows.size());
        parallelFor(rows.size(), kBlockRows, [&](std::size_t begin, std::size_t end, int) {
            for (auto i = begin; i < end; ++i) {
                float best = -INFINITY;
                for (std::uint32_t c = 0; c < m_groups; ++c) {
                    const float near = dot(row(rows[i]), m_centres.data() + std::size_t(c) * m_unit.size, m_unit.size);
                    if (near > best) {
                        best = near;
                        of[i] = static_cast<std::uint16_t>(c);
                    }
                }
            }
        });
        return of;
    }

    /// A centre is the direction of its rows' sum; one without rows stays.
    void moveCentres(const std::vector<std::uint16_t> &of)
    {
        std::vector<double> sums(m_centres.size(), 0.);
        for (std::size_t i = 0; i < of.size(); ++i) {
            for (std::uint32_t d = 0; d < m_unit.size; ++d)
                sums[std::size_t(of[i]) * m_unit.size + d] += row(m_rows[i])[d];
        }
        for (std::uint32_t c = 0; c < m_groups; ++c) {
            const auto *sum = sums.data() + std::size_t(c) * m_unit.size;
            const double length = std::sqrt(std::inner_product(sum, sum + m_unit.size, sum, 0.));
            for (std::uint32_t d = 0; d < m_unit.size && length > 0; ++d)
                m_centres[std::size_t(c) * m_unit.size + d] = static_cast<float>(sum[d] / length);
        }
    }

    /// Numbers groups by size, largest first, and leaves empty ones out.
    Clustering compacted(std::vector<std::uint16_t> of) const
    {
        std::vector<std::uint32_t> sizes(m_groups, 0);
        for (const auto group : of)
            ++sizes[group];
        std::vector<std::uint16_t> bySize(m_groups);
        std::iota(bySize.begin(), bySize.end(), std::uint16_t(0));
        std::stable_sort(bySize.begin(), bySize.end(), [&](auto a, auto b) { return sizes[a] > sizes[b]; });
        std::vector<std::uint16_t> number(m_groups);
        for (std::uint16_t place = 0; place < m_groups; ++place)
            number[bySize[place]] = place;
        for (auto &group : of)
            group = number[group];
        const auto used = std::count_if(sizes.begin(), sizes.end(), [](auto size) { return size > 0; });
        return {std::move(of), static_cast<std::uint32_t>(used)};
    }

    const Embedding &m_unit;
    std::uint32_t m_groups;
    Random m_random;
    JobContext &m_job;
    std::vector<std::uint32_t> m_rows; ///< that choose the centres
    std::vector<float> m_centres;      ///< [groups x size]
};

/// Words of titles: at least two letters (one ideograph may be enough only with another), no numbers, lower case.
class Segmenter
{
public:
    Segmenter()
    {
        UErrorCode status = U_ZERO_ERROR;
        m_words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    }

    QStringList words(const QString &title)
    {
        QStringList found;
        if (!m_words)
            return found;
        const icu::UnicodeString text(reinterpret_cast<const UChar *>(title.utf16()),
                                      static_cast<int32_t>(title.size()));
        m_words->setText(text);
        auto start = m_words->first();
        for (auto end = m_words->next(); end != icu::BreakIterator::DONE; start = end, end = m_words->next()) {
            const auto status = m_words->getRuleStatus();
            const bool isWord = status >= UBRK_WORD_LETTER && status < UBRK_WORD_IDEO_LIMIT;
            const auto word = title.mid(start, end - start).toLower();
            const bool isIdeographic = status >= UBRK_WORD_KANA;
            if (isWord && word.size() >= (isIdeographic ? 2 : 3))
                found.append(word);
        }
        found.removeDuplicates();
        return found;
    }

private:
    std::unique_ptr<icu::BreakIterator> m_words;
};

void describeProducts(RunMap &map, const Project &project)
{
    std::vector<ItemId> ids;
    for (const auto id : map.ids)
        ids.emplace_back(id);
    const auto records = Catalogue(project).items(ids); // ids that are gone are left out
    std::size_t next = 0;
    for (const auto id : ids) {
        const bool isKnown = next < records.size() && records[next].id == id;
        const auto *record = isKnown ? &records[next++] : nullptr;
        map.keys.push_back(record ? record->key : QString());
        map.titles.push_back(record ? record->title : QString());
        map.categories.push_back(record ? record->category : QString());
        map.prices.push_back(record && record->price ? static_cast<float>(*record->price) : std::nanf(""));
    }
}

void describeShoppers(RunMap &map, const Project &project)
{
    const Catalogue catalogue(project);
    for (const auto &[id, key] : catalogue.userKeys()) {
        if (map.keys.size() < map.ids.size() && id.value == map.ids[map.keys.size()])
            map.keys.push_back(QString::fromStdString(key));
    }
    map.keys.resize(map.ids.size());
    map.titles.resize(map.ids.size());
}

void countEvents(RunMap &map, const Project &project, JobContext &job)
{
    map.events.assign(map.ids.size(), 0);
    if (map.of == MapOf::Shoppers) {
        for (const auto &[id, count] : EventStore(project).countsPerUser()) {
            if (const auto point = map.pointOf(id.value))
                map.events[*point] = static_cast<std::uint32_t>(count);
        }
        return;
    }
    const auto counts = countEventsPerItem(project, job);
    for (std::size_t point = 0; point < map.ids.size(); ++point) {
        const auto id = static_cast<std::size_t>(map.ids[point]);
        map.events[point] = id < counts.size() ? counts[id] : 0;
    }
}

/// Where a group stands out: the middle of its points in the cell that is most its own (many of its points, few
/// others).
class GroupPlacer
{
public:
    explicit GroupPlacer(const RunMap &map) : m_map(map), m_cell(map.ids.size()), m_all(kSide * kSide, 0)
    {
        const auto [left, right] = std::minmax_element(map.projection.x.begin(), map.projection.x.end());
        const auto [bottom, top] = std::minmax_element(map.projection.y.begin(), map.projection.y.end());
        const auto place = [](float value, float least, float greatest) {
            return static_cast<std::uint32_t>(
                std::min(kSide - 1.F, std::max(0.F, kSide * (value - least) / std::max(greatest - least, 1e-12F))));
        };
        for (std::size_t point = 0; point < m_cell.size(); ++point) {
            m_cell[point] =
                place(map.projection.y[point], *bottom, *top) * kSide + place(map.projection.x[point], *left, *right);
            ++m_all[m_cell[point]];
        }
    }

    MapGroup place(std::uint32_t group, const QString &name) const
    {
        std::vector<std::uint32_t> own(m_all.size(), 0);
        MapGroup result{.name = name};
        for (std::size_t point = 0; point < m_cell.size(); ++point) {
            if (m_map.clustering.groupOf[point] == group) {
                ++own[m_cell[point]];
                ++result.size;
            }
        }
        std::uint32_t best = 0;
        double most = -1;
        for (std::uint32_t cell = 0; cell < own.size(); ++cell) {
            const double score = m_all[cell] == 0 ? 0 : double(own[cell]) * own[cell] / m_all[cell];
            if (score > most) {
                most = score;
                best = cell;
            }
        }
        std::vector<float> x;
        std::vector<float> y;
        for (std::size_t point = 0; point < m_cell.size(); ++point) {
            if (m_map.clustering.groupOf[point] == group && m_cell[point] == best) {
                x.push_back(m_map.projection.x[point]);
                y.push_back(m_map.projection.y[point]);
            }
        }
        result.x = upperMedian(std::move(x)).value_or(0);
        result.y = upperMedian(std::move(y)).value_or(0);
        return result;
    }

private:
    static constexpr std::uint32_t kSide = 24;
    const RunMap &m_map;
    std::vector<std::uint32_t> m_cell; ///< [points]
    std::vector<std::uint32_t> m_all;  ///< points of each cell
};

void placeGroups(RunMap &map, const QStringList &names)
{
    const GroupPlacer placer(map);
    for (std::uint32_t group = 0; group < map.clustering.groups; ++group)
        map.groups.push_back(placer.place(group, names[group]));
}

using ScoredWord = std::pair<double, QString>;

constexpr double kDistinct = 1.96;       ///< of a word's log odds, in standard errors
constexpr double kWordsSeenBefore = 500; ///< weight of the prior, in words

/// In how many titles of each group the words stand.
struct GroupWords
{
    GroupWords(const Clustering &clustering, std::span<const QString> titles, JobContext &job)
        : groupTotal(clustering.groups, 0)
    {
        Segmenter segmenter;
        for (std::size_t i = 0; i < titles.size(); ++i) {
            if (i % kBlockRows == 0)
                job.checkpoint();
            for (const auto &word : segmenter.words(titles[i])) {
                auto &perGroup = counts[word];
                perGroup.resize(clustering.groups, 0);
                ++perGroup[clustering.groupOf[i]];
                ++groupTotal[clustering.groupOf[i]];
            }
        }
        total = std::accumulate(groupTotal.begin(), groupTotal.end(), 0.);
    }
    /// Log odds of the word in the group against the others, in standard errors; 0 when fewer than 2 titles have it.
    double distinctness(const std::vector<std::uint32_t> &perGroup, std::uint32_t group) const
    {
        const double in = perGroup[group];
        if (in < 2)
            return 0;
        const double everywhere = std::accumulate(perGroup.begin(), perGroup.end(), 0.), out = everywhere - in;
        const double prior = std::max(.01, everywhere * kWordsSeenBefore / std::max(total, kWordsSeenBefore));
        const double inside = (in + prior) / (groupTotal[group] + kWordsSeenBefore - in - prior);
        const double outside = (out + prior) / (total - groupTotal[group] + kWordsSeenBefore - out - prior);
        return std::log(inside / outside) / std::sqrt(1 / (in + prior) + 1 / (out + prior));
    }

    std::map<QString, std::vector<std::uint32_t>> counts; ///< word -> titles with it, by group
    std::vector<double> groupTotal;
    double total = 0;
};

QStringList bestWords(std::vector<ScoredWord> &words)
{
    const auto shown = std::min<std::size_t>(words.size(), kWordsOfName);
    std::partial_sort(
        words.begin(), words.begin() + static_cast<std::ptrdiff_t>(shown), words.end(),
        [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    QStringList best;
    for (std::size_t i = 0; i < shown; ++i)
        best.append(words[i].second);
    return best;
}

/// @param mean  [size] of float64
at::Tensor blockOf(const at::Tensor &all, const at::Tensor &mean, std::int64_t begin)
{
    const auto end = std::min<std::int64_t>(begin + kBlockRows, all.size(0));
    return all.slice(0, begin, end).to(at::kDouble) - mean;
}

at::Tensor scatterOf(const at::Tensor &all, const at::Tensor &mean, JobContext &job)
{
    auto scatter = at::zeros({all.size(1), all.size(1)}, at::kDouble);
    for (std::int64_t begin = 0; begin < all.size(0); begin += kBlockRows) {
        job.checkpoint();
        const auto block = blockOf(all, mean, begin);
        scatter += block.t().mm(block);
    }
    return scatter;
}

/// One of a pair of opposite directions, always the same.
at::Tensor settled(const at::Tensor &direction)
{
    const auto largest = direction.abs().argmax().item<std::int64_t>();
    return direction[largest].item<double>() < 0 ? -direction : direction;
}

} // namespace

Projection projectPca(const Embedding &embedding, JobContext &job)
{
    Projection projection;
    projection.dimensions = embedding.size;
    projection.x.assign(embedding.rows, 0);
    projection.y.assign(embedding.rows, 0);
    if (embedding.rows < 2 || embedding.size == 0)
        return projection;
    const c10::InferenceMode guard;
    const auto all = viewOf(embedding.values, {embedding.rows, embedding.size});
    const auto mean = all.mean(0, false, at::kDouble);
    const auto [values, vectors] = at::linalg_eigh(scatterOf(all, mean, job), "L"); // ascending
    job.checkpoint();
    const double total = values.clamp_min(0).sum().item<double>();
    const int directions = static_cast<int>(std::min<std::uint32_t>(2, embedding.size));
    for (int d = 0; d < directions; ++d) {
        const auto direction = settled(vectors.select(1, static_cast<std::int64_t>(embedding.size) - 1 - d).clone());
        const double own = std::max(0., values[static_cast<std::int64_t>(embedding.size) - 1 - d].item<double>());
        projection.explained[static_cast<std::size_t>(d)] = total > 0 ? own / total : 0;
        auto &coordinate = d == 0 ? projection.x : projection.y;
        const auto along = all.matmul(direction.to(at::kFloat)) - mean.dot(direction).to(at::kFloat);
        coordinate = toVector(along);
    }
    return projection;
}

Embedding unitRows(Embedding embedding)
{
    for (std::uint32_t r = 0; r < embedding.rows; ++r) {
        auto *row = embedding.values.data() + std::size_t(r) * embedding.size;
        const float length = std::sqrt(dot(row, row, embedding.size));
        for (std::uint32_t d = 0; d < embedding.size && length > 0; ++d)
            row[d] /= length;
    }
    return embedding;
}

std::uint32_t defaultGroupCount(std::size_t rows)
{
    const auto wanted = static_cast<std::uint32_t>(std::lround(std::sqrt(static_cast<double>(rows)) / 5));
    return std::clamp<std::uint32_t>(wanted, 3, 24);
}

Clustering clusterRows(const Embedding &unit, std::uint32_t groups, std::uint64_t seed, JobContext &job)
{
    if (unit.rows == 0)
        return {};
    return KMeans(unit, std::min(groups, unit.rows), seed, job).run();
}

QStringList nameGroups(const Clustering &clustering, std::span<const QString> titles, JobContext &job)
{
    const GroupWords words(clustering, titles, job);
    std::vector<std::vector<ScoredWord>> best(clustering.groups);
    for (const auto &[word, perGroup] : words.counts)
        for (std::uint32_t g = 0; g < clustering.groups; ++g)
            if (const auto score = words.distinctness(perGroup, g); score > kDistinct)
                best[g].emplace_back(score, word);
    QStringList names;
    for (auto &found : best)
        names.append(bestWords(found).join(QStringLiteral(" · ")));
    return names;
}

std::vector<RowNeighbour> nearestRows(const Embedding &unit, std::uint32_t row, int count)
{
    std::vector<RowNeighbour> all(unit.rows);
    const auto *wanted = unit.row(row).data();
    for (std::uint32_t r = 0; r < unit.rows; ++r)
        all[r] = {r, dot(wanted, unit.row(r).data(), unit.size)};
    all.erase(all.begin() + row);
    const auto shown = std::min(all.size(), static_cast<std::size_t>(std::max(0, count)));
    std::partial_sort(
        all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), all.end(),
        [](const auto &a, const auto &b) { return a.cosine != b.cosine ? a.cosine > b.cosine : a.row < b.row; });
    all.resize(shown);
    return all;
}

std::optional<std::uint32_t> RunMap::pointOf(std::int64_t id) const
{
    const auto place = placeIn(ids, id);
    return place ? std::optional(static_cast<std::uint32_t>(*place)) : std::nullopt;
}

namespace {

/// The whole map of these vectors, whose ids it has.
void drawMap(RunMap &map, Embedding embedding, const Project &project, JobContext &job)
{
    job.progress(.4, QStringLiteral("projection"));
    map.projection = projectPca(embedding, job);
    map.unit = unitRows(std::move(embedding));
    job.progress(.5, QStringLiteral("groups"));
    map.clustering = clusterRows(map.unit, defaultGroupCount(map.ids.size()), 1, job);
    job.progress(.8, QStringLiteral("titles"));
    if (map.of == MapOf::Products)
        describeProducts(map, project);
    else
        describeShoppers(map, project);
    countEvents(map, project, job);
    placeGroups(map, nameGroups(map.clustering, map.titles, job));
}

} // namespace

std::shared_ptr<const RunMap> makeFeatureMap(const Project &project, const StoredFeature &feature, JobContext &job)
{
    job.progress(0, QStringLiteral("reading"));
    const auto vectors = readFeatures(project, feature, job);
    auto map = std::make_shared<RunMap>();
    map->of = feature.subject == FeatureSubject::Items ? MapOf::Products : MapOf::Shoppers;
    Embedding embedding;
    embedding.size = static_cast<std::uint32_t>(vectors.dims);
    for (std::size_t place = 0; place < vectors.size(); ++place) {
        const auto row = vectors.row(place);
        if (lengthOf(row) <= 0)
            continue;
        map->ids.push_back(vectors.ids[place]);
        embedding.values.insert(embedding.values.end(), row.begin(), row.end());
    }
    embedding.rows = static_cast<std::uint32_t>(map->ids.size());
    if (map->ids.empty())
        throw Error("map.no-vectors",
                    QT_TRANSLATE_NOOP("Error", "The features \"%1\" have no vector that can be placed on a map."),
                    {feature.name});
    drawMap(*map, std::move(embedding), project, job);
    return map;
}

std::shared_ptr<const RunMap> makeRunMap(const KeptRun &run, MapOf of, const Project &project, JobContext &job)
{
    job.progress(0, QStringLiteral("embedding"));
    auto embedding = of == MapOf::Products ? itemEmbeddingOf(run.recommender()) : userEmbeddingOf(run.recommender());
    if (!embedding || embedding->rows == 0 || embedding->size == 0)
        throw Error("map.no-embedding",
                    QT_TRANSLATE_NOOP("Error", "This recommender places nothing on a map: it has no vectors. "
                                               "Choose a run of EASE, ItemKNN, BPR-MF or SASRec."));
    auto map = std::make_shared<RunMap>();
    map->run = run.record().id;
    map->of = of;
    if (of == MapOf::Products)
        std::transform(run.items().begin(), run.items().end(), std::back_inserter(map->ids),
                       [](ItemId id) { return id.value; });
    else
        std::transform(run.users().begin(), run.users().end(), std::back_inserter(map->ids),
                       [](UserId id) { return id.value; });
    drawMap(*map, std::move(*embedding), project, job);
    return map;
}

RunExposure measureExposure(const std::shared_ptr<const KeptRun> &run, const Project &project, int k,
                            std::size_t shoppers, JobContext &job)
{
    RunExposure exposure;
    exposure.shown.assign(run->items().size(), 0);
    const Lister lister(run, project, false);
    const auto chosen = evenlySpread(run->users(), shoppers);
    const auto count = [&](std::size_t, const ListBasis &, const RankedList &list) {
        for (const auto &ranked : list)
            ++exposure.shown[ranked.item.value];
    };
    BatchLister(lister, project, ListInput::All, {.k = k}).list(chosen, job, QStringLiteral("lists"), count);
    exposure.shoppers = chosen.size();
    return exposure;
}

} // namespace aisle
