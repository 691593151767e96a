#include "core/evaluate/evaluator.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/common/parallel.h"
#include "core/common/text/sentence.h"
#include "core/evaluate/heldoutrequest.h"
#include "core/evaluate/listjudge.h"
#include "core/evaluate/negativesampler.h"
#include "core/recommend/offer.h"
#include "core/recommend/ranking.h"
#include "core/recommend/seenkinds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace aisle {

QString EvaluationProtocol::candidatesText() const
{
    switch (candidates) {
    case CandidateKind::Uniform:
        return QStringLiteral("uniform:%1").arg(sampledNegatives);
    case CandidateKind::Popular:
        return QStringLiteral("popular:%1").arg(sampledNegatives);
    case CandidateKind::Catalogue:
        return QStringLiteral("catalogue");
    case CandidateKind::New:
        return QStringLiteral("new");
    case CandidateKind::All:
        break;
    }
    return QStringLiteral("all");
}

void EvaluationProtocol::setCandidates(const QString &text)
{
    const auto parts = text.split(QLatin1Char(':'));
    bool isNumber = false;
    const int negatives = parts.value(1).toInt(&isNumber);
    if (text == QLatin1String("all")) {
        candidates = CandidateKind::All;
    } else if (text == QLatin1String("catalogue")) {
        candidates = CandidateKind::Catalogue;
    } else if (text == QLatin1String("new")) {
        candidates = CandidateKind::New;
    } else if (parts.size() == 2 && isNumber && negatives > 0 &&
               (parts[0] == QLatin1String("uniform") || parts[0] == QLatin1String("popular"))) {
        candidates = parts[0] == QLatin1String("uniform") ? CandidateKind::Uniform : CandidateKind::Popular;
        sampledNegatives = negatives;
    } else {
        throw Error("candidates.unknown",
                    QT_TRANSLATE_NOOP("Error", "%1 names no candidates: write all, catalogue, new, uniform:99 or "
                                               "popular:99."),
                    {text});
    }
}

namespace {

/// Cases a block: 4 million scores, so that a checkpoint comes often and memory stays small.
std::size_t blockSize(std::uint32_t items)
{
    const std::size_t size = (std::size_t(1) << 22) / std::max(1U, items);
    return std::clamp<std::size_t>(size / 32 * 32, 32, 2048);
}

bool contains(std::span<const ItemIndex> items, ItemIndex item)
{
    return std::binary_search(items.begin(), items.end(), item);
}

/// [relevant] whether the input, by an event whose kind hides its product, or the hidden products already have it.
std::vector<bool> seenOf(const HeldOutCase &heldOut, const SeenKinds &kinds)
{
    return seenRelevant(heldOut, [&](const Visit &visit) { return kinds.hide(visit); });
}

/// The relevant products that can be hit: what the mask takes away nobody could.
std::vector<ItemIndex> reachable(const HeldOutCase &heldOut, MaskSeen mask, const SeenKinds &kinds)
{
    if (mask == MaskSeen::No)
        return heldOut.relevant;
    const auto seen = seenOf(heldOut, kinds);
    std::vector<ItemIndex> left;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (!seen[i])
            left.push_back(heldOut.relevant[i]);
    return left;
}

struct JudgedCase
{
    const HeldOutCase *heldOut;
    std::vector<ItemIndex> relevant; ///< sorted, not empty
    std::vector<ItemIndex> masked{}; ///< sorted; all that is, where not every event of the input hides its product
    Request request(MaskSeen mask) const
    {
        auto request = requestFor(*heldOut);
        if (mask == MaskSeen::Hidden)
            request.hidden = masked;
        return request;
    }
};

std::vector<ItemIndex> itemsOf(const RankedList &list)
{
    return mapped<std::vector<ItemIndex>>(list, &RankedItem::item);
}

/// Ranks blocks of cases over the whole catalogue or over sampled candidates and hands their figures to a ListJudge.
class BlockEvaluator
{
public:
    BlockEvaluator(const Recommender &recommender, const EvaluationProtocol &protocol, const EvaluationContext &context,
                   const std::optional<MetricAt> &only, bool keepLists, const SeenKinds &kinds)
        : m_recommender(recommender), m_protocol(protocol), m_kinds(kinds),
          m_mask(protocol.mask == MaskSeen::Yes && !kinds.areAll() ? MaskSeen::Hidden : protocol.mask),
          m_train(context.train), m_keepLists(keepLists),
          m_judge(protocol.cutoffs, context,
                  protocol.drawsCandidates() ? ListJudge::Exposing::No : ListJudge::Exposing::Yes, only)
    {
        if (protocol.candidates == CandidateKind::Popular && m_train)
            m_sampler.emplace(*m_train);
        else if (protocol.drawsCandidates() && context.candidates)
            m_sampler.emplace(*context.candidates);
        else if (protocol.drawsCandidates())
            m_sampler.emplace(context.rows());
        else if (context.candidates)
            m_offer.emplace(recommender, *context.candidates, context.unknownLast);
    }

