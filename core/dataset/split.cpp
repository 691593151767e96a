#include "core/dataset/split.h"
#include "core/common/parallel.h"
#include "core/dataset/partassigner.h"

#include <QCryptographicHash>
#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

namespace aisle {

struct Split::Cache
{
    std::mutex guard;
    std::weak_ptr<const TrainingSet> training;
    std::weak_ptr<const TrainingSet> everything;
    QString dataHash;
};

Split::Split(std::shared_ptr<const Dataset> dataset, SplitSpec spec, std::uint64_t seed)
    : m_dataset(std::move(dataset)), m_spec(spec), m_parts(assignParts(*m_dataset, m_spec, seed)),
      m_cache(std::make_shared<Cache>())
{
}

std::size_t Split::count(Part part) const
{
    return static_cast<std::size_t>(std::count(m_parts.begin(), m_parts.end(), part));
}

namespace {

constexpr auto kNever = std::numeric_limits<std::int64_t>::max();

/// Earliest relevant test event of these; kNever without one.
std::int64_t earliestTest(const Dataset &dataset, const std::vector<Part> &parts, std::size_t begin, std::size_t end)
{
    auto earliest = kNever;
    for (auto e = begin; e < end; ++e)
        if (parts[e] == Part::Test && dataset.isRelevant(dataset.events.kind[e]) && dataset.events.at[e] != kNoTime)
            earliest = std::min(earliest, dataset.events.at[e]);
    return earliest;
}

std::size_t trainedAfter(const Dataset &dataset, const std::vector<Part> &parts, std::size_t begin, std::size_t end,
                         std::int64_t time)
{
    std::size_t later = 0;
    for (auto e = begin; e < end; ++e)
        later += parts[e] == Part::Train && dataset.events.at[e] > time;
    return later;
}

} // namespace

double Split::leak() const
{
    if (!m_dataset->hasTime())
        return 0;
    const auto earliest = earliestTest(*m_dataset, m_parts, 0, m_parts.size());
    const auto later = trainedAfter(*m_dataset, m_parts, 0, m_parts.size(), earliest);
    return static_cast<double>(later) / static_cast<double>(std::max<std::size_t>(1, count(Part::Train)));
}

double Split::userLeak() const
{
    if (!m_dataset->hasTime())
        return 0;
    std::size_t later = 0;
    const auto &offsets = m_dataset->events.offsets;
    for (std::size_t user = 0; user + 1 < offsets.size(); ++user) {
        const auto earliest = earliestTest(*m_dataset, m_parts, offsets[user], offsets[user + 1]);
        later += trainedAfter(*m_dataset, m_parts, offsets[user], offsets[user + 1], earliest);
    }
    return static_cast<double>(later) / static_cast<double>(std::max<std::size_t>(1, count(Part::Train)));
}

Visit Split::visit(std::size_t event) const
{
    const auto &events = m_dataset->events;
    const auto session = events.session.empty() ? Visit::kNoSession : events.session[event];
    return {.item = events.item[event],
            .kind = events.kind[event],
            .session = m_dataset->filter.moments == Moments::Lines ? Visit::kApart : session,
            .at = m_dataset->hasTime() ? events.at[event] : kNoTime};
}

bool Split::asksForBaskets() const
{
    if (m_spec.kind == SplitKind::LeaveLastBasketOut)
        return true;
    const auto &events = m_dataset->events;
    if (m_spec.kind != SplitKind::Fixed || events.session.empty())
        return false;
    for (std::size_t user = 0; user + 1 < events.offsets.size(); ++user) {
        std::uint32_t basket = 0;
        for (auto e = events.offsets[user]; e < events.offsets[user + 1]; ++e) {
            if (m_parts[e] != Part::Test || !m_dataset->isRelevant(events.kind[e]))
                continue;
            if (events.session[e] == 0 || (basket != 0 && events.session[e] != basket))
                return false;
            basket = events.session[e];
        }
    }
    return true;
}

std::shared_ptr<const TrainingSet> Split::trainingSet(bool withHeldOut) const
{
    const std::lock_guard lock(m_cache->guard);
    auto &cached = withHeldOut ? m_cache->everything : m_cache->training;
    auto result = cached.lock();
    if (!result) {
        result = makeTrainingSet(withHeldOut);
        cached = result;
    }
    return result;
}

std::shared_ptr<const TrainingSet> Split::makeTrainingSet(bool withHeldOut) const
{
    const auto &events = m_dataset->events;
    const auto isUsed = [&](std::size_t e) {
        return withHeldOut ? m_dataset->isLearnt(events.kind[e]) : m_parts[e] == Part::Train;
    };
    std::vector<std::uint64_t> offsets{0};
    std::vector<Visit> visits;
    std::vector<float> values;
    visits.reserve(withHeldOut ? events.size() : count(Part::Train));
    for (std::size_t user = 0; user + 1 < events.offsets.size(); ++user) {
        for (auto e = events.offsets[user]; e < events.offsets[user + 1]; ++e) {
            if (!isUsed(e))
                continue;
            visits.push_back(visit(e));
            if (!events.value.empty())
                values.push_back(events.value[e]);
        }
        offsets.push_back(visits.size());
    }
    std::vector<float> weights;
    for (const auto &kind : m_dataset->kinds)
        weights.push_back(static_cast<float>(kind.weight));
    return std::make_shared<const TrainingSet>(m_dataset->itemCount(), std::move(offsets), std::move(visits),
                                               std::move(values), std::move(weights), m_dataset->tieRank);
}

QString Split::dataHash() const
{
    const std::lock_guard lock(m_cache->guard);
    if (m_cache->dataHash.isEmpty())
        m_cache->dataHash = makeDataHash();
    return m_cache->dataHash;
}

namespace {

template <class Number>
void appendNumber(QByteArray &bytes, Number number)
{
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

void appendText(QByteArray &bytes, const std::string &text)
{
    appendNumber(bytes, static_cast<std::uint32_t>(text.size()));
    bytes.append(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QByteArray Split::eventBytes(std::size_t event) const
{
    const auto &events = m_dataset->events;
    const auto &kind = m_dataset->kinds[events.kind[event]];
    QByteArray bytes;
    appendText(bytes, m_dataset->itemKeys[events.item[event].value]);
    appendText(bytes, kind.name);
    appendNumber(bytes, kind.weight);
    appendNumber(bytes, m_dataset->hasTime() ? events.at[event] : kNoTime);
    const bool hasValue = !events.value.empty() && events.value[event] == events.value[event];
    appendNumber(bytes, hasValue);
    if (hasValue)
        appendNumber(bytes, events.value[event]);
    if (!events.session.empty())
        appendNumber(bytes, events.session[event]);
    return bytes;
}

/// What a shopper adds to the hash: keys instead of indexes, so that the same log in another project says the same;
/// what stands in one moment in an order of its own.
QByteArray Split::trainingBytes(std::size_t user) const
{
    const auto &events = m_dataset->events;
    const bool sets = m_dataset->filter.moments == Moments::Sets;
    QByteArray bytes;
    std::vector<QByteArray> moment;
    for (auto e = events.offsets[user]; e < events.offsets[user + 1]; ++e) {
        if (m_parts[e] == Part::Train)
            moment.push_back(eventBytes(e));
        if (e + 1 < events.offsets[user + 1] && sets && events.isSameMoment(e, e + 1))
            continue;
        std::sort(moment.begin(), moment.end());
        if (bytes.isEmpty() && !moment.empty())
            appendText(bytes, m_dataset->userKeys[user]);
        for (const auto &event : moment)
            bytes.append(event);
        moment.clear();
    }
    return bytes;
}

QString Split::makeDataHash() const
{
    std::vector<QByteArray> digests(m_dataset->userCount());
    parallelFor(digests.size(), 256, [&](std::size_t begin, std::size_t end, int) {
        for (auto user = begin; user < end; ++user) {
            const auto bytes = trainingBytes(user);
            if (!bytes.isEmpty())
                digests[user] = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        }
    });
    std::sort(digests.begin(), digests.end());
    QCryptographicHash whole(QCryptographicHash::Sha256);
    for (const auto &digest : digests)
        whole.addData(digest);
    return QString::fromLatin1(whole.result().toHex());
}

namespace {

void sortUnique(std::vector<ItemIndex> &items)
{
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

/// Relevant pairs, and how many of them the input or the hidden products already have.
struct RepeatCount
{
    std::size_t pairs = 0;
    std::size_t repeated = 0;

    void add(const HeldOutCase &heldOut)
    {
        std::vector<bool> isSeen(heldOut.relevant.size());
        const auto mark = [&](ItemIndex item) {
            const auto place = std::lower_bound(heldOut.relevant.begin(), heldOut.relevant.end(), item);
            if (place != heldOut.relevant.end() && *place == item)
                isSeen[static_cast<std::size_t>(place - heldOut.relevant.begin())] = true;
        };
        for (const auto &visit : heldOut.input)
            mark(visit.item);
        for (const auto item : heldOut.hidden)
            mark(item);
        pairs += isSeen.size();
        repeated += static_cast<std::size_t>(std::count(isSeen.begin(), isSeen.end(), true));
    }
    double share() const { return pairs ? static_cast<double>(repeated) / static_cast<double>(pairs) : 0; }
};

} // namespace

bool Split::isInput(std::size_t event, Part part) const
{
    if (!m_dataset->isLearnt(m_dataset->events.kind[event]))
        return false;
    switch (m_parts[event]) {
    case Part::Train:
    case Part::Input:
        return true;
    case Part::Valid:
        return part == Part::Test && m_spec.isOrdered();
    case Part::Test:
    case Part::Out:
        break;
    }
    return false;
}

/// What is told of one shopper, while it is put together.
struct Split::Input
{
    std::vector<Visit> visits;
    std::vector<float> values;
    std::vector<ItemIndex> hidden; ///< sorted
    bool isTrainingHistory = true;
};

void Split::addInput(std::size_t event, Input &input) const
{
    input.visits.push_back(visit(event));
    if (!m_dataset->events.value.empty())
        input.values.push_back(m_dataset->events.value[event]);
}

void Split::addRelevant(std::size_t event, HeldOutCase &heldOut) const
{
    const auto &events = m_dataset->events;
    heldOut.relevant.push_back(events.item[event]);
    if (!events.value.empty() && !std::isnan(events.value[event]))
        heldOut.ratings.push_back({events.item[event], events.value[event]});
}

Split::Input Split::inputOf(UserIndex user, Part part) const
{
    Input input;
    const auto &events = m_dataset->events;
    for (auto e = events.offsets[user.value]; e < events.offsets[user.value + 1]; ++e) {
        if (isInput(e, part)) {
            addInput(e, input);
            input.isTrainingHistory &= m_parts[e] == Part::Train;
        } else if (part == Part::Test && m_parts[e] == Part::Valid && !m_spec.isOrdered()) {
            input.hidden.push_back(events.item[e]);
        }
    }
    input.isTrainingHistory &= !input.visits.empty();
    sortUnique(input.hidden);
    return input;
}

void Split::addCases(UserIndex user, Part part, Targets targets, std::vector<HeldOutCase> &cases) const
{
    const auto &events = m_dataset->events;
    const auto begin = events.offsets[user.value], end = events.offsets[user.value + 1];
    const auto isRelevant = [&](std::size_t e) { return m_parts[e] == part && m_dataset->isRelevant(events.kind[e]); };
    auto first = begin;
    while (first < end && !isRelevant(first))
        ++first;
    if (first == end)
        return;
    auto input = inputOf(user, part);
    HeldOutCase heldOut;
    heldOut.user = user;
    heldOut.hidden = std::move(input.hidden);
    if (targets == Targets::EachNext) {
        addEachNext(std::move(heldOut), part, std::move(input), cases);
        return;
    }
    heldOut.input = std::move(input.visits);
    heldOut.inputValues = std::move(input.values);
    heldOut.isTrainingHistory = input.isTrainingHistory;
    for (auto e = first; e < (targets == Targets::Next ? first + 1 : end); ++e)
        if (isRelevant(e))
            addRelevant(e, heldOut);
    sortUnique(heldOut.relevant);
    cases.push_back(std::move(heldOut));
}

/// One case an event; all share the longest input.
void Split::addEachNext(HeldOutCase heldOut, Part part, Input input, std::vector<HeldOutCase> &cases) const
{
    const auto &events = m_dataset->events;
    const auto firstCase = cases.size();
    const auto known = input.visits.size();
    std::vector<std::size_t> lengths;
    for (auto e = events.offsets[heldOut.user.value]; e < events.offsets[heldOut.user.value + 1]; ++e) {
        if (m_parts[e] != part)
            continue;
        if (m_dataset->isRelevant(events.kind[e]) && !input.visits.empty()) {
            heldOut.relevant.clear();
            heldOut.ratings.clear();
            addRelevant(e, heldOut);
            heldOut.isTrainingHistory = input.isTrainingHistory && input.visits.size() == known;
            cases.push_back(heldOut);
            lengths.push_back(input.visits.size());
            ++heldOut.position;
        }
        if (m_dataset->isLearnt(events.kind[e]))
            addInput(e, input);
    }
    const SharedPrefix<Visit> visits(std::move(input.visits));
    const SharedPrefix<float> values(std::move(input.values));
    for (std::size_t c = 0; c < lengths.size(); ++c) {
        cases[firstCase + c].input = visits.first(lengths[c]);
        cases[firstCase + c].inputValues = values.first(std::min(lengths[c], values.size()));
    }
}

HeldOut Split::heldOut(Part part, Targets targets) const
{
    Q_ASSERT(part == Part::Valid || part == Part::Test);
    HeldOut result;
    RepeatCount repeats;
    for (std::uint32_t user = 0; user < m_dataset->userCount(); ++user) {
        const auto before = result.cases.size();
        addCases(UserIndex(user), part, targets, result.cases);
        for (auto c = before; c < result.cases.size(); ++c)
            repeats.add(result.cases[c]);
    }
    result.repeats = repeats.share();
    return result;
}

} // namespace aisle
