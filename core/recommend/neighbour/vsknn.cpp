#include "core/common/lookup/sorted.h"
#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace aisle {
namespace {

struct VsknnParams
{
    int neighbours = 500;
    int sample = 1000;
    double memory = .4;
    double halfLifeDays = -1;
    double reach = .4;
    double before = .75;
    double rarity = -1;
    double pauseHours = 24;
};

const auto kTable =
    ParamTable<VsknnParams>{}
        .add("neighbours", &VsknnParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many most similar sessions speak for their products.")},
             {1, 5000, ParamScale::Log})
        .add("sample", &VsknnParams::sample,
             {QT_TRANSLATE_NOOP("Param", "Sample"),
              QT_TRANSLATE_NOOP("Param",
                                "How many latest sessions with each product of the session at hand are compared.")},
             {10, 100000, ParamScale::Log})
        .add("memory", &VsknnParams::memory,
             {QT_TRANSLATE_NOOP("Param", "Memory"),
              QT_TRANSLATE_NOOP("Param",
                                "What a visit of the session at hand that is one step earlier says, against the "
                                "one after it; a basket is one step. 1: order does not matter.")},
             {0.01, 1})
        .add(
            "half-life-days", &VsknnParams::halfLifeDays,
            {QT_TRANSLATE_NOOP("Param", "Half-life (days)"),
             QT_TRANSLATE_NOOP("Param", "A session that is this much older counts half. 0, or a log without times: age "
                                        "does not matter. -1 follows the log: 15 for sessions, 365 for baskets.")},
            {-1, 3650})
        .add("reach", &VsknnParams::reach,
             {QT_TRANSLATE_NOOP("Param", "Reach"),
              QT_TRANSLATE_NOOP("Param", "What a product one step further from the common one in a neighbour's session "
                                         "counts, against the one nearer to it; a basket is one step. 1: distance does "
                                         "not matter.")},
             {0.01, 1})
        .add("before", &VsknnParams::before,
             {QT_TRANSLATE_NOOP("Param", "Before"),
              QT_TRANSLATE_NOOP("Param", "What a product before the common one counts, against one after it.")},
             {0, 1})
        .add("rarity", &VsknnParams::rarity,
             {QT_TRANSLATE_NOOP("Param", "Rarity"),
              QT_TRANSLATE_NOOP("Param",
                                "The power of a common product's inverse frequency: 0 takes all products alike, "
                                "higher trusts rare ones more. -1 follows the log: 4 for sessions, 1 for baskets.")},
             {-1, 8})
        .add("pause-hours", &VsknnParams::pauseHours,
             {QT_TRANSLATE_NOOP("Param", "Pause (hours)"),
              QT_TRANSLATE_NOOP("Param", "A longer pause starts a new session where the log names none. 0, or a log "
                                         "without times: a shopper's whole history is one session.")},
             {0, 8760});

/// Vector session neighbours (Ludewig & Jannach 2018) with the decays of STAN (Garg et al. 2019). The session at hand
/// is compared with the latest ones that share a product: a common product weighs memory^(steps from the end) *
/// idf^rarity, a session's similarity is their sum * length^-.1 * 2^(-age / half-life). In a neighbour each product at
/// distance d from a common one gets similarity * reach^(d - 1), times `before` ahead of it; one of the same moment
/// gets the similarity. The common products of the latest moment count fully, those a moment earlier memory times as
/// much. A product's votes are multiplied by its idf. Nothing is learnt but an index of sessions, so that a new session
/// gets its neighbours at once.
class VsknnRecommender : public Algorithm<VsknnRecommender, VsknnParams>, public Explains, public FollowsData
{
public:
    static constexpr const char *kId = "vsknn";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const
    {
        out.array(m_offsets);
        out.array(m_items);
        out.array(m_ends);
    }
    std::map<std::string, double> takenValues() const override
    {
        return takenOf(
            {{"rarity", m_params.rarity < 0, rarity()}, {"half-life-days", m_params.halfLifeDays < 0, halfLifeDays()}});
    }
    void read(SnapshotReader &in);

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double events = static_cast<double>(shape.events);
        return {.seconds = 0.01 + events * 5e-8, .memoryBytes = static_cast<std::int64_t>(1e6 + events * 4)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_items.size()); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;

protected:
    bool knows(const Request &request) const override
    {
        const auto session = sessionOf(request.history);
        return std::ranges::any_of(session,
                                   [this](const Visit &visit) { return !sessionsWith(visit.item.value).empty(); });
    }
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    /// A product of the session at hand, once, by its latest visit.
    struct Latest
    {
        std::uint32_t item;
        float weight;
        std::uint32_t step; ///< moments after it
    };
    struct Neighbour
    {
        std::uint32_t session;
        float similarity;
        std::uint32_t match; ///< position in the session at hand's products of the latest common one
    };
    /// What is compared for one request; the session arrays are 0 before and after.
    struct Scratch
    {
        std::vector<float> similarity;    ///< [sessions]
        std::vector<std::uint32_t> match; ///< [sessions]
        std::vector<std::uint32_t> touched;
    };