    ListJudge &judge() { return m_judge; }
    std::size_t firstPlaces() const { return m_firstPlaces; }
    std::size_t filledUpPlaces() const { return m_filledUp; }
    /// Absent where nothing is left that could be hit.
    std::optional<JudgedCase> judged(const HeldOutCase &heldOut) const
    {
        JudgedCase one{&heldOut, reachable(heldOut, m_protocol.mask, m_kinds)};
        if (one.relevant.empty())
            return {};
        if (m_mask == MaskSeen::Hidden)
            one.masked = m_kinds.hiddenOf(heldOut.input, heldOut.hidden);
        return one;
    }
    std::vector<RankedList> run(std::span<const JudgedCase> cases)
    {
        m_rows.assign(cases.size() * m_judge.columns(), 0);
        auto lists = m_sampler ? rankSampled(cases) : rankAll(cases);
        m_judge.append(m_rows);
        return lists;
    }

private:
    static constexpr std::size_t kFirstPlaces = 10;
    std::span<double> row(std::size_t c) { return std::span(m_rows).subspan(c * m_judge.columns(), m_judge.columns()); }

    std::vector<RankedList> rankAll(std::span<const JudgedCase> cases)
    {
        std::vector<Request> requests;
        for (const auto &judged : cases)
            requests.push_back(judged.request(m_mask));
        const RankOptions options{m_judge.longestCutoff(), m_mask};
        auto lists = m_offer ? m_offer->rank(std::move(requests), options) : m_recommender.rank(requests, options);
        Q_ASSERT(lists.size() == cases.size());
        for (const auto &list : lists) {
            m_firstPlaces += std::min(list.size(), kFirstPlaces);
            m_filledUp += filledUp(list, kFirstPlaces);
        }
        std::vector<std::vector<ItemIndex>> items(cases.size());
        parallelFor(cases.size(), 64, [&](std::size_t begin, std::size_t end, int) {
            for (auto c = begin; c < end; ++c) {
                items[c] = itemsOf(lists[c]);
                judgeList(items[c], cases[c], row(c));
            }
        });
        for (const auto &list : items)
            m_judge.expose(list);
        return lists;
    }

    void judgeList(std::span<const ItemIndex> items, const JudgedCase &judged, std::span<double> values) const
    {
        const auto hitRanks = hitRanksOf(items, judged.relevant);
        const JudgedList list{items, hitRanks, judged.relevant.size()};
        if (!m_judge.hasSides()) {
            m_judge.judge(list, values);
            return;
        }
        const auto seen = seenOf(*judged.heldOut, m_kinds);
        std::array<std::vector<ItemIndex>, 2> sides; // repeated, explored
        for (const auto item : judged.relevant) {
            const auto place = placeIn(judged.heldOut->relevant, item);
            sides[seen[place.value()] ? 0 : 1].push_back(item);
        }
        const auto repeated = hitRanksOf(items, sides[0]), explored = hitRanksOf(items, sides[1]);
        const std::array<JudgedList, 2> lists{JudgedList{items, repeated, sides[0].size()},
                                              JudgedList{items, explored, sides[1].size()}};
        m_judge.judge(list, values, lists);
    }

