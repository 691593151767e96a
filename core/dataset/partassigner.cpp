#include "core/dataset/partassigner.h"
#include "core/common/error.h"
#include "core/common/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

namespace aisle {

namespace {

using Quotas = std::array<std::uint64_t, 3>; ///< of Part::Train, Valid, Test

std::uint64_t roundedDown(double share, std::uint64_t count)
{
    return static_cast<std::uint64_t>(std::floor(share * static_cast<double>(count) + 1e-9));
}

Quotas quotasOf(const SplitSpec &spec, std::uint64_t count)
{
    const auto valid = roundedDown(spec.valid, count);
    const auto test = roundedDown(spec.test, count);
    return {count - valid - test, valid, test};
}

/// Draws without replacement from classes of known sizes: every arrangement is equally likely, and nothing is stored.
std::size_t drawClass(std::span<std::uint64_t> left, std::uint64_t total, Random &random)
{
    auto target = static_cast<std::uint64_t>(random.uniform() * static_cast<double>(total));
    std::size_t c = 0;
    while (target >= left[c])
        target -= left[c++];
    --left[c];
    return c;
}

std::uint64_t streamOf(const Dataset &dataset, std::size_t user)
{
    return stableHash(dataset.userKeys[user]);
}

class Assigner
{
public:
    Assigner(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed, const SplitRules &rules)
        : m_dataset(dataset), m_events(dataset.events), m_spec(spec), m_rules(rules), m_seed(seed),
          m_parts(dataset.events.size(), Part::Train)
    {
    }

    std::vector<Part> run()
    {
        assign();
        keepOutOfTrain();
        return std::move(m_parts);
    }

private:
    static constexpr std::uint64_t kFewestEvents = 3; ///< of whom leave-last-out tests

    void assign()
    {
        switch (m_spec.kind) {
        case SplitKind::Time:
            return m_spec.testFrom ? byDates() : byTime();
        case SplitKind::LeaveLastOut:
            return forEachUser(
                [this](std::size_t, std::uint64_t begin, std::uint64_t end) { leaveLastOut(begin, end); });
        case SplitKind::LeaveLastBasketOut:
            return forEachUser(
                [this](std::size_t, std::uint64_t begin, std::uint64_t end) { leaveLastBasketOut(begin, end); });
        case SplitKind::UserRandom:
            return forEachUser([this](std::size_t user, std::uint64_t begin, std::uint64_t end) {
                Random random(deriveSeed(m_seed, streamOf(m_dataset, user)));
                drawParts(begin, end, random);
            });
        case SplitKind::Random: {
            Random random(deriveSeed(m_seed, 0));
            return drawParts(0, m_parts.size(), random);
        }
        case SplitKind::Folds:
            return byFolds();
        case SplitKind::NewUsers:
            return byUsers();
        case SplitKind::UserFolds:
            return byUserFolds();
        case SplitKind::Fixed:
            return asStored();
        case SplitKind::NewProducts:
            return byProducts();
        case SplitKind::None:
            break;
        }
    }

    template <class Body>
    void forEachUser(const Body &body)
    {
        for (std::size_t user = 0; user + 1 < m_events.offsets.size(); ++user)
            body(user, m_events.offsets[user], m_events.offsets[user + 1]);
    }

    void needTime() const
    {
        if (!m_dataset.hasTime())
            throw Error("split.no-time",
                        QT_TRANSLATE_NOOP("Error", "The log has no times, so it cannot be split by time: "
                                                   "use user-random or leave-last-out."));
    }

    void byDates()
    {
        needTime();
        cutAt(m_spec.validFrom.value_or(*m_spec.testFrom), *m_spec.testFrom);
    }

    void cutAt(std::int64_t validFrom, std::int64_t testFrom)
    {
        for (std::size_t e = 0; e < m_parts.size(); ++e)
            m_parts[e] = m_events.at[e] >= testFrom    ? Part::Test
                         : m_events.at[e] >= validFrom ? Part::Valid
                                                       : Part::Train;
    }

