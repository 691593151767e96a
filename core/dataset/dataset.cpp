#include "core/dataset/dataset.h"
#include "core/common/error.h"
#include "core/common/lookup/enumnames.h"
#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/common/random.h"
#include "core/common/text/jsontexts.h"
#include "core/common/text/nearest.h"
#include "core/common/text/sentence.h"
#include "core/dataset/eventgatherer.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"

#include <QDate>
#include <QJsonArray>
#include <algorithm>
#include <iterator>
#include <numeric>
#include <unordered_set>

namespace aisle {

namespace {

constexpr auto kReturns = enumNames<Returns>("", "cancel", "keep");

template <class Id>
QJsonArray idsToJson(const std::vector<Id> &ids)
{
    return mapped<QJsonArray>(ids, [](Id id) { return static_cast<qint64>(id.value); });
}

template <class Id>
std::vector<Id> idsFromJson(const QJsonValue &json)
{
    return mapped<std::vector<Id>>(json.toArray(), [](const QJsonValue &id) { return Id(id.toInteger()); });
}

/// @return [kinds]: which of them these words or meanings name.
std::vector<bool> kindsNamed(const QStringList &words, const std::vector<EventKind> &kinds)
{
    std::vector<bool> named(kinds.size());
    for (const auto &word : words) {
        const auto meaning = meaningFromName(word.toLower().toStdString());
        bool found = false;
        for (std::size_t k = 0; k < kinds.size(); ++k)
            if (QString::fromStdString(kinds[k].name).compare(word, Qt::CaseInsensitive) == 0 ||
                (meaning.known && kinds[k].meaning == meaning.meaning))
                named[k] = found = true;
        if (!found)
            throw Error(
                "dataset.unknown-kind",
                QT_TRANSLATE_NOOP("Error", "The log has no events of the kind %1. It has, the nearest first: %2."),
                {word, kindsThereAre(kinds, word)});
    }
    return named;
}

struct KindChoice
{
    std::vector<bool> learnt; ///< [kinds of the project]
    std::vector<bool> relevant;
};

std::vector<bool> positiveOf(const std::vector<EventKind> &kinds)
{
    return mapped<std::vector<bool>>(kinds, [](const EventKind &kind) { return isPositive(kind.meaning); });
}

KindChoice chooseKinds(const DatasetFilter &filter, const std::vector<EventKind> &kinds)
{
    KindChoice choice;
    choice.learnt = filter.kinds.isEmpty() ? positiveOf(kinds) : kindsNamed(filter.kinds, kinds);
    choice.relevant = filter.targetKinds.isEmpty() ? choice.learnt : kindsNamed(filter.targetKinds, kinds);
    return choice;
}

ItemId knownItem(const Catalogue &catalogue, const QString &key)
{
    if (const auto id = catalogue.findItem(key))
        return *id;
    throw Error("dataset.unknown-item",
                QT_TRANSLATE_NOOP("Error", "No product has the key %1, so it cannot be excluded."), {key});
}

std::vector<ItemId> excludedItems(const Catalogue &catalogue, const QStringList &keys)
{
    auto excluded = catalogue.notProducts();
    for (const auto &key : keys)
        excluded.push_back(knownItem(catalogue, key));
    return excluded;
}

std::vector<std::uint32_t> tieRanks(const std::vector<std::string> &keys)
{
    std::vector<std::uint64_t> hashes;
    for (const auto &key : keys)
        hashes.push_back(stableHash(key));
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return hashes[a] != hashes[b] ? hashes[a] < hashes[b] : keys[a] < keys[b]; });
    std::vector<std::uint32_t> ranks(keys.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = rank;
    return ranks;
}

/// Takes over the keys of the kept ones, each of which has one. @param all  by ascending id
template <class Id>
void keepKeys(std::vector<std::pair<Id, std::string>> all, const std::vector<Id> &kept, std::vector<std::string> &keys)
{
    keys.reserve(kept.size());
    std::size_t next = 0;
    for (auto &[id, key] : all) {
        if (next < kept.size() && kept[next] == id) {
            keys.push_back(std::move(key));
            ++next;
        }
    }
}

/// Whether returns are wanted and there is something that they could take back.
bool takesReturns(const Dataset &dataset)
{
    return dataset.filter.returns != Returns::Keep &&
           std::ranges::find(dataset.kinds, Meaning::Purchase, &EventKind::meaning) != dataset.kinds.end();
}

bool hasSharedInstants(const EventTable &events)
{
    for (std::size_t user = 0; user + 1 < events.offsets.size(); ++user)
        for (auto e = events.offsets[user] + 1; e < events.offsets[user + 1]; ++e)
            if (!events.at.empty() && events.at[e] != kNoTime && events.at[e] == events.at[e - 1])
                return true;
    return false;
}

/// Positions of the kinds that count, by EventKind::id; fills the dataset's kinds.
std::vector<int> keepKinds(const std::vector<EventKind> &kinds, const KindChoice &choice, Dataset &dataset)
{
    std::vector<int> positions;
    const auto place = [&](const EventKind &kind, int position) {
        positions.resize(std::max(positions.size(), static_cast<std::size_t>(kind.id) + 1), -1);
        positions[static_cast<std::size_t>(kind.id)] = position;
    };
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        if (!choice.learnt[k] && !choice.relevant[k])
            continue;
        if (dataset.kinds.size() == 255)
            throw Error("dataset.too-many-kinds",
                        QT_TRANSLATE_NOOP("Error",
                                          "The log has more than 255 kinds of events: name those to learn from. "
                                          "Perhaps a column was taken for the kind that is none."));
        place(kinds[k], static_cast<int>(dataset.kinds.size()));
        dataset.kinds.push_back(kinds[k]);
        dataset.learnt.push_back(choice.learnt[k]);
        dataset.relevant.push_back(choice.relevant[k]);
    }
    for (std::size_t k = 0; k < kinds.size() && takesReturns(dataset); ++k) {
        if (kinds[k].meaning == Meaning::Return && !choice.learnt[k] && !choice.relevant[k])
            place(kinds[k], EventGatherer::kReturn);
    }
    return positions;
}

} // namespace