    static std::vector<std::uint32_t> hitRanksOf(std::span<const ItemIndex> items, std::span<const ItemIndex> relevant)
    {
        std::vector<std::uint32_t> hitRanks;
        for (std::size_t place = 0; place < items.size(); ++place)
            if (contains(relevant, items[place]))
                hitRanks.push_back(static_cast<std::uint32_t>(place + 1));
        return hitRanks;
    }

    std::vector<RankedList> rankSampled(std::span<const JudgedCase> cases)
    {
        std::vector<RankedList> lists(cases.size());
        parallelForEach(cases.size(), 8, [&](std::size_t c) { lists[c] = rankSampledCase(cases[c], row(c)); });
        return lists;
    }

    /// Each relevant product against its own draw; scores are asked for once.
    RankedList rankSampledCase(const JudgedCase &judged, std::span<double> values) const
    {
        const auto banned = bannedOf(*judged.heldOut);
        Random random(deriveSeed(deriveSeed(m_protocol.seed, judged.heldOut->user.value), judged.heldOut->position));
        std::vector<ItemIndex> items;
        std::vector<std::size_t> starts;
        for (const auto relevant : judged.relevant) {
            starts.push_back(items.size());
            items.push_back(relevant);
            const auto drawn = m_sampler->draw(static_cast<std::size_t>(m_protocol.sampledNegatives), banned, random);
            items.insert(items.end(), drawn.begin(), drawn.end());
        }
        starts.push_back(items.size());
        const auto scores = m_recommender.score(judged.request(m_mask), items);
        refuseNotFinite(scores);
        std::vector<double> one(values.size());
        for (std::size_t w = 0; w < judged.relevant.size(); ++w) {
            const auto candidates = std::span(items).subspan(starts[w], starts[w + 1] - starts[w]);
            const std::uint32_t rank = rankOfFirst(candidates, std::span(scores).subspan(starts[w], candidates.size()));
            m_judge.judge({{}, std::span(&rank, 1), 1}, one);
            for (std::size_t v = 0; v < values.size(); ++v)
                values[v] += one[v] / static_cast<double>(judged.relevant.size());
        }
        return m_keepLists ? sortedUnique(items, scores) : RankedList();
    }

    static std::vector<ItemIndex> bannedOf(const HeldOutCase &heldOut)
    {
        auto banned = mapped<std::vector<ItemIndex>>(heldOut.input, &Visit::item);
        banned.insert(banned.end(), heldOut.relevant.begin(), heldOut.relevant.end());
        banned.insert(banned.end(), heldOut.hidden.begin(), heldOut.hidden.end());
        return sortedDistinct(std::move(banned));
    }

    bool isBefore(RankedItem a, RankedItem b) const
    {
        if (a.score != b.score)
            return a.score > b.score;
        return m_train ? m_train->tieRank()[a.item.value] < m_train->tieRank()[b.item.value] : a.item < b.item;
    }

    std::uint32_t rankOfFirst(std::span<const ItemIndex> items, std::span<const float> scores) const
    {
        std::uint32_t rank = 1;
        for (std::size_t i = 1; i < items.size(); ++i)
            rank += isBefore({items[i], scores[i]}, {items[0], scores[0]});
        return rank;
    }