    void byTime()
    {
        needTime();
        auto times = m_events.at;
        std::sort(times.begin(), times.end());
        const auto train = roundedDown(m_spec.train, times.size());
        const auto valid = roundedDown(m_spec.valid, times.size());
        const auto trainEnd = instantStart(times, train, 0);
        const auto validEnd = valid == 0 ? trainEnd : instantStart(times, train + valid, trainEnd);
        const auto timeAt = [&](std::size_t place) { return place < times.size() ? times[place] : times.back() + 1; };
        cutAt(timeAt(trainEnd), timeAt(validEnd));
    }

    /// The place of a cut, moved to where an instant starts: backwards, or forwards when that would reach `from`.
    static std::size_t instantStart(const std::vector<std::int64_t> &times, std::size_t cut, std::size_t from)
    {
        if (cut >= times.size())
            return times.size();
        const auto begin = std::lower_bound(times.begin(), times.end(), times[cut]);
        const auto place = static_cast<std::size_t>(begin - times.begin());
        if (place > from)
            return place;
        return static_cast<std::size_t>(std::upper_bound(begin, times.end(), times[cut]) - times.begin());
    }

    bool isRelevant(std::uint64_t event) const { return m_rules.relevant[m_events.kind[event]]; }

    void leaveLastOut(std::uint64_t begin, std::uint64_t end)
    {
        const auto isWanted = [this](std::uint64_t e) { return isRelevant(e); };
        const auto test = lastOf(begin, end, isWanted);
        if (!test)
            return;
        const auto valid = lastOf(begin, *test, isWanted);
        const auto isKnown = [this](std::uint64_t e) { return m_dataset.isLearnt(m_events.kind[e]); };
        const bool validates = valid && lastOf(begin, *valid, isKnown);
        const bool tests = m_rules.asIn01 ? valid && lastOf(begin, *valid, isWanted)
                                          : end - begin >= kFewestEvents && lastOf(begin, *test, isKnown);
        if (!tests)
            return;
        for (auto e = m_rules.asIn01 || validates ? *valid : *test; e < end; ++e)
            m_parts[e] = e < *test ? Part::Valid : Part::Test;
    }

    static std::optional<std::uint64_t> lastOf(std::uint64_t begin, std::uint64_t end, const auto &is)
    {
        for (auto e = end; e > begin; --e)
            if (is(e - 1))
                return e - 1;
        return {};
    }

    bool isSameBasket(std::uint64_t a, std::uint64_t b) const
    {
        const auto &sessions = m_events.session;
        if (!sessions.empty() && (sessions[a] != 0 || sessions[b] != 0))
            return sessions[a] == sessions[b];
        return a == b || m_events.isSameMoment(a, b);
    }

    void leaveLastBasketOut(std::uint64_t begin, std::uint64_t end)
    {
        std::array<std::uint64_t, 3> lastRelevant{}; // one of each basket, the last basket first
        std::size_t found = 0;
        for (auto e = end; e > begin && found < lastRelevant.size(); --e) {
            const auto isOfIt = [&](std::uint64_t other) { return isSameBasket(other, e - 1); };
            if (m_dataset.isRelevant(m_events.kind[e - 1]) &&
                std::none_of(lastRelevant.begin(), lastRelevant.begin() + static_cast<std::ptrdiff_t>(found), isOfIt))
                lastRelevant[found++] = e - 1;
        }
        if (found < lastRelevant.size())
            return;
        auto behind = Part::Train;
        for (auto e = begin; e < end; ++e) {
            const bool isTest = isSameBasket(e, lastRelevant[0]), isValid = isSameBasket(e, lastRelevant[1]);
            if (isTest || (isValid && behind == Part::Train))
                behind = isTest ? Part::Test : Part::Valid;
            const bool isThird = behind != Part::Train && !isTest && !isValid;
            m_parts[e] = isTest                                              ? Part::Test
                         : isValid                                           ? Part::Valid
                         : isThird && m_dataset.isRelevant(m_events.kind[e]) ? Part::Out
                                                                             : behind;
        }
    }

    void drawParts(std::uint64_t begin, std::uint64_t end, Random &random)
    {
        auto left = quotasOf(m_spec, end - begin);
        for (auto e = begin; e < end; ++e)
            m_parts[e] = static_cast<Part>(drawClass(left, end - e, random));
    }