    std::size_t sessionCount() const { return m_offsets.size() - 1; }
    /// What stands there; see itemOf() and isWithBefore().
    std::span<const std::uint32_t> entriesOf(std::uint32_t session) const
    {
        return std::span(m_items).subspan(m_offsets[session], m_offsets[session + 1] - m_offsets[session]);
    }
    static constexpr std::uint32_t kWithBefore = 1U << 31;
    static std::uint32_t itemOf(std::uint32_t entry) { return entry & ~kWithBefore; }
    static bool isWithBefore(std::uint32_t entry) { return (entry & kWithBefore) != 0; }
    std::span<const std::uint32_t> sessionsWith(std::uint32_t item) const
    {
        return std::span(m_sessions).subspan(m_starts[item], m_starts[item + 1] - m_starts[item]);
    }
    bool isPause(const Visit &earlier, const Visit &later) const;
    std::vector<Visit> sessionOf(std::span<const Visit> history) const;
    bool hasBaskets() const;
    double rarity() const { return m_params.rarity >= 0 ? m_params.rarity : m_hasBaskets ? 1 : 4; }
    double halfLifeDays() const { return m_params.halfLifeDays >= 0 ? m_params.halfLifeDays : m_hasBaskets ? 365 : 15; }
    void addSession(std::span<const Visit> visits);
    std::vector<Latest> latestOf(std::span<const Visit> session) const;
    std::vector<Neighbour> neighboursOf(const std::vector<Latest> &latest, Scratch &scratch) const;
    /// body(item, score) for each vote of a neighbour.
    template <class Body>
    void vote(const Neighbour &neighbour, const std::vector<Latest> &latest, const Body &body) const;
    template <class Body>
    void voteAround(std::uint32_t common, std::span<const std::uint32_t> entries, float weight, const Body &body) const;
    void index();
    void weighItems();
    void weighSessions();

    std::vector<std::uint64_t> m_offsets{0}; ///< [sessions + 1] into m_items; the oldest session first
    std::vector<std::uint32_t> m_items;      ///< with kWithBefore where one stands in a moment with the one before it
    std::vector<std::int64_t> m_ends;        ///< [sessions] time of the last visit, kNoTime without times

