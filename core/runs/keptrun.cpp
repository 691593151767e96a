#include "core/runs/keptrun.h"

#include "core/common/error.h"
#include "core/numeric/device.h"
#include "core/recommend/registry.h"
#include "core/runs/datasetcache.h"
#include "core/runs/fitsetup.h"
#include "core/storage/project.h"

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

template <class Id>
std::vector<Id> readIds(QDataStream &in, const QIODevice &device)
{
    quint64 count = 0;
    in >> count;
    if (in.status() != QDataStream::Ok || count * sizeof(quint32) > static_cast<quint64>(device.size()))
        throw Error("snapshot.damaged",
                    QT_TRANSLATE_NOOP("Error", "The saved state of this run is damaged: train it again."));
    std::vector<Id> ids(count);
    qint64 previous = 0;
    for (auto &id : ids) {
        quint32 difference = 0;
        in >> difference;
        previous += difference;
        id = Id(previous);
    }
    return ids;
}

template <class Index, class Id>
std::optional<Index> find(const std::vector<Id> &ids, Id id)
{
    const auto found = std::lower_bound(ids.begin(), ids.end(), id);
    if (found == ids.end() || *found != id)
        return {};
    return Index(found - ids.begin());
}

} // namespace

void KeptRun::save(QIODevice &out, const Recommender &recommender, const std::vector<ItemId> &items,
                   const std::vector<UserId> &users)
{
    QDataStream stream(&out);
    stream << kMagic;
    writeIds(stream, items);
    writeIds(stream, users);
    recommender.save(out);
}

std::shared_ptr<const KeptRun> KeptRun::load(const Project &project, RunId id, JobContext &job, DatasetCache *cache)
{
    return loadOwn(project, id, job, cache);
}

std::unique_ptr<KeptRun> KeptRun::loadOwn(const Project &project, RunId id, JobContext &job, DatasetCache *cache)
{
    const RunStore runs(project);
    const auto record = runs.find(id);
    if (!record)
        throw Error("run.unknown", QT_TRANSLATE_NOOP("Error", "There is no run %1 in this project."),
                    {QString::number(id.value)});
    if (record->status != QLatin1String("done"))
        throw Error("run.unfinished",
                    QT_TRANSLATE_NOOP("Error", "Run %1 was stopped while training: go on with it first."),
                    {QString::number(id.value)});
    std::unique_ptr<KeptRun> kept(new KeptRun);
    kept->m_record = *record;
    kept->m_recommender = makeRecommender(record->recommender.toStdString(), record->parameters);
    const RunId origin(record->details.value(QStringLiteral("of_run")).toInteger(id.value));
    if (const auto in = runs.openSnapshot(origin))
        kept->read(*in);
    else if (kept->m_recommender->traits().keepsRecipeOnly)
        kept->fitAgain(project, job, cache);
    else
        throw Error("run.no-snapshot", QT_TRANSLATE_NOOP("Error", "Run %1 has no saved state: train it again."),
                    {QString::number(id.value)});
    return kept;
}

void KeptRun::read(QIODevice &in)
{
    QDataStream stream(&in);
    quint32 magic = 0;
    stream >> magic;
    if (magic != kMagic)
        throw Error("snapshot.damaged",
                    QT_TRANSLATE_NOOP("Error", "The saved state of this run is damaged: train it again."));
    m_items = readIds<ItemId>(stream, in);
    m_users = readIds<UserId>(stream, in);
    m_recommender->load(in);
}

void KeptRun::fitAgain(const Project &project, JobContext &job, DatasetCache *cache)
{
    DatasetCache own;
    auto &data = cache ? *cache : own;
    const auto request = TrainRequest::fromJson(m_record.details.value(QStringLiteral("request")).toObject());
    const auto split = data.split(project, request.filter, request.split, request.seed, job);
    if (split->dataHash() != m_record.dataHash)
        job.note(
            QStringLiteral("The data has changed since this run was trained: it was fitted again on today's data."));
    const FitSetup setup(project, request, split, data, job);
    computeOn(request.device, [&] {
        m_recommender->fit(*split->trainingSet(split->spec().kind == SplitKind::None),
                           setup.options(FitSetup::OtherData::Taken), job);
    });
    m_items = split->dataset().itemIds;
    m_users = split->dataset().userIds;
}

std::optional<ItemIndex> KeptRun::index(ItemId id) const
{
    return find<ItemIndex>(m_items, id);
}

std::optional<UserIndex> KeptRun::index(UserId id) const
{
    return find<UserIndex>(m_users, id);
}

} // namespace aisle