    RankedList sortedUnique(std::span<const ItemIndex> items, std::span<const float> scores) const
    {
        RankedList list;
        for (std::size_t i = 0; i < items.size(); ++i)
            list.push_back({items[i], scores[i]});
        std::sort(list.begin(), list.end(), [this](auto a, auto b) { return isBefore(a, b); });
        list.erase(std::unique(list.begin(), list.end(), [](auto a, auto b) { return a.item == b.item; }), list.end());
        list.resize(std::min(list.size(), static_cast<std::size_t>(m_judge.longestCutoff())));
        return list;
    }

    const Recommender &m_recommender;
    const EvaluationProtocol &m_protocol;
    const SeenKinds &m_kinds;
    MaskSeen m_mask;
    const TrainingSet *m_train;
    bool m_keepLists;
    ListJudge m_judge;
    std::optional<NegativeSampler> m_sampler;
    std::optional<Offer> m_offer;
    std::size_t m_firstPlaces = 0, m_filledUp = 0;
    std::vector<double> m_rows; ///< [cases of the block x columns]
};

Evaluation evaluateBlocks(BlockEvaluator &blocks, std::size_t size, const HeldOut &heldOut, JobContext &job,
                          bool keepLists)
{
    Evaluation result;
    result.repeats = heldOut.repeats;
    const auto &all = heldOut.cases;
    for (std::size_t next = 0; next < all.size();) {
        job.checkpoint();
        std::vector<JudgedCase> block;
        for (; next < all.size() && block.size() < size; ++next) {
            auto judged = blocks.judged(all[next]);
            if (!judged) {
                ++result.skipped;
                continue;
            }
            block.push_back(std::move(*judged));
            result.users.push_back(all[next].user);
            result.positions.push_back(all[next].position);
        }
        if (block.empty())
            continue;
        auto lists = blocks.run(block);
        if (keepLists)
            std::move(lists.begin(), lists.end(), std::back_inserter(result.lists));
        job.progress(static_cast<double>(next) / static_cast<double>(all.size()), QStringLiteral("judging lists"));
    }
    result.evaluated = result.users.size();
    return result;
}

} // namespace

Evaluation evaluate(const Recommender &recommender, const HeldOut &heldOut, const EvaluationProtocol &protocol,
                    const EvaluationContext &context, JobContext &job, bool keepLists)
{
    const SeenKinds kinds(heldOut.masking);
    BlockEvaluator blocks(recommender, protocol, context, {}, keepLists, kinds);
    auto result = evaluateBlocks(blocks, blockSize(context.catalogueSize()), heldOut, job, keepLists);
    result.metrics = blocks.judge().means();
    result.dialects = blocks.judge().dialectMeans();
    result.perCase = blocks.judge().takePerList();
    result.firstPlaces = blocks.firstPlaces();
    result.filledUpPlaces = blocks.filledUpPlaces();
    return result;
}

std::optional<double> evaluateOne(const std::string &metric, const Recommender &recommender, const HeldOut &heldOut,
                                  const EvaluationProtocol &protocol, const EvaluationContext &context, JobContext &job)
{
    const SeenKinds kinds(heldOut.masking);
    BlockEvaluator blocks(recommender, protocol, context, metricAt(metric), false, kinds);
    evaluateBlocks(blocks, blockSize(context.catalogueSize()), heldOut, job, false);
    const auto means = blocks.judge().means();
    if (means.empty() || !std::isfinite(means.begin()->second))
        return {};
    return means.begin()->second;
}

QString filledUpText(std::size_t filled, std::size_t places)
{
    return sentence("%1 of %2 [place|places] [%1:is|are] filled up by popularity: nothing in the history leads to "
                    "[%1:this product|these products] (score 0).",
                    {filled, places});
}

QString newcomersText(std::size_t newcomers, std::size_t lists)
{
    return sentence("%1 of %2 [list|lists] [%1:is for a shopper|are for shoppers] of whom nothing is known that this "
                    "recommender can use: [%1:it shows|they show] the most popular products.",
                    {newcomers, lists});
}

} // namespace aisle