QString kindsThereAre(std::vector<EventKind> kinds, const QString &nearestTo)
{
    const auto nameOf = [](const EventKind &kind) { return QString::fromStdString(kind.name); };
    const auto meaningOf = [](const EventKind &kind) { return QString::fromLatin1(meaningName(kind.meaning)); };
    if (!nearestTo.isEmpty()) {
        QStringList words;
        for (const auto &kind : kinds)
            words << nameOf(kind) << meaningOf(kind);
        words = nearestFirst(nearestTo, words);
        std::ranges::stable_sort(kinds, {}, [&](const EventKind &kind) {
            return std::min(words.indexOf(nameOf(kind)), words.indexOf(meaningOf(kind)));
        });
    }
    QStringList texts;
    for (const auto &kind : kinds)
        texts << (nameOf(kind) == meaningOf(kind) ? nameOf(kind)
                                                  : QStringLiteral("%1 (%2)").arg(nameOf(kind), meaningOf(kind)));
    return texts.join(QStringLiteral(", "));
}

const char *returnsName(Returns returns)
{
    return kReturns.of(returns);
}

Returns returnsFromName(const QString &name)
{
    if (const auto found = kReturns.find(name.toStdString()))
        return *found;
    throw Error("returns.unknown", QT_TRANSLATE_NOOP("Error", "Returns cannot be %1: choose cancel or keep."), {name});
}

std::int32_t lastDayFromText(const QString &text)
{
    const auto date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid() || date.year() < 1 || date.year() > 9999)
        throw Error("as-of.unknown", QT_TRANSLATE_NOOP("Error", "%1 is no day: write it as 2011-06-01."), {text});
    return static_cast<std::int32_t>(QDate(1970, 1, 1).daysTo(date));
}

QString lastDayText(std::int32_t day)
{
    return QDate(1970, 1, 1).addDays(day).toString(Qt::ISODate);
}

