#include "tests/core/handmade.h"
#include "core/common/random.h"
#include "tests/support/testdata.h"

#include <QFile>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace aisle::test {

namespace {

std::vector<std::uint32_t> ranksByHash(const std::vector<std::string> &keys)
{
    std::vector<std::pair<std::uint64_t, std::uint32_t>> hashes;
    for (std::uint32_t i = 0; i < keys.size(); ++i)
        hashes.emplace_back(stableHash(keys[i]), i);
    std::sort(hashes.begin(), hashes.end());
    std::vector<std::uint32_t> ranks(keys.size());
    for (std::uint32_t rank = 0; rank < hashes.size(); ++rank)
        ranks[hashes[rank].second] = rank;
    return ranks;
}

std::uint32_t numberOf(std::map<std::string, std::uint32_t> &numbers, std::vector<std::string> &keys,
                       const std::string &key)
{
    const auto [place, isNew] = numbers.try_emplace(key, static_cast<std::uint32_t>(keys.size()));
    if (isNew)
        keys.push_back(key);
    return place->second;
}

} // namespace

std::shared_ptr<const Dataset> handmadeDataset(const std::vector<HandEvent> &events, const HandKinds &kinds)
{
    auto dataset = std::make_shared<Dataset>();
    std::map<std::string, std::uint32_t> users, items;
    std::vector<std::vector<std::pair<HandEvent, std::uint32_t>>> perUser;
    for (const auto &event : events) {
        const auto user = numberOf(users, dataset->userKeys, event.user);
        perUser.resize(dataset->userKeys.size());
        perUser[user].emplace_back(event, numberOf(items, dataset->itemKeys, event.item));
    }
    const bool hasTime = std::any_of(events.begin(), events.end(), [](auto &e) { return e.at != kNoTime; });
    const bool hasPart = std::any_of(events.begin(), events.end(), [](auto &e) { return e.part != StoredPart::None; });
    const bool hasValue = std::any_of(events.begin(), events.end(), [](auto &e) { return e.value == e.value; });
    const bool hasSession = std::any_of(events.begin(), events.end(), [](auto &e) { return e.session != 0; });
    auto &table = dataset->events;
    table.offsets.push_back(0);
    for (auto &history : perUser) {
        std::stable_sort(history.begin(), history.end(), [](auto &a, auto &b) { return a.first.at < b.first.at; });
        for (const auto &[event, item] : history) {
            table.item.emplace_back(item);
            table.kind.push_back(static_cast<std::uint8_t>(event.kind));
            if (hasTime)
                table.at.push_back(event.at);
            if (hasPart)
                table.part.push_back(event.part);
            if (hasValue)
                table.value.push_back(event.value);
            if (hasSession)
                table.session.push_back(event.session);
        }
        table.offsets.push_back(table.item.size());
    }
    for (std::size_t user = 0; user < dataset->userKeys.size(); ++user)
        dataset->userIds.emplace_back(static_cast<std::int64_t>(user + 1));
    for (std::size_t item = 0; item < dataset->itemKeys.size(); ++item)
        dataset->itemIds.emplace_back(static_cast<std::int64_t>(item + 1));
    dataset->tieRank = ranksByHash(dataset->itemKeys);
    orderMoments(table, dataset->tieRank);
    dataset->kinds = kinds.kinds;
    dataset->learnt = kinds.learnt;
    dataset->relevant = kinds.relevant;
    return dataset;
}

std::shared_ptr<const Dataset> madeFilms()
{
    Random random(7);
    std::vector<double> upTo;
    for (int rank = 0; rank < 800; ++rank)
        upTo.push_back((upTo.empty() ? 0 : upTo.back()) + std::pow(rank + 10, -.9));
    std::vector<HandEvent> events;
    for (int user = 0; user < 1000; ++user) {
        std::set<std::ptrdiff_t> seen;
        while (std::ssize(seen) < 31 + 2 * (user % 10)) {
            const auto at = std::upper_bound(upTo.begin(), upTo.end(), random.uniform() * upTo.back()) - upTo.begin();
            if (!seen.insert(at).second)
                continue;
            events.push_back({"u" + std::to_string(user), "i" + std::to_string(at), 1000LL * random.below(100'000'000),
                              0, StoredPart::None, static_cast<float>(1 + random.below(5))});
        }
    }
    return handmadeDataset(events);
}

std::shared_ptr<const Dataset> movieLens()
{
    QFile file(dataFile("ml-100k/u.data"));
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
        return nullptr;
    std::vector<HandEvent> events;
    while (!file.atEnd()) {
        const auto fields = file.readLine().trimmed().split('\t');
        events.push_back({fields[0].toStdString(), fields[1].toStdString(), fields[3].toLongLong() * 1000, 0,
                          StoredPart::None, fields[2].toFloat()});
    }
    return handmadeDataset(events);
}

} // namespace aisle::test