    std::vector<std::uint64_t> m_starts;   ///< [items + 1] into m_sessions
    std::vector<std::uint32_t> m_sessions; ///< sessions by item, ascending
    std::vector<float> m_idf;              ///< [items]
    std::vector<float> m_rarity;           ///< [items] idf^rarity
    std::vector<float> m_trust;            ///< [sessions] age and length
    bool m_hasBaskets = false;
};

bool VsknnRecommender::isPause(const Visit &earlier, const Visit &later) const
{
    constexpr double kHourMs = 3.6e6;
    return m_params.pauseHours > 0 && earlier.at != kNoTime && later.at != kNoTime &&
           static_cast<double>(later.at - earlier.at) > m_params.pauseHours * kHourMs;
}

/// The session of the last visit; where the log names none, what came since the last pause.
std::vector<Visit> VsknnRecommender::sessionOf(std::span<const Visit> history) const
{
    if (!history.empty() && history.back().hasSession()) {
        std::vector<Visit> session;
        std::ranges::copy_if(history, std::back_inserter(session),
                             [&](const Visit &visit) { return visit.session == history.back().session; });
        return session;
    }
    auto first = history.size();
    while (first > 0 && !history[first - 1].hasSession() &&
           (first == history.size() || !isPause(history[first - 1], history[first])))
        --first;
    return {history.begin() + static_cast<std::ptrdiff_t>(first), history.end()};
}

void VsknnRecommender::addSession(std::span<const Visit> visits)
{
    std::unordered_set<std::uint32_t> seen;
    for (auto rest = visits; !rest.empty();) {
        const auto moment = firstMoment(rest);
        rest = rest.subspan(moment.size());
        seen.clear();
        for (const auto &visit : moment) // a product is there once
            if (const bool isFirst = seen.empty(); seen.insert(visit.item.value).second)
                m_items.push_back(visit.item.value | (isFirst ? 0 : kWithBefore));
    }
    m_offsets.push_back(m_items.size());
    m_ends.push_back(visits.back().at);
}

void VsknnRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    std::vector<std::vector<Visit>> sorted; // whose sessions are not pauses' work
    std::vector<std::pair<std::int64_t, std::span<const Visit>>> sessions;
    const bool named = train.hasSessions();
    for (std::uint32_t user = 0; user < train.userCount(); ++user) {
        auto rest = train.history(UserIndex(user));
        if (named)
            rest = sorted.emplace_back(bySession(rest));
        while (!rest.empty()) {
            std::size_t size = 1;
            const bool hasOne = rest[0].hasSession();
            while (size < rest.size() && rest[size].hasSession() == hasOne &&
                   (hasOne ? rest[size].session == rest[0].session : !isPause(rest[size - 1], rest[size])))
                ++size;
            sessions.emplace_back(rest[size - 1].at, rest.first(size));
            rest = rest.subspan(size);
        }
    }
    job.checkpoint();
    std::ranges::stable_sort(sessions, {}, [](const auto &session) { return session.first; });
    for (const auto &[end, visits] : sessions)
        addSession(visits);
    index();
}

/// Whether most of what has several products has no order inside.
bool VsknnRecommender::hasBaskets() const
{
    std::size_t several = 0, withBefore = 0;
    for (std::uint32_t session = 0; session < sessionCount(); ++session) {
        const auto entries = entriesOf(session);
        several += entries.empty() ? 0 : entries.size() - 1;
        withBefore += static_cast<std::size_t>(std::ranges::count_if(entries, isWithBefore));
    }
    return withBefore * 2 > several;
}

void VsknnRecommender::read(SnapshotReader &in)
{
    m_offsets = in.array<std::uint64_t>();
    m_items = in.array<std::uint32_t>();
    in.check(!m_offsets.empty() && m_offsets.front() == 0 && m_offsets.back() == m_items.size() &&
             std::ranges::is_sorted(m_offsets));
    in.check(std::ranges::all_of(m_items, [this](auto entry) { return itemOf(entry) < m_catalogue.size(); }));
    m_ends = in.array<std::int64_t>(sessionCount());
    std::ranges::transform(m_ends, m_ends.begin(), storedTime);
    index();
}

void VsknnRecommender::index()
{
    m_hasBaskets = hasBaskets();
    const std::size_t items = m_catalogue.size();
    std::vector<std::uint32_t> last(items, std::numeric_limits<std::uint32_t>::max());
    m_starts.assign(items + 1, 0);
    const auto eachPair = [&](const auto &body) {
        std::ranges::fill(last, std::numeric_limits<std::uint32_t>::max());
        for (std::uint32_t session = 0; session < sessionCount(); ++session)
            for (const auto entry : entriesOf(session))
                if (std::exchange(last[itemOf(entry)], session) != session)
                    body(itemOf(entry), session);
    };
    eachPair([this](auto item, auto) { ++m_starts[item + 1]; });
    for (std::size_t item = 0; item < items; ++item)
        m_starts[item + 1] += m_starts[item];
    m_sessions.resize(m_starts.back());
    auto next = m_starts;
    eachPair([&](auto item, auto session) { m_sessions[next[item]++] = session; });
    weighItems();
    weighSessions();
}