    /// How many of `count` each fold has.
    std::vector<std::uint64_t> foldSizes(std::size_t count) const
    {
        const auto folds = static_cast<std::size_t>(m_spec.folds);
        std::vector<std::uint64_t> sizes(folds, count / folds);
        std::fill_n(sizes.begin(), count % folds, count / folds + 1);
        return sizes;
    }

    /// The same folds whichever of them is the test part.
    void byFolds()
    {
        auto left = foldSizes(m_parts.size());
        Random random(deriveSeed(m_seed, 0));
        for (std::size_t e = 0; e < m_parts.size(); ++e)
            if (drawClass(left, m_parts.size() - e, random) == static_cast<std::size_t>(m_spec.fold))
                m_parts[e] = Part::Test;
    }

    void byUsers()
    {
        auto left = quotasOf(m_spec, m_dataset.userCount());
        Random random(deriveSeed(m_seed, 0));
        forEachUser([&](std::size_t user, std::uint64_t begin, std::uint64_t end) {
            const auto part = static_cast<Part>(drawClass(left, m_dataset.userCount() - user, random));
            if (part != Part::Train)
                divideHeldOut(user, part, begin, end);
        });
    }

    /// Products without events have no part: the same are held out whether or not they have rows.
    void byProducts()
    {
        const auto items = m_dataset.itemsWithEvents();
        auto left = quotasOf(m_spec, items.size());
        Random random(deriveSeed(m_seed, 0));
        std::vector<Part> partOf(m_dataset.itemCount(), Part::Train);
        for (std::size_t i = 0; i < items.size(); ++i)
            partOf[items[i].value] = static_cast<Part>(drawClass(left, items.size() - i, random));
        for (std::size_t e = 0; e < m_parts.size(); ++e)
            m_parts[e] = partOf[m_events.item[e].value];
    }

    void byUserFolds()
    {
        auto left = foldSizes(m_dataset.userCount());
        Random random(deriveSeed(m_seed, 0));
        forEachUser([&](std::size_t user, std::uint64_t begin, std::uint64_t end) {
            if (drawClass(left, m_dataset.userCount() - user, random) == static_cast<std::size_t>(m_spec.fold))
                divideHeldOut(user, Part::Test, begin, end);
        });
    }

    void divideHeldOut(std::size_t user, Part part, std::uint64_t begin, std::uint64_t end)
    {
        const auto input = roundedDown(m_spec.inputShare, end - begin);
        std::array<std::uint64_t, 2> left{input, end - begin - input};
        Random random(deriveSeed(m_seed, streamOf(m_dataset, user)));
        for (auto e = begin; e < end; ++e) {
            const bool first = m_dataset.hasTime() && !m_spec.randomInput;
            const bool isInput = first ? e - begin < input : drawClass(left, end - e, random) == 0;
            m_parts[e] = isInput ? Part::Input : part;
        }
    }

    void demandParts() const
    {
        if (m_events.part.empty())
            throw Error("split.no-parts",
                        QT_TRANSLATE_NOOP("Error", "The log does not come split: no event says whether it "
                                                   "is for training or for testing. Use another split."));
    }
    static Part asPart(StoredPart stored)
    {
        return stored == StoredPart::Test ? Part::Test : stored == StoredPart::Valid ? Part::Valid : Part::Train;
    }
    void asStored()
    {
        demandParts();
        std::ranges::transform(m_events.part, m_parts.begin(), asPart);
    }

    void keepOutOfTrain()
    {
        for (std::size_t e = 0; e < m_parts.size(); ++e)
            if (m_parts[e] == Part::Train && !m_dataset.isLearnt(m_events.kind[e]))
                m_parts[e] = Part::Out;
    }

    const Dataset &m_dataset;
    const EventTable &m_events;
    const SplitSpec &m_spec;
    const SplitRules &m_rules;
    std::uint64_t m_seed;
    std::vector<Part> m_parts;
};

} // namespace

std::vector<Part> assignParts(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed,
                              const SplitRules &rules)
{
    return Assigner(dataset, spec, seed, rules).run();
}

} // namespace aisle
