#include "core/runs/keptrun.h"

#include "core/common/error.h"
#include "core/common/lookup/sorted.h"
#include "core/recommend/ranking.h"
#include "core/recommend/registry.h"

#include <QDataStream>
#include <algorithm>

namespace aisle {

namespace {

constexpr quint32 kMagic = 0x41534c31; // "ASL1"

template <class Id>
void writeIds(QDataStream &out, const std::vector<Id> &ids)
{
    out << static_cast<quint64>(ids.size());
    qint64 previous = 0;
    for (const auto id : ids) { // ascending: differences fit 32 bits in any project a person can make
        out << static_cast<quint32>(id.value - previous);
        previous = id.value;
    }
}

[[noreturn]] void throwDamaged()
{
    throw Error("snapshot.damaged",
                QT_TRANSLATE_NOOP("Error", "The saved state of this run is damaged: train it again."));
}

template <class Id>
std::vector<Id> readIds(QDataStream &in, const QIODevice &device)
{
    quint64 count = 0;
    in >> count;
    const auto left = static_cast<quint64>(std::max<qint64>(0, device.size() - device.pos()));
    if (in.status() != QDataStream::Ok || count > left / sizeof(quint32))
        throwDamaged();
    std::vector<Id> ids(count);
    qint64 previous = -1;
    for (auto &id : ids) {
        quint32 difference = 0;
        in >> difference;
        const auto next = std::max<qint64>(previous, 0) + difference;
        if (in.status() != QDataStream::Ok || next <= previous)
            throwDamaged();
        previous = next;
        id = Id(next);
    }
    return ids;
}

/// Whether the rows of a recommender are the products that stand beside it.
bool fits(const Recommender &recommender, const std::vector<ItemId> &items)
{
    const auto *listing = dynamic_cast<const CatalogueRecommender *>(&recommender);
    return !listing || listing->catalogue().size() == items.size();
}

} // namespace

KeptRun::KeptRun(RunRecord record, std::unique_ptr<Recommender> recommender, std::vector<ItemId> items,
                 std::vector<UserId> users)
    : m_record(std::move(record)), m_recommender(std::move(recommender)), m_items(std::move(items)),
      m_users(std::move(users))
{
}

void KeptRun::save(QIODevice &out, const Recommender &recommender, const std::vector<ItemId> &items,
                   const std::vector<UserId> &users)
{
    QDataStream stream(&out);
    stream << kMagic;
    writeIds(stream, items);
    writeIds(stream, users);
    recommender.save(out);
}

std::unique_ptr<KeptRun> KeptRun::read(RunRecord record, QIODevice &in)
{
    QDataStream stream(&in);
    quint32 magic = 0;
    stream >> magic;
    if (magic != kMagic)
        throwDamaged();
    auto items = readIds<ItemId>(stream, in);
    auto users = readIds<UserId>(stream, in);
    const auto id = record.recommender.toStdString();
    auto recommender = makeRecommender(id, keptParameters(id, record.parameters));
    recommender->load(in);
    if (!fits(*recommender, items))
        throwDamaged();
    return std::make_unique<KeptRun>(std::move(record), std::move(recommender), std::move(items), std::move(users));
}

std::int64_t KeptRun::bytes() const
{
    const auto numbers = m_recommender->parameterCount() * static_cast<std::int64_t>(sizeof(float));
    return numbers + static_cast<std::int64_t>(m_items.size() * sizeof(ItemId) + m_users.size() * sizeof(UserId));
}

std::optional<ItemIndex> KeptRun::index(ItemId id) const
{
    return indexIn<ItemIndex>(m_items, id);
}

std::optional<UserIndex> KeptRun::index(UserId id) const
{
    return indexIn<UserIndex>(m_users, id);
}

} // namespace aisle