void VsknnRecommender::weighItems()
{
    const auto items = m_catalogue.size();
    m_idf.resize(items);
    m_rarity.resize(items);
    for (std::uint32_t item = 0; item < items; ++item) {
        const auto having = static_cast<double>(sessionsWith(item).size());
        const double idf = std::log(1 + static_cast<double>(sessionCount()) / (1 + having));
        m_idf[item] = static_cast<float>(idf);
        m_rarity[item] = static_cast<float>(std::pow(idf, rarity()));
    }
}

void VsknnRecommender::weighSessions()
{
    constexpr double kDayMs = 8.64e7;
    m_trust.resize(sessionCount());
    const auto latest = m_ends.empty() ? kNoTime : *std::ranges::max_element(m_ends);
    for (std::uint32_t session = 0; session < sessionCount(); ++session) {
        constexpr double kLengthPower = -.1; // long sessions share products by chance
        auto trust = std::pow(static_cast<double>(entriesOf(session).size()), kLengthPower);
        if (halfLifeDays() > 0 && m_ends[session] != kNoTime)
            trust *= std::exp2(-static_cast<double>(latest - m_ends[session]) / kDayMs / halfLifeDays());
        m_trust[session] = static_cast<float>(std::max(trust, 1e-20));
    }
}

std::vector<VsknnRecommender::Latest> VsknnRecommender::latestOf(std::span<const Visit> session) const
{
    constexpr double kLeast = 1e-4;
    std::vector<Latest> latest;
    std::unordered_set<std::uint32_t> seen;
    double weight = 1;
    std::uint32_t step = 0;
    for (auto rest = session; !rest.empty() && weight > kLeast && latest.size() < 1000;
         weight *= m_params.memory, ++step) {
        const auto moment = lastMoment(rest);
        rest = rest.first(rest.size() - moment.size());
        for (auto v = moment.size(); v-- > 0;) {
            const auto item = moment[v].item.value;
            if (seen.insert(item).second)
                latest.push_back({item, static_cast<float>(weight) * m_rarity[item], step});
        }
    }
    return latest;
}

std::vector<VsknnRecommender::Neighbour> VsknnRecommender::neighboursOf(const std::vector<Latest> &latest,
                                                                        Scratch &scratch) const
{
    scratch.similarity.resize(sessionCount());
    scratch.match.resize(sessionCount());
    scratch.touched.clear();
    const auto sample = static_cast<std::size_t>(m_params.sample);
    for (std::uint32_t place = 0; place < latest.size(); ++place) {
        const auto all = sessionsWith(latest[place].item);
        for (const auto session : all.last(std::min(sample, all.size()))) {
            if (scratch.similarity[session] == 0) {
                scratch.touched.push_back(session);
                scratch.match[session] = place;
            }
            scratch.similarity[session] += latest[place].weight;
        }
    }
    std::vector<Neighbour> found;
    found.reserve(scratch.touched.size());
    for (const auto session : scratch.touched)
        found.push_back(
            {session, std::exchange(scratch.similarity[session], 0.0F) * m_trust[session], scratch.match[session]});
    keepFirst(found, static_cast<std::size_t>(m_params.neighbours), [](const Neighbour &a, const Neighbour &b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.session > b.session;
    });
    std::ranges::sort(found, {}, &Neighbour::session);
    return found;
}

template <class Body>
void VsknnRecommender::vote(const Neighbour &neighbour, const std::vector<Latest> &latest, const Body &body) const
{
    constexpr float kLeast = 1e-4F;
    const auto entries = entriesOf(neighbour.session);
    float factor = 1;
    for (auto l = neighbour.match; l < latest.size(); ++l) {
        if (l > neighbour.match)
            for (auto step = latest[l - 1].step; step < latest[l].step; ++step)
                factor *= static_cast<float>(m_params.memory);
        if (factor <= kLeast)
            break;
        voteAround(latest[l].item, entries, neighbour.similarity * factor, body);
    }
}

