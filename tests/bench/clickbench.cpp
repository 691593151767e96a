#include "tests/bench/clickbench.h"

#include "core/common/lookup/sorted.h"
#include "core/common/random.h"
#include "core/features/relations/alignedgraph.h"
#include "core/recommend/registry.h"
#include "tests/support/testdata.h"

#include <QFile>
#include <QJsonArray>
#include <QStringList>
#include <algorithm>
#include <map>
#include <numeric>

namespace aisle::test {

namespace {

/// Fields of a file's lines, divided by tabs.
std::vector<QStringList> linesOf(const char *name)
{
    QFile file(dataFile(name));
    std::vector<QStringList> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd())
        lines.push_back(QString::fromUtf8(file.readLine()).trimmed().split(u'\t'));
    return lines;
}

struct Labelled
{
    std::uint32_t user, item;
    bool isPlay;
};

/// The plays of linked artists, and the graph with artist number n as product n.
struct Plays
{
    std::vector<std::vector<std::uint32_t>> ofUser; ///< sorted
    std::uint32_t artists = 0;
    std::shared_ptr<const AlignedGraph> graph;

    Plays()
    {
        std::map<QString, std::uint32_t> artistOf, userOf;
        Relations::Parts parts;
        std::map<QString, std::uint32_t> entityOf, relationOf;
        const auto numberOf = [](std::map<QString, std::uint32_t> &numbers, const QString &name,
                                 std::vector<std::string> &names) {
            const auto [found, isNew] = numbers.emplace(name, static_cast<std::uint32_t>(numbers.size()));
            if (isNew)
                names.push_back(name.toStdString());
            return found->second;
        };
        std::vector<ItemId> items;
        for (const auto &link : linesOf("lastfm-kg/item_index2entity_id.txt")) {
            artistOf.emplace(link.at(0), artists++);
            items.emplace_back(artists);
            parts.products.emplace_back(items.back(), numberOf(entityOf, link.at(1), parts.entities));
        }
        for (const auto &line : linesOf("lastfm-kg/kg.txt"))
            parts.triples.push_back({numberOf(entityOf, line.at(0), parts.entities),
                                     numberOf(relationOf, line.at(1), parts.relations),
                                     numberOf(entityOf, line.at(2), parts.entities)});
        graph = std::make_shared<const AlignedGraph>(
            alignedTo(items, {}, std::make_shared<const Relations>(std::move(parts))));
        for (const auto &line : linesOf("lastfm-kg/user_artists.dat")) {
            const auto artist = artistOf.find(line.at(1));
            if (artist == artistOf.end())
                continue;
            const auto user = userOf.emplace(line.at(0), static_cast<std::uint32_t>(userOf.size())).first->second;
            ofUser.resize(userOf.size());
            ofUser[user].push_back(artist->second);
        }
        for (auto &plays : ofUser)
            sortUnique(plays);
    }
};

struct Parts
{
    std::vector<Labelled> train, valid, test;
};

/// As many pairs that did not happen of each shopper as that did, all shuffled.
Parts divided(const Plays &plays, std::uint64_t seed)
{
    Random random(seed);
    std::vector<Labelled> all;
    for (std::uint32_t user = 0; user < plays.ofUser.size(); ++user) {
        std::vector<std::uint32_t> others;
        for (std::uint32_t artist = 0; artist < plays.artists; ++artist)
            if (!std::ranges::binary_search(plays.ofUser[user], artist))
                others.push_back(artist);
        random.shuffle(others);
        others.resize(std::min(others.size(), plays.ofUser[user].size()));
        for (const auto artist : plays.ofUser[user])
            all.push_back({user, artist, true});
        for (const auto artist : others)
            all.push_back({user, artist, false});
    }
    random.shuffle(all);
    const auto fifth = static_cast<std::ptrdiff_t>(all.size() / 5);
    return {.train = {all.begin() + 2 * fifth, all.end()},
            .valid = {all.begin(), all.begin() + fifth},
            .test = {all.begin() + fifth, all.begin() + 2 * fifth}};
}

TrainingSet trainingOf(const Plays &plays, const Parts &parts)
{
    std::vector<std::vector<std::uint32_t>> histories(plays.ofUser.size());
    for (const auto &pair : parts.train)
        if (pair.isPlay)
            histories[pair.user].push_back(pair.item);
    std::vector<std::uint64_t> offsets{0};
    std::vector<Visit> visits;
    for (const auto &history : histories) {
        for (const auto artist : history)
            visits.push_back({.item = ItemIndex(artist)});
        offsets.push_back(visits.size());
    }
    std::vector<std::uint32_t> tieRank(plays.artists);
    std::iota(tieRank.begin(), tieRank.end(), 0U);
    return {plays.artists, std::move(offsets), std::move(visits), {}, {1.0F}, std::move(tieRank)};
}

struct Scored
{
    std::vector<std::pair<float, bool>> pairs; ///< ascending

