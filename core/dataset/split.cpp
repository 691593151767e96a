#include "core/dataset/split.h"
#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/dataset/partassigner.h"

#include <QCryptographicHash>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <numeric>

namespace aisle {

struct Split::Cache
{
    std::mutex guard;
    std::weak_ptr<const TrainingSet> training;
    std::weak_ptr<const TrainingSet> everything;
    QString dataHash;
    std::map<Targets, QString> judgedHash;
};

namespace {

SplitRules complete(SplitRules rules, const Dataset &dataset)
{
    if (rules.relevant.empty())
        rules.relevant = dataset.relevant;
    return rules;
}

} // namespace

Split::Split(std::shared_ptr<const Dataset> dataset, SplitSpec spec, std::uint64_t seed, SplitRules rules)
    : m_dataset(std::move(dataset)), m_spec(spec), m_seed(seed), m_rules(complete(std::move(rules), *m_dataset)),
      m_parts(assignParts(*m_dataset, m_spec, seed, m_rules)), m_givenBack(givenBackBy(*m_dataset, m_spec, m_parts)),
      m_cache(std::make_shared<Cache>())
{
    for (std::size_t e = 0; e < m_givenBack.events.size(); ++e)
        if (m_parts[e] == Part::Train && m_givenBack.is(e, Known::Training))
            m_parts[e] = Part::Out;
    check();
}

void Split::check() const
{
    if (std::ranges::find(m_parts, Part::Train) == m_parts.end())
        throwNothingToLearnFrom(*m_dataset, m_spec);
    if (m_spec.kind == SplitKind::None)
        return;
    for (std::size_t e = 0; e < m_parts.size(); ++e)
        if (isAskedFor(e, Part::Test))
            return;
    throwNothingToTestOn(*m_dataset, m_spec, m_seed, m_rules);
}

std::shared_ptr<const Split> Split::judgedBy(std::vector<bool> relevant) const
{
    auto rules = m_rules;
    rules.relevant = std::move(relevant);
    return std::make_shared<const Split>(m_dataset, m_spec, m_seed, std::move(rules));
}

double Split::weightOf(std::size_t kind) const
{
    const auto &of = m_dataset->kinds[kind];
    const auto chosen = m_rules.kindWeights.find(of.name);
    const double weight = chosen == m_rules.kindWeights.end() ? of.weight : chosen->second;
    return weight > 0 ? weight : 1;
}

std::map<std::string, double> Split::kindWeights() const
{
    std::map<std::string, double> weights;
    for (std::size_t k = 0; k < m_dataset->kinds.size(); ++k)
        if (m_dataset->learnt[k])
            weights[m_dataset->kinds[k].name] = weightOf(k);
    return weights;
}

/// [kinds] the lightest that is learnt from weighs 1, one that is not weighs nothing.
std::vector<float> Split::relativeWeights() const
{
    double lightest = std::numeric_limits<double>::infinity();
    for (const auto &[name, weight] : kindWeights())
        lightest = std::min(lightest, weight);
    std::vector<float> weights;
    for (std::size_t k = 0; k < m_dataset->kinds.size(); ++k)
        weights.push_back(m_dataset->learnt[k] ? static_cast<float>(weightOf(k) / lightest) : 0);
    return weights;
}

std::vector<bool> Split::masking() const
{
    bool all = true;
    for (std::size_t k = 0; k < m_rules.relevant.size(); ++k)
        all &= m_rules.relevant[k] || !m_dataset->learnt[k];
    return all || m_rules.asIn01 ? std::vector<bool>() : m_rules.relevant;
}

std::size_t Split::count(Part part) const
{
    return static_cast<std::size_t>(std::count(m_parts.begin(), m_parts.end(), part));
}

namespace {

constexpr auto kNever = std::numeric_limits<std::int64_t>::max();

/// Earliest relevant test event of these; kNever without one.
std::int64_t earliestTest(const Split &split, std::size_t begin, std::size_t end)
{
    const auto &dataset = split.dataset();
    const auto &parts = split.parts();
    auto earliest = kNever;
    for (auto e = begin; e < end; ++e)
        if (parts[e] == Part::Test && split.isRelevant(dataset.events.kind[e]) && dataset.events.at[e] != kNoTime)
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
    const auto later = trainedAfter(*m_dataset, m_parts, 0, m_parts.size(), earliestTest(*this, 0, m_parts.size()));
    return static_cast<double>(later) / static_cast<double>(std::max<std::size_t>(1, count(Part::Train)));
}

double Split::userLeak() const
{
    if (!m_dataset->hasTime())
        return 0;
    std::size_t later = 0;
    const auto &offsets = m_dataset->events.offsets;
    for (std::size_t user = 0; user + 1 < offsets.size(); ++user) {
        const auto earliest = earliestTest(*this, offsets[user], offsets[user + 1]);
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
        return withHeldOut ? m_dataset->isLearnt(events.kind[e]) && !m_givenBack.is(e, Known::Everything)
                           : m_parts[e] == Part::Train;
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
    return std::make_shared<const TrainingSet>(m_dataset->itemCount(), std::move(offsets), std::move(visits),
                                               std::move(values), relativeWeights(), m_dataset->tieRank);
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

namespace {

/// Of what each shopper adds, in no order. @param bytes  of one; empty: adds nothing
template <class BytesOf>
QString hashOfShoppers(std::size_t users, const BytesOf &bytesOf)
{
    std::vector<QByteArray> digests(users);
    parallelFor(digests.size(), 256, [&](std::size_t begin, std::size_t end, int) {
        for (auto user = begin; user < end; ++user) {
            const auto bytes = bytesOf(user);
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

} // namespace

QString Split::makeDataHash() const
{
    return hashOfShoppers(m_dataset->userCount(), [this](std::size_t user) { return trainingBytes(user); });
}

QString Split::judgedHash(Targets targets) const
{
    if (m_spec.kind == SplitKind::None)
        return {};
    const std::lock_guard lock(m_cache->guard);
    auto &known = m_cache->judgedHash[targets];
    if (known.isEmpty())
        known = makeJudgedHash(targets);
    return known;
}

QString Split::makeJudgedHash(Targets targets) const
{
    return hashOfShoppers(m_dataset->userCount(),
                          [&](std::size_t user) { return judgedBytes(UserIndex(user), targets); });
}

/// The input once, as long as the last case has it; of each case how much of it there is.
QByteArray Split::judgedBytes(UserIndex user, Targets targets) const
{
    std::vector<HeldOutCase> cases;
    addCases(user, Part::Test, targets, cases);
    QByteArray bytes;
    if (cases.empty())
        return bytes;
    const auto appendItem = [&](ItemIndex item) { appendText(bytes, m_dataset->itemKeys[item.value]); };
    const auto appendAll = [&](const std::vector<ItemIndex> &items) {
        std::vector<std::string_view> keys;
        for (const auto item : items)
            keys.push_back(m_dataset->itemKeys[item.value]);
        std::sort(keys.begin(), keys.end()); // an index is of one project
        appendNumber(bytes, static_cast<std::uint32_t>(keys.size()));
        for (const auto key : keys)
            appendText(bytes, std::string(key));
    };
    appendText(bytes, m_dataset->userKeys[user.value]);
    for (const auto &visit : cases.back().input)
        appendItem(visit.item);
    appendAll(cases.back().hidden);
    for (const auto &one : cases) {
        appendNumber(bytes, one.position);
        appendNumber(bytes, static_cast<std::uint64_t>(one.input.size()));
        appendAll(one.relevant);
        for (const auto &rating : one.ratings)
            appendNumber(bytes, rating.value);
    }
    return bytes;
}

namespace {

/// Relevant pairs, and how many of them are masked where seen products are.
struct RepeatCount
{
    std::vector<bool> masking; ///< HeldOut::masking
    std::size_t pairs = 0;
    std::size_t repeated = 0;

    void add(const HeldOutCase &heldOut)
    {
        const auto hides = [this](const Visit &visit) { return masking.empty() || masking[visit.kind]; };
        const auto seen = seenRelevant(heldOut, hides);
        pairs += seen.size();
        repeated += static_cast<std::size_t>(std::ranges::count(seen, true));
    }
    double share() const { return pairs ? static_cast<double>(repeated) / static_cast<double>(pairs) : 0; }
};

} // namespace

std::vector<ItemIndex> Split::productsOf(Part part) const
{
    std::vector<ItemIndex> products;
    for (std::size_t e = 0; e < m_parts.size(); ++e)
        if (m_parts[e] == part)
            products.push_back(m_dataset->events.item[e]);
    sortUnique(products);
    return products;
}

bool Split::isInput(std::size_t event, Part part) const
{
    if (!m_dataset->isLearnt(m_dataset->events.kind[event]))
        return false;
    const bool withValidation = part == Part::Test && m_spec.isOrdered();
    if (m_givenBack.is(event, withValidation ? Known::Validation : Known::Training))
        return false;
    switch (m_parts[event]) {
    case Part::Train:
    case Part::Input:
        return true;
    case Part::Valid:
        return withValidation;
    case Part::Test:
    case Part::Out:
        break;
    }
    return false;
}

bool Split::isAskedFor(std::size_t event, Part part) const
{
    return m_parts[event] == part && isRelevant(m_dataset->events.kind[event]) &&
           !m_givenBack.is(event, Known::Everything);
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
    const auto hides = [this](std::uint8_t kind) {
        return m_rules.asIn01 || (m_dataset->isLearnt(kind) && isRelevant(kind));
    };
    for (auto e = events.offsets[user.value]; e < events.offsets[user.value + 1]; ++e) {
        if (isInput(e, part)) {
            addInput(e, input);
            input.isTrainingHistory &= m_parts[e] == Part::Train;
        } else if (m_parts[e] == Part::Train) { // learnt from, and given back since
            input.isTrainingHistory = false;
        } else if (part == Part::Test && m_parts[e] == Part::Valid && !m_spec.isOrdered() && hides(events.kind[e])) {
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
    auto first = begin;
    while (first < end && !isAskedFor(first, part))
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
        if (isAskedFor(e, part))
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
        if (isAskedFor(e, part) && !input.visits.empty()) {
            heldOut.relevant.clear();
            heldOut.ratings.clear();
            addRelevant(e, heldOut);
            heldOut.isTrainingHistory = input.isTrainingHistory && input.visits.size() == known;
            cases.push_back(heldOut);
            lengths.push_back(input.visits.size());
            ++heldOut.position;
        }
        if (m_dataset->isLearnt(events.kind[e]) &&
            !m_givenBack.is(e, part == Part::Test ? Known::Everything : Known::Validation))
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
    result.masking = masking();
    RepeatCount repeats{.masking = result.masking};
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