template <class Body>
void VsknnRecommender::voteAround(std::uint32_t common, std::span<const std::uint32_t> entries, float weight,
                                  const Body &body) const
{
    constexpr float kLeast = 1e-4F;
    const auto reach = static_cast<float>(m_params.reach);
    const auto voteFor = [&](std::size_t i, float share) {
        const auto item = itemOf(entries[i]);
        body(item, weight * share * m_idf[item]);
    };
    for (std::size_t at = 0; at < entries.size(); ++at) {
        if (itemOf(entries[at]) != common)
            continue;
        auto begin = at, end = at + 1; // of the moment
        while (begin > 0 && isWithBefore(entries[begin]))
            --begin;
        while (end < entries.size() && isWithBefore(entries[end]))
            ++end;
        for (auto i = begin; i < end; ++i)
            if (i != at)
                voteFor(i, 1);
        float share = 1;
        for (auto i = end; i < entries.size(); ++i) {
            if (i > end && !isWithBefore(entries[i]))
                share *= reach;
            if (share <= kLeast)
                break;
            voteFor(i, share);
        }
        share = static_cast<float>(m_params.before);
        for (auto i = begin; i-- > 0 && share > kLeast;) {
            voteFor(i, share);
            if (!isWithBefore(entries[i]))
                share *= reach;
        }
    }
}

void VsknnRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const std::size_t items = m_catalogue.size();
    Scratch scratch;
    for (std::size_t p = 0; p < requests.size(); ++p) {
        float *to = scores.data() + p * items;
        const auto latest = latestOf(sessionOf(requests[p]->history));
        for (const auto &neighbour : neighboursOf(latest, scratch))
            vote(neighbour, latest, [to](std::uint32_t item, float score) { to[item] += score; });
    }
}

void VsknnRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items,
                                 std::span<float> scores) const
{
    Scratch scratch;
    SomeSums sums(items);
    const auto latest = latestOf(sessionOf(request.history));
    for (const auto &neighbour : neighboursOf(latest, scratch))
        vote(neighbour, latest, [&](std::uint32_t item, float score) { sums.add(item, score); });
    std::ranges::transform(items, scores.begin(), [&](ItemIndex item) { return sums.of(item); });
}

/// A neighbour's similarity is a sum over the common products: each is a reason by its share.
std::vector<Reason> VsknnRecommender::explain(const Request &request, ItemIndex item) const
{
    Scratch scratch;
    const auto latest = latestOf(sessionOf(request.history));
    std::vector<double> share(latest.size());
    for (const auto &neighbour : neighboursOf(latest, scratch)) {
        double given = 0;
        vote(neighbour, latest, [&](std::uint32_t other, float score) { given += other == item.value ? score : 0; });
        if (given == 0)
            continue;
        const auto entries = entriesOf(neighbour.session);
        const auto sampled = [&](std::uint32_t other) {
            const auto all = sessionsWith(other);
            return all.size() <= static_cast<std::size_t>(m_params.sample) ||
                   neighbour.session >= all[all.size() - static_cast<std::size_t>(m_params.sample)];
        };
        for (std::size_t l = 0; l < latest.size(); ++l)
            if (std::ranges::find(entries, latest[l].item, itemOf) != entries.end() && sampled(latest[l].item))
                share[l] += given * latest[l].weight * m_trust[neighbour.session] / neighbour.similarity;
    }
    std::vector<Reason> reasons;
    for (std::size_t l = 0; l < latest.size(); ++l)
        if (share[l] > 0)
            reasons.push_back({.because = ItemIndex(latest[l].item), .text = {}, .contribution = share[l]});
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

const bool kRegistered = registerAlgorithm<VsknnRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Session neighbours (VSKNN)"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Neighbourhood"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "What the sessions most like this one went on to: no training, new "
                                                 "sessions at once, on par with neural ones on short sessions."),
     .paper = "Ludewig & Jannach, Evaluation of session-based recommendation algorithms, UMUAI 2018"});

} // namespace
} // namespace aisle