    Scored(const Recommender &recommender, const TrainingSet &train, const std::vector<Labelled> &asked)
    {
        std::map<std::uint32_t, std::vector<std::pair<ItemIndex, bool>>> ofUser;
        for (const auto &pair : asked)
            ofUser[pair.user].emplace_back(pair.item, pair.isPlay);
        for (const auto &[user, all] : ofUser) {
            std::vector<ItemIndex> items;
            for (const auto &[item, isPlay] : all)
                items.push_back(item);
            const Request request{.user = UserIndex(user), .history = train.history(UserIndex(user))};
            const auto scores = recommender.score(request, items);
            for (std::size_t n = 0; n < items.size(); ++n)
                pairs.emplace_back(scores[n], all[n].second);
        }
        std::ranges::sort(pairs);
    }
    /// By ranks, equal scores sharing theirs.
    double auc() const
    {
        double rankSum = 0, plays = 0;
        for (std::size_t begin = 0; begin < pairs.size();) {
            auto end = begin;
            double here = 0;
            for (; end < pairs.size() && pairs[end].first == pairs[begin].first; ++end)
                here += pairs[end].second ? 1 : 0;
            rankSum += here * (static_cast<double>(begin + end) + 1) / 2;
            plays += here;
            begin = end;
        }
        const double others = static_cast<double>(pairs.size()) - plays;
        return (rankSum - plays * (plays + 1) / 2) / (plays * others);
    }
    double f1() const
    {
        double right = 0, called = 0, plays = 0;
        for (const auto &[score, isPlay] : pairs) {
            plays += isPlay ? 1 : 0;
            called += score > 0 ? 1 : 0;
            right += score > 0 && isPlay ? 1 : 0;
        }
        return 2 * right / std::max(1.0, plays + called);
    }
};

} // namespace

QJsonObject judgeClicks(const QString &id, const QJsonObject &parameters, int seeds)
{
    const Plays plays;
    QJsonArray runs;
    double aucs = 0, f1s = 0;
    for (int seed = 1; plays.artists > 0 && seed <= seeds; ++seed) {
        const auto parts = divided(plays, static_cast<std::uint64_t>(seed));
        const auto train = trainingOf(plays, parts);
        const auto recommender = makeRecommender(id.toStdString(), parameters);
        FitHooks hooks;
        hooks.validate = [&](const Recommender &now) { return Scored(now, train, parts.valid).auc(); };
        SilentContext job;
        recommender->fit({.events = train, .graph = plays.graph}, {.seed = static_cast<std::uint64_t>(seed)}, hooks,
                         job);
        const Scored test(*recommender, train, parts.test);
        runs.append(QJsonObject{{QStringLiteral("seed"), seed},
                                {QStringLiteral("AUC"), test.auc()},
                                {QStringLiteral("F1"), test.f1()},
                                {QStringLiteral("best_epoch"), recommender->bestEpoch().value_or(0)}});
        aucs += test.auc();
        f1s += test.f1();
    }
    if (runs.isEmpty())
        return {};
    return {{QStringLiteral("recommender"), id},
            {QStringLiteral("AUC"), aucs / static_cast<double>(runs.size())},
            {QStringLiteral("F1"), f1s / static_cast<double>(runs.size())},
            {QStringLiteral("runs"), runs}};
}

} // namespace aisle::test