QJsonObject DatasetFilter::toJson() const
{
    QJsonObject json;
    if (!kinds.isEmpty())
        json[QStringLiteral("kinds")] = QJsonArray::fromStringList(kinds);
    if (!targetKinds.isEmpty())
        json[QStringLiteral("target_kinds")] = QJsonArray::fromStringList(targetKinds);
    if (!excludeItems.isEmpty())
        json[QStringLiteral("exclude_items")] = QJsonArray::fromStringList(excludeItems);
    if (minValue)
        json[QStringLiteral("min_value")] = *minValue;
    if (minUserEvents > 0)
        json[QStringLiteral("min_user_events")] = minUserEvents;
    if (minItemEvents > 0)
        json[QStringLiteral("min_item_events")] = minItemEvents;
    if (!onlyUsers.empty())
        json[QStringLiteral("only_users")] = idsToJson(onlyUsers);
    if (!onlyItems.empty())
        json[QStringLiteral("only_items")] = idsToJson(onlyItems);
    if (returns != Returns::ByLog)
        json[QStringLiteral("returns")] = QString::fromLatin1(returnsName(returns));
    if (catalogue)
        json[QStringLiteral("catalogue")] = true;
    if (lastDay != kNoLastDay)
        json[QStringLiteral("as_of")] = lastDayText(lastDay);
    return json;
}

DatasetFilter DatasetFilter::fromJson(const QJsonObject &json)
{
    DatasetFilter filter;
    filter.kinds = textsOf(json[QStringLiteral("kinds")]);
    filter.targetKinds = textsOf(json[QStringLiteral("target_kinds")]);
    filter.excludeItems = textsOf(json[QStringLiteral("exclude_items")]);
    if (json.contains(QStringLiteral("min_value")))
        filter.minValue = json[QStringLiteral("min_value")].toDouble();
    filter.minUserEvents = json[QStringLiteral("min_user_events")].toInt();
    filter.minItemEvents = json[QStringLiteral("min_item_events")].toInt();
    filter.onlyUsers = idsFromJson<UserId>(json[QStringLiteral("only_users")]);
    filter.onlyItems = idsFromJson<ItemId>(json[QStringLiteral("only_items")]);
    filter.returns = returnsFromName(json[QStringLiteral("returns")].toString());
    filter.catalogue = json[QStringLiteral("catalogue")].toBool();
    if (json.contains(QStringLiteral("as_of")))
        filter.lastDay = lastDayFromText(json[QStringLiteral("as_of")].toString());
    return filter;
}

std::optional<UserIndex> Dataset::findUser(UserId id) const
{
    return indexIn<UserIndex>(userIds, id);
}

std::optional<ItemIndex> Dataset::findItem(ItemId id) const
{
    return indexIn<ItemIndex>(itemIds, id);
}

std::vector<ItemIndex> Dataset::itemsWithEvents() const
{
    std::vector<bool> has(itemCount(), !filter.catalogue);
    if (filter.catalogue)
        for (const auto item : events.item)
            has[item.value] = true;
    std::vector<ItemIndex> items;
    for (std::uint32_t item = 0; item < itemCount(); ++item)
        if (has[item])
            items.emplace_back(item);
    return items;
}

namespace {

/// All that could be shown: neither excluded nor outside a selection of products. Ascending.
std::vector<ItemId> wholeCatalogue(const Catalogue &catalogue, const std::vector<ItemId> &excluded,
                                   const std::vector<ItemId> &only)
{
    const std::unordered_set<ItemId> left(excluded.begin(), excluded.end()), chosen(only.begin(), only.end());
    std::vector<ItemId> items;
    for (const auto id : catalogue.itemIds())
        if (!left.contains(ItemId(id)) && (chosen.empty() || chosen.contains(ItemId(id))))
            items.emplace_back(id);
    return items;
}

/// Gives rows to products without events: those of the others move. @param all  ascending
void addItems(const std::vector<ItemId> &all, Dataset &dataset)
{
    std::vector<ItemId> merged;
    std::ranges::set_union(all, dataset.itemIds, std::back_inserter(merged));
    std::vector<ItemIndex> moved;
    for (const auto id : dataset.itemIds)
        moved.emplace_back(static_cast<std::uint32_t>(std::ranges::lower_bound(merged, id) - merged.begin()));
    for (auto &item : dataset.events.item)
        item = moved[item.value];
    dataset.itemIds = std::move(merged);
}

/// Hands every event to the gatherer, and says how far it is.
void readEvents(const EventStore &store, std::int64_t total, EventGatherer &gatherer, JobContext &job)
{
    std::int64_t read = 0;
    job.progress(0, QStringLiteral("reading events"));
    store.scan(
        [&](const StoredEvent &event) {
            gatherer.add(event);
            if ((++read & 0xffff) == 0)
                job.progress(.8 * static_cast<double>(read) / static_cast<double>(total),
                             QStringLiteral("reading events"));
        },
        &job);
}

void noteDamage(const GatheredEvents &gathered, JobContext &job)
{
    if (gathered.strangers > 0)
        job.note(sentence("The project is damaged: events of shoppers or products that it does not have are left out "
                          "(%1).",
                          {gathered.strangers}));
}

} // namespace

Dataset Dataset::load(const Project &project, const DatasetFilter &filter, JobContext &job)
{
    const EventStore store(project);
    const Catalogue catalogue(project);
    const auto kinds = store.kinds();
    const auto total = store.count();
    if (total == 0)
        throw Error("dataset.empty",
                    QT_TRANSLATE_NOOP("Error", "The project has no events yet: import a behaviour log."));

    Dataset dataset;
    dataset.filter = filter;
    const auto kindPositions = keepKinds(kinds, chooseKinds(filter, kinds), dataset);
    const auto excluded = excludedItems(catalogue, filter.excludeItems);
    EventGatherer gatherer(filter, kindPositions, excluded, catalogue.userIds(), catalogue.itemIds());
    readEvents(store, total, gatherer, job);
    auto gathered = gatherer.finish(kindsThereAre(kinds), job);
    noteDamage(gathered, job);
    dataset.tooLow = gathered.tooLow;
    dataset.userIds = std::move(gathered.userIds);
    dataset.itemIds = std::move(gathered.itemIds);
    dataset.events = std::move(gathered.events);
    if (filter.lastDay != kNoLastDay && !dataset.hasTime())
        throw Error("as-of.no-time", QT_TRANSLATE_NOOP("Error", "The log has no times, so it has no state as of %1."),
                    {lastDayText(filter.lastDay)});
    const auto all = wholeCatalogue(catalogue, excluded, filter.onlyItems);
    dataset.catalogueItems = static_cast<std::uint32_t>(all.size());
    if (filter.catalogue)
        addItems(all, dataset);
    keepKeys(catalogue.userKeys(), dataset.userIds, dataset.userKeys);
    keepKeys(catalogue.itemKeys(), dataset.itemIds, dataset.itemKeys);
    dataset.tieRank = tieRanks(dataset.itemKeys);
    if (store.sessionsAreShoppers())
        dataset.events.session = {};
    if (filter.moments == Moments::Sets)
        orderMoments(dataset.events, dataset.tieRank, gathered.returns.get());
    else if (hasSharedInstants(dataset.events))
        job.note(QStringLiteral("This run is of Aisle 0.1, which took events of one moment in the order of the file: "
                                "so they are taken here, too. Train it again to have moments without an order."));
    dataset.returns = std::move(gathered.returns);
    job.progress(1, QStringLiteral("reading events"));
    return dataset;
}

std::vector<EventKind> chosenKinds(const Dataset &dataset, const std::vector<bool> &chosen)
{
    const auto places = placesWhere(dataset.kinds.size(), [&](std::size_t k) { return bool(chosen[k]); });
    return mapped<std::vector<EventKind>>(places, [&](std::size_t k) { return dataset.kinds[k]; });
}

QString kindNames(const Dataset &dataset, const std::vector<bool> &chosen)
{
    const auto name = [](const EventKind &kind) { return QString::fromStdString(kind.name); };
    return mapped<QStringList>(chosenKinds(dataset, chosen), name).join(QStringLiteral(", "));
}

} // namespace aisle
